/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bookings of today in the order of their times. How late somebody is goes
 * by the clock of the hall, so the rows are looked at again every minute. */

#include "th-booking-today.h"

#include <glib/gi18n.h>

#include "th-feed.h"
#include "th-focus.h"
#include "th-text.h"

struct _ThBookingToday
{
  GtkWidget      parent_instance;
  ThSession     *session;
  ThFeed        *feed;
  GtkWidget     *box, *summary;
  ThBookingList *list;
  ThInstant      minute;
};

G_DEFINE_FINAL_TYPE (ThBookingToday, th_booking_today, GTK_TYPE_WIDGET)

static const char *const listed[] = { "booked", "checked_in", "finished", "no_show", NULL };

static guint
count (JsonArray *bookings, const char *state)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (bookings); i++)
    n += g_strcmp0 (th_member_text (th_member_element (bookings, i), "state"), state) == 0;
  return n;
}

static void
show_summary (ThBookingToday *self, JsonArray *bookings)
{
  guint booked = count (bookings, "booked"), come = count (bookings, "checked_in") + count (bookings, "finished");
  guint missed = count (bookings, "no_show"), all = booked + come + missed;
  g_autofree char *text = NULL;

  /* Translators: how many are booked today, have come, are expected, did not come. */
  text = g_strdup_printf (_("%d booked today: %d here or done, %d expected, %d missed"), (int) all, (int) come, (int) booked, (int) missed);
  gtk_label_set_label (GTK_LABEL (self->summary), all > 0 ? text : "");
  gtk_widget_set_visible (self->summary, all > 0);
}

static JsonObject *
floor_of (ThBookingToday *self)
{
  return th_feed_get_answer (th_session_get_floor (self->session));
}

static void
updated_cb (ThBookingToday *self)
{
  JsonObject *answer = th_feed_get_answer (self->feed);
  JsonArray *bookings = answer != NULL ? th_member_array (answer, "bookings") : NULL;

  if (bookings == NULL)
    return;
  show_summary (self, bookings);
  th_booking_list_set (self->list, bookings, listed, floor_of (self), self->session);
}

static void
floor_cb (ThBookingToday *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    th_booking_list_set_floor (self->list, floor_of (self));
}

static void
tick_cb (ThBookingToday *self)
{
  ThInstant minute = th_session_now (self->session) / (60 * TH_SECOND_US);

  if (minute == self->minute)
    return;
  self->minute = minute;
  floor_cb (self);
}

static gboolean
th_booking_today_grab_focus (GtkWidget *widget)
{
  if (th_focus_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (TH_BOOKING_TODAY (widget)->list));
}

static void
th_booking_today_dispose (GObject *object)
{
  ThBookingToday *self = TH_BOOKING_TODAY (object);

  g_clear_object (&self->feed);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (th_booking_today_parent_class)->dispose (object);
}

static void
th_booking_today_class_init (ThBookingTodayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_booking_today_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = th_booking_today_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = th_focus_walk;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
th_booking_today_init (ThBookingToday *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->summary = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "visible", FALSE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (self->summary, "list-head");
  gtk_box_append (GTK_BOX (self->box), self->summary);
  self->list = TH_BOOKING_LIST (th_booking_list_new (TH_BOOKING_ROW_TODAY, _("Expected today"), _("Nobody is booked for today.")));
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
th_booking_today_new (ThSession *session)
{
  ThBookingToday *self = g_object_new (TH_TYPE_BOOKING_TODAY, NULL);

  self->session = g_object_ref (session);
  self->feed = th_feed_new (session, "booking.list", NULL);
  g_signal_connect_object (self->feed, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (th_session_get_floor (session), "updated", G_CALLBACK (floor_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  th_feed_follow (self->feed, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

ThBookingList *
th_booking_today_get_list (ThBookingToday *self)
{
  g_return_val_if_fail (TH_IS_BOOKING_TODAY (self), NULL);
  return self->list;
}
