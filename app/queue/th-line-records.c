/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking at the lines. Every statement is bounded by one business day and
 * goes through an index, so that a history of years costs nothing here. */

#include "th-line.h"

#include <glib/gi18n-lib.h>

#define IN_LINE "state IN ('waiting', 'returned')"

#define ENTRY \
  "SELECT id, series, number, queue, class, booked, state, entered_us, slot_us, rank_us, rank_tie, not_before_us, to_window," \
  " line_class FROM ticket"

TH_SQL (sql_look_line, ENTRY " WHERE hall_id = $1 AND business_day = $2 AND " IN_LINE);
TH_SQL (sql_look_queue, ENTRY " WHERE hall_id = $1 AND business_day = $2 AND queue = $3 AND " IN_LINE);
TH_SQL (sql_look_day,
        "SELECT queue, state, arrived_us, entered_us, first_called_us, handling_us FROM ticket WHERE hall_id = $1 AND business_day = $2");
TH_SQL (sql_look_open,
        "SELECT s.window_code, t.series, t.number, t.queue, s.called_us, s.last_call_us, s.started_us, s.ended_us, s.calls, s.outcome, s.ticket_id,"
        " t.handling_us FROM sitting s JOIN ticket t ON t.id = s.ticket_id WHERE s.hall_id = $1 AND s.ended_us IS NULL AND s.business_day = $2");
/* The few that are shown are chosen before their tickets are looked up. */
TH_SQL (sql_look_recent,
        "SELECT s.window_code, t.series, t.number, t.queue, s.called_us, s.last_call_us, s.started_us, s.ended_us, s.calls, s.outcome, s.ticket_id,"
        " t.handling_us FROM (SELECT * FROM sitting WHERE hall_id = $1 AND business_day = $2 AND (outcome IS NULL OR outcome <> 'undone')"
        " ORDER BY last_call_us DESC, id DESC LIMIT $3) s JOIN ticket t ON t.id = s.ticket_id ORDER BY s.last_call_us DESC, s.id DESC");
TH_SQL (sql_look_held,
        "SELECT t.series, t.number, t.held_since_us, (SELECT e.reason FROM event e WHERE e.ticket_id = t.id AND e.kind = 'ticket.held'"
        " ORDER BY e.seq DESC LIMIT 1), (SELECT s.window_code FROM sitting s WHERE s.ticket_id = t.id AND s.outcome = 'held'"
        " ORDER BY s.id DESC LIMIT 1) FROM ticket t WHERE t.hall_id = $1 AND t.business_day = $2 AND t.state = 'held' ORDER BY t.held_since_us");
TH_SQL (sql_look_matters,
        "SELECT code, state, handling_us FROM ticket_matter WHERE ticket_id = $1 AND state <> 'withdrawn' ORDER BY position");
TH_SQL (sql_look_history,
        "SELECT at_us, kind, actor, window_code, from_state, to_state, reason FROM event WHERE ticket_id = $1 ORDER BY seq");
TH_SQL (sql_look_window_day,
        "SELECT outcome, count(*), sum(handling_us) FROM sitting WHERE hall_id = $1 AND business_day = $2 AND window_code = $3"
        " AND outcome IS NOT NULL GROUP BY outcome");
TH_SQL (sql_look_newest,
        "SELECT id FROM ticket WHERE hall_id = $1 AND business_day = $2 ORDER BY id DESC LIMIT $3");
TH_SQL (sql_look_missed,
        "SELECT series, number FROM ticket WHERE hall_id = $1 AND business_day = $2 AND state = 'missed' ORDER BY ended_us DESC LIMIT $3");

/* Rows into an array; @read adds one row. */
static GArray *
collect (ThRows *rows,
         guint   size,
         GDestroyNotify clear,
         void  (*read) (ThRows *rows, GArray *array),
         GError **error)
{
  g_autoptr (ThRows) done = rows;
  g_autoptr (GArray) array = g_array_new (FALSE, TRUE, size);
  g_autoptr (GError) local = NULL;

  if (clear != NULL)
    g_array_set_clear_func (array, clear);
  if (rows == NULL)
    return NULL;
  while (th_rows_next (rows, &local))
    read (rows, array);
  if (local == NULL)
    return g_steal_pointer (&array);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
set_code (ThRows *rows,
          int     column,
          char    code[32])
{
  g_snprintf (code, 32, "%s%03d", th_rows_text (rows, column), (int) th_rows_int (rows, column + 1));
}

static void
entry_clear (gpointer data)
{
  g_free (((ThLineEntry *) data)->why);
}

static void
read_entry (ThRows *rows,
            GArray *array)
{
  ThLineEntry entry = {
    .id = th_rows_int (rows, 0),
    .ticket_class = th_rows_int (rows, 4),
    .booked = th_rows_int (rows, 5),
    .state = g_str_equal (th_rows_text (rows, 6), "returned") ? TH_TICKET_RETURNED : TH_TICKET_WAITING,
    .entered = th_rows_int (rows, 7),
    .slot = th_rows_int (rows, 8),
    .rank = th_rows_int (rows, 9),
    .tie = th_rows_int (rows, 10),
    .not_before = th_rows_int (rows, 11),
    .line_class = th_rows_int (rows, 13),
  };

  set_code (rows, 1, entry.code);
  g_strlcpy (entry.queue, th_rows_text (rows, 3), sizeof entry.queue);
  if (!th_rows_is_null (rows, 12))
    g_strlcpy (entry.to_window, th_rows_text (rows, 12), sizeof entry.to_window);
  g_array_append_val (array, entry);
}

GArray *
th_line_load (const ThTurn *turn,
              const char   *queue,
              GError      **error)
{
  gint64 hall = th_hall_get_id (turn->hall);
  ThRows *rows = queue != NULL ? th_database_query (turn->db, &sql_look_queue, error, "iys", hall, (int) turn->day, queue)
                               : th_database_query (turn->db, &sql_look_line, error, "iy", hall, (int) turn->day);

  return collect (rows, sizeof (ThLineEntry), entry_clear, read_entry, error);
}

static ThHead
head_of (const ThLineEntry *entry,
         int                tier)
{
  return (ThHead) { entry->id, tier, entry->line_class, entry->booked, entry->slot, entry->rank, entry->tie };
}

/* @entries in the order of calling; @tiers gives the tier of each, -1 to leave
 * it out. Entries that may not be called yet come last. */
static GArray *
put_in_order (const ThTurn *turn,
              GArray       *entries,
              const int    *tiers,
              ThRun         run)
{
  GArray *ordered = g_array_new (FALSE, TRUE, sizeof (ThLineEntry));
  g_autofree ThHead *heads = g_new (ThHead, entries->len + 1);
  g_autofree guint *index = g_new (guint, entries->len + 1);
  g_autofree guint *order = g_new (guint, entries->len + 1);
  guint n = 0;

  g_array_set_clear_func (ordered, entry_clear);
  for (guint i = 0; i < entries->len; i++)
    {
      const ThLineEntry *entry = &g_array_index (entries, ThLineEntry, i);

      if (tiers[i] < 0 || entry->not_before > turn->now)
        continue;
      heads[n] = head_of (entry, tiers[i]);
      index[n++] = i;
    }
  th_order_sequence (th_sitting_discipline (turn), heads, n, run, turn->now, order);
  for (guint k = 0; k < n; k++)
    g_array_append_val (ordered, g_array_index (entries, ThLineEntry, index[order[k]]));
  for (guint i = 0; i < entries->len; i++)
    if (tiers[i] >= 0 && g_array_index (entries, ThLineEntry, i).not_before > turn->now)
      g_array_append_val (ordered, g_array_index (entries, ThLineEntry, i));
  return ordered;
}

static void
explain_entries (const ThTurn *turn,
                 GArray       *ordered,
                 ThDuty       *duty,
                 guint         n)
{
  for (guint i = 0; i < MIN (n, ordered->len); i++)
    {
      ThLineEntry *entry = &g_array_index (ordered, ThLineEntry, i);
      ThHead head = head_of (entry, MAX (0, th_duty_tier (duty, entry->queue)));
      g_autofree char *later = NULL;

      if (entry->not_before <= turn->now)
        {
          entry->why = th_sitting_why (turn, duty, &(ThReason) { &head, entry->queue, entry->entered, entry->state == TH_TICKET_RETURNED,
                                                                 entry->to_window[0] != '\0', i == 0 });
          continue;
        }
      later = th_clock_time (entry->not_before, th_hall_get_zone (turn->hall));
      entry->why = g_strdup_printf (_("Missed a call; not offered before %s."), later);
    }
}

/**
 * th_line_of_queue:
 *
 * Returns: (transfer full) (element-type ThLineEntry): who waits in @queue, in
 *   the order of calling, each with its reason
 */
GArray *
th_line_of_queue (const ThTurn *turn,
                  const char   *queue,
                  GError      **error)
{
  g_autoptr (GArray) entries = th_line_load (turn, queue, error);
  g_autoptr (ThDuty) duty = th_duty_parse (queue, NULL);
  g_autofree int *tiers = NULL;
  GArray *ordered;

  if (entries == NULL || duty == NULL)
    return NULL;
  tiers = g_new0 (int, entries->len + 1);
  ordered = put_in_order (turn, entries, tiers, (ThRun) { 0, 0 });
  explain_entries (turn, ordered, duty, ordered->len);
  return ordered;
}

/**
 * th_line_of_window:
 * @explain: give so many of the first entries their reason
 * @n_total: (out): how many wait that this window may call
 */
GArray *
th_line_of_window (const ThTurn   *turn,
                   const ThWindow *window,
                   guint           explain,
                   guint          *n_total,
                   GError        **error)
{
  g_autoptr (GArray) entries = th_line_load (turn, NULL, error);
  g_autofree int *tiers = NULL;
  GArray *ordered;
  ThRun run;

  if (entries == NULL || !th_sitting_run (turn, window, &run, error))
    return NULL;
  tiers = g_new0 (int, entries->len + 1);
  for (guint i = 0; i < entries->len; i++)
    {
      const ThLineEntry *entry = &g_array_index (entries, ThLineEntry, i);

      tiers[i] = th_duty_tier (window->duty, entry->queue);
      if (entry->to_window[0] != '\0')
        tiers[i] = g_str_equal (entry->to_window, window->code) ? MAX (0, tiers[i]) : -1;
    }
  ordered = put_in_order (turn, entries, tiers, run);
  explain_entries (turn, ordered, window->duty, explain);
  *n_total = ordered->len;
  return ordered;
}

static ThTicketState
state_of (const char *name)
{
  for (int state = TH_TICKET_WAITING; state <= TH_TICKET_VOID; state++)
    if (g_str_equal (name, th_ticket_state_name (state)))
      return state;
  return TH_TICKET_VOID;
}

static void
read_day_ticket (ThRows *rows,
                 GArray *array)
{
  ThDayTicket ticket = {
    .state = state_of (th_rows_text (rows, 1)),
    .arrived = th_rows_int (rows, 2),
    .entered = th_rows_int (rows, 3),
    .first_called = th_rows_int (rows, 4),
    .handling_us = th_rows_int (rows, 5),
  };

  g_strlcpy (ticket.queue, th_rows_text (rows, 0), sizeof ticket.queue);
  g_array_append_val (array, ticket);
}

GArray *
th_day_load (const ThTurn *turn,
             GError      **error)
{
  return collect (th_database_query (turn->db, &sql_look_day, error, "iy", th_hall_get_id (turn->hall), (int) turn->day),
                  sizeof (ThDayTicket), NULL, read_day_ticket, error);
}

static void
sitting_view_clear (gpointer data)
{
  g_free (((ThSittingView *) data)->outcome);
}

static void
read_sitting_view (ThRows *rows,
                   GArray *array)
{
  ThSittingView view = {
    .ticket_id = th_rows_int (rows, 10),
    .called = th_rows_int (rows, 4),
    .last_call = th_rows_int (rows, 5),
    .started = th_rows_int (rows, 6),
    .ended = th_rows_int (rows, 7),
    .calls = th_rows_int (rows, 8),
    .outcome = g_strdup (th_rows_text (rows, 9)),
    .handled_us = th_rows_int (rows, 11),
  };

  g_strlcpy (view.window, th_rows_text (rows, 0), sizeof view.window);
  set_code (rows, 1, view.code);
  g_strlcpy (view.queue, th_rows_text (rows, 3), sizeof view.queue);
  g_array_append_val (array, view);
}

GArray *
th_sittings_open (const ThTurn *turn,
                  GError      **error)
{
  return collect (th_database_query (turn->db, &sql_look_open, error, "iy", th_hall_get_id (turn->hall), (int) turn->day),
                  sizeof (ThSittingView), sitting_view_clear, read_sitting_view, error);
}

GArray *
th_sittings_recent (const ThTurn *turn,
                    guint         limit,
                    GError      **error)
{
  return collect (th_database_query (turn->db, &sql_look_recent, error, "iyy", th_hall_get_id (turn->hall), (int) turn->day, (int) limit),
                  sizeof (ThSittingView), sitting_view_clear, read_sitting_view, error);
}

static void
held_clear (gpointer data)
{
  g_free (((ThHeld *) data)->reason);
}

static void
read_held (ThRows *rows,
           GArray *array)
{
  ThHeld held = { .since = th_rows_int (rows, 2), .reason = g_strdup (th_rows_text (rows, 3)) };

  set_code (rows, 0, held.code);
  if (!th_rows_is_null (rows, 4))
    g_strlcpy (held.window, th_rows_text (rows, 4), sizeof held.window);
  g_array_append_val (array, held);
}

GArray *
th_held_load (const ThTurn *turn,
              GError      **error)
{
  return collect (th_database_query (turn->db, &sql_look_held, error, "iy", th_hall_get_id (turn->hall), (int) turn->day),
                  sizeof (ThHeld), held_clear, read_held, error);
}

static void
matter_clear (gpointer data)
{
  ThTicketMatter *matter = data;

  g_free (matter->code);
  g_free (matter->state);
}

static void
read_matter (ThRows *rows,
             GArray *array)
{
  ThTicketMatter matter = { g_strdup (th_rows_text (rows, 0)), g_strdup (th_rows_text (rows, 1)), th_rows_int (rows, 2) };

  g_array_append_val (array, matter);
}

GArray *
th_ticket_matters (const ThTurn *turn,
                   gint64        ticket_id,
                   GError      **error)
{
  return collect (th_database_query (turn->db, &sql_look_matters, error, "i", ticket_id),
                  sizeof (ThTicketMatter), matter_clear, read_matter, error);
}

static void
past_clear (gpointer data)
{
  ThPast *past = data;

  g_free (past->kind);
  g_free (past->actor);
  g_free (past->window);
  g_free (past->from);
  g_free (past->to);
  g_free (past->reason);
}

static void
read_past (ThRows *rows,
           GArray *array)
{
  ThPast past = {
    .at = th_rows_int (rows, 0),
    .kind = g_strdup (th_rows_text (rows, 1)),
    .actor = g_strdup (th_rows_text (rows, 2)),
    .window = g_strdup (th_rows_text (rows, 3)),
    .from = g_strdup (th_rows_text (rows, 4)),
    .to = g_strdup (th_rows_text (rows, 5)),
    .reason = g_strdup (th_rows_text (rows, 6)),
  };

  g_array_append_val (array, past);
}

GArray *
th_ticket_history (const ThTurn *turn,
                   gint64        ticket_id,
                   GError      **error)
{
  return collect (th_database_query (turn->db, &sql_look_history, error, "i", ticket_id), sizeof (ThPast), past_clear, read_past, error);
}

gboolean
th_window_day (const ThTurn *turn,
               const char   *window,
               ThWindowDay  *day,
               GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_look_window_day, error, "iys", th_hall_get_id (turn->hall), (int) turn->day, window);

  *day = (ThWindowDay) { 0 };
  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      const char *outcome = th_rows_text (rows, 0);

      if (g_str_equal (outcome, "finished"))
        {
          day->finished = th_rows_int (rows, 1);
          day->handling_us = th_rows_int (rows, 2);
        }
      else if (g_str_equal (outcome, "missed") || g_str_equal (outcome, "returned"))
        {
          day->no_shows += th_rows_int (rows, 1);
        }
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
read_id (ThRows *rows,
         GArray *array)
{
  gint64 id = th_rows_int (rows, 0);

  g_array_append_val (array, id);
}

/* (transfer full) (element-type ThTicket): the newest first. */
GPtrArray *
th_tickets_recent (const ThTurn *turn,
                   guint         limit,
                   GError      **error)
{
  g_autoptr (GArray) ids = collect (th_database_query (turn->db, &sql_look_newest, error, "iyy", th_hall_get_id (turn->hall), (int) turn->day, (int) limit),
                                    sizeof (gint64), NULL, read_id, error);
  g_autoptr (GPtrArray) tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) th_ticket_free);

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      ThTicket *ticket = th_ticket_by_id (turn, g_array_index (ids, gint64, i), error);

      if (ticket == NULL)
        return NULL;
      g_ptr_array_add (tickets, ticket);
    }
  return g_steal_pointer (&tickets);
}

static void
code_clear (gpointer data)
{
  g_free (*(char **) data);
}

static void
read_code (ThRows *rows,
           GArray *array)
{
  char *code = th_ticket_code (th_rows_text (rows, 0), th_rows_int (rows, 1));

  g_array_append_val (array, code);
}

GPtrArray *
th_tickets_missed (const ThTurn *turn,
                   guint         limit,
                   GError      **error)
{
  g_autoptr (GArray) codes = collect (th_database_query (turn->db, &sql_look_missed, error, "iyy", th_hall_get_id (turn->hall), (int) turn->day, (int) limit),
                                      sizeof (char *), code_clear, read_code, error);
  GPtrArray *missed;

  if (codes == NULL)
    return NULL;
  missed = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (missed, g_strdup (g_array_index (codes, char *, i)));
  return missed;
}
