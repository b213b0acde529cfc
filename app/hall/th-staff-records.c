/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* PINs have four digits, so what protects them is that wrong ones are counted
 * and soon cost minutes, and that the file holds only slow hashes. */

#include "th-staff-records.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "th-journal.h"

TH_SQL (sql_staff_lock,
        "SELECT failed, locked_until_us FROM staff_lock WHERE hall_id = $1 AND staff = $2");
TH_SQL (sql_staff_lock_set,
        "INSERT INTO staff_lock (hall_id, staff, failed, locked_until_us) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (hall_id, staff) DO UPDATE SET failed = $3, locked_until_us = $4");
TH_SQL (sql_staff_lock_clear,
        "DELETE FROM staff_lock WHERE hall_id = $1 AND staff = $2");

/* Of a staff number, as hall files give them. */
#define LONGEST_NO 16

static gboolean
read_lock (ThDatabase *db, ThHall *hall, const char *no, int *failed, ThInstant *until, GError **error)
{
  g_autoptr (ThRows) rows = th_database_query (db, &sql_staff_lock, error, "is", th_hall_get_id (hall), no);
  GError *local = NULL;

  *failed = 0;
  *until = 0;
  if (rows == NULL)
    return FALSE;
  if (th_rows_next (rows, &local))
    {
      *failed = (int) th_rows_int (rows, 0);
      *until = th_rows_int (rows, 1);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* "09:05", by the hall's clock. */
static void
format_clock (ThHall *hall, ThInstant at, char text[8])
{
  int second = th_day_second (at, th_hall_get_zone (hall));

  g_snprintf (text, 8, "%02d:%02d", second / 3600 % 24, second / 60 % 60);
}

/* In whole minutes, so that nobody who comes at the time said comes too early. */
static ThInstant
whole_minute (ThInstant at)
{
  const gint64 minute = 60 * TH_SECOND_US;

  return (at + minute - 1) / minute * minute;
}

/**
 * th_staff_check_lock:
 * @db: a connection, in a transaction
 * @hall: a hall
 * @clock: what time it is
 * @no: the number somebody gave
 * @error: (out): %TH_ERROR_LOCKED_OUT, naming the minutes left
 *
 * Returns: whether a PIN for @no may be tried now
 */
gboolean
th_staff_check_lock (ThDatabase *db, ThHall *hall, ThClock *clock, const char *no, GError **error)
{
  ThInstant until, now = th_clock_now (clock);
  int failed, minutes;
  char when[8];

  if (!read_lock (db, hall, no, &failed, &until, error))
    return FALSE;
  if (until <= now)
    return TRUE;
  minutes = (int) ((until - now + 60 * TH_SECOND_US - 1) / (60 * TH_SECOND_US));
  format_clock (hall, whole_minute (until), when);
  g_set_error (error, TH_ERROR, TH_ERROR_LOCKED_OUT,
               g_dngettext (GETTEXT_PACKAGE, "Too many wrong PINs; try again in %d minute, at %s.",
                            "Too many wrong PINs; try again in %d minutes, at %s.", minutes),
               minutes, when);
  return FALSE;
}

/**
 * th_staff_verify:
 * @staff: (nullable): whom the number names, if anybody
 * @pin: (nullable): what was typed
 *
 * Takes about a tenth of a second, on any thread. For a number that nobody
 * has it takes as long, so that numbers cannot be told by the clock.
 *
 * Returns: whether @pin is the PIN of @staff
 */
gboolean
th_staff_verify (const ThStaff *staff, const char *pin)
{
  /* The hash of a PIN nobody knows. */
  static const char nobody[] =
    "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  gboolean known = staff != NULL && staff->pin_hash != NULL && pin != NULL;
  int differs;

  if (sodium_init () < 0)
    return FALSE;
  differs = crypto_pwhash_str_verify (known ? staff->pin_hash : nobody, pin != NULL ? pin : "",
                                      pin != NULL ? strlen (pin) : 0);
  return known && differs == 0;
}

static gboolean
note_locked (ThDatabase *db, ThHall *hall, ThClock *clock, const char *no, GError **error)
{
  gint64 id = th_hall_get_id (hall);
  ThInstant now = th_clock_is_manual (clock) ? th_clock_now (clock) : th_journal_not_before (db, id, th_clock_now (clock));
  ThEvent event = {
    .hall_id = id, .at = now, .business_day = th_day_of (now, th_hall_get_zone (hall)), .kind = "staff.locked", .actor = no,
  };

  return th_journal_append (db, &event, NULL, error);
}

/**
 * th_staff_note_result:
 * @db: a connection, in a writing transaction that will be committed
 * @hall: a hall
 * @clock: what time it is
 * @no: the number somebody gave
 * @right: what th_staff_verify() said
 * @locked_until: (out): until when this one locks the number, or 0
 * @error: (out): errors of the store
 *
 * A right PIN clears the count; the fifth wrong one in a row locks the number
 * for five minutes. Numbers that nobody has are counted alike, or the lock
 * would tell which ones somebody has.
 *
 * Returns: whether it was written
 */
gboolean
th_staff_note_result (ThDatabase *db, ThHall *hall, ThClock *clock, const char *no, gboolean right,
                      ThInstant *locked_until, GError **error)
{
  ThInstant now = th_clock_now (clock), until;
  int failed;

  *locked_until = 0;
  /* What cannot be a number need not fill the store. */
  if (strlen (no) > LONGEST_NO)
    return TRUE;
  if (!read_lock (db, hall, no, &failed, &until, error))
    return FALSE;
  if (right)
    return failed == 0 && until == 0
           ? TRUE
           : th_database_exec (db, &sql_staff_lock_clear, error, "is", th_hall_get_id (hall), no);

  failed++;
  until = failed >= TH_STAFF_TRIES ? now + TH_STAFF_LOCK_MINUTES * 60 * TH_SECOND_US : 0;
  if (!th_database_exec (db, &sql_staff_lock_set, error, "isyo", th_hall_get_id (hall), no,
                         until != 0 ? 0 : failed, until))
    return FALSE;
  *locked_until = until;
  return until == 0 || note_locked (db, hall, clock, no, error);
}

/**
 * th_staff_refuse:
 * @locked_until: what th_staff_note_result() said
 * @error: (out): %TH_ERROR_NOT_ALLOWED
 *
 * One sentence for a wrong number and for a wrong PIN.
 */
void
th_staff_refuse (ThHall *hall, ThInstant locked_until, GError **error)
{
  char when[8];

  if (locked_until != 0)
    {
      format_clock (hall, whole_minute (locked_until), when);
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_ALLOWED,
                   _("The staff number or the PIN is wrong. After %d wrong ones this number is locked until %s."), TH_STAFF_TRIES, when);
      return;
    }
  g_set_error_literal (error, TH_ERROR, TH_ERROR_NOT_ALLOWED, _("The staff number or the PIN is wrong."));
}

/**
 * th_staff_hash_pin:
 * @pin: a PIN
 *
 * Returns: (transfer full) (nullable): its hash, for a hall description
 */
char *
th_staff_hash_pin (const char *pin)
{
  char hash[crypto_pwhash_STRBYTES];

  if (sodium_init () < 0
      || crypto_pwhash_str (hash, pin, strlen (pin), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    return NULL;
  return g_strdup (hash);
}
