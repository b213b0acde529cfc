/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who books: a company with its agent, or a person. Signals: "changed" ();
 * "done" (): Enter on the last line. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_BOOKING_PARTY (th_booking_party_get_type ())
G_DECLARE_FINAL_TYPE (ThBookingParty, th_booking_party, TH, BOOKING_PARTY, GtkWidget)

void        th_booking_party_set_session (ThBookingParty *self, ThSession *session);

/* For booking.make, (transfer full); NULL when something is missing, with @why (transfer full). */
JsonObject *th_booking_party_get         (ThBookingParty *self, char **why);
void        th_booking_party_open        (ThBookingParty *self, gint64 ref);   /* one the hall knows */
void        th_booking_party_set_legal   (ThBookingParty *self, const char *text, gboolean late);
void        th_booking_party_clear       (ThBookingParty *self);
void        th_booking_party_focus       (ThBookingParty *self);
void        th_booking_party_focus_fault (ThBookingParty *self);   /* on what is missing */

G_END_DECLS
