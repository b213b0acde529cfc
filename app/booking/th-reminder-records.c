/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is to be reminded. Handing out telephone numbers is a look at what is
 * known of people, so the journal says who took the list, of which days and
 * which bookings it was. */

#include "th-reminder.h"

#include "th-identity.h"
#include "th-store.h"

TH_SQL (sql_reminder_due,
        "SELECT b.id, p.phone FROM booking b LEFT JOIN party p ON p.id = b.party_id WHERE b.hall_id = $1 AND b.business_day BETWEEN $2 AND $3"
        " AND b.state = 'booked' AND (b.reminded_us IS NULL OR CAST ($4 AS BIGINT) = 1) ORDER BY b.slot_us, b.id");
TH_SQL (sql_reminder_mark, "UPDATE booking SET reminded_us = $2 WHERE id = $1");

typedef struct
{
  gint64 id;
  char  *phone;
} Due;

static void
due_clear (gpointer data)
{
  g_free (((Due *) data)->phone);
}

/* A land line receives no messages. */
static char *
mobile_of (const char *phone)
{
  g_autofree char *normal = NULL;

  return th_phone_check (phone, &normal) == TH_PHONE_MOBILE ? g_steal_pointer (&normal) : NULL;
}

static GArray *
load_due (const ThTurn *turn,
          ThDay         from,
          ThDay         to,
          gboolean      again,
          GError      **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Due));
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_reminder_due, error, "iyyy", th_hall_get_id (turn->hall), (int) from, (int) to,
                                               again ? 1 : 0);

  g_array_set_clear_func (all, due_clear);
  if (rows == NULL)
    return NULL;
  while (th_rows_next (rows, &local))
    {
      Due due = { th_rows_int (rows, 0), mobile_of (th_rows_text (rows, 1)) };

      g_array_append_val (all, due);
    }
  if (local == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* Who could not be reminded stays to be, until somebody notes a number. */
static ThReminder *
take_one (const ThTurn *turn,
          const Due    *due,
          GError      **error)
{
  g_autoptr (ThBooking) booking = th_booking_by_id (turn, due->id, error);
  g_auto (GStrv) matters = booking != NULL ? th_booking_matters (turn, due->id, error) : NULL;
  ThReminder *reminder;

  if (matters == NULL || (due->phone != NULL && !th_database_exec (turn->db, &sql_reminder_mark, error, "ii", due->id, turn->now)))
    return NULL;
  reminder = g_new0 (ThReminder, 1);
  reminder->phone = g_strdup (due->phone);
  reminder->text = th_reminder_text (turn->hall, booking, (const char *const *) matters);
  reminder->booking = g_steal_pointer (&booking);
  return reminder;
}

static gboolean
note_list (const ThTurn *turn,
           ThDay         from,
           ThDay         to,
           gboolean      again,
           GPtrArray    *list,
           GError      **error)
{
  g_autofree char *first = th_day_format (from);
  g_autofree char *last = th_day_format (to);
  JsonObject *detail = json_object_new ();
  JsonArray *codes = json_array_new ();

  for (guint i = 0; i < list->len; i++)
    {
      const ThReminder *reminder = list->pdata[i];

      if (reminder->phone != NULL)
        json_array_add_string_element (codes, reminder->booking->code);
    }
  json_object_set_string_member (detail, "from", first);
  json_object_set_string_member (detail, "to", last);
  json_object_set_boolean_member (detail, "again", again);
  json_object_set_array_member (detail, "bookings", codes);
  th_database_touch (turn->db, TH_CHANGE_BOOKINGS);
  return th_turn_note (turn, (ThNote) { .kind = "booking.reminders", .detail = detail }, error);
}

GPtrArray *
th_reminders_take (const ThTurn *turn,
                   ThDay         from,
                   ThDay         to,
                   gboolean      again,
                   GError      **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) th_reminder_free);
  g_autoptr (GArray) all = load_due (turn, from, to, again, error);

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      ThReminder *reminder = take_one (turn, &g_array_index (all, Due, i), error);

      if (reminder == NULL)
        return NULL;
      g_ptr_array_add (list, reminder);
    }
  return note_list (turn, from, to, again, list, error) ? g_steal_pointer (&list) : NULL;
}
