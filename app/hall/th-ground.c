/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The grounds of priority and the channels. A ground is stored as its code,
 * whichever of its names was given; a hall's own list of grounds is in words,
 * and a line of it that is none of those known here is a local rule. */

#include "th-ground.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *code;
  const char *label;
  const char *words;   /* Chinese ones; a text with one of them means this */
} grounds[] = {
  { "illness", NC_("ground", "Seriously ill"), "重病 大病 急病" },
  { "pregnancy", NC_("ground", "Pregnant or with an infant"), "孕妇 孕产妇 婴" },
  { "disabled-veteran", NC_("ground", "Disabled veteran"), "残疾军人 伤残军人" },
  { "disability", NC_("ground", "Disabled"), "残疾 残障" },
  { "firefighter", NC_("ground", "Firefighter"), "消防" },
  { "soldier", NC_("ground", "Serving or retired soldier"), "军人 退役 现役" },
  { "martyr-family", NC_("ground", "Family of a martyr"), "烈士 烈属 三属" },
  { "elderly", NC_("ground", "Elderly"), "老年 老人 高龄" },
  { "local", NC_("ground", "Local rule"), "本地规定" },
};

static const char *const channels[] = {
  "hall", "reception", "desk", "window", "kiosk", "phone", "online", "web", "app", "phone-app", "wechat", "public", "group", "booking", NULL
};

static const char *
local_ground (void)
{
  return grounds[G_N_ELEMENTS (grounds) - 1].code;
}

static gboolean
has_word (const char *text,
          const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    if (strstr (text, list[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
in_own_list (ThHall     *hall,
             const char *text)
{
  JsonNode *node = th_hall_setting_node (hall, "queue.priority_classes");
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (g_strcmp0 (json_array_get_string_element (list, i), text) == 0)
      return TRUE;
  return FALSE;
}

/**
 * th_ground_parse:
 * @text: a code, its label in English or in the user's language, or words of
 *   the hall
 *
 * Returns: (transfer none): the code, or NULL when it is no ground here
 */
const char *
th_ground_parse (ThHall     *hall,
                 const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    if (g_str_equal (text, grounds[i].code) || g_str_equal (text, grounds[i].label) || g_str_equal (text, th_ground_label (grounds[i].code)))
      return grounds[i].code;
  /* Words longer than a name may tell of a person. */
  if (g_utf8_strlen (text, -1) <= 20 || in_own_list (hall, text))
    for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
      if (has_word (text, grounds[i].words))
        return grounds[i].code;
  return in_own_list (hall, text) ? local_ground () : NULL;
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

/* (transfer full): all codes with what they are called, for a message. */
char *
th_ground_codes (void)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    g_string_append_printf (list, "%s%s (%s)", i > 0 ? ", " : "", grounds[i].code, th_ground_label (grounds[i].code));
  return g_string_free (list, FALSE);
}

/* Whether numbers and places are given by this way. */
gboolean
th_channel_known (const char *code)
{
  return g_strv_contains (channels, code);
}

/* (transfer full): all of them, for a message. */
char *
th_channel_codes (void)
{
  return g_strjoinv (", ", (char **) channels);
}
