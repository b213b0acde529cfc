/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a clerk must know who takes over a booking from another: what was asked
 * and answered, and all that was said and done since. A booking that was moved
 * is a new one, but the talk goes on. */

#include "th-contact.h"

#include <string.h>

#include "th-booking-private.h"
#include "th-store.h"

TH_SQL (sql_condition_asked, "UPDATE booking SET asked = 1 WHERE id = $1");
TH_SQL (sql_condition_add, "INSERT INTO booking_condition (booking_id, matter, material) VALUES ($1, $2, $3)");
TH_SQL (sql_condition_list, "SELECT matter, material FROM booking_condition WHERE booking_id = $1 ORDER BY matter, material");
TH_SQL (sql_condition_copy_asked, "UPDATE booking SET asked = (SELECT o.asked FROM booking o WHERE o.id = $1) WHERE id = $2");
TH_SQL (sql_condition_copy,
        "INSERT INTO booking_condition (booking_id, matter, material)"
        " SELECT CAST ($2 AS BIGINT), matter, material FROM booking_condition WHERE booking_id = $1");
TH_SQL (sql_contact_add, "INSERT INTO booking_contact (booking_id, at_us, actor, channel, words) VALUES ($1, $2, $3, $4, $5)");

#define CHAIN \
  "WITH RECURSIVE chain (id) AS (SELECT CAST ($1 AS BIGINT)" \
  " UNION SELECT b.moved_from FROM booking b JOIN chain c ON b.id = c.id WHERE b.moved_from IS NOT NULL) "

TH_SQL (sql_contact_log,
        CHAIN "SELECT c.at_us, c.actor, c.channel, c.words, c.booking_id FROM booking_contact c WHERE c.booking_id IN (SELECT id FROM chain)"
        " ORDER BY c.id");
TH_SQL (sql_contact_events,
        CHAIN "SELECT e.at_us, e.actor, e.kind, e.reason, b.id, b.channel, b.moved_from, e.detail FROM booking_event l"
        " JOIN event e ON e.hall_id = l.hall_id AND e.seq = l.seq JOIN booking b ON b.id = l.booking_id"
        " WHERE l.booking_id IN (SELECT id FROM chain) ORDER BY e.seq");

/* --- conditions ------------------------------------------------------------- */

gboolean
th_booking_keep_conditions (const ThTurn *turn,
                            gint64        booking_id,
                            GPtrArray    *conditions,
                            GError      **error)
{
  if (!th_database_exec (turn->db, &sql_condition_asked, error, "i", booking_id))
    return FALSE;
  for (guint i = 0; i < conditions->len; i++)
    {
      const ThCondition *condition = conditions->pdata[i];

      for (guint k = 0; condition->on && k < condition->matters->len; k++)
        if (!th_database_exec (turn->db, &sql_condition_add, error, "iss", booking_id, (const char *) condition->matters->pdata[k],
                               (const char *) condition->materials->pdata[k]))
          return FALSE;
    }
  return TRUE;
}

/* A line that the hall has dropped since asks for nothing. */
gboolean
th_booking_load_conditions (const ThTurn *turn,
                            gint64        booking_id,
                            GPtrArray    *conditions,
                            GError      **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_condition_list, error, "i", booking_id);
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    th_conditions_say (conditions, th_rows_text (rows, 0), th_rows_text (rows, 1));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
th_booking_copy_conditions (const ThTurn *turn,
                            gint64        from,
                            gint64        to,
                            GError      **error)
{
  return th_database_exec (turn->db, &sql_condition_copy_asked, error, "ii", from, to) &&
         th_database_exec (turn->db, &sql_condition_copy, error, "ii", from, to);
}

/* --- talks ------------------------------------------------------------------ */

gboolean
th_booking_talk (const ThTurn *turn,
                 gint64        booking_id,
                 const char   *channel,
                 const char   *words,
                 GError      **error)
{
  return th_database_exec (turn->db, &sql_contact_add, error, "iisss", booking_id, turn->now, turn->actor, channel, words);
}

gboolean
th_booking_say_why (const ThTurn *turn,
                    gint64        booking_id,
                    const char   *what,
                    const char   *words,
                    GError      **error)
{
  g_autofree char *channel = g_strconcat (TH_TALK_OF, what, NULL);

  return words == NULL || *words == '\0' || th_booking_talk (turn, booking_id, channel, words, error);
}

gboolean
th_booking_add_talk (const ThTurn    *turn,
                     const ThBooking *booking,
                     const char      *channel,
                     const char      *words,
                     GError         **error)
{
  JsonObject *detail = json_object_new ();

  json_object_set_string_member (detail, "channel", channel);
  return th_booking_note (turn, booking->id, booking->code, "booking.noted", NULL, NULL, NULL, detail, error) &&
         th_booking_talk (turn, booking->id, channel, words, error);
}

gboolean
th_booking_printed (const ThTurn    *turn,
                    const ThBooking *booking,
                    const char      *paper,
                    GError         **error)
{
  JsonObject *detail = json_object_new ();

  json_object_set_string_member (detail, "paper", paper);
  return th_booking_note (turn, booking->id, booking->code, "booking.papers", NULL, NULL, NULL, detail, error);
}

/* --- the log ---------------------------------------------------------------- */

static void
log_free (gpointer data)
{
  ThBookingLog *log = data;

  g_free (log->actor);
  g_free (log->what);
  g_free (log->channel);
  g_free (log->words);
  g_free (log);
}

static void
add_log (GPtrArray  *logs,
         ThInstant   at,
         const char *actor,
         const char *what,
         const char *channel,
         const char *words,
         gboolean    own)
{
  ThBookingLog *log = g_new0 (ThBookingLog, 1);

  *log = (ThBookingLog) { at, g_strdup (actor), g_strdup (what), g_strdup (channel), g_strdup (words), own, FALSE };
  g_ptr_array_add (logs, log);
}

/* Which paper an event is about; an older one did not say, and counts as forms. */
static gboolean
is_of_forms (const char *detail)
{
  g_autoptr (JsonNode) node = detail != NULL ? json_from_string (detail, NULL) : NULL;

  return node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
         g_str_equal (json_object_get_string_member_with_default (json_node_get_object (node), "paper", "forms"), "forms");
}

/* What an event is called in a log; NULL for what another line tells. */
static const char *
what_of (ThRows *rows)
{
  const char *kind = th_rows_text (rows, 2);

  if (g_str_equal (kind, "booking.made") || g_str_equal (kind, "booking.held"))
    return th_rows_is_null (rows, 6) ? (g_str_equal (kind, "booking.made") ? "booked" : "held") : NULL;
  if (g_str_equal (kind, "booking.noted"))
    return NULL;
  return g_str_has_prefix (kind, "booking.") ? kind + strlen ("booking.") : kind;
}

static gboolean
load_events (const ThTurn    *turn,
             const ThBooking *booking,
             GPtrArray       *logs,
             GError         **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_contact_events, error, "i", booking->id);
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      const char *what = what_of (rows);
      gboolean first = what != NULL && (g_str_equal (what, "booked") || g_str_equal (what, "held"));

      if (what == NULL)
        continue;
      add_log (logs, th_rows_int (rows, 0), th_rows_text (rows, 1), what, first ? th_rows_text (rows, 5) : NULL, th_rows_text (rows, 3),
               th_rows_int (rows, 4) == booking->id);
      if (g_str_equal (what, "papers"))
        ((ThBookingLog *) logs->pdata[logs->len - 1])->forms = is_of_forms (th_rows_text (rows, 7));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Why something was done stands with it; FALSE when nothing in @logs was. */
static gboolean
add_why (GPtrArray *logs,
         ThRows    *rows,
         gboolean   own)
{
  const char *what = th_rows_text (rows, 2) + strlen (TH_TALK_OF);

  for (guint i = 0; i < logs->len; i++)
    {
      ThBookingLog *log = logs->pdata[i];

      if (log->at != th_rows_int (rows, 0) || log->own != own || log->words != NULL || !g_str_equal (log->what, what))
        continue;
      log->words = g_strdup (th_rows_text (rows, 3));
      return TRUE;
    }
  return FALSE;
}

static gboolean
load_talks (const ThTurn    *turn,
            const ThBooking *booking,
            GPtrArray       *logs,
            GError         **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_contact_log, error, "i", booking->id);
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      gboolean own = th_rows_int (rows, 4) == booking->id, why = g_str_has_prefix (th_rows_text (rows, 2), TH_TALK_OF);

      if (!why || !add_why (logs, rows, own))
        add_log (logs, th_rows_int (rows, 0), th_rows_text (rows, 1), "contact", why ? NULL : th_rows_text (rows, 2), th_rows_text (rows, 3), own);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Of the same instant, what was done goes before what was said; both were put
 * in their own order, which sorting keeps. */
static int
compare_logs (gconstpointer a,
              gconstpointer b)
{
  const ThBookingLog *x = *(ThBookingLog *const *) a, *y = *(ThBookingLog *const *) b;

  return (x->at > y->at) - (x->at < y->at);
}

GPtrArray *
th_booking_log (const ThTurn    *turn,
                const ThBooking *booking,
                GError         **error)
{
  g_autoptr (GPtrArray) logs = g_ptr_array_new_with_free_func (log_free);

  if (!load_events (turn, booking, logs, error) || !load_talks (turn, booking, logs, error))
    return NULL;
  g_ptr_array_sort (logs, compare_logs);
  return g_steal_pointer (&logs);
}
