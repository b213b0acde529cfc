/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Times of every month that a hall keeps free of bookings, such as the first
 * working morning for invoices: "F first morning stock-taking". A day of the
 * month that is off moves to the next working day. */

#include "th-slots.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "th-calendar.h"

#define NOON_S (12 * 3600)

/* The first working day from @day on, in steps of @step; 0 when unknown. */
static ThDay
working_from (ThCalendar *calendar,
              ThDay       day,
              int         step)
{
  gboolean working = FALSE;

  while (day != 0 && th_calendar_is_working (calendar, day, &working, NULL))
    {
      if (working)
        return day;
      day = th_day_add (day, step);
    }
  return 0;
}

/* The day that @word means in the month of @in. */
static ThDay
day_meant (ThCalendar *calendar,
           const char *word,
           ThDay       in)
{
  ThDay first = th_day_new (th_day_year (in), th_day_month (in), 1);
  ThDay next = th_day_add (th_day_new (th_day_year (in), th_day_month (in), 28), 4);
  ThDay last = th_day_add (next, -th_day_mday (next));

  if (g_str_equal (word, "first"))
    return working_from (calendar, first, 1);
  if (g_str_equal (word, "last"))
    return working_from (calendar, last, -1);
  return working_from (calendar, th_day_add (first, MIN (atoi (word), th_day_mday (last)) - 1), 1);
}

static gboolean
half_matches (const char *half,
              int         start_s)
{
  if (g_str_equal (half, "day"))
    return TRUE;
  return g_str_equal (half, "morning") == (start_s < NOON_S);
}

/**
 * th_closed_time:
 *
 * Returns: (transfer full) (nullable): why @queue takes no bookings on @day
 *   at @start_s, in words; NULL when it does
 */
char *
th_closed_time (ThHall     *hall,
                const char *queue,
                ThDay       day,
                int         start_s)
{
  ThCalendar *calendar = th_hall_get_calendar (hall);
  JsonArray *times = json_node_get_array (th_hall_setting_node (hall, "booking.closed_times"));

  for (guint i = 0; i < json_array_get_length (times); i++)
    {
      g_auto (GStrv) words = g_strsplit (json_array_get_string_element (times, i), " ", 4);
      ThDay before = th_day_add (th_day_new (th_day_year (day), th_day_month (day), 1), -1);

      if (g_strv_length (words) < 4 || !(g_str_equal (words[0], "*") || g_ascii_strcasecmp (words[0], queue) == 0) ||
          !half_matches (words[2], start_s))
        continue;
      if (day_meant (calendar, words[1], day) == day || day_meant (calendar, words[1], before) == day)
        return g_strdup_printf (_("No bookings at this time of the month: %s"), words[3]);
    }
  return NULL;
}
