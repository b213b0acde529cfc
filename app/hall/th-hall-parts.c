/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking a hall description apart and putting it together again. Pieces are
 * compared as text, so each is first brought into the order of the shape; what
 * is put together is therefore the canonical description. */

#include "th-hall-parts.h"

#include <string.h>

#include "th-hall-file.h"
#include "th-hall-shape.h"
#include "th-rule-table.h"

/* How a member of the description comes apart. */
typedef enum
{
  AS_WHOLE,       /* one piece */
  AS_ELEMENTS,    /* a piece for each element of an array, by its code */
  AS_MEMBERS,     /* a piece for each member of an object */
} Split;

typedef struct
{
  const char *kind;
  const char *above;     /* "calendar" for what stands in there, or NULL */
  const char *key;
  Split       split;
  const char *code_key;  /* of AS_ELEMENTS and of AS_WHOLE; NULL for a fixed code */
  gboolean    required;  /* stays when it is empty */
} Rule;

/* In the order of the file. */
static const Rule rules[] = {
  { "about", NULL, "_about", AS_WHOLE },
  { "sources", NULL, "source_keys", AS_WHOLE },
  { "hall", NULL, "hall", AS_WHOLE, "code" },
  { "hours", NULL, "hours", AS_MEMBERS },
  { "setting", NULL, "settings", AS_MEMBERS },
  { "zone", NULL, "zones", AS_ELEMENTS, "code", TRUE },
  { "queue", NULL, "queues", AS_ELEMENTS, "prefix", TRUE },
  { "window", NULL, "windows", AS_ELEMENTS, "code", TRUE },
  { "staff", NULL, "staff", AS_ELEMENTS, "no" },
  { "calendar", "calendar", "note", AS_WHOLE },
  { "calendar", "calendar", "rule", AS_WHOLE },
  { "calendar", "calendar", "formula", AS_WHOLE },
  { "calendar", "calendar", "sources", AS_WHOLE },
  { "year", "calendar", "years", AS_MEMBERS },
  { "closure", "calendar", "closures", AS_ELEMENTS, "from" },
  { "deadlines", "calendar", "deadlines", AS_MEMBERS },
  { "department", NULL, "departments", AS_ELEMENTS, "code" },
  { "material", NULL, "materials", AS_MEMBERS },
  { "matter", NULL, "matters", AS_ELEMENTS, "code" },
  { "scene", NULL, "scenes", AS_ELEMENTS, "code" },
  { "point", NULL, "points", AS_ELEMENTS, "code" },
};

/**
 * th_hall_part_new:
 * @kind: "matter"
 * @code: "T01"
 * @doc: (transfer full): its value
 *
 * Returns: (transfer full): the piece
 */
ThHallPart *
th_hall_part_new (const char *kind, const char *code, JsonNode *doc)
{
  ThHallPart *self = g_new0 (ThHallPart, 1);

  self->kind = g_strdup (kind);
  self->code = g_strdup (code);
  self->doc = doc;
  self->text = th_json_print_line (doc);
  return self;
}

/**
 * th_hall_part_free:
 * @self: (transfer full): a piece
 */
void
th_hall_part_free (ThHallPart *self)
{
  g_free (self->kind);
  g_free (self->code);
  json_node_unref (self->doc);
  g_free (self->text);
  g_free (self);
}

static gboolean
same_member (JsonObject *a, JsonObject *b, const char *key)
{
  JsonNode *in_a = json_object_get_member (a, key), *in_b = json_object_get_member (b, key);
  g_autofree char *text_a = in_a != NULL ? th_json_print_line (in_a) : NULL;
  g_autofree char *text_b = in_b != NULL ? th_json_print_line (in_b) : NULL;

  return g_strcmp0 (text_a, text_b) == 0;
}

static void
add_differing (GString *names, JsonObject *a, JsonObject *b, gboolean only_in_a)
{
  JsonObjectIter iter;
  const char *key;

  json_object_iter_init_ordered (&iter, a);
  while (json_object_iter_next_ordered (&iter, &key, NULL))
    if (only_in_a ? !json_object_has_member (b, key) : !same_member (a, b, key))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", key);
}

/**
 * th_hall_part_diff:
 * @before: a piece
 * @after: the same piece later
 *
 * Returns: (transfer full): what differs, for people: names of members, or
 *   "30 -> 20" for a plain value
 */
char *
th_hall_part_diff (const ThHallPart *before, const ThHallPart *after)
{
  GString *names;

  if (!JSON_NODE_HOLDS_OBJECT (before->doc) || !JSON_NODE_HOLDS_OBJECT (after->doc))
    return g_strdup_printf ("%s -> %s", before->text, after->text);
  names = g_string_new (NULL);
  add_differing (names, json_node_get_object (after->doc), json_node_get_object (before->doc), FALSE);
  add_differing (names, json_node_get_object (before->doc), json_node_get_object (after->doc), TRUE);
  return g_string_free (names, FALSE);
}

/* --- taking apart ----------------------------------------------------- */

static JsonObject *
holder_of (JsonObject *file, const Rule *rule)
{
  if (rule->above == NULL)
    return file;
  return json_object_has_member (file, rule->above) ? json_object_get_object_member (file, rule->above)
                                                    : NULL;
}

static char *
code_of (const Rule *rule, JsonObject *element)
{
  const char *code = json_object_get_string_member (element, rule->code_key);

  if (g_str_equal (rule->kind, "window"))
    return th_window_code (code);
  if (g_str_equal (rule->kind, "closure") && json_object_has_member (element, "time"))
    {
      JsonArray *time = json_object_get_array_member (element, "time");

      return g_strdup_printf ("%s %s", code, json_array_get_string_element (time, 0));
    }
  return g_strdup (code);
}

static void
split_elements (const Rule *rule, JsonArray *array, GPtrArray *parts)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autofree char *code = code_of (rule, json_node_get_object (element));

      g_ptr_array_add (parts, th_hall_part_new (rule->kind, code, json_node_copy (element)));
    }
}

static void
split_members (const Rule *rule, JsonObject *object, GPtrArray *parts)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    g_ptr_array_add (parts, th_hall_part_new (rule->kind, key, json_node_copy (value)));
}

/* Settings stand in the order of the rule table, however they were written. */
static void
split_settings (JsonObject *settings, GPtrArray *parts)
{
  guint n;
  const ThRule *all = th_rules (&n);

  for (guint i = 0; i < n; i++)
    if (json_object_has_member (settings, all[i].key))
      g_ptr_array_add (parts, th_hall_part_new ("setting", all[i].key,
                                                json_object_dup_member (settings, all[i].key)));
}

/**
 * th_hall_parts_split:
 * @file: a description that was checked
 *
 * Returns: (transfer full) (element-type ThHallPart): its pieces, those of a
 *   kind in their order
 */
GPtrArray *
th_hall_parts_split (JsonObject *file)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) th_hall_part_free);
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), file);
  g_autoptr (JsonNode) ordered = th_shape_order (&th_hall_shape, root);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      JsonObject *holder = holder_of (json_node_get_object (ordered), &rules[i]);
      JsonNode *node = holder != NULL ? json_object_get_member (holder, rules[i].key) : NULL;

      if (node == NULL)
        continue;
      if (g_str_equal (rules[i].kind, "setting"))
        split_settings (json_node_get_object (node), parts);
      else if (rules[i].split == AS_ELEMENTS)
        split_elements (&rules[i], json_node_get_array (node), parts);
      else if (rules[i].split == AS_MEMBERS)
        split_members (&rules[i], json_node_get_object (node), parts);
      else
        {
          const char *code = rules[i].code_key == NULL
            ? rules[i].key
            : json_object_get_string_member (json_node_get_object (node), rules[i].code_key);

          g_ptr_array_add (parts, th_hall_part_new (rules[i].kind, code, json_node_copy (node)));
        }
    }
  return parts;
}

/* --- putting together ------------------------------------------------- */

static gboolean
belongs (const Rule *rule, const ThHallPart *part)
{
  if (!g_str_equal (rule->kind, part->kind))
    return FALSE;
  return rule->split != AS_WHOLE || rule->code_key != NULL || g_str_equal (rule->key, part->code);
}

static JsonNode *
join_elements (const Rule *rule, GPtrArray *parts)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      ThHallPart *part = g_ptr_array_index (parts, i);

      if (belongs (rule, part))
        json_array_add_element (array, json_node_copy (part->doc));
    }
  if (json_array_get_length (array) == 0 && !rule->required)
    return NULL;
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
join_members (const Rule *rule, GPtrArray *parts)
{
  g_autoptr (JsonObject) object = json_object_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      ThHallPart *part = g_ptr_array_index (parts, i);

      if (belongs (rule, part))
        json_object_set_member (object, part->code, json_node_copy (part->doc));
    }
  if (json_object_get_size (object) == 0)
    return NULL;
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
join_whole (const Rule *rule, GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      ThHallPart *part = g_ptr_array_index (parts, i);

      if (belongs (rule, part))
        return json_node_copy (part->doc);
    }
  return NULL;
}

/* The object inside @file that @rule's member stands in, made when needed. */
static JsonObject *
make_holder (JsonObject *file, const Rule *rule)
{
  if (rule->above == NULL)
    return file;
  if (!json_object_has_member (file, rule->above))
    json_object_set_object_member (file, rule->above, json_object_new ());
  return json_object_get_object_member (file, rule->above);
}

/**
 * th_hall_parts_join:
 * @parts: (element-type ThHallPart): pieces, those of a kind in their order
 *
 * Returns: (transfer full): the description they are the pieces of
 */
JsonObject *
th_hall_parts_join (GPtrArray *parts)
{
  JsonObject *file = json_object_new ();

  json_object_set_string_member (file, "format", TH_HALL_FILE_FORMAT);
  json_object_set_int_member (file, "version", TH_HALL_FILE_VERSION);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Rule *rule = &rules[i];
      JsonNode *node;

      if (rule->split == AS_ELEMENTS)
        node = join_elements (rule, parts);
      else if (rule->split == AS_MEMBERS)
        node = join_members (rule, parts);
      else
        node = join_whole (rule, parts);
      if (node != NULL)
        json_object_set_member (make_holder (file, rule), rule->key, node);
    }
  return file;
}
