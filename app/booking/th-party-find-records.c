/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding a party while somebody types: by words that an index has, then by
 * what was really typed. Characters are looked up by their initials. */

#include "th-party-find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "th-party.h"
#include "th-search-key.h"

#define WORDS 4000
#define CANDIDATES 100
#define LIKE_CHARACTERS 12
#define SHORTEST_NUMBER 4

#define KNOWN \
  "SELECT p.id, p.kind, p.id_kind, p.id_no, p.name, p.phone, p.agent, p.founded_day," \
  " (SELECT count(*) FROM booking b WHERE b.party_id = p.id AND b.state IN ('held', 'booked', 'checked_in')) FROM party p"

TH_SQL (sql_party_known, KNOWN " WHERE p.id = $1 AND p.hall_id = $2 AND p.id_kind <> 'erased'");
TH_SQL (sql_party_search,
        KNOWN " WHERE p.id IN (SELECT w.party_id FROM party_word w WHERE w.hall_id = $1 AND w.word >= $2 AND w.word <= $3 LIMIT $4)"
        " AND coalesce (p.name, '') LIKE $5 LIMIT $6");

void
th_party_known_free (ThPartyKnown *self)
{
  g_free (self->kind);
  g_free (self->id_kind);
  g_free (self->id);
  g_free (self->name);
  g_free (self->phone);
  g_free (self->agent);
  g_free (self);
}

static ThPartyKnown *
read_known (ThRows *rows)
{
  ThPartyKnown *self = g_new0 (ThPartyKnown, 1);

  self->ref = th_rows_int (rows, 0);
  self->kind = g_strdup (th_rows_text (rows, 1));
  self->id_kind = g_strdup (th_rows_text (rows, 2));
  self->id = g_strdup (th_rows_text (rows, 3));
  self->name = g_strdup (th_rows_text (rows, 4));
  self->phone = g_strdup (th_rows_text (rows, 5));
  self->agent = g_strdup (th_rows_text (rows, 6));
  self->founded = (ThDay) th_rows_int (rows, 7);
  self->open_bookings = th_rows_int (rows, 8);
  return self;
}

/**
 * th_party_known:
 *
 * Returns: (transfer full): the party with the row @ref; NULL with NOT_FOUND
 */
ThPartyKnown *
th_party_known (const ThTurn *turn,
               gint64        ref,
               GError      **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_party_known, error, "ii", ref, th_hall_get_id (turn->hall));
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  if (th_rows_next (rows, &local))
    return read_known (rows);
  if (local == NULL)
    g_set_error (&local, TH_ERROR, TH_ERROR_NOT_FOUND, _("Nobody with this number is known here."));
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

typedef struct
{
  guint         score;
  ThPartyKnown *party;
} Candidate;

/* How well @bare, letters and digits, or @text names @party; 0: not at all. */
static guint
score_party (const ThPartyKnown *party,
             const char         *bare,
             const char         *text)
{
  g_autoptr (ThSearchKey) key = th_search_key_new (party->id, party->name, party->name);
  g_autofree char *id = g_ascii_strdown (party->id, -1);
  gboolean number = strlen (bare) >= SHORTEST_NUMBER;

  if (g_str_equal (id, bare) || g_strcmp0 (party->phone, bare) == 0)
    return 1000;
  if (number && (g_str_has_prefix (id, bare) || (party->phone != NULL && g_str_has_prefix (party->phone, bare))))
    return 900;
  if (number && (strstr (id, bare) != NULL || (party->phone != NULL && strstr (party->phone, bare) != NULL)))
    return 600;
  return party->name != NULL ? th_search_key_score (key, text, NULL) : 0;
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return (y->party->ref > x->party->ref) - (y->party->ref < x->party->ref);
}

/* Initials are shared by many; characters that were typed must be in the
 * name, in their order, whatever signs stand between them. */
static char *
pattern_of (const char *text)
{
  GString *pattern = g_string_new ("%");
  int n = 0;

  for (const char *p = text; *p != '\0' && n < LIKE_CHARACTERS; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      {
        g_string_append_unichar (pattern, g_utf8_get_char (p));
        g_string_append_c (pattern, '%');
        n++;
      }
  return g_string_free (pattern, FALSE);
}

static GArray *
load_candidates (const ThTurn *turn,
                 const char   *word,
                 const char   *text,
                 GError      **error)
{
  g_autofree char *pattern = pattern_of (text);
  g_autofree char *last = g_strdup_printf ("%szzzzzzzzzzzzzzzzzz", word);
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_party_search, error, "issysy", th_hall_get_id (turn->hall), word, last, WORDS,
                                                pattern, CANDIDATES);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (th_rows_next (rows, &local))
    g_array_append_val (found, ((Candidate) { 0, read_known (rows) }));
  if (local == NULL)
    return g_steal_pointer (&found);
  for (guint i = 0; i < found->len; i++)
    th_party_known_free (g_array_index (found, Candidate, i).party);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * th_party_search:
 * @text: the beginning of a number or its last four, a telephone, characters
 *   of a name, or initials; fewer than two letters find nothing
 */
GPtrArray *
th_party_search (const ThTurn *turn,
                 const char   *text,
                 guint         limit,
                 gboolean     *more,
                 GError      **error)
{
  g_autoptr (GPtrArray) parties = g_ptr_array_new_with_free_func ((GDestroyNotify) th_party_known_free);
  g_autofree char *bare = th_search_fold (text);
  g_autofree char *word = th_party_word_for (text);
  g_autoptr (GArray) found = NULL;

  *more = FALSE;
  if (word == NULL)
    return g_steal_pointer (&parties);
  found = load_candidates (turn, word, text, error);
  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len; i++)
    g_array_index (found, Candidate, i).score = score_party (g_array_index (found, Candidate, i).party, bare, text);
  g_array_sort (found, compare_candidates);
  *more = found->len >= CANDIDATES;
  for (guint i = 0; i < found->len; i++)
    {
      Candidate *candidate = &g_array_index (found, Candidate, i);

      if (candidate->score > 0 && parties->len < limit)
        g_ptr_array_add (parties, candidate->party);
      else
        {
          *more = *more || candidate->score > 0;
          th_party_known_free (candidate->party);
        }
    }
  return g_steal_pointer (&parties);
}
