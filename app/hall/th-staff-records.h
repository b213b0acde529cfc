/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-clock.h"
#include "th-database.h"
#include "th-hall.h"

G_BEGIN_DECLS

/* Signing in, in three steps: look whether the number is locked, check the PIN
 * (slow, on purpose, and outside every transaction), write down how it went.
 * They are apart because a wrong PIN must be counted although the request that
 * brought it fails and is rolled back. */

#define TH_STAFF_TRIES 5
#define TH_STAFF_LOCK_MINUTES 5

gboolean th_staff_check_lock  (ThDatabase *db, ThHall *hall, ThClock *clock, const char *no, GError **error);
gboolean th_staff_verify      (const ThStaff *staff, const char *pin);
gboolean th_staff_note_result (ThDatabase *db, ThHall *hall, ThClock *clock, const char *no, gboolean right,
                               ThInstant *locked_until, GError **error);

/* The refusal for a wrong number or PIN: TH_ERROR_NOT_ALLOWED. @locked_until: 0, or until when the number is locked by it. */
void     th_staff_refuse      (ThHall *hall, ThInstant locked_until, GError **error);

/* For a new PIN: (transfer full), NULL when there is not enough memory. */
char    *th_staff_hash_pin    (const char *pin);

G_END_DECLS
