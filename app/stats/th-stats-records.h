/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-database.h"
#include "th-stats-cut.h"

G_BEGIN_DECLS

/* What happened, read from the tickets, sittings and matters of a period. */

gboolean th_stats_read        (ThDatabase *db, ThHall *hall, ThDay from, ThDay to, const char *queue,
                               ThCut *cut, ThFigures *total, GError **error);
gboolean th_stats_nearest_day (ThDatabase *db, ThHall *hall, ThDay from, ThDay to, ThDay *day, GError **error);

G_END_DECLS
