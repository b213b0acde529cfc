/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Masks for names and numbers of persons: enough to tell two people in one
 * line apart, not enough to find them. */

#include "th-mask.h"

#include <string.h>

/* Surnames of two characters; the second one is part of the surname, so the
 * stars stand for the given name alone. */
static const char *const compound_surnames[] = {
  "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛",
  "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容",
  "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马",
  "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐",
  "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生", "左丘", "东门", "西门", "南荣", "第五",
};

static gboolean
has_compound_surname (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (compound_surnames); i++)
    if (g_str_has_prefix (name, compound_surnames[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_han (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

static void
append_stars (GString *text, glong n)
{
  for (glong i = 0; i < n; i++)
    g_string_append_c (text, '*');
}

static void
append_first (GString *text, const char *name)
{
  g_string_append_len (text, name, g_utf8_next_char (name) - name);
}

static char *
mask_han (const char *name)
{
  g_autoptr (GString) masked = g_string_new (NULL);
  glong length = g_utf8_strlen (name, -1);
  glong surname = length > 2 && has_compound_surname (name) ? 2 : 1;

  /* A name of one character has nothing that could be hidden but itself. */
  if (length == 1)
    return g_strdup ("*");
  append_first (masked, name);
  append_stars (masked, length - surname);
  return g_string_free (g_steal_pointer (&masked), FALSE);
}

static char *
mask_words (const char *name)
{
  g_autoptr (GString) masked = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit_set (name, " \t", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (masked->len > 0)
        g_string_append_c (masked, ' ');
      append_first (masked, words[i]);
      append_stars (masked, g_utf8_strlen (words[i], -1) - 1);
    }
  return g_string_free (g_steal_pointer (&masked), FALSE);
}

/* Keeps @head and @tail characters of @text, which is ASCII. */
static char *
mask_middle (const char *text, gsize head, gsize tail)
{
  char *masked = g_strdup (text);
  gsize length = strlen (text);

  for (gsize i = head; i + tail < length; i++)
    masked[i] = '*';
  return masked;
}

/**
 * th_mask_name:
 * @name: (nullable): the name of a person, Chinese or in words
 *
 * Returns: (transfer full): "李**", "欧**" for a surname of two characters,
 *   "J*** S****"; "" for no name
 */
char *
th_mask_name (const char *name)
{
  g_autofree char *text = NULL;

  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return g_strdup ("");
  text = g_strstrip (g_strdup (name));
  if (*text == '\0')
    return g_steal_pointer (&text);
  return is_han (text) ? mask_han (text) : mask_words (text);
}

/**
 * th_mask_id:
 * @kind: what @id is
 * @id: (nullable): a number
 *
 * The code of a company is public and stays as it is. Of other numbers at
 * most half is shown, and never more than four characters at either end.
 *
 * Returns: (transfer full): "4200**********0015"; "" for no number
 */
char *
th_mask_id (ThIdKind kind, const char *id)
{
  g_autofree char *text = th_id_normalise (kind, id);
  gsize keep = MIN (4, strlen (text) / 4);

  if (kind == TH_ID_USCC)
    return g_steal_pointer (&text);
  if (!g_str_is_ascii (text))
    return g_strdup ("*");
  return mask_middle (text, keep, keep);
}

/**
 * th_mask_phone:
 * @number: (nullable): a telephone number
 *
 * Returns: (transfer full): "130****0001"; "" for no number
 */
char *
th_mask_phone (const char *number)
{
  g_autofree char *normal = NULL;
  gsize keep;

  if (number == NULL || *number == '\0')
    return g_strdup ("");
  if (th_phone_check (number, &normal) != TH_PHONE_NONE)
    return mask_middle (normal, 3, 4);
  if (!g_str_is_ascii (number))
    return g_strdup ("*");
  keep = strlen (number) / 4;
  return mask_middle (number, keep, keep);
}
