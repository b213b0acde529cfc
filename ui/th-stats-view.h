/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Puts the answers of stats.report into words and tables. No state. */

#include "th-figure-table.h"
#include "th-chart-bins.h"
#include "th-session.h"
#include "th-stat-figure.h"

G_BEGIN_DECLS

typedef struct
{
  ThStatFigure *mean, *median, *p90, *longest, *over, *handling;
} ThStatsStrip;

void th_stats_view_strip (const ThStatsStrip *strip, JsonObject *report, GTimeZone *zone);
void th_stats_view_rows  (ThFigureTable *table, const char *split, JsonObject *report);
void th_stats_view_hours (ThFigureTable *table, JsonObject *report);
void th_stats_view_bins  (ThFigureTable *table, ThChartBins *bins);

G_END_DECLS
