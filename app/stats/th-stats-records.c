/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: one pass over a period, in the order of the index, whatever is asked.
 * Tickets stream through; only their durations stay in memory. What a report
 * needs besides tickets (who called them where, which matters they had) comes
 * from a second cursor that walks the same tickets in the same order, so that
 * a year costs no more memory than its figures. */

#include "th-stats-records.h"

TH_SQL (stats_tickets,
  "SELECT id, business_day, series, number, class, booked, channel, state, entered_us, first_called_us,"
  " misses, handling_us"
  " FROM ticket WHERE hall_id = $1 AND business_day >= $2 AND business_day <= $3"
  " ORDER BY hall_id, business_day, series, number");

TH_SQL (stats_sittings,
  "SELECT t.id, s.window_code, s.staff, s.outcome, s.handling_us"
  " FROM ticket t JOIN sitting s ON s.ticket_id = t.id"
  " WHERE t.hall_id = $1 AND t.business_day >= $2 AND t.business_day <= $3"
  " ORDER BY t.hall_id, t.business_day, t.series, t.number, s.id");

TH_SQL (stats_matters,
  "SELECT t.id, m.code, m.state, m.handling_us"
  " FROM ticket t JOIN ticket_matter m ON m.ticket_id = t.id"
  " WHERE t.hall_id = $1 AND t.business_day >= $2 AND t.business_day <= $3"
  " ORDER BY t.hall_id, t.business_day, t.series, t.number, m.position");

TH_SQL (stats_day_before,
  "SELECT business_day FROM ticket WHERE hall_id = $1 AND business_day < $2"
  " ORDER BY hall_id DESC, business_day DESC LIMIT 1");

TH_SQL (stats_day_after,
  "SELECT business_day FROM ticket WHERE hall_id = $1 AND business_day > $2"
  " ORDER BY hall_id, business_day LIMIT 1");

/* What one window, or one member of staff, had to do with the ticket in hand. */
typedef struct
{
  const char *window, *staff;   /* interned; NULL when the cut does not ask */
  gint64      handling_us;
  gboolean    finished, missed;
} Share;

/* What is carried along while the tickets stream by. */
typedef struct
{
  ThHall       *hall;
  ThCut        *cut;
  ThFigures    *total;
  const char   *queue;          /* only this one, or NULL */

  ThRows       *tickets;
  ThRows       *aside;          /* sittings or matters, or NULL */
  gboolean      aside_ready;    /* @aside stands on a row not used yet */
  gint64        ticket;         /* id of the ticket in hand */
  GArray       *shares;         /* of Share, of the ticket in hand */
  GStringChunk *texts;

  ThDay         day;            /* the day in hand */
  ThInstant     midnight;       /* when it began */
  gboolean      plain_day;      /* it has 24 hours: no change of the clocks */
} Pass;

static void
pass_clear (Pass *self)
{
  g_clear_pointer (&self->tickets, th_rows_done);
  g_clear_pointer (&self->aside, th_rows_done);
  g_clear_pointer (&self->shares, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pass, pass_clear)

/* --- facts --- */

/* A year has few midnights and many tickets: the time zone is asked once a day. */
static void
pass_enter_day (Pass *self, ThDay day)
{
  GTimeZone *zone = th_hall_get_zone (self->hall);
  ThInstant next = th_day_instant (th_day_add (day, 1), 0, zone);

  self->day = day;
  self->midnight = th_day_instant (day, 0, zone);
  self->plain_day = next - self->midnight == 24 * 3600 * TH_SECOND_US;
}

static int
pass_second (Pass *self, ThInstant at)
{
  gint64 second = (at - self->midnight) / TH_SECOND_US;

  if (self->plain_day && second >= 0 && second < 24 * 3600)
    return (int) second;

  return th_day_second (at, th_hall_get_zone (self->hall));
}

/* Wait = first call - entry. A booked person may be called some minutes before
 * the slot; nobody waited then, and nobody waited a negative time. */
static void
fact_read (Pass *self, ThFact *fact)
{
  ThRows *rows = self->tickets;
  const char *state = th_rows_text (rows, 7);
  gboolean ended_void = g_strcmp0 (state, "void") == 0;
  int misses = (int) th_rows_int (rows, 10);

  self->ticket = th_rows_int (rows, 0);
  fact->day = (ThDay) th_rows_int (rows, 1);
  fact->queue = th_rows_text (rows, 2);
  fact->number = (int) th_rows_int (rows, 3);
  fact->klass = (int) th_rows_int (rows, 4);
  fact->booked = th_rows_int (rows, 5) != 0;
  fact->channel = th_rows_text (rows, 6);
  fact->entered = th_rows_int (rows, 8);
  fact->entered_s = pass_second (self, fact->entered);

  fact->called = !th_rows_is_null (rows, 9);
  fact->wait_us = fact->called ? MAX (th_rows_int (rows, 9) - fact->entered, 0) : 0;
  fact->handled = g_strcmp0 (state, "finished") == 0;
  fact->handling_us = fact->handled ? th_rows_int (rows, 11) : 0;

  fact->no_show = g_strcmp0 (state, "missed") == 0 || (ended_void && misses > 0);
  fact->voided = ended_void && !fact->called;
  fact->left = !fact->called && (g_strcmp0 (state, "cancelled") == 0 || g_strcmp0 (state, "diverted") == 0);
  fact->waiting = !fact->called && !fact->voided && !fact->left;
}

/* --- the second cursor --- */

/* Moves to the next row of the ticket in hand; *more is FALSE after the last.
 * Both cursors walk alike, so the first row of another ticket ends this one. */
static gboolean
pass_next_aside (Pass *self, gboolean *more, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!self->aside_ready)
    {
      self->aside_ready = th_rows_next (self->aside, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }

  *more = self->aside_ready && th_rows_int (self->aside, 0) == self->ticket;
  if (*more)
    self->aside_ready = FALSE;

  return TRUE;
}

static const char *
pass_intern (Pass *self, const char *key, const char *text)
{
  return th_cut_has_key (self->cut, key) ? g_string_chunk_insert_const (self->texts, text) : NULL;
}

static Share *
pass_share (Pass *self, const char *window, const char *staff)
{
  Share share = { .window = window, .staff = staff };

  for (guint i = 0; i < self->shares->len; i++)
    {
      Share *known = &g_array_index (self->shares, Share, i);

      if (known->window == window && known->staff == staff)
        return known;
    }

  g_array_append_val (self->shares, share);

  return &g_array_index (self->shares, Share, self->shares->len - 1);
}

/* The wait belongs to the window that ended it, a missed call to the window
 * that called, the handling to each window that worked, with its own minutes:
 * a ticket held and taken up again at one window is one handling there. */
static gboolean
pass_cut_sittings (Pass *self, const ThFact *ticket, gboolean counts, GError **error)
{
  gboolean more;

  g_array_set_size (self->shares, 0);
  for (;;)
    {
      const char *outcome;
      Share *share;

      if (!pass_next_aside (self, &more, error))
        return FALSE;
      if (!more)
        break;

      outcome = th_rows_text (self->aside, 3);
      if (g_strcmp0 (outcome, "undone") == 0)
        continue;

      share = pass_share (self, pass_intern (self, "window", th_rows_text (self->aside, 1)),
                          pass_intern (self, "staff", th_rows_text (self->aside, 2)));
      share->handling_us += th_rows_int (self->aside, 4);
      share->finished |= g_strcmp0 (outcome, "finished") == 0;
      share->missed |= g_strcmp0 (outcome, "missed") == 0;
    }

  for (guint i = 0; counts && i < self->shares->len; i++)
    {
      const Share *share = &g_array_index (self->shares, Share, i);
      ThFact fact = *ticket;

      fact.window = share->window;
      fact.staff = share->staff;
      fact.called = i == 0 && ticket->called;
      fact.handled = ticket->handled && (share->finished || share->handling_us > 0);
      fact.handling_us = share->handling_us;
      fact.no_show = share->missed;
      fact.voided = fact.left = fact.waiting = FALSE;
      th_cut_add (self->cut, &fact);
    }

  return TRUE;
}

/* A ticket with several matters counts its wait under each of them. */
static gboolean
pass_cut_matters (Pass *self, const ThFact *ticket, gboolean counts, GError **error)
{
  gboolean more;

  for (;;)
    {
      ThFact fact = *ticket;

      if (!pass_next_aside (self, &more, error))
        return FALSE;
      if (!more)
        return TRUE;

      fact.matter = th_rows_text (self->aside, 1);
      fact.handled = g_strcmp0 (th_rows_text (self->aside, 2), "done") == 0;
      fact.handling_us = th_rows_int (self->aside, 3);
      if (counts)
        th_cut_add (self->cut, &fact);
    }
}

/* --- the pass --- */

static gboolean
pass_take_ticket (Pass *self, GError **error)
{
  ThFact fact = { 0 };
  ThDay day = (ThDay) th_rows_int (self->tickets, 1);
  gboolean counts;

  if (day != self->day)
    pass_enter_day (self, day);

  fact_read (self, &fact);
  counts = self->queue == NULL || g_strcmp0 (self->queue, fact.queue) == 0;
  if (counts)
    th_figures_add (self->total, &fact);

  switch (th_cut_kind (self->cut))
    {
    case TH_CUT_OF_SITTINGS:
      return pass_cut_sittings (self, &fact, counts, error);

    case TH_CUT_OF_MATTERS:
      return pass_cut_matters (self, &fact, counts, error);

    case TH_CUT_OF_TICKETS:
    default:
      if (counts)
        th_cut_add (self->cut, &fact);
      return TRUE;
    }
}

static gboolean
pass_open (Pass *self, ThDatabase *db, ThDay from, ThDay to, GError **error)
{
  gint64 hall_id = th_hall_get_id (self->hall);
  const ThSql *aside = NULL;

  if (th_cut_kind (self->cut) == TH_CUT_OF_SITTINGS)
    aside = &stats_sittings;
  else if (th_cut_kind (self->cut) == TH_CUT_OF_MATTERS)
    aside = &stats_matters;

  self->tickets = th_database_query (db, &stats_tickets, error, "iyy", hall_id, from, to);
  if (self->tickets == NULL)
    return FALSE;

  if (aside == NULL)
    return TRUE;

  self->aside = th_database_query (db, aside, error, "iyy", hall_id, from, to);

  return self->aside != NULL;
}

static gboolean
read_day (ThDatabase *db, const ThSql *sql, gint64 hall_id, ThDay bound, ThDay *day, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (ThRows) rows = th_database_query (db, sql, error, "iy", hall_id, bound);

  if (rows == NULL)
    return FALSE;

  *day = th_rows_next (rows, &failure) ? (ThDay) th_rows_int (rows, 0) : 0;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return TRUE;
}

/**
 * th_stats_read:
 * @queue: (nullable): only tickets of this queue
 * @cut: takes the facts group by group
 * @total: takes all of them
 *
 * Reads what happened from @from to @to, both included.
 */
gboolean
th_stats_read (ThDatabase *db, ThHall *hall, ThDay from, ThDay to, const char *queue,
               ThCut *cut, ThFigures *total, GError **error)
{
  g_auto (Pass) pass = { .hall = hall, .queue = queue, .cut = cut, .total = total };
  g_autoptr (GError) failure = NULL;

  pass.shares = g_array_new (FALSE, FALSE, sizeof (Share));
  pass.texts = g_string_chunk_new (256);
  if (!pass_open (&pass, db, from, to, error))
    return FALSE;

  while (th_rows_next (pass.tickets, &failure))
    if (!pass_take_ticket (&pass, &failure))
      break;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return TRUE;
}

/**
 * th_stats_nearest_day:
 * @day: (out): the day with tickets that is nearest to the period, the earlier
 *   of two; 0 when the hall has no ticket outside it
 *
 * Where to look when a period is empty.
 */
gboolean
th_stats_nearest_day (ThDatabase *db, ThHall *hall, ThDay from, ThDay to, ThDay *day, GError **error)
{
  gint64 hall_id = th_hall_get_id (hall);
  ThDay before, after;

  if (!read_day (db, &stats_day_before, hall_id, from, &before, error)
      || !read_day (db, &stats_day_after, hall_id, to, &after, error))
    return FALSE;

  if (before == 0 || after == 0)
    *day = MAX (before, after);
  else
    *day = th_day_diff (from, before) <= th_day_diff (after, to) ? before : after;

  return TRUE;
}
