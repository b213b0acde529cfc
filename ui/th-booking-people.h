/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One person or company: found by name, number or initials; their bookings,
 * what they missed, and a pause of booking that can be lifted. */

#include "th-booking-list.h"

G_BEGIN_DECLS

#define TH_TYPE_BOOKING_PEOPLE (th_booking_people_get_type ())
G_DECLARE_FINAL_TYPE (ThBookingPeople, th_booking_people, TH, BOOKING_PEOPLE, GtkWidget)

GtkWidget     *th_booking_people_new      (ThSession *session);
ThBookingList *th_booking_people_get_list (ThBookingPeople *self);

/* @find: an element of parties[] of party.find; a person's number is asked of the hall, which journals it. */
void           th_booking_people_show     (ThBookingPeople *self, JsonObject *find);

G_END_DECLS
