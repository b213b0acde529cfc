/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading halls from the store. A hall is asked for on every request and
 * hardly ever changes, so it is kept beside the connection, and nothing is
 * read while nobody else has committed. */

#include <glib/gi18n-lib.h>

#include "th-hall-file.h"
#include "th-hall-parts.h"
#include "th-hall-private.h"

TH_SQL (sql_hall_codes,
        "SELECT code FROM hall ORDER BY id");
TH_SQL (sql_hall_first,
        "SELECT id, revision FROM hall ORDER BY id LIMIT 1");
TH_SQL (sql_hall_find,
        "SELECT id, revision FROM hall WHERE code = $1");
TH_SQL (sql_hall_parts,
        "SELECT id, kind, code, doc FROM hall_part WHERE hall_id = $1 AND to_us IS NULL ORDER BY kind, position, id");
TH_SQL (sql_hall_part_doc,
        "SELECT doc FROM hall_part WHERE id = $1");

/* A hall kept beside a connection. */
typedef struct
{
  char   *code;       /* as it was asked for; NULL for the oldest */
  gint64  version;    /* of the connection when @hall was known to be current */
  gint64  revision;   /* of the hall */
  ThHall *hall;
} Entry;

static const char cache_key[] = "th-hall";

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->code);
  g_clear_pointer (&self->hall, th_hall_unref);
  g_free (self);
}

/* --- reading ---------------------------------------------------------- */

/* Finds a hall. FALSE with %TH_ERROR_NOT_FOUND when there is none. */
static gboolean
find_hall (ThDatabase *db, const char *code, gint64 *id, gint64 *revision, GError **error)
{
  g_autoptr (ThRows) rows = code != NULL
    ? th_database_query (db, &sql_hall_find, error, "s", code)
    : th_database_query (db, &sql_hall_first, error, "");
  GError *local = NULL;

  if (rows == NULL)
    return FALSE;
  if (th_rows_next (rows, &local))
    {
      *id = th_rows_int (rows, 0);
      *revision = th_rows_int (rows, 1);
      return TRUE;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  else if (code != NULL)
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no hall \"%s\" in the store."), code);
  else
    g_set_error_literal (error, TH_ERROR, TH_ERROR_NOT_FOUND,
                         _("There is no hall in the store yet; import a hall description."));
  return FALSE;
}

static JsonNode *
parse_doc (const char *text, const char *kind, const char *code, GError **error)
{
  g_autoptr (GError) cause = NULL;
  JsonNode *doc = th_json_parse (text, -1, NULL, &cause);

  if (doc == NULL)
    g_set_error (error, TH_ERROR, TH_ERROR_STORE_DAMAGED, _("The store's description of %s %s is damaged: %s"), kind,
                 code, cause->message);
  return doc;
}

/* Reads the pieces in force into @parts; @matter_parts: of code to number. */
static gboolean
read_parts (ThDatabase *db, gint64 id, GPtrArray *parts, GHashTable *matter_parts, GError **error)
{
  g_autoptr (ThRows) rows = th_database_query (db, &sql_hall_parts, error, "i", id);
  GError *local = NULL;

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      const char *kind = th_rows_text (rows, 1), *code = th_rows_text (rows, 2);
      JsonNode *doc = parse_doc (th_rows_text (rows, 3), kind, code, error);

      if (doc == NULL)
        return FALSE;
      if (g_str_equal (kind, "matter"))
        {
          gint64 *part = g_new (gint64, 1);

          *part = th_rows_int (rows, 0);
          g_hash_table_insert (matter_parts, g_strdup (code), part);
        }
      g_ptr_array_add (parts, th_hall_part_new (kind, code, doc));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static ThHall *
load_hall (ThDatabase *db, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) th_hall_part_free);
  g_autoptr (GHashTable) matter_parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (JsonObject) file = NULL;
  g_autoptr (GError) cause = NULL;

  if (!read_parts (db, id, parts, matter_parts, error))
    return NULL;
  file = th_hall_parts_join (parts);
  /* Nothing inconsistent is ever written; this is for what others wrote. */
  if (!th_hall_file_check (file, NULL, &cause))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_STORE_DAMAGED, _("The hall in the store is damaged: %s"), cause->message);
      return NULL;
    }
  return th_hall_new (file, id, matter_parts);
}

/**
 * th_hall_load:
 * @db: a connection, in a transaction
 * @code: (nullable): the code of a hall; %NULL for the oldest
 * @error: (out): %TH_ERROR_NOT_FOUND, %TH_ERROR_STORE_DAMAGED
 *
 * Returns: (transfer full): the hall as it is now
 */
ThHall *
th_hall_load (ThDatabase *db, const char *code, GError **error)
{
  gint64 id, revision;

  if (!find_hall (db, code, &id, &revision, error))
    return NULL;
  return load_hall (db, id, error);
}

/**
 * th_hall_list:
 * @db: a connection, in a transaction
 * @error: (out): errors of the store
 *
 * Returns: (transfer full): the codes of all halls, the oldest first
 */
char **
th_hall_list (ThDatabase *db, GError **error)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (ThRows) rows = th_database_query (db, &sql_hall_codes, error, "");
  GError *local = NULL;

  if (rows == NULL)
    return NULL;
  while (th_rows_next (rows, &local))
    g_strv_builder_add (codes, th_rows_text (rows, 0));
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_strv_builder_end (codes);
}

/**
 * th_hall_export:
 * @db: a connection, in a transaction
 * @code: (nullable): the code of a hall; %NULL for the oldest
 * @error: (out): %TH_ERROR_NOT_FOUND, %TH_ERROR_STORE_DAMAGED
 *
 * Returns: (transfer full): the hall's description in its canonical form
 */
char *
th_hall_export (ThDatabase *db, const char *code, GError **error)
{
  g_autoptr (ThHall) hall = th_hall_load (db, code, error);

  return hall != NULL ? th_hall_file_print (th_hall_get_file (hall)) : NULL;
}

/**
 * th_hall_part_doc:
 * @db: a connection, in a transaction
 * @part_id: the number of a version of a piece
 * @error: (out): %TH_ERROR_NOT_FOUND, %TH_ERROR_STORE_DAMAGED
 *
 * Returns: (transfer full): what that version says
 */
JsonNode *
th_hall_part_doc (ThDatabase *db, gint64 part_id, GError **error)
{
  g_autoptr (ThRows) rows = th_database_query (db, &sql_hall_part_doc, error, "i", part_id);
  GError *local = NULL;

  if (rows == NULL)
    return NULL;
  if (th_rows_next (rows, &local))
    return parse_doc (th_rows_text (rows, 0), _("entry"), "", error);
  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_set_error_literal (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no such version in the store."));
  return NULL;
}

/* --- keeping ---------------------------------------------------------- */

static Entry *
find_entry (ThDatabase *db, const char *code)
{
  GPtrArray *entries = th_database_get_data (db, cache_key);
  Entry *entry;

  if (entries == NULL)
    {
      entries = g_ptr_array_new_with_free_func (entry_free);
      th_database_set_data (db, cache_key, entries, (GDestroyNotify) g_ptr_array_unref);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      entry = g_ptr_array_index (entries, i);
      if (g_strcmp0 (entry->code, code) == 0)
        return entry;
    }
  entry = g_new0 (Entry, 1);
  entry->code = g_strdup (code);
  g_ptr_array_add (entries, entry);
  return entry;
}

/* Forgets the halls kept beside @db; this connection changed one. */
void
th_hall_forget (ThDatabase *db)
{
  th_database_set_data (db, cache_key, NULL, NULL);
}

/**
 * th_hall_cached:
 * @db: a connection, in a transaction
 * @code: (nullable): the code of a hall; %NULL for the oldest
 * @error: (out): %TH_ERROR_NOT_FOUND, %TH_ERROR_STORE_DAMAGED
 *
 * Costs no statement while no other connection committed, and one when the
 * hall did not change.
 *
 * Returns: (transfer none): the hall as it is now
 */
ThHall *
th_hall_cached (ThDatabase *db, const char *code, GError **error)
{
  Entry *entry = find_entry (db, code);
  gint64 version = th_database_version (db), id, revision;

  if (entry->hall != NULL && entry->version == version)
    return entry->hall;
  if (!find_hall (db, code, &id, &revision, error))
    return NULL;
  if (entry->hall == NULL || th_hall_get_id (entry->hall) != id || entry->revision != revision)
    {
      ThHall *hall = load_hall (db, id, error);

      if (hall == NULL)
        return NULL;
      g_clear_pointer (&entry->hall, th_hall_unref);
      entry->hall = hall;
      entry->revision = revision;
    }
  entry->version = version;
  return entry->hall;
}
