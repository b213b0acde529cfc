/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The lists beside the week: today's arrivals, whom to remind, what is to be
 * done, one person. Each is made when it is first shown and asks the hall only
 * while it is.
 *
 * Signals, each with a booking's code: "open", "move", "check-in", "cancel". */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_BOOKING_LISTS (th_booking_lists_get_type ())
G_DECLARE_FINAL_TYPE (ThBookingLists, th_booking_lists, TH, BOOKING_LISTS, GtkWidget)

GtkWidget *th_booking_lists_new  (ThSession *session);

/* @name: "today", "tomorrow", "followups" or "people". */
void       th_booking_lists_show (ThBookingLists *self, const char *name);

/* The list of this name; NULL before it was shown. */
GtkWidget *th_booking_lists_get  (ThBookingLists *self, const char *name);

G_END_DECLS
