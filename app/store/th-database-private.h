/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-database.h"

G_BEGIN_DECLS

/* What a database must be able to do. Everything that differs between SQLite
 * and another server lives behind these calls, in one file a driver. */

typedef enum { TH_STEP_ROW, TH_STEP_DONE, TH_STEP_ERROR } ThStep;

typedef struct
{
  gboolean    (*prepare)     (ThDatabase *db, ThRows *rows, GError **error);
  void        (*bind_int)    (ThRows *rows, int parameter, gint64 value);
  void        (*bind_double) (ThRows *rows, int parameter, double value);
  void        (*bind_text)   (ThRows *rows, int parameter, const char *value);
  void        (*bind_blob)   (ThRows *rows, int parameter, GBytes *value);
  void        (*bind_null)   (ThRows *rows, int parameter);
  ThStep      (*step)        (ThRows *rows, GError **error);
  void        (*reset)       (ThRows *rows);
  void        (*finalize)    (ThRows *rows);
  gint64      (*get_int)     (ThRows *rows, int column);
  double      (*get_double)  (ThRows *rows, int column);
  const char *(*get_text)    (ThRows *rows, int column);
  GBytes     *(*get_blob)    (ThRows *rows, int column);
  gboolean    (*is_null)     (ThRows *rows, int column);
  gint64      (*changes)     (ThDatabase *db);
  gint64      (*insert_id)   (ThDatabase *db);
  gboolean    (*begin)       (ThDatabase *db, gboolean write, GError **error);
  gboolean    (*commit)      (ThDatabase *db, GError **error);
  void        (*rollback)    (ThDatabase *db);
  gboolean    (*script)      (ThDatabase *db, const char *text, GError **error);
  gboolean    (*check)       (ThDatabase *db, GPtrArray *problems, GError **error);
  void        (*close)       (ThDatabase *db);
} ThDriver;

struct _ThDatabase
{
  const ThDriver *driver;
  gpointer        handle;      /* the driver's */
  char           *path;
  ThRows        **cache;       /* one prepared statement an entry of th_sql_all() */
  GHashTable     *data;        /* values cached by the floors above */
  gint64          version;     /* grows when the cached values may be old */
  gint64          handle_version;
  guint64         steps;
  guint           touched;
};

struct _ThRows
{
  ThDatabase  *db;
  const ThSql *sql;
  gpointer     statement;      /* the driver's */
  gboolean     in_use;
};

ThDatabase *th_database_new      (const ThDriver *driver, gpointer handle, const char *path);
void        th_database_free     (ThDatabase *db);
void        th_database_forget   (ThDatabase *db);                 /* cached values are old */
gboolean    th_database_begin    (ThDatabase *db, gboolean write, GError **error);
gboolean    th_database_commit   (ThDatabase *db, GError **error);
void        th_database_rollback (ThDatabase *db);
gboolean    th_database_script   (ThDatabase *db, const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThDatabase, th_database_free)

G_END_DECLS
