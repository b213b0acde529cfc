/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* tidehallctl: the hall without a screen, for administration, integration and
 * acceptance. A thin layer over the desk: whatever it can do, a screen can. */

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "th-backup.h"
#include "th-ctl.h"
#include "th-desk-proof.h"

/* The longest one may want to wait for a store that another process holds. */
#define MAX_WAIT_S 3600

int
th_ctl_fail (const GError *error)
{
  fprintf (stderr, "tidehallctl: %s: %s\n", th_error_code (error), error->message);
  return TH_CTL_REFUSED;
}

static void
print_usage (FILE *to)
{
  fputs (_("Usage: tidehallctl [--store PATH] [--hall CODE] [--wait SECONDS] VERB ...\n"
           "  import HALL.json                load or update a hall description\n"
           "  export                          print the hall description\n"
           "  commands [--clock manual] [--as STAFF]\n"
           "                                  requests as JSON Lines on stdin, answers on stdout\n"
           "  replay ARRIVALS.csv PLAN.csv --hall HALL.json [--discipline D] [--out TICKETS.csv] [--json]\n"
           "                                  one day through the store under a manual clock\n"
           "  stats --from DATE --to DATE [--by queue,hour,...] [--csv|--json]\n"
           "  verify                          prove journal, tickets and numbers\n"
           "  backup FILE                     a hot copy, checked after writing\n"
           "  restore FILE [--force]          put a backup in place of the store\n"
           "  close-day [DATE]                void what is still open\n"
           "  hall.show ... or any other verb [key=value ...]\n"), to);
}

int
th_ctl_usage (const char *why)
{
  if (why != NULL)
    fprintf (stderr, _("tidehallctl: \"%s\" does not fit here.\n"), why);
  print_usage (stderr);
  return TH_CTL_USAGE;
}

ThDesk *
th_ctl_desk (ThCtl    *ctl,
             ThClock  *clock,
             gboolean  create,
             GError  **error)
{
  g_autoptr (ThStore) store = NULL;
  ThDesk *desk;

  if (!create && !g_file_test (ctl->store, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no store %s. Import a hall description first: tidehallctl --store %s import HALL.json"),
                   ctl->store, ctl->store);
      return NULL;
    }
  store = th_store_open (ctl->store, TH_STORE_DEFAULT, clock, error);
  if (store == NULL)
    return NULL;
  desk = th_desk_new (store, ctl->hall, error);
  if (desk != NULL)
    th_desk_set_actor (desk, "admin");
  return desk;
}

static JsonObject *
ask_once (ThCtl      *ctl,
          JsonObject *request,
          gboolean    create,
          GError    **error)
{
  g_autoptr (JsonObject) owned = request;
  g_autoptr (ThClock) clock = th_clock_new_system ();
  g_autoptr (ThDesk) desk = th_ctl_desk (ctl, clock, create, error);

  return desk != NULL ? th_desk_ask (desk, owned, error) : NULL;
}

static void
print_texts (JsonObject *answer,
             const char *key,
             FILE       *file)
{
  JsonArray *texts = json_object_get_array_member (answer, key);

  for (guint i = 0; i < json_array_get_length (texts); i++)
    fprintf (file, "%s\n", json_array_get_string_element (texts, i));
}

static int
do_import (ThCtl *ctl,
           int    argc,
           char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = NULL;

  if (argc != 1)
    return th_ctl_usage (argc > 1 ? argv[1] : NULL);
  answer = ask_once (ctl, th_desk_request ("hall.import", "file", "s", argv[0], NULL), TRUE, &error);
  if (answer == NULL)
    return th_ctl_fail (error);
  print_texts (answer, "changes", stdout);
  if (json_array_get_length (json_object_get_array_member (answer, "changes")) == 0)
    puts (_("nothing changed"));
  print_texts (answer, "warnings", stderr);
  return TH_CTL_DONE;
}

static int
do_export (ThCtl *ctl,
           int    argc,
           char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = NULL;

  if (argc != 0)
    return th_ctl_usage (argv[0]);
  answer = ask_once (ctl, th_desk_request ("hall.export", NULL), FALSE, &error);
  if (answer == NULL)
    return th_ctl_fail (error);
  fputs (json_object_get_string_member (answer, "text"), stdout);
  return TH_CTL_DONE;
}

static int
do_verify (ThCtl *ctl,
           int    argc,
           char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = NULL;

  if (argc != 0)
    return th_ctl_usage (argv[0]);
  answer = ask_once (ctl, th_desk_request ("store.verify", NULL), FALSE, &error);
  if (answer == NULL)
    return th_ctl_fail (error);
  print_texts (answer, "problems", stdout);
  if (!json_object_get_boolean_member (answer, "sound"))
    return TH_CTL_REFUSED;
  puts (_("The journal is whole, and every ticket agrees with it."));
  return TH_CTL_DONE;
}

static int
do_backup (ThCtl *ctl,
           int    argc,
           char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = NULL;

  if (argc != 1)
    return th_ctl_usage (argc > 1 ? argv[1] : NULL);
  answer = ask_once (ctl, th_desk_request ("store.backup", "file", "s", argv[0], NULL), FALSE, &error);
  if (answer == NULL)
    return th_ctl_fail (error);
  printf (_("%s was written and checked.\n"), argv[0]);
  return TH_CTL_DONE;
}

static int
do_restore (ThCtl *ctl,
            int    argc,
            char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  const char *file = NULL;
  gboolean force = FALSE;

  for (int i = 0; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--force"))
        force = TRUE;
      else if (file == NULL)
        file = argv[i];
      else
        return th_ctl_usage (argv[i]);
    }
  if (file == NULL)
    return th_ctl_usage (NULL);
  if (!th_backup_restore (file, ctl->store, force, th_desk_prove, &kept, &error))
    return th_ctl_fail (error);
  printf (_("%s now holds the backup %s.\n"), ctl->store, file);
  if (kept != NULL)
    printf (_("The store that was there is kept as %s.\n"), kept);
  return TH_CTL_DONE;
}

static void
print_answer (JsonObject *answer)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, answer);
  text = json_to_string (node, FALSE);
  puts (text);
}

static int
do_close_day (ThCtl *ctl,
              int    argc,
              char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = NULL;

  if (argc > 1)
    return th_ctl_usage (argv[1]);
  answer = ask_once (ctl, th_desk_request ("day.close", "date", "s", argc == 1 ? argv[0] : NULL, NULL), FALSE, &error);
  if (answer == NULL)
    return th_ctl_fail (error);
  printf (_("%d open tickets voided\n"), (int) json_object_get_int_member (answer, "voided"));
  print_texts (answer, "warnings", stdout);
  return TH_CTL_DONE;
}

/* Any verb of the desk: KEY=VALUE, where VALUE is JSON or else a text. */
static int
do_any (ThCtl      *ctl,
        const char *verb,
        int         argc,
        char      **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *request = th_desk_request (verb, NULL);

  for (int i = 0; i < argc; i++)
    {
      const char *equals = strchr (argv[i], '=');
      g_autofree char *key = equals != NULL ? g_strndup (argv[i], (gsize) (equals - argv[i])) : NULL;
      JsonNode *value = equals != NULL ? json_from_string (equals + 1, NULL) : NULL;

      if (key == NULL)
        {
          json_object_unref (request);
          return th_ctl_usage (argv[i]);
        }
      if (value != NULL)
        json_object_set_member (request, key, value);
      else
        json_object_set_string_member (request, key, equals + 1);
    }
  answer = ask_once (ctl, request, FALSE, &error);
  if (answer == NULL)
    return th_ctl_fail (error);
  print_answer (answer);
  return TH_CTL_DONE;
}

static gboolean
is_desk_verb (const char *verb)
{
  return g_strv_contains (th_desk_verbs (), verb);
}

static int
run_verb (ThCtl      *ctl,
          const char *verb,
          int         argc,
          char      **argv)
{
  static const struct { const char *name; int (*run) (ThCtl *ctl, int argc, char **argv); } verbs[] = {
    { "import", do_import },
    { "export", do_export },
    { "commands", th_ctl_commands },
    { "replay", th_ctl_replay },
    { "stats", th_ctl_stats },
    { "verify", do_verify },
    { "backup", do_backup },
    { "restore", do_restore },
    { "close-day", do_close_day },
  };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, verb))
      return verbs[i].run (ctl, argc, argv);
  if (is_desk_verb (verb))
    return do_any (ctl, verb, argc, argv);
  fprintf (stderr, _("tidehallctl: unknown-verb: there is no verb \"%s\".\n"), verb);
  return TH_CTL_USAGE;
}

int
main (int    argc,
      char **argv)
{
  ThCtl ctl = { 0 };
  guint64 wait_s;
  int i = 1;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_file_test (TH_BUILD_LOCALE_DIR, G_FILE_TEST_IS_DIR) ? TH_BUILD_LOCALE_DIR : TH_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  ctl.store = g_build_filename (g_get_user_data_dir (), "tidehall", "hall.db", NULL);
  for (; i + 1 < argc && g_str_has_prefix (argv[i], "--"); i += 2)
    {
      if (g_str_equal (argv[i], "--store"))
        {
          g_free (ctl.store);
          ctl.store = g_strdup (argv[i + 1]);
          ctl.store_given = TRUE;
        }
      else if (g_str_equal (argv[i], "--hall"))
        {
          g_free (ctl.hall);
          ctl.hall = g_strdup (argv[i + 1]);
        }
      else if (g_str_equal (argv[i], "--wait") && g_ascii_string_to_unsigned (argv[i + 1], 10, 0, MAX_WAIT_S, &wait_s, NULL))
        {
          th_store_set_patience ((int) wait_s);
        }
      else
        {
          break;
        }
    }
  if (i < argc && (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h")))
    {
      print_usage (stdout);
      status = TH_CTL_DONE;
    }
  else if (i < argc && g_str_equal (argv[i], "--version"))
    {
      puts ("tidehallctl " TH_VERSION);
      status = TH_CTL_DONE;
    }
  else if (i < argc && !g_str_has_prefix (argv[i], "--"))
    {
      status = run_verb (&ctl, argv[i], argc - i - 1, argv + i + 1);
    }
  else
    {
      status = th_ctl_usage (i < argc ? argv[i] : NULL);
    }
  g_free (ctl.store);
  g_free (ctl.hall);
  return status;
}
