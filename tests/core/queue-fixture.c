/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: what a test of tickets and windows needs besides its question. */

#include "queue-fixture.h"

#include <glib/gstdio.h>

#include "th-desk-proof.h"
#include "th-hall-file.h"
#include "th-hall-records.h"

TH_SQL (test_queue_tickets,
        "SELECT id, business_day, series, number, queue, class, line_class, booked, state, arrived_us, entered_us, slot_us, rank_us, rank_tie,"
        " not_before_us, to_window, moved_back, misses, calls, first_called_us, ended_us, handling_us, held_us, held_since_us, note, print"
        " FROM ticket ORDER BY id");
TH_SQL (test_queue_matters,
        "SELECT ticket_id, position, code, state, started_us, done_us, handling_us FROM ticket_matter WHERE state <> 'withdrawn'"
        " ORDER BY ticket_id, position");
TH_SQL (test_queue_sittings,
        "SELECT id, ticket_id, window_code, staff, queue, called_us, calls, last_call_us, started_us, ended_us, outcome, handling_us,"
        " run_priority, run_ordinary FROM sitting"
        " WHERE outcome IS NULL OR outcome <> 'undone' ORDER BY id");
TH_SQL (test_queue_windows,
        "SELECT code, state, staff, duty, reason, until_us, since_us, opened_us FROM window_state ORDER BY code");

ThInstant
queue_at (const char *time)
{
  g_autofree char *text = g_strdup_printf ("2026-04-20T%s%s+08:00", time, strlen (time) == 5 ? ":00" : "");
  ThInstant at = th_instant_parse (text);

  g_assert_cmpint (at, !=, 0);
  return at;
}

typedef struct
{
  QueueFixture *self;
  QueueFunc     func;
  gpointer      data;
  JsonObject   *file;
} Work;

static gboolean
import_work (ThDatabase *db, gpointer data, GError **error)
{
  Work *work = data;

  return th_hall_import (db, work->file, work->self->clock, "admin", NULL, NULL, error);
}

void
queue_set_up (QueueFixture *self, gconstpointer settings)
{
  g_autofree char *sample = g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", "demo.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) file = th_hall_file_load (sample, &error);
  Work work = { .self = self, .file = file };

  g_assert_no_error (error);
  if (settings != NULL)
    json_object_set_member (file, "settings", json_from_string (settings, NULL));
  self->folder = g_dir_make_tmp ("tidehall-queue-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "hall.db", NULL);
  self->clock = th_clock_new_manual (queue_at ("08:00"));
  self->store = th_store_open (self->path, TH_STORE_SCRATCH, self->clock, &error);
  g_assert_no_error (error);
  th_store_write (self->store, import_work, &work, &error);
  g_assert_no_error (error);
}

void
queue_tear_down (QueueFixture *self, gconstpointer settings)
{
  static const char *const tails[] = { "", "-wal", "-shm" };

  g_clear_object (&self->store);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *name = g_strconcat (self->path, tails[i], NULL);

      g_remove (name);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  th_clock_unref (self->clock);
}

static gboolean
turn_work (ThDatabase *db, gpointer data, GError **error)
{
  Work *work = data;
  ThHall *hall = th_hall_cached (db, NULL, error);
  ThTurn turn;

  if (hall == NULL)
    return FALSE;
  turn = th_turn_begin (db, hall, th_clock_now (work->self->clock), "admin");
  return work->func (&turn, work->data, error);
}

gboolean
queue_try (QueueFixture *self, const char *time, QueueFunc func, gpointer data, GError **error)
{
  Work work = { self, func, data, NULL };

  if (time != NULL)
    g_assert_true (th_clock_advance_to (self->clock, queue_at (time)));
  return th_store_write (self->store, turn_work, &work, error);
}

void
queue_do (QueueFixture *self, const char *time, QueueFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  queue_try (self, time, func, data, &error);
  g_assert_no_error (error);
}

/* --- steps --- */

typedef struct { const char *window, *staff, *duty; } Opening;

static gboolean
open_func (const ThTurn *turn, gpointer data, GError **error)
{
  const Opening *opening = data;

  return th_window_open (turn, opening->window, opening->staff, opening->duty, error);
}

void
queue_open (QueueFixture *self, const char *time, const char *window, const char *staff, const char *duty)
{
  queue_do (self, time, open_func, &(Opening) { window, staff, duty });
}

typedef struct { ThIssue issue; ThIssued issued; } Issuing;

static gboolean
issue_func (const ThTurn *turn, gpointer data, GError **error)
{
  Issuing *issuing = data;

  return th_ticket_issue (turn, &issuing->issue, &issuing->issued, error);
}

char *
queue_issue (QueueFixture *self, const char *time, ThIssue issue)
{
  Issuing issuing = { .issue = issue };

  queue_do (self, time, issue_func, &issuing);
  return g_strdup (issuing.issued.code);
}

typedef struct { const char *window; ThCalled called; } Calling;

static gboolean
call_func (const ThTurn *turn, gpointer data, GError **error)
{
  Calling *calling = data;

  return th_sitting_call (turn, calling->window, &calling->called, error);
}

char *
queue_call (QueueFixture *self, const char *time, const char *window, gint64 *waited_us)
{
  Calling calling = { .window = window };

  queue_do (self, time, call_func, &calling);
  th_called_clear (&calling.called);
  if (waited_us != NULL)
    *waited_us = calling.called.waited_us;
  return g_strdup (calling.called.code);
}

/* --- looking --- */

static void
print_rows (GString *text, ThRows *query, guint columns)
{
  g_autoptr (ThRows) rows = query;

  g_assert_nonnull (rows);
  while (th_rows_next (rows, NULL))
    {
      for (guint i = 0; i < columns; i++)
        g_string_append_printf (text, "%s|", th_rows_is_null (rows, i) ? "null" : th_rows_text (rows, i));
      g_string_append_c (text, '\n');
    }
}

static gboolean
rows_work (ThDatabase *db, gpointer data, GError **error)
{
  print_rows (data, th_database_query (db, &test_queue_tickets, error, ""), 26);
  print_rows (data, th_database_query (db, &test_queue_matters, error, ""), 7);
  print_rows (data, th_database_query (db, &test_queue_sittings, error, ""), 14);
  print_rows (data, th_database_query (db, &test_queue_windows, error, ""), 8);
  return TRUE;
}

char *
queue_rows (QueueFixture *self)
{
  GString *text = g_string_new (NULL);

  th_store_read (self->store, rows_work, text, NULL);
  return g_string_free (text, FALSE);
}

static gboolean
prove_work (ThDatabase *db, gpointer data, GError **error)
{
  return th_desk_prove (db, data, error);
}

void
queue_prove (QueueFixture *self)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  th_store_read (self->store, prove_work, problems, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}
