/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON read strictly, and printed in one way. */

#include <string.h>

#include "th-json.h"
#include "th-words.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = th_json_parse (text, -1, NULL, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_accepts (void)
{
  static const struct { const char *text, *line; } cases[] = {
    { " { } ", "{}" },
    { "[]", "[]" },
    { "\xEF\xBB\xBF[1]", "[1]" },
    { "null", "null" },
    { "[true, false,null]", "[true, false, null]" },
    { "[0, -0, 12, -7, 9007199254740992]", "[0, 0, 12, -7, 9007199254740992]" },
    { "[0.5, 4.8, -1.25e2, 1E3, 1e-3, 0.1]", "[0.5, 4.8, -125.0, 1000.0, 0.001, 0.1]" },
    { "\"a\\u0041\\n\\t\\\"\\\\\\/\\u00e9\\u4e2d\"", "\"aA\\n\\t\\\"\\\\/é中\"" },
    { "\"\\ud83c\\udf0a\"", "\"🌊\"" },
    { "\"\\u0001\\b\\f\\r\"", "\"\\u0001\\u0008\\u000c\\r\"" },
    { "{\"b\":1,\"a\":{\"c\":[{}]}}", "{\"b\": 1, \"a\": {\"c\": [{}]}}" },
    { "\t[\r\n1 ]\n", "[1]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = parse (cases[i].text);
      g_autofree char *line = th_json_print_line (node);
      g_autoptr (JsonNode) again = parse (line);
      g_autofree char *line_again = th_json_print_line (again);

      g_assert_cmpstr (line, ==, cases[i].line);
      g_assert_cmpstr (line_again, ==, line);
    }
}

static void
test_refuses (void)
{
  static const struct { const char *text, *says; } cases[] = {
    { "", "line 1, column 1: at $ there is the end; expected a value" },
    { "  ", "column 3" },
    { "{", "expected the name of a member" },
    { "[1,]", "at $[1] there is ']'" },
    { "{\"a\":1,}", "column 8" },
    { "{\"a\" 1}", "at $.a there is '1'; expected ':'" },
    { "[1 2]", "expected ',' or ']'" },
    { "{\"a\":1 \"b\":2}", "expected ',' or '}'" },
    { "1 2", "expected the end" },
    { "{'a':1}", "there is '''" },
    { "{a:1}", "there is 'a'" },
    { "// c\n1", "there is '/'" },
    { "/* c */ 1", "there is '/'" },
    { "var a = 1;", "there is 'v'" },
    { "[01]", "expected a number" },
    { "[+1]", "expected a value" },
    { "[1.]", "expected a number" },
    { "[.5]", "expected a value" },
    { "[1e]", "expected a number" },
    { "[-]", "expected a number" },
    { "[NaN]", "there is 'N'" },
    { "[Infinity]", "there is 'I'" },
    { "[1e999]", "at most 15 digits" },
    { "[-1e400]", "at most 15 digits" },
    { "[99999999999999999999]", "at most 15 digits" },
    { "[9007199254740993]", "at most 15 digits" },
    { "[-9223372036854775808]", "at most 15 digits" },
    { "[tru]", "there is 't'" },
    { "\"a", "closing quote" },
    { "\"a\nb\"", "closing quote" },
    { "\"a\tb\"", "closing quote" },
    { "\"\\x\"", "escape sequence" },
    { "\"\\u00\"", "a character that may stand in a text" },
    { "\"\\u0000\"", "a character that may stand in a text" },
    { "\"\\ud800\"", "a character that may stand in a text" },
    { "\"\\udc00\"", "a character that may stand in a text" },
    { "\"\\ud800\\u0041\"", "a character that may stand in a text" },
    { "\"\\", "escape sequence" },
    { "\"\xff\"", "there is byte 0xff; expected text in UTF-8" },
    { "\"\xed\xa0\x80\"", "expected text in UTF-8" },
    { "{\"a\":1,\"b\":[{\"c\":2,\"c\":3}]}", "at $.b[0].c there is '\"'; expected each name only once" },
    { "{\n\"a\":\n  [1,\n   x]}", "line 4, column 4: at $.a[1] there is 'x'" },
    { "{\"queue.x y\": z}", "at $[\"queue.x y\"] there is 'z'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = th_json_parse (cases[i].text, -1, "hall.json", &error);

      g_assert_null (node);
      g_assert_error (error, TH_ERROR, TH_ERROR_BAD_FILE);
      g_assert_true (g_str_has_prefix (error->message, "hall.json, line "));
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("%s: %s, not %s", cases[i].text, error->message, cases[i].says);
    }
}

static void
test_nul (void)
{
  static const char text[] = "[1]\0[2]";
  g_autoptr (GError) error = NULL;

  g_assert_null (th_json_parse (text, sizeof text - 1, NULL, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (error->message, "byte 0x00"));
}

static char *
nested (int levels)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < levels; i++)
    g_string_append (text, i % 2 == 0 ? "[" : "{\"a\":");
  g_string_append_c (text, '1');
  for (int i = levels - 1; i >= 0; i--)
    g_string_append_c (text, i % 2 == 0 ? ']' : '}');
  return g_string_free (text, FALSE);
}

static void
test_limits (void)
{
  g_autofree char *deep = nested (TH_JSON_MAX_DEPTH), *deeper = nested (TH_JSON_MAX_DEPTH + 1);
  g_autofree char *abyss = g_strnfill (TH_JSON_MAX_BYTES, '[');
  g_autofree char *large = g_strnfill (TH_JSON_MAX_BYTES + 1, ' ');
  g_autoptr (JsonNode) node = parse (deep);
  GError *error = NULL;

  g_assert_null (th_json_parse (deeper, -1, NULL, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (error->message, "at most 64 levels"));
  g_clear_error (&error);
  g_assert_null (th_json_parse (abyss, TH_JSON_MAX_BYTES, NULL, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_BAD_FILE);
  g_clear_error (&error);
  g_assert_null (th_json_parse (large, -1, NULL, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (error->message, "16.0"));
  g_clear_error (&error);
}

/* Every beginning of a valid text is refused without a crash. */
static void
test_cut_off (void)
{
  static const char text[] = "{\"a\": [1, -2.5e+3, \"x\\u4e2d\\ud83c\\udf0a\\n\", {\"b\": null}], \"c\": [true, false]}";
  g_autoptr (JsonNode) whole = parse (text);

  for (gsize length = 0; length < sizeof text - 1; length++)
    {
      g_autofree char *cut = g_memdup2 (text, MAX (length, 1));
      g_autoptr (GError) error = NULL;

      g_assert_null (th_json_parse (cut, (gssize) length, NULL, &error));
      g_assert_error (error, TH_ERROR, TH_ERROR_BAD_FILE);
    }
}

static void
test_print (void)
{
  static const char text[] =
    "{\n"
    "  \"short\": [1, 2, {\"a\": []}],\n"
    "  \"long\": [\n"
    "    \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\",\n"
    "    \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\",\n"
    "    \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"\n"
    "  ]\n"
    "}\n";
  g_autoptr (JsonNode) node = parse (text);
  g_autofree char *printed = th_json_print (node);

  g_assert_cmpstr (printed, ==, text);
}

/* Doubles come back as the same doubles. */
static void
test_doubles (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int i = 0; i < 20000; i++)
    {
      double value = g_rand_double_range (rand, -1e6, 1e6) * (i % 3 == 0 ? 1e-9 : 1);
      g_autoptr (JsonNode) node = json_node_init_double (json_node_alloc (), value);
      g_autofree char *line = th_json_print_line (node);
      g_autoptr (JsonNode) back = parse (line);

      g_assert_cmpfloat (json_node_get_double (back), ==, value);
    }
}

static void
test_place (void)
{
  g_autoptr (JsonNode) node = parse ("{\"matters\": [{}, {\"queue_prefix\": \"Z\"}]}");
  ThJsonPlace root = { .node = node, .file = "hall.json" };
  ThJsonPlace matters = th_json_member (&root, "matters");
  ThJsonPlace matter = th_json_element (&matters, 1);
  ThJsonPlace queue = th_json_member (&matter, "queue_prefix");
  ThJsonPlace none = th_json_member (&matter, "code");
  ThJsonPlace below = th_json_member (&queue, "x");
  g_autofree char *path = th_json_path (&queue);
  GError *error = NULL;

  g_assert_cmpstr (path, ==, "$.matters[1].queue_prefix");
  g_assert_cmpuint (th_json_length (&matters), ==, 2);
  g_assert_cmpuint (th_json_length (&queue), ==, 0);
  g_assert_null (below.node);
  g_assert_false (th_json_fail (&queue, &error, "a queue"));
  g_assert_cmpstr (error->message, ==, "hall.json: $.matters[1].queue_prefix is \"Z\"; expected a queue");
  g_clear_error (&error);
  g_assert_false (th_json_fail (&none, &error, "a code"));
  g_assert_cmpstr (error->message, ==, "hall.json: $.matters[1].code is missing; expected a code");
  g_clear_error (&error);
}

static void
test_words (void)
{
  g_assert_false (th_words_chinese ());
  g_assert_cmpstr (th_words ("春节", "Spring Festival"), ==, "Spring Festival");
  g_assert_cmpstr (th_words ("春节", NULL), ==, "春节");
  g_assert_cmpstr (th_words (NULL, "Spring Festival"), ==, "Spring Festival");
  g_assert_null (th_words (NULL, NULL));
}

static void
test_words_cut (void)
{
  static const struct { const char *text, *cut; gsize bytes; } cases[] = {
    { "", "", 4 }, { "abc", "abc", 4 }, { "abcd", "abcd", 4 }, { "abcde", "abcd", 4 }, { "税务", "税", 5 }, { "税务", "税务", 6 },
    { "税", "", 2 }, { "a\xff", "a\xef\xbf\xbd", 4 }, { "ab\xff", "ab", 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cut = th_words_cut (cases[i].text, cases[i].bytes);

      g_assert_cmpstr (cut, ==, cases[i].cut);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/accepts", test_accepts);
  g_test_add_func ("/json/refuses", test_refuses);
  g_test_add_func ("/json/nul", test_nul);
  g_test_add_func ("/json/limits", test_limits);
  g_test_add_func ("/json/cut-off", test_cut_off);
  g_test_add_func ("/json/print", test_print);
  g_test_add_func ("/json/doubles", test_doubles);
  g_test_add_func ("/json/place", test_place);
  g_test_add_func ("/words", test_words);
  g_test_add_func ("/words/cut", test_words_cut);

  return g_test_run ();
}
