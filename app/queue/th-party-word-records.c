/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a party is found by. A scan of a hundred thousand names takes too long
 * for a keystroke, so each has words that an index finds by their beginning:
 * its number whole, from the part that differs and by its last four, its
 * telephone whole and by the last four, and the initials of its name from each
 * character on. They follow from the number and from "worded", which says what
 * they were made of. */

#include "th-party.h"

#include <string.h>

#include "th-search-key.h"

#define LONGEST_NUMBER 18
#define LONGEST_NAME 12
#define LAST_DIGITS 4
/* Of a long name no word begins in its last characters: they are 有限公司. */
#define LONG_NAME 8
#define ENDING 4
#define MOST_BEGINNINGS 24

TH_SQL (sql_party_word_add, "INSERT INTO party_word (hall_id, word, party_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
TH_SQL (sql_party_word_remove, "DELETE FROM party_word WHERE hall_id = $1 AND word = $2 AND party_id = $3");
TH_SQL (sql_party_worded, "UPDATE party SET worded = $2 WHERE id = $1");
/* All, whatever they were made of: a store of an earlier release has some without saying so. */
TH_SQL (sql_party_word_none, "DELETE FROM party_word WHERE hall_id = $1 AND party_id = $2");

static void
add_word (GHashTable *words,
          const char *from,
          gsize       shortest,
          gsize       longest)
{
  g_autoptr (GString) word = g_string_new (NULL);

  for (; *from != '\0' && word->len < longest; from++)
    if (g_ascii_isalnum (*from))
      g_string_append_c (word, g_ascii_tolower (*from));
  if (word->len >= shortest)
    g_hash_table_add (words, g_strdup (word->str));
}

static void
add_tail (GHashTable *words,
          const char *number,
          gsize       from_end)
{
  gsize length = strlen (number);

  if (length > from_end)
    add_word (words, number + length - from_end, LAST_DIGITS, LONGEST_NUMBER);
}

/* Words in Latin letters stand between blanks, and begin once. */
static void
add_name (GHashTable *words,
          const char *initials)
{
  gsize length = strlen (initials), last = length >= LONG_NAME ? MIN (length - ENDING, MOST_BEGINNINGS) : length;
  gboolean latin = FALSE;

  for (gsize i = 0; i < last; i++)
    {
      latin = initials[i] == ' ' ? !latin : latin;
      if (initials[i] != ' ' && (!latin || initials[i - 1] == ' '))
        add_word (words, initials + i, 2, LONGEST_NAME);
    }
}

/* The set of words of a number, a name and a telephone. */
static GHashTable *
words_of (const char *id,
          const char *name,
          const char *phone)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) initials = name != NULL ? th_search_initials (name) : NULL;

  add_word (words, id, 1, LONGEST_NUMBER);
  /* In a code of a company the body that names it, in that of a person the birth. */
  add_tail (words, id, strlen (id) == 18 && !g_ascii_isdigit (id[8]) ? 10 : 12);
  add_tail (words, id, LAST_DIGITS);
  if (phone != NULL)
    {
      add_word (words, phone, 1, LONGEST_NUMBER);
      add_tail (words, phone, LAST_DIGITS);
    }
  for (guint i = 0; initials != NULL && initials[i] != NULL; i++)
    add_name (words, initials[i]);
  return words;
}

static gboolean
write_words (const ThTurn *turn,
             const ThSql  *sql,
             GHashTable   *words,
             GHashTable   *but,
             gint64        ref,
             GError      **error)
{
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if ((but == NULL || !g_hash_table_contains (but, word)) &&
        !th_database_exec (turn->db, sql, error, "isi", th_hall_get_id (turn->hall), (const char *) word, ref))
      return FALSE;
  return TRUE;
}

/* The words that were written for @worded. */
static GHashTable *
words_before (const char *id,
              const char *worded)
{
  g_auto (GStrv) parts = worded != NULL ? g_strsplit (worded, "\n", 2) : NULL;

  if (parts == NULL)
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return words_of (id, parts[1] != NULL && *parts[1] != '\0' ? parts[1] : NULL, *parts[0] != '\0' ? parts[0] : NULL);
}

gboolean
th_party_word_again (const ThTurn *turn,
                     gint64        ref,
                     const char   *id,
                     const char   *worded,
                     const char   *name,
                     const char   *phone,
                     GError      **error)
{
  g_autofree char *now = g_strdup_printf ("%s\n%s", phone != NULL ? phone : "", name != NULL ? name : "");
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) after = NULL;

  if (g_strcmp0 (now, worded) == 0)
    return TRUE;
  before = words_before (id, worded);
  after = words_of (id, name, phone);
  return write_words (turn, &sql_party_word_remove, before, after, ref, error) &&
         write_words (turn, &sql_party_word_add, after, before, ref, error) &&
         th_database_exec (turn->db, &sql_party_worded, error, "is", ref, now);
}

gboolean
th_party_word_none (const ThTurn *turn,
                    gint64        ref,
                    GError      **error)
{
  return th_database_exec (turn->db, &sql_party_word_none, error, "ii", th_hall_get_id (turn->hall), ref) &&
         th_database_exec (turn->db, &sql_party_worded, error, "is", ref, NULL);
}

/**
 * th_party_word_for:
 * @text: what somebody typed
 *
 * Returns: (transfer full) (nullable): what the words of whoever is meant
 *   begin with; NULL when there is too little to go by
 */
char *
th_party_word_for (const char *text)
{
  g_auto (GStrv) initials = th_search_initials (text);
  /* The beginning of a number is kept longer than that of a name. */
  gboolean number = g_str_is_ascii (text) && strcspn (text, "0123456789") < strlen (text);
  gsize longest = number ? LONGEST_NUMBER : LONGEST_NAME;
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *p = initials[0]; *p != '\0' && word->len < longest; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (word, *p);
  return word->len >= 2 ? g_strdup (word->str) : NULL;
}
