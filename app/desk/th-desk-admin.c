/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs of those who answer for the hall: signing in, settings, the
 * description, reports, and the store itself. */

#include "th-desk-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "th-backup.h"
#include "th-desk-proof.h"
#include "th-hall-file.h"
#include "th-hall-records.h"
#include "th-journal.h"
#include "th-json.h"
#include "th-rule-table.h"
#include "th-stats-report.h"
#include "th-words.h"

static gboolean
do_sign_in (ThAsk   *ask,
            GError **error)
{
  const ThStaff *staff = th_hall_staff (ask->turn.hall, th_ask_text (ask, "staff"));
  const ThWindow *window;
  JsonObject *person;
  JsonArray *skills;

  /* The description may have changed since the PIN was verified. */
  if (staff == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is nobody with staff number %s."), th_ask_text (ask, "staff"));
      return FALSE;
    }
  window = th_window_of (&ask->turn, staff->no);
  person = json_object_new ();
  skills = json_array_new ();
  for (guint i = 0; staff->skills[i] != NULL; i++)
    json_array_add_string_element (skills, staff->skills[i]);
  th_out_text (person, "no", staff->no);
  th_out_names (person, staff->zh, staff->en);
  th_out_text (person, "role", th_role_name (staff->role));
  json_object_set_array_member (person, "skills", skills);
  json_object_set_object_member (ask->out, "staff", person);
  th_out_text (ask->out, "window", window != NULL ? window->code : NULL);
  if (!th_turn_note (&ask->turn, (ThNote) { .kind = "staff.signed_in" }, error))
    return FALSE;
  ask->becomes = g_strdup (staff->no);
  return TRUE;
}

static gboolean
do_sign_out (ThAsk   *ask,
             GError **error)
{
  th_desk_set_actor (ask->desk, NULL);
  return TRUE;
}

/* A copy, for JSON values of the hall must not leave its thread. */
static JsonNode *
copy_node (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);

  return json_from_string (text, NULL);
}

/* Words of the rule table are translated in the context of their member. */
static void
out_word (JsonObject *out,
          const char *member,
          const char *word)
{
  th_out_text (out, member, word != NULL && *word != '\0' ? g_dpgettext2 (GETTEXT_PACKAGE, member, word) : NULL);
}

static JsonObject *
setting_object (ThAsk        *ask,
                const ThRule *rule)
{
  JsonObject *out = json_object_new ();
  JsonArray *choices = json_array_new ();

  for (guint i = 0; rule->choices != NULL && rule->choices[i] != NULL; i++)
    json_array_add_string_element (choices, rule->choices[i]);
  th_out_text (out, "key", rule->key);
  json_object_set_member (out, "value", copy_node (th_hall_setting_node (ask->turn.hall, rule->key)));
  json_object_set_member (out, "default", copy_node (th_rule_default (rule)));
  out_word (out, "unit", rule->unit);
  json_object_set_double_member (out, "min", rule->min);
  json_object_set_double_member (out, "max", rule->max);
  th_out_text (out, "type", th_rule_type_name (rule));
  json_object_set_array_member (out, "choices", choices);
  th_out_names (out, rule->zh, rule->en);
  th_out_text (out, "source", th_hall_setting_is_set (ask->turn.hall, rule->key) ? "hall" : "default");
  out_word (out, "origin", rule->origin);
  return out;
}

static gboolean
do_settings (ThAsk   *ask,
             GError **error)
{
  JsonArray *array = json_array_new ();
  guint n;
  const ThRule *rules = th_rules (&n);

  for (guint i = 0; i < n; i++)
    json_array_add_object_element (array, setting_object (ask, &rules[i]));
  json_object_set_array_member (ask->out, "settings", array);
  return TRUE;
}

static gboolean
do_set (ThAsk   *ask,
        GError **error)
{
  const char *key = th_ask_text (ask, "key");
  JsonNode *value = json_object_get_member (ask->args, "value");

  if (th_rule_find (key) == NULL)
    {
      g_autofree char *shown = th_words_cut (key, 60);

      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no setting \"%.60s\"."), shown);
      return FALSE;
    }
  if (!th_hall_set_setting (ask->turn.db, th_hall_get_code (ask->turn.hall), key, JSON_NODE_HOLDS_NULL (value) ? NULL : value,
                            th_desk_get_clock (ask->desk), ask->turn.actor, NULL, error))
    return FALSE;
  th_out_text (ask->out, "key", key);
  json_object_set_member (ask->out, "value", copy_node (value));
  return TRUE;
}

static gboolean
do_export (ThAsk   *ask,
           GError **error)
{
  g_autofree char *text = th_hall_file_print (th_hall_get_file (ask->turn.hall));

  th_out_text (ask->out, "text", text);
  return TRUE;
}

static gboolean
do_report (ThAsk   *ask,
           GError **error)
{
  g_auto (GStrv) by = th_ask_list (ask, "by");
  ThDay from = th_ask_day (ask, "from", 0);
  ThDay to = th_ask_day (ask, "to", 0);
  g_autoptr (JsonObject) report = NULL;
  g_autoptr (GList) keys = NULL;

  if (to < from)
    return th_ask_bad (error, "to", _("a day that is not before from"));
  if (!th_stats_report (ask->turn.db, ask->turn.hall, from, to, (const char *const *) by, th_ask_text (ask, "queue"),
                        th_ask_bool (ask, "bins"), &report, error))
    return FALSE;
  keys = json_object_get_members (report);
  for (GList *l = keys; l != NULL; l = l->next)
    json_object_set_member (ask->out, l->data, json_object_dup_member (report, l->data));
  return TRUE;
}

static gboolean
do_verify (ThAsk   *ask,
           GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array;

  if (!th_database_check (ask->turn.db, problems, error) || !th_desk_prove (ask->turn.db, problems, error))
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < problems->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (problems, i));
  json_object_set_boolean_member (ask->out, "sound", problems->len == 0);
  json_object_set_array_member (ask->out, "problems", array);
  return TRUE;
}

static gboolean
do_backup (ThAsk   *ask,
           GError **error)
{
  if (*th_ask_text (ask, "file") == '\0')
    return th_ask_bad (error, "file", _("the name of a file"));
  if (!th_backup_write (th_desk_get_store (ask->desk), th_ask_text (ask, "file"), th_desk_prove, error))
    return FALSE;
  th_out_text (ask->out, "file", th_ask_text (ask, "file"));
  return TRUE;
}

static gboolean
do_info (ThAsk   *ask,
         GError **error)
{
  const char *path = th_store_get_path (th_desk_get_store (ask->desk));
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf status, log_status;
  gint64 next;

  if (!th_journal_next (ask->turn.db, th_hall_get_id (ask->turn.hall), &next, error))
    return FALSE;
  th_out_text (ask->out, "path", path);
  th_out_int (ask->out, "size", (g_stat (path, &status) == 0 ? status.st_size : 0) + (g_stat (log, &log_status) == 0 ? log_status.st_size : 0));
  th_out_int (ask->out, "schema", th_store_schema ());
  th_out_int (ask->out, "events", next - 1);
  th_out_text (ask->out, "hall", th_hall_get_code (ask->turn.hall));
  return TRUE;
}

const ThVerb th_verbs_admin[] = {
  { "staff.sign_in", "staff:s pin:s", TH_VERB_WRITE | TH_VERB_PIN, TH_MAY_LOOK, do_sign_in },
  { "staff.sign_out", "", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_sign_out },
  /* The rules of a hall are no secret, and a board reads from them how long a
   * call is shown. Figures, by person too, and where the store lies are not for
   * everybody who passes a screen. */
  { "settings.show", "", TH_VERB_READ | TH_VERB_PUBLIC, TH_MAY_LOOK, do_settings },
  { "settings.set", "key:s value:v", TH_VERB_WRITE, TH_MAY_SETTINGS, do_set },
  { "hall.import", "file:s", TH_VERB_WRITE | TH_VERB_NO_HALL, TH_MAY_IMPORT, th_desk_import },
  { "hall.export", "", TH_VERB_READ, TH_MAY_EXPORT, do_export },
  { "stats.report", "from:d to:d by?:a queue?:s bins?:b", TH_VERB_READ, TH_MAY_STATISTICS, do_report },
  { "store.verify", "", TH_VERB_READ, TH_MAY_VERIFY, do_verify },
  { "store.backup", "file:s", TH_VERB_ALONE, TH_MAY_BACKUP, do_backup },
  { "store.info", "", TH_VERB_READ, TH_MAY_LOOK, do_info },
  { NULL },
};
