/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A description of a random hall (transfer full), and what one person may book in it. */
JsonObject *property_hall (GRand *rand, int *per_day, int *per_half);

G_END_DECLS
