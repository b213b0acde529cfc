/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who is expected today, who has come, who is late. */

#include "th-booking-list.h"

G_BEGIN_DECLS

#define TH_TYPE_BOOKING_TODAY (th_booking_today_get_type ())
G_DECLARE_FINAL_TYPE (ThBookingToday, th_booking_today, TH, BOOKING_TODAY, GtkWidget)

GtkWidget     *th_booking_today_new      (ThSession *session);
ThBookingList *th_booking_today_get_list (ThBookingToday *self);

G_END_DECLS
