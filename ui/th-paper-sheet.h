/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Pages that are ready to be drawn: for a printer or a PDF, it is the same. */

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _ThPaperSheet ThPaperSheet;

/* Draws page @page, counted from 0, on @cr: origin at the paper's corner, unit the point. */
typedef void (*ThPaperDraw) (gpointer data, guint page, cairo_t *cr);

#define TH_PAPER_A4_WIDTH  595.276
#define TH_PAPER_A4_HEIGHT 841.890

/* @title: the name of the job; @width, @height in points; @data is freed with the sheet. */
ThPaperSheet *th_paper_sheet_new    (const char *title, double width, double height, guint pages,
                                     ThPaperDraw draw, gpointer data, GDestroyNotify free_data);
ThPaperSheet *th_paper_sheet_ref    (ThPaperSheet *self);
void          th_paper_sheet_unref  (ThPaperSheet *self);

const char   *th_paper_sheet_title  (ThPaperSheet *self);
double        th_paper_sheet_width  (ThPaperSheet *self);
double        th_paper_sheet_height (ThPaperSheet *self);
guint         th_paper_sheet_pages  (ThPaperSheet *self);
void          th_paper_sheet_draw   (ThPaperSheet *self, guint page, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThPaperSheet, th_paper_sheet_unref)

G_END_DECLS
