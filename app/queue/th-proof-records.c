/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The proof: every ticket is worked out again from its events alone, and must
 * come out as it stands in the store; numbers must be without gap, and
 * sittings must agree with tickets. Undone events do not count. */

#include "th-close.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PROBLEMS 100

TH_SQL (sql_proof_events,
        "SELECT ticket_id, seq, at_us, kind, from_state, to_state, detail FROM event"
        " WHERE hall_id = $1 AND ticket_id IS NOT NULL ORDER BY ticket_id, seq");
TH_SQL (sql_proof_tickets,
        "SELECT id, series, number, business_day, state, calls, misses, first_called_us, handling_us, held_us FROM ticket"
        " WHERE hall_id = $1 ORDER BY id");
TH_SQL (sql_proof_numbers,
        "SELECT t.series, t.business_day, count(*), min(t.number), max(t.number), max(s.last_number) FROM ticket t"
        " JOIN series s ON s.hall_id = t.hall_id AND s.business_day = t.business_day AND s.prefix = t.series"
        " WHERE t.hall_id = $1 GROUP BY t.series, t.business_day"
        " HAVING count(*) <> max(t.number) - min(t.number) + 1 OR max(t.number) <> max(s.last_number)");
TH_SQL (sql_proof_seated,
        "SELECT t.series, t.number, t.business_day FROM ticket t WHERE t.hall_id = $1 AND t.state IN ('called', 'serving')"
        " AND NOT EXISTS (SELECT 1 FROM sitting s WHERE s.ticket_id = t.id AND s.ended_us IS NULL)");
TH_SQL (sql_proof_unseated,
        "SELECT t.series, t.number, t.business_day FROM sitting s JOIN ticket t ON t.id = s.ticket_id"
        " WHERE s.hall_id = $1 AND s.ended_us IS NULL AND t.state NOT IN ('called', 'serving')");

typedef struct
{
  gint64    ticket_id, seq;
  ThInstant at;
  char      kind[32];
  char      from[12], to[12];
  gint64    undoes;         /* seq, for ticket.undone */
  gboolean  undone;
} Event;

typedef struct
{
  char      state[12];
  int       calls, misses;
  ThInstant first_called;
  gint64    handling_us, held_us;
} Facts;

static void
read_event (ThRows *rows,
            Event  *event)
{
  *event = (Event) { .ticket_id = th_rows_int (rows, 0), .seq = th_rows_int (rows, 1), .at = th_rows_int (rows, 2) };
  g_strlcpy (event->kind, th_rows_text (rows, 3), sizeof event->kind);
  if (!th_rows_is_null (rows, 4))
    g_strlcpy (event->from, th_rows_text (rows, 4), sizeof event->from);
  if (!th_rows_is_null (rows, 5))
    g_strlcpy (event->to, th_rows_text (rows, 5), sizeof event->to);
  if (g_str_equal (event->kind, "ticket.undone") && !th_rows_is_null (rows, 6))
    {
      g_autoptr (JsonNode) node = json_from_string (th_rows_text (rows, 6), NULL);

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        event->undoes = json_object_get_int_member_with_default (json_node_get_object (node), "seq", 0);
    }
}

static void
mark_undone (GArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const Event *undo = &g_array_index (events, Event, i);

      for (guint k = 0; undo->undoes != 0 && k < i; k++)
        if (g_array_index (events, Event, k).seq == undo->undoes)
          g_array_index (events, Event, k).undone = TRUE;
    }
}

/* What a ticket must be after its events. */
static Facts
fold (GArray *events)
{
  Facts facts = { 0 };
  ThInstant started = 0, held = 0;

  mark_undone (events);
  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = &g_array_index (events, Event, i);
      const char *kind = event->kind + strlen ("ticket.");

      if (event->undone || event->undoes != 0)
        continue;
      if (g_str_equal (kind, "called") || g_str_equal (kind, "recalled"))
        facts.calls++;
      if (g_str_equal (kind, "called") && facts.first_called == 0)
        facts.first_called = event->at;
      if (g_str_equal (kind, "missed") || g_str_equal (kind, "returned"))
        facts.misses++;
      if (g_str_equal (event->from, "serving") && started != 0)
        {
          if (!g_str_equal (kind, "voided"))
            facts.handling_us += MAX (0, event->at - started);
          started = 0;
        }
      if (g_str_equal (event->from, "held") && held != 0)
        {
          facts.held_us += event->at - held;
          held = 0;
        }
      if (g_str_equal (event->to, "serving"))
        started = event->at;
      if (g_str_equal (event->to, "held"))
        held = event->at;
      if (event->to[0] != '\0')
        g_strlcpy (facts.state, event->to, sizeof facts.state);
    }
  return facts;
}

static void
compare (ThRows      *ticket,
         const Facts *facts,
         GPtrArray   *problems)
{
  g_autofree char *day = th_day_format (th_rows_int (ticket, 3));
  g_autofree char *code = th_ticket_code (th_rows_text (ticket, 1), th_rows_int (ticket, 2));
  const struct { const char *what; gint64 stored, told; } numbers[] = {
    { "calls", th_rows_int (ticket, 5), facts->calls },
    { "misses", th_rows_int (ticket, 6), facts->misses },
    { "first call", th_rows_int (ticket, 7), facts->first_called },
    { "handling time", th_rows_int (ticket, 8), facts->handling_us },
    { "time on hold", th_rows_int (ticket, 9), facts->held_us },
  };

  if (!g_str_equal (th_rows_text (ticket, 4), facts->state))
    g_ptr_array_add (problems, g_strdup_printf (_("Ticket %s of %s is \"%s\"; its journal says \"%s\"."), code, day,
                                                th_rows_text (ticket, 4), facts->state));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].stored != numbers[i].told)
      g_ptr_array_add (problems, g_strdup_printf (_("Ticket %s of %s: its %s is %lld; its journal says %lld."), code, day,
                                                  numbers[i].what, (long long) numbers[i].stored, (long long) numbers[i].told));
}

/* Both sides in order of tickets, side by side. */
static gboolean
prove_tickets (ThRows    *tickets,
               ThRows    *rows,
               GPtrArray *problems,
               GError   **error)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (Event));
  g_autoptr (GError) local = NULL;
  Event ahead = { 0 };
  gboolean more = th_rows_next (rows, &local);

  if (more)
    read_event (rows, &ahead);
  while (local == NULL && problems->len < MAX_PROBLEMS && th_rows_next (tickets, &local))
    {
      gint64 id = th_rows_int (tickets, 0);
      Facts facts;

      g_array_set_size (events, 0);
      while (more && ahead.ticket_id <= id)
        {
          if (ahead.ticket_id == id)
            g_array_append_val (events, ahead);
          more = th_rows_next (rows, &local);
          if (more)
            read_event (rows, &ahead);
        }
      facts = fold (events);
      compare (tickets, &facts, problems);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
prove_numbers (ThDatabase *db,
               gint64      hall_id,
               GPtrArray  *problems,
               GError    **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (db, &sql_proof_numbers, error, "i", hall_id);

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      g_autofree char *day = th_day_format (th_rows_int (rows, 1));

      g_ptr_array_add (problems, g_strdup_printf (_("Numbers %s of %s have a gap: %d tickets from %d to %d, last given %d."), th_rows_text (rows, 0), day,
                                                  (int) th_rows_int (rows, 2), (int) th_rows_int (rows, 3), (int) th_rows_int (rows, 4),
                                                  (int) th_rows_int (rows, 5)));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
prove_seats (ThRows     *rows,
             const char *sentence,
             GPtrArray  *problems,
             GError    **error)
{
  g_autoptr (ThRows) done = rows;
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      g_autofree char *day = th_day_format (th_rows_int (rows, 2));
      g_autofree char *code = th_ticket_code (th_rows_text (rows, 0), th_rows_int (rows, 1));

      g_ptr_array_add (problems, g_strdup_printf ("%s (%s): %s", code, day, sentence));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * th_queue_prove:
 * @problems: (element-type utf8): gets a sentence for each fault, 100 at most
 *
 * Rebuilds every ticket of @hall_id from the journal and compares.
 */
gboolean
th_queue_prove (ThDatabase *db,
                gint64      hall_id,
                GPtrArray  *problems,
                GError    **error)
{
  g_autoptr (ThRows) tickets = th_database_query (db, &sql_proof_tickets, error, "i", hall_id);
  g_autoptr (ThRows) events = tickets != NULL ? th_database_query (db, &sql_proof_events, error, "i", hall_id) : NULL;

  return events != NULL && prove_tickets (tickets, events, problems, error) && prove_numbers (db, hall_id, problems, error) &&
         prove_seats (th_database_query (db, &sql_proof_seated, error, "i", hall_id), _("is at a window, but at none."), problems, error) &&
         prove_seats (th_database_query (db, &sql_proof_unseated, error, "i", hall_id), _("sits at a window, but is not called."), problems, error);
}
