/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* SQLite without Tidehall: connections with the durability of a store, and the
 * least transaction that leaves something on the disk. */

sqlite3 *bench_connect   (const char *path);
void     bench_exec      (sqlite3 *sqlite, const char *script);
gint64   bench_ask_int   (sqlite3 *sqlite, const char *sql);
void     bench_remove    (const char *path);                      /* with its log */

typedef struct _BenchRaw BenchRaw;

BenchRaw *bench_raw_open  (const char *path);
void      bench_raw_write (BenchRaw *self);   /* BEGIN IMMEDIATE; one INSERT; COMMIT */
void      bench_raw_close (BenchRaw *self);

G_END_DECLS
