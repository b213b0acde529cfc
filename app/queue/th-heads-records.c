/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The heads of the lines. Every order of calling puts one of a few tickets
 * first, and each of them is found by a look into an index, however many
 * wait: the time of a call does not grow with the crowd. With them come their
 * matters and whose turn it is at the window, so that a call reads once. */

#include "th-heads-private.h"

#include "th-sitting.h"

#define IN_LINE "x.state IN ('waiting', 'returned')"

/* For each queue of the duty the first ticket of a class. */
#define FIRST(class, condition, order) \
  "SELECT (SELECT x.id FROM ticket x WHERE x.hall_id = $1 AND x.business_day = $2 AND x.queue = duty.prefix AND x.line_class = " class \
  " AND " condition " AND " IN_LINE " AND x.to_window IS NULL AND x.not_before_us <= $4 ORDER BY " order " LIMIT 1) FROM duty"

/* The walk-in with the first place, and of the bookings the one with the first
 * place and the one with the first slot. */
#define FIRSTS(class) \
  FIRST (class, "x.booked = 0", "x.rank_us, x.rank_tie") \
  " UNION ALL " FIRST (class, "x.booked = 1", "x.rank_us, x.rank_tie") \
  " UNION ALL " FIRST (class, "x.booked = 1", "x.slot_us, x.rank_us, x.rank_tie")

/* The last sitting that counted classes at a window since it was opened. */
#define RUN(window, opened) \
  "SELECT s.run_priority, s.run_ordinary FROM sitting s WHERE s.hall_id = $1 AND s.business_day = $2 AND s.window_code = " window \
  " AND s.called_us >= " opened " AND s.run_priority IS NOT NULL AND (s.outcome IS NULL OR s.outcome <> 'undone')" \
  " ORDER BY s.id DESC LIMIT 1"

/* A row for each head and each of its matters; a ticket sent to the window is
 * a head; the row without a queue is the run. */
TH_SQL (sql_heads,
        "WITH duty AS MATERIALIZED (SELECT prefix FROM series WHERE hall_id = $1 AND business_day = $2"
        " AND $3 LIKE '%|' || prefix || '|%'), heads (id) AS ("
        FIRSTS ("0") " UNION ALL " FIRSTS ("1")
        " UNION ALL SELECT x.id FROM ticket x WHERE x.hall_id = $1 AND x.business_day = $2 AND x.to_window = $5"
        " AND " IN_LINE " AND x.not_before_us <= $4)"
        " SELECT t.id, t.queue, t.line_class, t.booked, t.slot_us, t.rank_us, t.rank_tie, t.series, t.number, t.entered_us, t.state,"
        " t.to_window, m.code FROM heads JOIN ticket t ON t.id = heads.id"
        " LEFT JOIN ticket_matter m ON m.ticket_id = t.id AND m.state <> 'withdrawn'"
        " UNION ALL SELECT NULL, NULL, r.run_priority, r.run_ordinary, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM ("
        RUN ("$5", "$6") ") r");
TH_SQL (sql_heads_run, RUN ("$3", "$4"));

static void
candidate_clear (gpointer data)
{
  g_clear_pointer (&((ThCandidate *) data)->matters, g_ptr_array_unref);
}

void
th_heads_clear (ThHeads *self)
{
  g_clear_pointer (&self->heads, g_array_unref);
  g_clear_pointer (&self->candidates, g_array_unref);
}

static ThCandidate *
add_head (ThHeads        *self,
          const ThWindow *window,
          ThRows         *rows)
{
  ThHead head = {
    .id = th_rows_int (rows, 0),
    .tier = MAX (0, th_duty_tier (window->duty, th_rows_text (rows, 1))),
    .ticket_class = th_rows_int (rows, 2),
    .booked = th_rows_int (rows, 3),
    .slot = th_rows_int (rows, 4),
    .rank = th_rows_int (rows, 5),
    .tie = th_rows_int (rows, 6),
  };
  ThCandidate candidate = {
    .entered = th_rows_int (rows, 9),
    .returned = g_str_equal (th_rows_text (rows, 10), "returned"),
    .matters = g_ptr_array_new_with_free_func (g_free),
  };

  g_strlcpy (candidate.queue, th_rows_text (rows, 1), sizeof candidate.queue);
  g_snprintf (candidate.code, sizeof candidate.code, "%s%03d", th_rows_text (rows, 7), (int) th_rows_int (rows, 8));
  if (!th_rows_is_null (rows, 11))
    g_strlcpy (candidate.to_window, th_rows_text (rows, 11), sizeof candidate.to_window);
  g_array_append_val (self->heads, head);
  g_array_append_val (self->candidates, candidate);
  return &g_array_index (self->candidates, ThCandidate, self->candidates->len - 1);
}

/* A booking may be the first by its place and by its slot: it is one head. */
static ThCandidate *
find_head (ThHeads *self,
           gint64   id)
{
  for (guint i = self->heads->len; i > 0; i--)
    if (g_array_index (self->heads, ThHead, i - 1).id == id)
      return &g_array_index (self->candidates, ThCandidate, i - 1);
  return NULL;
}

static void
read_row (ThHeads        *self,
          const ThWindow *window,
          ThRows         *rows)
{
  ThCandidate *candidate = find_head (self, th_rows_int (rows, 0));
  const char *matter = th_rows_text (rows, 12);

  if (candidate == NULL)
    candidate = add_head (self, window, rows);
  if (matter != NULL && !g_ptr_array_find_with_equal_func (candidate->matters, matter, g_str_equal, NULL))
    g_ptr_array_add (candidate->matters, g_strdup (matter));
}

/**
 * th_heads_read:
 * @self: (out): everything @window may call now, as far as it could be next
 */
gboolean
th_heads_read (const ThTurn   *turn,
               const ThWindow *window,
               ThHeads        *self,
               GError        **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_heads, error, "iysisi", th_hall_get_id (turn->hall), (int) turn->day,
                                               th_duty_pattern (window->duty), turn->now, window->code, window->opened);

  self->heads = g_array_new (FALSE, FALSE, sizeof (ThHead));
  self->candidates = g_array_new (FALSE, FALSE, sizeof (ThCandidate));
  g_array_set_clear_func (self->candidates, candidate_clear);
  self->run = (ThRun) { 0, 0 };
  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      if (!th_rows_is_null (rows, 1))
        read_row (self, window, rows);
      else
        self->run = (ThRun) { (int) th_rows_int (rows, 2), (int) th_rows_int (rows, 3) };
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * th_sitting_run:
 * @run: (out): how many of each class @window called since the last change of turn
 *
 * For those who only look.
 */
gboolean
th_sitting_run (const ThTurn   *turn,
                const ThWindow *window,
                ThRun          *run,
                GError        **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_heads_run, error, "iysi", th_hall_get_id (turn->hall), (int) turn->day,
                                               window->code, window->opened);

  *run = (ThRun) { 0, 0 };
  if (rows == NULL)
    return FALSE;
  if (th_rows_next (rows, &local))
    *run = (ThRun) { (int) th_rows_int (rows, 0), (int) th_rows_int (rows, 1) };
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
