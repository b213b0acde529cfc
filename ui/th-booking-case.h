/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What was agreed for a booking, at the window: what the person brings and
 * what the hall prints, each to be gone through, and what was said. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_BOOKING_CASE (th_booking_case_get_type ())
G_DECLARE_FINAL_TYPE (ThBookingCase, th_booking_case, TH, BOOKING_CASE, GtkWidget)

/* @booking: an answer of booking.show; NULL: there is none, and nothing is seen. */
void th_booking_case_set (ThBookingCase *self, JsonObject *booking, ThSession *session);

G_END_DECLS
