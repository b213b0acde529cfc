/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The Booking page: a place in time for whoever asks, while they ask. */

#include "th-page.h"
#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_PAGE_BOOKING (th_page_booking_get_type ())
G_DECLARE_FINAL_TYPE (ThPageBooking, th_page_booking, TH, PAGE_BOOKING, GtkWidget)

G_END_DECLS
