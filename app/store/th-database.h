/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "th-error.h"

G_BEGIN_DECLS

/* One connection to a database, whichever it is. SQL is written once, in the
 * subset that SQLite and PostgreSQL share, with $1 parameters; every
 * statement is declared with TH_SQL so that a test can prepare all of them
 * on both. */

typedef struct
{
  const char *name;
  const char *text;
} ThSql;

#define TH_SQL(name_, text_) \
  static const ThSql name_ __attribute__ ((section ("th_sql"), used, aligned (16))) = { #name_, text_ }

/* All statements of the program. */
const ThSql *th_sql_all (gsize *n);

typedef struct _ThRows ThRows;

/**
 * th_database_exec:
 * @types: one letter a parameter: i gint64, y int, o gint64 with 0 as NULL,
 *   d double, s text or NULL, b GBytes or NULL
 *
 * Runs a statement that returns no rows.
 */
gboolean    th_database_exec    (ThDatabase *db, const ThSql *sql, GError **error, const char *types, ...);

/* Starts a statement that returns rows; NULL on error. Finish it with th_rows_done() (g_autoptr does). One use of a statement at a time. */
ThRows     *th_database_query   (ThDatabase *db, const ThSql *sql, GError **error, const char *types, ...);

/* Rows changed by the last exec. */
gint64      th_database_changes (ThDatabase *db);

/* The id that the last insert into a table that counts by itself gave. */
gint64      th_database_insert_id (ThDatabase *db);

/* TRUE with a row; FALSE at the end (no @error) or on failure (@error). */
gboolean    th_rows_next        (ThRows *rows, GError **error);
gint64      th_rows_int         (ThRows *rows, int column);       /* NULL reads as 0 */
double      th_rows_double      (ThRows *rows, int column);
const char *th_rows_text        (ThRows *rows, int column);       /* valid until the next row; NULL for NULL */
GBytes     *th_rows_blob        (ThRows *rows, int column);       /* (transfer full) */
gboolean    th_rows_is_null     (ThRows *rows, int column);
void        th_rows_done        (ThRows *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThRows, th_rows_done)

/* Looks through the whole database, page by page: STORE_DAMAGED naming the first fault. @problems: gets a sentence for each
 * row that refers to one that is not there. Slow. */
gboolean    th_database_check   (ThDatabase *db, GPtrArray *problems, GError **error);

/* Changes when any other connection committed; read it inside a transaction. */
gint64      th_database_version (ThDatabase *db);

/* Statements stepped since the connection was opened, BEGIN and COMMIT included. */
guint64     th_database_steps   (ThDatabase *db);

/* What the transaction under way will have changed when it commits (ThChange bits of th-store.h). */
void        th_database_touch   (ThDatabase *db, guint changes);

/* A slot for values cached per connection, e.g. the hall; freed with the connection. */
gpointer    th_database_get_data (ThDatabase *db, const char *key);
void        th_database_set_data (ThDatabase *db, const char *key, gpointer data, GDestroyNotify destroy);

G_END_DECLS
