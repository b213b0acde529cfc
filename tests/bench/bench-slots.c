/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long it takes to know what is free: thirty days of ten queues, in a
 * store that has kept two hundred thousand bookings; beside it the shapes in
 * which others ask, on the same bookings. Prints a table. */

#include <glib/gstdio.h>

#include "bench-slots-peers.h"
#include "th-booking.h"
#include "th-clock.h"
#include "th-desk.h"
#include "th-hall-file.h"
#include "th-hall-records.h"
#include "th-slot-records.h"
#include "th-store.h"

#define BOOKINGS 200000
#define DAYS BENCH_DAYS
#define REPEAT 200

TH_SQL (sql_bench_booking,
        "INSERT INTO booking (hall_id, code, business_day, queue, start_s, end_s, slot_us, state, mode, public, channel, organiser, made_us)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'hall', 1, 'online', 'bench', $7)");
TH_SQL (sql_bench_place,
        "INSERT INTO slot_place (hall_id, business_day, queue, start_s, end_s, cap, public_cap, used, public_used)"
        " VALUES ($1, $2, $3, $4, $5, 100, 100, 1, 1) ON CONFLICT (hall_id, business_day, queue, start_s)"
        " DO UPDATE SET used = slot_place.used + 1, public_used = slot_place.public_used + 1 WHERE slot_place.used < 100");

typedef struct
{
  ThClock  *clock;
  ThInstant now;
  gint64    best, sum;
} Bench;

static gboolean
fill_work (ThDatabase *db, gpointer data, GError **error)
{
  Bench *bench = data;
  g_autofree char *path = g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", "demo.json", NULL);
  g_autoptr (JsonObject) file = th_hall_file_load (path, error);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  const ThQueue *queues;
  ThHall *hall;
  guint n;

  if (file == NULL || !th_hall_import (db, file, bench->clock, "admin", NULL, NULL, error))
    return FALSE;
  hall = th_hall_cached (db, NULL, error);
  queues = th_hall_get_queues (hall, &n);
  for (int i = 0; i < BOOKINGS; i++)
    {
      /* Two and a half years back, and as far ahead as is asked for. */
      ThDay day = th_day_add (20260420, g_rand_int_range (rand, -900, DAYS));
      int start = 9 * 3600 + g_rand_int_range (rand, 0, 16) * 1800;
      const char *queue = queues[i % n].prefix;
      g_autofree char *code = g_strdup_printf ("B%07d", i);
      gint64 at = th_day_instant (day, start, th_hall_get_zone (hall));

      if (!th_database_exec (db, &sql_bench_booking, error, "isysyyis", th_hall_get_id (hall), code, (int) day, queue, start, start + 1800, at,
                             at > bench->now ? "booked" : "finished") ||
          !th_database_exec (db, &sql_bench_place, error, "iysyy", th_hall_get_id (hall), (int) day, queue, start, start + 1800))
        return FALSE;
    }
  return TRUE;
}

static gboolean
look_work (ThDatabase *db, gpointer data, GError **error)
{
  Bench *bench = data;
  ThTurn turn = th_turn_begin (db, th_hall_cached (db, NULL, error), bench->now, "admin");
  gint64 before = g_get_monotonic_time (), took;
  const ThQueue *queues;
  guint n;

  queues = th_hall_get_queues (turn.hall, &n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) days = th_slots_load (&turn, queues[i].prefix, turn.day, th_day_add (turn.day, DAYS - 1), error);

      if (days == NULL)
        return FALSE;
    }
  took = g_get_monotonic_time () - before;
  bench->best = bench->best == 0 ? took : MIN (bench->best, took);
  bench->sum += took;
  return TRUE;
}

/* The same as somebody asks it: ten requests, answers with every slot in words. */
static void
ask_all (ThDesk *desk, Bench *bench, const char *const *queues, const char *from, const char *to)
{
  gint64 before = g_get_monotonic_time (), took;

  for (int i = 0; queues[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) request = th_desk_request ("booking.slots", "queue", "s", queues[i], "from", "s", from, "to", "s", to, NULL);
      g_autoptr (JsonObject) answer = th_desk_ask (desk, request, &error);

      g_assert_no_error (error);
    }
  took = g_get_monotonic_time () - before;
  bench->best = bench->best == 0 ? took : MIN (bench->best, took);
  bench->sum += took;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_remove (file);
    }
  g_rmdir (folder);
}

static void
say (const char *name, double ms, double ours, const char *how)
{
  g_print ("  %-34s %10.2f ms   x %-8.1f %s\n", name, ms, ms / ours, how);
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tidehall-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "hall.db", NULL);
  g_autoptr (GError) error = NULL;
  Bench bench = { .now = th_instant_parse ("2026-04-20T08:00:00+08:00") }, words;
  const char *const queues[] = { "T", "F", "N", "S", "G", "Q", "R", "K", "Y", "L", NULL };
  g_autoptr (GArray) peers = NULL;
  g_autoptr (ThStore) store = NULL;
  g_autoptr (ThDesk) desk = NULL;

  bench.clock = th_clock_new_manual (bench.now);
  words = bench;
  store = th_store_open (path, TH_STORE_SCRATCH, bench.clock, &error);
  if (store == NULL || !th_store_write (store, fill_work, &bench, &error))
    g_error ("%s", error->message);
  for (int i = 0; i < REPEAT; i++)
    if (!th_store_read (store, look_work, &bench, &error))
      g_error ("%s", error->message);
  desk = th_desk_new (store, NULL, &error);
  g_assert_no_error (error);
  th_desk_set_actor (desk, "admin");
  for (int i = 0; i < REPEAT / 4; i++)
    ask_all (desk, &words, queues, "2026-04-20", "2026-05-19");
  g_clear_object (&desk);
  g_clear_object (&store);
  peers = bench_slots_peers (path, 20260420, queues);

  g_print ("free places of %d days and 10 queues, %d bookings in the store\n", DAYS, BOOKINGS);
  say ("ours, best", bench.best / 1000.0, bench.best / 1000.0, "two statements a queue over days that sold something");
  say ("ours, mean", bench.sum / 1000.0 / REPEAT, bench.best / 1000.0, "");
  say ("ours as ten answers in JSON, best", words.best / 1000.0, bench.best / 1000.0, "every slot and every reason in words");
  for (guint i = 0; i < peers->len; i++)
    {
      const BenchAvailability *peer = &g_array_index (peers, BenchAvailability, i);
      g_autofree char *how = g_strdup_printf ("%s; %" G_GUINT64_FORMAT " statements%s", peer->how, peer->statements,
                                              peer->extrapolated ? " measured, the time is extrapolated" : "");

      say (peer->name, peer->ms, bench.best / 1000.0, how);
      if (!peer->extrapolated && peer->free != g_array_index (peers, BenchAvailability, 0).free)
        g_error ("%s finds %" G_GINT64_FORMAT " places, %s %" G_GINT64_FORMAT, peer->name, peer->free, g_array_index (peers, BenchAvailability, 0).name,
                 g_array_index (peers, BenchAvailability, 0).free);
    }
  th_clock_unref (bench.clock);
  remove_folder (folder);
  return 0;
}
