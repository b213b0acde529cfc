/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Several matters ask the same: whether the agent is the legal representative
 * is one fact, however many lists of materials depend on it. So lines with
 * the same condition are one question, asked once. */

#include "th-condition.h"

static void
condition_free (gpointer data)
{
  ThCondition *self = data;

  g_ptr_array_unref (self->matters);
  g_ptr_array_unref (self->materials);
  g_free (self);
}

static ThCondition *
find (GPtrArray  *conditions,
      const char *key)
{
  for (guint i = 0; i < conditions->len; i++)
    if (g_str_equal (((ThCondition *) conditions->pdata[i])->key, key))
      return conditions->pdata[i];
  return NULL;
}

static void
add_line (GPtrArray  *conditions,
          const char *matter,
          JsonObject *line)
{
  const char *key = json_object_get_string_member_with_default (line, "condition", NULL);
  const char *zh = json_object_get_string_member_with_default (line, "condition_zh", NULL);
  ThCondition *condition = key != NULL ? find (conditions, key) : NULL;

  if (key == NULL)
    return;
  if (condition == NULL)
    {
      condition = g_new0 (ThCondition, 1);
      condition->key = key;
      condition->matters = g_ptr_array_new ();
      condition->materials = g_ptr_array_new ();
      g_ptr_array_add (conditions, condition);
    }
  if (condition->zh == NULL)
    condition->zh = zh;
  g_ptr_array_add (condition->matters, (gpointer) matter);
  g_ptr_array_add (condition->materials, (gpointer) json_object_get_string_member (line, "material"));
}

GPtrArray *
th_conditions_new (ThHall            *hall,
                   const char *const *matters)
{
  GPtrArray *conditions = g_ptr_array_new_with_free_func (condition_free);

  for (guint i = 0; matters[i] != NULL; i++)
    {
      const ThMatter *matter = th_hall_matter (hall, matters[i]);
      JsonArray *lines = matter != NULL && json_object_has_member (matter->doc, "materials")
                           ? json_object_get_array_member (matter->doc, "materials") : NULL;

      for (guint k = 0; lines != NULL && k < json_array_get_length (lines); k++)
        add_line (conditions, matter->code, json_array_get_object_element (lines, k));
    }
  return conditions;
}

gboolean
th_conditions_say (GPtrArray  *conditions,
                   const char *matter,
                   const char *material)
{
  gboolean found = FALSE;

  for (guint i = 0; i < conditions->len; i++)
    {
      ThCondition *condition = conditions->pdata[i];

      for (guint k = 0; k < condition->matters->len; k++)
        if (g_str_equal (condition->matters->pdata[k], matter) && g_str_equal (condition->materials->pdata[k], material))
          condition->on = found = TRUE;
    }
  return found;
}

gboolean
th_conditions_holds (GPtrArray  *conditions,
                     const char *key)
{
  ThCondition *condition = key != NULL ? find (conditions, key) : NULL;

  return condition == NULL || condition->on;
}
