/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Papers of a booking as PDFs: as many pages as they must have, and on them
 * what must stand there. The files are left in build/tests/papers, in both
 * languages: look at them. */

#include "hall-fixture.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <string.h>

#include "th-json.h"
#include "th-paper.h"
#include "th-text.h"
#include "th-words.h"

static JsonNode *told;   /* tests/data/papers.json */

typedef struct
{
  gboolean done;
  gboolean fine;
  char    *kept;
  GError  *error;
} Outcome;

/* --- making them --------------------------------------------------------------- */

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->fine = th_paper_print_finish (TH_SESSION (source), result, &outcome->kept, &outcome->error);
  outcome->done = TRUE;
}

static char *
path_of (const char *name)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "papers", NULL);
  g_autofree char *file = g_strconcat (name, th_words_chinese () ? "-zh" : "-en", ".pdf", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);

  return g_build_filename (folder, file, NULL);
}

static JsonObject *
answer (const char *group, const char *name)
{
  JsonObject *object = th_member_object (th_member_object (json_node_get_object (told), group), name);

  g_assert_nonnull (object);

  return object;
}

/* Saves a paper under @name; returns the path. */
static char *
save (Hall *self, ThPaperKind kind, JsonObject *prepared, const char *name)
{
  g_autofree char *path = path_of (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  JsonObject *party = th_member_object (json_node_get_object (told), "party");
  Outcome outcome = { 0 };

  g_unlink (path);
  th_paper_print_async (self->session, kind, NULL, prepared, party, NULL, file, NULL, printed_cb, &outcome);
  HALL_UNTIL (outcome.done);
  g_assert_no_error (outcome.error);
  g_assert_true (outcome.fine);
  g_assert_null (outcome.kept);

  return g_steal_pointer (&path);
}

/* --- reading them ---------------------------------------------------------------- */

static guint
pages_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;
  guint pages = 0;
  const char *at;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  g_assert_no_error (error);
  for (at = text; (at = memmem (at, (gsize) (text + length - at), "/Type /Page", 11)) != NULL; at += 11)
    pages += at[11] != 's' ? 1 : 0;

  return pages;
}

/* What can be read on it, without white space; NULL where no tool reads it. */
static char *
text_of (const char *path)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  const char *argv[] = { tool, "-layout", path, "-", NULL };
  g_autofree char *out = NULL;
  g_autoptr (GRegex) white = g_regex_new ("[\\s\u3000\u2003\u2002]+", 0, 0, NULL);

  if (tool == NULL)
    return NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, NULL));

  return g_regex_replace_literal (white, out, -1, 0, "", 0, NULL);
}

static void
assert_has (const char *path, const char *text, const char *words)
{
  g_autofree char *packed = g_strjoinv ("", (char **) (const char *[]) { words, NULL });
  g_auto (GStrv) parts = g_strsplit (packed, " ", -1);
  g_autofree char *joined = g_strjoinv ("", parts);

  if (text != NULL && strstr (text, joined) == NULL)
    g_error ("%s does not have \"%s\"; it has: %s", path, words, text);
}

/* --- the hint sheet ---------------------------------------------------------------- */

static void
test_hints (Hall *self, gconstpointer data)
{
  static const char *const numbers[] = { "1", "4", "10" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      JsonObject *papers = answer ("papers", numbers[i]);
      JsonArray *bring = th_member_array (papers, "bring");
      g_autofree char *name = g_strdup_printf ("hints-%s", numbers[i]);
      g_autofree char *path = save (self, TH_PAPER_HINTS, papers, name);
      g_autofree char *text = text_of (path);

      g_assert_cmpuint (pages_of (path), ==, 1);
      for (guint k = 0; k < json_array_get_length (bring); k++)
        if (!th_member_bool (th_member_element (bring, k), "shared"))
          assert_has (path, text, th_member_local (th_member_element (bring, k), ""));
      assert_has (path, text, "12345");
    }
}

static void
test_slip (Hall *self, gconstpointer data)
{
  g_autofree char *path = save (self, TH_PAPER_SLIP, answer ("papers", "1"), "slip");
  g_autofree char *text = text_of (path);

  g_assert_cmpuint (pages_of (path), ==, 1);
  assert_has (path, text, "4K7M2P");
}

static void
test_forms (Hall *self, gconstpointer data)
{
  g_autofree char *path = save (self, TH_PAPER_FORMS, answer ("papers", "1"), "forms-1");
  g_autofree char *many = save (self, TH_PAPER_FORMS, answer ("papers", "10"), "forms-10");
  g_autofree char *text = text_of (path);

  g_assert_cmpuint (pages_of (path), ==, 4);
  g_assert_cmpuint (pages_of (many), >=, 10);
  assert_has (path, text, "91420103MA4KTEST1X");
}

/* --- languages ----------------------------------------------------------------------- */

typedef void (*Test) (Hall *self, gconstpointer data);

static void
speak (const char *language)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TIDEHALL_BUILD_DIR"), "po", NULL);

  /* Binding again makes the C library forget what it looked up. */
  g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
set_up (Hall *self, gconstpointer data)
{
  speak (data);
  hall_set_up (self, "2026-04-22T09:30:00+08:00");
}

static void
tear_down (Hall *self, gconstpointer data)
{
  hall_tear_down (self, data);
  speak ("en");
}

static void
add (const char *path, Test test)
{
  static const char *const languages[] = { "en", "zh_CN" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%s", path, languages[i]);

      g_test_add (name, Hall, languages[i], set_up, test, tear_down);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *file = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "papers.json", NULL);
  g_autofree char *text = NULL;
  int outcome;

  gtk_test_init (&argc, &argv, NULL);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  told = th_json_parse (text, -1, file, NULL);
  g_assert_nonnull (told);

  add ("/papers/hints", test_hints);
  add ("/papers/slip", test_slip);
  add ("/papers/forms", test_forms);

  outcome = g_test_run ();
  json_node_unref (told);

  return outcome;
}
