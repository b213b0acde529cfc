/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-database.h"
#include "th-hall.h"

G_BEGIN_DECLS

/* The report of a period as one answer. Only reads: for the store's reader. */

gboolean th_stats_report (ThDatabase *db, ThHall *hall, ThDay from, ThDay to,
                          const char *const *by, const char *queue, gboolean want_bins,
                          JsonObject **out, GError **error);

G_END_DECLS
