/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One figure of a strip: caption, number with its unit, and beneath it what
 * the number stands on. Properties "caption" and "unit". */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_STAT_FIGURE (th_stat_figure_get_type ())
G_DECLARE_FINAL_TYPE (ThStatFigure, th_stat_figure, TH, STAT_FIGURE, GtkWidget)

/* @value NULL: no figure, shown as a dash. */
void        th_stat_figure_set       (ThStatFigure *self, const char *value, const char *ground);

/* A word beside the number, with the style of a pill ("ok", "warn"); NULL for none. */
void        th_stat_figure_set_pill  (ThStatFigure *self, const char *text, const char *style, const char *icon);
const char *th_stat_figure_get_value (ThStatFigure *self);

G_END_DECLS
