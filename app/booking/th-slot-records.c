/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places in time. A row is written when the first booking takes something of
 * a slot, with the capacity of that moment; a place is sold by one guarded
 * statement, and the schema refuses more than there is. A slot without a row
 * has nothing taken. */

#include "th-slot-records.h"

#include <glib/gi18n-lib.h>

#include "th-store.h"

TH_SQL (sql_slot_used,
        "SELECT business_day, start_s, end_s, used, public_used FROM slot_place WHERE hall_id = $1 AND queue = $2"
        " AND business_day BETWEEN $3 AND $4 AND used > 0 ORDER BY business_day, start_s");
TH_SQL (sql_slot_words,
        "SELECT business_day, from_s, to_s, places, public_places, reason FROM slot_override WHERE hall_id = $1"
        " AND business_day BETWEEN $2 AND $3 AND (queue = $4 OR (queue IS NULL AND CAST ($5 AS BIGINT) = 1)) ORDER BY id");
TH_SQL (sql_slot_run_out,
        "SELECT b.business_day, p.start_s, p.taken, b.public FROM booking b JOIN booking_place p ON p.booking_id = b.id"
        " WHERE b.hall_id = $1 AND b.state = 'held' AND b.expires_us <= $2 AND p.released = 0"
        " AND $3 = CASE WHEN b.point IS NULL THEN b.queue ELSE '@' || b.point END");
TH_SQL (sql_slot_open,
        "INSERT INTO slot_place (hall_id, business_day, queue, start_s, end_s, cap, public_cap) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        " ON CONFLICT (hall_id, business_day, queue, start_s) DO UPDATE SET"
        " cap = CASE WHEN excluded.cap > slot_place.used THEN excluded.cap ELSE slot_place.used END,"
        " public_cap = CASE WHEN excluded.public_cap > slot_place.public_used THEN excluded.public_cap ELSE slot_place.public_used END,"
        " end_s = CASE WHEN slot_place.used = 0 THEN excluded.end_s ELSE slot_place.end_s END");
TH_SQL (sql_slot_take,
        "UPDATE slot_place SET used = used + $5, public_used = public_used + $6"
        " WHERE hall_id = $1 AND business_day = $2 AND queue = $3 AND start_s = $4"
        " AND used + $5 <= cap AND public_used + $6 <= public_cap");
TH_SQL (sql_slot_keep, "INSERT INTO booking_place (booking_id, start_s, taken) VALUES ($1, $2, $3)");
TH_SQL (sql_slot_kept, "SELECT start_s, taken FROM booking_place WHERE booking_id = $1 AND released = 0");
TH_SQL (sql_slot_give,
        "UPDATE slot_place SET used = used - $5, public_used = public_used - $6"
        " WHERE hall_id = $1 AND business_day = $2 AND queue = $3 AND start_s = $4");
TH_SQL (sql_slot_let_go, "UPDATE booking_place SET released = 1 WHERE booking_id = $1 AND released = 0");
TH_SQL (sql_slot_let_staff_go, "UPDATE booking_staff SET released = 1 WHERE booking_id = $1 AND released = 0");
TH_SQL (sql_slot_say,
        "INSERT INTO slot_override (hall_id, business_day, queue, from_s, to_s, places, public_places, reason, actor, made_us)"
        " VALUES ($1, $2, $3, $4, $5, CASE WHEN CAST ($6 AS BIGINT) < 0 THEN NULL ELSE CAST ($6 AS BIGINT) END,"
        " CASE WHEN CAST ($7 AS BIGINT) < 0 THEN NULL ELSE CAST ($7 AS BIGINT) END, $8, $9, $10)");

typedef struct
{
  ThDay day;
  int   start_s, end_s;
  int   used, public_used;
} Used;

typedef struct
{
  ThDay day;
  int   from_s, to_s;
  int   places, public_places;
  char *reason;
} Word;

static void
word_clear (gpointer data)
{
  g_free (((Word *) data)->reason);
}

static gboolean
load_used (const ThTurn *turn,
           const char   *place,
           ThDay         from,
           ThDay         to,
           GArray       *used,
           GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_slot_used, error, "isyy", th_hall_get_id (turn->hall), place, (int) from, (int) to);

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      Used row = { th_rows_int (rows, 0), th_rows_int (rows, 1), th_rows_int (rows, 2), th_rows_int (rows, 3), th_rows_int (rows, 4) };

      g_array_append_val (used, row);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* A hold that ran out is free, although nobody has struck it yet. */
static gboolean
forget_run_out (const ThTurn *turn,
                const char   *place,
                GArray       *used,
                GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_slot_run_out, error, "iis", th_hall_get_id (turn->hall), turn->now, place);

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    for (guint i = 0; i < used->len; i++)
      {
        Used *row = &g_array_index (used, Used, i);

        if (row->day != th_rows_int (rows, 0) || row->start_s != th_rows_int (rows, 1))
          continue;
        row->used -= th_rows_int (rows, 2);
        row->public_used -= th_rows_int (rows, 3) ? th_rows_int (rows, 2) : 0;
      }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
load_words (const ThTurn *turn,
            const char   *place,
            ThDay         from,
            ThDay         to,
            GArray       *words,
            GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_slot_words, error, "iyysy", th_hall_get_id (turn->hall), (int) from, (int) to, place,
                                                TH_PLACE_IS_POINT (place) ? 0 : 1);

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      Word word = { th_rows_int (rows, 0), th_rows_int (rows, 1), th_rows_int (rows, 2),
                    th_rows_is_null (rows, 3) ? -1 : th_rows_int (rows, 3),
                    th_rows_is_null (rows, 4) ? -1 : th_rows_int (rows, 4), g_strdup (th_rows_text (rows, 5)) };

      g_array_append_val (words, word);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* A day that has sold something keeps slots of the length it sold. */
static int
slot_minutes (const ThTurn *turn,
              GArray       *used,
              ThDay         day)
{
  for (guint i = 0; i < used->len; i++)
    {
      const Used *row = &g_array_index (used, Used, i);

      if (row->day == day && row->used > 0)
        return (row->end_s - row->start_s) / 60;
    }
  return th_turn_setting (turn, "booking.slot_minutes");
}

static ThSlotDay *
make_day (const ThTurn       *turn,
          const ThSlotSupply *supply,
          ThDay               day,
          GArray             *used,
          GArray             *words)
{
  ThSlotDay *made = th_slot_day_new (turn->hall, supply, day, slot_minutes (turn, used, day));

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      if (word->day == day)
        th_slot_day_say (made, word->from_s, word->to_s, word->places, word->public_places, word->reason);
    }
  for (guint i = 0; i < used->len; i++)
    {
      const Used *row = &g_array_index (used, Used, i);

      if (row->day == day && row->used > 0)
        th_slot_day_taken (made, row->start_s, row->end_s, row->used, row->public_used);
    }
  return made;
}

/**
 * th_slots_load:
 *
 * Returns: (transfer full) (element-type ThSlotDay): one entry a day, closed
 *   days with their reason
 */
GPtrArray *
th_slots_load (const ThTurn *turn,
               const char   *place,
               ThDay         from,
               ThDay         to,
               GError      **error)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) th_slot_day_free);
  g_autoptr (GArray) used = g_array_new (FALSE, FALSE, sizeof (Used));
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  ThSlotSupply supply;

  g_array_set_clear_func (words, word_clear);
  if (!load_used (turn, place, from, to, used, error) || !forget_run_out (turn, place, used, error) ||
      !load_words (turn, place, from, to, words, error))
    return NULL;
  supply = th_slot_supply (turn->hall, place);
  for (ThDay day = from; day != 0 && day <= to; day = th_day_add (day, 1))
    g_ptr_array_add (days, make_day (turn, &supply, day, used, words));
  return g_steal_pointer (&days);
}

ThSlotDay *
th_slots_of_day (const ThTurn *turn,
                 const char   *place,
                 ThDay         day,
                 GError      **error)
{
  g_autoptr (GPtrArray) days = th_slots_load (turn, place, day, day, error);

  if (days == NULL)
    return NULL;
  if (days->len > 0)
    return g_ptr_array_steal_index (days, 0);
  g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("\"%s\": expected %s."), "slot", _("a date such as \"2026-04-20\""));
  return NULL;
}

static gboolean
take_one (const ThTurn *turn,
          const char   *place,
          ThDay         day,
          const ThSlot *slot,
          int           takes,
          gboolean      open,
          gint64        booking_id,
          GError      **error)
{
  gint64 hall = th_hall_get_id (turn->hall);

  if (!th_database_exec (turn->db, &sql_slot_open, error, "iysyyyy", hall, (int) day, place, slot->start_s, slot->end_s, slot->cap, slot->public_cap) ||
      !th_database_exec (turn->db, &sql_slot_take, error, "iysyyy", hall, (int) day, place, slot->start_s, takes, open ? takes : 0))
    return FALSE;
  if (th_database_changes (turn->db) != 1)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_FULL, _("The last place at %02d:%02d was taken. Nothing was booked."),
                   slot->start_s / 3600, slot->start_s / 60 % 60);
      return FALSE;
    }
  return th_database_exec (turn->db, &sql_slot_keep, error, "iyy", booking_id, slot->start_s, takes);
}

gboolean
th_slots_take (const ThTurn     *turn,
               const char       *place,
               const ThSlotDay  *day,
               guint             i,
               const ThSlotNeed *need,
               gboolean          open,
               gint64            booking_id,
               GError          **error)
{
  ThSlotFit fit = th_slot_day_fit (day, i, need);

  for (guint k = 0; k < fit.n; k++)
    {
      const ThSlot *slot = &g_array_index (day->slots, ThSlot, i + k);

      if (!take_one (turn, place, day->day, slot, th_slot_need_of (slot, need, k), open, booking_id, error))
        return FALSE;
    }
  th_database_touch (turn->db, TH_CHANGE_BOOKINGS);
  return TRUE;
}

gboolean
th_slots_give (const ThTurn *turn,
               const char   *place,
               ThDay         day,
               gboolean      open,
               gint64        booking_id,
               GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_slot_kept, error, "i", booking_id);

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      int taken = th_rows_int (rows, 1);

      if (!th_database_exec (turn->db, &sql_slot_give, error, "iysyyy", th_hall_get_id (turn->hall), (int) day, place,
                             (int) th_rows_int (rows, 0), taken, open ? taken : 0))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_clear_pointer (&rows, th_rows_done);
  th_database_touch (turn->db, TH_CHANGE_BOOKINGS);
  return th_database_exec (turn->db, &sql_slot_let_go, error, "i", booking_id) &&
         th_database_exec (turn->db, &sql_slot_let_staff_go, error, "i", booking_id);
}

/**
 * th_place_check:
 *
 * Returns: whether there is such a queue or point; else NOT_FOUND
 */
gboolean
th_place_check (const ThTurn *turn,
                const char   *place,
                GError      **error)
{
  if (TH_PLACE_IS_POINT (place) ? th_hall_point (turn->hall, place + 1) != NULL : th_hall_queue (turn->hall, place) != NULL)
    return TRUE;
  if (TH_PLACE_IS_POINT (place))
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no point %s of this hall."), place + 1);
  else
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no queue %s in this hall."), place);
  return FALSE;
}

/**
 * th_slots_say:
 *
 * Errors: NOT_FOUND (queue), BAD_REQUEST.
 */
gboolean
th_slots_say (const ThTurn     *turn,
              const ThSlotWord *word,
              GError          **error)
{
  g_autofree char *day = th_day_format (word->day);
  JsonObject *detail;

  if (word->place != NULL && !th_place_check (turn, word->place, error))
    return FALSE;
  th_database_touch (turn->db, TH_CHANGE_BOOKINGS);
  if (!th_database_exec (turn->db, &sql_slot_say, error, "iysyyyyssi", th_hall_get_id (turn->hall), (int) word->day, word->place,
                         word->from_s, word->to_s, word->places, word->public_places, word->reason, turn->actor, turn->now))
    return FALSE;
  detail = json_object_new ();
  json_object_set_string_member (detail, "day", day);
  if (word->place != NULL)
    json_object_set_string_member (detail, TH_PLACE_IS_POINT (word->place) ? "point" : "queue", word->place + (TH_PLACE_IS_POINT (word->place) ? 1 : 0));
  json_object_set_int_member (detail, "from_s", word->from_s);
  json_object_set_int_member (detail, "to_s", word->to_s);
  json_object_set_int_member (detail, "places", word->places);
  json_object_set_int_member (detail, "public_places", word->public_places);
  return th_turn_note (turn, (ThNote) { .kind = "booking.capacity", .reason = word->reason, .detail = detail }, error);
}
