/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A day in the past as people write it down while somebody speaks. */

#include "th-typed-day.h"

#include <stdlib.h>
#include <string.h>

#include "th-day.h"

/**
 * th_typed_day:
 * @text: "20260415", "2026-4-15"; or month and day, "0415", of the last year
 *   in which they are not to come
 * @today: the latest day there is
 *
 * Returns: the day, 0 when it is none
 */
ThDay
th_typed_day (const char *text, ThDay today)
{
  int part[3] = { 0 }, n = 0;
  gsize digits = strspn (text, "0123456789");

  if (text[digits] == '\0' && (digits == 8 || digits == 4))
    {
      int number = atoi (text);

      part[0] = digits == 8 ? number / 10000 : number / 100;
      part[1] = digits == 8 ? number / 100 % 100 : number % 100;
      part[2] = number % 100;
      n = digits == 8 ? 3 : 2;
    }
  else
    for (const char *at = text; *at != '\0' && n < 3; n++)
      {
        part[n] = (int) g_ascii_strtoull (at, (char **) &at, 10);
        while (*at != '\0' && !g_ascii_isdigit (*at))
          at = g_utf8_next_char (at);
      }
  if (n == 3)
    return th_day_new (part[0], part[1], part[2]);
  if (n != 2 || part[0] < 1 || part[0] > 12)
    return 0;
  for (int year = th_day_year (today); year > th_day_year (today) - 2; year--)
    {
      ThDay day = th_day_new (year, part[0], part[1]);

      if (day != 0 && day <= today)
        return day;
    }
  return 0;
}
