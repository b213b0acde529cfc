/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Heads stand apart from the field, so that they stay when it scrolls. */

#include "th-week-heads.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-text.h"
#include "th-week-body.h"

struct _ThWeekHeads
{
  GtkWidget  parent_instance;
  GtkWidget *heads[TH_WEEK_DAYS], *numbers[TH_WEEK_DAYS], *names[TH_WEEK_DAYS];
  gboolean   compact;
};

G_DEFINE_FINAL_TYPE (ThWeekHeads, th_week_heads, GTK_TYPE_WIDGET)

static void
th_week_heads_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                       int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  ThWeekHeads *self = TH_WEEK_HEADS (widget);

  *minimum = *natural = 0;
  for (int i = 0; i < TH_WEEK_DAYS; i++)
    {
      int least, usual;

      gtk_widget_measure (self->heads[i], orientation, -1, &least, &usual, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, usual);
    }
  /* The field decides how wide the week is. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 0;
}

static void
th_week_heads_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ThWeekHeads *self = TH_WEEK_HEADS (widget);

  for (int i = 0; i < TH_WEEK_DAYS; i++)
    {
      int x, w, least;

      th_week_column (width, self->compact, i, 1, &x, &w);
      gtk_widget_measure (self->heads[i], GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->heads[i], &(GtkAllocation) { x, 0, MAX (w, least), height }, -1);
    }
}

static void
th_week_heads_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (th_week_heads_parent_class)->dispose (object);
}

static void
th_week_heads_class_init (ThWeekHeadsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_week_heads_dispose;
  widget_class->measure = th_week_heads_measure;
  widget_class->size_allocate = th_week_heads_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "week-heads");
}

static void
th_week_heads_init (ThWeekHeads *self)
{
  for (int i = 0; i < TH_WEEK_DAYS; i++)
    {
      self->heads[i] = g_object_new (GTK_TYPE_BOX, "css-name", "day", "orientation", GTK_ORIENTATION_VERTICAL, NULL);
      self->numbers[i] = gtk_label_new ("—");
      self->names[i] = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
      gtk_widget_add_css_class (self->numbers[i], "number");
      gtk_widget_add_css_class (self->names[i], "weekday");
      gtk_box_append (GTK_BOX (self->heads[i]), self->numbers[i]);
      gtk_box_append (GTK_BOX (self->heads[i]), self->names[i]);
      gtk_widget_set_parent (self->heads[i], GTK_WIDGET (self));
    }
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* The weekday with the one thing that is special about the day; what else is,
 * is in the tooltip. */
static char *
name_of (ThWeekHeads *self, const ThWeekDay *day, ThDay today)
{
  const char *weekday = th_text_weekday (day->day);

  if (day->day == today)
    return g_strdup_printf (_("%s, today"), weekday);
  if (day->note != NULL)
    /* Translators: the head of a working day on a weekend: its weekday. */
    return g_strdup_printf (self->compact ? C_("short", "%s, working") : _("%s, working"), weekday);
  if (day->deadline)
    /* Translators: the head of the last day of the filing period: its weekday. */
    return g_strdup_printf (self->compact ? C_("short", "%s, deadline") : _("%s, filing ends"), weekday);
  return g_strdup (weekday);
}

/**
 * th_week_heads_set:
 * @view: the week
 */
void
th_week_heads_set (ThWeekHeads *self, const ThWeekView *view, ThDay today, ThDay chosen)
{
  g_return_if_fail (TH_IS_WEEK_HEADS (self));
  for (int i = 0; i < TH_WEEK_DAYS; i++)
    {
      const ThWeekDay *day = &view->days[i];
      g_autofree char *number = g_strdup_printf ("%d", th_day_mday (day->day)), *name = name_of (self, day, today);
      g_autofree char *date = th_text_full_date (day->day);
      g_autofree char *tip = day->note != NULL ? g_strdup_printf ("%s\n%s", date, day->note)
                             : day->deadline ? g_strdup_printf ("%s\n%s", date, _("Last day of the filing period")) : g_strdup (date);

      gtk_label_set_label (GTK_LABEL (self->numbers[i]), number);
      gtk_label_set_label (GTK_LABEL (self->names[i]), name);
      gtk_widget_set_tooltip_text (self->heads[i], tip);
      set_class (self->heads[i], "special", day->note != NULL || day->deadline || day->day == today);
      set_class (self->heads[i], "chosen", day->day == chosen && chosen != 0);
    }
}

void
th_week_heads_set_compact (ThWeekHeads *self, gboolean compact)
{
  g_return_if_fail (TH_IS_WEEK_HEADS (self));
  self->compact = compact;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
