/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading requests and writing answers: every key of a request is checked
 * against the verb's own list before anything is done, so that verbs can
 * trust what they read. */

#include "th-desk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "th-ground.h"
#include "th-words.h"

#define MAX_TEXT 4000
#define MAX_LIST 200

gboolean
th_ask_bad (GError    **error,
            const char *key,
            const char *expected)
{
  g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("\"%s\": expected %s."), key, expected);
  return FALSE;
}

gboolean
th_ask_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isgraph (g_utf8_get_char (p)) && !g_unichar_iszerowidth (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static gboolean
is_text (JsonNode *node,
         gsize     most)
{
  const char *text;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  text = json_node_get_string (node);
  return strlen (text) <= most && g_utf8_validate (text, -1, NULL);
}

static gboolean
is_int (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

static gboolean
is_window (JsonNode *node)
{
  if (is_int (node))
    return json_node_get_int (node) >= 0 && json_node_get_int (node) < 1000000;
  return is_text (node, 16) && *json_node_get_string (node) != '\0';
}

/* Whether @node is a list of texts, so that th_ask_list() may read it. */
gboolean
th_ask_is_list (JsonNode *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_LIST)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!is_text (json_array_get_element (array, i), MAX_TEXT))
      return FALSE;
  return TRUE;
}

static gboolean
check_type (const char *key,
            char        type,
            JsonNode   *node,
            GError    **error)
{
  switch (type)
    {
    case 's':
      return is_text (node, MAX_TEXT) || th_ask_bad (error, key, _("a text of at most 4000 bytes"));
    case 't':
      return (is_text (node, 32) && *json_node_get_string (node) != '\0') || th_ask_bad (error, key, _("a ticket such as \"T001\""));
    case 'w':
      return is_window (node) || th_ask_bad (error, key, _("a window such as 3"));
    case 'i':
      return is_int (node) || th_ask_bad (error, key, _("a whole number"));
    case 'b':
      return (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN) ||
             th_ask_bad (error, key, _("true or false"));
    case 'a':
      return th_ask_is_list (node) || th_ask_bad (error, key, _("a list of texts"));
    case 'o':
      return JSON_NODE_HOLDS_OBJECT (node) || th_ask_bad (error, key, _("an object"));
    case 'd':
      return (is_text (node, 10) && th_day_parse (json_node_get_string (node)) != 0) ||
             th_ask_bad (error, key, _("a date such as \"2026-04-20\""));
    case 'v':
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

/* The type letter of @key in @keys, or 0. */
static char
type_of (const char *keys,
         const char *key)
{
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strcspn (words[i], "?:");

      if (strlen (key) == length && strncmp (words[i], key, length) == 0)
        return words[i][strlen (words[i]) - 1];
    }
  return 0;
}

gboolean
th_ask_check (const ThVerb *verb,
              JsonObject   *args,
              GError      **error)
{
  g_auto (GStrv) words = g_strsplit (verb->keys, " ", -1);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init (&iter, args);
  while (json_object_iter_next (&iter, &key, &node))
    {
      char type = type_of (verb->keys, key);

      if (g_str_equal (key, "do") || g_str_equal (key, "at"))
        continue;
      if (type == 0)
        {
          g_autofree char *shown = th_words_cut (key, 40);

          g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("%s does not know the key \"%.40s\"."), verb->name, shown);
          return FALSE;
        }
      if (!JSON_NODE_HOLDS_NULL (node) && !check_type (key, type, node, error))
        return FALSE;
    }
  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strcspn (words[i], "?:");
      g_autofree char *name = g_strndup (words[i], length);

      /* Where anything may stand, null means something. */
      if (length > 0 && words[i][length] != '?' &&
          (!json_object_has_member (args, name) ||
           (json_object_get_null_member (args, name) && !g_str_has_suffix (words[i], ":v"))))
        {
          g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("%s needs the key \"%s\"."), verb->name, name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
given (ThAsk      *ask,
       const char *key)
{
  return json_object_has_member (ask->args, key) && !json_object_get_null_member (ask->args, key);
}

const char *
th_ask_text (ThAsk      *ask,
             const char *key)
{
  return given (ask, key) ? json_object_get_string_member (ask->args, key) : NULL;
}

/* A window may be written as a number or as a text. */
const char *
th_ask_window (ThAsk      *ask,
               const char *key,
               char        buffer[24])
{
  JsonNode *node;

  if (!given (ask, key))
    return NULL;
  node = json_object_get_member (ask->args, key);
  if (!is_int (node))
    return json_node_get_string (node);
  g_snprintf (buffer, 24, "%" G_GINT64_FORMAT, json_node_get_int (node));
  return buffer;
}

gint64
th_ask_int (ThAsk      *ask,
            const char *key,
            gint64      fallback)
{
  return given (ask, key) ? json_object_get_int_member (ask->args, key) : fallback;
}

gboolean
th_ask_bool (ThAsk      *ask,
             const char *key)
{
  return given (ask, key) && json_object_get_boolean_member (ask->args, key);
}

gboolean
th_ask_ground (ThAsk       *ask,
               const char **ground,
               GError     **error)
{
  const char *text = th_ask_text (ask, "ground");

  *ground = text != NULL ? th_ground_parse (text) : NULL;
  return text == NULL || *text != '\0' || th_ask_bad (error, "ground", _("why this person comes first, such as elderly or soldier"));
}

gboolean
th_ask_channel (ThAsk       *ask,
                const char  *fallback,
                const char **channel,
                GError     **error)
{
  const char *text = th_ask_text (ask, "channel");

  *channel = text != NULL ? text : fallback;
  return text == NULL || th_channel_valid (text) || th_ask_bad (error, "channel", _("a short word in small letters, such as desk, phone or online"));
}

GStrv
th_ask_list (ThAsk      *ask,
             const char *key)
{
  JsonArray *array;
  GStrvBuilder *builder;
  GStrv list;

  if (!given (ask, key))
    return NULL;
  array = json_object_get_array_member (ask->args, key);
  builder = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  list = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return list;
}

ThDay
th_ask_day (ThAsk      *ask,
            const char *key,
            ThDay       fallback)
{
  return given (ask, key) ? th_day_parse (json_object_get_string_member (ask->args, key)) : fallback;
}

void
th_out_null (JsonObject *out,
             const char *key)
{
  json_object_set_null_member (out, key);
}

void
th_out_text (JsonObject *out,
             const char *key,
             const char *value)
{
  g_autofree char *valid = NULL;

  /* A damaged store may hold bytes that are no text; an answer is UTF-8. */
  if (value != NULL && !g_utf8_validate (value, -1, NULL))
    value = valid = g_utf8_make_valid (value, -1);
  if (value != NULL)
    json_object_set_string_member (out, key, value);
  else
    th_out_null (out, key);
}

void
th_out_int (JsonObject *out,
            const char *key,
            gint64      value)
{
  json_object_set_int_member (out, key, value);
}

void
th_out_seconds (JsonObject *out,
                const char *key,
                gint64      us)
{
  json_object_set_int_member (out, key, us / TH_SECOND_US);
}

void
th_out_at (ThAsk      *ask,
           JsonObject *out,
           const char *key,
           ThInstant   at)
{
  g_autofree char *text = at != 0 ? th_instant_format (at, th_hall_get_zone (ask->turn.hall)) : NULL;

  th_out_text (out, key, text);
}

void
th_out_names (JsonObject *out,
              const char *zh,
              const char *en)
{
  th_out_text (out, "zh", zh);
  th_out_text (out, "en", en);
}

gboolean
th_ask_own_window (ThAsk      *ask,
                   const char *code,
                   GError    **error)
{
  const ThWindow *window = th_window_get (&ask->turn, code, error);
  const ThStaff *staff;

  if (window == NULL)
    return FALSE;
  if (g_str_equal (ask->actor, "admin") || window->staff == NULL || g_str_equal (window->staff, ask->actor))
    return TRUE;
  staff = th_hall_staff (ask->turn.hall, ask->actor);
  if (staff != NULL && th_role_may (staff->role, TH_MAY_ANY_WINDOW))
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_NOT_ALLOWED, _("Window %s is open under staff number %s, not yours."), window->code, window->staff);
  return FALSE;
}
