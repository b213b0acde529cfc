/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Persons and companies: one row each, found again by their number. */

#include "th-party.h"

#include <glib/gi18n-lib.h>

#include "th-mask.h"
#include "th-shape.h"

#define NAME_CHARS 100

TH_SQL (sql_party_keep,
        "INSERT INTO party (hall_id, kind, id_kind, id_no, name, phone, created_us, agent, founded_day)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        " ON CONFLICT (hall_id, id_kind, id_no) DO UPDATE SET name = coalesce($5, party.name), phone = coalesce($6, party.phone),"
        " agent = coalesce($8, party.agent), founded_day = coalesce($9, party.founded_day)"
        " RETURNING id, name, phone, worded");
TH_SQL (sql_party_before,
        "SELECT name, phone, agent, founded_day FROM party WHERE hall_id = $1 AND id_kind = $2 AND id_no = $3");
TH_SQL (sql_party_show, "SELECT id_kind, id_no, name FROM party WHERE id = $1");

static const char *
said (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
refuse (GError    **error,
        const char *key,
        const char *why)
{
  g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, "%s: %s", key, why);
  return FALSE;
}

/* Everybody who looks at a list reads names: they do not break it. */
static gboolean
check_name (const char *key,
            const char *text,
            GError    **error)
{
  g_autofree char *expected = NULL;

  if (said (text) == NULL || (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= NAME_CHARS && th_shape_can_be_shown (text)))
    return TRUE;
  expected = g_strdup_printf (_("a text of %.0f to %.0f characters in one line, not blank and without invisible signs"), 1.0, (double) NAME_CHARS);
  g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("\"%s\": expected %s."), key, expected);
  return FALSE;
}

/* (transfer full): @name however wide its characters are and whatever blanks stand between. */
static char *
bare_name (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *plain = g_utf8_normalize (folded, -1, G_NORMALIZE_NFKC);
  GString *bare = g_string_new (NULL);

  for (const char *p = plain != NULL ? plain : folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (bare, g_utf8_get_char (p));
  return g_string_free (bare, FALSE);
}

static gboolean
same_name (const char *a,
           const char *b)
{
  g_autofree char *first = bare_name (a);
  g_autofree char *second = bare_name (b);

  return g_str_equal (first, second);
}

/* Whoever only knows the number of somebody does not rename them, nor gets
 * their messages: what is known goes out of @party, so that it stays. */
static gboolean
leave_known (const ThTurn *turn,
             const char   *id,
             ThParty      *party,
             GError      **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_party_before, error, "iss", th_hall_get_id (turn->hall), party->id_kind, id);
  g_autoptr (GError) local = NULL;
  const char *known;

  if (rows == NULL)
    return FALSE;
  if (!th_rows_next (rows, &local))
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  known = said (th_rows_text (rows, 0));
  if (known != NULL && said (party->name) != NULL && same_name (known, party->name))
    {
      party->name = NULL;
      return TRUE;
    }
  if (known != NULL && said (party->name) != NULL && party->told == TH_PARTY_TOLD_PUBLIC)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_CONFLICT, _("This number is known here under another name. Give the real name, or book at the desk."));
      return FALSE;
    }
  party->name = known != NULL ? NULL : party->name;
  party->phone = th_rows_is_null (rows, 1) ? party->phone : NULL;
  party->agent = th_rows_is_null (rows, 2) ? party->agent : NULL;
  party->founded = th_rows_is_null (rows, 3) ? party->founded : 0;
  return TRUE;
}

/**
 * th_party_keep:
 * @party_id: (out): its row, new or known
 *
 * Checks the number, the names, the telephone and the day of founding of
 * @party and keeps it. What is not said now stays as it was said before.
 *
 * Errors: BAD_REQUEST naming the key and the fault, CONFLICT for another name.
 */
gboolean
th_party_keep (const ThTurn  *turn,
               const ThParty *party,
               gint64        *party_id,
               GError       **error)
{
  ThParty new = *party;
  g_autofree char *id = NULL;
  g_autofree char *phone = NULL, *name = NULL, *number = NULL, *worded = NULL;
  g_autoptr (ThRows) rows = NULL;
  ThIdKind kind;
  ThIdFault fault;

  if (!g_str_equal (party->kind, "person") && !g_str_equal (party->kind, "company"))
    return refuse (error, "party.kind", _("expected person or company"));
  if (!th_id_kind_parse (party->id_kind, &kind))
    return refuse (error, "party.id_kind", _("unknown kind of document"));
  if (g_str_equal (party->kind, "company") != (kind == TH_ID_USCC))
    return refuse (error, "party.id_kind", _("uscc is the document of a company, and of no person"));
  fault = th_id_check (kind, party->id, turn->day);
  if (fault != TH_ID_OK)
    return refuse (error, "party.id", th_id_fault_sentence (kind, fault));
  if (said (party->phone) != NULL && th_phone_check (party->phone, &phone) == TH_PHONE_NONE)
    return refuse (error, "party.phone", _("this is no telephone number"));
  if (party->founded > turn->day)
    return refuse (error, "party.founded", _("this day is still to come"));
  if (!check_name ("party.name", party->name, error) || !check_name ("party.agent", party->agent, error))
    return FALSE;

  id = th_id_normalise (kind, party->id);
  if (party->told != TH_PARTY_TOLD_STAFF && !leave_known (turn, id, &new, error))
    return FALSE;
  rows = th_database_query (turn->db, &sql_party_keep, error, "isssssiso", th_hall_get_id (turn->hall), party->kind, party->id_kind, id,
                            said (new.name), new.phone != NULL ? phone : NULL, turn->now, said (new.agent), (gint64) new.founded);
  if (rows == NULL || !th_rows_next (rows, error))
    return FALSE;
  *party_id = th_rows_int (rows, 0);
  name = g_strdup (th_rows_text (rows, 1));
  number = g_strdup (th_rows_text (rows, 2));
  worded = g_strdup (th_rows_text (rows, 3));
  g_clear_pointer (&rows, th_rows_done);
  return th_party_word_again (turn, *party_id, id, worded, name, number, error);
}

/**
 * th_party_mask:
 * @name: (out) (nullable): of a person masked; a company's stands in a public register, as its code does
 * @id: (out): likewise
 */
gboolean
th_party_mask (const ThTurn *turn,
               gint64        party_id,
               char        **name,
               char        **id,
               GError      **error)
{
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_party_show, error, "i", party_id);
  ThIdKind kind;
  gboolean known;

  if (rows == NULL || !th_rows_next (rows, error))
    return FALSE;
  known = th_id_kind_parse (th_rows_text (rows, 0), &kind);
  if (known && kind == TH_ID_USCC)
    {
      *name = g_strdup (th_rows_text (rows, 2));
      *id = g_strdup (th_rows_text (rows, 1));
      return TRUE;
    }
  *name = th_rows_is_null (rows, 2) ? NULL : th_mask_name (th_rows_text (rows, 2));
  *id = known ? th_mask_id (kind, th_rows_text (rows, 1)) : g_strdup ("****");
  return TRUE;
}
