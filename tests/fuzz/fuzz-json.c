/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes changed at random are refused by the reader of JSON and never get
 * further. So most changes are made to the values: one is replaced, removed,
 * repeated or put where another stood. */

#include "fuzz-json.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MOST_PLACES 4096

/* Where a value stands. */
typedef struct
{
  JsonNode   *parent;
  const char *key;        /* in an object */
  guint       index;      /* in an array */
  JsonNode   *node;
} Place;

static void
find_places (JsonNode *parent,
             GArray   *places)
{
  if (JSON_NODE_HOLDS_OBJECT (parent))
    {
      JsonObjectIter iter;
      Place place = { .parent = parent };

      json_object_iter_init_ordered (&iter, json_node_get_object (parent));
      while (places->len < MOST_PLACES && json_object_iter_next_ordered (&iter, &place.key, &place.node))
        {
          g_array_append_val (places, place);
          find_places (place.node, places);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (parent))
    {
      JsonArray *array = json_node_get_array (parent);

      for (guint i = 0; i < json_array_get_length (array) && places->len < MOST_PLACES; i++)
        {
          Place place = { .parent = parent, .index = i, .node = json_array_get_element (array, i) };

          g_array_append_val (places, place);
          find_places (place.node, places);
        }
    }
}

static JsonNode *
copy_of (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);
  JsonNode *copy = json_from_string (text, NULL);

  return copy != NULL ? copy : json_node_new (JSON_NODE_NULL);
}

/* Numbers and texts at the edges of what a reader expects. */
static JsonNode *
odd_value (GRand *chance)
{
  static const char *const texts[] = {
    "null", "true", "false", "0", "-1", "1", "999", "1000", "2147483647", "2147483648", "-2147483649", "4294967296",
    "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e308", "-0.0", "0.1", "1e-320", "\"\"", "\" \"", "\"0\"",
    "\"T001\"", "\"T999999\"", "\"03\"", "\"W03\"", "\"T|F>N\"", "\">\"", "\"|\"", "\"2026-02-29\"", "\"9999-12-31\"", "\"0001-01-01\"",
    "\"24:00\"", "\"2026-04-20T09:00:00+08:00\"", "\"\\u0000\"", "\"\\uffff\"", "\"%s%n\"", "[]", "{}", "[[[[[[]]]]]]", "[null]", "{\"\":null}",
  };

  return json_from_string (texts[g_rand_int_range (chance, 0, G_N_ELEMENTS (texts))], NULL);
}

static JsonNode *
changed_text (JsonNode *node,
              GRand    *chance)
{
  char bytes[256];
  size_t size = MIN (strlen (json_node_get_string (node)), sizeof bytes - 1);
  g_autofree char *valid = NULL;

  memcpy (bytes, json_node_get_string (node), size);
  size = LLVMFuzzerMutate ((uint8_t *) bytes, size, sizeof bytes - 1);
  valid = g_utf8_make_valid (bytes, (gssize) size);
  return json_node_init_string (json_node_alloc (), valid);
}

static JsonNode *
new_value (const Place *place,
           GArray      *places,
           GRand       *chance)
{
  gboolean is_text = JSON_NODE_HOLDS_VALUE (place->node) && json_node_get_value_type (place->node) == G_TYPE_STRING;
  int way = g_rand_int_range (chance, 0, 4);

  if (way == 0)
    return copy_of (g_array_index (places, Place, g_rand_int_range (chance, 0, (gint) places->len)).node);
  if (is_text && way <= 2)
    return changed_text (place->node, chance);
  return odd_value (chance);
}

static void
change (const Place *place,
        GArray      *places,
        GRand       *chance)
{
  int way = g_rand_int_range (chance, 0, 6);
  JsonNode *value = NULL;

  if (way >= 1)
    value = new_value (place, places, chance);
  if (JSON_NODE_HOLDS_OBJECT (place->parent))
    {
      JsonObject *object = json_node_get_object (place->parent);
      const Place *other = &g_array_index (places, Place, g_rand_int_range (chance, 0, (gint) places->len));
      g_autofree char *key = g_strdup (way == 1 && other->key != NULL ? other->key : place->key);

      if (way == 0)
        json_object_remove_member (object, key);
      else
        json_object_set_member (object, key, value);
      return;
    }
  if (way >= 2)
    json_array_add_element (json_node_get_array (place->parent), value);
  else if (value != NULL)
    json_node_unref (value);
  if (way != 2)
    json_array_remove_element (json_node_get_array (place->parent), place->index);
}

static gboolean
mutate_values (uint8_t *data,
               size_t  *size,
               size_t   max_size,
               GRand   *chance)
{
  g_autofree char *text = g_strndup ((const char *) data, *size);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autofree char *changed = NULL;

  if (root == NULL)
    return FALSE;
  find_places (root, places);
  if (places->len == 0)
    return FALSE;
  change (&g_array_index (places, Place, g_rand_int_range (chance, 0, (gint) places->len)), places, chance);
  changed = json_to_string (root, FALSE);
  if (strlen (changed) > max_size)
    return FALSE;
  *size = strlen (changed);
  memcpy (data, changed, *size);
  return TRUE;
}

size_t
fuzz_json_mutate (uint8_t *data,
                  size_t   size,
                  size_t   max_size,
                  GRand   *chance)
{
  if (g_rand_int_range (chance, 0, 8) > 0 && mutate_values (data, &size, max_size, chance))
    return size;
  return LLVMFuzzerMutate (data, size, max_size);
}

static char *folder;

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

char *
fuzz_folder (void)
{
  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("tidehall-fuzz-XXXXXX", NULL);
      g_assert_nonnull (folder);
      atexit (remove_folder);
    }
  return g_strdup (folder);
}

void
fuzz_remove (const char *path)
{
  static const char *const tails[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *file = g_strconcat (path, tails[i], NULL);

      g_unlink (file);
    }
}
