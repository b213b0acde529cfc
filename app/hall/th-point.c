/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a point is on a day. A date that is named counts whatever the calendar
 * says, for a bus may well go out on a Sunday; weekdays count when they are
 * worked, and nothing is guessed of a year that is not loaded. */

#include "th-point.h"

static const char *
text_of (JsonObject *doc,
         const char *key)
{
  return json_object_get_string_member_with_default (doc, key, NULL);
}

static int
second_of (JsonObject *doc,
           const char *key)
{
  int second = 0;

  if (text_of (doc, key) != NULL)
    th_time_parse (text_of (doc, key), &second);
  return second;
}

/* @doc was checked; what is read belongs to it. */
ThPoint
th_point_read (JsonObject *doc)
{
  return (ThPoint) {
    .code = text_of (doc, "code"),
    .zh = text_of (doc, "zh"),
    .en = text_of (doc, "en"),
    .mobile = g_strcmp0 (text_of (doc, "kind"), "mobile") == 0,
    .address_zh = text_of (doc, "address_zh"),
    .address_en = text_of (doc, "address_en"),
    .phone = text_of (doc, "phone"),
    .from_s = second_of (doc, "from"),
    .to_s = second_of (doc, "to"),
    .places = (int) json_object_get_int_member_with_default (doc, "places", 0),
    .doc = doc,
  };
}

static JsonArray *
list_of (const ThPoint *self,
         const char    *key)
{
  return json_object_has_member (self->doc, key) ? json_object_get_array_member (self->doc, key) : NULL;
}

gboolean
th_point_there (const ThPoint *self,
                ThCalendar    *calendar,
                ThDay          day)
{
  static const char *const weekdays[] = { NULL, "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  ThDayKind kind = th_calendar_kind (calendar, day, NULL);
  JsonArray *days = list_of (self, "days");

  if (days == NULL)
    return kind == TH_DAY_WORKING || kind == TH_DAY_MAKEUP;
  for (guint i = 0; i < json_array_get_length (days); i++)
    {
      const char *text = json_array_get_string_element (days, i);

      if (th_day_parse (text) == day)
        return TRUE;
      if ((kind == TH_DAY_WORKING || kind == TH_DAY_WEEKEND) && g_str_equal (text, weekdays[th_day_weekday (day)]))
        return TRUE;
    }
  return FALSE;
}

gboolean
th_point_handles (const ThPoint *self,
                  const char    *matter)
{
  JsonArray *matters = list_of (self, "matters");

  for (guint i = 0; matters != NULL && i < json_array_get_length (matters); i++)
    if (g_str_equal (json_array_get_string_element (matters, i), matter))
      return TRUE;
  return matters == NULL;
}

ThDay
th_point_next (const ThPoint *self,
               ThCalendar    *calendar,
               ThDay          day,
               int            most)
{
  for (int i = 0; i < most && day != 0; i++, day = th_day_add (day, 1))
    if (th_point_there (self, calendar, day))
      return day;
  return 0;
}
