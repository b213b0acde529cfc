/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The Window page: what it shows.
 *
 * One answer of window.show fills the whole page; between two answers only the
 * timer moves, on the beat of the session. */

#include "th-page-window-private.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-staff-window.h"
#include "th-text.h"
#include "th-words.h"

/* So much of the matters beside the papers of a booking: two and a half. */
#define MATTERS_HEIGHT 120

static GTimeZone *
zone_of (ThPageWindow *self)
{
  return th_session_get_zone (self->session);
}

/* "10:24:40": where a second decides, as for the time of a call. */
static char *
clock_with_seconds (ThPageWindow *self, ThInstant at)
{
  int second = th_day_second (at, zone_of (self));

  return g_strdup_printf ("%d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
}

/* Puts an action's state where it is seen: the button, its key and its line. */
static void
show_step (ThPageWindow *self, const char *action, ThStepButton *button, ThStep step, ThInstant now)
{
  g_autofree char *line = NULL;
  gboolean possible = self->view != NULL && th_window_view_step (self->view, step, now, &line);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, possible);
  if (button != NULL)
    th_step_button_set_line (button, line);
}

static void
show_default (ThPageWindow *self, ThInstant now)
{
  ThStepButton *const main[] = { self->call_button, self->start_button, self->finish_button };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  ThStep step = TH_N_STEPS;
  GtkWidget *widget = NULL;

  if (self->asking)
    widget = th_window_panel_get_default (self->panel);
  else if (self->view->seat == TH_SEAT_PAUSED)
    widget = GTK_WIDGET (self->resume_button);
  else if (th_window_view_main_step (self->view, now, &step))
    widget = GTK_WIDGET (main[step - TH_STEP_CALL]);

  for (guint i = 0; i < G_N_ELEMENTS (main); i++)
    th_step_button_set_filled (main[i], widget == GTK_WIDGET (main[i]));
  th_step_button_set_filled (self->resume_button, widget == GTK_WIDGET (self->resume_button));

  if (GTK_IS_WINDOW (root) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_window_set_default_widget (GTK_WINDOW (root), widget);
}

/* All that can be done, and why the rest cannot; at a closed window nothing can. */
void
th_page_window_show_actions (ThPageWindow *self)
{
  ThInstant now = th_session_now (self->session);
  gboolean paused;

  show_step (self, "page.call", self->call_button, TH_STEP_CALL, now);
  show_step (self, "page.start", self->start_button, TH_STEP_START, now);
  show_step (self, "page.finish", self->finish_button, TH_STEP_FINISH, now);
  show_step (self, "page.recall", self->recall_button, TH_STEP_RECALL, now);
  show_step (self, "page.no-show", self->no_show_button, TH_STEP_NO_SHOW, now);
  show_step (self, "page.hold", self->hold_button, TH_STEP_HOLD, now);
  show_step (self, "page.transfer", self->transfer_button, TH_STEP_TRANSFER, now);
  show_step (self, "page.reprint", self->reprint_button, TH_STEP_REPRINT, now);
  show_step (self, "page.unhold", NULL, TH_STEP_UNHOLD, now);
  show_step (self, "page.unhold-ticket", NULL, TH_STEP_UNHOLD, now);
  show_step (self, "page.close", NULL, TH_STEP_CLOSE, now);
  show_step (self, "page.add-matter", NULL, TH_STEP_ADD_MATTER, now);
  show_step (self, "page.undo", NULL, TH_STEP_UNDO, now);

  paused = self->view != NULL && self->view->seat == TH_SEAT_PAUSED;
  show_step (self, "page.pause", paused ? self->resume_button : self->suspend_button,
             paused ? TH_STEP_RESUME : TH_STEP_SUSPEND, now);
  gtk_stack_set_visible_child_name (self->pause_stack, paused ? "resume" : "suspend");

  if (self->view != NULL)
    show_default (self, now);
}

/* "K>T|F" as a person says it. */
static char *
describe_duty (const char *duty)
{
  g_auto (GStrv) tiers = g_strsplit (duty != NULL ? duty : "", ">", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; tiers[i] != NULL; i++)
    {
      g_strdelimit (tiers[i], "|", ' ');
      g_string_append_printf (text, i > 0 ? _(", %s when nobody waits there") : tiers[1] != NULL ? _("Calls %s first")
                                                                                                 : _("Calls %s"), tiers[i]);
    }

  return g_string_free (text, FALSE);
}

static void
show_head (ThPageWindow *self)
{
  JsonObject *doc = self->view->doc;
  const char *name = th_member_local (doc, "");
  const char *kind = th_member_text (doc, "kind");
  g_autofree char *duty = describe_duty (th_member_text (doc, "duty"));
  const char *state = th_member_text (doc, "state");
  gint64 elapsed = th_window_view_elapsed (self->view, th_session_now (self->session));
  gboolean overdue = self->view->seat == TH_SEAT_SERVING && self->view->overdue_s > 0
                     && elapsed > (gint64) self->view->overdue_s;
  const char *look = self->view->seat == TH_SEAT_PAUSED ? "paused" : g_strcmp0 (kind, "tidal") == 0 ? "tidal" : "fixed";
  g_autofree char *number = g_strdup_printf (_("Window %s"), self->view->window);
  g_autofree char *calls = NULL;

  if (self->view->seat == TH_SEAT_CALLED)
    calls = g_strdup_printf ("%u/%u", self->view->calls, self->view->call_limit);

  g_object_set (self->plate, "number", self->view->window, "look", look, NULL);
  gtk_label_set_label (self->window_title, name != NULL && *name != '\0' ? name : number);
  gtk_label_set_label (self->duty, self->view->closing ? _("Closes after this ticket") : duty);
  th_state_sign_set (self->sign, th_state_sign_of (state, th_member_text (doc, "step"), overdue), calls);
  gtk_widget_set_css_classes (GTK_WIDGET (self->sign), (const char *[]) {
                                "large", "seat-pill",
                                overdue ? "late" : self->view->seat == TH_SEAT_PAUSED ? "off" : "on", NULL });
}

/* The ticket, or in its place the one word that says why there is none. They
 * are two labels: one that changed its size would be measured once with the
 * words of the new and the letters of the old, and widen the window for good. */
static void
show_number (ThPageWindow *self)
{
  const char *word = NULL;

  if (self->view->seat == TH_SEAT_PAUSED)
    word = _("Suspended");
  else if (self->view->waiting > 0)
    word = C_("window", "Free");
  else
    word = _("Nobody waiting");

  gtk_label_set_label (self->number, self->view->number != NULL ? self->view->number : "");
  gtk_label_set_label (self->word, word);
  gtk_widget_set_css_classes (GTK_WIDGET (self->word),
                              (const char *[]) { "window-word", th_words_chinese () ? "zh" : "en", NULL });
  gtk_widget_set_visible (GTK_WIDGET (self->number), self->view->number != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->word), self->view->number == NULL);
  gtk_widget_set_visible (self->meter_box, self->view->ticket != NULL);

  if (self->view->seat == TH_SEAT_PAUSED)
    gtk_widget_add_css_class (self->ticket_card, "sunk");
  else
    gtk_widget_remove_css_class (self->ticket_card, "sunk");
}

static void
show_pause_caption (ThPageWindow *self)
{
  const char *reason = th_member_text (self->view->doc, "reason");
  ThInstant until = th_member_instant (self->view->doc, "until");
  g_autofree char *at = until != 0 ? th_text_clock (until, zone_of (self)) : NULL;
  g_autofree char *text = NULL;

  if (reason != NULL && at != NULL)
    text = g_strdup_printf (_("%s, back at %s"), reason, at);
  else if (at != NULL)
    text = g_strdup_printf (_("Back at %s"), at);
  else
    text = g_strdup (reason != NULL ? reason : "");

  gtk_label_set_label (self->timer_caption, text);
}

/* While somebody is called the timer counts down to the next call, then up. */
static void
show_called_timer (ThPageWindow *self, ThInstant now)
{
  gint64 until = th_window_view_until_call (self->view, now);
  gint64 elapsed = MAX (th_window_view_elapsed (self->view, now), 0);
  gboolean last = self->view->calls >= self->view->call_limit;
  g_autofree char *timer = th_text_timer (until > 0 ? until : elapsed);

  gtk_label_set_label (self->timer, timer);
  if (until > 0)
    gtk_label_set_label (self->timer_caption, last ? _("Waiting, may be missed in")
                                                   : _("Waiting, call again in"));
  else
    gtk_label_set_label (self->timer_caption, last ? _("Not here since the last call")
                                                   : _("Waiting since the call"));
  th_meter_set (self->meter, (double) MIN (elapsed, self->view->recall_s), MAX (self->view->recall_s, 1));
}

/* What moves with the clock. */
static void
show_timer (ThPageWindow *self)
{
  ThInstant now = th_session_now (self->session);
  gint64 elapsed = th_window_view_elapsed (self->view, now);
  gboolean late = self->view->seat == TH_SEAT_SERVING && self->view->overdue_s > 0
                  && elapsed > (gint64) self->view->overdue_s;
  g_autofree char *timer = elapsed >= 0 ? th_text_timer (elapsed) : g_strdup ("—");

  gtk_widget_set_css_classes (GTK_WIDGET (self->timer), (const char *[]) { "window-timer", late ? "warn" : "ink", NULL });
  if (self->view->seat == TH_SEAT_CALLED)
    {
      show_called_timer (self, now);
      return;
    }

  gtk_label_set_label (self->timer, timer);
  switch ((int) self->view->seat)
    {
    case TH_SEAT_SERVING:
      gtk_label_set_label (self->timer_caption, _("Handling for"));
      if (self->view->overdue_s > 0)
        th_meter_set (self->meter, (double) MAX (elapsed, 0), self->view->overdue_s);
      th_meter_set_warning (self->meter, late);
      break;
    case TH_SEAT_PAUSED:
      show_pause_caption (self);
      break;
    default:
      gtk_label_set_label (self->timer_caption, _("Idle for"));
      break;
    }
}

/* The words around the meter, which stay until the next answer. */
static void
show_meter (ThPageWindow *self)
{
  gboolean serving = self->view->seat == TH_SEAT_SERVING;
  g_autofree char *waited = NULL;
  g_autofree char *at = NULL;
  g_autofree char *since = NULL;
  g_autofree char *mean = NULL;
  g_autofree char *limit = NULL;

  if (self->view->ticket == NULL)
    return;

  waited = th_text_short (th_member_int (self->view->ticket, "waited_s", 0));
  if (self->view->since != 0)
    at = th_page_window_is_compact (self) ? th_text_clock (self->view->since, zone_of (self))
                                          : clock_with_seconds (self, self->view->since);

  if (serving)
    {
      g_autofree char *expected = th_text_timer ((gint64) self->view->mean_s);
      g_autofree char *overdue = th_text_timer ((gint64) self->view->overdue_s);

      mean = self->view->mean_s > 0 ? g_strdup_printf (_("Mean %s"), expected) : g_strdup ("");
      limit = self->view->overdue_s > 0 ? g_strdup_printf (_("Limit %s"), overdue) : g_strdup ("");
      since = at != NULL ? g_strdup_printf (C_("handling", "from %s"), at) : g_strdup ("");
      th_meter_set_marks (self->meter, self->view->mean_s > 0 ? self->view->mean_s : -1,
                          self->view->overdue_s > 0 ? self->view->overdue_s : -1);
    }
  else
    {
      mean = g_strdup_printf (_("Call %u of %u"), self->view->calls, self->view->call_limit);
      limit = g_strdup ("");
      since = at != NULL ? g_strdup_printf (C_("call", "at %s"), at) : g_strdup ("");
      th_meter_set_marks (self->meter, -1, -1);
      th_meter_set_warning (self->meter, FALSE);
    }

  /* A bar without an end would say nothing; its place stays. */
  gtk_widget_set_opacity (GTK_WIDGET (self->meter), serving && self->view->overdue_s <= 0 ? 0 : 1);
  gtk_label_set_label (self->meter_mean, mean);
  gtk_label_set_label (self->meter_limit, limit);
  gtk_label_set_label (self->meter_since, since);
  g_free (g_steal_pointer (&at));
  at = g_strdup_printf (_("waited %s"), waited);
  gtk_label_set_label (self->meter_waited, at);
  th_meter_set_spoken (self->meter, serving ? _("Time of handling against the expected time") : _("Time since the call"));
}

static void
show_matters (ThPageWindow *self)
{
  const ThWindowView *view = self->view;
  JsonObject *party = view->ticket != NULL ? th_member_object (view->ticket, "party") : NULL;
  const char *note = view->ticket != NULL ? th_member_text (view->ticket, "note") : NULL;
  const char *name = party != NULL ? th_member_text (party, "name") : NULL;
  const char *id = party != NULL ? th_member_text (party, "id") : NULL;
  g_autofree char *who = NULL;
  g_autofree char *count = NULL;

  if (name != NULL || id != NULL)
    who = g_strdup_printf ("%s\u2003%s", name != NULL ? name : "", id != NULL ? id : "");
  if (view->matters > 0)
    count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u matter", "%u matters", view->matters), view->matters);

  gtk_label_set_label (self->matters_count, count != NULL ? count : "");
  gtk_label_set_label (self->party, who != NULL ? who : "");
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note), note);
  th_matter_list_set (self->matters, view->ticket != NULL ? th_member_array (view->ticket, "matters") : NULL,
                      view->seat == TH_SEAT_SERVING);

  if (view->ticket == NULL)
    gtk_label_set_label (self->matters_empty, _("The matters of the ticket in hand appear here."));
  else
    gtk_label_set_label (self->matters_empty, _("This ticket was taken without a matter."));
  gtk_stack_set_visible_child_name (self->matters_stack, view->matters > 0 ? "matters" : "empty");
}

/* What the person is given, of every matter that comes to a result; twice the same is one. */
static void
show_hand_over (ThPageWindow *self)
{
  JsonArray *matters = self->view->seat == TH_SEAT_SERVING ? th_member_array (self->view->ticket, "matters") : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; matters != NULL && i < json_array_get_length (matters); i++)
    {
      JsonObject *matter = th_member_element (matters, i);
      JsonArray *given = g_strcmp0 (th_member_text (matter, "state"), "failed") != 0 ? th_member_array (matter, "hand_over") : NULL;

      for (guint k = 0; given != NULL && k < json_array_get_length (given); k++)
        {
          const char *name = th_member_local (th_member_element (given, k), "");

          if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
            continue;
          g_string_append_printf (text, "%s%s", names->len > 0 ? C_("between names", ", ") : "", name);
          g_ptr_array_add (names, (gpointer) name);
        }
    }
  if (names->len > 0)
    {
      g_string_prepend (text, _("Give out with the result: "));
      gtk_label_set_label (self->hand_over, text->str);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->hand_over), text->str);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->hand_over), names->len > 0);
}

/* What was agreed, when the ticket in front is that of a booking: the matters
 * take the height they need, the papers the rest. */
void
th_page_window_show_booking (ThPageWindow *self)
{
  const char *code = self->view != NULL && self->view->ticket != NULL ? th_member_text (self->view->ticket, "booking") : NULL;
  JsonObject *answer = th_feed_get_answer (self->booking);
  gboolean shown;

  if (g_strcmp0 (code, self->booking_code) != 0)
    {
      g_autoptr (JsonObject) arguments = code != NULL ? json_object_new () : NULL;

      g_free (self->booking_code);
      self->booking_code = g_strdup (code);
      th_feed_set_active (self->booking, FALSE);
      if (code != NULL)
        {
          json_object_set_string_member (arguments, "booking", code);
          th_feed_set_arguments (self->booking, arguments);
          th_feed_set_active (self->booking, TRUE);
        }
    }

  /* What was asked before for another ticket is not the answer. */
  shown = code != NULL && answer != NULL && g_strcmp0 (th_member_text (answer, "booking"), code) == 0;
  th_booking_case_set (self->booking_case, shown ? answer : NULL, self->session);
  gtk_widget_set_visible (self->forms_button, shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.print-forms", shown && th_member_array (answer, "printed_here") != NULL
                                 && json_array_get_length (th_member_array (answer, "printed_here")) > 0);
  gtk_widget_set_vexpand (GTK_WIDGET (self->matters_stack), !shown);
  gtk_scrolled_window_set_max_content_height (self->matters_scroller, shown ? MATTERS_HEIGHT : -1);
}

/* Puts the focus where the next key belongs, unless the person is elsewhere. */
void
th_page_window_settle_focus (ThPageWindow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  ThStepButton *const main[] = { self->call_button, self->start_button, self->finish_button };
  ThStep step;

  if (root == NULL || self->asking || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (self->view->seat == TH_SEAT_SERVING && th_matter_list_focus_row (self->matters))
    return;
  if (self->view->seat == TH_SEAT_PAUSED)
    gtk_widget_grab_focus (GTK_WIDGET (self->resume_button));
  else if (th_window_view_main_step (self->view, th_session_now (self->session), &step))
    gtk_widget_grab_focus (GTK_WIDGET (main[step - TH_STEP_CALL]));
  else
    gtk_root_set_focus (root, NULL);
}

gboolean
th_page_window_is_compact (ThPageWindow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return TH_IS_STAFF_WINDOW (root) && th_staff_window_get_compact (TH_STAFF_WINDOW (root));
}

/* An answer that leaves the ticket that the panel asks about closes it. */
static void
check_panel (ThPageWindow *self)
{
  ThStep step = th_window_panel_get_step (self->panel);

  if (self->asking && !th_window_view_step (self->view, step, th_session_now (self->session), NULL))
    th_page_window_close_panel (self);
}

/* Fills the page from one answer of window.show. */
void
th_page_window_show (ThPageWindow *self, JsonObject *answer)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  ThSeat before = self->view != NULL ? self->view->seat : TH_SEAT_CLOSED;
  gboolean inside = focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  g_clear_pointer (&self->view, th_window_view_free);
  self->view = th_window_view_new (answer);

  if (self->view->seat == TH_SEAT_CLOSED)
    {
      /* Closed by somebody else, or at the end of the day. */
      th_session_set_window (self->session, NULL);
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "work");
  show_head (self);
  show_number (self);
  show_meter (self);
  show_timer (self);
  show_matters (self);
  show_hand_over (self);
  th_page_window_show_booking (self);
  check_panel (self);
  th_page_window_show_actions (self);
  th_window_line_set (self->line, self->view, self->session, th_page_window_is_compact (self));
  th_window_line_set_bookings (self->line, self->view, th_feed_get_answer (self->bookings), self->session);

  if (self->settle || (inside && before != self->view->seat))
    th_page_window_settle_focus (self);
  self->settle = FALSE;
}

/* What a second changes: the timer, and what waits for the next call. */
void
th_page_window_tick (ThPageWindow *self)
{
  if (self->view == NULL || self->view->seat == TH_SEAT_CLOSED)
    return;

  show_timer (self);
  if (self->view->seat == TH_SEAT_CALLED)
    th_page_window_show_actions (self);
  else if (self->view->seat == TH_SEAT_SERVING)
    show_head (self);
}
