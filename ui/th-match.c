/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of what a search finds: the code goes before the name and a
 * beginning before a middle, so that what a clerk types by heart is always the
 * first answer and Enter can be pressed without looking. */

#include "th-match.h"

#include <string.h>

#include "th-initials.h"

/* Full-width letters and capitals are the same to a person in a hurry. */
static char *
folded (const char *text)
{
  g_autofree char *whole = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (whole != NULL ? whole : "", -1);
}

/**
 * th_match_score:
 * @query: what was typed; nothing matches everything
 * @code: a code such as "T02"
 * @zh: (nullable): the Chinese name, also found by its pinyin initials
 * @en: (nullable): the English name
 *
 * Returns: 0 when @query does not name it, more the better it does
 */
guint
th_match_score (const char *query, const char *code, const char *zh, const char *en)
{
  g_autofree char *q = g_strstrip (folded (query));
  g_autofree char *c = folded (code);
  g_autofree char *name = folded (zh);
  g_autofree char *english = folded (en);

  if (*q == '\0')
    return 1;
  if (strcmp (c, q) == 0)
    return 100;
  if (g_str_has_prefix (c, q))
    return 90;
  if (g_str_has_prefix (name, q))
    return 80;
  if (strstr (name, q) != NULL)
    return 70;
  if (g_str_has_prefix (english, q))
    return 60;
  if (zh != NULL && th_initials_match (zh, q))
    return 50;

  return strstr (english, q) != NULL ? 40 : 0;
}
