/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Which period and which queue a report is about. Signal "changed" (ThStatsFilter *). */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_STATS_FILTER (th_stats_filter_get_type ())
G_DECLARE_FINAL_TYPE (ThStatsFilter, th_stats_filter, TH, STATS_FILTER, GtkWidget)

void        th_stats_filter_set_session   (ThStatsFilter *self, ThSession *session);

/* Members "from", "to" and perhaps "queue" of a request; NULL before the hall
 * is known; (transfer full). */
JsonObject *th_stats_filter_get_arguments (ThStatsFilter *self);
void        th_stats_filter_set_arguments (ThStatsFilter *self, JsonObject *arguments);
void        th_stats_filter_set_days      (ThStatsFilter *self, ThDay from, ThDay to);

/* Whether the period reaches today, so that its figures still change. */
gboolean    th_stats_filter_is_open       (ThStatsFilter *self);

/* Moves a period such as "today" along when the day has changed. */
void        th_stats_filter_refresh       (ThStatsFilter *self);

G_END_DECLS
