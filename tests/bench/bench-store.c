/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a history costs. The same operations on halls with small and large
 * pasts, in one process beside the least SQLite transaction of the same
 * durability and beside the ways in which other systems keep their queues.
 * Prints tables; judges nothing, for times belong to a machine.
 *
 *   bench-store --folder DIR    keeps the histories in DIR for the next run */

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "bench-history.h"
#include "bench-ours.h"
#include "bench-peers.h"
#include "bench-raw.h"
#include "th-desk-proof.h"

#define WARM_UP 50

static char *folder;
static const char *sizes = "600,100000,1000000";
static char *only_peer;
static int rounds = 1000;
static int n_writers = 8;
static char *parts;
static gboolean verify;

static const GOptionEntry entries[] = {
  { "folder", 'f', 0, G_OPTION_ARG_FILENAME, &folder, "Where histories are kept between runs", "DIR" },
  { "tickets", 't', 0, G_OPTION_ARG_STRING, &sizes, "Sizes of the histories", "600,100000,1000000" },
  { "rounds", 'r', 0, G_OPTION_ARG_INT, &rounds, "How often each operation is timed", "1000" },
  { "writers", 'w', 0, G_OPTION_ARG_INT, &n_writers, "How many write at once in the second part", "8" },
  { "peer", 'p', 0, G_OPTION_ARG_STRING, &only_peer, "Only this peer", "NAME" },
  { "parts", 0, 0, G_OPTION_ARG_STRING, &parts, "Which tables", "steps,looks,together,peers" },
  { "verify", 0, 0, G_OPTION_ARG_NONE, &verify, "Prove each store after its run", NULL },
  { NULL },
};

/* What one history gave. */
typedef struct
{
  int         tickets;
  BenchTimes *raw;
  BenchTimes *steps[BENCH_N_STEPS];
  guint       statements[BENCH_N_STEPS];
  GArray     *looks;
} Outcome;

static gboolean
wanted_part (const char *name)
{
  return parts == NULL || strstr (parts, name) != NULL;
}

static void
fail_on (const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/* A raw transaction stands between any two rounds, so that whatever slows the
 * machine slows both. */
static void
time_steps (ThDesk  *desk,
            Outcome *outcome)
{
  g_auto (GStrv) windows = bench_windows (desk);
  guint n = g_strv_length (windows);
  BenchTimes *nowhere[BENCH_N_STEPS] = { NULL };
  g_autofree char *path = g_build_filename (folder, "raw.db", NULL);
  BenchRaw *raw;

  bench_remove (path);
  raw = bench_raw_open (path);
  bench_rounds (desk, (const char *const *) windows, n, WARM_UP, 0, nowhere);
  for (int i = 0; i < rounds; i++)
    {
      double start = bench_now_us ();

      bench_raw_write (raw);
      bench_times_add (outcome->raw, bench_now_us () - start);
      bench_rounds (desk, (const char *const *) windows + i % n, n - i % n, 1, i, outcome->steps);
    }
  for (int kind = 0; kind < BENCH_N_STEPS; kind++)
    {
      guint64 before = bench_statements (desk, TRUE);

      bench_step (desk, kind, 0, windows[0], NULL);
      outcome->statements[kind] = bench_statements (desk, TRUE) - before - 2;
    }
  bench_raw_close (raw);
  bench_remove (path);
}

static gboolean
prove_work (ThDatabase *db,
            gpointer    data,
            GError    **error)
{
  return th_desk_prove (db, data, error);
}

static void
prove (ThDesk *desk)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  th_store_read (th_desk_get_store (desk), prove_work, problems, &error);
  fail_on (error);
  for (guint i = 0; i < problems->len; i++)
    g_printerr ("verify: %s\n", (const char *) g_ptr_array_index (problems, i));
  g_printerr ("verify: %u problems\n", problems->len);
}

static void
run_alone (Outcome *outcome)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = bench_history_copy (folder, outcome->tickets, &error);
  ThDesk *desk;

  fail_on (error);
  desk = bench_desk_open (path, &error);
  fail_on (error);
  outcome->raw = bench_times_new ();
  for (int kind = 0; kind < BENCH_N_STEPS; kind++)
    outcome->steps[kind] = bench_times_new ();
  time_steps (desk, outcome);
  outcome->looks = bench_looks (desk, wanted_part ("looks") ? 200 : 0);
  if (verify)
    prove (desk);
  g_object_unref (desk);
  bench_remove (path);
}

static void
print_steps (GArray *outcomes)
{
  bench_table ("One writer: issue, call, start, finish", "history|operation|p50 ms|p95 ms|p99 ms|per s|of raw|1/2 of raw?|to the first history|statements");
  for (guint i = 0; i < outcomes->len; i++)
    {
      Outcome *outcome = &g_array_index (outcomes, Outcome, i);
      Outcome *first = &g_array_index (outcomes, Outcome, 0);
      double raw = bench_times_rate (outcome->raw);
      g_autofree char *cells = bench_cells_ms (outcome->raw);

      g_print ("| %d | raw SQLite | %s | %.0f | 1.00 | | %.2f | 3 |\n", outcome->tickets, cells, raw,
               bench_times_rate (first->raw) / raw);
      for (int kind = 0; kind < BENCH_N_STEPS; kind++)
        {
          g_autofree char *mine = bench_cells_ms (outcome->steps[kind]);
          double rate = bench_times_rate (outcome->steps[kind]);

          g_print ("| %d | %s | %s | %.0f | %.2f | %s | %.2f | %u |\n", outcome->tickets, bench_step_names[kind], mine, rate, rate / raw,
                   rate >= raw / 2 ? "yes" : "no", bench_times_rate (first->steps[kind]) / rate, outcome->statements[kind]);
        }
    }
}

static void
print_looks (GArray *outcomes)
{
  bench_table ("What the screens ask for", "history|question|p50 ms|p95 ms|p99 ms|to the first history|statements");
  for (guint i = 0; i < outcomes->len; i++)
    {
      Outcome *outcome = &g_array_index (outcomes, Outcome, i);
      Outcome *first = &g_array_index (outcomes, Outcome, 0);

      for (guint k = 0; k < outcome->looks->len; k++)
        {
          BenchLook *look = &g_array_index (outcome->looks, BenchLook, k);
          BenchLook *base = &g_array_index (first->looks, BenchLook, k);
          g_autofree char *cells = bench_cells_ms (look->times);

          g_print ("| %d | %s | %s | %.2f | %u |\n", outcome->tickets, look->name, cells,
                   bench_times_percentile (look->times, 0.5) / bench_times_percentile (base->times, 0.5), look->statements);
        }
    }
}

/* ------------------------------------------------------- several at once */

typedef struct
{
  ThDesk            *desk;
  BenchRaw          *raw;
  const char *const *windows;
  guint              n_windows, turn;
  int                rounds;
  BenchTimes        *times[BENCH_N_STEPS];
} Writer;

static gpointer
write_steps (gpointer data)
{
  Writer *self = data;

  bench_rounds (self->desk, self->windows, self->n_windows, (guint) self->rounds, self->turn, self->times);
  return NULL;
}

static gpointer
write_raw (gpointer data)
{
  Writer *self = data;

  for (int i = 0; i < self->rounds; i++)
    {
      double start = bench_now_us ();

      bench_raw_write (self->raw);
      bench_times_add (self->times[0], bench_now_us () - start);
    }
  return NULL;
}

/* Runs @writers at once: how many seconds it took. */
static double
run_writers (Writer     *writers,
             GThreadFunc func)
{
  g_autofree GThread **threads = g_new0 (GThread *, n_writers);
  double start = bench_now_us ();

  for (int i = 0; i < n_writers; i++)
    threads[i] = g_thread_new ("writer", func, &writers[i]);
  for (int i = 0; i < n_writers; i++)
    g_thread_join (threads[i]);
  return (bench_now_us () - start) / 1e6;
}

static void
print_writers (Writer     *writers,
               int         tickets,
               const char *what,
               int         n_kinds,
               double      seconds,
               double     *raw_rate)
{
  g_autoptr (BenchTimes) all = bench_times_new ();
  g_autofree char *cells = NULL;
  double rate;

  for (int i = 0; i < n_writers; i++)
    for (int kind = 0; kind < n_kinds; kind++)
      {
        bench_times_join (all, writers[i].times[kind]);
        g_clear_pointer (&writers[i].times[kind], bench_times_free);
      }
  cells = bench_cells_ms (all);
  rate = bench_times_n (all) / seconds;
  if (*raw_rate == 0)
    *raw_rate = rate;
  g_print ("| %d | %s | %s | %.0f | %.2f |\n", tickets, what, cells, rate, rate / *raw_rate);
}

static void
prepare_writers (Writer            *writers,
                 const char *const *windows)
{
  guint each = g_strv_length ((GStrv) windows) / (guint) n_writers;

  for (int i = 0; i < n_writers; i++)
    {
      writers[i].windows = windows + each * (guint) i;
      writers[i].n_windows = each;
      writers[i].turn = (guint) i * 7;
      writers[i].rounds = MAX (1, rounds / 4);
      for (int kind = 0; kind < BENCH_N_STEPS; kind++)
        writers[i].times[kind] = bench_times_new ();
    }
}

static void
run_together (int tickets)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = bench_history_copy (folder, tickets, &error);
  g_autofree char *raw_path = g_build_filename (folder, "raw.db", NULL);
  g_autofree Writer *writers = g_new0 (Writer, n_writers);
  g_auto (GStrv) windows = NULL;
  double raw_rate = 0, seconds;

  fail_on (error);
  bench_remove (raw_path);
  for (int i = 0; i < n_writers; i++)
    writers[i].desk = bench_desk_open (path, &error), fail_on (error), writers[i].raw = bench_raw_open (raw_path);
  windows = bench_windows (writers[0].desk);

  prepare_writers (writers, (const char *const *) windows);
  seconds = run_writers (writers, write_raw);
  print_writers (writers, tickets, "raw SQLite, a connection each", BENCH_N_STEPS, seconds, &raw_rate);

  prepare_writers (writers, (const char *const *) windows);
  seconds = run_writers (writers, write_steps);
  print_writers (writers, tickets, "Tidehall, a store each (as processes)", BENCH_N_STEPS, seconds, &raw_rate);

  for (int i = 1; i < n_writers; i++)
    g_set_object (&writers[i].desk, writers[0].desk);
  prepare_writers (writers, (const char *const *) windows);
  seconds = run_writers (writers, write_steps);
  print_writers (writers, tickets, "Tidehall, one store (as in the application)", BENCH_N_STEPS, seconds, &raw_rate);

  if (verify)
    prove (writers[0].desk);
  for (int i = 0; i < n_writers; i++)
    {
      g_object_unref (writers[i].desk);
      bench_raw_close (writers[i].raw);
    }
  bench_remove (raw_path);
  bench_remove (path);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- what a history costs");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) outcomes = g_array_new (FALSE, TRUE, sizeof (Outcome));
  g_auto (GStrv) wanted = NULL;

  setlocale (LC_ALL, "");
  g_setenv ("TZ", "UTC", TRUE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (folder == NULL)
    folder = g_build_filename (g_get_tmp_dir (), "tidehall-bench", NULL);
  g_mkdir_with_parents (folder, 0700);
  wanted = g_strsplit (sizes, ",", -1);

  for (guint i = 0; wanted[i] != NULL && (wanted_part ("steps") || wanted_part ("looks")); i++)
    {
      Outcome outcome = { .tickets = atoi (wanted[i]) };

      run_alone (&outcome);
      g_array_append_val (outcomes, outcome);
    }
  if (wanted_part ("steps"))
    print_steps (outcomes);
  if (wanted_part ("looks"))
    print_looks (outcomes);
  if (wanted_part ("together"))
    bench_table ("Several writers at once, all four operations", "history|who|p50 ms|p95 ms|p99 ms|per s together|of raw");
  for (guint i = 0; wanted[i] != NULL && wanted_part ("together"); i++)
    run_together (atoi (wanted[i]));
  for (guint i = 0; wanted[i] != NULL && wanted_part ("peers"); i++)
    bench_peers_run (folder, atoi (wanted[i]), rounds, n_writers, only_peer);
  return 0;
}
