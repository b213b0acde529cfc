/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: a paper of a booking from one call. What stands on it is asked first,
 * then the sheet is made, then it is sent; a paper never begins before all of
 * it is known. */

#include "th-paper.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-paper-forms.h"
#include "th-paper-hints.h"
#include "th-paper-send.h"
#include "th-paper-slip.h"
#include "th-text.h"

typedef struct
{
  ThSession  *session;
  ThPaperKind kind;
  JsonObject *told;
  JsonObject *party;
  JsonObject *catalogue;
  GtkWindow  *parent;
  GFile      *pdf;
  char       *kept;
} Paper;

static void
paper_free (gpointer data)
{
  Paper *self = data;

  g_object_unref (self->session);
  g_clear_pointer (&self->told, json_object_unref);
  g_clear_pointer (&self->party, json_object_unref);
  g_clear_pointer (&self->catalogue, json_object_unref);
  g_clear_object (&self->parent);
  g_clear_object (&self->pdf);
  g_free (self->kept);
  g_free (self);
}

/* The verbs and the names of files call them so. */
static const char *const names[] = { "slip", "hints", "forms" };

/* Where a PDF is left when there is no printer: beside the store, as slips of tickets are. */
static char *
path_to_keep (Paper *self)
{
  ThStore *store = th_desk_get_store (th_session_get_desk (self->session));
  g_autofree char *folder = g_path_get_dirname (th_store_get_path (store));
  ThInstant now = th_session_now (self->session);
  g_autofree char *day = th_day_format (th_day_of (now, th_session_get_zone (self->session)));
  g_autofree char *clock = th_text_clock (now, th_session_get_zone (self->session));
  const char *code = th_member_text (self->told, "booking");
  g_autofree char *file = g_strdup_printf ("%s-%s.pdf", code != NULL ? code : g_strdelimit (clock, ":", '.'),
                                           names[self->kind]);

  return g_build_filename (folder, "slips", day, file, NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Paper *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (th_paper_send_finish (result, &self->kept, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static ThPaperSheet *
make_sheet (Paper *self, JsonArray *points, GError **error)
{
  ThPaperFacts *facts = th_paper_facts_new (self->told, self->party, self->catalogue, th_session_get_hall (self->session),
                                            points, th_session_get_zone (self->session), th_session_now (self->session));
  ThPaperSheet *sheet = NULL;

  switch (self->kind)
    {
    case TH_PAPER_HINTS:
      return th_paper_hints_new (facts);
    case TH_PAPER_SLIP:
      if (th_member_has (self->told, "booking"))
        return th_paper_slip_new (facts);
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, "%s", _("There is a slip only when the booking is made."));
      th_paper_facts_free (facts);
      break;
    case TH_PAPER_FORMS:
      sheet = th_paper_forms_new (facts);
      if (sheet == NULL)
        g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, "%s", _("These matters need no form of the hall."));
      break;
    default:
      g_assert_not_reached ();
    }

  return sheet;
}

static void
send_sheet (GTask *task, JsonArray *points)
{
  Paper *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *keep = path_to_keep (self);
  g_autoptr (ThPaperSheet) sheet = make_sheet (self, points, &error);

  if (sheet == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  th_paper_send_async (sheet, self->parent, self->pdf, keep, g_task_get_cancellable (task), sent_cb, g_object_ref (task));
}

/* A hall without points, or one that does not tell them, prints none. */
static void
points_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, NULL);

  if (!g_task_return_error_if_cancelled (task))
    send_sheet (task, answer != NULL ? th_member_array (answer, "points") : NULL);
}

static void
catalogue_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Paper *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->catalogue = th_session_ask_finish (TH_SESSION (source), result, &error);
  if (self->catalogue == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  th_session_ask_async (self->session, th_desk_request ("point.list", NULL, NULL), g_task_get_cancellable (task), points_cb,
                        g_object_ref (task));
}

static void
ask_catalogue (GTask *task)
{
  Paper *self = g_task_get_task_data (task);

  th_session_ask_async (self->session, th_desk_request ("catalogue.show", NULL, NULL), g_task_get_cancellable (task),
                        catalogue_cb, g_object_ref (task));
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Paper *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->told = th_session_ask_finish (TH_SESSION (source), result, &error);
  if (self->told == NULL)
    g_task_return_error (task, error);
  else
    ask_catalogue (task);
}

void
th_paper_print_async (ThSession *session, ThPaperKind kind, const char *booking, JsonObject *prepared, JsonObject *party,
                      GtkWindow *parent, GFile *pdf, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Paper *self;

  g_return_if_fail (TH_IS_SESSION (session));
  g_return_if_fail (booking != NULL || prepared != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, th_paper_print_async);
  self = g_new0 (Paper, 1);
  self->session = g_object_ref (session);
  self->kind = kind;
  self->party = party != NULL ? json_object_ref (party) : NULL;
  self->parent = parent != NULL ? g_object_ref (parent) : NULL;
  self->pdf = pdf != NULL ? g_object_ref (pdf) : NULL;
  g_task_set_task_data (task, self, paper_free);

  if (booking != NULL)
    {
      th_session_ask_async (session, th_desk_request ("booking.papers", "booking", "s", booking, "paper", "s", names[kind], NULL), cancellable,
                            told_cb, g_steal_pointer (&task));
      return;
    }

  self->told = json_object_ref (prepared);
  ask_catalogue (task);
}

gboolean
th_paper_print_finish (ThSession *session, GAsyncResult *result, char **kept, GError **error)
{
  Paper *self;

  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  self = g_task_get_task_data (G_TASK (result));
  if (kept != NULL)
    *kept = g_strdup (self->kept);

  return g_task_propagate_boolean (G_TASK (result), error);
}
