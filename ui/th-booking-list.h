/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Bookings one under the other, with their keys: Enter opens, C checks in, M
 * moves, Delete cancels. Signals "open", "check-in", "move", "cancel", each
 * with the booking's code. */

#include "th-booking-row.h"

G_BEGIN_DECLS

#define TH_TYPE_BOOKING_LIST (th_booking_list_get_type ())
G_DECLARE_FINAL_TYPE (ThBookingList, th_booking_list, TH, BOOKING_LIST, GtkWidget)

/* @label: what the list is called; @empty: one sentence. */
GtkWidget    *th_booking_list_new (ThBookingRowKind kind, const char *label, const char *empty);

/* @bookings: (nullable): NULL is not known yet; @wanted: (nullable): states to show, NULL all. */
void          th_booking_list_set (ThBookingList *self, JsonArray *bookings, const char *const *wanted, JsonObject *floor, ThSession *session);

guint         th_booking_list_get_n   (ThBookingList *self);
ThBookingRow *th_booking_list_get_row (ThBookingList *self, guint i);
void          th_booking_list_set_floor (ThBookingList *self, JsonObject *floor);   /* the same bookings, now */

G_END_DECLS
