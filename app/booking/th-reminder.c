/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of a reminder. They are composed and not translated: the gateway
 * sends them to people here, whatever language the screens of a clerk speak.
 * What does not fit goes in this order: the request to say so when one cannot
 * come, the end of the matter's name, the end of the hall's name. */

#include "th-reminder.h"

#include <string.h>

#define LONGEST_HALL 16
#define LONGEST_HALL_AT_POINT 12
#define LONGEST_POINT 8
#define SHORTEST_MATTER 6

static char *
cut (const char *text,
     glong       most)
{
  g_autofree char *head = NULL;

  if (g_utf8_strlen (text, -1) <= most)
    return g_strdup (text);
  head = g_utf8_substring (text, 0, MAX (1, most - 1));
  return g_strconcat (head, "…", NULL);
}

/* What is in a text but not to be in a message: ends of lines, and the marks
 * that the signature of a message stands in. */
static char *
plain (const char *text)
{
  char *copy = g_strdup (text);

  for (char *c = copy; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  return copy;
}

/* What the person is asked to do. */
static char *
request_of (ThHall          *hall,
            const ThBooking *booking)
{
  GTimeZone *zone = th_hall_get_zone (hall);
  g_autofree char *from = th_clock_time (th_booking_check_in_from (hall, booking->slot), zone);
  g_autofree char *until = th_clock_time (th_booking_check_in_until (hall, booking->slot), zone);

  if (booking->mode == TH_MODE_DOOR)
    return g_strdup ("，工作人员将上门");
  if (booking->mode == TH_MODE_REMOTE)
    return g_strdup ("，请备好勘验照片");
  return g_strdup_printf ("，请%s至%s签到", from, until);
}

char *
th_reminder_text (ThHall            *hall,
                  const ThBooking   *booking,
                  const char *const *matters)
{
  const ThMatter *matter = matters[0] != NULL ? th_hall_matter (hall, matters[0]) : NULL;
  const ThPoint *point = booking->point != NULL ? th_hall_point (hall, booking->point) : NULL;
  g_autofree char *sender = plain (th_hall_get_zh (hall));
  g_autofree char *place = plain (point != NULL ? point->zh : "");
  g_autofree char *name = plain (matter != NULL ? matter->zh : "业务");
  g_autofree char *signature = cut (sender, point != NULL ? LONGEST_HALL_AT_POINT : LONGEST_HALL);
  g_autofree char *where = point != NULL ? cut (place, LONGEST_POINT) : g_strdup ("");
  g_autofree char *clock = th_clock_time (booking->slot, th_hall_get_zone (hall));
  g_autofree char *request = request_of (hall, booking);
  g_autofree char *before = g_strdup_printf ("【%s】您预约%d月%d日%s%s%s办理", signature, th_day_month (booking->day), th_day_mday (booking->day), clock,
                                             point != NULL ? "在" : "", where);
  const char *more = matters[0] != NULL && matters[1] != NULL ? "等" : "";
  g_autofree char *after = g_strdup_printf ("%s%s。预约号%s", more, request, booking->code);
  const char *otherwise = "，不便请提前取消";
  glong left = TH_REMINDER_LENGTH - g_utf8_strlen (before, -1) - g_utf8_strlen (after, -1);
  glong asked = g_utf8_strlen (otherwise, -1);
  gboolean room = left - asked >= MIN (SHORTEST_MATTER, g_utf8_strlen (name, -1));
  g_autofree char *what = cut (name, room ? left - asked : left);

  return g_strconcat (before, what, after, room ? otherwise : "", NULL);
}

void
th_reminder_free (ThReminder *self)
{
  th_booking_free (self->booking);
  g_free (self->phone);
  g_free (self->text);
  g_free (self);
}
