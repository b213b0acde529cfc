/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of a booking: confirmed, cancelled, run out, checked in,
 * finished, or missed when the day is closed. A place that is not used goes
 * back at once, to whoever books or comes next. */

#include "th-booking-private.h"

#include <glib/gi18n-lib.h>

#include "th-contact.h"
#include "th-followup.h"
#include "th-slot-records.h"
#include "th-store.h"
#include "th-ticket.h"
#include "th-words.h"

TH_SQL (sql_booking_confirm,
        "UPDATE booking SET state = 'booked', expires_us = NULL WHERE id = $1 AND state = 'held' AND expires_us > $2");
TH_SQL (sql_booking_end,
        "UPDATE booking SET state = $2, ended_us = $3, ended_day = $4, expires_us = NULL, by_hall = $5 WHERE id = $1 AND state = $6");
TH_SQL (sql_booking_run_out, "SELECT id FROM booking WHERE hall_id = $1 AND state = 'held' AND expires_us <= $2 ORDER BY id");
TH_SQL (sql_booking_check_in,
        "UPDATE booking SET state = 'checked_in', checked_in_us = $2, ticket_id = $3, downgraded = $4 WHERE id = $1 AND state = 'booked'");
TH_SQL (sql_booking_send, "UPDATE ticket SET to_window = $2 WHERE id = $1 AND state = 'waiting'");
TH_SQL (sql_booking_finish,
        "UPDATE booking SET state = $2, ended_us = $3, ended_day = $4 WHERE id = $1 AND state = $5");
TH_SQL (sql_booking_absent,
        "SELECT id FROM booking WHERE hall_id = $1 AND business_day = $2 AND (state IN ('booked', 'held')"
        " OR (state = 'checked_in' AND ticket_id IS NULL)) ORDER BY start_s, id");
/* What a day that was closed early left to come, and nobody closed again. */
TH_SQL (sql_booking_left,
        "SELECT id FROM booking WHERE hall_id = $1 AND business_day >= $2 AND business_day < $3 AND state IN ('booked', 'held')"
        " AND mode NOT IN ('door', 'remote') ORDER BY business_day, start_s, id");

#define LEFT_DAYS 31   /* longer than any holiday */

static gboolean
must_have_changed (const ThTurn *turn,
                   GError      **error)
{
  if (th_database_changes (turn->db) == 1)
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_CONFLICT, _("This booking was changed elsewhere meanwhile. Nothing was done; look again and repeat it."));
  return FALSE;
}

gboolean
th_booking_end (const ThTurn    *turn,
                const ThBooking *booking,
                const char      *kind,
                const char      *to,
                const char      *reason,
                gboolean         by_hall,
                GError         **error)
{
  g_autofree char *place = th_booking_place (booking->queue, booking->point);

  return th_database_exec (turn->db, &sql_booking_end, error, "isiyys", booking->id, to, turn->now, (int) turn->day, by_hall ? 1 : 0, booking->state) &&
         must_have_changed (turn, error) &&
         th_slots_give (turn, place, booking->day, booking->open, booking->id, error) &&
         th_booking_note (turn, booking->id, booking->code, kind, booking->state, to, reason, NULL, error);
}

/* Ids first, changes afterwards: a statement is used once at a time. */
static GArray *
load_ids (ThRows  *rows,
          GError **error)
{
  g_autoptr (ThRows) done = rows;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (th_rows_next (rows, &local))
    {
      gint64 id = th_rows_int (rows, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
th_booking_strike (const ThTurn *turn,
                   GError      **error)
{
  g_autoptr (GArray) ids = load_ids (th_database_query (turn->db, &sql_booking_run_out, error, "ii", th_hall_get_id (turn->hall), turn->now), error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (ThBooking) booking = th_booking_by_id (turn, g_array_index (ids, gint64, i), error);

      if (booking == NULL || !th_booking_end (turn, booking, "booking.expired", "expired", NULL, FALSE, error))
        return FALSE;
    }
  return ids != NULL;
}

/**
 * th_booking_confirm:
 *
 * Makes a booking of a hold. A hold lasts until just before it runs out.
 * Confirming twice is once.
 *
 * Errors: TOO_LATE when it ran out, CONFLICT, WRONG_STATE.
 */
gboolean
th_booking_confirm (const ThTurn *turn,
                    const char   *code,
                    GError      **error)
{
  g_autoptr (ThBooking) booking = th_booking_find (turn, code, error);

  if (booking == NULL)
    return FALSE;
  if (g_str_equal (booking->state, "booked"))
    return TRUE;
  if (g_str_equal (booking->state, "expired") || (g_str_equal (booking->state, "held") && booking->expires <= turn->now))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_TOO_LATE, _("The place held for %s was given back when its time ran out. Book again."), booking->code);
      return FALSE;
    }
  if (!g_str_equal (booking->state, "held"))
    return th_booking_wrong_state (booking, error);
  return th_database_exec (turn->db, &sql_booking_confirm, error, "ii", booking->id, turn->now) && must_have_changed (turn, error) &&
         th_booking_note (turn, booking->id, booking->code, "booking.confirmed", "held", "booked", NULL, NULL, error);
}

/**
 * th_booking_cancel:
 *
 * A person cancels up to some hours before, a hold at any time. The hall does
 * not cancel alone, if that is its rule, and what it cancels does not count
 * against the person.
 *
 * Errors: TOO_LATE, NOT_ALLOWED, WRONG_STATE, CONFLICT.
 */
gboolean
th_booking_cancel (const ThTurn       *turn,
                   const char         *code,
                   const ThBookingWhy *why,
                   GError            **error)
{
  g_autoptr (ThBooking) booking = th_booking_strike (turn, error) ? th_booking_find (turn, code, error) : NULL;
  gboolean held;

  if (booking == NULL)
    return FALSE;
  held = g_str_equal (booking->state, "held");
  if (!held && !g_str_equal (booking->state, "booked"))
    return th_booking_wrong_state (booking, error);
  if (why->by_hall && !why->agreed && th_hall_setting_bool (turn->hall, "booking.hall_may_not_cancel_alone"))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_ALLOWED, _("The hall may not cancel a booking alone. Agree on a new time with the person and move it."));
      return FALSE;
    }
  if (!why->by_hall && !held && !th_booking_may_cancel (turn->hall, turn->now, booking->slot, error))
    return FALSE;
  return th_booking_end (turn, booking, "booking.cancelled", held ? "expired" : "cancelled", NULL, why->by_hall, error) &&
         th_booking_say_why (turn, booking->id, "cancelled", why->reason, error);
}

/**
 * th_booking_done:
 *
 * Ends a booking without a ticket: a visit or a remote check once its time has
 * come, service at a point after the person checked in there. What follows the
 * case begins.
 */
gboolean
th_booking_done (const ThTurn *turn,
                 const char   *code,
                 const char   *note,
                 GError      **error)
{
  g_autoptr (ThBooking) booking = th_booking_find (turn, code, error);

  if (booking == NULL)
    return FALSE;
  if (th_booking_mode_has_ticket (booking->mode) && g_str_equal (booking->state, "checked_in"))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("%s is finished with its ticket, at the window."), booking->code);
      return FALSE;
    }
  if (!g_str_equal (booking->state, th_booking_mode_comes (booking->mode) ? "checked_in" : "booked"))
    return th_booking_wrong_state (booking, error);
  if (!th_booking_mode_comes (booking->mode) && turn->now < booking->slot)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_TOO_EARLY, _("The time of %s has not come yet."), booking->code);
      return FALSE;
    }
  return th_booking_end (turn, booking, "booking.finished", "finished", NULL, FALSE, error) &&
         th_booking_say_why (turn, booking->id, "finished", note, error) &&
         th_followup_begin (turn, booking->id, booking->code, 0, error);
}

/* --- arriving ---------------------------------------------------------- */

/* Who booked at a point is expected there and not in the hall. */
static gboolean
refuse_place (const ThTurn    *turn,
              const ThBooking *booking,
              const char      *at_point,
              GError         **error)
{
  const ThPoint *point = booking->point != NULL ? th_hall_point (turn->hall, booking->point) : NULL;

  if (g_strcmp0 (booking->point, at_point) == 0)
    return TRUE;
  if (booking->point == NULL)
    g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("%s is booked in the hall and not at a point. Check in there."), booking->code);
  else
    g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("%s is booked at the point %s (%s). Check in there, or take a ticket here."), booking->code,
                 booking->point, point != NULL ? th_words (point->zh, point->en) : "");
  return FALSE;
}

static gboolean
refuse_check_in (const ThTurn    *turn,
                 const ThBooking *booking,
                 GError         **error)
{
  g_autofree char *day = th_day_format (booking->day);
  g_autoptr (ThTicket) ticket = NULL;

  if (booking->day != turn->day && th_booking_open_state (booking->state))
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_TODAY, _("%s is booked for %s, not for today."), booking->code, day);
  else if (g_str_equal (booking->state, "held"))
    g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("The place of %s is only held. Confirm it first."), booking->code);
  else if (g_str_equal (booking->state, "checked_in") && booking->ticket_id == 0)
    g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("%s checked in already."), booking->code);
  else if (g_str_equal (booking->state, "checked_in"))
    {
      g_autofree char *code = NULL;

      ticket = th_ticket_by_id (turn, booking->ticket_id, error);
      if (ticket == NULL)
        return FALSE;
      code = th_ticket_code (ticket->series, ticket->number);
      g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("%s checked in already and holds ticket %s. Print it again instead."), booking->code, code);
    }
  else if (!g_str_equal (booking->state, "booked"))
    return th_booking_wrong_state (booking, error);
  else if (!th_booking_mode_comes (booking->mode))
    g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("For %s nobody has to come to the hall."), booking->code);
  else
    return TRUE;
  return FALSE;
}

/* Whether the person may check in now; a downgrade gets its reason. */
static gboolean
judge_arrival (const ThTurn    *turn,
               const ThBooking *booking,
               ThCheckedIn     *out,
               GError         **error)
{
  GTimeZone *zone = th_hall_get_zone (turn->hall);
  g_autofree char *from = th_clock_time (th_booking_check_in_from (turn->hall, booking->slot), zone);
  g_autofree char *until = th_clock_time (th_booking_check_in_until (turn->hall, booking->slot), zone);
  ThArrival arrival = th_booking_arrival (turn->hall, booking->slot, turn->now);

  out->late = turn->now > booking->slot;
  if (arrival == TH_ARRIVES_EARLY)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_TOO_EARLY, _("Checking in for %s begins at %s."), booking->code, from);
      return FALSE;
    }
  if (arrival == TH_ARRIVES_IN_TIME)
    return TRUE;
  if (arrival == TH_ARRIVES_TOO_LATE)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_TOO_LATE, _("Checking in for %s ended at %s. The person may take a ticket as a walk-in."), booking->code, until);
      return FALSE;
    }
  out->downgraded = TRUE;
  out->reason = th_booking_mode_has_ticket (booking->mode) ? g_strdup_printf (_("Came after %s; stands in line from now on like everybody."), until)
                                                           : g_strdup_printf (_("Came after %s; waits until those who are in time are done."), until);
  return TRUE;
}

/* The window of the clerk who was promised, when it is open. */
static gboolean
send_to_clerk (const ThTurn    *turn,
               const ThBooking *booking,
               gint64           ticket_id,
               ThCheckedIn     *out,
               GError         **error)
{
  const ThWindow *window = booking->staff != NULL && !out->downgraded ? th_window_of (turn, booking->staff) : NULL;

  if (window == NULL || window->state != TH_WINDOW_OPEN)
    return TRUE;
  g_strlcpy (out->window, window->code, sizeof out->window);
  out->ahead = 0;
  return th_database_exec (turn->db, &sql_booking_send, error, "is", ticket_id, window->code);
}

static JsonObject *
arrival_detail (const ThCheckedIn *out,
                const char        *channel)
{
  JsonObject *detail = json_object_new ();

  if (channel != NULL)
    json_object_set_string_member (detail, "channel", channel);
  if (out->ticket[0] != '\0')
    json_object_set_string_member (detail, "ticket", out->ticket);
  json_object_set_boolean_member (detail, "late", out->late);
  json_object_set_boolean_member (detail, "downgraded", out->downgraded);
  if (out->window[0] != '\0')
    json_object_set_string_member (detail, "window", out->window);
  return detail;
}

/* The ticket of who arrived; its number, or 0 on failure. */
static gint64
give_ticket (const ThTurn    *turn,
             const ThBooking *booking,
             ThCheckedIn     *out,
             GError         **error)
{
  g_auto (GStrv) matters = th_booking_matters (turn, booking->id, error);
  gboolean green = booking->mode == TH_MODE_GREEN;
  ThIssued issued;
  ThIssue issue = {
    .queue = booking->queue,
    .matters = (const char *const *) matters,
    .ticket_class = green ? 0 : -1,
    .ground = green ? booking->ground : NULL,
    .channel = TH_CHANNEL_BOOKING,
    .party_id = booking->party_id,
    .slot = out->downgraded ? 0 : booking->slot,
  };

  if (matters == NULL || !th_ticket_issue (turn, &issue, &issued, error))
    return 0;
  g_strlcpy (out->ticket, issued.code, sizeof out->ticket);
  g_strlcpy (out->queue, issued.queue, sizeof out->queue);
  out->ahead = issued.ahead;
  return send_to_clerk (turn, booking, issued.id, out, error) ? issued.id : 0;
}

/**
 * th_booking_check_in:
 * @booking: as found by its code, or by the person
 * @point: (nullable): the code of the point the person is at; in the hall NULL
 * @channel: (nullable): where the person checks in
 * @out: (out): its reason is to be freed
 *
 * Gives the person a ticket; at a point there is none. In time, the wait counts from the slot or the
 * arrival, whichever is later, and the ticket goes to the window of the clerk
 * who was named. Later, the ticket is that of a walk-in, or none, as the hall
 * has it.
 *
 * Errors: NOT_TODAY, WRONG_STATE, TOO_EARLY, TOO_LATE, DUPLICATE, EXHAUSTED.
 */
gboolean
th_booking_check_in (const ThTurn *turn,
                     ThBooking    *booking,
                     const char   *point,
                     const char   *channel,
                     ThCheckedIn  *out,
                     GError      **error)
{
  g_autoptr (ThBooking) moved = booking->moved_to != NULL ? th_booking_find (turn, booking->moved_to, error) : NULL;
  gint64 ticket = 0;

  *out = (ThCheckedIn) { 0 };
  if (booking->moved_to != NULL)
    return moved != NULL && th_booking_check_in (turn, moved, point, channel, out, error);
  if (!refuse_check_in (turn, booking, error) || !refuse_place (turn, booking, point, error) || !judge_arrival (turn, booking, out, error))
    return FALSE;
  g_strlcpy (out->code, booking->code, sizeof out->code);
  if (th_booking_mode_has_ticket (booking->mode) && (ticket = give_ticket (turn, booking, out, error)) == 0)
    return FALSE;
  return th_database_exec (turn->db, &sql_booking_check_in, error, "iioy", booking->id, turn->now, ticket, out->downgraded ? 1 : 0) &&
         must_have_changed (turn, error) &&
         th_booking_note (turn, booking->id, booking->code, "booking.checked_in", "booked", "checked_in", out->reason, arrival_detail (out, channel), error);
}

/* --- afterwards -------------------------------------------------------- */

/* Whether somebody may still come for @booking, or go, after the hall has
 * closed: service outside the hours, or a day that is closed too early. */
static gboolean
is_to_come (const ThTurn    *turn,
            const ThBooking *booking)
{
  ThArrival arrival;

  if (booking->day != turn->day || g_str_equal (booking->state, "checked_in"))
    return FALSE;
  if (!th_booking_mode_comes (booking->mode))
    return turn->now < booking->slot;
  arrival = th_booking_arrival (turn->hall, booking->slot, turn->now);
  return arrival != TH_ARRIVES_TOO_LATE && !(arrival == TH_ARRIVES_LATE && turn->now >= booking->until);
}

/* Ends those of @ids nobody came for; @to_come: (inout): how many are left. */
static gboolean
end_absent (const ThTurn *turn,
            const GArray *ids,
            int          *no_shows,
            int          *to_come,
            GPtrArray    *warnings,
            GError      **error)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (ThBooking) booking = th_booking_by_id (turn, g_array_index (ids, gint64, i), error);
      gboolean held;

      if (booking == NULL)
        return FALSE;
      if (is_to_come (turn, booking))
        {
          *to_come += 1;
          continue;
        }
      held = g_str_equal (booking->state, "held");
      if (!held && (!th_booking_mode_comes (booking->mode) || g_str_equal (booking->state, "checked_in")))
        {
          g_ptr_array_add (warnings, g_strdup_printf (_("Booking %s was not ended. Say how it went."), booking->code));
          continue;
        }
      /* Nobody misses what the hall did not keep. */
      if (!held && booking->mode != TH_MODE_FLEXIBLE && !th_booking_kept (turn->hall, booking))
        {
          g_ptr_array_add (warnings, g_strdup_printf (_("Booking %s was cancelled: the hall was not open for it. Tell the person."), booking->code));
          if (!th_booking_end (turn, booking, "booking.cancelled", "cancelled", "hall closed", TRUE, error))
            return FALSE;
          continue;
        }
      if (!th_booking_end (turn, booking, held ? "booking.expired" : "booking.missed", held ? "expired" : "no_show", "day closed", FALSE, error))
        return FALSE;
      *no_shows += held ? 0 : 1;
    }
  return ids != NULL;
}

/**
 * th_booking_close_day:
 * @no_shows: (out): how many bookings were missed
 *
 * Whoever did not come on @day missed the booking, unless it is today and
 * there is time yet: then the booking is left, and ended by a later closing, of
 * the same day or of one after it. A visit or a remote check that
 * nobody ended is named, for nobody else knows how it went. What the hall
 * could not keep is cancelled by the hall, and named.
 */
gboolean
th_booking_close_day (const ThTurn *turn,
                      ThDay         day,
                      int          *no_shows,
                      GPtrArray    *warnings,
                      GError      **error)
{
  gint64 hall = th_hall_get_id (turn->hall);
  g_autoptr (GArray) left = load_ids (th_database_query (turn->db, &sql_booking_left, error, "iyy", hall, (int) th_day_add (day, -LEFT_DAYS),
                                                         (int) day), error);
  g_autoptr (GArray) ids = left != NULL ? load_ids (th_database_query (turn->db, &sql_booking_absent, error, "iy", hall, (int) day), error) : NULL;
  int to_come = 0;

  *no_shows = 0;
  if (!end_absent (turn, left, no_shows, &to_come, warnings, error) || !end_absent (turn, ids, no_shows, &to_come, warnings, error))
    return FALSE;
  if (to_come > 0)
    g_ptr_array_add (warnings, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d booking of today is still to come and was left. Close the day again later.",
                                                             "%d bookings of today are still to come and were left. Close the day again later.",
                                                             (gulong) to_come), to_come));
  return TRUE;
}

/**
 * th_booking_follow:
 * @ticket_id: a ticket, perhaps of the day before
 *
 * The booking of a ticket is finished with it, and no longer when that is
 * taken back. A ticket without a booking changes nothing.
 */
gboolean
th_booking_follow (const ThTurn *turn,
                   gint64        ticket_id,
                   GError      **error)
{
  g_autoptr (ThTicket) ticket = th_ticket_by_id (turn, ticket_id, error);
  g_autoptr (GError) local = NULL;
  g_autoptr (ThBooking) booking = ticket != NULL ? th_booking_by_ticket (turn, ticket->id, &local) : NULL;
  gboolean ended, finished;

  if (ticket == NULL || local != NULL)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (booking == NULL)
    return TRUE;
  ended = ticket->state == TH_TICKET_FINISHED;
  finished = g_str_equal (booking->state, "finished");
  if (ended == finished)
    return TRUE;
  return th_database_exec (turn->db, &sql_booking_finish, error, "isoos", booking->id, ended ? "finished" : "checked_in",
                           ended ? turn->now : (gint64) 0, ended ? (gint64) turn->day : (gint64) 0, ended ? "checked_in" : "finished") &&
         must_have_changed (turn, error) &&
         th_booking_note (turn, booking->id, booking->code, ended ? "booking.finished" : "booking.resumed", booking->state,
                          ended ? "finished" : "checked_in", NULL, NULL, error) &&
         (ended ? th_followup_begin (turn, booking->id, booking->code, ticket->id, error)
                : th_followup_withdraw (turn, booking->id, booking->code, error));
}
