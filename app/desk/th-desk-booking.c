/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs of bookings: making and changing one, and arriving. */

#include "th-desk-prepare.h"

#include <glib/gi18n-lib.h>

#include "th-contact.h"
#include "th-slot-records.h"

/* --- making and changing ----------------------------------------------- */

static gboolean
out_made (ThAsk             *ask,
          const ThBooking   *booking,
          const char *const *matters,
          GError           **error)
{
  th_out_booking (ask, ask->out, booking);
  return th_out_needs (ask, booking, matters, error) && th_out_party (ask, ask->out, booking->party_id, error);
}

/* Who was named: one clerk, or two for a visit, as "010", ["010", "022"] or
 * "010,022". (transfer full) */
static GStrv
read_clerks (ThAsk   *ask,
             GError **error)
{
  JsonNode *node = json_object_get_member (ask->args, "staff");
  const char *second = th_ask_text (ask, "staff2");
  g_auto (GStrv) clerks = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    clerks = g_new0 (char *, 1);
  else if (th_ask_is_list (node))
    clerks = th_ask_list (ask, "staff");
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    clerks = g_strsplit (json_node_get_string (node), ",", -1);
  if (clerks == NULL || g_strv_length (clerks) > 2 || (second != NULL && g_strv_length (clerks) != 1))
    {
      th_ask_bad (error, "staff", _("the number of a clerk, or of two"));
      return NULL;
    }
  if (second != NULL)
    {
      clerks = g_renew (char *, clerks, 3);
      clerks[1] = g_strdup (second);
      clerks[2] = NULL;
    }
  return g_steal_pointer (&clerks);
}

/* What was asked and said while it was booked. */
static gboolean
keep_talk (ThAsk             *ask,
           ThBooking         *made,
           const char *const *matters,
           GError           **error)
{
  const char *words = th_ask_text (ask, "words");
  g_autoptr (GPtrArray) conditions = NULL;

  if (!th_ask_conditions (ask, matters, &conditions, &made->asked, error) ||
      (made->asked && !th_booking_keep_conditions (&ask->turn, made->id, conditions, error)))
    return FALSE;
  return words == NULL || *words == '\0' || th_booking_talk (&ask->turn, made->id, made->channel, words, error);
}

static gboolean
do_make (ThAsk   *ask,
         GError **error)
{
  g_auto (GStrv) matters = th_ask_list (ask, "matters");
  g_auto (GStrv) clerks = read_clerks (ask, error);
  const char *mode = th_ask_text (ask, "mode");
  ThBookingAsk booking = {
    .matters = (const char *const *) matters,
    .address = th_ask_text (ask, "address"), .point = th_ask_text (ask, "point"), .photos = th_ask_bool (ask, "photos"), .hold_s = th_ask_int (ask, "hold_s", 0),
  };
  g_autoptr (ThBooking) made = NULL;
  int most = th_turn_setting (&ask->turn, "booking.hold_minutes") * 60;

  if (clerks == NULL)
    return FALSE;
  if (clerks[0] != NULL)
    {
      booking.staff = clerks[0];
      booking.staff2 = clerks[1];
    }
  if (matters[0] == NULL)
    return th_ask_bad (error, "matters", _("at least one matter"));
  if (mode == NULL && booking.point != NULL)
    booking.mode = TH_MODE_MOBILE;
  if (mode != NULL && !th_booking_mode_parse (mode, &booking.mode))
    return th_ask_bad (error, "mode", _("hall, door, flexible, remote, green or mobile"));
  if (!th_ask_ground (ask, &booking.ground, error) || !th_ask_channel (ask, "desk", &booking.channel, error))
    return FALSE;
  if (booking.hold_s < 0 || booking.hold_s > most)
    return th_ask_bad (error, "hold_s", _("seconds up to the longest time a place is held"));
  if (!th_ask_at (ask, "slot", &booking.slot, error) || !th_ask_party (ask, &booking.party_id, error))
    return FALSE;
  made = th_booking_make (&ask->turn, &booking, error);
  return made != NULL && keep_talk (ask, made, booking.matters, error) && out_made (ask, made, booking.matters, error);
}

static gboolean
read_why (ThAsk        *ask,
          ThBookingWhy *why,
          GError      **error)
{
  const char *by = th_ask_text (ask, "by");

  if (by != NULL && !g_str_equal (by, "person") && !g_str_equal (by, "hall"))
    return th_ask_bad (error, "by", _("person or hall"));
  *why = (ThBookingWhy) { th_ask_text (ask, "reason"), g_strcmp0 (by, "hall") == 0, th_ask_bool (ask, "agreed") };
  return TRUE;
}

static gboolean
out_state (ThAsk   *ask,
           GError **error)
{
  g_autoptr (ThBooking) booking = th_booking_find (&ask->turn, th_ask_text (ask, "booking"), error);

  if (booking == NULL)
    return FALSE;
  th_out_booking (ask, ask->out, booking);
  return TRUE;
}

static gboolean
do_confirm (ThAsk   *ask,
            GError **error)
{
  g_autoptr (ThBooking) booking = th_booking_find (&ask->turn, th_ask_text (ask, "booking"), error);

  return booking != NULL && th_booking_confirm (&ask->turn, booking->code, error) &&
         th_booking_say_why (&ask->turn, booking->id, "confirmed", th_ask_text (ask, "reason"), error) && out_state (ask, error);
}

static gboolean
do_cancel (ThAsk   *ask,
           GError **error)
{
  ThBookingWhy why;

  return read_why (ask, &why, error) && th_booking_cancel (&ask->turn, th_ask_text (ask, "booking"), &why, error) && out_state (ask, error);
}

static gboolean
do_done (ThAsk   *ask,
         GError **error)
{
  return th_booking_done (&ask->turn, th_ask_text (ask, "booking"), th_ask_text (ask, "note"), error) && out_state (ask, error);
}

static gboolean
do_move (ThAsk   *ask,
         GError **error)
{
  g_autoptr (ThBooking) moved = NULL;
  g_auto (GStrv) matters = NULL;
  ThBookingWhy why;
  ThInstant slot;

  if (!read_why (ask, &why, error) || !th_ask_at (ask, "slot", &slot, error))
    return FALSE;
  moved = th_booking_move (&ask->turn, th_ask_text (ask, "booking"), slot, th_ask_text (ask, "staff"), &why, error);
  matters = moved != NULL ? th_booking_matters (&ask->turn, moved->id, error) : NULL;
  if (matters == NULL || !out_made (ask, moved, (const char *const *) matters, error))
    return FALSE;
  th_out_text (ask->out, "moved_from", moved->moved_from);
  return TRUE;
}

static gboolean
do_block (ThAsk   *ask,
          GError **error)
{
  const char *matters[] = { th_ask_text (ask, "matter"), NULL };
  ThBookingAsk booking = { .matters = matters, .organiser = th_ask_text (ask, "organiser") };
  gint64 places = th_ask_int (ask, "places", 0);
  g_autoptr (GPtrArray) made = NULL;
  ThInstant until;
  JsonArray *codes;

  if (th_ask_blank (booking.organiser))
    return th_ask_bad (error, "organiser", _("who the places are for"));
  if (!th_ask_channel (ask, "group", &booking.channel, error))
    return FALSE;
  if (places < 1 || places > 500)
    return th_ask_bad (error, "places", _("1 to 500"));
  if (!th_ask_at (ask, "from", &booking.slot, error) || !th_ask_at (ask, "to", &until, error))
    return FALSE;
  if (until <= booking.slot)
    return th_ask_bad (error, "to", _("a time after \"from\""));
  made = th_booking_block (&ask->turn, &booking, until, (guint) places, error);
  if (made == NULL)
    return FALSE;
  codes = json_array_new ();
  for (guint i = 0; i < made->len; i++)
    json_array_add_string_element (codes, ((ThBooking *) made->pdata[i])->code);
  json_object_set_array_member (ask->out, "bookings", codes);
  return TRUE;
}

/* --- arriving, and how much there is ----------------------------------- */

/* The booking that came, as it is now. */
static gboolean
out_arrived (ThAsk             *ask,
             const ThCheckedIn *arrived,
             GError           **error)
{
  g_autoptr (ThBooking) booking = th_booking_find (&ask->turn, arrived->code, error);

  if (booking == NULL)
    return FALSE;
  th_out_booking (ask, ask->out, booking);
  return th_out_party (ask, ask->out, booking->party_id, error);
}

static gboolean
do_check_in (ThAsk   *ask,
             GError **error)
{
  const char *code = th_ask_text (ask, "booking");
  const char *number = th_ask_text (ask, "party") != NULL ? th_ask_text (ask, "party") : th_ask_text (ask, "id");
  const char *phone = th_ask_text (ask, "phone");
  const char *channel;
  g_autoptr (ThBooking) booking = NULL;
  ThCheckedIn arrived = { 0 };
  gboolean done;

  if (code == NULL && number == NULL && phone == NULL)
    return th_ask_bad (error, "booking", _("a booking, the number of the person, or the telephone"));
  if (!th_ask_channel (ask, NULL, &channel, error))
    return FALSE;
  booking = code != NULL ? th_booking_find (&ask->turn, code, error) : th_booking_expected (&ask->turn, number, phone, error);
  done = booking != NULL && th_booking_check_in (&ask->turn, booking, th_ask_text (ask, "point"), channel, &arrived, error);
  done = done && out_arrived (ask, &arrived, error);
  if (done)
    {
      th_out_text (ask->out, "ticket", arrived.ticket[0] != '\0' ? arrived.ticket : NULL);
      th_out_text (ask->out, "queue", arrived.ticket[0] != '\0' ? arrived.queue : NULL);
      th_out_text (ask->out, "window", arrived.window[0] != '\0' ? arrived.window : NULL);
      th_out_int (ask->out, "ahead", arrived.ahead);
      json_object_set_boolean_member (ask->out, "late", arrived.late);
      json_object_set_boolean_member (ask->out, "downgraded", arrived.downgraded);
      th_out_text (ask->out, "reason", arrived.reason);
    }
  g_free (arrived.reason);
  return done;
}

static gboolean
do_override (ThAsk   *ask,
             GError **error)
{
  const char *from = th_ask_text (ask, "from");
  const char *to = th_ask_text (ask, "to");
  g_autofree char *place = NULL;
  ThSlotWord word = {
    .day = th_ask_day (ask, "day", 0), .to_s = 24 * 3600,
    .places = (int) CLAMP (th_ask_int (ask, "places", -1), -2, 10000), .reason = th_ask_text (ask, "reason"),
  };

  if (th_ask_text (ask, "queue") != NULL && th_ask_text (ask, "point") != NULL)
    return th_ask_bad (error, "point", _("a queue or a point, not both"));
  word.place = place = th_booking_place (th_ask_text (ask, "queue"), th_ask_text (ask, "point"));
  word.public_places = (int) CLAMP (th_ask_int (ask, "public_places", word.places), -2, 10000);
  if ((from != NULL && !th_time_parse (from, &word.from_s)) || (to != NULL && !th_time_parse (to, &word.to_s)) || word.to_s <= word.from_s)
    return th_ask_bad (error, "to", _("times such as \"09:00\", \"to\" after \"from\""));
  if (word.places < -1 || word.places > 9999 || word.public_places < MIN (word.places, 0) || word.public_places > word.places)
    return th_ask_bad (error, "places", _("0 to 9999, and not more of them for the public"));
  if (th_ask_blank (word.reason))
    return th_ask_bad (error, "reason", _("why the places differ from the computed ones"));
  return th_slots_say (&ask->turn, &word, error);
}

const ThVerb th_verbs_booking[] = {
  { "booking.prepare", "matters:a conditions?:v party?:o slot?:s", TH_VERB_READ, TH_MAY_BOOK, th_do_booking_prepare },
  { "booking.slots", "matters?:a queue?:s point?:s from?:s to?:s staff?:s channel?:s", TH_VERB_READ, TH_MAY_LOOK, th_do_booking_slots },
  { "booking.make", "party:o matters:a slot:s channel?:s staff?:v staff2?:s mode?:s address?:s point?:s photos?:b ground?:s hold_s?:i conditions?:v words?:s",
    TH_VERB_WRITE, TH_MAY_BOOK, do_make },
  { "booking.confirm", "booking:s reason?:s", TH_VERB_WRITE, TH_MAY_BOOK, do_confirm },
  { "booking.move", "booking:s slot:s staff?:s reason?:s by?:s agreed?:b", TH_VERB_WRITE, TH_MAY_BOOK, do_move },
  { "booking.cancel", "booking:s reason?:s by?:s agreed?:b", TH_VERB_WRITE, TH_MAY_BOOK, do_cancel },
  { "booking.done", "booking:s note?:s", TH_VERB_WRITE, TH_MAY_BOOK, do_done },
  { "booking.show", "booking:s", TH_VERB_READ, TH_MAY_LOOK, th_do_booking_show },
  { "booking.list", "day?:d from?:d to?:d staff?:s state?:s", TH_VERB_READ, TH_MAY_LOOK, th_do_booking_list },
  { "booking.note", "booking:s words:s channel?:s", TH_VERB_WRITE, TH_MAY_BOOK, th_do_booking_note },
  { "booking.papers", "booking:s paper?:s", TH_VERB_WRITE, TH_MAY_BOOK, th_do_booking_papers },
  { "booking.block", "organiser:s matter:s from:s to:s places:i channel?:s", TH_VERB_WRITE, TH_MAY_BOOK, do_block },
  { "booking.check_in", "booking?:s party?:s id?:s phone?:s point?:s channel?:s", TH_VERB_WRITE, TH_MAY_CHECK_IN, do_check_in },
  { "booking.override", "day:d queue?:s point?:s from?:s to?:s places?:i public_places?:i reason:s", TH_VERB_WRITE, TH_MAY_CAPACITY, do_override },
  { NULL },
};
