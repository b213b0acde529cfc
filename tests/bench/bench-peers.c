/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs what bench-peer.h describes: a table of statements and registers for
 * each system, on SQLite, prepared once, with the durability of a store. Their
 * programs, networks and servers are left out, which is in their favour. */

#include "bench-peers.h"

#include <stdio.h>
#include <string.h>

#include "bench-history.h"
#include "bench-peer.h"
#include "bench-raw.h"
#include "bench-report.h"

#define MOST_STATEMENTS 16
#define MOST_SECONDS 4

static const BenchPeer *const peers[] = {
  &bench_peer_mado, &bench_peer_zms, &bench_peer_novo, &bench_peer_theq, &bench_peer_fqm, &bench_peer_jackqchen, &bench_peer_openmrs,
};

static const char *const operation_names[] = { "issue", "call", "finish", "display", "statistics" };

typedef struct
{
  gint64   number;
  char     text[48];
  gboolean is_text;
} Register;

/* What follows a ticket from one operation to the next. */
typedef struct { Register kept[4]; } Token;

/* What all clerks share. */
typedef struct
{
  const BenchPeer *peer;
  GMutex           lock;
  GMutex           call_lock;    /* of a peer with one caller */
  GQueue           waiting;      /* of Token, when clerks pick */
  gint64           counter;
} Shared;

/* One clerk: a connection with everything prepared. */
typedef struct
{
  Shared       *shared;
  sqlite3      *sqlite;
  sqlite3_stmt *statements[PEER_N_OPERATIONS][MOST_STATEMENTS];
  Register      registers[128];
  char          filler[301];
  GQueue        called;          /* of Token; this clerk's */
  BenchTimes   *times[PEER_N_OPERATIONS];
  guint         stepped[PEER_N_OPERATIONS];
  guint         failed;
  int           window, rounds;
} Clerk;

/* --- registers --- */

static void
set_number (Clerk *self,
            char   name,
            gint64 value)
{
  self->registers[(int) name].number = value;
  self->registers[(int) name].is_text = FALSE;
}

static void
set_text (Clerk      *self,
          char        name,
          const char *text)
{
  Register *target = &self->registers[(int) name];

  g_strlcpy (target->text, text != NULL ? text : "", sizeof target->text);
  target->number = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  target->is_text = TRUE;
}

/* What is known before an operation begins. */
static void
set_up_registers (Clerk *self)
{
  char now[32];
  gint64 counter;

  g_mutex_lock (&self->shared->lock);
  counter = ++self->shared->counter;
  g_mutex_unlock (&self->shared->lock);
  g_snprintf (now, sizeof now, "2026-04-20 16:%02d:%02d", (int) (counter / 60 % 60), (int) (counter % 60));
  set_text (self, 't', now);
  set_text (self, 'd', "2026-04-20");
  set_text (self, 'e', "2026-04-20 23:59:59");
  set_text (self, 'm', "2026-03-20");
  set_number (self, 'c', counter + 100000000);
  set_number (self, 'q', counter % 10);
  set_number (self, 'u', self->window);
  set_number (self, 'v', self->window % 10);
  set_number (self, 'w', (self->window + 1) % 10);
  set_number (self, 'y', (self->window + 2) % 10);
  set_number (self, 'z', 1);
  set_number (self, 'r', 20 + counter * 7919 % 980);
}

static void
bind (Clerk        *self,
      sqlite3_stmt *statement,
      const char   *names)
{
  int place = 0;

  for (const char *name = names; name != NULL && *name != '\0'; name++)
    {
      gboolean next = *name == '+';
      const Register *source = &self->registers[(int) *(next ? ++name : name)];

      place++;
      if (*name == 'f')
        sqlite3_bind_text (statement, place, self->filler, -1, SQLITE_STATIC);
      else if (source->is_text && !next)
        sqlite3_bind_text (statement, place, source->text, -1, SQLITE_STATIC);
      else
        sqlite3_bind_int64 (statement, place, source->number + next);
    }
}

static void
take (Clerk        *self,
      sqlite3_stmt *row,
      const char   *names)
{
  for (int column = 0; names != NULL && names[column] != '\0'; column++)
    {
      if (names[column] == '.')
        continue;
      if (sqlite3_column_type (row, column) == SQLITE_TEXT)
        set_text (self, names[column], (const char *) sqlite3_column_text (row, column));
      else
        set_number (self, names[column], sqlite3_column_int64 (row, column));
    }
}

/* --- operations --- */

/* FALSE when a row was needed and none fits, or the statement failed. All rows
 * are fetched, as a program that loads them does. */
static gboolean
run_statement (Clerk                *self,
               sqlite3_stmt         *statement,
               const BenchStatement *what)
{
  gboolean taken = FALSE;
  int result;

  bind (self, statement, what->bind);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    if (!taken && (what->accept == NULL || what->accept (statement, self->registers['q'].number)))
      {
        take (self, statement, what->take);
        taken = TRUE;
      }
  if (sqlite3_column_count (statement) == 0 && what->take != NULL)
    {
      set_number (self, what->take[0], sqlite3_last_insert_rowid (self->sqlite));
      taken = TRUE;
    }
  sqlite3_reset (statement);
  return result == SQLITE_DONE && (taken || what->take == NULL);
}

static gboolean
run_statements (Clerk         *self,
                BenchOperation operation)
{
  const BenchStatement *list = self->shared->peer->operations[operation];
  guint stepped = 0;

  for (guint i = 0; list[i].sql != NULL; i++)
    for (guint k = 0; k < MAX (1, list[i].repeat); k++)
      {
        stepped++;
        if (run_statement (self, self->statements[operation][i], &list[i]))
          continue;
        if (!sqlite3_get_autocommit (self->sqlite))
          sqlite3_exec (self->sqlite, "ROLLBACK", NULL, NULL, NULL);
        return FALSE;
      }
  self->stepped[operation] = stepped;
  return TRUE;
}

static void
keep (Clerk      *self,
      GQueue     *queue,
      const char *names)
{
  Token *token = g_new0 (Token, 1);

  for (guint i = 0; names[i] != '\0'; i++)
    token->kept[i] = self->registers[(int) names[i]];
  g_queue_push_tail (queue, token);
}

static gboolean
fetch (Clerk      *self,
       GQueue     *queue,
       const char *names)
{
  g_autofree Token *token = g_queue_pop_head (queue);

  for (guint i = 0; token != NULL && names[i] != '\0'; i++)
    self->registers[(int) names[i]] = token->kept[i];
  return token != NULL;
}

/* One operation of the day, timed; FALSE when there was nothing to do. */
static gboolean
operate (Clerk         *self,
         BenchOperation operation)
{
  const BenchPeer *peer = self->shared->peer;
  const char *before = operation == PEER_CALL ? peer->carry[0] : operation == PEER_FINISH ? peer->carry[1] : NULL;
  const char *after = operation == PEER_ISSUE ? peer->carry[0] : operation == PEER_CALL ? peer->carry[1] : NULL;
  gboolean ok = TRUE;
  double start;

  set_up_registers (self);
  if (before != NULL)
    {
      g_mutex_lock (&self->shared->lock);
      ok = fetch (self, operation == PEER_CALL ? &self->shared->waiting : &self->called, before);
      g_mutex_unlock (&self->shared->lock);
    }
  if (!ok)
    return FALSE;
  start = bench_now_us ();
  if (peer->one_caller && operation == PEER_CALL)
    g_mutex_lock (&self->shared->call_lock);
  ok = run_statements (self, operation);
  if (peer->one_caller && operation == PEER_CALL)
    g_mutex_unlock (&self->shared->call_lock);
  if (ok)
    bench_times_add (self->times[operation], bench_now_us () - start);
  else if (operation != PEER_CALL)
    self->failed++;
  if (ok && after != NULL)
    {
      g_mutex_lock (&self->shared->lock);
      keep (self, operation == PEER_CALL ? &self->called : &self->shared->waiting, after);
      g_mutex_unlock (&self->shared->lock);
    }
  return ok;
}

/* --- the day --- */

static const char history_sql[] =
  "CREATE TEMP TABLE history AS WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < %d)"
  " SELECT i, date('2026-04-20', -((%d - i) / %d) || ' days') day, i %% 10 q, ((i - 1) %% %d) / 10 + 1 number, i > %d - %d today,"
  " i > %d - %d waiting, '' at, '' called, '' ended FROM k;"
  "UPDATE history SET at = day || ' ' || time(32400 + (i %% 600) * 42, 'unixepoch');"
  "UPDATE history SET called = datetime(at, '+15 minutes'), ended = datetime(at, '+23 minutes');";

static char *
make_history (const BenchPeer *peer,
              const char      *folder,
              int              tickets,
              Shared          *shared)
{
  g_autofree char *name = g_strdup_printf ("peer-%d.db", tickets);
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *script = g_strdup_printf (history_sql, tickets, tickets, BENCH_PER_DAY, BENCH_PER_DAY, tickets, BENCH_PER_DAY,
                                             tickets, BENCH_WAITING);
  sqlite3 *sqlite;
  sqlite3_stmt *statement;

  bench_remove (path);
  sqlite = bench_connect (path);
  bench_exec (sqlite, "PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; PRAGMA temp_store=MEMORY;");
  bench_exec (sqlite, peer->schema);
  bench_exec (sqlite, script);
  bench_exec (sqlite, "BEGIN");
  bench_exec (sqlite, peer->fill);
  bench_exec (sqlite, "COMMIT");
  if (peer->waiting != NULL && sqlite3_prepare_v2 (sqlite, peer->waiting, -1, &statement, NULL) == SQLITE_OK)
    {
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          Token *token = g_new0 (Token, 1);

          token->kept[0].number = sqlite3_column_int64 (statement, 0);
          g_queue_push_tail (&shared->waiting, token);
        }
      sqlite3_finalize (statement);
    }
  sqlite3_close (sqlite);
  return path;
}

static void
clerk_open (Clerk      *self,
            Shared     *shared,
            const char *path,
            int         window)
{
  self->shared = shared;
  self->window = window;
  self->sqlite = bench_connect (path);
  memset (self->filler, 'x', sizeof self->filler - 1);
  for (int o = 0; o < PEER_N_OPERATIONS; o++)
    {
      const BenchStatement *list = shared->peer->operations[o];

      self->times[o] = bench_times_new ();
      for (guint i = 0; list != NULL && list[i].sql != NULL; i++)
        if (sqlite3_prepare_v3 (self->sqlite, list[i].sql, -1, SQLITE_PREPARE_PERSISTENT, &self->statements[o][i], NULL) != SQLITE_OK)
          g_error ("%s: %s: %s", shared->peer->name, list[i].sql, sqlite3_errmsg (self->sqlite));
    }
}

static void
clerk_close (Clerk *self)
{
  for (int o = 0; o < PEER_N_OPERATIONS; o++)
    {
      for (guint i = 0; i < MOST_STATEMENTS; i++)
        sqlite3_finalize (self->statements[o][i]);
      bench_times_free (self->times[o]);
    }
  g_queue_clear_full (&self->called, g_free);
  sqlite3_close (self->sqlite);
}

/* Rounds of issue, call and finish, for some seconds at most. */
static gpointer
work (gpointer data)
{
  Clerk *self = data;
  double start = bench_now_us ();

  for (int i = 0; i < self->rounds && bench_now_us () - start < MOST_SECONDS * 1e6; i++)
    {
      operate (self, PEER_ISSUE);
      /* Not every window finds somebody for its queues. */
      for (int tries = 0; tries < 10 && !operate (self, PEER_CALL);)
        tries++;
      if (self->shared->peer->operations[PEER_FINISH] != NULL)
        operate (self, PEER_FINISH);
    }
  return NULL;
}

static void
look (Clerk         *self,
      BenchOperation operation,
      int            times)
{
  double start = bench_now_us ();

  for (int i = 0; i < times && bench_now_us () - start < MOST_SECONDS * 1e6; i++)
    operate (self, operation);
}

static void
print_alone (const Clerk *clerk,
             int          tickets,
             double       raw_us)
{
  for (int o = 0; o < PEER_N_OPERATIONS; o++)
    {
      g_autofree char *cells = bench_cells_ms (clerk->times[o]);
      double p50 = bench_times_percentile (clerk->times[o], 0.5);
      char factor[32];

      if (bench_times_n (clerk->times[o]) == 0)
        continue;
      g_print ("| %d | %s | %s | %s | %s | %u | %u |\n", tickets, clerk->shared->peer->name, operation_names[o], cells,
               o <= PEER_FINISH ? bench_number (raw_us / p50, factor) : "", clerk->stepped[o], bench_times_n (clerk->times[o]));
    }
}

static void
run_alone (const BenchPeer *peer,
           const char      *folder,
           int              tickets,
           int              rounds)
{
  Shared shared = { .peer = peer };
  g_autofree char *path = make_history (peer, folder, tickets, &shared);
  g_autofree char *raw_path = g_build_filename (folder, "raw.db", NULL);
  g_autoptr (BenchTimes) raw = bench_times_new ();
  g_autofree Clerk *clerk = g_new0 (Clerk, 1);
  BenchRaw *yardstick;

  bench_remove (raw_path);
  yardstick = bench_raw_open (raw_path);
  clerk_open (clerk, &shared, path, 1);
  clerk->rounds = 1;
  for (double start = bench_now_us (); rounds > 0 && bench_now_us () - start < 3 * MOST_SECONDS * 1e6; rounds--)
    {
      double before = bench_now_us ();

      bench_raw_write (yardstick);
      bench_times_add (raw, bench_now_us () - before);
      clerk->window = 1 + rounds % 16;
      work (clerk);
    }
  for (int o = PEER_DISPLAY; o < PEER_N_OPERATIONS; o++)
    if (peer->operations[o] != NULL)
      look (clerk, o, 200);
  print_alone (clerk, tickets, bench_times_percentile (raw, 0.5));
  clerk_close (clerk);
  bench_raw_close (yardstick);
  g_queue_clear_full (&shared.waiting, g_free);
  bench_remove (raw_path);
  bench_remove (path);
}

static void
run_together (const BenchPeer *peer,
              const char      *folder,
              int              tickets,
              int              rounds,
              int              n_writers)
{
  Shared shared = { .peer = peer };
  g_autofree char *path = make_history (peer, folder, tickets, &shared);
  g_autofree Clerk *clerks = g_new0 (Clerk, n_writers);
  g_autofree GThread **threads = g_new0 (GThread *, n_writers);
  g_autoptr (BenchTimes) all = bench_times_new ();
  g_autofree char *cells = NULL;
  double start, seconds;
  gint64 doubles;
  guint failed = 0;

  for (int i = 0; i < n_writers; i++)
    {
      clerk_open (&clerks[i], &shared, path, 1 + i * 2);
      clerks[i].rounds = MAX (1, rounds / 4);
    }
  start = bench_now_us ();
  for (int i = 0; i < n_writers; i++)
    threads[i] = g_thread_new ("clerk", work, &clerks[i]);
  for (int i = 0; i < n_writers; i++)
    g_thread_join (threads[i]);
  seconds = (bench_now_us () - start) / 1e6;
  doubles = bench_ask_int (clerks[0].sqlite, peer->doubles);
  for (int i = 0; i < n_writers; i++)
    {
      for (int o = PEER_ISSUE; o <= PEER_FINISH; o++)
        bench_times_join (all, clerks[i].times[o]);
      failed += clerks[i].failed;
      clerk_close (&clerks[i]);
    }
  cells = bench_cells_ms (all);
  g_print ("| %d | %s | %s | %.0f | %" G_GINT64_FORMAT " | %u | %s |\n", tickets, peer->name, cells, bench_times_n (all) / seconds,
           doubles, failed, peer->note);
  g_queue_clear_full (&shared.waiting, g_free);
  bench_remove (path);
}

void
bench_peers_run (const char *folder,
                 int         tickets,
                 int         rounds,
                 int         n_writers,
                 const char *only)
{
  bench_table ("Other systems' shapes, one writer", "history|system|operation|p50 ms|p95 ms|p99 ms|of raw|statements|times");
  for (guint i = 0; i < G_N_ELEMENTS (peers); i++)
    if (only == NULL || g_str_equal (only, peers[i]->name))
      run_alone (peers[i], folder, tickets, rounds);
  bench_table ("Other systems' shapes, several writers", "history|system|p50 ms|p95 ms|p99 ms|per s together|doubled|failed|remark");
  for (guint i = 0; i < G_N_ELEMENTS (peers); i++)
    if (only == NULL || g_str_equal (only, peers[i]->name))
      run_together (peers[i], folder, tickets, rounds, n_writers);
}
