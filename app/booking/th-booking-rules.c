/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of booking, each with its number in the settings of the hall.
 * What they say is about booking alone: whoever may not book can always come
 * and take a number. */

#include "th-booking-rules.h"

#include <glib/gi18n-lib.h>

#include "th-calendar.h"
#include "th-error.h"

#define MINUTE_US (60 * TH_SECOND_US)
#define NOON_S (12 * 3600)

static const struct
{
  const char *name;
  gboolean    takes_places;
  gboolean    comes;
  gboolean    has_ticket;
} modes[] = {
  [TH_MODE_HALL] = { "hall", TRUE, TRUE, TRUE },
  [TH_MODE_DOOR] = { "door", FALSE, FALSE, FALSE },
  [TH_MODE_FLEXIBLE] = { "flexible", FALSE, TRUE, TRUE },
  [TH_MODE_REMOTE] = { "remote", FALSE, FALSE, FALSE },
  [TH_MODE_GREEN] = { "green", TRUE, TRUE, TRUE },
  [TH_MODE_MOBILE] = { "mobile", TRUE, TRUE, FALSE },
};

static const struct
{
  const char *name;
  const char *label;
  gboolean    open;
} states[] = {
  { "held", NC_("booking", "held"), TRUE },
  { "booked", NC_("booking", "booked"), TRUE },
  { "checked_in", NC_("booking", "checked in"), TRUE },
  { "finished", NC_("booking", "finished"), FALSE },
  { "cancelled", NC_("booking", "cancelled"), FALSE },
  { "moved", NC_("booking", "moved"), FALSE },
  { "no_show", NC_("booking", "missed"), FALSE },
  { "expired", NC_("booking", "expired"), FALSE },
};

const char *
th_booking_mode_name (ThBookingMode mode)
{
  return modes[mode].name;
}

gboolean
th_booking_mode_parse (const char    *name,
                       ThBookingMode *mode)
{
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_strcmp0 (modes[i].name, name) == 0)
      {
        *mode = (ThBookingMode) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
th_booking_mode_takes_places (ThBookingMode mode)
{
  return modes[mode].takes_places;
}

gboolean
th_booking_mode_comes (ThBookingMode mode)
{
  return modes[mode].comes;
}

gboolean
th_booking_mode_has_ticket (ThBookingMode mode)
{
  return modes[mode].has_ticket;
}

gboolean
th_booking_open_state (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].name, state))
      return states[i].open;
  return FALSE;
}

gboolean
th_booking_state_known (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].name, state))
      return TRUE;
  return FALSE;
}

const char *
th_booking_state_label (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].name, state))
      return g_dpgettext2 (GETTEXT_PACKAGE, "booking", states[i].label);
  return state;
}

/**
 * th_booking_last_day:
 * @loaded: (out): whether the calendar reaches as far as the horizon
 *
 * Returns: the last day that can be booked on @today: so many working days
 *   ahead, or the last day before a year that is not loaded
 */
ThDay
th_booking_last_day (ThHall   *hall,
                     ThDay     today,
                     gboolean *loaded)
{
  ThCalendar *calendar = th_hall_get_calendar (hall);
  int left = th_hall_setting_int (hall, "booking.horizon_working_days");
  ThDay day = today;

  *loaded = TRUE;
  while (left > 0)
    {
      ThDay next = th_day_add (day, 1);
      gboolean working = FALSE;

      if (next == 0 || !th_calendar_is_working (calendar, next, &working, NULL))
        {
          *loaded = FALSE;
          break;
        }
      day = next;
      left -= working ? 1 : 0;
    }
  return day;
}

/**
 * th_booking_day_open:
 *
 * Whether @day is near enough to be booked on @today.
 *
 * Errors: TOO_EARLY, NOT_LOADED.
 */
gboolean
th_booking_day_open (ThHall  *hall,
                     ThDay    today,
                     ThDay    day,
                     GError **error)
{
  gboolean loaded;
  ThDay last = th_booking_last_day (hall, today, &loaded);
  g_autofree char *text = NULL;

  if (day <= last)
    return TRUE;
  text = th_day_format (last);
  if (!loaded && th_calendar_kind (th_hall_get_calendar (hall), day, NULL) == TH_DAY_NOT_LOADED)
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_LOADED, _("The calendar of %d is not loaded. Bookings are possible until %s."),
                 th_day_year (day), text);
  else
    g_set_error (error, TH_ERROR, TH_ERROR_TOO_EARLY, _("This day cannot be booked yet. Bookings are possible until %s."), text);
  return FALSE;
}

/**
 * th_booking_time_open:
 *
 * A slot that begins this very moment can no longer be booked, nor one of
 * today that begins sooner than the lead time.
 *
 * Errors: TOO_LATE.
 */
gboolean
th_booking_time_open (ThHall   *hall,
                      ThInstant now,
                      ThInstant slot,
                      GError  **error)
{
  GTimeZone *zone = th_hall_get_zone (hall);
  int lead = th_hall_setting_int (hall, "booking.same_day_min_lead_hours");

  if (slot <= now)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_TOO_LATE, _("This time has gone by. Choose a later one."));
      return FALSE;
    }
  if (slot >= now + lead * 60 * MINUTE_US || th_day_of (slot, zone) != th_day_of (now, zone))
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_TOO_LATE, _("A time of today is booked at least %d hours ahead. Choose a later one, or take a number."), lead);
  return FALSE;
}

/**
 * th_booking_may_begin:
 *
 * Errors: those of th_booking_time_open() and th_booking_day_open().
 */
gboolean
th_booking_may_begin (ThHall   *hall,
                      ThInstant now,
                      ThInstant slot,
                      GError  **error)
{
  GTimeZone *zone = th_hall_get_zone (hall);

  return th_booking_time_open (hall, now, slot, error) &&
         th_booking_day_open (hall, th_day_of (now, zone), th_day_of (slot, zone), error);
}

/**
 * th_booking_ban_until:
 * @no_shows: (array length=n): days of missed bookings, in rising order
 * @limit: how many within @window_days lead to a pause
 *
 * Returns: the last day of the pause that holds @today; 0 when there is none
 */
ThDay
th_booking_ban_until (const ThDay *no_shows,
                      guint        n,
                      int          limit,
                      int          window_days,
                      int          ban_days,
                      ThDay        today)
{
  ThDay until = 0;

  for (guint last = limit - 1; limit > 0 && last < n; last++)
    {
      ThDay day = no_shows[last];

      if (th_day_diff (day, no_shows[last - limit + 1]) < window_days)
        until = MAX (until, th_day_add (day, ban_days));
    }
  return until >= today ? until : 0;
}

/**
 * th_booking_cancel_ban:
 * @cancelled: (array length=n): days on which the person cancelled, in rising order
 * @limit: how many in one month of the calendar lead to a pause; 0: no limit
 *
 * Returns: as th_booking_ban_until()
 */
ThDay
th_booking_cancel_ban (const ThDay *cancelled,
                       guint        n,
                       int          limit,
                       int          ban_days,
                       ThDay        today)
{
  ThDay until = 0;

  for (guint last = limit - 1; limit > 0 && last < n; last++)
    if (cancelled[last] / 100 == cancelled[last - limit + 1] / 100)
      until = MAX (until, th_day_add (cancelled[last], ban_days));
  return until >= today ? until : 0;
}

ThInstant
th_booking_check_in_from (ThHall   *hall,
                          ThInstant slot)
{
  return slot - th_hall_setting_int (hall, "booking.checkin_early_minutes") * MINUTE_US;
}

ThInstant
th_booking_check_in_until (ThHall   *hall,
                           ThInstant slot)
{
  return slot + th_hall_setting_int (hall, "booking.checkin_late_minutes") * MINUTE_US;
}

/* Late is who may still check in, but as a walk-in: up to a time of its own,
 * and not at all where the hall refuses late ones. Every end belongs to the
 * time before it. */
ThArrival
th_booking_arrival (ThHall   *hall,
                    ThInstant slot,
                    ThInstant now)
{
  ThInstant last = slot + th_hall_setting_int (hall, "booking.late_walk_in_minutes") * MINUTE_US;

  if (now < th_booking_check_in_from (hall, slot))
    return TH_ARRIVES_EARLY;
  if (now <= th_booking_check_in_until (hall, slot))
    return TH_ARRIVES_IN_TIME;
  if (now > last || g_str_equal (th_hall_setting_text (hall, "booking.late_policy"), "refuse"))
    return TH_ARRIVES_TOO_LATE;
  return TH_ARRIVES_LATE;
}

gboolean
th_booking_may_cancel (ThHall   *hall,
                       ThInstant now,
                       ThInstant slot,
                       GError  **error)
{
  int lead = th_hall_setting_int (hall, "booking.cancel_min_lead_hours");

  if (now <= slot - lead * 60 * MINUTE_US)
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_TOO_LATE, _("A booking is cancelled or moved at least %d hours before its time. Nothing was changed."), lead);
  return FALSE;
}

gboolean
th_booking_morning (int second_of_day)
{
  return second_of_day < NOON_S;
}
