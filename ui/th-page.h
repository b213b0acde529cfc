/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the staff window may ask of a page. A page is a GtkWidget with the
 * property "session" (overridden, given at construction); every function below
 * is optional. Widgets with the style class "region" are stops of F6; the
 * action "page.undo", when the page installs it, answers Ctrl+Z. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line of the key overlay (F1): "F2", N_("Call next"). */
typedef struct
{
  const char *keys;
  const char *text;
} ThPageKey;

#define TH_TYPE_PAGE (th_page_get_type ())
G_DECLARE_INTERFACE (ThPage, th_page, TH, PAGE, GtkWidget)

struct _ThPageInterface
{
  GTypeInterface parent;

  const ThPageKey *(*get_keys)    (ThPage *self, guint *n);
  void             (*focus_start) (ThPage *self);   /* puts the focus where work on this page begins */

  /* Shows one thing found by the search: @what is "ticket", "window",
   * "matter" or "booking". Returns FALSE when this page cannot show it. */
  gboolean         (*reveal)      (ThPage *self, const char *what, const char *id);

  /* TRUE when the page uses F6 for itself. */
  gboolean         (*owns_f6)     (ThPage *self);
};

const ThPageKey *th_page_get_keys    (ThPage *self, guint *n);
void             th_page_focus_start (ThPage *self);
gboolean         th_page_reveal      (ThPage *self, const char *what, const char *id);
gboolean         th_page_owns_f6     (ThPage *self);

G_END_DECLS
