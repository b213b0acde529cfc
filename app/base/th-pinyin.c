/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Readings of characters, from ICU's transliteration.
 *
 * ICU reads a text and settles on one reading of each character, by the words
 * around it. Whoever types initials does so by the word they have in mind, so
 * each character is read alone here and a small table adds the other readings
 * that occur in names of matters, companies and people; any of them matches.
 *
 * ICU takes a tenth of a second to load its rules, once; what was read is
 * kept, for the same few hundred characters return in every name. */

#include "th-pinyin.h"

#include <unicode/utrans.h>

static const struct { const char *character, *readings[3]; } others[] = {
  { "会", { "kuai" } },  { "重", { "chong", "zhong" } }, { "行", { "hang", "xing" } }, { "长", { "chang", "zhang" } },
  { "调", { "tiao", "diao" } }, { "单", { "shan" } },   { "校", { "jiao", "xiao" } }, { "率", { "shuai" } },
  { "传", { "zhuan", "chuan" } }, { "便", { "pian" } }, { "给", { "ji", "gei" } },    { "还", { "huan", "hai" } },
  { "省", { "xing" } },  { "系", { "ji" } },            { "卡", { "qia" } },          { "参", { "shen" } },
  { "差", { "chai", "cha" } }, { "朝", { "chao", "zhao" } }, { "都", { "du", "dou" } }, { "乐", { "yue", "le" } },
  { "曾", { "zeng", "ceng" } }, { "解", { "xie" } },    { "仇", { "qiu" } },          { "区", { "ou" } },
  { "查", { "zha" } },   { "朴", { "piao", "pu" } },    { "任", { "ren" } },          { "盛", { "cheng", "sheng" } },
  { "厦", { "xia", "sha" } }, { "沈", { "chen" } },     { "藏", { "zang", "cang" } }, { "角", { "jue" } },
  { "降", { "xiang" } }, { "属", { "zhu" } },           { "种", { "chong" } },        { "弹", { "tan" } },
  { "提", { "di" } },    { "数", { "shu" } },           { "石", { "dan" } },          { "尉", { "yu", "wei" } },
  { "万", { "mo" } },    { "覃", { "qin", "tan" } },    { "盖", { "ge" } },           { "车", { "ju" } },
  { "处", { "chu" } },   { "得", { "dei" } },           { "空", { "kong" } },         { "量", { "liang" } },
  { "没", { "mei", "mo" } }, { "模", { "mu" } },        { "强", { "jiang" } },        { "俞", { "yu" } },
};

static GMutex lock;
static GHashTable *known;              /* of gunichar to const char *const * */
static UTransliterator *to_latin;      /* NULL with @known: there is none */

static void
open_locked (void)
{
  static const UChar id[] = { 'H', 'a', 'n', '-', 'L', 'a', 't', 'i', 'n' };
  UErrorCode status = U_ZERO_ERROR;

  known = g_hash_table_new (NULL, NULL);
  to_latin = utrans_openU (id, G_N_ELEMENTS (id), UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (U_FAILURE (status))
    {
      /* Names are still found by their characters. */
      g_warning ("no pinyin: %s", u_errorName (status));
      to_latin = NULL;
    }
}

static void
add_reading (GPtrArray  *readings,
             const char *text)
{
  const char *reading = g_intern_string (text);

  if (*text != '\0' && !g_ptr_array_find (readings, (gpointer) reading, NULL))
    g_ptr_array_add (readings, (gpointer) reading);
}

/* "lǜ" is typed as "lv" by most and as "lu" by some. */
static void
add_latin (GPtrArray  *readings,
           const char *latin)
{
  g_autofree char *parts = g_utf8_normalize (latin, -1, G_NORMALIZE_NFD);
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (GString) with_v = g_string_new (NULL);

  for (const char *p = parts; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x0308 && with_v->len > 0)
        with_v->str[with_v->len - 1] = 'v';
      if (c < 128 && g_ascii_isalpha ((char) c))
        {
          g_string_append_c (plain, g_ascii_tolower ((char) c));
          g_string_append_c (with_v, g_ascii_tolower ((char) c));
        }
    }
  add_reading (readings, with_v->str);
  add_reading (readings, plain->str);
}

static const char *const *
read_locked (gunichar character)
{
  GPtrArray *readings = g_ptr_array_new ();
  glong length = 0;
  g_autofree gunichar2 *units = g_ucs4_to_utf16 (&character, 1, NULL, &length, NULL);
  UErrorCode status = U_ZERO_ERROR;
  UChar text[32];
  int32_t used = 0, end;

  for (; units != NULL && used < length; used++)
    text[used] = units[used];
  end = used;
  if (to_latin != NULL)
    {
      utrans_transUChars (to_latin, text, &used, G_N_ELEMENTS (text), 0, &end, &status);
      if (U_SUCCESS (status))
        {
          g_autofree char *latin = g_utf16_to_utf8 ((const gunichar2 *) text, used, NULL, NULL, NULL);

          if (latin != NULL && g_utf8_get_char (latin) != character)
            add_latin (readings, latin);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_utf8_get_char (others[i].character) == character)
      for (gsize k = 0; k < G_N_ELEMENTS (others[i].readings) && others[i].readings[k] != NULL; k++)
        add_reading (readings, others[i].readings[k]);
  g_ptr_array_add (readings, NULL);
  return (const char *const *) g_ptr_array_free (readings, FALSE);
}

const char *const *
th_pinyin (gunichar character)
{
  static const char *const none[] = { NULL };
  const char *const *readings;

  if (g_unichar_get_script (character) != G_UNICODE_SCRIPT_HAN)
    return none;
  g_mutex_lock (&lock);
  if (known == NULL)
    open_locked ();
  readings = g_hash_table_lookup (known, GUINT_TO_POINTER (character));
  if (readings == NULL)
    {
      readings = read_locked (character);
      g_hash_table_insert (known, GUINT_TO_POINTER (character), (gpointer) readings);
    }
  g_mutex_unlock (&lock);
  return readings;
}
