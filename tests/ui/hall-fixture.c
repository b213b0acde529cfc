/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: what every test of a page needs before its first question. */

#include "hall-fixture.h"

#include <glib/gstdio.h>

#include "th-day.h"
#include "th-theme.h"

#define MORNING "2026-04-20T09:30:00+08:00"

void
hall_set_up (Hall *self, gconstpointer data)
{
  g_autofree char *file = g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", "demo.json", NULL);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("tidehall-screen-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "hall.db", NULL);
  self->clock = th_clock_new_manual (th_instant_parse (data != NULL ? data : MORNING));
  self->store = th_store_open (self->path, TH_STORE_SCRATCH, self->clock, &error);
  g_assert_no_error (error);
  self->other = th_desk_new (self->store, NULL, &error);
  g_assert_no_error (error);
  th_desk_set_actor (self->other, "admin");
  hall_tell (self, th_desk_request ("hall.import", "file", "s", file, NULL));
  self->desk = th_desk_new (self->store, NULL, &error);
  g_assert_no_error (error);
  th_store_watch (self->store, 100);

  th_theme_get ();
  self->session = th_session_new ();
  th_session_set_desk (self->session, self->desk);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

void
hall_tear_down (Hall *self, gconstpointer data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->session);
  g_object_unref (self->desk);
  g_object_unref (self->other);
  g_object_unref (self->store);
  th_clock_unref (self->clock);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

JsonObject *
hall_ask (Hall *self, JsonObject *request)
{
  g_autoptr (GError) error = NULL;
  JsonObject *answer = th_desk_ask (self->other, request, &error);

  g_assert_no_error (error);

  return answer;
}

void
hall_tell (Hall *self, JsonObject *request)
{
  json_object_unref (hall_ask (self, request));
}

void
hall_wait (Hall *self, int seconds)
{
  g_assert_true (th_clock_advance_to (self->clock, th_clock_now (self->clock) + seconds * TH_SECOND_US));
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (th_session_sign_in_finish (TH_SESSION (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* In the sample hall the PIN of 021 is 0021. */
void
hall_sign_in (Hall *self, const char *staff)
{
  g_autofree char *pin = g_strconcat ("0", staff, NULL);
  gboolean done = FALSE;

  th_session_sign_in_async (self->session, staff, pin, NULL, signed_in_cb, &done);
  HALL_UNTIL (done);
}

GtkWidget *
hall_show (Hall *self, GType type)
{
  GtkWidget *page = g_object_new (type, "session", self->session, NULL);

  self->window = gtk_window_new ();
  gtk_widget_add_css_class (self->window, "tidehall");
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (self->window), page);
  gtk_window_present (GTK_WINDOW (self->window));
  HALL_UNTIL (gtk_widget_get_mapped (page));

  return page;
}

gpointer
hall_part (gpointer widget, const char *id)
{
  GObject *part = gtk_widget_get_template_child (GTK_WIDGET (widget), G_OBJECT_TYPE (widget), id);

  g_assert_nonnull (part);

  return part;
}

const char *
hall_label (gpointer widget, const char *id)
{
  return gtk_label_get_label (GTK_LABEL (hall_part (widget, id)));
}
