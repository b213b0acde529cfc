/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: the file says what the screen says. It is asked for anew, so that it
 * is whole even when the page has moved on, and carries the period and the
 * definition of its figures. */

#include "th-stats-export.h"

#include <glib/gi18n.h>

#include "th-file-choose.h"
#include "th-messages.h"
#include "th-stats-csv.h"
#include "th-text.h"

/* What tells a spreadsheet that the Chinese in it is UTF-8. */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

typedef struct
{
  ThSession  *session;
  JsonObject *arguments;
  char       *by;
} Export;

static void
export_free (Export *self)
{
  g_object_unref (self->session);
  json_object_unref (self->arguments);
  g_free (self->by);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static JsonObject *
make_request (JsonObject *arguments, const char *by)
{
  JsonObject *request = th_desk_request ("stats.report", NULL, NULL);
  JsonArray *keys = json_array_new ();
  GList *members = json_object_get_members (arguments);

  for (GList *member = members; member != NULL; member = member->next)
    json_object_set_member (request, member->data, json_node_copy (json_object_get_member (arguments, member->data)));
  g_list_free (members);

  json_array_add_string_element (keys, by);
  json_object_set_array_member (request, "by", keys);
  json_object_remove_member (request, "bins");

  return request;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (JsonObject) report = th_session_ask_finish (TH_SESSION (source), result, &error);
  g_autofree char *csv = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (report == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  csv = th_stats_csv (report, TH_STATS_CSV_WORDS);
  text = g_strconcat (BYTE_ORDER_MARK, csv, NULL);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (g_task_get_task_data (task), bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, g_object_ref (task));
}

/**
 * th_stats_export_async:
 * @arguments: (transfer none): members of the request, such as from and to
 * @by: the key to split by
 * @file: is replaced
 *
 * Writes a report to @file.
 */
void
th_stats_export_async (ThSession *session, JsonObject *arguments, const char *by, GFile *file,
                       GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (session, NULL, callback, data);

  g_task_set_source_tag (task, th_stats_export_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  th_session_ask_async (session, make_request (arguments, by), NULL, answered_cb, task);
}

gboolean
th_stats_export_finish (ThSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) from = data;
  g_autoptr (GError) error = NULL;
  GFile *file = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_file_get_parse_name (file), *text = NULL;

  if (!th_stats_export_finish (TH_SESSION (source), result, &error))
    {
      text = g_strdup_printf (_("“%s” was not written."), name);
      th_message_error (from, text, error, NULL, NULL);
      return;
    }

  text = g_strdup_printf (_("Written: %s"), name);
  th_message_done (from, text, NULL);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = th_file_choose_finish (GTK_WIDGET (source), result, &error);

  if (file != NULL)
    th_stats_export_async (export->session, export->arguments, export->by, file, exported_cb, g_object_ref (source));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    th_message_error (GTK_WIDGET (source), _("No file could be chosen."), error, NULL, NULL);
}

/**
 * th_stats_export:
 * @from: whose window says how it went
 * @arguments: (transfer none): members of the request, such as from and to
 * @by: the key to split by
 *
 * Asks for a file and writes a report to it.
 */
void
th_stats_export (GtkWidget *from, ThSession *session, JsonObject *arguments, const char *by)
{
  Export *export = g_new0 (Export, 1);
  const char *first = th_member_text (arguments, "from"), *last = th_member_text (arguments, "to");
  g_autofree char *days = g_strcmp0 (first, last) == 0 ? g_strdup (first) : g_strdup_printf ("%s_%s", first, last);
  /* Translators: a file name; the days and the key the report is split by. */
  g_autofree char *name = g_strdup_printf (_("waits-%s-by-%s.csv"), days, by);

  export->session = g_object_ref (session);
  export->arguments = json_object_ref (arguments);
  export->by = g_strdup (by);
  th_file_choose_save_async (from, _("Export waits"), name, chosen_cb, export);
}
