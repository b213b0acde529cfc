/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* When filing periods end. The published table is what counts; for a year it
 * does not cover yet the rule it follows gives a forecast, and says so. The
 * usual shortcut, the 15th and as many calendar days as were off, is wrong in
 * ten months of 2024 to 2026: the days put off are working days. */

#include "th-calendar-private.h"

/* The days of @day's run of days off that lie before or after it, by @step. */
static int
run_beyond (ThCalendar *self, ThDay day, int step, gboolean *holiday)
{
  int n = 0;

  for (;;)
    {
      ThDayKind kind;

      day = th_day_add (day, step);
      kind = day != 0 ? th_calendar_kind (self, day, NULL) : TH_DAY_NOT_LOADED;
      if (kind != TH_DAY_WEEKEND && kind != TH_DAY_HOLIDAY)
        return n;
      *holiday = *holiday || kind == TH_DAY_HOLIDAY;
      n++;
    }
}

/* Whether @day is one of three or more days off in a row with a holiday among
 * them; where a year that is not loaded begins the run ends. */
static gboolean
in_long_run (ThCalendar *self, ThDay day)
{
  ThDayKind kind = th_calendar_kind (self, day, NULL);
  gboolean holiday = kind == TH_DAY_HOLIDAY;
  int n = 1;

  if (kind != TH_DAY_WEEKEND && kind != TH_DAY_HOLIDAY)
    return FALSE;
  n += run_beyond (self, day, -1, &holiday);
  n += run_beyond (self, day, 1, &holiday);
  return n >= 3 && holiday;
}

/**
 * th_calendar_filing_forecast:
 * @self: a calendar
 * @year: a year
 * @month: 1 to 12
 *
 * The 15th, put off by as many working days as long runs of days off take
 * from the first fifteen days when they take three or more, and in any case
 * to a working day.
 *
 * Returns: what the filing deadline will be, or 0 when the year is not loaded
 */
ThDay
th_calendar_filing_forecast (ThCalendar *self, int year, int month)
{
  ThDay last = th_day_new (year, month, 15);
  gboolean working;
  int off = 0;

  if (last == 0 || !th_calendar_is_working (self, last, &working, NULL))
    return 0;
  for (int mday = 1; mday <= 15; mday++)
    off += in_long_run (self, th_day_new (year, month, mday)) ? 1 : 0;
  if (off >= 3)
    return th_calendar_add_working (self, last, off, NULL);
  return working ? last : th_calendar_add_working (self, last, 1, NULL);
}

/**
 * th_calendar_filing_deadline:
 * @self: a calendar
 * @year: a year
 * @month: 1 to 12
 * @forecast: (out) (optional): whether it is a forecast and not published
 *
 * Returns: the last day of the filing period of that month, or 0 when nothing
 *   is published and the year is not loaded
 */
ThDay
th_calendar_filing_deadline (ThCalendar *self, int year, int month, gboolean *forecast)
{
  ThDay published;

  g_return_val_if_fail (month >= 1 && month <= 12, 0);

  published = th_calendar_published (self, year, month);
  if (forecast != NULL)
    *forecast = published == 0;
  return published != 0 ? published : th_calendar_filing_forecast (self, year, month);
}

/**
 * th_calendar_next_deadline:
 * @self: a calendar
 * @day: a valid day
 * @forecast: (out) (optional): whether it is a forecast and not published
 *
 * Returns: the first filing deadline on or after @day, or 0 when unknown
 */
ThDay
th_calendar_next_deadline (ThCalendar *self, ThDay day, gboolean *forecast)
{
  int year = th_day_year (day), month = th_day_month (day);
  ThDay deadline = th_calendar_filing_deadline (self, year, month, forecast);

  if (deadline == 0 || deadline >= day)
    return deadline;
  return month < 12 ? th_calendar_filing_deadline (self, year, month + 1, forecast)
                    : th_calendar_filing_deadline (self, year + 1, 1, forecast);
}
