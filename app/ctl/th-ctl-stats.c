/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* stats: the report of a period as a table, as CSV or as JSON. */

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "th-ctl.h"
#include "th-stats-csv.h"

static JsonObject *
ask (ThCtl      *ctl,
     const char *from,
     const char *to,
     const char *by,
     GError    **error)
{
  g_autoptr (ThClock) clock = th_clock_new_system ();
  g_autoptr (ThDesk) desk = th_ctl_desk (ctl, clock, FALSE, error);
  g_autoptr (JsonObject) request = th_desk_request ("stats.report", "from", "s", from, "to", "s", to, NULL);

  if (desk == NULL)
    return NULL;
  if (by != NULL)
    {
      g_auto (GStrv) keys = g_strsplit (by, ",", -1);
      JsonArray *array = json_array_new ();

      for (guint i = 0; keys[i] != NULL; i++)
        json_array_add_string_element (array, keys[i]);
      json_object_set_array_member (request, "by", array);
    }
  return th_desk_ask (desk, request, error);
}

static void
print_row (JsonObject *row,
           const char *name)
{
  static const char *const columns[] = { "mean_wait_s", "p50", "p90", "max" };

  printf ("%-24s %7d", name, (int) json_object_get_int_member_with_default (row, "n", 0));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (json_object_has_member (row, columns[i]) && !json_object_get_null_member (row, columns[i]))
        printf (" %9.2f", json_object_get_double_member (row, columns[i]) / 60);
      else
        printf (" %9s", "-");
    }
  putchar ('\n');
}

static char *
row_name (JsonObject *row,
          const char *by)
{
  g_auto (GStrv) keys = g_strsplit (by != NULL ? by : "", ",", -1);
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      JsonNode *value = json_object_get_member (row, keys[i]);
      g_autofree char *text = value != NULL ? json_to_string (value, FALSE) : NULL;

      if (text != NULL)
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", text);
    }
  return g_strdup (name->str);
}

static void
print_table (JsonObject *report,
             const char *by)
{
  JsonArray *rows = json_object_get_array_member (report, "rows");

  printf ("%-24s %7s %9s %9s %9s %9s\n", by != NULL ? by : "", "n", _("mean"), _("median"), "P90", _("longest"));
  for (guint i = 0; by != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autofree char *name = row_name (row, by);

      print_row (row, name);
    }
  print_row (json_object_get_object_member (report, "total"), _("total"));
  puts (json_object_get_string_member (report, "definition"));
}

int
th_ctl_stats (ThCtl *ctl,
              int    argc,
              char **argv)
{
  const char *from = NULL, *to = NULL, *by = NULL;
  gboolean json = FALSE, csv = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) report = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--json"))
        json = TRUE;
      else if (g_str_equal (argv[i], "--csv"))
        csv = TRUE;
      else if (g_str_equal (argv[i], "--from") && i + 1 < argc)
        from = argv[++i];
      else if (g_str_equal (argv[i], "--to") && i + 1 < argc)
        to = argv[++i];
      else if (g_str_equal (argv[i], "--by") && i + 1 < argc)
        by = argv[++i];
      else
        return th_ctl_usage (argv[i]);
    }
  if (from == NULL || to == NULL)
    return th_ctl_usage (NULL);
  report = ask (ctl, from, to, by, &error);
  if (report == NULL)
    return th_ctl_fail (error);
  if (json)
    {
      node = json_node_init_object (json_node_alloc (), report);
      text = json_to_string (node, FALSE);
      puts (text);
    }
  else if (csv)
    {
      text = th_stats_csv (report, TH_STATS_CSV_CODES);
      fputs (text, stdout);
    }
  else
    {
      print_table (report, by);
    }
  return TH_CTL_DONE;
}
