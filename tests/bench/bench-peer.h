/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Another system's way of keeping a queue, as data: its tables and indexes,
 * and for each operation the statements it sends. A small interpreter binds
 * and reads registers, which are single letters:
 *
 *   t now      d today     e end of today   m a month ago   f a long filler
 *   q queue    u window    v w y the three queues that window serves
 *   z always 1 c a number that never comes twice            r 20 ... 999
 *
 * All other letters are free for what a statement reads. In @bind, "+n" is
 * one more than n. In @take, one letter a column of the row that counts ("."
 * skips one); for a statement without rows the letter gets the new row's id. */

typedef gboolean (*BenchAccept) (sqlite3_stmt *row, gint64 queue);

typedef struct
{
  const char *sql;
  const char *bind;
  const char *take;
  guint       repeat;       /* 0 and 1: once */
  BenchAccept accept;       /* which of all rows counts; NULL: the first */
} BenchStatement;

typedef enum { PEER_ISSUE, PEER_CALL, PEER_FINISH, PEER_DISPLAY, PEER_STATISTICS, PEER_N_OPERATIONS } BenchOperation;

typedef struct
{
  const char *name;
  const char *schema;
  const char *fill;         /* from the table history, see bench-peers.c */
  const char *waiting;      /* SQL for the tickets in line, if the one who calls picks it; else NULL */
  const char *carry[2];     /* registers kept from issue to call, and from call to finish */
  const BenchStatement *operations[PEER_N_OPERATIONS];   /* each ends with a NULL sql; NULL: it has none */
  gboolean    one_caller;   /* calls hold a lock outside of the database */
  const char *doubles;      /* SQL: how many numbers of today were given, or tickets called, twice */
  const char *note;
} BenchPeer;

extern const BenchPeer bench_peer_mado, bench_peer_fqm, bench_peer_jackqchen, bench_peer_openmrs;
extern const BenchPeer bench_peer_zms, bench_peer_novo, bench_peer_theq;

G_END_DECLS
