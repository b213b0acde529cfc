/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done with a database as a whole: its mark and its schema, copying
 * it, having it to oneself. */

#include "th-sqlite-private.h"

#include <glib/gi18n-lib.h>

/* "Tide", in the head of the file: by it file(1) and we know a store. */
#define APPLICATION_ID 0x54696465

/* One number; -1 when it cannot be read. */
int
th_sqlite_read_int (ThDatabase *db,
                    const char *sql)
{
  sqlite3_stmt *statement = NULL;
  int value = -1;

  if (sqlite3_prepare_v2 (SQLITE (db), sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

/* Whether the answer of @sql is @wanted; FALSE without @error when it is not. */
gboolean
th_sqlite_text_is (ThDatabase *db,
                   const char *sql,
                   const char *wanted,
                   GError    **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean right = FALSE;
  int result = sqlite3_prepare_v2 (SQLITE (db), sql, -1, &statement, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    right = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), wanted) == 0;
  else if (result != SQLITE_DONE)
    th_sqlite_fail (db, result, error);
  sqlite3_finalize (statement);
  return right;
}

/**
 * th_sqlite_schema:
 * @foreign: (out) (optional): whether this is somebody's database, but not one
 *   of Tidehall
 *
 * Returns: the number of the schema in the file, 0 for a new one; -1 with BUSY,
 *   STORE_DAMAGED ... when it cannot be read
 */
int
th_sqlite_schema (ThDatabase *db,
                  gboolean   *foreign,
                  GError    **error)
{
  int schema = th_sqlite_read_int (db, "PRAGMA user_version");
  int tables = schema >= 0 ? th_sqlite_read_int (db, "SELECT count(*) FROM sqlite_schema") : -1;

  if (tables < 0)
    {
      th_sqlite_fail (db, sqlite3_extended_errcode (SQLITE (db)), error);
      return -1;
    }
  if (foreign != NULL)
    *foreign = tables > 0 && th_sqlite_read_int (db, "PRAGMA application_id") != APPLICATION_ID &&
               th_sqlite_read_int (db, "SELECT count(*) FROM sqlite_schema WHERE name = 'hall_part'") == 0;
  return schema;
}

gboolean
th_sqlite_set_schema (ThDatabase *db,
                      int         version,
                      GError    **error)
{
  g_autofree char *script = g_strdup_printf ("PRAGMA user_version=%d; PRAGMA application_id=%d;", version, APPLICATION_ID);

  return th_database_script (db, script, error);
}

/**
 * th_sqlite_copy:
 *
 * Copies the whole database, as of one instant, into @to_path while others
 * go on working. The copy is synced to the disk before TRUE is returned.
 */
gboolean
th_sqlite_copy (ThDatabase *from,
                const char *to_path,
                GError    **error)
{
  sqlite3 *target = NULL;
  sqlite3_backup *backup;
  int result = sqlite3_open_v2 (to_path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

  if (result == SQLITE_OK)
    {
      backup = sqlite3_backup_init (target, "main", SQLITE (from), "main");
      if (backup != NULL)
        {
          sqlite3_backup_step (backup, -1);
          sqlite3_backup_finish (backup);
        }
      result = sqlite3_extended_errcode (target);
      /* Without a write-ahead log of its own the copy is one file. */
      if (result == SQLITE_OK)
        result = sqlite3_exec (target, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    }
  if (result != SQLITE_OK)
    g_set_error (error, TH_ERROR, (result & 0xff) == SQLITE_FULL ? TH_ERROR_STORE_FULL : TH_ERROR_FAILED,
                 _("The copy %s could not be written: %s."), to_path, sqlite3_errmsg (target));
  sqlite3_close (target);
  return result == SQLITE_OK;
}

/* Whether no other process has the file open: then it is ours until @db is
 * closed. A damaged store cannot be asked. */
gboolean
th_sqlite_take_alone (ThDatabase *db,
                      GError    **error)
{
  g_autoptr (GError) local = NULL;

  /* Who has it open will not close it in the next seconds. */
  HANDLE (db)->patience_us = MIN (HANDLE (db)->patience_us, G_TIME_SPAN_SECOND);
  if (th_database_script (db, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK;", &local) || !g_error_matches (local, TH_ERROR, TH_ERROR_BUSY))
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_BUSY,
               _("The store %s is open in another program. Close it there first."), db->path);
  return FALSE;
}
