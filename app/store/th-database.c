/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of a connection that is the same for every database: binding by
 * letter, one prepared statement kept for each declared SQL text, and the
 * values that the floors above cache beside it.
 *
 * Statements are found by their place in a linker section, so that a look-up
 * is an array index and a test can walk all of them. */

#include "th-database-private.h"

extern const ThSql __start_th_sql[];
extern const ThSql __stop_th_sql[];

#define N_SQL ((gsize) (__stop_th_sql - __start_th_sql))

/**
 * th_sql_all:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): every statement of the program
 */
const ThSql *
th_sql_all (gsize *n)
{
  *n = N_SQL;
  return __start_th_sql;
}

ThDatabase *
th_database_new (const ThDriver *driver,
                 gpointer        handle,
                 const char     *path)
{
  ThDatabase *db = g_new0 (ThDatabase, 1);

  db->driver = driver;
  db->handle = handle;
  db->path = g_strdup (path);
  db->cache = g_new0 (ThRows *, N_SQL);
  db->data = g_hash_table_new (g_str_hash, g_str_equal);
  db->version = 1;
  return db;
}

typedef struct
{
  gpointer       value;
  GDestroyNotify destroy;
} Cached;

static void
cached_free (Cached *cached)
{
  if (cached->destroy != NULL && cached->value != NULL)
    cached->destroy (cached->value);
  g_free (cached);
}

/* Frees the statements, the cached values and the connection. */
void
th_database_free (ThDatabase *db)
{
  GHashTableIter iter;
  gpointer cached;

  if (db == NULL)
    return;

  g_hash_table_iter_init (&iter, db->data);
  while (g_hash_table_iter_next (&iter, NULL, &cached))
    cached_free (cached);
  g_hash_table_unref (db->data);

  for (gsize i = 0; i < N_SQL; i++)
    if (db->cache[i] != NULL)
      {
        db->driver->finalize (db->cache[i]);
        g_free (db->cache[i]);
      }
  g_free (db->cache);
  db->driver->close (db);
  g_free (db->path);
  g_free (db);
}

static void
bind_one (ThRows  *rows,
          int      parameter,
          char     type,
          va_list *args)
{
  const ThDriver *driver = rows->db->driver;

  switch (type)
    {
    case 'i':
      driver->bind_int (rows, parameter, va_arg (*args, gint64));
      break;
    case 'y':
      driver->bind_int (rows, parameter, va_arg (*args, int));
      break;
    case 'o':
      {
        gint64 value = va_arg (*args, gint64);

        if (value != 0)
          driver->bind_int (rows, parameter, value);
        else
          driver->bind_null (rows, parameter);
      }
      break;
    case 'd':
      driver->bind_double (rows, parameter, va_arg (*args, double));
      break;
    case 's':
      driver->bind_text (rows, parameter, va_arg (*args, const char *));
      break;
    case 'b':
      driver->bind_blob (rows, parameter, va_arg (*args, GBytes *));
      break;
    default:
      g_error ("Unknown parameter type '%c'", type);
    }
}

static ThRows *
start (ThDatabase  *db,
       const ThSql *sql,
       GError     **error,
       const char  *types,
       va_list     *args)
{
  ThRows **slot = &db->cache[sql - __start_th_sql];
  ThRows *rows = *slot;

  if (rows == NULL)
    {
      rows = g_new0 (ThRows, 1);
      rows->db = db;
      rows->sql = sql;
      if (!db->driver->prepare (db, rows, error))
        {
          g_free (rows);
          return NULL;
        }
      *slot = rows;
    }

  g_assert (!rows->in_use);
  rows->in_use = TRUE;
  for (int i = 0; types[i] != '\0'; i++)
    bind_one (rows, i + 1, types[i], args);
  return rows;
}

gboolean
th_database_exec (ThDatabase  *db,
                  const ThSql *sql,
                  GError     **error,
                  const char  *types,
                  ...)
{
  ThRows *rows;
  ThStep step;
  va_list args;

  va_start (args, types);
  rows = start (db, sql, error, types, &args);
  va_end (args);
  if (rows == NULL)
    return FALSE;

  db->steps++;
  step = db->driver->step (rows, error);
  g_assert (step != TH_STEP_ROW);
  th_rows_done (rows);
  return step == TH_STEP_DONE;
}

ThRows *
th_database_query (ThDatabase  *db,
                   const ThSql *sql,
                   GError     **error,
                   const char  *types,
                   ...)
{
  ThRows *rows;
  va_list args;

  va_start (args, types);
  rows = start (db, sql, error, types, &args);
  va_end (args);
  if (rows != NULL)
    db->steps++;
  return rows;
}

gint64
th_database_changes (ThDatabase *db)
{
  return db->driver->changes (db);
}

gint64
th_database_insert_id (ThDatabase *db)
{
  return db->driver->insert_id (db);
}

gboolean
th_rows_next (ThRows  *rows,
              GError **error)
{
  return rows->db->driver->step (rows, error) == TH_STEP_ROW;
}

gint64
th_rows_int (ThRows *rows,
             int     column)
{
  return rows->db->driver->get_int (rows, column);
}

double
th_rows_double (ThRows *rows,
                int     column)
{
  return rows->db->driver->get_double (rows, column);
}

const char *
th_rows_text (ThRows *rows,
              int     column)
{
  return rows->db->driver->get_text (rows, column);
}

GBytes *
th_rows_blob (ThRows *rows,
              int     column)
{
  return rows->db->driver->get_blob (rows, column);
}

gboolean
th_rows_is_null (ThRows *rows,
                 int     column)
{
  return rows->db->driver->is_null (rows, column);
}

/* Gives the statement back to the cache; @rows must not be used after it. */
void
th_rows_done (ThRows *rows)
{
  if (rows == NULL)
    return;
  rows->db->driver->reset (rows);
  rows->in_use = FALSE;
}

gint64
th_database_version (ThDatabase *db)
{
  return db->version;
}

gboolean
th_database_check (ThDatabase *db,
                   GPtrArray  *problems,
                   GError    **error)
{
  return db->driver->check (db, problems, error);
}

guint64
th_database_steps (ThDatabase *db)
{
  return db->steps;
}

void
th_database_touch (ThDatabase *db,
                   guint       changes)
{
  db->touched |= changes;
}

gpointer
th_database_get_data (ThDatabase *db,
                      const char *key)
{
  Cached *cached = g_hash_table_lookup (db->data, key);

  return cached != NULL ? cached->value : NULL;
}

/* @key must be a static string. Replaces and frees the value kept before. */
void
th_database_set_data (ThDatabase    *db,
                      const char    *key,
                      gpointer       data,
                      GDestroyNotify destroy)
{
  Cached *old = g_hash_table_lookup (db->data, key);
  Cached *cached = g_new0 (Cached, 1);

  cached->value = data;
  cached->destroy = destroy;
  g_hash_table_insert (db->data, (gpointer) key, cached);
  if (old != NULL)
    cached_free (old);
}

void
th_database_forget (ThDatabase *db)
{
  db->version++;
}

gboolean
th_database_begin (ThDatabase *db,
                   gboolean    write,
                   GError    **error)
{
  db->touched = 0;
  db->steps++;
  return db->driver->begin (db, write, error);
}

gboolean
th_database_commit (ThDatabase *db,
                    GError    **error)
{
  db->steps++;
  return db->driver->commit (db, error);
}

/* Undoes the transaction; what was cached in it may never have happened. */
void
th_database_rollback (ThDatabase *db)
{
  db->driver->rollback (db);
  db->touched = 0;
  th_database_forget (db);
}

/* Runs several statements at once: migrations only. */
gboolean
th_database_script (ThDatabase *db,
                    const char *text,
                    GError    **error)
{
  return db->driver->script (db, text, error);
}
