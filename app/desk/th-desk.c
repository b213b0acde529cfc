/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The desk takes a request by name, checks its keys and who asks, runs it in
 * one transaction on the right thread, and answers whole or not at all. A
 * refusal for want of permission is written to the journal.
 *
 * A PIN is verified before the transaction, on the asking thread or a helper
 * thread: hashing it takes a tenth of a second, for which no call may wait. */

#include "th-desk-private.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>

#include "th-hall-records.h"
#include "th-journal.h"
#include "th-staff-records.h"
#include "th-words.h"

struct _ThDesk
{
  GObject   parent_instance;

  ThStore  *store;
  char     *hall;        /* code, or NULL for the only one */
  GMutex    lock;
  char     *actor;
};

G_DEFINE_FINAL_TYPE (ThDesk, th_desk, G_TYPE_OBJECT)

static const ThVerb *const tables[] = {
  th_verbs_window, th_verbs_ticket, th_verbs_hall, th_verbs_floor, th_verbs_counter, th_verbs_board, th_verbs_admin,
  th_verbs_booking, th_verbs_party, th_verbs_point, th_verbs_find, th_verbs_remind,
};

static const ThVerb *
find_verb (const char *name)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const ThVerb *verb = tables[t]; verb->name != NULL; verb++)
      if (g_str_equal (verb->name, name))
        return verb;
  return NULL;
}

static void
ask_free (gpointer data)
{
  ThAsk *ask = data;

  g_clear_object (&ask->desk);
  g_clear_pointer (&ask->args, json_object_unref);
  g_clear_pointer (&ask->out, json_object_unref);
  g_free (ask->actor);
  g_free (ask->becomes);
  g_free (ask);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThAsk, ask_free)

static ThAsk *
ask_new (ThDesk     *self,
         JsonObject *request,
         GError    **error)
{
  JsonNode *name = json_object_get_member (request, "do");
  g_autoptr (ThAsk) ask = g_new0 (ThAsk, 1);

  if (name == NULL || !JSON_NODE_HOLDS_VALUE (name) || json_node_get_value_type (name) != G_TYPE_STRING)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("A request needs the key \"do\" with the name of a verb."));
      return NULL;
    }
  ask->verb = find_verb (json_node_get_string (name));
  if (ask->verb == NULL)
    {
      g_autofree char *shown = th_words_cut (json_node_get_string (name), 60);

      g_set_error (error, TH_ERROR, TH_ERROR_UNKNOWN_VERB, _("There is no verb \"%.60s\"."), shown);
      return NULL;
    }
  if (!th_ask_check (ask->verb, request, error))
    return NULL;
  ask->desk = g_object_ref (self);
  ask->args = json_object_ref (request);
  ask->out = json_object_new ();
  th_out_text (ask->out, "do", ask->verb->name);
  json_object_set_boolean_member (ask->out, "ok", TRUE);
  g_mutex_lock (&self->lock);
  ask->actor = g_strdup (self->actor);
  g_mutex_unlock (&self->lock);
  return g_steal_pointer (&ask);
}

static gboolean
check_permission (ThAsk   *ask,
                  ThHall  *hall,
                  GError **error)
{
  const ThStaff *staff;

  if (g_strcmp0 (ask->actor, "admin") == 0 || ask->verb->flags & (TH_VERB_PUBLIC | TH_VERB_PIN))
    return TRUE;
  if (ask->actor == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_SIGNED_IN, _("Nobody is signed in. Sign in with your staff number and PIN first."));
      return FALSE;
    }
  staff = hall != NULL ? th_hall_staff (hall, ask->actor) : NULL;
  if (staff == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_ALLOWED, _("Staff number %s does not belong to this hall."), ask->actor);
      return FALSE;
    }
  if (th_role_may (staff->role, ask->verb->permission))
    return TRUE;
  /* Sends to the nearest who may. The journal keeps the name of the verb, which is no word of a clerk's. */
  g_set_error (error, TH_ERROR, TH_ERROR_NOT_ALLOWED,
               th_role_may (TH_ROLE_RECEPTION, ask->verb->permission) ? _("Your role (%s) may not do this. Ask reception.")
               : th_role_may (TH_ROLE_MANAGER, ask->verb->permission) ? _("Your role (%s) may not do this. Ask the duty manager.")
                                                                      : _("Your role (%s) may not do this. Ask an administrator."),
               th_role_label (staff->role));
  return FALSE;
}

/* When a change happens: not before the last one, where a clock was set back. */
static ThInstant
write_time (ThAsk      *ask,
            ThDatabase *db,
            ThHall     *hall)
{
  ThClock *clock = th_store_get_clock (ask->desk->store);
  ThInstant now = th_clock_now (clock);

  return th_clock_is_manual (clock) ? now : th_journal_not_before (db, th_hall_get_id (hall), now);
}

/* Runs on the store's thread, in a transaction. */
static gboolean
ask_work (ThDatabase *db,
          gpointer    data,
          GError    **error)
{
  ThAsk *ask = data;
  g_autoptr (GError) local = NULL;
  ThHall *hall = th_hall_cached (db, ask->desk->hall, &local);
  ThInstant now = th_clock_now (th_store_get_clock (ask->desk->store));

  if (hall == NULL && !(ask->verb->flags & TH_VERB_NO_HALL && g_error_matches (local, TH_ERROR, TH_ERROR_NOT_FOUND)))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!check_permission (ask, hall, error))
    return FALSE;
  if (hall != NULL)
    {
      if (ask->verb->flags & TH_VERB_WRITE)
        now = write_time (ask, db, hall);
      ask->turn = th_turn_begin (db, hall, now, ask->actor != NULL ? ask->actor : "nobody");
      if (ask->verb->flags & TH_VERB_PIN)
        ask->turn.actor = th_ask_text (ask, "staff");
    }
  else
    {
      ask->turn = (ThTurn) { .db = db, .now = now, .actor = ask->actor != NULL ? ask->actor : "nobody" };
    }
  return ask->verb->func (ask, error);
}

typedef struct
{
  ThAsk        *ask;
  const GError *why;
} Refusal;

static gboolean
refusal_work (ThDatabase *db,
              gpointer    data,
              GError    **error)
{
  Refusal *refusal = data;
  ThHall *hall = th_hall_cached (db, refusal->ask->desk->hall, error);
  const char *actor = refusal->ask->actor;
  const char *staff = refusal->ask->verb->flags & TH_VERB_PIN ? th_ask_text (refusal->ask, "staff") : NULL;
  JsonObject *detail;
  ThTurn turn;

  if (hall == NULL)
    return FALSE;
  turn = th_turn_begin (db, hall, write_time (refusal->ask, db, hall), staff != NULL ? staff : actor != NULL ? actor : "nobody");
  detail = json_object_new ();
  th_out_text (detail, "verb", refusal->ask->verb->name);
  th_out_text (detail, "code", th_error_code (refusal->why));
  return th_turn_note (&turn, (ThNote) { .kind = "request.refused", .reason = refusal->why->message, .detail = detail }, error);
}

/* Who was refused, and what, stays on record. */
static void
record_refusal (ThAsk        *ask,
                const GError *why)
{
  Refusal refusal = { ask, why };

  if (g_error_matches (why, TH_ERROR, TH_ERROR_NOT_ALLOWED) || g_error_matches (why, TH_ERROR, TH_ERROR_LOCKED_OUT))
    th_store_write (ask->desk->store, refusal_work, &refusal, NULL);
}

typedef struct
{
  ThAsk         *ask;
  ThHall        *hall;     /* kept for @staff */
  const ThStaff *staff;    /* or NULL: then everything goes as with a wrong PIN */
  const char    *no;
  gboolean       right;
  ThInstant      locked_until;
} Pin;

static gboolean
pin_read_work (ThDatabase *db,
               gpointer    data,
               GError    **error)
{
  Pin *pin = data;
  ThHall *hall = th_hall_cached (db, pin->ask->desk->hall, error);

  if (hall == NULL)
    return FALSE;
  pin->staff = th_hall_staff (hall, pin->no);
  pin->hall = th_hall_ref (hall);
  return th_staff_check_lock (db, hall, th_desk_get_clock (pin->ask->desk), pin->no, error);
}

static gboolean
pin_note_work (ThDatabase *db,
               gpointer    data,
               GError    **error)
{
  Pin *pin = data;
  ThHall *hall = th_hall_cached (db, pin->ask->desk->hall, error);

  return hall != NULL && th_staff_note_result (db, hall, th_desk_get_clock (pin->ask->desk), pin->no, pin->right,
                                               &pin->locked_until, error);
}

static gboolean
check_pin (ThAsk   *ask,
           GError **error)
{
  Pin pin = { .ask = ask, .no = th_ask_text (ask, "staff") };
  gboolean ok = th_store_read (ask->desk->store, pin_read_work, &pin, error);

  if (ok)
    {
      pin.right = th_staff_verify (pin.staff, th_ask_text (ask, "pin"));
      ok = th_store_write (ask->desk->store, pin_note_work, &pin, error);
      if (ok && !pin.right)
        {
          th_staff_refuse (pin.hall, pin.locked_until, error);
          ok = FALSE;
        }
    }
  g_clear_pointer (&pin.hall, th_hall_unref);
  return ok;
}

/* The whole way of a request, on this thread as far as the store allows. */
static gboolean
run (ThAsk   *ask,
     GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean ok;

  if (ask->verb->flags & TH_VERB_PIN && !check_pin (ask, &local))
    ok = FALSE;
  else if (ask->verb->flags & TH_VERB_ALONE)
    ok = th_store_read (ask->desk->store, th_desk_permission_work, ask, &local) && ask->verb->func (ask, &local);
  else if (ask->verb->flags & TH_VERB_WRITE)
    ok = th_store_write (ask->desk->store, ask_work, ask, &local);
  else
    ok = th_store_read (ask->desk->store, ask_work, ask, &local);
  if (ok)
    {
      if (ask->becomes != NULL)
        th_desk_set_actor (ask->desk, ask->becomes);
      return TRUE;
    }
  record_refusal (ask, local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* For verbs that work on the store itself: only who asks is checked here. */
gboolean
th_desk_permission_work (ThDatabase *db,
                         gpointer    data,
                         GError    **error)
{
  ThAsk *ask = data;

  return check_permission (ask, th_hall_cached (db, ask->desk->hall, NULL), error);
}

/**
 * th_desk_ask:
 * @request: its key "do" names the verb
 *
 * Asks and waits. Not for the main loop.
 *
 * Returns: (transfer full): the answer, or NULL with an error of TH_ERROR
 */
JsonObject *
th_desk_ask (ThDesk     *self,
             JsonObject *request,
             GError    **error)
{
  g_autoptr (ThAsk) ask = ask_new (self, request, error);

  if (ask == NULL || !run (ask, error))
    return NULL;
  return g_steal_pointer (&ask->out);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GTask) task = data;
  ThAsk *ask = g_task_get_task_data (task);
  GError *error = NULL;

  if (th_store_finish (TH_STORE (source), result, &error))
    g_task_return_pointer (task, g_steal_pointer (&ask->out), (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  ThAsk *ask = data;
  GError *error = NULL;

  if (run (ask, &error))
    g_task_return_pointer (task, g_steal_pointer (&ask->out), (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
}

/* By way of its text: copies of JSON nodes share the values inside. */
static JsonObject *
copy_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);

  return json_object_ref (json_node_get_object (copy));
}

/**
 * th_desk_ask_async:
 * @request: (transfer full): its key "do" names the verb
 *
 * Asks from the main loop. Looks run on the store's reader; what changes
 * something takes a helper thread, so that a PIN, a refusal or a backup never
 * holds up the loop.
 */
void
th_desk_ask_async (ThDesk             *self,
                   JsonObject         *request,
                   GCancellable       *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  JsonObject *own = copy_object (request);
  ThAsk *ask = ask_new (self, own, &error);

  /* The counts of JSON objects are not atomic, and whoever built the request
   * may keep parts of it: another thread gets a copy that is its own. */
  json_object_unref (own);
  json_object_unref (request);
  g_task_set_source_tag (task, th_desk_ask_async);
  if (ask == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, ask, ask_free);
  if (ask->verb->flags & (TH_VERB_WRITE | TH_VERB_PIN | TH_VERB_ALONE))
    {
      /* What was done is not called off: the answer says how it went. */
      g_task_set_check_cancellable (task, FALSE);
      g_task_run_in_thread (task, run_in_thread);
      g_object_unref (task);
      return;
    }
  th_store_read_async (self->store, ask_work, ask, cancellable, done_cb, task);
}

JsonObject *
th_desk_ask_finish (ThDesk       *self,
                    GAsyncResult *result,
                    GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * th_desk_request:
 *
 * Builds a request from triples of key, type and value: "s" text (NULL leaves
 * the key out), "i" gint64, "b" gboolean, "n" JsonNode (transfer full).
 *
 * Returns: (transfer full): the request
 */
JsonObject *
th_desk_request (const char *verb,
                 ...)
{
  JsonObject *request = json_object_new ();
  const char *key;
  va_list args;

  json_object_set_string_member (request, "do", verb);
  va_start (args, verb);
  for (key = va_arg (args, const char *); key != NULL; key = va_arg (args, const char *))
    {
      const char *type = va_arg (args, const char *);
      const char *text;

      switch (*type)
        {
        case 's':
          text = va_arg (args, const char *);
          if (text != NULL)
            json_object_set_string_member (request, key, text);
          break;
        case 'i':
          json_object_set_int_member (request, key, va_arg (args, gint64));
          break;
        case 'b':
          json_object_set_boolean_member (request, key, va_arg (args, gboolean));
          break;
        case 'n':
          json_object_set_member (request, key, va_arg (args, JsonNode *));
          break;
        default:
          g_error ("Unknown type %s of key %s", type, key);
        }
    }
  va_end (args);
  return request;
}

static void
th_desk_finalize (GObject *object)
{
  ThDesk *self = TH_DESK (object);

  g_clear_object (&self->store);
  g_free (self->hall);
  g_free (self->actor);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (th_desk_parent_class)->finalize (object);
}

static void
th_desk_class_init (ThDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = th_desk_finalize;
}

static void
th_desk_init (ThDesk *self)
{
  g_mutex_init (&self->lock);
}

/**
 * th_desk_new:
 * @hall_code: (nullable): NULL for the only hall of the store
 *
 * Returns: (transfer full): a desk at which nobody is signed in
 */
ThDesk *
th_desk_new (ThStore    *store,
             const char *hall_code,
             GError    **error)
{
  ThDesk *self = g_object_new (TH_TYPE_DESK, NULL);

  self->store = g_object_ref (store);
  self->hall = g_strdup (hall_code);
  return self;
}

ThStore *
th_desk_get_store (ThDesk *self)
{
  return self->store;
}

ThClock *
th_desk_get_clock (ThDesk *self)
{
  return th_store_get_clock (self->store);
}

const char *
th_desk_get_hall (ThDesk *self)
{
  return self->hall;
}

void
th_desk_set_actor (ThDesk     *self,
                   const char *staff_no)
{
  g_mutex_lock (&self->lock);
  g_free (self->actor);
  self->actor = g_strdup (staff_no);
  g_mutex_unlock (&self->lock);
}

/* Valid until the next th_desk_set_actor(). */
const char *
th_desk_get_actor (ThDesk *self)
{
  return self->actor;
}

/**
 * th_desk_verbs:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of all verbs
 */
const char *const *
th_desk_verbs (void)
{
  static const char *names[128];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      guint n = 0;

      for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
        for (const ThVerb *verb = tables[t]; verb->name != NULL; verb++)
          names[n++] = verb->name;
      g_assert (n < G_N_ELEMENTS (names));
      g_once_init_leave (&ready, 1);
    }
  return names;
}
