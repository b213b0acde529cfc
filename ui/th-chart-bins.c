/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: the shape that a mean hides. One bar a minute as long as the bars can
 * be told apart; after a bad day several minutes share one, and the heading
 * says how many. */

#include "th-chart-bins.h"

#include <glib/gi18n.h>
#include <math.h>

#include "th-chart-ink.h"
#include "th-theme.h"
#include "th-text.h"

#define MOST_BARS 20

/* A quiet morning fits into one minute; its bar must not fill the chart. */
#define LEAST_BARS 6

/* Fewer tickets have bars but no mean. */
#define FEWEST_TICKETS 5

struct _ThChartBins
{
  GtkWidget parent_instance;
  GArray   *bars;            /* of guint */
  int       width;           /* minutes in a bar */
  guint     tallest;         /* index */
  guint     n;
  double    mean, p90;       /* minutes; NAN when not known */
  char     *sentence;
  gint64    spoken;
};

G_DEFINE_FINAL_TYPE (ThChartBins, th_chart_bins, GTK_TYPE_WIDGET)

/* Where things lie, in pixels. */
typedef struct
{
  double left, right, top, bottom, slot;
} Frame;

static guint
bar (ThChartBins *self, guint i)
{
  return g_array_index (self->bars, guint, i);
}

static double
minute_x (ThChartBins *self, const Frame *frame, double minutes)
{
  return frame->left + minutes / self->width * frame->slot;
}

static double
bar_top (ThChartBins *self, const Frame *frame, guint i)
{
  double share = i < self->bars->len ? (double) bar (self, i) / MAX (bar (self, self->tallest), 1) : 0;

  return frame->bottom - share * (frame->bottom - frame->top);
}

static void
draw_bars (ThChartBins *self, ThInk *ink, const Frame *frame)
{
  gboolean roomy = frame->slot >= 1.5 * ink->rem;
  double gap = fmin (2, frame->slot * 0.1);

  for (guint i = 0; i < self->bars->len; i++)
    {
      double x = frame->left + i * frame->slot + gap / 2;
      double height = bar (self, i) == 0 ? 0 : fmax (1, frame->bottom - bar_top (self, frame, i));
      g_autofree char *count = g_strdup_printf ("%u", bar (self, i));

      th_ink_colour (ink, i == self->tallest ? "curve" : "bar");
      th_ink_box (ink, x, frame->bottom - height, frame->slot - gap, height, 2);

      if (bar (self, i) == 0 || (!roomy && i != self->tallest))
        continue;
      th_ink_colour (ink, "ink2");
      th_ink_text (ink, count, x + (frame->slot - gap) / 2, frame->bottom - height - 1, 0.5, 1, 0.857, FALSE);
    }

  th_ink_colour (ink, "line2");
  th_ink_line (ink, frame->left, round (frame->bottom) + 0.5, frame->right, round (frame->bottom) + 0.5, 1, 0);
}

static void
draw_minutes (ThChartBins *self, ThInk *ink, const Frame *frame)
{
  int every = MAX (1, (int) ceil (2.0 * ink->rem / frame->slot));

  th_ink_colour (ink, "ink3");
  for (guint i = 0; i <= self->bars->len; i += (guint) every)
    {
      g_autofree char *minute = g_strdup_printf ("%d", (int) i * self->width);

      th_ink_text (ink, minute, frame->left + i * frame->slot, frame->bottom + 0.3 * ink->rem, 0.5, 0, 0.857, FALSE);
    }
}

static void
draw_mark (ThChartBins *self, ThInk *ink, const Frame *frame, double minutes, const char *name, double top, double dash)
{
  double x = round (minute_x (self, frame, minutes)) + 0.5, at = x, gap = 0.4 * ink->rem;
  gboolean left = x > frame->right - 6.5 * ink->rem;
  g_autofree char *text = g_strdup_printf ("%s %.2f", name, minutes);

  if (isnan (minutes))
    return;

  /* On a bar the mark needs a ground of its own. */
  th_ink_colour (ink, "surface");
  th_ink_line (ink, x, top, x, frame->bottom, 4, 0);
  th_ink_colour (ink, "ink");
  th_ink_line (ink, x, top, x, frame->bottom, 1.5, dash);

  /* The word keeps off a bar that reaches up to it. */
  if (!left && bar_top (self, frame, (guint) (minutes / self->width)) < top + 1.4 * ink->rem)
    at = frame->left + (floor (minutes / self->width) + 1) * frame->slot;
  th_ink_text (ink, text, left ? at - gap : at + gap, top, left ? 1 : 0, 0, 0.857, TRUE);
}

static void
th_chart_bins_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ThChartBins *self = TH_CHART_BINS (widget);
  Frame frame;
  ThInk ink;
  double height;

  if (self->bars->len == 0)
    return;

  ink = th_ink_begin (widget, snapshot);
  frame.left = 0.7 * ink.rem;
  frame.right = gtk_widget_get_width (widget) - 0.7 * ink.rem;
  frame.top = 1.3 * ink.rem;
  frame.bottom = gtk_widget_get_height (widget) - 1.7 * ink.rem;
  frame.slot = (frame.right - frame.left) / self->bars->len;
  height = frame.bottom - frame.top;
  if (frame.slot > 0 && height > 0)
    {
      draw_bars (self, &ink, &frame);
      draw_minutes (self, &ink, &frame);
      draw_mark (self, &ink, &frame, self->mean, C_("mark in a chart", "Mean"), frame.top + 0.04 * height, 0);
      draw_mark (self, &ink, &frame, self->p90, "P90", frame.top + 0.28 * height, 3);
    }
  th_ink_end (&ink);
}

static void
th_chart_bins_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                       int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 130;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 280 : 200;
}

static void
th_chart_bins_finalize (GObject *object)
{
  ThChartBins *self = TH_CHART_BINS (object);

  g_array_unref (self->bars);
  g_free (self->sentence);
  G_OBJECT_CLASS (th_chart_bins_parent_class)->finalize (object);
}

static void
th_chart_bins_class_init (ThChartBinsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = th_chart_bins_finalize;
  widget_class->snapshot = th_chart_bins_snapshot;
  widget_class->measure = th_chart_bins_measure;

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
th_chart_bins_init (ThChartBins *self)
{
  self->bars = g_array_new (FALSE, TRUE, sizeof (guint));
  self->width = 1;
  self->mean = self->p90 = NAN;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Distribution of waits"), -1);
  th_theme_watch (GTK_WIDGET (self));
}

/* Widths that people count in, so that an axis is read at a glance. */
static int
choose_width (guint minutes)
{
  static const int widths[] = { 1, 2, 5, 10, 15, 30, 60 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    if (minutes <= (guint) widths[i] * MOST_BARS)
      return widths[i];

  return 120;
}

static void
make_sentence (ThChartBins *self)
{
  int from = (int) self->tallest * self->width;

  g_free (self->sentence);
  if (self->bars->len == 0 || isnan (self->mean))
    self->sentence = g_strdup (_("Too few tickets for a distribution."));
  else
    self->sentence = g_strdup_printf (
      _("Of %u tickets most waited %d to %d minutes: %u. The mean is %.2f, nine in ten waited at most %.2f minutes."),
      self->n, from, from + self->width, bar (self, self->tallest), self->mean, self->p90);
}

/**
 * th_chart_bins_new:
 *
 * Returns: an empty chart
 */
GtkWidget *
th_chart_bins_new (void)
{
  return g_object_new (TH_TYPE_CHART_BINS, NULL);
}

void
th_chart_bins_set (ThChartBins *self, JsonArray *bins, JsonObject *total, gboolean fresh)
{
  guint n = bins == NULL ? 0 : json_array_get_length (bins);

  g_return_if_fail (TH_IS_CHART_BINS (self));

  self->n = (guint) th_member_int (total, "n", 0);
  /* Bars of few tickets would be mistaken for a distribution. */
  if (self->n < FEWEST_TICKETS)
    n = 0;
  self->mean = self->n < FEWEST_TICKETS ? NAN : th_member_double (total, "mean_wait_s", NAN) / 60;
  self->p90 = self->n < FEWEST_TICKETS ? NAN : th_member_double (total, "p90", NAN) / 60;
  self->width = choose_width (n);
  self->tallest = 0;

  g_array_set_size (self->bars, 0);
  g_array_set_size (self->bars, n > 0 ? MAX ((n + (guint) self->width - 1) / (guint) self->width, LEAST_BARS) : 0);
  for (guint i = 0; i < n; i++)
    g_array_index (self->bars, guint, i / (guint) self->width) += (guint) json_array_get_int_element (bins, i);
  for (guint i = 0; i < self->bars->len; i++)
    if (bar (self, i) > bar (self, self->tallest))
      self->tallest = i;

  make_sentence (self);
  th_chart_speak (GTK_WIDGET (self), self->sentence, fresh, &self->spoken);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * th_chart_bins_get_sentence:
 *
 * Returns: (transfer none): the chart in one sentence
 */
const char *
th_chart_bins_get_sentence (ThChartBins *self)
{
  g_return_val_if_fail (TH_IS_CHART_BINS (self), NULL);
  return self->sentence;
}

int
th_chart_bins_get_width (ThChartBins *self)
{
  g_return_val_if_fail (TH_IS_CHART_BINS (self), 1);
  return self->width;
}

guint
th_chart_bins_get_n_bars (ThChartBins *self)
{
  g_return_val_if_fail (TH_IS_CHART_BINS (self), 0);
  return self->bars->len;
}

guint
th_chart_bins_get_bar (ThChartBins *self, guint i)
{
  g_return_val_if_fail (TH_IS_CHART_BINS (self) && i < self->bars->len, 0);
  return bar (self, i);
}
