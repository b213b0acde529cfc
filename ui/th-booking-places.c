/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A small window with a few lines, since this is done a few times a year and
 * must not crowd the page where bookings are made all day. */

#include "th-booking-places.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-day-button.h"
#include "th-messages.h"
#include "th-text.h"

#define TH_TYPE_BOOKING_PLACES (th_booking_places_get_type ())
G_DECLARE_FINAL_TYPE (ThBookingPlaces, th_booking_places, TH, BOOKING_PLACES, GtkWindow)

struct _ThBookingPlaces
{
  GtkWindow     parent_instance;

  ThPlacesKind  kind;
  ThSession    *session;
  GCancellable *cancellable;
  GtkGrid      *grid;
  int           rows;
  GtkWidget    *day, *queue, *matter, *from, *to, *places, *reason, *fault, *accept;
};

G_DEFINE_FINAL_TYPE (ThBookingPlaces, th_booking_places, GTK_TYPE_WINDOW)

static GtkWidget *
add_row (ThBookingPlaces *self, const char *label, GtkWidget *widget)
{
  gtk_grid_attach (self->grid, g_object_new (GTK_TYPE_LABEL, "label", label, "xalign", 0.0, NULL), 0, self->rows, 1, 1);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_grid_attach (self->grid, widget, 1, self->rows++, 1, 1);
  return widget;
}

static GtkWidget *
entry (const char *text, const char *hint)
{
  return g_object_new (GTK_TYPE_ENTRY, "text", text != NULL ? text : "", "placeholder-text", hint, "activates-default", TRUE,
                       "max-length", 120, NULL);
}

static char *
typed (GtkWidget *widget)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget))));
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThBookingPlaces) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_set_sensitive (self->accept, TRUE);
  if (answer == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->fault), error->message);
      gtk_widget_set_visible (self->fault, TRUE);
      return;
    }
  if (self->kind == TH_PLACES_OF_GROUP)
    {
      guint n = json_array_get_length (th_member_array (answer, "bookings"));

      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d place is kept", "%d places are kept", n), (int) n);
    }
  th_message_done (GTK_WIDGET (parent), text != NULL ? text : _("The places of the day were changed"), NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static JsonObject *
day_request (ThBookingPlaces *self)
{
  g_autofree char *day = th_day_format (th_day_button_get_day (TH_DAY_BUTTON (self->day)));
  g_autofree char *queue = typed (self->queue);
  g_autofree char *from = typed (self->from);
  g_autofree char *to = typed (self->to);
  g_autofree char *reason = typed (self->reason);
  JsonObject *request = th_desk_request ("booking.override", "day", "s", day, "reason", "s", reason, NULL);

  if (*queue != '\0')
    json_object_set_string_member (request, "queue", queue);
  if (*from != '\0')
    json_object_set_string_member (request, "from", from);
  if (*to != '\0')
    json_object_set_string_member (request, "to", to);
  json_object_set_int_member (request, "places", gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->places)));
  return request;
}

static char *
instant_of (ThBookingPlaces *self, GtkWidget *widget)
{
  g_autofree char *text = typed (widget);
  GTimeZone *zone = th_session_get_zone (self->session);
  int second;

  if (!th_time_parse (text, &second))
    return g_strdup (text);
  return th_instant_format (th_day_instant (th_day_button_get_day (TH_DAY_BUTTON (self->day)), second, zone), zone);
}

static JsonObject *
group_request (ThBookingPlaces *self)
{
  g_autofree char *organiser = typed (self->reason);
  g_autofree char *matter = typed (self->matter);
  g_autofree char *from = instant_of (self, self->from);
  g_autofree char *to = instant_of (self, self->to);

  return th_desk_request ("booking.block", "organiser", "s", organiser, "matter", "s", matter, "from", "s", from, "to", "s", to,
                          "places", "i", (gint64) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->places)), NULL);
}

static void
accept_cb (ThBookingPlaces *self)
{
  JsonObject *request = self->kind == TH_PLACES_OF_DAY ? day_request (self) : group_request (self);

  gtk_widget_set_sensitive (self->accept, FALSE);
  th_session_ask_async (self->session, request, self->cancellable, done_cb, g_object_ref (self));
}

static void
build (ThBookingPlaces *self, const char *queue, const char *matter, const char *start)
{
  GTimeZone *zone = th_session_get_zone (self->session);
  ThInstant at = start != NULL ? th_instant_parse (start) : th_session_now (self->session);
  gboolean day = self->kind == TH_PLACES_OF_DAY;

  self->day = add_row (self, _("Day"), g_object_new (TH_TYPE_DAY_BUTTON, "caption", _("Day"), "day", th_day_of (at, zone), NULL));
  if (day)
    self->queue = add_row (self, _("Queue"), entry (queue, _("Letter; empty: all")));
  else
    self->matter = add_row (self, _("Matter"), entry (matter, "T01"));
  self->from = add_row (self, _("From"), entry (day ? NULL : "09:00", day ? _("09:00; empty: the whole day") : "09:00"));
  self->to = add_row (self, _("Until"), entry (day ? NULL : "12:00", "12:00"));
  self->places = add_row (self, day ? _("Places in each slot") : _("Places"),
                          gtk_spin_button_new_with_range (day ? -1 : 1, day ? 99 : 500, 1));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->places), day ? 0 : 1);
  if (day)
    gtk_widget_set_tooltip_text (self->places, _("-1 gives back what is computed"));
  self->reason = add_row (self, day ? _("Reason") : _("Organiser"), entry (NULL, day ? _("Why it differs from what is computed") : _("Who the places are for")));
}

static void
th_booking_places_dispose (GObject *object)
{
  ThBookingPlaces *self = TH_BOOKING_PLACES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (th_booking_places_parent_class)->dispose (object);
}

static void
th_booking_places_finalize (GObject *object)
{
  g_clear_object (&TH_BOOKING_PLACES (object)->cancellable);
  G_OBJECT_CLASS (th_booking_places_parent_class)->finalize (object);
}

static void
th_booking_places_class_init (ThBookingPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_booking_places_dispose;
  G_OBJECT_CLASS (klass)->finalize = th_booking_places_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
th_booking_places_init (ThBookingPlaces *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  self->cancellable = g_cancellable_new ();
  self->grid = GTK_GRID (g_object_new (GTK_TYPE_GRID, "row-spacing", 8, "column-spacing", 12, NULL));
  self->fault = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "max-width-chars", 44, "visible", FALSE,
                              "css-classes", (const char *[]) { "bad", NULL }, NULL);
  self->accept = g_object_new (GTK_TYPE_BUTTON, "label", _("Accept"), "css-classes", (const char *[]) { "primary", NULL }, NULL);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (accept_cb), self);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (GTK_BOX (buttons), self->accept);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  gtk_box_append (GTK_BOX (box), self->fault);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "places-form");
  gtk_widget_add_css_class (GTK_WIDGET (self), "tidehall");
  gtk_window_set_child (GTK_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->accept);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self), 420, -1);
}

/**
 * th_booking_places_present:
 *
 * Opens the window above @parent.
 */
void
th_booking_places_present (GtkWindow *parent, ThSession *session, ThPlacesKind kind, const char *queue, const char *matter, const char *start)
{
  ThBookingPlaces *self = g_object_new (TH_TYPE_BOOKING_PLACES, "transient-for", parent, NULL);

  self->kind = kind;
  self->session = g_object_ref (session);
  gtk_window_set_title (GTK_WINDOW (self), kind == TH_PLACES_OF_DAY ? _("Places of a day") : _("Places for a group"));
  build (self, queue, matter, start);
  gtk_window_present (GTK_WINDOW (self));
}
