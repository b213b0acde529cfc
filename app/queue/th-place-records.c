/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places in line: how many stand before a ticket, and the place behind the
 * next few. */

#include "th-ticket.h"

#include "th-journal.h"

#define IN_LINE "state IN ('waiting', 'returned')"

TH_SQL (sql_line_places,
        "SELECT rank_us, rank_tie FROM ticket WHERE hall_id = $1 AND business_day = $2 AND queue = $3 AND line_class = $4"
        " AND " IN_LINE " ORDER BY rank_us, rank_tie LIMIT $5");
TH_SQL (sql_line_last,
        "SELECT rank_us, rank_tie FROM ticket WHERE hall_id = $1 AND business_day = $2 AND queue = $3 AND line_class = $4"
        " AND " IN_LINE " ORDER BY rank_us DESC, rank_tie DESC LIMIT 1");
TH_SQL (sql_line_ahead,
        "SELECT count(*) FROM ticket WHERE hall_id = $1 AND business_day = $2 AND queue = $3 AND line_class = $4 AND " IN_LINE
        " AND (rank_us < $5 OR (rank_us = $5 AND rank_tie < $6))");
TH_SQL (sql_line_higher,
        "SELECT count(*) FROM ticket WHERE hall_id = $1 AND business_day = $2 AND queue = $3 AND line_class < $4 AND " IN_LINE);

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
  gint64 hall = th_hall_get_id (turn->hall);
  int same, higher;

  if (!count (th_database_query (turn->db, &sql_line_ahead, error, "iysyii", hall, (int) ticket->day, ticket->queue,
                                 ticket->line_class, ticket->rank, ticket->tie), &same, error) ||
      !count (th_database_query (turn->db, &sql_line_higher, error, "iysy", hall, (int) ticket->day, ticket->queue,
                                 ticket->line_class), &higher, error))
    return FALSE;
  *ahead = same + higher;
  return TRUE;
}

/**
 * th_ticket_place_behind:
 * @places: behind so many of the line; negative for the end
 * @rank: (out): the place, which is the end when fewer wait; now when none does
 *
 * A place shares the rank of the ticket it follows and has the next larger
 * tie, of which each ticket leaves 1023 free behind it.
 */
gboolean
th_ticket_place_behind (const ThTurn *turn,
                        const char   *queue,
                        int           line_class,
                        int           places,
                        ThInstant    *rank,
                        gint64       *tie,
                        GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = NULL;
  gint64 seq;

  if (!th_journal_next (turn->db, th_hall_get_id (turn->hall), &seq, error))
    return FALSE;
  *rank = turn->now;
  *tie = seq << 10;
  if (places < 0)
    rows = th_database_query (turn->db, &sql_line_last, &local, "iysy", th_hall_get_id (turn->hall), (int) turn->day, queue, line_class);
  else
    rows = th_database_query (turn->db, &sql_line_places, &local, "iysyy", th_hall_get_id (turn->hall), (int) turn->day, queue,
                              line_class, places);
  while (rows != NULL && th_rows_next (rows, &local))
    {
      *rank = th_rows_int (rows, 0);
      *tie = th_rows_int (rows, 1) + 1;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
