/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Hours and the calendar of a hall description: stretches in order, holidays
 * as long as they say, and no day both off and worked. */

#include <glib/gi18n-lib.h>

#include "th-day.h"
#include "th-hall-check.h"

static ThDay
day_at (const ThJsonPlace *place)
{
  return place->node != NULL ? th_day_parse (json_node_get_string (place->node)) : 0;
}

/* --- hours ------------------------------------------------------------ */

/* Checks "09:00" and "12:00" of @place, none of them before @earliest; moves
 * @earliest to the end. */
static gboolean
check_stretch (const ThJsonPlace *place, int *earliest, GError **error)
{
  JsonArray *pair = json_node_get_array (place->node);
  int from, to;

  th_time_parse (json_array_get_string_element (pair, 0), &from);
  th_time_parse (json_array_get_string_element (pair, 1), &to);
  if (from < *earliest || to <= from)
    return th_json_fail (place, error, _("times in order that do not overlap"));
  *earliest = to;
  return TRUE;
}

static gboolean
check_hours (const ThJsonPlace *root, GError **error)
{
  ThJsonPlace hours = th_json_member (root, "hours");
  ThJsonPlace weekday = { .up = &hours };
  JsonObjectIter iter;

  if (hours.node == NULL)
    return TRUE;
  json_object_iter_init_ordered (&iter, json_node_get_object (hours.node));
  while (json_object_iter_next_ordered (&iter, &weekday.key, &weekday.node))
    {
      int earliest = 0;

      for (guint i = 0; i < th_json_length (&weekday); i++)
        {
          ThJsonPlace place = th_json_element (&weekday, i);

          if (!check_stretch (&place, &earliest, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* "hours.weekday" says the same in one text a stretch. */
static gboolean
check_weekday_setting (const ThJsonPlace *root, GError **error)
{
  ThJsonPlace settings = th_json_member (root, "settings");
  ThJsonPlace hours = th_json_member (&settings, "hours.weekday");
  int earliest = 0;

  for (guint i = 0; i < th_json_length (&hours); i++)
    {
      ThJsonPlace place = th_json_element (&hours, i);
      g_auto (GStrv) times = g_strsplit (json_node_get_string (place.node), "-", 2);
      int from, to;

      th_time_parse (times[0], &from);
      th_time_parse (times[1], &to);
      if (from < earliest || to <= from)
        return th_json_fail (&place, error, _("times in order that do not overlap"));
      earliest = to;
    }
  return TRUE;
}

/* --- the calendar ----------------------------------------------------- */

static gboolean
check_holiday (const ThJsonPlace *place, GError **error)
{
  ThJsonPlace from = th_json_member (place, "from"), to = th_json_member (place, "to");
  ThJsonPlace days = th_json_member (place, "days");
  int length = th_day_diff (day_at (&to), day_at (&from)) + 1;
  g_autofree char *expected = NULL;

  if (length < 1)
    return th_json_fail (&to, error, _("a day that is not before the first"));
  if (json_node_get_int (days.node) == length)
    return TRUE;
  expected = g_strdup_printf (_("%d, the days from first to last"), length);
  return th_json_fail (&days, error, expected);
}

static gboolean
check_makeup (const ThJsonPlace *place, const ThJsonPlace *off, GError **error)
{
  ThDay day = day_at (place);

  for (guint i = 0; i < th_json_length (off); i++)
    {
      ThJsonPlace holiday = th_json_element (off, i);
      ThJsonPlace from = th_json_member (&holiday, "from"), to = th_json_member (&holiday, "to");

      if (day >= day_at (&from) && day <= day_at (&to))
        return th_json_fail (place, error, _("a day outside the holidays"));
    }
  if (th_day_weekday (day) <= 5)
    return th_json_fail (place, error, _("a Saturday or Sunday"));
  return TRUE;
}

static gboolean
check_years (const ThJsonPlace *calendar, GError **error)
{
  ThJsonPlace years = th_json_member (calendar, "years");
  ThJsonPlace year = { .up = &years };
  JsonObjectIter iter;

  if (years.node == NULL)
    return TRUE;
  json_object_iter_init_ordered (&iter, json_node_get_object (years.node));
  while (json_object_iter_next_ordered (&iter, &year.key, &year.node))
    {
      ThJsonPlace off = th_json_member (&year, "off"), makeup = th_json_member (&year, "makeup_workdays");

      for (guint i = 0; i < th_json_length (&off); i++)
        {
          ThJsonPlace place = th_json_element (&off, i);

          if (!check_holiday (&place, error))
            return FALSE;
        }
      for (guint i = 0; i < th_json_length (&makeup); i++)
        {
          ThJsonPlace place = th_json_element (&makeup, i);

          if (!check_makeup (&place, &off, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_closures (const ThJsonPlace *calendar, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ThJsonPlace closures = th_json_member (calendar, "closures");

  for (guint i = 0; i < th_json_length (&closures); i++)
    {
      ThJsonPlace place = th_json_element (&closures, i);
      ThJsonPlace from = th_json_member (&place, "from"), to = th_json_member (&place, "to");
      ThJsonPlace time = th_json_member (&place, "time");
      const char *since = time.node != NULL
        ? json_array_get_string_element (json_node_get_array (time.node), 0) : "";
      int earliest = 0;

      if (to.node != NULL && day_at (&to) < day_at (&from))
        return th_json_fail (&to, error, _("a day that is not before the first"));
      if (time.node != NULL && !check_stretch (&time, &earliest, error))
        return FALSE;
      if (!g_hash_table_add (seen, g_strconcat (json_node_get_string (from.node), since, NULL)))
        return th_json_fail (&place, error, _("one closure for each beginning"));
    }
  return TRUE;
}

static gboolean
check_deadlines (const ThJsonPlace *calendar, GError **error)
{
  ThJsonPlace deadlines = th_json_member (calendar, "deadlines");
  ThJsonPlace year = { .up = &deadlines };
  JsonObjectIter years;

  if (deadlines.node == NULL)
    return TRUE;
  json_object_iter_init_ordered (&years, json_node_get_object (deadlines.node));
  while (json_object_iter_next_ordered (&years, &year.key, &year.node))
    {
      ThJsonPlace month = { .up = &year };
      JsonObjectIter months;

      json_object_iter_init_ordered (&months, json_node_get_object (year.node));
      while (json_object_iter_next_ordered (&months, &month.key, &month.node))
        {
          ThDay day = day_at (&month);
          g_autofree char *expected = g_strdup_printf (_("a day of %s-%s"), year.key, month.key);

          if (th_day_year (day) != g_ascii_strtoll (year.key, NULL, 10)
              || th_day_month (day) != g_ascii_strtoll (month.key, NULL, 10))
            return th_json_fail (&month, error, expected);
        }
    }
  return TRUE;
}

/**
 * th_hall_check_calendar:
 * @file: a description of the right shape
 * @root: its place
 * @error: (out): %TH_ERROR_BAD_FILE
 *
 * Returns: whether its hours and its calendar are consistent
 */
gboolean
th_hall_check_calendar (JsonObject *file, const ThJsonPlace *root, GError **error)
{
  ThJsonPlace calendar = th_json_member (root, "calendar");

  return check_hours (root, error) && check_weekday_setting (root, error)
         && check_years (&calendar, error) && check_closures (&calendar, error)
         && check_deadlines (&calendar, error);
}
