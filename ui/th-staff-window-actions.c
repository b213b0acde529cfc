/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The actions and keys of the staff window. Everything is an action, so that
 * a key, a menu, a test and a screen reader do the same thing. */

#include "th-staff-window-private.h"

#include <glib/gi18n.h>

#include "th-keys-window.h"
#include "th-page.h"
#include "th-pages.h"
#include "th-sign-in.h"

static GtkWidget *
visible_page (ThStaffWindow *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack));
}

static void
page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_staff_window_show_page (TH_STAFF_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_search_start (TH_STAFF_WINDOW (widget)->search);
}

static void
keys_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThStaffWindow *self = TH_STAFF_WINDOW (widget);
  const ThPageSpec *spec = th_pages_find (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)));

  th_keys_window_present (GTK_WINDOW (self), visible_page (self), spec != NULL ? _(spec->title) : "");
}

static void
full_screen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

/* Popovers and dialogs close by themselves; what is left is the banner, then
 * the full screen. */
static void
escape_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThStaffWindow *self = TH_STAFF_WINDOW (widget);

  if (th_banner_shown (self->banner))
    th_banner_close (self->banner);
  else if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *page = visible_page (TH_STAFF_WINDOW (widget));

  if (page != NULL)
    gtk_widget_activate_action (page, "page.undo", NULL);
}

static void
sign_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_sign_in_ask_async (GTK_WINDOW (widget), TH_STAFF_WINDOW (widget)->session, NULL, NULL, NULL);
}

static void
sign_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_session_sign_out (TH_STAFF_WINDOW (widget)->session);
}

/* Regions are found by their style class in the order of the tree, which is
 * the order of reading. */
static void
collect_regions (GtkWidget *widget, GPtrArray *regions)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (gtk_widget_has_css_class (widget, "region"))
    {
      g_ptr_array_add (regions, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_regions (child, regions);
}

static gboolean
walk_regions (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  ThStaffWindow *self = TH_STAFF_WINDOW (widget);
  g_autoptr(GPtrArray) regions = g_ptr_array_new ();
  GtkWidget *page = visible_page (self);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  int step = GPOINTER_TO_INT (data);
  int at = -1, n;

  if (TH_IS_PAGE (page) && th_page_owns_f6 (TH_PAGE (page)))
    return FALSE;
  collect_regions (widget, regions);
  n = (int) regions->len;
  for (int i = 0; i < n; i++)
    if (focus != NULL && (focus == regions->pdata[i] || gtk_widget_is_ancestor (focus, regions->pdata[i])))
      at = i;
  /* A region in which nothing takes the focus is passed over. */
  for (int tried = 0; tried < n; tried++)
    {
      at = at < 0 ? (step > 0 ? 0 : n - 1) : (at + step + n) % n;
      if (gtk_widget_child_focus (regions->pdata[at], GTK_DIR_TAB_FORWARD))
        return TRUE;
    }
  return TRUE;
}

static gboolean
number_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  const ThPageSpec *pages;
  guint n;

  pages = th_pages_get (&n);
  for (guint i = 0; i < n; i++)
    if (pages[i].key == GPOINTER_TO_UINT (data))
      return th_staff_window_show_page (TH_STAFF_WINDOW (widget), pages[i].id);
  return FALSE;
}

/**
 * th_staff_window_install_actions:
 *
 * Names the actions of every staff window and binds their keys.
 */
void
th_staff_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.page", "s", page_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.keys", NULL, keys_action);
  gtk_widget_class_install_action (widget_class, "win.full-screen", NULL, full_screen_action);
  gtk_widget_class_install_action (widget_class, "win.escape", NULL, escape_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, sign_in_action);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action);

  for (guint i = 1; i <= 9; i++)
    {
      g_autoptr(GtkShortcut) shortcut =
        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_0 + i, GDK_CONTROL_MASK),
                          gtk_callback_action_new (number_key, GUINT_TO_POINTER (i), NULL));
      gtk_widget_class_add_shortcut (widget_class, shortcut);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.sign-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "win.keys", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "win.full-screen", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.escape", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  {
    g_autoptr(GtkShortcut) next = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F6, 0),
      gtk_callback_action_new (walk_regions, GINT_TO_POINTER (1), NULL));
    g_autoptr(GtkShortcut) previous = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F6, GDK_SHIFT_MASK),
      gtk_callback_action_new (walk_regions, GINT_TO_POINTER (-1), NULL));
    gtk_widget_class_add_shortcut (widget_class, next);
    gtk_widget_class_add_shortcut (widget_class, previous);
  }
}
