/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places in line: how many stand before a ticket, and where somebody goes who
 * comes back after a missed call, or asks for more time. */

#include "th-sitting.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "th-journal.h"
#include "th-store.h"

#define IN_LINE "state IN ('waiting', 'returned')"

TH_SQL (sql_ticket_replace,
        "UPDATE ticket SET state = $2, ended_us = NULL, held_since_us = NULL, rank_us = $3, rank_tie = $4,"
        " not_before_us = 0, moved_back = $5, line_class = $7, booked = 0, to_window = $8 WHERE id = $1 AND state = $6");
TH_SQL (sql_line_places,
        "SELECT rank_us, rank_tie FROM ticket WHERE hall_id = $1 AND business_day = $2 AND queue = $3 AND line_class >= $4"
        " AND " IN_LINE " AND id <> $6 ORDER BY rank_us, rank_tie LIMIT $5");
TH_SQL (sql_line_last,
        "SELECT rank_us, rank_tie FROM ticket WHERE hall_id = $1 AND business_day = $2 AND queue = $3 AND line_class >= $4"
        " AND " IN_LINE " AND id <> $5 ORDER BY rank_us DESC, rank_tie DESC LIMIT 1");
TH_SQL (sql_line_followers,
        "SELECT coalesce(max(rank_tie), $4) FROM ticket WHERE hall_id = $1 AND business_day = $2 AND " IN_LINE
        " AND rank_us = $3 AND rank_tie >= $4 AND rank_tie < $5");
TH_SQL (sql_line_ahead,
        "SELECT count(*) FROM ticket WHERE hall_id = $1 AND business_day = $2 AND queue = $3 AND line_class = $4 AND " IN_LINE
        " AND (rank_us < $5 OR (rank_us = $5 AND rank_tie < $6))");
TH_SQL (sql_line_all,
        "SELECT count(*) FROM ticket WHERE hall_id = $1 AND business_day = $2 AND queue = $3 AND line_class = $4 AND " IN_LINE);

#define TIES 1024

static gboolean
count (ThRows  *rows,
       int     *value,
       GError **error)
{
  g_autoptr (ThRows) done = rows;

  if (rows == NULL || !th_rows_next (rows, error))
    return FALSE;
  *value = th_rows_int (rows, 0);
  return TRUE;
}

/* Whether the classes stand in one line. */
static gboolean
one_line (const ThTurn *turn)
{
  return th_sitting_discipline (turn)->kind == TH_ORDER_FIFO;
}

/* How many of @line_class stand before the place of @ticket. */
static gboolean
count_before (const ThTurn   *turn,
              const ThTicket *ticket,
              int             line_class,
              int            *before,
              GError        **error)
{
  return count (th_database_query (turn->db, &sql_line_ahead, error, "iysyii", th_hall_get_id (turn->hall), (int) ticket->day, ticket->queue,
                                   line_class, ticket->rank, ticket->tie), before, error);
}

/**
 * th_ticket_ahead:
 * @ahead: (out): how many of its queue stand before @ticket by place and class
 */
gboolean
th_ticket_ahead (const ThTurn   *turn,
                 const ThTicket *ticket,
                 int            *ahead,
                 GError        **error)
{
  int same, other = 0;

  if (!count_before (turn, ticket, ticket->line_class, &same, error))
    return FALSE;
  if (one_line (turn) ? !count_before (turn, ticket, 1 - ticket->line_class, &other, error)
                      : ticket->line_class > 0 &&
                        !count (th_database_query (turn->db, &sql_line_all, error, "iysy", th_hall_get_id (turn->hall), (int) ticket->day,
                                                   ticket->queue, 0), &other, error))
    return FALSE;
  *ahead = same + other;
  return TRUE;
}

/* A place shares the rank of the ticket it follows and has a larger tie, of
 * which each ticket leaves 1023 free behind it. Who was put there before
 * stays before. */
static gboolean
follow (const ThTurn *turn,
        ThInstant     rank,
        gint64       *tie,
        GError      **error)
{
  gint64 end = (*tie / TIES + 1) * TIES;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_line_followers, error, "iyiii", th_hall_get_id (turn->hall), (int) turn->day,
                                               rank, *tie, end);

  if (rows == NULL || !th_rows_next (rows, error))
    return FALSE;
  *tie = th_rows_int (rows, 0) + 1;
  return TRUE;
}

/**
 * th_ticket_place_behind:
 * @ticket: (inout): gets its new place in the line of everybody
 * @places: behind so many of the line; negative for the end
 *
 * The place is the end when fewer wait, and now when nobody does.
 */
gboolean
th_ticket_place_behind (const ThTurn *turn,
                        ThTicket     *ticket,
                        int           places,
                        GError      **error)
{
  int line_class = one_line (turn) ? 0 : 1;
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = NULL;
  gboolean found = FALSE;
  gint64 seq;

  if (!th_journal_next (turn->db, th_hall_get_id (turn->hall), &seq, error))
    return FALSE;
  ticket->line_class = 1;
  ticket->booked = FALSE;
  ticket->rank = turn->now;
  ticket->tie = seq * TIES;
  if (places < 0)
    rows = th_database_query (turn->db, &sql_line_last, &local, "iysyi", th_hall_get_id (turn->hall), (int) turn->day, ticket->queue,
                              line_class, ticket->id);
  else
    rows = th_database_query (turn->db, &sql_line_places, &local, "iysyyi", th_hall_get_id (turn->hall), (int) turn->day, ticket->queue,
                              line_class, places, ticket->id);
  while (rows != NULL && th_rows_next (rows, &local))
    {
      found = TRUE;
      ticket->rank = th_rows_int (rows, 0);
      ticket->tie = th_rows_int (rows, 1);
    }
  if (local == NULL)
    return !found || follow (turn, ticket->rank, &ticket->tie, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Writes the place of @ticket into the @detail of an event. */
void
th_ticket_note_place (const ThTicket *ticket,
                      JsonObject     *detail)
{
  json_object_set_int_member (detail, "new_rank_us", ticket->rank);
  json_object_set_int_member (detail, "new_rank_tie", ticket->tie);
}

/* Puts @ticket back in line as @to behind the next @places; who comes back
 * stands in line like everybody. */
static gboolean
put_behind (const ThTurn *turn,
            ThTicket     *ticket,
            int           places,
            ThNote        note,
            int          *ahead,
            GError      **error)
{
  if (!th_ticket_place_behind (turn, ticket, places, error))
    return FALSE;
  note.detail = json_object_new ();
  th_ticket_note_place (ticket, note.detail);
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_turn_note (turn, note, error) &&
         th_database_exec (turn->db, &sql_ticket_replace, error, "isiiysys", ticket->id, note.to, ticket->rank, ticket->tie,
                           ticket->moved_back ? 1 : 0, note.from, ticket->line_class, ticket->to_window) &&
         th_ticket_must_have_changed (turn, error) && th_ticket_ahead (turn, ticket, ahead, error);
}

/**
 * th_ticket_reinstate:
 * @reason: (nullable): why
 *
 * Brings a missed or cancelled ticket of today back into its line, with its
 * number, behind as many as a missed call costs.
 *
 * Errors: those of th_ticket_find(), WRONG_STATE.
 */
gboolean
th_ticket_reinstate (const ThTurn *turn,
                     const char   *code,
                     const char   *reason,
                     int          *ahead,
                     GError      **error)
{
  g_autoptr (ThTicket) ticket = th_ticket_find (turn, code, 0, error);
  const char *rule = th_hall_setting_text (turn->hall, "queue.noshow_requeue");
  int places = g_str_has_prefix (rule, "after_") ? atoi (rule + 6) : -1;

  if (ticket == NULL)
    return FALSE;
  if (ticket->state != TH_TICKET_MISSED && ticket->state != TH_TICKET_CANCELLED && ticket->state != TH_TICKET_DIVERTED)
    return th_ticket_wrong_state (ticket, error);
  /* The window it was once sent to may have closed. */
  g_clear_pointer (&ticket->to_window, g_free);
  return put_behind (turn, ticket, places, (ThNote) { .kind = "ticket.reinstated", .ticket_id = ticket->id,
                                                      .from = th_ticket_state_name (ticket->state),
                                                      .to = th_ticket_state_name (TH_TICKET_RETURNED), .reason = reason }, ahead, error);
}

/* How many of the line of everybody stand before @ticket: none before one of
 * a line that goes first. */
static gboolean
places_before (const ThTurn   *turn,
               const ThTicket *ticket,
               int            *before,
               GError        **error)
{
  *before = 0;
  if (one_line (turn))
    return th_ticket_ahead (turn, ticket, before, error);
  return ticket->line_class == 0 || count_before (turn, ticket, 1, before, error);
}

/**
 * th_ticket_move_back:
 *
 * A person asks for more time: once, some places further back. Who then does
 * not come when called has missed for good.
 *
 * Errors: those of th_ticket_find(), WRONG_STATE.
 */
gboolean
th_ticket_move_back (const ThTurn *turn,
                     const char   *code,
                     int          *ahead,
                     GError      **error)
{
  g_autoptr (ThTicket) ticket = th_ticket_find (turn, code, 0, error);
  const char *state;
  int before;

  if (ticket == NULL)
    return FALSE;
  if (!th_ticket_in_line (ticket->state))
    return th_ticket_wrong_state (ticket, error);
  if (ticket->moved_back)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("Ticket %s was moved back once already."), code);
      return FALSE;
    }
  if (!places_before (turn, ticket, &before, error))
    return FALSE;
  ticket->moved_back = TRUE;
  state = th_ticket_state_name (ticket->state);
  return put_behind (turn, ticket, before + th_turn_setting (turn, "queue.move_back_places"),
                     (ThNote) { .kind = "ticket.moved_back", .ticket_id = ticket->id, .from = state, .to = state }, ahead, error);
}
