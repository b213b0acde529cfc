/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: the arithmetic of reports is right: by a table worked out by hand, by
 * a slow recomputation on random values, and on a reference day whose waits
 * follow from arrivals and durations alone. */

#include "th-statistics.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>

#define assert_near(a, b, tolerance) g_assert_cmpfloat_with_epsilon (a, b, tolerance)

static void
test_empty (void)
{
  g_autoptr (ThSample) sample = th_sample_new ();
  g_autoptr (GArray) bins = th_sample_bins (sample, 60, 10);

  g_assert_cmpuint (th_sample_count (sample), ==, 0);
  g_assert_true (isnan (th_sample_mean (sample)));
  g_assert_true (isnan (th_sample_percentile (sample, 0.5)));
  g_assert_true (isnan (th_sample_share_at_most (sample, 100)));
  g_assert_cmpuint (bins->len, ==, 0);
}

static const struct
{
  const char *name;
  gint64 values[8];
  guint n;
  double mean, p0, p50, p80, p90, p100, share_at_most_10;
} table[] = {
  { "one",     { 7 },                    1, 7,    7, 7,   7,    7,    7,   1 },
  { "zeros",   { 0, 0, 0 },              3, 0,    0, 0,   0,    0,    0,   1 },
  { "two",     { 20, 10 },               2, 15,   10, 15, 18,   19,   20,  0.5 },
  { "odd",     { 3, 1, 2 },              3, 2,    1, 2,   2.6,  2.8,  3,   1 },
  { "even",    { 4, 1, 3, 2 },           4, 2.5,  1, 2.5, 3.4,  3.7,  4,   1 },
  { "outlier", { 0, 0, 0, 0, 1000 },     5, 200,  0, 0,   200,  600,  1000, 0.8 },
  { "ties",    { 10, 10, 11, 10, 5, 10 }, 6, 56.0 / 6, 5, 10, 10, 10.5, 11, 5.0 / 6 },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ThSample) sample = th_sample_new ();

      g_test_message ("%s", table[i].name);
      for (guint k = 0; k < table[i].n; k++)
        th_sample_add (sample, table[i].values[k]);

      g_assert_cmpuint (th_sample_count (sample), ==, table[i].n);
      assert_near (th_sample_mean (sample), table[i].mean, 1e-9);
      assert_near (th_sample_percentile (sample, 0), table[i].p0, 1e-9);
      assert_near (th_sample_percentile (sample, 0.5), table[i].p50, 1e-9);
      assert_near (th_sample_percentile (sample, 0.8), table[i].p80, 1e-9);
      assert_near (th_sample_percentile (sample, 0.9), table[i].p90, 1e-9);
      assert_near (th_sample_percentile (sample, 1), table[i].p100, 1e-9);
      assert_near (th_sample_share_at_most (sample, 10), table[i].share_at_most_10, 1e-9);
      g_assert_cmpint (th_sample_max (sample), ==, (gint64) table[i].p100);
    }
}

static void
test_bins (void)
{
  const gint64 values[] = { 0, 59, 60, 61, 180, 100000, -5 };
  const guint expected[] = { 3, 2, 0, 1, 1 };
  g_autoptr (ThSample) sample = th_sample_new ();
  g_autoptr (GArray) bins = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    th_sample_add (sample, values[i]);

  bins = th_sample_bins (sample, 60, 5);
  g_assert_cmpuint (bins->len, ==, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (g_array_index (bins, guint, i), ==, expected[i]);
}

/* Values may come after a question; a question never changes an answer. */
static void
test_interleaved (void)
{
  g_autoptr (ThSample) sample = th_sample_new ();

  th_sample_add (sample, 30);
  th_sample_add (sample, 10);
  assert_near (th_sample_percentile (sample, 0.5), 20, 1e-9);
  th_sample_add (sample, 20);
  assert_near (th_sample_percentile (sample, 0.5), 20, 1e-9);
  th_sample_add (sample, 40);
  assert_near (th_sample_percentile (sample, 0.5), 25, 1e-9);
  assert_near (th_sample_percentile (sample, 1), 40, 1e-9);
}

static void
test_large_sum (void)
{
  const gint64 day_us = G_GINT64_CONSTANT (86400) * TH_SECOND_US;
  g_autoptr (ThSample) sample = th_sample_new ();

  for (guint i = 0; i < 1000000; i++)
    th_sample_add (sample, day_us);

  g_assert_cmpfloat (th_sample_mean (sample), ==, (double) day_us);
}

static int
compare (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* The slow way: one sorted copy, one loop a figure. */
static void
check_against_naive (GRand *rand, guint n)
{
  g_autofree gint64 *values = g_new (gint64, n);
  g_autoptr (ThSample) sample = th_sample_new ();
  g_autoptr (GArray) bins = NULL;
  gint64 limit = g_rand_int_range (rand, 0, 1000), sum = 0;
  guint at_most = 0, counted = 0;

  for (guint i = 0; i < n; i++)
    {
      values[i] = g_rand_boolean (rand) ? 0 : g_rand_int_range (rand, 0, 1000);
      th_sample_add (sample, values[i]);
      sum += values[i];
      at_most += values[i] <= limit ? 1 : 0;
    }
  qsort (values, n, sizeof *values, compare);

  assert_near (th_sample_mean (sample), (double) sum / n, 1e-9);
  assert_near (th_sample_share_at_most (sample, limit), (double) at_most / n, 1e-12);
  g_assert_cmpint (th_sample_max (sample), ==, values[n - 1]);

  for (guint step = 0; step <= 20; step++)
    {
      double place = (n - 1) * (step / 20.0);
      double low = values[(guint) floor (place)], high = values[(guint) ceil (place)];

      assert_near (th_sample_percentile (sample, step / 20.0), low + (place - floor (place)) * (high - low), 1e-6);
    }

  bins = th_sample_bins (sample, 17, 1000);
  g_assert_cmpuint (bins->len, ==, values[n - 1] / 17 + 1);
  for (guint i = 0; i < bins->len; i++)
    counted += g_array_index (bins, guint, i);
  g_assert_cmpuint (counted, ==, n);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260420);

  for (guint round = 0; round < 500; round++)
    check_against_naive (rand, (guint) g_rand_int_range (rand, 1, 300));
}

/* --- the reference day: one line, first come first served, k windows --- */

typedef struct
{
  int arrival, plain, prereviewed;
} Visit;

static GArray *
load_visits (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "reference_day.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GArray *visits = g_array_new (FALSE, FALSE, sizeof (Visit));

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);
      Visit visit;

      g_assert_cmpuint (g_strv_length (fields), ==, 6);
      visit.arrival = atoi (fields[1]);
      visit.plain = atoi (fields[4]);
      visit.prereviewed = g_str_equal (fields[3], "1") ? atoi (fields[5]) : visit.plain;
      g_array_append_val (visits, visit);
    }

  return visits;
}

static ThSample *
waits_with (GArray *visits, int windows, gboolean prereview)
{
  ThSample *sample = th_sample_new ();
  int free_at[16] = { 0 };

  for (guint i = 0; i < visits->len; i++)
    {
      const Visit *visit = &g_array_index (visits, Visit, i);
      int first = 0, start;

      for (int w = 1; w < windows; w++)
        if (free_at[w] < free_at[first])
          first = w;

      start = MAX (visit->arrival, free_at[first]);
      free_at[first] = start + (prereview ? visit->prereviewed : visit->plain);
      th_sample_add (sample, start - visit->arrival);
    }

  return sample;
}

/* The day's own P90 is the order statistic above the place, ours lies between
 * the two around it; so it is compared at the share where both agree. */
static void
check_day (GArray *visits, JsonObject *expected, int windows, gboolean prereview)
{
  g_autoptr (ThSample) sample = waits_with (visits, windows, prereview);
  double above = floor (0.9 * visits->len) / (visits->len - 1);
  double p90 = th_sample_percentile (sample, 0.9) / 60;

  g_assert_cmpuint (th_sample_count (sample), ==, json_object_get_int_member (expected, "tickets"));
  assert_near (th_sample_mean (sample) / 60, json_object_get_double_member (expected, "mean_wait_min"), 0.006);
  assert_near (th_sample_percentile (sample, 0.5) / 60, json_object_get_double_member (expected, "median_min"), 0.006);
  assert_near (th_sample_percentile (sample, above) / 60, json_object_get_double_member (expected, "p90_min"), 0.006);
  assert_near (th_sample_max (sample) / 60.0, json_object_get_double_member (expected, "max_min"), 0.006);
  assert_near (1 - th_sample_share_at_most (sample, 900),
               json_object_get_double_member (expected, "share_over_15min"), 0.0001);
  g_assert_cmpfloat (p90, <=, json_object_get_double_member (expected, "p90_min") + 0.006);
}

static void
test_reference_day (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "reference_day_expected.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GArray) visits = load_visits ();
  const char *parts[] = { "fixed_windows_no_prereview", "fixed_windows_with_prereview" };
  JsonObject *root;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpuint (visits->len, ==, 236);

  for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
    for (int windows = 4; windows <= 9; windows++)
      {
        JsonObject *days = json_object_get_object_member (root, parts[part]);
        g_autofree char *name = g_strdup_printf ("%d", windows);

        check_day (visits, json_object_get_object_member (days, name), windows, part == 1);
      }
}

/* P90 between order statistics, as an independent program gives it. */
static void
test_reference_p90 (void)
{
  static const double minutes[2][6] = {
    { 116.158333, 51.391667, 26.941667, 12.775, 4.533333, 1.658333 },
    { 65.866667, 33.95, 15.625, 5.575, 1.225, 0 },
  };
  g_autoptr (GArray) visits = load_visits ();

  for (int part = 0; part < 2; part++)
    for (int windows = 4; windows <= 9; windows++)
      {
        g_autoptr (ThSample) sample = waits_with (visits, windows, part == 1);

        assert_near (th_sample_percentile (sample, 0.9) / 60, minutes[part][windows - 4], 1e-5);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/statistics/empty", test_empty);
  g_test_add_func ("/statistics/table", test_table);
  g_test_add_func ("/statistics/bins", test_bins);
  g_test_add_func ("/statistics/interleaved", test_interleaved);
  g_test_add_func ("/statistics/large-sum", test_large_sum);
  g_test_add_func ("/statistics/random", test_random);
  g_test_add_func ("/statistics/reference-day", test_reference_day);
  g_test_add_func ("/statistics/reference-p90", test_reference_p90);

  return g_test_run ();
}
