/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices. The rules look at the floor the screen knows already; telling is
 * left to one thread of its own, because libnotify waits for the bus, and a
 * bus or a notification daemon that is not there must neither hold up the
 * screen nor be an error. */

#include "th-notify.h"

#include <glib/gi18n.h>
#include <libnotify/notify.h>

#include "th-day.h"
#include "th-feed.h"
#include "th-text.h"

/* So long before a booking begins its papers should lie ready. */
#define PREPARE_US (15 * 60 * TH_SECOND_US)

/* How long a window may be idle while people wait for it. */
#define IDLE_US (60 * TH_SECOND_US)

struct _ThNotify
{
  GObject      parent_instance;
  ThSession   *session;
  GThreadPool *teller;
  ThInstant    idle_told;       /* since when the own window was free when it was told; 0 when it was not */
  ThFeed      *bookings;        /* booking.list of today */
  ThFeed      *followups;       /* followup.list */
  GHashTable  *done;            /* "here B7KQM2XF": what was told to this person about bookings */
  char        *person;          /* who that is */
  GCancellable *cancellable;
  GHashTable  *told;            /* queue prefix -> how far its wait was told: 1 long, 2 very long */
};

G_DEFINE_FINAL_TYPE (ThNotify, th_notify, G_TYPE_OBJECT)

enum { NOTICE, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct
{
  char *title;
  char *body;
} Notice;

/* Runs on the thread of the pool, the only one that ever enters libnotify.
 * The context of its own keeps the daemon's replies away from the screen. */
static void
tell_thread (gpointer data, gpointer user_data)
{
  static GMainContext *context = NULL;
  Notice *notice = data;
  NotifyNotification *notification;

  if (context == NULL)
    context = g_main_context_new ();
  g_main_context_push_thread_default (context);
  /* Hears first whether the daemon has been started again meanwhile. */
  while (g_main_context_iteration (context, FALSE))
    continue;
  if (notify_is_initted () || notify_init ("Tidehall"))
    {
      g_autoptr(GError) error = NULL;

      notification = notify_notification_new (notice->title, notice->body, "org.tidehall.Tidehall");
      notify_notification_set_category (notification, "im");
      if (!notify_notification_show (notification, &error))
        g_debug ("no notification: %s", error->message);
      g_object_unref (notification);
    }
  g_main_context_pop_thread_default (context);
  g_free (notice->title);
  g_free (notice->body);
  g_free (notice);
}

static void
tell (ThNotify *self, const char *title, const char *body)
{
  Notice *notice = g_new0 (Notice, 1);

  notice->title = g_strdup (title);
  notice->body = g_strdup (body);
  g_signal_emit (self, signals[NOTICE], 0, title, body);
  g_thread_pool_push (self->teller, notice, NULL);
}

static JsonObject *
own_window (ThNotify *self, JsonObject *floor)
{
  JsonArray *windows = th_member_array (floor, "windows");
  const char *own = th_session_get_window (self->session);

  for (guint i = 0; own != NULL && windows != NULL && i < json_array_get_length (windows); i++)
    if (g_strcmp0 (th_member_text (th_member_element (windows, i), "no"), own) == 0)
      return th_member_element (windows, i);
  return NULL;
}

/* How many people wait in the queues of @window, and since when the first. */
static gint64
waiting_for (JsonObject *floor, JsonObject *window, ThInstant *first)
{
  JsonArray *queues = th_member_array (floor, "queues");
  JsonArray *duty = th_member_array (window, "queues");
  ThInstant now = th_member_instant (floor, "now");
  gint64 n = 0;

  *first = now;
  for (guint i = 0; queues != NULL && i < json_array_get_length (queues); i++)
    for (guint j = 0; duty != NULL && j < json_array_get_length (duty); j++)
      {
        JsonObject *queue = th_member_element (queues, i);

        if (g_strcmp0 (th_member_text (queue, "prefix"), json_array_get_string_element (duty, j)) != 0)
          continue;
        n += th_member_int (queue, "waiting", 0);
        *first = MIN (*first, now - th_member_int (queue, "oldest_s", 0) * TH_SECOND_US);
      }
  return n;
}

/* The hall knows since when a window is free and since when somebody waits, so
 * that it does not matter since when this screen has looked. */
static void
watch_idle (ThNotify *self)
{
  JsonObject *floor = th_feed_get_answer (th_session_get_floor (self->session));
  JsonObject *window = own_window (self, floor);
  ThInstant first = 0;
  ThInstant free_since = th_member_instant (window, "since");
  gint64 waiting = window != NULL ? waiting_for (floor, window, &first) : 0;

  if (waiting == 0 || g_strcmp0 (th_member_text (window, "state"), "open") != 0 ||
      g_strcmp0 (th_member_text (window, "step"), "idle") != 0)
    {
      self->idle_told = 0;
      return;
    }
  if (self->idle_told != free_since && th_session_now (self->session) - MAX (free_since, first) >= IDLE_US)
    {
      g_autofree char *no = th_text_window (th_member_text (window, "no"));
      g_autofree char *title = g_strdup_printf (_("Window %s is free"), no);
      g_autofree char *body = g_strdup_printf (ngettext ("%d person waits for it.", "%d people wait for it.",
                                                         (gulong) waiting), (int) waiting);
      self->idle_told = free_since;
      tell (self, title, body);
    }
}

/* Each threshold is told once; a wait that has become short again may be told anew. */
static void
watch_queue (ThNotify *self, JsonObject *queue, gint64 long_s, gint64 very_long_s)
{
  const char *prefix = th_member_text (queue, "prefix");
  const char *name = th_member_local (queue, "");
  gint64 oldest = th_member_int (queue, "oldest_s", 0);
  int level = oldest >= very_long_s ? 2 : oldest >= long_s ? 1 : 0;
  int before = GPOINTER_TO_INT (g_hash_table_lookup (self->told, prefix));

  if (level == before || prefix == NULL)
    return;
  g_hash_table_insert (self->told, g_strdup (prefix), GINT_TO_POINTER (level));
  if (level > before)
    {
      g_autofree char *time = th_text_minutes (oldest);
      g_autofree char *title = g_strdup_printf (_("%s: a wait of %s"), name != NULL ? name : prefix, time);
      int waiting = (int) th_member_int (queue, "waiting", 0);
      g_autofree char *body = g_strdup_printf (ngettext ("%d person waits in this queue.",
                                                         "%d people wait in this queue.", (gulong) waiting), waiting);
      tell (self, title, body);
    }
}

static void
watch_waits (ThNotify *self)
{
  JsonArray *queues = th_member_array (th_feed_get_answer (th_session_get_floor (self->session)), "queues");
  gint64 long_s = (gint64) (th_session_get_setting (self->session, "monitor.wait_yellow_min", 15) * 60);
  gint64 very_long_s = (gint64) (th_session_get_setting (self->session, "monitor.wait_red_min", 30) * 60);

  if (!th_session_may_manage (self->session))
    {
      g_hash_table_remove_all (self->told);
      return;
    }
  for (guint i = 0; queues != NULL && i < json_array_get_length (queues); i++)
    watch_queue (self, th_member_element (queues, i), long_s, very_long_s);
}

/* --- bookings --- */

/* TRUE once for each @what of @booking. */
static gboolean
first_time (ThNotify *self, const char *what, const char *booking)
{
  return g_hash_table_add (self->done, g_strdup_printf ("%s %s", what, booking));
}

static char *
describe_booking (ThNotify *self, JsonObject *booking)
{
  JsonObject *party = th_member_object (booking, "party");
  const char *name = party != NULL ? th_member_text (party, "name") : th_member_text (booking, "organiser");
  g_autofree char *clock = th_text_clock (th_member_instant (booking, "start"), th_session_get_zone (self->session));

  return g_strdup_printf ("%s %s", clock, name != NULL ? name : "");
}

/* Whoever came for this clerk, unless they stand in front already. */
static void
tell_arrival (ThNotify *self, JsonObject *booking)
{
  JsonObject *floor = th_feed_get_answer (th_session_get_floor (self->session));
  JsonObject *window = floor != NULL ? own_window (self, floor) : NULL;
  const char *code = th_member_text (booking, "booking");
  const char *ticket = th_member_text (booking, "ticket");
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (!first_time (self, "here", code))
    return;
  if (window != NULL && ticket != NULL && g_strcmp0 (th_member_text (window, "ticket"), ticket) == 0)
    return;
  title = g_strdup_printf (_("%s has checked in for you"), code);
  body = describe_booking (self, booking);
  tell (self, title, body);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThNotify) self = data;
  g_autoptr (JsonObject) booking = th_session_ask_finish (TH_SESSION (source), result, NULL);
  JsonArray *forms = booking != NULL ? th_member_array (booking, "printed_here") : NULL;
  g_autofree char *clock = NULL;
  g_autofree char *what = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (g_cancellable_is_cancelled (self->cancellable) || forms == NULL || json_array_get_length (forms) == 0
      || th_member_bool (booking, "prepared"))
    return;
  clock = th_text_clock (th_member_instant (booking, "start"), th_session_get_zone (self->session));
  title = g_strdup_printf (_("Print the forms for %s"), clock);
  what = describe_booking (self, booking);
  body = g_strdup_printf ("%s %s", th_member_text (booking, "booking"), what);
  tell (self, title, body);
}

/* Whether its papers lie ready only the booking itself knows. */
static void
ask_prepared (ThNotify *self, const char *code)
{
  if (first_time (self, "papers", code))
    th_session_ask_async (self->session, th_desk_request ("booking.show", "booking", "s", code, NULL), self->cancellable,
                          shown_cb, g_object_ref (self));
}

static void
watch_bookings (ThNotify *self)
{
  JsonObject *answer = th_feed_get_answer (self->bookings);
  JsonArray *bookings = answer != NULL ? th_member_array (answer, "bookings") : NULL;
  const char *me = th_session_get_staff_no (self->session);
  ThInstant now = th_session_now (self->session);

  for (guint i = 0; me != NULL && bookings != NULL && i < json_array_get_length (bookings); i++)
    {
      JsonObject *booking = th_member_element (bookings, i);
      gboolean here = g_strcmp0 (th_member_text (booking, "state"), "checked_in") == 0;
      ThInstant start = th_member_instant (booking, "start");

      if (g_strcmp0 (th_member_text (booking, "staff"), me) != 0)
        continue;
      if (here)
        tell_arrival (self, booking);
      if ((here || g_strcmp0 (th_member_text (booking, "state"), "booked") == 0) && now >= start - PREPARE_US && now < start)
        ask_prepared (self, th_member_text (booking, "booking"));
    }
}

/* Whether it is on this person to see to it: who finished the case, and whoever manages the hall. */
static gboolean
concerns (ThNotify *self, JsonObject *followup)
{
  const char *me = th_session_get_staff_no (self->session);

  return me != NULL && (th_session_may_manage (self->session) || g_strcmp0 (th_member_text (followup, "staff"), me) == 0);
}

/* All that has come due is told at once: five notices one after the other are not read. */
static void
watch_followups (ThNotify *self)
{
  JsonObject *answer = th_feed_get_answer (self->followups);
  JsonArray *list = answer != NULL ? th_member_array (answer, "followups") : NULL;
  ThDay today = th_day_of (th_session_now (self->session), th_session_get_zone (self->session));
  g_autoptr (GString) codes = g_string_new (NULL);
  g_autofree char *title = NULL;
  int n = 0, overdue = 0;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *one = th_member_element (list, i);
      ThDay due = th_member_has (one, "due") ? th_day_parse (th_member_text (one, "due")) : 0;
      const char *code = th_member_text (one, "booking");

      if (due == 0 || due > today || g_strcmp0 (th_member_text (one, "state"), "open") != 0 || !concerns (self, one)
          || !first_time (self, due < today ? "overdue" : "due", code))
        continue;
      g_string_append_printf (codes, "%s%s", n > 0 ? C_("between names", ", ") : "", code);
      overdue += due < today;
      n++;
    }
  if (n == 0)
    return;
  if (overdue > 0)
    title = g_strdup_printf (ngettext ("%d U-key is overdue or due today", "%d U-keys are overdue or due today", (gulong) n), n);
  else
    title = g_strdup_printf (ngettext ("%d U-key is to be posted today", "%d U-keys are to be posted today", (gulong) n), n);
  tell (self, title, codes->str);
}

/* What was told to one person is news to the next. */
static void
watch_person (ThNotify *self)
{
  const char *me = th_session_get_staff_no (self->session);

  if (g_strcmp0 (me, self->person) == 0)
    return;
  g_free (self->person);
  self->person = g_strdup (me);
  g_hash_table_remove_all (self->done);
  th_feed_set_active (self->bookings, me != NULL);
  th_feed_set_active (self->followups, me != NULL);
  if (me != NULL)
    {
      th_feed_refresh (self->bookings);
      th_feed_refresh (self->followups);
    }
}

/* The papers of a booking are due by the clock. */
static void
tick (ThNotify *self)
{
  watch_idle (self);
  if (th_session_now (self->session) / TH_SECOND_US % 10 == 0)
    watch_bookings (self);
}

static void
watch (ThNotify *self)
{
  watch_person (self);
  watch_idle (self);
  watch_waits (self);
}

static ThFeed *
feed_new (ThNotify *self, const char *verb, GCallback callback)
{
  ThFeed *feed = th_feed_new (self->session, verb, NULL);

  th_feed_set_changes (feed, TH_CHANGE_BOOKINGS | TH_CHANGE_HALL);
  /* A new day is no change in the store. */
  th_feed_set_tick (feed, 300);
  g_signal_connect_object (feed, "updated", callback, self, G_CONNECT_SWAPPED);
  return feed;
}

static void
th_notify_dispose (GObject *object)
{
  ThNotify *self = TH_NOTIFY (object);

  /* What is still to be told is dropped; a call under way is not waited for. */
  if (self->teller != NULL)
    g_thread_pool_free (g_steal_pointer (&self->teller), TRUE, FALSE);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->bookings);
  g_clear_object (&self->followups);
  g_clear_object (&self->session);
  g_clear_pointer (&self->done, g_hash_table_unref);
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->told, g_hash_table_unref);
  G_OBJECT_CLASS (th_notify_parent_class)->dispose (object);
}

static void
th_notify_class_init (ThNotifyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_notify_dispose;
  signals[NOTICE] = g_signal_new ("notice", TH_TYPE_NOTIFY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
th_notify_init (ThNotify *self)
{
  self->teller = g_thread_pool_new (tell_thread, NULL, 1, FALSE, NULL);
  self->cancellable = g_cancellable_new ();
  self->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * th_notify_new:
 * @session: whose floor is watched, and who is told
 *
 * Returns: (transfer full): notices, as long as it lives
 */
ThNotify *
th_notify_new (ThSession *session)
{
  ThNotify *self = g_object_new (TH_TYPE_NOTIFY, NULL);

  self->session = g_object_ref (session);
  self->bookings = feed_new (self, "booking.list", G_CALLBACK (watch_bookings));
  self->followups = feed_new (self, "followup.list", G_CALLBACK (watch_followups));
  g_signal_connect_object (th_session_get_floor (session), "updated", G_CALLBACK (watch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "tick", G_CALLBACK (tick), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::staff-no", G_CALLBACK (watch), self, G_CONNECT_SWAPPED);
  return self;
}
