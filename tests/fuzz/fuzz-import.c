/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Hall files from anybody. What is refused must be refused with a sentence;
 * what is taken must go into a store, come out of it as the same text, and be
 * taken again. Every input is rolled back, so that each stands for itself. */

#include <string.h>

#include "fuzz-json.h"
#include "th-hall-file.h"
#include "th-hall-records.h"
#include "th-store.h"

static ThStore *store;
static ThClock *the_clock;

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_autofree char *folder = fuzz_folder ();
  g_autofree char *path = g_build_filename (folder, "import.db", NULL);

  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  the_clock = th_clock_new_manual (G_GINT64_CONSTANT (1776646800000000));
  store = th_store_open (path, TH_STORE_SCRATCH, the_clock, NULL);
  g_assert_nonnull (store);
  return 0;
}

static void
check_error (gboolean      ok,
             const GError *error)
{
  g_assert_true (ok || (error != NULL && error->domain == TH_ERROR && *error->message != '\0'));
}

/* Returns FALSE at the end, always: the store stays empty. */
static gboolean
import_work (ThDatabase *db,
             gpointer    data,
             GError    **error)
{
  JsonObject *file = data;
  g_autoptr (GError) local = NULL;
  const char *code = json_object_get_string_member (json_object_get_object_member (file, "hall"), "code");
  gint64 hall_id = 0;
  gboolean ok = th_hall_import (db, file, the_clock, "admin", NULL, &hall_id, &local);

  check_error (ok, local);
  if (ok)
    {
      g_autoptr (ThHall) hall = th_hall_load (db, code, &local);
      g_autofree char *exported = th_hall_export (db, code, &local);
      g_autofree char *printed = th_hall_file_print (file);
      g_autoptr (JsonObject) again = NULL;

      g_assert_no_error (local);
      g_assert_cmpint (th_hall_get_id (hall), ==, hall_id);
      g_assert_cmpstr (exported, ==, printed);
      again = th_hall_file_parse (exported, -1, "exported", &local);
      g_assert_no_error (local);
    }
  g_set_error (error, TH_ERROR, TH_ERROR_FAILED, "rolled back");
  return FALSE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) file = th_hall_file_parse ((const char *) data, (gssize) size, "fuzz.json", &error);

  check_error (file != NULL, error);
  if (file != NULL)
    {
      g_assert_true (th_hall_file_check (file, NULL, NULL));
      th_store_write (store, import_work, file, NULL);
    }
  return 0;
}

size_t
LLVMFuzzerCustomMutator (uint8_t     *data,
                         size_t       size,
                         size_t       max_size,
                         unsigned int seed)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed);

  return fuzz_json_mutate (data, size, max_size, chance);
}
