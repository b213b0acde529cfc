/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a day: who comes when (CSV), which window serves what when (CSV),
 * and the rules of the hall (a short JSON form). */

#include "th-replay.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "th-csv.h"
#include "th-duty.h"
#include "th-day.h"
#include "th-json.h"

static void
ticket_free (gpointer data)
{
  g_free (((ThReplayTicket *) data)->id);
  g_free (data);
}

static void
row_clear (gpointer data)
{
  g_free (((ThReplayRow *) data)->services);
  g_free (((ThReplayRow *) data)->duty);
}

static void
window_free (gpointer data)
{
  ThReplayWindow *window = data;

  g_free (window->name);
  g_array_unref (window->rows);
  g_free (window);
}

void
th_replay_free (ThReplay *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->date);
  g_free (self->discipline);
  g_array_unref (self->sessions);
  g_ptr_array_unref (self->services);
  g_ptr_array_unref (self->windows);
  g_ptr_array_unref (self->tickets);
  g_ptr_array_unref (self->come);
  g_free (self);
}

/* Services become queues A, B ... Z, BA ...: letters only, in order of appearance. */
char *
th_replay_queue (guint service)
{
  char text[8];
  int i = sizeof text;

  text[--i] = '\0';
  do
    {
      text[--i] = (char) ('A' + service % 26);
      service /= 26;
    }
  while (service > 0 && i > 0);
  return g_strdup (text + i);
}

static guint
service_index (ThReplay   *self,
               const char *name)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (self->services, name, g_str_equal, &index))
    {
      index = self->services->len;
      g_ptr_array_add (self->services, g_strdup (name));
    }
  return index;
}

static gboolean
sound_name (const char *name)
{
  return *name != '\0' && g_utf8_strlen (name, -1) <= 40 && strpbrk (name, "|>,\"\n") == NULL;
}

static gboolean
load_ticket (ThReplay *self,
             ThCsv    *csv,
             guint     row,
             GError  **error)
{
  ThReplayTicket *ticket = g_new0 (ThReplayTicket, 1);
  double no_show = 0, priority = 1;

  g_ptr_array_add (self->tickets, ticket);
  *ticket = (ThReplayTicket) { .arrival = NAN, .slot = NAN, .patience = INFINITY, .window = -1, .start = NAN, .end = NAN, .wait = NAN };
  ticket->id = g_strdup (th_csv_text (csv, row, "ticket_id"));
  if (*ticket->id == '\0')
    return th_csv_fail (csv, row, "ticket_id", _("a name"), error);
  if (!sound_name (th_csv_text (csv, row, "service")))
    return th_csv_fail (csv, row, "service", _("a service"), error);
  ticket->service = service_index (self, th_csv_text (csv, row, "service"));
  if (!th_csv_number (csv, row, "no_show", FALSE, &no_show, error) ||
      !th_csv_number (csv, row, "arrival_s", no_show == 0, &ticket->arrival, error) ||
      !th_csv_number (csv, row, "slot_s", FALSE, &ticket->slot, error) ||
      !th_csv_number (csv, row, "patience_s", FALSE, &ticket->patience, error) ||
      !th_csv_number (csv, row, "service_s", no_show == 0, &ticket->duration, error) ||
      !th_csv_number (csv, row, "priority", FALSE, &priority, error))
    return FALSE;
  if (no_show != 0 && no_show != 1)
    return th_csv_fail (csv, row, "no_show", "0, 1", error);
  if (priority != 0 && priority != 1)
    return th_csv_fail (csv, row, "priority", "0, 1", error);
  ticket->no_show = no_show != 0;
  ticket->ticket_class = (int) priority;
  ticket->status = ticket->no_show ? TH_REPLAY_NO_SHOW : TH_REPLAY_WAITING;
  ticket->on_time = !ticket->no_show && !isnan (ticket->slot) && ticket->arrival <= ticket->slot + self->late_s;
  if (!ticket->no_show)
    g_ptr_array_add (self->come, ticket);
  return TRUE;
}

static int
compare_arrivals (gconstpointer a,
                  gconstpointer b)
{
  const ThReplayTicket *x = *(ThReplayTicket *const *) a;
  const ThReplayTicket *y = *(ThReplayTicket *const *) b;

  return (x->arrival > y->arrival) - (x->arrival < y->arrival);
}

static gboolean
need_columns (ThCsv             *csv,
              const char        *path,
              const char *const *columns,
              GError           **error)
{
  for (guint i = 0; columns[i] != NULL; i++)
    if (!th_csv_has (csv, columns[i]))
      {
        g_set_error (error, TH_ERROR, TH_ERROR_BAD_FILE, _("%s, line 1: the column %s is missing."), path, columns[i]);
        return FALSE;
      }
  return TRUE;
}

static gboolean
load_arrivals (ThReplay   *self,
               const char *path,
               GError    **error)
{
  static const char *const columns[] = { "ticket_id", "service", "arrival_s", "service_s", NULL };
  g_autoptr (ThCsv) csv = th_csv_load (path, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (csv == NULL || !need_columns (csv, path, columns, error))
    return FALSE;
  for (guint row = 0; row < th_csv_rows (csv); row++)
    {
      if (!load_ticket (self, csv, row, error))
        return FALSE;
      if (!g_hash_table_add (seen, ((ThReplayTicket *) g_ptr_array_index (self->tickets, row))->id))
        return th_csv_fail (csv, row, "ticket_id", _("a name that no other ticket has"), error);
    }
  /* Tickets of one instant stay in the order of the file: the sort is stable. */
  g_ptr_array_sort (self->come, compare_arrivals);
  return TRUE;
}

/* "T01|T08>T10" in services becomes "A|B>C" in queues. */
static char *
duty_of (ThReplay   *self,
         const char *services)
{
  g_autoptr (GString) duty = g_string_new (NULL);
  g_autoptr (ThDuty) sound = NULL;
  g_auto (GStrv) tiers = g_strsplit (services, ">", -1);

  for (guint t = 0; tiers[t] != NULL; t++)
    {
      g_auto (GStrv) names = g_strsplit (tiers[t], "|", -1);
      gboolean first = TRUE;

      for (guint i = 0; names[i] != NULL; i++)
        {
          g_autofree char *queue = NULL;

          g_strstrip (names[i]);
          if (*names[i] == '\0')
            continue;
          if (!sound_name (names[i]))
            return NULL;
          queue = th_replay_queue (service_index (self, names[i]));
          if (duty->len > 0)
            g_string_append_c (duty, first ? '>' : '|');
          g_string_append (duty, queue);
          first = FALSE;
        }
    }
  sound = th_duty_parse (duty->str, NULL);
  return sound != NULL ? g_strdup (duty->str) : NULL;
}

static ThReplayWindow *
window_named (ThReplay   *self,
              const char *name)
{
  ThReplayWindow *window;

  for (guint i = 0; i < self->windows->len; i++)
    {
      window = g_ptr_array_index (self->windows, i);
      if (g_str_equal (window->name, name))
        return window;
    }
  window = g_new0 (ThReplayWindow, 1);
  window->name = g_strdup (name);
  window->rows = g_array_new (FALSE, TRUE, sizeof (ThReplayRow));
  g_array_set_clear_func (window->rows, row_clear);
  g_ptr_array_add (self->windows, window);
  return window;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const ThReplayRow *x = a, *y = b;

  return (x->from > y->from) - (x->from < y->from);
}

static gboolean
load_plan (ThReplay   *self,
           const char *path,
           GError    **error)
{
  static const char *const columns[] = { "window", "from_s", "to_s", "services", NULL };
  g_autoptr (ThCsv) csv = th_csv_load (path, error);

  if (csv == NULL || !need_columns (csv, path, columns, error))
    return FALSE;
  for (guint i = 0; i < th_csv_rows (csv); i++)
    {
      ThReplayRow row = { 0 };

      if (!sound_name (th_csv_text (csv, i, "window")))
        return th_csv_fail (csv, i, "window", _("a window"), error);
      if (!th_csv_number (csv, i, "from_s", TRUE, &row.from, error) || !th_csv_number (csv, i, "to_s", TRUE, &row.to, error))
        return FALSE;
      if (row.to <= row.from)
        return th_csv_fail (csv, i, "to_s", _("a time behind from_s"), error);
      row.duty = duty_of (self, th_csv_text (csv, i, "services"));
      if (row.duty == NULL)
        return th_csv_fail (csv, i, "services", _("services such as A|B>C, each once"), error);
      row.services = g_strdup (th_csv_text (csv, i, "services"));
      row.place = i;
      g_array_append_val (window_named (self, th_csv_text (csv, i, "window"))->rows, row);
    }
  for (guint w = 0; w < self->windows->len; w++)
    {
      ThReplayWindow *window = g_ptr_array_index (self->windows, w);

      g_array_sort (window->rows, compare_rows);
      for (guint i = 1; i < window->rows->len; i++)
        if (g_array_index (window->rows, ThReplayRow, i).from < g_array_index (window->rows, ThReplayRow, i - 1).to)
          {
            g_autofree char *expected = g_strdup_printf (_("a time behind the end of the row before it of window %s"), window->name);

            return th_csv_fail (csv, g_array_index (window->rows, ThReplayRow, i).place, "from_s", expected, error);
          }
    }
  return TRUE;
}

static gboolean
is_second (JsonNode *node,
           double    most)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         (json_node_get_value_type (node) == G_TYPE_INT64 || json_node_get_value_type (node) == G_TYPE_DOUBLE) &&
         json_node_get_double (node) >= 0 && json_node_get_double (node) <= most;
}

static gboolean
is_given (const ThJsonPlace *place)
{
  return place->node != NULL && !JSON_NODE_HOLDS_NULL (place->node);
}

/* Some seconds, if they are given. */
static gboolean
load_seconds (const ThJsonPlace *hall,
              const char        *key,
              double            *value,
              GError           **error)
{
  ThJsonPlace place = th_json_member (hall, key);

  if (!is_given (&place))
    return TRUE;
  if (!is_second (place.node, 86400))
    return th_json_fail (&place, error, _("seconds from 0 to 86400"));
  *value = json_node_get_double (place.node);
  return TRUE;
}

/* A text, if it is given. */
static gboolean
load_text (const ThJsonPlace *hall,
           const char        *key,
           char             **value,
           GError           **error)
{
  ThJsonPlace place = th_json_member (hall, key);

  if (!is_given (&place))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (place.node) || json_node_get_value_type (place.node) != G_TYPE_STRING)
    return th_json_fail (&place, error, _("a text"));
  g_free (*value);
  *value = json_node_dup_string (place.node);
  return TRUE;
}

static gboolean
load_sessions (ThReplay          *self,
               const ThJsonPlace *hall,
               GError           **error)
{
  ThJsonPlace sessions = th_json_member (hall, "sessions");

  if (is_given (&sessions) && !JSON_NODE_HOLDS_ARRAY (sessions.node))
    return th_json_fail (&sessions, error, _("a list of pairs [from, to] in seconds"));
  for (guint i = 0; i < th_json_length (&sessions); i++)
    {
      ThJsonPlace session = th_json_element (&sessions, i);
      JsonArray *pair = th_json_length (&session) == 2 ? json_node_get_array (session.node) : NULL;
      double ends[2] = { 0, 0 };

      for (guint k = 0; k < 2 && pair != NULL && is_second (json_array_get_element (pair, k), 1e9); k++)
        ends[k] = json_array_get_double_element (pair, k);
      if (ends[1] <= ends[0])
        return th_json_fail (&session, error, _("a pair [from, to] in seconds"));
      g_array_append_vals (self->sessions, ends, 2);
    }
  return TRUE;
}

static gboolean
load_hall (ThReplay   *self,
           const char *path,
           GError    **error)
{
  ThJsonPlace hall = { .file = path }, date;
  g_autofree char *text = NULL;
  g_autofree char *discipline = NULL;
  g_autoptr (JsonNode) node = NULL;
  gsize length;

  if (path == NULL)
    return TRUE;
  text = th_csv_read_text (path, &length, error);
  node = text != NULL ? th_json_parse (text, (gssize) length, path, error) : NULL;
  if (node == NULL)
    return FALSE;
  hall.node = node;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return th_json_fail (&hall, error, _("an object"));
  if (!load_text (&hall, "date", &self->date, error) || !load_text (&hall, "discipline", &discipline, error))
    return FALSE;
  date = th_json_member (&hall, "date");
  if (self->date != NULL && th_day_parse (self->date) == 0)
    return th_json_fail (&date, error, _("a date such as \"2026-04-20\""));
  if (self->discipline == NULL)
    self->discipline = g_steal_pointer (&discipline);
  return load_seconds (&hall, "switch_s", &self->switch_s, error) && load_seconds (&hall, "call_s", &self->call_s, error) &&
         load_seconds (&hall, "early_s", &self->early_s, error) && load_seconds (&hall, "late_s", &self->late_s, error) &&
         load_sessions (self, &hall, error);
}

ThDiscipline
th_replay_discipline (ThReplay *self,
                      GError  **error)
{
  ThDiscipline discipline = { .early_us = (gint64) llround (self->early_s * TH_SECOND_US) };

  th_discipline_parse (self->discipline, TH_SECOND_US, &discipline, error);
  return discipline;
}

/**
 * th_replay_load:
 * @hall: (nullable): the short form of a hall
 * @discipline: (nullable): instead of the hall's own; A of due:A is in seconds
 *
 * Returns: (transfer full): the day, or NULL with NOT_FOUND, BAD_FILE or
 *   BAD_REQUEST (discipline)
 */
ThReplay *
th_replay_load (const char *arrivals,
                const char *plan,
                const char *hall,
                const char *discipline,
                GError    **error)
{
  g_autoptr (ThReplay) self = g_new0 (ThReplay, 1);
  g_autoptr (GError) local = NULL;

  self->sessions = g_array_new (FALSE, FALSE, sizeof (double));
  self->services = g_ptr_array_new_with_free_func (g_free);
  self->windows = g_ptr_array_new_with_free_func (window_free);
  self->tickets = g_ptr_array_new_with_free_func (ticket_free);
  self->come = g_ptr_array_new ();
  self->early_s = 600;
  self->late_s = 900;
  self->discipline = g_strdup (discipline);
  if (!load_hall (self, hall, error))
    return NULL;
  if (self->discipline == NULL)
    self->discipline = g_strdup ("appt");
  th_replay_discipline (self, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!load_arrivals (self, arrivals, error) || !load_plan (self, plan, error))
    return NULL;
  return g_steal_pointer (&self);
}
