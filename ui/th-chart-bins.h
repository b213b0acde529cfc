/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How many people waited how many minutes, with the mean and P90 as marks. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_CHART_BINS (th_chart_bins_get_type ())
G_DECLARE_FINAL_TYPE (ThChartBins, th_chart_bins, TH, CHART_BINS, GtkWidget)

GtkWidget  *th_chart_bins_new          (void);

/* @bins: tickets of minute 0, 1, 2 …; @total: the figures of all of them.
 * @fresh: they answer another question than the last ones. */
void        th_chart_bins_set          (ThChartBins *self, JsonArray *bins, JsonObject *total, gboolean fresh);
const char *th_chart_bins_get_sentence (ThChartBins *self);

/* Minutes in one bar (more than one when waits were long), and the bars. */
int         th_chart_bins_get_width    (ThChartBins *self);
guint       th_chart_bins_get_n_bars   (ThChartBins *self);
guint       th_chart_bins_get_bar      (ThChartBins *self, guint bar);

G_END_DECLS
