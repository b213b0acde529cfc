/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs that look: the hall, its floor, a window, the board, a line. What
 * a screen shows is what an integrator can ask for. */

#include "th-desk-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "th-line.h"
#include "th-party.h"
#include "th-statistics.h"

#define LINE_SHOWN 6
#define CALLS_SHOWN 10
#define MISSED_SHOWN 6

static const char *const kind_names[] = { "fixed", "tidal", "reserve" };

static JsonArray *
text_array (const char *const *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);
  return array;
}

static JsonArray *
queues_of_duty (ThDuty *duty)
{
  JsonArray *array = json_array_new ();
  guint n = 0;
  const ThDutyItem *items = duty != NULL ? th_duty_items (duty, &n) : NULL;

  for (guint i = 0; i < n; i++)
    json_array_add_string_element (array, items[i].queue);
  return array;
}

static JsonArray *
openings_array (ThAsk  *ask,
                ThDay   day,
                char  **reason)
{
  g_autoptr (GArray) openings = th_calendar_openings (th_hall_get_calendar (ask->turn.hall), day, reason);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < openings->len; i++)
    {
      const ThOpening *opening = &g_array_index (openings, ThOpening, i);
      const int ends[] = { opening->from, opening->to };
      JsonArray *pair = json_array_new ();

      for (guint k = 0; k < 2; k++)
        {
          g_autofree char *text = g_strdup_printf ("%02d:%02d", ends[k] / 3600, ends[k] / 60 % 60);

          json_array_add_string_element (pair, text);
        }
      json_array_add_array_element (array, pair);
    }
  return array;
}

/* Staff number and names of who sits at a window; nulls when nobody does. */
static void
out_staff (ThAsk      *ask,
           JsonObject *object,
           const char *no)
{
  const ThStaff *staff = no != NULL ? th_hall_staff (ask->turn.hall, no) : NULL;

  th_out_text (object, "staff", no);
  th_out_text (object, "staff_zh", staff != NULL ? staff->zh : NULL);
  th_out_text (object, "staff_en", staff != NULL ? staff->en : NULL);
}

static void
out_filing (ThAsk *ask)
{
  gboolean forecast = FALSE;
  ThDay deadline = th_calendar_next_deadline (th_hall_get_calendar (ask->turn.hall), ask->turn.day, &forecast);
  g_autofree char *text = deadline != 0 ? th_day_format (deadline) : NULL;
  JsonObject *filing = json_object_new ();

  th_out_text (filing, "deadline", text);
  if (deadline != 0)
    th_out_int (filing, "days_left", th_day_diff (deadline, ask->turn.day));
  else
    th_out_null (filing, "days_left");
  json_object_set_boolean_member (filing, "forecast", forecast);
  json_object_set_object_member (ask->out, "filing", filing);
}

static JsonArray *
staff_array (ThAsk *ask)
{
  JsonArray *array = json_array_new ();
  guint n;
  const ThStaff *staff = th_hall_get_staff (ask->turn.hall, &n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();

      th_out_text (object, "no", staff[i].no);
      th_out_names (object, staff[i].zh, staff[i].en);
      th_out_text (object, "role", th_role_name (staff[i].role));
      json_object_set_array_member (object, "skills", text_array (staff[i].skills));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
windows_array (ThAsk   *ask,
               GError **error)
{
  GPtrArray *windows = th_windows_get (&ask->turn, error);
  JsonArray *array;

  if (windows == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < windows->len; i++)
    {
      const ThWindow *window = g_ptr_array_index (windows, i);
      const ThWindowSpec *spec = th_hall_window (ask->turn.hall, window->code);
      JsonObject *object = json_object_new ();

      th_out_text (object, "no", window->code);
      th_out_text (object, "kind", kind_names[spec->kind]);
      th_out_text (object, "zone", spec->zone);
      th_out_text (object, "state", th_window_state_name (window->state));
      th_out_text (object, "duty", window->duty != NULL ? th_duty_text (window->duty) : spec->duty);
      th_out_text (object, "staff", window->staff);
      json_array_add_object_element (array, object);
    }
  return array;
}

static gboolean
do_hall (ThAsk   *ask,
         GError **error)
{
  JsonObject *hall = json_object_new ();
  JsonArray *queues = json_array_new ();
  JsonArray *matters = json_array_new ();
  g_autofree char *day = th_day_format (ask->turn.day);
  g_autofree char *reason = NULL;
  JsonArray *hours = openings_array (ask, ask->turn.day, &reason);
  JsonArray *windows = windows_array (ask, error);
  guint n;
  const ThQueue *queue = th_hall_get_queues (ask->turn.hall, &n);
  const ThMatter *matter;

  th_out_text (hall, "code", th_hall_get_code (ask->turn.hall));
  th_out_names (hall, th_hall_get_zh (ask->turn.hall), th_hall_get_en (ask->turn.hall));
  th_out_text (hall, "timezone", g_time_zone_get_identifier (th_hall_get_zone (ask->turn.hall)));
  for (guint i = 0; i < n; i++)
    json_array_add_string_element (queues, queue[i].prefix);
  matter = th_hall_get_matters (ask->turn.hall, &n);
  for (guint i = 0; i < n; i++)
    json_array_add_string_element (matters, matter[i].code);

  json_object_set_object_member (ask->out, "hall", hall);
  json_object_set_array_member (ask->out, "queues", queues);
  json_object_set_array_member (ask->out, "matters", matters);
  json_object_set_array_member (ask->out, "staff", staff_array (ask));
  th_out_text (ask->out, "day", day);
  json_object_set_boolean_member (ask->out, "open", json_array_get_length (hours) > 0);
  json_object_set_array_member (ask->out, "hours", hours);
  th_out_text (ask->out, "reason", reason);
  if (windows == NULL)
    return FALSE;
  json_object_set_array_member (ask->out, "windows", windows);
  return TRUE;
}

static JsonArray *
queue_details (ThAsk *ask)
{
  JsonArray *array = json_array_new ();
  guint n;
  const ThQueue *queues = th_hall_get_queues (ask->turn.hall, &n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();

      th_out_text (object, "prefix", queues[i].prefix);
      th_out_names (object, queues[i].zh, queues[i].en);
      th_out_text (object, "short_zh", queues[i].short_zh);
      th_out_int (object, "first", queues[i].first);
      th_out_int (object, "last", queues[i].last);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
matter_details (ThAsk *ask)
{
  JsonArray *array = json_array_new ();
  guint n;
  const ThMatter *matters = th_hall_get_matters (ask->turn.hall, &n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();

      th_out_text (object, "code", matters[i].code);
      th_out_names (object, matters[i].zh, matters[i].en);
      th_out_text (object, "queue", matters[i].queue);
      th_out_text (object, "department", matters[i].department);
      json_object_set_double_member (object, "minutes_mean", matters[i].minutes_mean);
      th_out_text (object, "online", json_object_get_string_member_with_default (matters[i].doc, "online", NULL));
      json_object_set_boolean_member (object, "self_service",
                                      json_object_get_boolean_member_with_default (matters[i].doc, "self_service", FALSE));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
zone_details (ThAsk *ask)
{
  JsonArray *array = json_array_new ();
  guint n;
  const ThZone *zones = th_hall_get_zones (ask->turn.hall, &n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();

      th_out_text (object, "code", zones[i].code);
      th_out_names (object, zones[i].zh, zones[i].en);
      th_out_int (object, "seats", zones[i].seats);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* Code and names of a list of the description, and the matters of a scene.
 * Copied, for JSON values of the hall must not leave its thread. */
static JsonArray *
named_list (ThAsk      *ask,
            const char *list,
            gboolean    matters)
{
  JsonArray *array = json_array_new ();
  JsonArray *source = json_object_get_array_member (th_hall_get_file (ask->turn.hall), list);

  for (guint i = 0; i < json_array_get_length (source); i++)
    {
      JsonObject *entry = json_array_get_object_element (source, i);
      JsonArray *codes = matters ? json_object_get_array_member (entry, "matters") : NULL;
      JsonObject *object = json_object_new ();

      th_out_text (object, "code", json_object_get_string_member (entry, "code"));
      th_out_names (object, json_object_get_string_member (entry, "zh"), json_object_get_string_member (entry, "en"));
      if (codes != NULL)
        {
          JsonArray *copy = json_array_new ();

          for (guint k = 0; k < json_array_get_length (codes); k++)
            json_array_add_string_element (copy, json_array_get_string_element (codes, k));
          json_object_set_array_member (object, "matters", copy);
        }
      json_array_add_object_element (array, object);
    }
  return array;
}

static gboolean
do_catalogue (ThAsk   *ask,
              GError **error)
{
  json_object_set_array_member (ask->out, "queues", queue_details (ask));
  json_object_set_array_member (ask->out, "matters", matter_details (ask));
  json_object_set_array_member (ask->out, "zones", zone_details (ask));
  json_object_set_array_member (ask->out, "departments", named_list (ask, "departments", FALSE));
  json_object_set_array_member (ask->out, "scenes", named_list (ask, "scenes", TRUE));
  return TRUE;
}

/* ------------------------------------------------------------- the floor */

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

static void
out_double (JsonObject *out,
            const char *key,
            gboolean    known,
            double      value)
{
  if (known)
    json_object_set_double_member (out, key, value);
  else
    th_out_null (out, key);
}

static int
count_windows (GPtrArray    *windows,
               ThWindowState state)
{
  int n = 0;

  for (guint i = 0; i < windows->len; i++)
    n += ((const ThWindow *) g_ptr_array_index (windows, i))->state == state;
  return n;
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

/* Capacity is what the open windows finish in an hour at today's mean; load
 * is the demand of the last half hour against it. */
static JsonObject *
figures_object (ThAsk      *ask,
                DayFigures *figures,
                GPtrArray  *windows)
{
  JsonObject *out = json_object_new ();
  guint n = th_sample_count (figures->waits);
  int open = count_windows (windows, TH_WINDOW_OPEN) + count_windows (windows, TH_WINDOW_CLOSING);
  double mean_handling = figures->finished > 0 ? (double) figures->handling_us / figures->finished / TH_SECOND_US : 0;
  double capacity = mean_handling > 0 ? open * 3600.0 / mean_handling : 0;
  double demand = figures->recent * 2.0;

  th_out_int (out, "waiting", figures->waiting);
  th_out_int (out, "called", figures->called);
  th_out_int (out, "serving", figures->serving);
  th_out_int (out, "held", figures->held);
  th_out_int (out, "finished", figures->finished);
  th_out_int (out, "n", n);
  out_double (out, "mean_wait_s", n > 0, n > 0 ? th_sample_mean (figures->waits) / TH_SECOND_US : 0);
  out_double (out, "median_wait_s", n > 0, n > 0 ? th_sample_percentile (figures->waits, 0.5) / TH_SECOND_US : 0);
  out_double (out, "p90_wait_s", n > 0, n > 0 ? th_sample_percentile (figures->waits, 0.9) / TH_SECOND_US : 0);
  json_object_set_double_member (out, "target_s", th_hall_setting_double (ask->turn.hall, "hall.wait_target_min") * 60);
  out_double (out, "mean_handling_s", figures->finished > 0, mean_handling);
  th_out_int (out, "seats", total_seats (ask));
  json_object_set_double_member (out, "demand_per_h", demand);
  out_double (out, "capacity_per_h", capacity > 0, capacity);
  out_double (out, "load", capacity > 0, capacity > 0 ? demand / capacity : 0);
  th_out_int (out, "open_windows", open);
  th_out_int (out, "paused_windows", count_windows (windows, TH_WINDOW_PAUSED));
  th_out_int (out, "spare_windows", count_windows (windows, TH_WINDOW_CLOSED));
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

static JsonObject *
tile_object (ThAsk               *ask,
             const ThWindow      *window,
             const ThSittingView *sitting,
             double               mean_handling_s)
{
  const ThWindowSpec *spec = th_hall_window (ask->turn.hall, window->code);
  JsonObject *out = json_object_new ();
  gboolean serving = sitting != NULL && sitting->started != 0;
  double limit = mean_handling_s * th_hall_setting_double (ask->turn.hall, "monitor.handle_overtime_factor");

  th_out_text (out, "no", window->code);
  th_out_text (out, "kind", kind_names[spec->kind]);
  th_out_text (out, "zone", spec->zone);
  th_out_names (out, spec->zh, spec->en);
  th_out_text (out, "state", th_window_state_name (window->state));
  th_out_text (out, "step", serving ? "serving" : sitting != NULL ? "called" : "idle");
  th_out_text (out, "ticket", sitting != NULL ? sitting->code : NULL);
  th_out_at (ask, out, "since", sitting == NULL ? window->since : serving ? sitting->started : sitting->called);
  th_out_int (out, "calls", sitting != NULL ? sitting->calls : 0);
  th_out_int (out, "call_limit", th_hall_setting_int (ask->turn.hall, "queue.call_attempts_before_noshow"));
  json_object_set_boolean_member (out, "overdue", serving && limit > 0 &&
                                  (double) (ask->turn.now - sitting->started) > limit * TH_SECOND_US);
  th_out_text (out, "duty", window->duty != NULL ? th_duty_text (window->duty) : spec->duty);
  if (window->duty != NULL)
    {
      json_object_set_array_member (out, "queues", queues_of_duty (window->duty));
    }
  else
    {
      g_autoptr (ThDuty) usual = th_duty_parse (spec->duty, NULL);

      json_object_set_array_member (out, "queues", queues_of_duty (usual));
    }
  out_staff (ask, out, window->staff);
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
  JsonArray *tiles;

  if (windows == NULL)
    return FALSE;
  day_figures (ask, tickets, &figures);
  th_out_at (ask, ask->out, "now", ask->turn.now);
  th_out_text (ask->out, "day", day);
  json_object_set_object_member (ask->out, "figures", figures_object (ask, &figures, windows));

  tiles = json_array_new ();
  for (guint i = 0; i < windows->len; i++)
    {
      const ThWindow *window = g_ptr_array_index (windows, i);
      double mean = figures.finished > 0 ? (double) figures.handling_us / figures.finished / TH_SECOND_US : 0;

      json_array_add_object_element (tiles, tile_object (ask, window, sitting_at (sittings, window->code), mean));
    }
  json_object_set_array_member (ask->out, "windows", tiles);
  json_object_set_array_member (ask->out, "queues", floor_queues (ask, tickets));
  json_object_set_array_member (ask->out, "zones", zone_details (ask));
  out_filing (ask);
  note = day_note (ask);
  th_out_text (ask->out, "day_note", note);
  th_out_null (ask->out, "journal_ok");
  return TRUE;
}

/* -------------------------------------------------------------- a window */

static double
expected_handling_s (ThAsk  *ask,
                     GArray *matters)
{
  double minutes = 0;

  for (guint i = 0; i < matters->len; i++)
    {
      const ThMatter *matter = th_hall_matter (ask->turn.hall, g_array_index (matters, ThTicketMatter, i).code);

      if (matter != NULL)
        minutes += matter->minutes_mean;
    }
  return minutes * 60;
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
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
out_queue_names (ThAsk      *ask,
                 JsonObject *out,
                 const char *prefix)
{
  const ThQueue *queue = th_hall_queue (ask->turn.hall, prefix);

  th_out_text (out, "queue", prefix);
  th_out_text (out, "queue_zh", queue != NULL ? queue->zh : prefix);
  th_out_text (out, "queue_en", queue != NULL ? queue->en : prefix);
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

  if (ticket->party_id == 0)
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
  mean = expected_handling_s (ask, matters);
  out = json_object_new ();
  json_object_set_object_member (ask->out, "ticket", out);
  th_out_text (out, "ticket", code);
  out_queue_names (ask, out, ticket->queue);
  th_out_text (out, "class", ticket->ticket_class == 0 ? "priority" : "ordinary");
  json_object_set_array_member (out, "matters", ticket_matters_array (ask, matters));
  th_out_at (ask, out, "entered", ticket->entered);
  th_out_at (ask, out, "called_at", sitting->last_call);
  th_out_at (ask, out, "started_at", sitting->started);
  th_out_seconds (out, "waited_s", MAX (0, ticket->first_called - ticket->entered));
  th_out_seconds (out, "held_s", ticket->held_us);
  th_out_int (out, "calls", sitting->calls);
  th_out_text (out, "note", ticket->note);
  out_double (ask->out, "mean_s", mean > 0, mean);
  out_double (ask->out, "overdue_s", mean > 0, mean * th_hall_setting_double (ask->turn.hall, "monitor.handle_overtime_factor"));
  return out_party (ask, out, ticket, error);
}

static JsonObject *
line_object (ThAsk             *ask,
             const ThLineEntry *entry)
{
  JsonObject *out = json_object_new ();

  th_out_text (out, "ticket", entry->code);
  out_queue_names (ask, out, entry->queue);
  th_out_text (out, "class", entry->ticket_class == 0 ? "priority" : "ordinary");
  th_out_text (out, "state", th_ticket_state_name (entry->state));
  th_out_at (ask, out, "entered", entry->entered);
  th_out_seconds (out, "waited_s", MAX (0, ask->turn.now - entry->entered));
  th_out_null (out, "estimate");
  th_out_text (out, "why", entry->why);
  return out;
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
        json_array_add_object_element (next, line_object (ask, &g_array_index (line, ThLineEntry, i)));
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
  out_double (today, "mean_handling_s", day.finished > 0, day.finished > 0 ? (double) day.handling_us / day.finished / TH_SECOND_US : 0);
  th_out_int (today, "no_shows", day.no_shows);
  json_object_set_object_member (ask->out, "today", today);
  return TRUE;
}

/* "ticket.missed" is undone by whoever asked for "ticket.no_show". */
static void
out_undo (ThAsk      *ask,
          const char *window)
{
  g_autofree char *kind = NULL;
  gint64 ticket_id;
  g_autoptr (ThTicket) ticket = NULL;
  g_autofree char *code = NULL;
  JsonObject *undo;

  if (th_sitting_undoable (&ask->turn, window, &kind, &ticket_id))
    ticket = th_ticket_by_id (&ask->turn, ticket_id, NULL);
  if (ticket == NULL)
    {
      th_out_null (ask->out, "undo");
      return;
    }
  code = th_ticket_code (ticket->series, ticket->number);
  undo = json_object_new ();
  th_out_text (undo, "step", kind);
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
  busy = th_sitting_open (&ask->turn, window->code, &sitting, NULL) && sitting.day == ask->turn.day;
  th_out_text (ask->out, "window", window->code);
  th_out_text (ask->out, "kind", kind_names[spec->kind]);
  th_out_text (ask->out, "zone", spec->zone);
  th_out_names (ask->out, spec->zh, spec->en);
  th_out_text (ask->out, "state", th_window_state_name (window->state));
  th_out_text (ask->out, "duty", window->duty != NULL ? th_duty_text (window->duty) : spec->duty);
  json_object_set_array_member (ask->out, "queues", queues_of_duty (window->duty));
  out_staff (ask, ask->out, window->staff);
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
        json_array_add_object_element (array, line_object (ask, &g_array_index (line, ThLineEntry, k)));
    }
  if (!found)
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no queue %s in this hall."), prefix);
  return found;
}

/* ------------------------------------------------------------- the board */

static gboolean
out_calls (ThAsk   *ask,
           GError **error)
{
  g_autoptr (GArray) sittings = th_sittings_recent (&ask->turn, CALLS_SHOWN, error);
  JsonArray *calls;

  if (sittings == NULL)
    return FALSE;
  calls = json_array_new ();
  for (guint i = 0; i < sittings->len; i++)
    {
      const ThSittingView *view = &g_array_index (sittings, ThSittingView, i);
      const ThWindowSpec *spec = th_hall_window (ask->turn.hall, view->window);
      JsonObject *object = json_object_new ();

      th_out_text (object, "ticket", view->code);
      th_out_text (object, "window", view->window);
      th_out_at (ask, object, "at", view->last_call);
      th_out_int (object, "calls", view->calls);
      th_out_text (object, "zone", spec != NULL ? spec->zone : NULL);
      th_out_text (object, "kind", spec != NULL ? kind_names[spec->kind] : NULL);
      json_array_add_object_element (calls, object);
    }
  json_object_set_array_member (ask->out, "calls", calls);
  return TRUE;
}

static gboolean
out_waiting (ThAsk   *ask,
             GError **error)
{
  g_autoptr (GArray) line = th_line_load (&ask->turn, NULL, error);
  JsonArray *array;
  guint n;
  const ThQueue *queues = th_hall_get_queues (ask->turn.hall, &n);

  if (line == NULL)
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();
      int waiting = 0;

      for (guint k = 0; k < line->len; k++)
        waiting += g_str_equal (g_array_index (line, ThLineEntry, k).queue, queues[i].prefix);
      th_out_text (object, "queue", queues[i].prefix);
      th_out_names (object, queues[i].zh, queues[i].en);
      th_out_text (object, "short_zh", queues[i].short_zh);
      th_out_int (object, "waiting", waiting);
      th_out_null (object, "estimate");
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (ask->out, "waiting", array);
  return TRUE;
}

/* The next opening after now within two weeks, or 0. */
static ThInstant
next_opening (ThAsk *ask)
{
  GTimeZone *zone = th_hall_get_zone (ask->turn.hall);

  for (int ahead = 0; ahead < 14; ahead++)
    {
      ThDay day = th_day_add (ask->turn.day, ahead);
      g_autoptr (GArray) openings = th_calendar_openings (th_hall_get_calendar (ask->turn.hall), day, NULL);

      for (guint i = 0; i < openings->len; i++)
        {
          ThInstant at = th_day_instant (day, g_array_index (openings, ThOpening, i).from, zone);

          if (at > ask->turn.now)
            return at;
        }
    }
  return 0;
}

static void
out_pauses (ThAsk     *ask,
            GPtrArray *windows)
{
  JsonArray *paused = json_array_new ();

  for (guint i = 0; i < windows->len; i++)
    {
      const ThWindow *window = g_ptr_array_index (windows, i);
      JsonObject *object;

      if (window->state != TH_WINDOW_PAUSED)
        continue;
      object = json_object_new ();
      th_out_text (object, "window", window->code);
      th_out_at (ask, object, "until", window->until);
      json_array_add_object_element (paused, object);
    }
  json_object_set_array_member (ask->out, "paused", paused);
  th_out_int (ask->out, "open_windows", count_windows (windows, TH_WINDOW_OPEN) + count_windows (windows, TH_WINDOW_CLOSING));
}

static gboolean
do_board (ThAsk   *ask,
          GError **error)
{
  GPtrArray *windows = th_windows_get (&ask->turn, error);
  g_autoptr (GPtrArray) missed = windows != NULL ? th_tickets_missed (&ask->turn, MISSED_SHOWN, error) : NULL;
  const char *notice = th_hall_setting_text (ask->turn.hall, "board.notice");
  JsonArray *notices, *codes;

  if (missed == NULL || !out_calls (ask, error) || !out_waiting (ask, error))
    return FALSE;
  th_out_at (ask, ask->out, "now", ask->turn.now);
  th_out_text (ask->out, "hall_zh", th_hall_get_zh (ask->turn.hall));
  th_out_text (ask->out, "hall_en", th_hall_get_en (ask->turn.hall));
  notices = json_array_new ();
  if (*notice != '\0')
    json_array_add_string_element (notices, notice);
  json_object_set_array_member (ask->out, "notices", notices);
  out_pauses (ask, windows);
  codes = json_array_new ();
  for (guint i = 0; i < missed->len; i++)
    json_array_add_string_element (codes, g_ptr_array_index (missed, i));
  json_object_set_array_member (ask->out, "missed", codes);
  out_filing (ask);
  json_object_set_array_member (ask->out, "zones", zone_details (ask));
  json_object_set_array_member (ask->out, "hours", openings_array (ask, ask->turn.day, NULL));
  th_out_at (ask, ask->out, "next_opening", next_opening (ask));
  return TRUE;
}

const ThVerb th_verbs_look[] = {
  { "hall.show", "", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_hall },
  { "catalogue.show", "", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_catalogue },
  { "floor.show", "", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_floor },
  { "window.show", "window:w", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_window },
  { "queue.list", "queue?:s", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_queue },
  { "board.show", "", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_board },
  { NULL },
};
