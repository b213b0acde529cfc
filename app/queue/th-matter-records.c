/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The matters of the ticket at a window: added and ticked off one by one. */

#include "th-sitting.h"

#include <glib/gi18n-lib.h>

#include "th-store.h"

TH_SQL (sql_matter_add,
        "INSERT INTO ticket_matter (ticket_id, position, code, part_id)"
        " SELECT $1, coalesce(max(position), 0) + 1, $2, $3 FROM ticket_matter WHERE ticket_id = $1");
TH_SQL (sql_matter_has,
        "SELECT 1 FROM ticket_matter WHERE ticket_id = $1 AND code = $2 AND state <> 'withdrawn'");
TH_SQL (sql_matter_since,
        "SELECT coalesce(max(done_us), 0) FROM ticket_matter WHERE ticket_id = $1");
TH_SQL (sql_matter_set,
        "UPDATE ticket_matter SET state = $3, done_us = $4, handling_us = $5 WHERE ticket_id = $1 AND code = $2 AND state <> 'withdrawn'");

static gboolean
matter_on_ticket (const ThTurn *turn,
                  gint64        ticket_id,
                  const char   *matter)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_matter_has, NULL, "is", ticket_id, matter);

  return rows != NULL && th_rows_next (rows, NULL);
}

static gboolean
note_matter (const ThTurn *turn,
             const char   *kind,
             const char   *window,
             gint64        ticket_id,
             const char   *matter,
             const char   *state,
             GError      **error)
{
  JsonObject *detail = json_object_new ();

  json_object_set_string_member (detail, "matter", matter);
  json_object_set_string_member (detail, "state", state);
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

  if (window == NULL)
    return FALSE;
  if (th_hall_matter (turn->hall, matter) == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no matter %s in this hall."), matter);
      return FALSE;
    }
  if (matter_on_ticket (turn, sitting.ticket_id, matter))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_DUPLICATE, _("Matter %s is on this ticket already."), matter);
      return FALSE;
    }
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_database_exec (turn->db, &sql_matter_add, error, "isi", sitting.ticket_id, matter, th_hall_matter_part (turn->hall, matter)) &&
         note_matter (turn, "ticket.matter_added", window->code, sitting.ticket_id, matter, "open", error);
}

/**
 * th_sitting_set_matter:
 * @state: "open", "done" or "failed"
 *
 * Ticks a matter off; its time runs from the last one ticked, or the start.
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
  gboolean open = g_str_equal (state, "open");
  g_autoptr (ThRows) rows = NULL;
  ThInstant since;

  if (window == NULL)
    return FALSE;
  if (!matter_on_ticket (turn, sitting.ticket_id, matter))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("Matter %s is not on this ticket."), matter);
      return FALSE;
    }
  rows = th_database_query (turn->db, &sql_matter_since, error, "i", sitting.ticket_id);
  if (rows == NULL || !th_rows_next (rows, error))
    return FALSE;
  since = MAX (sitting.started, th_rows_int (rows, 0));
  g_clear_pointer (&rows, th_rows_done);
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_database_exec (turn->db, &sql_matter_set, error, "issoi", sitting.ticket_id, matter, state, open ? (gint64) 0 : turn->now,
                           open ? (gint64) 0 : MAX (0, turn->now - since)) &&
         note_matter (turn, "ticket.matter_set", window->code, sitting.ticket_id, matter, state, error);
}
