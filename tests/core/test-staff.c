/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in: PINs, and the lock after five wrong ones. */

#include <glib/gstdio.h>
#include <string.h>

#include "th-hall-file.h"
#include "th-hall-records.h"
#include "th-staff-records.h"
#include "th-store.h"

TH_SQL (sql_test_staff_events,
        "SELECT kind, actor FROM event ORDER BY seq");

typedef struct
{
  char    *folder, *path;
  ThClock *clock;
  ThStore *store;
} Fixture;

static JsonObject *
load_shipped (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", name, NULL);
  g_autoptr (GError) error = NULL;
  JsonObject *file = th_hall_file_load (path, &error);

  g_assert_no_error (error);
  return file;
}

static gboolean
import_work (ThDatabase *db, gpointer data, GError **error)
{
  Fixture *f = data;
  g_autoptr (JsonObject) file = load_shipped ("small.json");

  return th_hall_import (db, file, f->clock, "admin", NULL, NULL, error);
}

static gboolean
events_work (ThDatabase *db, gpointer data, GError **error)
{
  g_autoptr (ThRows) rows = th_database_query (db, &sql_test_staff_events, error, "");

  while (th_rows_next (rows, NULL))
    g_string_append_printf (data, "%s %s\n", th_rows_text (rows, 0), th_rows_text (rows, 1));
  return TRUE;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("tidehall-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "hall.db", NULL);
  f->clock = th_clock_new_manual (th_instant_parse ("2026-04-20T08:30:00+08:00"));
  f->store = th_store_open (f->path, TH_STORE_SCRATCH, f->clock, &error);
  g_assert_no_error (error);
  th_store_write (f->store, import_work, f, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&f->store);
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
  th_clock_unref (f->clock);
}

typedef struct
{
  ThClock    *clock;
  const char *no;
  gboolean    right;
  ThInstant   locked_until;
} SignIn;

static gboolean
lock_work (ThDatabase *db, gpointer data, GError **error)
{
  SignIn *sign_in = data;

  return th_staff_check_lock (db, th_hall_cached (db, NULL, error), sign_in->clock, sign_in->no, error);
}

static gboolean
note_work (ThDatabase *db, gpointer data, GError **error)
{
  SignIn *sign_in = data;

  return th_staff_note_result (db, th_hall_cached (db, NULL, error), sign_in->clock, sign_in->no, sign_in->right,
                               &sign_in->locked_until, error);
}

static void
note (Fixture *f, const char *no, gboolean right)
{
  SignIn sign_in = { f->clock, no, right };
  g_autoptr (GError) error = NULL;

  th_store_write (f->store, note_work, &sign_in, &error);
  g_assert_no_error (error);
}

static gboolean
may_try (Fixture *f, const char *no, const char *says)
{
  SignIn sign_in = { f->clock, no };
  g_autoptr (GError) error = NULL;

  if (th_store_read (f->store, lock_work, &sign_in, &error))
    return TRUE;
  g_assert_error (error, TH_ERROR, TH_ERROR_LOCKED_OUT);
  g_assert_nonnull (strstr (error->message, says));
  return FALSE;
}

static void
test_lock (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) events = g_string_new (NULL);
  ThInstant start = th_clock_now (f->clock);

  /* A right PIN between wrong ones clears the count. */
  for (int i = 0; i < 4; i++)
    note (f, "001", FALSE);
  note (f, "001", TRUE);
  for (int i = 0; i < 4; i++)
    {
      note (f, "001", FALSE);
      g_assert_true (may_try (f, "001", ""));
    }
  note (f, "001", FALSE);
  g_assert_false (may_try (f, "001", "in 5 minutes"));
  g_assert_true (may_try (f, "002", ""));

  g_assert_true (th_clock_advance_to (f->clock, start + 241 * TH_SECOND_US));
  g_assert_false (may_try (f, "001", "in 1 minute, at "));
  g_assert_true (th_clock_advance_to (f->clock, start + 300 * TH_SECOND_US));
  g_assert_true (may_try (f, "001", ""));
  note (f, "001", FALSE);
  g_assert_true (may_try (f, "001", ""));

  /* A number that nobody has locks alike; what cannot be one is not kept. */
  for (int i = 0; i < 5; i++)
    {
      g_assert_true (may_try (f, "999", ""));
      g_assert_true (may_try (f, "99999999999999999", ""));
      note (f, "999", FALSE);
      note (f, "99999999999999999", FALSE);
    }
  g_assert_false (may_try (f, "999", "in 5 minutes"));
  g_assert_true (may_try (f, "99999999999999999", ""));

  g_assert_true (th_store_read (f->store, events_work, events, NULL));
  g_assert_nonnull (strstr (events->str, "staff.locked 001"));
  g_assert_nonnull (strstr (events->str, "staff.locked 999"));
}

static void
test_pins (void)
{
  g_autofree char *hash = th_staff_hash_pin ("4711");
  g_autoptr (JsonObject) file = load_shipped ("demo.json");
  g_autoptr (ThHall) hall = th_hall_new (file, 0, NULL);
  const ThStaff *clerk = th_hall_staff (hall, "012");
  ThStaff none = { .no = "999" }, made = { .no = "998", .pin_hash = hash };
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (clerk->zh, ==, "林舒");
  g_assert_true (th_staff_verify (clerk, "0012"));
  g_assert_false (th_staff_verify (clerk, "0013"));
  g_assert_false (th_staff_verify (clerk, ""));
  g_assert_false (th_staff_verify (clerk, NULL));
  g_assert_false (th_staff_verify (NULL, "0012"));
  g_assert_false (th_staff_verify (&none, ""));
  g_assert_true (th_staff_verify (&made, "4711"));
  th_staff_refuse (hall, 0, &error);
  g_assert_null (strstr (error->message, "locked"));
  g_assert_error (error, TH_ERROR, TH_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  /* Ten seconds past 09:04 in Shanghai: locked "until 09:05". */
  th_staff_refuse (hall, th_instant_parse ("2026-04-20T09:04:10+08:00"), &error);
  g_assert_nonnull (strstr (error->message, "locked until 09:05"));
  g_assert_error (error, TH_ERROR, TH_ERROR_NOT_ALLOWED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/staff/lock", Fixture, NULL, set_up, test_lock, tear_down);
  g_test_add_func ("/staff/pins", test_pins);

  return g_test_run ();
}
