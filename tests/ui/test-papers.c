/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Papers of a booking as PDFs: as many pages as they must have, and on them
 * what must stand there. The files are left in build/tests/papers, in both
 * languages: look at them. */

#include "hall-fixture.h"

#include <glib/gstdio.h>
#include <gtk/gtkunixprint.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "print-server.h"
#include "th-json.h"
#include "th-paper.h"
#include "th-text.h"
#include "th-words.h"

#define COMPANY "示范区澄湖科技有限公司"
#define USCC    "91429999MADEM002X8"
#define AGENT   "王小明"
#define PHONE   "13000000001"
#define SLOT    "2026-04-29T10:00:00+08:00"
#define BANK    "[[\"G01\", \"M53\"]]"   /* the company pays by direct debit */

static const struct
{
  guint       n;
  const char *matters;
} bundles[] = {
  { 1, "[\"G01\"]" },
  { 4, "[\"G01\", \"S01\", \"T01\", \"T02\"]" },
  { 10, "[\"G01\", \"S01\", \"T01\", \"T02\", \"T03\", \"T04\", \"T05\", \"A03\", \"A11\", \"A05\"]" },
};

typedef struct
{
  gboolean done;
  gboolean fine;
  char    *kept;
  GError  *error;
} Outcome;

static void
outcome_clear (Outcome *self)
{
  g_clear_pointer (&self->kept, g_free);
  g_clear_error (&self->error);
  self->done = FALSE;
}

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
object_new (const char *text)
{
  g_autoptr (JsonNode) node = th_json_parse (text, -1, NULL, NULL);

  g_assert_nonnull (node);

  return json_node_dup_object (node);
}

static JsonObject *
ask (Hall *self, const char *text)
{
  return hall_ask (self, object_new (text));
}

static char *
party_text (const char *name)
{
  return g_strdup_printf ("{\"kind\": \"company\", \"id_kind\": \"uscc\", \"id\": \"" USCC "\", \"name\": \"%s\","
                          " \"agent\": \"" AGENT "\", \"phone\": \"" PHONE "\", \"founded\": \"2026-04-15\"}", name);
}

static JsonObject *
prepare (Hall *self, const char *matters)
{
  g_autofree char *text = g_strdup_printf ("{\"do\": \"booking.prepare\", \"matters\": %s, \"slot\": \"" SLOT "\","
                                           " \"party\": {\"founded\": \"2026-04-15\"}}", matters);

  return ask (self, text);
}

/* Books the opening of an account with clerk 010; returns the code. */
static char *
book (Hall *self)
{
  g_autofree char *party = party_text (COMPANY);
  g_autofree char *text = g_strdup_printf ("{\"do\": \"booking.make\", \"matters\": [\"G01\"], \"slot\": \"" SLOT "\","
                                           " \"channel\": \"phone\", \"staff\": \"010\", \"conditions\": " BANK ","
                                           " \"party\": %s}", party);
  g_autoptr (JsonObject) made = ask (self, text);

  return g_strdup (th_member_text (made, "booking"));
}

/* Saves a paper under @name; returns the path. Either @booking, or @prepared for a company named @company. */
static char *
save (Hall *self, ThPaperKind kind, const char *booking, JsonObject *prepared, const char *company, const char *name)
{
  g_autofree char *path = path_of (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = party_text (company);
  g_autoptr (JsonObject) party = object_new (text);
  Outcome outcome = { 0 };

  g_unlink (path);
  th_paper_print_async (self->session, kind, booking, prepared, party, NULL, file, NULL, printed_cb, &outcome);
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

  /* Letters are never taken out of a font, where some would be lost. */
  g_assert_null (memmem (text, length, "CIDFontType0", 12));

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
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  g_autofree char *joined = g_strjoinv ("", parts);

  if (text != NULL && strstr (text, joined) == NULL)
    g_error ("%s does not have \"%s\"; it has: %s", path, words, text);
}

static guint
count (const char *text, const char *words)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, words)) != NULL; at++)
    n++;

  return n;
}

/* The number that is the attribute @name of the tag at @tag. */
static double
attribute (const char *tag, const char *name)
{
  g_autofree char *key = g_strconcat (name, "=\"", NULL);
  const char *at = strstr (tag, key);

  g_assert_nonnull (at);

  return g_ascii_strtod (at + strlen (key), NULL);
}

/* No word goes over the edge of its page. */
static void
assert_inside (const char *path)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  const char *argv[] = { tool, "-bbox", path, "-", NULL };
  g_autofree char *out = NULL;
  double width = 0;
  double height = 0;

  if (tool == NULL)
    return;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, NULL));
  for (const char *at = out; (at = strchr (at, '<')) != NULL; at++)
    if (g_str_has_prefix (at, "<page "))
      {
        width = attribute (at, "width");
        height = attribute (at, "height");
      }
    else if (g_str_has_prefix (at, "<word "))
      {
        g_assert_cmpfloat (attribute (at, "xMin"), >=, 8);
        g_assert_cmpfloat (attribute (at, "yMin"), >=, 0);
        g_assert_cmpfloat (attribute (at, "xMax"), <=, width - 8);
        g_assert_cmpfloat (attribute (at, "yMax"), <=, height);
      }
}

/* --- the papers ----------------------------------------------------------------------- */

static void
assert_lines (const char *path, const char *text, JsonArray *lines)
{
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      g_auto (GStrv) words = g_strsplit (th_member_local (th_member_element (lines, i), ""), " ", -1);

      /* A name may be broken, and in two columns a neighbour comes between: its words are there. */
      for (guint k = 0; words[k] != NULL; k++)
        if (g_utf8_strlen (words[k], -1) < 12)
          assert_has (path, text, words[k]);
    }
}

static void
test_hints (Hall *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (bundles); i++)
    {
      g_autoptr (JsonObject) prepared = prepare (self, bundles[i].matters);
      g_autofree char *name = g_strdup_printf ("hints-%u", bundles[i].n);
      g_autofree char *path = save (self, TH_PAPER_HINTS, NULL, prepared, COMPANY, name);
      g_autofree char *text = text_of (path);

      g_assert_cmpuint (pages_of (path), ==, 1);
      assert_inside (path);
      assert_lines (path, text, th_member_array (prepared, "bring"));
      assert_lines (path, text, th_member_array (prepared, "printed_here"));
      assert_has (path, text, COMPANY);
      assert_has (path, text, "9:45–10:15");
      assert_has (path, text, "12329");
      assert_has (path, text, "12345");
    }
}

static void
test_booking (Hall *self, gconstpointer data)
{
  const char *const secrets[] = { COMPANY, AGENT, USCC, PHONE };
  g_autofree char *code = book (self);
  g_autofree char *hints = save (self, TH_PAPER_HINTS, code, NULL, "", "booking-hints");
  g_autofree char *slip = save (self, TH_PAPER_SLIP, code, NULL, "", "booking-slip");
  g_autofree char *read = text_of (hints);
  g_autofree char *text = text_of (slip);

  g_assert_cmpuint (pages_of (hints), ==, 1);
  g_assert_cmpuint (pages_of (slip), ==, 1);
  assert_inside (hints);
  assert_inside (slip);
  assert_has (hints, read, code);
  assert_has (hints, read, COMPANY);
  assert_has (slip, text, code);
  assert_has (slip, text, "10:00–10:30");
  assert_has (slip, text, "9:45–10:15");

  /* Whoever finds it learns nobody's name. */
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (text, secrets[i]));
}

/* Every form has what all of them ask for. */
static void
test_forms (Hall *self, gconstpointer data)
{
  g_autofree char *code = book (self);
  g_autofree char *path = save (self, TH_PAPER_FORMS, code, NULL, "", "forms-G01");
  g_autofree char *text = text_of (path);

  g_assert_cmpuint (pages_of (path), ==, 4);
  assert_inside (path);
  if (text == NULL)
    return;
  g_assert_cmpuint (count (text, COMPANY), >=, 4);
  g_assert_cmpuint (count (text, USCC), ==, 4);
  g_assert_cmpuint (count (text, PHONE), >=, 4);
  g_assert_cmpuint (count (text, AGENT), >=, 4);
}

static void
test_all_forms (Hall *self, gconstpointer data)
{
  g_autoptr (JsonObject) prepared = prepare (self, bundles[2].matters);
  g_autofree char *path = save (self, TH_PAPER_FORMS, NULL, prepared, COMPANY, "forms-10");
  g_autofree char *text = text_of (path);

  g_assert_cmpuint (pages_of (path), >=, json_array_get_length (th_member_array (prepared, "printed_here")));
  assert_inside (path);
  g_assert_true (text == NULL || count (text, USCC) == pages_of (path));
}

/* A name as long as the register allows; longer than any line. */
static void
test_long_names (Hall *self, gconstpointer data)
{
  g_autoptr (GString) name = g_string_new ("示范区");
  g_autoptr (JsonObject) prepared = prepare (self, bundles[0].matters);
  g_autofree char *hints = NULL;
  g_autofree char *forms = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < 14; i++)
    g_string_append (name, "澄湖高新技术");
  g_string_append (name, " ThisNameHasOneWordThatIsLongerThanAnyLineOnAnyOfThesePapersCanEverBeAndStillIsOneWord 有限责任公司");
  json_object_set_string_member (prepared, "window", "10");
  json_object_set_string_member (prepared, "staff_zh", "阿依古丽·买买提阿不都热合曼");
  json_object_set_string_member (prepared, "staff_en", "Ayguli Maimaiti-Abdurahman of the Provident Fund");
  json_object_set_string_member (prepared, "start", SLOT);

  hints = save (self, TH_PAPER_HINTS, NULL, prepared, name->str, "long-hints");
  forms = save (self, TH_PAPER_FORMS, NULL, prepared, name->str, "long-forms");
  text = text_of (forms);
  g_assert_cmpuint (pages_of (hints), ==, 1);
  assert_inside (hints);
  assert_inside (forms);
  assert_has (forms, text, "有限责任公司");
}

static void
test_refused (Hall *self, gconstpointer data)
{
  g_autoptr (JsonObject) prepared = prepare (self, bundles[0].matters);
  g_autofree char *path = path_of ("never");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Outcome outcome = { 0 };

  /* No booking, no slip. */
  th_paper_print_async (self->session, TH_PAPER_SLIP, NULL, prepared, NULL, NULL, file, NULL, printed_cb, &outcome);
  HALL_UNTIL (outcome.done);
  g_assert_error (outcome.error, TH_ERROR, TH_ERROR_NOT_FOUND);
  outcome_clear (&outcome);

  th_paper_print_async (self->session, TH_PAPER_SLIP, "nonsense", NULL, NULL, NULL, file, NULL, printed_cb, &outcome);
  HALL_UNTIL (outcome.done);
  g_assert_error (outcome.error, TH_ERROR, TH_ERROR_BAD_REQUEST);
  outcome_clear (&outcome);

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* --- printers ------------------------------------------------------------------------ */

/* Prints on the default printer; what came of it is in @outcome. */
static void
print (Hall *self, Outcome *outcome)
{
  g_autoptr (JsonObject) prepared = prepare (self, bundles[1].matters);

  th_paper_print_async (self->session, TH_PAPER_HINTS, NULL, prepared, NULL, NULL, NULL, NULL, printed_cb, outcome);
  HALL_UNTIL (outcome->done);
}

static void
test_no_printer (Hall *self, gconstpointer data)
{
  Outcome outcome = { 0 };

  print (self, &outcome);
  g_assert_false (outcome.fine);
  g_assert_error (outcome.error, TH_ERROR, TH_ERROR_FAILED);
  g_assert_nonnull (outcome.kept);
  g_assert_nonnull (strstr (outcome.error->message, outcome.kept));
  g_assert_true (g_str_has_prefix (outcome.kept, self->folder));
  g_assert_cmpuint (pages_of (outcome.kept), ==, 1);
  outcome_clear (&outcome);
}

static GtkPrintUnixDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (GTK_IS_PRINT_UNIX_DIALOG (window))
        return GTK_PRINT_UNIX_DIALOG (window);
    }

  return NULL;
}

/* Chooses the first printer of the list, which is the one that writes a file; TRUE when there is one. */
static gboolean
choose_printer (GtkWidget *widget)
{
  if (GTK_IS_COLUMN_VIEW (widget))
    {
      GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (widget));

      return model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0
             && gtk_selection_model_select_item (model, 0, TRUE);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (choose_printer (child))
      return TRUE;

  return FALSE;
}

/* Asked where, answered with nothing, and then with the printer that writes a file. */
static void
test_dialog (Hall *self, gconstpointer data)
{
  g_autoptr (JsonObject) prepared = prepare (self, bundles[0].matters);
  g_autofree char *home = g_get_current_dir ();
  /* What "response" gives for Cancel and for Print; the names of these numbers are of dialogs that are no more. */
  const int responses[] = { -6, -5 };

  self->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_cmpint (g_chdir (self->folder), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (responses); i++)
    {
      Outcome outcome = { 0 };

      th_paper_print_async (self->session, TH_PAPER_HINTS, NULL, prepared, NULL, GTK_WINDOW (self->window), NULL, NULL,
                            printed_cb, &outcome);
      HALL_UNTIL (find_dialog () != NULL);
      HALL_UNTIL (choose_printer (GTK_WIDGET (find_dialog ())));
      HALL_UNTIL (gtk_print_unix_dialog_get_selected_printer (find_dialog ()) != NULL);
      g_signal_emit_by_name (find_dialog (), "response", responses[i]);
      HALL_UNTIL (outcome.done);
      if (i == 1)
        g_assert_no_error (outcome.error);
      else
        g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_null (outcome.kept);
      outcome_clear (&outcome);
    }
  g_assert_cmpint (g_chdir (home), ==, 0);
}

static void
test_bad_folder (Hall *self, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/proc/nowhere/hints.pdf");
  g_autoptr (JsonObject) prepared = prepare (self, bundles[0].matters);
  Outcome outcome = { 0 };

  th_paper_print_async (self->session, TH_PAPER_HINTS, NULL, prepared, NULL, NULL, file, NULL, printed_cb, &outcome);
  HALL_UNTIL (outcome.done);
  g_assert_error (outcome.error, TH_ERROR, TH_ERROR_FAILED);
  g_assert_nonnull (strstr (outcome.error->message, "/proc/nowhere"));
  g_assert_null (outcome.kept);
  outcome_clear (&outcome);
}

/* Twice by the default printer of a server, which is where the toolkit's own
 * search ends badly. In a process of its own, for a process has one search. */
static void
test_printer (Hall *self, gconstpointer data)
{
  g_autofree char *nowhere = g_strdup (g_getenv ("CUPS_SERVER"));
  g_autofree char *folder = NULL;
  g_autofree char *job = NULL;
  GSubprocess *server;

  if (g_test_subprocess ())
    {
      /* The toolkit warns of every service that a desktop would have. */
      g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
      for (int i = 0; i < 2; i++)
        {
          Outcome outcome = { 0 };

          print (self, &outcome);
          g_assert_no_error (outcome.error);
          g_assert_true (outcome.fine);
          g_assert_null (outcome.kept);
        }
      return;
    }

  folder = g_dir_make_tmp ("tidehall-cups-XXXXXX", NULL);
  job = g_build_filename (folder, "spool", "d00002-001", NULL);
  server = print_server_start (folder);
  if (server != NULL)
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      g_assert_cmpuint (pages_of (job), ==, 1);
      server = print_server_stop (server);
    }
  else
    g_test_skip ("no print server can be started");
  g_setenv ("CUPS_SERVER", nowhere, TRUE);
  print_server_remove (folder);
}

/* --- languages ----------------------------------------------------------------------- */

typedef void (*Test) (Hall *self, gconstpointer data);

static void
speak (const char *language)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TIDEHALL_BUILD_DIR"), "po", NULL);

  /* GTK's tests take the locale away, without which nothing is translated;
   * binding again makes the C library forget what it looked up. */
  setlocale (LC_ALL, "");
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
  hall_sign_in (self, "009");
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
  gtk_test_init (&argc, &argv, NULL);

  add ("/papers/hints", test_hints);
  add ("/papers/booking", test_booking);
  add ("/papers/forms", test_forms);
  add ("/papers/all-forms", test_all_forms);
  add ("/papers/long-names", test_long_names);
  g_test_add ("/papers/refused", Hall, "en", set_up, test_refused, tear_down);
  g_test_add ("/papers/bad-folder", Hall, "en", set_up, test_bad_folder, tear_down);
  g_test_add ("/papers/dialog", Hall, "en", set_up, test_dialog, tear_down);
  g_test_add ("/papers/printer", Hall, "en", set_up, test_printer, tear_down);
  g_test_add ("/papers/no-printer", Hall, "en", set_up, test_no_printer, tear_down);

  return g_test_run ();
}
