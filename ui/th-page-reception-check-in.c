/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The Reception page: who comes with a booking.
 *
 * What was said stays in the entry until the hall has taken it, so that a
 * refusal can be put right; and whatever the refusal, a ticket as a walk-in is
 * one key away, for nobody is sent home over a booking. */

#include "th-page-reception-private.h"

#include <glib/gi18n.h>

#include "th-messages.h"
#include "th-text.h"

gboolean
th_page_reception_arriving (ThPageReception *self)
{
  return gtk_toggle_button_get_active (self->check_in_mode);
}

/* The page has one place for what is asked for and one for the step; which of
 * the two they are is the mode. */
void
th_page_reception_show_mode (ThPageReception *self)
{
  gboolean arriving = th_page_reception_arriving (self);
  gboolean signed_in = th_session_get_staff_no (self->session) != NULL;
  const char *name = arriving ? "check-in" : "ticket";

  gtk_stack_set_visible_child_name (self->mode_stack, name);
  gtk_stack_set_visible_child_name (self->step_stack, name);
  if (!signed_in)
    th_check_in_set (self->check_in, NULL, self->session);
  th_feed_set_active (self->bookings, arriving && signed_in && gtk_widget_get_mapped (GTK_WIDGET (self)));
  th_page_reception_show_arrival (self);
}

void
th_page_reception_bookings_updated (ThPageReception *self)
{
  JsonObject *answer = th_feed_get_answer (self->bookings);

  if (answer != NULL && th_session_get_staff_no (self->session) != NULL)
    th_check_in_set (self->check_in, th_member_array (answer, "bookings"), self->session);
}

/* The button: whom it would check in, or what is missing. */
void
th_page_reception_show_arrival (ThPageReception *self)
{
  gboolean signed_in = th_session_get_staff_no (self->session) != NULL;
  g_autofree char *line = signed_in ? th_check_in_describe (self->check_in) : g_strdup (_("Sign in first"));
  g_autoptr (JsonObject) request = signed_in ? th_check_in_request (self->check_in) : NULL;

  /* Whoever was refused has left the entry. */
  if (request == NULL)
    g_clear_pointer (&self->walk_in, g_strfreev);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.check-in", request != NULL);
  th_step_button_set_line (self->check_in_button, line);
  th_step_button_set_filled (self->check_in_button, request != NULL && self->reason_verb == NULL);
  th_page_reception_show_default (self);
}

/* --- what came of it ------------------------------------------------------ */

static const char *
queue_name (ThPageReception *self, const char *prefix)
{
  JsonObject *catalogue = th_feed_get_answer (self->catalogue);
  JsonArray *queues = catalogue != NULL ? th_member_array (catalogue, "queues") : NULL;

  for (guint i = 0; queues != NULL && i < json_array_get_length (queues); i++)
    if (g_strcmp0 (th_member_text (th_member_element (queues, i), "prefix"), prefix) == 0)
      return th_member_local (th_member_element (queues, i), "");

  return prefix;
}

/* Who is at a window now, from the floor; NULL when nobody is. */
static const char *
staff_at (ThPageReception *self, const char *window)
{
  JsonObject *floor = th_feed_get_answer (th_session_get_floor (self->session));
  JsonArray *windows = floor != NULL ? th_member_array (floor, "windows") : NULL;

  for (guint i = 0; windows != NULL && i < json_array_get_length (windows); i++)
    if (g_strcmp0 (th_member_text (th_member_element (windows, i), "no"), window) == 0)
      return th_member_local (th_member_element (windows, i), "staff");

  return NULL;
}

/* Where the person goes. */
static char *
describe_way (ThPageReception *self, JsonObject *answer)
{
  const char *window = th_member_text (answer, "window");
  int ahead = (int) th_member_int (answer, "ahead", 0);

  if (window != NULL)
    {
      g_autofree char *number = th_text_window (window);
      const char *staff = staff_at (self, window);

      return staff != NULL ? g_strdup_printf (_("Window %1$s, %2$s"), number, staff) : g_strdup_printf (_("To window %s"), number);
    }
  if (ahead == 0)
    return g_strdup (_("First in line"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Ahead: %d person", "Ahead: %d people", (gulong) ahead), ahead);
}

/* What differs from a booking that came in time; NULL when nothing does. */
static char *
describe_lateness (ThPageReception *self, JsonObject *answer)
{
  ThInstant start = th_member_instant (answer, "start");
  int minutes = (int) ((th_session_now (self->session) - start) / TH_SECOND_US / 60);

  if (th_member_bool (answer, "downgraded"))
    return g_strdup (th_member_text (answer, "reason"));
  if (th_member_bool (answer, "late") && start != 0 && minutes > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute late; the booking still counts",
                                         "%d minutes late; the booking still counts", (gulong) minutes), minutes);
  if (th_member_has (answer, "staff") && !th_member_has (answer, "window"))
    return g_strdup (_("The named clerk has no window open; any window may call"));

  return NULL;
}

static void
show_arrived (ThPageReception *self, JsonObject *answer)
{
  ThInstant start = th_member_instant (answer, "start");
  g_autofree char *clock = start != 0 ? th_text_clock (start, th_session_get_zone (self->session)) : NULL;
  g_autofree char *what = g_strdup_printf (_("Booked %1$s: %2$s"), clock != NULL ? clock : "",
                                           queue_name (self, th_member_text (answer, "queue")));
  g_autofree char *way = describe_way (self, answer);
  g_autofree char *late = describe_lateness (self, answer);
  const char *ticket = th_member_text (answer, "ticket");

  th_message_clear (GTK_WIDGET (self));
  th_check_in_clear (self->check_in);
  th_page_reception_show_number (self, what, ticket, way, late);
  th_recent_list_choose (self->recent, ticket);
  th_page_reception_print (self, ticket, (int) th_member_int (answer, "ahead", -1), FALSE);
}

/* Every booking that a sentence of the hall names. */
static GStrv
bookings_in (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?<![A-Z0-9])B[A-Z2-9]{7}(?![A-Z0-9])", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  g_regex_match (regex, text, 0, &match);
  while (g_match_info_matches (match))
    {
      g_autofree char *code = g_match_info_fetch (match, 0);

      g_strv_builder_add (codes, code);
      g_match_info_next (match, NULL);
    }

  return g_strv_builder_end (codes);
}

/* What a ticket without the booking would be for. */
static void
remember_matters (ThPageReception *self, const char *code)
{
  JsonObject *booking = th_check_in_find (self->check_in, code);
  JsonArray *matters = booking != NULL ? th_member_array (booking, "matters") : NULL;
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 0; matters != NULL && i < json_array_get_length (matters); i++)
    {
      JsonObject *matter = th_member_element (matters, i);

      if (matter != NULL && th_member_has (matter, "code"))
        g_strv_builder_add (codes, th_member_text (matter, "code"));
    }
  g_strfreev (self->walk_in);
  self->walk_in = g_strv_builder_end (codes);
}

static void
show_refused (ThPageReception *self, const char *asked, const GError *error)
{
  g_autofree char *ticket = g_error_matches (error, TH_ERROR, TH_ERROR_WRONG_STATE) ? th_page_reception_ticket_in (error->message) : NULL;
  g_auto (GStrv) named = bookings_in (error->message);
  const char *what = _("Not checked in.");

  if (g_error_matches (error, TH_ERROR, TH_ERROR_CONFLICT) && named[0] != NULL && named[1] != NULL)
    {
      /* The list asks which it is, and an error would only say it again. */
      th_message_clear (GTK_WIDGET (self));
      th_check_in_ask (self->check_in, (const char *const *) named);
    }
  else if (ticket != NULL)
    {
      g_autofree char *label = g_strdup_printf (_("Reprint %s"), ticket);
      g_autofree char *action = g_strdup_printf ("page.reprint-ticket::%s", ticket);

      th_recent_list_choose (self->recent, ticket);
      th_message_error (GTK_WIDGET (self), what, error, label, action);
    }
  else if (g_error_matches (error, TH_ERROR, TH_ERROR_NOT_ALLOWED) || g_error_matches (error, TH_ERROR, TH_ERROR_BUSY))
    th_message_error (GTK_WIDGET (self), what, error, NULL, NULL);
  else
    {
      remember_matters (self, named[0] != NULL ? named[0] : asked);
      th_message_error (GTK_WIDGET (self), what, error, _("Ticket as a walk-in"), "page.walk-in");
    }
  th_check_in_focus (self->check_in);
}

/* --- what is asked -------------------------------------------------------- */

typedef struct
{
  ThPageReception *self;
  char            *asked;       /* the code, when it was one */
} Arrival;

static void
arrival_free (Arrival *arrival)
{
  g_object_unref (arrival->self);
  g_free (arrival->asked);
  g_free (arrival);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrival, arrival_free)

static void
checked_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Arrival) arrival = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  ThPageReception *self = arrival->self;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->busy = FALSE;
  if (answer != NULL)
    show_arrived (self, answer);
  else
    show_refused (self, arrival->asked, error);
}

void
th_page_reception_check_in (ThPageReception *self)
{
  JsonObject *request;
  Arrival *arrival;

  if (self->busy || th_session_get_staff_no (self->session) == NULL || (request = th_check_in_request (self->check_in)) == NULL)
    return;

  self->busy = TRUE;
  arrival = g_new0 (Arrival, 1);
  arrival->self = g_object_ref (self);
  arrival->asked = g_strdup (th_member_text (request, "booking"));
  json_object_set_string_member (request, "channel", "hall");
  th_session_ask_async (self->session, request, self->cancellable, checked_in_cb, arrival);
}

static void
check_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  th_page_reception_check_in (TH_PAGE_RECEPTION (widget));
}

static void
arrival_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageReception *self = TH_PAGE_RECEPTION (widget);

  gtk_toggle_button_set_active (self->check_in_mode, TRUE);
  th_check_in_focus (self->check_in);
}

/* After a refusal the matters of the booking are chosen; Enter takes the ticket. */
static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageReception *self = TH_PAGE_RECEPTION (widget);

  if (self->walk_in != NULL)
    th_message_clear (widget);
  gtk_toggle_button_set_active (self->ticket_mode, TRUE);
  for (guint i = 0; self->walk_in != NULL && self->walk_in[i] != NULL && self->items != NULL && self->picked->len <= i; i++)
    for (guint j = 0; j < self->items->len; j++)
      {
        ThPickItem *item = g_ptr_array_index (self->items, j);

        if (item->kind == TH_PICK_MATTER && g_strcmp0 (item->code, self->walk_in[i]) == 0)
          th_page_reception_pick (self, item);
      }
  g_clear_pointer (&self->walk_in, g_strfreev);
  th_check_in_clear (self->check_in);
  th_picker_focus (self->picker);
}

void
th_page_reception_install_arrival (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.check-in", NULL, check_in_action);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "page.arrival", NULL, arrival_action);
  gtk_widget_class_install_action (widget_class, "page.walk-in", NULL, find_action);
}
