/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: everything that is printed goes through one print operation, which
 * draws the sheet's pages either for the printer of its dialog or into a PDF.
 *
 * Without a dialog it is always the PDF, and that is handed to the printer as
 * a job: the operation of GTK 4.8 must not look for a printer itself, since it
 * frees its search twice when the default printer is the last thing found
 * (HACKING, "Paper"). So what could not be printed is already there as a file. */

#include "th-paper-send.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <errno.h>

#include "th-error.h"
#include "th-printer.h"

typedef struct
{
  ThPaperSheet      *sheet;
  GtkWindow         *parent;   /* owned */
  GtkPrintOperation *operation;
  char              *pdf;      /* made here, or to be made */
  char              *keep;
  char              *kept;
  gboolean           save;     /* the PDF is what is wanted */
  gboolean           made;     /* the PDF is there */
  gboolean           failed;   /* the operation says so */
} Sending;

static void
sending_free (gpointer data)
{
  Sending *self = data;

  g_clear_object (&self->operation);
  g_clear_object (&self->parent);
  th_paper_sheet_unref (self->sheet);
  g_free (self->pdf);
  g_free (self->keep);
  g_free (self->kept);
  g_free (self);
}

/* --- the operation --------------------------------------------------------- */

/* A smaller paper, chosen in the dialog, gets smaller pages; a larger one does not get larger ones. */
static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  ThPaperSheet *sheet = data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double wide = gtk_print_context_get_width (context) / th_paper_sheet_width (sheet);
  double high = gtk_print_context_get_height (context) / th_paper_sheet_height (sheet);
  double scale = MIN (wide, high);

  /* A thousandth is how the toolkit rounds sizes, not another paper. */
  if (scale < 0.999)
    cairo_scale (cr, scale, scale);
  th_paper_sheet_draw (sheet, (guint) page, cr);
}

static GtkPageSetup *
page_setup_new (ThPaperSheet *sheet)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  double width = th_paper_sheet_width (sheet);
  double height = th_paper_sheet_height (sheet);
  GtkPaperSize *paper;

  if (ABS (width - TH_PAPER_A4_WIDTH) < 1 && ABS (height - TH_PAPER_A4_HEIGHT) < 1)
    paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  else
    paper = gtk_paper_size_new_custom ("tidehall-slip", "Slip", width, height, GTK_UNIT_POINTS);

  /* The margins are drawn, so that every printer gives the same page. */
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_MM);
  gtk_paper_size_free (paper);

  return setup;
}

static GtkPrintOperation *
operation_new (ThPaperSheet *sheet)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = page_setup_new (sheet);

  gtk_print_operation_set_job_name (operation, th_paper_sheet_title (sheet));
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, (int) th_paper_sheet_pages (sheet));
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), th_paper_sheet_ref (sheet),
                         (GClosureNotify) (void (*) (void)) th_paper_sheet_unref, 0);

  return operation;
}

/* --- into a file ----------------------------------------------------------- */

/* The toolkit does not tell of a disk that was full when the file was ended; its end does. */
static gboolean
is_whole (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const char *text = file != NULL ? g_mapped_file_get_contents (file) : NULL;
  gsize length = text != NULL ? g_mapped_file_get_length (file) : 0;

  return length > 64 && g_strrstr_len (text + length - 16, 16, "%%EOF") != NULL;
}

/* Writes under another name first, so that a file that was there is replaced whole or not at all. */
static gboolean
export_to (ThPaperSheet *sheet, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *part = g_strdup_printf ("%s.%08x", path, g_random_int ());
  g_autoptr (GtkPrintOperation) operation = operation_new (sheet);
  g_autoptr (GError) local = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_FAILED, _("The folder %s cannot be made: %s"), folder, g_strerror (errno));
      return FALSE;
    }

  gtk_print_operation_set_export_filename (operation, part);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &local) == GTK_PRINT_OPERATION_RESULT_APPLY
      && is_whole (part) && g_rename (part, path) == 0)
    return TRUE;

  g_set_error (error, TH_ERROR, TH_ERROR_FAILED, _("The file %s cannot be written: %s"), path,
               local != NULL ? local->message : _("the disk is full or the folder is not to be written to"));
  g_unlink (part);

  return FALSE;
}

/* --- what comes of it ------------------------------------------------------ */

/* Not printed, for @reason: the PDF stays or is made now. */
static void
give_up (GTask *task, const char *reason)
{
  Sending *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (self->keep == NULL)
    g_task_return_new_error (task, TH_ERROR, TH_ERROR_FAILED, "%s", reason);
  else if (!self->made && !export_to (self->sheet, self->keep, &error))
    g_task_return_new_error (task, TH_ERROR, TH_ERROR_FAILED, _("%s It could not be kept as a file either: %s"), reason,
                             error->message);
  else
    {
      self->kept = g_strdup (self->keep);
      g_task_return_new_error (task, TH_ERROR, TH_ERROR_FAILED, _("%s It is kept in %s."), reason, self->kept);
    }
}

/* Printed: paper has it, so no file with somebody's name stays behind. */
static void
succeed (GTask *task)
{
  Sending *self = g_task_get_task_data (task);

  if (self->made && !self->save)
    g_unlink (self->pdf);
  g_task_return_boolean (task, TRUE);
}

static void
job_sent_cb (GtkPrintJob *job, gpointer data, const GError *error)
{
  g_autoptr (GTask) task = data;

  if (error == NULL)
    succeed (task);
  else
    give_up (task, error->message);
}

static gboolean
send_file (GtkPrinter *printer, GTask *task, GError **error)
{
  Sending *self = g_task_get_task_data (task);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = page_setup_new (self->sheet);
  g_autoptr (GtkPrintJob) job = NULL;

  gtk_print_settings_set_paper_size (settings, gtk_page_setup_get_paper_size (setup));
  job = gtk_print_job_new (th_paper_sheet_title (self->sheet), printer, settings, setup);
  if (!gtk_print_job_set_source_file (job, self->pdf, error))
    return FALSE;

  gtk_print_job_send (job, job_sent_cb, g_object_ref (task), NULL);

  return TRUE;
}

static void
printer_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrinter) printer = th_printer_find_finish (result, &error);

  if (printer == NULL || !send_file (printer, task, &error))
    give_up (task, error->message);
}

/* --- by the dialog --------------------------------------------------------- */

/* What was chosen last is proposed next, as long as the program runs. */
static GtkPrintSettings *chosen;

static void
conclude_dialog (GTask *task)
{
  Sending *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_set_object (&chosen, gtk_print_operation_get_print_settings (self->operation));

  /* The toolkit may be asked for an error only when there is one. */
  if (self->failed)
    gtk_print_operation_get_error (self->operation, &error);
  if (self->failed)
    give_up (task, error != NULL ? error->message : _("The printer refused the paper."));
  else if (gtk_print_operation_get_status (self->operation) == GTK_PRINT_STATUS_FINISHED_ABORTED)
    give_up (task, _("The printer refused the paper."));
  else
    succeed (task);
  g_object_unref (task);
}

static gboolean
conclude_cb (gpointer data)
{
  conclude_dialog (data);

  return G_SOURCE_REMOVE;
}

/* Sending goes on after "done": its end is a change of status, and the
 * operation is in the middle of that change here. */
static void
status_cb (GtkPrintOperation *operation, GTask *task)
{
  if (!gtk_print_operation_is_finished (operation))
    return;

  g_signal_handlers_disconnect_by_data (operation, task);
  g_idle_add (conclude_cb, task);
}

static void
dialog_done_cb (GtkPrintOperation *operation, GtkPrintOperationResult outcome, GTask *task)
{
  Sending *self = g_task_get_task_data (task);

  if (outcome == GTK_PRINT_OPERATION_RESULT_APPLY && !gtk_print_operation_is_finished (operation))
    {
      g_signal_connect (operation, "status-changed", G_CALLBACK (status_cb), task);
      return;
    }

  g_signal_handlers_disconnect_by_data (operation, task);
  self->failed = outcome == GTK_PRINT_OPERATION_RESULT_ERROR;
  if (outcome == GTK_PRINT_OPERATION_RESULT_CANCEL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Nothing was printed."));
      g_object_unref (task);
      return;
    }
  g_idle_add (conclude_cb, task);
}

static void
ask_dialog (GTask *task)
{
  Sending *self = g_task_get_task_data (task);

  self->operation = operation_new (self->sheet);
  gtk_print_operation_set_allow_async (self->operation, TRUE);
  gtk_print_operation_set_embed_page_setup (self->operation, TRUE);
  if (chosen != NULL)
    gtk_print_operation_set_print_settings (self->operation, chosen);
  g_signal_connect (self->operation, "done", G_CALLBACK (dialog_done_cb), g_object_ref (task));
  gtk_print_operation_run (self->operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, self->parent, NULL);
}

/* Exporting runs the main loop until it is done, so it does not begin inside whoever asked for it. */
static gboolean
begin_cb (gpointer data)
{
  g_autoptr (GTask) task = data;
  Sending *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  if (self->parent != NULL && !self->save)
    ask_dialog (task);
  else if (!(self->made = export_to (self->sheet, self->pdf, &error)))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (self->save)
    succeed (task);
  else
    th_printer_find_async (g_task_get_cancellable (task), printer_found_cb, g_object_ref (task));

  return G_SOURCE_REMOVE;
}

void
th_paper_send_async (ThPaperSheet *sheet, GtkWindow *parent, GFile *pdf, const char *keep, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Sending *self = g_new0 (Sending, 1);

  g_task_set_source_tag (task, th_paper_send_async);
  self->sheet = th_paper_sheet_ref (sheet);
  self->parent = parent != NULL ? g_object_ref (parent) : NULL;
  self->keep = g_strdup (keep);
  self->save = pdf != NULL;
  self->pdf = pdf != NULL ? g_file_get_path (pdf) : g_strdup (keep);
  g_task_set_task_data (task, self, sending_free);

  if (self->pdf == NULL && (parent == NULL || self->save))
    {
      g_task_return_new_error (task, TH_ERROR, TH_ERROR_FAILED, "%s", _("A PDF can be saved in a folder of this computer only."));
      g_object_unref (task);
      return;
    }

  g_idle_add (begin_cb, task);
}

gboolean
th_paper_send_finish (GAsyncResult *result, char **kept, GError **error)
{
  Sending *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  self = g_task_get_task_data (G_TASK (result));
  if (kept != NULL)
    *kept = g_strdup (self->kept);

  return g_task_propagate_boolean (G_TASK (result), error);
}
