/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Gathering times and printing them. Percentiles are those of the nearest
 * rank: a time that was measured, never one between two. */

#include "bench-report.h"

#include <math.h>
#include <time.h>

struct _BenchTimes
{
  GArray  *us;       /* of double */
  gboolean sorted;
};

double
bench_now_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

BenchTimes *
bench_times_new (void)
{
  BenchTimes *self = g_new0 (BenchTimes, 1);

  self->us = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
bench_times_free (BenchTimes *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->us);
  g_free (self);
}

void
bench_times_add (BenchTimes *self,
                 double      us)
{
  g_array_append_val (self->us, us);
  self->sorted = FALSE;
}

void
bench_times_join (BenchTimes       *self,
                  const BenchTimes *other)
{
  g_array_append_vals (self->us, other->us->data, other->us->len);
  self->sorted = FALSE;
}

guint
bench_times_n (const BenchTimes *self)
{
  return self->us->len;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

double
bench_times_percentile (BenchTimes *self,
                        double      share)
{
  guint n = self->us->len;
  guint rank = (guint) ceil (share * n);

  if (n == 0)
    return 0;
  if (!self->sorted)
    {
      g_array_sort (self->us, compare);
      self->sorted = TRUE;
    }
  return g_array_index (self->us, double, CLAMP (rank, 1, n) - 1);
}

double
bench_times_sum (const BenchTimes *self)
{
  double sum = 0;

  for (guint i = 0; i < self->us->len; i++)
    sum += g_array_index (self->us, double, i);
  return sum;
}

double
bench_times_rate (const BenchTimes *self)
{
  double sum = bench_times_sum (self);

  return sum > 0 ? self->us->len * 1e6 / sum : 0;
}

void
bench_table (const char *title,
             const char *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, "|", -1);

  g_print ("\n### %s\n\n|", title);
  for (guint i = 0; names[i] != NULL; i++)
    g_print (" %s |", names[i]);
  g_print ("\n|");
  for (guint i = 0; names[i] != NULL; i++)
    g_print (i < 2 ? "---|" : "---:|");
  g_print ("\n");
}

const char *
bench_number (double value,
              char   buffer[32])
{
  if (value >= 100 || value == 0)
    g_snprintf (buffer, 32, "%.0f", value);
  else if (value >= 10)
    g_snprintf (buffer, 32, "%.1f", value);
  else if (value >= 1)
    g_snprintf (buffer, 32, "%.2f", value);
  else
    g_snprintf (buffer, 32, "%.3f", value);
  return buffer;
}

char *
bench_cells_ms (BenchTimes *times)
{
  char p50[32], p95[32], p99[32];

  return g_strdup_printf ("%s | %s | %s",
                          bench_number (bench_times_percentile (times, 0.50) / 1e3, p50),
                          bench_number (bench_times_percentile (times, 0.95) / 1e3, p95),
                          bench_number (bench_times_percentile (times, 0.99) / 1e3, p99));
}
