/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A bar with ticks. The parts are style nodes placed by hand, so that the
 * style sheet gives every colour and the bar needs no drawing of its own. */

#include "th-meter.h"

struct _ThMeter
{
  GtkWidget  parent_instance;
  GtkWidget *trough, *fill, *target_tick, *limit_tick;
  double     value, maximum, target, limit;
  gboolean   warning;
};

G_DEFINE_FINAL_TYPE (ThMeter, th_meter, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_VALUE, PROP_MAXIMUM, PROP_TARGET, PROP_LIMIT, PROP_WARNING, N_PROPS };
static GParamSpec *props[N_PROPS];

static void
th_meter_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                  int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  /* The style sheet's min-width and min-height are the whole wish; the parts
   * are measured only because the toolkit wants it before it places them. */
  for (GtkWidget *part = gtk_widget_get_first_child (widget); part != NULL; part = gtk_widget_get_next_sibling (part))
    gtk_widget_measure (part, orientation, -1, NULL, NULL, NULL, NULL);
  *minimum = *natural = 0;
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, width, height };

  gtk_widget_size_allocate (child, &allocation, -1);
}

/* Ticks keep inside the bar, so that one at the very end is seen whole. */
static void
place_tick (ThMeter *self, GtkWidget *tick, double at, int width, int height)
{
  gboolean shown = at >= 0 && self->maximum > 0 && at <= self->maximum;
  int x;

  gtk_widget_set_child_visible (tick, shown);
  if (!shown)
    return;
  x = (int) (at / self->maximum * width + 0.5) - 1;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - 2 - x;
  place (tick, CLAMP (x, 0, MAX (width - 2, 0)), 0, 2, height);
}

static void
th_meter_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ThMeter *self = TH_METER (widget);
  double share = self->maximum > 0 ? CLAMP (self->value / self->maximum, 0, 1) : 0;
  int bar = MIN (height, MAX (6, height / 2));
  int filled = share > 0 ? MAX ((int) (share * width + 0.5), 6) : 0;
  int top = (height - bar) / 2;

  place (self->trough, 0, top, width, bar);
  gtk_widget_set_child_visible (self->fill, filled > 0);
  if (filled > 0)
    place (self->fill, gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - filled : 0,
           top, filled, bar);
  place_tick (self, self->target_tick, self->target, width, height);
  place_tick (self, self->limit_tick, self->limit, width, height);
}

static void
set_number (ThMeter *self, double *field, double number, GParamSpec *pspec)
{
  if (*field == number)
    return;
  *field = number;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
th_meter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThMeter *self = TH_METER (object);

  switch (id)
    {
    case PROP_VALUE: g_value_set_double (value, self->value); break;
    case PROP_MAXIMUM: g_value_set_double (value, self->maximum); break;
    case PROP_TARGET: g_value_set_double (value, self->target); break;
    case PROP_LIMIT: g_value_set_double (value, self->limit); break;
    case PROP_WARNING: g_value_set_boolean (value, self->warning); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
th_meter_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThMeter *self = TH_METER (object);

  switch (id)
    {
    case PROP_VALUE: set_number (self, &self->value, g_value_get_double (value), pspec); break;
    case PROP_MAXIMUM: set_number (self, &self->maximum, g_value_get_double (value), pspec); break;
    case PROP_TARGET: set_number (self, &self->target, g_value_get_double (value), pspec); break;
    case PROP_LIMIT: set_number (self, &self->limit, g_value_get_double (value), pspec); break;
    case PROP_WARNING: th_meter_set_warning (self, g_value_get_boolean (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
th_meter_dispose (GObject *object)
{
  ThMeter *self = TH_METER (object);

  g_clear_pointer (&self->trough, gtk_widget_unparent);
  g_clear_pointer (&self->fill, gtk_widget_unparent);
  g_clear_pointer (&self->target_tick, gtk_widget_unparent);
  g_clear_pointer (&self->limit_tick, gtk_widget_unparent);
  G_OBJECT_CLASS (th_meter_parent_class)->dispose (object);
}

static void
th_meter_class_init (ThMeterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = th_meter_get_property;
  object_class->set_property = th_meter_set_property;
  object_class->dispose = th_meter_dispose;
  widget_class->measure = th_meter_measure;
  widget_class->size_allocate = th_meter_size_allocate;

  props[PROP_VALUE] = g_param_spec_double ("value", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  props[PROP_MAXIMUM] = g_param_spec_double ("maximum", NULL, NULL, 0, G_MAXDOUBLE, 1, flags);
  props[PROP_TARGET] = g_param_spec_double ("target", NULL, NULL, -1, G_MAXDOUBLE, -1, flags);
  props[PROP_LIMIT] = g_param_spec_double ("limit", NULL, NULL, -1, G_MAXDOUBLE, -1, flags);
  props[PROP_WARNING] = g_param_spec_boolean ("warning", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "meter");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static GtkWidget *
add_part (ThMeter *self, const char *css_name)
{
  GtkWidget *part = g_object_new (GTK_TYPE_BOX, "css-name", css_name, NULL);

  gtk_widget_set_parent (part, GTK_WIDGET (self));
  return part;
}

static void
th_meter_init (ThMeter *self)
{
  self->maximum = 1;
  self->target = self->limit = -1;
  self->trough = add_part (self, "trough");
  self->fill = add_part (self, "fill");
  self->target_tick = add_part (self, "target");
  self->limit_tick = add_part (self, "limit");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * th_meter_new:
 *
 * Returns: an empty bar of maximum 1 without ticks
 */
GtkWidget *
th_meter_new (void)
{
  return g_object_new (TH_TYPE_METER, NULL);
}

/**
 * th_meter_set:
 * @value: how much, from 0; more than @maximum fills the bar
 * @maximum: the whole length; 0 is an empty bar
 */
void
th_meter_set (ThMeter *self, double value, double maximum)
{
  g_return_if_fail (TH_IS_METER (self));
  set_number (self, &self->value, MAX (value, 0), props[PROP_VALUE]);
  set_number (self, &self->maximum, MAX (maximum, 0), props[PROP_MAXIMUM]);
}

/**
 * th_meter_set_marks:
 * @target: where the dark tick stands, in the unit of the value; negative for none
 * @limit: where the amber tick stands; negative for none
 */
void
th_meter_set_marks (ThMeter *self, double target, double limit)
{
  g_return_if_fail (TH_IS_METER (self));
  set_number (self, &self->target, MAX (target, -1), props[PROP_TARGET]);
  set_number (self, &self->limit, MAX (limit, -1), props[PROP_LIMIT]);
}

/**
 * th_meter_set_warning:
 * @warning: whether somebody may have to act
 */
void
th_meter_set_warning (ThMeter *self, gboolean warning)
{
  g_return_if_fail (TH_IS_METER (self));
  if (self->warning == warning)
    return;
  self->warning = warning;
  if (warning)
    gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WARNING]);
}

/**
 * th_meter_set_spoken:
 * @text: what a screen reader says in place of the bar
 */
void
th_meter_set_spoken (ThMeter *self, const char *text)
{
  g_return_if_fail (TH_IS_METER (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}
