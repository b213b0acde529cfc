/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: a legend that shows the very marks of the chart, drawn by the same
 * hand. It says nothing to a screen reader: the word beside it does. */

#include "th-chart-key.h"

#include "th-chart-ink.h"
#include "th-theme.h"

struct _ThChartKey
{
  GtkWidget parent_instance;
  char     *mark;
};

G_DEFINE_FINAL_TYPE (ThChartKey, th_chart_key, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_MARK, N_PROPS };
static GParamSpec *props[N_PROPS];

static void
th_chart_key_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ThChartKey *self = TH_CHART_KEY (widget);
  double width = gtk_widget_get_width (widget), middle = gtk_widget_get_height (widget) / 2.0;
  ThInk ink = th_ink_begin (widget, snapshot);

  if (g_strcmp0 (self->mark, "box") == 0)
    {
      th_ink_colour (&ink, "band");
      th_ink_box (&ink, 2, middle - 5, width - 4, 10, 0);
      th_ink_colour (&ink, "curve");
      th_ink_line (&ink, 2, middle + 5, width - 2, middle + 5, 2, 0);
    }
  else
    {
      th_ink_colour (&ink, "ink");
      th_ink_line (&ink, 0, middle, width, middle, 1.5, 0);
      cairo_arc (ink.cr, width / 2, middle, 3, 0, 2 * G_PI);
      th_ink_colour (&ink, "surface");
      cairo_fill_preserve (ink.cr);
      th_ink_colour (&ink, "ink");
      cairo_set_line_width (ink.cr, 1.5);
      cairo_stroke (ink.cr);
    }
  th_ink_end (&ink);
}

static void
th_chart_key_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                      int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 16 : 14;
}

static void
th_chart_key_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, TH_CHART_KEY (object)->mark);
}

static void
th_chart_key_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThChartKey *self = TH_CHART_KEY (object);

  g_free (self->mark);
  self->mark = g_value_dup_string (value);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
th_chart_key_finalize (GObject *object)
{
  g_free (TH_CHART_KEY (object)->mark);
  G_OBJECT_CLASS (th_chart_key_parent_class)->finalize (object);
}

static void
th_chart_key_class_init (ThChartKeyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = th_chart_key_get_property;
  object_class->set_property = th_chart_key_set_property;
  object_class->finalize = th_chart_key_finalize;
  widget_class->snapshot = th_chart_key_snapshot;
  widget_class->measure = th_chart_key_measure;

  props[PROP_MARK] = g_param_spec_string ("mark", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
th_chart_key_init (ThChartKey *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  th_theme_watch (GTK_WIDGET (self));
}
