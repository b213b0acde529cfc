/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: charts that look drawn by one hand. Sizes are multiples of the root
 * size and colours are names of the theme, so that a chart follows the text
 * size and the dark list like everything else. */

#include "th-chart-ink.h"

#include "th-theme.h"

#include <math.h>

#define SPEAK_US (60 * G_USEC_PER_SEC)

/**
 * th_ink_begin:
 *
 * Begins to draw on the whole of @widget; th_ink_end() ends it.
 */
ThInk
th_ink_begin (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  graphene_rect_t bounds;
  ThInk ink = { .widget = widget };

  graphene_rect_init (&bounds, 0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  ink.cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  ink.rem = pango_font_description_get_size_is_absolute (font)
    ? size : size * pango_cairo_context_get_resolution (context) / 72;

  return ink;
}

/**
 * th_ink_end:
 *
 * Hands what was drawn to the snapshot.
 */
void
th_ink_end (ThInk *ink)
{
  g_clear_pointer (&ink->cr, cairo_destroy);
}

/**
 * th_ink_colour:
 * @name: a name of the list of colours
 */
void
th_ink_colour (ThInk *ink, const char *name)
{
  gdk_cairo_set_source_rgba (ink->cr, th_theme_color (name));
}

/**
 * th_ink_line:
 * @width: in pixels
 * @dash: length of a dash in pixels, 0 for an unbroken line
 */
void
th_ink_line (ThInk *ink, double x0, double y0, double x1, double y1, double width, double dash)
{
  double dashes[] = { dash, dash * 0.7 };

  cairo_set_line_width (ink->cr, width);
  cairo_set_dash (ink->cr, dashes, dash > 0 ? 2 : 0, 0);
  cairo_move_to (ink->cr, x0, y0);
  cairo_line_to (ink->cr, x1, y1);
  cairo_stroke (ink->cr);
  cairo_set_dash (ink->cr, NULL, 0, 0);
}

/**
 * th_ink_box:
 * @radius: of the two upper corners, for a box stands on its axis
 */
void
th_ink_box (ThInk *ink, double x, double y, double width, double height, double radius)
{
  double r = MIN (radius, MIN (height, width / 2));

  cairo_new_path (ink->cr);
  cairo_move_to (ink->cr, x, y + height);
  cairo_arc (ink->cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_arc (ink->cr, x + width - r, y + r, r, 1.5 * G_PI, 2 * G_PI);
  cairo_line_to (ink->cr, x + width, y + height);
  cairo_close_path (ink->cr);
  cairo_fill (ink->cr);
}

/**
 * th_ink_text:
 * @xalign: 0 when @x is the left end, 0.5 the middle, 1 the right end
 * @yalign: likewise for @y and the top
 * @size: in root sizes; 0.786 is the smallest there is
 *
 * Returns: the width of the text
 */
double
th_ink_text (ThInk *ink, const char *text, double x, double y, double xalign, double yalign,
             double size, gboolean bold)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (ink->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoFontDescription *font;
  int width, height;

  font = pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (layout)));
  pango_font_description_set_absolute_size (font, ink->rem * size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (ink->cr, round (x - width * xalign), round (y - height * yalign));
  pango_cairo_show_layout (ink->cr, layout);

  return width;
}

/**
 * th_chart_step:
 * @most: the largest value the axis must show
 * @lines: how many lines above zero there may be
 *
 * Returns: the distance of lines: 1, 2 or 5 times a power of ten, at least
 *   such that @lines of them reach @most
 */
double
th_chart_step (double most, int lines)
{
  double rough = most / lines, power, rest;

  if (!(rough > 0))
    return 1;

  power = pow (10, floor (log10 (rough)));
  rest = rough / power;

  return power * (rest <= 1 + 1e-9 ? 1 : rest <= 2 + 1e-9 ? 2 : rest <= 5 + 1e-9 ? 5 : 10);
}

/**
 * th_chart_number:
 *
 * Returns: (transfer full): @value on an axis: no needless decimals
 */
char *
th_chart_number (double value)
{
  if (fabs (value - round (value)) < 1e-6)
    return g_strdup_printf ("%.0f", value);

  return g_strdup_printf ("%.1f", value);
}

void
th_chart_speak (GtkWidget *widget, const char *sentence, gboolean now, gint64 *spoken)
{
  gint64 time = g_get_monotonic_time ();

  if (!now && *spoken != 0 && time - *spoken < SPEAK_US)
    return;

  *spoken = time;
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
}
