/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tickets from the kiosk or the guide's desk to the line: numbers, places,
 * and the ways out of the line that need no window.
 *
 * A number is taken from its series in the same transaction as the ticket is
 * written, so that none is given twice and none is skipped. A ticket keeps
 * its number for life; its place in line can change. */

#include "th-sitting.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "th-journal.h"
#include "th-store.h"
#include "th-words.h"

#define COLUMNS \
  "id, business_day, series, number, queue, class, booked, party_id, channel, state, arrived_us, entered_us, slot_us," \
  " rank_us, rank_tie, not_before_us, to_window, moved_back, misses, calls, first_called_us, ended_us, handling_us," \
  " held_us, held_since_us, note, print, line_class"

#define IN_LINE "state IN ('waiting', 'returned')"

TH_SQL (sql_series_next,
        "INSERT INTO series (hall_id, business_day, prefix, last_number) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (hall_id, business_day, prefix) DO UPDATE SET last_number = series.last_number + 1"
        " WHERE series.last_number < $5"
        " RETURNING last_number, (SELECT count(*) FROM ticket WHERE hall_id = $1 AND business_day = $2 AND queue = $6"
        " AND line_class <= $7 AND " IN_LINE ")");
TH_SQL (sql_ticket_insert,
        "INSERT INTO ticket (hall_id, business_day, series, number, queue, class, line_class, ground, booked, party_id, channel, state,"
        " arrived_us, entered_us, slot_us, rank_us, rank_tie)"
        " VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, 'waiting', $11, $12, $13, $11, $14)");
TH_SQL (sql_ticket_add_matter,
        "INSERT INTO ticket_matter (ticket_id, position, code, part_id) VALUES ($1, $2, $3, $4)");
/* A person seldom comes for more than four things. */
TH_SQL (sql_ticket_add_matters,
        "INSERT INTO ticket_matter (ticket_id, position, code, part_id) SELECT $1, v.column1, v.column2, v.column3 FROM ("
        "VALUES (CAST ($2 AS BIGINT), $3, CAST ($4 AS BIGINT)), ($2 + 1, $5, CAST ($6 AS BIGINT)),"
        " ($2 + 2, $7, CAST ($8 AS BIGINT)), ($2 + 3, $9, CAST ($10 AS BIGINT))) v WHERE v.column2 IS NOT NULL");
TH_SQL (sql_ticket_open_of_party,
        "SELECT series, number FROM ticket WHERE party_id = $1 AND queue = $2 AND business_day = $3"
        " AND ended_us IS NULL ORDER BY id LIMIT $4");
TH_SQL (sql_ticket_by_number,
        "SELECT " COLUMNS " FROM ticket WHERE hall_id = $1 AND business_day = $2 AND series = $3 AND number = $4");
TH_SQL (sql_ticket_by_id, "SELECT " COLUMNS " FROM ticket WHERE id = $1");
TH_SQL (sql_ticket_other_day,
        "SELECT business_day FROM series WHERE hall_id = $1 AND prefix = $2 AND last_number >= $3 AND business_day <> $4"
        " ORDER BY business_day DESC LIMIT 1");
TH_SQL (sql_ticket_end,
        "UPDATE ticket SET state = $2, ended_us = $3, held_us = $4, held_since_us = NULL WHERE id = $1 AND state = $5");
TH_SQL (sql_ticket_set_print, "UPDATE ticket SET print = $2 WHERE id = $1");

static const char *const state_names[] = {
  NC_("ticket", "waiting"), NC_("ticket", "returned"), NC_("ticket", "called"), NC_("ticket", "serving"),
  NC_("ticket", "held"), NC_("ticket", "finished"), NC_("ticket", "missed"), NC_("ticket", "cancelled"),
  NC_("ticket", "diverted"), NC_("ticket", "void"),
};

const char *
th_ticket_state_name (ThTicketState state)
{
  return state_names[state];
}

/* The state in the words of the person who reads. */
const char *
th_ticket_state_label (ThTicketState state)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "ticket", state_names[state]);
}

static ThTicketState
parse_state (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_str_equal (name, state_names[i]))
      return (ThTicketState) i;
  return TH_TICKET_VOID;
}

gboolean
th_ticket_in_line (ThTicketState state)
{
  return state == TH_TICKET_WAITING || state == TH_TICKET_RETURNED;
}

char *
th_ticket_code (const char *series,
                int         number)
{
  return g_strdup_printf ("%s%03d", series, number);
}

/**
 * th_ticket_parse_code:
 * @code: "T001"; a series whose prefix itself ends with digits is written "T01-001"
 *
 * Returns: FALSE when @code cannot be a ticket
 */
gboolean
th_ticket_parse_code (const char *code,
                      char      **series,
                      int        *number)
{
  gsize length = strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  const char *digits = code + length;
  char *end = NULL;
  long value;

  if (length == 0 || length > 8 || !g_ascii_isdigit (*digits) || strlen (digits) > 6)
    return FALSE;
  value = strtol (digits, &end, 10);
  if (*end != '\0')
    return FALSE;
  *number = (int) value;
  *series = g_ascii_strup (code, (gssize) length);
  return TRUE;
}

void
th_ticket_free (ThTicket *self)
{
  if (self == NULL)
    return;
  g_free (self->channel);
  g_free (self->to_window);
  g_free (self->note);
  g_free (self->print);
  g_free (self);
}

static ThTicket *
read_ticket (ThRows *rows)
{
  ThTicket *self = g_new0 (ThTicket, 1);

  self->id = th_rows_int (rows, 0);
  self->day = th_rows_int (rows, 1);
  g_strlcpy (self->series, th_rows_text (rows, 2), sizeof self->series);
  self->number = th_rows_int (rows, 3);
  g_strlcpy (self->queue, th_rows_text (rows, 4), sizeof self->queue);
  self->ticket_class = th_rows_int (rows, 5);
  self->booked = th_rows_int (rows, 6);
  self->party_id = th_rows_int (rows, 7);
  self->channel = g_strdup (th_rows_text (rows, 8));
  self->state = parse_state (th_rows_text (rows, 9));
  self->arrived = th_rows_int (rows, 10);
  self->entered = th_rows_int (rows, 11);
  self->slot = th_rows_int (rows, 12);
  self->rank = th_rows_int (rows, 13);
  self->tie = th_rows_int (rows, 14);
  self->not_before = th_rows_int (rows, 15);
  self->to_window = g_strdup (th_rows_text (rows, 16));
  self->moved_back = th_rows_int (rows, 17);
  self->misses = th_rows_int (rows, 18);
  self->calls = th_rows_int (rows, 19);
  self->first_called = th_rows_int (rows, 20);
  self->ended = th_rows_int (rows, 21);
  self->handling_us = th_rows_int (rows, 22);
  self->held_us = th_rows_int (rows, 23);
  self->held_since = th_rows_int (rows, 24);
  self->note = g_strdup (th_rows_text (rows, 25));
  self->print = g_strdup (th_rows_text (rows, 26));
  self->line_class = th_rows_int (rows, 27);
  return self;
}

/* The one ticket of @rows; NULL without @error when there is none. */
static ThTicket *
only_ticket (ThRows  *rows,
             GError **error)
{
  g_autoptr (ThRows) done = rows;

  return rows != NULL && th_rows_next (rows, error) ? read_ticket (rows) : NULL;
}

ThTicket *
th_ticket_by_id (const ThTurn *turn,
                 gint64        id,
                 GError      **error)
{
  return only_ticket (th_database_query (turn->db, &sql_ticket_by_id, error, "i", id), error);
}

/* Says why there is no ticket @code on @day: another day's number, or none. */
static void
explain_missing (const ThTurn *turn,
                 const char   *code,
                 const char   *series,
                 int           number,
                 ThDay         day,
                 GError      **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_ticket_other_day, error, "isyy",
                                               th_hall_get_id (turn->hall), series, number, (int) day);

  if (rows == NULL)
    return;
  if (th_rows_next (rows, NULL))
    {
      g_autofree char *other = th_day_format (th_rows_int (rows, 0));

      g_set_error (error, TH_ERROR, TH_ERROR_NOT_TODAY, _("%s is a ticket of %s, not of today."), code, other);
    }
  else
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no ticket %s."), code);
    }
}

/**
 * th_ticket_find:
 * @code: "T001"
 * @day: the business day, or 0 for today
 *
 * Returns: (transfer full): the ticket; NULL with BAD_REQUEST when @code
 *   cannot be a ticket, NOT_TODAY or NOT_FOUND
 */
ThTicket *
th_ticket_find (const ThTurn *turn,
                const char   *code,
                ThDay         day,
                GError      **error)
{
  g_autofree char *series = NULL;
  g_autoptr (GError) local = NULL;
  ThTicket *ticket;
  int number;
  ThDay wanted = day != 0 ? day : turn->day;

  if (!th_ticket_parse_code (code, &series, &number))
    {
      g_autofree char *shown = th_words_cut (code, 20);

      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("\"%.20s\" is not a ticket. A ticket looks like T001."), shown);
      return NULL;
    }
  ticket = only_ticket (th_database_query (turn->db, &sql_ticket_by_number, &local, "iysy",
                                           th_hall_get_id (turn->hall), (int) wanted, series, number), &local);
  if (ticket == NULL && local == NULL)
    explain_missing (turn, code, series, number, wanted, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return ticket;
}

static gboolean
refuse_second (const ThTurn  *turn,
               const ThIssue *issue,
               const char    *queue,
               GError       **error)
{
  int limit = th_turn_setting (turn, "queue.per_person_open_tickets");
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = NULL;
  g_autofree char *first = NULL;
  int open = 0;

  if (issue->party_id == 0 || issue->force)
    return TRUE;
  rows = th_database_query (turn->db, &sql_ticket_open_of_party, &local, "isyy", issue->party_id, queue, (int) turn->day, limit);
  while (rows != NULL && th_rows_next (rows, &local))
    if (open++ == 0)
      first = th_ticket_code (th_rows_text (rows, 0), th_rows_int (rows, 1));
  if (local == NULL && open < limit)
    return TRUE;
  if (local == NULL)
    g_set_error (&local, TH_ERROR, TH_ERROR_DUPLICATE,
                 _("This person holds ticket %s of the same queue already. Print it again instead."), first);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
take_number (const ThTurn  *turn,
             const ThQueue *queue,
             int            ticket_class,
             int           *number,
             int           *ahead,
             GError       **error)
{
  /* In one line the classes stand behind each other. */
  int counted = th_sitting_discipline (turn)->kind == TH_ORDER_FIFO ? 1 : ticket_class;
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_series_next, &local, "iysyysy", th_hall_get_id (turn->hall),
                                               (int) turn->day, queue->prefix, queue->first, queue->last, queue->prefix,
                                               counted);

  if (rows != NULL && th_rows_next (rows, &local))
    {
      *number = th_rows_int (rows, 0);
      *ahead = th_rows_int (rows, 1);
      return TRUE;
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, TH_ERROR, TH_ERROR_EXHAUSTED,
                 _("The numbers of queue %s are exhausted: %d to %d are all given out today."), queue->prefix, queue->first, queue->last);
  return FALSE;
}

static gboolean
insert_matters (const ThTurn      *turn,
                gint64             ticket_id,
                const char *const *matters,
                GError           **error)
{
  int n = matters != NULL ? (int) g_strv_length ((GStrv) matters) : 0;

  if (n == 1)
    return th_database_exec (turn->db, &sql_ticket_add_matter, error, "iysi", ticket_id, 1, matters[0],
                             th_hall_matter_part (turn->hall, matters[0]));
  for (int i = 0; i < n; i += 4)
    {
      const char *code[4] = { NULL };
      gint64 part[4] = { 0 };

      for (int k = 0; k < 4 && i + k < n; k++)
        {
          code[k] = matters[i + k];
          part[k] = th_hall_matter_part (turn->hall, code[k]);
        }
      if (!th_database_exec (turn->db, &sql_ticket_add_matters, error, "iysosososo", ticket_id, i + 1, code[0], part[0], code[1], part[1],
                             code[2], part[2], code[3], part[3]))
        return FALSE;
    }
  return TRUE;
}

static JsonObject *
issue_detail (const ThIssue *issue,
              const ThQueue *queue,
              const char    *code,
              int            ticket_class,
              ThInstant      entered)
{
  JsonObject *detail = json_object_new ();
  JsonArray *matters = json_array_new ();

  for (guint i = 0; issue->matters != NULL && issue->matters[i] != NULL; i++)
    json_array_add_string_element (matters, issue->matters[i]);
  json_object_set_string_member (detail, "ticket", code);
  json_object_set_string_member (detail, "queue", queue->prefix);
  json_object_set_int_member (detail, "class", ticket_class);
  json_object_set_int_member (detail, "entered_us", entered);
  json_object_set_array_member (detail, "matters", matters);
  if (issue->channel != NULL && !g_str_equal (issue->channel, "hall"))
    json_object_set_string_member (detail, "channel", issue->channel);
  if (issue->party_id != 0)
    json_object_set_int_member (detail, "party", issue->party_id);
  if (issue->slot != 0)
    json_object_set_int_member (detail, "slot_us", issue->slot);
  return detail;
}

static const ThQueue *
queue_of (const ThTurn  *turn,
          const ThIssue *issue,
          GError       **error)
{
  const char *prefix = issue->queue;
  const ThQueue *queue;

  for (guint i = 0; issue->matters != NULL && issue->matters[i] != NULL; i++)
    {
      const ThMatter *matter = th_hall_matter (turn->hall, issue->matters[i]);

      if (matter == NULL)
        {
          g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no matter %s in this hall."), issue->matters[i]);
          return NULL;
        }
      if (prefix == NULL)
        prefix = matter->queue;
    }
  queue = prefix != NULL ? th_hall_queue (turn->hall, prefix) : NULL;
  if (queue == NULL)
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no queue %s in this hall."), prefix != NULL ? prefix : "");
  return queue;
}

/**
 * th_ticket_issue:
 *
 * Takes the next number of the queue and puts the ticket in line. The wait
 * counts from now, or from the slot of a booking that came before it.
 *
 * Errors: NOT_FOUND (queue, matter), DUPLICATE, EXHAUSTED.
 */
gboolean
th_ticket_issue (const ThTurn  *turn,
                 const ThIssue *issue,
                 ThIssued      *issued,
                 GError       **error)
{
  const ThQueue *queue = queue_of (turn, issue, error);
  ThInstant entered = MAX (turn->now, issue->slot);
  g_autofree char *code = NULL;
  gint64 seq;
  int ticket_class, number;

  if (queue == NULL || !refuse_second (turn, issue, queue->prefix, error))
    return FALSE;
  ticket_class = issue->ticket_class >= 0 ? issue->ticket_class : queue->ticket_class;
  if (!take_number (turn, queue, ticket_class, &number, &issued->ahead, error) ||
      !th_journal_next (turn->db, th_hall_get_id (turn->hall), &seq, error))
    return FALSE;

  code = th_ticket_code (queue->prefix, number);
  if (!th_database_exec (turn->db, &sql_ticket_insert, error, "iysysysyosiioi", th_hall_get_id (turn->hall),
                         (int) turn->day, queue->prefix, number, queue->prefix, ticket_class, issue->ground,
                         issue->slot != 0 ? 1 : 0, issue->party_id, issue->channel != NULL ? issue->channel : "hall",
                         turn->now, entered, issue->slot, seq << 10))
    return FALSE;
  issued->id = th_database_insert_id (turn->db);
  g_strlcpy (issued->code, code, sizeof issued->code);
  g_strlcpy (issued->queue, queue->prefix, sizeof issued->queue);
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return insert_matters (turn, issued->id, issue->matters, error) &&
         th_turn_note (turn, (ThNote) { .kind = "ticket.issued", .ticket_id = issued->id, .to = "waiting", .reason = issue->ground,
                                        .detail = issue_detail (issue, queue, code, ticket_class, entered) }, error);
}

/* Sets WRONG_STATE: returns FALSE. */
gboolean
th_ticket_wrong_state (const ThTicket *ticket,
                       GError        **error)
{
  g_autofree char *code = th_ticket_code (ticket->series, ticket->number);

  g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("Ticket %s is \"%s\", which this does not fit. Nothing was changed."),
               code, th_ticket_state_label (ticket->state));
  return FALSE;
}

/* A guarded update that found another state than was read before. */
gboolean
th_ticket_must_have_changed (const ThTurn *turn,
                             GError      **error)
{
  if (th_database_changes (turn->db) == 1)
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_CONFLICT, _("This ticket was changed elsewhere meanwhile. Nothing was done; look again and repeat it."));
  return FALSE;
}

/**
 * th_ticket_cancel:
 * @to: TH_TICKET_CANCELLED, TH_TICKET_DIVERTED or TH_TICKET_VOID
 *
 * Takes a ticket that waits or is held out of the line, for good.
 *
 * Errors: those of th_ticket_find(), WRONG_STATE.
 */
gboolean
th_ticket_cancel (const ThTurn *turn,
                  const char   *code,
                  ThTicketState to,
                  const char   *reason,
                  GError      **error)
{
  g_autoptr (ThTicket) ticket = th_ticket_find (turn, code, 0, error);
  g_autofree char *kind = g_strconcat ("ticket.", to == TH_TICKET_VOID ? "voided" : state_names[to], NULL);
  gint64 held;

  if (ticket == NULL)
    return FALSE;
  if (!th_ticket_in_line (ticket->state) && ticket->state != TH_TICKET_HELD)
    return th_ticket_wrong_state (ticket, error);
  held = ticket->held_us + (ticket->held_since != 0 ? turn->now - ticket->held_since : 0);
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_database_exec (turn->db, &sql_ticket_end, error, "isiis", ticket->id, state_names[to], turn->now, held, state_names[ticket->state]) &&
         th_ticket_must_have_changed (turn, error) &&
         th_turn_note (turn, (ThNote) { .kind = kind, .ticket_id = ticket->id, .from = state_names[ticket->state],
                                        .to = state_names[to], .reason = reason }, error);
}

/**
 * th_ticket_set_print:
 * @state: "printed" or "failed"
 *
 * Remembers whether the slip came out; the number stays either way.
 */
gboolean
th_ticket_set_print (const ThTurn *turn,
                     const char   *code,
                     const char   *state,
                     GError      **error)
{
  g_autoptr (ThTicket) ticket = th_ticket_find (turn, code, 0, error);

  if (ticket == NULL)
    return FALSE;
  th_database_touch (turn->db, TH_CHANGE_TICKETS);
  return th_database_exec (turn->db, &sql_ticket_set_print, error, "is", ticket->id, state) &&
         th_turn_note (turn, (ThNote) { .kind = "ticket.print", .ticket_id = ticket->id, .reason = state }, error);
}
