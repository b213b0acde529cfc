/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A hall grows by some hundred tickets a day, for years. No statement that a
 * clerk or a screen waits for may walk through all of them, and no step may
 * need more statements than it does today. Both are looked up here, for a
 * time that depends on a machine would prove nothing. */

#include <sqlite3.h>
#include <string.h>

#include "queue-fixture.h"
#include "th-desk.h"

#define MOST_STATEMENTS 6

/* Tables that grow with every ticket. */
static const char *const growing[] = { "ticket", "sitting", "event", "ticket_matter", "party", "series", "booking", "booking_matter",
                                       "booking_place", "booking_event", "booking_staff", "slot_place", "followup", NULL };

/* What may walk through everything a hall ever had, and why. */
static const struct { const char *name, *why; } walks[] = {
  { "sql_journal_walk", "the proof recomputes every hash" },
  { "sql_proof_events", "the proof tells every ticket's life again" },
  { "sql_proof_tickets", "the proof compares every ticket with its life" },
  { "sql_proof_numbers", "the proof looks for gaps in every day's numbers" },
  { "sql_proof_sittings", "the proof compares every call with its ticket's life" },
  { "sql_proof_matters", "the proof compares every matter with its ticket's life" },
  { "sql_hall_proof_last", "the proof looks for the last import, from the end" },
  { "sql_proof_window_events", "the proof tells every window's life again" },
  { "sql_prove_places", "the proof adds up what every booking took" },
  { "sql_prove_ended", "the proof looks for what ended bookings still hold" },
  { "sql_prove_states", "the proof compares every booking with its last event" },
};

/* What is found by its hall alone, from the end of the index, and stops with
 * the first row: the last event, and the last day that gave a number which
 * today has not (a few rows for each day it goes back). */
static const char *const ends[] = { "sql_journal_head", "sql_ticket_other_day", NULL };

static const char *
reason_to_walk (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    if (g_str_equal (walks[i].name, name))
      return walks[i].why;
  return NULL;
}

/* The table that @name stands for in @text: itself, or what it is an alias of. */
static char *
table_of (const char *text, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("\\b(?:FROM|JOIN)\\s+(\\w+)\\s+(?:AS\\s+)?%s\\b", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : g_strdup (name);
}

/* "SCAN t USING INDEX …", "SEARCH t USING AUTOMATIC …" and "SEARCH t USING …
 * (hall_id=?)" walk through all that a hall has of t. */
static gboolean
walks_through (const ThSql *sql, const char *step)
{
  g_auto (GStrv) words = g_strsplit (step, " ", 3);
  g_autofree char *table = NULL;

  if (words[0] == NULL || words[1] == NULL || !(g_str_equal (words[0], "SCAN") || g_str_equal (words[0], "SEARCH")))
    return FALSE;
  table = table_of (sql->text, words[1]);
  if (!g_strv_contains (growing, table))
    return FALSE;
  if (g_str_equal (words[0], "SCAN") || strstr (step, "AUTOMATIC") != NULL)
    return TRUE;
  return g_str_has_suffix (step, "(hall_id=?)") && !g_strv_contains (ends, sql->name);
}

static gboolean
explain (sqlite3 *sqlite, const ThSql *sql)
{
  g_autofree char *text = g_strconcat ("EXPLAIN QUERY PLAN ", sql->text, NULL);
  sqlite3_stmt *statement = NULL;
  gboolean walking = FALSE;

  g_assert_cmpint (sqlite3_prepare_v2 (sqlite, text, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *step = (const char *) sqlite3_column_text (statement, 3);

      if (!walks_through (sql, step))
        continue;
      walking = TRUE;
      if (reason_to_walk (sql->name) == NULL)
        {
          g_test_message ("%s: %s", sql->name, step);
          g_test_fail ();
        }
    }
  sqlite3_finalize (statement);
  return walking;
}

static void
test_plans (QueueFixture *self, gconstpointer data)
{
  sqlite3 *sqlite = NULL;
  gsize n;
  const ThSql *all = th_sql_all (&n);
  guint walking = 0;

  queue_open (self, "09:00", "1", "001", "T");
  for (guint i = 0; i < 20; i++)
    g_free (queue_issue (self, NULL, (ThIssue) { .queue = "T", .ticket_class = -1 }));
  g_free (queue_call (self, NULL, "1", NULL));

  g_assert_cmpint (sqlite3_open_v2 (self->path, &sqlite, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (gsize i = 0; i < n; i++)
    if (!g_str_has_prefix (all[i].name, "test_"))
      walking += explain (sqlite, &all[i]);
  g_assert_cmpint (sqlite3_close (sqlite), ==, SQLITE_OK);
  /* A reason whose statement no longer walks, or is gone, is struck out. */
  g_assert_cmpuint (walking, ==, G_N_ELEMENTS (walks));
}

/* --- statements of a step ------------------------------------------------ */

static gboolean
count_work (ThDatabase *db, gpointer data, GError **error)
{
  *(guint64 *) data = th_database_steps (db);
  return TRUE;
}

/* Asks the desk and counts what the writer did, BEGIN and COMMIT included. */
static guint
statements_of (ThDesk *desk, JsonObject *request)
{
  g_autoptr (JsonObject) owned = request;
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (GError) error = NULL;
  ThStore *store = th_desk_get_store (desk);
  guint64 before = 0, after = 0;

  th_store_write (store, count_work, &before, NULL);
  answer = th_desk_ask (desk, request, &error);
  g_assert_no_error (error);
  th_store_write (store, count_work, &after, NULL);
  /* Counting commits once and begins once. */
  return (guint) (after - before - 2);
}

static JsonObject *
issue (const char *matters)
{
  return th_desk_request ("ticket.issue", "matters", "n", json_from_string (matters, NULL), NULL);
}

static void
test_statements (QueueFixture *self, gconstpointer data)
{
  static const char *const verbs[] = { "ticket.call", "ticket.start", "ticket.finish", NULL };
  g_autoptr (ThDesk) desk = th_desk_new (self->store, NULL, NULL);

  th_desk_set_actor (desk, "admin");
  queue_open (self, "09:00", "1", "001", "L>T");
  for (guint round = 0; round < 4; round++)
    {
      guint one = statements_of (desk, issue ("[\"T01\"]"));
      guint several = statements_of (desk, issue ("[\"T01\", \"T02\", \"T03\", \"T04\"]"));
      guint first = statements_of (desk, th_desk_request ("ticket.issue", "queue", "s", "L", "class", "s", "priority", "ground", "s", "elderly", NULL));

      g_test_message ("issue: %u, with four matters: %u, with priority: %u", one, several, first);
      /* The first number after a window was opened reads the windows again. */
      g_assert_cmpuint (one, <=, round == 0 ? MOST_STATEMENTS + 1 : MOST_STATEMENTS);
      g_assert_cmpuint (several, <=, MOST_STATEMENTS);
      g_assert_cmpuint (first, <=, MOST_STATEMENTS);
    }
  for (guint round = 0; round < 12; round++)
    for (guint i = 0; verbs[i] != NULL; i++)
      {
        guint n = statements_of (desk, th_desk_request (verbs[i], "window", "s", "1", NULL));

        g_test_message ("%s: %u", verbs[i], n);
        g_assert_cmpuint (n, <=, MOST_STATEMENTS);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/explain/plans", QueueFixture, NULL, queue_set_up, test_plans, queue_tear_down);
  g_test_add ("/explain/statements", QueueFixture, NULL, queue_set_up, test_statements, queue_tear_down);

  return g_test_run ();
}
