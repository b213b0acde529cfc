/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Clocks, days and instants, numbers of persons, masks. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "th-clock.h"
#include "th-day.h"
#include "th-error.h"
#include "th-identity.h"
#include "th-mask.h"

#define TODAY 20260420

static JsonObject *
load_vectors (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "id_vectors.json", NULL);
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

/* --- clocks ----------------------------------------------------------- */

static void
test_clock_manual (void)
{
  g_autoptr (ThClock) clock = th_clock_new_manual (1000);
  g_autoptr (ThClock) again = th_clock_ref (clock);

  g_assert_true (th_clock_is_manual (clock));
  g_assert_cmpint (th_clock_now (clock), ==, 1000);
  g_assert_true (th_clock_advance_to (clock, 2000));
  g_assert_cmpint (th_clock_now (again), ==, 2000);
  g_assert_true (th_clock_advance_to (clock, 2000));
  g_assert_false (th_clock_advance_to (clock, 1999));
  g_assert_cmpint (th_clock_now (clock), ==, 2000);
}

static void
test_clock_system (void)
{
  g_autoptr (ThClock) clock = th_clock_new_system ();
  gint64 before = g_get_real_time ();
  ThInstant now = th_clock_now (clock);

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time ());
  g_assert_false (th_clock_is_manual (clock));
  g_assert_false (th_clock_advance_to (clock, now + TH_SECOND_US));
}

static gpointer
advance_many (gpointer data)
{
  ThClock *clock = data;

  for (ThInstant at = 1; at <= 10000; at++)
    {
      th_clock_advance_to (clock, at);
      g_assert_cmpint (th_clock_now (clock), >=, at);
    }
  th_clock_unref (clock);
  return NULL;
}

static void
test_clock_threads (void)
{
  g_autoptr (ThClock) clock = th_clock_new_manual (0);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("advance", advance_many, th_clock_ref (clock));
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (th_clock_now (clock), ==, 10000);
}

/* --- days ------------------------------------------------------------- */

static void
test_day_parse (void)
{
  static const struct { const char *text; ThDay day; } cases[] = {
    { "2026-04-20", 20260420 }, { "2024-02-29", 20240229 }, { "2026-02-29", 0 },
    { "1900-02-29", 0 },        { "2000-02-29", 20000229 }, { "2026-13-01", 0 },
    { "2026-00-10", 0 },        { "2026-04-31", 0 },        { "2026-4-20", 0 },
    { "2026-04-20 ", 0 },       { "20260420", 0 },          { "", 0 },
    { "2026-04-2x", 0 },        { "0000-01-01", 0 },        { "9999-12-31", 99991231 },
    { "-026-04-20", 0 },        { "2026/04/20", 0 },        { NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (th_day_parse (cases[i].text), ==, cases[i].day);
      if (cases[i].day != 0)
        {
          g_autofree char *text = th_day_format (cases[i].day);

          g_assert_cmpstr (text, ==, cases[i].text);
        }
    }
  g_assert_false (th_day_valid (0));
  g_assert_false (th_day_valid (-20260420));
  g_assert_false (th_day_valid (20260431));
  g_assert_true (th_day_valid (20260430));
}

/* Every day of four centuries against GDate, both ways. */
static void
test_day_arithmetic (void)
{
  GDate date;
  ThDay day = 18000101;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1800);
  for (int n = 0; n < 146097; n++)
    {
      ThDay expected = g_date_get_year (&date) * 10000 + (int) g_date_get_month (&date) * 100
                       + g_date_get_day (&date);

      if (day != expected || th_day_weekday (day) != (int) g_date_get_weekday (&date)
          || th_day_diff (day, 18000101) != n || th_day_add (18000101, n) != day
          || th_day_add (day, -n) != 18000101 || !th_day_valid (day))
        g_error ("day %d: expected %d", day, expected);
      day = th_day_add (day, 1);
      g_date_add_days (&date, 1);
    }
  g_assert_cmpint (th_day_add (99991231, 1), ==, 0);
  g_assert_cmpint (th_day_add (10101, -1), ==, 0);
  g_assert_cmpint (th_day_diff (20260420, 20260421), ==, -1);
}

static void
check_round_trip (GTimeZone *zone, ThInstant at)
{
  ThDay day = th_day_of (at, zone);
  g_autofree char *text = th_instant_format (at, zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / TH_SECOND_US);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  g_assert_cmpint (th_instant_parse (text), ==, at);
  g_assert_cmpint (th_day_mday (day), ==, g_date_time_get_day_of_month (local));
  g_assert_cmpint (th_day_second (at, zone), ==,
                   g_date_time_get_hour (local) * 3600 + g_date_time_get_minute (local) * 60
                     + g_date_time_get_second (local));
}

/* Against GDateTime, across changes of the clocks, in zones of both hemispheres. */
static void
test_day_zones (void)
{
  static const char *const names[] = {
    "Asia/Shanghai", "Europe/London", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260420);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (names[i]);

      g_assert_nonnull (zone);
      for (int n = 0; n < 4000; n++)
        check_round_trip (zone, (g_rand_int_range (rand, 0, 2000000000)) * TH_SECOND_US);
      /* Every quarter of an hour of two years, in order. */
      for (int n = 0; n < 2 * 365 * 96; n++)
        {
          ThInstant at = (1767225600 + n * (gint64) 900) * TH_SECOND_US;
          ThDay day = th_day_of (at, zone);
          ThInstant back = th_day_instant (day, th_day_second (at, zone), zone);

          /* An hour that comes twice is the first of the two. */
          g_assert_cmpint (back, <=, at);
          g_assert_cmpint (at - back, <=, 3600 * TH_SECOND_US);
          g_assert_cmpint (th_day_of (back, zone), ==, day);
        }
    }
}

static void
test_day_clock_changes (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/London");
  g_autofree char *skipped = th_instant_format (th_day_instant (20260329, 5400, zone), zone);
  g_autofree char *twice = th_instant_format (th_day_instant (20261025, 5400, zone), zone);
  g_autofree char *noon = th_instant_format (th_day_instant (20261025, 43200, zone), zone);
  g_autofree char *midnight = th_instant_format (th_day_instant (20261025, 86400, zone), zone);

  g_assert_cmpstr (skipped, ==, "2026-03-29T02:30:00+01:00");
  g_assert_cmpstr (twice, ==, "2026-10-25T01:30:00+01:00");
  g_assert_cmpstr (noon, ==, "2026-10-25T12:00:00+00:00");
  g_assert_cmpstr (midnight, ==, "2026-10-26T00:00:00+00:00");
}

static void
test_instant_parse (void)
{
  static const struct { const char *text; gint64 us; } cases[] = {
    { "2026-04-20T10:09:00+08:00", 1776650940000000 },
    { "2026-04-20T10:09+08:00", 1776650940000000 },
    { "2026-04-20 10:09:00+0800", 1776650940000000 },
    { "2026-04-20T10:09:00+08", 1776650940000000 },
    { "2026-04-20T02:09:00Z", 1776650940000000 },
    { "2026-04-20T02:09:00.25Z", 1776650940250000 },
    { "2026-04-20T02:09:00.1234567Z", 1776650940123456 },
    { "2026-04-19T22:39:00-03:30", 1776650940000000 },
    { "2026-04-20T10:09:00", 0 },
    { "2026-04-20T10:09:00+", 0 },
    { "2026-04-20T10:09:00+8:00", 0 },
    { "2026-04-20T10:09:00+08:60", 0 },
    { "2026-04-20T10:09:00+08:00x", 0 },
    { "2026-04-20T24:00:00+08:00", 0 },
    { "2026-04-20T10:60:00+08:00", 0 },
    { "2026-04-20T10:09:60+08:00", 0 },
    { "2026-04-20T10:09:00.+08:00", 0 },
    { "2026-02-30T10:09:00+08:00", 0 },
    { "2026-04-20", 0 },
    { "2026-04-20T", 0 },
    { "2026-04-20T1", 0 },
    { "2026-04-20T10:09:", 0 },
    { "", 0 },
    { NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (th_instant_parse (cases[i].text), ==, cases[i].us);
}

static void
test_instant_format (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  ThInstant at = th_instant_parse ("2026-04-20T02:09:00.999Z");
  g_autofree char *text = th_instant_format (at, zone);
  g_autofree char *utc = th_instant_format (at, NULL);
  g_autofree char *time = th_clock_time (at, zone);
  g_autofree char *before = th_instant_format (-1, NULL);

  g_assert_cmpstr (text, ==, "2026-04-20T10:09:00+08:00");
  g_assert_cmpstr (utc, ==, "2026-04-20T02:09:00+00:00");
  g_assert_cmpstr (time, ==, "10:09");
  g_assert_cmpstr (before, ==, "1969-12-31T23:59:59+00:00");
}

static void
test_time_parse (void)
{
  static const struct { const char *text; int second; } cases[] = {
    { "00:00", 0 },    { "09:00", 32400 }, { "13:30", 48600 }, { "23:59", 86340 },
    { "24:00", 86400 }, { "24:01", -1 },   { "9:00", -1 },     { "09:60", -1 },
    { "25:00", -1 },   { "09-00", -1 },    { "09:0", -1 },     { "", -1 }, { NULL, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int second = -1;

      g_assert_cmpint (th_time_parse (cases[i].text, &second), ==, cases[i].second >= 0);
      g_assert_cmpint (second, ==, cases[i].second);
    }
}

/* --- numbers ---------------------------------------------------------- */

static void
check_id_vector (ThIdKind kind, JsonObject *vector)
{
  const char *value = json_object_get_string_member (vector, "value");
  const char *expect = json_object_get_string_member (vector, "expect");
  ThIdFault fault = th_id_check (kind, value, TODAY);

  /* The vectors count the number of 15 digits as a fault of form. */
  if (fault == TH_ID_LEGACY15)
    {
      g_assert_cmpstr (expect, ==, "format");
      g_assert_cmpuint (strlen (value), ==, 15);
    }
  else
    g_assert_cmpstr (th_id_fault_name (fault), ==, expect);
  g_assert_cmpint (th_id_fault_sentence (kind, fault) == NULL, ==, fault == TH_ID_OK);

  if (fault == TH_ID_OK)
    {
      g_autofree char *normal = th_id_normalise (kind, value);
      g_autofree char *upper = g_ascii_strup (value, -1);

      g_assert_cmpstr (normal, ==, upper);
    }
  if (kind == TH_ID_USCC && json_object_has_member (vector, "org_code_check"))
    {
      g_assert_true (th_id_uscc_inner_ok (value));
      g_assert_cmpint (value[16], ==, *json_object_get_string_member (vector, "org_code_check"));
    }
}

static void
test_id_vectors (void)
{
  static const struct { const char *member; ThIdKind kind; } kinds[] = {
    { "id_18", TH_ID_RESIDENT }, { "uscc", TH_ID_USCC },
  };
  g_autoptr (JsonObject) all = load_vectors ();

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      JsonObject *part = json_object_get_object_member (all, kinds[k].member);
      JsonArray *vectors = json_object_get_array_member (part, "vectors");

      g_assert_cmpuint (json_array_get_length (vectors), ==, 13);
      for (guint i = 0; i < json_array_get_length (vectors); i++)
        check_id_vector (kinds[k].kind, json_array_get_object_element (vectors, i));
    }
}

static void
test_id_more (void)
{
  static const struct { ThIdKind kind; const char *text; const char *expect; } cases[] = {
    { TH_ID_RESIDENT, "11010519491231002X", "ok" },
    { TH_ID_RESIDENT, "440524188001010014", "ok" },
    { TH_ID_RESIDENT, "４２００００１９０００１０１００１５", "ok" },
    { TH_ID_RESIDENT, " 420000 19000101 0015 ", "ok" },
    { TH_ID_RESIDENT, "420000000101001", "legacy15" },
    { TH_ID_RESIDENT, "4200001900010100150", "format" },
    { TH_ID_RESIDENT, "", "format" },
    { TH_ID_RESIDENT, "\xff\xfe", "format" },
    { TH_ID_RESIDENT, NULL, "format" },
    { TH_ID_USCC, "91350100M000100Y43", "ok" },
    { TH_ID_USCC, "9135010AM000100Y43", "format" },
    { TH_ID_RESIDENCE_PERMIT, "420000190001010015", "region" },
    { TH_ID_RESIDENCE_PERMIT, "810000190001010015", "check" },
    { TH_ID_PASSPORT, "e12345678", "ok" },
    { TH_ID_PASSPORT, "ABCDEF", "format" },
    { TH_ID_PASSPORT, "E1", "format" },
    { TH_ID_PASSPORT, "E1234567/", "format" },
    { TH_ID_HK_MACAO_PERMIT, "h00000001", "ok" },
    { TH_ID_HK_MACAO_PERMIT, "M0000000101", "ok" },
    { TH_ID_HK_MACAO_PERMIT, "T00000001", "format" },
    { TH_ID_HK_MACAO_PERMIT, "H0000001", "format" },
    { TH_ID_TAIWAN_PERMIT, "00000001", "ok" },
    { TH_ID_TAIWAN_PERMIT, "0000000001(B)", "ok" },
    { TH_ID_TAIWAN_PERMIT, "0000001", "format" },
    { TH_ID_FOREIGN_RESIDENT, "UTO110000010101", "ok" },
    { TH_ID_FOREIGN_RESIDENT, "UTO110000013201", "birthdate" },
    { TH_ID_FOREIGN_RESIDENT, "820000190001010015", "format" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ThIdFault fault = th_id_check (cases[i].kind, cases[i].text, TODAY);

      g_assert_cmpstr (th_id_fault_name (fault), ==, cases[i].expect);
    }
}

/* Any one changed digit and any two swapped neighbours are found. */
static void
test_id_check_finds (void)
{
  const char right[] = "420000190402290038";

  for (int at = 0; at < 18; at++)
    for (char c = '0'; c <= '9'; c++)
      {
        char wrong[19];

        strcpy (wrong, right);
        wrong[at] = c;
        if (c != right[at])
          g_assert_cmpint (th_id_check (TH_ID_RESIDENT, wrong, TODAY), !=, TH_ID_OK);
      }
  for (int at = 0; at < 17; at++)
    {
      char wrong[19];

      strcpy (wrong, right);
      wrong[at] = right[at + 1];
      wrong[at + 1] = right[at];
      if (right[at] != right[at + 1])
        g_assert_cmpint (th_id_check (TH_ID_RESIDENT, wrong, TODAY), !=, TH_ID_OK);
    }
}

/* A card whose check character is right in a year to come and today. */
static void
test_id_future (void)
{
  g_assert_cmpint (th_id_check (TH_ID_RESIDENT, "420000209901010018", 20981231), ==,
                   TH_ID_BIRTHDATE);
  g_assert_cmpint (th_id_check (TH_ID_RESIDENT, "420000209901010018", 20990101), ==, TH_ID_OK);
}

static void
test_id_kinds (void)
{
  for (int kind = TH_ID_RESIDENT; kind <= TH_ID_FOREIGN_RESIDENT; kind++)
    {
      ThIdKind parsed = TH_ID_RESIDENT;

      g_assert_true (th_id_kind_parse (th_id_kind_name (kind), &parsed));
      g_assert_cmpint (parsed, ==, kind);
      g_assert_nonnull (th_id_kind_label (kind));
      for (int fault = TH_ID_FORMAT; fault <= TH_ID_CHECK; fault++)
        g_assert_nonnull (th_id_fault_sentence (kind, fault));
    }
  g_assert_false (th_id_kind_parse ("library_card", NULL));
  g_assert_false (th_id_kind_parse (NULL, NULL));
}

static void
test_phone_vectors (void)
{
  g_autoptr (JsonObject) all = load_vectors ();
  JsonArray *vectors = json_object_get_array_member (json_object_get_object_member (all, "mobile"),
                                                     "vectors");

  g_assert_cmpuint (json_array_get_length (vectors), ==, 9);
  for (guint i = 0; i < json_array_get_length (vectors); i++)
    {
      JsonObject *vector = json_array_get_object_element (vectors, i);
      const char *expect = json_object_get_string_member (vector, "expect");
      g_autofree char *normal = NULL;
      ThPhoneKind kind = th_phone_check (json_object_get_string_member (vector, "value"), &normal);

      if (g_str_has_prefix (expect, "ok"))
        g_assert_cmpint (kind, ==, TH_PHONE_MOBILE);
      else if (g_str_equal (expect, "landline"))
        g_assert_cmpint (kind, ==, TH_PHONE_LANDLINE);
      else
        g_assert_cmpint (kind, !=, TH_PHONE_MOBILE);
      g_assert_cmpint (normal == NULL, ==, kind == TH_PHONE_NONE);
    }
}

static void
test_phone_more (void)
{
  static const struct { const char *text, *normal; ThPhoneKind kind; } cases[] = {
    { "+86 130-0000-0001", "13000000001", TH_PHONE_MOBILE },
    { "008613000000001", "13000000001", TH_PHONE_MOBILE },
    { "１３０００００　０００１", "13000000001", TH_PHONE_MOBILE },
    { "１３０００００　００００１", NULL, TH_PHONE_NONE },
    { "０２７８５０００００１", "02785000001", TH_PHONE_LANDLINE },
    { "(027) 85000001", "02785000001", TH_PHONE_LANDLINE },
    { "+86 27 85000001", "02785000001", TH_PHONE_LANDLINE },
    { "0712-2000001", "07122000001", TH_PHONE_LANDLINE },
    { "010-12345678", NULL, TH_PHONE_NONE },
    { "027-850", NULL, TH_PHONE_NONE },
    { "13000000001x", NULL, TH_PHONE_NONE },
    { "130000000011", NULL, TH_PHONE_NONE },
    { "", NULL, TH_PHONE_NONE },
    { NULL, NULL, TH_PHONE_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normal = NULL;

      g_assert_cmpint (th_phone_check (cases[i].text, &normal), ==, cases[i].kind);
      g_assert_cmpstr (normal, ==, cases[i].normal);
    }
}

/* --- masks ------------------------------------------------------------ */

static char *
mask_as (const char *type, const char *text)
{
  if (g_str_has_prefix (type, "name"))
    return th_mask_name (text);
  if (g_str_equal (type, "mobile"))
    return th_mask_phone (text);
  return th_mask_id (g_str_equal (type, "uscc") ? TH_ID_USCC : TH_ID_RESIDENT, text);
}

static void
test_mask_vectors (void)
{
  g_autoptr (JsonObject) all = load_vectors ();
  JsonArray *vectors = json_object_get_array_member (all, "masking");

  g_assert_cmpuint (json_array_get_length (vectors), ==, 7);
  for (guint i = 0; i < json_array_get_length (vectors); i++)
    {
      JsonObject *vector = json_array_get_object_element (vectors, i);
      g_autofree char *masked = mask_as (json_object_get_string_member (vector, "type"),
                                         json_object_get_string_member (vector, "in"));

      g_assert_cmpstr (masked, ==, json_object_get_string_member (vector, "out"));
    }
}

static void
test_mask_more (void)
{
  static const struct { const char *type, *in, *out; } cases[] = {
    { "name", " 李某 ", "李*" },
    { "name", "司马某", "司*" },
    { "name", "欧阳", "欧*" },
    { "name", "李", "*" },
    { "name", "", "" },
    { "name_en", "Mary Ann  Lee", "M*** A** L**" },
    { "name_en", "Zoë", "Z**" },
    { "id", "E12345678", "E1*****78" },
    { "id", "H1", "**" },
    { "id", "", "" },
    { "mobile", "+86 130 0000 0001", "130****0001" },
    { "mobile", "027-85000001", "027****0001" },
    { "mobile", "12345678", "12****78" },
    { "mobile", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = mask_as (cases[i].type, cases[i].in);

      g_assert_cmpstr (masked, ==, cases[i].out);
    }
}

static void
test_error_codes (void)
{
  g_autoptr (GError) busy = g_error_new_literal (TH_ERROR, TH_ERROR_WINDOW_BUSY, "busy");
  g_autoptr (GError) last = g_error_new_literal (TH_ERROR, TH_ERROR_FAILED, "failed");
  g_autoptr (GError) other = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "gone");

  g_assert_cmpstr (th_error_code (busy), ==, "window-busy");
  g_assert_cmpstr (th_error_code (last), ==, "failed");
  g_assert_cmpstr (th_error_code (other), ==, "failed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/clock/manual", test_clock_manual);
  g_test_add_func ("/base/clock/system", test_clock_system);
  g_test_add_func ("/base/clock/threads", test_clock_threads);
  g_test_add_func ("/base/day/parse", test_day_parse);
  g_test_add_func ("/base/day/arithmetic", test_day_arithmetic);
  g_test_add_func ("/base/day/zones", test_day_zones);
  g_test_add_func ("/base/day/clock-changes", test_day_clock_changes);
  g_test_add_func ("/base/instant/parse", test_instant_parse);
  g_test_add_func ("/base/instant/format", test_instant_format);
  g_test_add_func ("/base/time/parse", test_time_parse);
  g_test_add_func ("/base/id/vectors", test_id_vectors);
  g_test_add_func ("/base/id/more", test_id_more);
  g_test_add_func ("/base/id/check-finds", test_id_check_finds);
  g_test_add_func ("/base/id/future", test_id_future);
  g_test_add_func ("/base/id/kinds", test_id_kinds);
  g_test_add_func ("/base/phone/vectors", test_phone_vectors);
  g_test_add_func ("/base/phone/more", test_phone_more);
  g_test_add_func ("/base/mask/vectors", test_mask_vectors);
  g_test_add_func ("/base/mask/more", test_mask_more);
  g_test_add_func ("/base/error/codes", test_error_codes);

  return g_test_run ();
}
