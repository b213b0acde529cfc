/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Halls in the store: import and export, history, what an import says it
 * changed, the hall kept beside a connection, settings. */

#include <glib/gstdio.h>
#include <string.h>

#include "th-hall-file.h"
#include "th-hall-records.h"
#include "th-journal.h"
#include "th-sqlite.h"
#include "th-store.h"

TH_SQL (sql_test_parts,
        "SELECT version, from_us, to_us, doc FROM hall_part WHERE kind = $1 AND code = $2 ORDER BY version");
TH_SQL (sql_test_count,
        "SELECT COUNT(*) FROM hall_part");
TH_SQL (sql_test_events,
        "SELECT kind, actor, detail FROM event ORDER BY seq");

typedef struct
{
  char    *folder, *path;
  ThClock *clock;
  ThStore *store;
} Fixture;

static ThStore *
open_store (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  ThStore *store = th_store_open (f->path, TH_STORE_SCRATCH, f->clock, &error);

  g_assert_no_error (error);
  return store;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("tidehall-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "hall.db", NULL);
  f->clock = th_clock_new_manual (th_instant_parse ("2026-04-20T08:30:00+08:00"));
  f->store = open_store (f);
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

static char *
read_shipped (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* --- work on a connection --------------------------------------------- */

typedef struct
{
  ThClock    *clock;
  JsonObject *file;
  GString    *changes;     /* lines */
  const char *code;
  char       *text;
  const char *key;
  JsonNode   *value;
  gboolean    changed;
  gint64      id;
  gboolean    fail_after;
} Work;

static gboolean
import_work (ThDatabase *db, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) th_hall_change_free);

  if (!th_hall_import (db, work->file, work->clock, "admin", changes, &work->id, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *text = th_hall_change_text (g_ptr_array_index (changes, i));

      g_string_append_printf (work->changes, "%s\n", text);
    }
  if (work->fail_after)
    g_set_error_literal (error, TH_ERROR, TH_ERROR_FAILED, "on purpose");
  return !work->fail_after;
}

/* Imports @text; returns the lines of what changed. */
static char *
import (Fixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) file = th_hall_file_parse (text, -1, "test", &error);
  Work work = { .clock = f->clock, .file = file, .changes = g_string_new (NULL) };

  g_assert_no_error (error);
  th_store_write (f->store, import_work, &work, &error);
  g_assert_no_error (error);
  g_assert_cmpint (work.id, >, 0);
  return g_string_free (work.changes, FALSE);
}

static gboolean
export_work (ThDatabase *db, gpointer data, GError **error)
{
  Work *work = data;

  work->text = th_hall_export (db, work->code, error);
  return work->text != NULL;
}

static char *
export (Fixture *f, const char *code)
{
  g_autoptr (GError) error = NULL;
  Work work = { .code = code };

  th_store_read (f->store, export_work, &work, &error);
  g_assert_no_error (error);
  return work.text;
}

static char *
replaced (const char *text, const char *from, const char *to)
{
  g_autoptr (GString) string = g_string_new (text);

  g_assert_cmpuint (g_string_replace (string, from, to, 1), ==, 1);
  return g_strdup (string->str);
}

static gboolean
count_work (ThDatabase *db, gpointer data, GError **error)
{
  g_autoptr (ThRows) rows = th_database_query (db, &sql_test_count, error, "");

  g_assert_true (th_rows_next (rows, NULL));
  *(gint64 *) data = th_rows_int (rows, 0);
  return TRUE;
}

static gint64
count_parts (Fixture *f)
{
  gint64 n = 0;

  g_assert_true (th_store_read (f->store, count_work, &n, NULL));
  return n;
}

static guint
count_lines (const char *text, char op)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    n += lines[i][0] == op ? 1 : 0;
  return n;
}

/* --- import and export ------------------------------------------------ */

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autofree char *demo = read_shipped ("demo.json"), *small = read_shipped ("small.json");
  g_autofree char *first = import (f, demo), *again = NULL, *other = NULL;
  g_autofree char *demo_out = export (f, "demo"), *small_out = NULL, *oldest = NULL;

  g_assert_cmpuint (count_lines (first, '+'), >, 200);
  g_assert_cmpuint (count_lines (first, '~') + count_lines (first, '-'), ==, 0);
  g_assert_nonnull (strstr (first, "+ window 16\n"));
  g_assert_cmpstr (demo_out, ==, demo);

  /* The same again changes nothing and writes nothing. */
  again = import (f, demo);
  g_assert_cmpstr (again, ==, "");

  /* A second hall beside the first. */
  other = import (f, small);
  small_out = export (f, "small");
  oldest = export (f, NULL);
  g_assert_cmpstr (small_out, ==, small);
  g_assert_cmpstr (oldest, ==, demo);
}

static gboolean
history_work (ThDatabase *db, gpointer data, GError **error)
{
  g_autoptr (ThRows) rows = th_database_query (db, &sql_test_parts, error, "ss", "matter", "S01");
  ThInstant then = th_instant_parse ("2026-04-20T08:30:00+08:00");
  ThInstant later = then + 86400 * TH_SECOND_US;

  g_assert_true (th_rows_next (rows, NULL));
  g_assert_cmpint (th_rows_int (rows, 0), ==, 1);
  g_assert_cmpint (th_rows_int (rows, 1), ==, then);
  g_assert_cmpint (th_rows_int (rows, 2), ==, later);
  g_assert_nonnull (strstr (th_rows_text (rows, 3), "\"mean\": 12"));
  g_assert_true (th_rows_next (rows, NULL));
  g_assert_cmpint (th_rows_int (rows, 0), ==, 2);
  g_assert_cmpint (th_rows_int (rows, 1), ==, later);
  g_assert_true (th_rows_is_null (rows, 2));
  g_assert_nonnull (strstr (th_rows_text (rows, 3), "\"mean\": 9.5"));
  g_assert_false (th_rows_next (rows, NULL));
  return TRUE;
}

/* The parts of small.json that the tests change. */
#define S01_HEAD "\"code\": \"S01\""

static char *
changed_matter (const char *text)
{
  const char *at = strstr (text, S01_HEAD), *mean = strstr (at, "\"mean\": 12,");

  g_assert_nonnull (mean);
  return g_strdup_printf ("%.*s\"mean\": 9.5,%s", (int) (mean - text), text, mean + strlen ("\"mean\": 12,"));
}

static void
test_history (Fixture *f, gconstpointer data)
{
  g_autofree char *small = read_shipped ("small.json");
  g_autofree char *changed = changed_matter (small), *first = import (f, small);
  g_autofree char *second = NULL, *third = NULL, *out = NULL;
  gint64 before = count_parts (f);

  g_assert_true (th_clock_advance_to (f->clock, th_clock_now (f->clock) + 86400 * TH_SECOND_US));
  second = import (f, changed);
  g_assert_cmpstr (second, ==, "~ matter S01: minutes\n");
  g_assert_cmpint (count_parts (f), ==, before + 1);
  g_assert_true (th_store_read (f->store, history_work, NULL, NULL));

  /* Back to the first: a third version, not the first one again. */
  third = import (f, small);
  g_assert_cmpstr (third, ==, "~ matter S01: minutes\n");
  g_assert_cmpint (count_parts (f), ==, before + 2);
  out = export (f, NULL);
  g_assert_cmpstr (out, ==, small);
}

static void
test_changes (Fixture *f, gconstpointer data)
{
  static const char window[] =
    "    {\"code\": \"3\", \"zone\": \"A\", \"kind\": \"tidal\", \"duty\": \"S|G|N\","
    " \"zh\": \"潮汐窗口\", \"en\": \"Tidal window\"}";
  g_autofree char *small = read_shipped ("small.json");
  g_autofree char *added = replaced (small, window,
                                     "    {\"code\": \"17\", \"zone\": \"A\", \"kind\": \"reserve\", \"duty\": \"S\"}");
  g_autofree char *seats = replaced (added, "\"seats\": 12", "\"seats\": 14");
  g_autofree char *set = replaced (seats, "  \"zones\":",
                                   "  \"settings\": {\"queue.hold_limit_minutes\": 20},\n  \"zones\":");
  g_autofree char *first = import (f, small), *second = import (f, set), *third = import (f, small);
  g_autofree char *out = export (f, "small");

  g_assert_cmpstr (second, ==,
                   "+ setting queue.hold_limit_minutes\n~ zone A: seats\n+ window 17\n- window 3\n");
  g_assert_cmpstr (third, ==,
                   "~ zone A: seats\n+ window 3\n- setting queue.hold_limit_minutes\n- window 17\n");
  g_assert_cmpstr (out, ==, small);
}

/* Only the order differs: nothing gets a version, but the export follows. */
static void
test_order (Fixture *f, gconstpointer data)
{
  g_autofree char *small = read_shipped ("small.json");
  g_autofree char *swapped = NULL, *first = import (f, small), *second = NULL, *out = NULL;
  g_autoptr (GString) text = g_string_new (small);
  gint64 before = count_parts (f);
  const char *one = strstr (small, "    {\"prefix\": \"S\""), *two = strstr (small, "    {\"prefix\": \"G\"");
  const char *end = strstr (two, "    {\"prefix\": \"L\"");

  swapped = g_strdup_printf ("%.*s%.*s%.*s%s", (int) (one - small), small, (int) (end - two), two,
                             (int) (two - one), one, end);
  second = import (f, swapped);
  out = export (f, NULL);
  g_assert_cmpstr (second, ==, "");
  g_assert_cmpstr (out, ==, swapped);
  g_assert_cmpint (count_parts (f), ==, before);
}

static void
test_all_or_nothing (Fixture *f, gconstpointer data)
{
  g_autofree char *small = read_shipped ("small.json"), *first = import (f, small);
  g_autofree char *changed = changed_matter (small), *out = NULL, *second = NULL;
  g_autoptr (JsonObject) file = th_hall_file_parse (changed, -1, NULL, NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  Work work = { .clock = f->clock, .file = file, .changes = lines, .fail_after = TRUE };
  gint64 before = count_parts (f);
  GError *error = NULL;

  g_assert_false (th_store_write (f->store, import_work, &work, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (count_parts (f), ==, before);
  out = export (f, NULL);
  g_assert_cmpstr (out, ==, small);

  /* A description that is not consistent is refused before anything. */
  json_object_set_string_member (json_object_get_object_member (file, "hall"), "timezone", "Nowhere");
  work.fail_after = FALSE;
  g_assert_false (th_store_write (f->store, import_work, &work, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_BAD_FILE);
  g_clear_error (&error);

  second = import (f, changed);
  g_assert_cmpstr (second, ==, "~ matter S01: minutes\n");
}

static gboolean
events_work (ThDatabase *db, gpointer data, GError **error)
{
  g_autoptr (ThRows) rows = th_database_query (db, &sql_test_events, error, "");
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  GString *text = data;

  while (th_rows_next (rows, NULL))
    g_string_append_printf (text, "%s %s %s\n", th_rows_text (rows, 0), th_rows_text (rows, 1),
                            th_rows_text (rows, 2) != NULL ? th_rows_text (rows, 2) : "");
  g_clear_pointer (&rows, th_rows_done);
  g_assert_true (th_journal_verify (db, 1, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
  return TRUE;
}

static void
test_journal (Fixture *f, gconstpointer data)
{
  g_autofree char *small = read_shipped ("small.json"), *changed = changed_matter (small);
  g_autofree char *first = import (f, small), *same = import (f, small), *second = import (f, changed);
  g_autoptr (GString) events = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  g_assert_true (th_store_read (f->store, events_work, events, NULL));
  lines = g_strsplit (events->str, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_prefix (lines[0], "hall.imported admin {\"added\": "));
  g_assert_true (g_str_has_prefix (lines[1], "hall.imported admin {\"added\": 0, \"changed\": 1, \"removed\": 0,"
                                             " \"changes\": [\"~ matter S01: minutes\"], \"fingerprint\": \""));
}

/* --- the hall beside a connection ------------------------------------- */

typedef struct
{
  ThHall  *hall;      /* what was got, with a reference */
  guint64  steps;     /* statements it cost */
} Got;

static gboolean
cached_work (ThDatabase *db, gpointer data, GError **error)
{
  Got *got = data;
  guint64 before = th_database_steps (db);
  ThHall *hall = th_hall_cached (db, NULL, error);

  got->steps = th_database_steps (db) - before;
  g_clear_pointer (&got->hall, th_hall_unref);
  if (hall != NULL)
    got->hall = th_hall_ref (hall);
  return hall != NULL;
}

static void
test_cached (Fixture *f, gconstpointer data)
{
  g_autofree char *small = read_shipped ("small.json"), *changed = changed_matter (small);
  g_autofree char *first = NULL, *second = NULL, *third = NULL;
  g_autoptr (ThStore) another = NULL;
  g_autoptr (ThHall) old = NULL;
  Got got = { NULL };
  GError *error = NULL;

  g_assert_false (th_store_write (f->store, cached_work, &got, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_NOT_FOUND);
  g_clear_error (&error);

  first = import (f, small);
  g_assert_true (th_store_write (f->store, cached_work, &got, NULL));
  g_assert_cmpfloat (th_hall_matter (got.hall, "S01")->minutes_mean, ==, 12);
  g_assert_cmpint (th_hall_matter_part (got.hall, "S01"), >, 0);
  old = th_hall_ref (got.hall);
  for (int i = 0; i < 3; i++)
    {
      g_assert_true (th_store_write (f->store, cached_work, &got, NULL));
      g_assert_cmpuint (got.steps, ==, 0);
      g_assert_true (got.hall == old);
    }

  /* This connection changes it. */
  second = import (f, changed);
  g_assert_true (th_store_write (f->store, cached_work, &got, NULL));
  g_assert_cmpfloat (th_hall_matter (got.hall, "S01")->minutes_mean, ==, 9.5);
  g_assert_cmpfloat (th_hall_matter (old, "S01")->minutes_mean, ==, 12);
  g_assert_cmpint (th_hall_matter_part (got.hall, "S01"), !=, th_hall_matter_part (old, "S01"));
  /* The connection that reads sees it, too. */
  g_assert_true (th_store_read (f->store, cached_work, &got, NULL));
  g_assert_cmpfloat (th_hall_matter (got.hall, "S01")->minutes_mean, ==, 9.5);

  /* Another process changes it. */
  another = open_store (f);
  {
    Fixture other = *f;

    other.store = another;
    third = import (&other, small);
  }
  g_assert_true (th_store_write (f->store, cached_work, &got, NULL));
  g_assert_cmpfloat (th_hall_matter (got.hall, "S01")->minutes_mean, ==, 12);
  g_clear_pointer (&got.hall, th_hall_unref);
}

/* --- settings --------------------------------------------------------- */

static gboolean
setting_work (ThDatabase *db, gpointer data, GError **error)
{
  Work *work = data;

  return th_hall_set_setting (db, NULL, work->key, work->value, work->clock, "021", &work->changed, error);
}

static gboolean
set (Fixture *f, const char *key, const char *json, gboolean *changed, GError **error)
{
  g_autoptr (JsonNode) value = json != NULL ? th_json_parse (json, -1, NULL, NULL) : NULL;
  Work work = { .clock = f->clock, .key = key, .value = value };
  gboolean done = th_store_write (f->store, setting_work, &work, error);

  *changed = work.changed;
  return done;
}

static void
test_set_setting (Fixture *f, gconstpointer data)
{
  g_autofree char *small = read_shipped ("small.json"), *first = import (f, small), *out = NULL;
  g_autoptr (GString) events = g_string_new (NULL);
  GError *error = NULL;
  gboolean changed;
  Got got = { NULL };

  g_assert_true (set (f, "queue.hold_limit_minutes", "20", &changed, NULL));
  g_assert_true (changed);
  g_assert_true (th_store_write (f->store, cached_work, &got, NULL));
  g_assert_cmpint (th_hall_setting_int (got.hall, "queue.hold_limit_minutes"), ==, 20);
  g_assert_true (set (f, "queue.hold_limit_minutes", "20", &changed, NULL));
  g_assert_false (changed);
  g_assert_true (set (f, "queue.hold_limit_minutes", "25", &changed, NULL));
  g_assert_true (changed);

  g_assert_false (set (f, "queue.hold_limit_minutes", "0", &changed, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST);
  g_assert_nonnull (strstr (error->message, "from 1 to 480"));
  g_clear_error (&error);
  g_assert_false (set (f, "queue.nothing", "0", &changed, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST);
  g_clear_error (&error);

  g_assert_true (set (f, "queue.hold_limit_minutes", NULL, &changed, NULL));
  g_assert_true (changed);
  out = export (f, NULL);
  g_assert_cmpstr (out, ==, small);

  g_assert_true (th_store_read (f->store, events_work, events, NULL));
  g_assert_nonnull (strstr (events->str, "hall.setting 021"));
  g_assert_nonnull (strstr (events->str, "~ setting queue.hold_limit_minutes: 20 -> 25"));
  g_assert_nonnull (strstr (events->str, "- setting queue.hold_limit_minutes"));
  g_clear_pointer (&got.hall, th_hall_unref);
}

#define ADD(path_, test_) g_test_add (path_, Fixture, NULL, set_up, test_, tear_down)

static void
test_remote (void)
{
  static const char *const remote[] = { "nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "glusterfs", "ceph" };
  static const char *const local[] = { "ext4", "btrfs", "xfs", "tmpfs", "overlay", "zfs", "fuseblk", "vfat", "nfsd", "" };

  for (guint i = 0; i < G_N_ELEMENTS (remote); i++)
    g_assert_true (th_sqlite_is_remote (remote[i]));
  for (guint i = 0; i < G_N_ELEMENTS (local); i++)
    g_assert_false (th_sqlite_is_remote (local[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/hall-store/round-trip", test_round_trip);
  ADD ("/hall-store/history", test_history);
  ADD ("/hall-store/changes", test_changes);
  ADD ("/hall-store/order", test_order);
  ADD ("/hall-store/all-or-nothing", test_all_or_nothing);
  ADD ("/hall-store/journal", test_journal);
  ADD ("/hall-store/cached", test_cached);
  ADD ("/hall-store/set-setting", test_set_setting);

  g_test_add_func ("/store/remote", test_remote);
  return g_test_run ();
}
