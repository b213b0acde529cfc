/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The yardstick. Whatever a hall does, it cannot be faster than one row in a
 * table without an index, committed as durably as a ticket. */

#include "bench-raw.h"

#include <glib/gstdio.h>

enum { BEGIN, INSERT, COMMIT, N_STATEMENTS };

struct _BenchRaw
{
  sqlite3      *sqlite;
  sqlite3_stmt *statements[N_STATEMENTS];
};

/* Waits as a store does: in short random steps. */
static int
on_busy (gpointer data,
         int      attempts)
{
  g_usleep (g_random_int_range (100, attempts < 20 ? 500 : 3000));
  return 1;
}

static void
check (sqlite3 *sqlite,
       int      result)
{
  if (result != SQLITE_OK)
    g_error ("SQLite: %s", sqlite3_errmsg (sqlite));
}

sqlite3 *
bench_connect (const char *path)
{
  sqlite3 *sqlite = NULL;

  check (sqlite, sqlite3_open_v2 (path, &sqlite, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL));
  sqlite3_busy_handler (sqlite, on_busy, NULL);
  bench_exec (sqlite, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
  return sqlite;
}

void
bench_exec (sqlite3    *sqlite,
            const char *script)
{
  check (sqlite, sqlite3_exec (sqlite, script, NULL, NULL, NULL));
}

gint64
bench_ask_int (sqlite3    *sqlite,
               const char *sql)
{
  sqlite3_stmt *statement;
  gint64 value;

  check (sqlite, sqlite3_prepare_v2 (sqlite, sql, -1, &statement, NULL));
  value = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_finalize (statement);
  return value;
}

void
bench_remove (const char *path)
{
  static const char *const tails[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *file = g_strconcat (path, tails[i], NULL);

      g_unlink (file);
    }
}

BenchRaw *
bench_raw_open (const char *path)
{
  static const char *const texts[] = {
    "BEGIN IMMEDIATE", "INSERT INTO raw (at_us, what) VALUES (?, 'a ticket')", "COMMIT",
  };
  BenchRaw *self = g_new0 (BenchRaw, 1);

  self->sqlite = bench_connect (path);
  bench_exec (self->sqlite, "CREATE TABLE IF NOT EXISTS raw (id INTEGER PRIMARY KEY, at_us INTEGER, what TEXT)");
  for (int i = 0; i < N_STATEMENTS; i++)
    check (self->sqlite, sqlite3_prepare_v3 (self->sqlite, texts[i], -1, SQLITE_PREPARE_PERSISTENT, &self->statements[i], NULL));
  return self;
}

void
bench_raw_write (BenchRaw *self)
{
  sqlite3_bind_int64 (self->statements[INSERT], 1, g_get_real_time ());
  for (int i = 0; i < N_STATEMENTS; i++)
    {
      if (sqlite3_step (self->statements[i]) != SQLITE_DONE)
        g_error ("SQLite: %s", sqlite3_errmsg (self->sqlite));
      sqlite3_reset (self->statements[i]);
    }
}

void
bench_raw_close (BenchRaw *self)
{
  for (int i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  sqlite3_close (self->sqlite);
  g_free (self);
}
