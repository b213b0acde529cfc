/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a keystroke costs: among the names of a hundred matters, and among a
 * hundred thousand companies and people. Prints a table. */

#include <glib/gstdio.h>
#include <string.h>

#include "th-clock.h"
#include "th-hall-file.h"
#include "th-hall-records.h"
#include "th-party-find.h"
#include "th-party.h"
#include "th-search-key.h"
#include "th-store.h"

#define PARTIES 100000
#define MATTERS 100
#define REPEAT 50

typedef struct
{
  ThClock    *clock;
  ThInstant   now;
  const char *typed;
  gint64      best, sum;
  guint       found;
} Bench;

static const char characters[] = "江城建科技贸易发展实业电子机械物流餐饮环保生物医药信息网络商务咨询管理服务工程装饰材料文化传媒教育长重会行单";

static char *
name_of (GRand *rand)
{
  GString *name = g_string_new ("示范区");

  for (int i = 0; i < 6; i++)
    {
      const char *at = g_utf8_offset_to_pointer (characters, g_rand_int_range (rand, 0, (int) g_utf8_strlen (characters, -1)));

      g_string_append_len (name, at, g_utf8_next_char (at) - at);
    }
  g_string_append (name, "有限公司");
  return g_string_free (name, FALSE);
}

/* A code that cannot exist, but for its check character. */
static char *
code_of (int number)
{
  static const char letters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  g_autofree char *body = g_strdup_printf ("91429999MA%07d", number);
  int sum = 0, weight = 1;

  for (int i = 0; i < 17; i++)
    {
      sum += (int) (strchr (letters, body[i]) - letters) * weight;
      weight = weight * 3 % 31;
    }
  return g_strdup_printf ("%s%c", body, letters[(31 - sum % 31) % 31]);
}

static gboolean
fill_work (ThDatabase *db, gpointer data, GError **error)
{
  Bench *bench = data;
  g_autofree char *path = g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", "demo.json", NULL);
  g_autoptr (JsonObject) file = th_hall_file_load (path, error);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  ThTurn turn;

  if (file == NULL || !th_hall_import (db, file, bench->clock, "admin", NULL, NULL, error))
    return FALSE;
  turn = th_turn_begin (db, th_hall_cached (db, NULL, error), bench->now, "admin");
  for (int i = 0; i < PARTIES; i++)
    {
      g_autofree char *name = name_of (rand);
      g_autofree char *id = code_of (i);
      g_autofree char *phone = g_strdup_printf ("130%08d", i);
      ThParty party = { .kind = "company", .id_kind = "uscc", .id = id, .name = name, .phone = phone };
      gint64 party_id;

      if (!th_party_keep (&turn, &party, &party_id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_work (ThDatabase *db, gpointer data, GError **error)
{
  Bench *bench = data;
  ThTurn turn = th_turn_begin (db, th_hall_cached (db, NULL, error), bench->now, "admin");
  gint64 before = g_get_monotonic_time (), took;
  gboolean more;
  g_autoptr (GPtrArray) parties = th_party_search (&turn, bench->typed, 8, &more, error);

  if (parties == NULL)
    return FALSE;
  took = g_get_monotonic_time () - before;
  bench->best = bench->best == 0 ? took : MIN (bench->best, took);
  bench->sum += took;
  bench->found = parties->len;
  return TRUE;
}

static void
find_parties (ThStore *store, Bench *bench)
{
  static const char *const typed[] = {
    "sf", "sfqkj", "kjmy", "zzzz", "示范区", "科技贸易", "重会行单", "9142", "91429999MA0050", "0500", "13000050000",
  };
  g_autoptr (GError) error = NULL;

  g_print ("\n%d parties in the store, typed:        best       mean  found\n", PARTIES);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      bench->typed = typed[i];
      bench->best = bench->sum = 0;
      for (int k = 0; k < REPEAT; k++)
        if (!th_store_read (store, find_work, bench, &error))
          g_error ("%s", error->message);
      g_print ("  %-32s %7.2f ms %7.2f ms %6u\n", typed[i], bench->best / 1000.0, bench->sum / 1000.0 / REPEAT, bench->found);
    }
}

static void
find_matters (void)
{
  static const char *const typed[] = { "g", "gjjkh", "公积金开户", "gongjijinkaihu", "xyzzy" };
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) th_search_key_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  gint64 before = g_get_monotonic_time ();

  for (int i = 0; i < MATTERS; i++)
    {
      g_autofree char *name = name_of (rand);
      g_autofree char *code = g_strdup_printf ("G%02d", i);

      g_ptr_array_add (keys, th_search_key_new (code, name, "Opening an employer provident-fund account"));
    }
  for (guint i = 0; i < keys->len; i++)
    th_search_key_score (keys->pdata[i], "zz", NULL);
  g_print ("%d names: %.1f ms for the first keystroke, readings loaded\n", MATTERS, (g_get_monotonic_time () - before) / 1000.0);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      before = g_get_monotonic_time ();
      for (int k = 0; k < REPEAT; k++)
        for (guint j = 0; j < keys->len; j++)
          th_search_key_score (keys->pdata[j], typed[i], NULL);
      g_print ("  %-32s %7.2f ms\n", typed[i], (g_get_monotonic_time () - before) / 1000.0 / REPEAT);
    }
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("tidehall-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "hall.db", NULL);
  g_autoptr (GError) error = NULL;
  Bench bench = { .now = th_instant_parse ("2026-04-20T08:00:00+08:00") };
  g_autoptr (ThStore) store = NULL;
  g_autoptr (GDir) dir = NULL;
  gint64 before;
  const char *name;

  find_matters ();
  bench.clock = th_clock_new_manual (bench.now);
  store = th_store_open (path, TH_STORE_SCRATCH, bench.clock, &error);
  before = g_get_monotonic_time ();
  if (store == NULL || !th_store_write (store, fill_work, &bench, &error))
    g_error ("%s", error->message);
  g_print ("\nkeeping a party: %.0f us\n", (double) (g_get_monotonic_time () - before) / PARTIES);
  find_parties (store, &bench);

  g_clear_object (&store);
  th_clock_unref (bench.clock);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      GStatBuf about;

      if (g_stat (file, &about) == 0)
        g_print ("%s: %.1f MB\n", name, about.st_size / 1e6);
      g_remove (file);
    }
  g_rmdir (folder);
  return 0;
}
