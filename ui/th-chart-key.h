/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The sign before a word of a legend. Property "mark": "box" or "mean". */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_CHART_KEY (th_chart_key_get_type ())
G_DECLARE_FINAL_TYPE (ThChartKey, th_chart_key, TH, CHART_KEY, GtkWidget)

G_END_DECLS
