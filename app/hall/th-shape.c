/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A description that people write by hand is checked member by member, and
 * what is not known is refused: a misspelt name would otherwise pass as a
 * value that is not set. One table says what may stand where. */

#include "th-shape.h"

#include <glib/gi18n-lib.h>

#include "th-day.h"

#define USUAL_CHARS 4000
#define USUAL_ELEMENTS 100000
#define USUAL_NUMBER 1e9

static gboolean
matches (const char *pattern, const char *text)
{
  return pattern == NULL || g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, 0);
}

static gboolean
is_choice (const char *const *choices, const char *text)
{
  return choices == NULL || g_strv_contains (choices, text);
}

static void
limits_of (const ThShape *self, double usual_min, double usual_max, double *min, double *max)
{
  gboolean usual = self->min == 0 && self->max == 0;

  *min = usual ? usual_min : self->min;
  *max = usual ? usual_max : self->max;
}

/* Whether somebody who reads @text sees what it says: it has a sign that can
 * be seen, and none that breaks the line or turns the direction of others. */
gboolean
th_shape_can_be_shown (const char *text)
{
  gboolean seen = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR ||
          type == G_UNICODE_PARAGRAPH_SEPARATOR)
        return FALSE;
      seen = seen || (g_unichar_isgraph (c) && !g_unichar_iszerowidth (c));
    }
  return seen;
}

/* --- what was expected, in words -------------------------------------- */

static char *
expected_text (const ThShape *self)
{
  double min, max;

  if (self->choices != NULL)
    {
      g_autofree char *joined = g_strjoinv (", ", (char **) self->choices);

      return g_strdup_printf (_("one of %s"), joined);
    }
  if (self->expected != NULL)
    return g_strdup (_(self->expected));
  limits_of (self, 0, USUAL_CHARS, &min, &max);
  if (self->shown)
    return g_strdup_printf (_("a text of %.0f to %.0f characters in one line, not blank and without invisible signs"), min, max);
  return g_strdup_printf (_("a text of %.0f to %.0f characters"), min, max);
}

static char *
expected_value (const ThShape *self)
{
  double min, max;

  limits_of (self, -USUAL_NUMBER, USUAL_NUMBER, &min, &max);
  switch (self->type)
    {
    case TH_SHAPE_TEXT:
      return expected_text (self);
    case TH_SHAPE_INT:
      return g_strdup_printf (_("a whole number from %.0f to %.0f"), min, max);
    case TH_SHAPE_NUMBER:
      return g_strdup_printf (_("a number from %g to %g"), min, max);
    case TH_SHAPE_BOOL:
      return g_strdup (_("true or false"));
    case TH_SHAPE_DAY:
      return g_strdup (_("a day such as \"2026-04-20\""));
    case TH_SHAPE_TIME:
      return g_strdup (_("a time such as \"09:00\""));
    case TH_SHAPE_ARRAY:
      limits_of (self, 0, USUAL_ELEMENTS, &min, &max);
      return g_strdup_printf (_("an array of %.0f to %.0f elements"), min, max);
    case TH_SHAPE_OBJECT:
    case TH_SHAPE_MAP:
      return g_strdup (_("an object"));
    case TH_SHAPE_ANY:
    default:
      g_return_val_if_reached (NULL);
    }
}

static gboolean
fail (const ThShape *self, const ThJsonPlace *place, GError **error)
{
  g_autofree char *expected = expected_value (self);

  return th_json_fail (place, error, expected);
}

/* --- the check -------------------------------------------------------- */

static gboolean
text_fits (const ThShape *self, const char *text)
{
  double min, max, length = (double) g_utf8_strlen (text, -1);

  if (self->type == TH_SHAPE_DAY)
    return th_day_parse (text) != 0;
  if (self->type == TH_SHAPE_TIME)
    return th_time_parse (text, NULL);
  limits_of (self, 0, USUAL_CHARS, &min, &max);
  return length >= min && length <= max && is_choice (self->choices, text)
         && matches (self->pattern, text) && (!self->shown || th_shape_can_be_shown (text));
}

static gboolean
scalar_fits (const ThShape *self, JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  double min, max;

  limits_of (self, -USUAL_NUMBER, USUAL_NUMBER, &min, &max);
  switch (self->type)
    {
    case TH_SHAPE_TEXT:
    case TH_SHAPE_DAY:
    case TH_SHAPE_TIME:
      return type == G_TYPE_STRING && text_fits (self, json_node_get_string (node));
    case TH_SHAPE_INT:
      return type == G_TYPE_INT64 && json_node_get_int (node) >= min
             && json_node_get_int (node) <= max;
    case TH_SHAPE_NUMBER:
      return (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE) && json_node_get_double (node) >= min
             && json_node_get_double (node) <= max;
    case TH_SHAPE_BOOL:
      return type == G_TYPE_BOOLEAN;
    case TH_SHAPE_ARRAY:
    case TH_SHAPE_OBJECT:
    case TH_SHAPE_MAP:
    case TH_SHAPE_ANY:
    default:
      return FALSE;
    }
}

static gboolean
check_array (const ThShape *self, const ThJsonPlace *place, GError **error)
{
  JsonArray *array;
  double min, max;

  if (!JSON_NODE_HOLDS_ARRAY (place->node))
    return fail (self, place, error);
  array = json_node_get_array (place->node);
  limits_of (self, 0, USUAL_ELEMENTS, &min, &max);
  if (json_array_get_length (array) < min || json_array_get_length (array) > max)
    return fail (self, place, error);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      ThJsonPlace element = {
        .up = place, .index = i, .node = json_array_get_element (array, i),
      };

      if (!th_shape_check (self->element, &element, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_map (const ThShape *self, const ThJsonPlace *place, GError **error)
{
  JsonObjectIter iter;
  ThJsonPlace member = { .up = place };

  if (!JSON_NODE_HOLDS_OBJECT (place->node))
    return fail (self, place, error);
  json_object_iter_init_ordered (&iter, json_node_get_object (place->node));
  while (json_object_iter_next_ordered (&iter, &member.key, &member.node))
    {
      if (!matches (self->pattern, member.key))
        {
          g_autofree char *expected = g_strdup_printf (_("a name that is %s"), _(self->expected));

          return th_json_fail (&member, error, expected);
        }
      if (!th_shape_check (self->element, &member, error))
        return FALSE;
    }
  return TRUE;
}

static const ThShapeMember *
find_member (const ThShape *self, const char *key)
{
  for (const ThShapeMember *member = self->members; member->key != NULL; member++)
    if (g_str_equal (member->key, key))
      return member;
  return NULL;
}

static gboolean
fail_unknown (const ThShape *self, const ThJsonPlace *place, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *expected = NULL;

  for (const ThShapeMember *member = self->members; member->key != NULL; member++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", member->key);
  expected = g_strdup_printf (_("no other members than %s"), names->str);
  return th_json_fail (place, error, expected);
}

static gboolean
check_object (const ThShape *self, const ThJsonPlace *place, GError **error)
{
  JsonObject *object;
  JsonObjectIter iter;
  ThJsonPlace inner = { .up = place };

  if (!JSON_NODE_HOLDS_OBJECT (place->node))
    return fail (self, place, error);
  object = json_node_get_object (place->node);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &inner.key, &inner.node))
    if (find_member (self, inner.key) == NULL)
      return fail_unknown (self, &inner, error);

  for (const ThShapeMember *member = self->members; member->key != NULL; member++)
    {
      inner.key = member->key;
      inner.node = json_object_get_member (object, member->key);
      if (inner.node == NULL && member->optional)
        continue;
      if (inner.node == NULL)
        return fail (member->shape, &inner, error);
      if (!th_shape_check (member->shape, &inner, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * th_shape_check:
 * @self: what must stand at @place
 * @place: a place with its node
 * @error: (out): %TH_ERROR_BAD_FILE, naming path, value and what was expected
 *
 * Returns: whether the value has the shape
 */
gboolean
th_shape_check (const ThShape *self, const ThJsonPlace *place, GError **error)
{
  if (self->type == TH_SHAPE_ANY || (self->nullable && JSON_NODE_HOLDS_NULL (place->node)))
    return TRUE;
  if (self->type == TH_SHAPE_ARRAY)
    return check_array (self, place, error);
  if (self->type == TH_SHAPE_MAP)
    return check_map (self, place, error);
  if (self->type == TH_SHAPE_OBJECT)
    return check_object (self, place, error);
  return scalar_fits (self, place->node) || fail (self, place, error);
}

/* --- the canonical order ---------------------------------------------- */

static JsonNode *
order_object (const ThShape *self, JsonObject *object)
{
  g_autoptr (JsonObject) ordered = json_object_new ();

  for (const ThShapeMember *member = self->members; member->key != NULL; member++)
    {
      JsonNode *node = json_object_get_member (object, member->key);

      if (node != NULL)
        json_object_set_member (ordered, member->key, th_shape_order (member->shape, node));
    }
  return json_node_init_object (json_node_alloc (), ordered);
}

static JsonNode *
order_map (const ThShape *self, JsonObject *object)
{
  g_autoptr (JsonObject) ordered = json_object_new ();
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    json_object_set_member (ordered, key, th_shape_order (self->element, node));
  return json_node_init_object (json_node_alloc (), ordered);
}

/**
 * th_shape_order:
 * @self: the shape @node has
 * @node: a value that was checked
 *
 * Returns: (transfer full): @node with the members of its objects in the order
 *   of the shape; maps keep theirs
 */
JsonNode *
th_shape_order (const ThShape *self, JsonNode *node)
{
  if (self->type == TH_SHAPE_OBJECT && JSON_NODE_HOLDS_OBJECT (node))
    return order_object (self, json_node_get_object (node));
  if (self->type == TH_SHAPE_MAP && JSON_NODE_HOLDS_OBJECT (node))
    return order_map (self, json_node_get_object (node));
  if (self->type == TH_SHAPE_ARRAY && JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (JsonArray) ordered = json_array_new ();
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (ordered,
                                th_shape_order (self->element, json_array_get_element (array, i)));
      return json_node_init_array (json_node_alloc (), ordered);
    }
  return json_node_copy (node);
}
