/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who arrives with a booking: one entry for whatever they say of themselves,
 * over the bookings of today. Signals "changed": another booking would be
 * checked in, and "confirmed": Enter. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_CHECK_IN (th_check_in_get_type ())
G_DECLARE_FINAL_TYPE (ThCheckIn, th_check_in, TH, CHECK_IN, GtkWidget)

/* @bookings: of booking.list, or NULL. */
void        th_check_in_set      (ThCheckIn *self, JsonArray *bookings, ThSession *session);
void        th_check_in_tick     (ThCheckIn *self);     /* who is late goes by the clock */

gboolean    th_check_in_focus    (ThCheckIn *self);
void        th_check_in_clear    (ThCheckIn *self);
void        th_check_in_say      (ThCheckIn *self, const char *number);         /* as if it were typed */
void        th_check_in_ask      (ThCheckIn *self, const char *const *codes);   /* which of these is it */

/* What Enter asks the hall for: a request of booking.check_in (transfer full),
 * or NULL. In words, also when it is nothing: (transfer full). */
JsonObject *th_check_in_request  (ThCheckIn *self);
char       *th_check_in_describe (ThCheckIn *self);

JsonObject *th_check_in_find     (ThCheckIn *self, const char *code);           /* (nullable): of the bookings */

G_END_DECLS
