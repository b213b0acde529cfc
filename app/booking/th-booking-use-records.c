/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which bookings to come need a part of the hall: a description that drops
 * the part would leave them with nowhere to go. And which of them a hall that
 * has other hours now cannot keep: those are named, so that somebody moves
 * them. */

#include "th-booking.h"

#include <glib/gi18n-lib.h>

#include "th-calendar.h"
#include "th-point.h"

#define TO_COME \
  "SELECT b.code FROM booking b WHERE b.hall_id = $1 AND b.business_day >= $2 AND (b.state = 'booked' OR (b.state = 'held' AND b.expires_us > $3))"
#define IN_ORDER " ORDER BY b.business_day, b.start_s, b.id LIMIT 6"

TH_SQL (sql_booking_use_queue, TO_COME " AND b.queue = $4" IN_ORDER);
TH_SQL (sql_booking_use_matter, TO_COME " AND EXISTS (SELECT 1 FROM booking_matter m WHERE m.booking_id = b.id AND m.code = $4)" IN_ORDER);
TH_SQL (sql_booking_use_staff, TO_COME " AND (b.staff = $4 OR b.staff2 = $4)" IN_ORDER);

TH_SQL (sql_booking_use_any,
        "SELECT b.id FROM booking b WHERE b.hall_id = $1 AND b.business_day >= $2 AND (b.state = 'booked' OR (b.state = 'held' AND b.expires_us > $3))"
        " ORDER BY b.business_day, b.start_s, b.id");

/**
 * th_booking_using:
 * @kind: "queue", "matter" or "staff"; nothing else is needed by bookings
 * @code: of the part
 * @codes: (out): the first five bookings as "B1, B2 …", or NULL when none needs it
 *
 * Returns: FALSE when the store fails
 */
gboolean
th_booking_using (const ThTurn *turn,
                  const char   *kind,
                  const char   *code,
                  char        **codes,
                  GError      **error)
{
  const ThSql *sql = g_str_equal (kind, "queue") ? &sql_booking_use_queue
                     : g_str_equal (kind, "matter") ? &sql_booking_use_matter
                     : g_str_equal (kind, "staff") ? &sql_booking_use_staff : NULL;
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = NULL;
  int n = 0;

  *codes = NULL;
  if (sql == NULL)
    return TRUE;
  rows = th_database_query (turn->db, sql, error, "iyis", th_hall_get_id (turn->hall), (int) turn->day, turn->now, code);
  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    if (++n <= 5)
      g_string_append_printf (list, "%s%s", n > 1 ? ", " : "", th_rows_text (rows, 0));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (n > 5)
    g_string_append (list, " …");
  if (n > 0)
    *codes = g_string_free (g_steal_pointer (&list), FALSE);
  return TRUE;
}

/* --- what the hall can keep -------------------------------------------- */

/* Whether all of [@from_s, @to_s) is inside the hours; or, for service
 * @outside them, whether none of it is. */
static gboolean
fits_hours (ThHall  *hall,
            ThDay    day,
            int      from_s,
            int      to_s,
            gboolean outside)
{
  g_autoptr (GArray) openings = th_calendar_openings (th_hall_get_calendar (hall), day, NULL);
  gboolean touched = FALSE;
  int covered = from_s;

  for (guint i = 0; i < openings->len; i++)
    {
      const ThOpening *opening = &g_array_index (openings, ThOpening, i);

      if (covered >= opening->from && covered < opening->to)
        covered = opening->to;
      touched = touched || (from_s < opening->to && to_s > opening->from);
    }
  return outside ? !touched : covered >= to_s;
}

/* A point is away or there, all the time it says. */
static gboolean
fits_point (ThHall     *hall,
            const char *code,
            ThDay       day,
            int         from_s,
            int         to_s)
{
  const ThPoint *point = th_hall_point (hall, code);

  return point != NULL && th_point_there (point, th_hall_get_calendar (hall), day) && from_s >= point->from_s && to_s <= point->to_s;
}

static gboolean
clerk_kept (ThHall     *hall,
            const char *no,
            const char *queue)
{
  return no == NULL || th_booking_clerk_knows (hall, no, queue, NULL);
}

/**
 * th_booking_kept:
 *
 * Returns: whether the clocks of @hall still show the time that was promised
 *   for @booking, and it is a time at which @hall takes such a booking
 */
gboolean
th_booking_kept (ThHall          *hall,
                 const ThBooking *booking)
{
  GTimeZone *zone = th_hall_get_zone (hall);

  if (th_day_of (booking->slot, zone) != booking->day || th_day_second (booking->slot, zone) != booking->start_s)
    return FALSE;
  return booking->point != NULL
           ? fits_point (hall, booking->point, booking->day, booking->start_s, booking->end_s)
           : fits_hours (hall, booking->day, booking->start_s, booking->end_s, booking->mode == TH_MODE_FLEXIBLE);
}

static GArray *
ids_to_come (const ThTurn *turn,
             GError      **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_booking_use_any, error, "iyi", th_hall_get_id (turn->hall), (int) turn->day, turn->now);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (th_rows_next (rows, &local))
    g_array_append_val (ids, ((gint64) { th_rows_int (rows, 0) }));
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
add_day (GPtrArray *sentences,
         ThDay      day,
         GString   *codes)
{
  g_autofree char *text = codes->len > 0 ? th_day_format (day) : NULL;

  if (text != NULL)
    g_ptr_array_add (sentences, g_strdup_printf (_("%s: the hall cannot keep these bookings as it is now. Move them: %s"), text, codes->str));
  g_string_truncate (codes, 0);
}

GPtrArray *
th_booking_stranded (const ThTurn *turn,
                     ThHall       *hall,
                     GError      **error)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) codes = g_string_new (NULL);
  g_autoptr (GArray) ids = ids_to_come (turn, error);
  ThDay day = 0;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (ThBooking) booking = th_booking_by_id (turn, g_array_index (ids, gint64, i), error);

      if (booking == NULL)
        return NULL;
      if (th_booking_kept (hall, booking) && clerk_kept (hall, booking->staff, booking->queue) &&
          clerk_kept (hall, booking->staff2, booking->queue))
        continue;
      if (booking->day != day)
        add_day (sentences, day, codes);
      day = booking->day;
      g_string_append_printf (codes, "%s%s", codes->len > 0 ? ", " : "", booking->code);
    }
  add_day (sentences, day, codes);
  return ids != NULL ? g_steal_pointer (&sentences) : NULL;
}
