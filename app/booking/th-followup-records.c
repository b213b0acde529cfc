/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What follows a finished case. A company that opened its account is sent a
 * U-key within working days; what nobody keeps a list of is forgotten. */

#include "th-followup.h"

#include <glib/gi18n-lib.h>

#include "th-booking-private.h"
#include "th-calendar.h"
#include "th-contact.h"
#include "th-store.h"

#define FOLLOWUP \
  "SELECT f.id, f.kind, b.code, b.party_id, b.organiser, f.matter, f.made_us, f.due_day, f.state, f.tracking, f.note, f.done_us, f.done_by," \
  " (SELECT s.staff FROM sitting s WHERE s.ticket_id = b.ticket_id AND s.outcome = 'finished' ORDER BY s.id DESC LIMIT 1)" \
  " FROM followup f JOIN booking b ON b.id = f.booking_id"

TH_SQL (sql_followup_list_open,
        FOLLOWUP " WHERE f.hall_id = $1 AND f.state = 'open' ORDER BY coalesce(f.due_day, 99999999), f.id LIMIT 1000");
/* The newest, which are the end of the index of states: all that were ever done are too many. */
TH_SQL (sql_followup_list_done,
        FOLLOWUP " WHERE f.hall_id = $1 AND f.state = 'done' ORDER BY f.due_day DESC, f.id DESC LIMIT 1000");
TH_SQL (sql_followup_show,
        "SELECT f.booking_id, b.code, f.state FROM followup f JOIN booking b ON b.id = f.booking_id WHERE f.hall_id = $1 AND f.id = $2");
TH_SQL (sql_followup_done,
        "UPDATE followup SET state = 'done', done_us = $2, done_by = $3, tracking = $4, note = $5 WHERE id = $1 AND state = 'open'");
TH_SQL (sql_followup_matters, "SELECT code FROM ticket_matter WHERE ticket_id = $1 AND state = 'done' ORDER BY position");
TH_SQL (sql_followup_booked, "SELECT code FROM booking_matter WHERE booking_id = $1 ORDER BY position");
TH_SQL (sql_followup_begin,
        "INSERT INTO followup (hall_id, kind, booking_id, matter, made_us, due_day) VALUES ($1, 'ukey', $2, $3, $4, $5)"
        " ON CONFLICT DO NOTHING");
/* The first condition is that of the index of bookings. */
TH_SQL (sql_followup_withdraw, "UPDATE followup SET state = 'withdrawn' WHERE booking_id = $1 AND state <> 'withdrawn' AND state = 'open'");

void
th_followup_free (ThFollowup *self)
{
  g_free (self->kind);
  g_free (self->booking);
  g_free (self->organiser);
  g_free (self->matter);
  g_free (self->state);
  g_free (self->tracking);
  g_free (self->note);
  g_free (self->done_by);
  g_free (self->staff);
  g_free (self);
}

static ThFollowup *
read_followup (ThRows *rows)
{
  ThFollowup *self = g_new0 (ThFollowup, 1);

  self->id = th_rows_int (rows, 0);
  self->kind = g_strdup (th_rows_text (rows, 1));
  self->booking = g_strdup (th_rows_text (rows, 2));
  self->party_id = th_rows_int (rows, 3);
  self->organiser = g_strdup (th_rows_text (rows, 4));
  self->matter = g_strdup (th_rows_text (rows, 5));
  self->made = th_rows_int (rows, 6);
  self->due = th_rows_int (rows, 7);
  self->state = g_strdup (th_rows_text (rows, 8));
  self->tracking = g_strdup (th_rows_text (rows, 9));
  self->note = g_strdup (th_rows_text (rows, 10));
  self->done = th_rows_int (rows, 11);
  self->done_by = g_strdup (th_rows_text (rows, 12));
  self->staff = g_strdup (th_rows_text (rows, 13));
  return self;
}

static gboolean
add_state (const ThTurn *turn,
           const ThSql  *sql,
           GPtrArray    *list,
           GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, sql, error, "i", th_hall_get_id (turn->hall));

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    g_ptr_array_add (list, read_followup (rows));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

GPtrArray *
th_followup_list (const ThTurn *turn,
                  const char   *state,
                  GError      **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) th_followup_free);

  if ((state == NULL || g_str_equal (state, "open")) && !add_state (turn, &sql_followup_list_open, list, error))
    return NULL;
  if ((state == NULL || g_str_equal (state, "done")) && !add_state (turn, &sql_followup_list_done, list, error))
    return NULL;
  return g_steal_pointer (&list);
}

/**
 * th_followup_done:
 * @tracking: (nullable): number of the parcel; like @note kept here, and not
 *   in the journal, so that it goes when the person is erased
 *
 * Errors: NOT_FOUND, WRONG_STATE.
 */
gboolean
th_followup_done (const ThTurn *turn,
                  gint64        id,
                  const char   *tracking,
                  const char   *note,
                  GError      **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_followup_show, error, "ii", th_hall_get_id (turn->hall), id);
  g_autoptr (GError) local = NULL;
  g_autofree char *booking = NULL;
  JsonObject *detail;
  gint64 booking_id;

  if (rows == NULL)
    return FALSE;
  if (!th_rows_next (rows, &local))
    {
      if (local == NULL)
        g_set_error (&local, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no follow-up %lld."), (long long) id);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  booking_id = th_rows_int (rows, 0);
  booking = g_strdup (th_rows_text (rows, 1));
  g_clear_pointer (&rows, th_rows_done);
  if (!th_database_exec (turn->db, &sql_followup_done, error, "iisss", id, turn->now, turn->actor, tracking, note))
    return FALSE;
  if (th_database_changes (turn->db) != 1)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("Follow-up %lld is no longer open."), (long long) id);
      return FALSE;
    }
  detail = json_object_new ();
  json_object_set_int_member (detail, "followup", id);
  return th_booking_note (turn, booking_id, booking, "followup.done", NULL, NULL, NULL, detail, error) &&
         th_booking_say_why (turn, booking_id, "followup.done", note, error);
}

static gboolean
is_posted (const ThTurn *turn,
           const char   *matter)
{
  JsonArray *list = json_node_get_array (th_hall_setting_node (turn->hall, "ukey.matters"));

  for (guint i = 0; i < json_array_get_length (list); i++)
    if (g_str_equal (json_array_get_string_element (list, i), matter))
      return TRUE;
  return FALSE;
}

static gboolean
begin_one (const ThTurn *turn,
           gint64        booking_id,
           const char   *booking,
           const char   *matter,
           GError      **error)
{
  ThDay due = th_calendar_add_working (th_hall_get_calendar (turn->hall), turn->day, th_turn_setting (turn, "ukey.post_working_days"), NULL);
  JsonObject *detail;

  if (!th_database_exec (turn->db, &sql_followup_begin, error, "iisio", th_hall_get_id (turn->hall), booking_id, matter, turn->now, (gint64) due))
    return FALSE;
  if (th_database_changes (turn->db) == 0)
    return TRUE;
  detail = json_object_new ();
  json_object_set_string_member (detail, "matter", matter);
  json_object_set_int_member (detail, "due_day", due);
  return th_booking_note (turn, booking_id, booking, "followup.begun", NULL, NULL, NULL, detail, error);
}

/* For every matter of the ticket that was done and calls for it; of the
 * booking, when it has no ticket. A due day
 * beyond the calendar stays open, and is said to be unknown. */
gboolean
th_followup_begin (const ThTurn *turn,
                   gint64        booking_id,
                   const char   *booking,
                   gint64        ticket_id,
                   GError      **error)
{
  g_autoptr (GPtrArray) matters = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, ticket_id != 0 ? &sql_followup_matters : &sql_followup_booked, error, "i",
                                               ticket_id != 0 ? ticket_id : booking_id);

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    if (is_posted (turn, th_rows_text (rows, 0)))
      g_ptr_array_add (matters, g_strdup (th_rows_text (rows, 0)));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_clear_pointer (&rows, th_rows_done);
  for (guint i = 0; i < matters->len; i++)
    if (!begin_one (turn, booking_id, booking, matters->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
th_followup_withdraw (const ThTurn *turn,
                      gint64        booking_id,
                      const char   *booking,
                      GError      **error)
{
  if (!th_database_exec (turn->db, &sql_followup_withdraw, error, "i", booking_id))
    return FALSE;
  return th_database_changes (turn->db) == 0 || th_booking_note (turn, booking_id, booking, "followup.withdrawn", NULL, NULL, NULL, NULL, error);
}
