/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The floor as the duty manager sees it: people, waits, load, windows, lines. */

#include "th-desk-private.h"

#include <glib/gi18n-lib.h>

#include "th-booking.h"
#include "th-line.h"
#include "th-sitting.h"
#include "th-statistics.h"

typedef struct
{
  int       waiting, called, serving, held, finished;
  int       recent;               /* entered in the last half hour */
  gint64    handling_us;
  ThSample *waits;                /* of tickets called at least once */
} DayFigures;

static void
day_figures (ThAsk      *ask,
             GArray     *tickets,
             DayFigures *figures)
{
  for (guint i = 0; i < tickets->len; i++)
    {
      const ThDayTicket *ticket = &g_array_index (tickets, ThDayTicket, i);

      figures->waiting += th_ticket_in_line (ticket->state);
      figures->called += ticket->state == TH_TICKET_CALLED;
      figures->serving += ticket->state == TH_TICKET_SERVING;
      figures->held += ticket->state == TH_TICKET_HELD;
      if (ticket->state == TH_TICKET_FINISHED)
        {
          figures->finished++;
          figures->handling_us += ticket->handling_us;
        }
      if (ticket->entered > ask->turn.now - 1800 * TH_SECOND_US && ticket->entered <= ask->turn.now)
        figures->recent++;
      if (ticket->first_called != 0)
        th_sample_add (figures->waits, MAX (0, ticket->first_called - ticket->entered));
    }
}

static int
total_seats (ThAsk *ask)
{
  guint n;
  const ThZone *zones = th_hall_get_zones (ask->turn.hall, &n);
  int seats = 0;

  for (guint i = 0; i < n; i++)
    seats += zones[i].seats;
  return seats;
}

/* With fewer finished tickets their mean says nothing of what the hall can do. */
#define FEWEST 5

/* Capacity is what the open windows finish in an hour at today's mean; load
 * is the demand of the last half hour against it. */
static JsonObject *
figures_object (ThAsk      *ask,
                DayFigures *figures,
                GPtrArray  *windows)
{
  JsonObject *out = json_object_new ();
  guint n = th_sample_count (figures->waits);
  int open = th_out_count_windows (windows, TH_WINDOW_OPEN) + th_out_count_windows (windows, TH_WINDOW_CLOSING);
  double mean_handling = figures->finished > 0 ? (double) figures->handling_us / figures->finished / TH_SECOND_US : 0;
  double capacity = figures->finished >= FEWEST && mean_handling > 0 ? open * 3600.0 / mean_handling : 0;
  double demand = figures->recent * 2.0;

  th_out_int (out, "waiting", figures->waiting);
  th_out_int (out, "called", figures->called);
  th_out_int (out, "serving", figures->serving);
  th_out_int (out, "held", figures->held);
  th_out_int (out, "finished", figures->finished);
  th_out_int (out, "n", n);
  th_out_double (out, "mean_wait_s", n > 0, n > 0 ? th_sample_mean (figures->waits) / TH_SECOND_US : 0);
  th_out_double (out, "median_wait_s", n > 0, n > 0 ? th_sample_percentile (figures->waits, 0.5) / TH_SECOND_US : 0);
  th_out_double (out, "p90_wait_s", n > 0, n > 0 ? th_sample_percentile (figures->waits, 0.9) / TH_SECOND_US : 0);
  json_object_set_double_member (out, "target_s", th_hall_setting_double (ask->turn.hall, "hall.wait_target_min") * 60);
  th_out_double (out, "mean_handling_s", figures->finished > 0, mean_handling);
  th_out_int (out, "seats", total_seats (ask));
  json_object_set_double_member (out, "demand_per_h", demand);
  th_out_double (out, "capacity_per_h", capacity > 0, capacity);
  th_out_double (out, "load", capacity > 0, capacity > 0 ? demand / capacity : 0);
  th_out_int (out, "open_windows", open);
  th_out_int (out, "paused_windows", th_out_count_windows (windows, TH_WINDOW_PAUSED));
  th_out_int (out, "spare_windows", th_out_count_windows (windows, TH_WINDOW_CLOSED));
  th_out_null (out, "open_rate");
  return out;
}

static const ThSittingView *
sitting_at (GArray     *sittings,
            const char *window)
{
  for (guint i = 0; i < sittings->len; i++)
    {
      const ThSittingView *view = &g_array_index (sittings, ThSittingView, i);

      if (g_str_equal (view->window, window))
        return view;
    }
  return NULL;
}

/* What the ticket took at other windows, or before it was put aside, counts. */
static gboolean
is_overdue (ThAsk               *ask,
            const ThSittingView *sitting)
{
  g_autoptr (GArray) matters = th_ticket_matters (&ask->turn, sitting->ticket_id, NULL);
  double expected = matters != NULL ? th_out_expected_s (ask, matters, sitting->queue) : 0;
  double limit = expected * th_hall_setting_double (ask->turn.hall, "monitor.handle_overtime_factor");

  return limit > 0 && (double) (sitting->handled_us + ask->turn.now - sitting->started) > limit * TH_SECOND_US;
}

/* Since when a window without a ticket is as it is: a clerk who is free has
 * been so since the last ticket left. */
static ThInstant
idle_since (ThAsk          *ask,
            const ThWindow *window)
{
  g_auto (ThSitting) latest = { 0 };

  if (window->state == TH_WINDOW_OPEN || window->state == TH_WINDOW_CLOSING)
    th_sitting_latest (&ask->turn, window->code, &latest, NULL);
  return MAX (latest.ended, window->since);
}

static JsonObject *
tile_object (ThAsk               *ask,
             const ThWindow      *window,
             const ThSittingView *sitting)
{
  const ThWindowSpec *spec = th_hall_window (ask->turn.hall, window->code);
  JsonObject *out = json_object_new ();
  gboolean serving = sitting != NULL && sitting->started != 0;

  th_out_text (out, "no", window->code);
  th_out_text (out, "kind", th_window_kind_name (spec->kind));
  th_out_text (out, "zone", spec->zone);
  th_out_names (out, spec->zh, spec->en);
  th_out_text (out, "state", th_window_state_name (window->state));
  th_out_text (out, "step", serving ? "serving" : sitting != NULL ? "called" : "idle");
  th_out_text (out, "ticket", sitting != NULL ? sitting->code : NULL);
  th_out_at (ask, out, "since", sitting == NULL ? idle_since (ask, window) : serving ? sitting->started : sitting->called);
  th_out_int (out, "calls", sitting != NULL ? sitting->calls : 0);
  th_out_int (out, "call_limit", th_hall_setting_int (ask->turn.hall, "queue.call_attempts_before_noshow"));
  json_object_set_boolean_member (out, "overdue", serving && is_overdue (ask, sitting));
  th_out_text (out, "duty", window->duty != NULL ? th_duty_text (window->duty) : spec->duty);
  if (window->duty != NULL)
    {
      json_object_set_array_member (out, "queues", th_out_duty_queues (window->duty));
    }
  else
    {
      g_autoptr (ThDuty) usual = th_duty_parse (spec->duty, NULL);

      json_object_set_array_member (out, "queues", th_out_duty_queues (usual));
    }
  th_out_staff (ask, out, window->staff);
  th_out_text (out, "reason", window->state == TH_WINDOW_PAUSED ? window->reason : NULL);
  th_out_at (ask, out, "until", window->until);
  return out;
}

static JsonArray *
floor_queues (ThAsk  *ask,
              GArray *tickets)
{
  JsonArray *array = json_array_new ();
  guint n;
  const ThQueue *queues = th_hall_get_queues (ask->turn.hall, &n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();
      ThInstant oldest = 0;
      int waiting = 0;

      for (guint k = 0; k < tickets->len; k++)
        {
          const ThDayTicket *ticket = &g_array_index (tickets, ThDayTicket, k);

          if (!th_ticket_in_line (ticket->state) || !g_str_equal (ticket->queue, queues[i].prefix))
            continue;
          waiting++;
          oldest = oldest == 0 ? ticket->entered : MIN (oldest, ticket->entered);
        }
      th_out_text (object, "prefix", queues[i].prefix);
      th_out_names (object, queues[i].zh, queues[i].en);
      th_out_text (object, "short_zh", queues[i].short_zh);
      th_out_int (object, "waiting", waiting);
      if (waiting > 0)
        th_out_seconds (object, "oldest_s", MAX (0, ask->turn.now - oldest));
      else
        th_out_null (object, "oldest_s");
      th_out_null (object, "estimate");
      json_array_add_object_element (array, object);
    }
  return array;
}

/* Why today is not an ordinary day, or NULL. */
static char *
day_note (ThAsk *ask)
{
  g_autofree char *reason = NULL;
  g_autoptr (GArray) openings = th_calendar_openings (th_hall_get_calendar (ask->turn.hall), ask->turn.day, &reason);

  if (reason == NULL && th_calendar_kind (th_hall_get_calendar (ask->turn.hall), ask->turn.day, NULL) == TH_DAY_MAKEUP)
    return g_strdup (_("Make-up working day"));
  return openings != NULL ? g_steal_pointer (&reason) : NULL;
}

/* Who comes with a booking today. */
static JsonObject *
bookings_object (const ThBookingDay *day)
{
  JsonObject *out = json_object_new ();

  th_out_int (out, "today", day->today);
  th_out_int (out, "arrived", day->arrived);
  th_out_int (out, "late", day->late);
  return out;
}

static gboolean
do_floor (ThAsk   *ask,
          GError **error)
{
  g_autoptr (GArray) tickets = th_day_load (&ask->turn, error);
  g_autoptr (GArray) sittings = tickets != NULL ? th_sittings_open (&ask->turn, error) : NULL;
  GPtrArray *windows = sittings != NULL ? th_windows_get (&ask->turn, error) : NULL;
  g_autoptr (ThSample) waits = th_sample_new ();
  g_autofree char *day = th_day_format (ask->turn.day);
  g_autofree char *note = NULL;
  DayFigures figures = { .waits = waits };
  ThBookingDay booked;
  JsonArray *tiles;

  if (windows == NULL || !th_booking_count_day (&ask->turn, &booked, error))
    return FALSE;
  day_figures (ask, tickets, &figures);
  th_out_at (ask, ask->out, "now", ask->turn.now);
  th_out_text (ask->out, "day", day);
  json_object_set_object_member (ask->out, "figures", figures_object (ask, &figures, windows));

  tiles = json_array_new ();
  for (guint i = 0; i < windows->len; i++)
    {
      const ThWindow *window = g_ptr_array_index (windows, i);

      json_array_add_object_element (tiles, tile_object (ask, window, sitting_at (sittings, window->code)));
    }
  json_object_set_array_member (ask->out, "windows", tiles);
  json_object_set_array_member (ask->out, "queues", floor_queues (ask, tickets));
  json_object_set_object_member (ask->out, "bookings", bookings_object (&booked));
  json_object_set_array_member (ask->out, "zones", th_out_zones (ask));
  th_out_filing (ask);
  note = day_note (ask);
  th_out_text (ask->out, "day_note", note);
  th_out_null (ask->out, "journal_ok");
  return TRUE;
}

const ThVerb th_verbs_floor[] = {
  { "floor.show", "", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_floor },
  { NULL },
};
