/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pieces of answers that several verbs share. */

#include "th-desk-private.h"

#include "th-line.h"

/* Kinds of windows as they are written. */
const char *
th_window_kind_name (ThWindowKind kind)
{
  static const char *const names[] = { "fixed", "tidal", "reserve" };

  return names[kind];
}

JsonArray *
th_out_duty_queues (ThDuty *duty)
{
  JsonArray *array = json_array_new ();
  guint n = 0;
  const ThDutyItem *items = duty != NULL ? th_duty_items (duty, &n) : NULL;

  for (guint i = 0; i < n; i++)
    json_array_add_string_element (array, items[i].queue);
  return array;
}

JsonArray *
th_out_openings (ThAsk  *ask,
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
void
th_out_staff (ThAsk      *ask,
              JsonObject *object,
              const char *no)
{
  const ThStaff *staff = no != NULL ? th_hall_staff (ask->turn.hall, no) : NULL;

  th_out_text (object, "staff", no);
  th_out_text (object, "staff_zh", staff != NULL ? staff->zh : NULL);
  th_out_text (object, "staff_en", staff != NULL ? staff->en : NULL);
}

void
th_out_filing (ThAsk *ask)
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

JsonArray *
th_out_zones (ThAsk *ask)
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

void
th_out_double (JsonObject *out,
               const char *key,
               gboolean    known,
               double      value)
{
  if (known)
    json_object_set_double_member (out, key, value);
  else
    th_out_null (out, key);
}

int
th_out_count_windows (GPtrArray    *windows,
                      ThWindowState state)
{
  int n = 0;

  for (guint i = 0; i < windows->len; i++)
    n += ((const ThWindow *) g_ptr_array_index (windows, i))->state == state;
  return n;
}

void
th_out_queue_names (ThAsk      *ask,
                    JsonObject *out,
                    const char *prefix)
{
  const ThQueue *queue = th_hall_queue (ask->turn.hall, prefix);

  th_out_text (out, "queue", prefix);
  th_out_text (out, "queue_zh", queue != NULL ? queue->zh : prefix);
  th_out_text (out, "queue_en", queue != NULL ? queue->en : prefix);
}

JsonObject *
th_out_line_entry (ThAsk             *ask,
                   const ThLineEntry *entry)
{
  JsonObject *out = json_object_new ();

  th_out_text (out, "ticket", entry->code);
  th_out_queue_names (ask, out, entry->queue);
  th_out_text (out, "class", entry->ticket_class == 0 ? "priority" : "ordinary");
  th_out_text (out, "state", th_ticket_state_name (entry->state));
  th_out_at (ask, out, "entered", entry->entered);
  th_out_seconds (out, "waited_s", MAX (0, ask->turn.now - entry->entered));
  th_out_null (out, "estimate");
  th_out_at (ask, out, "slot", entry->booked ? entry->slot : 0);
  th_out_text (out, "to_window", entry->to_window[0] != '\0' ? entry->to_window : NULL);
  th_out_text (out, "why", entry->why);
  return out;
}


/* How long a ticket should take: its matters together, or the mean matter of
 * its queue when nobody said which. 0 when the catalogue does not know. */
double
th_out_expected_s (ThAsk      *ask,
                   GArray     *matters,
                   const char *queue)
{
  double minutes = 0;
  guint n = 0, all;
  const ThMatter *catalogue = th_hall_get_matters (ask->turn.hall, &all);

  for (guint i = 0; i < matters->len; i++)
    {
      const ThMatter *matter = th_hall_matter (ask->turn.hall, g_array_index (matters, ThTicketMatter, i).code);

      minutes += matter != NULL ? matter->minutes_mean : 0;
    }
  if (minutes > 0)
    return minutes * 60;
  for (guint i = 0; i < all; i++)
    if (g_str_equal (catalogue[i].queue, queue))
      {
        minutes += catalogue[i].minutes_mean;
        n++;
      }
  return n > 0 ? minutes / n * 60 : 0;
}
