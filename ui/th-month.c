/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: a day in two touches or a few arrows. Weeks begin on Monday; days of
 * the months before and after fill the first and last week and can be chosen. */

#include "th-month.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-text.h"

#define WEEKS 6
#define DAYS (7 * WEEKS)

struct _ThMonth
{
  GtkWidget  parent_instance;
  GtkWidget *box, *title, *grid;
  GtkWidget *buttons[DAYS];
  ThDay      days[DAYS];
  ThDay      day;            /* chosen */
  ThDay      first;          /* of the month shown */
};

G_DEFINE_FINAL_TYPE (ThMonth, th_month, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_month (ThMonth *self, ThDay first)
{
  g_autofree char *title = NULL;

  if (!th_day_valid (first))
    return;

  self->first = first;
  title = g_strdup_printf (C_("year and month", "%d-%02d"), th_day_year (first), th_day_month (first));
  gtk_label_set_label (GTK_LABEL (self->title), title);

  for (int i = 0; i < DAYS; i++)
    {
      ThDay day = th_day_add (first, i - (th_day_weekday (first) - 1));
      g_autofree char *number = g_strdup_printf ("%d", th_day_mday (day)), *name = th_day_format (day);

      self->days[i] = day;
      gtk_button_set_label (GTK_BUTTON (self->buttons[i]), number);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      set_class (self->buttons[i], "other", th_day_month (day) != th_day_month (first));
      set_class (self->buttons[i], "chosen", day == self->day);
    }
}

static void
move_month (ThMonth *self, int months)
{
  int month = th_day_year (self->first) * 12 + th_day_month (self->first) - 1 + months;

  show_month (self, th_day_new (month / 12, month % 12 + 1, 1));
}

static void
before_cb (ThMonth *self)
{
  move_month (self, -1);
}

static void
after_cb (ThMonth *self)
{
  move_month (self, 1);
}

static gboolean
page_cb (GtkWidget *widget, GVariant *months, gpointer data)
{
  move_month (TH_MONTH (widget), g_variant_get_int32 (months));
  return TRUE;
}

static void
clicked_cb (GtkWidget *button, ThMonth *self)
{
  for (int i = 0; i < DAYS; i++)
    if (self->buttons[i] == button)
      {
        th_month_set_day (self, self->days[i]);
        break;
      }
  g_signal_emit (self, signals[CHOSEN], 0);
}

static GtkWidget *
add_button (GtkWidget *box, const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "icon");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static void
add_header (ThMonth *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (self->box), header);
  g_signal_connect_swapped (add_button (header, "th-chevron-left-symbolic", _("Month before")), "clicked",
                            G_CALLBACK (before_cb), self);
  self->title = g_object_new (GTK_TYPE_LABEL, "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_box_append (GTK_BOX (header), self->title);
  g_signal_connect_swapped (add_button (header, "th-chevron-right-symbolic", _("Month after")), "clicked",
                            G_CALLBACK (after_cb), self);
}

static void
add_days (ThMonth *self)
{
  static const char *const weekdays[] = {
    NC_("weekday, short", "Mo"), NC_("weekday, short", "Tu"), NC_("weekday, short", "We"), NC_("weekday, short", "Th"),
    NC_("weekday, short", "Fr"), NC_("weekday, short", "Sa"), NC_("weekday, short", "Su"),
  };

  self->grid = g_object_new (GTK_TYPE_GRID, "column-homogeneous", TRUE, NULL);
  gtk_box_append (GTK_BOX (self->box), self->grid);

  for (int i = 0; i < 7; i++)
    {
      GtkWidget *label = gtk_label_new (g_dpgettext2 (NULL, "weekday, short", weekdays[i]));

      gtk_widget_add_css_class (label, "caption");
      gtk_grid_attach (GTK_GRID (self->grid), label, i, 0, 1, 1);
    }
  for (int i = 0; i < DAYS; i++)
    {
      self->buttons[i] = gtk_button_new_with_label ("");
      gtk_widget_add_css_class (self->buttons[i], "flat");
      gtk_widget_add_css_class (self->buttons[i], "day");
      g_signal_connect (self->buttons[i], "clicked", G_CALLBACK (clicked_cb), self);
      gtk_grid_attach (GTK_GRID (self->grid), self->buttons[i], i % 7, 1 + i / 7, 1, 1);
    }
}

static void
th_month_dispose (GObject *object)
{
  g_clear_pointer (&TH_MONTH (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (th_month_parent_class)->dispose (object);
}

/* The keyboard begins on the day that is chosen. */
static gboolean
th_month_grab_focus (GtkWidget *widget)
{
  ThMonth *self = TH_MONTH (widget);

  for (int i = 0; i < DAYS; i++)
    if (self->days[i] == self->day && self->day != 0)
      return gtk_widget_grab_focus (self->buttons[i]);

  return gtk_widget_grab_focus (self->buttons[0]);
}

static void
th_month_class_init (ThMonthClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_month_dispose;
  widget_class->grab_focus = th_month_grab_focus;
  signals[CHOSEN] = g_signal_new ("chosen", TH_TYPE_MONTH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "month");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, page_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, page_cb, "i", 1);
}

static void
th_month_init (ThMonth *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_header (self);
  add_days (self);
  show_month (self, th_day_new (2026, 1, 1));
}

GtkWidget *
th_month_new (void)
{
  return g_object_new (TH_TYPE_MONTH, NULL);
}

ThDay
th_month_get_day (ThMonth *self)
{
  g_return_val_if_fail (TH_IS_MONTH (self), 0);
  return self->day;
}

/**
 * th_month_set_day:
 * @day: a valid day; its month is shown
 */
void
th_month_set_day (ThMonth *self, ThDay day)
{
  g_return_if_fail (TH_IS_MONTH (self));

  if (!th_day_valid (day))
    return;

  self->day = day;
  show_month (self, th_day_new (th_day_year (day), th_day_month (day), 1));
}
