/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The foot of the Booking page: what is about to be booked, by whom it will be
 * served, and the button; afterwards the booking itself; or a move, or a cancelling. Buttons
 * are the actions "page.…" of the page. Signals: "staff" () when another clerk
 * is chosen; "changed" () when something about a move is typed. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_BOOKING_BAR (th_booking_bar_get_type ())
G_DECLARE_FINAL_TYPE (ThBookingBar, th_booking_bar, TH, BOOKING_BAR, GtkWidget)

/* What is about to be done with a booking. */
typedef enum { TH_BOOKING_TO_MOVE, TH_BOOKING_TO_CANCEL, TH_BOOKING_TO_END } ThBookingChange;

typedef enum { TH_BOOKING_EDIT, TH_BOOKING_SHOWN, TH_BOOKING_MOVE } ThBookingStep;

void         th_booking_bar_set_step    (ThBookingBar *self, ThBookingStep step);
void         th_booking_bar_set_compact (ThBookingBar *self, gboolean compact);
void         th_booking_bar_set_elapsed (ThBookingBar *self, gint64 seconds);      /* negative: not begun */
void         th_booking_bar_set_slot    (ThBookingBar *self, const char *title, const char *line, gboolean lost);
void         th_booking_bar_set_facts   (ThBookingBar *self, const char *first, const char *second);
void         th_booking_bar_set_why     (ThBookingBar *self, const char *why);     /* NULL: it can be confirmed */

void         th_booking_bar_set_staff   (ThBookingBar *self, JsonArray *staff);    /* of booking.prepare, or NULL */
void         th_booking_bar_choose_staff (ThBookingBar *self, const char *no);
const char  *th_booking_bar_get_staff   (ThBookingBar *self);                      /* NULL: any */
void         th_booking_bar_next_staff  (ThBookingBar *self);
GtkDropDown *th_booking_bar_get_staff_list (ThBookingBar *self);

void         th_booking_bar_set_shown   (ThBookingBar *self, const char *code, const char *line, gboolean open);
void         th_booking_bar_focus_next  (ThBookingBar *self);
void         th_booking_bar_set_move    (ThBookingBar *self, const char *title, const char *line, const char *why);
void         th_booking_bar_begin_move  (ThBookingBar *self, ThBookingChange change);
void         th_booking_bar_focus_reason (ThBookingBar *self);
char        *th_booking_bar_get_reason  (ThBookingBar *self, gboolean *by_hall, gboolean *agreed);   /* (transfer full) */

G_END_DECLS
