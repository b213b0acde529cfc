/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: measuring and drawing are the same calls, so that a page that was
 * measured to fit does fit. Hinting is off for that reason: it would round
 * widths to the pixels of whatever surface is there. */

#include "th-pen.h"

#include "th-pen-face.h"

#define FACE "Noto Sans CJK SC, Sans"
#define GREY 0.33

/**
 * th_pen_init:
 * @cr: (nullable): where to draw, its unit the point; NULL to measure
 */
void
th_pen_init (ThPen *self, cairo_t *cr)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  self->cr = cr;
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  if (cr != NULL)
    pango_cairo_update_context (cr, self->context);
  pango_cairo_context_set_font_options (self->context, options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  cairo_font_options_destroy (options);
}

void
th_pen_clear (ThPen *self)
{
  g_clear_object (&self->context);
}

static PangoLayout *
layout_new (ThPen *self, double width, double size, ThPenStyle style, const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string (FACE);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, style & TH_PEN_BOLD ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_alignment (layout, style & TH_PEN_CENTRE ? PANGO_ALIGN_CENTER
                                      : style & TH_PEN_RIGHT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);

  return layout;
}

double
th_pen_text (ThPen *self, double x, double y, double width, double size, ThPenStyle style, const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  int height;

  if (text == NULL || *text == '\0')
    return 0;

  layout = layout_new (self, MAX (width, 1), size, style, text);
  pango_layout_get_size (layout, NULL, &height);
  if (self->cr != NULL)
    {
      double grey = style & TH_PEN_WHITE ? 1 : style & TH_PEN_GREY ? GREY : 0;

      cairo_set_source_rgb (self->cr, grey, grey, grey);
      cairo_move_to (self->cr, x, y);
      th_pen_face_show_layout (self->cr, layout);
    }

  return (double) height / PANGO_SCALE;
}

double
th_pen_extent (ThPen *self, double size, ThPenStyle style, const char *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (text == NULL || *text == '\0')
    return 0;

  layout = layout_new (self, -1, size, style, text);
  pango_layout_get_size (layout, &width, NULL);

  return (double) width / PANGO_SCALE;
}

double
th_pen_line (ThPen *self, double x, double y, double width, double size, double least, ThPenStyle style,
             const char *text)
{
  double extent = th_pen_extent (self, size, style, text);

  /* A hair of room, or rounding might break the line that just fits. */
  if (extent > width)
    size = MAX (least, size * width / extent * 0.995);

  return th_pen_text (self, x, y, width, size, style, text);
}

void
th_pen_stroke (ThPen *self, double x1, double y1, double x2, double y2, double thickness, double grey)
{
  if (self->cr == NULL)
    return;

  cairo_set_source_rgb (self->cr, grey, grey, grey);
  cairo_set_line_width (self->cr, thickness);
  cairo_move_to (self->cr, x1, y1);
  cairo_line_to (self->cr, x2, y2);
  cairo_stroke (self->cr);
}

void
th_pen_rule (ThPen *self, double x, double y, double width, double thickness, double grey)
{
  th_pen_stroke (self, x, y, x + width, y, thickness, grey);
}

void
th_pen_box (ThPen *self, double x, double y, double width, double height, double thickness)
{
  if (self->cr == NULL)
    return;

  cairo_set_source_rgb (self->cr, 0, 0, 0);
  cairo_set_line_width (self->cr, thickness);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_stroke (self->cr);
}

void
th_pen_shade (ThPen *self, double x, double y, double width, double height, double grey)
{
  if (self->cr == NULL)
    return;

  cairo_set_source_rgb (self->cr, grey, grey, grey);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_fill (self->cr);
}
