/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-sitting.h"

G_BEGIN_DECLS

/* What the files about sittings share. */

gboolean th_sitting_clear_old   (const ThTurn *turn, const ThWindow *window, GError **error);

gboolean th_sitting_end_matters (const ThTurn *turn, gint64 ticket_id, gint64 handling_us, const ThOutcome *outcomes,
                                 guint n, JsonObject *detail, GError **error);

G_END_DECLS
