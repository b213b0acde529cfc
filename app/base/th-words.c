/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sentences of the program are translated by gettext; names of queues,
 * matters and holidays come with the hall, and this picks the language. */

#include "th-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "th-day.h"

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

static const char *
month_name (ThDay day)
{
  static const char *const names[] = {
    NC_("month", "January"), NC_("month", "February"), NC_("month", "March"), NC_("month", "April"), NC_("month", "May"), NC_("month", "June"),
    NC_("month", "July"), NC_("month", "August"), NC_("month", "September"), NC_("month", "October"), NC_("month", "November"),
    NC_("month", "December"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "month", names[th_day_month (day) - 1]);
}

/**
 * th_words_days:
 * @from: a day
 * @to: another, not before it
 *
 * Returns: (transfer full): "1 May", "1 to 5 May", "27 September to 3 October"
 */
char *
th_words_days (ThDay from, ThDay to)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (from != to && from / 100 == to / 100)
    /* Translators: day of the month, another day of it, its name. */
    return g_strdup_printf (C_("days of a month", "%d to %d %s"), th_day_mday (from), th_day_mday (to), month_name (from));
  /* Translators: day of the month, its name. */
  first = g_strdup_printf (C_("day of a month", "%d %s"), th_day_mday (from), month_name (from));
  if (from == to)
    return g_steal_pointer (&first);
  last = g_strdup_printf (C_("day of a month", "%d %s"), th_day_mday (to), month_name (to));
  return g_strdup_printf (C_("two days", "%s to %s"), first, last);
}
