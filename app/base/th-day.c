/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Days and times of the day. A day is a plain number, so arithmetic on days
 * is integer arithmetic on day counts and allocates nothing. Time zones and
 * midnight are handled here and nowhere else. */

#include "th-day.h"

#include <string.h>

#define DAY_S 86400
#define EPOCH_COUNT 719468   /* days from 1 March of the year 0 to 1 January 1970 */

/* --- day counts ------------------------------------------------------- */

static gboolean
is_leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap (year) ? 29 : days[month - 1];
}

/* Days since the epoch. Counting years from March puts the leap day at the
 * end, so that the months before it follow one straight line. */
static gint64
count_of (int year, int month, int mday)
{
  int y = month > 2 ? year : year - 1;
  int from_march = (month + 9) % 12;
  int day_of_year = (153 * from_march + 2) / 5 + mday - 1;

  return 365 * (gint64) y + y / 4 - y / 100 + y / 400 + day_of_year - EPOCH_COUNT;
}

static gint64
day_count (ThDay day)
{
  return count_of (th_day_year (day), th_day_month (day), th_day_mday (day));
}

/* 0 when @count lies outside the years 1 to 9999. */
static ThDay
day_from_count (gint64 count)
{
  gint64 days = count + EPOCH_COUNT;
  gint64 era, in_era, year_of_era, day_of_year, from_march, year, month, mday;

  if (days < 306 || days > 3652364)
    return 0;

  era = days / 146097;                       /* 400 years */
  in_era = days % 146097;
  year_of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  day_of_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  from_march = (5 * day_of_year + 2) / 153;
  mday = day_of_year - (153 * from_march + 2) / 5 + 1;
  month = from_march < 10 ? from_march + 3 : from_march - 9;
  year = era * 400 + year_of_era + (month <= 2 ? 1 : 0);
  return th_day_new ((int) year, (int) month, (int) mday);
}

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0 ? 1 : 0);
}

/* --- the time zone ---------------------------------------------------- */

/* GTimeZone searches its list of transitions on every call. Halls live in one
 * zone and ask for neighbouring instants, so each thread remembers the last
 * stretch of constant offset. */
typedef struct
{
  GTimeZone *zone;
  gint64     from, to;   /* seconds since the epoch, [from, to) */
  int        offset;     /* seconds east of UTC */
} ZoneStretch;

static void
zone_stretch_free (gpointer data)
{
  ZoneStretch *self = data;

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}

static GPrivate last_stretch = G_PRIVATE_INIT (zone_stretch_free);

static int
interval_at (GTimeZone *zone, gint64 at_s)
{
  return g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at_s);
}

static int
zone_look_up (ZoneStretch *stretch, GTimeZone *zone, gint64 at_s)
{
  static const int reach_days[] = { 60, 1 };
  int interval = interval_at (zone, at_s);

  for (gsize i = 0; i < G_N_ELEMENTS (reach_days); i++)
    {
      gint64 from = at_s - reach_days[i] * (gint64) DAY_S;
      gint64 to = at_s + reach_days[i] * (gint64) DAY_S;

      if (interval_at (zone, from) != interval || interval_at (zone, to) != interval)
        continue;
      if (stretch->zone != zone)
        {
          g_clear_pointer (&stretch->zone, g_time_zone_unref);
          stretch->zone = g_time_zone_ref (zone);
        }
      stretch->from = from;
      stretch->to = to;
      stretch->offset = g_time_zone_get_offset (zone, interval);
      break;
    }
  return g_time_zone_get_offset (zone, interval);
}

/* Seconds east of UTC at @at_s; a zone of NULL is UTC. */
static int
zone_offset (GTimeZone *zone, gint64 at_s)
{
  ZoneStretch *stretch;

  if (zone == NULL)
    return 0;

  stretch = g_private_get (&last_stretch);
  if (stretch == NULL)
    {
      stretch = g_new0 (ZoneStretch, 1);
      g_private_set (&last_stretch, stretch);
    }
  if (stretch->zone == zone && at_s >= stretch->from && at_s < stretch->to)
    return stretch->offset;
  return zone_look_up (stretch, zone, at_s);
}

/* Seconds of the wall clock since the epoch's midnight. */
static gint64
local_seconds (ThInstant at, GTimeZone *zone)
{
  gint64 at_s = floor_div (at, TH_SECOND_US);

  return at_s + zone_offset (zone, at_s);
}

/* --- days ------------------------------------------------------------- */

/**
 * th_day_valid:
 * @day: a number
 *
 * Returns: whether it is a day of the Gregorian calendar, years 1 to 9999
 */
gboolean
th_day_valid (ThDay day)
{
  int year = th_day_year (day), month = th_day_month (day), mday = th_day_mday (day);

  return day > 0 && year >= 1 && year <= 9999 && month >= 1 && month <= 12
         && mday >= 1 && mday <= days_in_month (year, month);
}

/**
 * th_day_new:
 * @year: 1 to 9999
 * @month: 1 to 12
 * @day: of the month
 *
 * Returns: the day, or 0 when there is no such day
 */
ThDay
th_day_new (int year, int month, int day)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12
      || day < 1 || day > days_in_month (year, month))
    return 0;
  return year * 10000 + month * 100 + day;
}

/* Reads exactly @n digits; -1 when they are not all digits. */
static int
read_digits (const char *text, int n)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

/* Reads "2026-04-20" at the start of @text; 0 when it is not a date. */
static ThDay
read_date (const char *text)
{
  int year, month, mday;

  if (strnlen (text, 10) < 10 || text[4] != '-' || text[7] != '-')
    return 0;
  year = read_digits (text, 4);
  month = read_digits (text + 5, 2);
  mday = read_digits (text + 8, 2);
  return th_day_new (year, month, mday);
}

/**
 * th_day_parse:
 * @text: (nullable): "2026-04-20"
 *
 * Returns: the day, or 0 when @text is not a date written exactly so
 */
ThDay
th_day_parse (const char *text)
{
  return text != NULL && strlen (text) == 10 ? read_date (text) : 0;
}

/**
 * th_day_format:
 * @day: a day
 *
 * Returns: (transfer full): "2026-04-20"
 */
char *
th_day_format (ThDay day)
{
  return g_strdup_printf ("%04d-%02d-%02d", th_day_year (day), th_day_month (day),
                          th_day_mday (day));
}

/**
 * th_day_add:
 * @day: a valid day
 * @days: how many days later; negative for earlier
 *
 * Returns: that day, or 0 outside the years 1 to 9999
 */
ThDay
th_day_add (ThDay day, int days)
{
  return day_from_count (day_count (day) + days);
}

/**
 * th_day_diff:
 * @later: a valid day
 * @earlier: a valid day
 *
 * Returns: the days from @earlier to @later; negative when they are swapped
 */
int
th_day_diff (ThDay later, ThDay earlier)
{
  return (int) (day_count (later) - day_count (earlier));
}

/**
 * th_day_weekday:
 * @day: a valid day
 *
 * Returns: 1 for Monday to 7 for Sunday
 */
int
th_day_weekday (ThDay day)
{
  /* The epoch was a Thursday. */
  gint64 since_monday = day_count (day) + 3;

  return (int) (since_monday - 7 * floor_div (since_monday, 7)) + 1;
}

/**
 * th_day_year:
 * @day: a day
 *
 * Returns: its year
 */
int
th_day_year (ThDay day)
{
  return day / 10000;
}

/**
 * th_day_month:
 * @day: a day
 *
 * Returns: its month, 1 to 12
 */
int
th_day_month (ThDay day)
{
  return day / 100 % 100;
}

/**
 * th_day_mday:
 * @day: a day
 *
 * Returns: its day of the month, from 1
 */
int
th_day_mday (ThDay day)
{
  return day % 100;
}

/* --- instants --------------------------------------------------------- */

/**
 * th_day_of:
 * @at: an instant
 * @zone: (nullable): time zone; NULL for UTC
 *
 * Returns: the day the calendar on the wall shows at @at
 */
ThDay
th_day_of (ThInstant at, GTimeZone *zone)
{
  return day_from_count (floor_div (local_seconds (at, zone), DAY_S));
}

/**
 * th_day_second:
 * @at: an instant
 * @zone: (nullable): time zone; NULL for UTC
 *
 * Returns: the second of the day the clock on the wall shows at @at; on a day
 *   when clocks are changed it is not the number of seconds elapsed
 */
int
th_day_second (ThInstant at, GTimeZone *zone)
{
  gint64 local = local_seconds (at, zone);

  return (int) (local - DAY_S * floor_div (local, DAY_S));
}

/**
 * th_day_instant:
 * @day: a valid day
 * @second: of the wall clock; 86400 is the midnight that ends @day
 * @zone: (nullable): time zone; NULL for UTC
 *
 * A time that comes twice when clocks are put back is the first of the two; a
 * time that is skipped when they are put forward is as long after the change
 * as it would have been.
 *
 * Returns: the instant
 */
ThInstant
th_day_instant (ThDay day, int second, GTimeZone *zone)
{
  gint64 local = day_count (day) * DAY_S + second;
  int before = zone_offset (zone, local - DAY_S);
  int after = zone_offset (zone, local + DAY_S);
  gint64 at_s = local - before;

  if (before != after && zone_offset (zone, at_s) != before
      && zone_offset (zone, local - after) == after)
    at_s = local - after;
  return at_s * TH_SECOND_US;
}

/* Reads "Z", "+08", "+0800" or "+08:00" up to the end of @text. */
static gboolean
read_offset (const char *text, int *offset_s)
{
  gsize length = strlen (text);
  int hours, minutes = 0;

  *offset_s = 0;
  if (strcmp (text, "Z") == 0 || strcmp (text, "z") == 0)
    return TRUE;
  if ((text[0] != '+' && text[0] != '-') || length < 3)
    return FALSE;

  hours = read_digits (text + 1, 2);
  if (length == 6 && text[3] == ':')
    minutes = read_digits (text + 4, 2);
  else if (length == 5)
    minutes = read_digits (text + 3, 2);
  else if (length != 3)
    return FALSE;
  if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59)
    return FALSE;

  *offset_s = (hours * 3600 + minutes * 60) * (text[0] == '-' ? -1 : 1);
  return TRUE;
}

/* Reads ".5" or ",250000" as microseconds and moves @text behind it. */
static gboolean
read_fraction (const char **text, int *fraction_us)
{
  int unit = 100000;

  *fraction_us = 0;
  if (**text != '.' && **text != ',')
    return TRUE;
  if (!g_ascii_isdigit (*++*text))
    return FALSE;
  for (; g_ascii_isdigit (**text); ++*text, unit /= 10)
    *fraction_us += (**text - '0') * unit;
  return TRUE;
}

/**
 * th_instant_parse:
 * @iso8601: (nullable): "2026-04-20T10:09:00+08:00"
 *
 * The offset is required: without it the text would not name an instant.
 * Seconds may be left out and may have a fraction.
 *
 * Returns: the instant, or 0 when @iso8601 does not name one
 */
ThInstant
th_instant_parse (const char *iso8601)
{
  const char *text = iso8601;
  ThDay day = text != NULL ? read_date (text) : 0;
  int hour, minute, second = 0, fraction_us, offset_s;

  if (day == 0 || (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
    return 0;
  text += 11;
  if (strnlen (text, 5) < 5 || text[2] != ':')
    return 0;
  hour = read_digits (text, 2);
  minute = read_digits (text + 3, 2);
  text += 5;
  if (*text == ':')
    {
      if (strnlen (text, 3) < 3)
        return 0;
      second = read_digits (text + 1, 2);
      text += 3;
    }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59
      || !read_fraction (&text, &fraction_us) || !read_offset (text, &offset_s))
    return 0;

  return (day_count (day) * DAY_S + hour * 3600 + minute * 60 + second - offset_s) * TH_SECOND_US
         + fraction_us;
}

/**
 * th_instant_format:
 * @at: an instant
 * @zone: (nullable): time zone; NULL for UTC
 *
 * Returns: (transfer full): "2026-04-20T10:09:00+08:00", whole seconds
 */
char *
th_instant_format (ThInstant at, GTimeZone *zone)
{
  ThDay day = th_day_of (at, zone);
  int second = th_day_second (at, zone);
  int offset = zone_offset (zone, floor_div (at, TH_SECOND_US));
  int minutes = ABS (offset) / 60;

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", th_day_year (day),
                          th_day_month (day), th_day_mday (day), second / 3600,
                          second / 60 % 60, second % 60, offset < 0 ? '-' : '+',
                          minutes / 60, minutes % 60);
}

/**
 * th_clock_time:
 * @at: an instant
 * @zone: (nullable): time zone; NULL for UTC
 *
 * Returns: (transfer full): the time of the day, "10:09"
 */
char *
th_clock_time (ThInstant at, GTimeZone *zone)
{
  int second = th_day_second (at, zone);

  return g_strdup_printf ("%02d:%02d", second / 3600, second / 60 % 60);
}

/**
 * th_time_parse:
 * @hh_mm: (nullable): "09:00", at most "24:00"
 * @second_of_day: (out) (optional): the second of the day
 *
 * Returns: whether @hh_mm is a time written exactly so
 */
gboolean
th_time_parse (const char *hh_mm, int *second_of_day)
{
  int hour, minute;

  if (hh_mm == NULL || strlen (hh_mm) != 5 || hh_mm[2] != ':')
    return FALSE;
  hour = read_digits (hh_mm, 2);
  minute = read_digits (hh_mm + 3, 2);
  if (hour < 0 || minute < 0 || minute > 59 || hour > 24 || (hour == 24 && minute > 0))
    return FALSE;
  if (second_of_day != NULL)
    *second_of_day = hour * 3600 + minute * 60;
  return TRUE;
}
