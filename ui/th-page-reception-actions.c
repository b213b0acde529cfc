/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The Reception page: what it does.
 *
 * A ticket is taken first and printed second. The form is emptied when the
 * request leaves, so that the hands can go on with the next person, and comes
 * back as it was when the hall refuses. */

#include "th-page-reception-private.h"

#include <glib/gi18n.h>

#include "th-messages.h"
#include "th-text.h"
#include "th-ticket-print.h"

static const char *const channels[] = { "hall", "phone" };

/* A request for a ticket under way, with what it was made of. */
typedef struct
{
  ThPageReception *self;
  GPtrArray       *picked;
} Issue;

/* A request about a ticket in the list. */
typedef struct
{
  ThPageReception *self;
  const char      *failed;
  char            *done;
} Change;

/* A slip on its way to the printer. */
typedef struct
{
  ThPageReception *self;
  char            *ticket;
  gboolean         again;
} Print;

static void
print_free (Print *print)
{
  g_object_unref (print->self);
  g_free (print->ticket);
  g_free (print);
}

static void
issue_free (Issue *issue)
{
  g_object_unref (issue->self);
  g_ptr_array_unref (issue->picked);
  g_free (issue);
}

static void
change_free (Change *change)
{
  g_object_unref (change->self);
  g_free (change->done);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Issue, issue_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Print, print_free)

static int
find_picked (ThPageReception *self, ThPickItem *item)
{
  guint index;

  return g_ptr_array_find (self->picked, item, &index) ? (int) index : -1;
}

static void
unpick_all (ThPageReception *self)
{
  g_ptr_array_set_size (self->picked, 0);
  th_picker_uncheck_all (self->picker);
}

static void
add_picked (ThPageReception *self, ThPickItem *item)
{
  g_ptr_array_add (self->picked, g_object_ref (item));
  th_picker_set_checked (self->picker, item, TRUE);
}

/* Picks @item, or takes it back; a queue and matters exclude each other. */
void
th_page_reception_pick (ThPageReception *self, ThPickItem *item)
{
  ThPickItem *first = self->picked->len > 0 ? g_ptr_array_index (self->picked, 0) : NULL;
  int index = find_picked (self, item);

  if (index >= 0)
    {
      g_ptr_array_remove_index (self->picked, (guint) index);
      th_picker_set_checked (self->picker, item, FALSE);
    }
  else
    {
      if (item->kind == TH_PICK_QUEUE || (first != NULL && first->kind == TH_PICK_QUEUE))
        unpick_all (self);
      add_picked (self, item);
    }

  th_picker_focus (self->picker);
  th_page_reception_show_form (self);
}

static void
close_reason (ThPageReception *self)
{
  self->reason_verb = NULL;
  g_clear_pointer (&self->reason_ticket, g_free);
  gtk_revealer_set_reveal_child (self->reason_revealer, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
}

static void
clear_form (ThPageReception *self)
{
  unpick_all (self);
  gtk_toggle_button_set_active (self->priority, FALSE);
  gtk_toggle_button_set_active (self->party_toggle, FALSE);
  gtk_drop_down_set_selected (self->channel, 0);
  th_party_form_clear (self->party);
  th_page_reception_show_form (self);
}

static void
say_printed (ThPageReception *self, const char *text, const char *more, const char *css_class)
{
  gtk_label_set_label (self->taken_print, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->taken_print), more);
  gtk_widget_set_css_classes (GTK_WIDGET (self->taken_print), (const char *[]) { "secondary", css_class, NULL });
}

/* How a slip came out is said beside its number, and only there: meanwhile the
 * next ticket may have been taken. The list marks the others. */
static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Print) print = data;
  g_autoptr (GError) error = NULL;
  ThPageReception *self = print->self;
  gboolean printed = th_ticket_print_finish (TH_SESSION (source), result, NULL, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (!print->again)
    {
      if (g_strcmp0 (gtk_label_get_label (self->taken_number), print->ticket) == 0)
        say_printed (self, printed ? _("Slip printed") : _("Not printed, can be reprinted"),
                     printed ? NULL : error->message, printed ? "ink2" : "warn");
    }
  else if (printed)
    th_message_done (GTK_WIDGET (self), _("Slip printed"), NULL);
  else
    th_message_error (GTK_WIDGET (self), _("The slip was not printed."), error, NULL, NULL);
}

void
th_page_reception_print (ThPageReception *self, const char *ticket, int ahead, gboolean again)
{
  Print *print = g_new0 (Print, 1);

  print->self = g_object_ref (self);
  print->ticket = g_strdup (ticket);
  print->again = again;
  if (!again)
    say_printed (self, _("Printing…"), NULL, "ink2");
  th_ticket_print_async (self->session, ticket, ahead, self->cancellable, printed_cb, print);
}

/* The number of a ticket in a sentence of the hall, such as "holds ticket T003
 * already"; the code of a booking, of eight signs, is none. */
char *
th_page_reception_ticket_in (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?<![A-Z0-9])[A-Z]{1,3}[0-9]{3,4}(?![A-Z0-9])", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 0) : NULL;
}

static void
show_refusal (ThPageReception *self, Issue *issue, const GError *error)
{
  g_autofree char *ticket = g_error_matches (error, TH_ERROR, TH_ERROR_DUPLICATE) ? th_page_reception_ticket_in (error->message) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *action = NULL;

  /* What was chosen comes back, unless the next person's is there already. */
  if (self->picked->len == 0)
    for (guint i = 0; i < issue->picked->len; i++)
      add_picked (self, g_ptr_array_index (issue->picked, i));
  th_page_reception_show_form (self);

  if (ticket != NULL)
    {
      label = g_strdup_printf (_("Reprint %s"), ticket);
      action = g_strdup_printf ("page.reprint-ticket::%s", ticket);
      th_recent_list_choose (self->recent, ticket);
    }
  if (g_error_matches (error, TH_ERROR, TH_ERROR_BAD_REQUEST) && gtk_toggle_button_get_active (self->party_toggle))
    th_party_form_focus (self->party);
  th_message_error (GTK_WIDGET (self), _("No ticket was taken."), error, label, action);
}

/* A number that was given out, as large as it is called. */
void
th_page_reception_show_number (ThPageReception *self, const char *what, const char *ticket, const char *ahead, const char *warning)
{
  gtk_label_set_label (self->taken_number, ticket);
  gtk_widget_remove_css_class (GTK_WIDGET (self->taken_number), "none");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->taken_number), GTK_ACCESSIBLE_PROPERTY_LABEL, ticket, -1);
  gtk_label_set_label (self->taken_queue, what);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->taken_queue), what);
  gtk_label_set_label (self->taken_ahead, ahead);
  gtk_label_set_label (self->taken_warning, warning != NULL ? warning : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->taken_warning), warning);
  gtk_widget_set_visible (GTK_WIDGET (self->taken_warning), warning != NULL);
}

static void
show_taken (ThPageReception *self, JsonObject *answer, Issue *issue)
{
  ThPickItem *first = issue->picked->len > 0 ? g_ptr_array_index (issue->picked, 0) : NULL;
  const char *ticket = th_member_text (answer, "ticket");
  const char *warning = th_member_text (answer, "warning");
  int ahead = (int) th_member_int (answer, "ahead", 0);
  g_autofree char *text = NULL;

  if (ahead == 0)
    text = g_strdup (_("First in line"));
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Ahead: %d person", "Ahead: %d people", (gulong) ahead), ahead);

  th_page_reception_show_number (self, first != NULL ? th_pick_item_name (first) : "", ticket, text, warning);
}

static void
issued_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Issue) issue = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  ThPageReception *self = issue->self;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->busy = FALSE;
  if (answer == NULL)
    {
      show_refusal (self, issue, error);
      return;
    }

  th_message_clear (GTK_WIDGET (self));
  gtk_toggle_button_set_active (self->priority, FALSE);
  gtk_toggle_button_set_active (self->party_toggle, FALSE);
  gtk_drop_down_set_selected (self->channel, 0);
  th_party_form_clear (self->party);
  th_page_reception_show_form (self);
  show_taken (self, answer, issue);
  th_recent_list_choose (self->recent, th_member_text (answer, "ticket"));
  th_page_reception_print (self, th_member_text (answer, "ticket"), (int) th_member_int (answer, "ahead", -1), FALSE);
}

static JsonObject *
issue_request (ThPageReception *self)
{
  ThPickItem *first = g_ptr_array_index (self->picked, 0);
  JsonObject *request = th_desk_request ("ticket.issue", NULL, NULL);
  guint channel = MIN (gtk_drop_down_get_selected (self->channel), G_N_ELEMENTS (channels) - 1);
  JsonObject *party = th_party_form_get (self->party);

  if (first->kind == TH_PICK_QUEUE)
    json_object_set_string_member (request, "queue", first->code);
  else
    {
      JsonArray *codes = json_array_new ();

      for (guint i = 0; i < self->picked->len; i++)
        json_array_add_string_element (codes, ((ThPickItem *) g_ptr_array_index (self->picked, i))->code);
      json_object_set_array_member (request, "matters", codes);
    }

  if (gtk_toggle_button_get_active (self->priority))
    {
      GtkStringObject *ground = gtk_drop_down_get_selected_item (self->ground);

      json_object_set_string_member (request, "class", "priority");
      if (ground != NULL)
        json_object_set_string_member (request, "ground", gtk_string_object_get_string (ground));
    }
  json_object_set_string_member (request, "channel", channels[channel]);
  if (party != NULL)
    json_object_set_object_member (request, "party", party);

  return request;
}

/* Takes the ticket that the form describes. */
void
th_page_reception_issue (ThPageReception *self)
{
  JsonObject *request;
  Issue *issue;

  if (self->busy || !th_page_reception_may_issue (self))
    return;

  self->busy = TRUE;
  request = issue_request (self);
  issue = g_new0 (Issue, 1);
  issue->self = g_object_ref (self);
  issue->picked = self->picked;
  self->picked = g_ptr_array_new_with_free_func (g_object_unref);
  th_picker_uncheck_all (self->picker);
  th_picker_focus (self->picker);
  th_page_reception_show_form (self);

  th_session_ask_async (self->session, request, self->cancellable, issued_cb, issue);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Change) change = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  ThPageReception *self = change->self;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->busy = FALSE;
  if (answer == NULL)
    {
      th_message_error (GTK_WIDGET (self), change->failed, error, NULL, NULL);
      return;
    }

  close_reason (self);
  th_page_reception_show_default (self);
  th_page_focus_start (TH_PAGE (self));
  th_message_done (GTK_WIDGET (self), change->done, NULL);
  th_feed_refresh (self->feed);
}

/* @done is taken. */
static void
change_ticket (ThPageReception *self, const char *verb, const char *ticket, const char *reason, const char *failed, char *done)
{
  JsonObject *request = th_desk_request (verb, "ticket", "s", ticket, NULL);
  Change *change = g_new0 (Change, 1);

  if (reason != NULL)
    json_object_set_string_member (request, "reason", reason);
  change->self = g_object_ref (self);
  change->failed = failed;
  change->done = done;
  self->busy = TRUE;
  th_session_ask_async (self->session, request, self->cancellable, changed_cb, change);
}

static const char *
chosen_ticket (ThPageReception *self)
{
  JsonObject *ticket = self->busy ? NULL : th_recent_list_get_chosen (self->recent);

  return ticket != NULL ? th_member_text (ticket, "ticket") : NULL;
}

static void
ask_reason (ThPageReception *self, const char *verb, const char *format, const char *suggestion)
{
  const char *ticket = chosen_ticket (self);
  g_autofree char *title = NULL;

  if (ticket == NULL)
    return;

  title = g_strdup_printf ("%s %s", format, ticket);
  self->reason_verb = verb;
  g_free (self->reason_ticket);
  self->reason_ticket = g_strdup (ticket);
  gtk_label_set_label (self->reason_title, title);
  gtk_editable_set_text (GTK_EDITABLE (self->reason), suggestion);
  gtk_revealer_set_reveal_child (self->reason_revealer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  gtk_editable_select_region (GTK_EDITABLE (self->reason), 0, -1);
  th_page_reception_show_default (self);
}

void
th_page_reception_accept_reason (ThPageReception *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
  gboolean divert;

  if (self->busy || self->reason_verb == NULL || *reason == '\0')
    return;

  divert = g_strcmp0 (self->reason_verb, "ticket.divert") == 0;
  change_ticket (self, self->reason_verb, self->reason_ticket, reason,
                 divert ? _("The ticket was not diverted.") : _("The ticket was not given up."),
                 g_strdup_printf (divert ? _("%s diverted") : _("%s given up"), self->reason_ticket));
}

static void
issue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_page_reception_issue (TH_PAGE_RECEPTION (widget));
}

static void
toggle (GtkToggleButton *button)
{
  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
priority_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  toggle (TH_PAGE_RECEPTION (widget)->priority);
}

/* The key goes to the entries, and from there closes them again. */
static void
party_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageReception *self = TH_PAGE_RECEPTION (widget);
  gboolean inside = gtk_widget_get_focus_child (GTK_WIDGET (self->party)) != NULL;

  if (gtk_toggle_button_get_active (self->party_toggle) && !inside)
    th_party_form_focus (self->party);
  else
    toggle (self->party_toggle);
}

static void
reinstate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageReception *self = TH_PAGE_RECEPTION (widget);
  const char *ticket = chosen_ticket (self);

  if (ticket != NULL)
    change_ticket (self, "ticket.reinstate", ticket, NULL, _("The ticket was not put back."),
                   g_strdup_printf (_("%s is back in line"), ticket));
}

static void
move_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageReception *self = TH_PAGE_RECEPTION (widget);
  const char *ticket = chosen_ticket (self);

  if (ticket != NULL)
    change_ticket (self, "ticket.move_back", ticket, NULL, _("The ticket was not moved back."),
                   g_strdup_printf (_("%s moved back"), ticket));
}

static void
divert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_reason (TH_PAGE_RECEPTION (widget), "ticket.divert", _("Divert"), _("Done online"));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_reason (TH_PAGE_RECEPTION (widget), "ticket.cancel", _("Give up"), _("The person left"));
}

static void
reprint_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageReception *self = TH_PAGE_RECEPTION (widget);
  JsonObject *ticket = th_recent_list_get_chosen (self->recent);

  if (ticket != NULL)
    th_page_reception_print (self, th_member_text (ticket, "ticket"), (int) th_member_int (ticket, "ahead", -1), TRUE);
}

static void
reprint_ticket_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_message_clear (widget);
  th_page_reception_print (TH_PAGE_RECEPTION (widget), g_variant_get_string (parameter, NULL), -1, TRUE);
}

/* Escape closes the top-most: first the reason, then the form. */
static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageReception *self = TH_PAGE_RECEPTION (widget);

  if (self->reason_verb != NULL)
    {
      close_reason (self);
      th_page_reception_show_default (self);
    }
  else if (th_page_reception_arriving (self))
    {
      th_check_in_clear (self->check_in);
      gtk_toggle_button_set_active (self->ticket_mode, TRUE);
    }
  else
    clear_form (self);

  th_page_focus_start (TH_PAGE (self));
}

void
th_page_reception_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.issue", NULL, issue_action);
  gtk_widget_class_install_action (widget_class, "page.priority", NULL, priority_action);
  gtk_widget_class_install_action (widget_class, "page.party", NULL, party_action);
  gtk_widget_class_install_action (widget_class, "page.reinstate", NULL, reinstate_action);
  gtk_widget_class_install_action (widget_class, "page.move-back", NULL, move_back_action);
  gtk_widget_class_install_action (widget_class, "page.divert", NULL, divert_action);
  gtk_widget_class_install_action (widget_class, "page.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "page.reprint", NULL, reprint_action);
  gtk_widget_class_install_action (widget_class, "page.reprint-ticket", "s", reprint_ticket_action);
  gtk_widget_class_install_action (widget_class, "page.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "page.dismiss", NULL, clear_action);
}
