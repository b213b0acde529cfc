/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Closing a day: every number still open is voided, windows are closed, and
 * what should have been finished before is named. */

#include "th-close.h"

#include <glib/gi18n-lib.h>

#include "th-store.h"
#include "th-window.h"

TH_SQL (sql_close_waiting,
        "SELECT id, series, number, state FROM ticket WHERE hall_id = $1 AND business_day = $2 AND state IN ('waiting', 'returned')");
TH_SQL (sql_close_held,
        "SELECT id, series, number, state FROM ticket WHERE hall_id = $1 AND business_day = $2 AND state = 'held'");
TH_SQL (sql_close_seated,
        "SELECT t.id, t.series, t.number, t.state FROM sitting s JOIN ticket t ON t.id = s.ticket_id"
        " WHERE s.hall_id = $1 AND s.ended_us IS NULL AND s.business_day = $2");
TH_SQL (sql_close_sitting, "UPDATE sitting SET ended_us = $2, outcome = 'void' WHERE ticket_id = $1 AND ended_us IS NULL");
TH_SQL (sql_close_ticket,
        "UPDATE ticket SET state = 'void', ended_us = $2,"
        " held_us = held_us + CASE WHEN held_since_us IS NULL THEN 0 ELSE $2 - held_since_us END, held_since_us = NULL WHERE id = $1 AND state = $3");

TH_SQL (sql_close_done, "SELECT 1 FROM event WHERE hall_id = $1 AND business_day = $2 AND kind = 'day.closed' LIMIT 1");

typedef struct
{
  gint64 id;
  char  *code;
  char  *state;
} Open;

static void
open_clear (gpointer data)
{
  Open *open = data;

  g_free (open->code);
  g_free (open->state);
}

static gboolean
find_open (const ThTurn *turn,
           const ThSql  *sql,
           ThDay         day,
           GArray       *found,
           GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, sql, error, "iy", th_hall_get_id (turn->hall), (int) day);

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      Open open = { th_rows_int (rows, 0), th_ticket_code (th_rows_text (rows, 1), th_rows_int (rows, 2)), g_strdup (th_rows_text (rows, 3)) };

      g_array_append_val (found, open);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
void_one (const ThTurn *turn,
          const Open   *open,
          ThDayClosed  *closed,
          GError      **error)
{
  if (g_str_equal (open->state, "called") || g_str_equal (open->state, "serving"))
    g_ptr_array_add (closed->warnings, g_strdup_printf (_("%s was still at a window and was voided."), open->code));
  else if (g_str_equal (open->state, "held"))
    g_ptr_array_add (closed->warnings, g_strdup_printf (_("%s was still on hold and was voided."), open->code));
  closed->voided++;
  return th_database_exec (turn->db, &sql_close_sitting, error, "ii", open->id, turn->now) &&
         th_database_exec (turn->db, &sql_close_ticket, error, "iis", open->id, turn->now, open->state) &&
         th_ticket_must_have_changed (turn, error) &&
         th_turn_note (turn, (ThNote) { .kind = "ticket.voided", .ticket_id = open->id, .from = open->state, .to = "void",
                                        .reason = "day closed" }, error);
}

static gboolean
close_windows (const ThTurn *turn,
               ThDayClosed  *closed,
               GError      **error)
{
  GPtrArray *windows = th_windows_get (turn, error);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  if (windows == NULL)
    return FALSE;
  for (guint i = 0; i < windows->len; i++)
    {
      const ThWindow *window = g_ptr_array_index (windows, i);

      if (window->state != TH_WINDOW_CLOSED)
        g_ptr_array_add (codes, g_strdup (window->code));
    }
  for (guint i = 0; i < codes->len; i++)
    {
      g_ptr_array_add (closed->warnings, g_strdup_printf (_("Window %s was still open and was closed."), (char *) codes->pdata[i]));
      if (!th_window_close (turn, codes->pdata[i], "day closed", error))
        return FALSE;
    }
  return TRUE;
}

gboolean
th_day_is_closed (const ThTurn *turn,
                  gboolean     *closed,
                  GError      **error)
{
  GPtrArray *windows = th_windows_get (turn, error);
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = NULL;

  *closed = FALSE;
  if (windows == NULL)
    return FALSE;
  /* While the hall works this costs no statement. */
  for (guint i = 0; i < windows->len; i++)
    if (((ThWindow *) g_ptr_array_index (windows, i))->state != TH_WINDOW_CLOSED)
      return TRUE;
  rows = th_database_query (turn->db, &sql_close_done, error, "iy", th_hall_get_id (turn->hall), (int) turn->day);
  if (rows == NULL)
    return FALSE;
  *closed = th_rows_next (rows, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * th_day_close:
 * @day: today, or an earlier day that was not closed
 * @closed: (out): its warnings are to be freed
 *
 * Voids every open number of @day. Closing a day twice changes nothing more.
 *
 * Errors: TOO_EARLY for a day to come.
 */
gboolean
th_day_close (const ThTurn *turn,
              ThDay         day,
              ThDayClosed  *closed,
              GError      **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Open));
  JsonObject *detail;

  g_array_set_clear_func (found, open_clear);
  closed->voided = 0;
  closed->warnings = g_ptr_array_new_with_free_func (g_free);
  if (day > turn->day)
    {
      g_autofree char *text = th_day_format (day);

      g_set_error (error, TH_ERROR, TH_ERROR_TOO_EARLY, _("%s has not come yet; it cannot be closed."), text);
      return FALSE;
    }
  if (!find_open (turn, &sql_close_waiting, day, found, error) || !find_open (turn, &sql_close_held, day, found, error) ||
      !find_open (turn, &sql_close_seated, day, found, error))
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    if (!void_one (turn, &g_array_index (found, Open, i), closed, error))
      return FALSE;
  if (day == turn->day && !close_windows (turn, closed, error))
    return FALSE;

  th_database_touch (turn->db, TH_CHANGE_TICKETS | TH_CHANGE_WINDOWS);
  detail = json_object_new ();
  json_object_set_int_member (detail, "day", day);
  json_object_set_int_member (detail, "voided", closed->voided);
  return th_turn_note (turn, (ThNote) { .kind = "day.closed", .detail = detail }, error);
}
