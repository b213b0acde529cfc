/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "th-sqlite.h"

G_BEGIN_DECLS

/* What the files of the SQLite driver share. */

enum { BEGIN_WRITE, BEGIN_READ, SNAPSHOT, COMMIT, ROLLBACK, N_CONTROL };

typedef struct
{
  sqlite3      *sqlite;
  sqlite3_stmt *control[N_CONTROL];
  gint64        busy_since;
  gint64        patience_us;
  gint64        data_version;   /* at the last th_sqlite_changed() */
  char         *log;            /* must not come to be: the file was opened as one that nobody changes; else NULL */
} ThSqliteHandle;

#define HANDLE(db) ((ThSqliteHandle *) (db)->handle)
#define SQLITE(db) (HANDLE (db)->sqlite)

gboolean th_sqlite_fail     (ThDatabase *db, int result, GError **error);
int      th_sqlite_read_int (ThDatabase *db, const char *sql);
gboolean th_sqlite_text_is  (ThDatabase *db, const char *sql, const char *wanted, GError **error);

G_END_DECLS
