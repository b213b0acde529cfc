/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading CSV files (RFC 4180): quotes, both line ends, a byte-order mark.
 * Every fault names the file, the line and the column. */

#include "th-csv.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "th-words.h"

#define MAX_SIZE (64 * 1024 * 1024)

struct _ThCsv
{
  char      *path;
  GPtrArray *header;   /* of char* */
  GPtrArray *rows;     /* of GPtrArray of char* */
  GArray    *lines;    /* of guint: where each row begins */
};

void
th_csv_free (ThCsv *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_clear_pointer (&self->header, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_free (self);
}

/* One field from *@text on, which is moved behind it. FALSE for an open quote. */
static gboolean
read_field (const char **text,
            guint       *line,
            GString     *field)
{
  const char *c = *text;

  g_string_truncate (field, 0);
  if (*c != '"')
    {
      gsize length = strcspn (c, ",\r\n");

      g_string_append_len (field, c, (gssize) length);
      *text = c + length;
      return TRUE;
    }
  for (c++; *c != '\0'; c++)
    {
      if (*c == '"' && c[1] != '"')
        {
          *text = c + 1;
          return TRUE;
        }
      if (*c == '"')
        c++;
      if (*c == '\n')
        (*line)++;
      g_string_append_c (field, *c);
    }
  return FALSE;
}

static gboolean
fail_line (ThCsv      *self,
           guint       line,
           const char *what,
           GError    **error)
{
  g_set_error (error, TH_ERROR, TH_ERROR_BAD_FILE, _("%s, line %u: %s"), self->path, line, what);
  return FALSE;
}

/* One record; *@text is moved to the next line. */
static GPtrArray *
read_record (ThCsv       *self,
             const char **text,
             guint       *line,
             GError     **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) field = g_string_new (NULL);

  for (;;)
    {
      guint at = *line;

      if (!read_field (text, line, field))
        {
          fail_line (self, at, _("a quote is opened and not closed."), error);
          return NULL;
        }
      g_ptr_array_add (fields, g_strdup (field->str));
      if (**text != ',')
        break;
      (*text)++;
    }
  if (**text == '\r')
    (*text)++;
  if (**text != '\n' && **text != '\0')
    {
      fail_line (self, *line, _("there is text behind a closing quote."), error);
      return NULL;
    }
  if (**text == '\n')
    (*text)++;
  (*line)++;
  return g_steal_pointer (&fields);
}

static gboolean
parse (ThCsv      *self,
       const char *text,
       GError    **error)
{
  guint line = 1;

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  self->header = read_record (self, &text, &line, error);
  if (self->header == NULL)
    return FALSE;
  while (*text != '\0')
    {
      guint at = line;
      g_autoptr (GPtrArray) record = read_record (self, &text, &line, error);

      if (record == NULL)
        return FALSE;
      if (record->len == 1 && *(const char *) g_ptr_array_index (record, 0) == '\0')
        continue;
      if (record->len != self->header->len)
        {
          g_autofree char *what = g_strdup_printf (_("it has %u fields, the header has %u."), record->len, self->header->len);

          return fail_line (self, at, what, error);
        }
      g_ptr_array_add (self->rows, g_steal_pointer (&record));
      g_array_append_val (self->lines, at);
    }
  return TRUE;
}

/**
 * th_csv_read_text:
 * @length: (out): its bytes
 *
 * Reads a file of at most 64 MiB; an endless one ends there, too.
 *
 * Returns: (transfer full): its bytes with a NUL behind them, or NULL with
 *   NOT_FOUND or BAD_FILE
 */
char *
th_csv_read_text (const char *path,
                  gsize      *length,
                  GError    **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char block[1 << 14];
  gsize n;
  int code;
  FILE *file;

  errno = 0;
  file = fopen (path, "rbe");
  while (file != NULL && text->len <= MAX_SIZE && (n = fread (block, 1, sizeof block, file)) > 0)
    g_string_append_len (text, block, (gssize) n);
  code = file == NULL || ferror (file) ? errno : 0;
  if (file != NULL)
    fclose (file);
  if (code != 0)
    g_set_error (error, TH_ERROR, code == ENOENT ? TH_ERROR_NOT_FOUND : TH_ERROR_BAD_FILE, _("%s cannot be read: %s"), path, g_strerror (code));
  else if (text->len > MAX_SIZE)
    g_set_error (error, TH_ERROR, TH_ERROR_BAD_FILE, _("%s has more than 64 MiB."), path);
  if (code != 0 || text->len > MAX_SIZE)
    return NULL;
  *length = text->len;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Says where @text is no text: in which line, and at which byte of it. */
static gboolean
check_text (ThCsv      *self,
            const char *text,
            gsize       length,
            GError    **error)
{
  const char *bad, *start = text;
  guint line = 1;

  if (g_utf8_validate_len (text, length, &bad))
    return TRUE;
  for (const char *c = text; c < bad; c++)
    if (*c == '\n')
      {
        line++;
        start = c + 1;
      }
  g_set_error (error, TH_ERROR, TH_ERROR_BAD_FILE, _("%s, line %u, column %d: there is byte 0x%02x; expected text in UTF-8."), self->path, line,
               (int) (bad - start) + 1, (guchar) *bad);
  return FALSE;
}

/* A column that stands twice has no meaning. */
static gboolean
check_header (ThCsv   *self,
              GError **error)
{
  for (guint i = 0; i < self->header->len; i++)
    for (guint k = 0; k < i; k++)
      if (g_str_equal (g_ptr_array_index (self->header, i), g_ptr_array_index (self->header, k)))
        {
          g_autofree char *shown = th_words_cut (g_ptr_array_index (self->header, i), 40);
          g_autofree char *what = g_strdup_printf (_("the column \"%.40s\" stands there twice."), shown);

          return fail_line (self, 1, what, error);
        }
  return TRUE;
}

/**
 * th_csv_load:
 *
 * Returns: (transfer full): the file, or NULL with NOT_FOUND or BAD_FILE
 */
ThCsv *
th_csv_load (const char *path,
             GError    **error)
{
  g_autoptr (ThCsv) self = g_new0 (ThCsv, 1);
  gsize length;
  g_autofree char *text = th_csv_read_text (path, &length, error);

  self->path = g_strdup (path);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  if (text == NULL || !check_text (self, text, length, error) || !parse (self, text, error) || !check_header (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static int
column_of (ThCsv      *self,
           const char *column)
{
  for (guint i = 0; i < self->header->len; i++)
    if (g_str_equal (g_ptr_array_index (self->header, i), column))
      return (int) i;
  return -1;
}

gboolean
th_csv_has (ThCsv      *self,
            const char *column)
{
  return column_of (self, column) >= 0;
}

guint
th_csv_rows (ThCsv *self)
{
  return self->rows->len;
}

const char *
th_csv_text (ThCsv      *self,
             guint       row,
             const char *column)
{
  int index = column_of (self, column);

  return index >= 0 ? g_ptr_array_index ((GPtrArray *) g_ptr_array_index (self->rows, row), (guint) index) : "";
}

/* Sets BAD_FILE naming the place and the value: returns FALSE. */
gboolean
th_csv_fail (ThCsv      *self,
             guint       row,
             const char *column,
             const char *expected,
             GError    **error)
{
  g_autofree char *shown = th_words_cut (th_csv_text (self, row, column), 40);

  g_set_error (error, TH_ERROR, TH_ERROR_BAD_FILE, _("%s, line %u, column %s: \"%.40s\"; expected %s."), self->path,
               g_array_index (self->lines, guint, row), column, shown, expected);
  return FALSE;
}

/**
 * th_csv_number:
 * @needed: whether an empty field is a fault; else it leaves @value alone
 *
 * Reads a number from 0 to 10^9, as decimal digits write it.
 */
gboolean
th_csv_number (ThCsv      *self,
               guint       row,
               const char *column,
               gboolean    needed,
               double     *value,
               GError    **error)
{
  const char *text = th_csv_text (self, row, column);
  char *end = NULL;
  double number;

  if (*text == '\0')
    return !needed || th_csv_fail (self, row, column, _("a number from 0 to 1000000000"), error);
  number = g_ascii_strtod (text, &end);
  if (strspn (text, "0123456789.+-eE") != strlen (text) || end == text || *end != '\0' || !(number >= 0 && number <= 1e9))
    return th_csv_fail (self, row, column, _("a number from 0 to 1000000000"), error);
  *value = number;
  return TRUE;
}
