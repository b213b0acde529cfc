/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whom to remind of tomorrow, or of the next day that has bookings, and the
 * file for the gateway that sends short messages. */

#include "th-booking-list.h"

G_BEGIN_DECLS

#define TH_TYPE_BOOKING_REMIND (th_booking_remind_get_type ())
G_DECLARE_FINAL_TYPE (ThBookingRemind, th_booking_remind, TH, BOOKING_REMIND, GtkWidget)

GtkWidget     *th_booking_remind_new      (ThSession *session);
ThBookingList *th_booking_remind_get_list (ThBookingRemind *self);

/* Writes the list of the day that is shown to @file, and marks who is on it as
 * reminded; whoever was before is left out unless @again. */
void           th_booking_remind_write    (ThBookingRemind *self, GFile *file, gboolean again);

G_END_DECLS
