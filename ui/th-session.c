/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The session: the one desk of this process, the person who sits at it, and
 * a beat at every full second, which is all that moves on a quiet screen. */

#include "th-session.h"

#include <glib/gi18n.h>

#include "th-feed.h"
#include "th-text.h"

struct _ThSession
{
  GObject     parent_instance;
  ThDesk     *desk;
  ThFeed     *hall, *floor, *settings;
  GError     *failure;
  GTimeZone  *zone;
  JsonObject *staff;
  char       *window;
  guint       beat;
};

G_DEFINE_FINAL_TYPE (ThSession, th_session, G_TYPE_OBJECT)

enum { PROP_0, PROP_STAFF_NO, PROP_STAFF_NAME, PROP_ROLE, PROP_WINDOW, PROP_HALL, PROP_STALE, N_PROPS };
static GParamSpec *props[N_PROPS];

enum { TICK, OPENED, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean beat_cb (gpointer data);

/* A timer of one second drifts; this one aims at the next full second. */
static void
schedule_beat (ThSession *self)
{
  gint64 into = th_session_now (self) % TH_SECOND_US;

  self->beat = g_timeout_add (1 + (guint) ((TH_SECOND_US - into) / 1000), beat_cb, self);
}

static gboolean
beat_cb (gpointer data)
{
  ThSession *self = data;

  schedule_beat (self);
  g_signal_emit (self, signals[TICK], 0);
  return G_SOURCE_REMOVE;
}

static void
set_staff (ThSession *self, JsonObject *staff, const char *window)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_clear_pointer (&self->staff, json_object_unref);
  self->staff = staff != NULL ? json_object_ref (staff) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STAFF_NO]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STAFF_NAME]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ROLE]);
  th_session_set_window (self, window);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
hall_cb (ThSession *self)
{
  JsonObject *hall = th_member_object (th_session_get_hall (self), "hall");
  const char *name = th_member_text (hall, "timezone");
  GTimeZone *zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  if (zone != NULL)
    {
      g_time_zone_unref (self->zone);
      self->zone = zone;
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HALL]);
}

static void
stale_cb (ThSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STALE]);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GTask) task = data;
  ThSession *self = g_task_get_source_object (task);
  g_autoptr(JsonObject) answer = NULL;
  GError *error = NULL;

  answer = th_desk_ask_finish (TH_DESK (source), result, &error);
  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  set_staff (self, th_member_object (answer, "staff"), th_member_text (answer, "window"));
  g_task_return_boolean (task, TRUE);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(ThSession) self = data;
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(GError) error = NULL;

  /* Whatever the store says, nobody acts through this desk any more. */
  answer = th_desk_ask_finish (TH_DESK (source), result, &error);
  th_desk_set_actor (self->desk, NULL);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GTask) task = data;
  JsonObject *answer;
  GError *error = NULL;

  answer = th_desk_ask_finish (TH_DESK (source), result, &error);
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
}

/* Takes @task when there is no desk to ask yet. */
static gboolean
refused_early (ThSession *self, GTask *task)
{
  if (self->desk != NULL)
    return FALSE;
  g_task_return_new_error (task, TH_ERROR, TH_ERROR_BUSY, _("The store is still being opened"));
  g_object_unref (task);
  return TRUE;
}

static void
th_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThSession *self = TH_SESSION (object);

  switch (id)
    {
    case PROP_STAFF_NO: g_value_set_string (value, th_session_get_staff_no (self)); break;
    case PROP_STAFF_NAME: g_value_set_string (value, th_session_get_staff_name (self)); break;
    case PROP_ROLE: g_value_set_string (value, th_session_get_role (self)); break;
    case PROP_WINDOW: g_value_set_string (value, self->window); break;
    case PROP_HALL: g_value_set_boxed (value, th_session_get_hall (self)); break;
    case PROP_STALE: g_value_set_boolean (value, th_feed_get_stale (self->floor)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
th_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_WINDOW)
    th_session_set_window (TH_SESSION (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
th_session_dispose (GObject *object)
{
  ThSession *self = TH_SESSION (object);

  g_clear_handle_id (&self->beat, g_source_remove);
  g_clear_object (&self->hall);
  g_clear_object (&self->floor);
  g_clear_object (&self->settings);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (th_session_parent_class)->dispose (object);
}

static void
th_session_finalize (GObject *object)
{
  ThSession *self = TH_SESSION (object);

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->staff, json_object_unref);
  g_free (self->window);
  g_clear_error (&self->failure);
  G_OBJECT_CLASS (th_session_parent_class)->finalize (object);
}

static void
th_session_class_init (ThSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = th_session_get_property;
  object_class->set_property = th_session_set_property;
  object_class->dispose = th_session_dispose;
  object_class->finalize = th_session_finalize;

  props[PROP_STAFF_NO] = g_param_spec_string ("staff-no", NULL, NULL, NULL, read);
  props[PROP_STAFF_NAME] = g_param_spec_string ("staff-name", NULL, NULL, NULL, read);
  props[PROP_ROLE] = g_param_spec_string ("role", NULL, NULL, NULL, read);
  props[PROP_WINDOW] = g_param_spec_string ("window", NULL, NULL, NULL, read | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_HALL] = g_param_spec_boxed ("hall", NULL, NULL, JSON_TYPE_OBJECT, read);
  props[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[OPENED] = g_signal_new ("opened", TH_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", TH_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TICK] = g_signal_new ("tick", TH_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
th_session_init (ThSession *self)
{
  self->zone = g_time_zone_new_local ();
  self->hall = th_feed_new (self, "hall.show", NULL);
  th_feed_set_changes (self->hall, TH_CHANGE_HALL);
  /* Whether the hall is open changes by itself. */
  th_feed_set_tick (self->hall, 60);
  g_signal_connect_object (self->hall, "updated", G_CALLBACK (hall_cb), self, G_CONNECT_SWAPPED);
  self->floor = th_feed_new (self, "floor.show", NULL);
  th_feed_set_tick (self->floor, 60);
  g_signal_connect_object (self->floor, "notify::stale", G_CALLBACK (stale_cb), self, G_CONNECT_SWAPPED);
  self->settings = th_feed_new (self, "settings.show", NULL);
  th_feed_set_changes (self->settings, TH_CHANGE_HALL);
  th_feed_set_active (self->hall, TRUE);
  th_feed_set_active (self->floor, TRUE);
  th_feed_set_active (self->settings, TRUE);
  schedule_beat (self);
}

/**
 * th_session_new:
 *
 * Returns: a session without a desk yet
 */
ThSession *
th_session_new (void)
{
  return g_object_new (TH_TYPE_SESSION, NULL);
}

/**
 * th_session_set_desk:
 * @desk: the desk of this process; given once
 *
 * Lets the feeds begin.
 */
void
th_session_set_desk (ThSession *self, ThDesk *desk)
{
  g_return_if_fail (TH_IS_SESSION (self));
  g_return_if_fail (self->desk == NULL);
  self->desk = g_object_ref (desk);
  g_clear_error (&self->failure);
  g_signal_emit (self, signals[OPENED], 0);
}

/**
 * th_session_fail:
 * @error: why the store could not be opened
 *
 * Lets the screen say so.
 */
void
th_session_fail (ThSession *self, const GError *error)
{
  g_return_if_fail (TH_IS_SESSION (self));
  g_clear_error (&self->failure);
  self->failure = g_error_copy (error);
  g_signal_emit (self, signals[FAILED], 0);
}

/**
 * th_session_get_failure:
 *
 * Returns: (transfer none) (nullable): why there is no desk
 */
const GError *
th_session_get_failure (ThSession *self)
{
  g_return_val_if_fail (TH_IS_SESSION (self), NULL);
  return self->failure;
}

/**
 * th_session_get_desk:
 *
 * Returns: (transfer none) (nullable): the desk, NULL until the store is open
 */
ThDesk *
th_session_get_desk (ThSession *self)
{
  g_return_val_if_fail (TH_IS_SESSION (self), NULL);
  return self->desk;
}

/**
 * th_session_get_floor:
 *
 * Returns: (transfer none): the feed of floor.show, always active
 */
ThFeed *
th_session_get_floor (ThSession *self)
{
  g_return_val_if_fail (TH_IS_SESSION (self), NULL);
  return self->floor;
}

/**
 * th_session_get_setting:
 * @key: a numeric setting of the hall, "monitor.wait_yellow_min"
 * @otherwise: what counts until it is known
 *
 * Returns: its value, for thresholds of the screen
 */
double
th_session_get_setting (ThSession *self, const char *key, double otherwise)
{
  JsonArray *settings;

  g_return_val_if_fail (TH_IS_SESSION (self), otherwise);
  settings = th_member_array (th_feed_get_answer (self->settings), "settings");
  for (guint i = 0; settings != NULL && i < json_array_get_length (settings); i++)
    if (g_strcmp0 (th_member_text (th_member_element (settings, i), "key"), key) == 0)
      return th_member_double (th_member_element (settings, i), "value", otherwise);
  return otherwise;
}

/**
 * th_session_get_hall:
 *
 * Returns: (transfer none) (nullable): the last answer of hall.show
 */
JsonObject *
th_session_get_hall (ThSession *self)
{
  g_return_val_if_fail (TH_IS_SESSION (self), NULL);
  return th_feed_get_answer (self->hall);
}

/**
 * th_session_get_zone:
 *
 * Returns: (transfer none): the hall's time zone; the computer's until it is known
 */
GTimeZone *
th_session_get_zone (ThSession *self)
{
  g_return_val_if_fail (TH_IS_SESSION (self), NULL);
  return self->zone;
}

/**
 * th_session_now:
 *
 * Returns: the instant of the desk's clock
 */
ThInstant
th_session_now (ThSession *self)
{
  g_return_val_if_fail (TH_IS_SESSION (self), 0);
  return self->desk != NULL ? th_clock_now (th_desk_get_clock (self->desk)) : g_get_real_time ();
}

/**
 * th_session_get_staff_no:
 *
 * Returns: (transfer none) (nullable): the number of who is signed in
 */
const char *
th_session_get_staff_no (ThSession *self)
{
  g_return_val_if_fail (TH_IS_SESSION (self), NULL);
  return th_member_text (self->staff, "no");
}

/**
 * th_session_get_staff_name:
 *
 * Returns: (transfer none) (nullable): that person's name in the language of the screen
 */
const char *
th_session_get_staff_name (ThSession *self)
{
  g_return_val_if_fail (TH_IS_SESSION (self), NULL);
  return th_member_local (self->staff, "");
}

/**
 * th_session_get_role:
 *
 * Returns: (transfer none) (nullable): "clerk", "reception", "manager" or "admin"
 */
const char *
th_session_get_role (ThSession *self)
{
  g_return_val_if_fail (TH_IS_SESSION (self), NULL);
  return th_member_text (self->staff, "role");
}

/**
 * th_session_may_manage:
 *
 * Returns: whether this person runs the hall. The screen may use it to say
 *   early what the desk would refuse; the desk still decides.
 */
gboolean
th_session_may_manage (ThSession *self)
{
  const char *role = th_session_get_role (self);

  return g_strcmp0 (role, "manager") == 0 || g_strcmp0 (role, "admin") == 0;
}

/**
 * th_session_may_check_in:
 *
 * Returns: whether this person may say that somebody has come; see th_session_may_manage()
 */
gboolean
th_session_may_check_in (ThSession *self)
{
  return th_session_may_manage (self) || g_strcmp0 (th_session_get_role (self), "reception") == 0;
}

/**
 * th_session_get_window:
 *
 * Returns: (transfer none) (nullable): the window this person has open
 */
const char *
th_session_get_window (ThSession *self)
{
  g_return_val_if_fail (TH_IS_SESSION (self), NULL);
  return self->window;
}

/**
 * th_session_set_window:
 * @window: (nullable): the window just opened, or NULL when it was closed
 */
void
th_session_set_window (ThSession *self, const char *window)
{
  g_return_if_fail (TH_IS_SESSION (self));
  if (g_strcmp0 (self->window, window) == 0)
    return;
  g_free (self->window);
  self->window = g_strdup (window);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WINDOW]);
}

/**
 * th_session_sign_in_async:
 * @staff: the number of a person
 * @pin: that person's PIN
 *
 * From then on this person acts through the desk. Errors are those of
 * staff.sign_in: not-allowed, locked-out, not-found.
 */
void
th_session_sign_in_async (ThSession *self, const char *staff, const char *pin, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (TH_IS_SESSION (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, th_session_sign_in_async);
  if (refused_early (self, task))
    return;
  th_desk_ask_async (self->desk, th_desk_request ("staff.sign_in", "staff", "s", staff, "pin", "s", pin, NULL),
                     cancellable, signed_in_cb, task);
}

/**
 * th_session_sign_in_finish:
 *
 * Returns: whether the person is signed in now
 */
gboolean
th_session_sign_in_finish (ThSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * th_session_sign_out:
 *
 * Nobody acts through the desk any more. A window that is open stays open.
 */
void
th_session_sign_out (ThSession *self)
{
  g_return_if_fail (TH_IS_SESSION (self));
  if (self->staff == NULL || self->desk == NULL)
    return;
  set_staff (self, NULL, NULL);
  th_desk_ask_async (self->desk, th_desk_request ("staff.sign_out", NULL, NULL), NULL, signed_out_cb, g_object_ref (self));
}

/**
 * th_session_refresh:
 *
 * Asks again what the whole screen shows, for instance because answers are
 * worded in another language now.
 */
void
th_session_refresh (ThSession *self)
{
  g_return_if_fail (TH_IS_SESSION (self));
  th_feed_refresh (self->hall);
  th_feed_refresh (self->floor);
  th_feed_refresh (self->settings);
}

/**
 * th_session_ask_async:
 * @request: (transfer full): as th_desk_request() gives it
 *
 * One request to the hall, answered whole or refused with a TH_ERROR.
 */
void
th_session_ask_async (ThSession *self, JsonObject *request, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (TH_IS_SESSION (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, th_session_ask_async);
  if (refused_early (self, task))
    {
      json_object_unref (request);
      return;
    }
  th_desk_ask_async (self->desk, request, cancellable, asked_cb, task);
}

/**
 * th_session_ask_finish:
 *
 * Returns: (transfer full): the answer, or NULL with @error set
 */
JsonObject *
th_session_ask_finish (ThSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
