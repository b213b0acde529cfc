/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tidehall under the clock. A step is timed from the request, a JSON object,
 * to the answer, another, on the disk: with the desk's checks, the change of
 * threads and the wait for the commit. */

#include "bench-ours.h"

#include "bench-history.h"
#include "th-day.h"

const char *const bench_step_names[] = { "issue", "call", "start", "finish" };

/* What people come for, in turn: matters of the sample hall. */
static const char *const wishes[] = { "T01", "T09", "A01", "S01", "T02", "T05", "T10", "G01", "R01", "A02" };

ThDesk *
bench_desk_open (const char *path,
                 GError    **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (ThClock) clock = th_clock_new_manual (th_day_instant (BENCH_TODAY, BENCH_NOW_S, zone));
  g_autoptr (ThStore) store = th_store_open (path, TH_STORE_DEFAULT, clock, error);
  ThDesk *desk;

  if (store == NULL)
    return NULL;
  desk = th_desk_new (store, NULL, error);
  th_desk_set_actor (desk, "admin");
  return desk;
}

static JsonObject *
ask (ThDesk     *desk,
     JsonObject *request,
     double     *us)
{
  g_autoptr (JsonObject) owned = request;
  g_autoptr (GError) error = NULL;
  double start = bench_now_us ();
  JsonObject *answer = th_desk_ask (desk, request, &error);

  *us = bench_now_us () - start;
  if (answer == NULL && !g_error_matches (error, TH_ERROR, TH_ERROR_NOBODY_WAITING))
    g_error ("%s: %s", json_object_get_string_member (request, "do"), error->message);
  return answer;
}

GStrv
bench_windows (ThDesk *desk)
{
  double us;
  g_autoptr (JsonObject) answer = ask (desk, th_desk_request ("hall.show", NULL), &us);
  JsonArray *windows = json_object_get_array_member (answer, "windows");
  g_autoptr (GStrvBuilder) open = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (windows); i++)
    {
      JsonObject *window = json_array_get_object_element (windows, i);

      if (g_str_equal (json_object_get_string_member (window, "state"), "open"))
        g_strv_builder_add (open, json_object_get_string_member (window, "no"));
    }
  return g_strv_builder_end (open);
}

static JsonObject *
request_of (BenchStepKind kind,
            guint         turn,
            const char   *window)
{
  static const char *const verbs[] = { "ticket.issue", "ticket.call", "ticket.start", "ticket.finish" };
  JsonArray *matters;
  JsonNode *node;

  if (kind != BENCH_ISSUE)
    return th_desk_request (verbs[kind], "window", "s", window, NULL);
  matters = json_array_new ();
  json_array_add_string_element (matters, wishes[turn % G_N_ELEMENTS (wishes)]);
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, matters);
  return th_desk_request (verbs[kind], "matters", "n", node, NULL);
}

gboolean
bench_step (ThDesk       *desk,
            BenchStepKind kind,
            guint         turn,
            const char   *window,
            BenchTimes   *times)
{
  double us;
  g_autoptr (JsonObject) answer = ask (desk, request_of (kind, turn, window), &us);

  if (answer != NULL && times != NULL)
    bench_times_add (times, us);
  return answer != NULL;
}

void
bench_rounds (ThDesk            *desk,
              const char *const *windows,
              guint              n,
              guint              rounds,
              guint              turn,
              BenchTimes        *times[BENCH_N_STEPS])
{
  for (guint i = 0; i < rounds; i++)
    {
      guint tried = 0;

      bench_step (desk, BENCH_ISSUE, turn + i, NULL, times[BENCH_ISSUE]);
      /* Some windows serve only what few people want. */
      while (tried < n && !bench_step (desk, BENCH_CALL, 0, windows[(i + tried) % n], times[BENCH_CALL]))
        tried++;
      for (int kind = BENCH_START; tried < n && kind < BENCH_N_STEPS; kind++)
        bench_step (desk, kind, 0, windows[(i + tried) % n], times[kind]);
    }
}

static gboolean
count_work (ThDatabase *db,
            gpointer    data,
            GError    **error)
{
  *(guint64 *) data = th_database_steps (db);
  return TRUE;
}

guint64
bench_statements (ThDesk  *desk,
                  gboolean writer)
{
  guint64 steps = 0;
  ThStore *store = th_desk_get_store (desk);

  if (writer)
    th_store_write (store, count_work, &steps, NULL);
  else
    th_store_read (store, count_work, &steps, NULL);
  return steps;
}

static JsonObject *
report (ThDay       from,
        const char *by)
{
  g_autofree char *first = th_day_format (from);
  g_autofree char *last = th_day_format (BENCH_TODAY);
  g_auto (GStrv) keys = g_strsplit (by, ",", -1);
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; keys[i] != NULL; i++)
    json_array_add_string_element (array, keys[i]);
  json_node_take_array (node, array);
  return th_desk_request ("stats.report", "from", "s", first, "to", "s", last, "by", "n", node, NULL);
}

static void
look (ThDesk     *desk,
      GArray     *looks,
      const char *name,
      JsonObject *request,
      guint       times)
{
  BenchLook result = { .name = name, .times = bench_times_new () };
  guint64 before;
  double us, sum = 0;

  if (times == 0)
    {
      json_object_unref (request);
      bench_times_free (result.times);
      return;
    }
  json_object_unref (ask (desk, json_object_ref (request), &us));
  before = bench_statements (desk, FALSE);
  json_object_unref (ask (desk, json_object_ref (request), &us));
  result.statements = bench_statements (desk, FALSE) - before - 2;
  for (guint i = 0; i < times && sum < 3e6; i++)
    {
      json_object_unref (ask (desk, json_object_ref (request), &us));
      bench_times_add (result.times, us);
      sum += us;
    }
  json_object_unref (request);
  g_array_append_val (looks, result);
}

static void
look_clear (gpointer data)
{
  bench_times_free (((BenchLook *) data)->times);
}

GArray *
bench_looks (ThDesk *desk,
             guint   times)
{
  GArray *looks = g_array_new (FALSE, TRUE, sizeof (BenchLook));

  g_array_set_clear_func (looks, look_clear);
  look (desk, looks, "floor.show", th_desk_request ("floor.show", NULL), times);
  look (desk, looks, "window.show", th_desk_request ("window.show", "window", "s", "1", NULL), times);
  look (desk, looks, "board.show", th_desk_request ("board.show", NULL), times);
  look (desk, looks, "queue.list", th_desk_request ("queue.list", "queue", "s", "T", NULL), times);
  look (desk, looks, "queue.list, all queues", th_desk_request ("queue.list", NULL), times);
  look (desk, looks, "tickets.recent", th_desk_request ("tickets.recent", NULL), times);
  look (desk, looks, "stats.report, today", report (BENCH_TODAY, "queue"), times);
  look (desk, looks, "stats.report, today by queue and hour", report (BENCH_TODAY, "queue,hour"), times);
  look (desk, looks, "stats.report, today by window", report (BENCH_TODAY, "window"), times);
  look (desk, looks, "stats.report, 20 days by day", report (bench_day (19), "day"), times);
  look (desk, looks, "stats.report, whole history by queue", report (20000101, "queue"), times);
  return looks;
}
