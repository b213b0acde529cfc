/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A hall description must hang together: what a matter, a scene, a window or
 * a person names must exist, and nothing may exist twice. The shape has been
 * checked before, so members are where they should be. */

#include "th-hall-check.h"

#include <glib/gi18n-lib.h>

#include "th-hall-file.h"
#include "th-point.h"
#include "th-rule-table.h"

/* Codes that exist, by what they are codes of. */
typedef struct
{
  GHashTable *departments, *materials, *matters, *points, *queues, *scenes, *staff, *windows, *zones;
} Codes;

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
codes_clear (Codes *self)
{
  g_clear_pointer (&self->departments, g_hash_table_unref);
  g_clear_pointer (&self->materials, g_hash_table_unref);
  g_clear_pointer (&self->matters, g_hash_table_unref);
  g_clear_pointer (&self->points, g_hash_table_unref);
  g_clear_pointer (&self->queues, g_hash_table_unref);
  g_clear_pointer (&self->scenes, g_hash_table_unref);
  g_clear_pointer (&self->staff, g_hash_table_unref);
  g_clear_pointer (&self->windows, g_hash_table_unref);
  g_clear_pointer (&self->zones, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Codes, codes_clear)

typedef gboolean (*CheckElement) (const ThJsonPlace *place, JsonObject *element, const Codes *codes,
                                  GError **error);

static gboolean
check_each (const ThJsonPlace *root, const char *key, CheckElement check, const Codes *codes,
            GError **error)
{
  ThJsonPlace array = th_json_member (root, key);

  for (guint i = 0; i < th_json_length (&array); i++)
    {
      ThJsonPlace place = th_json_element (&array, i);

      if (!check (&place, json_node_get_object (place.node), codes, error))
        return FALSE;
    }
  return TRUE;
}

/* --- codes ------------------------------------------------------------ */

static gboolean
collect (const ThJsonPlace *root, const char *array_key, const char *code_key, GHashTable *set,
         GError **error)
{
  ThJsonPlace array = th_json_member (root, array_key);

  for (guint i = 0; i < th_json_length (&array); i++)
    {
      ThJsonPlace element = th_json_element (&array, i);
      ThJsonPlace code = th_json_member (&element, code_key);
      const char *text = json_node_get_string (code.node);

      if (!g_hash_table_add (set, g_str_equal (array_key, "windows") ? th_window_code (text)
                                                                     : g_strdup (text)))
        return th_json_fail (&code, error, _("each code only once"));
    }
  return TRUE;
}

static void
collect_names (JsonObject *object, GHashTable *set)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    g_hash_table_add (set, g_strdup (l->data));
}

static gboolean
collect_all (const ThJsonPlace *root, Codes *codes, GError **error)
{
  ThJsonPlace materials = th_json_member (root, "materials");

  codes->departments = new_set ();
  codes->materials = new_set ();
  codes->matters = new_set ();
  codes->points = new_set ();
  codes->queues = new_set ();
  codes->scenes = new_set ();
  codes->staff = new_set ();
  codes->windows = new_set ();
  codes->zones = new_set ();
  if (materials.node != NULL)
    collect_names (json_node_get_object (materials.node), codes->materials);
  return collect (root, "departments", "code", codes->departments, error)
         && collect (root, "queues", "prefix", codes->queues, error)
         && collect (root, "matters", "code", codes->matters, error)
         && collect (root, "scenes", "code", codes->scenes, error)
         && collect (root, "zones", "code", codes->zones, error)
         && collect (root, "windows", "code", codes->windows, error)
         && collect (root, "points", "code", codes->points, error)
         && collect (root, "staff", "no", codes->staff, error);
}

/* Whether @key of the object at @up, when it is there, is in @set. */
static gboolean
refers (const ThJsonPlace *up, const char *key, GHashTable *set, const char *expected, GError **error)
{
  ThJsonPlace place = th_json_member (up, key);

  if (place.node == NULL || g_hash_table_contains (set, json_node_get_string (place.node)))
    return TRUE;
  return th_json_fail (&place, error, expected);
}

/* Whether each text of the array @key is in @set, and none twice. */
static gboolean
refers_each (const ThJsonPlace *up, const char *key, GHashTable *set, const char *expected,
             GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  ThJsonPlace array = th_json_member (up, key);

  for (guint i = 0; i < th_json_length (&array); i++)
    {
      ThJsonPlace place = th_json_element (&array, i);
      const char *text = json_node_get_string (place.node);

      if (!g_hash_table_contains (set, text))
        return th_json_fail (&place, error, expected);
      if (!g_hash_table_add (seen, (gpointer) text))
        return th_json_fail (&place, error, _("each code only once"));
    }
  return TRUE;
}

/* --- the parts -------------------------------------------------------- */

static gboolean
check_queue (const ThJsonPlace *place, JsonObject *queue, const Codes *codes, GError **error)
{
  gint64 first = json_object_get_int_member_with_default (queue, "first", 1);
  ThJsonPlace last = th_json_member (place, "last");

  if (last.node == NULL || json_node_get_int (last.node) >= first)
    return TRUE;
  return th_json_fail (&last, error, _("a number that is not below the first"));
}

static gboolean
check_matter (const ThJsonPlace *place, JsonObject *matter, const Codes *codes, GError **error)
{
  ThJsonPlace materials = th_json_member (place, "materials");

  if (!refers (place, "department", codes->departments, _("the code of a department"), error)
      || !refers (place, "queue_prefix", codes->queues, _("the prefix of a queue of this hall"),
                  error))
    return FALSE;
  for (guint i = 0; i < th_json_length (&materials); i++)
    {
      ThJsonPlace requirement = th_json_element (&materials, i);

      ThJsonPlace words = th_json_member (&requirement, "condition_zh");

      if (!refers (&requirement, "material", codes->materials, _("the code of a material"), error))
        return FALSE;
      if (words.node != NULL && th_json_member (&requirement, "condition").node == NULL)
        return th_json_fail (&words, error, _("nothing, for there is no \"condition\""));
    }
  return TRUE;
}

static gboolean
check_scene (const ThJsonPlace *place, JsonObject *scene, const Codes *codes, GError **error)
{
  return refers (place, "lead", codes->departments, _("the code of a department"), error)
         && refers_each (place, "matters", codes->matters, _("the code of a matter"), error);
}

static gboolean
check_window (const ThJsonPlace *place, JsonObject *window, const Codes *codes, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  ThJsonPlace duty = th_json_member (place, "duty");
  g_auto (GStrv) queues = g_strsplit_set (json_node_get_string (duty.node), "|>", -1);

  if (!refers (place, "zone", codes->zones, _("the code of a zone"), error))
    return FALSE;
  for (gsize i = 0; queues[i] != NULL; i++)
    if (!g_hash_table_contains (codes->queues, queues[i]) || !g_hash_table_add (seen, queues[i]))
      return th_json_fail (&duty, error, _("queues of this hall, each only once"));
  return TRUE;
}

static gboolean
check_person (const ThJsonPlace *place, JsonObject *person, const Codes *codes, GError **error)
{
  return refers_each (place, "skills", codes->queues, _("the prefix of a queue of this hall"), error);
}

/* A date of @days that there is not, such as the 31st of April. */
static gboolean
check_dates (const ThJsonPlace *days, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < th_json_length (days); i++)
    {
      ThJsonPlace place = th_json_element (days, i);
      const char *text = json_node_get_string (place.node);

      if (g_ascii_isdigit (*text) && th_day_parse (text) == 0)
        return th_json_fail (&place, error, _("a day such as \"2026-04-20\", or a weekday such as \"mon\""));
      if (!g_hash_table_add (seen, (gpointer) text))
        return th_json_fail (&place, error, _("each day only once"));
    }
  return TRUE;
}

static gboolean
check_point (const ThJsonPlace *place, JsonObject *object, const Codes *codes, GError **error)
{
  gboolean mobile = g_str_equal (json_object_get_string_member (object, "kind"), "mobile");
  gboolean booked = json_object_has_member (object, "places");
  ThJsonPlace days = th_json_member (place, "days"), from = th_json_member (place, "from"), to = th_json_member (place, "to");
  ThPoint point = th_point_read (object);

  if (!refers_each (place, "matters", codes->matters, _("the code of a matter"), error) || !check_dates (&days, error))
    return FALSE;
  if ((from.node == NULL) != (to.node == NULL) || (from.node != NULL && point.to_s <= point.from_s))
    return th_json_fail (to.node != NULL ? &to : place, error, _("\"from\" and, after it, \"to\""));
  if (booked && from.node == NULL)
    return th_json_fail (place, error, _("\"from\" and \"to\", since places are booked there"));
  if (mobile && (days.node == NULL || from.node == NULL))
    return th_json_fail (place, error, _("\"days\", \"from\" and \"to\", since it travels"));
  return TRUE;
}

static gboolean
check_time_zone (const ThJsonPlace *root, GError **error)
{
  ThJsonPlace hall = th_json_member (root, "hall");
  ThJsonPlace place = th_json_member (&hall, "timezone");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (json_node_get_string (place.node));

  if (zone != NULL)
    return TRUE;
  return th_json_fail (&place, error, _("a time zone such as \"Asia/Shanghai\""));
}

static gboolean
check_settings (const ThJsonPlace *root, GError **error)
{
  ThJsonPlace settings = th_json_member (root, "settings");
  ThJsonPlace setting = { .up = &settings };
  JsonObjectIter iter;

  if (settings.node == NULL)
    return TRUE;
  json_object_iter_init_ordered (&iter, json_node_get_object (settings.node));
  while (json_object_iter_next_ordered (&iter, &setting.key, &setting.node))
    {
      const ThRule *rule = th_rule_find (setting.key);

      if (rule == NULL)
        return th_json_fail (&setting, error, _("the name of a setting"));
      if (!th_rule_check (rule, &setting, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * th_hall_check:
 * @file: a description of the right shape
 * @name: (nullable): what to call it in messages
 * @error: (out): %TH_ERROR_BAD_FILE
 *
 * Returns: whether @file is consistent
 */
gboolean
th_hall_check (JsonObject *file, const char *name, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), file);
  ThJsonPlace root = { .node = node, .file = name };
  g_auto (Codes) codes = { NULL };

  return collect_all (&root, &codes, error)
         && check_time_zone (&root, error)
         && check_each (&root, "queues", check_queue, &codes, error)
         && check_each (&root, "matters", check_matter, &codes, error)
         && check_each (&root, "scenes", check_scene, &codes, error)
         && check_each (&root, "windows", check_window, &codes, error)
         && check_each (&root, "staff", check_person, &codes, error)
         && check_each (&root, "points", check_point, &codes, error)
         && check_settings (&root, error)
         && th_hall_check_calendar (file, &root, error);
}
