/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: when did people wait, and was it a few or most of them? An hour with
 * too few tickets has its n but no figure, an hour without tickets is a gap,
 * and the line of means breaks at both: nothing is drawn that is not known. */

#include "th-chart-hours.h"

#include <glib/gi18n.h>
#include <math.h>

#include "th-chart-ink.h"
#include "th-theme.h"
#include "th-text.h"

/* An hour with fewer tickets shows no figure: one slow case would be the mean. */
#define FEWEST_TICKETS 5

typedef struct
{
  guint  n;
  double mean, p50, p90;     /* minutes; NAN when not known */
} Hour;

struct _ThChartHours
{
  GtkWidget parent_instance;
  Hour      hours[24];
  int       first, last;     /* the hours shown; none when first > last */
  double    target;          /* minutes */
  char     *sentence;
  gint64    spoken;
};

G_DEFINE_FINAL_TYPE (ThChartHours, th_chart_hours, GTK_TYPE_WIDGET)

/* Where things lie, in pixels. */
typedef struct
{
  double left, right, top, bottom;
  double slot;               /* width of an hour */
  double top_value, step;
} Frame;

static double
frame_y (const Frame *frame, double value)
{
  return frame->bottom - value / frame->top_value * (frame->bottom - frame->top);
}

static double
frame_x (ThChartHours *self, const Frame *frame, int hour)
{
  return frame->left + (hour - self->first + 0.5) * frame->slot;
}

static Frame
frame_make (ThChartHours *self, const ThInk *ink)
{
  Frame frame = { 0 };
  double most = self->target * 1.25;

  for (int h = self->first; h <= self->last; h++)
    {
      most = fmax (most, self->hours[h].p90);
      most = fmax (most, self->hours[h].mean);
    }

  frame.step = th_chart_step (most, 5);
  frame.top_value = frame.step * ceil (most / frame.step - 1e-9);
  frame.left = 3 * ink->rem;
  frame.right = gtk_widget_get_width (GTK_WIDGET (self)) - 0.9 * ink->rem;
  frame.top = 1.2 * ink->rem;
  frame.bottom = gtk_widget_get_height (GTK_WIDGET (self)) - 2.8 * ink->rem;
  frame.slot = (frame.right - frame.left) / (self->last - self->first + 1);

  return frame;
}

static void
draw_axis (ThInk *ink, const Frame *frame)
{
  for (double value = 0; value <= frame->top_value + 1e-9; value += frame->step)
    {
      g_autofree char *text = th_chart_number (value);
      double y = round (frame_y (frame, value)) + 0.5;

      th_ink_colour (ink, value > 0 ? "line" : "line2");
      th_ink_line (ink, frame->left, y, frame->right, y, 1, 0);
      th_ink_colour (ink, "ink3");
      th_ink_text (ink, text, frame->left - 0.5 * ink->rem, y, 1, 0.5, 0.857, FALSE);
    }
}

static void
draw_hours (ThChartHours *self, ThInk *ink, const Frame *frame)
{
  gboolean narrow = frame->slot < 2.6 * ink->rem;

  for (int h = self->first; h <= self->last; h++)
    {
      double x = frame_x (self, frame, h);
      g_autofree char *name = narrow ? g_strdup_printf ("%d", h) : g_strdup_printf (C_("hour of the day", "%d:00"), h);
      g_autofree char *n = g_strdup_printf (narrow ? "%u" : "n %u", self->hours[h].n);

      th_ink_colour (ink, "ink2");
      th_ink_text (ink, name, x, frame->bottom + 0.35 * ink->rem, 0.5, 0, 0.857, FALSE);
      th_ink_colour (ink, "ink3");
      if (self->hours[h].n > 0)
        th_ink_text (ink, n, x, frame->bottom + 1.45 * ink->rem, 0.5, 0, 0.857, FALSE);
    }
}

static void
draw_boxes (ThChartHours *self, ThInk *ink, const Frame *frame)
{
  double width = fmin (1.9 * ink->rem, frame->slot * 0.6);

  for (int h = self->first; h <= self->last; h++)
    {
      const Hour *hour = &self->hours[h];
      double x = round (frame_x (self, frame, h) - width / 2), high, low;

      if (isnan (hour->p90))
        continue;

      high = frame_y (frame, hour->p90);
      low = frame_y (frame, hour->p50);
      th_ink_colour (ink, "band");
      th_ink_box (ink, x, high, width, low - high, 2);
      th_ink_colour (ink, "curve");
      th_ink_line (ink, x, round (low), x + width, round (low), 2, 0);
    }
}

static void
draw_means (ThChartHours *self, ThInk *ink, const Frame *frame)
{
  cairo_t *cr = ink->cr;
  gboolean open = FALSE;

  for (int h = self->first; h <= self->last; h++)
    {
      if (isnan (self->hours[h].mean))
        open = FALSE;
      else if (open)
        cairo_line_to (cr, frame_x (self, frame, h), frame_y (frame, self->hours[h].mean));
      else
        cairo_move_to (cr, frame_x (self, frame, h), frame_y (frame, self->hours[h].mean));
      open = !isnan (self->hours[h].mean);
    }

  th_ink_colour (ink, "ink");
  cairo_set_line_width (cr, 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);

  for (int h = self->first; h <= self->last; h++)
    {
      if (isnan (self->hours[h].mean))
        continue;
      cairo_arc (cr, frame_x (self, frame, h), frame_y (frame, self->hours[h].mean), 0.29 * ink->rem, 0, 2 * G_PI);
      th_ink_colour (ink, "surface");
      cairo_fill_preserve (cr);
      th_ink_colour (ink, "ink");
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
    }
}

static void
draw_target (ThChartHours *self, ThInk *ink, const Frame *frame)
{
  g_autofree char *text = g_strdup_printf (_("Target %.2f"), self->target);
  double y = round (frame_y (frame, self->target)) + 0.5;

  if (!(self->target > 0))
    return;

  th_ink_colour (ink, "tide");
  th_ink_line (ink, frame->left, y, frame->right, y, 1.5, 6);
  th_ink_text (ink, text, frame->right, y - 2, 1, 1, 0.857, TRUE);
}

static int
busiest (ThChartHours *self)
{
  int best = -1;

  for (int h = self->first; h <= self->last; h++)
    if (!isnan (self->hours[h].mean) && (best < 0 || self->hours[h].mean > self->hours[best].mean))
      best = h;

  return best;
}

/* The two values that matter most stand beside their marks. */
static void
draw_labels (ThChartHours *self, ThInk *ink, const Frame *frame)
{
  int h = busiest (self);
  g_autofree char *mean = NULL, *p90 = NULL;
  double x, y, gap = 1.35 * ink->rem;
  gboolean left;

  if (h < 0)
    return;

  x = frame_x (self, frame, h);
  y = frame_y (frame, self->hours[h].mean);
  left = h == self->last && self->last > self->first;
  mean = g_strdup_printf ("%.2f", self->hours[h].mean);
  p90 = g_strdup_printf ("%.1f", self->hours[h].p90);

  th_ink_colour (ink, "ink");
  th_ink_text (ink, mean, left ? x - gap : x + gap, y, left ? 1 : 0, 0.5, 0.929, TRUE);
  if (self->hours[h].p90 - self->hours[h].mean < frame->step / 2)
    return;
  th_ink_colour (ink, "ink2");
  th_ink_text (ink, p90, x, frame_y (frame, self->hours[h].p90) - 2, 0.5, 1, 0.857, FALSE);
}

static void
th_chart_hours_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ThChartHours *self = TH_CHART_HOURS (widget);
  ThInk ink;
  Frame frame;

  if (self->first > self->last)
    return;

  ink = th_ink_begin (widget, snapshot);
  frame = frame_make (self, &ink);
  if (frame.right > frame.left && frame.bottom > frame.top)
    {
      draw_axis (&ink, &frame);
      draw_hours (self, &ink, &frame);
      draw_boxes (self, &ink, &frame);
      draw_target (self, &ink, &frame);
      draw_means (self, &ink, &frame);
      draw_labels (self, &ink, &frame);
    }
  th_ink_end (&ink);
}

static void
th_chart_hours_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                        int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 150;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 500 : 216;
}

/* What a pointer over an hour is told; the table says the same to everybody. */
static gboolean
query_tooltip_cb (ThChartHours *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  double rem = 14, left = 3 * rem, right = gtk_widget_get_width (GTK_WIDGET (self)) - 0.9 * rem;
  int h = self->first + (int) floor ((x - left) / ((right - left) / (self->last - self->first + 1)));
  g_autofree char *text = NULL;

  if (keyboard || self->first > self->last || h < self->first || h > self->last)
    return FALSE;

  if (self->hours[h].n == 0)
    text = g_strdup_printf (_("%d:00 – %d:00: no tickets"), h, h + 1);
  else if (isnan (self->hours[h].mean))
    text = g_strdup_printf (_("%d:00 – %d:00: n %u, too few for a figure"), h, h + 1, self->hours[h].n);
  else
    text = g_strdup_printf (_("%d:00 – %d:00: n %u, mean %.2f, median %.2f, P90 %.2f min"), h, h + 1,
                            self->hours[h].n, self->hours[h].mean, self->hours[h].p50, self->hours[h].p90);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
th_chart_hours_finalize (GObject *object)
{
  g_free (TH_CHART_HOURS (object)->sentence);
  G_OBJECT_CLASS (th_chart_hours_parent_class)->finalize (object);
}

static void
th_chart_hours_class_init (ThChartHoursClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = th_chart_hours_finalize;
  widget_class->snapshot = th_chart_hours_snapshot;
  widget_class->measure = th_chart_hours_measure;

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
th_chart_hours_init (ThChartHours *self)
{
  self->first = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Waits by hour"), -1);
  th_theme_watch (GTK_WIDGET (self));
}

static void
make_sentence (ThChartHours *self)
{
  int h = busiest (self);

  g_free (self->sentence);
  if (h < 0)
    self->sentence = g_strdup (_("No hour has enough tickets for a figure."));
  else
    self->sentence = g_strdup_printf (
      _("Longest mean wait from %d:00 to %d:00: %.2f minutes for %u tickets; half waited at most %.2f, "
        "nine in ten at most %.2f. The target is %.2f."),
      h, h + 1, self->hours[h].mean, self->hours[h].n, self->hours[h].p50, self->hours[h].p90, self->target);
}

/**
 * th_chart_hours_new:
 *
 * Returns: an empty chart
 */
GtkWidget *
th_chart_hours_new (void)
{
  return g_object_new (TH_TYPE_CHART_HOURS, NULL);
}

void
th_chart_hours_set (ThChartHours *self, JsonArray *rows, double target_s, gboolean fresh)
{
  guint n = rows == NULL ? 0 : json_array_get_length (rows);

  g_return_if_fail (TH_IS_CHART_HOURS (self));

  for (int h = 0; h < 24; h++)
    self->hours[h] = (Hour) { 0, NAN, NAN, NAN };
  self->first = 24;
  self->last = -1;
  self->target = target_s / 60;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *row = th_member_element (rows, i);
      int h = (int) th_member_int (row, "hour", -1);

      if (h < 0 || h > 23)
        continue;
      self->hours[h].n = (guint) th_member_int (row, "n", 0);
      self->first = MIN (self->first, h);
      self->last = MAX (self->last, h);
      if (self->hours[h].n < FEWEST_TICKETS)
        continue;
      self->hours[h].mean = th_member_double (row, "mean_wait_s", NAN) / 60;
      self->hours[h].p50 = th_member_double (row, "p50", NAN) / 60;
      self->hours[h].p90 = th_member_double (row, "p90", NAN) / 60;
    }

  make_sentence (self);
  th_chart_speak (GTK_WIDGET (self), self->sentence, fresh, &self->spoken);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * th_chart_hours_get_sentence:
 *
 * Returns: (transfer none): the chart in one sentence
 */
const char *
th_chart_hours_get_sentence (ThChartHours *self)
{
  g_return_val_if_fail (TH_IS_CHART_HOURS (self), NULL);
  return self->sentence;
}
