/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Making a booking, alone or in a block, and moving one. What is asked is
 * checked against the rules, places and clerks are taken by guarded
 * statements, and all of it happens in one transaction or not at all. */

#include "th-booking-private.h"

#include <glib/gi18n-lib.h>

#include "th-calendar.h"
#include "th-ground.h"
#include "th-contact.h"
#include "th-journal.h"
#include "th-slot-records.h"
#include "th-store.h"

TH_SQL (sql_booking_known, "SELECT 1 FROM booking WHERE hall_id = $1 AND code = $2");
TH_SQL (sql_booking_insert,
        "INSERT INTO booking (hall_id, code, business_day, queue, start_s, end_s, slot_us, state, mode, public, channel, party_id, organiser,"
        " staff, staff2, address, ground, made_us, expires_us, moved_from, point)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) RETURNING id");
TH_SQL (sql_booking_add_matter, "INSERT INTO booking_matter (booking_id, position, code, part_id) VALUES ($1, $2, $3, $4)");
TH_SQL (sql_booking_add_event, "INSERT INTO booking_event (booking_id, hall_id, seq) VALUES ($1, $2, $3)");
TH_SQL (sql_booking_staff_taken,
        "SELECT start_s FROM booking_staff WHERE hall_id = $1 AND business_day = $2 AND staff = $3 AND released = 0"
        " AND start_s < $5 AND end_s > $4 LIMIT 1");
TH_SQL (sql_booking_staff_take,
        "INSERT INTO booking_staff (booking_id, hall_id, business_day, staff, start_s, end_s) VALUES ($1, $2, $3, $4, $5, $6)");
TH_SQL (sql_booking_move,
        "UPDATE booking SET state = 'moved', ended_us = $2, ended_day = $3, expires_us = NULL, by_hall = $4"
        " WHERE id = $1 AND state IN ('held', 'booked')");

#define LETTERS "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

/* One booking on its way: what was asked, and what follows from it. */
typedef struct
{
  const ThBookingAsk *ask;
  const char         *queue;
  char               *place;     /* of modes that take places */
  ThSlotNeed          need;
  ThSlotDay          *day;       /* of modes that take places */
  guint               i;         /* slot of @day */
  ThDay               business_day;
  int                 start_s, end_s;
  gboolean            open;
  gint64              moved_from;
} Plan;

static void
plan_clear (Plan *plan)
{
  g_clear_pointer (&plan->day, th_slot_day_free);
  g_clear_pointer (&plan->place, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

/* A code nobody guesses from another one, and nobody misreads. */
static char *
new_code (const ThTurn *turn,
          GError      **error)
{
  gint64 seq;

  if (!th_journal_next (turn->db, th_hall_get_id (turn->hall), &seq, error))
    return NULL;
  for (int attempt = 0;; attempt++)
    {
      g_autofree char *seed = g_strdup_printf ("%s %lld %lld %d", th_hall_get_code (turn->hall), (long long) seq, (long long) turn->now, attempt);
      g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
      g_autoptr (ThRows) rows = NULL;
      g_autoptr (GError) local = NULL;
      guint8 digest[32];
      gsize length = sizeof digest;
      char code[9] = "B";

      g_checksum_update (sum, (const guchar *) seed, -1);
      g_checksum_get_digest (sum, digest, &length);
      for (int i = 1; i < 8; i++)
        code[i] = LETTERS[digest[i] % 32];
      rows = th_database_query (turn->db, &sql_booking_known, &local, "is", th_hall_get_id (turn->hall), code);
      if (rows != NULL && !th_rows_next (rows, &local) && local == NULL)
        return g_strdup (code);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
}

/* Writes what happened to a booking; @detail: (transfer full). */
gboolean
th_booking_note (const ThTurn *turn,
                 gint64        id,
                 const char   *code,
                 const char   *kind,
                 const char   *from,
                 const char   *to,
                 const char   *reason,
                 JsonObject   *detail,
                 GError      **error)
{
  gint64 seq;

  if (detail == NULL)
    detail = json_object_new ();
  json_object_set_string_member (detail, "booking", code);
  if (!th_journal_next (turn->db, th_hall_get_id (turn->hall), &seq, error))
    {
      json_object_unref (detail);
      return FALSE;
    }
  th_database_touch (turn->db, TH_CHANGE_BOOKINGS);
  return th_turn_note (turn, (ThNote) { .kind = kind, .from = from, .to = to, .reason = reason, .detail = detail }, error) &&
         th_database_exec (turn->db, &sql_booking_add_event, error, "iii", id, th_hall_get_id (turn->hall), seq);
}

/**
 * th_booking_need:
 * @matters: codes, at least one
 * @staff: (nullable): a clerk who is promised
 * @queue: (out): the queue of the first matter, in which the ticket will stand
 *
 * Several matters are one booking of all their time.
 *
 * Errors: NOT_FOUND, NOT_OPEN when a matter cannot be booked, BAD_REQUEST.
 */
gboolean
th_booking_need (const ThTurn      *turn,
                 const char *const *matters,
                 const char        *staff,
                 const char       **queue,
                 ThSlotNeed        *need,
                 GError           **error)
{
  double minutes = 0;

  for (guint i = 0; matters[i] != NULL; i++)
    {
      const ThMatter *matter = th_hall_matter (turn->hall, matters[i]);

      if (matter == NULL)
        {
          g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no matter %s in this hall."), matters[i]);
          return FALSE;
        }
      if (!th_matter_bookable (matter))
        {
          g_set_error (error, TH_ERROR, TH_ERROR_NOT_OPEN, _("%s cannot be booked. It is handled without a booking."), matters[i]);
          return FALSE;
        }
      if (g_strv_contains (matters + i + 1, matters[i]))
        {
          g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("%s is named twice."), matters[i]);
          return FALSE;
        }
      if (i == 0)
        *queue = matter->queue;
      minutes += matter->minutes_mean;
    }
  if (matters[0] != NULL && matters[1] != NULL && !th_hall_setting_bool (turn->hall, "booking.one_taxpayer_many_matters"))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("One booking is for one matter in this hall."));
      return FALSE;
    }
  *need = (ThSlotNeed) { th_minutes_whole (minutes), staff != NULL };
  return TRUE;
}

static gboolean
check_clerk (const ThTurn *turn,
             const Plan   *plan,
             const char   *no,
             GError      **error)
{
  g_autoptr (ThRows) rows = NULL;
  g_autoptr (GError) local = NULL;

  if (no == NULL)
    return TRUE;
  if (th_booking_clerk_knows (turn->hall, no, plan->queue, &local) && (rows = th_database_query (turn->db, &sql_booking_staff_taken, &local, "iysyy", th_hall_get_id (turn->hall),
                                                                                    (int) plan->business_day, no, plan->start_s, plan->end_s)) != NULL &&
      th_rows_next (rows, &local))
    g_set_error (&local, TH_ERROR, TH_ERROR_FULL, _("%s is booked at %02d:%02d already. Choose another time or clerk."), no,
                 (int) th_rows_int (rows, 0) / 3600, (int) th_rows_int (rows, 0) / 60 % 60);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
refuse_closed (const ThSlotDay *day,
               GError         **error)
{
  g_autofree char *text = th_day_format (day->day);

  g_set_error (error, TH_ERROR, day->loaded ? TH_ERROR_NOT_OPEN : TH_ERROR_NOT_LOADED, _("%s has no times for bookings. %s"), text,
               day->reason != NULL ? day->reason : "");
  return FALSE;
}

/* There is no place at the slot that was asked for: why, or the next that has one. */
static gboolean
refuse_full (const Plan *plan,
             GError    **error)
{
  const char *closed = th_slot_closed (&g_array_index (plan->day->slots, ThSlot, plan->i));

  if (closed != NULL)
    {
      g_set_error_literal (error, TH_ERROR, TH_ERROR_NOT_OPEN, closed);
      return FALSE;
    }
  for (guint k = plan->i + 1; k < plan->day->slots->len; k++)
    {
      ThSlotFit fit = th_slot_day_fit (plan->day, k, &plan->need);
      int start = g_array_index (plan->day->slots, ThSlot, k).start_s;

      if ((plan->open ? fit.public_free : fit.free) < 1)
        continue;
      g_set_error (error, TH_ERROR, TH_ERROR_FULL, _("No place is left at %02d:%02d. The next one of that day is at %02d:%02d."),
                   plan->start_s / 3600, plan->start_s / 60 % 60, start / 3600, start / 60 % 60);
      return FALSE;
    }
  if (plan->day->reason != NULL && g_array_index (plan->day->slots, ThSlot, plan->i).cap == 0)
    return refuse_closed (plan->day, error);
  g_set_error (error, TH_ERROR, TH_ERROR_FULL, _("No place is left at %02d:%02d, nor later that day."), plan->start_s / 3600, plan->start_s / 60 % 60);
  return FALSE;
}

/* Finds the slot of @plan on its day. */
static gboolean
find_slot (const ThTurn *turn,
           Plan         *plan,
           GError      **error)
{
  ThSlotFit fit;
  int found;

  g_clear_pointer (&plan->day, th_slot_day_free);
  g_free (plan->place);
  plan->place = th_booking_place (plan->queue, plan->ask->point);
  plan->day = th_slots_of_day (turn, plan->place, plan->business_day, error);
  if (plan->day == NULL)
    return FALSE;
  if (plan->day->slots->len == 0)
    return refuse_closed (plan->day, error);
  found = th_slot_day_find (plan->day, plan->start_s);
  if (found < 0 && !th_slot_day_covers (plan->day, plan->start_s))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_OPEN, _("Nothing is open for bookings at %02d:%02d. Choose one of the times that are offered."),
                   plan->start_s / 3600, plan->start_s / 60 % 60);
      return FALSE;
    }
  if (found < 0)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("No slot begins at %02d:%02d:%02d."), plan->start_s / 3600, plan->start_s / 60 % 60,
                   plan->start_s % 60);
      return FALSE;
    }
  plan->i = (guint) found;
  fit = th_slot_day_fit (plan->day, plan->i, &plan->need);
  if ((plan->open ? fit.public_free : fit.free) < 1)
    return refuse_full (plan, error);
  plan->end_s = fit.end_s;
  return TRUE;
}

/* A visit and a remote check lie inside the hours, service outside the hours
 * lies outside them; none takes a place in the hall. */
static gboolean
find_time (const ThTurn *turn,
           Plan         *plan,
           GError      **error)
{
  ThCalendar *calendar = th_hall_get_calendar (turn->hall);
  g_autoptr (GArray) openings = th_calendar_openings (calendar, plan->business_day, NULL);
  gboolean inside = FALSE, outside = TRUE;

  plan->end_s = plan->start_s + plan->need.minutes * 60;
  for (guint i = 0; i < openings->len; i++)
    {
      const ThOpening *opening = &g_array_index (openings, ThOpening, i);

      inside = inside || (plan->start_s >= opening->from && plan->end_s <= opening->to);
      outside = outside && (plan->end_s <= opening->from || plan->start_s >= opening->to);
    }
  if (plan->end_s > 24 * 3600 || plan->start_s % 60 != 0)
    g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("\"slot\": expected %s."), _("a whole minute, so that the work ends the same day"));
  else if (th_calendar_kind (calendar, plan->business_day, NULL) == TH_DAY_NOT_LOADED)
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_LOADED, _("The calendar of %d is not loaded."), th_day_year (plan->business_day));
  else if (plan->ask->mode == TH_MODE_FLEXIBLE && !outside)
    g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("This time is inside the hours; book it as service in the hall."));
  else if (plan->ask->mode != TH_MODE_FLEXIBLE && !inside)
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_OPEN, _("The work would not be inside the hours of that day."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
take_clerk (const ThTurn *turn,
            const Plan   *plan,
            gint64        id,
            const char   *staff,
            GError      **error)
{
  return staff == NULL || th_database_exec (turn->db, &sql_booking_staff_take, error, "iiysyy", id, th_hall_get_id (turn->hall),
                                            (int) plan->business_day, staff, plan->start_s, plan->end_s);
}

static JsonObject *
plan_detail (const Plan *plan)
{
  JsonObject *detail = json_object_new ();
  JsonArray *matters = json_array_new ();
  g_autofree char *day = th_day_format (plan->business_day);

  for (guint i = 0; plan->ask->matters[i] != NULL; i++)
    json_array_add_string_element (matters, plan->ask->matters[i]);
  json_object_set_string_member (detail, "day", day);
  json_object_set_string_member (detail, "queue", plan->queue);
  json_object_set_int_member (detail, "start_s", plan->start_s);
  json_object_set_int_member (detail, "end_s", plan->end_s);
  json_object_set_string_member (detail, "mode", th_booking_mode_name (plan->ask->mode));
  json_object_set_string_member (detail, "channel", plan->ask->channel);
  json_object_set_boolean_member (detail, "public", plan->open);
  if (plan->ask->point != NULL)
    json_object_set_string_member (detail, "point", plan->ask->point);
  if (plan->ask->staff != NULL)
    json_object_set_string_member (detail, "staff", plan->ask->staff);
  json_object_set_array_member (detail, "matters", matters);
  return detail;
}

static gboolean
add_matters (const ThTurn *turn,
             const Plan   *plan,
             gint64        id,
             GError      **error)
{
  for (guint i = 0; plan->ask->matters[i] != NULL; i++)
    if (!th_database_exec (turn->db, &sql_booking_add_matter, error, "iysi", id, (int) i + 1, plan->ask->matters[i],
                           th_hall_matter_part (turn->hall, plan->ask->matters[i])))
      return FALSE;
  return TRUE;
}

/* Writes the booking and takes what it needs. */
static gint64
write_plan (const ThTurn *turn,
            const Plan   *plan,
            GError      **error)
{
  const ThBookingAsk *ask = plan->ask;
  const char *state = ask->hold_s > 0 ? "held" : "booked";
  g_autofree char *code = new_code (turn, error);
  g_autoptr (ThRows) rows = NULL;
  gint64 id;

  if (code == NULL)
    return 0;
  rows = th_database_query (turn->db, &sql_booking_insert, error, "isysyyissysosssssioos", th_hall_get_id (turn->hall), code,
                            (int) plan->business_day, plan->queue, plan->start_s, plan->end_s, ask->slot, state,
                            th_booking_mode_name (ask->mode), plan->open ? 1 : 0, ask->channel, ask->party_id, ask->organiser,
                            ask->staff, ask->staff2, ask->address, ask->ground, turn->now,
                            ask->hold_s > 0 ? turn->now + ask->hold_s * TH_SECOND_US : (gint64) 0, plan->moved_from, ask->point);
  if (rows == NULL || !th_rows_next (rows, error))
    return 0;
  id = th_rows_int (rows, 0);
  g_clear_pointer (&rows, th_rows_done);
  if (plan->day != NULL && !th_slots_take (turn, plan->place, plan->day, plan->i, &plan->need, plan->open, id, error))
    return 0;
  if (!take_clerk (turn, plan, id, ask->staff, error) || !take_clerk (turn, plan, id, ask->staff2, error) ||
      !add_matters (turn, plan, id, error) ||
      !th_booking_note (turn, id, code, ask->hold_s > 0 ? "booking.held" : "booking.made", NULL, state, NULL, plan_detail (plan), error))
    return 0;
  return id;
}

/* Everything that speaks against @plan, but for who asks. */
static gboolean
check_plan (const ThTurn *turn,
            Plan         *plan,
            GError      **error)
{
  const ThBookingAsk *ask = plan->ask;
  GTimeZone *zone = th_hall_get_zone (turn->hall);
  ThModeFields fields = { ask->mode, ask->staff, ask->staff2, ask->address, ask->point, ask->ground, ask->photos };

  plan->business_day = th_day_of (ask->slot, zone);
  plan->start_s = th_day_second (ask->slot, zone);
  plan->open = th_channel_public (ask->channel);
  return th_booking_mode_check (&fields, error) &&
         th_booking_need (turn, ask->matters, ask->staff, &plan->queue, &plan->need, error) &&
         th_booking_point_handles (turn->hall, ask->point, ask->matters, error) && th_booking_may_begin (turn->hall, turn->now, ask->slot, error) &&
         (th_booking_mode_takes_places (ask->mode) ? find_slot (turn, plan, error) : find_time (turn, plan, error)) &&
         check_clerk (turn, plan, ask->staff, error) && check_clerk (turn, plan, ask->staff2, error);
}

/**
 * th_booking_make:
 *
 * Returns: (transfer full): the booking, or the hold when @ask says for how
 *   long. Errors: those of th_booking_need() and th_booking_may_begin(),
 *   BANNED, DUPLICATE, NOT_OPEN, FULL
 */
ThBooking *
th_booking_make (const ThTurn       *turn,
                 const ThBookingAsk *ask,
                 GError            **error)
{
  g_auto (Plan) plan = { .ask = ask };
  gint64 id;

  if (!th_booking_strike (turn, error) || !check_plan (turn, &plan, error) ||
      !th_booking_person_may (turn, ask->party_id, plan.business_day, plan.start_s, ask->matters, FALSE, error))
    return NULL;
  id = write_plan (turn, &plan, error);
  return id != 0 ? th_booking_by_id (turn, id, error) : NULL;
}

/**
 * th_booking_block:
 * @ask: its slot is the beginning of the block; its organiser must be set
 * @until: the end of the block, the same day
 * @places: how many bookings
 *
 * Returns: (transfer full) (element-type ThBooking): so many bookings of one
 *   organiser, the early slots filled first; all or none. Errors: FULL
 */
GPtrArray *
th_booking_block (const ThTurn       *turn,
                  const ThBookingAsk *ask,
                  ThInstant           until,
                  guint               places,
                  GError            **error)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func ((GDestroyNotify) th_booking_free);
  g_auto (Plan) plan = { .ask = ask };
  ThBookingAsk one = *ask;
  GTimeZone *zone = th_hall_get_zone (turn->hall);
  int last_s = th_day_of (until, zone) == th_day_of (ask->slot, zone) ? th_day_second (until, zone) : 24 * 3600;

  if (!th_booking_strike (turn, error) || !th_booking_need (turn, ask->matters, NULL, &plan.queue, &plan.need, error) ||
      !th_booking_may_begin (turn->hall, turn->now, ask->slot, error))
    return NULL;
  plan.ask = &one;
  plan.business_day = th_day_of (ask->slot, zone);
  plan.place = g_strdup (plan.queue);
  while (made->len < places)
    {
      ThBooking *booking = NULL;
      gint64 id = 0;

      g_clear_pointer (&plan.day, th_slot_day_free);
      plan.day = th_slots_of_day (turn, plan.place, plan.business_day, error);
      if (plan.day == NULL)
        return NULL;
      if (plan.day->slots->len == 0)
        {
          refuse_closed (plan.day, error);
          return NULL;
        }
      for (plan.i = 0; plan.i < plan.day->slots->len; plan.i++)
        {
          ThSlotFit fit = th_slot_day_fit (plan.day, plan.i, &plan.need);

          plan.start_s = g_array_index (plan.day->slots, ThSlot, plan.i).start_s;
          plan.end_s = fit.end_s;
          if (fit.free > 0 && plan.start_s >= th_day_second (ask->slot, zone) && plan.end_s <= last_s)
            break;
        }
      if (plan.i == plan.day->slots->len)
        {
          g_set_error (error, TH_ERROR, TH_ERROR_FULL, _("Only %u of %u places are free in that time. Nothing was booked."), made->len, places);
          return NULL;
        }
      one.slot = th_day_instant (plan.business_day, plan.start_s, zone);
      id = write_plan (turn, &plan, error);
      booking = id != 0 ? th_booking_by_id (turn, id, error) : NULL;
      if (booking == NULL)
        return NULL;
      g_ptr_array_add (made, booking);
    }
  return g_steal_pointer (&made);
}

/* Who may move a booking, and when. */
static gboolean
may_move (const ThTurn       *turn,
          const ThBooking    *booking,
          const ThBookingWhy *why,
          GError            **error)
{
  if (!g_str_equal (booking->state, "booked") && !g_str_equal (booking->state, "held"))
    return th_booking_wrong_state (booking, error);
  if (!why->by_hall)
    return th_booking_may_cancel (turn->hall, turn->now, booking->slot, error);
  if (why->agreed || !th_hall_setting_bool (turn->hall, "booking.hall_may_not_cancel_alone"))
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_NOT_ALLOWED, _("The hall may not change a booking alone. Agree on a new time with the person first."));
  return FALSE;
}

/**
 * th_booking_move:
 * @staff: (nullable): another clerk; NULL keeps the one there is
 *
 * Gives the old place back and takes the new one, both or neither. The old
 * code then leads to the new one.
 *
 * Returns: (transfer full): the new booking
 */
ThBooking *
th_booking_move (const ThTurn       *turn,
                 const char         *code,
                 ThInstant           slot,
                 const char         *staff,
                 const ThBookingWhy *why,
                 GError            **error)
{
  g_autoptr (ThBooking) old = th_booking_strike (turn, error) ? th_booking_find (turn, code, error) : NULL;
  g_auto (GStrv) matters = NULL;
  g_auto (Plan) plan = { 0 };
  g_autofree char *place = NULL;
  ThBookingAsk ask;
  JsonObject *detail;
  gint64 id;

  if (old == NULL || !may_move (turn, old, why, error) || (matters = th_booking_matters (turn, old->id, error)) == NULL)
    return NULL;
  if (slot == old->slot && (staff == NULL || g_strcmp0 (staff, old->staff) == 0))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("Booking %s is at that time already."), old->code);
      return NULL;
    }
  ask = (ThBookingAsk) {
    .matters = (const char *const *) matters, .party_id = old->party_id, .organiser = old->organiser, .slot = slot, .channel = old->channel,
    .mode = old->mode, .staff = staff != NULL ? staff : old->staff, .staff2 = old->staff2, .address = old->address, .point = old->point, .ground = old->ground,
    .photos = TRUE, .hold_s = old->expires != 0 ? MAX (1, (old->expires - turn->now) / TH_SECOND_US) : 0,
  };
  plan.ask = &ask;
  plan.moved_from = old->id;
  place = th_booking_place (old->queue, old->point);
  if (!th_database_exec (turn->db, &sql_booking_move, error, "iiyy", old->id, turn->now, (int) turn->day, why->by_hall ? 1 : 0) ||
      !th_slots_give (turn, place, old->day, old->open, old->id, error) || !check_plan (turn, &plan, error) ||
      !th_booking_person_may (turn, old->party_id, plan.business_day, plan.start_s, ask.matters, TRUE, error))
    return NULL;
  id = write_plan (turn, &plan, error);
  if (id == 0 || !th_booking_copy_conditions (turn, old->id, id, error))
    return NULL;
  detail = plan_detail (&plan);
  if (!th_booking_note (turn, old->id, old->code, "booking.moved", old->state, "moved", NULL, detail, error) ||
      !th_booking_say_why (turn, old->id, "moved", why->reason, error))
    return NULL;
  return th_booking_by_id (turn, id, error);
}
