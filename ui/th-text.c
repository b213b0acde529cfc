/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures and names as the screen says them, and careful reading of answers:
 * a member that is missing or null is an ordinary thing there, because the
 * hall says null where it does not know. */

#include "th-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "th-day.h"
#include "th-words.h"

/**
 * th_text_timer:
 * @seconds: how long; a negative time is shown as none
 *
 * Returns: (transfer full): "06:41", from an hour on "1:02:05"
 */
char *
th_text_timer (gint64 seconds)
{
  int s = (int) CLAMP (seconds, 0, 359999);

  if (s >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
  return g_strdup_printf ("%02d:%02d", s / 60, s % 60);
}

/**
 * th_text_short:
 * @seconds: how long
 *
 * Returns: (transfer full): as th_text_timer(), without a leading zero
 */
char *
th_text_short (gint64 seconds)
{
  int s = (int) CLAMP (seconds, 0, 359999);

  if (s >= 3600)
    return th_text_timer (s);
  return g_strdup_printf ("%d:%02d", s / 60, s % 60);
}

/**
 * th_text_mean:
 * @seconds: a measured mean
 *
 * Returns: (transfer full): minutes with two decimals, without the unit
 */
char *
th_text_mean (double seconds)
{
  return g_strdup_printf ("%.2f", seconds / 60.0);
}

/**
 * th_text_minutes:
 * @seconds: how long
 *
 * Returns: (transfer full): whole minutes begun, with the unit
 */
char *
th_text_minutes (gint64 seconds)
{
  return g_strdup_printf (_("%d min"), (int) (MAX (seconds, 0) / 60));
}

/**
 * th_text_clock:
 *
 * Returns: (transfer full): the time of day in hours and minutes, "9:05"
 */
char *
th_text_clock (ThInstant at, GTimeZone *zone)
{
  int second = th_day_second (at, zone);

  return g_strdup_printf ("%d:%02d", second / 3600, second / 60 % 60);
}

static const char *
month_name (int month)
{
  static const char *const names[] = {
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
  };

  return _(names[CLAMP (month, 1, 12) - 1]);
}

static const char *
weekday_name (int weekday)
{
  static const char *const names[] = {
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
  };

  return _(names[CLAMP (weekday, 1, 7) - 1]);
}

static const char *
short_weekday_name (int weekday)
{
  static const char *const names[] = {
    NC_("short weekday", "Mon"), NC_("short weekday", "Tue"), NC_("short weekday", "Wed"), NC_("short weekday", "Thu"),
    NC_("short weekday", "Fri"), NC_("short weekday", "Sat"), NC_("short weekday", "Sun"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "short weekday", names[CLAMP (weekday, 1, 7) - 1]);
}

/**
 * th_text_date:
 *
 * Returns: (transfer full): the day without its year
 */
char *
th_text_date (ThDay day)
{
  /* Translators: a date without its year: name of the month, day of the month. */
  return g_strdup_printf (_("%1$s %2$d"), month_name (th_day_month (day)), th_day_mday (day));
}

/**
 * th_text_day:
 *
 * Returns: (transfer full): the day without its year, with its weekday
 */
char *
th_text_day (ThDay day)
{
  g_autofree char *date = th_text_date (day);

  /* Translators: date without year, weekday. */
  return g_strdup_printf (_("%2$s, %1$s"), date, short_weekday_name (th_day_weekday (day)));
}

/**
 * th_text_weekday:
 *
 * Returns: (transfer none): the short name of the day of the week, "Mon"
 */
const char *
th_text_weekday (ThDay day)
{
  return short_weekday_name (th_day_weekday (day));
}

/**
 * th_text_full_date:
 *
 * Returns: (transfer full): the day with year and weekday
 */
char *
th_text_full_date (ThDay day)
{
  g_autofree char *date = th_text_date (day);

  /* Translators: year, date without year, weekday. */
  return g_strdup_printf (_("%3$s %2$s %1$d"), th_day_year (day), date, weekday_name (th_day_weekday (day)));
}

/**
 * th_text_window:
 * @code: the code of a window
 *
 * Returns: (transfer full): two digits where the code is one digit, else as it is
 */
char *
th_text_window (const char *code)
{
  if (code != NULL && g_ascii_isdigit (code[0]) && code[1] == '\0')
    return g_strconcat ("0", code, NULL);
  return g_strdup (code);
}

static JsonNode *
member (JsonObject *object, const char *key)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/**
 * th_member_text:
 *
 * Returns: (transfer none) (nullable): the text, NULL when missing, null or no text
 */
const char *
th_member_text (JsonObject *object, const char *key)
{
  JsonNode *node = member (object, key);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/**
 * th_member_local:
 * @prefix: "staff" for staff_zh and staff_en; "" for zh and en
 *
 * Returns: (transfer none) (nullable): the name in the language of the screen,
 *   or the other one when there is only that
 */
const char *
th_member_local (JsonObject *object, const char *prefix)
{
  const char *sep = *prefix != '\0' ? "_" : "";
  g_autofree char *zh = g_strconcat (prefix, sep, "zh", NULL);
  g_autofree char *en = g_strconcat (prefix, sep, "en", NULL);

  return th_words (th_member_text (object, zh), th_member_text (object, en));
}

/**
 * th_member_int:
 *
 * Returns: the number, rounded towards zero, or @otherwise
 */
gint64
th_member_int (JsonObject *object, const char *key, gint64 otherwise)
{
  JsonNode *node = member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : otherwise;
}

/**
 * th_member_double:
 *
 * Returns: the number or @otherwise
 */
double
th_member_double (JsonObject *object, const char *key, double otherwise)
{
  JsonNode *node = member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : otherwise;
}

/**
 * th_member_bool:
 *
 * Returns: the truth; FALSE when missing
 */
gboolean
th_member_bool (JsonObject *object, const char *key)
{
  JsonNode *node = member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

/**
 * th_member_has:
 *
 * Returns: whether the member is there and known
 */
gboolean
th_member_has (JsonObject *object, const char *key)
{
  return member (object, key) != NULL;
}

/**
 * th_member_instant:
 *
 * Returns: the instant of an ISO 8601 time, 0 when missing
 */
ThInstant
th_member_instant (JsonObject *object, const char *key)
{
  const char *text = th_member_text (object, key);

  return text != NULL ? th_instant_parse (text) : 0;
}

/**
 * th_member_array:
 *
 * Returns: (transfer none) (nullable): the array
 */
JsonArray *
th_member_array (JsonObject *object, const char *key)
{
  JsonNode *node = member (object, key);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * th_member_object:
 *
 * Returns: (transfer none) (nullable): the object
 */
JsonObject *
th_member_object (JsonObject *object, const char *key)
{
  JsonNode *node = member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * th_member_element:
 *
 * Returns: (transfer none) (nullable): the object at @i
 */
JsonObject *
th_member_element (JsonArray *array, guint i)
{
  JsonNode *node;

  if (array == NULL || i >= json_array_get_length (array))
    return NULL;
  node = json_array_get_element (array, i);
  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
