/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sentences of the program are translated by gettext; names of queues,
 * matters and holidays come with the hall, and this picks the language. */

#include "th-words.h"

#include <string.h>

/**
 * th_words_chinese:
 *
 * Returns: whether the user reads Chinese, by the settings gettext obeys
 */
gboolean
th_words_chinese (void)
{
  const char *const *names = g_get_language_names_with_category ("LC_MESSAGES");

  return g_str_has_prefix (names[0], "zh");
}

/**
 * th_words:
 * @zh: (nullable): the Chinese words
 * @en: (nullable): the English words
 *
 * Returns: (transfer none) (nullable): the words in the user's language, or
 *   the others when there are none
 */
const char *
th_words (const char *zh, const char *en)
{
  if (zh == NULL || en == NULL)
    return zh != NULL ? zh : en;
  return th_words_chinese () ? zh : en;
}

/**
 * th_words_cut:
 * @text: from outside, in whatever encoding
 * @bytes: the most to show of it
 *
 * Returns: (transfer full): the beginning of @text for a message; a character
 *   is there whole or not at all
 */
char *
th_words_cut (const char *text, gsize bytes)
{
  char *valid = g_utf8_make_valid (text, -1);

  if (strlen (valid) > bytes)
    {
      while (bytes > 0 && (valid[bytes] & 0xc0) == 0x80)
        bytes--;
      valid[bytes] = '\0';
    }
  return valid;
}
