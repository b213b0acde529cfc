/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: what a test of reports needs besides its question. */

#include "stats-fixture.h"

#include "th-hall-file.h"

#include <glib/gstdio.h>

TH_SQL (test_stats_hall, "INSERT INTO hall (id, code, created_us) VALUES (1, 'test', 0)");
TH_SQL (test_stats_part,
  "INSERT INTO hall_part (id, hall_id, kind, code, version, position, doc, from_us) VALUES (1, 1, 'matter', 'x', 1, 0, '{}', 0)");
TH_SQL (test_stats_window, "INSERT INTO window_state (hall_id, code) VALUES (1, $1)");
TH_SQL (test_stats_series,
  "INSERT INTO series (hall_id, business_day, prefix, last_number) VALUES (1, $1, $2, 0) ON CONFLICT DO NOTHING");
TH_SQL (test_stats_ticket,
  "INSERT INTO ticket (id, hall_id, business_day, series, number, queue, class, line_class, booked, slot_us, channel, state,"
  " arrived_us, entered_us, rank_us, rank_tie, misses, first_called_us, ended_us, handling_us)"
  " VALUES ($1, 1, $2, $3, $4, $3, $5, $5, $6, $7, $8, $9, $10, $11, 0, 0, $12, $13, $14, $15)");
TH_SQL (test_stats_sitting,
  "INSERT INTO sitting (hall_id, business_day, ticket_id, window_code, staff, queue, called_us, last_call_us,"
  " ended_us, outcome, handling_us) VALUES (1, $1, $2, $3, $4, $5, $6, $6, $6, $7, $8)");
TH_SQL (test_stats_matter,
  "INSERT INTO ticket_matter (ticket_id, position, code, part_id, state, handling_us) VALUES ($1, $2, $3, 1, $4, $5)");

static ThHall *
load_hall (const char *zone)
{
  g_autofree char *path = g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", "small.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) file = th_hall_file_load (path, &error);

  g_assert_no_error (error);
  json_object_set_string_member (json_object_get_object_member (file, "hall"), "timezone", zone);

  return th_hall_new (file, 1, NULL);
}

static gboolean
prepare_work (ThDatabase *db, gpointer data, GError **error)
{
  return th_database_exec (db, &test_stats_hall, error, "") && th_database_exec (db, &test_stats_part, error, "")
    && th_database_exec (db, &test_stats_window, error, "s", "1")
    && th_database_exec (db, &test_stats_window, error, "s", "2");
}

void
stats_set_up (Fixture *self, gconstpointer zone)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("tidehall-stats-XXXXXX", NULL);
  path = g_build_filename (self->folder, "hall.db", NULL);
  self->clock = th_clock_new_manual (TH_SECOND_US);
  self->store = th_store_open (path, TH_STORE_SCRATCH, self->clock, &error);
  g_assert_no_error (error);
  self->hall = load_hall (zone != NULL ? zone : "Asia/Shanghai");
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  th_store_write (self->store, prepare_work, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

void
stats_tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->store);
  th_clock_unref (self->clock);
  th_hall_unref (self->hall);
  g_array_unref (self->rows);
  remove_folder (self->folder);
  g_free (self->folder);
}

/* --- writing --- */

static gboolean
write_parts (ThDatabase *db, gint64 id, const Row *row, ThInstant called, GError **error)
{
  for (int i = 0; i < 3 && row->matters[i] != NULL; i++)
    if (!th_database_exec (db, &test_stats_matter, error, "iyssi", id, i, row->matters[i],
                           g_str_equal (row->state, "finished") ? "done" : "open",
                           (gint64) (row->handling_s / 2 + i) * TH_SECOND_US))
      return FALSE;

  for (int i = 0; i < 3 && row->sittings[i].window != NULL; i++)
    if (!th_database_exec (db, &test_stats_sitting, error, "yisssisi", row->day, id, row->sittings[i].window,
                           row->sittings[i].staff, row->queue, called + i * 60 * TH_SECOND_US,
                           row->sittings[i].outcome, (gint64) row->sittings[i].handling_s * TH_SECOND_US))
      return FALSE;

  return TRUE;
}

static gboolean
write_row (ThDatabase *db, Fixture *self, gint64 id, const Row *row, GError **error)
{
  GTimeZone *zone = th_hall_get_zone (self->hall);
  ThInstant entered = th_day_instant (row->day, row->entered_s, zone);
  ThInstant called = row->wait_s < 0 ? 0 : entered + (row->wait_s - row->early_s) * TH_SECOND_US;
  ThInstant arrived = called == 0 ? entered : MIN (entered, called);
  gboolean open = g_str_equal (row->state, "waiting") || g_str_equal (row->state, "serving");
  ThInstant ended = open ? 0 : entered + 3600 * TH_SECOND_US;

  return th_database_exec (db, &test_stats_series, error, "ys", row->day, row->queue)
    && th_database_exec (db, &test_stats_ticket, error, "iysyyyossiiyooi", id, row->day, row->queue, row->number,
                         row->klass, row->booked ? 1 : 0, row->booked ? entered : (ThInstant) 0, row->channel,
                         row->state, arrived, entered, row->misses, called, ended,
                         (gint64) row->handling_s * TH_SECOND_US)
    && write_parts (db, id, row, called, error);
}

static gboolean
write_work (ThDatabase *db, gpointer data, GError **error)
{
  Fixture *self = data;

  for (guint i = 0; i < self->rows->len; i++)
    if (!write_row (db, self, i + 1, &g_array_index (self->rows, Row, i), error))
      return FALSE;

  return TRUE;
}

void
stats_write (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  th_store_write (self->store, write_work, self, &error);
  g_assert_no_error (error);
}

void
stats_add (Fixture *self, Row row)
{
  if (row.channel == NULL)
    row.channel = "hall";
  row.number = (int) self->rows->len + 1;
  g_array_append_val (self->rows, row);
}

/* --- asking --- */

gboolean
stats_ask_work (ThDatabase *db, gpointer data, GError **error)
{
  Question *question = data;

  return th_stats_report (db, question->fixture->hall, question->from, question->to, question->by, question->queue,
                          TRUE, &question->report, error);
}

JsonObject *
stats_ask (Fixture *self, ThDay from, ThDay to, const char *by, const char *queue)
{
  const char *const keys[] = { by, NULL };
  Question question = { self, from, to, keys, queue, NULL };
  g_autoptr (GError) error = NULL;

  th_store_read (self->store, stats_ask_work, &question, &error);
  g_assert_no_error (error);

  return question.report;
}

JsonObject *
stats_row (JsonObject *report, guint i)
{
  return json_array_get_object_element (json_object_get_array_member (report, "rows"), i);
}

guint
stats_n_rows (JsonObject *report)
{
  return json_array_get_length (json_object_get_array_member (report, "rows"));
}
