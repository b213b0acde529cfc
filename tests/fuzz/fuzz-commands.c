/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines of requests from anybody, on a hall at work: the small sample hall on a
 * Monday morning, two windows open, a few tickets taken. Every line must get
 * exactly one line of JSON, and afterwards the store must agree with its
 * journal. Each input starts from the same copy of that hall. */

#include <string.h>

#include "fuzz-json.h"
#include "th-ctl.h"
#include "th-desk-proof.h"
#include "th-hall-file.h"
#include "th-hall-records.h"
#include "th-json.h"
#include "th-ticket.h"

#define MOST_LINES 64

static char *folder, *kept, *path;
static GBytes *hall_at_work;

/* The line loop stands in one file with the verb of the command line, which
 * wants these; no input gets there. */
int
th_ctl_fail (const GError *error)
{
  g_assert_not_reached ();
}

int
th_ctl_usage (const char *why)
{
  g_assert_not_reached ();
}

ThDesk *
th_ctl_desk (ThCtl   *ctl,
             ThClock *clock,
             gboolean create,
             GError **error)
{
  g_assert_not_reached ();
}

/* PINs are proved slowly on purpose; here by hashes that are quick. */
static void
quicken (JsonObject *file)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *staff = json_object_get_array_member (file, "staff");
  JsonObject *quick;

  g_assert_true (json_parser_load_from_file (parser, TH_TEST_DATA_DIR "/quick_pins.json", NULL));
  quick = json_node_get_object (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (staff); i++)
    {
      JsonObject *person = json_array_get_object_element (staff, i);

      json_object_set_string_member (person, "pin_hash",
                                     json_object_get_string_member (quick, json_object_get_string_member (person, "no")));
    }
}

static gboolean
set_up_work (ThDatabase *db,
             gpointer    clock,
             GError    **error)
{
  g_autofree char *name = g_build_filename (TH_SOURCE_DATA_DIR, "halls", "small.json", NULL);
  g_autoptr (JsonObject) file = th_hall_file_load (name, error);
  ThHall *hall;
  ThTurn turn;
  static const char *const queues[] = { "S", "S", "N", "G", "L", "S" };

  if (file == NULL)
    return FALSE;
  quicken (file);
  if (!th_hall_import (db, file, clock, "admin", NULL, NULL, error))
    return FALSE;
  hall = th_hall_cached (db, NULL, error);
  if (hall == NULL)
    return FALSE;
  turn = th_turn_begin (db, hall, th_clock_now (clock), "admin");
  for (guint i = 0; i < G_N_ELEMENTS (queues); i++)
    {
      ThIssue issue = { .queue = queues[i], .ticket_class = -1, .ground = g_str_equal (queues[i], "L") ? "over 70" : NULL };
      ThIssued issued;

      if (!th_ticket_issue (&turn, &issue, &issued, error))
        return FALSE;
    }
  return th_window_open (&turn, "1", "001", NULL, error) && th_window_open (&turn, "2", "002", NULL, error);
}

static ThDesk *
open_desk (const char *name)
{
  /* 2026-04-20T09:00:00+08:00 */
  g_autoptr (ThClock) clock = th_clock_new_manual (G_GINT64_CONSTANT (1776646800000000));
  g_autoptr (ThStore) store = th_store_open (name, TH_STORE_SCRATCH, clock, NULL);
  ThDesk *desk;

  g_assert_nonnull (store);
  desk = th_desk_new (store, NULL, NULL);
  th_desk_set_actor (desk, "admin");
  return desk;
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_autoptr (GError) error = NULL;
  ThDesk *desk;
  char *bytes;
  gsize size;

  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  folder = fuzz_folder ();
  kept = g_build_filename (folder, "kept.db", NULL);
  path = g_build_filename (folder, "hall.db", NULL);
  desk = open_desk (kept);
  th_store_write (th_desk_get_store (desk), set_up_work, th_desk_get_clock (desk), &error);
  g_assert_no_error (error);
  g_object_unref (desk);
  g_assert_true (g_file_get_contents (kept, &bytes, &size, NULL));
  hall_at_work = g_bytes_new_take (bytes, size);
  return 0;
}

/* A backup writes where it is told to, a restore or an import reads: not here. */
static gboolean
touches_files (const char *line,
               gsize       length)
{
  g_autoptr (JsonNode) node = th_json_parse (line, (gssize) length, NULL, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *verb = object != NULL ? json_object_get_member (object, "do") : NULL;
  const char *name = verb != NULL && JSON_NODE_HOLDS_VALUE (verb) ? json_node_get_string (verb) : NULL;

  return name != NULL && (g_str_equal (name, "store.backup") || g_str_equal (name, "hall.import"));
}

static void
answer_line (ThDesk     *desk,
             const char *line,
             gsize       length)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;

  if (touches_files (line, length))
    return;
  th_ctl_answer (desk, line, length, TRUE, answer);
  g_assert_cmpuint (answer->len, >, 0);
  g_assert_true (strchr (answer->str, '\n') == answer->str + answer->len - 1);
  node = json_from_string (answer->str, NULL);
  if (node == NULL)
    g_printerr ("%s", answer->str);
  g_assert_true (node != NULL && JSON_NODE_HOLDS_OBJECT (node));
  g_assert_true (json_object_has_member (json_node_get_object (node), "ok"));
}

static gboolean
prove_work (ThDatabase *db,
            gpointer    problems,
            GError    **error)
{
  return th_desk_prove (db, problems, error);
}

static void
prove (ThDesk *desk)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  th_store_read (th_desk_get_store (desk), prove_work, problems, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_printerr ("%s\n", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *rest = (const char *) data;
  const char *end = rest + size;
  ThDesk *desk;

  fuzz_remove (path);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (hall_at_work, NULL), (gssize) g_bytes_get_size (hall_at_work), NULL));
  desk = open_desk (path);
  for (guint i = 0; rest < end && i < MOST_LINES; i++)
    {
      const char *newline = memchr (rest, '\n', (gsize) (end - rest));
      const char *stop = newline != NULL ? newline : end;

      answer_line (desk, rest, (gsize) (stop - rest));
      rest = stop + 1;
    }
  prove (desk);
  g_object_unref (desk);
  return 0;
}

/* Changes one line; now and then a line is repeated, dropped or moved. */
size_t
LLVMFuzzerCustomMutator (uint8_t     *data,
                         size_t       size,
                         size_t       max_size,
                         unsigned int seed)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  int n = (int) g_strv_length (lines);
  int at = n > 0 ? g_rand_int_range (chance, 0, n) : 0;
  g_autoptr (GString) changed = g_string_new (NULL);
  g_autofree uint8_t *line = NULL;
  gsize length;

  if (n == 0 || g_rand_int_range (chance, 0, 16) == 0)
    return LLVMFuzzerMutate (data, size, max_size);
  length = strlen (lines[at]);
  line = g_malloc (length + 1024);
  memcpy (line, lines[at], length);
  if (g_rand_int_range (chance, 0, 4) > 0)
    length = fuzz_json_mutate (line, length, length + 1000, chance);
  else if (g_rand_boolean (chance))
    length = 0;
  for (int i = 0; i < n; i++)
    {
      if (i == at)
        g_string_append_len (changed, (const char *) line, (gssize) length);
      else
        g_string_append (changed, lines[i]);
      if (i == at && g_rand_int_range (chance, 0, 4) == 0)
        g_string_append_printf (changed, "\n%s", lines[g_rand_int_range (chance, 0, n)]);
      if (i + 1 < n)
        g_string_append_c (changed, '\n');
    }
  if (changed->len > max_size)
    return LLVMFuzzerMutate (data, size, max_size);
  memcpy (data, changed->str, changed->len);
  return changed->len;
}
