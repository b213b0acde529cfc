/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A booking as a row: when, who (masked), what for, with whom, and its state
 * as shape and word. */

#include "th-session.h"

G_BEGIN_DECLS

typedef enum
{
  TH_BOOKING_ROW_TODAY,      /* whether they have come; a button checks them in */
  TH_BOOKING_ROW_REMIND,     /* whether they were reminded */
  TH_BOOKING_ROW_PERSON,     /* all of one person: the date, too */
} ThBookingRowKind;

#define TH_TYPE_BOOKING_ROW (th_booking_row_get_type ())
G_DECLARE_FINAL_TYPE (ThBookingRow, th_booking_row, TH, BOOKING_ROW, GtkListBoxRow)

GtkWidget  *th_booking_row_new       (ThBookingRowKind kind);

/* @booking: of booking.list or party.show. @floor: (nullable): floor.show, for who is served just now. */
void        th_booking_row_set       (ThBookingRow *self, JsonObject *booking, JsonObject *floor, ThSession *session);

const char *th_booking_row_get_code  (ThBookingRow *self);      /* NULL before the first one */
const char *th_booking_row_get_state (ThBookingRow *self);      /* in words, as shown */
gboolean    th_booking_row_comes     (ThBookingRow *self);      /* whether it can be checked in */
gboolean    th_booking_row_is_open   (ThBookingRow *self);      /* whether it can be moved or cancelled */

G_END_DECLS
