/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: figures that anybody can recompute with a spreadsheet. A sample keeps
 * its values instead of running averages, because a percentile cannot be had
 * from an average and an average of averages is wrong; it costs eight bytes a
 * ticket, and a whole year of a large hall fits in two megabytes. */

#include "th-statistics.h"

#include <math.h>

struct _ThSample
{
  GArray  *values;   /* of gint64 */
  gint64   sum;
  gint64   max;
  gboolean sorted;
};

static int
compare_values (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static const gint64 *
sample_sort (ThSample *self)
{
  if (!self->sorted)
    {
      g_array_sort (self->values, compare_values);
      self->sorted = TRUE;
    }

  return (const gint64 *) (void *) self->values->data;
}

/**
 * th_sample_new:
 *
 * An empty sample.
 *
 * Returns: (transfer full): free it with th_sample_free()
 */
ThSample *
th_sample_new (void)
{
  ThSample *self = g_new0 (ThSample, 1);

  self->values = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->sorted = TRUE;

  return self;
}

/**
 * th_sample_free:
 *
 * Frees a sample; NULL is allowed.
 */
void
th_sample_free (ThSample *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->values);
  g_free (self);
}

/**
 * th_sample_add:
 * @value: a duration, in whatever unit the whole sample has
 *
 * Takes one value. The sum is exact: a hundred million waits of a whole day
 * each, in microseconds, still fit.
 */
void
th_sample_add (ThSample *self, gint64 value)
{
  if (self->values->len == 0 || value >= self->max)
    self->max = value;
  else
    self->sorted = FALSE;

  self->sum += value;
  g_array_append_val (self->values, value);
}

/**
 * th_sample_count:
 *
 * Returns: how many values were added
 */
guint
th_sample_count (const ThSample *self)
{
  return self->values->len;
}

/**
 * th_sample_mean:
 *
 * Returns: the sum over the count; NAN for an empty sample
 */
double
th_sample_mean (const ThSample *self)
{
  return self->values->len == 0 ? NAN : (double) self->sum / self->values->len;
}

/**
 * th_sample_max:
 *
 * Returns: the largest value; 0 for an empty sample
 */
gint64
th_sample_max (const ThSample *self)
{
  return self->max;
}

/**
 * th_sample_percentile:
 * @share: from 0 to 1; 0.5 is the median
 *
 * Interpolates linearly between the two order statistics around
 * (n - 1) x @share, the rule most spreadsheets and statistics packages have
 * as their default.
 *
 * Returns: the percentile; NAN for an empty sample
 */
double
th_sample_percentile (ThSample *self, double share)
{
  guint n = self->values->len;
  const gint64 *values;
  double place, below;
  guint i;

  g_return_val_if_fail (share >= 0 && share <= 1, NAN);

  if (n == 0)
    return NAN;

  values = sample_sort (self);
  place = (n - 1) * share;
  below = floor (place);
  i = (guint) below;
  if (i + 1 >= n)
    return (double) values[n - 1];

  return (double) values[i] + (place - below) * (double) (values[i + 1] - values[i]);
}

/**
 * th_sample_share_at_most:
 * @limit: in the unit of the sample
 *
 * Returns: the part of the values that are not above @limit, 0 to 1; NAN for
 *   an empty sample
 */
double
th_sample_share_at_most (ThSample *self, double limit)
{
  const gint64 *values = sample_sort (self);
  guint n = self->values->len, low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if ((double) values[middle] <= limit)
        low = middle + 1;
      else
        high = middle;
    }

  return n == 0 ? NAN : (double) low / n;
}

/**
 * th_sample_bins:
 * @width: width of a bin, above 0
 * @most: how many bins at most, above 0; the last one takes whatever is
 *   beyond, so that one absurd value cannot ask for all memory
 *
 * Counts the values in [0, @width), [@width, 2 x @width) and so on up to the
 * largest one. Negative values count in the first bin.
 *
 * Returns: (transfer full): an array of guint, empty for an empty sample
 */
GArray *
th_sample_bins (ThSample *self, gint64 width, guint most)
{
  GArray *bins = g_array_new (FALSE, TRUE, sizeof (guint));
  const gint64 *values = (const gint64 *) (void *) self->values->data;

  g_return_val_if_fail (width > 0 && most > 0, bins);

  if (self->values->len > 0)
    g_array_set_size (bins, (guint) MIN (MAX (self->max, 0) / width, (gint64) most - 1) + 1);

  for (guint i = 0; i < self->values->len; i++)
    g_array_index (bins, guint, MIN (MAX (values[i], 0) / width, (gint64) most - 1))++;

  return bins;
}
