/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the call to the end: each step moves one sitting and its ticket, and
 * leaves one event. A sitting ends when the person leaves the window, for
 * whatever reason; the time at the window adds up on the ticket. */

#include "th-sitting-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "th-store.h"

TH_SQL (sql_step_recall,
        "UPDATE sitting SET calls = calls + 1, last_call_us = $2 WHERE id = $1 AND started_us IS NULL AND ended_us IS NULL");
TH_SQL (sql_step_recall_ticket, "UPDATE ticket SET calls = calls + 1 WHERE id = $1");
TH_SQL (sql_step_start, "UPDATE sitting SET started_us = $2 WHERE id = $1 AND ended_us IS NULL AND started_us IS NULL");
TH_SQL (sql_step_end,
        "UPDATE sitting SET ended_us = $2, outcome = $3, handling_us = $4 WHERE id = $1 AND ended_us IS NULL");
TH_SQL (sql_step_serve, "UPDATE ticket SET state = 'serving' WHERE id = $1 AND state = 'called'");
TH_SQL (sql_step_back,
        "UPDATE ticket SET state = $2, misses = misses + 1, rank_us = $3, rank_tie = $4, not_before_us = $5, ended_us = $6,"
        " line_class = $7, booked = $8"
        " WHERE id = $1 AND state = 'called'");
TH_SQL (sql_step_hold,
        "UPDATE ticket SET state = 'held', held_since_us = $2, handling_us = handling_us + $3 WHERE id = $1"
        " AND state IN ('called', 'serving')");
TH_SQL (sql_step_resit,
        "INSERT INTO sitting (hall_id, business_day, ticket_id, window_code, staff, queue, called_us, last_call_us, started_us)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8) ON CONFLICT DO NOTHING");
TH_SQL (sql_step_unhold,
        "UPDATE ticket SET state = $2, held_us = held_us + $3, held_since_us = NULL WHERE id = $1 AND state = 'held'");
TH_SQL (sql_step_transfer,
        "UPDATE ticket SET state = 'waiting', queue = $2, to_window = $3, note = coalesce($4, note), handling_us = handling_us + $5,"
        " not_before_us = 0 WHERE id = $1 AND state IN ('called', 'serving')");
TH_SQL (sql_step_open_series,
        "INSERT INTO series (hall_id, business_day, prefix, last_number) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING");
/* The day is added to nothing, so that the one open sitting of the window is
   found by its own index and not among all of the day. */
TH_SQL (sql_step_finish_sitting,
        "UPDATE sitting SET ended_us = $3, outcome = 'finished',"
        " handling_us = CASE WHEN $3 > started_us THEN $3 - started_us ELSE 0 END"
        " WHERE hall_id = $1 AND window_code = $2 AND ended_us IS NULL AND (business_day + 0 = $4 OR started_us > $5)"
        " AND started_us IS NOT NULL"
        " RETURNING ticket_id, handling_us, (SELECT t.series FROM ticket t WHERE t.id = ticket_id),"
        " (SELECT t.number FROM ticket t WHERE t.id = ticket_id), (SELECT t.handling_us FROM ticket t WHERE t.id = ticket_id),"
        " (SELECT t.channel FROM ticket t WHERE t.id = ticket_id)");
TH_SQL (sql_step_finish,
        "UPDATE ticket SET state = 'finished', ended_us = $2, handling_us = handling_us + $3 WHERE id = $1 AND state = 'serving'");
/* What the ticket was when it was put aside, told by its last sitting. */
TH_SQL (sql_step_held_from,
        "SELECT started_us IS NOT NULL FROM sitting WHERE ticket_id = $1 AND outcome = 'held' ORDER BY id DESC LIMIT 1");

/**
 * th_sitting_at:
 * @started: whether it must have begun (1), must not (0), or may (-1)
 *
 * Returns: (transfer none): the window with the sitting at it, or NULL with
 *   NOT_FOUND, WINDOW_CLOSED or WRONG_STATE
 */
const ThWindow *
th_sitting_at (const ThTurn *turn,
               const char   *code,
               int           started,
               ThSitting    *sitting,
               GError      **error)
{
  const ThWindow *window = th_window_get (turn, code, error);
  g_autoptr (GError) local = NULL;

  if (window == NULL)
    return NULL;
  if (window->state == TH_WINDOW_CLOSED)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_CLOSED, _("Window %s is closed. Open it first."), window->code);
      return NULL;
    }
  if (!th_sitting_open (turn, window->code, sitting, &local) || sitting->day != turn->day)
    {
      if (local == NULL)
        g_set_error (&local, TH_ERROR, TH_ERROR_WRONG_STATE, _("Nobody is at window %s. Call a ticket first."), window->code);
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (started == 1 && sitting->started == 0)
    g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("The ticket at window %s was called but not started."), window->code);
  else if (started == 0 && sitting->started != 0)
    g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("The ticket at window %s was started already."), window->code);
  else
    return window;
  return NULL;
}

static gint64
handled_us (const ThTurn    *turn,
            const ThSitting *sitting)
{
  return sitting->started != 0 ? MAX (0, turn->now - sitting->started) : 0;
}

static gboolean
end_sitting (const ThTurn    *turn,
             const ThSitting *sitting,
             const char      *outcome,
             GError         **error)
{
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_database_exec (turn->db, &sql_step_end, error, "iisi", sitting->id, turn->now, outcome, handled_us (turn, sitting)) &&
         th_ticket_must_have_changed (turn, error);
}

/**
 * th_sitting_recall:
 * @calls: (out): how often this sitting was called
 *
 * Errors: WINDOW_CLOSED, WRONG_STATE once it has started.
 */
gboolean
th_sitting_recall (const ThTurn *turn,
                   const char   *code,
                   int          *calls,
                   GError      **error)
{
  g_auto (ThSitting) sitting = { 0 };
  const ThWindow *window = th_sitting_at (turn, code, 0, &sitting, error);
  JsonObject *detail;

  if (window == NULL)
    return FALSE;
  *calls = sitting.calls + 1;
  detail = json_object_new ();
  json_object_set_int_member (detail, "last_call_us", sitting.last_call);
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_turn_note (turn, (ThNote) { .kind = "ticket.recalled", .ticket_id = sitting.ticket_id, .window = window->code,
                                        .from = "called", .to = "called", .detail = detail }, error) &&
         th_database_exec (turn->db, &sql_step_recall, error, "ii", sitting.id, turn->now) &&
         th_ticket_must_have_changed (turn, error) &&
         th_database_exec (turn->db, &sql_step_recall_ticket, error, "i", sitting.ticket_id);
}

/**
 * th_sitting_start:
 *
 * The person is at the window. Starting twice changes nothing more.
 *
 * Errors: WINDOW_CLOSED, WRONG_STATE when nobody was called.
 */
gboolean
th_sitting_start (const ThTurn *turn,
                  const char   *code,
                  ThStepped    *out,
                  GError      **error)
{
  g_auto (ThSitting) sitting = { 0 };
  const ThWindow *window = th_sitting_at (turn, code, -1, &sitting, error);

  if (window == NULL)
    return FALSE;
  out->state = TH_TICKET_SERVING;
  if (sitting.started != 0)
    return TRUE;

  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_database_exec (turn->db, &sql_step_start, error, "ii", sitting.id, turn->now) &&
         th_ticket_must_have_changed (turn, error) &&
         th_database_exec (turn->db, &sql_step_serve, error, "i", sitting.ticket_id) &&
         th_ticket_must_have_changed (turn, error) &&
         th_turn_note (turn, (ThNote) { .kind = "ticket.started", .ticket_id = sitting.ticket_id, .window = window->code,
                                        .from = "called", .to = "serving" }, error);
}

/* Where a person who did not come goes: back in line, or out of it. */
static gboolean
after_no_show (const ThTurn *turn,
               ThTicket     *ticket,
               ThStepped    *out,
               GError      **error)
{
  const char *rule = th_hall_setting_text (turn->hall, "queue.noshow_requeue");
  int limit = th_turn_setting (turn, "queue.noshow_requeue_limit");

  out->state = g_str_equal (rule, "void") || ticket->misses >= limit || ticket->moved_back ? TH_TICKET_MISSED : TH_TICKET_RETURNED;
  if (out->state == TH_TICKET_MISSED)
    return TRUE;
  out->after = g_str_has_prefix (rule, "after_") ? atoi (rule + 6) : -1;
  ticket->not_before = turn->now + th_turn_setting (turn, "queue.noshow_block_minutes") * 60 * TH_SECOND_US;
  return th_ticket_place_behind (turn, ticket, out->after, error);
}

/**
 * th_sitting_no_show:
 *
 * The person called did not come: back in line behind the next few as often
 * as the hall allows, then missed.
 *
 * Errors: WINDOW_CLOSED, WRONG_STATE.
 */
gboolean
th_sitting_no_show (const ThTurn *turn,
                    const char   *code,
                    ThStepped    *out,
                    GError      **error)
{
  g_auto (ThSitting) sitting = { 0 };
  const ThWindow *window = th_sitting_at (turn, code, 0, &sitting, error);
  g_autoptr (ThTicket) ticket = window != NULL ? th_ticket_by_id (turn, sitting.ticket_id, error) : NULL;
  const char *name;
  JsonObject *detail;

  if (ticket == NULL)
    return FALSE;
  detail = json_object_new ();
  json_object_set_int_member (detail, "rank_us", ticket->rank);
  json_object_set_int_member (detail, "rank_tie", ticket->tie);
  json_object_set_int_member (detail, "not_before_us", ticket->not_before);
  json_object_set_int_member (detail, "line_class", ticket->line_class);
  json_object_set_int_member (detail, "booked", ticket->booked);
  if (!after_no_show (turn, ticket, out, error))
    {
      json_object_unref (detail);
      return FALSE;
    }
  if (out->state == TH_TICKET_RETURNED)
    th_ticket_note_place (ticket, detail);

  name = th_ticket_state_name (out->state);
  return th_turn_note (turn, (ThNote) { .kind = out->state == TH_TICKET_MISSED ? "ticket.missed" : "ticket.returned",
                                        .ticket_id = ticket->id, .window = window->code, .from = "called", .to = name,
                                        .detail = detail }, error) &&
         end_sitting (turn, &sitting, name, error) &&
         th_database_exec (turn->db, &sql_step_back, error, "isiiioyy", ticket->id, name, ticket->rank, ticket->tie, ticket->not_before,
                           out->state == TH_TICKET_MISSED ? turn->now : (ThInstant) 0, ticket->line_class, ticket->booked ? 1 : 0) &&
         th_ticket_must_have_changed (turn, error) && th_window_settle (turn, code, error);
}

/**
 * th_sitting_hold:
 *
 * Puts the ticket at @code aside, with a clock of its own; the window is free.
 *
 * Errors: WINDOW_CLOSED, WRONG_STATE.
 */
gboolean
th_sitting_hold (const ThTurn *turn,
                 const char   *code,
                 const char   *reason,
                 ThStepped    *out,
                 GError      **error)
{
  g_auto (ThSitting) sitting = { 0 };
  const ThWindow *window = th_sitting_at (turn, code, -1, &sitting, error);

  if (window == NULL)
    return FALSE;
  out->state = TH_TICKET_HELD;
  return end_sitting (turn, &sitting, "held", error) &&
         th_database_exec (turn->db, &sql_step_hold, error, "iii", sitting.ticket_id, turn->now, handled_us (turn, &sitting)) &&
         th_ticket_must_have_changed (turn, error) &&
         th_turn_note (turn, (ThNote) { .kind = "ticket.held", .ticket_id = sitting.ticket_id, .window = window->code,
                                        .from = sitting.started != 0 ? "serving" : "called", .to = "held", .reason = reason }, error) &&
         th_window_settle (turn, code, error);
}

static gboolean
was_serving (const ThTurn *turn,
             gint64        ticket_id,
             gboolean     *serving,
             GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_step_held_from, &local, "i", ticket_id);

  *serving = rows != NULL && th_rows_next (rows, &local) && th_rows_int (rows, 0) != 0;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
sit_again (const ThTurn   *turn,
           const ThWindow *window,
           const ThTicket *ticket,
           gboolean        serving,
           GError        **error)
{
  if (!th_database_exec (turn->db, &sql_step_resit, error, "iyisssio", th_hall_get_id (turn->hall), (int) turn->day, ticket->id,
                         window->code, window->staff, ticket->queue, turn->now, serving ? turn->now : (gint64) 0))
    return FALSE;
  if (th_database_changes (turn->db) == 1)
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_BUSY, _("Finish the ticket at window %s first."), window->code);
  return FALSE;
}

/**
 * th_sitting_unhold:
 * @ticket_code: a held ticket
 *
 * Brings a held ticket back to a free window and goes on where it stopped.
 *
 * Errors: WINDOW_CLOSED, WINDOW_BUSY, WRONG_STATE, those of th_ticket_find().
 */
gboolean
th_sitting_unhold (const ThTurn *turn,
                   const char   *code,
                   const char   *ticket_code,
                   ThStepped    *out,
                   GError      **error)
{
  const ThWindow *window = th_window_get (turn, code, error);
  g_autoptr (ThTicket) ticket = window != NULL ? th_ticket_find (turn, ticket_code, 0, error) : NULL;
  gboolean serving;
  JsonObject *detail;

  if (ticket == NULL)
    return FALSE;
  if (window->state != TH_WINDOW_OPEN)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_CLOSED,
                   window->state == TH_WINDOW_PAUSED ? _("Window %s is suspended. Resume it first.") : _("Window %s is closed. Open it first."),
                   window->code);
      return FALSE;
    }
  if (ticket->state != TH_TICKET_HELD)
    return th_ticket_wrong_state (ticket, error);
  if (!was_serving (turn, ticket->id, &serving, error))
    return FALSE;

  out->state = serving ? TH_TICKET_SERVING : TH_TICKET_CALLED;
  detail = json_object_new ();
  json_object_set_int_member (detail, "held_since_us", ticket->held_since);
  if (!g_str_equal (window->staff, turn->actor))
    json_object_set_string_member (detail, "staff", window->staff);
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_turn_note (turn, (ThNote) { .kind = "ticket.unheld", .ticket_id = ticket->id, .window = window->code, .from = "held",
                                        .to = th_ticket_state_name (out->state), .detail = detail }, error) &&
         th_sitting_clear_old (turn, window, error) &&
         sit_again (turn, window, ticket, serving, error) &&
         th_database_exec (turn->db, &sql_step_unhold, error, "isi", ticket->id, th_ticket_state_name (out->state), turn->now - ticket->held_since) &&
         th_ticket_must_have_changed (turn, error);
}

static JsonObject *
transfer_detail (const ThTicket *ticket,
                 const char     *to_queue,
                 const char     *to_window)
{
  JsonObject *detail = json_object_new ();

  json_object_set_string_member (detail, "from_queue", ticket->queue);
  json_object_set_string_member (detail, "to_queue", to_queue);
  json_object_set_int_member (detail, "not_before_us", ticket->not_before);
  if (to_window != NULL)
    json_object_set_string_member (detail, "to_window", to_window);
  if (ticket->note != NULL)
    json_object_set_string_member (detail, "note_before", ticket->note);
  return detail;
}

/**
 * th_sitting_transfer:
 * @to_queue: (nullable): NULL to stay in the queue
 * @to_window: (nullable): only this window may call it
 * @note: (nullable): for the next window
 *
 * Sends the ticket on with its number, note and arrival; this window is free.
 *
 * Errors: WINDOW_CLOSED, WRONG_STATE, NOT_FOUND; BAD_REQUEST when @to_window is
 * this one.
 */
gboolean
th_sitting_transfer (const ThTurn *turn,
                     const char   *code,
                     const char   *to_queue,
                     const char   *to_window,
                     const char   *text,
                     ThStepped    *out,
                     GError      **error)
{
  g_auto (ThSitting) sitting = { 0 };
  const ThWindow *window = th_sitting_at (turn, code, -1, &sitting, error);
  g_autoptr (ThTicket) ticket = window != NULL ? th_ticket_by_id (turn, sitting.ticket_id, error) : NULL;
  const ThWindow *target = to_window != NULL && ticket != NULL ? th_window_get (turn, to_window, error) : NULL;
  const ThQueue *queue;
  JsonObject *detail;

  if (ticket == NULL || (to_window != NULL && target == NULL))
    return FALSE;
  if (target != NULL && target->state != TH_WINDOW_OPEN && target->state != TH_WINDOW_PAUSED)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_CLOSED, _("Window %s is closed. Transfer to a queue instead."), target->code);
      return FALSE;
    }
  if (target == window)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("The ticket is at window %s already. Transfer it to another one, or put it on hold."), window->code);
      return FALSE;
    }
  queue = th_hall_queue (turn->hall, to_queue != NULL ? to_queue : ticket->queue);
  if (queue == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no queue %s in this hall."), to_queue != NULL ? to_queue : ticket->queue);
      return FALSE;
    }

  out->state = TH_TICKET_WAITING;
  detail = transfer_detail (ticket, queue->prefix, target != NULL ? target->code : NULL);
  if (!th_turn_note (turn, (ThNote) { .kind = "ticket.transferred", .ticket_id = ticket->id, .window = window->code,
                                      .from = th_ticket_state_name (ticket->state), .to = "waiting", .reason = text, .detail = detail }, error) ||
      !end_sitting (turn, &sitting, "transferred", error) ||
      !th_database_exec (turn->db, &sql_step_open_series, error, "iysy", th_hall_get_id (turn->hall), (int) turn->day, queue->prefix, MAX (0, queue->first - 1)) ||
      !th_database_exec (turn->db, &sql_step_transfer, error, "isssi", ticket->id, queue->prefix, target != NULL ? target->code : NULL, text,
                         handled_us (turn, &sitting)) ||
      !th_ticket_must_have_changed (turn, error) || !th_window_settle (turn, code, error))
    return FALSE;
  g_strlcpy (ticket->queue, queue->prefix, sizeof ticket->queue);
  return th_ticket_ahead (turn, ticket, &out->ahead, error);
}

/* A second press on "finish" gets the answer of the first. */
static gboolean
finished_before (const ThTurn *turn,
                 const char   *code,
                 ThStepped    *out,
                 GError      **error)
{
  const ThWindow *window = th_window_get (turn, code, error);
  g_auto (ThSitting) open = { 0 };
  g_auto (ThSitting) last = { 0 };
  g_autoptr (ThTicket) ticket = NULL;

  if (window == NULL || th_sitting_open (turn, window->code, &open, error) ||
      !th_sitting_latest (turn, window->code, &last, error) || g_strcmp0 (last.outcome, "finished") != 0)
    return FALSE;
  ticket = th_ticket_by_id (turn, last.ticket_id, error);
  if (ticket == NULL || ticket->state != TH_TICKET_FINISHED)
    return FALSE;
  out->state = TH_TICKET_FINISHED;
  out->handling_us = ticket->handling_us;
  out->ticket_id = ticket->id;
  g_snprintf (out->code, sizeof out->code, "%s%03d", ticket->series, ticket->number);
  return TRUE;
}

/* Why the ticket at @code cannot be finished. */
static gboolean
explain_unfinished (const ThTurn *turn,
                    const char   *code,
                    ThStepped    *out,
                    GError      **error)
{
  g_auto (ThSitting) sitting = { 0 };
  g_autoptr (GError) local = NULL;

  th_sitting_at (turn, code, 1, &sitting, &local);
  if (sitting.id == 0 && finished_before (turn, code, out, NULL))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * th_sitting_finish:
 * @outcomes: (array length=n_outcomes): matters that failed, or were done;
 *   the others count as done
 *
 * Ends the ticket at @code. Finishing twice gives the same answer twice.
 *
 * Errors: WINDOW_CLOSED, WRONG_STATE when it was not started, NOT_FOUND (matter).
 */
gboolean
th_sitting_finish (const ThTurn    *turn,
                   const char      *code,
                   const ThOutcome *outcomes,
                   guint            n_outcomes,
                   ThStepped       *out,
                   GError         **error)
{
  const ThWindow *window = th_window_get (turn, code, error);
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = NULL;
  g_autoptr (JsonObject) detail = json_object_new ();
  gint64 ticket_id, handled;

  if (window == NULL)
    return FALSE;
  rows = th_database_query (turn->db, &sql_step_finish_sitting, error, "isiyi", th_hall_get_id (turn->hall), window->code, turn->now,
                            (int) turn->day, turn->now - TH_SITTING_LONGEST_US);
  if (rows == NULL)
    return FALSE;
  if (!th_rows_next (rows, &local))
    {
      g_clear_pointer (&rows, th_rows_done);
      if (local == NULL)
        return explain_unfinished (turn, code, out, error);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  ticket_id = th_rows_int (rows, 0);
  handled = th_rows_int (rows, 1);
  out->ticket_id = ticket_id;
  out->state = TH_TICKET_FINISHED;
  g_snprintf (out->code, sizeof out->code, "%s%03d", th_rows_text (rows, 2), (int) th_rows_int (rows, 3));
  out->handling_us = th_rows_int (rows, 4) + handled;
  out->from_booking = g_str_equal (th_rows_text (rows, 5), TH_CHANNEL_BOOKING);
  g_clear_pointer (&rows, th_rows_done);

  if (!th_database_exec (turn->db, &sql_step_finish, error, "iii", ticket_id, turn->now, handled) ||
      !th_ticket_must_have_changed (turn, error))
    return FALSE;
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_sitting_end_matters (turn, ticket_id, out->handling_us, outcomes, n_outcomes, detail, error) &&
         th_turn_note (turn, (ThNote) { .kind = "ticket.finished", .ticket_id = ticket_id, .window = window->code,
                                        .from = "serving", .to = "finished", .detail = json_object_ref (detail) }, error) &&
         th_window_settle (turn, code, error);
}
