/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Promises to the public are made in hours of service and in half days, not
 * in hours of the clock: what is promised within an hour at twenty to five is
 * due the next working morning. */

#include "th-service-time.h"

#include <glib/gi18n-lib.h>

#include "th-error.h"

#define DAY_S 86400
#define NOON_S (12 * 3600)

static gboolean
check_loaded (ThCalendar *self, ThDay day, GError **error)
{
  gboolean working;

  if (day != 0)
    return th_calendar_is_working (self, day, &working, error);
  g_set_error_literal (error, TH_ERROR, TH_ERROR_NOT_LOADED, _("The calendar ends before that day."));
  return FALSE;
}

/**
 * th_calendar_add_service_minutes:
 * @self: a calendar
 * @from: when the limit begins to run; outside opening hours it runs from the
 *   next opening on
 * @minutes: of service, 0 or more
 * @zone: (nullable): the hall's time zone
 * @error: (out): %TH_ERROR_NOT_LOADED
 *
 * Returns: when the limit ends: inside opening hours or exactly at their end;
 *   @from for 0 minutes
 */
ThInstant
th_calendar_add_service_minutes (ThCalendar *self, ThInstant from, int minutes, GTimeZone *zone,
                                 GError **error)
{
  ThInstant left = minutes * 60 * TH_SECOND_US;
  ThDay day = th_day_of (from, zone);

  if (minutes <= 0)
    return from;
  for (;; day = th_day_add (day, 1))
    {
      g_autoptr (GArray) openings = NULL;

      if (!check_loaded (self, day, error))
        return 0;
      openings = th_calendar_openings (self, day, NULL);
      for (guint i = 0; i < openings->len; i++)
        {
          ThOpening opening = g_array_index (openings, ThOpening, i);
          ThInstant start = MAX (from, th_day_instant (day, opening.from, zone));
          ThInstant end = th_day_instant (day, opening.to, zone);

          if (end <= start)
            continue;
          if (end - start >= left)
            return start + left;
          left -= end - start;
        }
    }
}

/* The end of the morning and of the afternoon of @openings; 0 for a half that
 * the day does not have. A hall that stays open over noon has its noon at
 * twelve. */
static void
half_day_ends (GArray *openings, int *morning, int *afternoon)
{
  *morning = *afternoon = 0;
  for (guint i = 0; i < openings->len; i++)
    {
      ThOpening opening = g_array_index (openings, ThOpening, i);

      if (opening.from >= NOON_S)
        *afternoon = opening.to;
      else if (i + 1 < openings->len || opening.to <= NOON_S)
        *morning = opening.to;
      else
        {
          *morning = NOON_S;
          *afternoon = opening.to;
        }
    }
}

/**
 * th_calendar_half_day_due:
 * @self: a calendar
 * @accepted: when the case was accepted
 * @zone: (nullable): the hall's time zone
 * @error: (out): %TH_ERROR_NOT_LOADED
 *
 * Accepted before the morning ends: due when the afternoon ends. Accepted
 * later: due when the first half of the next working day ends on which the
 * hall is open. Accepted on a closed day: as on the next morning.
 *
 * Returns: when the half day is over
 */
ThInstant
th_calendar_half_day_due (ThCalendar *self, ThInstant accepted, GTimeZone *zone, GError **error)
{
  ThDay first = th_day_of (accepted, zone);
  int second = th_day_second (accepted, zone);
  gboolean first_half_gone = FALSE;

  for (ThDay day = first;; day = th_day_add (day, 1))
    {
      g_autoptr (GArray) openings = NULL;
      gboolean working;
      int morning, afternoon;

      if (!check_loaded (self, day, error)
          || !th_calendar_is_working (self, day, &working, error))
        return 0;
      openings = th_calendar_openings (self, day, NULL);
      if (!working || openings->len == 0)
        continue;
      half_day_ends (openings, &morning, &afternoon);
      if (first_half_gone)
        return th_day_instant (day, morning != 0 ? morning : afternoon, zone);
      if (morning != 0 && (day > first || second < morning) && afternoon != 0)
        return th_day_instant (day, afternoon, zone);
      first_half_gone = TRUE;
    }
}

/**
 * th_calendar_is_open:
 * @self: a calendar
 * @at: an instant
 * @zone: (nullable): the hall's time zone
 *
 * Returns: whether the hall is open at @at; it is closed at the very end of
 *   its hours
 */
gboolean
th_calendar_is_open (ThCalendar *self, ThInstant at, GTimeZone *zone)
{
  g_autoptr (GArray) openings = th_calendar_openings (self, th_day_of (at, zone), NULL);
  int second = th_day_second (at, zone);

  for (guint i = 0; i < openings->len; i++)
    {
      ThOpening opening = g_array_index (openings, ThOpening, i);

      if (second >= opening.from && second < opening.to)
        return TRUE;
    }
  return FALSE;
}

/**
 * th_calendar_next_opening:
 * @self: a calendar
 * @after: an instant
 * @zone: (nullable): the hall's time zone
 * @error: (out): %TH_ERROR_NOT_LOADED
 *
 * Returns: when the hall opens next after @after
 */
ThInstant
th_calendar_next_opening (ThCalendar *self, ThInstant after, GTimeZone *zone, GError **error)
{
  for (ThDay day = th_day_of (after, zone);; day = th_day_add (day, 1))
    {
      g_autoptr (GArray) openings = NULL;

      if (!check_loaded (self, day, error))
        return 0;
      openings = th_calendar_openings (self, day, NULL);
      for (guint i = 0; i < openings->len; i++)
        {
          ThInstant opens = th_day_instant (day, g_array_index (openings, ThOpening, i).from, zone);

          if (opens > after)
            return opens;
        }
    }
}
