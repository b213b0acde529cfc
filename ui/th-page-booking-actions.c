/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the Booking page does: books, moves, cancels, checks in. Whatever is
 * refused leaves what was typed as it is. */

#include "th-page-booking-private.h"

#include <glib/gi18n.h>

#include "th-booking-places.h"
#include "th-messages.h"
#include "th-staff-window.h"
#include "th-text.h"
#include "th-ticket-print.h"

/* A request for a booking to look at, and what for. */
typedef struct
{
  ThPageBooking *self;
  char          *then;
  GCancellable  *cancellable;
} Open;

static void
open_free (Open *open)
{
  g_object_unref (open->self);
  g_free (open->then);
  g_object_unref (open->cancellable);
  g_free (open);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Open, open_free)

/* --- looking at one ------------------------------------------------------------ */

static void
begin_move (ThPageBooking *self, ThBookingChange change)
{
  self->step = TH_BOOKING_MOVE;
  self->change = change;
  self->propose = FALSE;
  g_clear_pointer (&self->slot, g_free);
  g_clear_pointer (&self->lost, g_free);
  th_booking_bar_begin_move (self->bar, change);
  th_page_booking_show_bar (self);
  if (change != TH_BOOKING_TO_MOVE)
    {
      th_booking_bar_focus_reason (self->bar);
      return;
    }
  self->grid_next = TRUE;
  th_page_booking_show_view (self, "week");
  th_page_booking_show_its_week (self);
}

static void
show_shown (ThPageBooking *self)
{
  th_page_booking_show_bar (self);
  th_page_booking_show_its_week (self);
  th_page_booking_show_week (self);
  th_booking_bar_focus_next (self->bar);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Open) open = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  ThPageBooking *self = open->self;

  /* Emptied for the next one meanwhile, another was asked for, or gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_cancellable_is_cancelled (open->cancellable))
    return;
  if (answer == NULL)
    {
      th_message_error (GTK_WIDGET (self), _("The booking is not shown."), error, NULL, NULL);
      return;
    }
  g_clear_pointer (&self->shown, json_object_unref);
  self->shown = g_steal_pointer (&answer);
  self->step = TH_BOOKING_SHOWN;
  if (g_strcmp0 (open->then, "move") == 0 || g_strcmp0 (open->then, "cancel") == 0)
    begin_move (self, g_str_equal (open->then, "cancel") ? TH_BOOKING_TO_CANCEL : TH_BOOKING_TO_MOVE);
  else if (open->then != NULL)
    {
      begin_move (self, TH_BOOKING_TO_MOVE);
      th_page_booking_choose_slot (self, open->then);
      th_booking_bar_focus_reason (self->bar);
    }
  else
    show_shown (self);
}

/**
 * th_page_booking_open:
 * @then: (nullable): "move", "cancel", or the time it is moved to
 *
 * Shows a booking at the foot.
 */
void
th_page_booking_open (ThPageBooking *self, const char *code, const char *then)
{
  Open *open = g_new0 (Open, 1);

  open->self = g_object_ref (self);
  open->then = g_strdup (then);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  open->cancellable = g_object_ref (self->opening);
  th_session_ask_async (self->session, th_desk_request ("booking.show", "booking", "s", code, NULL), self->opening, opened_cb, open);
}

void
th_page_booking_drag (ThPageBooking *self, const char *code, const char *start)
{
  if (self->step == TH_BOOKING_MOVE && g_strcmp0 (th_member_text (self->shown, "booking"), code) == 0)
    {
      th_page_booking_choose_slot (self, start);
      th_booking_bar_focus_reason (self->bar);
    }
  else
    th_page_booking_open (self, code, start);
}

/* --- booking -------------------------------------------------------------------- */

static void
show_refusal (ThPageBooking *self, const GError *error)
{
  gboolean lost = g_error_matches (error, TH_ERROR, TH_ERROR_FULL) || g_error_matches (error, TH_ERROR, TH_ERROR_TOO_LATE);

  if (lost && self->slot != NULL && !th_booking_mode_free_time (self->mode))
    {
      th_page_booking_lose_slot (self);
      th_feed_refresh (self->slots);
      th_page_booking_focus_week (self);
    }
  if (g_error_matches (error, TH_ERROR, TH_ERROR_BANNED))
    th_message_error (GTK_WIDGET (self), _("Nothing was booked."), error, _("Take a ticket"), "page.walk-in");
  else
    th_message_error (GTK_WIDGET (self), _("Nothing was booked."), error, NULL, NULL);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThPageBooking) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->busy = FALSE;
  if (answer == NULL)
    {
      show_refusal (self, error);
      th_page_booking_show_bar (self);
      return;
    }
  th_message_clear (GTK_WIDGET (self));
  self->ended = th_session_now (self->session);
  g_clear_pointer (&self->shown, json_object_unref);
  self->shown = json_object_ref (answer);
  self->step = TH_BOOKING_SHOWN;
  show_shown (self);
  th_page_booking_open (self, th_member_text (answer, "booking"), NULL);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  static const char *const refused[] = {
    [TH_BOOKING_TO_MOVE] = N_("The booking was not moved."), [TH_BOOKING_TO_CANCEL] = N_("The booking was not cancelled."),
    [TH_BOOKING_TO_END] = N_("The booking was not ended."),
  };
  static const char *const done[] = {
    [TH_BOOKING_TO_MOVE] = N_("Booking moved; its new code is at the foot"), [TH_BOOKING_TO_CANCEL] = N_("Booking cancelled"),
    [TH_BOOKING_TO_END] = N_("Done; what follows is under Follow-ups"),
  };
  g_autoptr (ThPageBooking) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->busy = FALSE;
  if (answer == NULL)
    {
      if (g_error_matches (error, TH_ERROR, TH_ERROR_FULL))
        th_page_booking_lose_slot (self);
      th_message_error (GTK_WIDGET (self), _(refused[self->change]),
                        error, NULL, NULL);
      th_page_booking_show_bar (self);
      return;
    }
  th_message_clear (GTK_WIDGET (self));
  th_message_done (GTK_WIDGET (self), _(done[self->change]), NULL);
  g_clear_pointer (&self->slot, g_free);
  th_page_booking_open (self, th_member_text (answer, "booking"), NULL);
}

static void
end_booking (ThPageBooking *self, const char *note)
{
  JsonObject *request = th_desk_request ("booking.done", "booking", "s", th_member_text (self->shown, "booking"), NULL);

  if (*note != '\0')
    json_object_set_string_member (request, "note", note);
  self->busy = TRUE;
  th_session_ask_async (self->session, request, self->cancellable, changed_cb, g_object_ref (self));
}

static void
accept_change (ThPageBooking *self)
{
  gboolean cancelling = self->change == TH_BOOKING_TO_CANCEL;
  gboolean by_hall, agreed;
  g_autofree char *reason = th_booking_bar_get_reason (self->bar, &by_hall, &agreed);
  JsonObject *request;

  if (self->change == TH_BOOKING_TO_END)
    {
      end_booking (self, reason);
      return;
    }
  request = th_desk_request (cancelling ? "booking.cancel" : "booking.move", "booking", "s", th_member_text (self->shown, "booking"),
                             "reason", "s", reason, "by", "s", by_hall ? "hall" : "person", NULL);
  if (by_hall)
    json_object_set_boolean_member (request, "agreed", agreed);
  if (!cancelling)
    json_object_set_string_member (request, "slot", self->slot);
  self->busy = TRUE;
  th_session_ask_async (self->session, request, self->cancellable, changed_cb, g_object_ref (self));
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageBooking *self = TH_PAGE_BOOKING (widget);
  g_autofree char *why = NULL;
  JsonObject *request;

  if (self->busy || self->step == TH_BOOKING_SHOWN)
    return;
  if (self->step == TH_BOOKING_MOVE)
    {
      accept_change (self);
      return;
    }
  request = th_page_booking_request (self, &why);
  if (request == NULL)
    return;
  self->busy = TRUE;
  th_page_booking_show_bar (self);
  th_session_ask_async (self->session, request, self->cancellable, made_cb, g_object_ref (self));
}

/* --- arriving -------------------------------------------------------------------- */

static void
slip_printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThPageBooking) self = data;
  g_autoptr (GError) error = NULL;

  if (!th_ticket_print_finish (TH_SESSION (source), result, NULL, &error) && !g_cancellable_is_cancelled (self->cancellable))
    th_message_error (GTK_WIDGET (self), _("The slip was not printed."), error, NULL, NULL);
}

static void
checked_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThPageBooking) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  const char *ticket = th_member_text (answer, "ticket");
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (answer == NULL)
    {
      th_message_error (GTK_WIDGET (self), _("Not checked in."), error, NULL, NULL);
      return;
    }
  text = th_member_has (answer, "window")
           ? g_strdup_printf (_("Checked in: ticket %s, window %s"), ticket, th_member_text (answer, "window"))
           : g_strdup_printf (_("Checked in: ticket %s"), ticket);
  th_message_done (GTK_WIDGET (self), text, NULL);
  th_ticket_print_async (self->session, ticket, (int) th_member_int (answer, "ahead", -1), self->cancellable,
                         slip_printed_cb, g_object_ref (self));
}

void
th_page_booking_check_in (ThPageBooking *self, const char *code)
{
  th_session_ask_async (self->session, th_desk_request ("booking.check_in", "booking", "s", code, "channel", "s", "reception", NULL),
                        self->cancellable, checked_in_cb, g_object_ref (self));
}

/* --- the rest of the keys ---------------------------------------------------------- */

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_booking_party_focus (TH_PAGE_BOOKING (widget)->party);
}

static void
matters_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_booking_matters_focus (TH_PAGE_BOOKING (widget)->matters);
}

static void
week_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_page_booking_focus_week (TH_PAGE_BOOKING (widget));
}

static void
next_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_page_booking_next_view (TH_PAGE_BOOKING (widget));
}

static void
next_clerk_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_booking_bar_next_staff (TH_PAGE_BOOKING (widget)->bar);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_message_clear (widget);
  th_page_booking_clear (TH_PAGE_BOOKING (widget));
}

/* Escape closes the top-most: a move goes back to its booking, a booking to
 * the next one; what is being typed stays. */
static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageBooking *self = TH_PAGE_BOOKING (widget);

  if (self->step == TH_BOOKING_MOVE)
    {
      self->step = TH_BOOKING_SHOWN;
      g_clear_pointer (&self->slot, g_free);
      show_shown (self);
    }
  else if (self->step == TH_BOOKING_SHOWN)
    next_action (widget, NULL, NULL);
  else
    gtk_widget_activate_action (widget, "win.escape", NULL);
}

static void
move_shown_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (TH_PAGE_BOOKING (widget)->step == TH_BOOKING_SHOWN)
    begin_move (TH_PAGE_BOOKING (widget), TH_BOOKING_TO_MOVE);
}

static void
cancel_shown_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (TH_PAGE_BOOKING (widget)->step == TH_BOOKING_SHOWN)
    begin_move (TH_PAGE_BOOKING (widget), TH_BOOKING_TO_CANCEL);
}

static void
end_shown_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (TH_PAGE_BOOKING (widget)->step == TH_BOOKING_SHOWN)
    begin_move (TH_PAGE_BOOKING (widget), TH_BOOKING_TO_END);
}

/* A point gives no numbers: whoever comes is only noted, and then served. */
static void
arrived_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThPageBooking) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (answer == NULL)
    {
      th_message_error (GTK_WIDGET (self), _("Not checked in."), error, NULL, NULL);
      return;
    }
  th_message_done (GTK_WIDGET (self), _("Arrived at the point"), NULL);
  if (self->step == TH_BOOKING_SHOWN)
    th_page_booking_open (self, th_member_text (self->shown, "booking"), NULL);
}

static void
arrive_shown_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageBooking *self = TH_PAGE_BOOKING (widget);

  if (self->step == TH_BOOKING_SHOWN)
    th_session_ask_async (self->session, th_desk_request ("booking.check_in", "booking", "s", th_member_text (self->shown, "booking"),
                                                          "point", "s", th_member_text (self->shown, "point"), NULL),
                          self->cancellable, arrived_cb, g_object_ref (self));
}

static void
walk_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_message_clear (widget);
  gtk_widget_activate_action (widget, "win.page", "s", "reception");
}

static void
dismiss_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_message_clear (widget);
}

static void
present_places (ThPageBooking *self, ThPlacesKind kind)
{
  g_autoptr (JsonArray) codes = th_booking_matters_get (self->matters);
  const char *matter = json_array_get_length (codes) > 0 ? json_array_get_string_element (codes, 0) : NULL;

  th_booking_places_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session, kind,
                             th_member_text (self->prepared, "queue"), matter, self->slot);
}

static void
override_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_places (TH_PAGE_BOOKING (widget), TH_PLACES_OF_DAY);
}

static void
block_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_places (TH_PAGE_BOOKING (widget), TH_PLACES_OF_GROUP);
}

void
th_page_booking_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "page.matters", NULL, matters_action);
  gtk_widget_class_install_action (widget_class, "page.week", NULL, week_action);
  gtk_widget_class_install_action (widget_class, "page.next-view", NULL, next_view_action);
  gtk_widget_class_install_action (widget_class, "page.next-clerk", NULL, next_clerk_action);
  gtk_widget_class_install_action (widget_class, "page.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "page.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "page.move-shown", NULL, move_shown_action);
  gtk_widget_class_install_action (widget_class, "page.cancel-shown", NULL, cancel_shown_action);
  gtk_widget_class_install_action (widget_class, "page.end-shown", NULL, end_shown_action);
  gtk_widget_class_install_action (widget_class, "page.arrive-shown", NULL, arrive_shown_action);
  gtk_widget_class_install_action (widget_class, "page.walk-in", NULL, walk_in_action);
  gtk_widget_class_install_action (widget_class, "page.override", NULL, override_action);
  gtk_widget_class_install_action (widget_class, "page.block", NULL, block_action);
  gtk_widget_class_install_action (widget_class, "page.dismiss", NULL, dismiss_action);
}
