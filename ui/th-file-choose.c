/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: pages do not care which toolkit they run on. From 4.10 on there is a
 * file dialog with a finish function; before, a native chooser that answers
 * by a signal. Nothing else of the program knows either. */

#include "th-file-choose.h"

#include <glib/gi18n.h>

static GtkWindow *
parent_of (GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static GtkFileFilter *
make_filter (const char *kind, const char *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, kind);
  gtk_file_filter_add_pattern (filter, pattern);

  return filter;
}

#if GTK_CHECK_VERSION (4, 10, 0)

/* The program is built against the older toolkit's promises everywhere else. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
finish (GTask *task, GFile *file, GError *error)
{
  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", error->message);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  g_clear_error (&error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  finish (task, gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error), error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  finish (task, gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error), error);
}

static void
choose_save (GtkWidget *from, const char *title, const char *name, GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, parent_of (from), NULL, saved_cb, task);
}

static void
choose_open (GtkWidget *from, const char *title, GtkFileFilter *filter, GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, parent_of (from), NULL, opened_cb, task);
}

G_GNUC_END_IGNORE_DEPRECATIONS

#else

static void
response_cb (GtkNativeDialog *native, int response, GTask *task)
{
  GFile *file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Nothing was chosen."));

  g_clear_object (&file);
  g_object_unref (task);
  g_object_unref (native);
}

static void
choose_save (GtkWidget *from, const char *title, const char *name, GTask *task)
{
  GtkFileChooserNative *native = gtk_file_chooser_native_new (title, parent_of (from), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  g_signal_connect (native, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static void
choose_open (GtkWidget *from, const char *title, GtkFileFilter *filter, GTask *task)
{
  GtkFileChooserNative *native = gtk_file_chooser_native_new (title, parent_of (from), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _("_Open"), _("_Cancel"));

  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (native), filter);
  g_signal_connect (native, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

#endif

/**
 * th_file_choose_save_async:
 * @from: a widget of the window that asks
 * @title: what is saved
 * @name: a name for the file
 *
 * Asks where to save. Finish with th_file_choose_finish().
 */
void
th_file_choose_save_async (GtkWidget *from, const char *title, const char *name,
                           GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (from, NULL, callback, data);

  g_task_set_source_tag (task, th_file_choose_finish);
  choose_save (from, title, name, task);
}

/**
 * th_file_choose_open_async:
 * @from: a widget of the window that asks
 * @title: what is opened
 *
 * Asks for one file that exists. Finish with th_file_choose_finish().
 */
void
th_file_choose_open_async (GtkWidget *from, const char *title, const char *kind, const char *pattern,
                           GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (from, NULL, callback, data);
  g_autoptr (GtkFileFilter) filter = make_filter (kind, pattern);

  g_task_set_source_tag (task, th_file_choose_finish);
  choose_open (from, title, filter, task);
}

/**
 * th_file_choose_finish:
 *
 * Returns: (transfer full): the file, or NULL with G_IO_ERROR_CANCELLED when
 *   nothing was chosen
 */
GFile *
th_file_choose_finish (GtkWidget *from, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, from), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
