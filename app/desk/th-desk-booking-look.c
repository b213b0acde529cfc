/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking at bookings: one with all that was said and done, the lists of a
 * day, and everything that is printed for somebody. */

#include "th-desk-prepare.h"

#include <glib/gi18n-lib.h>

#include "th-contact.h"
#include "th-ground.h"
#include "th-party-find.h"

#define MOST_DAYS 62

static gboolean
out_log (ThAsk           *ask,
         const ThBooking *booking,
         GError         **error)
{
  g_autoptr (GPtrArray) logs = th_booking_log (&ask->turn, booking, error);
  JsonArray *array;
  gboolean prepared = FALSE;

  if (logs == NULL)
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < logs->len; i++)
    {
      const ThBookingLog *log = logs->pdata[i];
      JsonObject *object = json_object_new ();

      th_out_at (ask, object, "at", log->at);
      th_out_staff (ask, object, log->actor);
      th_out_text (object, "what", log->what);
      th_out_text (object, "channel", log->channel);
      th_out_text (object, "words", log->words);
      json_array_add_object_element (array, object);
      prepared = prepared || (log->own && log->forms);
    }
  json_object_set_array_member (ask->out, "log", array);
  json_object_set_boolean_member (ask->out, "prepared", prepared);
  return TRUE;
}

static JsonArray *
matter_objects (ThAsk             *ask,
                const char *const *matters,
                int               *minutes)
{
  JsonArray *array = json_array_new ();
  double sum = 0;

  for (guint i = 0; matters[i] != NULL; i++)
    {
      const ThMatter *matter = th_hall_matter (ask->turn.hall, matters[i]);
      JsonObject *object = json_object_new ();

      th_out_text (object, "code", matters[i]);
      th_out_names (object, matter != NULL ? matter->zh : matters[i], matter != NULL ? matter->en : matters[i]);
      json_array_add_object_element (array, object);
      sum += matter != NULL ? matter->minutes_mean : 0;
    }
  *minutes = sum > 0 ? th_minutes_whole (sum) : 0;
  return array;
}

/* Whom it is for apart: what a list, the papers and a screen all show. */
static gboolean
out_line (ThAsk             *ask,
          JsonObject        *out,
          const ThBooking   *booking,
          const char *const *matters,
          GError           **error)
{
  g_autofree char *ticket = NULL, *window = NULL;
  gboolean late = g_str_equal (booking->state, "booked") && th_booking_mode_comes (booking->mode) && ask->turn.now > booking->slot;
  int minutes;

  if (!th_booking_at (&ask->turn, booking, &ticket, &window, error))
    return FALSE;
  th_out_booking (ask, out, booking);
  th_out_staff (ask, out, booking->staff);
  th_out_queue_names (ask, out, booking->queue);
  json_object_set_array_member (out, "matters", matter_objects (ask, matters, &minutes));
  th_out_int (out, "minutes", minutes);
  th_out_text (out, "ticket", ticket);
  th_out_text (out, "window", window);
  th_out_at (ask, out, "checked_in", booking->checked_in);
  th_out_seconds (out, "late_s", late ? ask->turn.now - booking->slot : 0);
  json_object_set_boolean_member (out, "reminded", booking->reminded != 0);
  return TRUE;
}

gboolean
th_do_booking_show (ThAsk   *ask,
                    GError **error)
{
  g_autoptr (ThBooking) booking = th_booking_find (&ask->turn, th_ask_text (ask, "booking"), error);
  g_auto (GStrv) matters = booking != NULL ? th_booking_matters (&ask->turn, booking->id, error) : NULL;
  const char *const *codes = (const char *const *) matters;
  JsonArray *array;

  if (matters == NULL || !out_line (ask, ask->out, booking, codes, error) || !th_out_needs (ask, booking, codes, error) ||
      !th_out_party (ask, ask->out, booking->party_id, error) || !out_log (ask, booking, error))
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; matters[i] != NULL; i++)
    json_array_add_string_element (array, matters[i]);
  json_object_set_array_member (ask->out, "matters", array);
  th_out_text (ask->out, "address", booking->address);
  th_out_text (ask->out, "staff2", booking->staff2);
  th_out_at (ask, ask->out, "made", booking->made);
  th_out_at (ask, ask->out, "ended", booking->ended);
  json_object_set_boolean_member (ask->out, "downgraded", booking->downgraded);
  th_out_text (ask->out, "moved_from", booking->moved_from);
  th_out_text (ask->out, "moved_to", booking->moved_to);
  return TRUE;
}

/* --- lists ------------------------------------------------------------------- */

static gboolean
is_wanted (const ThBooking *booking,
           const char      *state,
           const char      *staff)
{
  if (staff != NULL && g_strcmp0 (booking->staff, staff) != 0 && g_strcmp0 (booking->staff2, staff) != 0)
    return FALSE;
  if (g_str_equal (state, "open"))
    return th_booking_open_state (booking->state);
  return g_str_equal (state, "all") || g_str_equal (booking->state, state);
}

gboolean
th_do_booking_list (ThAsk   *ask,
                    GError **error)
{
  const char *state = th_ask_text (ask, "state") != NULL ? th_ask_text (ask, "state") : "all";
  ThDay from = th_ask_day (ask, "from", th_ask_day (ask, "day", ask->turn.day));
  ThDay to = th_ask_day (ask, "to", from);
  g_autoptr (GPtrArray) bookings = NULL;
  JsonArray *array;

  if (!g_str_equal (state, "open") && !g_str_equal (state, "all") && !th_booking_state_known (state))
    return th_ask_bad (error, "state", _("open, all, or a state of bookings such as booked"));
  if (th_ask_text (ask, "day") != NULL && (th_ask_text (ask, "from") != NULL || th_ask_text (ask, "to") != NULL))
    return th_ask_bad (error, "day", _("a day, or \"from\" and \"to\", not both"));
  if (to < from || th_day_diff (to, from) >= MOST_DAYS)
    return th_ask_bad (error, "to", _("a day from \"from\" on, at most 62 days"));
  bookings = th_booking_of_days (&ask->turn, from, to, error);
  if (bookings == NULL)
    return FALSE;
  array = json_array_new ();
  json_object_set_array_member (ask->out, "bookings", array);
  json_object_set_boolean_member (ask->out, "more", bookings->len > TH_BOOKING_MOST);
  for (guint i = 0; i < MIN (bookings->len, TH_BOOKING_MOST); i++)
    {
      const ThBooking *booking = bookings->pdata[i];
      g_auto (GStrv) matters = NULL;
      JsonObject *object;

      if (!is_wanted (booking, state, th_ask_text (ask, "staff")))
        continue;
      object = json_object_new ();
      json_array_add_object_element (array, object);
      matters = th_booking_matters (&ask->turn, booking->id, error);
      if (matters == NULL || !out_line (ask, object, booking, (const char *const *) matters, error) ||
          !th_out_party (ask, object, booking->party_id, error))
        return FALSE;
    }
  return TRUE;
}

/* --- notes and papers --------------------------------------------------------- */

gboolean
th_do_booking_note (ThAsk   *ask,
                    GError **error)
{
  g_autoptr (ThBooking) booking = th_booking_find (&ask->turn, th_ask_text (ask, "booking"), error);
  g_autofree char *words = g_strstrip (g_strdup (th_ask_text (ask, "words")));
  const char *channel;

  if (booking == NULL || !th_ask_channel (ask, "desk", &channel, error))
    return FALSE;
  if (*words == '\0')
    return th_ask_bad (error, "words", _("what was said"));
  th_out_text (ask->out, "booking", booking->code);
  return th_booking_add_talk (&ask->turn, booking, channel, words, error) && out_log (ask, booking, error);
}

/* The day the company was founded, for whom @booking is; 0 when unknown. */
static ThDay
founded_of (ThAsk           *ask,
            const ThBooking *booking)
{
  g_autoptr (ThPartyKnown) party = booking->party_id != 0 ? th_party_known (&ask->turn, booking->party_id, NULL) : NULL;

  return party != NULL ? party->founded : 0;
}

gboolean
th_do_booking_papers (ThAsk   *ask,
                      GError **error)
{
  static const char *const papers[] = { "slip", "hints", "forms", NULL };
  const char *paper = th_ask_text (ask, "paper") != NULL ? th_ask_text (ask, "paper") : "forms";
  g_autoptr (ThBooking) booking = th_booking_find (&ask->turn, th_ask_text (ask, "booking"), error);
  g_auto (GStrv) matters = booking != NULL ? th_booking_matters (&ask->turn, booking->id, error) : NULL;
  const char *const *codes = (const char *const *) matters;
  JsonObject *hall;

  if (matters == NULL)
    return FALSE;
  if (!g_strv_contains (papers, paper))
    return th_ask_bad (error, "paper", _("slip, hints or forms"));
  if (!th_booking_open_state (booking->state) && !g_str_equal (booking->state, "finished"))
    return th_booking_wrong_state (booking, error);
  if (!th_booking_printed (&ask->turn, booking, paper, error) || !out_line (ask, ask->out, booking, codes, error) ||
      !th_out_needs (ask, booking, codes, error) || !th_out_party_whole (ask, ask->out, booking->party_id, error))
    return FALSE;
  th_out_advice (ask, ask->out, codes, founded_of (ask, booking), booking->slot);
  th_out_text (ask->out, "address", booking->address);
  th_out_text (ask->out, "staff2", booking->staff2);
  th_out_text (ask->out, "ground", booking->ground);
  th_out_text (ask->out, "ground_label", th_ground_label (booking->ground));
  hall = json_object_new ();
  th_out_names (hall, th_hall_get_zh (ask->turn.hall), th_hall_get_en (ask->turn.hall));
  json_object_set_object_member (ask->out, "hall", hall);
  return TRUE;
}
