/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* replay: reads a day, drives a fresh store through it, and reports. */

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "th-ctl.h"
#include "th-replay.h"

typedef struct
{
  const char *arrivals, *plan, *hall, *discipline, *out;
  gboolean    json;
} Options;

static gboolean
parse (Options *options,
       int      argc,
       char   **argv)
{
  for (int i = 0; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--json"))
        options->json = TRUE;
      else if (g_str_equal (argv[i], "--hall") && i + 1 < argc)
        options->hall = argv[++i];
      else if (g_str_equal (argv[i], "--discipline") && i + 1 < argc)
        options->discipline = argv[++i];
      else if (g_str_equal (argv[i], "--out") && i + 1 < argc)
        options->out = argv[++i];
      else if (g_str_has_prefix (argv[i], "--") || options->plan != NULL)
        return th_ctl_usage (argv[i]), FALSE;
      else if (options->arrivals == NULL)
        options->arrivals = argv[i];
      else
        options->plan = argv[i];
    }
  if (options->plan == NULL)
    return th_ctl_usage (NULL), FALSE;
  return TRUE;
}

static void
remove_store (const char *path)
{
  static const char *const tails[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *name = g_strconcat (path, tails[i], NULL);

      g_unlink (name);
    }
}

static void
print_report (ThReplay *day,
              gboolean  json)
{
  g_autoptr (JsonObject) summary = th_replay_summary (day);
  JsonObject *wait = json_object_get_object_member (summary, "wait");
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  if (json)
    {
      json_node_set_object (node, summary);
      text = json_to_string (node, FALSE);
      puts (text);
      return;
    }
  printf (_("tickets %d, served %d, left %d, not served %d, bookings that never came %d\n"),
          (int) json_object_get_int_member (summary, "tickets"), (int) json_object_get_int_member (summary, "served"),
          (int) json_object_get_int_member (summary, "left"), (int) json_object_get_int_member (summary, "unserved"),
          (int) json_object_get_int_member (summary, "noshow"));
  if (json_object_get_int_member (wait, "n") > 0)
    printf (_("wait: mean %.2f min, median %.2f, P90 %.2f, longest %.2f\n"), json_object_get_double_member (wait, "mean") / 60,
            json_object_get_double_member (wait, "p50") / 60, json_object_get_double_member (wait, "p90") / 60,
            json_object_get_double_member (wait, "max") / 60);
}

static gboolean
run (ThCtl         *ctl,
     const Options *options,
     const char    *path,
     GError       **error)
{
  g_autoptr (ThReplay) day = th_replay_load (options->arrivals, options->plan, options->hall, options->discipline, error);
  g_autoptr (ThClock) clock = th_clock_new_manual (0);
  g_autoptr (ThStore) store = NULL;
  g_autofree char *csv = NULL;

  if (day == NULL)
    return FALSE;
  store = th_store_open (path, ctl->store_given ? TH_STORE_DEFAULT : TH_STORE_SCRATCH, clock, error);
  if (store == NULL || !th_replay_run (day, store, clock, error))
    return FALSE;
  if (options->out != NULL)
    {
      csv = th_replay_tickets_csv (day);
      if (!g_file_set_contents (options->out, csv, -1, error))
        return FALSE;
    }
  print_report (day, options->json);
  return TRUE;
}

int
th_ctl_replay (ThCtl *ctl,
               int    argc,
               char **argv)
{
  Options options = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gboolean ok;

  if (!parse (&options, argc, argv))
    return TH_CTL_USAGE;
  if (ctl->store_given && g_file_test (ctl->store, G_FILE_TEST_EXISTS))
    {
      g_set_error (&error, TH_ERROR, TH_ERROR_DUPLICATE, _("%s exists already; a replay needs a fresh store."), ctl->store);
      return th_ctl_fail (error);
    }
  if (!ctl->store_given)
    {
      folder = g_dir_make_tmp ("tidehall-replay-XXXXXX", &error);
      if (folder == NULL)
        return th_ctl_fail (error);
    }
  path = folder != NULL ? g_build_filename (folder, "day.db", NULL) : g_strdup (ctl->store);
  ok = run (ctl, &options, path, &error);
  if (!ok || folder != NULL)
    remove_store (path);
  if (folder != NULL)
    g_rmdir (folder);
  return ok ? TH_CTL_DONE : th_ctl_fail (error);
}
