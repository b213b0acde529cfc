/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calendar: days off, working days, opening times, filing deadlines,
 * service minutes and half days. */

#include "th-error.h"
#include "th-json.h"
#include "th-service-time.h"

static JsonObject *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  root = th_json_parse (text, -1, path, &error);
  g_assert_no_error (error);
  return json_node_dup_object (root);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = th_json_parse (text, -1, NULL, &error);

  g_assert_no_error (error);
  return json_node_dup_object (root);
}

#define WEEK \
  "{'mon':[['09:00','12:00'],['13:30','17:00']],'tue':[['09:00','12:00'],['13:30','17:00']]," \
  "'wed':[['09:00','12:00'],['13:30','17:00']],'thu':[['09:00','12:00'],['13:30','17:00']]," \
  "'fri':[['09:00','12:00'],['13:30','16:00']]"

/* A week where Friday is short; @more: further days. */
static JsonObject *
week (const char *more)
{
  g_autofree char *text = g_strconcat (WEEK, more, "}", NULL);

  return parse (g_strdelimit (text, "'", '"'));
}

/* The published days off with the hall's closures in @closures, and the
 * published deadlines when @deadlines. */
static ThCalendar *
make_calendar (const char *more_hours, const char *closures, gboolean deadlines)
{
  g_autoptr (JsonObject) hours = week (more_hours);
  g_autoptr (JsonObject) calendar = load ("holidays.json");
  g_autofree char *text = g_strdelimit (g_strconcat ("{'closures':", closures, "}", NULL), "'", '"');
  g_autoptr (JsonObject) own = parse (text);

  json_object_set_member (calendar, "closures", json_object_dup_member (own, "closures"));
  if (deadlines)
    {
      g_autoptr (JsonObject) published = load ("tax_deadlines.json");

      json_object_set_member (calendar, "deadlines", json_object_dup_member (published, "deadlines"));
    }
  return th_calendar_new (hours, calendar);
}

/* --- days ------------------------------------------------------------- */

static void
check_notice (ThCalendar *calendar, JsonObject *notice)
{
  JsonArray *off = json_object_get_array_member (notice, "off");
  JsonArray *makeup = json_object_get_array_member (notice, "makeup_workdays");

  for (guint i = 0; i < json_array_get_length (off); i++)
    {
      JsonObject *holiday = json_array_get_object_element (off, i);
      ThDay to = th_day_parse (json_object_get_string_member (holiday, "to"));
      int n = 0;

      for (ThDay day = th_day_parse (json_object_get_string_member (holiday, "from")); day <= to;
           day = th_day_add (day, 1), n++)
        {
          const char *name;
          gboolean working = TRUE;

          g_assert_cmpint (th_calendar_kind (calendar, day, &name), ==, TH_DAY_HOLIDAY);
          g_assert_cmpstr (name, ==, json_object_get_string_member (holiday, "name"));
          g_assert_true (th_calendar_is_working (calendar, day, &working, NULL));
          g_assert_false (working);
        }
      g_assert_cmpint (n, ==, json_object_get_int_member (holiday, "days"));
    }
  for (guint i = 0; i < json_array_get_length (makeup); i++)
    {
      ThDay day = th_day_parse (json_array_get_string_element (makeup, i));
      const char *name = "";

      g_assert_cmpint (th_calendar_kind (calendar, day, &name), ==, TH_DAY_MAKEUP);
      g_assert_null (name);
    }
}

static void
test_published_days (void)
{
  g_autoptr (ThCalendar) calendar = make_calendar ("", "[]", FALSE);
  g_autoptr (JsonObject) holidays = load ("holidays.json");
  JsonObject *years = json_object_get_object_member (holidays, "years");
  g_autoptr (GList) names = json_object_get_members (years);
  static const int working_days[] = { 251, 248, 248 };

  g_assert_cmpuint (g_list_length (names), ==, 3);
  for (GList *l = names; l != NULL; l = l->next)
    check_notice (calendar, json_object_get_object_member (years, l->data));

  /* Everything else is Monday to Friday; the totals are those of the notices. */
  for (int year = 2024; year <= 2026; year++)
    {
      int n = 0;

      for (ThDay day = th_day_new (year, 1, 1); th_day_year (day) == year; day = th_day_add (day, 1))
        {
          gboolean working;
          ThDayKind kind = th_calendar_kind (calendar, day, NULL);

          g_assert_true (th_calendar_is_working (calendar, day, &working, NULL));
          n += working ? 1 : 0;
          if (kind == TH_DAY_WORKING)
            g_assert_cmpint (th_day_weekday (day), <=, 5);
          if (kind == TH_DAY_WEEKEND || kind == TH_DAY_MAKEUP)
            g_assert_cmpint (th_day_weekday (day), >, 5);
        }
      g_assert_cmpint (n, ==, working_days[year - 2024]);
    }
}

static void
test_working_days (void)
{
  g_autoptr (ThCalendar) calendar = make_calendar ("", "[]", FALSE);
  g_autoptr (JsonObject) published = load ("tax_deadlines.json");
  JsonArray *cases = json_object_get_array_member (published, "working_day_tests");

  g_assert_cmpuint (json_array_get_length (cases), ==, 6);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *test = json_array_get_object_element (cases, i);
      g_autoptr (GError) error = NULL;
      ThDay due = th_calendar_add_working (
        calendar, th_day_parse (json_object_get_string_member (test, "from")),
        (int) json_object_get_int_member (test, "plus_working_days"), &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = th_day_format (due);
      g_assert_cmpstr (text, ==, json_object_get_string_member (test, "expect"));
    }
  g_assert_cmpint (th_calendar_add_working (calendar, 20260420, 0, NULL), ==, 20260420);
}

static void
test_not_loaded (void)
{
  g_autoptr (ThCalendar) calendar = make_calendar ("", "[]", TRUE);
  g_autoptr (GArray) openings = NULL;
  g_autofree char *reason = NULL;
  GError *error = NULL;
  gboolean working;

  g_assert_cmpint (th_calendar_kind (calendar, 20270104, NULL), ==, TH_DAY_NOT_LOADED);
  g_assert_false (th_calendar_is_working (calendar, 20270104, &working, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_NOT_LOADED);
  g_assert_nonnull (g_strstr_len (error->message, -1, "2027"));
  g_clear_error (&error);

  g_assert_cmpint (th_calendar_add_working (calendar, 20261230, 2, &error), ==, 0);
  g_assert_error (error, TH_ERROR, TH_ERROR_NOT_LOADED);
  g_clear_error (&error);

  openings = th_calendar_openings (calendar, 20270104, &reason);
  g_assert_cmpuint (openings->len, ==, 0);
  g_assert_cmpstr (reason, ==, "The calendar of 2027 is not loaded.");

  g_assert_cmpint (th_calendar_filing_deadline (calendar, 2027, 1, NULL), ==, 0);
  g_assert_cmpint (th_calendar_next_deadline (calendar, 20261216, NULL), ==, 0);
  g_assert_cmpint (th_calendar_half_day_due (calendar, th_day_instant (20261231, 50000, NULL), NULL, &error), ==, 0);
  g_assert_error (error, TH_ERROR, TH_ERROR_NOT_LOADED);
  g_clear_error (&error);
  g_assert_cmpint (th_calendar_next_opening (calendar, th_day_instant (20261231, 60000, NULL), NULL, &error), ==, 0);
  g_assert_error (error, TH_ERROR, TH_ERROR_NOT_LOADED);
  g_clear_error (&error);
}

static void
test_empty (void)
{
  g_autoptr (ThCalendar) calendar = th_calendar_new (NULL, NULL);
  g_autoptr (ThCalendar) again = th_calendar_ref (calendar);
  g_autoptr (GArray) openings = th_calendar_openings (again, 20260420, NULL);

  g_assert_cmpuint (openings->len, ==, 0);
  g_assert_cmpint (th_calendar_kind (calendar, 20260420, NULL), ==, TH_DAY_NOT_LOADED);
}

/* Days off that a notice puts into the neighbouring year count there. */
static void
test_across_years (void)
{
  g_autofree char *text = g_strdup (
    "{'years':{'2029':{'off':[],'makeup_workdays':[]},"
    "'2030':{'off':[{'name':'N','from':'2029-12-31','to':'2030-01-01','days':2}],'makeup_workdays':[]}}}");
  g_autoptr (JsonObject) doc = parse (g_strdelimit (text, "'", '"'));
  g_autoptr (ThCalendar) calendar = th_calendar_new (NULL, doc);

  g_assert_cmpint (th_calendar_kind (calendar, 20291231, NULL), ==, TH_DAY_HOLIDAY);
  g_assert_cmpint (th_calendar_kind (calendar, 20300101, NULL), ==, TH_DAY_HOLIDAY);
  g_assert_cmpint (th_calendar_kind (calendar, 20300102, NULL), ==, TH_DAY_WORKING);
}

/* --- openings --------------------------------------------------------- */

static char *
openings_text (ThCalendar *calendar, ThDay day, char **reason)
{
  g_autoptr (GArray) openings = th_calendar_openings (calendar, day, reason);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < openings->len; i++)
    {
      ThOpening o = g_array_index (openings, ThOpening, i);

      g_string_append_printf (text, "%s%02d:%02d-%02d:%02d", i > 0 ? " " : "", o.from / 3600, o.from / 60 % 60,
                              o.to / 3600, o.to / 60 % 60);
    }
  return g_string_free (text, FALSE);
}

static void
test_openings (void)
{
  static const struct { ThDay day; const char *openings, *reason, *note; } cases[] = {
    { 20260420, "09:00-12:00 13:30-17:00", NULL, NULL },
    { 20260424, "09:00-12:00 13:30-16:00", NULL, NULL },
    { 20260425, "10:00-11:00", NULL, NULL },
    { 20260426, "", "Weekend", "Weekend" },
    { 20260501, "", "Public holiday: 劳动节", "Public holiday: 劳动节" },
    /* A Saturday of a holiday stays closed although Saturdays have hours. */
    { 20260502, "", "Public holiday: 劳动节", "Public holiday: 劳动节" },
    /* A make-up Saturday is a normal working day, not a Saturday. */
    { 20260509, "09:00-12:00 13:30-17:00", NULL, "Make-up working day" },
    { 20260421, "09:00-12:00", "Closed 13:30-17:00: Training", "Closed 13:30-17:00: Training" },
    { 20260422, "09:00-10:00 11:00-12:00 13:30-17:00", "Closed 10:00-11:00: Drill", "Closed 10:00-11:00: Drill" },
    { 20260423, "", "Closed: Stock-taking", "Closed: Stock-taking" },
    { 20260511, "", "Closed: Moving", "Closed: Moving" },
    { 20260513, "", "Closed: Moving", "Closed: Moving" },
    { 20260514, "09:00-12:00 13:30-17:00", NULL, NULL },
    { 20260228, "13:30-17:00", "Closed 08:00-13:00: Drill", "Make-up working day; Closed 08:00-13:00: Drill" },
    { 20260427, "09:00-10:00 16:00-17:00", "Closed 10:00-14:00: A; Closed 11:00-16:00: B",
      "Closed 10:00-14:00: A; Closed 11:00-16:00: B" },
  };
  g_autoptr (ThCalendar) calendar = make_calendar (
    ",'sat':[['10:00','11:00']]",
    "[{'from':'2026-04-21','time':['13:30','17:00'],'zh':'业务培训','en':'Training'},"
    "{'from':'2026-04-22','time':['10:00','11:00'],'zh':'演练','en':'Drill'},"
    "{'from':'2026-04-23','zh':'盘点','en':'Stock-taking'},"
    "{'from':'2026-05-11','to':'2026-05-13','zh':'搬迁','en':'Moving'},"
    "{'from':'2026-02-28','time':['08:00','13:00'],'zh':'演练','en':'Drill'},"
    "{'from':'2026-04-27','time':['10:00','14:00'],'zh':'甲','en':'A'},"
    "{'from':'2026-04-27','time':['11:00','16:00'],'zh':'乙','en':'B'}]", FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reason = NULL, *note = th_calendar_day_note (calendar, cases[i].day);
      g_autofree char *text = openings_text (calendar, cases[i].day, &reason);

      g_assert_cmpstr (text, ==, cases[i].openings);
      g_assert_cmpstr (reason, ==, cases[i].reason);
      g_assert_cmpstr (note, ==, cases[i].note);
    }
}

/* --- filing deadlines ------------------------------------------------- */

static void
test_deadlines (void)
{
  g_autoptr (ThCalendar) known = make_calendar ("", "[]", TRUE);
  g_autoptr (ThCalendar) unknown = make_calendar ("", "[]", FALSE);
  g_autoptr (JsonObject) file = load ("tax_deadlines.json");
  JsonObject *deadlines = json_object_get_object_member (file, "deadlines");
  int n = 0;

  for (int year = 2024; year <= 2026; year++)
    for (int month = 1; month <= 12; month++, n++)
      {
        g_autofree char *y = g_strdup_printf ("%d", year), *m = g_strdup_printf ("%02d", month);
        ThDay published = th_day_parse (
          json_object_get_string_member (json_object_get_object_member (deadlines, y), m));
        gboolean forecast = TRUE;

        g_assert_cmpint (th_calendar_filing_deadline (known, year, month, &forecast), ==, published);
        g_assert_false (forecast);
        g_assert_cmpint (th_calendar_filing_deadline (unknown, year, month, &forecast), ==, published);
        g_assert_true (forecast);
        g_assert_cmpint (th_calendar_filing_forecast (known, year, month), ==, published);
      }
  g_assert_cmpint (n, ==, 36);
}

static void
test_next_deadline (void)
{
  g_autoptr (ThCalendar) calendar = make_calendar ("", "[]", TRUE);
  gboolean forecast;

  g_assert_cmpint (th_calendar_next_deadline (calendar, 20260401, &forecast), ==, 20260420);
  g_assert_cmpint (th_calendar_next_deadline (calendar, 20260420, NULL), ==, 20260420);
  g_assert_cmpint (th_calendar_next_deadline (calendar, 20260421, NULL), ==, 20260522);
  g_assert_cmpint (th_calendar_next_deadline (calendar, 20251216, NULL), ==, 20260120);
}

/* --- time limits ------------------------------------------------------ */

static GTimeZone *
shanghai (void)
{
  GTimeZone *zone = g_time_zone_new_identifier ("Asia/Shanghai");

  g_assert_nonnull (zone);
  return zone;
}

static ThInstant
local (const char *text)
{
  g_autofree char *iso = g_strconcat (text, "+08:00", NULL);
  ThInstant at = th_instant_parse (iso);

  g_assert_cmpint (at, !=, 0);
  return at;
}

static void
assert_local (ThInstant at, const char *expected)
{
  g_autoptr (GTimeZone) zone = shanghai ();
  g_autofree char *text = th_instant_format (at, zone);
  g_autofree char *iso = g_strconcat (expected, ":00+08:00", NULL);

  g_assert_cmpstr (text, ==, iso);
}

static void
test_service_minutes (void)
{
  static const struct { const char *from; int minutes; const char *due; } cases[] = {
    { "2026-04-20T16:40", 60, "2026-04-21T09:40" },
    { "2026-04-20T16:00", 60, "2026-04-20T17:00" },
    { "2026-04-20T16:00", 61, "2026-04-21T09:01" },
    { "2026-04-20T11:30", 60, "2026-04-20T14:00" },
    { "2026-04-20T12:30", 30, "2026-04-20T14:00" },
    { "2026-04-20T18:00", 1, "2026-04-21T09:01" },
    { "2026-04-20T07:00", 390, "2026-04-20T17:00" },
    { "2026-04-24T15:50", 60, "2026-04-27T09:50" },
    { "2026-04-30T16:40", 60, "2026-05-06T09:40" },
    { "2026-05-08T15:50", 60, "2026-05-09T09:50" },
    { "2026-04-20T12:30", 0, "2026-04-20T12:30" },
    { "2026-04-22T11:50", 60, "2026-04-23T09:50" },
  };
  g_autoptr (ThCalendar) calendar = make_calendar (
    "", "[{'from':'2026-04-22','time':['13:30','17:00'],'zh':'培训','en':'Training'}]", FALSE);
  g_autoptr (GTimeZone) zone = shanghai ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      ThInstant due = th_calendar_add_service_minutes (calendar, local (cases[i].from), cases[i].minutes, zone,
                                                       &error);

      g_assert_no_error (error);
      assert_local (due, cases[i].due);
    }
}

static void
test_service_minutes_not_loaded (void)
{
  g_autoptr (ThCalendar) calendar = make_calendar ("", "[]", FALSE);
  g_autoptr (GTimeZone) zone = shanghai ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (th_calendar_add_service_minutes (calendar, local ("2026-12-31T16:40"), 60, zone, &error), ==, 0);
  g_assert_error (error, TH_ERROR, TH_ERROR_NOT_LOADED);
}

static void
test_half_days (void)
{
  static const struct { const char *accepted, *due; } cases[] = {
    { "2026-04-20T09:10", "2026-04-20T17:00" },
    { "2026-04-20T08:00", "2026-04-20T17:00" },
    { "2026-04-20T11:59", "2026-04-20T17:00" },
    { "2026-04-20T12:00", "2026-04-21T12:00" },
    { "2026-04-20T12:30", "2026-04-21T12:00" },
    { "2026-04-20T15:00", "2026-04-21T12:00" },
    { "2026-04-20T18:30", "2026-04-21T12:00" },
    { "2026-04-24T15:00", "2026-04-27T12:00" },
    { "2026-04-25T10:00", "2026-04-27T17:00" },
    { "2026-04-30T15:00", "2026-05-06T12:00" },
    { "2026-05-08T15:00", "2026-05-09T12:00" },
    /* The afternoon of the 22nd is closed, the morning of the 23rd too. */
    { "2026-04-22T09:10", "2026-04-23T17:00" },
    { "2026-04-22T15:00", "2026-04-23T17:00" },
  };
  g_autoptr (ThCalendar) calendar = make_calendar (
    "", "[{'from':'2026-04-22','time':['13:30','17:00'],'zh':'培训','en':'Training'},"
    "{'from':'2026-04-23','time':['09:00','12:00'],'zh':'盘点','en':'Stock-taking'}]", FALSE);
  g_autoptr (GTimeZone) zone = shanghai ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      ThInstant due = th_calendar_half_day_due (calendar, local (cases[i].accepted), zone, &error);

      g_assert_no_error (error);
      assert_local (due, cases[i].due);
    }
}

/* A hall that stays open over noon. */
static void
test_half_days_without_break (void)
{
  g_autofree char *text = g_strdup ("{'mon':[['09:00','17:00']],'tue':[['09:00','17:00']]}");
  g_autoptr (JsonObject) hours = parse (g_strdelimit (text, "'", '"'));
  g_autoptr (JsonObject) holidays = load ("holidays.json");
  g_autoptr (ThCalendar) calendar = th_calendar_new (hours, holidays);
  g_autoptr (GTimeZone) zone = shanghai ();

  assert_local (th_calendar_half_day_due (calendar, local ("2026-04-20T11:59"), zone, NULL), "2026-04-20T17:00");
  assert_local (th_calendar_half_day_due (calendar, local ("2026-04-20T12:00"), zone, NULL), "2026-04-21T12:00");
}

static void
test_open_now (void)
{
  static const struct { const char *at; gboolean open; const char *next; } cases[] = {
    { "2026-04-20T08:59", FALSE, "2026-04-20T09:00" },
    { "2026-04-20T09:00", TRUE, "2026-04-20T13:30" },
    { "2026-04-20T12:00", FALSE, "2026-04-20T13:30" },
    { "2026-04-20T16:59", TRUE, "2026-04-21T09:00" },
    { "2026-04-20T17:00", FALSE, "2026-04-21T09:00" },
    { "2026-04-30T18:00", FALSE, "2026-05-06T09:00" },
    { "2026-05-08T18:00", FALSE, "2026-05-09T09:00" },
  };
  g_autoptr (ThCalendar) calendar = make_calendar ("", "[]", FALSE);
  g_autoptr (GTimeZone) zone = shanghai ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (th_calendar_is_open (calendar, local (cases[i].at), zone), ==, cases[i].open);
      assert_local (th_calendar_next_opening (calendar, local (cases[i].at), zone, NULL), cases[i].next);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/published-days", test_published_days);
  g_test_add_func ("/calendar/working-days", test_working_days);
  g_test_add_func ("/calendar/not-loaded", test_not_loaded);
  g_test_add_func ("/calendar/empty", test_empty);
  g_test_add_func ("/calendar/across-years", test_across_years);
  g_test_add_func ("/calendar/openings", test_openings);
  g_test_add_func ("/calendar/deadlines", test_deadlines);
  g_test_add_func ("/calendar/next-deadline", test_next_deadline);
  g_test_add_func ("/calendar/service-minutes", test_service_minutes);
  g_test_add_func ("/calendar/service-minutes/not-loaded", test_service_minutes_not_loaded);
  g_test_add_func ("/calendar/half-days", test_half_days);
  g_test_add_func ("/calendar/half-days/without-break", test_half_days_without_break);
  g_test_add_func ("/calendar/open-now", test_open_now);

  return g_test_run ();
}
