/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One figure with its ground: caption, number and unit, a note, a meter, and
 * what it is measured against. */

#include "th-meter.h"

G_BEGIN_DECLS

typedef enum
{
  TH_TONE_PLAIN,
  TH_TONE_OK,
  TH_TONE_WARN,
} ThTone;

#define TH_TYPE_FIGURE (th_figure_get_type ())
G_DECLARE_FINAL_TYPE (ThFigure, th_figure, TH, FIGURE, GtkWidget)

/* Property "caption". */
GtkWidget *th_figure_new       (const char *caption);
void       th_figure_set_value (ThFigure *self, const char *value, const char *unit);   /* NULL: "—" */
void       th_figure_set_note  (ThFigure *self, ThTone tone, const char *icon, const char *text);
void       th_figure_set_sides (ThFigure *self, const char *left, const char *right, const char *extra);
ThMeter   *th_figure_get_meter (ThFigure *self);                                        /* hidden until it is asked for */

G_END_DECLS
