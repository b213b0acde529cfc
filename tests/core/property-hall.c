/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A small hall with hours, closures, times, shares, limits and points outside
 * as chance has it. */

#include "property-hall.h"

#include "th-day.h"
#include "th-hall-file.h"

static int
pick (GRand *rand, int from, int to)
{
  return g_rand_int_range (rand, from, to + 1);
}

static char *
clock_text (int minute)
{
  return g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
}

static void
set_hours (GRand *rand, JsonObject *file)
{
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri" };
  JsonObject *hours = json_object_get_object_member (file, "hours");

  for (guint d = 0; d < G_N_ELEMENTS (days); d++)
    {
      int ends[] = { 8 * 60 + pick (rand, 0, 6) * 15, 12 * 60, 13 * 60 + pick (rand, 0, 3) * 15, 16 * 60 + pick (rand, 0, 6) * 15 };
      JsonArray *openings = json_array_new ();

      for (guint i = 0; i < 2; i++)
        {
          g_autofree char *from = clock_text (ends[2 * i]);
          g_autofree char *to = clock_text (ends[2 * i + 1]);
          JsonArray *pair = json_array_new ();

          json_array_add_string_element (pair, from);
          json_array_add_string_element (pair, to);
          json_array_add_array_element (openings, pair);
        }
      json_object_set_array_member (hours, days[d], openings);
    }
}

static JsonArray *
list_of (const char *const *texts, guint n)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    json_array_add_string_element (array, texts[i]);
  return array;
}

static void
set_stretch (JsonObject *object, const char *from, const char *to)
{
  const char *const texts[] = { from, to };

  json_object_set_array_member (object, "time", list_of (texts, 2));
}

/* Some days off, some afternoons, and one time of every month. */
static void
set_closures (GRand *rand, JsonObject *file, JsonObject *settings)
{
  static const char *const monthly[] = { "* first morning m", "S 23 afternoon m", "G last day m", "* 15 morning m" };
  JsonArray *closures = json_array_new ();
  ThDay day = th_day_add (20260413, pick (rand, 0, 10));

  for (int i = pick (rand, 0, 8); i > 0; i--, day = th_day_add (day, pick (rand, 1, 14)))
    {
      JsonObject *closure = json_object_new ();
      g_autofree char *text = th_day_format (day);

      json_object_set_string_member (closure, "from", text);
      if (pick (rand, 0, 2) > 0)
        set_stretch (closure, pick (rand, 0, 1) ? "09:07" : "13:30", pick (rand, 0, 1) ? "14:20" : "16:00");
      json_object_set_string_member (closure, "zh", "c");
      json_object_set_string_member (closure, "en", "c");
      json_array_add_object_element (closures, closure);
    }
  json_object_set_array_member (json_object_get_object_member (file, "calendar"), "closures", closures);
  json_object_set_array_member (settings, "booking.closed_times", list_of (monthly + pick (rand, 0, 3), 1));
}

/* One that is always there and one that travels. */
static void
set_points (GRand *rand, JsonObject *file)
{
  static const char *const places[] = { "P1", "P2" };
  static const char *const weekdays[] = { "mon", "wed", "sat" };
  JsonArray *points = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      JsonObject *point = json_object_new ();
      g_autofree char *from = clock_text (8 * 60 + pick (rand, 0, 8) * 10);
      g_autofree char *to = clock_text (14 * 60 + pick (rand, 0, 9) * 10);

      json_object_set_string_member (point, "code", places[i]);
      json_object_set_string_member (point, "zh", places[i]);
      json_object_set_string_member (point, "en", places[i]);
      json_object_set_string_member (point, "kind", i == 0 ? "fixed" : "mobile");
      if (i == 1)
        json_object_set_array_member (point, "days", list_of (weekdays, G_N_ELEMENTS (weekdays)));
      json_object_set_string_member (point, "from", from);
      json_object_set_string_member (point, "to", to);
      json_object_set_int_member (point, "places", pick (rand, 1, 3));
      json_array_add_object_element (points, point);
    }
  json_object_set_array_member (file, "points", points);
}

JsonObject *
property_hall (GRand *rand, int *per_day, int *per_half)
{
  static const int lengths[] = { 10, 15, 20, 30, 45, 60 };
  g_autofree char *path = g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", "small.json", NULL);
  JsonObject *file = th_hall_file_load (path, NULL);
  JsonObject *settings = json_object_new ();
  JsonArray *matters = json_object_get_array_member (file, "matters");

  set_hours (rand, file);
  set_closures (rand, file, settings);
  set_points (rand, file);
  for (guint i = 0; i < json_array_get_length (matters); i++)
    json_object_set_int_member (json_object_get_object_member (json_array_get_object_element (matters, i), "minutes"), "mean", pick (rand, 3, 70));
  *per_day = pick (rand, 1, 3);
  json_object_set_int_member (settings, "booking.slot_minutes", lengths[pick (rand, 0, 5)]);
  json_object_set_double_member (settings, "booking.capacity_share_for_booking", pick (rand, 3, 10) / 10.0);
  json_object_set_double_member (settings, "booking.public_share", pick (rand, 0, 10) / 10.0);
  json_object_set_int_member (settings, "booking.per_person_per_day", *per_day);
  *per_half = pick (rand, 1, 2);
  json_object_set_int_member (settings, "booking.per_person_per_half_day", *per_half);
  json_object_set_int_member (settings, "booking.horizon_working_days", pick (rand, 2, 10));
  json_object_set_int_member (settings, "booking.same_day_min_lead_hours", pick (rand, 0, 3));
  json_object_set_int_member (settings, "booking.noshow_limit", pick (rand, 3, 50));
  json_object_set_int_member (settings, "booking.cancel_limit_per_month", pick (rand, 5, 100));
  json_object_set_object_member (file, "settings", settings);
  return file;
}
