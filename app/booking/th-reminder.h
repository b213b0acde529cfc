/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-booking.h"

G_BEGIN_DECLS

/* A short message to who booked: what, when, where, at most 70 characters, so
 * that it is one message. */

#define TH_REMINDER_LENGTH 70

/* In Chinese whatever the screens speak; no name and no number of a person. (transfer full) */
char      *th_reminder_text  (ThHall *hall, const ThBooking *booking, const char *const *matters);

/* One who is to be reminded. */
typedef struct
{
  ThBooking *booking;
  char      *phone;      /* a mobile number; NULL when there is none */
  char      *text;
} ThReminder;

void       th_reminder_free  (ThReminder *self);

/* Everybody booked from @from to @to who was not reminded yet, or in any case when @again; from now on they were. Leaves one event.
 * (transfer full) (element-type ThReminder) */
GPtrArray *th_reminders_take (const ThTurn *turn, ThDay from, ThDay to, gboolean again, GError **error);

G_END_DECLS
