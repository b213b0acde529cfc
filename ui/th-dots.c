/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Person dots: a line of people seen at a glance. They are style nodes as the
 * parts of a meter are; a screen reader hears the number beside them. */

#include "th-dots.h"

#define MOST 12
#define SIZE 6
#define STEP 8

struct _ThDots
{
  GtkWidget parent_instance;
  guint     count;
  gboolean  warning;
};

G_DEFINE_FINAL_TYPE (ThDots, th_dots, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_COUNT, PROP_WARNING, N_PROPS };
static GParamSpec *props[N_PROPS];

static guint
shown (ThDots *self)
{
  return self->count <= MOST ? self->count : 0;
}

static void
th_dots_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                 int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  guint n = shown (TH_DOTS (widget));

  for (GtkWidget *dot = gtk_widget_get_first_child (widget); dot != NULL; dot = gtk_widget_get_next_sibling (dot))
    gtk_widget_measure (dot, orientation, -1, NULL, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = SIZE;
  else
    *minimum = *natural = n > 0 ? (int) n * STEP - (STEP - SIZE) : 0;
}

static void
th_dots_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = rtl ? width - SIZE : 0;

  for (GtkWidget *dot = gtk_widget_get_first_child (widget); dot != NULL; dot = gtk_widget_get_next_sibling (dot))
    {
      gtk_widget_size_allocate (dot, &(GtkAllocation) { x, (height - SIZE) / 2, SIZE, SIZE }, -1);
      x += rtl ? -STEP : STEP;
    }
}

static void
th_dots_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThDots *self = TH_DOTS (object);

  if (id == PROP_COUNT)
    g_value_set_uint (value, self->count);
  else
    g_value_set_boolean (value, self->warning);
}

static void
th_dots_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThDots *self = TH_DOTS (object);

  if (id == PROP_COUNT)
    th_dots_set (self, g_value_get_uint (value), self->warning);
  else
    th_dots_set (self, self->count, g_value_get_boolean (value));
}

static void
th_dots_dispose (GObject *object)
{
  GtkWidget *dot;

  while ((dot = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (dot);
  G_OBJECT_CLASS (th_dots_parent_class)->dispose (object);
}

static void
th_dots_class_init (ThDotsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = th_dots_get_property;
  object_class->set_property = th_dots_set_property;
  object_class->dispose = th_dots_dispose;
  widget_class->measure = th_dots_measure;
  widget_class->size_allocate = th_dots_size_allocate;

  props[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_WARNING] = g_param_spec_boolean ("warning", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "person-dots");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
th_dots_init (ThDots *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * th_dots_new:
 *
 * Returns: a line of nobody
 */
GtkWidget *
th_dots_new (void)
{
  return g_object_new (TH_TYPE_DOTS, NULL);
}

/**
 * th_dots_set:
 * @count: how many people wait
 * @warning: whether they have waited too long
 */
void
th_dots_set (ThDots *self, guint count, gboolean warning)
{
  guint before, after;

  g_return_if_fail (TH_IS_DOTS (self));
  before = shown (self);
  if (self->count != count)
    {
      self->count = count;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
    }
  after = shown (self);
  for (; before < after; before++)
    gtk_widget_set_parent (g_object_new (GTK_TYPE_BOX, "css-name", "dot", NULL), GTK_WIDGET (self));
  for (; before > after; before--)
    gtk_widget_unparent (gtk_widget_get_last_child (GTK_WIDGET (self)));

  if (self->warning != warning)
    {
      self->warning = warning;
      if (warning)
        gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WARNING]);
    }
}
