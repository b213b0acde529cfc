/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What is booked: matters found by name or initials, the conditions that
 * switch papers on, and what to bring against what the hall prints.
 *
 * Signals: "changed" (): matters or conditions; "done" (): Enter with nothing
 * more to add. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_BOOKING_MATTERS (th_booking_matters_get_type ())
G_DECLARE_FINAL_TYPE (ThBookingMatters, th_booking_matters, TH, BOOKING_MATTERS, GtkWidget)

void        th_booking_matters_set_session    (ThBookingMatters *self, ThSession *session);
void        th_booking_matters_add            (ThBookingMatters *self, const char *code);
JsonArray  *th_booking_matters_get            (ThBookingMatters *self);   /* codes; (transfer full) */
guint       th_booking_matters_count          (ThBookingMatters *self);
char       *th_booking_matters_describe       (ThBookingMatters *self);   /* (transfer full) */
JsonArray  *th_booking_matters_get_conditions (ThBookingMatters *self);   /* [matter, material]; (transfer full) */
gboolean    th_booking_matters_asks       (ThBookingMatters *self);       /* there are conditions to tick */
void        th_booking_matters_set_prepared   (ThBookingMatters *self, JsonObject *prepared);   /* answer of booking.prepare, or NULL */
void        th_booking_matters_clear          (ThBookingMatters *self);
void        th_booking_matters_focus          (ThBookingMatters *self);

G_END_DECLS
