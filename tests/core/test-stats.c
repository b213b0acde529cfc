/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: a report says what the tickets say. Tickets, sittings and matters are
 * written row by row into a store of their own, reports are read back, and a
 * slow recomputation that walks a list of the same tickets must agree. */

#include "stats-fixture.h"

#include "th-error.h"
#include "th-statistics.h"
#include "th-stats-csv.h"

#include <math.h>
#include <sqlite3.h>

/* --- what the definitions say --- */

static void
test_empty (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) report = stats_ask (self, 20260420, 20260421, "hour", NULL);
  JsonObject *total = json_object_get_object_member (report, "total");

  g_assert_cmpuint (stats_n_rows (report), ==, 0);
  assert_int (total, "n", 0);
  assert_null (total, "mean_wait_s");
  assert_null (total, "p50");
  assert_null (total, "max");
  assert_null (total, "share_within_target");
  assert_null (total, "mean_handling_s");
  assert_null (report, "nearest_day");
  assert_double (report, "target_s", 97.2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (report, "bins")), ==, 0);
  g_assert_nonnull (strstr (json_object_get_string_member (report, "definition"), "first call"));
  g_assert_nonnull (strstr (json_object_get_string_member (report, "definition_zh"), "首次呼叫"));
}

static void
test_nearest (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) middle = NULL, late = NULL, early = NULL, hit = NULL;

  stats_add (self, (Row) { .day = 20260401, .queue = "N", .state = "finished", .klass = 1, .wait_s = 60, .entered_s = 36000 });
  stats_add (self, (Row) { .day = 20260411, .queue = "N", .state = "waiting", .klass = 1, .wait_s = -1, .entered_s = 36000 });
  stats_write (self);

  early = stats_ask (self, 20260101, 20260102, "day", NULL);
  middle = stats_ask (self, 20260405, 20260407, "day", NULL);
  late = stats_ask (self, 20260501, 20260502, "day", NULL);
  hit = stats_ask (self, 20260411, 20260411, "day", NULL);
  g_assert_cmpstr (json_object_get_string_member (early, "nearest_day"), ==, "2026-04-01");
  g_assert_cmpstr (json_object_get_string_member (middle, "nearest_day"), ==, "2026-04-01");
  g_assert_cmpstr (json_object_get_string_member (late, "nearest_day"), ==, "2026-04-11");

  /* A ticket that waits is a ticket of its day, though it has no wait yet. */
  assert_null (hit, "nearest_day");
  assert_int (json_object_get_object_member (hit, "total"), "waiting", 1);
}

/* An hour without tickets has no row, and none of it is in the mean. */
static void
test_gap (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) report = NULL;

  for (int i = 0; i < 6; i++)
    {
      stats_add (self, (Row) { .day = 20260420, .queue = "N", .state = "finished", .klass = 1, .entered_s = 9 * 3600 + i,
                               .wait_s = 60, .handling_s = 300 });
      stats_add (self, (Row) { .day = 20260420, .queue = "N", .state = "finished", .klass = 1, .entered_s = 11 * 3600 + i,
                               .wait_s = 120, .handling_s = 600 });
    }
  stats_write (self);

  report = stats_ask (self, 20260420, 20260420, "hour", NULL);
  g_assert_cmpuint (stats_n_rows (report), ==, 2);
  assert_int (stats_row (report, 0), "hour", 9);
  assert_double (stats_row (report, 0), "mean_wait_s", 60);
  assert_int (stats_row (report, 1), "hour", 11);
  assert_double (stats_row (report, 1), "mean_wait_s", 120);
  assert_double (stats_row (report, 1), "mean_handling_s", 600);
  assert_double (json_object_get_object_member (report, "total"), "mean_wait_s", 90);
}

/* Who counts: everybody called at least once, the void and the gone do not. */
static void
test_who_counts (Fixture *self, gconstpointer data)
{
  static const Row rows[] = {
    { .queue = "N", .state = "finished", .wait_s = 100, .handling_s = 400 },
    { .queue = "N", .state = "missed", .wait_s = 200, .misses = 1 },
    { .queue = "N", .state = "void", .wait_s = 300, .misses = 1 },
    { .queue = "N", .state = "void", .wait_s = -1 },
    { .queue = "N", .state = "cancelled", .wait_s = -1 },
    { .queue = "N", .state = "diverted", .wait_s = -1 },
    { .queue = "N", .state = "waiting", .wait_s = -1 },
    { .queue = "N", .state = "serving", .wait_s = 400 },
    { .queue = "S", .state = "finished", .wait_s = 7000, .handling_s = 100 },
    { .queue = "L", .state = "finished", .wait_s = 0, .early_s = 300, .handling_s = 100, .booked = TRUE },
  };
  g_autoptr (JsonObject) all = NULL, one = NULL;
  JsonObject *total;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Row row = rows[i];

      row.day = 20260420;
      row.klass = 1;
      row.entered_s = 36000 + (int) i;
      stats_add (self, row);
    }

  stats_write (self);

  all = stats_ask (self, 20260420, 20260420, "queue", NULL);
  one = stats_ask (self, 20260420, 20260420, "queue", "N");
  total = json_object_get_object_member (one, "total");
  assert_int (total, "n", 4);
  assert_double (total, "mean_wait_s", 250);
  assert_int (total, "no_shows", 2);
  assert_int (total, "voided", 1);
  assert_int (total, "left", 2);
  assert_int (total, "waiting", 1);
  assert_int (total, "n_handled", 1);
  assert_double (total, "mean_handling_s", 400);
  g_assert_cmpuint (stats_n_rows (one), ==, 1);
  g_assert_cmpuint (stats_n_rows (all), ==, 3);

  assert_int (stats_row (one, 0), "n", 4);
  assert_double (stats_row (one, 0), "mean_wait_s", 250);
  assert_double (stats_row (one, 0), "mean_handling_s", 400);
  g_assert_cmpstr (json_object_get_string_member (stats_row (one, 0), "queue"), ==, "N");
  g_assert_cmpstr (json_object_get_string_member (stats_row (one, 0), "queue_zh"), ==, "申报纳税");

  total = json_object_get_object_member (all, "total");
  g_assert_cmpstr (json_object_get_string_member (total, "max_ticket"), ==, "S009");
  g_assert_cmpstr (json_object_get_string_member (total, "max_entered"), ==, "2026-04-20T10:00:08+08:00");
  assert_int (total, "n", 6);
  assert_double (total, "share_over_15min", 1.0 / 6);
}

/* A booked person who was called before the slot waited not at all. */
static void
test_called_early (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) report = NULL;

  for (int i = 0; i < 5; i++)
    stats_add (self, (Row) { .day = 20260420, .queue = "N", .state = "finished", .klass = 1, .booked = TRUE,
                       .entered_s = 36000, .wait_s = 0, .early_s = i * 60 });
  stats_write (self);

  report = stats_ask (self, 20260420, 20260420, "booked", NULL);
  g_assert_cmpuint (stats_n_rows (report), ==, 1);
  g_assert_true (json_object_get_boolean_member (stats_row (report, 0), "booked"));
  assert_double (stats_row (report, 0), "mean_wait_s", 0);
  assert_double (stats_row (report, 0), "max", 0);
}

/* --- sittings and matters --- */

static void
test_windows (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) windows = NULL, staff = NULL;

  for (int i = 0; i < 5; i++)
    {
      /* Held once and taken up again, at window 1. */
      stats_add (self, (Row) { .day = 20260420, .queue = "N", .state = "finished", .klass = 1, .entered_s = 36000, .wait_s = 60,
                               .handling_s = 500, .sittings = { { "1", "001", "held", 300 }, { "1", "002", "finished", 200 } } });
      /* Begun at window 1, finished at window 2; the first call was undone. */
      stats_add (self, (Row) { .day = 20260420, .queue = "S", .state = "finished", .klass = 1, .entered_s = 36000, .wait_s = 90,
                               .handling_s = 400, .sittings = { { "2", "002", "undone", 0 }, { "1", "001", "transferred", 100 },
                                                          { "2", "002", "finished", 300 } } });
      stats_add (self, (Row) { .day = 20260420, .queue = "S", .state = "missed", .klass = 1, .entered_s = 36000, .wait_s = 30,
                               .misses = 1, .sittings = { { "2", "002", "missed", 0 } } });
    }
  stats_write (self);

  windows = stats_ask (self, 20260420, 20260420, "window", NULL);
  g_assert_cmpuint (stats_n_rows (windows), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (stats_row (windows, 0), "window"), ==, "1");
  assert_int (stats_row (windows, 0), "n", 10);
  assert_double (stats_row (windows, 0), "mean_wait_s", 75);
  assert_int (stats_row (windows, 0), "n_handled", 10);
  assert_double (stats_row (windows, 0), "mean_handling_s", 300);
  assert_int (stats_row (windows, 1), "n", 5);
  assert_double (stats_row (windows, 1), "mean_wait_s", 30);
  assert_int (stats_row (windows, 1), "n_handled", 5);
  assert_double (stats_row (windows, 1), "mean_handling_s", 300);
  assert_int (stats_row (windows, 1), "no_shows", 5);

  staff = stats_ask (self, 20260420, 20260420, "staff", NULL);
  g_assert_cmpuint (stats_n_rows (staff), ==, 2);
  assert_int (stats_row (staff, 0), "n", 10);
  assert_double (stats_row (staff, 0), "mean_handling_s", 200);
  assert_int (stats_row (staff, 1), "n_handled", 10);
  assert_double (stats_row (staff, 1), "mean_handling_s", 250);
}

static void
test_matters (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) all = NULL, one = NULL;

  for (int i = 0; i < 6; i++)
    {
      stats_add (self, (Row) { .day = 20260420, .queue = "N", .state = "finished", .klass = 1, .entered_s = 36000, .wait_s = 60,
                               .handling_s = 600, .matters = { "T09", "T01" } });
      stats_add (self, (Row) { .day = 20260420, .queue = "S", .state = "missed", .klass = 1, .entered_s = 36000, .wait_s = 120 });
      stats_add (self, (Row) { .day = 20260421, .queue = "S", .state = "missed", .klass = 1, .entered_s = 36000, .wait_s = 180,
                               .matters = { "T09" } });
    }
  stats_write (self);

  all = stats_ask (self, 20260420, 20260421, "matter", NULL);
  g_assert_cmpuint (stats_n_rows (all), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (stats_row (all, 0), "matter"), ==, "T09");
  assert_int (stats_row (all, 0), "n", 12);
  assert_double (stats_row (all, 0), "mean_wait_s", 120);
  assert_int (stats_row (all, 0), "n_handled", 6);
  assert_double (stats_row (all, 0), "mean_handling_s", 300);
  assert_int (stats_row (all, 1), "n", 6);
  assert_double (stats_row (all, 1), "mean_handling_s", 301);

  /* The wait of a ticket counts once in the total, however many matters it has. */
  assert_int (json_object_get_object_member (all, "total"), "n", 18);

  one = stats_ask (self, 20260420, 20260421, "matter", "S");
  g_assert_cmpuint (stats_n_rows (one), ==, 1);
  assert_int (stats_row (one, 0), "n", 6);
  assert_double (stats_row (one, 0), "mean_wait_s", 180);
}

/* --- time --- */

/* Clocks go forward at two in the morning: the hour of a ticket is the one on the wall. */
static void
test_clock_change (Fixture *self, gconstpointer data)
{
  GTimeZone *zone = th_hall_get_zone (self->hall);
  g_autoptr (JsonObject) report = NULL;

  for (int i = 0; i < 5; i++)
    stats_add (self, (Row) { .day = 20260329, .queue = "N", .state = "finished", .klass = 1, .entered_s = 9 * 3600 + 60, .wait_s = 1 });
  stats_write (self);

  g_assert_cmpint (th_day_instant (20260330, 0, zone) - th_day_instant (20260329, 0, zone), ==, 23 * 3600 * TH_SECOND_US);
  report = stats_ask (self, 20260329, 20260329, "hour", NULL);
  g_assert_cmpuint (stats_n_rows (report), ==, 1);
  assert_int (stats_row (report, 0), "hour", 9);
}

/* --- against a slow recomputation --- */

static const char *
naive_key (const Row *row, const char *by, char *buffer, gsize size)
{
  if (g_str_equal (by, "queue"))
    g_strlcpy (buffer, row->queue, size);
  else if (g_str_equal (by, "channel"))
    g_strlcpy (buffer, row->channel, size);
  else if (g_str_equal (by, "class"))
    g_strlcpy (buffer, row->klass == 0 ? "priority" : "ordinary", size);
  else if (g_str_equal (by, "hour"))
    g_snprintf (buffer, size, "%d", row->entered_s / 3600);
  else if (g_str_equal (by, "quarter"))
    g_snprintf (buffer, size, "%02d:%02d", row->entered_s / 3600, row->entered_s % 3600 / 900 * 15);
  else if (g_str_equal (by, "weekday"))
    g_snprintf (buffer, size, "%d", th_day_weekday (row->day));
  else if (g_str_equal (by, "month"))
    g_snprintf (buffer, size, "%d-%02d", row->day / 10000, row->day / 100 % 100);
  else
    g_snprintf (buffer, size, "%d-%02d-%02d", row->day / 10000, row->day / 100 % 100, row->day % 100);

  return buffer;
}

static char *
member_text (JsonObject *row, const char *name)
{
  JsonNode *node = json_object_get_member (row, name);

  return json_node_get_value_type (node) == G_TYPE_STRING
    ? json_node_dup_string (node) : g_strdup_printf ("%d", (int) json_node_get_int (node));
}

static void
check_row (Fixture *self, JsonObject *row, const char *by, const char *key)
{
  guint n = 0, within = 0, handled = 0, no_shows = 0;
  double sum = 0, handling = 0;
  int max = 0;
  char buffer[32];

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *ticket = &g_array_index (self->rows, Row, i);

      if (key != NULL && !g_str_equal (naive_key (ticket, by, buffer, sizeof buffer), key))
        continue;
      no_shows += g_str_equal (ticket->state, "missed") ? 1 : 0;
      if (g_str_equal (ticket->state, "finished"))
        handling += ticket->handling_s, handled++;
      if (ticket->wait_s < 0)
        continue;
      n++;
      sum += ticket->wait_s;
      within += ticket->wait_s <= 97.2 ? 1 : 0;
      max = MAX (max, ticket->wait_s);
    }

  assert_int (row, "n", n);
  assert_int (row, "n_handled", handled);
  assert_int (row, "no_shows", no_shows);
  if (handled > 0)
    assert_double (row, "mean_handling_s", handling / handled);
  if (n == 0)
    return;
  assert_double (row, "mean_wait_s", sum / n);
  assert_double (row, "max", max);
  assert_double (row, "share_within_target", (double) within / n);
}

static void
add_random (Fixture *self, GRand *rand)
{
  static const char *const queues[] = { "N", "S", "G", "L" }, *const channels[] = { "hall", "kiosk", "phone" };
  static const char *const states[] = { "finished", "finished", "finished", "missed", "void", "waiting", "cancelled" };
  Row row = { .klass = g_rand_int_range (rand, 0, 4) > 0 };

  row.day = th_day_add (20260427, g_rand_int_range (rand, 0, 12));
  row.queue = queues[g_rand_int_range (rand, 0, G_N_ELEMENTS (queues))];
  row.channel = channels[g_rand_int_range (rand, 0, G_N_ELEMENTS (channels))];
  row.state = states[g_rand_int_range (rand, 0, G_N_ELEMENTS (states))];
  row.entered_s = g_rand_int_range (rand, 9 * 3600, 17 * 3600);
  row.wait_s = g_rand_boolean (rand) ? 0 : g_rand_int_range (rand, 0, 3000);
  if (g_str_equal (row.state, "void") || g_str_equal (row.state, "waiting") || g_str_equal (row.state, "cancelled"))
    row.wait_s = -1;
  row.handling_s = g_rand_int_range (rand, 0, 2000);
  stats_add (self, row);
}

static void
test_random (Fixture *self, gconstpointer data)
{
  static const char *const keys[] = { "queue", "hour", "quarter", "day", "weekday", "month", "class", "channel" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260420);

  for (int i = 0; i < 1500; i++)
    add_random (self, rand);
  stats_write (self);

  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      g_autoptr (JsonObject) report = stats_ask (self, 20260427, 20260508, keys[k], NULL);
      g_autofree char *last = NULL;

      check_row (self, json_object_get_object_member (report, "total"), NULL, NULL);
      g_assert_cmpuint (stats_n_rows (report), >, 1);
      for (guint i = 0; i < stats_n_rows (report); i++)
        {
          g_autofree char *key = member_text (stats_row (report, i), keys[k]);

          g_assert_cmpstr (key, !=, last);
          check_row (self, stats_row (report, i), keys[k], key);
          g_free (last);
          last = g_steal_pointer (&key);
        }
    }
}

/* --- refusals --- */

static void
refused (Fixture *self, ThDay from, ThDay to, const char *const *by, const char *queue, ThError code)
{
  Question question = { self, from, to, by, queue, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (th_store_read (self->store, stats_ask_work, &question, &error));
  g_assert_error (error, TH_ERROR, (int) code);
  g_assert_null (question.report);
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  const char *const none[] = { NULL }, *const unknown[] = { "moon", NULL }, *const twice[] = { "hour", "hour", NULL };
  const char *const mixed[] = { "matter", "window", NULL };
  const char *const many[] = { "hour", "day", "queue", "class", "channel", NULL };

  refused (self, 20260421, 20260420, none, NULL, TH_ERROR_BAD_REQUEST);
  refused (self, 0, 20260420, none, NULL, TH_ERROR_BAD_REQUEST);
  refused (self, 20260420, 20260231, none, NULL, TH_ERROR_BAD_REQUEST);
  refused (self, 20260420, 20260420, unknown, NULL, TH_ERROR_BAD_REQUEST);
  refused (self, 20260420, 20260420, twice, NULL, TH_ERROR_BAD_REQUEST);
  refused (self, 20260420, 20260420, mixed, NULL, TH_ERROR_BAD_REQUEST);
  refused (self, 20260420, 20260420, many, NULL, TH_ERROR_BAD_REQUEST);
  refused (self, 20260420, 20260420, none, "Q9", TH_ERROR_NOT_FOUND);
}

/* --- the plan of the database --- */

/* No report reads a table from end to end or sorts what it read. */
static void
test_plans (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "hall.db", NULL);
  const ThSql *all;
  gsize n;
  guint checked = 0;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  all = th_sql_all (&n);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = g_strconcat ("EXPLAIN QUERY PLAN ", all[i].text, NULL);
      sqlite3_stmt *statement = NULL;

      if (!g_str_has_prefix (all[i].name, "stats_"))
        continue;
      g_assert_cmpint (sqlite3_prepare_v2 (db, text, -1, &statement, NULL), ==, SQLITE_OK);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          const char *step = (const char *) sqlite3_column_text (statement, 3);

          g_test_message ("%s: %s", all[i].name, step);
          g_assert_true (g_str_has_prefix (step, "SEARCH "));
        }
      g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
      checked++;
    }
  g_assert_cmpuint (checked, ==, 5);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* --- comma-separated values --- */

static void
test_csv (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) report = NULL;
  g_autofree char *codes = NULL, *words = NULL;
  g_auto (GStrv) lines = NULL;

  for (int i = 0; i < 6; i++)
    stats_add (self, (Row) { .day = 20260420, .queue = i == 0 ? "S" : "N", .state = "finished", .klass = 1, .entered_s = 36000,
                             .wait_s = 75, .handling_s = 90 });
  stats_write (self);
  report = stats_ask (self, 20260420, 20260420, "queue", NULL);

  /* A name from the hall file may hold anything. */
  json_object_set_string_member (stats_row (report, 0), "queue_en", "say \"now\", or\nnever");
  codes = th_stats_csv (report, TH_STATS_CSV_CODES);
  g_assert_true (g_str_has_suffix (codes, "\r\n"));
  g_assert_nonnull (strstr (codes, ",\"say \"\"now\"\", or\nnever\","));
  json_object_set_string_member (stats_row (report, 0), "queue_en", "plain");
  g_free (codes);
  codes = th_stats_csv (report, TH_STATS_CSV_CODES);

  lines = g_strsplit (codes, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 7);
  g_assert_true (g_str_has_prefix (lines[0], "queue,queue_zh,queue_en,n,mean_wait_s,p50,"));
  g_assert_true (g_str_has_prefix (lines[1], "N,申报纳税,plain,5,75.000,75.000,"));
  g_assert_true (g_str_has_prefix (lines[2], "S,社保,"));
  g_assert_nonnull (strstr (lines[2], ",1,75.000,75.000,"));
  g_assert_true (g_str_has_prefix (lines[3], "total,,,6,75.000,"));
  g_assert_true (g_str_has_prefix (lines[4], "2026-04-20/2026-04-20,,"));
  g_assert_true (g_str_has_prefix (lines[5], "\"Wait = ") || g_str_has_prefix (lines[5], "Wait = "));

  words = th_stats_csv (report, TH_STATS_CSV_WORDS);
  g_assert_true (g_str_has_prefix (words, "Queue,Queue name,Tickets called,Mean wait (min),"));
  g_assert_nonnull (strstr (words, "N,plain,5,1.25,1.25,"));
}

#define ADD(name, function, zone) \
  g_test_add ("/stats/" name, Fixture, zone, stats_set_up, function, stats_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("empty", test_empty, NULL);
  ADD ("nearest", test_nearest, NULL);
  ADD ("gap", test_gap, NULL);
  ADD ("who-counts", test_who_counts, NULL);
  ADD ("called-early", test_called_early, NULL);
  ADD ("windows", test_windows, NULL);
  ADD ("matters", test_matters, NULL);
  ADD ("clock-change", test_clock_change, "Europe/Berlin");
  ADD ("random", test_random, NULL);
  ADD ("refusals", test_refusals, NULL);
  ADD ("plans", test_plans, NULL);
  ADD ("csv", test_csv, NULL);

  return g_test_run ();
}
