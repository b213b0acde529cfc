/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The SQLite driver. What is special about SQLite stays here:
 *
 *  - a write transaction is BEGIN IMMEDIATE, because a deferred one that reads
 *    and then writes fails at once when another process committed meanwhile;
 *  - parameters are bound by name, for $1 is a named parameter in SQLite;
 *  - whether another process committed is read from the pager, for nothing;
 *  - result codes become named errors that say what to do. */

#include "th-sqlite-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/statvfs.h>

#include "th-migrations.h"

/* How long a new connection waits for others; atomic. */
static int patience_s = 8;

static const char *const control_text[] = { "BEGIN IMMEDIATE", "BEGIN", "SELECT 1 FROM sqlite_schema WHERE 0", "COMMIT", "ROLLBACK" };

#define STATEMENT(rows) (((Statement *) (rows)->statement)->sqlite)

#define MAX_PARAMETERS 32

/* $1 is not the first parameter for SQLite but one with that name: where each
 * stands is looked up once. */
typedef struct
{
  sqlite3_stmt *sqlite;
  int           places[MAX_PARAMETERS + 1];
} Statement;

/* A disk without room shows itself as a fault of writing, too. */
static gboolean
is_full (ThDatabase *db)
{
  int code = sqlite3_system_errno (SQLITE (db));
  struct statvfs status;

  return code == ENOSPC || code == EDQUOT || (statvfs (db->path, &status) == 0 && status.f_blocks > 0 && status.f_bavail == 0);
}

/* Sets the named error of a result code: returns FALSE. */
gboolean
th_sqlite_fail (ThDatabase *db,
                int         result,
                GError    **error)
{
  const char *path = db->path;

  if ((result & 0xff) == SQLITE_IOERR && is_full (db))
    result = SQLITE_FULL;
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, TH_ERROR, TH_ERROR_BUSY,
                   _("The store %s is held by another process. Try again; if it lasts, close the program that holds it."), path);
      break;
    case SQLITE_FULL:
      g_set_error (error, TH_ERROR, TH_ERROR_STORE_FULL,
                   _("The disk that holds %s is full. Nothing was changed; free some space and try again."), path);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, TH_ERROR, TH_ERROR_STORE_DAMAGED,
                   _("The store %s is damaged (%s). Leave it as it is and restore the latest backup."), path, sqlite3_errmsg (SQLITE (db)));
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      g_set_error (error, TH_ERROR, TH_ERROR_STORE_READ_ONLY,
                   _("The store %s cannot be written. Check who owns the file and its folder."), path);
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error, TH_ERROR, TH_ERROR_FAILED,
                   _("The store %s cannot be opened. Check that its folder exists and that you may write in it."), path);
      break;
    case SQLITE_IOERR:
      g_set_error (error, TH_ERROR, TH_ERROR_FAILED,
                   _("The disk that holds %s fails (%s). Nothing was changed; have the disk checked."), path, sqlite3_errmsg (SQLITE (db)));
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, TH_ERROR, TH_ERROR_CONFLICT,
                   _("This was changed elsewhere meanwhile. Nothing was done; look again and repeat it. (%s)"), sqlite3_errmsg (SQLITE (db)));
      break;
    default:
      g_set_error (error, TH_ERROR, TH_ERROR_FAILED,
                   _("The store %s failed: %s"), path, sqlite3_errmsg (SQLITE (db)));
    }
  return FALSE;
}

static gboolean
driver_prepare (ThDatabase *db,
                ThRows     *rows,
                GError    **error)
{
  g_autofree Statement *statement = g_new0 (Statement, 1);
  int result = sqlite3_prepare_v3 (SQLITE (db), rows->sql->text, -1, SQLITE_PREPARE_PERSISTENT, &statement->sqlite, NULL);

  if (result != SQLITE_OK)
    {
      th_sqlite_fail (db, result, error);
      g_prefix_error (error, "%s: ", rows->sql->name);
      return FALSE;
    }
  for (int i = 1; i <= MAX_PARAMETERS; i++)
    {
      char name[8];

      g_snprintf (name, sizeof name, "$%d", i);
      statement->places[i] = sqlite3_bind_parameter_index (statement->sqlite, name);
    }
  rows->statement = g_steal_pointer (&statement);
  return TRUE;
}

static int
place (ThRows *rows,
       int     parameter)
{
  return ((Statement *) rows->statement)->places[parameter];
}

static void
driver_bind_int (ThRows *rows,
                 int     parameter,
                 gint64  value)
{
  sqlite3_bind_int64 (STATEMENT (rows), place (rows, parameter), value);
}

static void
driver_bind_double (ThRows *rows,
                    int     parameter,
                    double  value)
{
  sqlite3_bind_double (STATEMENT (rows), place (rows, parameter), value);
}

static void
driver_bind_text (ThRows     *rows,
                  int         parameter,
                  const char *value)
{
  sqlite3_bind_text (STATEMENT (rows), place (rows, parameter), value, -1, SQLITE_TRANSIENT);
}

static void
driver_bind_null (ThRows *rows,
                  int     parameter)
{
  sqlite3_bind_null (STATEMENT (rows), place (rows, parameter));
}

static void
driver_bind_blob (ThRows *rows,
                  int     parameter,
                  GBytes *value)
{
  gsize size = 0;
  gconstpointer data;

  if (value == NULL)
    {
      driver_bind_null (rows, parameter);
      return;
    }
  data = g_bytes_get_data (value, &size);
  sqlite3_bind_blob64 (STATEMENT (rows), place (rows, parameter), data, size, SQLITE_TRANSIENT);
}

static ThStep
driver_step (ThRows  *rows,
             GError **error)
{
  int result = sqlite3_step (STATEMENT (rows));

  if (result == SQLITE_ROW)
    return TH_STEP_ROW;
  if (result == SQLITE_DONE)
    return TH_STEP_DONE;
  th_sqlite_fail (rows->db, result, error);
  return TH_STEP_ERROR;
}

static void
driver_reset (ThRows *rows)
{
  sqlite3_reset (STATEMENT (rows));
  sqlite3_clear_bindings (STATEMENT (rows));
}

static void
driver_finalize (ThRows *rows)
{
  sqlite3_finalize (STATEMENT (rows));
  g_free (rows->statement);
}

static gint64
driver_get_int (ThRows *rows,
                int     column)
{
  return sqlite3_column_int64 (STATEMENT (rows), column);
}

static double
driver_get_double (ThRows *rows,
                   int     column)
{
  return sqlite3_column_double (STATEMENT (rows), column);
}

static const char *
driver_get_text (ThRows *rows,
                 int     column)
{
  return (const char *) sqlite3_column_text (STATEMENT (rows), column);
}

static GBytes *
driver_get_blob (ThRows *rows,
                 int     column)
{
  gconstpointer data = sqlite3_column_blob (STATEMENT (rows), column);

  return g_bytes_new (data, sqlite3_column_bytes (STATEMENT (rows), column));
}

static gboolean
driver_is_null (ThRows *rows,
                int     column)
{
  return sqlite3_column_type (STATEMENT (rows), column) == SQLITE_NULL;
}

static gint64
driver_changes (ThDatabase *db)
{
  return sqlite3_changes64 (SQLITE (db));
}

static gint64
driver_insert_id (ThDatabase *db)
{
  return sqlite3_last_insert_rowid (SQLITE (db));
}

/* The pager counts every change of the file, ours included; ours are taken
 * out by reading the count again after each commit. */
static gint64
pager_version (ThDatabase *db)
{
  unsigned int version = 0;

  sqlite3_file_control (SQLITE (db), "main", SQLITE_FCNTL_DATA_VERSION, &version);
  return version;
}

static gboolean
control (ThDatabase *db,
         int         which,
         GError    **error)
{
  sqlite3_stmt **statement = &HANDLE (db)->control[which];
  int result = SQLITE_OK;

  if (*statement == NULL)
    result = sqlite3_prepare_v3 (SQLITE (db), control_text[which], -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_step (*statement);
  if (result != SQLITE_DONE)
    th_sqlite_fail (db, result, error);
  sqlite3_reset (*statement);
  return result == SQLITE_DONE;
}

static gboolean
driver_begin (ThDatabase *db,
              gboolean    write,
              GError    **error)
{
  gint64 version;

  /* It was opened as a file that nobody changes. */
  if (HANDLE (db)->log != NULL && g_file_test (HANDLE (db)->log, G_FILE_TEST_EXISTS))
    return th_sqlite_fail (db, SQLITE_BUSY, error);
  if (!control (db, write ? BEGIN_WRITE : BEGIN_READ, error))
    return FALSE;

  /* A deferred transaction has no snapshot before its first statement. */
  if (!write && !control (db, SNAPSHOT, error))
    {
      control (db, ROLLBACK, NULL);
      return FALSE;
    }

  version = pager_version (db);
  if (version != db->handle_version)
    {
      db->handle_version = version;
      th_database_forget (db);
    }
  return TRUE;
}

static gboolean
driver_commit (ThDatabase *db,
               GError    **error)
{
  if (!control (db, COMMIT, error))
    return FALSE;
  db->handle_version = pager_version (db);
  return TRUE;
}

static void
driver_rollback (ThDatabase *db)
{
  if (!sqlite3_get_autocommit (SQLITE (db)))
    control (db, ROLLBACK, NULL);
}

static gboolean
driver_script (ThDatabase *db,
               const char *text,
               GError    **error)
{
  int result = sqlite3_exec (SQLITE (db), text, NULL, NULL, NULL);

  return result == SQLITE_OK || th_sqlite_fail (db, result, error);
}

/* What PRAGMA integrity_check found first, or NULL when all is well. */
static char *
first_fault (ThDatabase *db)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (SQLITE (db), "PRAGMA integrity_check(1)", -1, &statement, NULL);
  const char *text = NULL;
  char *fault = NULL;

  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    text = (const char *) sqlite3_column_text (statement, 0);
  else
    text = sqlite3_errmsg (SQLITE (db));
  if (g_strcmp0 (text, "ok") != 0)
    fault = g_strdup (text);
  sqlite3_finalize (statement);
  /* It speaks of itself in several lines. */
  return fault != NULL ? g_strdelimit (fault, "\n", ' ') : NULL;
}

/* Rows that refer to rows that are not there: somebody deleted those. */
static void
check_references (ThDatabase *db,
                  GPtrArray  *problems)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (SQLITE (db), "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 20", -1, &statement, NULL) == SQLITE_OK)
    while (sqlite3_step (statement) == SQLITE_ROW)
      g_ptr_array_add (problems, g_strdup_printf (_("Row %d of %s refers to a row of %s that is not there."), sqlite3_column_int (statement, 1),
                                                  sqlite3_column_text (statement, 0), sqlite3_column_text (statement, 2)));
  sqlite3_finalize (statement);
}

/* The whole file: pages, indexes, CHECKs and foreign keys. Slow on purpose. */
static gboolean
driver_check (ThDatabase *db,
              GPtrArray  *problems,
              GError    **error)
{
  g_autofree char *fault = first_fault (db);

  if (fault != NULL)
    g_set_error (error, TH_ERROR, TH_ERROR_STORE_DAMAGED,
                 _("The store %s is damaged (%s). Leave it as it is and restore the latest backup."), db->path, fault);
  else
    check_references (db, problems);
  return fault == NULL;
}

static void
driver_close (ThDatabase *db)
{
  int result;

  for (int i = 0; i < N_CONTROL; i++)
    sqlite3_finalize (HANDLE (db)->control[i]);
  result = sqlite3_close (SQLITE (db));
  g_assert (result == SQLITE_OK);
  g_free (HANDLE (db)->log);
  g_free (db->handle);
}

static const ThDriver driver = {
  .prepare = driver_prepare,
  .bind_int = driver_bind_int,
  .bind_double = driver_bind_double,
  .bind_text = driver_bind_text,
  .bind_blob = driver_bind_blob,
  .bind_null = driver_bind_null,
  .step = driver_step,
  .reset = driver_reset,
  .finalize = driver_finalize,
  .get_int = driver_get_int,
  .get_double = driver_get_double,
  .get_text = driver_get_text,
  .get_blob = driver_get_blob,
  .is_null = driver_is_null,
  .changes = driver_changes,
  .insert_id = driver_insert_id,
  .begin = driver_begin,
  .commit = driver_commit,
  .rollback = driver_rollback,
  .script = driver_script,
  .check = driver_check,
  .close = driver_close,
};

/* Waits its turn in short random steps: with the library's own handler eight
 * processes sleep up to 100 ms each while the lock lies free. */
static int
on_busy (gpointer data,
         int      attempts)
{
  ThSqliteHandle *handle = data;

  if (attempts == 0)
    handle->busy_since = g_get_monotonic_time ();
  if (g_get_monotonic_time () - handle->busy_since > handle->patience_us)
    return 0;
  g_usleep (g_random_int_range (100, attempts < 20 ? 500 : 3000));
  return 1;
}

/**
 * th_sqlite_set_patience:
 * @seconds: how long every connection opened from now on waits for a store
 *   that another process holds, before it says BUSY
 */
void
th_sqlite_set_patience (int seconds)
{
  g_atomic_int_set (&patience_s, seconds);
}

/* Pragmas are read back: a store that is less durable than promised is refused. */
static gboolean
set_up (ThDatabase  *db,
        ThSqliteMode mode,
        GError     **error)
{
  const char *script = mode == TH_SQLITE_SCRATCH
                         ? "PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
                         : "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

  if (mode == TH_SQLITE_AS_IT_IS)
    return TRUE;
  if (mode == TH_SQLITE_READ_ONLY)
    return driver_script (db, "PRAGMA query_only=ON; PRAGMA foreign_keys=ON; PRAGMA mmap_size=268435456;", error) &&
           th_sqlite_read_int (db, "PRAGMA schema_version") >= 0;

  /* What is not ours, or newer than we are, is left alone. */
  if (!th_migrations_check (db, error))
    return FALSE;
  if (!th_sqlite_text_is (db, "PRAGMA journal_mode=WAL", "wal", error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, TH_ERROR, TH_ERROR_FAILED,
                     _("The store %s cannot be kept safe: its file system does not support a write-ahead log. Choose another disk."), db->path);
      return FALSE;
    }
  if (!driver_script (db, script, error))
    return FALSE;
  if (th_sqlite_read_int (db, "PRAGMA synchronous") != (mode == TH_SQLITE_SCRATCH ? 0 : 2) || th_sqlite_read_int (db, "PRAGMA foreign_keys") != 1)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_FAILED, _("The store %s did not take its safety settings."), db->path);
      return FALSE;
    }
  return TRUE;
}

/* @name: what SQLite is told, a path or a URI. */
static ThDatabase *
open_name (const char  *path,
           const char  *name,
           ThSqliteMode mode,
           GError     **error)
{
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (mode == TH_SQLITE_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                    (name != path ? SQLITE_OPEN_URI : 0);
  g_autoptr (ThDatabase) db = NULL;
  ThSqliteHandle *handle = g_new0 (ThSqliteHandle, 1);
  int result = sqlite3_open_v2 (name, &handle->sqlite, flags, NULL);

  db = th_database_new (&driver, handle, path);
  if (result != SQLITE_OK)
    {
      th_sqlite_fail (db, result, error);
      return NULL;
    }

  handle->patience_us = g_atomic_int_get (&patience_s) * G_TIME_SPAN_SECOND;
  sqlite3_busy_handler (handle->sqlite, on_busy, handle);
  if (!set_up (db, mode, error))
    {
      if (error != NULL && *error == NULL)
        th_sqlite_fail (db, sqlite3_extended_errcode (handle->sqlite), error);
      return NULL;
    }
  return g_steal_pointer (&db);
}

/**
 * th_sqlite_open:
 * @path: an existing file, see th_sqlite_create_file()
 *
 * Returns: (transfer full): a connection, or NULL with BUSY, STORE_DAMAGED,
 *   STORE_READ_ONLY, STORE_FULL or FAILED
 */
ThDatabase *
th_sqlite_open (const char  *path,
                ThSqliteMode mode,
                GError     **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *log = NULL;
  g_autofree char *uri = NULL;
  ThDatabase *db = open_name (path, path, mode, &local);

  if (db == NULL && mode == TH_SQLITE_READ_ONLY && th_sqlite_is_shut (path))
    {
      /* Beside a file in a place that cannot be written no shared memory can
       * be made. When there is no log either, nobody else has it open. */
      log = g_strconcat (path, "-wal", NULL);
      uri = th_sqlite_unchanging_uri (path);
      if (!g_file_test (log, G_FILE_TEST_EXISTS))
        db = open_name (path, uri, mode, NULL);
      if (db != NULL)
        HANDLE (db)->log = g_steal_pointer (&log);
    }
  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return db;
}

/* Whether another connection committed since the last look; the first one says nothing. */
gboolean
th_sqlite_changed (ThDatabase *db)
{
  gint64 now = th_sqlite_read_int (db, "PRAGMA data_version");
  gboolean changed = HANDLE (db)->data_version != now;

  HANDLE (db)->data_version = now;
  return changed;
}
