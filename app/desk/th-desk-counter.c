/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A window as the clerk sees it: the ticket in front, who comes next, who is
 * held, and the day so far. */

#include "th-desk-private.h"

#include <glib/gi18n-lib.h>

#include "th-booking.h"
#include "th-line.h"
#include "th-party.h"

#define LINE_SHOWN 6

/* What is given out with the result of a matter. */
static JsonArray *
hand_over_array (const ThMatter *matter)
{
  JsonArray *array = json_array_new ();
  JsonArray *given = matter != NULL && json_object_has_member (matter->doc, "hand_over")
                       ? json_object_get_array_member (matter->doc, "hand_over") : NULL;

  for (guint i = 0; given != NULL && i < json_array_get_length (given); i++)
    {
      JsonObject *one = json_array_get_object_element (given, i);
      JsonObject *object = json_object_new ();

      th_out_names (object, json_object_get_string_member (one, "zh"), json_object_get_string_member (one, "en"));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
ticket_matters_array (ThAsk  *ask,
                      GArray *matters)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < matters->len; i++)
    {
      const ThTicketMatter *matter = &g_array_index (matters, ThTicketMatter, i);
      const ThMatter *known = th_hall_matter (ask->turn.hall, matter->code);
      JsonObject *object = json_object_new ();

      th_out_text (object, "code", matter->code);
      th_out_names (object, known != NULL ? known->zh : matter->code, known != NULL ? known->en : matter->code);
      th_out_text (object, "state", matter->state);
      th_out_seconds (object, "handling_s", matter->handling_us);
      json_object_set_array_member (object, "hand_over", hand_over_array (known));
      json_array_add_object_element (array, object);
    }
  return array;
}

static gboolean
out_party (ThAsk          *ask,
           JsonObject     *out,
           const ThTicket *ticket,
           GError        **error)
{
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  JsonObject *party;

  /* Nobody in particular is not told whose ticket it is, not even masked. */
  if (ticket->party_id == 0 || ask->actor == NULL)
    {
      th_out_null (out, "party");
      return TRUE;
    }
  if (!th_party_mask (&ask->turn, ticket->party_id, &name, &id, error))
    return FALSE;
  party = json_object_new ();
  th_out_text (party, "name", name);
  th_out_text (party, "id", id);
  json_object_set_object_member (out, "party", party);
  return TRUE;
}

/* The booking that somebody came with; how it is told is the business of booking.show. */
static gboolean
out_booking (ThAsk          *ask,
             JsonObject     *out,
             const ThTicket *ticket,
             GError        **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThBooking) booking = NULL;

  if (ask->actor != NULL && g_strcmp0 (ticket->channel, TH_CHANNEL_BOOKING) == 0)
    booking = th_booking_by_ticket (&ask->turn, ticket->id, &local);
  th_out_text (out, "booking", booking != NULL ? booking->code : NULL);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return error == NULL || *error == NULL;
}

static gboolean
out_window_ticket (ThAsk           *ask,
                   const ThSitting *sitting,
                   GError         **error)
{
  g_autoptr (ThTicket) ticket = th_ticket_by_id (&ask->turn, sitting->ticket_id, error);
  g_autoptr (GArray) matters = ticket != NULL ? th_ticket_matters (&ask->turn, ticket->id, error) : NULL;
  g_autofree char *code = NULL;
  JsonObject *out;
  double mean;

  if (matters == NULL)
    return FALSE;
  code = th_ticket_code (ticket->series, ticket->number);
  mean = th_out_expected_s (ask, matters, ticket->queue);
  out = json_object_new ();
  json_object_set_object_member (ask->out, "ticket", out);
  th_out_text (out, "ticket", code);
  th_out_queue_names (ask, out, ticket->queue);
  th_out_text (out, "class", ticket->ticket_class == 0 ? "priority" : "ordinary");
  json_object_set_array_member (out, "matters", ticket_matters_array (ask, matters));
  th_out_at (ask, out, "entered", ticket->entered);
  th_out_at (ask, out, "called_at", sitting->last_call);
  th_out_at (ask, out, "started_at", sitting->started);
  th_out_seconds (out, "waited_s", MAX (0, ticket->first_called - ticket->entered));
  th_out_seconds (out, "held_s", ticket->held_us);
  th_out_seconds (out, "handled_s", ticket->handling_us);
  th_out_int (out, "calls", sitting->calls);
  th_out_text (out, "note", ask->actor != NULL ? ticket->note : NULL);
  th_out_double (ask->out, "mean_s", mean > 0, mean);
  th_out_double (ask->out, "overdue_s", mean > 0, mean * th_hall_setting_double (ask->turn.hall, "monitor.handle_overtime_factor"));
  return out_booking (ask, out, ticket, error) && out_party (ask, out, ticket, error);
}

static gboolean
out_ahead (ThAsk          *ask,
           const ThWindow *window,
           GError        **error)
{
  JsonObject *ahead = json_object_new ();
  JsonArray *next = json_array_new ();
  g_autoptr (GArray) line = NULL;
  guint total = 0;

  json_object_set_array_member (ahead, "next", next);
  json_object_set_object_member (ask->out, "ahead", ahead);
  if (window->duty != NULL)
    {
      line = th_line_of_window (&ask->turn, window, LINE_SHOWN, &total, error);
      if (line == NULL)
        return FALSE;
      for (guint i = 0; i < MIN (line->len, LINE_SHOWN); i++)
        json_array_add_object_element (next, th_out_line_entry (ask, &g_array_index (line, ThLineEntry, i)));
    }
  th_out_int (ahead, "count", total);
  return TRUE;
}

static gboolean
out_held (ThAsk   *ask,
          GError **error)
{
  g_autoptr (GArray) held = th_held_load (&ask->turn, error);
  gint64 limit = th_hall_setting_int (ask->turn.hall, "queue.hold_limit_minutes") * 60;
  JsonArray *array;

  if (held == NULL)
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < held->len; i++)
    {
      const ThHeld *one = &g_array_index (held, ThHeld, i);
      JsonObject *object = json_object_new ();

      th_out_text (object, "ticket", one->code);
      th_out_text (object, "window", one->window);
      th_out_at (ask, object, "since", one->since);
      th_out_text (object, "reason", one->reason);
      th_out_int (object, "limit_s", limit);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (ask->out, "held", array);
  th_out_int (ask->out, "hold_limit_s", limit);
  return TRUE;
}

static gboolean
out_today (ThAsk      *ask,
           const char *window,
           GError    **error)
{
  ThWindowDay day;
  JsonObject *today;

  if (!th_window_day (&ask->turn, window, &day, error))
    return FALSE;
  today = json_object_new ();
  th_out_int (today, "finished", day.finished);
  th_out_double (today, "mean_handling_s", day.finished > 0, day.finished > 0 ? (double) day.handling_us / day.finished / TH_SECOND_US : 0);
  th_out_int (today, "no_shows", day.no_shows);
  json_object_set_object_member (ask->out, "today", today);
  return TRUE;
}

static void
out_undo (ThAsk      *ask,
          const char *window)
{
  const char *verb;
  gint64 ticket_id;
  g_autoptr (ThTicket) ticket = NULL;
  g_autofree char *code = NULL;
  JsonObject *undo;

  if (th_sitting_undoable (&ask->turn, window, &verb, &ticket_id))
    ticket = th_ticket_by_id (&ask->turn, ticket_id, NULL);
  if (ticket == NULL)
    {
      th_out_null (ask->out, "undo");
      return;
    }
  code = th_ticket_code (ticket->series, ticket->number);
  undo = json_object_new ();
  th_out_text (undo, "step", verb);
  th_out_text (undo, "ticket", code);
  json_object_set_object_member (ask->out, "undo", undo);
}

static gboolean
do_window (ThAsk   *ask,
           GError **error)
{
  char buffer[24];
  const ThWindow *window = th_window_get (&ask->turn, th_ask_window (ask, "window", buffer), error);
  const ThWindowSpec *spec;
  g_auto (ThSitting) sitting = { 0 };
  g_auto (ThSitting) latest = { 0 };
  gboolean busy;

  if (window == NULL)
    return FALSE;
  spec = th_hall_window (ask->turn.hall, window->code);
  /* A service that was begun before midnight is still one. */
  busy = th_sitting_open (&ask->turn, window->code, &sitting, NULL) &&
         (sitting.day == ask->turn.day || (sitting.started != 0 && sitting.started > ask->turn.now - TH_SITTING_LONGEST_US));
  th_out_text (ask->out, "window", window->code);
  th_out_text (ask->out, "kind", th_window_kind_name (spec->kind));
  th_out_text (ask->out, "zone", spec->zone);
  th_out_names (ask->out, spec->zh, spec->en);
  th_out_text (ask->out, "state", th_window_state_name (window->state));
  th_out_text (ask->out, "duty", window->duty != NULL ? th_duty_text (window->duty) : spec->duty);
  json_object_set_array_member (ask->out, "queues", th_out_duty_queues (window->duty));
  th_out_staff (ask, ask->out, window->staff);
  th_out_at (ask, ask->out, "now", ask->turn.now);
  th_out_at (ask, ask->out, "opened_at", window->opened);
  th_out_at (ask, ask->out, "since", window->since);
  th_out_text (ask->out, "reason", window->state == TH_WINDOW_PAUSED ? window->reason : NULL);
  th_out_at (ask, ask->out, "until", window->until);
  th_out_text (ask->out, "step", !busy ? "idle" : sitting.started != 0 ? "serving" : "called");
  th_out_int (ask->out, "call_limit", th_hall_setting_int (ask->turn.hall, "queue.call_attempts_before_noshow"));
  th_out_int (ask->out, "recall_s", th_hall_setting_int (ask->turn.hall, "queue.seconds_between_calls"));
  if (busy && !out_window_ticket (ask, &sitting, error))
    return FALSE;
  if (!busy)
    {
      th_out_null (ask->out, "ticket");
      th_out_null (ask->out, "mean_s");
      th_out_null (ask->out, "overdue_s");
    }
  th_sitting_latest (&ask->turn, window->code, &latest, NULL);
  th_out_at (ask, ask->out, "idle_since", busy || window->state == TH_WINDOW_CLOSED ? 0 : MAX (latest.ended, window->since));
  out_undo (ask, window->code);
  return out_ahead (ask, window, error) && out_held (ask, error) && out_today (ask, window->code, error);
}

static gboolean
do_queue (ThAsk   *ask,
          GError **error)
{
  const char *prefix = th_ask_text (ask, "queue");
  JsonArray *array = json_array_new ();
  guint n;
  const ThQueue *queues = th_hall_get_queues (ask->turn.hall, &n);
  gboolean found = FALSE;

  json_object_set_array_member (ask->out, "tickets", array);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GArray) line = NULL;

      if (prefix != NULL && !g_str_equal (prefix, queues[i].prefix))
        continue;
      found = TRUE;
      line = th_line_of_queue (&ask->turn, queues[i].prefix, error);
      if (line == NULL)
        return FALSE;
      for (guint k = 0; k < line->len; k++)
        json_array_add_object_element (array, th_out_line_entry (ask, &g_array_index (line, ThLineEntry, k)));
    }
  if (!found)
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no queue %s in this hall."), prefix);
  return found;
}

const ThVerb th_verbs_counter[] = {
  { "window.show", "window:w", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_window },
  { "queue.list", "queue?:s", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_queue },
  { NULL },
};
