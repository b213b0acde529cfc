/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs of windows: opening and closing them, and every step between a
 * window and the ticket in front of it. */

#include "th-desk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "th-booking.h"
#include "th-line.h"

static gboolean
out_window (ThAsk      *ask,
            const char *code,
            GError    **error)
{
  const ThWindow *window = th_window_get (&ask->turn, code, error);

  if (window == NULL)
    return FALSE;
  th_out_text (ask->out, "window", window->code);
  th_out_text (ask->out, "state", th_window_state_name (window->state));
  th_out_text (ask->out, "duty", window->duty != NULL ? th_duty_text (window->duty) : NULL);
  return TRUE;
}

static gboolean
do_open (ThAsk   *ask,
         GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);

  return th_window_open (&ask->turn, code, th_ask_text (ask, "staff"), th_ask_text (ask, "duty"), error) &&
         out_window (ask, code, error);
}

static gboolean
do_pause (ThAsk   *ask,
          GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);
  const char *until_text = th_ask_text (ask, "until");
  ThInstant until = until_text != NULL ? th_instant_parse (until_text) : 0;

  if (until_text != NULL && (until == 0 || th_day_of (until, th_hall_get_zone (ask->turn.hall)) == 0))
    return th_ask_bad (error, "until", _("a time such as \"2026-04-20T10:20:00+08:00\""));
  return th_ask_own_window (ask, code, error) &&
         th_window_pause (&ask->turn, code, th_ask_text (ask, "reason"), until, error) && out_window (ask, code, error);
}

static gboolean
do_resume (ThAsk   *ask,
           GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);

  return th_ask_own_window (ask, code, error) && th_window_resume (&ask->turn, code, error) && out_window (ask, code, error);
}

static gboolean
do_close (ThAsk   *ask,
          GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);

  return th_ask_own_window (ask, code, error) &&
         th_window_close (&ask->turn, code, th_ask_text (ask, "reason"), error) && out_window (ask, code, error);
}

static gboolean
do_duty (ThAsk   *ask,
         GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);

  return th_ask_own_window (ask, code, error) &&
         th_window_set_duty (&ask->turn, code, th_ask_text (ask, "duty"), error) && out_window (ask, code, error);
}

static void
out_called (ThAsk          *ask,
            const ThCalled *called)
{
  JsonArray *codes = json_array_new ();

  for (guint i = 0; i < called->matters->len; i++)
    json_array_add_string_element (codes, g_ptr_array_index (called->matters, i));
  th_out_text (ask->out, "ticket", called->code);
  json_object_set_array_member (ask->out, "matters", codes);
  th_out_seconds (ask->out, "waited_s", called->waited_us);
  th_out_text (ask->out, "why", called->why);
}

static gboolean
do_call (ThAsk   *ask,
         GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);
  g_auto (ThCalled) called = { 0 };

  if (!th_ask_own_window (ask, code, error) || !th_sitting_call (&ask->turn, code, &called, error))
    return FALSE;
  out_called (ask, &called);
  return TRUE;
}

static gboolean
do_call_one (ThAsk   *ask,
             GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);
  g_auto (ThCalled) called = { 0 };

  if (!th_ask_own_window (ask, code, error) ||
      !th_sitting_call_one (&ask->turn, code, th_ask_text (ask, "ticket"), &called, error))
    return FALSE;
  out_called (ask, &called);
  return TRUE;
}

static gboolean
do_recall (ThAsk   *ask,
           GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);
  int calls;

  if (!th_ask_own_window (ask, code, error) || !th_sitting_recall (&ask->turn, code, &calls, error))
    return FALSE;
  th_out_int (ask->out, "calls", calls);
  return TRUE;
}

static void
out_state (ThAsk        *ask,
           ThTicketState state)
{
  th_out_text (ask->out, "state", th_ticket_state_name (state));
}

static gboolean
do_start (ThAsk   *ask,
          GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);
  ThStepped step = { 0 };

  if (!th_ask_own_window (ask, code, error) || !th_sitting_start (&ask->turn, code, &step, error))
    return FALSE;
  out_state (ask, step.state);
  return TRUE;
}

static gboolean
do_no_show (ThAsk   *ask,
            GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);
  ThStepped step = { 0 };

  if (!th_ask_own_window (ask, code, error) || !th_sitting_no_show (&ask->turn, code, &step, error))
    return FALSE;
  out_state (ask, step.state);
  if (step.state == TH_TICKET_RETURNED && step.after >= 0)
    th_out_int (ask->out, "after", step.after);
  else
    th_out_null (ask->out, "after");
  return TRUE;
}

static gboolean
do_hold (ThAsk   *ask,
         GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);
  ThStepped step = { 0 };

  if (!th_ask_own_window (ask, code, error) || !th_sitting_hold (&ask->turn, code, th_ask_text (ask, "reason"), &step, error))
    return FALSE;
  out_state (ask, step.state);
  return TRUE;
}

static gboolean
do_unhold (ThAsk   *ask,
           GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);
  ThStepped step = { 0 };

  if (!th_ask_own_window (ask, code, error) || !th_sitting_unhold (&ask->turn, code, th_ask_text (ask, "ticket"), &step, error))
    return FALSE;
  out_state (ask, step.state);
  return TRUE;
}

static gboolean
do_transfer (ThAsk   *ask,
             GError **error)
{
  char buffer[24], target[24];
  const char *code = th_ask_window (ask, "window", buffer);
  const char *to_queue = th_ask_text (ask, "to_queue");
  const char *to_window = th_ask_window (ask, "to_window", target);
  ThStepped step = { 0 };

  if (to_queue == NULL && to_window == NULL)
    return th_ask_bad (error, "to_queue", _("to_queue or to_window"));
  if (!th_ask_own_window (ask, code, error) ||
      !th_sitting_transfer (&ask->turn, code, to_queue, to_window, th_ask_text (ask, "note"), &step, error))
    return FALSE;
  out_state (ask, step.state);
  th_out_int (ask->out, "ahead", step.ahead);
  return TRUE;
}

static gboolean
do_add_matter (ThAsk   *ask,
               GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);
  g_auto (ThSitting) sitting = { 0 };
  g_autoptr (GArray) matters = NULL;
  JsonArray *codes;

  if (!th_ask_own_window (ask, code, error) || !th_sitting_add_matter (&ask->turn, code, th_ask_text (ask, "matter"), error) ||
      !th_sitting_open (&ask->turn, th_window_get (&ask->turn, code, NULL)->code, &sitting, error))
    return FALSE;
  matters = th_ticket_matters (&ask->turn, sitting.ticket_id, error);
  if (matters == NULL)
    return FALSE;
  codes = json_array_new ();
  for (guint i = 0; i < matters->len; i++)
    json_array_add_string_element (codes, g_array_index (matters, ThTicketMatter, i).code);
  json_object_set_array_member (ask->out, "matters", codes);
  return TRUE;
}

static gboolean
do_matter (ThAsk   *ask,
           GError **error)
{
  static const char *const states[] = { "open", "done", "failed", NULL };
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);
  const char *state = th_ask_text (ask, "state");

  if (!g_strv_contains (states, state))
    return th_ask_bad (error, "state", _("open, done or failed"));
  if (!th_ask_own_window (ask, code, error) || !th_sitting_set_matter (&ask->turn, code, th_ask_text (ask, "matter"), state, error))
    return FALSE;
  th_out_text (ask->out, "state", state);
  return TRUE;
}

static gboolean
read_outcomes (JsonObject *object,
               GArray     *outcomes,
               GError    **error)
{
  JsonObjectIter iter;
  const char *code;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &code, &node))
    {
      ThOutcome outcome = { code, NULL };

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        outcome.state = json_node_get_string (node);
      if (g_strcmp0 (outcome.state, "done") != 0 && g_strcmp0 (outcome.state, "failed") != 0)
        return th_ask_bad (error, "outcomes", _("\"done\" or \"failed\" for each matter"));
      g_array_append_val (outcomes, outcome);
    }
  return TRUE;
}

static gboolean
do_finish (ThAsk   *ask,
           GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);
  g_autoptr (GArray) outcomes = g_array_new (FALSE, FALSE, sizeof (ThOutcome));
  ThStepped step = { 0 };

  if (json_object_has_member (ask->args, "outcomes") && !json_object_get_null_member (ask->args, "outcomes") &&
      !read_outcomes (json_object_get_object_member (ask->args, "outcomes"), outcomes, error))
    return FALSE;
  if (!th_ask_own_window (ask, code, error) ||
      !th_sitting_finish (&ask->turn, code, (const ThOutcome *) outcomes->data, outcomes->len, &step, error) ||
      (step.from_booking && !th_booking_follow (&ask->turn, step.ticket_id, error)))
    return FALSE;
  th_out_text (ask->out, "ticket", step.code);
  th_out_seconds (ask->out, "handling_s", step.handling_us);
  out_state (ask, step.state);
  return TRUE;
}

static gboolean
do_undo (ThAsk   *ask,
         GError **error)
{
  char buffer[24];
  const char *code = th_ask_window (ask, "window", buffer);
  ThStepped step = { 0 };

  if (!th_ask_own_window (ask, code, error) || !th_sitting_undo (&ask->turn, code, &step, error) ||
      !th_booking_follow (&ask->turn, step.ticket_id, error))
    return FALSE;
  th_out_text (ask->out, "undone", step.undone);
  th_out_text (ask->out, "ticket", step.code);
  out_state (ask, step.state);
  return TRUE;
}

const ThVerb th_verbs_window[] = {
  { "window.open", "window:w staff:s pin:s duty?:s", TH_VERB_WRITE | TH_VERB_PIN, TH_MAY_LOOK, do_open },
  { "window.pause", "window:w reason?:s until?:s", TH_VERB_WRITE, TH_MAY_WINDOW, do_pause },
  { "window.resume", "window:w reason?:s", TH_VERB_WRITE, TH_MAY_WINDOW, do_resume },
  { "window.close", "window:w reason?:s", TH_VERB_WRITE, TH_MAY_WINDOW, do_close },
  { "window.duty", "window:w duty:s", TH_VERB_WRITE, TH_MAY_WINDOW, do_duty },
  { "ticket.call", "window:w", TH_VERB_WRITE, TH_MAY_WINDOW, do_call },
  { "ticket.call_one", "window:w ticket:t", TH_VERB_WRITE, TH_MAY_CALL_ONE, do_call_one },
  { "ticket.recall", "window:w", TH_VERB_WRITE, TH_MAY_WINDOW, do_recall },
  { "ticket.start", "window:w", TH_VERB_WRITE, TH_MAY_WINDOW, do_start },
  { "ticket.no_show", "window:w", TH_VERB_WRITE, TH_MAY_WINDOW, do_no_show },
  { "ticket.hold", "window:w reason?:s", TH_VERB_WRITE, TH_MAY_WINDOW, do_hold },
  { "ticket.unhold", "window:w ticket:t", TH_VERB_WRITE, TH_MAY_WINDOW, do_unhold },
  { "ticket.transfer", "window:w to_queue?:s to_window?:w note?:s", TH_VERB_WRITE, TH_MAY_WINDOW, do_transfer },
  { "ticket.add_matter", "window:w matter:s", TH_VERB_WRITE, TH_MAY_WINDOW, do_add_matter },
  { "ticket.matter", "window:w matter:s state:s", TH_VERB_WRITE, TH_MAY_WINDOW, do_matter },
  { "ticket.finish", "window:w outcomes?:o", TH_VERB_WRITE, TH_MAY_WINDOW, do_finish },
  { "ticket.undo", "window:w", TH_VERB_WRITE, TH_MAY_WINDOW, do_undo },
  { NULL },
};
