/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-hall.h"

G_BEGIN_DECLS

/* Who may book what, when, and what becomes of it. Pure. */

typedef enum { TH_MODE_HALL, TH_MODE_DOOR, TH_MODE_FLEXIBLE, TH_MODE_REMOTE, TH_MODE_GREEN, TH_MODE_MOBILE } ThBookingMode;

const char *th_booking_mode_name  (ThBookingMode mode);
gboolean    th_booking_mode_parse (const char *name, ThBookingMode *mode);
gboolean    th_booking_mode_takes_places (ThBookingMode mode);    /* of the hall's windows, or of a point */
gboolean    th_booking_mode_comes (ThBookingMode mode);           /* to the hall or a point, and checks in */
gboolean    th_booking_mode_has_ticket (ThBookingMode mode);      /* and is called by it; else somebody says when it is done */

/* What each way of service asks for: BAD_REQUEST with what to do. */
typedef struct
{
  ThBookingMode mode;
  const char   *staff, *staff2, *address, *point, *ground;
  gboolean      photos;
} ThModeFields;

gboolean    th_booking_mode_check (const ThModeFields *fields, GError **error);

/* Whether the point @code, or none, handles @matters: NOT_FOUND, NOT_OPEN. */
gboolean    th_booking_point_handles (ThHall *hall, const char *code, const char *const *matters, GError **error);

/* The last day that can be booked today; @loaded: whether the calendar reaches so far. */
ThDay       th_booking_last_day  (ThHall *hall, ThDay today, gboolean *loaded);

/* TOO_LATE for a slot gone by or too near, TOO_EARLY or NOT_LOADED for one too far ahead. */
gboolean    th_booking_time_open (ThHall *hall, ThInstant now, ThInstant slot, GError **error);
gboolean    th_booking_day_open  (ThHall *hall, ThDay today, ThDay day, GError **error);
gboolean    th_booking_may_begin (ThHall *hall, ThInstant now, ThInstant slot, GError **error);

/* A pause of booking. Days in rising order; 0: none. */
ThDay       th_booking_ban_until (const ThDay *no_shows, guint n, int limit, int window_days, int ban_days, ThDay today);
ThDay       th_booking_cancel_ban (const ThDay *cancelled, guint n, int limit, int ban_days, ThDay today);

typedef enum { TH_ARRIVES_EARLY, TH_ARRIVES_IN_TIME, TH_ARRIVES_LATE, TH_ARRIVES_TOO_LATE } ThArrival;

ThInstant   th_booking_check_in_from  (ThHall *hall, ThInstant slot);
ThInstant   th_booking_check_in_until (ThHall *hall, ThInstant slot);
ThArrival   th_booking_arrival        (ThHall *hall, ThInstant slot, ThInstant now);

/* Whether a person may still cancel or move: TOO_LATE. */
gboolean    th_booking_may_cancel (ThHall *hall, ThInstant now, ThInstant slot, GError **error);

gboolean    th_booking_morning    (int second_of_day);
gboolean    th_booking_open_state (const char *state);    /* held, booked, checked in */
gboolean    th_booking_state_known (const char *state);
const char *th_booking_state_label (const char *state);   /* in words */

G_END_DECLS
