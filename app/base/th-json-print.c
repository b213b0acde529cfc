/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON text printed in one way, so that a value printed twice is the same text
 * twice: what fits on a line stands on one, the shortest digits that give a
 * number back are its digits, and only what must be escaped is. */

#include "th-json.h"

#include <string.h>

#define LINE_CHARS 120

static void append_line (GString *text, JsonNode *node);

static void
append_string (GString *text, const char *string)
{
  g_string_append_c (text, '"');
  for (const char *p = string; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
        g_string_append (text, "\\\"");
        break;
      case '\\':
        g_string_append (text, "\\\\");
        break;
      case '\n':
        g_string_append (text, "\\n");
        break;
      case '\t':
        g_string_append (text, "\\t");
        break;
      case '\r':
        g_string_append (text, "\\r");
        break;
      default:
        if ((guchar) *p < 0x20)
          g_string_append_printf (text, "\\u%04x", (guint) *p);
        else
          g_string_append_c (text, *p);
      }
  g_string_append_c (text, '"');
}

/* The fewest digits that read back as the same double. */
static void
append_double (GString *text, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (digits, sizeof digits, formats[i], value);
      if (g_ascii_strtod (digits, NULL) == value)
        break;
    }
  g_string_append (text, digits);
  /* Without a point it would read back as an integer. */
  if (strpbrk (digits, ".e") == NULL)
    g_string_append (text, ".0");
}

static void
append_scalar (GString *text, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (JSON_NODE_HOLDS_NULL (node))
    g_string_append (text, "null");
  else if (type == G_TYPE_STRING)
    append_string (text, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_DOUBLE)
    append_double (text, json_node_get_double (node));
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (node));
}

static void
append_object_line (GString *text, JsonObject *object)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;
  gboolean first = TRUE;

  g_string_append_c (text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      g_string_append (text, first ? "" : ", ");
      append_string (text, key);
      g_string_append (text, ": ");
      append_line (text, value);
      first = FALSE;
    }
  g_string_append_c (text, '}');
}

static void
append_array_line (GString *text, JsonArray *array)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_string_append (text, i > 0 ? ", " : "");
      append_line (text, json_array_get_element (array, i));
    }
  g_string_append_c (text, ']');
}

static void
append_line (GString *text, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    append_object_line (text, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    append_array_line (text, json_node_get_array (node));
  else
    append_scalar (text, node);
}

static void
append_indent (GString *text, int indent)
{
  g_string_append_c (text, '\n');
  for (int i = 0; i < indent; i++)
    g_string_append_c (text, ' ');
}

/* Appends @node on one line when it fits behind the @column characters that
 * stand there already, else its parts on a line each. */
static void
append_block (GString *text, JsonNode *node, int indent, glong column)
{
  gsize start = text->len;

  append_line (text, node);
  if ((!JSON_NODE_HOLDS_OBJECT (node) && !JSON_NODE_HOLDS_ARRAY (node))
      || text->len - start == 2
      || column + g_utf8_strlen (text->str + start, -1) <= LINE_CHARS)
    return;
  g_string_truncate (text, start);

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_string_append_c (text, i == 0 ? '[' : ',');
          append_indent (text, indent + 2);
          append_block (text, json_array_get_element (array, i), indent + 2, indent + 3);
        }
      append_indent (text, indent);
      g_string_append_c (text, ']');
    }
  else
    {
      JsonObjectIter iter;
      const char *key;
      JsonNode *value;
      char mark = '{';

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &key, &value))
        {
          g_string_append_c (text, mark);
          append_indent (text, indent + 2);
          append_string (text, key);
          g_string_append (text, ": ");
          append_block (text, value, indent + 2, indent + 7 + g_utf8_strlen (key, -1));
          mark = ',';
        }
      append_indent (text, indent);
      g_string_append_c (text, '}');
    }
}

/**
 * th_json_print:
 * @node: a value
 *
 * Returns: (transfer full): @node as text for people, members in their order,
 *   with a line feed at the end
 */
char *
th_json_print (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  append_block (text, node, 0, 0);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

/**
 * th_json_print_line:
 * @node: a value
 *
 * Returns: (transfer full): @node on one line
 */
char *
th_json_print_line (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  append_line (text, node);
  return g_string_free (text, FALSE);
}
