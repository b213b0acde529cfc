/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The plate of a window: its number as people in the hall see it above the
 * counter. The look says what kind of window it is without colour alone: an
 * open one is filled, a closed one outlined, a proposed one dashed. */

#include "th-plate.h"

#include <glib/gi18n.h>

#include "th-text.h"

struct _ThPlate
{
  GtkWidget  parent_instance;
  GtkWidget *label;
  char      *number;
  char      *look;
};

G_DEFINE_FINAL_TYPE (ThPlate, th_plate, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_NUMBER, PROP_LOOK, N_PROPS };
static GParamSpec *props[N_PROPS];

static void
set_number (ThPlate *self, const char *number)
{
  g_autofree char *shown = NULL;
  g_autofree char *spoken = NULL;

  if (g_strcmp0 (self->number, number) == 0)
    return;
  g_free (self->number);
  self->number = g_strdup (number);
  shown = number != NULL ? th_text_window (number) : g_strdup ("");
  gtk_label_set_label (GTK_LABEL (self->label), shown);
  spoken = g_strdup_printf (_("Window %s"), number != NULL ? number : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NUMBER]);
}

/* A look is one or more style classes with spaces between, "closed tidal". */
static void
set_look (ThPlate *self, const char *look)
{
  g_auto(GStrv) classes = NULL;

  if (g_strcmp0 (self->look, look) == 0)
    return;
  if (self->look != NULL)
    {
      g_auto(GStrv) old = g_strsplit (self->look, " ", -1);
      for (guint i = 0; old[i] != NULL; i++)
        gtk_widget_remove_css_class (GTK_WIDGET (self), old[i]);
    }
  g_free (self->look);
  self->look = g_strdup (look);
  classes = g_strsplit (look != NULL ? look : "", " ", -1);
  for (guint i = 0; classes[i] != NULL; i++)
    if (*classes[i] != '\0')
      gtk_widget_add_css_class (GTK_WIDGET (self), classes[i]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOOK]);
}

static void
th_plate_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThPlate *self = TH_PLATE (object);

  if (id == PROP_NUMBER)
    g_value_set_string (value, self->number);
  else
    g_value_set_string (value, self->look);
}

static void
th_plate_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThPlate *self = TH_PLATE (object);

  if (id == PROP_NUMBER)
    set_number (self, g_value_get_string (value));
  else
    set_look (self, g_value_get_string (value));
}

static void
th_plate_dispose (GObject *object)
{
  ThPlate *self = TH_PLATE (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (th_plate_parent_class)->dispose (object);
}

static void
th_plate_finalize (GObject *object)
{
  ThPlate *self = TH_PLATE (object);

  g_free (self->number);
  g_free (self->look);
  G_OBJECT_CLASS (th_plate_parent_class)->finalize (object);
}

static void
th_plate_class_init (ThPlateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = th_plate_get_property;
  object_class->set_property = th_plate_set_property;
  object_class->dispose = th_plate_dispose;
  object_class->finalize = th_plate_finalize;

  props[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL,
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_LOOK] = g_param_spec_string ("look", NULL, NULL, NULL,
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "plate");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
th_plate_init (ThPlate *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * th_plate_new:
 * @number: (nullable): the code of a window, "3"
 * @look: (nullable): its look, see th-plate.h
 */
GtkWidget *
th_plate_new (const char *number, const char *look)
{
  return g_object_new (TH_TYPE_PLATE, "number", number, "look", look, NULL);
}

/**
 * th_plate_set:
 *
 * Shows another window; nothing happens when it is the same one.
 */
void
th_plate_set (ThPlate *self, const char *number, const char *look)
{
  g_return_if_fail (TH_IS_PLATE (self));
  set_number (self, number);
  set_look (self, look);
}
