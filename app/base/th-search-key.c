/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How well what was typed names a thing.
 *
 * A clerk knows a matter by the words people use, which stand in its name with
 * others between them: 公积金开户 is 单位住房公积金缴存登记（单位开户）. So
 * what was typed may skip characters of the name. It is laid over the name in
 * the way that breaks it into the fewest runs, and the earliest among those;
 * runs of less than two characters each mean that it is not that name.
 * The code goes before the name, characters before pinyin and pinyin before
 * initials, a beginning before a middle, so that what somebody types by heart
 * is the first answer and Enter can be pressed without looking. */

#include "th-search-key.h"

#include <string.h>

#include "th-pinyin.h"

#define MAX_UNITS 128
#define MAX_TYPED 40
#define MAX_VARIANTS 8
#define RUN 1000                /* costs more than all that can be skipped */

/* In what ways a character may be said. */
typedef enum { SAY_ITSELF, SAY_PINYIN, SAY_INITIAL, SAY_NOTHING } Saying;

/* A letter or character of the Chinese name; signs between them are left out. */
typedef struct
{
  gunichar           character;
  guint              at;        /* in characters of the name */
  const char *const *readings;  /* NULL: not looked up yet */
} Unit;

struct _ThSearchKey
{
  char *code;
  char *en;
  Unit *units;
  guint n;
};

/* Full-width letters and capitals are the same to a person in a hurry. */
static char *
folded (const char *text)
{
  g_autofree char *whole = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (whole != NULL ? whole : "", -1);
}

static gunichar
fold_character (gunichar character)
{
  char text[8] = "";
  g_autofree char *fold = NULL;

  g_unichar_to_utf8 (character, text);
  fold = folded (text);
  return g_utf8_get_char (fold);
}

/**
 * th_search_key_new:
 * @code: (nullable): a code such as "T02"
 * @zh: (nullable): the Chinese name, also found by pinyin and its initials
 * @en: (nullable): the English name
 */
ThSearchKey *
th_search_key_new (const char *code,
                   const char *zh,
                   const char *en)
{
  ThSearchKey *self = g_new0 (ThSearchKey, 1);
  guint at = 0;

  self->code = folded (code);
  self->en = folded (en);
  self->units = g_new0 (Unit, MIN (zh != NULL ? strlen (zh) : 0, MAX_UNITS) + 1);
  for (const char *p = zh != NULL ? zh : ""; *p != '\0' && self->n < MAX_UNITS; p = g_utf8_next_char (p), at++)
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      self->units[self->n++] = (Unit) { fold_character (g_utf8_get_char (p)), at, NULL };
  return self;
}

void
th_search_key_free (ThSearchKey *self)
{
  g_free (self->code);
  g_free (self->en);
  g_free (self->units);
  g_free (self);
}

/* --- laying what was typed over a name ----------------------------------- */

typedef struct
{
  const ThSearchKey *key;
  const gunichar    *typed;
  guint              m;
  Saying             most;                              /* how loosely a character may be said */
  int                cost[MAX_TYPED + 1][MAX_UNITS + 1][2];   /* of the rest; the last index: the unit before was taken */
  guint8             take[MAX_TYPED + 1][MAX_UNITS + 1][2];   /* typed characters the unit takes; 0: it is skipped */
} Match;

/* How many typed characters from @i on are the beginning of @reading. */
static guint
common (const Match *match,
        guint        i,
        const char  *reading)
{
  guint n = 0;

  while (reading[n] != '\0' && i + n < match->m && match->typed[i + n] == (gunichar) reading[n])
    n++;
  return n;
}

static void
try_take (Match *match,
          guint  i,
          guint  j,
          guint  taken,
          int    run)
{
  int rest = match->cost[i + taken][j + 1][1];

  for (int before = 0; before < 2; before++)
    {
      int cost = rest + (before ? 0 : run);

      if (cost < match->cost[i][j][before])
        {
          match->cost[i][j][before] = cost;
          match->take[i][j][before] = (guint8) taken;
        }
    }
}

static void
consider (Match *match,
          guint  i,
          guint  j)
{
  Unit *unit = &match->key->units[j];
  /* What is skipped in front counts, for a beginning goes before a middle. */
  int skipped = MIN (match->cost[i][j + 1][0], G_MAXINT / 2) + 1;

  match->cost[i][j][0] = match->cost[i][j][1] = skipped;
  match->take[i][j][0] = match->take[i][j][1] = 0;
  if (unit->character == match->typed[i])
    try_take (match, i, j, 1, RUN);
  if (match->most == SAY_ITSELF)
    return;
  if (unit->readings == NULL)
    unit->readings = th_pinyin (unit->character);
  for (guint k = 0; unit->readings[k] != NULL; k++)
    {
      guint same = common (match, i, unit->readings[k]);

      /* A reading is typed whole, but for the last one, which is under way. */
      if (same > 0 && (unit->readings[k][same] == '\0' || (same > 1 && i + same == match->m)))
        try_take (match, i, j, same, RUN);
      if (same > 0 && match->most == SAY_INITIAL)
        try_take (match, i, j, 1, RUN);
    }
}

/* What was found: of the best way. */
typedef struct
{
  guint runs, taken, from, skipped;
} Found;

static gboolean
lay (Match *match,
     Found *found,
     GArray *hits)
{
  guint n = match->key->n, i = 0;
  int before = 0;

  for (guint j = 0; j <= n; j++)
    match->cost[match->m][j][0] = match->cost[match->m][j][1] = 0;
  for (guint k = match->m; k-- > 0;)
    {
      match->cost[k][n][0] = match->cost[k][n][1] = G_MAXINT / 2;
      for (guint j = n; j-- > 0;)
        consider (match, k, j);
    }
  if (match->cost[0][0][0] >= G_MAXINT / 2)
    return FALSE;

  *found = (Found) { 0 };
  for (guint j = 0; i < match->m; j++)
    {
      guint taken = match->take[i][j][before];
      guint at = match->key->units[j].at;

      if (taken > 0 && hits != NULL && hits->len > 0 && before &&
          g_array_index (hits, ThSearchHit, hits->len - 1).from + g_array_index (hits, ThSearchHit, hits->len - 1).len == at)
        g_array_index (hits, ThSearchHit, hits->len - 1).len++;
      else if (taken > 0 && hits != NULL)
        g_array_append_val (hits, ((ThSearchHit) { at, 1 }));
      if (taken > 0 && found->taken++ == 0)
        found->from = j;
      found->runs += taken > 0 && !before ? 1 : 0;
      found->skipped += taken == 0 && found->taken > 0 ? 1 : 0;
      before = taken > 0 ? 1 : 0;
      i += taken;
    }
  return found->runs == 1 || found->taken >= found->runs * 2;
}

/* A name said at @most so loosely; 0 when it is not. */
static guint
score_name (Match  *match,
            Saying  most,
            guint   best,
            GArray *hits)
{
  Found found;

  match->most = most;
  if (hits != NULL)
    g_array_set_size (hits, 0);
  if (!lay (match, &found, hits))
    return 0;
  if (found.runs == 1)
    return found.from == 0 ? best + (found.taken == match->key->n ? 10 : 0) : best - 20;
  return best - 50 - MIN ((found.runs - 2) * 15 + MIN (found.skipped, 20), 80);
}

static guint
score_chinese (ThSearchKey *self,
               const char  *query,
               GArray      *hits)
{
  static const guint best[] = { 800, 650, 400 };
  g_autofree char *bare = th_search_fold (query);
  g_autofree gunichar *typed = NULL;
  g_autofree Match *match = NULL;
  glong m = 0;
  guint score = 0;

  if (self->n == 0)
    return 0;
  typed = g_utf8_to_ucs4_fast (bare, -1, &m);
  if (m == 0 || m > MAX_TYPED)
    return 0;
  match = g_new (Match, 1);
  match->key = self;
  match->typed = typed;
  match->m = (guint) m;
  for (Saying say = SAY_ITSELF; say < SAY_NOTHING && score == 0; say++)
    score = score_name (match, say, best[say], hits);
  return score;
}

static guint
score_english (ThSearchKey *self,
               const char  *query)
{
  const char *found = strstr (self->en, query);

  if (found == NULL)
    return 0;
  if (found == self->en)
    return 560;
  for (; found != NULL; found = strstr (found + 1, query))
    if (!g_ascii_isalnum (found[-1]))
      return 520;
  return 290;
}

/**
 * th_search_key_score:
 * @query: what was typed; nothing matches everything
 * @hits: (nullable) (element-type ThSearchHit): set to the characters of the
 *   Chinese name that were matched; empty when it was another name
 *
 * Returns: 0 when @query does not name it, more the better it does
 */
guint
th_search_key_score (ThSearchKey *self,
                     const char  *query,
                     GArray      *hits)
{
  g_autofree char *q = g_strstrip (folded (query));
  guint name = 0, other = 0;

  if (hits != NULL)
    g_array_set_size (hits, 0);
  if (*q == '\0')
    return 1;
  if (g_str_has_prefix (self->code, q))
    other = self->code[strlen (q)] == '\0' ? 1000 : 900;
  else
    other = score_english (self, q);
  name = other < 900 ? score_chinese (self, q, hits) : 0;
  if (hits != NULL && name <= other)
    g_array_set_size (hits, 0);
  return MAX (name, other);
}

/* --- words that are stored ------------------------------------------------- */

char *
th_search_fold (const char *text)
{
  g_autofree char *fold = folded (text);
  GString *bare = g_string_new (NULL);

  for (const char *p = fold; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (bare, g_utf8_get_char (p));
  return g_string_free (bare, FALSE);
}

/* Adds one of several letters to each of @variants, which may become more. */
static void
add_initials (GPtrArray         *variants,
              const char *const *readings)
{
  guint n = variants->len, different = 0;
  char letters[8] = "";

  for (guint i = 0; readings[i] != NULL && different < sizeof letters - 1; i++)
    if (strchr (letters, readings[i][0]) == NULL)
      letters[different++] = readings[i][0];
  if (n * different > MAX_VARIANTS)
    letters[1] = '\0';
  for (guint k = 1; k < sizeof letters && letters[k] != '\0'; k++)
    for (guint i = 0; i < n; i++)
      {
        GString *other = g_string_new (((GString *) variants->pdata[i])->str);

        g_string_append_c (other, letters[k]);
        g_ptr_array_add (variants, other);
      }
  for (guint i = 0; i < n; i++)
    g_string_append_c (variants->pdata[i], letters[0]);
}

GStrv
th_search_initials (const char *text)
{
  g_autofree char *fold = folded (text);
  g_autoptr (GPtrArray) variants = g_ptr_array_new ();
  gboolean latin = FALSE;
  GStrv list;

  g_ptr_array_add (variants, g_string_new (NULL));
  for (const char *p = fold; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *const *readings = th_pinyin (c);
      gboolean letter = g_unichar_isalnum (c) && readings[0] == NULL;

      for (guint i = 0; i < variants->len && letter != latin; i++)
        g_string_append_c (variants->pdata[i], ' ');
      latin = letter;
      for (guint i = 0; i < variants->len && letter; i++)
        g_string_append_unichar (variants->pdata[i], c);
      if (readings[0] != NULL)
        add_initials (variants, readings);
    }
  list = g_new0 (char *, variants->len + 1);
  for (guint i = 0; i < variants->len; i++)
    list[i] = g_string_free (variants->pdata[i], FALSE);
  return list;
}

static gpointer
warm (gpointer data)
{
  th_pinyin (0x4E00);
  return NULL;
}

void
th_search_warm (void)
{
  g_thread_unref (g_thread_new ("pinyin", warm, NULL));
}
