/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The proof of a description: the journal keeps a fingerprint of it for each
 * change, so that a rule, a PIN or a role changed behind the hall's back is
 * noticed. */

#include "th-hall-records.h"

#include <glib/gi18n-lib.h>

#include "th-hall-file.h"

TH_SQL (sql_hall_proof_code, "SELECT code FROM hall WHERE id = $1");
TH_SQL (sql_hall_proof_last,
        "SELECT detail FROM event WHERE hall_id = $1 AND kind IN ('hall.imported', 'hall.setting') ORDER BY seq DESC LIMIT 1");

/**
 * th_hall_fingerprint:
 * @file: a description that was checked
 *
 * Returns: (transfer full): SHA-256 of its canonical form
 */
char *
th_hall_fingerprint (JsonObject *file)
{
  g_autofree char *text = th_hall_file_print (file);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* The only text of @query: (transfer full), or NULL. */
static char *
only_text (ThRows *query, GError **error)
{
  g_autoptr (ThRows) rows = query;

  return rows != NULL && th_rows_next (rows, error) ? g_strdup (th_rows_text (rows, 0)) : NULL;
}

/**
 * th_hall_prove:
 * @db: a connection, in a transaction
 * @hall_id: a hall
 * @problems: (element-type utf8): a sentence is added when the description is
 *   not the one that was last imported or set
 * @error: (out): %TH_ERROR_STORE_DAMAGED, errors of the store
 *
 * Returns: whether it could be looked at
 */
gboolean
th_hall_prove (ThDatabase *db, gint64 hall_id, GPtrArray *problems, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *code = only_text (th_database_query (db, &sql_hall_proof_code, &local, "i", hall_id), &local);
  g_autofree char *detail = local == NULL ? only_text (th_database_query (db, &sql_hall_proof_last, &local, "i", hall_id), &local) : NULL;
  g_autoptr (ThHall) hall = local == NULL ? th_hall_load (db, code, &local) : NULL;
  g_autoptr (JsonNode) node = detail != NULL ? json_from_string (detail, NULL) : NULL;
  g_autofree char *now = NULL;
  const char *then = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    then = json_object_get_string_member_with_default (json_node_get_object (node), "fingerprint", NULL);
  now = th_hall_fingerprint (th_hall_get_file (hall));
  /* Events of the first weeks have none. */
  if (then != NULL && !g_str_equal (now, then))
    g_ptr_array_add (problems, g_strdup_printf (_("The description of hall %s was changed behind its back: export it, look at it, and import it again."), code));
  return TRUE;
}
