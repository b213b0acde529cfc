/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What is dragged when a booking is: its code, as a type of its own, so that
 * nothing but a booking can be dropped on a week. An empty code is the choice
 * that is not booked yet. */

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct { char *code; } ThBookingDrag;

#define TH_TYPE_BOOKING_DRAG (th_booking_drag_get_type ())
GType          th_booking_drag_get_type (void);

ThBookingDrag *th_booking_drag_new      (const char *code);
ThBookingDrag *th_booking_drag_copy     (ThBookingDrag *self);
void           th_booking_drag_free     (ThBookingDrag *self);

G_END_DECLS
