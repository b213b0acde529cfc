/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking bookings up: by code, by day, by person, by ticket. */

#include "th-booking-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "th-day.h"
#include "th-identity.h"
#include "th-party.h"
#include "th-ticket.h"
#include "th-window.h"
#include "th-words.h"

#define BOOKING \
  "SELECT b.id, b.code, b.business_day, b.queue, b.start_s, b.end_s, b.slot_us, b.state, b.mode, b.public, b.channel, b.party_id," \
  " b.organiser, b.staff, b.staff2, b.address, b.ground, b.made_us, b.expires_us, b.checked_in_us, b.ended_us, b.downgraded," \
  " b.ticket_id, f.code, t.code, b.point, b.reminded_us, b.asked FROM booking b LEFT JOIN booking f ON f.id = b.moved_from LEFT JOIN booking t ON t.moved_from = b.id"

TH_SQL (sql_booking_by_code, BOOKING " WHERE b.hall_id = $1 AND b.code = $2");
TH_SQL (sql_booking_by_id, BOOKING " WHERE b.id = $1");
TH_SQL (sql_booking_by_ticket, BOOKING " WHERE b.ticket_id = $1");
TH_SQL (sql_booking_of_days,
        BOOKING " WHERE b.hall_id = $1 AND b.business_day BETWEEN $2 AND $3 ORDER BY b.business_day, b.start_s, b.id LIMIT 20001");
TH_SQL (sql_booking_of_party, BOOKING " WHERE b.party_id = $1 ORDER BY b.business_day DESC, b.id DESC LIMIT 500");
TH_SQL (sql_booking_of_phone,
        BOOKING " JOIN party p ON p.id = b.party_id WHERE p.hall_id = $1 AND p.phone = $2 AND b.business_day = $3 ORDER BY b.start_s, b.id");
TH_SQL (sql_booking_of_number,
        BOOKING " JOIN party p ON p.id = b.party_id WHERE p.hall_id = $1 AND p.id_kind = $2 AND p.id_no = $3 AND b.business_day = $4"
        " ORDER BY b.start_s, b.id");
TH_SQL (sql_booking_count_day,
        "SELECT count(*), coalesce (sum (CASE WHEN checked_in_us IS NULL THEN 0 ELSE 1 END), 0),"
        " coalesce (sum (CASE WHEN state = 'booked' AND slot_us < $3 THEN 1 ELSE 0 END), 0) FROM booking"
        " WHERE hall_id = $1 AND business_day = $2 AND state IN ('booked', 'checked_in', 'finished', 'no_show')"
        " AND mode NOT IN ('door', 'remote', 'mobile')");
TH_SQL (sql_booking_ticket,
        "SELECT t.series, t.number, coalesce (t.to_window, (SELECT s.window_code FROM sitting s WHERE s.ticket_id = t.id ORDER BY s.id DESC LIMIT 1))"
        " FROM ticket t WHERE t.id = $1");
TH_SQL (sql_booking_matters, "SELECT code FROM booking_matter WHERE booking_id = $1 ORDER BY position");

TH_SQL (sql_booking_busy,
        "SELECT s.business_day, s.start_s, s.end_s FROM booking_staff s JOIN booking b ON b.id = s.booking_id WHERE s.hall_id = $1"
        " AND s.business_day BETWEEN $2 AND $3 AND s.staff = $4 AND s.released = 0 AND NOT (b.state = 'held' AND b.expires_us <= $5)");

/* A hold that ran out promises nobody any more. */
GArray *
th_booking_busy (const ThTurn *turn,
                 const char   *staff,
                 ThDay         from,
                 ThDay         to,
                 GError      **error)
{
  g_autoptr (GArray) busy = g_array_new (FALSE, FALSE, sizeof (ThBusy));
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_booking_busy, error, "iyysi", th_hall_get_id (turn->hall), (int) from, (int) to, staff,
                                               turn->now);

  if (rows == NULL)
    return NULL;
  while (th_rows_next (rows, &local))
    {
      ThBusy one = { th_rows_int (rows, 0), th_rows_int (rows, 1), th_rows_int (rows, 2) };

      g_array_append_val (busy, one);
    }
  if (local == NULL)
    return g_steal_pointer (&busy);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
th_booking_free (ThBooking *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->queue);
  g_free (self->state);
  g_free (self->channel);
  g_free (self->organiser);
  g_free (self->staff);
  g_free (self->staff2);
  g_free (self->address);
  g_free (self->point);
  g_free (self->ground);
  g_free (self->moved_from);
  g_free (self->moved_to);
  g_free (self);
}

static ThBooking *
read_booking (ThRows *rows)
{
  ThBooking *self = g_new0 (ThBooking, 1);

  self->id = th_rows_int (rows, 0);
  self->code = g_strdup (th_rows_text (rows, 1));
  self->day = th_rows_int (rows, 2);
  self->queue = g_strdup (th_rows_text (rows, 3));
  self->start_s = th_rows_int (rows, 4);
  self->end_s = th_rows_int (rows, 5);
  self->slot = th_rows_int (rows, 6);
  self->until = self->slot + (self->end_s - self->start_s) * TH_SECOND_US;
  self->state = g_strdup (th_rows_text (rows, 7));
  th_booking_mode_parse (th_rows_text (rows, 8), &self->mode);
  self->open = th_rows_int (rows, 9) != 0;
  self->channel = g_strdup (th_rows_text (rows, 10));
  self->party_id = th_rows_int (rows, 11);
  self->organiser = g_strdup (th_rows_text (rows, 12));
  self->staff = g_strdup (th_rows_text (rows, 13));
  self->staff2 = g_strdup (th_rows_text (rows, 14));
  self->address = g_strdup (th_rows_text (rows, 15));
  self->ground = g_strdup (th_rows_text (rows, 16));
  self->made = th_rows_int (rows, 17);
  self->expires = th_rows_int (rows, 18);
  self->checked_in = th_rows_int (rows, 19);
  self->ended = th_rows_int (rows, 20);
  self->downgraded = th_rows_int (rows, 21) != 0;
  self->ticket_id = th_rows_int (rows, 22);
  self->moved_from = g_strdup (th_rows_text (rows, 23));
  self->moved_to = g_strdup (th_rows_text (rows, 24));
  self->point = g_strdup (th_rows_text (rows, 25));
  self->reminded = th_rows_int (rows, 26);
  self->asked = th_rows_int (rows, 27) != 0;
  return self;
}

static ThBooking *
only_booking (ThRows  *rows,
              GError **error)
{
  g_autoptr (ThRows) done = rows;

  return rows != NULL && th_rows_next (rows, error) ? read_booking (rows) : NULL;
}

static GPtrArray *
all_bookings (ThRows  *rows,
              GError **error)
{
  g_autoptr (ThRows) done = rows;
  g_autoptr (GPtrArray) bookings = g_ptr_array_new_with_free_func ((GDestroyNotify) th_booking_free);
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (th_rows_next (rows, &local))
    g_ptr_array_add (bookings, read_booking (rows));
  if (local == NULL)
    return g_steal_pointer (&bookings);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

ThBooking *
th_booking_by_id (const ThTurn *turn,
                  gint64        id,
                  GError      **error)
{
  return only_booking (th_database_query (turn->db, &sql_booking_by_id, error, "i", id), error);
}

ThBooking *
th_booking_by_ticket (const ThTurn *turn,
                      gint64        ticket_id,
                      GError      **error)
{
  return only_booking (th_database_query (turn->db, &sql_booking_by_ticket, error, "i", ticket_id), error);
}

/**
 * th_booking_find:
 * @code: "B7KQM2XF", as it was told to the person; case and width do not matter
 *
 * Returns: (transfer full): the booking; NULL with BAD_REQUEST when @code
 *   cannot be one, or NOT_FOUND
 */
ThBooking *
th_booking_find (const ThTurn *turn,
                 const char   *code,
                 GError      **error)
{
  g_autofree char *plain = g_utf8_normalize (code, -1, G_NORMALIZE_NFKC);
  g_autofree char *upper = g_ascii_strup (plain != NULL ? plain : "", -1);
  g_autoptr (GError) local = NULL;
  ThBooking *booking;

  if (upper[0] != 'B' || strlen (upper) != 8 || strspn (upper, "BACDEFGHJKLMNPQRSTUVWXYZ23456789") != 8)
    {
      g_autofree char *shown = th_words_cut (code, 20);

      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("\"%.20s\" is not a booking. A booking looks like B7KQM2XF."), shown);
      return NULL;
    }
  booking = only_booking (th_database_query (turn->db, &sql_booking_by_code, &local, "is", th_hall_get_id (turn->hall), upper), &local);
  if (booking == NULL && local == NULL)
    g_set_error (&local, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no booking %s."), upper);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return booking;
}

/* (transfer full): the codes of its matters, in their order. */
GStrv
th_booking_matters (const ThTurn *turn,
                    gint64        id,
                    GError      **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_booking_matters, error, "i", id);

  if (rows == NULL)
    return NULL;
  while (th_rows_next (rows, &local))
    g_strv_builder_add (builder, th_rows_text (rows, 0));
  if (local == NULL)
    return g_strv_builder_end (builder);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

GPtrArray *
th_booking_of_days (const ThTurn *turn,
                    ThDay         from,
                    ThDay         to,
                    GError      **error)
{
  return all_bookings (th_database_query (turn->db, &sql_booking_of_days, error, "iyy", th_hall_get_id (turn->hall), (int) from, (int) to), error);
}

GPtrArray *
th_booking_of_party (const ThTurn *turn,
                     gint64        party_id,
                     GError      **error)
{
  return all_bookings (th_database_query (turn->db, &sql_booking_of_party, error, "i", party_id), error);
}

/**
 * th_booking_count_day:
 * @day: (out): bookings of today with which somebody comes to the hall
 */
gboolean
th_booking_count_day (const ThTurn *turn,
                      ThBookingDay *day,
                      GError      **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_booking_count_day, error, "iyi", th_hall_get_id (turn->hall), (int) turn->day,
                                               turn->now);

  *day = (ThBookingDay) { 0 };
  if (rows == NULL || !th_rows_next (rows, error))
    return FALSE;
  *day = (ThBookingDay) { (int) th_rows_int (rows, 0), (int) th_rows_int (rows, 1), (int) th_rows_int (rows, 2) };
  return TRUE;
}

static gboolean
add_of_number (const ThTurn *turn,
               const char   *number,
               GPtrArray    *all,
               GError      **error)
{
  for (ThIdKind kind = TH_ID_RESIDENT; kind <= TH_ID_FOREIGN_RESIDENT; kind++)
    {
      g_autofree char *id = th_id_normalise (kind, number);
      g_autoptr (GPtrArray) some = NULL;

      if (id == NULL)
        continue;
      some = all_bookings (th_database_query (turn->db, &sql_booking_of_number, error, "issy", th_hall_get_id (turn->hall),
                                              th_id_kind_name (kind), id, (int) turn->day), error);
      if (some == NULL)
        return FALSE;
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&some));
    }
  return TRUE;
}

/* The more it is what the person came for, the higher. */
enum { FIT_NOT, FIT_OPEN, FIT_EARLY, FIT_LATE, FIT_NOW };

static int
fitness (const ThTurn    *turn,
         const ThBooking *booking)
{
  if (!g_str_equal (booking->state, "booked"))
    return th_booking_open_state (booking->state) ? FIT_OPEN : FIT_NOT;
  switch (th_booking_arrival (turn->hall, booking->slot, turn->now))
    {
    case TH_ARRIVES_IN_TIME:
      return FIT_NOW;
    case TH_ARRIVES_LATE:
    case TH_ARRIVES_TOO_LATE:
      return FIT_LATE;
    case TH_ARRIVES_EARLY:
    default:
      return FIT_EARLY;
    }
}

/* "BE7M4X95 10:00 李*": enough to ask which one is meant. */
static char *
describe (const ThTurn    *turn,
          const ThBooking *booking,
          GError         **error)
{
  g_autofree char *clock = th_clock_time (booking->slot, th_hall_get_zone (turn->hall));
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  if (!th_party_mask (turn, booking->party_id, &name, &id, error))
    return NULL;
  return g_strdup_printf ("%s %s %s", booking->code, clock, name != NULL ? name : id != NULL ? id : "");
}

/* Whether those of @all that fit best are bookings of several people: CONFLICT, which names them. */
static gboolean
must_be_one (const ThTurn *turn,
             GPtrArray    *all,
             guint         best,
             GError      **error)
{
  const ThBooking *first = all->pdata[best];
  int fit = fitness (turn, first);
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean several = FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      const ThBooking *booking = all->pdata[i];
      g_autofree char *said = NULL;

      if (fitness (turn, booking) != fit)
        continue;
      said = describe (turn, booking, error);
      if (said == NULL)
        return FALSE;
      several = several || booking->party_id != first->party_id;
      g_string_append_printf (names, "%s%s", names->len > 0 ? _("; ") : "", said);
    }
  if (!several || fit < FIT_LATE)
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_CONFLICT, _("Several are booked for today under this number: %s. Check in by the code of one."), names->str);
  return FALSE;
}

/**
 * th_booking_expected:
 * @number: (nullable): of a person or company
 * @phone: (nullable): their telephone
 *
 * Returns: (transfer full): the booking of today that somebody with this
 *   number or telephone came for: one that may check in now goes first, then
 *   one that is late, then the earliest. NULL with NOT_FOUND or BAD_REQUEST,
 *   or CONFLICT when a telephone belongs to several who could be meant
 */
ThBooking *
th_booking_expected (const ThTurn *turn,
                     const char   *number,
                     const char   *phone,
                     GError      **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) th_booking_free);
  g_autofree char *normal = NULL;
  gint best = -1;

  if (phone != NULL && th_phone_check (phone, &normal) == TH_PHONE_NONE)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("\"phone\": expected %s."), _("a telephone number"));
      return NULL;
    }
  if (phone != NULL)
    {
      g_clear_pointer (&all, g_ptr_array_unref);
      all = all_bookings (th_database_query (turn->db, &sql_booking_of_phone, error, "isy", th_hall_get_id (turn->hall), normal,
                                             (int) turn->day), error);
    }
  else if (!add_of_number (turn, number, all, error))
    return NULL;
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    if (best < 0 || fitness (turn, all->pdata[i]) > fitness (turn, all->pdata[best]))
      best = (int) i;
  if (best >= 0 && fitness (turn, all->pdata[best]) > FIT_NOT)
    return must_be_one (turn, all, (guint) best, error) ? g_ptr_array_steal_index (all, best) : NULL;
  g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("Nothing is booked for today under this number. The person may take a ticket as a walk-in."));
  return NULL;
}

/* Sets WRONG_STATE: returns FALSE. */
gboolean
th_booking_wrong_state (const ThBooking *booking,
                        GError         **error)
{
  if (booking->moved_to != NULL)
    g_set_error (error, TH_ERROR, TH_ERROR_CONFLICT, _("Booking %s was moved meanwhile and is now %s. Nothing was changed."),
                 booking->code, booking->moved_to);
  else
    g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("Booking %s is \"%s\", which this does not fit. Nothing was changed."),
                 booking->code, th_booking_state_label (booking->state));
  return FALSE;
}

/**
 * th_booking_at:
 * @ticket: (out) (transfer full) (nullable): the number they got
 * @window: (out) (transfer full) (nullable): where they are sent or were
 *   called; before they come, where the named clerk sits now
 */
gboolean
th_booking_at (const ThTurn    *turn,
               const ThBooking *booking,
               char           **ticket,
               char           **window,
               GError         **error)
{
  const ThWindow *place = booking->staff != NULL ? th_window_of (turn, booking->staff) : NULL;
  g_autoptr (ThRows) rows = NULL;

  *ticket = *window = NULL;
  if (booking->ticket_id != 0)
    {
      rows = th_database_query (turn->db, &sql_booking_ticket, error, "i", booking->ticket_id);
      if (rows == NULL || !th_rows_next (rows, error))
        return FALSE;
      *ticket = th_ticket_code (th_rows_text (rows, 0), (int) th_rows_int (rows, 1));
      *window = g_strdup (th_rows_text (rows, 2));
    }
  if (*window == NULL && place != NULL && g_str_equal (booking->state, "booked"))
    *window = g_strdup (place->code);
  return TRUE;
}
