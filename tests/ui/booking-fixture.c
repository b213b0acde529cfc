/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: a widget in a window, its keys without a keyboard, and its picture. */

#include "booking-fixture.h"

#include <glib/gi18n.h>

#include "th-choices.h"
#include "th-theme.h"

void
booking_init (int *argc, char ***argv)
{
  const char *language = g_getenv ("TIDEHALL_PICTURES_LANGUAGE"), *scheme = g_getenv ("TIDEHALL_PICTURES_SCHEME");

  if (language != NULL)
    {
      g_autofree char *folder = g_build_filename (g_getenv ("TIDEHALL_BUILD_DIR"), "po", NULL);

      bindtextdomain (GETTEXT_PACKAGE, folder);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
      th_choices_speak (language);
    }
  gtk_test_init (argc, argv, NULL);
  if (g_strcmp0 (scheme, "dark") == 0)
    th_theme_set_scheme (th_theme_get (), TH_SCHEME_DARK);
}

void
booking_says (const char *words, const char *expected)
{
  if (g_getenv ("TIDEHALL_PICTURES_LANGUAGE") == NULL)
    g_assert_cmpstr (words, ==, expected);
}

JsonObject *
booking_answer (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/tests/data/weeks/%s.json", g_getenv ("TIDEHALL_SOURCE_DIR"), name);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

GtkWidget *
booking_show (GtkWidget *widget, int width, int height)
{
  GtkWidget *window = gtk_window_new (), *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  th_theme_get ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()), "/org/tidehall/Tidehall/icons");
  gtk_widget_add_css_class (window, "tidehall");
  gtk_widget_add_css_class (page, "page");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "padded");
  gtk_widget_set_vexpand (card, TRUE);
  gtk_box_append (GTK_BOX (card), widget);
  gtk_box_append (GTK_BOX (page), card);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  booking_settle (window);
  return window;
}

void
booking_settle (GtkWidget *window)
{
  gint64 end = g_get_monotonic_time () + 200 * 1000;

  while (g_get_monotonic_time () < end || !gtk_widget_get_mapped (window) || gtk_widget_get_width (window) == 0)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
}

GtkWidget *
booking_focus (GtkWidget *window)
{
  return gtk_root_get_focus (GTK_ROOT (window));
}

static gboolean
try_controller (GtkWidget *widget, GListModel *shortcuts, const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
      g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

      if (g_strcmp0 (trigger, key) == 0 &&
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, gtk_shortcut_get_arguments (shortcut)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
try_widget (GtkWidget *widget, const char *key, gboolean capture)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller) &&
          (gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE) == capture &&
          try_controller (widget, G_LIST_MODEL (controller), key))
        return TRUE;
    }
  return FALSE;
}

/* On the way down to @widget, from the window. */
static gboolean
try_capture (GtkWidget *widget, const char *key)
{
  return widget != NULL && (try_capture (gtk_widget_get_parent (widget), key) || try_widget (widget, key, TRUE));
}

gboolean
booking_press (GtkWidget *window, const char *key)
{
  if (try_capture (booking_focus (window), key))
    return TRUE;
  for (GtkWidget *widget = booking_focus (window); widget != NULL; widget = gtk_widget_get_parent (widget))
    if (try_widget (widget, key, FALSE))
      return TRUE;
  return FALSE;
}

void
booking_draw (GtkWidget *window, const char *name)
{
  const char *folder = g_getenv ("TIDEHALL_PICTURES");
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder != NULL ? folder : "", name);
  g_autoptr (GdkPaintable) picture = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot;

  if (folder == NULL)
    return;
  booking_settle (window);
  picture = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (picture, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
