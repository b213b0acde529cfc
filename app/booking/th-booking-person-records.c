/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What one person or company may have: so many bookings a day and a half-day,
 * nothing twice in a half-day, and none for a while after too many that were
 * missed or cancelled. None of this touches who takes a number in the hall. */

#include "th-booking-private.h"

#include <glib/gi18n-lib.h>

#include "th-store.h"

TH_SQL (sql_person_day,
        "SELECT b.id, b.code, b.start_s, m.code FROM booking b LEFT JOIN booking_matter m ON m.booking_id = b.id"
        " WHERE b.party_id = $1 AND b.business_day = $2 AND b.state IN ('held', 'booked', 'checked_in', 'finished') ORDER BY b.id");
TH_SQL (sql_person_missed,
        "SELECT b.business_day FROM booking b JOIN party p ON p.id = b.party_id WHERE b.party_id = $1 AND b.state = 'no_show'"
        " AND b.business_day > p.ban_lifted_day ORDER BY b.business_day");
TH_SQL (sql_person_cancelled,
        "SELECT b.ended_day FROM booking b JOIN party p ON p.id = b.party_id WHERE b.party_id = $1 AND b.state = 'cancelled'"
        " AND b.by_hall = 0 AND b.ended_day > p.ban_lifted_day ORDER BY b.ended_day");
TH_SQL (sql_person_lift, "UPDATE party SET ban_lifted_day = $2 WHERE id = $1");

static GArray *
load_days (ThRows  *rows,
           GError **error)
{
  g_autoptr (ThRows) done = rows;
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (ThDay));
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (th_rows_next (rows, &local))
    {
      ThDay day = th_rows_int (rows, 0);

      g_array_append_val (days, day);
    }
  if (local == NULL)
    return g_steal_pointer (&days);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * th_booking_past:
 * @past: (out): what counts today
 */
gboolean
th_booking_past (const ThTurn  *turn,
                 gint64         party_id,
                 ThBookingPast *past,
                 GError       **error)
{
  g_autoptr (GArray) missed = load_days (th_database_query (turn->db, &sql_person_missed, error, "i", party_id), error);
  g_autoptr (GArray) cancelled = missed != NULL
                                   ? load_days (th_database_query (turn->db, &sql_person_cancelled, error, "i", party_id), error) : NULL;
  int window = th_turn_setting (turn, "booking.noshow_window_days");
  int ban = th_turn_setting (turn, "booking.ban_days");
  ThDay until;

  *past = (ThBookingPast) { 0 };
  if (cancelled == NULL)
    return FALSE;
  for (guint i = 0; i < missed->len; i++)
    past->no_shows += th_day_diff (turn->day, g_array_index (missed, ThDay, i)) < window ? 1 : 0;
  for (guint i = 0; i < cancelled->len; i++)
    past->cancelled += g_array_index (cancelled, ThDay, i) / 100 == turn->day / 100 ? 1 : 0;
  past->ban_until = th_booking_ban_until ((const ThDay *) missed->data, missed->len, th_turn_setting (turn, "booking.noshow_limit"),
                                          window, ban, turn->day);
  past->for_no_shows = past->ban_until != 0;
  until = th_booking_cancel_ban ((const ThDay *) cancelled->data, cancelled->len, th_turn_setting (turn, "booking.cancel_limit_per_month"),
                                 ban, turn->day);
  if (until > past->ban_until)
    {
      past->ban_until = until;
      past->for_no_shows = FALSE;
    }
  return TRUE;
}

/* A pause is lifted at the hall, for somebody who shows who they are. */
gboolean
th_booking_lift_ban (const ThTurn *turn,
                     gint64        party_id,
                     const char   *reason,
                     GError      **error)
{
  JsonObject *detail = json_object_new ();

  json_object_set_int_member (detail, "party", party_id);
  th_database_touch (turn->db, TH_CHANGE_BOOKINGS);
  return th_turn_note (turn, (ThNote) { .kind = "party.ban_lifted", .reason = reason, .detail = detail }, error) &&
         th_database_exec (turn->db, &sql_person_lift, error, "iy", party_id, (int) turn->day);
}

static gboolean
check_ban (const ThTurn *turn,
           gint64        party_id,
           GError      **error)
{
  ThBookingPast past;
  g_autofree char *until = NULL;

  if (!th_booking_past (turn, party_id, &past, error))
    return FALSE;
  if (past.ban_until == 0)
    return TRUE;
  until = th_day_format (past.ban_until);
  g_set_error (error, TH_ERROR, TH_ERROR_BANNED,
               past.for_no_shows ? _("Booking is paused for this person until %s, after missed bookings. They may take a number in the hall as ever.")
                                 : _("Booking is paused for this person until %s, after many cancellations. They may take a number in the hall as ever."),
               until);
  return FALSE;
}

static gboolean
check_day (const ThTurn      *turn,
           ThRows            *rows,
           int                start_s,
           const char *const *matters,
           GError           **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *code = NULL;
  gint64 seen = 0;
  int day = 0, half = 0;

  while (local == NULL && th_rows_next (rows, &local))
    {
      gboolean same_half = th_booking_morning (th_rows_int (rows, 2)) == th_booking_morning (start_s);

      if (th_rows_int (rows, 0) != seen)
        {
          day++;
          half += same_half ? 1 : 0;
          g_free (code);
          code = g_strdup (th_rows_text (rows, 1));
        }
      seen = th_rows_int (rows, 0);
      if (same_half && !th_rows_is_null (rows, 3) && g_strv_contains (matters, th_rows_text (rows, 3)))
        g_set_error (&local, TH_ERROR, TH_ERROR_DUPLICATE, _("%s is booked for this person in the same half-day already: %s."),
                     th_rows_text (rows, 3), th_rows_text (rows, 1));
    }
  if (local == NULL && day >= th_turn_setting (turn, "booking.per_person_per_day"))
    g_set_error (&local, TH_ERROR, TH_ERROR_DUPLICATE, _("This person has as many bookings that day as there may be: %s. Move or cancel it instead."), code);
  if (local == NULL && half >= th_turn_setting (turn, "booking.per_person_per_half_day"))
    g_set_error (&local, TH_ERROR, TH_ERROR_DUPLICATE, _("This person has as many bookings in that half-day as there may be: %s."), code);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
th_booking_person_may (const ThTurn      *turn,
                       gint64             party_id,
                       ThDay              day,
                       int                start_s,
                       const char *const *matters,
                       gboolean           moving,
                       GError           **error)
{
  g_autoptr (ThRows) rows = NULL;

  if (party_id == 0)
    return TRUE;
  if (!moving && !check_ban (turn, party_id, error))
    return FALSE;
  rows = th_database_query (turn->db, &sql_person_day, error, "iy", party_id, (int) day);
  return rows != NULL && check_day (turn, rows, start_s, matters, error);
}
