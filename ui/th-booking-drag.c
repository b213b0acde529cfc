/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dragged booking is a value. */

#include "th-booking-drag.h"

G_DEFINE_BOXED_TYPE (ThBookingDrag, th_booking_drag, th_booking_drag_copy, th_booking_drag_free)

ThBookingDrag *
th_booking_drag_new (const char *code)
{
  ThBookingDrag *self = g_new (ThBookingDrag, 1);

  self->code = g_strdup (code != NULL ? code : "");
  return self;
}

ThBookingDrag *
th_booking_drag_copy (ThBookingDrag *self)
{
  return th_booking_drag_new (self->code);
}

void
th_booking_drag_free (ThBookingDrag *self)
{
  g_free (self->code);
  g_free (self);
}
