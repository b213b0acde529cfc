/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs of people and of what has to be done for them later. */

#include "th-desk-booking.h"

#include <glib/gi18n-lib.h>

#include "th-calendar.h"
#include "th-followup.h"
#include "th-mask.h"
#include "th-party-data.h"
#include "th-party-find.h"

static gboolean
out_bookings (ThAsk   *ask,
              gint64   party_id,
              GError **error)
{
  g_autoptr (GPtrArray) bookings = th_booking_of_party (&ask->turn, party_id, error);
  JsonArray *array;

  if (bookings == NULL)
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < bookings->len; i++)
    {
      JsonObject *object = json_object_new ();

      th_out_booking (ask, object, bookings->pdata[i]);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (ask->out, "bookings", array);
  return TRUE;
}

static gboolean
do_show (ThAsk   *ask,
         GError **error)
{
  gint64 party_id = th_party_by_number (&ask->turn, th_ask_text (ask, "id"), error);
  g_autofree char *until = NULL;
  ThBookingPast past;
  gint64 tickets;

  if (party_id == 0 || !th_out_party (ask, ask->out, party_id, error) || !out_bookings (ask, party_id, error) ||
      !th_booking_past (&ask->turn, party_id, &past, error) || !th_party_tickets (&ask->turn, party_id, &tickets, error))
    return FALSE;
  until = past.ban_until != 0 ? th_day_format (past.ban_until) : NULL;
  th_out_int (ask->out, "tickets", tickets);
  th_out_int (ask->out, "no_shows", past.no_shows);
  th_out_int (ask->out, "cancelled", past.cancelled);
  th_out_text (ask->out, "ban_until", until);
  th_out_text (ask->out, "ban_for", past.ban_until == 0 ? NULL : past.for_no_shows ? "no_shows" : "cancelled");
  return TRUE;
}

/* A party as it was found. The name and the code of a company are in a public
 * register; whoever comes for it, and persons, are masked unless @whole. What
 * is a company, its document says. */
static gboolean
out_known (ThAsk              *ask,
           JsonObject         *out,
           const ThPartyKnown *party,
           gboolean            whole,
           GError            **error)
{
  ThIdKind kind = TH_ID_RESIDENT;
  gboolean company;
  ThBookingPast past;
  g_autofree char *id = NULL, *name = NULL, *agent = NULL, *phone = NULL, *founded = NULL, *until = NULL;

  if (!th_booking_past (&ask->turn, party->ref, &past, error))
    return FALSE;
  company = th_id_kind_parse (party->id_kind, &kind) && kind == TH_ID_USCC;
  id = company || whole ? g_strdup (party->id) : th_mask_id (kind, party->id);
  name = company || whole || party->name == NULL ? g_strdup (party->name) : th_mask_name (party->name);
  agent = whole || party->agent == NULL ? g_strdup (party->agent) : th_mask_name (party->agent);
  phone = whole || party->phone == NULL ? g_strdup (party->phone) : th_mask_phone (party->phone);
  founded = party->founded != 0 ? th_day_format (party->founded) : NULL;
  until = past.ban_until != 0 ? th_day_format (past.ban_until) : NULL;
  th_out_int (out, "ref", party->ref);
  th_out_text (out, "kind", party->kind);
  th_out_text (out, "id_kind", party->id_kind);
  th_out_text (out, "id", id);
  th_out_text (out, "name", name);
  th_out_text (out, "agent", agent);
  th_out_text (out, "phone", phone);
  th_out_text (out, "founded", founded);
  th_out_int (out, "bookings", party->open_bookings);
  th_out_text (out, "ban_until", until);
  th_out_text (out, "ban_for", past.ban_until == 0 ? NULL : past.for_no_shows ? "no_shows" : "cancelled");
  return TRUE;
}

static gboolean
do_find (ThAsk   *ask,
         GError **error)
{
  gint64 limit = th_ask_int (ask, "limit", 8);
  g_autoptr (GPtrArray) parties = NULL;
  gboolean more;
  JsonArray *array;

  if (limit < 1 || limit > 50)
    return th_ask_bad (error, "limit", _("1 to 50"));
  parties = th_party_search (&ask->turn, th_ask_text (ask, "text"), (guint) limit, &more, error);
  if (parties == NULL)
    return FALSE;
  array = json_array_new ();
  json_object_set_array_member (ask->out, "parties", array);
  json_object_set_boolean_member (ask->out, "more", more);
  for (guint i = 0; i < parties->len; i++)
    {
      JsonObject *object = json_object_new ();

      json_array_add_object_element (array, object);
      if (!out_known (ask, object, parties->pdata[i], FALSE, error))
        return FALSE;
    }
  return TRUE;
}

/* Whoever looks at somebody's data unmasked is on record. */
static gboolean
do_open (ThAsk   *ask,
         GError **error)
{
  g_autoptr (ThPartyKnown) party = th_party_known (&ask->turn, th_ask_int (ask, "ref", 0), error);

  return party != NULL && th_party_viewed (&ask->turn, party->ref, error) && out_known (ask, ask->out, party, TRUE, error);
}

static gboolean
do_export (ThAsk   *ask,
           GError **error)
{
  gint64 party_id = th_party_by_number (&ask->turn, th_ask_text (ask, "id"), error);
  JsonObject *file = party_id != 0 ? th_party_export (&ask->turn, party_id, error) : NULL;

  if (file == NULL)
    return FALSE;
  json_object_set_object_member (ask->out, "file", file);
  return TRUE;
}

static gboolean
do_erase (ThAsk   *ask,
          GError **error)
{
  gint64 party_id = th_party_by_number (&ask->turn, th_ask_text (ask, "id"), error);
  JsonObject *erased;
  gint64 tickets;
  int bookings;

  if (party_id == 0 || !th_party_erase (&ask->turn, party_id, th_ask_text (ask, "reason"), &bookings, &tickets, error))
    return FALSE;
  erased = json_object_new ();
  th_out_int (erased, "bookings", bookings);
  th_out_int (erased, "tickets", tickets);
  json_object_set_object_member (ask->out, "erased", erased);
  return TRUE;
}

static gboolean
do_lift_ban (ThAsk   *ask,
             GError **error)
{
  gint64 party_id;

  if (th_ask_blank (th_ask_text (ask, "reason")))
    return th_ask_bad (error, "reason", _("why the pause ends"));
  party_id = th_party_by_number (&ask->turn, th_ask_text (ask, "id"), error);
  if (party_id == 0 || !th_booking_lift_ban (&ask->turn, party_id, th_ask_text (ask, "reason"), error))
    return FALSE;
  th_out_null (ask->out, "ban_until");
  return TRUE;
}

static void
out_followup (ThAsk            *ask,
              const ThFollowup *followup,
              JsonObject       *object)
{
  const ThMatter *matter = th_hall_matter (ask->turn.hall, followup->matter);
  g_autofree char *due = followup->due != 0 ? th_day_format (followup->due) : NULL;
  gboolean open = g_str_equal (followup->state, "open");
  int left;

  th_out_int (object, "id", followup->id);
  th_out_text (object, "kind", followup->kind);
  th_out_text (object, "booking", followup->booking);
  th_out_text (object, "matter", followup->matter);
  th_out_text (object, "matter_zh", matter != NULL ? matter->zh : NULL);
  th_out_text (object, "matter_en", matter != NULL ? matter->en : NULL);
  th_out_text (object, "state", followup->state);
  th_out_text (object, "due", due);
  if (open && due != NULL && th_calendar_working_days (th_hall_get_calendar (ask->turn.hall), ask->turn.day, followup->due, &left))
    th_out_int (object, "days_left", left);
  else
    th_out_null (object, "days_left");
  json_object_set_boolean_member (object, "overdue", open && followup->due != 0 && ask->turn.day > followup->due);
  th_out_text (object, "tracking", followup->tracking);
  th_out_text (object, "note", followup->note);
  th_out_at (ask, object, "made", followup->made);
  th_out_at (ask, object, "done", followup->done);
  th_out_text (object, "done_by", followup->done_by);
  th_out_text (object, "organiser", followup->organiser);
  th_out_staff (ask, object, followup->staff);
}

static gboolean
do_list (ThAsk   *ask,
         GError **error)
{
  const char *state = th_ask_text (ask, "state");
  g_autoptr (GPtrArray) list = NULL;
  JsonArray *array;

  if (state != NULL && !g_str_equal (state, "open") && !g_str_equal (state, "done") && !g_str_equal (state, "all"))
    return th_ask_bad (error, "state", _("open, done or all"));
  list = th_followup_list (&ask->turn, state == NULL ? "open" : g_str_equal (state, "all") ? NULL : state, error);
  if (list == NULL)
    return FALSE;
  array = json_array_new ();
  json_object_set_array_member (ask->out, "followups", array);
  for (guint i = 0; i < list->len; i++)
    {
      const ThFollowup *followup = list->pdata[i];
      JsonObject *object = json_object_new ();

      json_array_add_object_element (array, object);
      out_followup (ask, followup, object);
      if (!th_out_party (ask, object, followup->party_id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
do_done (ThAsk   *ask,
         GError **error)
{
  return th_followup_done (&ask->turn, th_ask_int (ask, "id", 0), th_ask_text (ask, "tracking"), th_ask_text (ask, "note"), error);
}

const ThVerb th_verbs_party[] = {
  { "party.find", "text:s limit?:i", TH_VERB_READ, TH_MAY_BOOK, do_find },
  { "party.open", "ref:i", TH_VERB_WRITE, TH_MAY_BOOK, do_open },
  { "party.show", "id:s", TH_VERB_READ, TH_MAY_BOOK, do_show },
  { "party.export", "id:s", TH_VERB_WRITE, TH_MAY_PARTY_DATA, do_export },
  { "party.erase", "id:s reason?:s", TH_VERB_WRITE, TH_MAY_PARTY_DATA, do_erase },
  { "party.lift_ban", "id:s reason:s", TH_VERB_WRITE, TH_MAY_CHECK_IN, do_lift_ban },
  { "followup.list", "state?:s", TH_VERB_READ, TH_MAY_LOOK, do_list },
  { "followup.done", "id:i tracking?:s note?:s", TH_VERB_WRITE, TH_MAY_BOOK, do_done },
  { NULL },
};
