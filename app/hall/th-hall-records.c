/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing halls into the store. Nothing of a description is overwritten: what
 * changed gets a new version and the old one an end, so that a ticket of last
 * month still knows what its matter was then. */

#include "th-hall-records.h"

#include <glib/gi18n-lib.h>

#include "th-hall-file.h"
#include "th-hall-parts.h"
#include "th-hall-private.h"
#include "th-journal.h"
#include "th-rule-table.h"
#include "th-store.h"

#define LISTED_CHANGES 100

TH_SQL (sql_hall_id,
        "SELECT id FROM hall WHERE code = $1");
TH_SQL (sql_hall_insert,
        "INSERT INTO hall (code, revision, created_us) VALUES ($1, 0, $2) RETURNING id");
TH_SQL (sql_hall_revise,
        "UPDATE hall SET revision = revision + 1 WHERE id = $1");
TH_SQL (sql_hall_current,
        "SELECT id, kind, code, version, position, doc FROM hall_part WHERE hall_id = $1 AND to_us IS NULL"
        " ORDER BY kind, position, id");
TH_SQL (sql_hall_part_last,
        "SELECT COALESCE(MAX(version), 0) FROM hall_part WHERE hall_id = $1 AND kind = $2 AND code = $3");
TH_SQL (sql_hall_part_insert,
        "INSERT INTO hall_part (hall_id, kind, code, version, position, doc, from_us)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)");
TH_SQL (sql_hall_part_close,
        "UPDATE hall_part SET to_us = CASE WHEN from_us > $2 THEN from_us ELSE $2 END WHERE id = $1");
TH_SQL (sql_hall_part_move,
        "UPDATE hall_part SET position = $2 WHERE id = $1");

TH_SQL (sql_hall_booked_points,
        "SELECT point, business_day, count(*), min(code) FROM booking WHERE hall_id = $1 AND point IS NOT NULL"
        " AND state IN ('held', 'booked') GROUP BY point, business_day ORDER BY business_day, point");

/* A piece as it is in the store. */
typedef struct
{
  gint64      id;
  int         version, position;
  gboolean    kept;
  ThHallPart *part;
} Current;

/* One import under way. */
typedef struct
{
  ThDatabase *db;
  gint64      hall_id;
  ThInstant   now;
  GPtrArray  *stored;    /* of Current, in their order */
  GHashTable *index;     /* of "kind/code" to Current */
  GPtrArray  *changes;   /* of ThHallChange */
  gboolean    moved;
} Import;

static void
current_free (gpointer data)
{
  Current *self = data;

  th_hall_part_free (self->part);
  g_free (self);
}

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->stored, g_ptr_array_unref);
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* --- changes ---------------------------------------------------------- */

/**
 * th_hall_change_free:
 * @self: (transfer full): a change
 */
void
th_hall_change_free (ThHallChange *self)
{
  g_free (self->kind);
  g_free (self->code);
  g_free (self->what);
  g_free (self);
}

/**
 * th_hall_change_text:
 * @self: a change
 *
 * Returns: (transfer full): "+ window 17", "~ matter T01: minutes", "- staff 020"
 */
char *
th_hall_change_text (const ThHallChange *self)
{
  if (self->what == NULL)
    return g_strdup_printf ("%c %s %s", self->op, self->kind, self->code);
  return g_strdup_printf ("%c %s %s: %s", self->op, self->kind, self->code, self->what);
}

static void
add_change (Import *self, char op, const ThHallPart *part, char *what)
{
  ThHallChange *change = g_new0 (ThHallChange, 1);

  change->op = op;
  change->kind = g_strdup (part->kind);
  change->code = g_strdup (part->code);
  change->what = what;
  g_ptr_array_add (self->changes, change);
}

/* --- what is there ---------------------------------------------------- */

static gboolean
read_id (ThRows *rows, gint64 *id, GError **error)
{
  GError *local = NULL;

  *id = 0;
  if (rows == NULL)
    return FALSE;
  if (th_rows_next (rows, &local))
    *id = th_rows_int (rows, 0);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
find_or_make_hall (Import *self, const char *code, GError **error)
{
  g_autoptr (ThRows) found = th_database_query (self->db, &sql_hall_id, error, "s", code);
  g_autoptr (ThRows) made = NULL;

  if (!read_id (found, &self->hall_id, error))
    return FALSE;
  if (self->hall_id != 0)
    return TRUE;
  made = th_database_query (self->db, &sql_hall_insert, error, "si", code, self->now);
  return read_id (made, &self->hall_id, error);
}

static char *
index_key (const ThHallPart *part)
{
  return g_strconcat (part->kind, "/", part->code, NULL);
}

static gboolean
read_stored (Import *self, GError **error)
{
  g_autoptr (ThRows) rows = th_database_query (self->db, &sql_hall_current, error, "i", self->hall_id);
  GError *local = NULL;

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      JsonNode *doc = th_json_parse (th_rows_text (rows, 5), -1, NULL, error);
      Current *current;

      if (doc == NULL)
        return FALSE;
      current = g_new0 (Current, 1);
      current->id = th_rows_int (rows, 0);
      current->version = (int) th_rows_int (rows, 3);
      current->position = (int) th_rows_int (rows, 4);
      current->part = th_hall_part_new (th_rows_text (rows, 1), th_rows_text (rows, 2), doc);
      g_ptr_array_add (self->stored, current);
      g_hash_table_insert (self->index, index_key (current->part), current);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* --- making it so ----------------------------------------------------- */

static gboolean
insert_part (Import *self, const ThHallPart *part, int version, int position, GError **error)
{
  return th_database_exec (self->db, &sql_hall_part_insert, error, "issyysi", self->hall_id, part->kind, part->code,
                           version, position, part->text, self->now);
}

/* A code that was used before goes on counting its versions. */
static gboolean
add_part (Import *self, const ThHallPart *part, int position, GError **error)
{
  g_autoptr (ThRows) rows = th_database_query (self->db, &sql_hall_part_last, error, "iss", self->hall_id, part->kind,
                                               part->code);
  gint64 last;

  if (!read_id (rows, &last, error))
    return FALSE;
  add_change (self, '+', part, NULL);
  return insert_part (self, part, (int) last + 1, position, error);
}

static gboolean
put_part (Import *self, const ThHallPart *part, int position, GError **error)
{
  g_autofree char *key = index_key (part);
  Current *current = g_hash_table_lookup (self->index, key);

  if (current == NULL)
    return add_part (self, part, position, error);
  current->kept = TRUE;
  if (!g_str_equal (current->part->text, part->text))
    {
      add_change (self, '~', part, th_hall_part_diff (current->part, part));
      return th_database_exec (self->db, &sql_hall_part_close, error, "ii", current->id, self->now)
             && insert_part (self, part, current->version + 1, position, error);
    }
  if (current->position == position)
    return TRUE;
  self->moved = TRUE;
  return th_database_exec (self->db, &sql_hall_part_move, error, "iy", current->id, position);
}

static gboolean
put_parts (Import *self, JsonObject *file, GError **error)
{
  g_autoptr (GPtrArray) parts = th_hall_parts_split (file);
  const char *kind = "";
  int position = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      ThHallPart *part = g_ptr_array_index (parts, i);

      position = g_str_equal (part->kind, kind) ? position + 1 : 0;
      kind = part->kind;
      if (!put_part (self, part, position, error))
        return FALSE;
    }
  for (guint i = 0; i < self->stored->len; i++)
    {
      Current *current = g_ptr_array_index (self->stored, i);

      if (current->kept)
        continue;
      add_change (self, '-', current->part, NULL);
      if (!th_database_exec (self->db, &sql_hall_part_close, error, "ii", current->id, self->now))
        return FALSE;
    }
  return TRUE;
}

/* --- what is written about it ----------------------------------------- */

static char *
describe_changes (Import *self, JsonObject *file)
{
  g_autofree char *fingerprint = th_hall_fingerprint (file);
  g_autoptr (JsonObject) detail = json_object_new ();
  g_autoptr (JsonNode) root = NULL;
  JsonArray *listed = json_array_new ();
  int added = 0, changed = 0, removed = 0;

  for (guint i = 0; i < self->changes->len; i++)
    {
      ThHallChange *change = g_ptr_array_index (self->changes, i);

      added += change->op == '+' ? 1 : 0;
      changed += change->op == '~' ? 1 : 0;
      removed += change->op == '-' ? 1 : 0;
      if (i < LISTED_CHANGES)
        {
          g_autofree char *text = th_hall_change_text (change);

          json_array_add_string_element (listed, text);
        }
    }
  json_object_set_int_member (detail, "added", added);
  json_object_set_int_member (detail, "changed", changed);
  json_object_set_int_member (detail, "removed", removed);
  json_object_set_array_member (detail, "changes", listed);
  json_object_set_string_member (detail, "fingerprint", fingerprint);
  root = json_node_init_object (json_node_alloc (), detail);
  return th_json_print_line (root);
}

static gboolean
note_changes (Import *self, JsonObject *file, const char *kind, const char *actor, GError **error)
{
  const char *zone_name = json_object_get_string_member (json_object_get_object_member (file, "hall"), "timezone");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autofree char *detail = describe_changes (self, file);
  ThEvent event = {
    .hall_id = self->hall_id, .at = self->now, .business_day = th_day_of (self->now, zone), .kind = kind,
    .actor = actor, .detail = detail,
  };

  th_hall_forget (self->db);
  th_database_touch (self->db, TH_CHANGE_HALL);
  return th_database_exec (self->db, &sql_hall_revise, error, "i", self->hall_id)
         && th_journal_append (self->db, &event, NULL, error);
}

static void
give_changes (Import *self, GPtrArray *changes)
{
  if (changes == NULL)
    return;
  g_ptr_array_extend_and_steal (changes, g_steal_pointer (&self->changes));
}

/* Makes the hall be what @file, which was checked, says; @event: the kind of
 * the line in the journal, written when anything changed. */
static gboolean
apply (ThDatabase *db, JsonObject *file, ThClock *clock, const char *actor, const char *event, GPtrArray *changes,
       gint64 *hall_id, GError **error)
{
  const char *code = json_object_get_string_member (json_object_get_object_member (file, "hall"), "code");
  g_auto (Import) import = {
    .db = db,
    .now = th_clock_now (clock),
    .stored = g_ptr_array_new_with_free_func (current_free),
    .index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .changes = g_ptr_array_new_with_free_func ((GDestroyNotify) th_hall_change_free),
  };

  if (!find_or_make_hall (&import, code, error))
    return FALSE;
  /* A description holds from no earlier instant than what it comes after. */
  if (!th_clock_is_manual (clock))
    import.now = th_journal_not_before (db, import.hall_id, import.now);
  if (!read_stored (&import, error) || !put_parts (&import, file, error))
    return FALSE;
  if ((import.changes->len > 0 || import.moved) && !note_changes (&import, file, event, actor, error))
    return FALSE;
  if (hall_id != NULL)
    *hall_id = import.hall_id;
  give_changes (&import, changes);
  return TRUE;
}

/* A point where somebody booked neither vanishes nor goes elsewhere that day:
 * whoever booked would stand there alone. */
static gboolean
keeps_booked_points (ThDatabase *db, JsonObject *file, gint64 hall_id, GError **error)
{
  g_autoptr (ThHall) hall = th_hall_new (file, hall_id, NULL);
  g_autoptr (ThRows) rows = th_database_query (db, &sql_hall_booked_points, error, "i", hall_id);
  GError *local = NULL;

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      const ThPoint *point = th_hall_point (hall, th_rows_text (rows, 0));
      ThDay day = (ThDay) th_rows_int (rows, 1);
      g_autofree char *text = th_day_format (day);

      if (point != NULL && th_point_there (point, th_hall_get_calendar (hall), day))
        continue;
      g_set_error (error, TH_ERROR, TH_ERROR_CONFLICT, _("%d booked at the point %s on %s, such as %s. Move or cancel these bookings, or close that day, first; nothing was changed."),
                   (int) th_rows_int (rows, 2), th_rows_text (rows, 0), text, th_rows_text (rows, 3));
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * th_hall_import:
 * @db: a connection, in a writing transaction
 * @file: a hall description
 * @clock: says since when it holds
 * @actor: who imports it
 * @changes: (nullable) (element-type ThHallChange): what changed is added
 * @hall_id: (out) (optional): the hall's number in the store
 * @error: (out): %TH_ERROR_BAD_FILE, %TH_ERROR_CONFLICT while somebody is booked
 *   at a point that would go, errors of the store
 *
 * Makes the hall of that code be what @file says, or a new hall. Pieces that
 * are the same stay untouched. The caller rolls back on failure.
 *
 * Returns: whether the hall is what @file says
 */
gboolean
th_hall_import (ThDatabase *db, JsonObject *file, ThClock *clock, const char *actor, GPtrArray *changes,
                gint64 *hall_id, GError **error)
{
  gint64 id;

  if (!th_hall_file_check (file, NULL, error)
      || !apply (db, file, clock, actor, "hall.imported", changes, &id, error)
      || !keeps_booked_points (db, file, id, error))
    return FALSE;
  if (hall_id != NULL)
    *hall_id = id;
  return TRUE;
}

/* --- settings --------------------------------------------------------- */

/* A copy of @file, whose other parts are shared, with @key set to @value. */
static JsonObject *
with_setting (JsonObject *file, const char *key, JsonNode *value)
{
  JsonObject *copy = json_object_new (), *settings = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, file);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!g_str_equal (name, "settings"))
      json_object_set_member (copy, name, json_node_copy (node));
  if (json_object_has_member (file, "settings"))
    {
      json_object_iter_init_ordered (&iter, json_object_get_object_member (file, "settings"));
      while (json_object_iter_next_ordered (&iter, &name, &node))
        if (!g_str_equal (name, key))
          json_object_set_member (settings, name, json_node_copy (node));
    }
  if (value != NULL)
    json_object_set_member (settings, key, json_node_copy (value));
  json_object_set_object_member (copy, "settings", settings);
  return copy;
}

/**
 * th_hall_set_setting:
 * @db: a connection, in a writing transaction
 * @hall_code: (nullable): the code of a hall; %NULL for the oldest
 * @key: a key of the rule table
 * @value: (nullable): its value; %NULL for the default
 * @clock: says since when it holds
 * @actor: who sets it
 * @changed: (out) (optional): whether it was another value before
 * @error: (out): %TH_ERROR_BAD_REQUEST for a key there is not or a value it
 *   may not have, %TH_ERROR_NOT_FOUND, errors of the store
 *
 * Returns: whether the setting has the value
 */
gboolean
th_hall_set_setting (ThDatabase *db, const char *hall_code, const char *key, JsonNode *value, ThClock *clock,
                     const char *actor, gboolean *changed, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) th_hall_change_free);
  g_autoptr (ThHall) hall = NULL;
  g_autoptr (JsonObject) file = NULL;
  g_autoptr (GError) cause = NULL;

  if (th_rule_find (key) == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("There is no setting \"%s\"."), key);
      return FALSE;
    }
  hall = th_hall_load (db, hall_code, error);
  if (hall == NULL)
    return FALSE;
  file = with_setting (th_hall_get_file (hall), key, value);
  if (!th_hall_file_check (file, NULL, &cause))
    {
      g_set_error_literal (error, TH_ERROR, TH_ERROR_BAD_REQUEST, cause->message);
      return FALSE;
    }
  if (!apply (db, file, clock, actor, "hall.setting", changes, NULL, error))
    return FALSE;
  if (changed != NULL)
    *changed = changes->len > 0;
  return TRUE;
}
