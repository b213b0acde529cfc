/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs of tickets away from the windows: taking one, leaving, coming
 * back, and what is known of one. */

#include "th-desk-private.h"

#include <glib/gi18n-lib.h>

#include "th-booking.h"
#include "th-close.h"
#include "th-ground.h"
#include "th-line.h"
#include "th-party.h"

static const char *
party_text (JsonObject *party,
            const char *key)
{
  JsonNode *node = json_object_get_member (party, key);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/* Whether @key of @party is a text, or not said. */
static gboolean
check_party_text (JsonObject *party,
                  const char *key,
                  GError    **error)
{
  JsonNode *node = json_object_get_member (party, key);
  g_autofree char *name = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || party_text (party, key) != NULL)
    return TRUE;
  name = g_strconcat ("party.", key, NULL);
  return th_ask_bad (error, name, _("a text"));
}

/* The day a company was founded, where @party says it. */
gboolean
th_ask_founded (JsonObject *party,
                ThDay      *founded,
                GError    **error)
{
  const char *text = party_text (party, "founded");

  if (!check_party_text (party, "founded", error))
    return FALSE;
  *founded = text != NULL && *text != '\0' ? th_day_parse (text) : 0;
  if (*founded != 0 || text == NULL || *text == '\0')
    return TRUE;
  return th_ask_bad (error, "party.founded", _("a date such as \"2026-04-20\""));
}

gboolean
th_ask_party (ThAsk   *ask,
              gint64  *party_id,
              GError **error)
{
  static const char *const known[] = { "kind", "id", "id_kind", "name", "phone", "agent", "founded", NULL };
  static const char *const needed[] = { "kind", "id", "id_kind", NULL };
  const char *channel = th_ask_text (ask, "channel");
  gboolean open = channel != NULL && th_channel_public (channel);
  JsonObject *object;
  ThParty party;
  ThDay founded = 0;
  g_autoptr (GList) keys = NULL;

  if (!json_object_has_member (ask->args, "party") || json_object_get_null_member (ask->args, "party"))
    return TRUE;
  object = json_object_get_object_member (ask->args, "party");
  keys = json_object_get_members (object);
  for (GList *l = keys; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      return th_ask_bad (error, "party", _("only kind, id, id_kind, name, phone, agent and founded"));
  for (guint i = 0; needed[i] != NULL; i++)
    if (party_text (object, needed[i]) == NULL)
      return th_ask_bad (error, needed[i], _("a text in party"));
  for (GList *l = keys; l != NULL; l = l->next)
    if (!check_party_text (object, l->data, error))
      return FALSE;
  if (!th_ask_founded (object, &founded, error))
    return FALSE;

  party = (ThParty) { party_text (object, "kind"), party_text (object, "id_kind"), party_text (object, "id"),
                      party_text (object, "name"), party_text (object, "phone"), party_text (object, "agent"), founded,
                      !open ? TH_PARTY_TOLD_STAFF : g_str_has_prefix (ask->verb->name, "booking.") ? TH_PARTY_TOLD_PUBLIC : TH_PARTY_TOLD_MACHINE };
  return th_party_keep (&ask->turn, &party, party_id, error);
}

/* A machine gives no number while the hall is closed; a person may, and is
 * told that it is. */
static gboolean
check_open (ThAsk      *ask,
            const char *channel,
            GError    **error)
{
  static const char *const machines[] = { "kiosk", "online", "phone-app", NULL };
  g_autofree char *reason = NULL;
  g_autoptr (GArray) openings = th_calendar_openings (th_hall_get_calendar (ask->turn.hall), ask->turn.day, &reason);
  int second = th_day_second (ask->turn.now, th_hall_get_zone (ask->turn.hall));
  gboolean open = FALSE;

  for (guint i = 0; i < openings->len; i++)
    {
      const ThOpening *opening = &g_array_index (openings, ThOpening, i);

      open = open || (second >= opening->from && second < opening->to);
    }
  if (open)
    return TRUE;
  if (g_strv_contains (machines, channel) && !th_ask_bool (ask, "force"))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_OPEN, _("The hall is closed now. %s"), reason != NULL ? reason : "");
      return FALSE;
    }
  th_out_text (ask->out, "warning", reason != NULL ? reason : _("The hall is outside its opening hours."));
  return TRUE;
}

/* A number of a day that was closed is called by nobody, unless somebody opens
 * a window again. */
static gboolean
check_day (ThAsk   *ask,
           GError **error)
{
  gboolean closed;

  if (!th_day_is_closed (&ask->turn, &closed, error))
    return FALSE;
  if (closed)
    th_out_text (ask->out, "warning", _("This day was closed already. Open a window, or nobody calls this number."));
  return TRUE;
}

static gboolean
each_once (GStrv texts)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) texts + i + 1, texts[i]))
      return FALSE;
  return TRUE;
}

static gboolean
do_issue (ThAsk   *ask,
          GError **error)
{
  g_auto (GStrv) matters = th_ask_list (ask, "matters");
  const char *class_name = th_ask_text (ask, "class");
  ThIssue issue = {
    .queue = th_ask_text (ask, "queue"),
    .matters = (const char *const *) matters,
    .ticket_class = -1,
    .force = th_ask_bool (ask, "force"),
  };
  ThIssued issued;

  if (issue.queue == NULL && (matters == NULL || matters[0] == NULL))
    return th_ask_bad (error, "matters", _("at least one matter, or a queue"));
  if (!each_once (matters))
    return th_ask_bad (error, "matters", _("each matter once"));
  if (class_name != NULL)
    {
      if (!g_str_equal (class_name, "ordinary") && !g_str_equal (class_name, "priority"))
        return th_ask_bad (error, "class", _("ordinary or priority"));
      issue.ticket_class = g_str_equal (class_name, "priority") ? 0 : 1;
    }
  if (!th_ask_ground (ask, &issue.ground, error) || !th_ask_channel (ask, "hall", &issue.channel, error))
    return FALSE;
  if (issue.ticket_class == 0 && issue.ground == NULL)
    return th_ask_bad (error, "ground", _("the ground of the priority"));
  if (!check_open (ask, issue.channel, error) || !check_day (ask, error) || !th_ask_party (ask, &issue.party_id, error) ||
      !th_ticket_issue (&ask->turn, &issue, &issued, error))
    return FALSE;

  th_out_text (ask->out, "ticket", issued.code);
  th_out_text (ask->out, "queue", issued.queue);
  th_out_int (ask->out, "ahead", issued.ahead);
  th_out_null (ask->out, "estimate");
  return TRUE;
}

static gboolean
leave (ThAsk        *ask,
       ThTicketState to,
       GError      **error)
{
  if (!th_ticket_cancel (&ask->turn, th_ask_text (ask, "ticket"), to, th_ask_text (ask, "reason"), error))
    return FALSE;
  th_out_text (ask->out, "state", th_ticket_state_name (to));
  return TRUE;
}

static gboolean
do_cancel (ThAsk   *ask,
           GError **error)
{
  return leave (ask, TH_TICKET_CANCELLED, error);
}

static gboolean
do_divert (ThAsk   *ask,
           GError **error)
{
  return leave (ask, TH_TICKET_DIVERTED, error);
}

static gboolean
do_reinstate (ThAsk   *ask,
              GError **error)
{
  int ahead;

  if (!th_ticket_reinstate (&ask->turn, th_ask_text (ask, "ticket"), th_ask_text (ask, "reason"), &ahead, error))
    return FALSE;
  th_out_text (ask->out, "state", th_ticket_state_name (TH_TICKET_RETURNED));
  th_out_int (ask->out, "ahead", ahead);
  return TRUE;
}

static gboolean
do_move_back (ThAsk   *ask,
              GError **error)
{
  int ahead;

  if (!th_ticket_move_back (&ask->turn, th_ask_text (ask, "ticket"), &ahead, error))
    return FALSE;
  th_out_int (ask->out, "ahead", ahead);
  return TRUE;
}

static gboolean
do_print_state (ThAsk   *ask,
                GError **error)
{
  const char *state = th_ask_text (ask, "state");

  if (!g_str_equal (state, "printed") && !g_str_equal (state, "failed"))
    return th_ask_bad (error, "state", _("printed or failed"));
  if (!th_ticket_set_print (&ask->turn, th_ask_text (ask, "ticket"), state, error))
    return FALSE;
  th_out_text (ask->out, "print", state);
  return TRUE;
}

static JsonArray *
history_of (ThAsk   *ask,
            gint64   ticket_id,
            GError **error)
{
  g_autoptr (GArray) past = th_ticket_history (&ask->turn, ticket_id, error);
  JsonArray *history;

  if (past == NULL)
    return NULL;
  history = json_array_new ();
  for (guint i = 0; i < past->len; i++)
    {
      const ThPast *event = &g_array_index (past, ThPast, i);
      JsonObject *object = json_object_new ();

      th_out_at (ask, object, "at", event->at);
      th_out_text (object, "event", event->kind);
      th_out_text (object, "by", event->actor);
      th_out_text (object, "window", event->window);
      th_out_text (object, "from", event->from);
      th_out_text (object, "to", event->to);
      th_out_text (object, "reason", event->reason);
      json_array_add_object_element (history, object);
    }
  return history;
}

static JsonArray *
matters_of (ThAsk   *ask,
            gint64   ticket_id,
            GError **error)
{
  g_autoptr (GArray) matters = th_ticket_matters (&ask->turn, ticket_id, error);
  JsonArray *array;

  if (matters == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < matters->len; i++)
    {
      const ThTicketMatter *matter = &g_array_index (matters, ThTicketMatter, i);
      JsonObject *object = json_object_new ();

      th_out_text (object, "code", matter->code);
      th_out_text (object, "state", matter->state);
      th_out_seconds (object, "handling_s", matter->handling_us);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
out_ticket (ThAsk          *ask,
            const ThTicket *ticket)
{
  g_autofree char *code = th_ticket_code (ticket->series, ticket->number);
  g_autofree char *day = th_day_format (ticket->day);
  ThInstant until = ticket->first_called != 0 ? ticket->first_called : ticket->ended != 0 ? ticket->ended : ask->turn.now;
  gint64 held = ticket->held_us + (ticket->held_since != 0 ? ask->turn.now - ticket->held_since : 0);

  th_out_text (ask->out, "ticket", code);
  th_out_text (ask->out, "day", day);
  th_out_text (ask->out, "state", th_ticket_state_name (ticket->state));
  th_out_text (ask->out, "class", ticket->ticket_class == 0 ? "priority" : "ordinary");
  th_out_text (ask->out, "queue", ticket->queue);
  th_out_text (ask->out, "channel", ticket->channel);
  th_out_at (ask, ask->out, "arrived", ticket->arrived);
  th_out_at (ask, ask->out, "entered", ticket->entered);
  th_out_at (ask, ask->out, "first_called", ticket->first_called);
  /* Nobody waited until the day was closed. */
  if (ticket->first_called != 0 || ticket->state != TH_TICKET_VOID)
    th_out_seconds (ask->out, "waited_s", MAX (0, until - ticket->entered));
  else
    th_out_null (ask->out, "waited_s");
  th_out_seconds (ask->out, "handling_s", ticket->handling_us);
  th_out_seconds (ask->out, "held_s", held);
  th_out_int (ask->out, "calls", ticket->calls);
  th_out_text (ask->out, "note", ticket->note);
  th_out_text (ask->out, "to_window", ticket->to_window);
  th_out_text (ask->out, "print", ticket->print);
}

static gboolean
do_show (ThAsk   *ask,
         GError **error)
{
  g_autoptr (ThTicket) ticket = th_ticket_find (&ask->turn, th_ask_text (ask, "ticket"), th_ask_day (ask, "day", 0), error);
  JsonArray *matters, *history;
  int ahead;

  if (ticket == NULL)
    return FALSE;
  out_ticket (ask, ticket);
  if (!th_ticket_in_line (ticket->state))
    th_out_null (ask->out, "ahead");
  else if (th_ticket_ahead (&ask->turn, ticket, &ahead, error))
    th_out_int (ask->out, "ahead", ahead);
  else
    return FALSE;
  matters = matters_of (ask, ticket->id, error);
  if (matters == NULL)
    return FALSE;
  json_object_set_array_member (ask->out, "matters", matters);
  history = history_of (ask, ticket->id, error);
  if (history == NULL)
    return FALSE;
  json_object_set_array_member (ask->out, "history", history);
  return TRUE;
}

static gboolean
do_recent (ThAsk   *ask,
           GError **error)
{
  g_autoptr (GPtrArray) tickets = th_tickets_recent (&ask->turn, CLAMP (th_ask_int (ask, "limit", 20), 1, 200), error);
  JsonArray *array;

  if (tickets == NULL)
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < tickets->len; i++)
    {
      const ThTicket *ticket = g_ptr_array_index (tickets, i);
      g_autofree char *code = th_ticket_code (ticket->series, ticket->number);
      JsonObject *object = json_object_new ();
      int ahead = 0;

      th_out_text (object, "ticket", code);
      th_out_text (object, "queue", ticket->queue);
      th_out_text (object, "state", th_ticket_state_name (ticket->state));
      th_out_text (object, "class", ticket->ticket_class == 0 ? "priority" : "ordinary");
      th_out_at (ask, object, "entered", ticket->entered);
      th_out_text (object, "print", ticket->print);
      th_out_text (object, "to_window", th_ticket_in_line (ticket->state) ? ticket->to_window : NULL);
      if (th_ticket_in_line (ticket->state) && th_ticket_ahead (&ask->turn, ticket, &ahead, NULL))
        th_out_int (object, "ahead", ahead);
      else
        th_out_null (object, "ahead");
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (ask->out, "tickets", array);
  return TRUE;
}

static gboolean
do_close_day (ThAsk   *ask,
              GError **error)
{
  ThDay day = th_ask_day (ask, "date", ask->turn.day);
  ThDayClosed closed = { 0 };
  JsonArray *warnings;
  int no_shows = 0;
  gboolean done = th_day_close (&ask->turn, day, &closed, error) &&
                  th_booking_close_day (&ask->turn, day, &no_shows, closed.warnings, error);

  if (done)
    {
      warnings = json_array_new ();
      for (guint i = 0; i < closed.warnings->len; i++)
        json_array_add_string_element (warnings, g_ptr_array_index (closed.warnings, i));
      th_out_int (ask->out, "voided", closed.voided);
      th_out_int (ask->out, "missed_bookings", no_shows);
      json_object_set_array_member (ask->out, "warnings", warnings);
    }
  g_clear_pointer (&closed.warnings, g_ptr_array_unref);
  return done;
}

const ThVerb th_verbs_ticket[] = {
  { "ticket.issue", "matters?:a queue?:s class?:s ground?:s party?:o channel?:s force?:b", TH_VERB_WRITE, TH_MAY_ISSUE, do_issue },
  { "ticket.cancel", "ticket:t reason:s", TH_VERB_WRITE, TH_MAY_CANCEL, do_cancel },
  { "ticket.divert", "ticket:t reason:s", TH_VERB_WRITE, TH_MAY_DIVERT, do_divert },
  { "ticket.reinstate", "ticket:t reason?:s", TH_VERB_WRITE, TH_MAY_REINSTATE, do_reinstate },
  { "ticket.move_back", "ticket:t", TH_VERB_WRITE, TH_MAY_CANCEL, do_move_back },
  { "ticket.print_state", "ticket:t state:s", TH_VERB_WRITE, TH_MAY_PRINT, do_print_state },
  { "ticket.show", "ticket:t day?:d", TH_VERB_READ, TH_MAY_LOOK, do_show },
  { "tickets.recent", "limit?:i", TH_VERB_READ, TH_MAY_LOOK, do_recent },
  { "day.close", "date?:d", TH_VERB_WRITE, TH_MAY_CLOSE_DAY, do_close_day },
  { NULL },
};
