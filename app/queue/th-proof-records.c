/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The proof: every ticket, with its calls and matters, and every window is
 * worked out again from events alone, and must be what the store says;
 * numbers must be without gap. What statistics are made of is proved thereby:
 * rebuilt from the journal, they come out the same. */

#include "th-close.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "th-proof.h"
#include "th-ticket.h"

#define MAX_PROBLEMS 100

TH_SQL (sql_proof_events,
        "SELECT ticket_id, seq, at_us, kind, actor, window_code, from_state, to_state, reason, detail FROM event"
        " WHERE hall_id = $1 AND ticket_id IS NOT NULL ORDER BY ticket_id, seq");
TH_SQL (sql_proof_window_events,
        "SELECT 0, seq, at_us, kind, actor, window_code, from_state, to_state, reason, detail FROM event"
        " WHERE hall_id = $1 AND ticket_id IS NULL AND window_code IS NOT NULL ORDER BY seq");
TH_SQL (sql_proof_tickets,
        "SELECT id, series, number, business_day, state, queue, class, line_class, channel, note, ground, party_id, arrived_us, entered_us,"
        " slot_us, booked, moved_back, calls, misses, first_called_us, ended_us, handling_us, held_us, print, rank_us, rank_tie FROM ticket"
        " WHERE hall_id = $1 ORDER BY id");
TH_SQL (sql_proof_sittings,
        "SELECT ticket_id, window_code, staff, called_us, last_call_us, started_us, ended_us, outcome, calls, handling_us FROM sitting"
        " WHERE hall_id = $1 AND (outcome IS NULL OR outcome <> 'undone') ORDER BY ticket_id, id");
TH_SQL (sql_proof_matters,
        "SELECT m.ticket_id, m.code, m.state, m.handling_us FROM ticket_matter m JOIN ticket t ON t.id = m.ticket_id"
        " WHERE t.hall_id = $1 AND m.state <> 'withdrawn' ORDER BY m.ticket_id, m.position");
TH_SQL (sql_proof_windows, "SELECT code, state, staff, duty FROM window_state WHERE hall_id = $1 ORDER BY code");
TH_SQL (sql_proof_numbers,
        "SELECT s.prefix, s.business_day, count(t.id), coalesce(min(t.number), 0), coalesce(max(t.number), 0), s.last_number FROM series s"
        " LEFT JOIN ticket t ON t.hall_id = s.hall_id AND t.business_day = s.business_day AND t.series = s.prefix"
        " WHERE s.hall_id = $1 GROUP BY s.prefix, s.business_day, s.last_number"
        " HAVING count(t.id) > 0 AND (count(t.id) <> max(t.number) - min(t.number) + 1 OR max(t.number) <> s.last_number)");

/* Rows in order of tickets, of which those of one ticket are taken at a time. */
typedef struct
{
  ThRows  *rows;
  gboolean more;
  GError  *error;
} Cursor;

static gboolean
cursor_open (Cursor     *self,
             ThDatabase *db,
             const ThSql *sql,
             gint64      hall_id)
{
  self->rows = th_database_query (db, sql, &self->error, "i", hall_id);
  self->more = self->rows != NULL && th_rows_next (self->rows, &self->error);
  return self->error == NULL;
}

static void
cursor_next (Cursor *self)
{
  self->more = th_rows_next (self->rows, &self->error);
}

/* Whether the row in hand is one of @ticket_id. */
static gboolean
cursor_at (const Cursor *self,
           gint64        ticket_id)
{
  return self->more && th_rows_int (self->rows, 0) == ticket_id;
}

typedef struct
{
  ThDatabase *db;
  gint64      hall_id;
  GPtrArray  *problems;
  Cursor      tickets, events, sittings, matters;
  char       *name;            /* of the ticket in hand */
} Proof;

G_GNUC_PRINTF (2, 3)
static void
add_problem (Proof      *proof,
             const char *format,
             ...)
{
  va_list args;

  va_start (args, format);
  if (proof->problems->len < MAX_PROBLEMS)
    g_ptr_array_add (proof->problems, g_strdup_vprintf (format, args));
  va_end (args);
}

/* --- comparing -------------------------------------------------------- */

static void
compare_texts (Proof      *proof,
               const char *what,
               const char *stored,
               const char *told)
{
  if (g_strcmp0 (stored, told) != 0)
    add_problem (proof, _("Ticket %s: its %s is \"%s\"; its journal says \"%s\"."), proof->name, _(what), stored != NULL ? stored : "",
                 told != NULL ? told : "");
}

static void
compare_numbers (Proof      *proof,
                 const char *what,
                 gint64      stored,
                 gint64      told)
{
  if (stored != told)
    add_problem (proof, _("Ticket %s: its %s is %" PRId64 "; its journal says %" PRId64 "."), proof->name, _(what), stored, told);
}

/* To the microsecond; NULL for none. */
static char *
exact_time (ThInstant at)
{
  g_autofree char *second = at != 0 ? th_instant_format (at, NULL) : NULL;

  return second != NULL ? g_strdup_printf ("%s + %" PRId64 " us", second, at % TH_SECOND_US) : NULL;
}

static void
compare_times (Proof      *proof,
               const char *what,
               ThInstant   stored,
               ThInstant   told)
{
  g_autofree char *is = exact_time (stored);
  g_autofree char *was = exact_time (told);

  compare_texts (proof, what, is, was);
}

static void
compare_ticket (Proof              *proof,
                const ThProofFacts *facts)
{
  ThRows *row = proof->tickets.rows;
  g_autofree char *code = th_ticket_code (th_rows_text (row, 1), th_rows_int (row, 2));
  g_autofree char *day = th_day_format (th_rows_int (row, 3));

  g_free (proof->name);
  proof->name = g_strdup_printf ("%s (%s)", code, day);
  compare_texts (proof, N_("number"), code, facts->code);
  compare_texts (proof, N_("state"), th_rows_text (row, 4), facts->state);
  compare_texts (proof, N_("queue"), th_rows_text (row, 5), facts->queue);
  compare_numbers (proof, N_("class"), th_rows_int (row, 6), facts->ticket_class);
  compare_numbers (proof, N_("class in line"), th_rows_int (row, 7), facts->line_class);
  compare_texts (proof, N_("channel"), th_rows_text (row, 8), facts->channel);
  compare_texts (proof, N_("note"), th_rows_text (row, 9), facts->note);
  compare_texts (proof, N_("ground of priority"), th_rows_text (row, 10), facts->ground);
  compare_numbers (proof, N_("holder"), th_rows_int (row, 11), facts->party_id);
  compare_times (proof, N_("arrival"), th_rows_int (row, 12), facts->arrived);
  compare_times (proof, N_("begin of waiting"), th_rows_int (row, 13), facts->entered);
  compare_times (proof, N_("slot"), th_rows_int (row, 14), facts->slot);
  compare_numbers (proof, N_("booking"), th_rows_int (row, 15), facts->booked);
  compare_numbers (proof, N_("moving back"), th_rows_int (row, 16), facts->moved_back);
  compare_numbers (proof, N_("calls"), th_rows_int (row, 17), facts->calls);
  compare_numbers (proof, N_("misses"), th_rows_int (row, 18), facts->misses);
  compare_times (proof, N_("first call"), th_rows_int (row, 19), facts->first_called);
  compare_times (proof, N_("end"), th_rows_int (row, 20), facts->ended);
  compare_numbers (proof, N_("handling time"), th_rows_int (row, 21), facts->handling_us);
  compare_numbers (proof, N_("time on hold"), th_rows_int (row, 22), facts->held_us);
  compare_texts (proof, N_("slip"), th_rows_text (row, 23), facts->print);
  compare_times (proof, N_("place in line"), th_rows_int (row, 24), facts->rank);
  compare_numbers (proof, N_("place among equals"), th_rows_int (row, 25), facts->tie);
}

static void
compare_sittings (Proof              *proof,
                  gint64              ticket_id,
                  const ThProofFacts *facts)
{
  Cursor *cursor = &proof->sittings;
  guint n = 0;

  for (; cursor_at (cursor, ticket_id); cursor_next (cursor), n++)
    {
      const ThProofSitting *told = n < facts->sittings->len ? &g_array_index (facts->sittings, ThProofSitting, n) : NULL;
      ThRows *row = cursor->rows;

      if (told == NULL)
        continue;
      compare_texts (proof, N_("window"), th_rows_text (row, 1), told->window);
      compare_texts (proof, N_("clerk"), th_rows_text (row, 2), told->staff);
      compare_times (proof, N_("call"), th_rows_int (row, 3), told->called);
      compare_times (proof, N_("last call"), th_rows_int (row, 4), told->last_call);
      compare_times (proof, N_("start"), th_rows_int (row, 5), told->started);
      compare_times (proof, N_("end at the window"), th_rows_int (row, 6), told->ended);
      compare_texts (proof, N_("outcome at the window"), th_rows_is_null (row, 7) ? "" : th_rows_text (row, 7), told->outcome);
      compare_numbers (proof, N_("calls to the window"), th_rows_int (row, 8), told->calls);
      compare_numbers (proof, N_("handling time at the window"), th_rows_int (row, 9), told->handling_us);
    }
  compare_numbers (proof, N_("number of windows"), n, facts->sittings->len);
}

static void
compare_matters (Proof              *proof,
                 gint64              ticket_id,
                 const ThProofFacts *facts)
{
  Cursor *cursor = &proof->matters;
  guint n = 0;

  for (; cursor_at (cursor, ticket_id); cursor_next (cursor), n++)
    {
      const ThProofMatter *told = n < facts->matters->len ? &g_array_index (facts->matters, ThProofMatter, n) : NULL;

      if (told == NULL)
        continue;
      compare_texts (proof, N_("matter"), th_rows_text (cursor->rows, 1), told->code);
      compare_texts (proof, N_("outcome of a matter"), th_rows_text (cursor->rows, 2), told->state);
      compare_numbers (proof, N_("time of a matter"), th_rows_int (cursor->rows, 3), told->handling_us);
    }
  compare_numbers (proof, N_("number of matters"), n, facts->matters->len);
}

/* --- reading ---------------------------------------------------------- */

/* Reading JSON is most of the work: a call is looked into only when it says
 * who sat at the window, and steps without a word of interest never. */
static gboolean
has_news (const char *kind,
          const char *detail)
{
  if (detail == NULL || g_str_equal (kind, "ticket.started") || g_str_equal (kind, "ticket.recalled"))
    return FALSE;
  return !g_str_equal (kind, "ticket.called") || strstr (detail, "\"staff\"") != NULL;
}

static void
read_event (ThRows       *rows,
            ThProofEvent *event)
{
  *event = (ThProofEvent) {
    .ticket_id = th_rows_int (rows, 0), .seq = th_rows_int (rows, 1), .at = th_rows_int (rows, 2),
    .kind = g_strdup (th_rows_text (rows, 3)), .actor = g_strdup (th_rows_text (rows, 4)), .window = g_strdup (th_rows_text (rows, 5)),
    .from = g_strdup (th_rows_text (rows, 6)), .to = g_strdup (th_rows_text (rows, 7)), .reason = g_strdup (th_rows_text (rows, 8)),
  };
  if (has_news (event->kind, th_rows_text (rows, 9)))
    {
      g_autoptr (JsonNode) node = json_from_string (th_rows_text (rows, 9), NULL);

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        event->detail = json_node_dup_object (node);
    }
}

/* The events of @ticket_id; of a ticket that is not there, a problem. */
static void
read_events (Proof  *proof,
             gint64  ticket_id,
             GArray *events)
{
  Cursor *cursor = &proof->events;
  gint64 missing = 0;

  g_array_set_size (events, 0);
  for (; cursor->more && th_rows_int (cursor->rows, 0) <= ticket_id; cursor_next (cursor))
    {
      ThProofEvent event;

      if (cursor_at (cursor, ticket_id))
        {
          read_event (cursor->rows, &event);
          g_array_append_val (events, event);
        }
      else if (missing != th_rows_int (cursor->rows, 0))
        {
          missing = th_rows_int (cursor->rows, 0);
          add_problem (proof, _("Event %" PRId64 " of the journal tells of a ticket that is not there."), th_rows_int (cursor->rows, 1));
        }
    }
}

static void
prove_tickets (Proof *proof)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (ThProofEvent));

  g_array_set_clear_func (events, th_proof_event_clear);
  for (; proof->tickets.more; cursor_next (&proof->tickets))
    {
      gint64 id = th_rows_int (proof->tickets.rows, 0);
      g_autoptr (ThProofFacts) facts = NULL;

      if (proof->problems->len >= MAX_PROBLEMS)
        return;
      read_events (proof, id, events);
      facts = th_proof_fold (events);
      compare_ticket (proof, facts);
      compare_sittings (proof, id, facts);
      compare_matters (proof, id, facts);
    }
  read_events (proof, G_MAXINT64, events);
}

/* --- windows ---------------------------------------------------------- */

static const ThProofWindow *
told_of (GArray     *windows,
         const char *code)
{
  static const ThProofWindow closed = { .state = "closed" };

  for (guint i = 0; i < windows->len; i++)
    if (g_str_equal (g_array_index (windows, ThProofWindow, i).code, code))
      return &g_array_index (windows, ThProofWindow, i);
  return &closed;
}

static void
compare_window (Proof      *proof,
                const char *code,
                const char *what,
                const char *stored,
                const char *told)
{
  if (g_strcmp0 (stored != NULL ? stored : "", told) != 0)
    add_problem (proof, _("Window %s: its %s is \"%s\"; the journal says \"%s\"."), code, _(what), stored != NULL ? stored : "", told);
}

static gboolean
prove_windows (Proof   *proof,
               GError **error)
{
  g_autoptr (GArray) windows = g_array_new (FALSE, TRUE, sizeof (ThProofWindow));
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) events = th_database_query (proof->db, &sql_proof_window_events, &local, "i", proof->hall_id);
  g_autoptr (ThRows) rows = events != NULL ? th_database_query (proof->db, &sql_proof_windows, &local, "i", proof->hall_id) : NULL;

  while (rows != NULL && th_rows_next (events, &local))
    {
      ThProofEvent event;

      read_event (events, &event);
      th_proof_fold_window (windows, &event);
      th_proof_event_clear (&event);
    }
  while (local == NULL && th_rows_next (rows, &local))
    {
      const char *code = th_rows_text (rows, 0);
      const ThProofWindow *told = told_of (windows, code);

      compare_window (proof, code, N_("state"), th_rows_text (rows, 1), told->state);
      compare_window (proof, code, N_("clerk"), th_rows_text (rows, 2), told->staff);
      compare_window (proof, code, N_("duty"), th_rows_text (rows, 3), told->duty);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
prove_numbers (Proof   *proof,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (proof->db, &sql_proof_numbers, error, "i", proof->hall_id);

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      g_autofree char *day = th_day_format (th_rows_int (rows, 1));

      add_problem (proof, _("Numbers %s of %s have a gap: %d tickets from %d to %d, last given %d."), th_rows_text (rows, 0), day,
                   (int) th_rows_int (rows, 2), (int) th_rows_int (rows, 3), (int) th_rows_int (rows, 4), (int) th_rows_int (rows, 5));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
all_sound (Proof   *proof,
           GError **error)
{
  Cursor *cursors[] = { &proof->tickets, &proof->events, &proof->sittings, &proof->matters };
  GError *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cursors); i++)
    {
      if (cursors[i]->error != NULL && first == NULL)
        first = g_steal_pointer (&cursors[i]->error);
      g_clear_error (&cursors[i]->error);
      th_rows_done (cursors[i]->rows);
    }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, first);
  return FALSE;
}

/**
 * th_queue_prove:
 * @problems: (element-type utf8): gets a sentence for each fault, 100 at most
 *
 * Rebuilds every ticket and window of @hall_id from the journal and compares.
 */
gboolean
th_queue_prove (ThDatabase *db,
                gint64      hall_id,
                GPtrArray  *problems,
                GError    **error)
{
  Proof proof = { .db = db, .hall_id = hall_id, .problems = problems };

  if (cursor_open (&proof.tickets, db, &sql_proof_tickets, hall_id) && cursor_open (&proof.events, db, &sql_proof_events, hall_id) &&
      cursor_open (&proof.sittings, db, &sql_proof_sittings, hall_id) && cursor_open (&proof.matters, db, &sql_proof_matters, hall_id))
    prove_tickets (&proof);
  g_free (proof.name);
  return all_sound (&proof, error) && prove_windows (&proof, error) && prove_numbers (&proof, error);
}
