/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: no character is lost on paper. Cairo 1.16 puts into a PDF only what it
 * uses of a font, and with fonts built as Noto Sans CJK is it sometimes drops
 * a subroutine that a letter needs: it follows a subroutine once only, so it
 * miscounts the hints of the next letter that begins with the same one, and
 * reads past its calls. That letter is then a blank or a box, and which one it
 * is depends on all others of the document.
 *
 * So letters go through a user font that draws their outlines: cairo writes
 * these as they are, and the text stays text for who searches or listens. */

#include "th-pen-face.h"

static const cairo_user_data_key_t inner_key;

static cairo_status_t
init_cb (cairo_scaled_font_t *scaled, cairo_t *cr, cairo_font_extents_t *extents)
{
  cairo_set_font_face (cr, cairo_font_face_get_user_data (cairo_scaled_font_get_font_face (scaled), &inner_key));
  cairo_set_font_size (cr, 1);
  cairo_font_extents (cr, extents);

  return cairo_status (cr);
}

static cairo_status_t
render_cb (cairo_scaled_font_t *scaled, unsigned long index, cairo_t *cr, cairo_text_extents_t *extents)
{
  cairo_glyph_t glyph = { index, 0, 0 };

  cairo_set_font_face (cr, cairo_font_face_get_user_data (cairo_scaled_font_get_font_face (scaled), &inner_key));
  cairo_set_font_size (cr, 1);
  cairo_glyph_extents (cr, &glyph, 1, extents);
  cairo_glyph_path (cr, &glyph, 1);
  cairo_fill (cr);

  return cairo_status (cr);
}

/* The user font for @inner. There are as many as there are weights, and they live as long as the program. */
static cairo_font_face_t *
face_for (cairo_font_face_t *inner)
{
  static GHashTable *faces;
  cairo_font_face_t *face;

  if (faces == NULL)
    faces = g_hash_table_new (NULL, NULL);
  face = g_hash_table_lookup (faces, inner);
  if (face != NULL)
    return face;

  face = cairo_user_font_face_create ();
  cairo_user_font_face_set_init_func (face, init_cb);
  cairo_user_font_face_set_render_glyph_func (face, render_cb);
  cairo_font_face_set_user_data (face, &inner_key, cairo_font_face_reference (inner),
                                 (cairo_destroy_func_t) cairo_font_face_destroy);
  g_hash_table_insert (faces, inner, face);

  return face;
}

/* Whether all of @run is letters from left to right, which is what is taken apart here. */
static gboolean
is_plain (PangoGlyphItem *run)
{
  if (run->item->analysis.level % 2 != 0)
    return FALSE;
  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    if (run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
      return FALSE;

  return TRUE;
}

/* Which bytes of the text each letter stands for, so that the text can be read out of the file again. */
static int
find_clusters (PangoGlyphItem *run, cairo_text_cluster_t *clusters)
{
  PangoGlyphString *glyphs = run->glyphs;
  int n = 0;

  for (int i = 0; i < glyphs->num_glyphs; n++)
    {
      int begin = i;
      int next;

      while (i < glyphs->num_glyphs && glyphs->log_clusters[i] == glyphs->log_clusters[begin])
        i++;
      next = i < glyphs->num_glyphs ? glyphs->log_clusters[i] : run->item->length;
      clusters[n].num_bytes = next - glyphs->log_clusters[begin];
      clusters[n].num_glyphs = i - begin;
    }

  return n;
}

static void
show_run (cairo_t *cr, PangoGlyphItem *run, const char *text, double x, double y)
{
  cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (run->item->analysis.font));
  int n = run->glyphs->num_glyphs;
  g_autofree cairo_glyph_t *glyphs = g_new0 (cairo_glyph_t, n);
  g_autofree cairo_text_cluster_t *clusters = g_new0 (cairo_text_cluster_t, n);
  cairo_matrix_t matrix;
  int n_clusters = find_clusters (run, clusters);

  for (int i = 0; i < n; i++)
    {
      const PangoGlyphInfo *info = &run->glyphs->glyphs[i];

      glyphs[i].index = info->glyph == PANGO_GLYPH_EMPTY ? 0 : info->glyph;
      glyphs[i].x = x + pango_units_to_double (info->geometry.x_offset);
      glyphs[i].y = y + pango_units_to_double (info->geometry.y_offset);
      x += pango_units_to_double (info->geometry.width);
    }

  cairo_scaled_font_get_font_matrix (scaled, &matrix);
  cairo_set_font_face (cr, face_for (cairo_scaled_font_get_font_face (scaled)));
  cairo_set_font_matrix (cr, &matrix);
  cairo_show_text_glyphs (cr, text + run->item->offset, run->item->length, glyphs, n, clusters, n_clusters, 0);
}

void
th_pen_face_show_layout (cairo_t *cr, PangoLayout *layout)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double left, top;

  cairo_get_current_point (cr, &left, &top);
  do
    {
      PangoGlyphItem *run = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle extents;
      double y = top + pango_units_to_double (pango_layout_iter_get_baseline (iter));

      if (run == NULL)
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &extents);
      if (is_plain (run))
        show_run (cr, run, pango_layout_get_text (layout), left + pango_units_to_double (extents.x), y);
      else
        {
          cairo_move_to (cr, left + pango_units_to_double (extents.x), y);
          pango_cairo_show_glyph_item (cr, pango_layout_get_text (layout), run);
        }
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
}
