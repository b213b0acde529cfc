/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times how other queue systems reach their data, on SQLite with a history of
 * @tickets, alone and with @n_writers at once, and prints the tables.
 * @only: (nullable): the name of one of them. */
void bench_peers_run (const char *folder, int tickets, int rounds, int n_writers, const char *only);

G_END_DECLS
