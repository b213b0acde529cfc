/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Working out tickets and windows from their events alone. What was undone
 * does not count: only the last step of a ticket can be taken back, so that
 * leaving out both the step and its undo gives what was before. */

#include "th-proof.h"

#include <string.h>

#define TIES 1024

void
th_proof_event_clear (gpointer data)
{
  ThProofEvent *event = data;

  g_free (event->kind);
  g_free (event->actor);
  g_free (event->window);
  g_free (event->from);
  g_free (event->to);
  g_free (event->reason);
  g_clear_pointer (&event->detail, json_object_unref);
}

void
th_proof_facts_free (ThProofFacts *self)
{
  if (self == NULL)
    return;
  g_free (self->channel);
  g_free (self->note);
  g_free (self->ground);
  g_array_unref (self->sittings);
  g_array_unref (self->matters);
  g_free (self);
}

static gint64
number_of (const ThProofEvent *event,
           const char         *key,
           gint64              fallback)
{
  return event->detail != NULL ? json_object_get_int_member_with_default (event->detail, key, fallback) : fallback;
}

static const char *
text_of (const ThProofEvent *event,
         const char         *key,
         const char         *fallback)
{
  return event->detail != NULL ? json_object_get_string_member_with_default (event->detail, key, fallback) : fallback;
}

static JsonArray *
list_of (const ThProofEvent *event,
         const char         *key)
{
  JsonNode *node = event->detail != NULL ? json_object_get_member (event->detail, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
is (const char *text,
    const char *wanted)
{
  return g_strcmp0 (text, wanted) == 0;
}

static void
mark_undone (GArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const ThProofEvent *undo = &g_array_index (events, ThProofEvent, i);

      for (guint k = 0; is (undo->kind, "ticket.undone") && k < i; k++)
        if (g_array_index (events, ThProofEvent, k).seq == number_of (undo, "seq", 0))
          g_array_index (events, ThProofEvent, k).undone = TRUE;
    }
}

/* --- matters ---------------------------------------------------------- */

static void
add_matter (ThProofFacts *facts,
            const char   *code)
{
  ThProofMatter matter = { .state = "open" };

  g_strlcpy (matter.code, code, sizeof matter.code);
  g_array_append_val (facts->matters, matter);
}

static ThProofMatter *
find_matter (ThProofFacts *facts,
             const char   *code)
{
  for (guint i = 0; i < facts->matters->len; i++)
    if (is (g_array_index (facts->matters, ThProofMatter, i).code, code))
      return &g_array_index (facts->matters, ThProofMatter, i);
  return NULL;
}

static void
set_matter (ThProofFacts *facts,
            const char   *code,
            const char   *state,
            gint64        handling_us)
{
  ThProofMatter *matter = find_matter (facts, code);

  if (matter == NULL || state == NULL)
    return;
  g_strlcpy (matter->state, state, sizeof matter->state);
  if (handling_us >= 0)
    matter->handling_us = handling_us;
}

static void
end_matters (ThProofFacts       *facts,
             const ThProofEvent *event)
{
  JsonArray *closed = list_of (event, "closed");
  JsonNode *outcomes = event->detail != NULL ? json_object_get_member (event->detail, "outcomes") : NULL;
  JsonObjectIter iter;
  const char *code;
  JsonNode *state;

  for (guint i = 0; closed != NULL && i < json_array_get_length (closed); i++)
    set_matter (facts, json_array_get_string_element (closed, i), "done", number_of (event, "share_us", 0));
  if (outcomes == NULL || !JSON_NODE_HOLDS_OBJECT (outcomes))
    return;
  json_object_iter_init (&iter, json_node_get_object (outcomes));
  while (json_object_iter_next (&iter, &code, &state))
    set_matter (facts, code, json_node_get_string (state), -1);
}

/* --- sittings --------------------------------------------------------- */

static ThProofSitting *
open_sitting (ThProofFacts *facts)
{
  ThProofSitting *last = facts->sittings->len > 0 ? &g_array_index (facts->sittings, ThProofSitting, facts->sittings->len - 1) : NULL;

  return last != NULL && last->ended == 0 ? last : NULL;
}

static void
sit_down (ThProofFacts       *facts,
          const ThProofEvent *event)
{
  ThProofSitting sitting = { .called = event->at, .last_call = event->at, .calls = 1 };

  g_strlcpy (sitting.window, event->window != NULL ? event->window : "", sizeof sitting.window);
  g_strlcpy (sitting.staff, text_of (event, "staff", event->actor), sizeof sitting.staff);
  if (is (event->to, "serving"))
    sitting.started = event->at;
  g_array_append_val (facts->sittings, sitting);
}

static void
stand_up (ThProofFacts       *facts,
          const ThProofEvent *event,
          const char         *outcome)
{
  ThProofSitting *sitting = open_sitting (facts);

  if (sitting == NULL)
    return;
  sitting->ended = event->at;
  g_strlcpy (sitting->outcome, outcome, sizeof sitting->outcome);
  if (sitting->started != 0 && !is (outcome, "void"))
    sitting->handling_us = MAX (0, event->at - sitting->started);
  facts->handling_us += sitting->handling_us;
}

/* --- the ticket ------------------------------------------------------- */

static void
issue (ThProofFacts       *facts,
       const ThProofEvent *event)
{
  JsonArray *matters = list_of (event, "matters");

  g_strlcpy (facts->code, text_of (event, "ticket", ""), sizeof facts->code);
  g_strlcpy (facts->queue, text_of (event, "queue", ""), sizeof facts->queue);
  facts->channel = g_strdup (text_of (event, "channel", "hall"));
  facts->ground = g_strdup (event->reason);
  facts->ticket_class = facts->line_class = (int) number_of (event, "class", 1);
  facts->party_id = number_of (event, "party", 0);
  facts->slot = number_of (event, "slot_us", 0);
  facts->booked = facts->slot != 0;
  facts->arrived = facts->rank = event->at;
  facts->tie = event->seq * TIES;
  facts->entered = number_of (event, "entered_us", event->at);
  for (guint i = 0; matters != NULL && i < json_array_get_length (matters); i++)
    add_matter (facts, json_array_get_string_element (matters, i));
}

/* Back in line, behind others. */
static void
put_back (ThProofFacts       *facts,
          const ThProofEvent *event)
{
  facts->rank = number_of (event, "new_rank_us", facts->rank);
  facts->tie = number_of (event, "new_rank_tie", facts->tie);
  facts->line_class = 1;
  facts->booked = FALSE;
}

static void
call (ThProofFacts       *facts,
      const ThProofEvent *event)
{
  sit_down (facts, event);
  facts->calls++;
  if (facts->first_called == 0)
    facts->first_called = event->at;
}

static void
recall (ThProofFacts       *facts,
        const ThProofEvent *event)
{
  ThProofSitting *sitting = open_sitting (facts);

  facts->calls++;
  if (sitting == NULL)
    return;
  sitting->calls++;
  sitting->last_call = event->at;
}

static void
miss (ThProofFacts       *facts,
      const ThProofEvent *event)
{
  stand_up (facts, event, event->to);
  facts->misses++;
  if (is (event->to, "returned"))
    put_back (facts, event);
}

static void
transfer (ThProofFacts       *facts,
          const ThProofEvent *event)
{
  stand_up (facts, event, "transferred");
  g_strlcpy (facts->queue, text_of (event, "to_queue", facts->queue), sizeof facts->queue);
  if (event->reason != NULL)
    {
      g_free (facts->note);
      facts->note = g_strdup (event->reason);
    }
}

static void
start (ThProofFacts       *facts,
       const ThProofEvent *event)
{
  ThProofSitting *sitting = open_sitting (facts);

  if (sitting != NULL)
    sitting->started = event->at;
}

static void
finish (ThProofFacts       *facts,
        const ThProofEvent *event)
{
  stand_up (facts, event, "finished");
  end_matters (facts, event);
}

static void
hold (ThProofFacts       *facts,
      const ThProofEvent *event)
{
  stand_up (facts, event, "held");
}

static void
close_ticket (ThProofFacts       *facts,
              const ThProofEvent *event)
{
  stand_up (facts, event, "void");
}

static void
move_back (ThProofFacts       *facts,
           const ThProofEvent *event)
{
  facts->moved_back = TRUE;
  put_back (facts, event);
}

static void
print (ThProofFacts       *facts,
       const ThProofEvent *event)
{
  g_strlcpy (facts->print, event->reason != NULL ? event->reason : "", sizeof facts->print);
}

static void
matter_added (ThProofFacts       *facts,
              const ThProofEvent *event)
{
  add_matter (facts, text_of (event, "matter", ""));
}

static void
matter_set (ThProofFacts       *facts,
            const ThProofEvent *event)
{
  set_matter (facts, text_of (event, "matter", ""), text_of (event, "state", NULL), number_of (event, "handling_us", 0));
}

static const struct
{
  const char *kind;
  void      (*fold) (ThProofFacts *facts, const ThProofEvent *event);
} folds[] = {
  { "ticket.issued", issue }, { "ticket.called", call }, { "ticket.recalled", recall }, { "ticket.started", start },
  { "ticket.missed", miss }, { "ticket.returned", miss }, { "ticket.held", hold }, { "ticket.unheld", sit_down },
  { "ticket.transferred", transfer }, { "ticket.finished", finish }, { "ticket.voided", close_ticket },
  { "ticket.reinstated", put_back }, { "ticket.moved_back", move_back }, { "ticket.print", print },
  { "ticket.matter_added", matter_added }, { "ticket.matter_set", matter_set },
};

static gboolean
is_end (const char *state)
{
  static const char *const ends[] = { "finished", "missed", "cancelled", "diverted", "void", NULL };

  return g_strv_contains (ends, state);
}

/* What every change of state means, whatever caused it. @held: since when. */
static void
change_state (ThProofFacts       *facts,
              const ThProofEvent *event,
              ThInstant          *held)
{
  if (is (event->from, "held") && *held != 0)
    {
      facts->held_us += event->at - *held;
      *held = 0;
    }
  if (is (event->to, "held"))
    *held = event->at;
  g_strlcpy (facts->state, event->to, sizeof facts->state);
  facts->ended = is_end (event->to) ? event->at : 0;
}

ThProofFacts *
th_proof_fold (GArray *events)
{
  ThProofFacts *facts = g_new0 (ThProofFacts, 1);
  ThInstant held = 0;

  facts->sittings = g_array_new (FALSE, TRUE, sizeof (ThProofSitting));
  facts->matters = g_array_new (FALSE, TRUE, sizeof (ThProofMatter));
  g_strlcpy (facts->print, "none", sizeof facts->print);
  mark_undone (events);
  for (guint i = 0; i < events->len; i++)
    {
      const ThProofEvent *event = &g_array_index (events, ThProofEvent, i);

      if (event->undone || is (event->kind, "ticket.undone"))
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (folds); k++)
        if (is (folds[k].kind, event->kind))
          folds[k].fold (facts, event);
      if (event->to != NULL)
        change_state (facts, event, &held);
    }
  return facts;
}

/* --- windows ---------------------------------------------------------- */

static ThProofWindow *
window_named (GArray     *windows,
              const char *code)
{
  ThProofWindow window = { .state = "closed" };

  for (guint i = 0; i < windows->len; i++)
    if (is (g_array_index (windows, ThProofWindow, i).code, code))
      return &g_array_index (windows, ThProofWindow, i);
  g_strlcpy (window.code, code, sizeof window.code);
  g_array_append_val (windows, window);
  return &g_array_index (windows, ThProofWindow, windows->len - 1);
}

void
th_proof_fold_window (GArray             *windows,
                      const ThProofEvent *event)
{
  ThProofWindow *window;

  if (event->window == NULL || event->to == NULL)
    return;
  window = window_named (windows, event->window);
  g_strlcpy (window->state, event->to, sizeof window->state);
  if (is (event->to, "closed"))
    window->staff[0] = window->duty[0] = '\0';
  else
    {
      g_strlcpy (window->staff, text_of (event, "staff", window->staff), sizeof window->staff);
      g_strlcpy (window->duty, text_of (event, "duty", window->duty), sizeof window->duty);
    }
}
