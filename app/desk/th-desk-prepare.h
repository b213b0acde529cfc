/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-desk-booking.h"

G_BEGIN_DECLS

/* Reads "conditions", pairs of a matter and a material; @conditions: (out) (transfer full): of @matters; @given: whether they were. */
gboolean th_ask_conditions (ThAsk *ask, const char *const *matters, GPtrArray **conditions, gboolean *given, GError **error);

void     th_out_conditions (JsonObject *out, GPtrArray *conditions);
/* What is worth knowing of @matters: "hints", "online", "legal", "ukey"; 0 for what is not known. */
void     th_out_advice     (ThAsk *ask, JsonObject *out, const char *const *matters, ThDay founded, ThInstant slot);

/* What @booking needs, by the conditions that were said for it: "bring", "printed_here", "conditions", "asked". */
gboolean th_out_needs      (ThAsk *ask, const ThBooking *booking, const char *const *matters, GError **error);

/* booking.prepare */
gboolean th_do_booking_prepare (ThAsk *ask, GError **error);

G_END_DECLS
