/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Driving the store through a day. What a clerk, a kiosk and the plan would
 * do at each instant is done here by the same functions, one transaction an
 * instant, in this order: services end; windows open, close or change duty;
 * tickets are taken; windows call until nobody is left who could be called.
 *
 * A window that found nobody is not asked again before somebody comes whom it
 * may serve: that saves most of the looks and changes no call. */

#include "th-replay.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "th-day.h"
#include "th-hall-file.h"
#include "th-hall-records.h"
#include "th-line.h"
#include "th-sitting.h"

#define NEVER (-INFINITY)

typedef struct
{
  guint           position;
  char            code[12];
  char            staff[12];
  ThReplayWindow *plan;
  guint           next_row;
  ThReplayTicket *ticket;
  double          busy_until;     /* NAN: nobody in front */
  double          ready_at;
  double          free_since;
  double          close_at;       /* NAN */
  gboolean        open, clearing;
  gboolean        nobody;         /* looked, and nobody waits for it */
  const char     *duty;
  const char     *last_duty;
  guint           n_queues;
} Counter;

typedef struct
{
  ThReplay    *day;
  ThStore     *store;
  ThClock     *clock;
  ThDiscipline discipline;
  Counter     *counters;
  guint        n;
  guint        arrived;           /* next in day->come */
  GArray      *wakes;             /* of double, a heap with the earliest first */
  GHashTable  *by_id;             /* gint64* ticket id to ThReplayTicket */
  GTimeZone   *zone;
  ThDay        date;
  double       now;
} Run;


static void
wake_at (Run   *run,
         double t)
{
  GArray *heap = run->wakes;
  double *v;
  guint i;

  g_array_append_val (heap, t);
  v = (double *) heap->data;
  for (i = heap->len - 1; i > 0 && v[(i - 1) / 2] > v[i]; i = (i - 1) / 2)
    {
      double swap = v[i];

      v[i] = v[(i - 1) / 2];
      v[(i - 1) / 2] = swap;
    }
}

static void
drop_first_wake (Run *run)
{
  GArray *heap = run->wakes;
  double *v = (double *) heap->data;
  guint i = 0;

  v[0] = v[heap->len - 1];
  g_array_set_size (heap, heap->len - 1);
  for (;;)
    {
      guint child = 2 * i + 1;
      double swap;

      if (child + 1 < heap->len && v[child + 1] < v[child])
        child++;
      if (child >= heap->len || v[i] <= v[child])
        return;
      swap = v[i];
      v[i] = v[child];
      v[child] = swap;
      i = child;
    }
}

static double
next_time (Run *run)
{
  ThReplayTicket *ticket = run->arrived < run->day->come->len ? g_ptr_array_index (run->day->come, run->arrived) : NULL;
  double wake = run->wakes->len > 0 ? g_array_index (run->wakes, double, 0) : INFINITY;

  return ticket != NULL ? MIN (ticket->arrival, wake) : wake;
}


static gboolean
is_close (Run   *run,
          double t)
{
  for (guint i = 1; i < run->day->sessions->len; i += 2)
    if (g_array_index (run->day->sessions, double, i) == t)
      return TRUE;
  return FALSE;
}

static gboolean
end_services (Run          *run,
              const ThTurn *turn,
              GError      **error)
{
  for (guint i = 0; i < run->n; i++)
    {
      Counter *counter = &run->counters[i];
      ThStepped step = { 0 };

      if (isnan (counter->busy_until) || counter->busy_until > run->now)
        continue;
      if (counter->ticket->status == TH_REPLAY_SERVED ? !th_sitting_finish (turn, counter->code, NULL, 0, &step, error)
                                                      : !th_sitting_no_show (turn, counter->code, &step, error))
        return FALSE;
      counter->free_since = MAX (counter->busy_until, counter->ready_at);
      counter->busy_until = NAN;
      counter->ticket = NULL;
      counter->nobody = FALSE;
    }
  return TRUE;
}

static gboolean
start_row (Run               *run,
           const ThTurn      *turn,
           Counter           *counter,
           const ThReplayRow *row,
           GError           **error)
{
  gboolean idle = isnan (counter->busy_until);
  g_autoptr (ThDuty) duty = th_duty_parse (row->duty, error);

  if (duty == NULL || !th_window_open (turn, counter->code, counter->staff, row->duty, error))
    return FALSE;
  th_duty_items (duty, &counter->n_queues);
  counter->open = TRUE;
  counter->clearing = FALSE;
  counter->nobody = FALSE;
  counter->close_at = row->to;
  counter->duty = row->duty;
  if (counter->last_duty != NULL && !g_str_equal (counter->last_duty, row->duty) && run->day->switch_s > 0)
    {
      counter->ready_at = (idle ? row->from : MAX (row->from, counter->busy_until)) + run->day->switch_s;
      wake_at (run, counter->ready_at);
    }
  counter->last_duty = row->duty;
  if (idle)
    counter->free_since = MAX (row->from, counter->ready_at);
  return TRUE;
}

static gboolean
close_counter (const ThTurn *turn,
               Counter      *counter,
               GError      **error)
{
  counter->open = counter->clearing = FALSE;
  return th_window_close (turn, counter->code, NULL, error);
}

static gboolean
follow_plan (Run          *run,
             const ThTurn *turn,
             GError      **error)
{
  for (guint i = 0; i < run->n; i++)
    {
      Counter *counter = &run->counters[i];
      GArray *rows = counter->plan->rows;

      while (counter->next_row < rows->len && g_array_index (rows, ThReplayRow, counter->next_row).from <= run->now)
        {
          const ThReplayRow *row = &g_array_index (rows, ThReplayRow, counter->next_row++);

          if (row->to <= run->now)
            counter->last_duty = row->duty;
          else if (!start_row (run, turn, counter, row, error))
            return FALSE;
        }
      if (!counter->open || counter->clearing || run->now < counter->close_at)
        continue;
      if (is_close (run, counter->close_at))
        counter->clearing = TRUE;
      else if (!close_counter (turn, counter, error))
        return FALSE;
    }
  return TRUE;
}


static ThInstant
instant (Run   *run,
         double second)
{
  double whole = floor (second);

  return th_day_instant (run->date, (int) whole, run->zone) + (gint64) llround ((second - whole) * TH_SECOND_US);
}

static gboolean
take_tickets (Run          *run,
              const ThTurn *turn,
              GError      **error)
{
  while (run->arrived < run->day->come->len)
    {
      ThReplayTicket *ticket = g_ptr_array_index (run->day->come, run->arrived);
      g_autofree char *queue = NULL;
      ThIssued issued;

      if (ticket->arrival > run->now)
        break;
      run->arrived++;
      queue = th_replay_queue (ticket->service);
      if (!th_ticket_issue (turn, &(ThIssue) { .queue = queue, .ticket_class = ticket->ticket_class,
                                               .ground = ticket->ticket_class == 0 ? "replay" : NULL, .channel = "replay",
                                               .slot = ticket->on_time ? instant (run, ticket->slot) : 0 }, &issued, error))
        return FALSE;
      ticket->ticket_id = issued.id;
      g_hash_table_insert (run->by_id, &ticket->ticket_id, ticket);
      for (guint i = 0; i < run->n; i++)
        run->counters[i].nobody = FALSE;
    }
  return TRUE;
}

/* What counts as overtime: service after the close of a session. */
static void
count_overtime (Run     *run,
                Counter *counter,
                double   duration)
{
  double end = run->now + duration;

  if (counter->clearing || (is_close (run, counter->close_at) && end > counter->close_at))
    run->day->overtime += end - MAX (run->now, counter->close_at);
}

static gboolean
call (Run          *run,
      const ThTurn *turn,
      Counter      *counter,
      GError      **error)
{
  g_auto (ThCalled) called = { 0 };
  ThStepped step = { 0 };
  ThReplayTicket *ticket;
  double duration;

  if (!th_sitting_call (turn, counter->code, &called, error))
    return FALSE;
  ticket = g_hash_table_lookup (run->by_id, &called.ticket_id);
  ticket->window = (int) counter->position;
  ticket->status = run->now > ticket->arrival + ticket->patience ? TH_REPLAY_LEFT : TH_REPLAY_SERVED;
  duration = ticket->status == TH_REPLAY_LEFT ? run->day->call_s : ticket->duration;
  if (ticket->status == TH_REPLAY_SERVED && !th_sitting_start (turn, counter->code, &step, error))
    return FALSE;
  count_overtime (run, counter, duration);
  counter->ticket = ticket;
  counter->busy_until = run->now + duration;
  wake_at (run, counter->busy_until);
  return duration > 0 || end_services (run, turn, error);
}

static gboolean
is_free (Run     *run,
         Counter *counter)
{
  return counter->open && isnan (counter->busy_until) && counter->ready_at <= run->now;
}

/* Lets windows call until none can: TRUE when the instant is over. */
static gboolean
dispatch (Run          *run,
          const ThTurn *turn,
          GError      **error)
{
  g_autofree ThHead *heads = g_new (ThHead, run->n + 1);
  g_autofree ThFreeWindow *windows = g_new (ThFreeWindow, run->n + 1);
  g_autofree guint *index = g_new (guint, run->n + 1);

  for (;;)
    {
      guint n = 0;
      int chosen;

      for (guint i = 0; i < run->n; i++)
        {
          Counter *counter = &run->counters[i];
          g_autoptr (GError) local = NULL;

          if (!is_free (run, counter) || (counter->nobody && !counter->clearing))
            continue;
          if (!counter->nobody && th_sitting_peek (turn, counter->code, &heads[n], &local))
            {
              windows[n] = (ThFreeWindow) { counter->n_queues, instant (run, MAX (0, counter->free_since)), counter->position };
              index[n++] = i;
              continue;
            }
          if (local != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&local));
              return FALSE;
            }
          counter->nobody = TRUE;
          if (counter->clearing && !close_counter (turn, counter, error))
            return FALSE;
        }
      chosen = th_order_match (&run->discipline, heads, windows, n, turn->now);
      if (chosen < 0)
        return TRUE;
      if (!call (run, turn, &run->counters[index[chosen]], error))
        return FALSE;
    }
}

/* One instant, one transaction. */
static gboolean
instant_work (ThDatabase *db,
              gpointer    data,
              GError    **error)
{
  Run *run = data;
  ThHall *hall = th_hall_cached (db, NULL, error);
  ThTurn turn;

  if (hall == NULL)
    return FALSE;
  turn = th_turn_begin (db, hall, th_clock_now (run->clock), "replay");
  /* The day of a replay is one day, however late it gets. */
  turn.day = run->date;
  th_sitting_use_discipline (&turn, &run->discipline);
  return end_services (run, &turn, error) && follow_plan (run, &turn, error) && take_tickets (run, &turn, error) && dispatch (run, &turn, error);
}

static gboolean
import_work (ThDatabase *db,
             gpointer    data,
             GError    **error)
{
  Run *run = data;
  g_autoptr (JsonObject) file = th_replay_describe (run->day);

  return th_hall_file_check (file, "replay", error) && th_hall_import (db, file, run->clock, "replay", NULL, NULL, error);
}

static gboolean
set_up (Run     *run,
        GError **error)
{
  g_autofree char *code = NULL;

  run->zone = g_time_zone_new_identifier ("Asia/Shanghai");
  run->date = run->day->date != NULL ? th_day_parse (run->day->date) : 0;
  if (run->date == 0)
    run->date = th_day_new (2026, 1, 5);
  run->discipline = th_replay_discipline (run->day, NULL);
  run->wakes = g_array_new (FALSE, FALSE, sizeof (double));
  run->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  run->n = run->day->windows->len;
  run->counters = g_new0 (Counter, run->n + 1);
  for (guint i = 0; i < run->n; i++)
    {
      Counter *counter = &run->counters[i];

      counter->position = i;
      counter->plan = g_ptr_array_index (run->day->windows, i);
      counter->busy_until = counter->close_at = NAN;
      counter->ready_at = counter->free_since = NEVER;
      g_snprintf (counter->code, sizeof counter->code, "%u", i + 1);
      g_snprintf (counter->staff, sizeof counter->staff, "%03u", i + 1);
      for (guint k = 0; k < counter->plan->rows->len; k++)
        {
          wake_at (run, g_array_index (counter->plan->rows, ThReplayRow, k).from);
          wake_at (run, g_array_index (counter->plan->rows, ThReplayRow, k).to);
        }
    }
  th_clock_advance_to (run->clock, instant (run, 0));
  return th_store_write (run->store, import_work, run, error);
}

/* What the store says became of everybody. */
static gboolean
read_back_work (ThDatabase *db,
                gpointer    data,
                GError    **error)
{
  Run *run = data;
  ThHall *hall = th_hall_cached (db, NULL, error);
  g_autoptr (GArray) sittings = NULL;
  ThInstant midnight;
  ThTurn turn;

  if (hall == NULL)
    return FALSE;
  midnight = instant (run, 0);
  turn = th_turn_begin (db, hall, midnight, "replay");
  turn.day = run->date;
  sittings = th_sittings_recent (&turn, G_MAXINT, error);
  if (sittings == NULL)
    return FALSE;
  for (guint i = 0; i < sittings->len; i++)
    {
      const ThSittingView *view = &g_array_index (sittings, ThSittingView, i);
      ThReplayTicket *ticket = g_hash_table_lookup (run->by_id, &view->ticket_id);

      if (view->started != 0)
        ticket->start = (double) (view->started - midnight) / TH_SECOND_US;
      ticket->end = view->started != 0 ? (double) (view->ended - midnight) / TH_SECOND_US : (double) (view->called - midnight) / TH_SECOND_US;
    }
  return TRUE;
}

static void
settle_waits (Run *run)
{
  for (guint i = 0; i < run->day->come->len; i++)
    {
      ThReplayTicket *ticket = g_ptr_array_index (run->day->come, i);

      if (ticket->status == TH_REPLAY_WAITING)
        {
          ticket->status = TH_REPLAY_UNSERVED;
          ticket->wait = run->day->last - ticket->arrival;
        }
      else
        {
          ticket->wait = ticket->status == TH_REPLAY_LEFT ? ticket->patience : ticket->start - ticket->arrival;
        }
    }
}

/**
 * th_replay_run:
 * @store: a fresh store with a manual clock at 0
 *
 * Imports the hall of the day and lives through it.
 */
gboolean
th_replay_run (ThReplay *self,
               ThStore  *store,
               ThClock  *clock,
               GError  **error)
{
  Run run = { .day = self, .store = store, .clock = clock };
  gboolean ok = set_up (&run, error);

  while (ok && (run.now = next_time (&run)) < INFINITY)
    {
      self->last = run.now;
      while (run.wakes->len > 0 && g_array_index (run.wakes, double, 0) <= run.now)
        drop_first_wake (&run);
      th_clock_advance_to (clock, instant (&run, run.now));
      ok = th_store_write (store, instant_work, &run, error);
    }
  ok = ok && th_store_read (store, read_back_work, &run, error);
  if (ok)
    settle_waits (&run);
  g_array_unref (run.wakes);
  g_hash_table_unref (run.by_id);
  g_time_zone_unref (run.zone);
  g_free (run.counters);
  return ok;
}
