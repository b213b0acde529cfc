/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON text, read strictly. The parser of json-glib takes more than JSON
 * (comments, assignments, a name given twice) and recurses as deep as its
 * input wants; what comes from outside is read here instead, into the same
 * nodes, and a fault is named with file, line, path and what was expected. */

#include "th-json.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LARGEST_INT (G_GINT64_CONSTANT (1) << 53)   /* exact as a double, too */
#define LARGEST_DOUBLE 1e15
#define SHOWN_CHARS 60

typedef struct
{
  const char *file;
  const char *text, *p, *end;
  GError    **error;
} Reader;

static JsonNode *read_value (Reader *self, const ThJsonPlace *place, int depth);

/* --- naming a place --------------------------------------------------- */

static gboolean
is_plain_key (const char *key)
{
  return *key != '\0' && strspn (key, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_") == strlen (key)
         && strlen (key) <= SHOWN_CHARS;
}

static char *
shorten (const char *text)
{
  if (g_utf8_strlen (text, -1) <= SHOWN_CHARS)
    return g_strdup (text);
  else
    {
      g_autofree char *head = g_utf8_substring (text, 0, SHOWN_CHARS);

      return g_strconcat (head, "...", NULL);
    }
}

static void
append_place (GString *path, const ThJsonPlace *place)
{
  if (place->up == NULL)
    {
      g_string_append_c (path, '$');
      return;
    }
  append_place (path, place->up);
  if (place->key == NULL)
    g_string_append_printf (path, "[%u]", place->index);
  else if (is_plain_key (place->key))
    g_string_append_printf (path, ".%s", place->key);
  else
    {
      g_autofree char *key = shorten (place->key);

      g_string_append_printf (path, "[\"%s\"]", key);
    }
}

/**
 * th_json_member:
 * @up: a place
 * @key: the name of a member; must live as long as the place
 *
 * Returns: the place of that member; without a node when @up holds no object
 *   or the object has no such member
 */
ThJsonPlace
th_json_member (const ThJsonPlace *up, const char *key)
{
  ThJsonPlace place = { .up = up, .key = key };

  if (up->node != NULL && JSON_NODE_HOLDS_OBJECT (up->node))
    place.node = json_object_get_member (json_node_get_object (up->node), key);
  return place;
}

/**
 * th_json_element:
 * @up: a place that holds an array
 * @index: below th_json_length() of @up
 *
 * Returns: the place of that element
 */
ThJsonPlace
th_json_element (const ThJsonPlace *up, guint index)
{
  return (ThJsonPlace) {
    .up = up, .index = index, .node = json_array_get_element (json_node_get_array (up->node), index),
  };
}

/**
 * th_json_length:
 * @place: a place
 *
 * Returns: the elements of the array there; 0 when there is none
 */
guint
th_json_length (const ThJsonPlace *place)
{
  if (place->node == NULL || !JSON_NODE_HOLDS_ARRAY (place->node))
    return 0;
  return json_array_get_length (json_node_get_array (place->node));
}

/**
 * th_json_path:
 * @place: a place
 *
 * Returns: (transfer full): its path, "$.matters[3].queue_prefix"
 */
char *
th_json_path (const ThJsonPlace *place)
{
  GString *path = g_string_new (NULL);

  append_place (path, place);
  return g_string_free (path, FALSE);
}

/**
 * th_json_fail:
 * @place: where the fault is; a node of %NULL there means that it is missing
 * @error: (out): %TH_ERROR_BAD_FILE naming file, path and value
 * @expected: what should stand there, in the user's language
 *
 * Returns: %FALSE, so that a check can end with it
 */
gboolean
th_json_fail (const ThJsonPlace *place, GError **error, const char *expected)
{
  const ThJsonPlace *root = place;
  g_autofree char *path = th_json_path (place);
  g_autofree char *value = place->node != NULL ? th_json_print_line (place->node) : NULL;
  g_autofree char *shown = value != NULL ? shorten (value) : NULL;
  g_autofree char *sentence = NULL;

  while (root->up != NULL)
    root = root->up;
  if (shown != NULL)
    sentence = g_strdup_printf (_("%s is %s; expected %s"), path, shown, expected);
  else
    sentence = g_strdup_printf (_("%s is missing; expected %s"), path, expected);
  if (root->file != NULL)
    g_set_error (error, TH_ERROR, TH_ERROR_BAD_FILE, "%s: %s", root->file, sentence);
  else
    g_set_error_literal (error, TH_ERROR, TH_ERROR_BAD_FILE, sentence);
  return FALSE;
}

/* --- faults of the text ----------------------------------------------- */

static gpointer
reader_fail_at (Reader *self, const ThJsonPlace *place, const char *at, const char *expected)
{
  g_autofree char *path = th_json_path (place);
  g_autofree char *found = NULL;
  const char *line_start = self->text;
  int line = 1;

  for (const char *p = self->text; p < at; p++)
    if (*p == '\n')
      {
        line++;
        line_start = p + 1;
      }
  if (at >= self->end)
    found = g_strdup (_("the end"));
  else if (g_utf8_get_char_validated (at, self->end - at) < 0x110000
           && !g_unichar_iscntrl (g_utf8_get_char (at)))
    found = g_strdup_printf ("'%.*s'", (int) (g_utf8_next_char (at) - at), at);
  else
    found = g_strdup_printf (_("byte 0x%02x"), (guchar) *at);

  g_set_error (self->error, TH_ERROR, TH_ERROR_BAD_FILE,
               _("%s, line %d, column %d: at %s there is %s; expected %s"),
               self->file != NULL ? self->file : _("JSON text"), line, (int) (at - line_start) + 1,
               path, found, expected);
  return NULL;
}

static gpointer
reader_fail (Reader *self, const ThJsonPlace *place, const char *expected)
{
  return reader_fail_at (self, place, self->p, expected);
}

static void
skip_blanks (Reader *self)
{
  while (self->p < self->end && memchr (" \t\r\n", *self->p, 4) != NULL)
    self->p++;
}

static gboolean
at_char (Reader *self, char c)
{
  return self->p < self->end && *self->p == c;
}

/* --- strings ---------------------------------------------------------- */

/* Four hexadecimal digits at @p; -1 when they are not there. */
static int
read_hex4 (Reader *self, const char *p)
{
  int value = 0;

  if (self->end - p < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (p[i]);
    }
  return value;
}

/* Reads what follows "\u"; a pair of surrogates is one character. */
static gboolean
read_unicode (Reader *self, const ThJsonPlace *place, GString *string)
{
  const char *escape = self->p - 2;
  int unit = read_hex4 (self, self->p);
  gunichar c = (gunichar) unit;

  if (unit >= 0xD800 && unit < 0xDC00 && self->end - self->p >= 10
      && self->p[4] == '\\' && self->p[5] == 'u')
    {
      int low = read_hex4 (self, self->p + 6);

      if (low >= 0xDC00 && low < 0xE000)
        {
          c = 0x10000 + (((gunichar) unit - 0xD800) << 10) + ((gunichar) low - 0xDC00);
          self->p += 6;
        }
    }
  if (unit <= 0 || !g_unichar_validate (c))
    return reader_fail_at (self, place, escape, _("a character that may stand in a text")) != NULL;
  self->p += 4;
  g_string_append_unichar (string, c);
  return TRUE;
}

static gboolean
read_escape (Reader *self, const ThJsonPlace *place, GString *string)
{
  static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  self->p++;
  if (at_char (self, 'u'))
    {
      self->p++;
      return read_unicode (self, place, string);
    }
  letter = self->p < self->end && *self->p != '\0' ? strchr (letters, *self->p) : NULL;
  if (letter == NULL)
    return reader_fail (self, place, _("an escape sequence of JSON")) != NULL;
  g_string_append_c (string, meant[letter - letters]);
  self->p++;
  return TRUE;
}

static char *
read_string (Reader *self, const ThJsonPlace *place)
{
  g_autoptr (GString) string = g_string_new (NULL);

  self->p++;
  for (;;)
    {
      const char *run = self->p;

      while (self->p < self->end && *self->p != '"' && *self->p != '\\' && (guchar) *self->p >= 0x20)
        self->p++;
      g_string_append_len (string, run, self->p - run);
      if (at_char (self, '"'))
        break;
      if (!at_char (self, '\\'))
        return reader_fail (self, place, _("the rest of a text and its closing quote"));
      if (!read_escape (self, place, string))
        return NULL;
    }
  self->p++;
  return g_string_free (g_steal_pointer (&string), FALSE);
}

/* --- values ----------------------------------------------------------- */

static void
skip_digits (Reader *self)
{
  while (self->p < self->end && g_ascii_isdigit (*self->p))
    self->p++;
}

/* Moves over a number as JSON writes it. */
static gboolean
scan_number (Reader *self, gboolean *integral)
{
  const char *digits;

  *integral = TRUE;
  if (at_char (self, '-'))
    self->p++;
  digits = self->p;
  skip_digits (self);
  if (self->p == digits || (*digits == '0' && self->p - digits > 1))
    return FALSE;
  if (at_char (self, '.'))
    {
      *integral = FALSE;
      digits = ++self->p;
      skip_digits (self);
      if (self->p == digits)
        return FALSE;
    }
  if (at_char (self, 'e') || at_char (self, 'E'))
    {
      *integral = FALSE;
      self->p++;
      if (at_char (self, '+') || at_char (self, '-'))
        self->p++;
      digits = self->p;
      skip_digits (self);
      if (self->p == digits)
        return FALSE;
    }
  return TRUE;
}

static JsonNode *
read_number (Reader *self, const ThJsonPlace *place)
{
  const char *start = self->p;
  g_autofree char *text = NULL;
  gboolean integral;

  if (!scan_number (self, &integral))
    return reader_fail_at (self, place, start, _("a number"));
  text = g_strndup (start, self->p - start);

  if (integral)
    {
      gint64 value;

      errno = 0;
      value = g_ascii_strtoll (text, NULL, 10);
      if (errno != 0 || value > LARGEST_INT || value < -LARGEST_INT)
        return reader_fail_at (self, place, start, _("a number of at most 15 digits"));
      return json_node_init_int (json_node_alloc (), value);
    }
  else
    {
      double value = g_ascii_strtod (text, NULL);

      if (!isfinite (value) || fabs (value) > LARGEST_DOUBLE)
        return reader_fail_at (self, place, start, _("a number of at most 15 digits"));
      return json_node_init_double (json_node_alloc (), value);
    }
}

static gboolean
take_word (Reader *self, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->p) < length || memcmp (self->p, word, length) != 0)
    return FALSE;
  self->p += length;
  return TRUE;
}

static JsonNode *
read_array (Reader *self, const ThJsonPlace *place, int depth)
{
  g_autoptr (JsonArray) array = json_array_new ();

  self->p++;
  skip_blanks (self);
  if (!at_char (self, ']'))
    for (guint i = 0;; i++)
      {
        ThJsonPlace element = { .up = place, .index = i };
        JsonNode *value = read_value (self, &element, depth);

        if (value == NULL)
          return NULL;
        json_array_add_element (array, value);
        skip_blanks (self);
        if (at_char (self, ']'))
          break;
        if (!at_char (self, ','))
          return reader_fail (self, place, _("',' or ']'"));
        self->p++;
      }
  self->p++;
  return json_node_init_array (json_node_alloc (), array);
}

/* Reads one member into @object. */
static gboolean
read_member (Reader *self, const ThJsonPlace *place, int depth, JsonObject *object)
{
  g_autofree char *key = NULL;
  ThJsonPlace member = { .up = place };
  const char *start;
  JsonNode *value;

  skip_blanks (self);
  start = self->p;
  if (!at_char (self, '"'))
    return reader_fail (self, place, _("the name of a member in quotes")) != NULL;
  key = read_string (self, place);
  if (key == NULL)
    return FALSE;
  member.key = key;
  if (json_object_has_member (object, key))
    return reader_fail_at (self, &member, start, _("each name only once")) != NULL;
  skip_blanks (self);
  if (!at_char (self, ':'))
    return reader_fail (self, &member, _("':'")) != NULL;
  self->p++;
  value = read_value (self, &member, depth);
  if (value == NULL)
    return FALSE;
  json_object_set_member (object, key, value);
  return TRUE;
}

static JsonNode *
read_object (Reader *self, const ThJsonPlace *place, int depth)
{
  g_autoptr (JsonObject) object = json_object_new ();

  self->p++;
  skip_blanks (self);
  if (!at_char (self, '}'))
    for (;;)
      {
        if (!read_member (self, place, depth, object))
          return NULL;
        skip_blanks (self);
        if (at_char (self, '}'))
          break;
        if (!at_char (self, ','))
          return reader_fail (self, place, _("',' or '}'"));
        self->p++;
      }
  self->p++;
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
read_value (Reader *self, const ThJsonPlace *place, int depth)
{
  skip_blanks (self);
  if ((at_char (self, '{') || at_char (self, '[')) && depth >= TH_JSON_MAX_DEPTH)
    {
      g_autofree char *expected = g_strdup_printf (_("at most %d levels"), TH_JSON_MAX_DEPTH);

      return reader_fail (self, place, expected);
    }
  if (at_char (self, '{'))
    return read_object (self, place, depth + 1);
  if (at_char (self, '['))
    return read_array (self, place, depth + 1);
  if (at_char (self, '"'))
    {
      g_autofree char *string = read_string (self, place);

      return string != NULL ? json_node_init_string (json_node_alloc (), string) : NULL;
    }
  if (take_word (self, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (take_word (self, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (take_word (self, "null"))
    return json_node_init_null (json_node_alloc ());
  if (at_char (self, '-') || (self->p < self->end && g_ascii_isdigit (*self->p)))
    return read_number (self, place);
  return reader_fail (self, place, _("a value"));
}

/**
 * th_json_parse:
 * @text: JSON text, UTF-8
 * @length: its bytes, or -1 when it ends with a NUL
 * @file: (nullable): the file it comes from, for messages
 * @error: (out): %TH_ERROR_BAD_FILE
 *
 * Reads exactly one value as RFC 8259 writes it. Refused besides: more than
 * %TH_JSON_MAX_BYTES, more than %TH_JSON_MAX_DEPTH levels, a member named
 * twice, the character NUL, halves of surrogate pairs, and numbers that a
 * double does not hold exactly enough.
 *
 * Returns: (transfer full): the value, or %NULL
 */
JsonNode *
th_json_parse (const char *text, gssize length, const char *file, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  ThJsonPlace root = { .file = file };
  Reader self = { file, text, text, text + size, error };
  g_autoptr (JsonNode) value = NULL;
  const char *bad;

  if (size > TH_JSON_MAX_BYTES)
    {
      g_autofree char *is = g_format_size_full (size, G_FORMAT_SIZE_IEC_UNITS);
      g_autofree char *most = g_format_size_full (TH_JSON_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, TH_ERROR, TH_ERROR_BAD_FILE, _("%s has %s; expected at most %s"),
                   file != NULL ? file : _("JSON text"), is, most);
      return NULL;
    }
  if (!g_utf8_validate_len (text, size, &bad))
    return reader_fail_at (&self, &root, bad, _("text in UTF-8"));

  /* Some editors put a byte order mark before the text. */
  take_word (&self, "\xEF\xBB\xBF");
  value = read_value (&self, &root, 0);
  if (value == NULL)
    return NULL;
  skip_blanks (&self);
  if (self.p < self.end)
    return reader_fail (&self, &root, _("the end"));
  return g_steal_pointer (&value);
}
