/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The public board: calls, lines, notices. Numbers only, never a name. */

#include "th-desk-private.h"

#include "th-line.h"

#define CALLS_SHOWN 10
/* As many are read, so that enough are left when a ticket came several times. */
#define CALLS_READ 40
#define MISSED_SHOWN 6

/* A ticket that was held or missed sits down again at a window, perhaps at
 * another one. The public must see only where it is to go now, so its newest
 * call stands for it. */
static gboolean
out_calls (ThAsk   *ask,
           GError **error)
{
  g_autoptr (GArray) sittings = th_sittings_recent (&ask->turn, CALLS_READ, error);
  g_autoptr (GHashTable) shown = g_hash_table_new (g_int64_hash, g_int64_equal);
  JsonArray *calls;

  if (sittings == NULL)
    return FALSE;
  calls = json_array_new ();
  for (guint i = 0; i < sittings->len && g_hash_table_size (shown) < CALLS_SHOWN; i++)
    {
      ThSittingView *view = &g_array_index (sittings, ThSittingView, i);
      const ThWindowSpec *spec = th_hall_window (ask->turn.hall, view->window);
      JsonObject *object;

      if (!g_hash_table_add (shown, &view->ticket_id))
        continue;
      object = json_object_new ();
      th_out_text (object, "ticket", view->code);
      th_out_text (object, "window", view->window);
      th_out_at (ask, object, "at", view->last_call);
      th_out_int (object, "calls", view->calls);
      th_out_text (object, "zone", spec != NULL ? spec->zone : NULL);
      th_out_text (object, "kind", spec != NULL ? th_window_kind_name (spec->kind) : NULL);
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
  th_out_int (ask->out, "open_windows", th_out_count_windows (windows, TH_WINDOW_OPEN) + th_out_count_windows (windows, TH_WINDOW_CLOSING));
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
  th_out_filing (ask);
  json_object_set_array_member (ask->out, "zones", th_out_zones (ask));
  json_object_set_array_member (ask->out, "hours", th_out_openings (ask, ask->turn.day, NULL));
  th_out_at (ask, ask->out, "next_opening", next_opening (ask));
  return TRUE;
}

const ThVerb th_verbs_board[] = {
  { "board.show", "", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_board },
  { NULL },
};
