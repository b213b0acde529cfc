/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a hall is: its windows, staff, hours and catalogue. */

#include "th-desk-private.h"

static JsonArray *
text_array (const char *const *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);
  return array;
}

static JsonArray *
staff_array (ThAsk *ask)
{
  JsonArray *array = json_array_new ();
  guint n;
  const ThStaff *staff = th_hall_get_staff (ask->turn.hall, &n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();

      th_out_text (object, "no", staff[i].no);
      th_out_names (object, staff[i].zh, staff[i].en);
      th_out_text (object, "role", th_role_name (staff[i].role));
      json_object_set_array_member (object, "skills", text_array (staff[i].skills));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
windows_array (ThAsk   *ask,
               GError **error)
{
  GPtrArray *windows = th_windows_get (&ask->turn, error);
  JsonArray *array;

  if (windows == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < windows->len; i++)
    {
      const ThWindow *window = g_ptr_array_index (windows, i);
      const ThWindowSpec *spec = th_hall_window (ask->turn.hall, window->code);
      JsonObject *object = json_object_new ();

      th_out_text (object, "no", window->code);
      th_out_text (object, "kind", th_window_kind_name (spec->kind));
      th_out_text (object, "zone", spec->zone);
      th_out_text (object, "state", th_window_state_name (window->state));
      th_out_text (object, "duty", window->duty != NULL ? th_duty_text (window->duty) : spec->duty);
      th_out_text (object, "staff", window->staff);
      json_array_add_object_element (array, object);
    }
  return array;
}

static gboolean
do_hall (ThAsk   *ask,
         GError **error)
{
  JsonObject *hall = json_object_new ();
  JsonArray *queues = json_array_new ();
  JsonArray *matters = json_array_new ();
  g_autofree char *day = th_day_format (ask->turn.day);
  g_autofree char *reason = NULL;
  JsonArray *hours = th_out_openings (ask, ask->turn.day, &reason);
  JsonArray *windows = windows_array (ask, error);
  guint n;
  const ThQueue *queue = th_hall_get_queues (ask->turn.hall, &n);
  const ThMatter *matter;

  th_out_text (hall, "code", th_hall_get_code (ask->turn.hall));
  th_out_names (hall, th_hall_get_zh (ask->turn.hall), th_hall_get_en (ask->turn.hall));
  th_out_text (hall, "timezone", g_time_zone_get_identifier (th_hall_get_zone (ask->turn.hall)));
  for (guint i = 0; i < n; i++)
    json_array_add_string_element (queues, queue[i].prefix);
  matter = th_hall_get_matters (ask->turn.hall, &n);
  for (guint i = 0; i < n; i++)
    json_array_add_string_element (matters, matter[i].code);

  json_object_set_object_member (ask->out, "hall", hall);
  json_object_set_array_member (ask->out, "queues", queues);
  json_object_set_array_member (ask->out, "matters", matters);
  json_object_set_array_member (ask->out, "staff", staff_array (ask));
  th_out_text (ask->out, "day", day);
  json_object_set_boolean_member (ask->out, "open", json_array_get_length (hours) > 0);
  json_object_set_array_member (ask->out, "hours", hours);
  th_out_text (ask->out, "reason", reason);
  if (windows == NULL)
    return FALSE;
  json_object_set_array_member (ask->out, "windows", windows);
  return TRUE;
}

static JsonArray *
queue_details (ThAsk *ask)
{
  JsonArray *array = json_array_new ();
  guint n;
  const ThQueue *queues = th_hall_get_queues (ask->turn.hall, &n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();

      th_out_text (object, "prefix", queues[i].prefix);
      th_out_names (object, queues[i].zh, queues[i].en);
      th_out_text (object, "short_zh", queues[i].short_zh);
      th_out_int (object, "first", queues[i].first);
      th_out_int (object, "last", queues[i].last);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
matter_details (ThAsk *ask)
{
  JsonArray *array = json_array_new ();
  guint n;
  const ThMatter *matters = th_hall_get_matters (ask->turn.hall, &n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();

      th_out_text (object, "code", matters[i].code);
      th_out_names (object, matters[i].zh, matters[i].en);
      th_out_text (object, "queue", matters[i].queue);
      th_out_text (object, "department", matters[i].department);
      json_object_set_double_member (object, "minutes_mean", matters[i].minutes_mean);
      th_out_text (object, "online", json_object_get_string_member_with_default (matters[i].doc, "online", NULL));
      json_object_set_boolean_member (object, "self_service",
                                      json_object_get_boolean_member_with_default (matters[i].doc, "self_service", FALSE));
      json_array_add_object_element (array, object);
    }
  return array;
}

/* Code and names of a list of the description, and the matters of a scene.
 * Copied, for JSON values of the hall must not leave its thread. */
static JsonArray *
named_list (ThAsk      *ask,
            const char *list,
            gboolean    matters)
{
  JsonArray *array = json_array_new ();
  JsonObject *file = th_hall_get_file (ask->turn.hall);
  JsonArray *source = json_object_has_member (file, list) ? json_object_get_array_member (file, list) : NULL;

  /* A small hall leaves out what it has not. */
  for (guint i = 0; source != NULL && i < json_array_get_length (source); i++)
    {
      JsonObject *entry = json_array_get_object_element (source, i);
      JsonArray *codes = matters ? json_object_get_array_member (entry, "matters") : NULL;
      JsonObject *object = json_object_new ();

      th_out_text (object, "code", json_object_get_string_member (entry, "code"));
      th_out_names (object, json_object_get_string_member (entry, "zh"), json_object_get_string_member (entry, "en"));
      if (json_object_has_member (entry, "phone"))
        th_out_text (object, "phone", json_object_get_string_member (entry, "phone"));
      if (codes != NULL)
        {
          JsonArray *copy = json_array_new ();

          for (guint k = 0; k < json_array_get_length (codes); k++)
            json_array_add_string_element (copy, json_array_get_string_element (codes, k));
          json_object_set_array_member (object, "matters", copy);
        }
      json_array_add_object_element (array, object);
    }
  return array;
}

static gboolean
do_catalogue (ThAsk   *ask,
              GError **error)
{
  json_object_set_array_member (ask->out, "queues", queue_details (ask));
  json_object_set_array_member (ask->out, "matters", matter_details (ask));
  json_object_set_array_member (ask->out, "zones", th_out_zones (ask));
  json_object_set_array_member (ask->out, "departments", named_list (ask, "departments", FALSE));
  json_object_set_array_member (ask->out, "scenes", named_list (ask, "scenes", TRUE));
  return TRUE;
}

const ThVerb th_verbs_hall[] = {
  { "hall.show", "", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_hall },
  { "catalogue.show", "", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_catalogue },
  { NULL },
};
