/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Notices on the bus: a daemon is told once, a slow one does not hold up the
 * main loop, and none at all is no error. The daemon here is the test itself. */

#include <glib/gstdio.h>
#include <gtk/gtk.h>

#include "th-day.h"
#include "th-feed.h"
#include "th-notify.h"

static const char xml[] =
  "<node><interface name='org.freedesktop.Notifications'>"
  "<method name='Notify'>"
  "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/>"
  "</method>"
  "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
  "<method name='GetServerInformation'>"
  "<arg type='s' direction='out'/><arg type='s' direction='out'/><arg type='s' direction='out'/><arg type='s' direction='out'/>"
  "</method>"
  "</interface></node>";

/* The daemon answers from a loop and a thread of its own. */
typedef struct
{
  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  GMutex        lock;
  GPtrArray    *titles;
  guint         slow_ms;
  int           ready;
} Daemon;

static void
method_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  Daemon *daemon = data;

  if (g_str_equal (method, "GetCapabilities"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", NULL));
  else if (g_str_equal (method, "GetServerInformation"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(ssss)", "test", "test", "1", "1.2"));
  else
    {
      g_autofree char *title = NULL;

      g_usleep (daemon->slow_ms * 1000);
      g_variant_get_child (parameters, 3, "s", &title);
      g_mutex_lock (&daemon->lock);
      g_ptr_array_add (daemon->titles, g_steal_pointer (&title));
      g_mutex_unlock (&daemon->lock);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 1));
    }
}

static void
acquired_cb (GDBusConnection *bus, const char *name, gpointer data)
{
  g_atomic_int_set (&((Daemon *) data)->ready, 1);
}

static gpointer
daemon_thread (gpointer data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  Daemon *daemon = data;
  g_autoptr(GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr(GDBusConnection) bus = NULL;
  guint owner;

  g_main_context_push_thread_default (daemon->context);
  bus = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, NULL);
  g_assert_nonnull (bus);
  g_dbus_connection_register_object (bus, "/org/freedesktop/Notifications", info->interfaces[0], &vtable, daemon, NULL, NULL);
  owner = g_bus_own_name_on_connection (bus, "org.freedesktop.Notifications", G_BUS_NAME_OWNER_FLAGS_REPLACE,
                                        acquired_cb, NULL, daemon, NULL);
  g_main_loop_run (daemon->loop);
  g_bus_unown_name (owner);
  g_dbus_connection_close_sync (bus, NULL, NULL);
  g_main_context_pop_thread_default (daemon->context);
  return NULL;
}

static Daemon *
daemon_start (guint slow_ms)
{
  Daemon *daemon = g_new0 (Daemon, 1);

  g_mutex_init (&daemon->lock);
  daemon->titles = g_ptr_array_new_with_free_func (g_free);
  daemon->slow_ms = slow_ms;
  daemon->context = g_main_context_new ();
  daemon->loop = g_main_loop_new (daemon->context, FALSE);
  daemon->thread = g_thread_new ("daemon", daemon_thread, daemon);
  while (!g_atomic_int_get (&daemon->ready))
    g_usleep (1000);
  return daemon;
}

static guint
daemon_count (Daemon *daemon)
{
  guint n;

  g_mutex_lock (&daemon->lock);
  n = daemon->titles->len;
  g_mutex_unlock (&daemon->lock);
  return n;
}

static void
daemon_stop (Daemon *daemon)
{
  g_main_loop_quit (daemon->loop);
  g_thread_join (daemon->thread);
  g_main_loop_unref (daemon->loop);
  g_main_context_unref (daemon->context);
  g_ptr_array_unref (daemon->titles);
  g_mutex_clear (&daemon->lock);
  g_free (daemon);
}

/* --- A hall in which somebody waits too long --- */

typedef struct
{
  char      *folder;
  ThClock   *clock;
  ThSession *session;
  ThNotify  *notify;
} Hall;

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GError) error = NULL;

  th_session_sign_in_finish (TH_SESSION (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gint64 longest_us;

/* A beat every 4 ms; the longest time between two is kept. */
static gboolean
beat_cb (gpointer data)
{
  gint64 *last = data;
  gint64 now = g_get_monotonic_time ();

  if (*last != 0)
    longest_us = MAX (longest_us, now - *last);
  *last = now;
  return G_SOURCE_CONTINUE;
}

static void
pass (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;
  gint64 last = 0;
  guint beat = g_timeout_add (4, beat_cb, &last);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (beat);
}

static void
hall_open (Hall *hall)
{
  g_autofree char *path = NULL;
  g_autofree char *file = g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", "demo.json", NULL);
  g_autoptr(ThStore) store = NULL;
  g_autoptr(ThDesk) desk = NULL;
  g_autoptr(JsonObject) imported = NULL;
  g_autoptr(JsonObject) issued = NULL;
  g_autoptr(GError) error = NULL;
  gboolean done = FALSE;

  hall->folder = g_dir_make_tmp ("tidehall-notify-XXXXXX", NULL);
  path = g_build_filename (hall->folder, "hall.db", NULL);
  hall->clock = th_clock_new_manual (th_instant_parse ("2026-04-20T09:30:00+08:00"));
  store = th_store_open (path, TH_STORE_SCRATCH, hall->clock, &error);
  g_assert_no_error (error);
  desk = th_desk_new (store, NULL, &error);
  g_assert_no_error (error);
  th_desk_set_actor (desk, "admin");
  imported = th_desk_ask (desk, th_desk_request ("hall.import", "file", "s", file, NULL), &error);
  g_assert_no_error (error);
  issued = th_desk_ask (desk, th_desk_request ("ticket.issue", "queue", "s", "T", NULL), &error);
  g_assert_no_error (error);
  hall->session = th_session_new ();
  th_session_set_desk (hall->session, desk);
  hall->notify = th_notify_new (hall->session);
  th_session_sign_in_async (hall->session, "020", "0020", NULL, signed_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  pass (400);
}

/* Twenty minutes later. */
static void
hall_wait (Hall *hall)
{
  g_assert_true (th_clock_advance_to (hall->clock, th_instant_parse ("2026-04-20T09:50:00+08:00")));
  th_feed_refresh (th_session_get_floor (hall->session));
}

static void
hall_close (Hall *hall)
{
  g_autoptr(GDir) dir = g_dir_open (hall->folder, 0, NULL);
  const char *name;

  g_clear_object (&hall->notify);
  g_clear_object (&hall->session);
  pass (200);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (hall->folder, name, NULL);
      g_remove (file);
    }
  g_rmdir (hall->folder);
  g_free (hall->folder);
  th_clock_unref (hall->clock);
}

static void
test_daemon (void)
{
  Daemon *daemon = daemon_start (0);
  Hall hall = { 0 };

  hall_open (&hall);
  g_assert_cmpuint (daemon_count (daemon), ==, 0);
  hall_wait (&hall);
  for (int i = 0; i < 50 && daemon_count (daemon) == 0; i++)
    pass (100);
  pass (300);
  g_assert_cmpuint (daemon_count (daemon), ==, 1);
  g_assert_cmpstr (daemon->titles->pdata[0], ==, "General tax: a wait of 20 min");
  hall_close (&hall);
  daemon_stop (daemon);
}

static void
test_slow_daemon (void)
{
  Daemon *daemon = daemon_start (1500);
  Hall hall = { 0 };

  hall_open (&hall);
  longest_us = 0;
  hall_wait (&hall);
  pass (1200);
  g_assert_cmpuint (daemon_count (daemon), ==, 0);
  g_assert_cmpint (longest_us, <, 700 * 1000);
  for (int i = 0; i < 50 && daemon_count (daemon) == 0; i++)
    pass (100);
  g_assert_cmpuint (daemon_count (daemon), ==, 1);
  hall_close (&hall);
  daemon_stop (daemon);
}

static void
test_no_daemon (void)
{
  Hall hall = { 0 };

  hall_open (&hall);
  hall_wait (&hall);
  pass (800);
  hall_close (&hall);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") == NULL)
    {
      g_print ("1..0 # SKIP no session bus\n");
      return 0;
    }
  g_test_add_func ("/notify/none", test_no_daemon);
  g_test_add_func ("/notify/told-once", test_daemon);
  g_test_add_func ("/notify/slow", test_slow_daemon);
  return g_test_run ();
}
