/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The matters of the ticket at a window: added, ticked off with their own
 * time, and ended with the ticket. */

#include "th-sitting-private.h"

#include <glib/gi18n-lib.h>

#include "th-store.h"

/* The time at the window that was not ticked off belongs to the matters that
   were open until the end; of several each gets the same share, in whole
   microseconds on every database. */
TH_SQL (sql_matters_done,
        "UPDATE ticket_matter SET state = 'done', done_us = $2, handling_us = ("
        "SELECT CASE WHEN $3 > sum(x.handling_us) THEN CAST ($3 - sum(x.handling_us) AS BIGINT) / count(CASE WHEN x.state = 'open' THEN 1 END)"
        " ELSE 0 END FROM ticket_matter x WHERE x.ticket_id = $1 AND x.state <> 'withdrawn')"
        " WHERE ticket_id = $1 AND state = 'open' RETURNING code, handling_us");
TH_SQL (sql_matter_outcome,
        "UPDATE ticket_matter SET state = $3 WHERE ticket_id = $1 AND code = $2 AND state <> 'withdrawn'");
TH_SQL (sql_matter_set,
        "UPDATE ticket_matter SET state = $3, done_us = $4, handling_us = $5 WHERE ticket_id = $1 AND code = $2 AND state <> 'withdrawn'");
TH_SQL (sql_matter_add,
        "INSERT INTO ticket_matter (ticket_id, position, code, part_id)"
        " SELECT $1, coalesce(max(position), 0) + 1, $2, $3 FROM ticket_matter WHERE ticket_id = $1");
TH_SQL (sql_matter_is,
        "SELECT state, done_us, handling_us FROM ticket_matter WHERE ticket_id = $1 AND code = $2 AND state <> 'withdrawn'");
TH_SQL (sql_matter_since,
        "SELECT coalesce(max(done_us), 0) FROM ticket_matter WHERE ticket_id = $1");

/* A matter as it was before a step. */
typedef struct
{
  gboolean  there;
  char      state[12];
  ThInstant done;
  gint64    handling_us;
} MatterWas;

static gboolean
read_matter (const ThTurn *turn,
             gint64        ticket_id,
             const char   *code,
             MatterWas    *was,
             GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_matter_is, &local, "is", ticket_id, code);

  *was = (MatterWas) { 0 };
  if (rows != NULL && th_rows_next (rows, &local))
    {
      was->there = TRUE;
      g_strlcpy (was->state, th_rows_text (rows, 0), sizeof was->state);
      was->done = th_rows_int (rows, 1);
      was->handling_us = th_rows_int (rows, 2);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
matter_must_be_there (const MatterWas *was,
                      const char      *code,
                      GError         **error)
{
  if (!was->there)
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("Matter %s is not on this ticket."), code);
  return was->there;
}

/**
 * th_sitting_end_matters:
 * @handling_us: of the whole ticket
 * @detail: (inout): what undo needs to know is added
 *
 * Ends the matters of a ticket: those still open are done, unless @outcomes
 * say otherwise.
 *
 * Errors: NOT_FOUND (matter).
 */
gboolean
th_sitting_end_matters (const ThTurn    *turn,
                        gint64           ticket_id,
                        gint64           handling_us,
                        const ThOutcome *outcomes,
                        guint            n,
                        JsonObject      *detail,
                        GError         **error)
{
  JsonArray *closed = json_array_new ();
  JsonObject *before = json_object_new ();
  JsonObject *said = json_object_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = NULL;

  json_object_set_array_member (detail, "closed", closed);
  json_object_set_object_member (detail, "before", before);
  json_object_set_object_member (detail, "outcomes", said);
  for (guint i = 0; i < n; i++)
    {
      MatterWas was;

      if (!read_matter (turn, ticket_id, outcomes[i].code, &was, error) || !matter_must_be_there (&was, outcomes[i].code, error))
        return FALSE;
      if (!g_str_equal (was.state, "open"))
        json_object_set_string_member (before, outcomes[i].code, was.state);
    }

  rows = th_database_query (turn->db, &sql_matters_done, error, "iii", ticket_id, turn->now, handling_us);
  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      json_array_add_string_element (closed, th_rows_text (rows, 0));
      json_object_set_int_member (detail, "share_us", th_rows_int (rows, 1));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      json_object_set_string_member (said, outcomes[i].code, outcomes[i].state);
      if (!th_database_exec (turn->db, &sql_matter_outcome, error, "iss", ticket_id, outcomes[i].code, outcomes[i].state))
        return FALSE;
    }
  /* Mostly there is nothing to say. */
  if (n == 0)
    {
      json_object_remove_member (detail, "before");
      json_object_remove_member (detail, "outcomes");
    }
  return TRUE;
}

static gboolean
note_matter (const ThTurn    *turn,
             const char      *kind,
             const char      *window,
             gint64           ticket_id,
             const char      *matter,
             const char      *state,
             gint64           handling_us,
             const MatterWas *was,
             GError         **error)
{
  JsonObject *detail = json_object_new ();

  if (was->there)
    {
      json_object_set_string_member (detail, "state_before", was->state);
      json_object_set_int_member (detail, "done_us_before", was->done);
      json_object_set_int_member (detail, "handling_us_before", was->handling_us);
    }

  json_object_set_string_member (detail, "matter", matter);
  json_object_set_string_member (detail, "state", state);
  json_object_set_int_member (detail, "handling_us", handling_us);
  return th_turn_note (turn, (ThNote) { .kind = kind, .ticket_id = ticket_id, .window = window, .detail = detail }, error);
}

/**
 * th_sitting_add_matter:
 *
 * Errors: WINDOW_CLOSED, WRONG_STATE, NOT_FOUND, DUPLICATE.
 */
gboolean
th_sitting_add_matter (const ThTurn *turn,
                       const char   *code,
                       const char   *matter,
                       GError      **error)
{
  g_auto (ThSitting) sitting = { 0 };
  const ThWindow *window = th_sitting_at (turn, code, -1, &sitting, error);
  MatterWas was;

  if (window == NULL)
    return FALSE;
  if (th_hall_matter (turn->hall, matter) == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no matter %s in this hall."), matter);
      return FALSE;
    }
  if (!read_matter (turn, sitting.ticket_id, matter, &was, error))
    return FALSE;
  if (was.there)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_DUPLICATE, _("Matter %s is on this ticket already."), matter);
      return FALSE;
    }
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_database_exec (turn->db, &sql_matter_add, error, "isi", sitting.ticket_id, matter, th_hall_matter_part (turn->hall, matter)) &&
         note_matter (turn, "ticket.matter_added", window->code, sitting.ticket_id, matter, "open", 0, &was, error);
}

/* The time of a matter that is ticked off now: since the one before it. */
static gboolean
time_of_matter (const ThTurn    *turn,
                const ThSitting *sitting,
                gint64          *handling_us,
                GError         **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_matter_since, error, "i", sitting->ticket_id);

  if (rows == NULL || !th_rows_next (rows, error))
    return FALSE;
  *handling_us = MAX (0, turn->now - MAX (sitting->started, th_rows_int (rows, 0)));
  return TRUE;
}

/**
 * th_sitting_set_matter:
 * @state: "open", "done" or "failed"
 *
 * Ticks a matter off; its time runs from the last one ticked, or the start.
 * Whoever ticks twice, or corrects the outcome, does not change the time.
 *
 * Errors: WINDOW_CLOSED, WRONG_STATE, NOT_FOUND.
 */
gboolean
th_sitting_set_matter (const ThTurn *turn,
                       const char   *code,
                       const char   *matter,
                       const char   *state,
                       GError      **error)
{
  g_auto (ThSitting) sitting = { 0 };
  const ThWindow *window = th_sitting_at (turn, code, 1, &sitting, error);
  ThInstant done = 0;
  gint64 handling_us = 0;
  MatterWas was;

  if (window == NULL || !read_matter (turn, sitting.ticket_id, matter, &was, error) || !matter_must_be_there (&was, matter, error))
    return FALSE;
  if (g_str_equal (was.state, state))
    return TRUE;
  if (!g_str_equal (state, "open") && !g_str_equal (was.state, "open"))
    {
      done = was.done;
      handling_us = was.handling_us;
    }
  else if (!g_str_equal (state, "open"))
    {
      done = turn->now;
      if (!time_of_matter (turn, &sitting, &handling_us, error))
        return FALSE;
    }
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_database_exec (turn->db, &sql_matter_set, error, "issoi", sitting.ticket_id, matter, state, done, handling_us) &&
         note_matter (turn, "ticket.matter_set", window->code, sitting.ticket_id, matter, state, handling_us, &was, error);
}
