/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The schema, as numbered steps that are never edited once released. The text
 * is common to the databases Tidehall knows; the few words in which they
 * differ stand between @ signs:
 *
 *   @id@      a primary key that counts by itself
 *   @int@     a 64-bit integer
 *   @blob@    bytes
 *   @strict@  after a table: types are enforced
 *   @packed@  the same, and the rows lie in the order of their primary key,
 *             so that what is appended touches one page and not two
 *
 * Conditions that every write checks are written with OR: SQLite makes a
 * table of a longer list for IN, each time anew, which costs more than the
 * write. */

#include "th-migrations.h"

#include <glib/gi18n-lib.h>

#include "th-sqlite.h"

static const char *const steps[] = {
  /* 1: halls, windows, tickets, the journal */
  "CREATE TABLE hall ("
  "  id @id@,"
  "  code TEXT NOT NULL UNIQUE,"
  "  revision @int@ NOT NULL DEFAULT 0,"
  "  created_us @int@ NOT NULL"
  ")@strict@;"

  /* Every piece of a hall description, with its history: an old ticket keeps
     the old version of its matter. */
  "CREATE TABLE hall_part ("
  "  id @id@,"
  "  hall_id @int@ NOT NULL REFERENCES hall (id),"
  "  kind TEXT NOT NULL,"
  "  code TEXT NOT NULL,"
  "  version @int@ NOT NULL CHECK (version > 0),"
  "  position @int@ NOT NULL,"
  "  doc TEXT NOT NULL,"
  "  from_us @int@ NOT NULL,"
  "  to_us @int@ CHECK (to_us >= from_us),"
  "  UNIQUE (hall_id, kind, code, version)"
  ")@strict@;"
  "CREATE UNIQUE INDEX hall_part_current ON hall_part (hall_id, kind, code) WHERE to_us IS NULL;"

  "CREATE TABLE staff_lock ("
  "  hall_id @int@ NOT NULL REFERENCES hall (id),"
  "  staff TEXT NOT NULL,"
  "  failed @int@ NOT NULL CHECK (failed >= 0),"
  "  locked_until_us @int@,"
  "  PRIMARY KEY (hall_id, staff)"
  ")@strict@;"

  "CREATE TABLE window_state ("
  "  hall_id @int@ NOT NULL REFERENCES hall (id),"
  "  code TEXT NOT NULL,"
  "  state TEXT NOT NULL DEFAULT 'closed' CHECK (state IN ('closed', 'open', 'paused', 'closing')),"
  "  staff TEXT CHECK (staff IS NOT NULL OR state = 'closed'),"
  "  duty TEXT CHECK (duty IS NOT NULL OR state = 'closed'),"
  "  reason TEXT,"
  "  until_us @int@,"
  "  since_us @int@,"
  "  opened_us @int@,"
  "  PRIMARY KEY (hall_id, code)"
  ")@strict@;"
  "CREATE UNIQUE INDEX window_state_staff ON window_state (hall_id, staff) WHERE staff IS NOT NULL;"

  /* The numbers given out in a series on a day. */
  "CREATE TABLE series ("
  "  hall_id @int@ NOT NULL REFERENCES hall (id),"
  "  business_day @int@ NOT NULL,"
  "  prefix TEXT NOT NULL,"
  "  last_number @int@ NOT NULL CHECK (last_number >= 0),"
  "  PRIMARY KEY (hall_id, business_day, prefix)"
  ")@packed@;"

  "CREATE TABLE party ("
  "  id @id@,"
  "  hall_id @int@ NOT NULL REFERENCES hall (id),"
  "  kind TEXT NOT NULL CHECK (kind IN ('person', 'company')),"
  "  id_kind TEXT NOT NULL,"
  "  id_no TEXT NOT NULL,"
  "  name TEXT,"
  "  phone TEXT,"
  "  created_us @int@ NOT NULL,"
  "  UNIQUE (hall_id, id_kind, id_no)"
  ")@strict@;"

  "CREATE TABLE ticket ("
  "  id @id@,"
  "  hall_id @int@ NOT NULL,"
  "  business_day @int@ NOT NULL,"
  "  series TEXT NOT NULL,"
  "  number @int@ NOT NULL CHECK (number >= 0),"
  "  queue TEXT NOT NULL,"
  "  class @int@ NOT NULL CHECK (class BETWEEN 0 AND 1),"
  "  line_class @int@ NOT NULL CHECK (line_class BETWEEN 0 AND 1),"
  "  ground TEXT,"
  "  booked @int@ NOT NULL DEFAULT 0 CHECK (booked BETWEEN 0 AND 1),"
  "  party_id @int@ REFERENCES party (id),"
  "  channel TEXT NOT NULL,"
  "  state TEXT NOT NULL CHECK (state = 'waiting' OR state = 'called' OR state = 'serving' OR state = 'finished' OR"
  "    state = 'returned' OR state = 'held' OR state = 'missed' OR state = 'cancelled' OR state = 'diverted' OR state = 'void'),"
  "  arrived_us @int@ NOT NULL,"
  "  entered_us @int@ NOT NULL,"
  "  slot_us @int@ CHECK (slot_us IS NOT NULL OR booked = 0),"
  "  rank_us @int@ NOT NULL,"
  "  rank_tie @int@ NOT NULL,"
  "  not_before_us @int@ NOT NULL DEFAULT 0,"
  "  to_window TEXT,"
  "  moved_back @int@ NOT NULL DEFAULT 0,"
  "  misses @int@ NOT NULL DEFAULT 0 CHECK (misses >= 0),"
  "  calls @int@ NOT NULL DEFAULT 0 CHECK (calls >= 0),"
  "  first_called_us @int@,"
  "  ended_us @int@,"
  "  handling_us @int@ NOT NULL DEFAULT 0 CHECK (handling_us >= 0),"
  "  held_us @int@ NOT NULL DEFAULT 0 CHECK (held_us >= 0),"
  "  held_since_us @int@ CHECK ((held_since_us IS NOT NULL) = (state = 'held')),"
  "  note TEXT,"
  "  print TEXT NOT NULL DEFAULT 'none' CHECK (print = 'none' OR print = 'printed' OR print = 'failed'),"
  "  UNIQUE (hall_id, business_day, series, number),"
  "  FOREIGN KEY (hall_id, business_day, series) REFERENCES series (hall_id, business_day, prefix),"
  "  CHECK ((ended_us IS NOT NULL) = (state = 'finished' OR state = 'missed' OR state = 'cancelled' OR state = 'diverted' OR"
  "    state = 'void'))"
  ")@strict@;"
  /* The class counts in the line until a call is missed; then it is that of
     everybody, and the class of the ticket only says what it was. */
  /* The lines: by place, and for booked people by the time they booked. */
  "CREATE INDEX ticket_line ON ticket (hall_id, business_day, queue, line_class, booked, rank_us, rank_tie)"
  "  WHERE state IN ('waiting', 'returned');"
  "CREATE INDEX ticket_line_slot ON ticket (hall_id, business_day, queue, line_class, slot_us, rank_us, rank_tie)"
  "  WHERE state IN ('waiting', 'returned') AND booked = 1;"
  "CREATE INDEX ticket_line_window ON ticket (hall_id, business_day, to_window, rank_us, rank_tie)"
  "  WHERE state IN ('waiting', 'returned') AND to_window IS NOT NULL;"
  "CREATE INDEX ticket_held ON ticket (hall_id, business_day) WHERE state = 'held';"
  "CREATE INDEX ticket_open_party ON ticket (party_id, queue)"
  "  WHERE party_id IS NOT NULL AND ended_us IS NULL;"
  "CREATE INDEX ticket_failed_print ON ticket (hall_id, business_day) WHERE print = 'failed';"

  "CREATE TABLE ticket_matter ("
  "  ticket_id @int@ NOT NULL REFERENCES ticket (id),"
  "  position @int@ NOT NULL,"
  "  code TEXT NOT NULL,"
  "  part_id @int@ NOT NULL REFERENCES hall_part (id),"
  "  state TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'done' OR state = 'failed' OR state = 'withdrawn'),"
  "  started_us @int@,"
  "  done_us @int@,"
  "  handling_us @int@ NOT NULL DEFAULT 0 CHECK (handling_us >= 0),"
  "  PRIMARY KEY (ticket_id, position)"
  ")@packed@;"

  /* One call of a ticket to a window and what came of it; the run is how many
     of each class the window then had called since the last change of turn. */
  "CREATE TABLE sitting ("
  "  id @id@,"
  "  hall_id @int@ NOT NULL,"
  "  business_day @int@ NOT NULL,"
  "  ticket_id @int@ NOT NULL REFERENCES ticket (id),"
  "  window_code TEXT NOT NULL,"
  "  staff TEXT NOT NULL,"
  "  queue TEXT NOT NULL,"
  "  called_us @int@ NOT NULL,"
  "  calls @int@ NOT NULL DEFAULT 1 CHECK (calls > 0),"
  "  last_call_us @int@ NOT NULL,"
  "  started_us @int@,"
  "  ended_us @int@,"
  "  outcome TEXT CHECK (outcome = 'finished' OR outcome = 'missed' OR outcome = 'returned' OR outcome = 'held' OR"
  "    outcome = 'transferred' OR outcome = 'undone' OR outcome = 'void'),"
  "  handling_us @int@ NOT NULL DEFAULT 0 CHECK (handling_us >= 0),"
  "  run_priority @int@,"
  "  run_ordinary @int@ CHECK ((run_ordinary IS NULL) = (run_priority IS NULL)),"
  "  FOREIGN KEY (hall_id, window_code) REFERENCES window_state (hall_id, code),"
  "  CHECK ((ended_us IS NOT NULL) = (outcome IS NOT NULL))"
  ")@strict@;"
  "CREATE UNIQUE INDEX sitting_open_ticket ON sitting (ticket_id) WHERE ended_us IS NULL;"
  "CREATE UNIQUE INDEX sitting_open_window ON sitting (hall_id, window_code) WHERE ended_us IS NULL;"
  "CREATE INDEX sitting_day ON sitting (hall_id, business_day, window_code);"
  "CREATE INDEX sitting_ticket ON sitting (ticket_id);"

  "CREATE TABLE event ("
  "  hall_id @int@ NOT NULL REFERENCES hall (id),"
  "  seq @int@ NOT NULL CHECK (seq > 0),"
  "  at_us @int@ NOT NULL,"
  "  business_day @int@ NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  actor TEXT NOT NULL,"
  "  ticket_id @int@ REFERENCES ticket (id),"
  "  window_code TEXT,"
  "  from_state TEXT,"
  "  to_state TEXT,"
  "  reason TEXT,"
  "  detail TEXT,"
  "  hash @blob@ NOT NULL,"
  "  PRIMARY KEY (hall_id, seq)"
  ")@packed@;"
  "CREATE INDEX event_ticket ON event (ticket_id, seq) WHERE ticket_id IS NOT NULL;",

  /* 2: bookings, the places they take, and what follows them */
  /* The queue is a prefix, or "@" and the code of a point outside the hall,
     whose places are its own. */
  "CREATE TABLE slot_place ("
  "  hall_id @int@ NOT NULL REFERENCES hall (id),"
  "  business_day @int@ NOT NULL,"
  "  queue TEXT NOT NULL,"
  "  start_s @int@ NOT NULL CHECK (start_s >= 0),"
  "  end_s @int@ NOT NULL CHECK (end_s > start_s),"
  /* Minutes of work at windows that bookings may take, in all and by the public. */
  "  cap @int@ NOT NULL CHECK (cap >= 0),"
  "  public_cap @int@ NOT NULL CHECK (public_cap BETWEEN 0 AND cap),"
  "  used @int@ NOT NULL DEFAULT 0 CHECK (used >= 0),"
  "  public_used @int@ NOT NULL DEFAULT 0 CHECK (public_used BETWEEN 0 AND used),"
  "  PRIMARY KEY (hall_id, business_day, queue, start_s),"
  "  CHECK (used <= cap),"
  "  CHECK (public_used <= public_cap)"
  ")@strict@;"
  /* Availability reads a queue's days in one stretch, from the index alone. */
  "CREATE INDEX slot_place_used ON slot_place (hall_id, queue, business_day, start_s, end_s, used, public_used) WHERE used > 0;"

  /* What a manager says of a day; the newest that covers a slot counts. */
  "CREATE TABLE slot_override ("
  "  id @id@,"
  "  hall_id @int@ NOT NULL REFERENCES hall (id),"
  "  business_day @int@ NOT NULL,"
  "  queue TEXT,"
  "  from_s @int@ NOT NULL,"
  "  to_s @int@ NOT NULL CHECK (to_s > from_s),"
  "  places @int@ CHECK (places >= 0),"
  "  public_places @int@ CHECK (public_places BETWEEN 0 AND places),"
  "  reason TEXT NOT NULL,"
  "  actor TEXT NOT NULL,"
  "  made_us @int@ NOT NULL"
  ")@strict@;"
  "CREATE INDEX slot_override_day ON slot_override (hall_id, business_day);"

  "CREATE TABLE booking ("
  "  id @id@,"
  "  hall_id @int@ NOT NULL REFERENCES hall (id),"
  "  code TEXT NOT NULL,"
  "  business_day @int@ NOT NULL,"
  "  queue TEXT NOT NULL,"
  "  start_s @int@ NOT NULL,"
  "  end_s @int@ NOT NULL CHECK (end_s > start_s),"
  "  slot_us @int@ NOT NULL,"
  "  state TEXT NOT NULL CHECK (state IN ('held', 'booked', 'checked_in', 'finished', 'cancelled', 'moved', 'no_show', 'expired')),"
  "  mode TEXT NOT NULL CHECK (mode IN ('hall', 'door', 'flexible', 'remote', 'green', 'mobile')),"
  "  public @int@ NOT NULL CHECK (public BETWEEN 0 AND 1),"
  "  channel TEXT NOT NULL,"
  "  party_id @int@ REFERENCES party (id),"
  "  organiser TEXT CHECK (organiser IS NOT NULL OR party_id IS NOT NULL),"
  "  staff TEXT,"
  "  staff2 TEXT,"
  "  address TEXT,"
  "  point TEXT CHECK ((point IS NOT NULL) = (mode = 'mobile')),"
  "  ground TEXT,"
  "  made_us @int@ NOT NULL,"
  "  expires_us @int@ CHECK ((expires_us IS NOT NULL) = (state = 'held')),"
  "  checked_in_us @int@,"
  "  ended_us @int@,"
  "  ended_day @int@,"
  "  by_hall @int@ NOT NULL DEFAULT 0 CHECK (by_hall BETWEEN 0 AND 1),"
  "  downgraded @int@ NOT NULL DEFAULT 0 CHECK (downgraded BETWEEN 0 AND 1),"
  "  ticket_id @int@ REFERENCES ticket (id),"
  "  reminded_us @int@,"
  "  moved_from @int@ REFERENCES booking (id),"
  /* Whether the conditions of its materials were asked about. */
  "  asked @int@ NOT NULL DEFAULT 0 CHECK (asked BETWEEN 0 AND 1),"
  "  UNIQUE (hall_id, code)"
  ")@strict@;"
  "CREATE INDEX booking_day ON booking (hall_id, business_day, start_s);"
  "CREATE INDEX booking_party ON booking (party_id, business_day) WHERE party_id IS NOT NULL;"
  "CREATE INDEX booking_point ON booking (hall_id, point, business_day) WHERE point IS NOT NULL;"
  "CREATE INDEX booking_held ON booking (hall_id, expires_us) WHERE state = 'held';"
  "CREATE UNIQUE INDEX booking_ticket ON booking (ticket_id) WHERE ticket_id IS NOT NULL;"
  "CREATE UNIQUE INDEX booking_moved ON booking (moved_from) WHERE moved_from IS NOT NULL;"

  "CREATE TABLE booking_matter ("
  "  booking_id @int@ NOT NULL REFERENCES booking (id),"
  "  position @int@ NOT NULL,"
  "  code TEXT NOT NULL,"
  "  part_id @int@ NOT NULL REFERENCES hall_part (id),"
  "  PRIMARY KEY (booking_id, position)"
  ")@strict@;"

  /* Conditions that were said to hold: these lines of materials are needed. */
  "CREATE TABLE booking_condition ("
  "  booking_id @int@ NOT NULL REFERENCES booking (id),"
  "  matter TEXT NOT NULL,"
  "  material TEXT NOT NULL,"
  "  PRIMARY KEY (booking_id, matter, material)"
  ")@strict@;"

  /* What was talked about with the person. Free words may name people: they
     are here and not in the journal, so that they can be erased. */
  "CREATE TABLE booking_contact ("
  "  id @id@,"
  "  booking_id @int@ NOT NULL REFERENCES booking (id),"
  "  at_us @int@ NOT NULL,"
  "  actor TEXT NOT NULL,"
  "  channel TEXT NOT NULL,"
  "  words TEXT"
  ")@strict@;"
  "CREATE INDEX booking_contact_booking ON booking_contact (booking_id);"

  /* What a booking takes of each slot, kept so that it gives back just that. */
  "CREATE TABLE booking_place ("
  "  booking_id @int@ NOT NULL REFERENCES booking (id),"
  "  start_s @int@ NOT NULL,"
  "  taken @int@ NOT NULL CHECK (taken > 0),"
  "  released @int@ NOT NULL DEFAULT 0 CHECK (released BETWEEN 0 AND 1),"
  "  PRIMARY KEY (booking_id, start_s)"
  ")@strict@;"

  /* A clerk who was promised to somebody: at one place at a time. */
  "CREATE TABLE booking_staff ("
  "  booking_id @int@ NOT NULL REFERENCES booking (id),"
  "  hall_id @int@ NOT NULL REFERENCES hall (id),"
  "  business_day @int@ NOT NULL,"
  "  staff TEXT NOT NULL,"
  "  start_s @int@ NOT NULL,"
  "  end_s @int@ NOT NULL CHECK (end_s > start_s),"
  "  released @int@ NOT NULL DEFAULT 0 CHECK (released BETWEEN 0 AND 1),"
  "  PRIMARY KEY (booking_id, staff)"
  ")@strict@;"
  "CREATE UNIQUE INDEX booking_staff_once ON booking_staff (hall_id, business_day, staff, start_s) WHERE released = 0;"

  /* Which events tell of a booking. */
  "CREATE TABLE booking_event ("
  "  booking_id @int@ NOT NULL REFERENCES booking (id),"
  "  hall_id @int@ NOT NULL,"
  "  seq @int@ NOT NULL,"
  "  PRIMARY KEY (booking_id, seq),"
  "  FOREIGN KEY (hall_id, seq) REFERENCES event (hall_id, seq)"
  ")@strict@;"

  "CREATE TABLE followup ("
  "  id @id@,"
  "  hall_id @int@ NOT NULL REFERENCES hall (id),"
  "  kind TEXT NOT NULL CHECK (kind IN ('ukey')),"
  "  booking_id @int@ NOT NULL REFERENCES booking (id),"
  "  matter TEXT NOT NULL,"
  "  made_us @int@ NOT NULL,"
  "  due_day @int@,"
  "  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'withdrawn')),"
  "  tracking TEXT,"
  "  note TEXT,"
  "  done_us @int@ CHECK ((done_us IS NOT NULL) = (state = 'done')),"
  "  done_by TEXT"
  ")@strict@;"
  /* Whether a day was closed is asked with each number taken while all windows
     are. */
  "CREATE INDEX event_day_closed ON event (hall_id, business_day, kind) WHERE kind = 'day.closed';"
  "CREATE UNIQUE INDEX followup_once ON followup (booking_id, kind, matter) WHERE state <> 'withdrawn';"
  "CREATE INDEX followup_state ON followup (hall_id, state, due_day);"

  /* People are found by their telephone, too; a pause of booking
     that was lifted no longer counts what was before. */
  "CREATE INDEX party_phone ON party (hall_id, phone) WHERE phone IS NOT NULL;"
  "CREATE INDEX ticket_party ON ticket (party_id) WHERE party_id IS NOT NULL;"
  "ALTER TABLE party ADD COLUMN ban_lifted_day @int@ NOT NULL DEFAULT 0;"
  /* Who comes for a company, and when it was founded. */
  "ALTER TABLE party ADD COLUMN agent TEXT;"
  "ALTER TABLE party ADD COLUMN founded_day @int@;"
  /* What a party is found by as somebody types: beginnings of its number, its
     telephone, and the initials of its name from each character on; Latin
     letters and digits only, so that they sort alike everywhere. Words follow
     from the number and from what "worded" says. */
  "ALTER TABLE party ADD COLUMN worded TEXT;"
  "CREATE TABLE party_word ("
  "  hall_id @int@ NOT NULL,"
  "  word TEXT NOT NULL,"
  "  party_id @int@ NOT NULL REFERENCES party (id),"
  "  PRIMARY KEY (hall_id, word, party_id)"
  ")@packed@;"
  "INSERT INTO party_word (hall_id, word, party_id)"
  "  SELECT hall_id, lower(id_no), id FROM party WHERE id_kind <> 'erased'"
  "  UNION SELECT hall_id, phone, id FROM party WHERE phone IS NOT NULL;",
};

typedef struct
{
  const char *word, *sqlite, *postgres;
} Word;

static const Word words[] = {
  { "@id@", "INTEGER PRIMARY KEY", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY" },
  { "@int@", "INTEGER", "BIGINT" },
  { "@blob@", "BLOB", "BYTEA" },
  { "@strict@", " STRICT", "" },
  { "@packed@", " STRICT, WITHOUT ROWID", "" },
};

int
th_migrations_latest (void)
{
  return G_N_ELEMENTS (steps);
}

char *
th_migrations_step (int       number,
                    ThDialect dialect)
{
  g_autoptr (GString) text = g_string_new (steps[number - 1]);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (text, words[i].word, dialect == TH_DIALECT_SQLITE ? words[i].sqlite : words[i].postgres, 0);
  return g_strdup (text->str);
}

char *
th_migrations_schema (ThDialect dialect)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (int i = 1; i <= th_migrations_latest (); i++)
    {
      g_autofree char *text = th_migrations_step (i, dialect);

      g_string_append (all, text);
    }
  return g_strdup (all->str);
}

static gboolean
run_step (ThDatabase *db,
          int         number,
          GError    **error)
{
  g_autofree char *text = th_migrations_step (number, TH_DIALECT_SQLITE);

  if (!th_database_begin (db, TRUE, error))
    return FALSE;

  /* Another process may have taken this step while we waited for the lock. */
  if (th_sqlite_schema (db, NULL, NULL) >= number)
    {
      th_database_rollback (db);
      return TRUE;
    }
  if (th_database_script (db, text, error) && th_sqlite_set_schema (db, number, error) && th_database_commit (db, error))
    return TRUE;
  th_database_rollback (db);
  return FALSE;
}

gboolean
th_migrations_check (ThDatabase *db,
                     GError    **error)
{
  gboolean foreign = FALSE;
  int schema = th_sqlite_schema (db, &foreign, error);

  if (schema < 0)
    return FALSE;
  if (foreign)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_STORE_DAMAGED,
                   _("%s is a database, but not a store of Tidehall. Choose another place with --store; nothing was changed."), db->path);
      return FALSE;
    }
  if (schema > th_migrations_latest ())
    {
      g_set_error (error, TH_ERROR, TH_ERROR_STORE_NEWER,
                   _("The store %s was written by a newer Tidehall (schema %d, this program knows %d). Install the newer program; nothing was changed."),
                   db->path, schema, th_migrations_latest ());
      return FALSE;
    }
  return TRUE;
}

gboolean
th_migrations_run (ThDatabase *db,
                   GError    **error)
{
  int schema = th_migrations_check (db, error) ? th_sqlite_schema (db, NULL, error) : -1;

  if (schema < 0)
    return FALSE;
  for (int number = schema + 1; number <= th_migrations_latest (); number++)
    if (!run_step (db, number, error))
      return FALSE;
  return TRUE;
}
