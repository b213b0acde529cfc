/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole proof of a store, hall by hall. */

#include "th-desk-proof.h"

#include "th-booking.h"
#include "th-close.h"
#include "th-hall-records.h"
#include "th-journal.h"

TH_SQL (sql_proof_halls, "SELECT id FROM hall ORDER BY id");

gboolean
th_desk_prove (ThDatabase *db,
               GPtrArray  *problems,
               GError    **error)
{
  g_autoptr (GArray) halls = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;
  ThRows *rows = th_database_query (db, &sql_proof_halls, error, "");

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      gint64 id = th_rows_int (rows, 0);

      g_array_append_val (halls, id);
    }
  th_rows_done (rows);
  for (guint i = 0; local == NULL && i < halls->len; i++)
    {
      gint64 id = g_array_index (halls, gint64, i);

      if (th_journal_verify (db, id, problems, &local) && th_hall_prove (db, id, problems, &local)
          && th_queue_prove (db, id, problems, &local))
        th_booking_prove (db, id, problems, &local);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
