/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The first level of GB 2312 holds the 3,755 usual characters in the order of
 * their pinyin, so the code of a character tells its initial: a table of 23
 * beginnings takes the place of a dictionary. Rare characters are in the second
 * level, ordered by stroke; they match any letter rather than none. Characters
 * with several readings that stand in names of matters have both. */

#include "th-initials.h"

#include <string.h>

static const struct { guint16 from; char initial; } starts[] = {
  { 0xB0A1, 'a' }, { 0xB0C5, 'b' }, { 0xB2C1, 'c' }, { 0xB4EE, 'd' }, { 0xB6EA, 'e' }, { 0xB7A2, 'f' },
  { 0xB8C1, 'g' }, { 0xB9FE, 'h' }, { 0xBBF7, 'j' }, { 0xBFA6, 'k' }, { 0xC0AC, 'l' }, { 0xC2E8, 'm' },
  { 0xC4C3, 'n' }, { 0xC5B6, 'o' }, { 0xC5BE, 'p' }, { 0xC6DA, 'q' }, { 0xC8BB, 'r' }, { 0xC8F6, 's' },
  { 0xCBFA, 't' }, { 0xCDDA, 'w' }, { 0xCEF4, 'x' }, { 0xD1B9, 'y' }, { 0xD4D1, 'z' },
};

#define LAST_OF_LEVEL_1 0xD7F9

static const struct { const char *character; char initial; } others[] = {
  { "会", 'k' }, { "重", 'c' }, { "行", 'h' }, { "长", 'z' }, { "调", 't' }, { "单", 's' }, { "校", 'j' },
};

/* The initial of one character: a letter, '?' for any, 0 for none. */
static char
initial_of (const char *character, gsize length)
{
  g_autofree char *code = NULL;
  gsize written = 0;
  guint16 value;
  char initial = 0;

  if (length == 1)
    return g_ascii_isalnum (*character) ? g_ascii_tolower (*character) : 0;
  code = g_convert (character, length, "GB2312", "UTF-8", NULL, &written, NULL);
  if (code == NULL || written != 2)
    return 0;
  value = (guint16) ((guchar) code[0] << 8 | (guchar) code[1]);
  if (value < starts[0].from)
    return 0;
  if (value > LAST_OF_LEVEL_1)
    return '?';
  for (guint i = 0; i < G_N_ELEMENTS (starts) && starts[i].from <= value; i++)
    initial = starts[i].initial;
  return initial;
}

static gboolean
says (const char *character, gsize length, char typed)
{
  char initial = initial_of (character, length);

  if (initial == typed || initial == '?')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (strncmp (character, others[i].character, length) == 0 && others[i].initial == typed)
      return TRUE;
  return FALSE;
}

/* Signs between words, such as brackets, are stepped over. */
static gboolean
matches_here (const char *text, const char *typed)
{
  while (*typed != '\0')
    {
      const char *next;

      while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
      if (*text == '\0')
        return FALSE;
      next = g_utf8_next_char (text);
      if (!says (text, next - text, *typed))
        return FALSE;
      text = next;
      typed++;
    }
  return TRUE;
}

/**
 * th_initials_match:
 * @text: Chinese words
 * @typed: lower case letters and digits
 *
 * Returns: whether the initials of @text have @typed somewhere in a row
 */
gboolean
th_initials_match (const char *text, const char *typed)
{
  if (*typed == '\0')
    return FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (matches_here (text, typed))
      return TRUE;
  return FALSE;
}
