/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pure rules of booking, by tables: what fits into slots, pauses, when
 * one may check in, and the last day that can be booked. */

#include "th-booking-rules.h"
#include "th-error.h"
#include "th-hall-file.h"
#include "th-slots.h"

static ThHall *
load_hall (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", "demo.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) file = th_hall_file_load (path, &error);

  g_assert_no_error (error);
  return th_hall_new (file, 1, NULL);
}

/* Windows' worth of time, in hundredths. */
static void
test_windows (void)
{
  static const struct { const char *queue; int hundredths; } table[] = {
    { "T", 250 }, { "N", 200 }, { "F", 150 }, { "S", 125 }, { "G", 125 }, { "Q", 225 }, { "R", 125 }, { "K", 0 }, { "Y", 0 }, { "L", 0 },
  };
  g_autoptr (ThHall) hall = load_hall ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (th_slot_supply (hall, table[i].queue).windows * 100 / TH_SLOT_WINDOW, ==, table[i].hundredths);
  g_assert_cmpint (th_slot_longest (hall, "G"), ==, 35);
}

/* What is handed out in a day is the share, to half a window-slot. */
static void
test_share (void)
{
  static const char *const queues[] = { "T", "N", "F", "S", "G", "Q", "R" };
  static const int lengths[] = { 5, 10, 15, 20, 30, 45, 60, 90 };
  g_autoptr (ThHall) hall = load_hall ();

  for (guint q = 0; q < G_N_ELEMENTS (queues); q++)
    for (guint l = 0; l < G_N_ELEMENTS (lengths); l++)
      {
        ThSlotSupply supply = th_slot_supply (hall, queues[q]);
        g_autoptr (ThSlotDay) day = th_slot_day_new (hall, &supply, 20260421, lengths[l]);
        double wanted = day->slots->len * lengths[l] * 0.5 * supply.windows / TH_SLOT_WINDOW;
        int run = (th_slot_longest (hall, queues[q]) + lengths[l] - 1) / lengths[l];
        int sum = 0;

        for (guint i = 0; i < day->slots->len; i++)
          {
            const ThSlot *slot = &g_array_index (day->slots, ThSlot, i);

            sum += slot->cap;
            g_assert_cmpint (slot->public_cap, <=, slot->cap);
            g_assert_cmpint (slot->end_s - slot->start_s, ==, lengths[l] * 60);
          }
        g_assert_cmpfloat (ABS (sum - wanted), <=, run * lengths[l]);
      }
}

/* The longest matter of every queue can be booked somewhere in a day. */
static void
test_longest_fits (void)
{
  static const char *const queues[] = { "T", "N", "F", "S", "G", "Q", "R" };
  g_autoptr (ThHall) hall = load_hall ();

  for (guint q = 0; q < G_N_ELEMENTS (queues); q++)
    for (int length = 10; length <= 60; length += 5)
      {
        ThSlotSupply supply = th_slot_supply (hall, queues[q]);
        g_autoptr (ThSlotDay) day = th_slot_day_new (hall, &supply, 20260421, length);
        ThSlotNeed need = { th_slot_longest (hall, queues[q]), FALSE };
        int free = 0;

        for (guint i = 0; i < day->slots->len; i++)
          free += th_slot_day_fit (day, i, &need).free;
        g_assert_cmpint (free, >, 0);
      }
}

static void
test_fit (void)
{
  g_autoptr (ThHall) hall = load_hall ();
  ThSlotSupply supply = th_slot_supply (hall, "G");
  g_autoptr (ThSlotDay) day = th_slot_day_new (hall, &supply, 20260421, 30);
  ThSlotNeed ten = { 10, FALSE }, thirty = { 30, FALSE }, forty = { 40, FALSE }, clerk = { 10, TRUE };
  int nine = th_slot_day_find (day, 9 * 3600), last = th_slot_day_find (day, 11 * 3600 + 1800);
  ThSlot *slot = &g_array_index (day->slots, ThSlot, nine);

  g_assert_cmpint (th_slot_day_find (day, 12 * 3600), ==, -1);
  for (guint i = 0; i < day->slots->len; i++)
    g_array_index (day->slots, ThSlot, i).cap = g_array_index (day->slots, ThSlot, i).public_cap = 60;
  g_assert_cmpint (th_slot_day_fit (day, nine, &ten).free, ==, 6);
  g_assert_cmpint (th_slot_day_fit (day, nine, &thirty).free, ==, 2);
  g_assert_cmpint (th_slot_day_fit (day, nine, &clerk).free, ==, 2);
  g_assert_cmpint (th_slot_day_fit (day, nine, &forty).n, ==, 2);
  g_assert_cmpint (th_slot_day_fit (day, nine, &forty).end_s, ==, 10 * 3600);
  g_assert_cmpint (th_slot_day_fit (day, last, &forty).n, ==, 0);
  g_assert_cmpint (th_slot_need_of (slot, &forty, 0), ==, 30);
  g_assert_cmpint (th_slot_need_of (slot, &forty, 1), ==, 10);

  /* A manager's places are people, whatever they need. */
  th_slot_day_say (day, 9 * 3600, 10 * 3600, 3, 2, "x");
  g_assert_cmpint (th_slot_day_fit (day, nine, &ten).free, ==, 3);
  g_assert_cmpint (th_slot_day_fit (day, nine, &ten).public_free, ==, 2);

  /* More is taken than there should be: nothing is free. */
  th_slot_day_taken (day, 9 * 3600, 9 * 3600 + 1800, 120, 0);
  g_assert_cmpint (th_slot_day_fit (day, nine, &ten).free, ==, 0);
  g_assert_cmpint (slot->used, <=, slot->cap);

  /* What was sold in longer slots counts in all it overlaps. */
  th_slot_day_taken (day, 10 * 3600 + 900, 11 * 3600 + 900, 60, 60);
  g_assert_cmpint (th_slot_day_fit (day, nine + 2, &ten).free, ==, 0);
  g_assert_cmpint (th_slot_day_fit (day, nine + 3, &ten).free, ==, 0);
  g_assert_cmpint (th_slot_day_fit (day, nine + 4, &ten).free, ==, 0);
  g_assert_cmpint (th_slot_day_fit (day, nine + 5, &ten).free, ==, 6);
}

static void
test_bans (void)
{
  static const ThDay days[] = { 20260401, 20260415, 20260430, 20260501 };
  static const struct { guint n; int limit, window, ban; ThDay today, until; } table[] = {
    { 4, 3, 30, 30, 20260501, 20260531 },
    { 3, 3, 30, 30, 20260430, 20260530 },
    { 3, 3, 29, 30, 20260430, 0 },
    { 2, 3, 30, 30, 20260416, 0 },
    { 3, 3, 30, 30, 20260530, 20260530 },
    { 3, 3, 30, 30, 20260531, 0 },
    { 1, 1, 1, 0, 20260401, 20260401 },
    { 4, 1, 30, 5, 20260403, 20260506 },
    { 0, 1, 30, 30, 20260401, 0 },
  };
  static const ThDay cancelled[] = { 20260330, 20260331, 20260401, 20260401 };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (th_booking_ban_until (days, table[i].n, table[i].limit, table[i].window, table[i].ban, table[i].today), ==, table[i].until);
  g_assert_cmpint (th_booking_cancel_ban (cancelled, 4, 3, 30, 20260401), ==, 0);
  g_assert_cmpint (th_booking_cancel_ban (cancelled, 4, 2, 30, 20260401), ==, 20260501);
  g_assert_cmpint (th_booking_cancel_ban (cancelled, 4, 0, 30, 20260401), ==, 0);
}

static void
test_begin (void)
{
  static const struct { const char *now, *slot; int code; } table[] = {
    { "2026-04-20T09:00:00+08:00", "2026-04-20T12:00:00+08:00", -1 },
    { "2026-04-20T09:00:01+08:00", "2026-04-20T12:00:00+08:00", TH_ERROR_TOO_LATE },
    { "2026-04-20T09:00:00+08:00", "2026-04-20T09:00:00+08:00", TH_ERROR_TOO_LATE },
    { "2026-04-20T23:59:59+08:00", "2026-04-21T00:00:00+08:00", -1 },
    { "2026-04-20T09:00:00+08:00", "2026-04-27T16:30:00+08:00", -1 },
    { "2026-04-20T09:00:00+08:00", "2026-04-28T09:00:00+08:00", TH_ERROR_TOO_EARLY },
    { "2026-12-30T09:00:00+08:00", "2027-01-04T09:00:00+08:00", TH_ERROR_NOT_LOADED },
    { "2026-02-12T09:00:00+08:00", "2026-02-26T09:00:00+08:00", -1 },
    { "2026-02-12T09:00:00+08:00", "2026-02-27T09:00:00+08:00", TH_ERROR_TOO_EARLY },
  };
  g_autoptr (ThHall) hall = load_hall ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean may = th_booking_may_begin (hall, th_instant_parse (table[i].now), th_instant_parse (table[i].slot), &error);

      g_assert_cmpint (may ? -1 : error->code, ==, table[i].code);
    }
}

static void
test_arrival (void)
{
  static const struct { const char *now; ThArrival arrival; } table[] = {
    { "2026-04-21T09:44:59+08:00", TH_ARRIVES_EARLY },
    { "2026-04-21T09:45:00+08:00", TH_ARRIVES_IN_TIME },
    { "2026-04-21T10:15:00+08:00", TH_ARRIVES_IN_TIME },
    { "2026-04-21T10:15:01+08:00", TH_ARRIVES_LATE },
    { "2026-04-21T10:20:00+08:00", TH_ARRIVES_LATE },
    { "2026-04-21T10:20:01+08:00", TH_ARRIVES_TOO_LATE },
  };
  g_autoptr (ThHall) hall = load_hall ();
  ThInstant slot = th_instant_parse ("2026-04-21T10:00:00+08:00");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (th_booking_arrival (hall, slot, th_instant_parse (table[i].now)), ==, table[i].arrival);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slots/windows", test_windows);
  g_test_add_func ("/slots/share", test_share);
  g_test_add_func ("/slots/longest-fits", test_longest_fits);
  g_test_add_func ("/slots/fit", test_fit);
  g_test_add_func ("/booking/bans", test_bans);
  g_test_add_func ("/booking/begin", test_begin);
  g_test_add_func ("/booking/arrival", test_arrival);
  return g_test_run ();
}
