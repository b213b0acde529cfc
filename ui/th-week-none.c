/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Nobody leaves with a no: what is said first is when, then where else, then
 * that the hall is open to whoever comes. */

#include "th-week-none.h"

#include <glib/gi18n.h>

#include "th-text.h"

struct _ThWeekNone
{
  GtkWidget  parent_instance;
  GtkWidget *box, *title, *line, *points;
  JsonArray *shown;
};

G_DEFINE_FINAL_TYPE (ThWeekNone, th_week_none, GTK_TYPE_WIDGET)

enum { POINT, WALK_IN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
point_cb (GtkWidget *button, ThWeekNone *self)
{
  g_signal_emit (self, signals[POINT], 0, (const char *) g_object_get_data (G_OBJECT (button), "point"));
}

static void
walk_in_cb (ThWeekNone *self)
{
  g_signal_emit (self, signals[WALK_IN], 0);
}

static void
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_point (ThWeekNone *self, JsonObject *point)
{
  const char *name = th_member_local (point, ""), *address = th_member_local (point, "address"), *phone = th_member_text (point, "phone");
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *line = g_strjoin ("  ", address != NULL ? address : (phone != NULL ? phone : ""), address != NULL ? phone : NULL, NULL);

  add_label (box, name, "strong");
  if (*line != '\0')
    add_label (box, line, "secondary");
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "point");
  g_object_set_data_full (G_OBJECT (button), "point", g_strdup (th_member_text (point, "code")), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (point_cb), self);
  gtk_box_append (GTK_BOX (self->points), button);
}

static void
th_week_none_dispose (GObject *object)
{
  g_clear_pointer (&TH_WEEK_NONE (object)->box, gtk_widget_unparent);
  g_clear_pointer (&TH_WEEK_NONE (object)->shown, json_array_unref);
  G_OBJECT_CLASS (th_week_none_parent_class)->dispose (object);
}

static void
th_week_none_class_init (ThWeekNoneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_week_none_dispose;
  signals[POINT] = g_signal_new ("point", TH_TYPE_WEEK_NONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[WALK_IN] = g_signal_new ("walk-in", TH_TYPE_WEEK_NONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
th_week_none_init (ThWeekNone *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("Take a number for today"));

  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, "vexpand", TRUE,
                            "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_CENTER, NULL);
  self->title = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, "max-width-chars", 40, NULL);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_box_append (GTK_BOX (self->box), self->title);
  self->line = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, "max-width-chars", 48, NULL);
  gtk_widget_add_css_class (self->line, "ink2");
  gtk_box_append (GTK_BOX (self->box), self->line);
  self->points = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (self->box), self->points);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (walk_in_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/* Asking again must not take the focus from a button that stays. */
static gboolean
same_points (JsonArray *a, JsonArray *b)
{
  return a == b || (a != NULL && b != NULL && json_array_equal (a, b));
}

void
th_week_none_set (ThWeekNone *self, JsonObject *answer, ThDay last_day)
{
  JsonArray *points = th_member_array (answer, "nearest_points");
  guint n = points != NULL ? json_array_get_length (points) : 0;
  g_autofree char *day = th_text_date (last_day);
  g_autofree char *title = g_strdup_printf (_("No place is free until %s."), day);
  GtkWidget *child;

  g_return_if_fail (TH_IS_WEEK_NONE (self));
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->line), n > 0 ? _("Other places of this service, the nearest first, or a number for today:")
                                                     : _("Nobody is turned away: a number for today is always possible."));
  gtk_widget_set_visible (self->points, n > 0);
  if (same_points (self->shown, points))
    return;
  g_clear_pointer (&self->shown, json_array_unref);
  self->shown = points != NULL ? json_array_ref (points) : NULL;
  while ((child = gtk_widget_get_first_child (self->points)) != NULL)
    gtk_box_remove (GTK_BOX (self->points), child);
  for (guint i = 0; i < n; i++)
    add_point (self, th_member_element (points, i));
}
