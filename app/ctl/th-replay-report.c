/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The report of a replay. Here a wait is counted for everybody who took a
 * ticket: until the start for those served, as long as they waited for those
 * who left, and until the last event for those nobody called. */

#include "th-replay.h"

#include <json-glib/json-glib.h>
#include <math.h>

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Linear interpolation between order statistics, of seconds with fractions. */
static double
percentile (GArray *sorted,
            double  share)
{
  double place = (sorted->len - 1) * share;
  guint below = (guint) floor (place);
  double low = g_array_index (sorted, double, below);

  if (below + 1 >= sorted->len)
    return low;
  return low + (place - below) * (g_array_index (sorted, double, below + 1) - low);
}

static JsonObject *
figures (GArray *values)
{
  JsonObject *out = json_object_new ();
  double sum = 0;

  json_object_set_int_member (out, "n", values->len);
  if (values->len == 0)
    return out;
  for (guint i = 0; i < values->len; i++)
    sum += g_array_index (values, double, i);
  g_array_sort (values, compare_doubles);
  json_object_set_double_member (out, "mean", sum / values->len);
  json_object_set_double_member (out, "p50", percentile (values, 0.5));
  json_object_set_double_member (out, "p90", percentile (values, 0.9));
  json_object_set_double_member (out, "p95", percentile (values, 0.95));
  json_object_set_double_member (out, "max", g_array_index (values, double, values->len - 1));
  return out;
}

typedef gboolean (*Which) (const ThReplayTicket *ticket, guint service);

static gboolean
everybody (const ThReplayTicket *ticket,
           guint                 service)
{
  return TRUE;
}

static gboolean
was_served (const ThReplayTicket *ticket,
            guint                 service)
{
  return ticket->status == TH_REPLAY_SERVED;
}

static gboolean
was_booked (const ThReplayTicket *ticket,
            guint                 service)
{
  return ticket->on_time;
}

static gboolean
walked_in (const ThReplayTicket *ticket,
           guint                 service)
{
  return !ticket->on_time;
}

static gboolean
of_service (const ThReplayTicket *ticket,
            guint                 service)
{
  return ticket->service == service;
}

static JsonObject *
waits_of (ThReplay *self,
          Which     which,
          guint     service)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->come->len; i++)
    {
      const ThReplayTicket *ticket = g_ptr_array_index (self->come, i);

      if (which (ticket, service))
        g_array_append_val (values, ticket->wait);
    }
  return figures (values);
}

static JsonObject *
delays (ThReplay *self)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->come->len; i++)
    {
      const ThReplayTicket *ticket = g_ptr_array_index (self->come, i);
      double delay = MAX (0, ticket->start - MAX (ticket->slot, ticket->arrival));

      if (ticket->on_time && ticket->status == TH_REPLAY_SERVED)
        g_array_append_val (values, delay);
    }
  return figures (values);
}

static int
count (ThReplay      *self,
       ThReplayStatus status)
{
  int n = 0;

  for (guint i = 0; i < self->come->len; i++)
    n += ((const ThReplayTicket *) g_ptr_array_index (self->come, i))->status == status;
  return n;
}

static double
staff_seconds (ThReplay *self)
{
  double sum = 0;

  for (guint w = 0; w < self->windows->len; w++)
    {
      GArray *rows = ((ThReplayWindow *) g_ptr_array_index (self->windows, w))->rows;

      for (guint i = 0; i < rows->len; i++)
        sum += g_array_index (rows, ThReplayRow, i).to - g_array_index (rows, ThReplayRow, i).from;
    }
  return sum;
}

/* Whole seconds without a fraction, others with as many digits as they need. */
static char *
second_text (double second)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (second))
    return g_strdup ("");
  if (second == floor (second))
    return g_strdup_printf ("%.0f", second);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.12g", second));
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

static JsonObject *
per_service (ThReplay *self)
{
  JsonObject *out = json_object_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->services->len; i++)
    g_ptr_array_add (names, g_ptr_array_index (self->services, i));
  g_ptr_array_sort (names, compare_texts);
  for (guint i = 0; i < names->len; i++)
    {
      guint service;
      g_autoptr (JsonObject) waits = NULL;

      g_ptr_array_find (self->services, g_ptr_array_index (names, i), &service);
      waits = waits_of (self, of_service, service);
      if (json_object_get_int_member (waits, "n") > 0)
        json_object_set_object_member (out, g_ptr_array_index (names, i), g_steal_pointer (&waits));
    }
  return out;
}

/**
 * th_replay_summary:
 *
 * Returns: (transfer full): counts, waits, and the start second of every
 *   ticket (null for those not served)
 */
JsonObject *
th_replay_summary (ThReplay *self)
{
  JsonObject *out = json_object_new ();
  JsonObject *starts = json_object_new ();

  json_object_set_int_member (out, "tickets", self->come->len);
  json_object_set_int_member (out, "noshow", (gint64) self->tickets->len - self->come->len);
  json_object_set_int_member (out, "served", count (self, TH_REPLAY_SERVED));
  json_object_set_int_member (out, "left", count (self, TH_REPLAY_LEFT));
  json_object_set_int_member (out, "unserved", count (self, TH_REPLAY_UNSERVED));
  json_object_set_object_member (out, "wait", waits_of (self, everybody, 0));
  json_object_set_object_member (out, "wait_served", waits_of (self, was_served, 0));
  json_object_set_object_member (out, "wait_booked", waits_of (self, was_booked, 0));
  json_object_set_object_member (out, "wait_walkin", waits_of (self, walked_in, 0));
  json_object_set_object_member (out, "appt_delay", delays (self));
  json_object_set_object_member (out, "per_service", per_service (self));
  json_object_set_double_member (out, "staff_s", staff_seconds (self));
  json_object_set_double_member (out, "overtime_s", self->overtime);
  json_object_set_double_member (out, "last_s", self->last);
  for (guint i = 0; i < self->tickets->len; i++)
    {
      const ThReplayTicket *ticket = g_ptr_array_index (self->tickets, i);
      g_autofree char *text = second_text (ticket->start);

      if (*text != '\0')
        json_object_set_string_member (starts, ticket->id, text);
      else
        json_object_set_null_member (starts, ticket->id);
    }
  json_object_set_object_member (out, "start_s", starts);
  return out;
}

/* The table of tickets as CSV, in the order of the arrivals file: (transfer full). */
char *
th_replay_tickets_csv (ThReplay *self)
{
  static const char *const states[] = { "noshow", "waiting", "served", "left", "unserved" };
  g_autoptr (GString) csv = g_string_new ("ticket_id,service,arrival_s,slot_s,status,window,start_s,end_s,wait_s\r\n");

  for (guint i = 0; i < self->tickets->len; i++)
    {
      const ThReplayTicket *ticket = g_ptr_array_index (self->tickets, i);
      const ThReplayWindow *window = ticket->window >= 0 ? g_ptr_array_index (self->windows, (guint) ticket->window) : NULL;
      g_autofree char *arrival = second_text (ticket->arrival);
      g_autofree char *slot = second_text (ticket->slot);
      g_autofree char *start = second_text (ticket->start);
      g_autofree char *end = second_text (ticket->end);
      g_autofree char *wait = second_text (ticket->wait);

      g_string_append_printf (csv, "%s,%s,%s,%s,%s,%s,%s,%s,%s\r\n", ticket->id,
                              (const char *) g_ptr_array_index (self->services, ticket->service), arrival, slot, states[ticket->status],
                              window != NULL ? window->name : "", start, end, wait);
    }
  return g_strdup (csv->str);
}
