/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* People have a right to see what is kept of them, to have it, and to have it
 * erased. An erased person leaves rows that name nobody, so that figures and
 * the journal stay true. */

#include "th-party-data.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "th-booking.h"
#include "th-contact.h"
#include "th-identity.h"
#include "th-party.h"
#include "th-store.h"
#include "th-ticket.h"

TH_SQL (sql_party_by_number, "SELECT id FROM party WHERE hall_id = $1 AND id_kind = $2 AND id_no = $3");
TH_SQL (sql_party_whole, "SELECT kind, id_kind, id_no, name, phone, created_us, agent, founded_day FROM party WHERE id = $1");
TH_SQL (sql_party_bookings,
        "SELECT code, business_day, queue, start_s, state, mode, channel, address, made_us FROM booking WHERE party_id = $1 ORDER BY id");
TH_SQL (sql_party_contacts,
        "SELECT b.code, c.at_us, c.channel, c.words FROM booking_contact c JOIN booking b ON b.id = c.booking_id WHERE b.party_id = $1 ORDER BY c.id");
TH_SQL (sql_party_conditions,
        "SELECT b.code, c.matter, c.material FROM booking_condition c JOIN booking b ON b.id = c.booking_id WHERE b.party_id = $1"
        " ORDER BY b.id, c.matter, c.material");
TH_SQL (sql_party_followups,
        "SELECT b.code, f.kind, f.matter, f.made_us, f.due_day, f.state, f.tracking, f.note, f.done_us FROM followup f"
        " JOIN booking b ON b.id = f.booking_id WHERE b.party_id = $1 AND f.state <> 'withdrawn' ORDER BY f.id");
TH_SQL (sql_party_tickets, "SELECT business_day, series, number, queue, state, arrived_us FROM ticket WHERE party_id = $1 ORDER BY id");
TH_SQL (sql_party_open,
        "SELECT (SELECT count(*) FROM booking WHERE party_id = $1 AND state IN ('held', 'booked', 'checked_in') AND business_day >= $2)"
        " + (SELECT count(*) FROM ticket WHERE party_id = $1 AND state IN ('waiting', 'returned', 'called', 'serving', 'held'))");
TH_SQL (sql_party_count,
        "SELECT (SELECT count(*) FROM booking WHERE party_id = $1), (SELECT count(*) FROM ticket WHERE party_id = $1)");
TH_SQL (sql_party_erase,
        "UPDATE party SET id_kind = 'erased', id_no = CAST (id AS TEXT), name = NULL, phone = NULL, agent = NULL, founded_day = NULL WHERE id = $1");
TH_SQL (sql_party_erase_words,
        "UPDATE booking_contact SET words = NULL WHERE words IS NOT NULL AND booking_id IN (SELECT id FROM booking WHERE party_id = $1)");
TH_SQL (sql_party_erase_followups,
        "UPDATE followup SET note = NULL, tracking = NULL WHERE state <> 'withdrawn' AND booking_id IN (SELECT id FROM booking WHERE party_id = $1)");
TH_SQL (sql_party_erase_address, "UPDATE booking SET address = NULL WHERE party_id = $1 AND address IS NOT NULL");

static void
set_text (JsonObject *object,
          const char *key,
          const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, key, value);
  else
    json_object_set_null_member (object, key);
}

static void
set_day (JsonObject *object,
         const char *key,
         ThDay       day)
{
  g_autofree char *text = th_day_format (day);

  set_text (object, key, text);
}

static void
set_at (const ThTurn *turn,
        JsonObject   *object,
        const char   *key,
        ThInstant     at)
{
  g_autofree char *text = th_instant_format (at, th_hall_get_zone (turn->hall));

  set_text (object, key, text);
}

gint64
th_party_by_number (const ThTurn *turn,
                    const char   *number,
                    GError      **error)
{
  for (ThIdKind kind = TH_ID_RESIDENT; kind <= TH_ID_FOREIGN_RESIDENT; kind++)
    {
      g_autofree char *id = th_id_normalise (kind, number);
      g_autoptr (GError) local = NULL;
      g_autoptr (ThRows) rows = NULL;

      if (id == NULL)
        continue;
      rows = th_database_query (turn->db, &sql_party_by_number, &local, "iss", th_hall_get_id (turn->hall), th_id_kind_name (kind), id);
      if (rows != NULL && th_rows_next (rows, &local))
        return th_rows_int (rows, 0);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return 0;
        }
    }
  g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("Nobody with this number is known here."));
  return 0;
}

/* Rows into an array of objects; @read fills one. */
static JsonArray *
rows_of (const ThTurn *turn,
         ThRows       *rows,
         void        (*read) (const ThTurn *turn, ThRows *rows, JsonObject *object),
         GError      **error)
{
  g_autoptr (ThRows) done = rows;
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (th_rows_next (rows, &local))
    {
      JsonObject *object = json_object_new ();

      read (turn, rows, object);
      json_array_add_object_element (array, object);
    }
  if (local == NULL)
    return g_steal_pointer (&array);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
read_person (const ThTurn *turn,
             ThRows       *rows,
             JsonObject   *object)
{
  set_text (object, "kind", th_rows_text (rows, 0));
  set_text (object, "id_kind", th_rows_text (rows, 1));
  set_text (object, "id", th_rows_text (rows, 2));
  set_text (object, "name", th_rows_text (rows, 3));
  set_text (object, "phone", th_rows_text (rows, 4));
  set_at (turn, object, "known_since", th_rows_int (rows, 5));
  set_text (object, "agent", th_rows_text (rows, 6));
  if (!th_rows_is_null (rows, 7))
    set_day (object, "founded", th_rows_int (rows, 7));
}

static void
read_booking_row (const ThTurn *turn,
                  ThRows       *rows,
                  JsonObject   *object)
{
  ThDay day = th_rows_int (rows, 1);

  set_text (object, "booking", th_rows_text (rows, 0));
  set_text (object, "queue", th_rows_text (rows, 2));
  set_at (turn, object, "start", th_day_instant (day, th_rows_int (rows, 3), th_hall_get_zone (turn->hall)));
  set_text (object, "state", th_rows_text (rows, 4));
  set_text (object, "mode", th_rows_text (rows, 5));
  set_text (object, "channel", th_rows_text (rows, 6));
  set_text (object, "address", th_rows_text (rows, 7));
  set_at (turn, object, "made", th_rows_int (rows, 8));
}

static void
read_contact_row (const ThTurn *turn,
                  ThRows       *rows,
                  JsonObject   *object)
{
  set_text (object, "booking", th_rows_text (rows, 0));
  set_at (turn, object, "at", th_rows_int (rows, 1));
  if (g_str_has_prefix (th_rows_text (rows, 2), TH_TALK_OF))
    set_text (object, "about", th_rows_text (rows, 2) + strlen (TH_TALK_OF));
  else
    set_text (object, "channel", th_rows_text (rows, 2));
  set_text (object, "words", th_rows_text (rows, 3));
}

static void
read_condition_row (const ThTurn *turn,
                    ThRows       *rows,
                    JsonObject   *object)
{
  set_text (object, "booking", th_rows_text (rows, 0));
  set_text (object, "matter", th_rows_text (rows, 1));
  set_text (object, "material", th_rows_text (rows, 2));
}

static void
read_followup_row (const ThTurn *turn,
                   ThRows       *rows,
                   JsonObject   *object)
{
  set_text (object, "booking", th_rows_text (rows, 0));
  set_text (object, "kind", th_rows_text (rows, 1));
  set_text (object, "matter", th_rows_text (rows, 2));
  set_at (turn, object, "made", th_rows_int (rows, 3));
  if (!th_rows_is_null (rows, 4))
    set_day (object, "due", th_rows_int (rows, 4));
  set_text (object, "state", th_rows_text (rows, 5));
  set_text (object, "tracking", th_rows_text (rows, 6));
  set_text (object, "note", th_rows_text (rows, 7));
  if (!th_rows_is_null (rows, 8))
    set_at (turn, object, "done", th_rows_int (rows, 8));
}

static void
read_ticket_row (const ThTurn *turn,
                 ThRows       *rows,
                 JsonObject   *object)
{
  g_autofree char *code = th_ticket_code (th_rows_text (rows, 1), th_rows_int (rows, 2));

  set_day (object, "day", th_rows_int (rows, 0));
  set_text (object, "ticket", code);
  set_text (object, "queue", th_rows_text (rows, 3));
  set_text (object, "state", th_rows_text (rows, 4));
  set_at (turn, object, "arrived", th_rows_int (rows, 5));
}

static JsonObject *
party_detail (gint64 party_id)
{
  JsonObject *detail = json_object_new ();

  json_object_set_int_member (detail, "party", party_id);
  return detail;
}

gboolean
th_party_viewed (const ThTurn *turn,
                 gint64        party_id,
                 GError      **error)
{
  return th_turn_note (turn, (ThNote) { .kind = "party.viewed", .detail = party_detail (party_id) }, error);
}

/* What is kept of a person, beside the person. */
static const struct
{
  const char  *name;
  const ThSql *sql;
  void       (*read) (const ThTurn *turn, ThRows *rows, JsonObject *object);
} parts[] = {
  { "bookings", &sql_party_bookings, read_booking_row },
  { "contacts", &sql_party_contacts, read_contact_row },
  { "conditions", &sql_party_conditions, read_condition_row },
  { "followups", &sql_party_followups, read_followup_row },
  { "tickets", &sql_party_tickets, read_ticket_row },
};

JsonObject *
th_party_export (const ThTurn *turn,
                 gint64        party_id,
                 GError      **error)
{
  g_autoptr (JsonObject) file = json_object_new ();
  g_autoptr (JsonArray) person = rows_of (turn, th_database_query (turn->db, &sql_party_whole, error, "i", party_id), read_person, error);

  if (person == NULL || json_array_get_length (person) != 1)
    return NULL;
  json_object_set_object_member (file, "party", json_object_ref (json_array_get_object_element (person, 0)));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      JsonArray *rows = rows_of (turn, th_database_query (turn->db, parts[i].sql, error, "i", party_id), parts[i].read, error);

      if (rows == NULL)
        return NULL;
      json_object_set_array_member (file, parts[i].name, rows);
    }
  if (!th_turn_note (turn, (ThNote) { .kind = "party.exported", .detail = party_detail (party_id) }, error))
    return NULL;
  return g_steal_pointer (&file);
}

static gboolean
count (const ThTurn *turn,
       gint64        party_id,
       gint64       *bookings,
       gint64       *tickets,
       GError      **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_party_count, error, "i", party_id);

  if (rows == NULL || !th_rows_next (rows, error))
    return FALSE;
  *bookings = th_rows_int (rows, 0);
  *tickets = th_rows_int (rows, 1);
  return TRUE;
}

gboolean
th_party_tickets (const ThTurn *turn,
                  gint64        party_id,
                  gint64       *n,
                  GError      **error)
{
  gint64 bookings;

  return count (turn, party_id, &bookings, n, error);
}

gboolean
th_party_erase (const ThTurn *turn,
                gint64        party_id,
                const char   *reason,
                int          *bookings,
                gint64       *tickets,
                GError      **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_party_open, error, "iy", party_id, (int) turn->day);
  gint64 n;

  if (rows == NULL || !th_rows_next (rows, error))
    return FALSE;
  if (th_rows_int (rows, 0) > 0)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("This person still has a booking or a ticket that is open. End it first."));
      return FALSE;
    }
  g_clear_pointer (&rows, th_rows_done);
  if (!count (turn, party_id, &n, tickets, error))
    return FALSE;
  *bookings = (int) n;
  th_database_touch (turn->db, TH_CHANGE_BOOKINGS);
  return th_party_word_none (turn, party_id, error) && th_database_exec (turn->db, &sql_party_erase, error, "i", party_id) &&
         th_database_exec (turn->db, &sql_party_erase_words, error, "i", party_id) &&
         th_database_exec (turn->db, &sql_party_erase_followups, error, "i", party_id) &&
         th_database_exec (turn->db, &sql_party_erase_address, error, "i", party_id) &&
         th_turn_note (turn, (ThNote) { .kind = "party.erased", .reason = reason, .detail = party_detail (party_id) }, error);
}
