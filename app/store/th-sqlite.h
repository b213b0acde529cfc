/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-database-private.h"

G_BEGIN_DECLS

typedef enum
{
  TH_SQLITE_READ_WRITE,
  TH_SQLITE_READ_ONLY,
  TH_SQLITE_SCRATCH,      /* not synced: for stores that are thrown away */
  TH_SQLITE_AS_IT_IS,     /* to be moved, whatever it is */
} ThSqliteMode;

ThDatabase *th_sqlite_open         (const char *path, ThSqliteMode mode, GError **error);
gboolean    th_sqlite_create_file  (const char *path, GError **error);
gboolean    th_sqlite_is_shut      (const char *path);
char       *th_sqlite_unchanging_uri (const char *path);
gboolean    th_sqlite_changed      (ThDatabase *db);
int         th_sqlite_schema       (ThDatabase *db, gboolean *foreign, GError **error);
gboolean    th_sqlite_set_schema   (ThDatabase *db, int version, GError **error);
gboolean    th_sqlite_copy         (ThDatabase *from, const char *to_path, GError **error);
gboolean    th_sqlite_take_alone   (ThDatabase *db, GError **error);
void        th_sqlite_set_patience (int seconds);
gboolean    th_sqlite_is_remote    (const char *file_system);

G_END_DECLS
