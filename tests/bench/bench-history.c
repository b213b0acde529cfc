/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Histories are lived, not written: every ticket is issued, called and
 * finished by the functions that a clerk uses, a whole day in one transaction
 * without waiting for the disk. That takes some minutes for a million tickets,
 * once; in return the journal's chain, the numbers and the sittings are right
 * by construction, and stay right when the schema grows. */

#include "bench-history.h"

#include <glib/gstdio.h>

#include "bench-raw.h"
#include "bench-report.h"
#include "th-close.h"
#include "th-desk.h"
#include "th-hall-records.h"
#include "th-migrations.h"
#include "th-sitting.h"

#define FIRST_ARRIVAL_S (9 * 3600)
#define STEP_S ((BENCH_NOW_S - FIRST_ARRIVAL_S) / BENCH_PER_DAY)
#define TO_THE_WINDOW_S 25

typedef struct
{
  const char *code;
  ThDuty     *duty;
  const char *staff;
  ThTicketState step;       /* CALLED, SERVING, or WAITING when nobody is there */
  ThInstant   next;         /* when the step ends */
} Seat;

typedef struct
{
  ThDay    day;
  int      tickets;
  gboolean last;            /* the day goes on: nothing is closed */
  GArray  *seats;           /* of Seat */
  GRand   *chance;
  ThTurn   turn;
  ThInstant nine;
  int      calls;
  GError **error;
} Day;

/* More people come for taxes than for anything else. */
static const char arrivals[] = "TNTQNTFSNTQGTNRLTNQSFKTYNTQSNR";

static void
seat_clear (gpointer data)
{
  g_clear_pointer (&((Seat *) data)->duty, th_duty_unref);
}

/* A person for each window who can do the first queue of its usual duty. */
static void
place_staff (Day    *self,
             ThHall *hall)
{
  guint n_windows, n_staff;
  const ThWindowSpec *windows = th_hall_get_windows (hall, &n_windows);
  const ThStaff *staff = th_hall_get_staff (hall, &n_staff);
  g_autofree gboolean *taken = g_new0 (gboolean, n_staff);

  for (guint i = 0; i < n_windows; i++)
    for (guint k = 0; k < n_staff; k++)
      {
        const char first[] = { windows[i].duty[0], '\0' };
        g_autoptr (ThDuty) duty = NULL;
        Seat seat = { .code = windows[i].code, .staff = staff[k].no };

        if (taken[k] || !g_strv_contains (staff[k].skills, first))
          continue;
        duty = th_duty_parse (windows[i].duty, NULL);
        seat.duty = th_duty_only (duty, staff[k].skills);
        g_array_append_val (self->seats, seat);
        taken[k] = TRUE;
        break;
      }
}

static Seat *
seat_at (Day  *self,
         guint i)
{
  return &g_array_index (self->seats, Seat, i);
}

/* Calls the next ticket to @seat at the present instant, if one waits. */
static gboolean
call (Day  *self,
      Seat *seat)
{
  g_auto (ThCalled) called = { 0 };
  g_autoptr (GError) local = NULL;

  seat->step = TH_TICKET_WAITING;
  if (!th_sitting_call (&self->turn, seat->code, &called, &local))
    {
      if (g_error_matches (local, TH_ERROR, TH_ERROR_NOBODY_WAITING))
        return TRUE;
      g_propagate_error (self->error, g_steal_pointer (&local));
      return FALSE;
    }
  self->calls++;
  seat->step = TH_TICKET_CALLED;
  seat->next = self->turn.now + TO_THE_WINDOW_S * TH_SECOND_US;
  return TRUE;
}

/* What happens at @seat when its step is over. One call in forty is missed and
 * one in sixty is sent on to another queue, as it happens in a hall. */
static gboolean
step (Day  *self,
      Seat *seat)
{
  ThStepped out = { 0 };
  gboolean ok;

  self->turn.now = seat->next;
  if (seat->step == TH_TICKET_CALLED && self->calls % 40 != 7)
    {
      seat->step = TH_TICKET_SERVING;
      seat->next += g_rand_int_range (self->chance, 180, 840) * TH_SECOND_US;
      return th_sitting_start (&self->turn, seat->code, &out, self->error);
    }
  if (seat->step == TH_TICKET_CALLED)
    ok = th_sitting_no_show (&self->turn, seat->code, &out, self->error);
  else if (self->calls % 60 == 31)
    ok = th_sitting_transfer (&self->turn, seat->code, "Q", NULL, "please see to the rest", &out, self->error);
  else
    ok = th_sitting_finish (&self->turn, seat->code, NULL, 0, &out, self->error);
  self->calls += ok && seat->step == TH_TICKET_CALLED;
  return ok && call (self, seat);
}

/* Lives on to @until; @until 0 is until every window is idle. */
static gboolean
run_until (Day      *self,
           ThInstant until)
{
  for (;;)
    {
      Seat *next = NULL;

      for (guint i = 0; i < self->seats->len; i++)
        {
          Seat *seat = seat_at (self, i);

          if (seat->step != TH_TICKET_WAITING && (next == NULL || seat->next < next->next))
            next = seat;
        }
      if (next == NULL || (until != 0 && next->next > until))
        return TRUE;
      if (!step (self, next))
        return FALSE;
    }
}

static gboolean
arrive (Day *self,
        int  i)
{
  const char queue[] = { arrivals[i % (sizeof arrivals - 1)], '\0' };
  const char *matters[] = { NULL, NULL };
  ThIssue issue = { .queue = queue, .ticket_class = -1, .matters = matters, .channel = i % 3 == 0 ? "kiosk" : "hall" };
  ThIssued issued;
  guint n;
  const ThMatter *known = th_hall_get_matters (self->turn.hall, &n);

  for (guint k = 0; k < n && matters[0] == NULL; k++)
    if (g_strcmp0 (known[k].queue, queue) == 0)
      matters[0] = known[k].code;
  self->turn.now = self->nine + i * STEP_S * TH_SECOND_US;
  if (queue[0] == 'L')
    issue.ground = "over 70";
  if (!th_ticket_issue (&self->turn, &issue, &issued, self->error))
    return FALSE;
  for (guint k = 0; k < self->seats->len; k++)
    if (seat_at (self, k)->step == TH_TICKET_WAITING && th_duty_tier (seat_at (self, k)->duty, queue) >= 0)
      return call (self, seat_at (self, k));
  return TRUE;
}

/* The last people of the last day find the windows at rest, so that exactly
 * they wait when the clock stops. */
static gboolean
rest (Day *self)
{
  for (guint i = 0; i < self->seats->len; i++)
    {
      Seat *seat = seat_at (self, i);
      ThStepped out = { 0 };

      if (seat->step == TH_TICKET_CALLED && !th_sitting_start (&self->turn, seat->code, &out, self->error))
        return FALSE;
      if (seat->step != TH_TICKET_WAITING && !th_sitting_finish (&self->turn, seat->code, NULL, 0, &out, self->error))
        return FALSE;
      seat->step = TH_TICKET_HELD;   /* neither called nor calling */
      seat->next = G_MAXINT64;
    }
  return TRUE;
}

static gboolean
close_day (Day *self)
{
  ThDayClosed closed = { 0 };
  gboolean ok;

  self->turn.now = MAX (self->turn.now, self->nine + (BENCH_NOW_S + 7200 - FIRST_ARRIVAL_S) * TH_SECOND_US);
  for (guint i = 0; i < self->seats->len; i++)
    if (!th_window_close (&self->turn, seat_at (self, i)->code, NULL, self->error))
      return FALSE;
  ok = th_day_close (&self->turn, self->day, &closed, self->error);
  g_clear_pointer (&closed.warnings, g_ptr_array_unref);
  return ok;
}

static gboolean
day_work (ThDatabase *db,
          gpointer    data,
          GError    **error)
{
  Day *self = data;
  ThHall *hall = th_hall_cached (db, NULL, error);

  if (hall == NULL)
    return FALSE;
  self->error = error;
  self->nine = th_day_instant (self->day, FIRST_ARRIVAL_S, th_hall_get_zone (hall));
  self->turn = th_turn_begin (db, hall, self->nine - 600 * TH_SECOND_US, "admin");
  if (self->seats->len == 0)
    place_staff (self, hall);
  for (guint i = 0; i < self->seats->len; i++)
    {
      seat_at (self, i)->step = TH_TICKET_WAITING;
      if (!th_window_open (&self->turn, seat_at (self, i)->code, seat_at (self, i)->staff, NULL, error))
        return FALSE;
    }
  for (int i = 0; i < self->tickets; i++)
    {
      if (self->last && i == self->tickets - BENCH_WAITING && !rest (self))
        return FALSE;
      if (!run_until (self, self->nine + i * STEP_S * TH_SECOND_US) || !arrive (self, i))
        return FALSE;
    }
  return self->last || (run_until (self, 0) && close_day (self));
}

ThDay
bench_day (int ago)
{
  ThDay day = BENCH_TODAY;

  while (ago > 0)
    {
      day = th_day_add (day, -1);
      ago -= th_day_weekday (day) <= 5;
    }
  return day;
}

static gboolean
import_hall (ThStore *store,
             GError **error)
{
  g_autofree char *file = g_build_filename (TH_SOURCE_DATA_DIR, "halls", "demo.json", NULL);
  g_autoptr (ThDesk) desk = th_desk_new (store, NULL, error);
  g_autoptr (JsonObject) request = th_desk_request ("hall.import", "file", "s", file, NULL);
  g_autoptr (JsonObject) answer = NULL;

  th_desk_set_actor (desk, "admin");
  answer = th_desk_ask (desk, request, error);
  return answer != NULL;
}

gboolean
bench_history_make (const char *path,
                    int         tickets,
                    GError    **error)
{
  int days = (tickets + BENCH_PER_DAY - 1) / BENCH_PER_DAY;
  g_autoptr (ThClock) clock = th_clock_new_manual (th_day_instant (bench_day (days), 0, NULL));
  g_autoptr (ThStore) store = th_store_open (path, TH_STORE_SCRATCH, clock, error);
  g_autoptr (GArray) seats = g_array_new (FALSE, TRUE, sizeof (Seat));
  g_autoptr (GRand) chance = g_rand_new_with_seed (20260420);
  double start = bench_now_us ();

  g_array_set_clear_func (seats, seat_clear);
  if (store == NULL || !import_hall (store, error))
    return FALSE;
  for (int ago = days - 1; ago >= 0; ago--)
    {
      Day day = { .day = bench_day (ago), .tickets = BENCH_PER_DAY, .last = ago == 0, .seats = seats, .chance = chance };

      if (ago == days - 1)
        day.tickets = tickets - (days - 1) * BENCH_PER_DAY;
      if (!th_store_write (store, day_work, &day, error))
        return FALSE;
      if (ago % 100 == 0)
        g_printerr ("\rhistory of %d: %d days to go, %.0f s   ", tickets, ago, (bench_now_us () - start) / 1e6);
    }
  g_printerr ("\n");
  return TRUE;
}

char *
bench_copy (const char *kept,
            GError    **error)
{
  g_autofree char *path = g_strconcat (kept, ".run", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (kept);
  g_autoptr (GFile) to = g_file_new_for_path (path);

  bench_remove (path);
  return g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error) ? g_steal_pointer (&path) : NULL;
}

char *
bench_history_copy (const char *folder,
                    int         tickets,
                    GError    **error)
{
  g_autofree char *schema = th_migrations_schema (TH_DIALECT_SQLITE);
  g_autofree char *name = g_strdup_printf ("hall-%d-%08x.db", tickets, g_str_hash (schema));
  g_autofree char *kept = g_build_filename (folder, name, NULL);
  g_autofree char *half = g_strconcat (kept, ".half", NULL);

  if (!g_file_test (kept, G_FILE_TEST_EXISTS))
    {
      bench_remove (half);
      if (!bench_history_make (half, tickets, error))
        return NULL;
      if (g_rename (half, kept) != 0)
        {
          g_set_error (error, TH_ERROR, TH_ERROR_FAILED, "%s cannot be renamed", half);
          return NULL;
        }
    }
  return bench_copy (kept, error);
}
