/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-booking.h"
#include "th-condition.h"
#include "th-desk-private.h"

G_BEGIN_DECLS

/* Pieces of answers about bookings that several verbs share. */

void       th_out_booking   (ThAsk *ask, JsonObject *out, const ThBooking *booking);
gboolean   th_out_party     (ThAsk *ask, JsonObject *out, gint64 party_id, GError **error);
/* @conditions: (nullable): of ThCondition, once they were asked about. */
gboolean   th_out_materials (ThAsk *ask, JsonObject *out, const char *const *matters, GPtrArray *conditions);
gboolean   th_ask_at        (ThAsk *ask, const char *key, ThInstant *at, GError **error);

void       th_out_point     (ThAsk *ask, JsonObject *out, const char *code);
gboolean   th_out_nearest_points (ThAsk *ask, const char *const *matters, const char *queue, const ThSlotNeed *need, ThDay last, GError **error);

/* Whom it is for, as in th_out_party(), with nothing masked; null for nobody. */
gboolean   th_out_party_whole (ThAsk *ask, JsonObject *out, gint64 party_id, GError **error);

/* booking.slots, booking.show, booking.list, booking.note, booking.papers */
gboolean   th_do_booking_slots  (ThAsk *ask, GError **error);
gboolean   th_do_booking_show   (ThAsk *ask, GError **error);
gboolean   th_do_booking_list   (ThAsk *ask, GError **error);
gboolean   th_do_booking_note   (ThAsk *ask, GError **error);
gboolean   th_do_booking_papers (ThAsk *ask, GError **error);

G_END_DECLS
