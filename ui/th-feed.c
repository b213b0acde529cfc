/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A feed keeps one answer true. It asks again after the store changed, when
 * its tick comes and when its arguments change; while one question is under
 * way at most one more is remembered, and between two questions lies a short
 * rest, so that a thousand commits a second cost five questions, not a
 * thousand. What is shown is never blanked: the last answer stays until a
 * newer one is here. */

#include "th-feed.h"

#include "th-text.h"

/* Long enough to rest the reader, short enough for "within one second". */
#define REST_MS 200
#define STALE_S 5

struct _ThFeed
{
  GObject       parent_instance;
  ThSession    *session;          /* not owned: the session owns feeds */
  char         *verb;
  JsonObject   *arguments;
  JsonObject   *asked;            /* the arguments of the question under way */
  JsonObject   *answer;
  GError       *error;
  GCancellable *cancellable;
  ThChange      changes;
  guint         tick_s, since_tick;
  guint         rest;
  ThInstant     asked_at;
  gboolean      active, pending, due, stale;
};

G_DEFINE_FINAL_TYPE (ThFeed, th_feed, G_TYPE_OBJECT)

enum { PROP_0, PROP_ANSWER, PROP_STALE, PROP_ERROR, PROP_ACTIVE, N_PROPS };
static GParamSpec *props[N_PROPS];

enum { UPDATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void ask (ThFeed *self);

static void
set_stale (ThFeed *self, gboolean stale)
{
  if (self->stale == stale)
    return;
  self->stale = stale;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STALE]);
}

static gboolean
rest_cb (gpointer data)
{
  ThFeed *self = data;

  self->rest = 0;
  if (self->due)
    ask (self);
  return G_SOURCE_REMOVE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(ThFeed) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) answer = th_desk_ask_finish (TH_DESK (source), result, &error);

  self->pending = FALSE;
  if (self->session == NULL)
    return;
  if (self->asked != self->arguments)
    {
      ask (self);
      return;
    }
  if (answer != NULL)
    {
      g_clear_pointer (&self->answer, json_object_unref);
      self->answer = g_steal_pointer (&answer);
      self->asked_at = 0;
      set_stale (self, FALSE);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ANSWER]);
    }
  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
    }
  g_signal_emit (self, signals[UPDATED], 0);
  if (self->session != NULL && self->rest == 0)
    self->rest = g_timeout_add (REST_MS, rest_cb, self);
}

static JsonObject *
request (ThFeed *self)
{
  JsonObject *object = th_desk_request (self->verb, NULL, NULL);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (self->arguments == NULL)
    return object;
  json_object_iter_init (&iter, self->arguments);
  while (json_object_iter_next (&iter, &key, &node))
    json_object_set_member (object, key, json_node_copy (node));
  return object;
}

static void
ask (ThFeed *self)
{
  if (!self->active || self->session == NULL)
    return;
  self->due = TRUE;
  if (self->asked_at == 0)
    self->asked_at = g_get_monotonic_time ();
  if (self->pending || self->rest != 0 || th_session_get_desk (self->session) == NULL)
    return;
  self->due = FALSE;
  self->pending = TRUE;
  self->since_tick = 0;
  g_clear_pointer (&self->asked, json_object_unref);
  self->asked = self->arguments != NULL ? json_object_ref (self->arguments) : NULL;
  th_desk_ask_async (th_session_get_desk (self->session), request (self), self->cancellable,
                     answered_cb, g_object_ref (self));
}

static void
changed_cb (ThFeed *self, ThChange what)
{
  if (!(what & self->changes))
    return;
  if (self->active)
    ask (self);
  else
    self->due = TRUE;
}

static void
opened_cb (ThFeed *self)
{
  g_signal_connect_object (th_desk_get_store (th_session_get_desk (self->session)), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (self->active && self->due)
    ask (self);
}

/* What this person may see, the one before may not have seen. */
static void
person_cb (ThFeed *self)
{
  th_feed_refresh (self);
}

/* The beat tells the age of a question as well as the time of the next one. */
static void
tick_cb (ThFeed *self)
{
  self->since_tick++;
  if (!self->active)
    return;
  if (self->tick_s > 0 && self->since_tick >= self->tick_s)
    ask (self);
  if (self->error != NULL && self->since_tick >= STALE_S)
    ask (self);
  if (self->asked_at != 0 && g_get_monotonic_time () - self->asked_at > STALE_S * TH_SECOND_US)
    set_stale (self, TRUE);
}

static void
mapped_cb (ThFeed *self)
{
  th_feed_set_active (self, TRUE);
}

static void
unmapped_cb (ThFeed *self)
{
  th_feed_set_active (self, FALSE);
}

static void
th_feed_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThFeed *self = TH_FEED (object);

  switch (id)
    {
    case PROP_ANSWER: g_value_set_boxed (value, self->answer); break;
    case PROP_STALE: g_value_set_boolean (value, self->stale); break;
    case PROP_ERROR: g_value_set_boxed (value, self->error); break;
    case PROP_ACTIVE: g_value_set_boolean (value, self->active); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
th_feed_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ACTIVE)
    th_feed_set_active (TH_FEED (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
th_feed_dispose (GObject *object)
{
  ThFeed *self = TH_FEED (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_weak_pointer (&self->session);
  G_OBJECT_CLASS (th_feed_parent_class)->dispose (object);
}

static void
th_feed_finalize (GObject *object)
{
  ThFeed *self = TH_FEED (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->arguments, json_object_unref);
  g_clear_pointer (&self->asked, json_object_unref);
  g_clear_pointer (&self->answer, json_object_unref);
  g_clear_error (&self->error);
  g_free (self->verb);
  G_OBJECT_CLASS (th_feed_parent_class)->finalize (object);
}

static void
th_feed_class_init (ThFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = th_feed_get_property;
  object_class->set_property = th_feed_set_property;
  object_class->dispose = th_feed_dispose;
  object_class->finalize = th_feed_finalize;

  props[PROP_ANSWER] = g_param_spec_boxed ("answer", NULL, NULL, JSON_TYPE_OBJECT, read);
  props[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, read);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  props[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE,
                                             read | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[UPDATED] = g_signal_new ("updated", TH_TYPE_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
th_feed_init (ThFeed *self)
{
  self->changes = TH_CHANGE_ALL;
  self->due = TRUE;
  self->cancellable = g_cancellable_new ();
}

/**
 * th_feed_new:
 * @session: whose desk is asked
 * @verb: what is asked, "floor.show"
 * @arguments: (transfer none) (nullable): the other members of the request
 *
 * Returns: (transfer full): an inactive feed without an answer
 */
ThFeed *
th_feed_new (ThSession *session, const char *verb, JsonObject *arguments)
{
  ThFeed *self = g_object_new (TH_TYPE_FEED, NULL);

  g_set_weak_pointer (&self->session, session);
  self->verb = g_strdup (verb);
  self->arguments = arguments != NULL ? json_object_ref (arguments) : NULL;
  if (th_session_get_desk (session) != NULL)
    opened_cb (self);
  else
    g_signal_connect_object (session, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::staff-no", G_CALLBACK (person_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * th_feed_set_arguments:
 * @arguments: (transfer none) (nullable): members of the next requests
 *
 * Asks again at once. The old answer stays until the new one is here; an
 * answer to the old question that is still under way is not shown.
 */
void
th_feed_set_arguments (ThFeed *self, JsonObject *arguments)
{
  g_return_if_fail (TH_IS_FEED (self));
  if (arguments != NULL)
    json_object_ref (arguments);
  g_clear_pointer (&self->arguments, json_object_unref);
  self->arguments = arguments;
  self->due = TRUE;
  g_clear_handle_id (&self->rest, g_source_remove);
  ask (self);
}

/**
 * th_feed_set_changes:
 * @changes: which changes of the store make the answer old
 */
void
th_feed_set_changes (ThFeed *self, ThChange changes)
{
  g_return_if_fail (TH_IS_FEED (self));
  self->changes = changes;
}

/**
 * th_feed_set_tick:
 * @seconds: ask at least this often; 0 for never without a change
 */
void
th_feed_set_tick (ThFeed *self, guint seconds)
{
  g_return_if_fail (TH_IS_FEED (self));
  self->tick_s = seconds;
}

/**
 * th_feed_set_active:
 * @active: whether somebody looks
 *
 * A feed that becomes active asks when its answer may be old.
 */
void
th_feed_set_active (ThFeed *self, gboolean active)
{
  g_return_if_fail (TH_IS_FEED (self));
  if (self->active == active)
    return;
  self->active = active;
  self->asked_at = 0;
  set_stale (self, FALSE);
  if (active && (self->due || self->error != NULL || (self->tick_s > 0 && self->since_tick >= self->tick_s)))
    ask (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACTIVE]);
}

/**
 * th_feed_get_active:
 *
 * Returns: whether this feed follows the store now
 */
gboolean
th_feed_get_active (ThFeed *self)
{
  g_return_val_if_fail (TH_IS_FEED (self), FALSE);
  return self->active;
}

/**
 * th_feed_follow:
 * @widget: a widget whose being mapped makes this feed active
 */
void
th_feed_follow (ThFeed *self, GtkWidget *widget)
{
  g_return_if_fail (TH_IS_FEED (self));
  g_signal_connect_object (widget, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "unmap", G_CALLBACK (unmapped_cb), self, G_CONNECT_SWAPPED);
  th_feed_set_active (self, gtk_widget_get_mapped (widget));
}

/**
 * th_feed_refresh:
 *
 * Asks again now, or as soon as the feed is active.
 */
void
th_feed_refresh (ThFeed *self)
{
  g_return_if_fail (TH_IS_FEED (self));
  self->due = TRUE;
  ask (self);
}

/**
 * th_feed_get_answer:
 *
 * Returns: (transfer none) (nullable): the last answer
 */
JsonObject *
th_feed_get_answer (ThFeed *self)
{
  g_return_val_if_fail (TH_IS_FEED (self), NULL);
  return self->answer;
}

/**
 * th_feed_get_stale:
 *
 * Returns: whether an answer has been due for more than five seconds
 */
gboolean
th_feed_get_stale (ThFeed *self)
{
  g_return_val_if_fail (TH_IS_FEED (self), FALSE);
  return self->stale;
}

/**
 * th_feed_get_error:
 *
 * Returns: (transfer none) (nullable): why the last question failed
 */
const GError *
th_feed_get_error (ThFeed *self)
{
  g_return_val_if_fail (TH_IS_FEED (self), NULL);
  return self->error;
}
