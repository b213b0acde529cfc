/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-booking.h"
#include "th-condition.h"

G_BEGIN_DECLS

/* What was talked about with whoever booked: the conditions that were asked
 * about, and notes. Words may name people, so they are not in the journal. */

/* The conditions of @booking were asked about, and hold as they say. */
gboolean   th_booking_keep_conditions (const ThTurn *turn, gint64 booking_id, GPtrArray *conditions, GError **error);
/* Says to @conditions what holds for @booking_id. */
gboolean   th_booking_load_conditions (const ThTurn *turn, gint64 booking_id, GPtrArray *conditions, GError **error);
/* The same holds for @to. */
gboolean   th_booking_copy_conditions (const ThTurn *turn, gint64 from, gint64 to, GError **error);

/* The channel of words that say why something was done begins so; it is none that somebody can name. */
#define TH_TALK_OF "@"

/* Keeps the words of a talk. */
gboolean   th_booking_talk   (const ThTurn *turn, gint64 booking_id, const char *channel, const char *words, GError **error);
/* The same, later: one event besides. */
gboolean   th_booking_add_talk (const ThTurn *turn, const ThBooking *booking, const char *channel, const char *words, GError **error);

/* Keeps why @what was done to a booking, and with it in the log: @words may name people, so they are not in the journal.
 * @what: as in the log, such as "cancelled". @words: none when NULL or "". */
gboolean   th_booking_say_why (const ThTurn *turn, gint64 booking_id, const char *what, const char *words, GError **error);

/* Writes that what stands on papers of @booking was handed out unmasked. @paper: "slip", "hints" or "forms". */
gboolean   th_booking_printed (const ThTurn *turn, const ThBooking *booking, const char *paper, GError **error);

/* One thing that happened to a booking, or to the one it was before it was moved. */
typedef struct
{
  ThInstant at;
  char     *actor;
  char     *what;            /* "booked", "held", "moved", "contact", "papers" ... */
  char     *channel, *words; /* may be NULL */
  gboolean  own;             /* of this booking, not of the one before */
  gboolean  forms;           /* of "papers": its forms were printed */
} ThBookingLog;

/* (transfer full) (element-type ThBookingLog): the first first. */
GPtrArray *th_booking_log    (const ThTurn *turn, const ThBooking *booking, GError **error);

G_END_DECLS
