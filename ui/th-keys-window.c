/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The key overlay: a plain table in a window of its own, because a list of
 * keys is read while the hands are on the keyboard. Esc or F1 closes it. */

#include "th-keys-window.h"

#include <glib/gi18n.h>

#include "th-key-hint.h"
#include "th-pages.h"

struct _ThKeysWindow
{
  GtkWindow  parent_instance;
  GtkWidget *columns;
};

G_DEFINE_FINAL_TYPE (ThKeysWindow, th_keys_window, GTK_TYPE_WINDOW)

static const ThPageKey everywhere[] = {
  { "Ctrl K", N_("Search") },
  { "Ctrl L", N_("Sign in") },
  { "F1", N_("Keys") },
  { "F6", N_("Next part of the page") },
  { "Shift F6", N_("Part before") },
  { "Esc", N_("Close the top-most") },
  { "Ctrl Z", N_("Undo the last step") },
  { "F11", N_("Full screen") },
  { "Ctrl Q", N_("Quit") },
};

static GtkWidget *
add_column (ThKeysWindow *self, const char *title)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0,
                                     "css-classes", (const char *[]) { "heading", NULL }, NULL);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_widget_set_valign (grid, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (grid), heading, 0, 0, 2, 1);
  gtk_box_append (GTK_BOX (self->columns), grid);
  return grid;
}

static void
add_key (GtkWidget *grid, int row, const char *keys, const char *text)
{
  GtkWidget *hint = th_key_hint_new (keys);

  gtk_widget_set_halign (hint, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (grid), hint, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, NULL), 1, row, 1, 1);
}

static void
fill (ThKeysWindow *self, GtkWidget *page, const char *title)
{
  GtkWidget *grid = add_column (self, _("Everywhere"));
  const ThPageKey *keys;
  const ThPageSpec *pages;
  guint n;
  int row = 1;

  pages = th_pages_get (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("Ctrl %u", pages[i].key);
      add_key (grid, row++, key, _(pages[i].title));
    }
  for (guint i = 0; i < G_N_ELEMENTS (everywhere); i++)
    add_key (grid, row++, everywhere[i].keys, _(everywhere[i].text));

  keys = TH_IS_PAGE (page) ? th_page_get_keys (TH_PAGE (page), &n) : NULL;
  if (keys == NULL || n == 0)
    return;
  grid = add_column (self, title);
  for (guint i = 0; i < n; i++)
    add_key (grid, (int) i + 1, keys[i].keys, _(keys[i].text));
}

static void
th_keys_window_class_init (ThKeysWindowClass *klass)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_F1, 0, "window.close", NULL);
}

static void
th_keys_window_init (ThKeysWindow *self)
{
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 48);
  gtk_widget_set_margin_top (self->columns, 20);
  gtk_widget_set_margin_bottom (self->columns, 24);
  gtk_widget_set_margin_start (self->columns, 28);
  gtk_widget_set_margin_end (self->columns, 28);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tidehall");
  gtk_window_set_titlebar (GTK_WINDOW (self), gtk_header_bar_new ());
  gtk_window_set_child (GTK_WINDOW (self), self->columns);
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
  gtk_window_set_title (GTK_WINDOW (self), _("Keys"));
}

/**
 * th_keys_window_present:
 * @parent: the window whose keys are shown
 * @page: (nullable): the page that is seen
 * @title: the title of that page
 */
void
th_keys_window_present (GtkWindow *parent, GtkWidget *page, const char *title)
{
  ThKeysWindow *self = g_object_new (TH_TYPE_KEYS_WINDOW, "transient-for", parent, "modal", TRUE,
                                     "destroy-with-parent", TRUE, NULL);

  fill (self, page, title);
  gtk_window_present (GTK_WINDOW (self));
}
