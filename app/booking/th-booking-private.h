/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-booking.h"

G_BEGIN_DECLS

/* Among the records of bookings. */

gboolean th_booking_note        (const ThTurn *turn, gint64 id, const char *code, const char *kind, const char *from, const char *to,
                                 const char *reason, JsonObject *detail, GError **error);

/* To a state that ends a booking: its places go back. */
gboolean th_booking_end         (const ThTurn *turn, const ThBooking *booking, const char *kind, const char *to, const char *reason,
                                 gboolean by_hall, GError **error);

/* Holds that ran out are struck, each with its event. */
gboolean th_booking_strike      (const ThTurn *turn, GError **error);

/* Whether the person may have one more booking then: BANNED, DUPLICATE. A pause of booking does not stop who only moves one. */
gboolean th_booking_person_may  (const ThTurn *turn, gint64 party_id, ThDay day, int start_s, const char *const *matters,
                                 gboolean moving, GError **error);

G_END_DECLS
