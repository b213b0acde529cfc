/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The Window page: what it does.
 *
 * Every step is one request to the hall followed by window.show, and the page
 * is busy until both are answered: a key that comes meanwhile is a repeat or a
 * guess about a state nobody has seen yet, and is dropped. */

#include "th-page-window-private.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-messages.h"
#include "th-paper.h"
#include "th-pick-item.h"
#include "th-ticket-print.h"
#include "th-text.h"

/* One step under way. */
typedef struct
{
  ThPageWindow *self;
  const char   *failed;     /* what did not happen */
  gboolean      leaves;     /* the ticket has left the window: Undo is offered */
  gboolean      closes;     /* the window is closed afterwards */
  char         *booking;    /* finished: what follows from it is told */
  gboolean      matter;     /* a tick: the focus stays where it is */
} Step;

static void
step_free (Step *step)
{
  g_object_unref (step->self);
  g_free (step->booking);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static void
set_busy (ThPageWindow *self, gboolean busy)
{
  self->busy = busy;
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  ThPageWindow *self = step->self;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  set_busy (self, FALSE);
  if (answer == NULL)
    {
      th_feed_refresh (self->feed);
      return;
    }

  th_page_window_show (self, answer);
  th_window_line_offer_undo (self->line, step->leaves);
}

static void
followups_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  JsonArray *followups = answer != NULL ? th_member_array (answer, "followups") : NULL;
  ThPageWindow *self = step->self;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  for (guint i = 0; followups != NULL && i < json_array_get_length (followups); i++)
    {
      JsonObject *one = th_member_element (followups, i);
      ThDay due = th_member_has (one, "due") ? th_day_parse (th_member_text (one, "due")) : 0;
      g_autofree char *date = due != 0 ? th_text_date (due) : NULL;
      g_autofree char *text = NULL;

      if (g_strcmp0 (th_member_text (one, "booking"), step->booking) != 0)
        continue;
      text = date != NULL ? g_strdup_printf (_("To follow: the U-key is to be posted by %s"), date)
                          : g_strdup (_("To follow: the U-key is to be posted"));
      th_message_done (GTK_WIDGET (self), text, "page.undo");
      return;
    }
}

/* What has to be done later is in the hall's list once the finish is. */
static void
tell_what_follows (ThPageWindow *self, Step *finished)
{
  Step *step;

  if (finished->booking == NULL)
    return;
  step = g_new0 (Step, 1);
  step->self = g_object_ref (self);
  step->booking = g_steal_pointer (&finished->booking);
  th_session_ask_async (self->session, th_desk_request ("followup.list", "state", "s", "open", NULL), self->cancellable,
                        followups_cb, step);
}

static void
stepped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  ThPageWindow *self = step->self;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (answer == NULL)
    {
      th_message_error (GTK_WIDGET (self), step->failed, error, NULL, NULL);
      step->leaves = FALSE;
    }
  else
    th_message_clear (GTK_WIDGET (self));

  if (answer != NULL && !step->matter)
    {
      self->settle = TRUE;
      th_page_window_close_panel (self);
    }

  if (answer != NULL)
    tell_what_follows (self, step);
  if (answer != NULL && step->closes)
    {
      set_busy (self, FALSE);
      th_session_set_window (self->session, NULL);
      return;
    }

  /* After a refusal too: what is on the screen was not the truth. */
  th_session_ask_async (self->session,
                        th_desk_request ("window.show", "window", "s", th_session_get_window (self->session), NULL),
                        self->cancellable, shown_cb, g_steal_pointer (&step));
}

/* Whether a step may begin; what is asked for must still be possible, whoever asks. */
static gboolean
may_begin (ThPageWindow *self, ThStep step)
{
  return !self->busy && self->view != NULL
         && th_window_view_step (self->view, step, th_session_now (self->session), NULL);
}

static Step *
step_new (ThPageWindow *self, const char *failed)
{
  Step *step = g_new0 (Step, 1);

  step->self = g_object_ref (self);
  step->failed = failed;

  return step;
}

/* @request is taken, and so is @step. */
static void
run (ThPageWindow *self, JsonObject *request, Step *step)
{
  set_busy (self, TRUE);
  json_object_set_string_member (request, "window", self->view->window);
  th_session_ask_async (self->session, request, self->cancellable, stepped_cb, step);
}

static JsonObject *
request_new (const char *verb)
{
  return th_desk_request (verb, NULL, NULL);
}

static void
call_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);

  if (may_begin (self, TH_STEP_CALL))
    run (self, request_new ("ticket.call"), step_new (self, _("Nobody was called.")));
}

static void
start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);

  if (may_begin (self, TH_STEP_START))
    run (self, request_new ("ticket.start"), step_new (self, _("Handling was not started.")));
}

static void
finish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);
  Step *step;

  if (!may_begin (self, TH_STEP_FINISH))
    return;

  step = step_new (self, _("The ticket was not finished."));
  step->leaves = TRUE;
  step->booking = g_strdup (th_member_text (self->view->ticket, "booking"));
  run (self, request_new ("ticket.finish"), step);
}

static void
recall_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);

  if (may_begin (self, TH_STEP_RECALL))
    run (self, request_new ("ticket.recall"), step_new (self, _("The ticket was not called again.")));
}

static void
no_show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);
  Step *step;

  if (!may_begin (self, TH_STEP_NO_SHOW))
    return;

  step = step_new (self, _("The call was not marked as missed."));
  step->leaves = TRUE;
  run (self, request_new ("ticket.no_show"), step);
}

static void
unhold (ThPageWindow *self, const char *ticket)
{
  JsonObject *request;

  if (!may_begin (self, TH_STEP_UNHOLD))
    return;

  request = request_new ("ticket.unhold");
  json_object_set_string_member (request, "ticket", ticket);
  run (self, request, step_new (self, _("The ticket stays on hold.")));
}

/* The key recalls whom this window has had on hold longest. */
static void
unhold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);

  if (self->view != NULL && self->view->held_here != NULL)
    unhold (self, self->view->held_here);
}

static void
unhold_ticket_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  unhold (TH_PAGE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);

  if (may_begin (self, TH_STEP_UNDO))
    run (self, request_new ("ticket.undo"), step_new (self, _("The step was not undone.")));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);
  Step *step;

  if (!may_begin (self, TH_STEP_CLOSE))
    return;

  step = step_new (self, _("The window was not closed."));
  step->closes = TRUE;
  run (self, request_new ("window.close"), step);
}

/* Opens the panel for what a step still needs to be told. */
static void
ask (ThPageWindow *self, ThStep step, const char *title, GPtrArray *items)
{
  th_window_panel_set_now (self->panel, th_session_now (self->session), th_session_get_zone (self->session));
  self->asking = TRUE;
  gtk_revealer_set_reveal_child (self->panel_revealer, TRUE);
  th_window_panel_ask (self->panel, step, title, items);
  gtk_widget_set_visible (self->case_hints, FALSE);
  th_page_window_show_actions (self);
}

/* Closes the panel, if it is open, and gives the focus back to the work. */
void
th_page_window_close_panel (ThPageWindow *self)
{
  if (!self->asking)
    return;

  self->asking = FALSE;
  gtk_revealer_set_reveal_child (self->panel_revealer, FALSE);
  gtk_widget_set_visible (self->case_hints, TRUE);
  th_page_window_show_actions (self);
  th_page_focus_start (TH_PAGE (self));
}

static void
hold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);
  g_autofree char *title = NULL;

  if (!may_begin (self, TH_STEP_HOLD))
    return;

  title = g_strdup_printf (_("Hold %s"), self->view->number);
  ask (self, TH_STEP_HOLD, title, NULL);
}

static void
transfer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);
  JsonObject *catalogue = th_feed_get_answer (self->catalogue);
  JsonObject *hall = th_feed_get_answer (self->hall);
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *title = NULL;

  if (!may_begin (self, TH_STEP_TRANSFER) || catalogue == NULL || hall == NULL)
    return;

  items = th_pick_items_targets (catalogue, hall, self->view->window);
  title = g_strdup_printf (_("Transfer %s to a queue or a window"), self->view->number);
  ask (self, TH_STEP_TRANSFER, title, items);
}

static void
add_matter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);
  JsonObject *catalogue = th_feed_get_answer (self->catalogue);
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *title = NULL;

  if (!may_begin (self, TH_STEP_ADD_MATTER) || catalogue == NULL)
    return;

  items = th_pick_items_matters (catalogue, FALSE);
  title = g_strdup_printf (_("Add a matter to %s"), self->view->number);
  ask (self, TH_STEP_ADD_MATTER, title, items);
}

/* One key for both ways: it suspends an open window and resumes a suspended one. */
static void
pause_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);

  if (may_begin (self, TH_STEP_RESUME))
    run (self, request_new ("window.resume"), step_new (self, _("Service was not resumed.")));
  else if (may_begin (self, TH_STEP_SUSPEND))
    ask (self, TH_STEP_SUSPEND, _("Suspend service"), NULL);
}

static void
dismiss_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_page_window_close_panel (TH_PAGE_WINDOW (widget));
}

/* What the panel was told, added to the request of its step. */
void
th_page_window_panel_accepted (ThPageWindow *self, JsonObject *members)
{
  ThStep asked = th_window_panel_get_step (self->panel);
  g_autoptr (GList) keys = json_object_get_members (members);
  JsonObject *request = NULL;
  Step *step = NULL;

  if (!may_begin (self, asked))
    return;

  switch ((int) asked)
    {
    case TH_STEP_HOLD:
      request = request_new ("ticket.hold");
      step = step_new (self, _("The ticket was not put on hold."));
      step->leaves = TRUE;
      break;
    case TH_STEP_TRANSFER:
      request = request_new ("ticket.transfer");
      step = step_new (self, _("The ticket was not transferred."));
      step->leaves = TRUE;
      break;
    case TH_STEP_ADD_MATTER:
      request = request_new ("ticket.add_matter");
      step = step_new (self, _("The matter was not added."));
      break;
    case TH_STEP_SUSPEND:
      request = request_new ("window.pause");
      step = step_new (self, _("Service was not suspended."));
      break;
    default:
      g_return_if_reached ();
    }

  for (GList *key = keys; key != NULL; key = key->next)
    json_object_set_member (request, key->data, json_object_dup_member (members, key->data));
  run (self, request, step);
}

/* Whether the tick is on its way; one that comes too early is dropped. */
gboolean
th_page_window_matter_toggled (ThPageWindow *self, const char *code, const char *state)
{
  JsonObject *request;
  Step *step;

  if (!may_begin (self, TH_STEP_FINISH))
    return FALSE;

  request = th_desk_request ("ticket.matter", "matter", "s", code, "state", "s", state, NULL);
  step = step_new (self, _("The matter was not ticked."));
  step->matter = TRUE;
  run (self, request, step);

  return TRUE;
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThPageWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  if (!th_ticket_print_finish (TH_SESSION (source), result, &kept, &error))
    {
      if (!g_cancellable_is_cancelled (self->cancellable))
        th_message_error (GTK_WIDGET (self), _("The slip was not printed."), error, _("Try again"), "page.reprint");
    }
  else
    th_message_done (GTK_WIDGET (self), _("Slip printed"), NULL);
}

static void
reprint_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);

  if (may_begin (self, TH_STEP_REPRINT))
    th_ticket_print_async (self->session, self->view->number, -1, self->cancellable, printed_cb, g_object_ref (self));
}

static void
forms_printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThPageWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *what = NULL;

  if (th_paper_print_finish (TH_SESSION (source), result, &kept, &error))
    th_message_done (GTK_WIDGET (self), _("Forms printed"), NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      what = kept != NULL ? g_strdup_printf (_("The forms were not printed; they are kept in %s."), kept)
                          : g_strdup (_("The forms were not printed."));
      th_message_error (GTK_WIDGET (self), what, error, _("Try again"), "page.print-forms");
    }
}

/* The forms are filled in with what the booking knows; the dialog asks where. */
static void
print_forms_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);

  if (self->booking_code != NULL)
    th_paper_print_async (self->session, TH_PAPER_FORMS, self->booking_code, NULL, NULL,
                          GTK_WINDOW (gtk_widget_get_root (widget)), NULL, self->cancellable, forms_printed_cb,
                          g_object_ref (self));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThPageWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  set_busy (self, FALSE);
  th_sign_in_form_set_busy (self->sign_in_form, FALSE);
  th_sign_in_form_set_error (self->sign_in_form, answer == NULL ? error->message : NULL);
  if (answer != NULL)
    {
      /* The list of closed windows may have lost this one already. */
      self->settle = TRUE;
      th_session_set_window (self->session, th_member_text (answer, "window"));
    }
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThPageWindow) self = data;
  g_autoptr (GError) error = NULL;
  JsonObject *request;
  gboolean signed_in = th_session_sign_in_finish (TH_SESSION (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  /* A person who has a window open already is shown that one. */
  if (!signed_in || th_session_get_window (self->session) != NULL)
    {
      set_busy (self, FALSE);
      th_sign_in_form_set_busy (self->sign_in_form, FALSE);
      th_sign_in_form_set_error (self->sign_in_form, signed_in ? NULL : error->message);
      return;
    }

  request = th_desk_request ("window.open",
                             "window", "s", self->opening,
                             "staff", "s", th_sign_in_form_get_staff (self->sign_in_form),
                             "pin", "s", th_sign_in_form_get_pin (self->sign_in_form), NULL);
  th_session_ask_async (self->session, request, self->cancellable, opened_cb, g_object_ref (self));
}

/* Opening a window is signing in and taking the seat. */
void
th_page_window_open_submitted (ThPageWindow *self)
{
  if (self->busy)
    return;

  set_busy (self, TRUE);
  g_free (self->opening);
  self->opening = g_strdup (th_sign_in_form_get_window (self->sign_in_form));
  th_sign_in_form_set_busy (self->sign_in_form, TRUE);
  th_session_sign_in_async (self->session, th_sign_in_form_get_staff (self->sign_in_form),
                            th_sign_in_form_get_pin (self->sign_in_form),
                            self->cancellable, signed_in_cb, g_object_ref (self));
}

void
th_page_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.call", NULL, call_action);
  gtk_widget_class_install_action (widget_class, "page.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "page.finish", NULL, finish_action);
  gtk_widget_class_install_action (widget_class, "page.recall", NULL, recall_action);
  gtk_widget_class_install_action (widget_class, "page.no-show", NULL, no_show_action);
  gtk_widget_class_install_action (widget_class, "page.hold", NULL, hold_action);
  gtk_widget_class_install_action (widget_class, "page.unhold", NULL, unhold_action);
  gtk_widget_class_install_action (widget_class, "page.unhold-ticket", "s", unhold_ticket_action);
  gtk_widget_class_install_action (widget_class, "page.transfer", NULL, transfer_action);
  gtk_widget_class_install_action (widget_class, "page.reprint", NULL, reprint_action);
  gtk_widget_class_install_action (widget_class, "page.print-forms", NULL, print_forms_action);
  gtk_widget_class_install_action (widget_class, "page.pause", NULL, pause_action);
  gtk_widget_class_install_action (widget_class, "page.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "page.add-matter", NULL, add_matter_action);
  gtk_widget_class_install_action (widget_class, "page.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "page.dismiss", NULL, dismiss_action);
}
