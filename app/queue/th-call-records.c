/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Calling: the heads of the lines are read through an index, the pure rule
 * picks one, and the same transaction gives it to the window. The guard is in
 * the statements: a ticket has one open sitting, and so has a window. */

#include "th-sitting-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "th-heads-private.h"
#include "th-line.h"
#include "th-store.h"
#include "th-words.h"

TH_SQL (sql_call_sit,
        "INSERT INTO sitting (hall_id, business_day, ticket_id, window_code, staff, queue, called_us, last_call_us,"
        " run_priority, run_ordinary) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9) ON CONFLICT DO NOTHING");
TH_SQL (sql_call_ticket,
        "UPDATE ticket SET state = 'called', calls = calls + 1, first_called_us = coalesce(first_called_us, $2), to_window = NULL"
        " WHERE id = $1 AND state IN ('waiting', 'returned')");
TH_SQL (sql_sitting_open_at,
        "SELECT id, ticket_id, business_day, queue, called_us, last_call_us, started_us, ended_us, calls, handling_us, outcome"
        " FROM sitting WHERE hall_id = $1 AND window_code = $2 AND ended_us IS NULL");
TH_SQL (sql_sitting_latest,
        "SELECT id, ticket_id, business_day, queue, called_us, last_call_us, started_us, ended_us, calls, handling_us, outcome"
        " FROM sitting WHERE hall_id = $1 AND business_day = $2 AND window_code = $3 AND (outcome IS NULL OR outcome <> 'undone')"
        " ORDER BY id DESC LIMIT 1");
TH_SQL (sql_sitting_void,
        "UPDATE sitting SET ended_us = $2, outcome = 'void' WHERE id = $1 AND ended_us IS NULL");
TH_SQL (sql_ticket_void,
        "UPDATE ticket SET state = 'void', ended_us = $2 WHERE id = $1 AND state IN ('called', 'serving')");

void
th_called_clear (ThCalled *self)
{
  g_clear_pointer (&self->matters, g_ptr_array_unref);
  g_clear_pointer (&self->why, g_free);
}

void
th_sitting_clear (ThSitting *self)
{
  g_clear_pointer (&self->outcome, g_free);
}

static gboolean
read_sitting (ThRows    *rows,
              ThSitting *sitting,
              GError   **error)
{
  g_autoptr (ThRows) done = rows;

  *sitting = (ThSitting) { 0 };
  if (rows == NULL || !th_rows_next (rows, error))
    return FALSE;
  sitting->id = th_rows_int (rows, 0);
  sitting->ticket_id = th_rows_int (rows, 1);
  sitting->day = th_rows_int (rows, 2);
  g_strlcpy (sitting->queue, th_rows_text (rows, 3), sizeof sitting->queue);
  sitting->called = th_rows_int (rows, 4);
  sitting->last_call = th_rows_int (rows, 5);
  sitting->started = th_rows_int (rows, 6);
  sitting->ended = th_rows_int (rows, 7);
  sitting->calls = th_rows_int (rows, 8);
  sitting->handling_us = th_rows_int (rows, 9);
  sitting->outcome = g_strdup (th_rows_text (rows, 10));
  return TRUE;
}

/**
 * th_sitting_open:
 *
 * Returns: TRUE with the open sitting of @window; FALSE without @error when
 *   nobody sits there
 */
gboolean
th_sitting_open (const ThTurn *turn,
                 const char   *window,
                 ThSitting    *sitting,
                 GError      **error)
{
  return read_sitting (th_database_query (turn->db, &sql_sitting_open_at, error, "is", th_hall_get_id (turn->hall), window), sitting, error);
}

/* The last sitting of today at @window that was not undone, as th_sitting_open(). */
gboolean
th_sitting_latest (const ThTurn *turn,
                   const char   *window,
                   ThSitting    *sitting,
                   GError      **error)
{
  return read_sitting (th_database_query (turn->db, &sql_sitting_latest, error, "iys", th_hall_get_id (turn->hall), (int) turn->day, window),
                       sitting, error);
}

static ThDiscipline
discipline_of (const ThTurn *turn)
{
  ThDiscipline discipline = { .kind = TH_ORDER_APPT };
  const char *ratio = th_hall_setting_text (turn->hall, "queue.priority_max_ratio");
  const char *colon = strchr (ratio, ':');

  th_discipline_parse (th_hall_setting_text (turn->hall, "queue.discipline"), 60 * TH_SECOND_US, &discipline, NULL);
  discipline.early_us = th_hall_setting_int (turn->hall, "booking.rank_early_minutes") * 60 * TH_SECOND_US;
  if (colon != NULL)
    {
      discipline.priority_run = atoi (ratio);
      discipline.ordinary_run = atoi (colon + 1);
    }
  return discipline;
}

typedef struct
{
  ThHall      *hall;
  ThDiscipline discipline;
} Known;

/* The discipline of the hall, worked out once for each hall loaded. */
const ThDiscipline *
th_sitting_discipline (const ThTurn *turn)
{
  Known *known = th_database_get_data (turn->db, "discipline");

  if (known == NULL || known->hall != turn->hall)
    {
      ThDiscipline discipline = discipline_of (turn);

      th_sitting_use_discipline (turn, &discipline);
      known = th_database_get_data (turn->db, "discipline");
    }
  return &known->discipline;
}

static void
known_free (gpointer data)
{
  Known *known = data;

  th_hall_unref (known->hall);
  g_free (known);
}

/* Calls by @discipline on this connection, as long as the hall stays the same. */
void
th_sitting_use_discipline (const ThTurn       *turn,
                           const ThDiscipline *discipline)
{
  Known *known = g_new0 (Known, 1);

  known->hall = th_hall_ref (turn->hall);
  known->discipline = *discipline;
  th_database_set_data (turn->db, "discipline", known, known_free);
}

/* One sentence: why this one. */
char *
th_sitting_why (const ThTurn   *turn,
                ThDuty         *duty,
                const ThReason *reason)
{
  const ThDiscipline *discipline = th_sitting_discipline (turn);
  const ThHead *head = reason->head;
  GTimeZone *zone = th_hall_get_zone (turn->hall);
  g_autofree char *arrived = th_clock_time (reason->entered, zone);
  g_autofree char *tier = NULL;
  guint n;
  const ThDutyItem *items = th_duty_items (duty, &n);

  if (reason->sent && head->booked)
    {
      g_autofree char *slot = th_clock_time (head->slot, zone);

      return g_strdup_printf (_("Booked for %s with the clerk of this window."), slot);
    }
  if (reason->sent)
    return g_strdup (_("Sent to this window."));
  if (items[n - 1].tier > 0)
    tier = g_strdup_printf (_("Tier %d (%s). "), head->tier + 1, reason->queue);
  else
    tier = g_strdup ("");

  if (head->booked && (discipline->kind == TH_ORDER_DUE ||
                       (discipline->kind == TH_ORDER_APPT && turn->now >= head->slot - discipline->early_us)))
    {
      g_autofree char *slot = th_clock_time (head->slot, zone);

      return g_strdup_printf (_("%sBooked for %s and here in time."), tier, slot);
    }
  if (reason->returned)
    return g_strdup_printf (reason->first ? _("%sBack after a missed call; its place has come.") : _("%sBack after a missed call, further back."), tier);
  if (head->ticket_class == 0 && discipline->kind != TH_ORDER_FIFO)
    return g_strdup_printf (_("%sPriority, here since %s."), tier, arrived);
  return g_strdup_printf (reason->first ? _("%sFirst in line, here since %s.") : _("%sHere since %s."), tier, arrived);
}

/* The window, when it may call now. */
static const ThWindow *
calling_window (const ThTurn *turn,
                const char   *code,
                GError      **error)
{
  const ThWindow *window = th_window_get (turn, code, error);

  if (window == NULL || window->state == TH_WINDOW_OPEN)
    return window;
  g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_CLOSED,
               window->state == TH_WINDOW_PAUSED ? _("Window %s is suspended. Resume it first.") : _("Window %s is closed. Open it first."),
               window->code);
  return NULL;
}

/**
 * th_sitting_clear_old:
 *
 * Voids a ticket left over at @window from an earlier day, so that it is no
 * longer in the way. Free when there is none.
 */
gboolean
th_sitting_clear_old (const ThTurn   *turn,
                      const ThWindow *window,
                      GError        **error)
{
  g_auto (ThSitting) open = { 0 };
  const ThSitting *sitting = &open;
  g_autoptr (GError) local = NULL;

  if (!th_sitting_open (turn, window->code, &open, &local) || open.day >= turn->day)
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_database_exec (turn->db, &sql_sitting_void, error, "ii", sitting->id, turn->now) &&
         th_database_exec (turn->db, &sql_ticket_void, error, "ii", sitting->ticket_id, turn->now) &&
         th_turn_note (turn, (ThNote) { .kind = "ticket.voided", .ticket_id = sitting->ticket_id, .window = window->code,
                                        .from = sitting->started != 0 ? "serving" : "called", .to = "void",
                                        .reason = "left open on an earlier day" }, error);
}

static gboolean
insert_sitting (const ThTurn   *turn,
                const ThWindow *window,
                gint64          ticket_id,
                const char     *queue,
                const ThRun    *run,
                GError        **error)
{
  gint64 hall = th_hall_get_id (turn->hall);

  if (run != NULL)
    return th_database_exec (turn->db, &sql_call_sit, error, "iyisssiyy", hall, (int) turn->day, ticket_id, window->code, window->staff,
                             queue, turn->now, run->priority, run->ordinary);
  return th_database_exec (turn->db, &sql_call_sit, error, "iyisssiss", hall, (int) turn->day, ticket_id, window->code, window->staff,
                           queue, turn->now, NULL, NULL);
}

/* Opens a sitting; WINDOW_BUSY when there is one already. @run: (nullable):
 * whose turn it is at the window after it; NULL leaves that as it was. */
static gboolean
sit_down (const ThTurn   *turn,
          const ThWindow *window,
          gint64          ticket_id,
          const char     *queue,
          const ThRun    *run,
          GError        **error)
{
  for (int attempt = 0; attempt < 2; attempt++)
    {
      g_autoptr (GError) local = NULL;
      g_auto (ThSitting) sitting = { 0 };

      if (!insert_sitting (turn, window, ticket_id, queue, run, error))
        return FALSE;
      if (th_database_changes (turn->db) == 1)
        return TRUE;
      if (th_sitting_open (turn, window->code, &sitting, &local))
        {
          g_autoptr (ThTicket) ticket = NULL;
          g_autofree char *code = NULL;

          if (sitting.day < turn->day && attempt == 0 && th_sitting_clear_old (turn, window, &local))
            continue;
          if (local == NULL)
            ticket = th_ticket_by_id (turn, sitting.ticket_id, &local);
          if (ticket != NULL)
            {
              code = th_ticket_code (ticket->series, ticket->number);
              g_set_error (&local, TH_ERROR, TH_ERROR_WINDOW_BUSY, _("Finish %s first: it is still at window %s."), code, window->code);
            }
        }
      if (local == NULL)
        g_set_error (&local, TH_ERROR, TH_ERROR_ALREADY_CALLED, _("This ticket was called at another window already."));
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

/* What is said about a call, and what undo needs to know. */
static JsonObject *
call_detail (const ThTurn      *turn,
             const ThWindow    *window,
             const ThCandidate *candidate,
             const char        *why)
{
  JsonObject *detail = json_object_new ();

  json_object_set_string_member (detail, "why", why);
  if (!g_str_equal (window->staff, turn->actor))
    json_object_set_string_member (detail, "staff", window->staff);
  if (candidate->to_window[0] != '\0')
    json_object_set_string_member (detail, "to_window", candidate->to_window);
  return detail;
}

static gboolean
give (const ThTurn      *turn,
      const ThWindow    *window,
      gint64             ticket_id,
      const ThCandidate *candidate,
      ThCalled          *called,
      GError           **error)
{
  JsonObject *detail = call_detail (turn, window, candidate, called->why);

  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  if (!th_turn_note (turn, (ThNote) { .kind = "ticket.called", .ticket_id = ticket_id, .window = window->code,
                                      .from = candidate->returned ? "returned" : "waiting", .to = "called",
                                      .detail = detail }, error) ||
      !th_database_exec (turn->db, &sql_call_ticket, error, "ii", ticket_id, turn->now) ||
      !th_ticket_must_have_changed (turn, error))
    return FALSE;
  called->ticket_id = ticket_id;
  called->waited_us = MAX (0, turn->now - candidate->entered);
  g_strlcpy (called->code, candidate->code, sizeof called->code);
  return TRUE;
}

/* The index of the ticket @window would call; -1 when nobody waits, -2 on failure. */
static int
pick (const ThTurn   *turn,
      const ThWindow *window,
      ThHeads        *heads,
      GError        **error)
{
  if (!th_heads_read (turn, window, heads, error))
    return -2;
  return th_order_pick (th_sitting_discipline (turn), (const ThHead *) heads->heads->data, heads->heads->len, heads->run, turn->now);
}

/**
 * th_sitting_peek:
 *
 * Returns: TRUE with the ticket that @window would call now; FALSE without
 *   @error when nobody waits for it
 */
gboolean
th_sitting_peek (const ThTurn *turn,
                 const char   *code,
                 ThHead       *head,
                 GError      **error)
{
  g_auto (ThHeads) heads = { NULL };
  const ThWindow *window = calling_window (turn, code, error);
  int picked = window != NULL ? pick (turn, window, &heads, error) : -2;

  if (picked < 0)
    return FALSE;
  *head = g_array_index (heads.heads, ThHead, picked);
  return TRUE;
}

/* A duty's letters are for the hall's file; people know the names of queues. */
static void
nobody_waits (const ThTurn   *turn,
              const ThWindow *window,
              GError        **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n;
  const ThDutyItem *items = th_duty_items (window->duty, &n);

  for (guint i = 0; i < n; i++)
    {
      const ThQueue *queue = th_hall_queue (turn->hall, items[i].queue);

      g_string_append_printf (names, "%s%s", i > 0 ? C_("between names", ", ") : "", queue != NULL ? th_words (queue->zh, queue->en) : items[i].queue);
    }
  g_set_error (error, TH_ERROR, TH_ERROR_NOBODY_WAITING, _("Nobody waits for window %s (%s)."), window->code, names->str);
}

/**
 * th_sitting_call:
 * @called: (out): to be cleared, also on failure
 *
 * Calls the next ticket to @window.
 *
 * Errors: NOT_FOUND, WINDOW_CLOSED, WINDOW_BUSY, NOBODY_WAITING.
 */
gboolean
th_sitting_call (const ThTurn *turn,
                 const char   *code,
                 ThCalled     *called,
                 GError      **error)
{
  g_auto (ThHeads) heads = { NULL };
  const ThWindow *window = calling_window (turn, code, error);
  int picked = window != NULL ? pick (turn, window, &heads, error) : -2;
  const ThHead *head;
  ThCandidate *candidate;
  ThRun run;

  if (picked == -2)
    return FALSE;
  if (picked == -1)
    {
      g_auto (ThSitting) sitting = { 0 };

      if (th_sitting_open (turn, window->code, &sitting, error) && sitting.day == turn->day)
        g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_BUSY, _("Finish the ticket at window %s first."), window->code);
      else if (error == NULL || *error == NULL)
        nobody_waits (turn, window, error);
      return FALSE;
    }

  head = &g_array_index (heads.heads, ThHead, picked);
  candidate = &g_array_index (heads.candidates, ThCandidate, picked);
  called->why = th_sitting_why (turn, window->duty, &(ThReason) { head, candidate->queue, candidate->entered, candidate->returned,
                                                                  candidate->to_window[0] != '\0', TRUE });
  called->matters = g_steal_pointer (&candidate->matters);
  run = th_order_run_after (th_sitting_discipline (turn), heads.run, head->ticket_class);
  return sit_down (turn, window, head->id, candidate->queue, &run, error) && give (turn, window, head->id, candidate, called, error);
}

static gboolean
read_matters (const ThTurn *turn,
              gint64        ticket_id,
              ThCalled     *called,
              GError      **error)
{
  g_autoptr (GArray) matters = th_ticket_matters (turn, ticket_id, error);

  if (matters == NULL)
    return FALSE;
  called->matters = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < matters->len; i++)
    g_ptr_array_add (called->matters, g_strdup (g_array_index (matters, ThTicketMatter, i).code));
  return TRUE;
}

/**
 * th_sitting_call_one:
 * @ticket_code: a ticket of today that waits
 *
 * Calls a chosen ticket out of turn; the turn of the classes is not touched.
 *
 * Errors: as th_sitting_call() and th_ticket_find(); ALREADY_CALLED, WRONG_STATE.
 */
gboolean
th_sitting_call_one (const ThTurn *turn,
                     const char   *code,
                     const char   *ticket_code,
                     ThCalled     *called,
                     GError      **error)
{
  const ThWindow *window = calling_window (turn, code, error);
  g_autoptr (ThTicket) ticket = window != NULL ? th_ticket_find (turn, ticket_code, 0, error) : NULL;
  ThCandidate candidate = { 0 };

  if (ticket == NULL)
    return FALSE;
  if (ticket->state == TH_TICKET_CALLED || ticket->state == TH_TICKET_SERVING)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_ALREADY_CALLED, _("Ticket %s was called already."), ticket_code);
      return FALSE;
    }
  if (!th_ticket_in_line (ticket->state))
    return th_ticket_wrong_state (ticket, error);

  candidate.entered = ticket->entered;
  candidate.returned = ticket->state == TH_TICKET_RETURNED;
  if (ticket->to_window != NULL)
    g_strlcpy (candidate.to_window, ticket->to_window, sizeof candidate.to_window);
  g_snprintf (candidate.code, sizeof candidate.code, "%s%03d", ticket->series, ticket->number);
  called->why = g_strdup_printf (_("Chosen by %s."), turn->actor);
  return sit_down (turn, window, ticket->id, ticket->queue, NULL, error) &&
         give (turn, window, ticket->id, &candidate, called, error) && read_matters (turn, ticket->id, called, error);
}
