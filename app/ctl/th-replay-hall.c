/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The hall of a replay: each service a queue, each window of the plan a window
 * with a person who can do everything. */

#include "th-replay.h"

#include "th-hall-file.h"

static void
add_named (JsonBuilder *builder,
           const char  *zh)
{
  json_builder_set_member_name (builder, "zh");
  json_builder_add_string_value (builder, zh);
  json_builder_set_member_name (builder, "en");
  json_builder_add_string_value (builder, zh);
}

static void
add_text (JsonBuilder *builder,
          const char  *key,
          const char  *value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder,
            const char  *key,
            int          digits,
            guint        number)
{
  char text[12];

  g_snprintf (text, sizeof text, "%0*u", digits, number);
  add_text (builder, key, text);
}

static void
begin_list (JsonBuilder *builder,
            const char  *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
}

static void
add_empty_list (JsonBuilder *builder,
                const char  *key)
{
  begin_list (builder, key);
  json_builder_end_array (builder);
}

static void
describe_queues (ThReplay    *day,
                 JsonBuilder *builder)
{
  begin_list (builder, "queues");
  for (guint i = 0; i < day->services->len; i++)
    {
      g_autofree char *prefix = th_replay_queue (i);

      json_builder_begin_object (builder);
      add_text (builder, "prefix", prefix);
      add_named (builder, g_ptr_array_index (day->services, i));
      add_text (builder, "short_zh", prefix);
      json_builder_set_member_name (builder, "first");
      json_builder_add_int_value (builder, 1);
      json_builder_set_member_name (builder, "last");
      json_builder_add_int_value (builder, 99999);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Whoever sits at a window of a replay can do everything and has no PIN. */
static void
describe_windows (ThReplay    *day,
                  JsonBuilder *builder)
{
  begin_list (builder, "zones");
  json_builder_begin_object (builder);
  add_text (builder, "code", "A");
  add_named (builder, "A");
  json_builder_set_member_name (builder, "seats");
  json_builder_add_int_value (builder, 0);
  json_builder_end_object (builder);
  json_builder_end_array (builder);

  begin_list (builder, "windows");
  for (guint i = 0; i < day->windows->len; i++)
    {
      json_builder_begin_object (builder);
      add_number (builder, "code", 1, i + 1);
      add_text (builder, "zone", "A");
      add_text (builder, "kind", "fixed");
      add_text (builder, "duty", "A");
      add_named (builder, ((ThReplayWindow *) g_ptr_array_index (day->windows, i))->name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  begin_list (builder, "staff");
  for (guint i = 0; i < day->windows->len; i++)
    {
      json_builder_begin_object (builder);
      add_number (builder, "no", 3, i + 1);
      add_named (builder, "replay");
      add_text (builder, "role", "clerk");
      begin_list (builder, "skills");
      for (guint k = 0; k < day->services->len; k++)
        {
          g_autofree char *prefix = th_replay_queue (k);

          json_builder_add_string_value (builder, prefix);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
describe_hours (JsonBuilder *builder)
{
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

  json_builder_set_member_name (builder, "hours");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      begin_list (builder, days[i]);
      json_builder_begin_array (builder);
      json_builder_add_string_value (builder, "00:00");
      json_builder_add_string_value (builder, "24:00");
      json_builder_end_array (builder);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

/* (transfer full): the hall of a replay as an ordinary description, so that it is read and
 * kept like any other. */
JsonObject *
th_replay_describe (ThReplay *day)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "format", TH_HALL_FILE_FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, TH_HALL_FILE_VERSION);
  json_builder_set_member_name (builder, "hall");
  json_builder_begin_object (builder);
  add_text (builder, "code", "replay");
  add_named (builder, "replay");
  add_text (builder, "timezone", "Asia/Shanghai");
  json_builder_end_object (builder);
  add_empty_list (builder, "departments");
  describe_queues (day, builder);
  json_builder_set_member_name (builder, "materials");
  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  add_empty_list (builder, "matters");
  add_empty_list (builder, "scenes");
  describe_windows (day, builder);
  describe_hours (builder);
  json_builder_set_member_name (builder, "calendar");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "years");
  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "settings");
  json_builder_begin_object (builder);
  add_text (builder, "queue.noshow_requeue", "void");
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return json_node_dup_object (node);
}
