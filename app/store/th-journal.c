/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal: an append-only list of events for each hall, chained by
 * SHA-256 over the previous hash and the row. A change made behind the hall's
 * back breaks the chain at that place. The head of the chain is kept beside
 * the connection, so that appending costs one statement. */

#include "th-journal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HASH_SIZE 32

typedef struct
{
  gint64 hall_id;
  gint64 version;            /* of the connection when this was true */
  gint64 seq;
  ThInstant at;
  guint8 hash[HASH_SIZE];
} Head;

TH_SQL (sql_journal_head,
        "SELECT seq, hash, at_us FROM event WHERE hall_id = $1 ORDER BY seq DESC LIMIT 1");
TH_SQL (sql_journal_append,
        "INSERT INTO event (hall_id, seq, at_us, business_day, kind, actor, ticket_id, window_code,"
        " from_state, to_state, reason, detail, hash)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
TH_SQL (sql_journal_walk,
        "SELECT seq, at_us, business_day, kind, actor, ticket_id, window_code, from_state, to_state,"
        " reason, detail, hash FROM event WHERE hall_id = $1 ORDER BY seq");

static void
hash_int (GChecksum *sum,
          gint64     value)
{
  gint64 little = GINT64_TO_LE (value);

  g_checksum_update (sum, (const guchar *) &little, sizeof little);
}

/* Lengths go in too, so that text cannot move from one field to the next. */
static void
hash_text (GChecksum  *sum,
           const char *text)
{
  hash_int (sum, text != NULL ? (gint64) strlen (text) : -1);
  if (text != NULL)
    g_checksum_update (sum, (const guchar *) text, strlen (text));
}

static void
hash_event (const ThEvent *event,
            gint64         seq,
            const guint8  *previous,
            guint8        *hash)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = HASH_SIZE;

  g_checksum_update (sum, previous, HASH_SIZE);
  hash_int (sum, event->hall_id);
  hash_int (sum, seq);
  hash_int (sum, event->at);
  hash_int (sum, event->business_day);
  hash_text (sum, event->kind);
  hash_text (sum, event->actor);
  hash_int (sum, event->ticket_id);
  hash_text (sum, event->window);
  hash_text (sum, event->from);
  hash_text (sum, event->to);
  hash_text (sum, event->reason);
  hash_text (sum, event->detail);
  g_checksum_get_digest (sum, hash, &size);
}

static gboolean
read_head (ThDatabase *db,
           gint64      hall_id,
           Head       *head,
           GError    **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (db, &sql_journal_head, &local, "i", hall_id);

  *head = (Head) { .hall_id = hall_id, .version = th_database_version (db) };
  if (rows != NULL && th_rows_next (rows, &local))
    {
      g_autoptr (GBytes) hash = th_rows_blob (rows, 1);

      head->seq = th_rows_int (rows, 0);
      head->at = th_rows_int (rows, 2);
      memcpy (head->hash, g_bytes_get_data (hash, NULL), MIN (g_bytes_get_size (hash), HASH_SIZE));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

static Head *
get_head (ThDatabase *db,
          gint64      hall_id,
          GError    **error)
{
  Head *head = th_database_get_data (db, "journal-head");

  if (head == NULL)
    {
      head = g_new0 (Head, 1);
      th_database_set_data (db, "journal-head", head, g_free);
    }
  if (head->version != th_database_version (db) || head->hall_id != hall_id)
    if (!read_head (db, hall_id, head, error))
      {
        head->version = 0;
        return NULL;
      }
  return head;
}

gboolean
th_journal_next (ThDatabase *db,
                 gint64      hall_id,
                 gint64     *seq,
                 GError    **error)
{
  Head *head = get_head (db, hall_id, error);

  if (head == NULL)
    return FALSE;
  *seq = head->seq + 1;
  return TRUE;
}

/**
 * th_journal_not_before:
 * @now: what the clock says
 *
 * A clock that is set back a little must not let newcomers pass people who
 * wait: until it has caught up, time stands still in the hall. A jump of more
 * than six hours is taken for a correction and believed.
 *
 * Returns: the instant to write
 */
ThInstant
th_journal_not_before (ThDatabase *db,
                       gint64      hall_id,
                       ThInstant   now)
{
  Head *head = get_head (db, hall_id, NULL);

  return head != NULL && head->at > now && head->at - now < 6 * 3600 * TH_SECOND_US ? head->at : now;
}

/**
 * th_journal_append:
 * @event: what happened
 * @seq: (out) (optional): its serial number in the hall
 *
 * Appends @event to the chain of its hall inside the transaction under way.
 */
gboolean
th_journal_append (ThDatabase    *db,
                   const ThEvent *event,
                   gint64        *seq,
                   GError       **error)
{
  Head *head = get_head (db, event->hall_id, error);
  guint8 hash[HASH_SIZE];
  g_autoptr (GBytes) bytes = NULL;

  if (head == NULL)
    return FALSE;

  hash_event (event, head->seq + 1, head->hash, hash);
  bytes = g_bytes_new (hash, HASH_SIZE);
  if (!th_database_exec (db, &sql_journal_append, error, "iiiyssosssssb",
                         event->hall_id, head->seq + 1, event->at, (int) event->business_day,
                         event->kind, event->actor, event->ticket_id, event->window,
                         event->from, event->to, event->reason, event->detail, bytes))
    return FALSE;

  head->seq++;
  head->at = event->at;
  memcpy (head->hash, hash, HASH_SIZE);
  if (seq != NULL)
    *seq = head->seq;
  return TRUE;
}

static void
read_event (ThRows  *rows,
            gint64   hall_id,
            ThEvent *event)
{
  *event = (ThEvent) {
    .hall_id = hall_id,
    .at = th_rows_int (rows, 1),
    .business_day = th_rows_int (rows, 2),
    .kind = th_rows_text (rows, 3),
    .actor = th_rows_text (rows, 4),
    .ticket_id = th_rows_int (rows, 5),
    .window = th_rows_text (rows, 6),
    .from = th_rows_text (rows, 7),
    .to = th_rows_text (rows, 8),
    .reason = th_rows_text (rows, 9),
    .detail = th_rows_text (rows, 10),
  };
}

/**
 * th_journal_verify:
 * @problems: (element-type utf8): a sentence is added for each break
 *
 * Recomputes the chain of @hall_id from its first event. After a break it
 * goes on from the stored hash, so that one change is told once.
 */
gboolean
th_journal_verify (ThDatabase *db,
                   gint64      hall_id,
                   GPtrArray  *problems,
                   GError    **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (db, &sql_journal_walk, error, "i", hall_id);
  guint8 previous[HASH_SIZE] = { 0 };
  gint64 expected = 1;

  if (rows == NULL)
    return FALSE;
  while (th_rows_next (rows, &local))
    {
      g_autoptr (GBytes) stored = th_rows_blob (rows, 11);
      gint64 seq = th_rows_int (rows, 0);
      guint8 hash[HASH_SIZE];
      ThEvent event;

      read_event (rows, hall_id, &event);
      if (seq != expected)
        g_ptr_array_add (problems, g_strdup_printf (_("Journal: events %lld to %lld are missing."), (long long) expected, (long long) seq - 1));
      hash_event (&event, seq, previous, hash);
      if (g_bytes_get_size (stored) != HASH_SIZE || memcmp (g_bytes_get_data (stored, NULL), hash, HASH_SIZE) != 0)
        g_ptr_array_add (problems, g_strdup_printf (_("Journal: event %lld (%s) was changed behind the hall's back."), (long long) seq, event.kind));
      if (g_bytes_get_size (stored) == HASH_SIZE)
        memcpy (previous, g_bytes_get_data (stored, NULL), HASH_SIZE);
      expected = seq + 1;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
