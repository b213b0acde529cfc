/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How the hall serves: here, at the door, outside the hours, from afar, ahead
 * of the line, or at a point of its own; each with just the fields it needs;
 * and a note of the talk. Signal "changed" (). */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_BOOKING_MODE (th_booking_mode_get_type ())
G_DECLARE_FINAL_TYPE (ThBookingMode, th_booking_mode, TH, BOOKING_MODE, GtkWidget)

/* "hall" in words. */
const char *th_booking_mode_label      (const char *mode);

void        th_booking_mode_set_session (ThBookingMode *self, ThSession *session);
const char *th_booking_mode_get_point  (ThBookingMode *self);               /* of "mobile"; NULL when none is chosen */
void        th_booking_mode_choose_point (ThBookingMode *self, const char *code);
gboolean    th_booking_mode_free_time  (ThBookingMode *self);               /* the time is typed, not taken from the week */
char       *th_booking_mode_get_time   (ThBookingMode *self, GTimeZone *zone);   /* ISO; NULL while there is none */
void        th_booking_mode_set_day    (ThBookingMode *self, ThDay day);
void        th_booking_mode_set_staff  (ThBookingMode *self, JsonArray *staff);
void        th_booking_mode_set_points (ThBookingMode *self, JsonArray *points);

/* Members of booking.make; FALSE with @why (transfer full) when one is missing. @named: a clerk was chosen. */
gboolean    th_booking_mode_add        (ThBookingMode *self, JsonObject *request, gboolean named, char **why);
void        th_booking_mode_clear      (ThBookingMode *self);

G_END_DECLS
