/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Printing a ticket never decides whether there is a ticket.
 *
 * The number is in the store before this begins. A printer that is out of
 * paper, or no printer at all, leaves a PDF beside the store and a mark on the
 * ticket, so that the desk can print it again and no second number is taken. */

#include "th-ticket-print.h"

#include <glib/gi18n.h>
#include <cairo-pdf.h>
#include <errno.h>

#include "th-day.h"
#include "th-printer.h"
#include "th-slip.h"
#include "th-text.h"

/* A roll of 80 mm, as the ticket printers of halls use it. */
#define PAPER_WIDTH_MM  80
#define PAPER_HEIGHT_MM 115
#define MARGIN_MM       4

typedef struct
{
  ThSession  *session;
  char       *ticket;
  int         ahead;
  JsonObject *shown;
  ThSlip     *slip;
  char       *kept;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->session);
  g_clear_pointer (&job->shown, json_object_unref);
  g_clear_pointer (&job->slip, th_slip_free);
  g_free (job->ticket);
  g_free (job->kept);
  g_free (job);
}

static double
points (double mm)
{
  return mm * 72 / 25.4;
}

/* Draws the slip on @surface, whose unit is the point, and ends its page. */
static gboolean
draw_slip (const ThSlip *slip, cairo_surface_t *surface, GError **error)
{
  cairo_t *cr = cairo_create (surface);
  PangoContext *pango = pango_cairo_create_context (cr);
  cairo_status_t status;

  cairo_translate (cr, points (MARGIN_MM), points (MARGIN_MM));
  th_slip_draw (slip, cr, pango, points (PAPER_WIDTH_MM - 2 * MARGIN_MM));
  cairo_show_page (cr);
  status = cairo_status (cr);
  g_object_unref (pango);
  cairo_destroy (cr);

  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, TH_ERROR, TH_ERROR_FAILED, "%s", cairo_status_to_string (status));

  return status == CAIRO_STATUS_SUCCESS;
}

static gboolean
export_slip (const ThSlip *slip, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  cairo_surface_t *surface;
  cairo_status_t status;
  gboolean drawn;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), _("The folder %s cannot be made: %s"),
                   folder, g_strerror (errno));
      return FALSE;
    }

  surface = cairo_pdf_surface_create (path, points (PAPER_WIDTH_MM), points (PAPER_HEIGHT_MM));
  drawn = draw_slip (slip, surface, error);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (drawn && status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, TH_ERROR, TH_ERROR_FAILED, "%s", cairo_status_to_string (status));

  return drawn && status == CAIRO_STATUS_SUCCESS;
}

static GtkPageSetup *
page_setup_new (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new_custom ("tidehall-slip", "Slip", PAPER_WIDTH_MM, PAPER_HEIGHT_MM, GTK_UNIT_MM);

  /* The margins are drawn, so that every printer gives the same slip. */
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_MM);
  gtk_paper_size_free (paper);

  return setup;
}

static void
state_told_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  GError *print_error = g_object_steal_data (G_OBJECT (task), "print-error");

  /* What happened at the printer is what the person must hear first. */
  if (print_error != NULL)
    g_task_return_error (task, print_error);
  else if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Tells the hall, then the caller. @error is taken; NULL means printed. */
static void
conclude (GTask *task, GError *error)
{
  Job *job = g_task_get_task_data (task);
  JsonObject *request = th_desk_request ("ticket.print_state", "ticket", "s", job->ticket,
                                         "state", "s", error == NULL ? "printed" : "failed", NULL);

  if (error != NULL)
    g_object_set_data_full (G_OBJECT (task), "print-error", error, (GDestroyNotify) g_error_free);
  th_session_ask_async (job->session, request, NULL, state_told_cb, task);
}

static char *
path_of_slip (Job *job)
{
  ThStore *store = th_desk_get_store (th_session_get_desk (job->session));
  g_autofree char *folder = g_path_get_dirname (th_store_get_path (store));
  ThInstant entered = th_member_instant (job->shown, "entered");
  g_autofree char *day = th_day_format (th_day_of (entered, th_session_get_zone (job->session)));
  g_autofree char *file = g_strconcat (job->ticket, ".pdf", NULL);

  return g_build_filename (folder, "slips", day, file, NULL);
}

static GError *
keep_as_file (Job *job, const GError *reason)
{
  g_autofree char *path = path_of_slip (job);
  g_autoptr (GError) local = NULL;
  const char *said = reason != NULL ? reason->message : _("The printer did not answer.");

  if (!export_slip (job->slip, path, &local))
    return g_error_new (TH_ERROR, TH_ERROR_FAILED, _("%s The slip could not be kept as a file either: %s"), said,
                        local != NULL ? local->message : "");

  job->kept = g_steal_pointer (&path);
  return g_error_new (TH_ERROR, TH_ERROR_FAILED, _("%s The ticket stands; its slip is kept in %s."), said, job->kept);
}

static void
sent_cb (GtkPrintJob *print, gpointer data, const GError *error)
{
  GTask *task = data;

  conclude (task, error == NULL ? NULL : keep_as_file (g_task_get_task_data (task), error));
}

/* A job and not a print operation: the operation of GTK 4.8 crashes when it
 * prints on a printer without its dialog. */
static gboolean
send_to (GtkPrinter *printer, GTask *task, GError **error)
{
  Job *job = g_task_get_task_data (task);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = page_setup_new ();
  g_autoptr (GtkPrintJob) print = NULL;
  cairo_surface_t *surface;

  gtk_print_settings_set_paper_size (settings, gtk_page_setup_get_paper_size (setup));
  print = gtk_print_job_new (job->ticket, printer, settings, setup);
  surface = gtk_print_job_get_surface (print, error);
  if (surface == NULL || !draw_slip (job->slip, surface, error))
    return FALSE;

  cairo_surface_finish (surface);
  gtk_print_job_send (print, sent_cb, task, NULL);

  return TRUE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrinter) printer = th_printer_find_finish (result, &error);

  if (printer == NULL || !send_to (printer, task, &error))
    conclude (task, keep_as_file (job, error));
}

static void
catalogue_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonObject) catalogue = th_session_ask_finish (TH_SESSION (source), result, &error);

  if (catalogue == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  job->slip = th_slip_new (job->shown, job->ahead, catalogue, th_session_get_hall (job->session),
                           th_session_get_zone (job->session));
  th_printer_find_async (NULL, found_cb, g_steal_pointer (&task));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->shown = th_session_ask_finish (TH_SESSION (source), result, &error);
  if (job->shown == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  th_session_ask_async (job->session, th_desk_request ("catalogue.show", NULL, NULL), g_task_get_cancellable (task),
                        catalogue_cb, g_object_ref (task));
}

void
th_ticket_print_async (ThSession *session, const char *ticket, int ahead, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (TH_IS_SESSION (session));
  g_return_if_fail (ticket != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, th_ticket_print_async);
  job = g_new0 (Job, 1);
  job->session = g_object_ref (session);
  job->ticket = g_strdup (ticket);
  job->ahead = ahead;
  g_task_set_task_data (task, job, job_free);

  th_session_ask_async (session, th_desk_request ("ticket.show", "ticket", "s", ticket, NULL), cancellable,
                        shown_cb, task);
}

gboolean
th_ticket_print_finish (ThSession *session, GAsyncResult *result, char **kept, GError **error)
{
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  job = g_task_get_task_data (G_TASK (result));
  if (kept != NULL)
    *kept = g_strdup (job->kept);

  return g_task_propagate_boolean (G_TASK (result), error);
}
