/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Prints the schema and every statement of the program as JSON, with what
 * SQLite thinks of each, for test-statements.py to try on another database.
 * The statements come from the library itself, so that none is forgotten. */

#include <json-glib/json-glib.h>
#include <sqlite3.h>

#include "th-migrations.h"

static void
add_statement (JsonBuilder *builder,
               sqlite3     *db,
               const ThSql *sql)
{
  sqlite3_stmt *statement = NULL;
  const char *rest = "";

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, sql->name);
  json_builder_set_member_name (builder, "text");
  json_builder_add_string_value (builder, sql->text);

  if (sqlite3_prepare_v2 (db, sql->text, -1, &statement, &rest) != SQLITE_OK)
    {
      json_builder_set_member_name (builder, "error");
      json_builder_add_string_value (builder, sqlite3_errmsg (db));
    }
  else if (statement == NULL || *rest != '\0')
    {
      json_builder_set_member_name (builder, "error");
      json_builder_add_string_value (builder, "not exactly one statement");
    }
  else
    {
      json_builder_set_member_name (builder, "columns");
      json_builder_add_int_value (builder, sqlite3_column_count (statement));
      json_builder_set_member_name (builder, "parameters");
      json_builder_add_int_value (builder, sqlite3_bind_parameter_count (statement));
    }

  sqlite3_finalize (statement);
  json_builder_end_object (builder);
}

int
main (void)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *sqlite = th_migrations_schema (TH_DIALECT_SQLITE);
  g_autofree char *postgres = th_migrations_schema (TH_DIALECT_POSTGRES);
  g_autofree char *json = NULL;
  const ThSql *statements;
  gsize n;
  sqlite3 *db = NULL;

  if (sqlite3_open (":memory:", &db) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "postgres");
  json_builder_add_string_value (builder, postgres);
  if (sqlite3_exec (db, sqlite, NULL, NULL, NULL) != SQLITE_OK)
    {
      json_builder_set_member_name (builder, "error");
      json_builder_add_string_value (builder, sqlite3_errmsg (db));
    }

  json_builder_set_member_name (builder, "statements");
  json_builder_begin_array (builder);
  statements = th_sql_all (&n);
  for (gsize i = 0; i < n; i++)
    add_statement (builder, db, &statements[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  if (sqlite3_close (db) != SQLITE_OK)
    g_error ("a statement was left open");

  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);
  g_print ("%s\n", json);
  return 0;
}
