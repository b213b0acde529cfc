/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Random halls with random hours, closures and points outside, and in each
 * thousands of random bookings, blocks, holds, moves, cancellations, arrivals
 * and changed capacities. What is shown as free is what can be booked, and
 * nothing else is; no slot holds more than it has, no person more than
 * allowed, and the journal tells it all. */

#include <glib/gstdio.h>

#include "property-hall.h"
#include "th-ground.h"
#include "th-booking.h"
#include "th-clock.h"
#include "th-desk-proof.h"
#include "th-hall-records.h"
#include "th-party.h"
#include "th-slot-records.h"
#include "th-store.h"

#define ROUNDS 20
#define STEPS 5000
#define PERSONS 250
#define CODES 4000
#define RECENT 60        /* codes that are still played with */

TH_SQL (sql_property_crowd,
        "SELECT party_id, business_day, count(*) FROM booking WHERE party_id IS NOT NULL"
        " AND state IN ('held', 'booked', 'checked_in', 'finished') GROUP BY party_id, business_day HAVING count(*) > $1");
TH_SQL (sql_property_half,
        "SELECT party_id, business_day, count(*) FROM booking WHERE party_id IS NOT NULL"
        " AND state IN ('held', 'booked', 'checked_in', 'finished') GROUP BY party_id, business_day, start_s < 43200 HAVING count(*) > $1");
TH_SQL (sql_property_same,
        "SELECT b.party_id, b.business_day, count(*) FROM booking b JOIN booking_matter m ON m.booking_id = b.id WHERE b.party_id IS NOT NULL"
        " AND b.state IN ('held', 'booked', 'checked_in', 'finished')"
        " GROUP BY b.party_id, b.business_day, b.start_s < 43200, m.code HAVING count(*) > 1");
TH_SQL (sql_property_over,
        "SELECT business_day, start_s FROM slot_place WHERE used > cap OR public_used > public_cap OR used < 0");
TH_SQL (sql_property_clerk,
        "SELECT a.staff FROM booking_staff a JOIN booking_staff b ON b.staff = a.staff AND b.business_day = a.business_day"
        " AND b.booking_id <> a.booking_id AND b.start_s < a.end_s AND a.start_s < b.end_s WHERE a.released = 0 AND b.released = 0");

typedef struct
{
  GRand     *rand;
  char      *folder;
  ThClock   *clock;
  ThStore   *store;
  ThInstant  now;
  int        per_day, per_half;
  GPtrArray *codes;
  gint64     parties[PERSONS];
  int        made, full, away, moved, blocked;
} World;

static int
pick (World *world, int from, int to)
{
  return g_rand_int_range (world->rand, from, to + 1);
}

/* --- a random hall ------------------------------------------------------ */

static gboolean
import_work (ThDatabase *db, gpointer data, GError **error)
{
  World *world = data;
  g_autoptr (JsonObject) file = property_hall (world->rand, &world->per_day, &world->per_half);
  ThTurn turn;

  if (!th_hall_import (db, file, world->clock, "admin", NULL, NULL, error))
    return FALSE;
  turn = th_turn_begin (db, th_hall_cached (db, NULL, error), world->now, "admin");
  for (int i = 0; i < PERSONS; i++)
    {
      g_autofree char *number = g_strdup_printf ("E%08d", i);
      ThParty party = { "person", "passport", number, NULL, NULL };

      if (!th_party_keep (&turn, &party, &world->parties[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
set_up (World *world, guint32 seed)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  world->rand = g_rand_new_with_seed (seed);
  world->folder = g_dir_make_tmp ("tidehall-property-XXXXXX", NULL);
  path = g_build_filename (world->folder, "hall.db", NULL);
  world->now = th_instant_parse ("2026-04-13T08:00:00+08:00") + pick (world, 0, 120) * 24 * 3600 * TH_SECOND_US;
  world->clock = th_clock_new_manual (world->now);
  world->store = th_store_open (path, TH_STORE_SCRATCH, world->clock, &error);
  g_assert_no_error (error);
  world->codes = g_ptr_array_new_with_free_func (g_free);
  th_store_write (world->store, import_work, world, &error);
  g_assert_no_error (error);
}

static void
tear_down (World *world)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&world->store);
  dir = g_dir_open (world->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (world->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (world->folder);
  g_free (world->folder);
  th_clock_unref (world->clock);
  g_ptr_array_unref (world->codes);
  g_rand_free (world->rand);
}

/* --- steps ----------------------------------------------------------------- */

static void
keep (World *world, const char *code)
{
  if (world->codes->len < CODES)
    g_ptr_array_add (world->codes, g_strdup (code));
}

static const char *
some_code (World *world)
{
  return world->codes->len > 0 ? world->codes->pdata[pick (world, MAX (0, (int) world->codes->len - RECENT), (int) world->codes->len - 1)] : "B2222222";
}

/* A slot of the days to come, now and then a time that is none, and what is
 * shown for it; 0 when that day has none. */
static ThInstant
some_slot (World *world, const ThTurn *turn, const char *place, const ThSlotNeed *need, ThSlotFit *fit, GError **error)
{
  ThDay day = th_day_add (turn->day, pick (world, 0, 9));
  g_autoptr (ThSlotDay) slots = th_slots_of_day (turn, place, day, error);
  int start;
  guint i;

  *fit = (ThSlotFit) { 0 };
  if (slots == NULL || slots->slots->len == 0)
    return 0;
  i = pick (world, 0, (int) slots->slots->len - 1);
  start = g_array_index (slots->slots, ThSlot, i).start_s;
  if (pick (world, 0, 30) == 0)
    return th_day_instant (day, start + 60, th_hall_get_zone (turn->hall));
  *fit = th_slot_day_fit (slots, i, need);
  return th_day_instant (day, start, th_hall_get_zone (turn->hall));
}

/* Whether @staff, when somebody is named, could be there. */
static gboolean
clerk_free (const ThTurn *turn, const char *staff, const char *queue, ThInstant slot, int end_s)
{
  ThDay day = th_day_of (slot, th_hall_get_zone (turn->hall));
  int start_s = th_day_second (slot, th_hall_get_zone (turn->hall));
  g_autoptr (GArray) busy = NULL;

  if (staff == NULL)
    return TRUE;
  busy = th_booking_busy (turn, staff, day, day, NULL);
  for (guint i = 0; i < busy->len; i++)
    {
      const ThBusy *one = &g_array_index (busy, ThBusy, i);

      if (one->start_s < end_s && start_s < one->end_s)
        return FALSE;
    }
  return th_booking_clerk_knows (turn->hall, staff, queue, NULL);
}

/* What speaks against a person and not against the time. */
static gboolean
is_personal (const GError *error)
{
  return g_error_matches (error, TH_ERROR, TH_ERROR_DUPLICATE) || g_error_matches (error, TH_ERROR, TH_ERROR_BANNED);
}

/* Exactly what is shown can be booked. */
static void
judge (World *world, const ThBooking *made, const GError *error, gboolean shown, const ThSlotFit *fit)
{
  if (made == NULL && shown && !is_personal (error))
    g_error ("shown as free, but: %s", error->message);
  if (made == NULL)
    {
      world->full += g_error_matches (error, TH_ERROR, TH_ERROR_FULL) ? 1 : 0;
      return;
    }
  if (!shown)
    g_error ("not shown as free, but booked: %s on %d at %d, %d free, %d of them for the public", made->code, made->day, made->start_s, fit->free,
             fit->public_free);
  g_assert_cmpint (made->end_s, ==, fit->end_s);
  keep (world, made->code);
  world->made++;
  world->away += made->point != NULL ? 1 : 0;
}

static gboolean
step_make (World *world, const ThTurn *turn, GError **error)
{
  static const char *const clerks[] = { NULL, NULL, NULL, "001", "002" };
  static const char *const points[] = { NULL, NULL, NULL, NULL, "P1", "P2" };
  const ThMatter *all;
  guint n;
  const char *matters[3] = { NULL };
  const char *queue;
  ThBookingAsk ask = { .matters = matters, .channel = pick (world, 0, 1) ? "online" : "desk", .hold_s = pick (world, 0, 2) ? 0 : pick (world, 1, 900) };
  g_autoptr (ThBooking) made = NULL;
  g_autofree char *place = NULL;
  ThSlotNeed need;
  ThSlotFit fit;
  gboolean shown;

  all = th_hall_get_matters (turn->hall, &n);
  matters[0] = all[pick (world, 0, (int) n - 1)].code;
  if (pick (world, 0, 9) == 0)
    matters[1] = all[pick (world, 0, (int) n - 1)].code;
  if (matters[1] != NULL && g_str_equal (matters[0], matters[1]))
    matters[1] = NULL;
  ask.staff = clerks[pick (world, 0, 4)];
  ask.point = points[pick (world, 0, 5)];
  ask.mode = ask.point != NULL ? TH_MODE_MOBILE : pick (world, 0, 9) ? TH_MODE_HALL : TH_MODE_GREEN;
  ask.ground = ask.mode == TH_MODE_GREEN ? "g" : NULL;
  ask.party_id = world->parties[pick (world, 0, PERSONS - 1)];
  if (!th_booking_need (turn, matters, ask.staff, &queue, &need, error))
    return FALSE;
  place = th_booking_place (queue, ask.point);
  ask.slot = some_slot (world, turn, place, &need, &fit, error);
  if (ask.slot == 0)
    return TRUE;
  shown = (th_channel_public (ask.channel) ? fit.public_free : fit.free) > 0 &&
          th_booking_may_begin (turn->hall, turn->now, ask.slot, NULL) && clerk_free (turn, ask.staff, queue, ask.slot, fit.end_s);
  made = th_booking_make (turn, &ask, error);
  judge (world, made, error != NULL ? *error : NULL, shown, &fit);
  return made != NULL;
}

/* A visit, outside the hours, a remote check: no place is taken, and no clerk
 * is at two places. */
static gboolean
step_elsewhere (World *world, const ThTurn *turn, GError **error)
{
  static const ThBookingMode modes[] = { TH_MODE_DOOR, TH_MODE_FLEXIBLE, TH_MODE_REMOTE };
  const char *matters[] = { "S02", NULL };
  ThBookingAsk ask = { .matters = matters, .channel = "desk", .mode = modes[pick (world, 0, 2)], .staff = "001", .photos = TRUE };
  ThDay day = th_day_add (turn->day, pick (world, 0, 6));
  g_autoptr (ThBooking) made = NULL;

  if (th_hall_matter (turn->hall, matters[0]) == NULL)
    return TRUE;
  ask.staff2 = ask.mode == TH_MODE_DOOR ? "002" : NULL;
  ask.address = ask.mode == TH_MODE_DOOR ? "a" : NULL;
  ask.party_id = world->parties[pick (world, 0, PERSONS - 1)];
  ask.slot = th_day_instant (day, pick (world, 7 * 12, 20 * 12) * 300, th_hall_get_zone (turn->hall));
  made = th_booking_make (turn, &ask, error);
  if (made != NULL)
    keep (world, made->code);
  return made != NULL;
}

static gboolean
step_move (World *world, const ThTurn *turn, GError **error)
{
  const char *code = some_code (world);
  g_autoptr (ThBooking) old = th_booking_find (turn, code, error);
  g_auto (GStrv) matters = old != NULL ? th_booking_matters (turn, old->id, error) : NULL;
  g_autoptr (ThBooking) moved = NULL;
  g_autofree char *place = NULL;
  ThBookingWhy why = { "moved", pick (world, 0, 1), TRUE };
  const char *queue;
  ThSlotNeed need;
  ThSlotFit fit;
  ThInstant slot;
  gboolean shown;

  if (matters == NULL || !th_booking_need (turn, (const char *const *) matters, old->staff, &queue, &need, error))
    return FALSE;
  place = th_booking_place (queue, old->point);
  slot = some_slot (world, turn, place, &need, &fit, error);
  if (slot == 0)
    return TRUE;
  /* What is shown still counts the place the booking has now. */
  shown = (old->open ? fit.public_free : fit.free) > 0 && old->staff == NULL;
  moved = th_booking_move (turn, code, slot, NULL, &why, error);
  if (moved == NULL)
    g_assert_false (shown && g_error_matches (*error, TH_ERROR, TH_ERROR_FULL));
  else
    {
      keep (world, moved->code);
      world->moved++;
    }
  return moved != NULL;
}

static gboolean
step_change (World *world, const ThTurn *turn, GError **error)
{
  const char *code = some_code (world);
  ThBookingWhy why = { "changed", pick (world, 0, 1), pick (world, 0, 1) };
  g_autoptr (ThBooking) booking = NULL;
  ThCheckedIn arrived;
  gboolean done;

  if (pick (world, 0, 1))
    return th_booking_cancel (turn, code, &why, error);
  if (pick (world, 0, 1))
    return th_booking_confirm (turn, code, error);
  if (pick (world, 0, 2) == 0)
    return th_booking_done (turn, code, NULL, error);
  booking = th_booking_find (turn, code, error);
  done = booking != NULL && th_booking_check_in (turn, booking, booking->point, NULL, &arrived, error);
  if (booking != NULL)
    g_free (arrived.reason);
  return done;
}

static gboolean
step_word (World *world, const ThTurn *turn, GError **error)
{
  static const char *const queues[] = { NULL, "S", "G", "N", "@P1", "@P2" };
  ThSlotWord word = { th_day_add (turn->day, pick (world, 0, 12)), queues[pick (world, 0, 5)], pick (world, 0, 12) * 3600, 24 * 3600,
                      pick (world, -1, 6), 0, "property" };

  word.public_places = word.places < 0 ? -1 : pick (world, 0, word.places);
  return th_slots_say (turn, &word, error);
}

static gboolean
step_close (World *world, const ThTurn *turn, GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  int no_shows;

  return th_booking_close_day (turn, th_day_add (turn->day, -1), &no_shows, warnings, error);
}

static gboolean
step_block (World *world, const ThTurn *turn, GError **error)
{
  const char *matters[] = { "S02", NULL };
  ThBookingAsk ask = { .matters = matters, .organiser = "group", .channel = "group" };
  g_autoptr (GPtrArray) made = NULL;
  ThSlotNeed need = { 1, FALSE };
  ThSlotFit fit;

  if (th_hall_matter (turn->hall, matters[0]) == NULL)
    return TRUE;
  ask.slot = some_slot (world, turn, "S", &need, &fit, error);
  if (ask.slot == 0)
    return TRUE;
  made = th_booking_block (turn, &ask, ask.slot + 3 * 3600 * TH_SECOND_US, pick (world, 1, 5), error);
  for (guint i = 0; made != NULL && i < made->len; i++)
    keep (world, ((ThBooking *) made->pdata[i])->code);
  world->blocked += made != NULL ? (int) made->len : 0;
  return made != NULL;
}

static gboolean
step_work (ThDatabase *db, gpointer data, GError **error)
{
  World *world = data;
  ThTurn turn = th_turn_begin (db, th_hall_cached (db, NULL, NULL), world->now, "admin");
  int which = pick (world, 0, 99);

  if (which < 56)
    return step_make (world, &turn, error);
  if (which < 59)
    return step_elsewhere (world, &turn, error);
  if (which < 75)
    return step_move (world, &turn, error);
  if (which < 93)
    return step_change (world, &turn, error);
  if (which < 95)
    return step_word (world, &turn, error);
  return which < 97 ? step_close (world, &turn, error) : step_block (world, &turn, error);
}

/* --- what must hold ---------------------------------------------------------- */

static void
assert_none (ThRows *rows, const char *what)
{
  g_autoptr (ThRows) done = rows;

  g_assert_nonnull (rows);
  if (th_rows_next (rows, NULL))
    g_error ("%s: %lld %lld", what, (long long) th_rows_int (rows, 0), (long long) th_rows_int (rows, 1));
}

static gboolean
check_work (ThDatabase *db, gpointer data, GError **error)
{
  World *world = data;

  assert_none (th_database_query (db, &sql_property_over, NULL, ""), "more taken than there is");
  assert_none (th_database_query (db, &sql_property_crowd, NULL, "y", world->per_day), "more for one person than allowed");
  assert_none (th_database_query (db, &sql_property_half, NULL, "y", world->per_half), "more for one person in half a day than allowed");
  assert_none (th_database_query (db, &sql_property_same, NULL, ""), "the same matter twice in half a day");
  return TRUE;
}

static gboolean
prove_work (ThDatabase *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ThRows) rows = NULL;

  if (!th_desk_prove (db, problems, error))
    return FALSE;
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
  rows = th_database_query (db, &sql_property_clerk, error, "");
  g_assert_nonnull (rows);
  g_assert_false (th_rows_next (rows, error));
  return TRUE;
}

static void
check (World *world, ThStoreWork work)
{
  g_autoptr (GError) error = NULL;

  th_store_read (world->store, work, world, &error);
  g_assert_no_error (error);
}

/* Refusals with these codes are part of the game; anything else is a fault. */
static gboolean
expected (const GError *error)
{
  static const int codes[] = {
    TH_ERROR_FULL, TH_ERROR_DUPLICATE, TH_ERROR_TOO_LATE, TH_ERROR_TOO_EARLY, TH_ERROR_NOT_OPEN, TH_ERROR_NOT_LOADED, TH_ERROR_BANNED,
    TH_ERROR_WRONG_STATE, TH_ERROR_CONFLICT, TH_ERROR_NOT_ALLOWED, TH_ERROR_NOT_FOUND, TH_ERROR_NOT_TODAY, TH_ERROR_EXHAUSTED,
    TH_ERROR_BAD_REQUEST,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, TH_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

static void
test_property (gconstpointer data)
{
  World world = { 0 };

  set_up (&world, GPOINTER_TO_UINT (data));
  for (int i = 0; i < STEPS; i++)
    {
      g_autoptr (GError) error = NULL;

      world.now += (gint64) pick (&world, 0, 300) * TH_SECOND_US;
      if (pick (&world, 0, 200) == 0)
        world.now += 12 * 3600 * TH_SECOND_US;
      th_clock_advance_to (world.clock, world.now);
      if (!th_store_write (world.store, step_work, &world, &error) && !expected (error))
        g_error ("step %d: %s", i, error->message);
      if (i % 20 == 0)
        check (&world, check_work);
    }
  check (&world, check_work);
  check (&world, prove_work);
  g_test_message ("%d booked, %d of them at a point, %d refused for want of a place, %d moved, %d in blocks", world.made, world.away, world.full,
                  world.moved, world.blocked);
  g_assert_cmpint (world.made, >, 100);
  g_assert_cmpint (world.away, >, 10);
  g_assert_cmpint (world.moved, >, 10);
  tear_down (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint round = 1; round <= ROUNDS; round++)
    {
      g_autofree char *name = g_strdup_printf ("/booking/property/%u", round);

      g_test_add_data_func (name, GUINT_TO_POINTER (round * 7919), test_property);
    }
  return g_test_run ();
}
