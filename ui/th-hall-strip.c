/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the whole hall comes to. Each figure is said with its target, its
 * threshold or its number of tickets; where the hall knows none, a dash. */

#include "th-hall-strip.h"

#include <glib/gi18n.h>

#include "th-figure.h"
#include "th-text.h"

#define UNKNOWN (-1.0)

struct _ThHallStrip
{
  GtkWidget  parent_instance;
  GtkWidget *people, *wait, *handling, *load;
};

G_DEFINE_FINAL_TYPE (ThHallStrip, th_hall_strip, GTK_TYPE_WIDGET)

static void
update_people (ThFigure *figure, JsonObject *figures, ThSession *session)
{
  int waiting = (int) th_member_int (figures, "waiting", 0);
  int serving = (int) (th_member_int (figures, "serving", 0) + th_member_int (figures, "called", 0));
  int held = (int) th_member_int (figures, "held", 0);
  int seats = (int) th_member_int (figures, "seats", 0);
  double crowd = th_session_get_setting (session, "monitor.crowd_yellow", 0.8);
  gboolean warning = seats > 0 && waiting >= seats * crowd;
  g_autofree char *value = g_strdup_printf ("%d", waiting + serving + held);
  g_autofree char *note = g_strdup_printf (_("waiting %d  serving %d"), waiting, serving);
  g_autofree char *extra = held > 0 ? g_strdup_printf (_("held %d"), held) : NULL;
  g_autofree char *left = g_strdup_printf (_("Seats %d / %d"), waiting, seats);
  g_autofree char *right = g_strdup_printf (_("Warning at %d%%"), (int) (crowd * 100 + 0.5));
  ThMeter *meter = th_figure_get_meter (figure);

  th_figure_set_value (figure, value, ngettext ("person", "people", (gulong) (waiting + serving + held)));
  th_figure_set_note (figure, warning ? TH_TONE_WARN : TH_TONE_PLAIN, warning ? "th-triangle-symbolic" : NULL, note);
  th_figure_set_sides (figure, seats > 0 ? left : NULL, seats > 0 ? right : NULL, extra);
  th_meter_set (meter, waiting, seats);
  th_meter_set_marks (meter, seats * crowd, -1);
  th_meter_set_warning (meter, warning);
  th_meter_set_spoken (meter, left);
}

static void
update_wait (ThFigure *figure, JsonObject *figures)
{
  double mean = th_member_double (figures, "mean_wait_s", UNKNOWN);
  double median = th_member_double (figures, "median_wait_s", UNKNOWN);
  double p90 = th_member_double (figures, "p90_wait_s", UNKNOWN);
  double target = th_member_double (figures, "target_s", 0);
  gboolean above = mean > target;
  g_autofree char *value = mean >= 0 ? th_text_mean (mean) : NULL;
  g_autofree char *aim = th_text_mean (target);
  g_autofree char *left = g_strdup_printf (_("Target %s min"), aim);
  g_autofree char *off = th_text_mean (above ? mean - target : target - mean);
  g_autofree char *note = NULL, *right = NULL, *extra = NULL;
  ThMeter *meter = th_figure_get_meter (figure);

  if (mean >= 0)
    note = g_strdup_printf (above ? _("%s above target") : _("%s below target"), off);
  if (p90 >= 0)
    right = g_strdup_printf (_("P90 %.2f  n=%d"), p90 / 60, (int) th_member_int (figures, "n", 0));
  else
    right = g_strdup_printf (_("n=%d"), (int) th_member_int (figures, "n", 0));
  if (median >= 0)
    extra = g_strdup_printf (_("med. %.2f"), median / 60);
  th_figure_set_value (figure, value, _("min"));
  th_figure_set_note (figure, mean < 0 ? TH_TONE_PLAIN : above ? TH_TONE_WARN : TH_TONE_OK,
                      mean < 0 ? NULL : above ? "th-arrow-up-symbolic" : "th-check-symbolic", note);
  th_figure_set_sides (figure, left, right, extra);
  th_meter_set (meter, MAX (mean, 0), MAX (2.5 * target, mean * 1.25));
  th_meter_set_marks (meter, target > 0 ? target : -1, -1);
  th_meter_set_warning (meter, mean >= 0 && above);
  th_meter_set_spoken (meter, note != NULL ? note : left);
}

/* No bar is seen: there is nothing yet to measure the handling time against. */
static void
update_handling (ThFigure *figure, JsonObject *figures)
{
  double mean = th_member_double (figures, "mean_handling_s", UNKNOWN);
  g_autofree char *value = mean >= 0 ? th_text_mean (mean) : NULL;
  g_autofree char *note = g_strdup_printf (_("finished %d"), (int) th_member_int (figures, "finished", 0));
  g_autofree char *left = mean > 0 ? g_strdup_printf (_("%.2f an hour at one window"), 3600 / mean) : NULL;

  th_figure_set_value (figure, value, _("min"));
  th_figure_set_note (figure, TH_TONE_PLAIN, NULL, note);
  th_figure_set_sides (figure, left, NULL, NULL);
}

static void
update_load (ThFigure *figure, JsonObject *figures, ThSession *session)
{
  double load = th_member_double (figures, "load", UNKNOWN);
  double demand = th_member_double (figures, "demand_per_h", UNKNOWN);
  double capacity = th_member_double (figures, "capacity_per_h", UNKNOWN);
  double line = th_session_get_setting (session, "monitor.crowd_yellow", 0.8);
  gboolean high = load >= line;
  int windows = (int) th_member_int (figures, "open_windows", 0);
  g_autofree char *value = load >= 0 ? g_strdup_printf ("%.0f", load * 100) : NULL;
  g_autofree char *left = demand >= 0 ? g_strdup_printf (_("Demand %.0f/h"), demand) : NULL;
  g_autofree char *open = g_strdup_printf (ngettext ("%d window", "%d windows", (gulong) windows), windows);
  g_autofree char *right = NULL;
  ThMeter *meter = th_figure_get_meter (figure);

  if (capacity >= 0)
    right = g_strdup_printf (_("Capacity %.0f/h"), capacity);
  else
    right = g_strdup (_("Capacity not known yet"));
  th_figure_set_value (figure, value, "%");
  th_figure_set_note (figure, high ? TH_TONE_WARN : TH_TONE_PLAIN, high ? "th-triangle-symbolic" : NULL,
                      load < 0 ? NULL : high ? _("high") : _("within capacity"));
  th_figure_set_sides (figure, left, right, capacity >= 0 ? open : NULL);
  th_meter_set (meter, MAX (load, 0), 1);
  th_meter_set_marks (meter, line, -1);
  th_meter_set_warning (meter, high);
  th_meter_set_spoken (meter, right);
}

static void
th_hall_strip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (th_hall_strip_parent_class)->dispose (object);
}

static void
th_hall_strip_class_init (ThHallStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_hall_strip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
add_figure (ThHallStrip *self, const char *caption)
{
  GtkWidget *figure = th_figure_new (caption);

  gtk_widget_set_hexpand (figure, TRUE);
  gtk_widget_set_parent (figure, GTK_WIDGET (self));
  return figure;
}

static void
th_hall_strip_init (ThHallStrip *self)
{
  gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "strip");
  self->people = add_figure (self, _("People in the hall"));
  self->wait = add_figure (self, _("Mean wait today"));
  self->handling = add_figure (self, _("Mean handling time"));
  self->load = add_figure (self, _("Load and capacity"));
  /* Bars are there before their numbers, so that nothing moves when they
   * come; handling has the place of one, so that the lines below align. */
  th_figure_get_meter (TH_FIGURE (self->people));
  th_figure_get_meter (TH_FIGURE (self->wait));
  th_figure_get_meter (TH_FIGURE (self->load));
  gtk_widget_set_opacity (GTK_WIDGET (th_figure_get_meter (TH_FIGURE (self->handling))), 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (th_figure_get_meter (TH_FIGURE (self->handling))),
                               GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

/**
 * th_hall_strip_update:
 * @figures: (nullable): figures of floor.show
 * @session: for the thresholds
 */
void
th_hall_strip_update (ThHallStrip *self, JsonObject *figures, ThSession *session)
{
  g_return_if_fail (TH_IS_HALL_STRIP (self));
  if (figures == NULL)
    return;
  update_people (TH_FIGURE (self->people), figures, session);
  update_wait (TH_FIGURE (self->wait), figures);
  update_handling (TH_FIGURE (self->handling), figures);
  update_load (TH_FIGURE (self->load), figures, session);
}
