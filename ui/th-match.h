/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How well what was typed names a thing: 0 is not at all, more is better. */
guint th_match_score (const char *query, const char *code, const char *zh, const char *en);

G_END_DECLS
