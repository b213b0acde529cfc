/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Without a print server the toolkit looks for a printer for ever and says
 * nothing, and every attempt leaves one more search behind. So there is one
 * search in the process; it remembers what it saw and everybody waits for it,
 * but not for long. */

#include "th-printer.h"

#include <glib/gi18n.h>

#include "th-error.h"

#define PATIENCE_MS 3000

static struct
{
  gboolean    running;
  gint64      started;      /* monotonic */
  GtkPrinter *usual;    /* the default printer */
  GtkPrinter *first;
  GList      *waiting;  /* of GTask, owned */
} search;

static void
answer (GTask *task)
{
  GtkPrinter *printer = search.usual != NULL ? search.usual : search.first;

  if (printer != NULL)
    g_task_return_pointer (task, g_object_ref (printer), g_object_unref);
  else
    g_task_return_new_error (task, TH_ERROR, TH_ERROR_NOT_FOUND, _("No printer was found."));
}

static void
answer_all (void)
{
  GList *tasks = g_steal_pointer (&search.waiting);

  for (GList *l = tasks; l != NULL; l = l->next)
    answer (l->data);
  g_list_free_full (tasks, g_object_unref);
}

static gboolean
out_of_patience_cb (gpointer data)
{
  GTask *task = data;

  if (g_list_find (search.waiting, task) != NULL)
    {
      search.waiting = g_list_remove (search.waiting, task);
      answer (task);
      g_object_unref (task);
    }

  return G_SOURCE_REMOVE;
}

static gboolean
printer_cb (GtkPrinter *printer, gpointer data)
{
  if (gtk_printer_is_virtual (printer) || !gtk_printer_accepts_pdf (printer))
    return FALSE;

  if (search.first == NULL)
    search.first = g_object_ref (printer);
  if (gtk_printer_is_default (printer))
    {
      g_set_object (&search.usual, printer);
      answer_all ();
    }

  return FALSE;
}

static void
search_over_cb (gpointer data)
{
  search.running = FALSE;
  answer_all ();
}

static void
begin_search (void)
{
  g_clear_object (&search.usual);
  g_clear_object (&search.first);
  search.running = TRUE;
  search.started = g_get_monotonic_time ();
  gtk_enumerate_printers (printer_cb, NULL, search_over_cb, FALSE);
}

void
th_printer_find_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  gboolean fresh = !search.running;

  g_task_set_source_tag (task, th_printer_find_async);
  search.waiting = g_list_append (search.waiting, task);

  /* A search that ended is begun anew, for printers come and go. */
  if (fresh)
    begin_search ();
  if (g_list_find (search.waiting, task) == NULL)
    return;

  if (!fresh && (search.usual != NULL || g_get_monotonic_time () - search.started > PATIENCE_MS * 1000))
    {
      search.waiting = g_list_remove (search.waiting, task);
      answer (task);
      g_object_unref (task);
      return;
    }

  g_timeout_add_full (G_PRIORITY_DEFAULT, PATIENCE_MS, out_of_patience_cb, g_object_ref (task), g_object_unref);
}

GtkPrinter *
th_printer_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
