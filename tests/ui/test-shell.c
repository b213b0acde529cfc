/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What every page stands on: feeds, the session, notices and the staff window,
 * in one process on a store of their own. */

#include <glib/gstdio.h>
#include <gtk/gtk.h>

#include "th-day.h"
#include "th-feed.h"
#include "th-messages.h"
#include "th-notify.h"
#include "th-page.h"
#include "th-pages.h"
#include "th-staff-window.h"
#include "th-text.h"
#include "th-theme.h"

/* --- A hall to work on --- */

typedef struct
{
  char      *folder;
  ThClock   *clock;
  ThStore   *store;
  ThDesk    *desk;       /* the session's */
  ThDesk    *other;      /* somebody else at the same store */
  ThSession *session;
} Fixture;

/* A Monday morning in the hall's own zone. */
#define MORNING "2026-04-20T09:30:00+08:00"

static JsonObject *
ask (ThDesk *desk, JsonObject *request)
{
  g_autoptr(GError) error = NULL;
  JsonObject *answer = th_desk_ask (desk, request, &error);

  g_assert_no_error (error);
  return answer;
}

static void
tell (ThDesk *desk, JsonObject *request)
{
  g_autoptr(JsonObject) answer = ask (desk, request);

  g_assert_nonnull (answer);
}

static void
issue (Fixture *f, const char *queue)
{
  tell (f->other, th_desk_request ("ticket.issue", "queue", "s", queue, NULL));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *hall = NULL;
  g_autoptr(GError) error = NULL;

  f->folder = g_dir_make_tmp ("tidehall-shell-XXXXXX", NULL);
  path = g_build_filename (f->folder, "hall.db", NULL);
  hall = g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", "demo.json", NULL);
  f->clock = th_clock_new_manual (th_instant_parse (MORNING));
  f->store = th_store_open (path, TH_STORE_SCRATCH, f->clock, &error);
  g_assert_no_error (error);
  f->other = th_desk_new (f->store, NULL, &error);
  g_assert_no_error (error);
  th_desk_set_actor (f->other, "admin");
  tell (f->other, th_desk_request ("hall.import", "file", "s", hall, NULL));
  f->desk = th_desk_new (f->store, NULL, &error);
  g_assert_no_error (error);
  f->session = th_session_new ();
}

static gboolean
remove_cb (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_remove (file);
    }
  return g_rmdir (path) == 0;
}

static gboolean
woken_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the loop until @done holds, five seconds at most. */
static gboolean
wait_for (gboolean (*done) (gpointer), gpointer data)
{
  guint waker = g_timeout_add (10, woken_cb, NULL);
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (!done (data) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (waker);
  return done (data);
}

static gboolean
is_gone (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

/* Questions under way keep the store for the moment they need. */
static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer store = f->store;

  g_object_add_weak_pointer (G_OBJECT (store), &store);
  g_clear_object (&f->session);
  g_clear_object (&f->desk);
  g_clear_object (&f->other);
  g_clear_object (&f->store);
  g_assert_true (wait_for (is_gone, &store));
  g_clear_pointer (&f->clock, th_clock_unref);
  remove_cb (f->folder);
  g_free (f->folder);
}

static gboolean
never (gpointer data)
{
  return g_get_monotonic_time () > *(gint64 *) data;
}

/* Lets the loop run for @ms. */
static void
pass (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  wait_for (never, &end);
}

static gboolean
has_answer (gpointer feed)
{
  return th_feed_get_answer (feed) != NULL;
}

static gint64
waiting (ThFeed *feed)
{
  return th_member_int (th_member_object (th_feed_get_answer (feed), "figures"), "waiting", -1);
}

static gboolean
nobody_waits (gpointer feed)
{
  return waiting (feed) == 0;
}

static gboolean
three_wait (gpointer feed)
{
  return waiting (feed) == 3;
}

/* --- Feeds --- */

static void
add_one (guint *n)
{
  (*n)++;
}

static void
test_feed_follows (Fixture *f, gconstpointer data)
{
  g_autoptr(ThFeed) feed = th_feed_new (f->session, "floor.show", NULL);
  guint updates = 0;

  g_signal_connect_swapped (feed, "updated", G_CALLBACK (add_one), &updates);
  /* An inactive feed asks nothing; before the store is open no feed does. */
  th_feed_set_active (feed, TRUE);
  pass (50);
  g_assert_cmpuint (updates, ==, 0);
  th_session_set_desk (f->session, f->desk);
  g_assert_true (wait_for (nobody_waits, feed));

  /* What somebody else does is here within a second. */
  issue (f, "T");
  issue (f, "T");
  issue (f, "N");
  g_assert_true (wait_for (three_wait, feed));
  g_assert_null (th_feed_get_error (feed));
  g_assert_false (th_feed_get_stale (feed));

  th_feed_set_active (feed, FALSE);
  pass (50);
  updates = 0;
  issue (f, "F");
  pass (400);
  g_assert_cmpuint (updates, ==, 0);
  g_assert_cmpint (waiting (feed), ==, 3);
  th_feed_set_active (feed, TRUE);
  pass (400);
  g_assert_cmpint (waiting (feed), ==, 4);
}

static gboolean
forty_wait (gpointer feed)
{
  return waiting (feed) == 40;
}

static void
test_feed_coalesces (Fixture *f, gconstpointer data)
{
  g_autoptr(ThFeed) feed = NULL;
  guint updates = 0;

  th_session_set_desk (f->session, f->desk);
  feed = th_feed_new (f->session, "floor.show", NULL);
  th_feed_set_active (feed, TRUE);
  g_assert_true (wait_for (nobody_waits, feed));
  g_signal_connect_swapped (feed, "updated", G_CALLBACK (add_one), &updates);
  for (int i = 0; i < 40; i++)
    issue (f, "T");
  g_assert_true (wait_for (forty_wait, feed));
  g_assert_cmpuint (updates, <=, 10);
}

static void
test_feed_arguments (Fixture *f, gconstpointer data)
{
  g_autoptr(JsonObject) first = json_object_new ();
  g_autoptr(JsonObject) second = json_object_new ();
  g_autoptr(JsonObject) wrong = json_object_new ();
  g_autoptr(ThFeed) feed = NULL;

  json_object_set_string_member (first, "queue", "T");
  json_object_set_string_member (second, "queue", "N");
  json_object_set_string_member (wrong, "queue", "no such queue");
  issue (f, "T");
  issue (f, "T");
  issue (f, "N");
  th_session_set_desk (f->session, f->desk);
  feed = th_feed_new (f->session, "queue.list", first);
  th_feed_set_active (feed, TRUE);
  th_feed_set_arguments (feed, second);
  g_assert_true (wait_for (has_answer, feed));
  /* The answer to the first question was under way and is not shown. */
  g_assert_cmpuint (json_array_get_length (th_member_array (th_feed_get_answer (feed), "tickets")), ==, 1);

  /* A refusal keeps what is shown. */
  th_feed_set_arguments (feed, wrong);
  pass (400);
  g_assert_nonnull (th_feed_get_error (feed));
  g_assert_nonnull (th_feed_get_answer (feed));
  th_feed_set_arguments (feed, first);
  pass (400);
  g_assert_null (th_feed_get_error (feed));
  g_assert_cmpuint (json_array_get_length (th_member_array (th_feed_get_answer (feed), "tickets")), ==, 2);
}

/* --- Session --- */

typedef struct { gboolean done, ok; GError *error; } Signed;

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Signed *in = data;

  in->ok = th_session_sign_in_finish (TH_SESSION (source), result, &in->error);
  in->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Signed *) data)->done;
}

static void
sign_in (Fixture *f, const char *staff, const char *pin)
{
  Signed in = { 0 };

  th_session_sign_in_async (f->session, staff, pin, NULL, signed_cb, &in);
  g_assert_true (wait_for (is_done, &in));
  g_assert_no_error (in.error);
  g_assert_true (in.ok);
}

static void
test_session (Fixture *f, gconstpointer data)
{
  Signed early = { 0 }, wrong = { 0 };
  guint changes = 0;

  th_session_sign_in_async (f->session, "020", "0020", NULL, signed_cb, &early);
  g_assert_true (wait_for (is_done, &early));
  g_assert_error (early.error, TH_ERROR, TH_ERROR_BUSY);
  g_clear_error (&early.error);

  th_session_set_desk (f->session, f->desk);
  th_session_sign_in_async (f->session, "020", "9999", NULL, signed_cb, &wrong);
  g_assert_true (wait_for (is_done, &wrong));
  g_assert_nonnull (wrong.error);
  g_clear_error (&wrong.error);
  g_assert_null (th_session_get_staff_no (f->session));

  sign_in (f, "020", "0020");
  g_assert_cmpstr (th_session_get_staff_no (f->session), ==, "020");
  g_assert_cmpstr (th_session_get_role (f->session), ==, "manager");
  g_assert_true (th_session_may_manage (f->session));
  g_assert_cmpstr (th_desk_get_actor (f->desk), ==, "020");

  g_signal_connect_swapped (f->session, "notify::window", G_CALLBACK (add_one), &changes);
  th_session_set_window (f->session, "3");
  th_session_set_window (f->session, "3");
  th_session_sign_out (f->session);
  g_assert_cmpuint (changes, ==, 2);
  g_assert_null (th_session_get_window (f->session));
  g_assert_null (th_session_get_staff_no (f->session));
  g_assert_false (th_session_may_manage (f->session));
  pass (200);
  g_assert_null (th_desk_get_actor (f->desk));
}

/* --- Notices --- */

static void
notice_cb (ThNotify *notify, const char *title, const char *body, GPtrArray *notices)
{
  g_ptr_array_add (notices, g_strdup (title));
}

static void
move_on (Fixture *f, const char *time)
{
  g_assert_true (th_clock_advance_to (f->clock, th_instant_parse (time)));
  th_feed_refresh (th_session_get_floor (f->session));
  pass (500);
  g_signal_emit_by_name (f->session, "tick");
}

static void
test_notice_manager (Fixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(ThNotify) notify = NULL;

  th_session_set_desk (f->session, f->desk);
  notify = th_notify_new (f->session);
  g_signal_connect (notify, "notice", G_CALLBACK (notice_cb), notices);
  issue (f, "T");
  move_on (f, "2026-04-20T09:46:00+08:00");
  g_assert_cmpuint (notices->len, ==, 0);    /* nobody who runs the hall is here */
  sign_in (f, "020", "0020");
  pass (400);
  g_assert_cmpuint (notices->len, ==, 1);
  move_on (f, "2026-04-20T09:50:00+08:00");
  g_assert_cmpuint (notices->len, ==, 1);    /* once */
  move_on (f, "2026-04-20T10:01:00+08:00");
  g_assert_cmpuint (notices->len, ==, 2);    /* and once more when it is very long */
  move_on (f, "2026-04-20T10:05:00+08:00");
  g_assert_cmpuint (notices->len, ==, 2);
  g_assert_cmpstr (notices->pdata[0], ==, "General tax: a wait of 16 min");
}

static void
test_notice_clerk (Fixture *f, gconstpointer data)
{
  g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(ThNotify) notify = NULL;

  th_session_set_desk (f->session, f->desk);
  notify = th_notify_new (f->session);
  g_signal_connect (notify, "notice", G_CALLBACK (notice_cb), notices);
  tell (f->other, th_desk_request ("window.open", "window", "s", "3", "staff", "s", "003", "pin", "s", "0003", NULL));
  sign_in (f, "003", "0003");
  th_session_set_window (f->session, "3");
  move_on (f, "2026-04-20T09:40:00+08:00");
  g_assert_cmpuint (notices->len, ==, 0);    /* idle, but nobody waits */
  issue (f, "N");
  move_on (f, "2026-04-20T09:40:30+08:00");
  g_assert_cmpuint (notices->len, ==, 0);
  move_on (f, "2026-04-20T09:41:31+08:00");
  g_assert_cmpuint (notices->len, ==, 1);
  move_on (f, "2026-04-20T09:45:00+08:00");
  g_assert_cmpuint (notices->len, ==, 1);
  tell (f->other, th_desk_request ("ticket.call", "window", "s", "3", NULL));
  move_on (f, "2026-04-20T09:45:10+08:00");
  tell (f->other, th_desk_request ("ticket.start", "window", "s", "3", NULL));
  tell (f->other, th_desk_request ("ticket.finish", "window", "s", "3", NULL));
  issue (f, "T");
  move_on (f, "2026-04-20T09:46:00+08:00");
  move_on (f, "2026-04-20T09:47:10+08:00");
  g_assert_cmpuint (notices->len, ==, 2);    /* another occurrence */
  g_assert_cmpstr (notices->pdata[0], ==, "Window 03 is free");
}

/* --- The staff window --- */

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_object_set_data (G_OBJECT (widget), "undone", GINT_TO_POINTER (1));
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static void
resize (GtkWindow *window, int width, int height)
{
  gtk_window_set_default_size (window, width, height);
  pass (200);
}

static void
test_window (Fixture *f, gconstpointer data)
{
  ThStaffWindow *window;
  GtkWidget *stack;
  const ThPageSpec *pages;
  guint n;

  th_theme_get ();
  th_session_set_desk (f->session, f->desk);
  window = th_staff_window_new (NULL, f->session);
  pages = th_pages_get (&n);
  stack = find_child (GTK_WIDGET (window), GTK_TYPE_STACK);
  g_assert_cmpuint (n, >=, 1);
  g_assert_null (gtk_widget_get_first_child (stack));

  g_assert_true (th_staff_window_show_page (window, "hall"));
  g_assert_cmpstr (th_staff_window_get_page_id (window), ==, "hall");
  g_assert_null (gtk_widget_get_next_sibling (gtk_widget_get_first_child (stack)));
  g_assert_false (th_staff_window_show_page (window, "no such page"));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (wait_for (is_mapped, window));

  /* Every page can be made, seen and left again. */
  for (guint i = 0; i < n; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", pages[i].id);
      g_assert_cmpstr (th_staff_window_get_page_id (window), ==, pages[i].id);
      pass (100);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  pass (50);
}

static void
test_window_compact (Fixture *f, gconstpointer data)
{
  ThStaffWindow *window;

  th_session_set_desk (f->session, f->desk);
  window = th_staff_window_new (NULL, f->session);
  th_staff_window_show_page (window, "hall");
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (wait_for (is_mapped, window));
  resize (GTK_WINDOW (window), 1280, 800);
  g_assert_false (th_staff_window_get_compact (window));
  resize (GTK_WINDOW (window), 1024, 700);
  g_assert_true (th_staff_window_get_compact (window));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (window), "compact"));
  resize (GTK_WINDOW (window), 1600, 900);
  g_assert_false (th_staff_window_get_compact (window));
  gtk_window_destroy (GTK_WINDOW (window));
  pass (50);
}

static void
test_messages (Fixture *f, gconstpointer data)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (g_object_ref_sink (gtk_drawing_area_new ()));
  ThStaffWindow *window;
  GtkWidget *from;
  g_autoptr(GError) error = g_error_new_literal (TH_ERROR, TH_ERROR_NOBODY_WAITING, "Nobody waits.");
  g_autoptr(GError) nobody = g_error_new_literal (TH_ERROR, TH_ERROR_NOT_SIGNED_IN, "Nobody is signed in.");

  gtk_widget_class_install_action (klass, "page.undo", NULL, undo_cb);
  window = th_staff_window_new (NULL, f->session);
  from = gtk_drawing_area_new ();
  gtk_stack_add_named (GTK_STACK (find_child (GTK_WIDGET (window), GTK_TYPE_STACK)), from, "test");
  th_message_error (from, "Not called:", error, NULL, NULL);
  g_assert_true (th_banner_shown (th_staff_window_get_banner (window)));
  th_message_done (from, "Called T001", "page.undo");
  g_assert_false (th_banner_shown (th_staff_window_get_banner (window)));
  g_signal_emit_by_name (find_child (GTK_WIDGET (th_staff_window_get_toast (window)), GTK_TYPE_BUTTON), "clicked");
  g_assert_nonnull (g_object_get_data (G_OBJECT (from), "undone"));

  /* Whoever is not signed in is offered just that. */
  th_message_error (from, "Not called:", nobody, "Try again", "page.undo");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (find_child (GTK_WIDGET (th_staff_window_get_banner (window)),
                                                                 GTK_TYPE_BUTTON))), ==, "Sign in");
  th_message_clear (from);
  g_assert_false (th_banner_shown (th_staff_window_get_banner (window)));
  gtk_window_destroy (GTK_WINDOW (window));
  pass (50);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/shell/feed/follows", Fixture, NULL, set_up, test_feed_follows, tear_down);
  g_test_add ("/shell/feed/coalesces", Fixture, NULL, set_up, test_feed_coalesces, tear_down);
  g_test_add ("/shell/feed/arguments", Fixture, NULL, set_up, test_feed_arguments, tear_down);
  g_test_add ("/shell/session", Fixture, NULL, set_up, test_session, tear_down);
  g_test_add ("/shell/notice/manager", Fixture, NULL, set_up, test_notice_manager, tear_down);
  g_test_add ("/shell/notice/clerk", Fixture, NULL, set_up, test_notice_clerk, tear_down);
  g_test_add ("/shell/window/pages", Fixture, NULL, set_up, test_window, tear_down);
  g_test_add ("/shell/window/compact", Fixture, NULL, set_up, test_window_compact, tear_down);
  g_test_add ("/shell/window/messages", Fixture, NULL, set_up, test_messages, tear_down);
  return g_test_run ();
}
