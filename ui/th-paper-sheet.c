/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: papers know nothing of printers, and what sends knows nothing of
 * papers. Between them stands a number of pages and how to draw one. */

#include "th-paper-sheet.h"

struct _ThPaperSheet
{
  char          *title;
  double         width;
  double         height;
  guint          pages;
  ThPaperDraw    draw;
  gpointer       data;
  GDestroyNotify free_data;
};

ThPaperSheet *
th_paper_sheet_new (const char *title, double width, double height, guint pages, ThPaperDraw draw, gpointer data,
                    GDestroyNotify free_data)
{
  ThPaperSheet *self = g_rc_box_new0 (ThPaperSheet);

  self->title = g_strdup (title);
  self->width = width;
  self->height = height;
  self->pages = pages;
  self->draw = draw;
  self->data = data;
  self->free_data = free_data;

  return self;
}

ThPaperSheet *
th_paper_sheet_ref (ThPaperSheet *self)
{
  return g_rc_box_acquire (self);
}

static void
sheet_clear (gpointer data)
{
  ThPaperSheet *self = data;

  g_free (self->title);
  if (self->free_data != NULL)
    self->free_data (self->data);
}

void
th_paper_sheet_unref (ThPaperSheet *self)
{
  g_rc_box_release_full (self, sheet_clear);
}

const char *
th_paper_sheet_title (ThPaperSheet *self)
{
  return self->title;
}

double
th_paper_sheet_width (ThPaperSheet *self)
{
  return self->width;
}

double
th_paper_sheet_height (ThPaperSheet *self)
{
  return self->height;
}

guint
th_paper_sheet_pages (ThPaperSheet *self)
{
  return self->pages;
}

void
th_paper_sheet_draw (ThPaperSheet *self, guint page, cairo_t *cr)
{
  g_return_if_fail (page < self->pages);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  self->draw (self->data, page, cr);
  cairo_restore (cr);
}
