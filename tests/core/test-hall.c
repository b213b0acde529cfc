/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Hall descriptions: what is refused and how it is named, the canonical form,
 * the hall as a value, settings and roles. */

#include <string.h>

#include "th-error.h"
#include "th-hall-file.h"
#include "th-role.h"
#include "th-rule-table.h"

/* As small as a description can be that has one of everything. */
static const char small[] =
  "{'format':'tidehall-hall','version':1,"
  "'hall':{'code':'h','zh':'厅','en':'Hall','timezone':'Asia/Shanghai'},"
  "'hours':{'mon':[['09:00','12:00'],['13:30','17:00']]},"
  "'settings':{'queue.hold_limit_minutes':20},"
  "'zones':[{'code':'A','zh':'区','en':'Area','seats':10}],"
  "'queues':[{'prefix':'T','zh':'税','en':'Tax','short_zh':'税','first':1,'last':99},"
  "{'prefix':'N','zh':'申','en':'Filing','short_zh':'申','class':'priority'}],"
  "'windows':[{'code':'1','zone':'A','kind':'fixed','duty':'T>N'},{'code':'02','zone':'A','kind':'tidal','duty':'N'}],"
  "'staff':[{'no':'001','zh':'甲','en':'A','role':'clerk','skills':['T','N']}],"
  "'calendar':{'years':{'2026':{'off':[{'name':'元旦','from':'2026-01-01','to':'2026-01-03','days':3}],"
  "'makeup_workdays':['2026-01-04']}},'closures':[{'from':'2026-04-21','time':['13:30','17:00'],'zh':'训','en':'Tr'}],"
  "'deadlines':{'2026':{'04':'2026-04-20'}}},"
  "'departments':[{'code':'TAX','zh':'局','en':'Bureau'}],"
  "'materials':{'M1':{'zh':'表','en':'Form','kind':'form','keep':'keep','share':'none','template':true,'dedupe':'once'}},"
  "'matters':[{'code':'T01','zh':'事','en':'Matter','department':'TAX','minutes':{'mean':8},'queue_prefix':'T',"
  "'materials':[{'material':'M1','form':'original','count':1,'need':'must','deferrable':false}]}],"
  "'scenes':[{'code':'C1','zh':'景','en':'Scene','lead':'TAX','matters':['T01']}]}";

static char *
data_path (const char *name)
{
  return g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", name, NULL);
}

static JsonObject *
parse_small (const char *text, GError **error)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');

  return th_hall_file_parse (json, -1, "h.json", error);
}

/* --- what is refused -------------------------------------------------- */

typedef struct
{
  const char *from, *to;    /* in the text of @small */
  const char *path;         /* what the message must name */
  const char *says;
} BadFile;

static const BadFile bad_files[] = {
  /* not this kind of file */
  { "'tidehall-hall'", "'other'", "$.format", "tidehall-hall" },
  { "'version':1,", "'version':2,", "$.version is 2", "whole number from 1 to 1" },
  { "'version':1,", "", "$.version is missing", "expected" },
  { "'version':1,", "'version':1,'extra':1,", "$.extra is 1", "no other members than format, version" },
  { "{'format'", "[{'format'", "at $ ", "there is the end" },
  /* unknown, missing and misspelt members */
  { "'seats':10", "'seat':10", "$.zones[0].seat is 10", "no other members than code, zh, en, seats" },
  { "'en':'Hall',", "", "$.hall.en is missing", "a text" },
  { "'keep':'keep',", "", "$.materials.M1.keep is missing", "one of keep, return" },
  { "'days':3", "'days':3,'note':''", "$.calendar.years.2026.off[0].note", "no other members" },
  { "'04':'2026-04-20'", "'13':'2026-04-20'", "$.calendar.deadlines.2026.13", "no other members" },
  { "'mon':[[", "'monday':[[", "$.hours.monday", "no other members than mon, tue" },
  { "'queue.hold_limit_minutes'", "'queue.hold_limit'", "$.settings[\"queue.hold_limit\"]", "the name of a setting" },
  /* wrong types */
  { "'seats':10", "'seats':'10'", "$.zones[0].seats is \"10\"", "a whole number" },
  { "'seats':10", "'seats':10.5", "$.zones[0].seats is 10.5", "a whole number" },
  { "'mean':8", "'mean':'8'", "$.matters[0].minutes.mean", "a number from 0.1" },
  { "'mean':8", "'mean':null", "$.matters[0].minutes.mean is null", "a number" },
  { "'template':true", "'template':1", "$.materials.M1.template is 1", "true or false" },
  { "'skills':['T','N']", "'skills':'T'", "$.staff[0].skills is \"T\"", "an array" },
  { "'zones':[{", "'zones':[1,{", "$.zones[0] is 1", "an object" },
  { "'hall':{'code':'h','zh':'厅','en':'Hall','timezone':'Asia/Shanghai'}", "'hall':[]", "$.hall is []", "an object" },
  { "'en':'Hall'", "'en':7", "$.hall.en is 7", "a text" },
  { "'mean':8", "'mean':8,'sd':true", "$.matters[0].minutes.sd is true", "a number" },
  { "[['09:00','12:00'],", "['09:00',", "$.hours.mon[0] is \"09:00\"", "an array of 2 to 2" },
  /* values out of range */
  { "'seats':10", "'seats':-1", "$.zones[0].seats is -1", "from 0 to 10000" },
  { "'mean':8", "'mean':0", "$.matters[0].minutes.mean is 0", "from 0.1 to 1440" },
  { "'mean':8", "'mean':1e300", "$.matters[0].minutes.mean", "at most 15 digits" },
  { "'mean':8", "'mean':1e999", "$.matters[0].minutes.mean", "at most 15 digits" },
  { "'count':1", "'count':0", "$.matters[0].materials[0].count is 0", "from 1 to 100" },
  { "'zh':'厅'", "'zh':''", "$.hall.zh is \"\"", "a text of 1 to 200" },
  { "'code':'h'", "'code':'a b'", "$.hall.code is \"a b\"", "a code of at most 32" },
  { "'prefix':'T'", "'prefix':'t'", "$.queues[0].prefix is \"t\"", "capital letters" },
  { "'kind':'fixed'", "'kind':'wide'", "$.windows[0].kind is \"wide\"", "one of fixed, tidal, reserve" },
  { "'role':'clerk'", "'role':'boss'", "$.staff[0].role is \"boss\"", "one of clerk" },
  { "'no':'001'", "'no':'admin'", "$.staff[0].no is \"admin\"", "a staff number" },
  { "'skills':['T','N']", "'skills':['T'],'pin_hash':'0001'", "$.staff[0].pin_hash", "a hash" },
  { "'Asia/Shanghai'", "'Asia/Nowhere'", "$.hall.timezone is \"Asia/Nowhere\"", "a time zone" },
  { "'last':99", "'last':0", "$.queues[0].last is 0", "not below the first" },
  { "minutes':20", "minutes':0", "$.settings[\"queue.hold_limit_minutes\"] is 0", "from 1 to 480" },
  { "'queue.hold_limit_minutes':20", "'queue.discipline':'random'", "$.settings[\"queue.discipline\"]", "due: and minutes" },
  /* days and times */
  { "'09:00','12:00'", "'9:00','12:00'", "$.hours.mon[0][0] is \"9:00\"", "a time such as" },
  { "'09:00','12:00'", "'12:00','09:00'", "$.hours.mon[0]", "times in order" },
  { "'13:30','17:00']]", "'11:30','17:00']]", "$.hours.mon[1]", "do not overlap" },
  { "'from':'2026-01-01'", "'from':'2026-02-30'", "off[0].from is \"2026-02-30\"", "a day such as" },
  { "'to':'2026-01-03'", "'to':'2025-01-03'", "off[0].to", "not before the first" },
  { "'days':3", "'days':4", "off[0].days is 4", "3, the days from first to last" },
  { "'2026-01-04'", "'2026-01-03'", "makeup_workdays[0]", "outside the holidays" },
  { "'2026-01-04'", "'2026-01-05'", "makeup_workdays[0]", "a Saturday or Sunday" },
  { "'years':{'2026'", "'years':{'26'", "$.calendar.years.26", "a year such as" },
  { "'04':'2026-04-20'", "'04':'2026-05-20'", ".04 is \"2026-05-20\"", "a day of 2026-04" },
  { "'time':['13:30','17:00']", "'time':['17:00','13:30']", "$.calendar.closures[0].time", "times in order" },
  { "'from':'2026-04-21'", "'from':'2026-04-21','to':'2026-04-20'", "$.calendar.closures[0].to", "not before the first" },
  /* twice */
  { "'en':'Hall'", "'en':'Hall','en':'Hall'", "$.hall.en", "each name only once" },
  { "'prefix':'N'", "'prefix':'T'", "$.queues[1].prefix is \"T\"", "each code only once" },
  { "'code':'02'", "'code':'01'", "$.windows[1].code is \"01\"", "each code only once" },
  { "'code':'02'", "'code':'W1'", "$.windows[1].code is \"W1\"", "each code only once" },
  { "'skills':['T','N']", "'skills':['T','T']", "$.staff[0].skills[1]", "each code only once" },
  { "'duty':'T>N'", "'duty':'T>T'", "$.windows[0].duty", "each only once" },
  { "'matters':['T01']", "'matters':['T01','T01']", "$.scenes[0].matters[1]", "each code only once" },
  /* what does not exist */
  { "'queue_prefix':'T'", "'queue_prefix':'Z'", "$.matters[0].queue_prefix is \"Z\"", "a queue of this hall" },
  { "'department':'TAX'", "'department':'TAXI'", "$.matters[0].department is \"TAXI\"", "a department" },
  { "'deferrable':false}", "'deferrable':false,'condition_zh':'若'}", "$.matters[0].materials[0].condition_zh", "\"condition\"" },
  { "'deferrable':false}]", "'deferrable':false}],'hints':[{'zh':'示'}]", "$.matters[0].hints[0].en is missing", "a text" },
  { "'deferrable':false}]", "'deferrable':false}],'hints':['x']", "$.matters[0].hints[0]", "an object" },
  { "'material':'M1'", "'material':'M2'", "$.matters[0].materials[0].material is \"M2\"", "a material" },
  { "'matters':['T01']", "'matters':['T02']", "$.scenes[0].matters[0] is \"T02\"", "a matter" },
  { "'lead':'TAX'", "'lead':'X'", "$.scenes[0].lead is \"X\"", "a department" },
  { "'zone':'A','kind':'fixed'", "'zone':'B','kind':'fixed'", "$.windows[0].zone is \"B\"", "a zone" },
  { "'duty':'T>N'", "'duty':'T>Z'", "$.windows[0].duty is \"T>Z\"", "queues of this hall" },
  { "'duty':'T>N'", "'duty':'T>'", "$.windows[0].duty is \"T>\"", "a duty such as" },
  { "'skills':['T','N']", "'skills':['T','Z']", "$.staff[0].skills[1] is \"Z\"", "a queue of this hall" },
  /* not text */
  { "'厅'", "'\xff'", "$", "text in UTF-8" },
  { "'厅'", "'\\u0000'", "$.hall.zh", "a character that may stand in a text" },
};

static void
test_bad_files (void)
{
  g_autoptr (JsonObject) good = parse_small (small, NULL);

  g_assert_nonnull (good);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      const BadFile *bad = &bad_files[i];
      g_autoptr (GString) text = g_string_new (small);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) file = NULL;

      g_assert_cmpuint (g_string_replace (text, bad->from, bad->to, 1), ==, 1);
      file = parse_small (text->str, &error);
      g_assert_null (file);
      g_assert_error (error, TH_ERROR, TH_ERROR_BAD_FILE);
      g_assert_true (g_str_has_prefix (error->message, "h.json"));
      if (strstr (error->message, bad->path) == NULL || strstr (error->message, bad->says) == NULL)
        g_error ("%s -> %s: \"%s\" does not say \"%s\" and \"%s\"", bad->from, bad->to, error->message, bad->path,
                 bad->says);
    }
}

static void
test_bad_paths (void)
{
  g_autofree char *none = data_path ("none.json");
  g_autofree char *folder = data_path (".");
  GError *error = NULL;

  g_assert_null (th_hall_file_load (none, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, none));
  g_clear_error (&error);
  g_assert_null (th_hall_file_load (folder, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_BAD_FILE);
  g_clear_error (&error);
  /* An endless file ends. */
  g_assert_null (th_hall_file_load ("/dev/zero", &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_BAD_FILE);
  g_clear_error (&error);
}

/* --- the canonical form ----------------------------------------------- */

static void
check_shipped (const char *name, guint windows, guint staff)
{
  g_autofree char *path = data_path (name), *text = NULL, *printed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) file = th_hall_file_load (path, &error);
  g_autoptr (ThHall) hall = NULL;
  guint n;

  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  printed = th_hall_file_print (file);
  g_assert_cmpstr (printed, ==, text);

  hall = th_hall_new (file, 0, NULL);
  th_hall_get_windows (hall, &n);
  g_assert_cmpuint (n, ==, windows);
  th_hall_get_staff (hall, &n);
  g_assert_cmpuint (n, ==, staff);
}

static void
test_shipped (void)
{
  check_shipped ("demo.json", 16, 22);
  check_shipped ("small.json", 3, 5);
}

static JsonObject *
load_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  root = th_json_parse (text, -1, path, &error);
  g_assert_no_error (error);
  return json_node_dup_object (root);
}

/* The whole catalogue, the days off and the deadlines fit in, and come out as
 * they went in. */
static void
test_everything_fits (void)
{
  static const char *const members[] = {
    "_about", "source_keys", "departments", "queues", "materials", "matters", "scenes",
  };
  static const char *const parts[] = { "rule", "formula", "sources", "deadlines" };
  g_autoptr (JsonObject) catalogue = load_data ("catalogue.json");
  g_autoptr (JsonObject) holidays = load_data ("holidays.json");
  g_autoptr (JsonObject) deadlines = load_data ("tax_deadlines.json");
  g_autoptr (JsonObject) file = parse_small (small, NULL);
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    json_object_set_member (file, members[i], json_object_dup_member (catalogue, members[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    json_object_set_member (holidays, parts[i], json_object_dup_member (deadlines, parts[i]));
  json_object_set_object_member (file, "calendar", json_object_ref (holidays));

  g_assert_true (th_hall_file_check (file, "h.json", &error));
  g_assert_no_error (error);
  text = th_hall_file_print (file);
  again = th_hall_file_parse (text, -1, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_node_equal (json_object_get_member (again, members[i]),
                                    json_object_get_member (catalogue, members[i])));
  g_assert_true (json_node_equal (json_object_get_member (again, "calendar"), json_object_get_member (file, "calendar")));
}

/* The order of members, empty parts and blanks do not matter. */
static void
test_canonical (void)
{
  g_autofree char *one = NULL, *two = NULL;
  g_autoptr (GString) text = g_string_new (small);
  g_autoptr (JsonObject) file = parse_small (small, NULL);
  g_autoptr (JsonObject) other = NULL;

  g_string_replace (text, "{'code':'A','zh':'区','en':'Area','seats':10}", "{'seats':10,'en':'Area','zh':'区','code':'A'}", 1);
  g_string_replace (text, "'version':1,", "", 1);
  g_string_replace (text, "'matters':['T01']}]}", "'matters':['T01']}],'source_keys':{},'version':1}", 1);
  other = parse_small (text->str, NULL);
  one = th_hall_file_print (file);
  two = th_hall_file_print (other);
  g_assert_nonnull (strstr (two, "\"source_keys\": {}"));
  g_string_assign (text, two);
  g_string_replace (text, "  \"source_keys\": {},\n", "", 1);
  g_assert_cmpstr (text->str, ==, one);
}

/* --- the hall as a value ---------------------------------------------- */

static void
test_hall (void)
{
  g_autoptr (JsonObject) file = parse_small (small, NULL);
  g_autoptr (ThHall) hall = th_hall_new (file, 7, NULL);
  const ThQueue *queue;
  const ThMatter *matter;
  guint n;

  g_assert_cmpint (th_hall_get_id (hall), ==, 7);
  g_assert_cmpstr (th_hall_get_code (hall), ==, "h");
  g_assert_cmpstr (th_hall_get_zh (hall), ==, "厅");
  g_assert_cmpstr (th_hall_get_en (hall), ==, "Hall");
  g_assert_cmpstr (g_time_zone_get_identifier (th_hall_get_zone (hall)), ==, "Asia/Shanghai");
  g_assert_cmpint (th_calendar_kind (th_hall_get_calendar (hall), 20260104, NULL), ==, TH_DAY_MAKEUP);

  queue = th_hall_get_queues (hall, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (queue[1].prefix, ==, "N");
  g_assert_cmpint (queue[0].last, ==, 99);
  g_assert_cmpint (queue[1].first, ==, 1);
  g_assert_cmpint (queue[1].last, ==, 999);
  g_assert_cmpint (queue[0].ticket_class, ==, 1);
  g_assert_cmpint (queue[1].ticket_class, ==, 0);
  g_assert_true (th_hall_queue (hall, "N") == &queue[1]);
  g_assert_null (th_hall_queue (hall, "Z"));
  g_assert_null (th_hall_queue (hall, NULL));

  matter = th_hall_matter (hall, "T01");
  g_assert_cmpstr (matter->queue, ==, "T");
  g_assert_cmpstr (matter->department, ==, "TAX");
  g_assert_cmpfloat (matter->minutes_mean, ==, 8);
  g_assert_cmpint (th_hall_matter_part (hall, "T01"), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (matter->doc, "en"), ==, "Matter");
  g_assert_nonnull (th_hall_material (hall, "M1"));
  g_assert_null (th_hall_material (hall, "M2"));
  g_assert_cmpint (th_hall_zone (hall, "A")->seats, ==, 10);
  g_assert_null (th_hall_staff (hall, "002"));
  g_assert_cmpint (th_hall_staff (hall, "001")->role, ==, TH_ROLE_CLERK);
  g_assert_null (th_hall_staff (hall, "001")->pin_hash);
  g_assert_cmpstr (th_hall_staff (hall, "001")->skills[1], ==, "N");
  g_assert_null (th_hall_staff (hall, "001")->skills[2]);
}

static void
test_window_codes (void)
{
  static const struct { const char *text, *code; } cases[] = {
    { "3", "3" }, { "03", "3" }, { "W03", "3" }, { "w3", "3" }, { "0", "0" }, { "00", "0" },
    { "12", "12" }, { "W", "W" }, { "A3", "A3" }, { "", "" }, { "3A", "3A" },
  };
  g_autoptr (JsonObject) file = parse_small (small, NULL);
  g_autoptr (ThHall) hall = th_hall_new (file, 0, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = th_window_code (cases[i].text);

      g_assert_cmpstr (code, ==, cases[i].code);
    }
  g_assert_cmpstr (th_hall_window (hall, "2")->code, ==, "2");
  g_assert_true (th_hall_window (hall, "02") == th_hall_window (hall, "W02"));
  g_assert_cmpint (th_hall_window (hall, "2")->kind, ==, TH_WINDOW_TIDAL);
  g_assert_null (th_hall_window (hall, "3"));
  g_assert_null (th_hall_window (hall, NULL));
}

/* Without hours the hall keeps those of the setting, Monday to Friday. */
static void
test_hours_from_setting (void)
{
  g_autoptr (GString) text = g_string_new (small);
  g_autoptr (JsonObject) file = NULL;
  g_autoptr (ThHall) hall = NULL;
  g_autoptr (GArray) monday = NULL;
  g_autoptr (GArray) saturday = NULL;

  g_string_replace (text, "'hours':{'mon':[['09:00','12:00'],['13:30','17:00']]},", "", 1);
  g_string_replace (text, "'queue.hold_limit_minutes':20", "'hours.weekday':['08:30-12:00']", 1);
  file = parse_small (text->str, NULL);
  hall = th_hall_new (file, 0, NULL);
  monday = th_calendar_openings (th_hall_get_calendar (hall), 20260420, NULL);
  saturday = th_calendar_openings (th_hall_get_calendar (hall), 20260425, NULL);
  g_assert_cmpuint (monday->len, ==, 1);
  g_assert_cmpint (g_array_index (monday, ThOpening, 0).from, ==, 8 * 3600 + 1800);
  g_assert_cmpuint (saturday->len, ==, 0);
}

/* --- settings --------------------------------------------------------- */

static void
test_settings (void)
{
  g_autoptr (JsonObject) file = parse_small (small, NULL);
  g_autoptr (ThHall) hall = th_hall_new (file, 0, NULL);

  g_assert_cmpint (th_hall_setting_int (hall, "queue.hold_limit_minutes"), ==, 20);
  g_assert_true (th_hall_setting_is_set (hall, "queue.hold_limit_minutes"));
  g_assert_cmpint (th_hall_setting_int (hall, "queue.move_back_places"), ==, 3);
  g_assert_false (th_hall_setting_is_set (hall, "queue.move_back_places"));
  g_assert_cmpfloat (th_hall_setting_double (hall, "hall.wait_target_min"), ==, 1.62);
  g_assert_true (th_hall_setting_bool (hall, "board.voice"));
  g_assert_cmpstr (th_hall_setting_text (hall, "queue.discipline"), ==, "appt");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (th_hall_setting_node (hall, "rating.levels"))), ==, 5);
}

/* Every published default is a rule, and every default may be set. */
static void
test_rules (void)
{
  g_autoptr (JsonObject) file = load_data ("rules.json");
  JsonArray *published = json_object_get_array_member (file, "rules");
  const ThRule *rules;
  guint n;

  g_assert_cmpuint (json_array_get_length (published), ==, 60);
  for (guint i = 0; i < json_array_get_length (published); i++)
    {
      JsonObject *rule = json_array_get_object_element (published, i);
      const ThRule *known = th_rule_find (json_object_get_string_member (rule, "key"));

      g_assert_nonnull (known);
      g_assert_true (json_node_equal (th_rule_default (known), json_object_get_member (rule, "default")));
      g_assert_cmpstr (known->unit, ==, json_object_get_string_member (rule, "unit"));
    }

  rules = th_rules (&n);
  for (guint i = 0; i < n; i++)
    {
      ThJsonPlace place = { .node = th_rule_default (&rules[i]) };
      g_autoptr (GError) error = NULL;

      g_assert_true (th_rule_check (&rules[i], &place, &error));
      g_assert_no_error (error);
      g_assert_true (*rules[i].zh != '\0' && *rules[i].en != '\0' && *rules[i].origin != '\0');
      g_assert_nonnull (th_rule_type_name (&rules[i]));
      g_assert_true (th_rule_find (rules[i].key) == &rules[i]);
    }
  g_assert_null (th_rule_find ("queue.nothing"));
}

static void
test_rule_values (void)
{
  static const struct { const char *key, *value; gboolean right; } cases[] = {
    { "queue.discipline", "\"fifo\"", TRUE },
    { "queue.discipline", "\"due:20\"", TRUE },
    { "queue.discipline", "\"due:\"", FALSE },
    { "queue.discipline", "\"appt\\n\"", FALSE },
    { "queue.noshow_requeue", "\"after_10\"", TRUE },
    { "queue.noshow_requeue", "\"void\"", TRUE },
    { "queue.noshow_requeue", "\"after_0\"", FALSE },
    { "queue.priority_max_ratio", "\"off\"", TRUE },
    { "queue.priority_max_ratio", "\"0:0\"", TRUE },
    { "queue.priority_max_ratio", "\"2:1\"", TRUE },
    { "queue.priority_max_ratio", "\"1:0\"", FALSE },
    { "queue.priority_max_ratio", "2", FALSE },
    { "queue.noshow_block_minutes", "60", TRUE },
    { "queue.noshow_block_minutes", "61", FALSE },
    { "queue.noshow_block_minutes", "5.0", FALSE },
    { "booking.capacity_share_for_booking", "1", TRUE },
    { "booking.capacity_share_for_booking", "1.01", FALSE },
    { "board.voice", "0", FALSE },
    { "board.notice", "\"\"", TRUE },
    { "privacy.board_shows", "\"names\"", FALSE },
    { "deferral.excluded_credit", "[]", TRUE },
    { "deferral.excluded_credit", "[\"C\", \"D\"]", TRUE },
    { "deferral.excluded_credit", "[\"Z\"]", FALSE },
    { "hours.weekday", "[\"09:00-24:00\"]", TRUE },
    { "hours.weekday", "[\"9-12\"]", FALSE },
    { "rating.levels", "[\"好\"]", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) value = th_json_parse (cases[i].value, -1, NULL, NULL);
      ThJsonPlace place = { .node = value };
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (th_rule_check (th_rule_find (cases[i].key), &place, &error), ==, cases[i].right);
      g_assert_cmpint (error == NULL, ==, cases[i].right);
    }
}

/* --- roles ------------------------------------------------------------ */

static void
test_roles (void)
{
  static const struct { ThPermission permission; const char *roles; } table[] = {
    { TH_MAY_LOOK, "crma" },       { TH_MAY_STATISTICS, "crma" }, { TH_MAY_WINDOW, "crma" },
    { TH_MAY_ANY_WINDOW, "ma" },   { TH_MAY_ISSUE, "crma" },      { TH_MAY_CANCEL, "crma" },
    { TH_MAY_DIVERT, "crma" },     { TH_MAY_REINSTATE, "rma" },   { TH_MAY_CHECK_IN, "rma" },
    { TH_MAY_PRINT, "crma" },      { TH_MAY_CALL_ONE, "ma" },     { TH_MAY_TIDE, "ma" },
    { TH_MAY_CLOSE_DAY, "ma" },    { TH_MAY_IMPORT, "a" },        { TH_MAY_EXPORT, "a" },
    { TH_MAY_SETTINGS, "a" },      { TH_MAY_BACKUP, "a" },        { TH_MAY_VERIFY, "a" },
    { TH_MAY_BOOK, "crma" },       { TH_MAY_CAPACITY, "ma" },     { TH_MAY_PARTY_DATA, "ma" },
  };
  static const char letters[] = "crma";

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    for (int role = TH_ROLE_CLERK; role <= TH_ROLE_ADMIN; role++)
      g_assert_cmpint (th_role_may (role, table[i].permission), ==, strchr (table[i].roles, letters[role]) != NULL);
  for (int role = TH_ROLE_CLERK; role <= TH_ROLE_ADMIN; role++)
    {
      ThRole parsed;

      g_assert_true (th_role_parse (th_role_name (role), &parsed));
      g_assert_cmpint (parsed, ==, role);
      g_assert_nonnull (th_role_label (role));
    }
  g_assert_false (th_role_parse ("boss", &(ThRole) { TH_ROLE_CLERK }));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hall/bad-files", test_bad_files);
  g_test_add_func ("/hall/bad-paths", test_bad_paths);
  g_test_add_func ("/hall/shipped", test_shipped);
  g_test_add_func ("/hall/everything-fits", test_everything_fits);
  g_test_add_func ("/hall/canonical", test_canonical);
  g_test_add_func ("/hall/value", test_hall);
  g_test_add_func ("/hall/window-codes", test_window_codes);
  g_test_add_func ("/hall/hours-from-setting", test_hours_from_setting);
  g_test_add_func ("/hall/settings", test_settings);
  g_test_add_func ("/hall/rules", test_rules);
  g_test_add_func ("/hall/rule-values", test_rule_values);
  g_test_add_func ("/hall/roles", test_roles);

  return g_test_run ();
}
