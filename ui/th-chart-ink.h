/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What every drawn chart needs: lines and words in the colours of the theme,
 * and an axis that a person would have chosen. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  GtkWidget *widget;
  cairo_t   *cr;
  double     rem;      /* pixels of the root size, so that charts obey the text size */
} ThInk;

ThInk  th_ink_begin    (GtkWidget *widget, GtkSnapshot *snapshot);
void   th_ink_end      (ThInk *ink);

void   th_ink_colour   (ThInk *ink, const char *name);
void   th_ink_line     (ThInk *ink, double x0, double y0, double x1, double y1, double width, double dash);
void   th_ink_box      (ThInk *ink, double x, double y, double width, double height, double radius);
double th_ink_text     (ThInk *ink, const char *text, double x, double y, double xalign, double yalign,
                        double size, gboolean bold);

double th_chart_step   (double most, int lines);
char  *th_chart_number (double value);

/* Says @sentence to a screen reader, but not more often than once a minute
 * unless @now. @spoken: when it was said last, kept by the caller. */
void   th_chart_speak  (GtkWidget *widget, const char *sentence, gboolean now, gint64 *spoken);

G_END_DECLS
