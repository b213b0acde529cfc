/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One form, laid out from its description (resources/forms/). */

#include <cairo.h>

#include "th-paper-facts.h"

G_BEGIN_DECLS

typedef struct _ThPaperForm ThPaperForm;

/* @spec: the description; @title: of the form; @matter: its code, or NULL for all of them. */
ThPaperForm *th_paper_form_new   (JsonObject *spec, const char *title, const ThPaperFacts *facts, const char *matter);
void         th_paper_form_free  (ThPaperForm *self);

guint        th_paper_form_pages (ThPaperForm *self);
void         th_paper_form_draw  (ThPaperForm *self, guint page, cairo_t *cr);

G_END_DECLS
