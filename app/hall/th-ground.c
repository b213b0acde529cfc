/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Why somebody comes first, and by which way. Of a ground only the class is
 * kept, whatever words it was told in: the words may tell of a person. */

#include "th-ground.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *code;
  const char *label;
  const char *words;   /* a text with one of them means this */
} grounds[] = {
  { "illness", NC_("ground", "Seriously ill"), "重病|大病|急病|seriously ill|illness" },
  { "pregnancy", NC_("ground", "Pregnant or with an infant"), "孕妇|孕产妇|婴|pregnan|infant" },
  { "disabled-veteran", NC_("ground", "Disabled veteran"), "残疾军人|伤残军人|disabled veteran|disabled-veteran|disabled soldier" },
  { "disability", NC_("ground", "Disabled"), "残疾|残障|disab|wheelchair" },
  { "firefighter", NC_("ground", "Firefighter"), "消防|firefight" },
  { "martyr-family", NC_("ground", "Family of a martyr"), "烈士|烈属|martyr" },
  { "soldier", NC_("ground", "Serving or retired soldier"), "军人|退役|现役|soldier|veteran|military" },
  { "elderly", NC_("ground", "Elderly"), "老年|老人|高龄|elder|senior" },
  { "other", NC_("ground", "Another ground"), NULL },
};

#define OTHER (G_N_ELEMENTS (grounds) - 1)

/* Ways by which anybody comes without a person of the hall in between. */
static const char *const open_channels[] = {
  "online", "web", "app", "phone-app", "wechat", "miniprogram", "kiosk", "public", NULL
};

static gboolean
has_word (const char *text,
          const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);

  for (guint i = 0; list[i] != NULL; i++)
    if (strstr (text, list[i]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * th_ground_parse:
 * @text: a code, a label, or the words of whoever looked
 *
 * Returns: (transfer none): the code of the class; "other" for what is none
 *   of those known here, such as a line of the hall's own list
 */
const char *
th_ground_parse (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < OTHER; i++)
    if (g_str_equal (text, grounds[i].code) || g_str_equal (text, th_ground_label (grounds[i].code)))
      return grounds[i].code;
  for (guint i = 0; i < OTHER; i++)
    if (has_word (folded, grounds[i].words))
      return grounds[i].code;
  return grounds[OTHER].code;
}

/**
 * th_ground_label:
 * @code: (nullable): what th_ground_parse() gave
 *
 * Returns: (transfer none) (nullable): what it is called, in the user's language
 */
const char *
th_ground_label (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    if (g_strcmp0 (code, grounds[i].code) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "ground", grounds[i].label);
  return code;
}

/* Whether @code may name a way: short, and no words about a person. */
gboolean
th_channel_valid (const char *code)
{
  gsize length = strspn (code, "abcdefghijklmnopqrstuvwxyz0123456789_-");

  return length > 0 && length <= 32 && code[length] == '\0' && g_ascii_islower (*code);
}

/* Whether what comes by @code may take public places only. */
gboolean
th_channel_public (const char *code)
{
  return g_strv_contains (open_channels, code);
}
