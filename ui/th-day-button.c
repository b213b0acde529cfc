/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: a day is chosen from a calendar, by pointer or arrows, and never
 * typed in a format that somebody has to guess. */

#include "th-day-button.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-month.h"
#include "th-text.h"

struct _ThDayButton
{
  GtkWidget  parent_instance;
  GtkWidget *button, *month;
  ThDay      day;
  char      *caption;
};

G_DEFINE_FINAL_TYPE (ThDayButton, th_day_button, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_DAY, PROP_CAPTION, N_PROPS };
static GParamSpec *props[N_PROPS];

static void
update_words (ThDayButton *self)
{
  g_autofree char *date = self->day == 0 ? g_strdup ("—") : th_text_date (self->day);
  g_autofree char *iso = self->day == 0 ? NULL : th_day_format (self->day);
  g_autofree char *name = g_strdup_printf ("%s %s", self->caption != NULL ? self->caption : "",
                                           iso != NULL ? iso : date);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), iso != NULL ? iso : date);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (self->button, self->caption);
}

static void
chosen_cb (ThDayButton *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  th_day_button_set_day (self, th_month_get_day (TH_MONTH (self->month)));
}

/* It opens on the day it shows, whatever month was leafed to last time. */
static void
opened_cb (ThDayButton *self)
{
  th_month_set_day (TH_MONTH (self->month), self->day);
  gtk_widget_grab_focus (self->month);
}

static void
th_day_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThDayButton *self = TH_DAY_BUTTON (object);

  if (id == PROP_DAY)
    g_value_set_int (value, self->day);
  else
    g_value_set_string (value, self->caption);
}

static void
th_day_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThDayButton *self = TH_DAY_BUTTON (object);

  if (id == PROP_DAY)
    th_day_button_set_day (self, g_value_get_int (value));
  else
    {
      g_free (self->caption);
      self->caption = g_value_dup_string (value);
      update_words (self);
    }
}

static void
th_day_button_dispose (GObject *object)
{
  ThDayButton *self = TH_DAY_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->caption, g_free);
  G_OBJECT_CLASS (th_day_button_parent_class)->dispose (object);
}

static void
th_day_button_class_init (ThDayButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = th_day_button_get_property;
  object_class->set_property = th_day_button_set_property;
  object_class->dispose = th_day_button_dispose;

  props[PROP_DAY] = g_param_spec_int ("day", NULL, NULL, 0, G_MAXINT, 0,
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL,
    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
th_day_button_init (ThDayButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->month = th_month_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), self->month);
  g_signal_connect_swapped (self->month, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (opened_cb), self);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  update_words (self);
}

ThDay
th_day_button_get_day (ThDayButton *self)
{
  g_return_val_if_fail (TH_IS_DAY_BUTTON (self), 0);
  return self->day;
}

/**
 * th_day_button_set_day:
 * @day: a valid day; anything else is passed over
 */
void
th_day_button_set_day (ThDayButton *self, ThDay day)
{
  g_return_if_fail (TH_IS_DAY_BUTTON (self));

  if (day == self->day || !th_day_valid (day))
    return;

  self->day = day;
  update_words (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DAY]);
}
