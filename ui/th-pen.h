/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Type and lines on paper. Without a cairo context everything is measured and nothing drawn. */

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct
{
  cairo_t      *cr;        /* NULL: measure only */
  PangoContext *context;
} ThPen;

typedef enum
{
  TH_PEN_PLAIN  = 0,
  TH_PEN_BOLD   = 1 << 0,
  TH_PEN_CENTRE = 1 << 1,
  TH_PEN_RIGHT  = 1 << 2,
  TH_PEN_GREY   = 1 << 3,
  TH_PEN_WHITE  = 1 << 4,
} ThPenStyle;

void   th_pen_init   (ThPen *self, cairo_t *cr);
void   th_pen_clear  (ThPen *self);

/* Writes @text, wrapped to @width, its letters @size high; returns the height it takes. NULL and "" take none. */
double th_pen_text   (ThPen *self, double x, double y, double width, double size, ThPenStyle style, const char *text);

/* The same on one line: letters are made smaller down to @least to let it fit; what is still too long wraps. */
double th_pen_line   (ThPen *self, double x, double y, double width, double size, double least, ThPenStyle style,
                      const char *text);
double th_pen_extent (ThPen *self, double size, ThPenStyle style, const char *text);   /* width on one line */

void   th_pen_rule   (ThPen *self, double x, double y, double width, double thickness, double grey);
void   th_pen_stroke (ThPen *self, double x1, double y1, double x2, double y2, double thickness, double grey);
void   th_pen_box    (ThPen *self, double x, double y, double width, double height, double thickness);
void   th_pen_shade  (ThPen *self, double x, double y, double width, double height, double grey);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThPen, th_pen_clear)

G_END_DECLS
