/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding things by what people type: code, characters, pinyin, initials. */

#include "th-pinyin.h"
#include "th-search-key.h"

#define EMPLOYER "单位住房公积金缴存登记（单位开户）"
#define VAT "增值税一般纳税人登记"

static guint
score (const char *code,
       const char *zh,
       const char *en,
       const char *query)
{
  g_autoptr (ThSearchKey) key = th_search_key_new (code, zh, en);

  return th_search_key_score (key, query, NULL);
}

static void
test_matches (void)
{
  static const struct { const char *zh, *query; gboolean found; } cases[] = {
    { VAT, "zzs", TRUE },
    { VAT, "nsr", TRUE },
    { VAT, "ZZS", TRUE },
    { VAT, "ｚｚｓ", TRUE },
    { VAT, "zengzhishui", TRUE },
    { VAT, "zengzhis", TRUE },
    { VAT, "zeng zhi shui", TRUE },
    { VAT, "zzsdj", TRUE },
    { VAT, "增值税登记", TRUE },
    { VAT, "增zs", TRUE },
    { VAT, "zzsx", FALSE },
    { VAT, "szz", FALSE },
    { VAT, "zdr", FALSE },
    { VAT, "xyz", FALSE },
    { "代开增值税发票", "zzsfp", TRUE },
    { "财务会计制度", "cwkj", TRUE },
    { "财务会计制度", "kuaiji", TRUE },
    { "发票（数电票）", "fpsdp", TRUE },
    { "G09 异地转移", "g09yd", TRUE },
    { "银行行长", "yhhz", TRUE },
    { "绿色通道", "lvse", TRUE },
    { "绿色通道", "luse", TRUE },
    { "单亮", "sl", TRUE },
    { "重大项目", "zdxm", TRUE },
    { "重庆", "cq", TRUE },
    { EMPLOYER, "gjjkh", TRUE },
    { EMPLOYER, "gjjkaihu", TRUE },
    { EMPLOYER, "公积金开户", TRUE },
    { EMPLOYER, "dwzfgjjjcdjdwkh", TRUE },
    { EMPLOYER, "khgjj", FALSE },
    { "", "z", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s in %s", cases[i].query, cases[i].zh);
      g_assert_cmpint (score ("T04", cases[i].zh, NULL, cases[i].query) > 0, ==, cases[i].found);
    }
}

static void
test_order (void)
{
  const char *en = "General VAT taxpayer registration";
  /* Each goes before the next. */
  static const char *const better[] = {
    "T04", "T0", "增值税", "一般纳税人", "增值税登记", "zengzhi", "nashuiren", "general", "vat", "zzs", "nsr", "zzsdj", "ener",
  };

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (better); i++)
    {
      g_test_message ("%s before %s", better[i], better[i + 1]);
      g_assert_cmpuint (score ("T04", VAT, en, better[i]), >, score ("T04", VAT, en, better[i + 1]));
    }
  g_assert_cmpuint (score ("T04", VAT, en, "Ｔ０４"), ==, score ("T04", VAT, en, "t04"));
  g_assert_cmpuint (score ("T04", VAT, en, " "), >, 0);
  g_assert_cmpuint (score ("T04", VAT, en, "ener"), >, 0);
  g_assert_cmpuint (score ("T05", NULL, NULL, "T04"), ==, 0);
}

static void
test_hits (void)
{
  g_autoptr (ThSearchKey) key = th_search_key_new ("G01", EMPLOYER, "Opening an account");
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (ThSearchHit));

  for (int i = 0; i < 2; i++)
    {
      th_search_key_score (key, i == 0 ? "gjjkh" : "公积金开户", hits);
      g_assert_cmpuint (hits->len, ==, 2);
      g_assert_cmpuint (g_array_index (hits, ThSearchHit, 0).from, ==, 4);
      g_assert_cmpuint (g_array_index (hits, ThSearchHit, 0).len, ==, 3);
      g_assert_cmpuint (g_array_index (hits, ThSearchHit, 1).from, ==, 14);
      g_assert_cmpuint (g_array_index (hits, ThSearchHit, 1).len, ==, 2);
    }
  th_search_key_score (key, "G01", hits);
  g_assert_cmpuint (hits->len, ==, 0);
  th_search_key_score (key, "opening", hits);
  g_assert_cmpuint (hits->len, ==, 0);
  th_search_key_score (key, "xyz", hits);
  g_assert_cmpuint (hits->len, ==, 0);
}

/* Whatever is typed, also what nobody would. */
static void
test_anything (void)
{
  g_autoptr (ThSearchKey) key = th_search_key_new ("G01", EMPLOYER EMPLOYER EMPLOYER EMPLOYER EMPLOYER EMPLOYER EMPLOYER EMPLOYER EMPLOYER, "x");
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (ThSearchHit));
  static const char *const typed[] = {
    "dwzfgjjjcdjdwkhdwzfgjjjcdjdwkhdwzfgjjjcdjdwkhdwzfgjjjcdjdwkh", "（）", "'%_", "\xEF\xBC\x81", "g", "𠀀", "한국", "dan'wei",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    th_search_key_score (key, typed[i], hits);
  for (gsize i = 0; i < 2000; i++)
    {
      char text[9] = "";

      for (int k = 0; k < g_test_rand_int_range (1, 8); k++)
        text[k] = (char) g_test_rand_int_range ('a', 'z' + 1);
      th_search_key_score (key, text, hits);
      for (guint k = 0; k < hits->len; k++)
        g_assert_cmpuint (g_array_index (hits, ThSearchHit, k).from + g_array_index (hits, ThSearchHit, k).len, <=,
                          (guint) g_utf8_strlen (EMPLOYER, -1) * 9);
    }
}

static void
test_words (void)
{
  g_autofree char *fold = th_search_fold (" Ａb-C（重庆）'%1 ");
  g_auto (GStrv) initials = th_search_initials ("江城ABC（长沙）有限公司 9");
  g_auto (GStrv) many = th_search_initials ("会长行重调单会长行重调单");

  g_assert_cmpstr (fold, ==, "abc重庆1");
  g_assert_cmpuint (g_strv_length (initials), ==, 2);
  g_assert_cmpstr (initials[0], ==, "jc abc zsyxgs 9");
  g_assert_cmpstr (initials[1], ==, "jc abc csyxgs 9");
  g_assert_cmpuint (g_strv_length (many), ==, 8);
  g_assert_cmpuint (strlen (many[7]), ==, 12);
  g_assert_cmpstr (th_pinyin (g_utf8_get_char ("金"))[0], ==, "jin");
  g_assert_null (th_pinyin ('a')[0]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search-key/matches", test_matches);
  g_test_add_func ("/search-key/order", test_order);
  g_test_add_func ("/search-key/hits", test_hits);
  g_test_add_func ("/search-key/anything", test_anything);
  g_test_add_func ("/search-key/words", test_words);
  return g_test_run ();
}
