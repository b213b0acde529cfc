/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The waits of every hour: a box from the median to P90, the mean as a line,
 * the target as dashes. Hours are not continuous, so there is no ribbon. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_CHART_HOURS (th_chart_hours_get_type ())
G_DECLARE_FINAL_TYPE (ThChartHours, th_chart_hours, TH, CHART_HOURS, GtkWidget)

GtkWidget  *th_chart_hours_new          (void);

/* @rows: the rows of a report by hour. @fresh: they answer another question than the last ones. */
void        th_chart_hours_set          (ThChartHours *self, JsonArray *rows, double target_s, gboolean fresh);
const char *th_chart_hours_get_sentence (ThChartHours *self);

G_END_DECLS
