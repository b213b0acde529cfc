/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: the shapes in which four systems ask for free places, on one set of
 * bookings: ZMS's nested aggregates over slots made in advance, The Q's count
 * for each slot, Easy!Appointments' two statements for each slot and provider
 * with functions over the column, and cal.com's overlap of all busy times with
 * all slots in the program. Each has the indexes of its own schema, and each
 * gets five places a slot, so that all must find the same number. What would
 * take minutes is measured in part and said to be. */

#include "bench-slots-peers.h"

#include <sqlite3.h>
#include <string.h>

#define PLACES 5
#define BUDGET_US (2 * G_USEC_PER_SEC)

typedef struct
{
  sqlite3           *db;
  const char *const *queues;
  int                first;
  gint64             days[BENCH_DAYS];   /* midnights, in seconds */
} Peers;

static void
run (Peers *self, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (self->db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static sqlite3_stmt *
prepare (Peers *self, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (self->db));
  return statement;
}

static gint64
count (sqlite3_stmt *statement)
{
  gint64 n = 0;

  if (sqlite3_step (statement) == SQLITE_ROW)
    n = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return n;
}

/* Wall-clock second of the day that slot @i begins with. */
static int
slot_start (int i)
{
  return (i < 6 ? 9 * 3600 : 13 * 3600 + 1800 - 6 * 1800) + i * 1800;
}

/* --- ZMS ------------------------------------------------------------------ */

static void
zms_fill (Peers *self)
{
  run (self, "CREATE TABLE zms_slot (slotID INTEGER PRIMARY KEY, scopeID TEXT, year INT, month INT, day INT, time INT, public INT, intern INT,"
             " status TEXT); CREATE UNIQUE INDEX z1 ON zms_slot (scopeID, year, month, day, time);"
             "CREATE TABLE zms_slot_hiera (id INTEGER PRIMARY KEY, slotID INT, ancestorID INT, ancestorLevel INT);"
             "CREATE UNIQUE INDEX z2 ON zms_slot_hiera (slotID, ancestorID); CREATE INDEX z3 ON zms_slot_hiera (ancestorID);"
             "CREATE TABLE zms_slot_process (slotID INT, processID INT, updateTimestamp INT, PRIMARY KEY (slotID, processID));"
             "CREATE INDEX z4 ON zms_slot_process (processID);"
             "CREATE TABLE zms_number (n INTEGER PRIMARY KEY)");
  run (self, "INSERT INTO zms_slot SELECT NULL, q.queue, d.business_day / 10000, d.business_day / 100 % 100, d.business_day % 100, t.start_s,"
             " 5, 5, 'free' FROM bench_queue q, bench_day d, bench_time t;"
             "INSERT INTO zms_slot_hiera SELECT NULL, slotID, slotID, 1 FROM zms_slot;"
             "INSERT INTO zms_slot_process SELECT s.slotID, b.id, 0 FROM bench_booking b JOIN zms_slot s ON s.scopeID = b.queue AND s.time = b.start_s"
             " AND s.year = b.business_day / 10000 AND s.month = b.business_day / 100 % 100 AND s.day = b.business_day % 100;"
             "INSERT INTO zms_number VALUES (1), (2), (3), (4), (5)");
}

/* One row for each free place, from three aggregates one in another, a month
 * at a time for each scope. */
static void
zms_run (Peers *self, BenchAvailability *result)
{
  sqlite3_stmt *statement = prepare (self,
    "SELECT count(*) FROM (SELECT x.slotID, x.time, n.n FROM (SELECT c.slotID, c.time, min (c.available - c.confirmed) AS free FROM"
    " (SELECT h.slotID, s.time, h.ancestorID, a.intern AS available, count (p.slotID) AS confirmed FROM zms_slot s"
    " JOIN zms_slot_hiera h ON h.slotID = s.slotID JOIN zms_slot a ON a.slotID = h.ancestorID"
    " LEFT JOIN zms_slot_process p ON p.slotID = h.ancestorID WHERE s.scopeID = ? AND s.year = ? AND s.month = ? AND s.day BETWEEN ? AND ?"
    " AND s.status = 'free' AND h.ancestorLevel <= 1 GROUP BY h.slotID, h.ancestorID) c GROUP BY c.slotID HAVING count (*) >= 1) x"
    " JOIN zms_number n ON n.n <= x.free ORDER BY x.time)");
  const int months[][3] = { { 4, 20, 30 }, { 5, 1, 19 } };

  for (int q = 0; self->queues[q] != NULL; q++)
    for (guint m = 0; m < G_N_ELEMENTS (months); m++)
      {
        sqlite3_bind_text (statement, 1, self->queues[q], -1, SQLITE_STATIC);
        sqlite3_bind_int (statement, 2, self->first / 10000);
        for (int i = 0; i < 3; i++)
          sqlite3_bind_int (statement, 3 + i, months[m][i]);
        result->free += count (statement);
        result->statements++;
      }
  sqlite3_finalize (statement);
}

/* --- The Q ------------------------------------------------------------------ */

static void
theq_fill (Peers *self)
{
  run (self, "CREATE TABLE appointment (appointment_id INTEGER PRIMARY KEY, office_id TEXT, service_id INT, start_time INT, end_time INT,"
             " is_draft INT, checked_in_time INT, blackout_flag TEXT); CREATE INDEX q1 ON appointment (office_id, start_time);"
             "INSERT INTO appointment SELECT id, queue, 1, at_s, at_s + 1800, 0, NULL, 'N' FROM bench_booking");
}

/* The appointments of each slot are counted one slot after the other. */
static void
theq_run (Peers *self, BenchAvailability *result)
{
  sqlite3_stmt *statement = prepare (self, "SELECT count(*) FROM appointment WHERE office_id = ? AND start_time < ? AND start_time > ?"
                                           " AND end_time > ? AND blackout_flag = 'N'");

  for (int q = 0; self->queues[q] != NULL; q++)
    for (int d = 0; d < BENCH_DAYS; d++)
      for (int i = 0; i < BENCH_SLOTS; i++)
        {
          gint64 start = self->days[d] + slot_start (i);

          sqlite3_bind_text (statement, 1, self->queues[q], -1, SQLITE_STATIC);
          sqlite3_bind_int64 (statement, 2, start + 1800);
          sqlite3_bind_int64 (statement, 3, start - 24 * 3600);
          sqlite3_bind_int64 (statement, 4, start);
          result->free += MAX (0, PLACES - count (statement));
          result->statements++;
        }
  sqlite3_finalize (statement);
}

/* --- Easy!Appointments ------------------------------------------------------ */

static void
ea_fill (Peers *self)
{
  run (self, "CREATE TABLE ea_appointments (id INTEGER PRIMARY KEY, start_datetime TEXT, end_datetime TEXT, id_users_provider TEXT,"
             " id_services INT, is_unavailability INT); CREATE INDEX e1 ON ea_appointments (id_users_provider);"
             "INSERT INTO ea_appointments SELECT id, datetime (at_s, 'unixepoch', '+8 hours'), datetime (at_s + 1800, 'unixepoch', '+8 hours'),"
             " queue, 1, 0 FROM bench_booking");
}

/* Two statements for each slot, provider and day: what of others overlaps the
 * beginning, and what the end. A function over the column keeps any index out. */
static void
ea_run (Peers *self, BenchAvailability *result)
{
  sqlite3_stmt *begins = prepare (self, "SELECT count(*) FROM ea_appointments WHERE id_users_provider = ? AND date (start_datetime) = ?"
                                        " AND time (start_datetime) <= ? AND time (end_datetime) > ?");
  sqlite3_stmt *others = prepare (self, "SELECT count(*) FROM ea_appointments WHERE id_users_provider = ? AND date (start_datetime) = ?"
                                        " AND time (start_datetime) > ? AND time (start_datetime) < ?");
  gint64 until = g_get_monotonic_time () + BUDGET_US;
  guint64 all = 0;
  gint64 before = g_get_monotonic_time ();

  for (int q = 0; self->queues[q] != NULL; q++)
    for (int d = 0; d < BENCH_DAYS; d++)
      for (int i = 0; i < BENCH_SLOTS; i++)
        {
          g_autoptr (GDateTime) midnight = g_date_time_new_from_unix_utc (self->days[d] + 8 * 3600);
          g_autofree char *day = g_date_time_format (midnight, "%Y-%m-%d");
          g_autofree char *from = g_strdup_printf ("%02d:%02d:00", slot_start (i) / 3600, slot_start (i) / 60 % 60);
          g_autofree char *to = g_strdup_printf ("%02d:%02d:00", (slot_start (i) + 1800) / 3600, (slot_start (i) + 1800) / 60 % 60);
          sqlite3_stmt *both[] = { begins, others };
          gint64 taken = 0;

          all += 2;
          if (g_get_monotonic_time () > until)
            continue;
          for (int k = 0; k < 2; k++)
            {
              sqlite3_bind_text (both[k], 1, self->queues[q], -1, SQLITE_STATIC);
              sqlite3_bind_text (both[k], 2, day, -1, SQLITE_STATIC);
              sqlite3_bind_text (both[k], 3, from, -1, SQLITE_STATIC);
              sqlite3_bind_text (both[k], 4, k == 0 ? from : to, -1, SQLITE_STATIC);
              taken += count (both[k]);
              result->statements++;
            }
          result->free += MAX (0, PLACES - taken);
        }
  result->extrapolated = result->statements < all;
  if (result->extrapolated)
    result->ms = (double) (g_get_monotonic_time () - before) / 1000 * (double) all / (double) result->statements;
  sqlite3_finalize (begins);
  sqlite3_finalize (others);
}

/* --- cal.com ------------------------------------------------------------------ */

static void
cal_fill (Peers *self)
{
  run (self, "CREATE TABLE cal_booking (id INTEGER PRIMARY KEY, uid TEXT, userId TEXT, startTime INT, endTime INT, status TEXT);"
             "CREATE INDEX c1 ON cal_booking (userId); CREATE INDEX c2 ON cal_booking (startTime, endTime, status);"
             "INSERT INTO cal_booking SELECT id, 'u' || id, queue, at_s, at_s + 1800, 'accepted' FROM bench_booking");
}

/* All busy times of the range are fetched, and every slot is held against
 * every one of them. */
static void
cal_run (Peers *self, BenchAvailability *result)
{
  sqlite3_stmt *statement = prepare (self, "SELECT startTime, endTime FROM cal_booking WHERE userId = ? AND startTime < ? AND endTime > ?"
                                           " AND status IN ('accepted', 'pending') ORDER BY startTime");

  for (int q = 0; self->queues[q] != NULL; q++)
    {
      g_autoptr (GArray) busy = g_array_new (FALSE, FALSE, 2 * sizeof (gint64));

      sqlite3_bind_text (statement, 1, self->queues[q], -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 2, self->days[BENCH_DAYS - 1] + 24 * 3600);
      sqlite3_bind_int64 (statement, 3, self->days[0]);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          gint64 pair[2] = { sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1) };

          g_array_append_vals (busy, pair, 1);
        }
      sqlite3_reset (statement);
      result->statements++;
      for (int d = 0; d < BENCH_DAYS; d++)
        for (int i = 0; i < BENCH_SLOTS; i++)
          {
            gint64 start = self->days[d] + slot_start (i);
            int taken = 0;

            for (guint b = 0; b < busy->len; b++)
              {
                const gint64 *pair = (const gint64 *) (gpointer) busy->data + 2 * b;

                taken += pair[0] < start + 1800 && pair[1] > start ? 1 : 0;
              }
            result->free += MAX (0, PLACES - taken);
          }
    }
  sqlite3_finalize (statement);
}

/* --- all of them ---------------------------------------------------------------- */

static const struct
{
  const char *name, *how;
  void (*fill) (Peers *self);
  void (*run)  (Peers *self, BenchAvailability *result);
} peers[] = {
  { "ZMS", "three aggregates over slots made in advance", zms_fill, zms_run },
  { "The Q", "a count for each slot", theq_fill, theq_run },
  { "cal.com", "every slot against every busy time", cal_fill, cal_run },
  { "Easy!Appointments", "two counts for each slot and provider", ea_fill, ea_run },
};

/* The bookings that lie in a slot, under plain names, and the slots there are. */
static void
common_fill (Peers *self)
{
  g_autoptr (GString) sql = g_string_new (
    "CREATE TABLE bench_queue (queue TEXT); CREATE TABLE bench_day (business_day INT PRIMARY KEY, at_s INT); CREATE TABLE bench_time (start_s INT);");

  for (int q = 0; self->queues[q] != NULL; q++)
    g_string_append_printf (sql, "INSERT INTO bench_queue VALUES ('%s');", self->queues[q]);
  for (int i = 0; i < BENCH_SLOTS; i++)
    g_string_append_printf (sql, "INSERT INTO bench_time VALUES (%d);", slot_start (i));
  for (int d = 0; d < BENCH_DAYS; d++)
    {
      g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (self->days[d] + 8 * 3600);

      g_string_append_printf (sql, "INSERT INTO bench_day VALUES (%d, %" G_GINT64_FORMAT ");",
                              g_date_time_get_year (day) * 10000 + g_date_time_get_month (day) * 100 + g_date_time_get_day_of_month (day), self->days[d]);
    }
  g_string_append (sql, "CREATE TABLE bench_booking AS SELECT b.id, b.queue, b.business_day, b.start_s, b.slot_us / 1000000 AS at_s FROM booking b"
                        " WHERE b.start_s IN (SELECT start_s FROM bench_time);");
  run (self, sql->str);
}

GArray *
bench_slots_peers (const char *path, int first, const char *const *queues)
{
  GArray *results = g_array_new (FALSE, TRUE, sizeof (BenchAvailability));
  Peers self = { .queues = queues, .first = first };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (GDateTime) midnight = g_date_time_new (zone, first / 10000, first / 100 % 100, first % 100, 0, 0, 0);

  for (int d = 0; d < BENCH_DAYS; d++)
    self.days[d] = g_date_time_to_unix (midnight) + d * 24 * 3600;
  if (sqlite3_open (path, &self.db) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (self.db));
  run (&self, "PRAGMA synchronous = OFF");
  common_fill (&self);
  for (guint i = 0; i < G_N_ELEMENTS (peers); i++)
    {
      BenchAvailability best = { 0 };

      peers[i].fill (&self);
      run (&self, "ANALYZE");
      /* The second time finds its pages in memory, as ours does. */
      for (int k = 0; k < 3 && !best.extrapolated; k++)
        {
          BenchAvailability result = { .name = peers[i].name, .how = peers[i].how };
          gint64 before = g_get_monotonic_time ();

          peers[i].run (&self, &result);
          if (!result.extrapolated)
            result.ms = (double) (g_get_monotonic_time () - before) / 1000;
          if (k == 0 || result.ms < best.ms)
            best = result;
        }
      g_array_append_val (results, best);
    }
  sqlite3_close (self.db);
  return results;
}
