/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Printing a ticket never decides whether there is a ticket.
 *
 * The number is in the store before this begins. A printer that is out of
 * paper, or no printer at all, leaves a PDF beside the store and a mark on the
 * ticket, so that the desk can print it again and no second number is taken. */

#include "th-ticket-print.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-paper-send.h"
#include "th-pen.h"
#include "th-slip.h"
#include "th-text.h"

/* A roll of 80 mm, as the ticket printers of halls use it. */
#define POINTS(mm)   ((mm) * 72 / 25.4)
#define PAPER_WIDTH  POINTS (80)
#define PAPER_HEIGHT POINTS (115)   /* at least, so that every slip can be torn off alike */
#define MARGIN       POINTS (4)

typedef struct
{
  ThSession  *session;
  char       *ticket;
  int         ahead;
  JsonObject *shown;
  char       *kept;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->session);
  g_clear_pointer (&job->shown, json_object_unref);
  g_free (job->ticket);
  g_free (job->kept);
  g_free (job);
}

/* --- the sheet ---------------------------------------------------------------- */

/* Without @cr it is only measured. */
static double
draw_inside (const ThSlip *slip, cairo_t *cr)
{
  g_auto (ThPen) pen;

  th_pen_init (&pen, cr);

  return th_slip_draw (slip, &pen, PAPER_WIDTH - 2 * MARGIN);
}

static void
draw (gpointer data, guint page, cairo_t *cr)
{
  cairo_translate (cr, MARGIN, MARGIN);
  draw_inside (data, cr);
}

/* @slip is (transfer full). Long names make it longer, never fuller. */
static ThPaperSheet *
sheet_new (const char *ticket, ThSlip *slip)
{
  double height = draw_inside (slip, NULL) + 2 * MARGIN;

  return th_paper_sheet_new (ticket, PAPER_WIDTH, MAX (height, PAPER_HEIGHT), 1, draw, slip, (GDestroyNotify) th_slip_free);
}

/* --- telling how it went -------------------------------------------------------- */

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

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (th_paper_send_finish (result, &job->kept, &error))
    conclude (task, NULL);
  else
    conclude (task, g_error_new (TH_ERROR, TH_ERROR_FAILED, _("%s The ticket stands."), error->message));
}

/* --- asking ----------------------------------------------------------------------- */

static void
catalogue_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonObject) catalogue = th_session_ask_finish (TH_SESSION (source), result, &error);
  g_autoptr (ThPaperSheet) sheet = NULL;
  g_autofree char *keep = NULL;

  if (catalogue == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  keep = path_of_slip (job);
  sheet = sheet_new (job->ticket, th_slip_new (job->shown, job->ahead, catalogue, th_session_get_hall (job->session),
                                               th_session_get_zone (job->session)));
  th_paper_send_async (sheet, NULL, NULL, keep, NULL, sent_cb, g_steal_pointer (&task));
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
