/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The proof of bookings: what is taken of every slot is what its bookings
 * took, a booking that ended holds nothing, and each stands as its last event
 * left it. */

#include "th-booking.h"

#include <glib/gi18n-lib.h>

#define MAX_PROBLEMS 100

TH_SQL (sql_prove_places,
        "SELECT s.business_day, s.queue, s.start_s, s.used, s.public_used, coalesce(x.taken, 0), coalesce(x.taken_public, 0)"
        " FROM slot_place s LEFT JOIN (SELECT b.business_day, CASE WHEN b.point IS NULL THEN b.queue ELSE '@' || b.point END AS place,"
        " p.start_s, sum(p.taken) AS taken,"
        " sum(CASE WHEN b.public = 1 THEN p.taken ELSE 0 END) AS taken_public FROM booking_place p JOIN booking b ON b.id = p.booking_id"
        " WHERE b.hall_id = $1 AND p.released = 0 GROUP BY 1, 2, 3) x"
        " ON x.business_day = s.business_day AND x.place = s.queue AND x.start_s = s.start_s"
        " WHERE s.hall_id = $1 AND (s.used <> coalesce(x.taken, 0) OR s.public_used <> coalesce(x.taken_public, 0))");
TH_SQL (sql_prove_ended,
        "SELECT DISTINCT b.code, b.state FROM booking b LEFT JOIN booking_place p ON p.booking_id = b.id AND p.released = 0"
        " LEFT JOIN booking_staff s ON s.booking_id = b.id AND s.released = 0 WHERE b.hall_id = $1"
        " AND b.state IN ('cancelled', 'moved', 'no_show', 'expired') AND (p.booking_id IS NOT NULL OR s.booking_id IS NOT NULL)");
TH_SQL (sql_prove_states,
        "SELECT b.code, b.state, e.to_state FROM booking b LEFT JOIN event e ON e.hall_id = b.hall_id AND e.seq ="
        " (SELECT max(k.seq) FROM booking_event k JOIN event v ON v.hall_id = k.hall_id AND v.seq = k.seq"
        " WHERE k.booking_id = b.id AND v.to_state IS NOT NULL)"
        " WHERE b.hall_id = $1 AND (e.to_state IS NULL OR e.to_state <> b.state)");

static char *
say_places (ThRows *rows)
{
  g_autofree char *day = th_day_format (th_rows_int (rows, 0));
  int start = th_rows_int (rows, 2);

  return g_strdup_printf (_("Places of %s on %s at %02d:%02d: %d taken (%d by the public); the bookings took %d (%d)."), th_rows_text (rows, 1), day,
                          start / 3600, start / 60 % 60, (int) th_rows_int (rows, 3), (int) th_rows_int (rows, 4),
                          (int) th_rows_int (rows, 5), (int) th_rows_int (rows, 6));
}

static char *
say_ended (ThRows *rows)
{
  return g_strdup_printf (_("Booking %s is \"%s\" but still holds what it took."), th_rows_text (rows, 0), th_booking_state_label (th_rows_text (rows, 1)));
}

static char *
say_state (ThRows *rows)
{
  return g_strdup_printf (_("Booking %s is \"%s\"; its journal says \"%s\"."), th_rows_text (rows, 0), th_booking_state_label (th_rows_text (rows, 1)),
                          th_rows_is_null (rows, 2) ? "" : th_booking_state_label (th_rows_text (rows, 2)));
}

static gboolean
collect (ThRows     *rows,
         char     *(*say) (ThRows *rows),
         GPtrArray  *problems,
         GError    **error)
{
  g_autoptr (ThRows) done = rows;
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return FALSE;
  while (problems->len < MAX_PROBLEMS && th_rows_next (rows, &local))
    g_ptr_array_add (problems, say (rows));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * th_booking_prove:
 * @problems: (element-type utf8): gets a sentence for each fault, 100 at most
 */
gboolean
th_booking_prove (ThDatabase *db,
                  gint64      hall_id,
                  GPtrArray  *problems,
                  GError    **error)
{
  return collect (th_database_query (db, &sql_prove_places, error, "i", hall_id), say_places, problems, error) &&
         collect (th_database_query (db, &sql_prove_ended, error, "i", hall_id), say_ended, problems, error) &&
         collect (th_database_query (db, &sql_prove_states, error, "i", hall_id), say_state, problems, error);
}
