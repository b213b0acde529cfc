/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo: the last step at a window is taken back, and both stay in the
 * journal. What was before is worked out from the step's own event; a ticket
 * that somebody moved since cannot be taken back. */

#include "th-sitting.h"

#include <glib/gi18n-lib.h>

#include "th-store.h"

/* A slip printed again is no step of the ticket. */
TH_SQL (sql_undo_last_event,
        "SELECT seq, kind, at_us, window_code, from_state, detail, to_state FROM event WHERE ticket_id = $1"
        " AND kind <> 'ticket.print' ORDER BY seq DESC LIMIT 1");
TH_SQL (sql_undo_end_sitting,
        "UPDATE sitting SET ended_us = $2, outcome = 'undone', started_us = NULL WHERE id = $1 AND ended_us IS NULL");
TH_SQL (sql_undo_reopen_sitting,
        "UPDATE sitting SET ended_us = NULL, outcome = NULL, handling_us = 0 WHERE id = $1 AND ended_us IS NOT NULL");
TH_SQL (sql_undo_unstart, "UPDATE sitting SET started_us = NULL WHERE id = $1 AND ended_us IS NULL");
TH_SQL (sql_undo_recall, "UPDATE sitting SET calls = calls - 1, last_call_us = $2 WHERE id = $1 AND calls > 1 AND ended_us IS NULL");
TH_SQL (sql_undo_called,
        "UPDATE ticket SET state = $2, calls = calls - $3, first_called_us = CASE WHEN calls = $3 THEN NULL ELSE first_called_us END,"
        " to_window = $4 WHERE id = $1 AND state = 'called'");
TH_SQL (sql_undo_started, "UPDATE ticket SET state = 'called' WHERE id = $1 AND state = 'serving'");
TH_SQL (sql_undo_recalled, "UPDATE ticket SET calls = calls - 1 WHERE id = $1 AND state = 'called'");
TH_SQL (sql_undo_finished,
        "UPDATE ticket SET state = 'serving', ended_us = NULL, handling_us = handling_us - $2 WHERE id = $1 AND state = 'finished'");
TH_SQL (sql_undo_missed,
        "UPDATE ticket SET state = 'called', ended_us = NULL, misses = misses - 1, rank_us = $2, rank_tie = $3, not_before_us = $4,"
        " line_class = $5, booked = $6"
        " WHERE id = $1 AND state IN ('missed', 'returned')");
TH_SQL (sql_undo_held,
        "UPDATE ticket SET state = $2, held_since_us = NULL, handling_us = handling_us - $3 WHERE id = $1 AND state = 'held'");
TH_SQL (sql_undo_unheld,
        "UPDATE ticket SET state = 'held', held_since_us = $2, held_us = held_us - $3 WHERE id = $1 AND state IN ('called', 'serving')");
TH_SQL (sql_undo_transferred,
        "UPDATE ticket SET state = $2, queue = $3, to_window = NULL, note = $4, handling_us = handling_us - $5, not_before_us = $6"
        " WHERE id = $1 AND state = 'waiting'");
TH_SQL (sql_undo_matter_added,
        "UPDATE ticket_matter SET state = 'withdrawn' WHERE ticket_id = $1 AND code = $2 AND state <> 'withdrawn'");
TH_SQL (sql_undo_matter_set,
        "UPDATE ticket_matter SET state = $3, done_us = $4, handling_us = $5 WHERE ticket_id = $1 AND code = $2 AND state <> 'withdrawn'");
TH_SQL (sql_undo_matter_outcome,
        "UPDATE ticket_matter SET state = $3 WHERE ticket_id = $1 AND code = $2 AND state <> 'withdrawn'");

typedef struct
{
  gint64      seq;
  char       *kind;
  ThInstant   at;
  char       *window;
  char       *from, *to;
  JsonObject *detail;   /* never NULL */
} Step;

static void
step_clear (Step *step)
{
  g_free (step->kind);
  g_free (step->window);
  g_free (step->from);
  g_free (step->to);
  g_clear_pointer (&step->detail, json_object_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

static gboolean
read_step (const ThTurn *turn,
           gint64        ticket_id,
           Step         *step,
           GError      **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_undo_last_event, error, "i", ticket_id);
  g_autoptr (JsonNode) node = NULL;

  if (rows == NULL || !th_rows_next (rows, error))
    return FALSE;
  step->seq = th_rows_int (rows, 0);
  step->kind = g_strdup (th_rows_text (rows, 1));
  step->at = th_rows_int (rows, 2);
  step->window = g_strdup (th_rows_text (rows, 3));
  step->from = g_strdup (th_rows_text (rows, 4));
  step->to = g_strdup (th_rows_text (rows, 6));
  if (!th_rows_is_null (rows, 5))
    node = json_from_string (th_rows_text (rows, 5), NULL);
  step->detail = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
  return TRUE;
}

static gint64
number_of (const Step *step,
           const char *key,
           gint64      fallback)
{
  return json_object_get_int_member_with_default (step->detail, key, fallback);
}

static const char *
text_of (const Step *step,
         const char *key)
{
  return json_object_get_string_member_with_default (step->detail, key, NULL);
}

static gboolean
undo_call (const ThTurn    *turn,
           const ThSitting *sitting,
           const Step      *step,
           GError         **error)
{
  return th_database_exec (turn->db, &sql_undo_end_sitting, error, "ii", sitting->id, turn->now) &&
         th_ticket_must_have_changed (turn, error) &&
         th_database_exec (turn->db, &sql_undo_called, error, "isys", sitting->ticket_id, step->from, sitting->calls, text_of (step, "to_window")) &&
         th_ticket_must_have_changed (turn, error) && th_window_settle (turn, step->window, error);
}

static gboolean
undo_start (const ThTurn    *turn,
            const ThSitting *sitting,
            const Step      *step,
            GError         **error)
{
  return th_database_exec (turn->db, &sql_undo_unstart, error, "i", sitting->id) &&
         th_ticket_must_have_changed (turn, error) &&
         th_database_exec (turn->db, &sql_undo_started, error, "i", sitting->ticket_id) && th_ticket_must_have_changed (turn, error);
}

static gboolean
undo_recall (const ThTurn    *turn,
             const ThSitting *sitting,
             const Step      *step,
             GError         **error)
{
  return th_database_exec (turn->db, &sql_undo_recall, error, "ii", sitting->id, number_of (step, "last_call_us", sitting->called)) &&
         th_ticket_must_have_changed (turn, error) &&
         th_database_exec (turn->db, &sql_undo_recalled, error, "i", sitting->ticket_id) && th_ticket_must_have_changed (turn, error);
}

/* Matters that the step ended are open again, others what they were. */
static gboolean
reopen_matters (const ThTurn *turn,
                gint64        ticket_id,
                const Step   *step,
                GError      **error)
{
  JsonArray *closed = json_object_has_member (step->detail, "closed") ? json_object_get_array_member (step->detail, "closed") : NULL;
  JsonObject *before = json_object_has_member (step->detail, "before") ? json_object_get_object_member (step->detail, "before") : NULL;
  JsonObjectIter iter;
  const char *code;
  JsonNode *state;

  for (guint i = 0; closed != NULL && i < json_array_get_length (closed); i++)
    if (!th_database_exec (turn->db, &sql_undo_matter_set, error, "issoi", ticket_id, json_array_get_string_element (closed, i), "open",
                           (gint64) 0, (gint64) 0))
      return FALSE;
  if (before == NULL)
    return TRUE;
  json_object_iter_init (&iter, before);
  while (json_object_iter_next (&iter, &code, &state))
    if (!th_database_exec (turn->db, &sql_undo_matter_outcome, error, "iss", ticket_id, code, json_node_get_string (state)))
      return FALSE;
  return TRUE;
}

static gboolean
undo_finish (const ThTurn    *turn,
             const ThSitting *sitting,
             const Step      *step,
             GError         **error)
{
  return th_database_exec (turn->db, &sql_undo_finished, error, "ii", sitting->ticket_id, sitting->handling_us) &&
         th_ticket_must_have_changed (turn, error) && reopen_matters (turn, sitting->ticket_id, step, error);
}

static gboolean
undo_no_show (const ThTurn    *turn,
              const ThSitting *sitting,
              const Step      *step,
              GError         **error)
{
  return th_database_exec (turn->db, &sql_undo_missed, error, "iiiiii", sitting->ticket_id,
                           number_of (step, "rank_us", 0),
                           number_of (step, "rank_tie", 0),
                           number_of (step, "not_before_us", 0),
                           number_of (step, "line_class", 1),
                           number_of (step, "booked", 0)) &&
         th_ticket_must_have_changed (turn, error);
}

static gboolean
undo_hold (const ThTurn    *turn,
           const ThSitting *sitting,
           const Step      *step,
           GError         **error)
{
  return th_database_exec (turn->db, &sql_undo_held, error, "isi", sitting->ticket_id, step->from, sitting->handling_us) &&
         th_ticket_must_have_changed (turn, error);
}

static gboolean
undo_unhold (const ThTurn    *turn,
             const ThSitting *sitting,
             const Step      *step,
             GError         **error)
{
  gint64 since = number_of (step, "held_since_us", step->at);

  return th_database_exec (turn->db, &sql_undo_end_sitting, error, "ii", sitting->id, turn->now) &&
         th_ticket_must_have_changed (turn, error) &&
         th_database_exec (turn->db, &sql_undo_unheld, error, "iii", sitting->ticket_id, since, step->at - since) &&
         th_ticket_must_have_changed (turn, error) && th_window_settle (turn, step->window, error);
}

static gboolean
undo_transfer (const ThTurn    *turn,
               const ThSitting *sitting,
               const Step      *step,
               GError         **error)
{
  return th_database_exec (turn->db, &sql_undo_transferred, error, "isssii", sitting->ticket_id, step->from,
                           json_object_get_string_member_with_default (step->detail, "from_queue", sitting->queue),
                           text_of (step, "note_before"), sitting->handling_us, number_of (step, "not_before_us", 0)) &&
         th_ticket_must_have_changed (turn, error);
}

static gboolean
undo_matter_added (const ThTurn    *turn,
                   const ThSitting *sitting,
                   const Step      *step,
                   GError         **error)
{
  return th_database_exec (turn->db, &sql_undo_matter_added, error, "is", sitting->ticket_id, text_of (step, "matter"));
}

static gboolean
undo_matter_set (const ThTurn    *turn,
                 const ThSitting *sitting,
                 const Step      *step,
                 GError         **error)
{
  return th_database_exec (turn->db, &sql_undo_matter_set, error, "issoi", sitting->ticket_id, text_of (step, "matter"),
                           json_object_get_string_member_with_default (step->detail, "state_before", "open"),
                           number_of (step, "done_us_before", 0), number_of (step, "handling_us_before", 0));
}

typedef struct
{
  const char *kind;
  const char *verb;      /* what was asked for then */
  gboolean    reopens;   /* the sitting had ended */
  gboolean  (*undo) (const ThTurn *turn, const ThSitting *sitting, const Step *step, GError **error);
} Undo;

static const Undo undos[] = {
  { "ticket.called", "ticket.call", FALSE, undo_call },
  { "ticket.recalled", "ticket.recall", FALSE, undo_recall },
  { "ticket.started", "ticket.start", FALSE, undo_start },
  { "ticket.finished", "ticket.finish", TRUE, undo_finish },
  { "ticket.missed", "ticket.no_show", TRUE, undo_no_show },
  { "ticket.returned", "ticket.no_show", TRUE, undo_no_show },
  { "ticket.held", "ticket.hold", TRUE, undo_hold },
  { "ticket.unheld", "ticket.unhold", FALSE, undo_unhold },
  { "ticket.transferred", "ticket.transfer", TRUE, undo_transfer },
  { "ticket.matter_added", "ticket.add_matter", FALSE, undo_matter_added },
  { "ticket.matter_set", "ticket.matter", FALSE, undo_matter_set },
};

static const Undo *
undo_of (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (undos); i++)
    if (g_str_equal (undos[i].kind, kind))
      return &undos[i];
  return NULL;
}

/* The last step at @window that can be taken back, or NULL. */
static const Undo *
find_undo (const ThTurn *turn,
           const char   *window,
           ThSitting    *sitting,
           Step         *step,
           GError      **error)
{
  const Undo *undo;

  if (!th_sitting_latest (turn, window, sitting, error) || !read_step (turn, sitting->ticket_id, step, error))
    return NULL;
  undo = undo_of (step->kind);
  return undo != NULL && g_strcmp0 (step->window, window) == 0 ? undo : NULL;
}

/**
 * th_sitting_undoable:
 * @verb: (out) (transfer none): the step that th_sitting_undo() would take back
 * @ticket_id: (out): of which ticket
 *
 * Returns: FALSE when there is none
 */
gboolean
th_sitting_undoable (const ThTurn *turn,
                     const char   *window,
                     const char  **verb,
                     gint64       *ticket_id)
{
  g_auto (ThSitting) sitting = { 0 };
  g_auto (Step) step = { 0 };
  const Undo *undo = find_undo (turn, window, &sitting, &step, NULL);

  if (undo == NULL)
    return FALSE;
  *verb = undo->verb;
  *ticket_id = sitting.ticket_id;
  return TRUE;
}

static gboolean
reopen (const ThTurn    *turn,
        const ThWindow  *window,
        const ThSitting *sitting,
        GError         **error)
{
  g_auto (ThSitting) open = { 0 };
  g_autoptr (GError) local = NULL;

  if (window->state == TH_WINDOW_CLOSED)
    g_set_error (&local, TH_ERROR, TH_ERROR_WINDOW_CLOSED, _("Window %s is closed. Open it first."), window->code);
  else if (window->state == TH_WINDOW_PAUSED)
    g_set_error (&local, TH_ERROR, TH_ERROR_WINDOW_CLOSED, _("Window %s is suspended. Resume it first."), window->code);
  else if (th_sitting_open (turn, window->code, &open, &local))
    g_set_error (&local, TH_ERROR, TH_ERROR_WINDOW_BUSY, _("Finish the ticket at window %s first."), window->code);
  if (local == NULL)
    return th_database_exec (turn->db, &sql_undo_reopen_sitting, error, "i", sitting->id) && th_ticket_must_have_changed (turn, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * th_sitting_undo:
 *
 * Takes back the last step at @code.
 *
 * Errors: WRONG_STATE when there is nothing to take back, WINDOW_CLOSED,
 * WINDOW_BUSY, CONFLICT when the ticket was moved since.
 */
gboolean
th_sitting_undo (const ThTurn *turn,
                 const char   *code,
                 ThStepped    *out,
                 GError      **error)
{
  const ThWindow *window = th_window_get (turn, code, error);
  g_auto (ThSitting) sitting = { 0 };
  g_auto (Step) step = { 0 };
  g_autoptr (GError) local = NULL;
  g_autoptr (ThTicket) ticket = NULL;
  const Undo *undo;
  JsonObject *detail;

  if (window == NULL)
    return FALSE;
  undo = find_undo (turn, window->code, &sitting, &step, &local);
  if (undo == NULL)
    {
      if (local == NULL)
        g_set_error (&local, TH_ERROR, TH_ERROR_WRONG_STATE, _("There is nothing to undo at window %s."), window->code);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  detail = json_object_new ();
  json_object_set_int_member (detail, "seq", step.seq);
  json_object_set_string_member (detail, "kind", step.kind);
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  if (!th_turn_note (turn, (ThNote) { .kind = "ticket.undone", .ticket_id = sitting.ticket_id, .window = window->code,
                                      .from = step.to, .to = step.from, .detail = detail }, error) ||
      !undo->undo (turn, &sitting, &step, error) ||
      (undo->reopens && !reopen (turn, window, &sitting, error)))
    return FALSE;

  ticket = th_ticket_by_id (turn, sitting.ticket_id, error);
  if (ticket == NULL)
    return FALSE;
  out->ticket_id = ticket->id;
  g_snprintf (out->code, sizeof out->code, "%s%03d", ticket->series, ticket->number);
  out->state = ticket->state;
  out->undone = undo->verb;
  return TRUE;
}
