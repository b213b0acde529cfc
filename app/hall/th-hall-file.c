/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading and printing hall descriptions. A description is taken whole or not
 * at all, so everything that can be wrong with one is found here, before
 * anything is stored. */

#include "th-hall-file.h"

#include <glib/gi18n-lib.h>
#include <gio/gio.h>
#include <string.h>

#include "th-hall-check.h"
#include "th-hall-parts.h"
#include "th-hall-shape.h"

static void
set_read_error (GError **error, const char *path, const GError *cause)
{
  gboolean missing = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  g_set_error (error, TH_ERROR, missing ? TH_ERROR_NOT_FOUND : TH_ERROR_BAD_FILE,
               _("%s cannot be read: %s"), path, cause->message);
}

/* Reads at most one byte more than may be, so that an endless file ends. */
static GBytes *
read_limited (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &cause);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (1 << 16);

  while (stream != NULL && bytes->len <= TH_JSON_MAX_BYTES)
    {
      gssize n = g_input_stream_read (G_INPUT_STREAM (stream), block, 1 << 16, NULL, &cause);

      if (n <= 0)
        break;
      g_byte_array_append (bytes, block, (guint) n);
    }
  if (cause != NULL)
    {
      set_read_error (error, path, cause);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * th_hall_file_load:
 * @path: a file
 * @error: (out): %TH_ERROR_BAD_FILE or %TH_ERROR_NOT_FOUND
 *
 * Returns: (transfer full): the description in @path, checked
 */
JsonObject *
th_hall_file_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = read_limited (path, error);
  gsize size;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes == NULL)
    return NULL;
  return th_hall_file_parse (text != NULL ? text : "", (gssize) size, path, error);
}

/**
 * th_hall_file_parse:
 * @text: JSON text
 * @length: its bytes, or -1 when it ends with a NUL
 * @file: (nullable): where it comes from, for messages
 * @error: (out): %TH_ERROR_BAD_FILE
 *
 * Returns: (transfer full): the description, checked
 */
JsonObject *
th_hall_file_parse (const char *text, gssize length, const char *file, GError **error)
{
  g_autoptr (JsonNode) root = th_json_parse (text, length, file, error);
  ThJsonPlace place = { .node = root, .file = file };

  if (root == NULL || !th_shape_check (&th_hall_shape, &place, error)
      || !th_hall_check (json_node_get_object (root), file, error))
    return NULL;
  return json_node_dup_object (root);
}

/**
 * th_hall_file_check:
 * @file: a description from wherever
 * @name: (nullable): what to call it in messages
 * @error: (out): %TH_ERROR_BAD_FILE
 *
 * Returns: whether @file is a whole and consistent description
 */
gboolean
th_hall_file_check (JsonObject *file, const char *name, GError **error)
{
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), file);
  ThJsonPlace place = { .node = root, .file = name };

  return th_shape_check (&th_hall_shape, &place, error) && th_hall_check (file, name, error);
}

/**
 * th_hall_file_print:
 * @file: a description that was checked
 *
 * The canonical form: what an export of it is, byte for byte.
 *
 * Returns: (transfer full): @file as text
 */
char *
th_hall_file_print (JsonObject *file)
{
  g_autoptr (GPtrArray) parts = th_hall_parts_split (file);
  g_autoptr (JsonObject) whole = th_hall_parts_join (parts);
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), whole);

  return th_json_print (root);
}

/**
 * th_window_code:
 * @text: a window as somebody writes it
 *
 * Returns: (transfer full): its code, "3" for "3", "03" and "W03"
 */
char *
th_window_code (const char *text)
{
  const char *digits = *text == 'W' || *text == 'w' ? text + 1 : text;

  if (*digits == '\0' || strspn (digits, G_CSET_DIGITS) != strlen (digits))
    return g_strdup (text);
  while (digits[0] == '0' && digits[1] != '\0')
    digits++;
  return g_strdup (digits);
}
