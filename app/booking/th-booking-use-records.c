/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which bookings to come need a part of the hall: a description that drops
 * the part would leave them with nowhere to go. */

#include "th-booking.h"

#define TO_COME \
  "SELECT b.code FROM booking b WHERE b.hall_id = $1 AND b.business_day >= $2 AND (b.state = 'booked' OR (b.state = 'held' AND b.expires_us > $3))"
#define IN_ORDER " ORDER BY b.business_day, b.start_s, b.id LIMIT 6"

TH_SQL (sql_booking_use_queue, TO_COME " AND b.queue = $4" IN_ORDER);
TH_SQL (sql_booking_use_matter, TO_COME " AND EXISTS (SELECT 1 FROM booking_matter m WHERE m.booking_id = b.id AND m.code = $4)" IN_ORDER);
TH_SQL (sql_booking_use_staff, TO_COME " AND (b.staff = $4 OR b.staff2 = $4)" IN_ORDER);

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
