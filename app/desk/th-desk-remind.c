/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a booking becomes outside the hall: an entry in somebody's calendar,
 * and a line for the gateway that sends short messages. */

#include "th-desk-booking.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "th-calendar.h"
#include "th-condition.h"
#include "th-contact.h"
#include "th-reminder.h"
#include "th-words.h"

#define MOST_DAYS 14

/* --- the calendar entry ------------------------------------------------- */

static struct icaltimetype
ical_time (ThInstant at)
{
  return icaltime_from_timet_with_zone (at / TH_SECOND_US, 0, icaltimezone_get_utc_timezone ());
}

static icalproperty_status
status_of (const ThBooking *booking)
{
  if (g_str_equal (booking->state, "held"))
    return ICAL_STATUS_TENTATIVE;
  if (th_booking_open_state (booking->state) || g_str_equal (booking->state, "finished"))
    return ICAL_STATUS_CONFIRMED;
  return ICAL_STATUS_CANCELLED;
}

/* Names of @matters, in the language of who asks. */
static char *
matter_names (ThHall            *hall,
              const char *const *matters)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; matters[i] != NULL; i++)
    {
      const ThMatter *matter = th_hall_matter (hall, matters[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? _(", ") : "", matter != NULL ? th_words (matter->zh, matter->en) : matters[i]);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Where to go; the address of a visit belongs to the person and is not said. */
static char *
location_of (ThHall          *hall,
             const ThBooking *booking)
{
  const ThPoint *point = booking->point != NULL ? th_hall_point (hall, booking->point) : NULL;
  const char *address = point != NULL ? th_words (point->address_zh, point->address_en) : NULL;

  if (booking->mode == TH_MODE_DOOR || booking->mode == TH_MODE_REMOTE)
    return NULL;
  if (point == NULL)
    return g_strdup (th_words (th_hall_get_zh (hall), th_hall_get_en (hall)));
  return address != NULL ? g_strdup_printf ("%s, %s", th_words (point->zh, point->en), address) : g_strdup (th_words (point->zh, point->en));
}

/* The lines people bring; those whose condition was asked about only when it holds. */
static gboolean
add_bring (ThAsk             *ask,
           const ThBooking   *booking,
           const char *const *matters,
           GString           *text,
           GError           **error)
{
  g_autoptr (GPtrArray) conditions = th_conditions_new (ask->turn.hall, matters);
  g_autoptr (JsonObject) papers = json_object_new ();
  JsonArray *bring;

  if (!th_booking_load_conditions (&ask->turn, booking->id, conditions, error))
    return FALSE;
  th_out_materials (ask, papers, matters, booking->asked ? conditions : NULL);
  bring = json_object_get_array_member (papers, "bring");
  for (guint i = 0; i < json_array_get_length (bring); i++)
    {
      JsonObject *line = json_array_get_object_element (bring, i);
      const char *condition = json_object_get_string_member_with_default (line, "condition", NULL);

      if (json_object_get_boolean_member (line, "shared"))
        continue;
      g_string_append_printf (text, "\n- %s × %d", th_words (json_object_get_string_member (line, "zh"), json_object_get_string_member (line, "en")),
                              (int) json_object_get_int_member (line, "count"));
      if (condition != NULL)
        g_string_append_printf (text, _(" (if %s)"), condition);
    }
  return TRUE;
}

/* What to do and what to bring. */
static char *
description_of (ThAsk             *ask,
                const ThBooking   *booking,
                const char *const *matters,
                GError           **error)
{
  ThHall *hall = ask->turn.hall;
  GTimeZone *zone = th_hall_get_zone (hall);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _("Booking %s."), booking->code);
  if (th_booking_mode_comes (booking->mode))
    {
      g_autofree char *from = th_clock_time (th_booking_check_in_from (hall, booking->slot), zone);
      g_autofree char *until = th_clock_time (th_booking_check_in_until (hall, booking->slot), zone);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("Check in from %s to %s."), from, until);
    }
  else if (booking->mode == TH_MODE_DOOR)
    g_string_append_printf (text, "\n%s", _("Two clerks come to the address that was agreed."));
  else
    g_string_append_printf (text, "\n%s", _("Keep the photographs ready; nobody has to come."));
  g_string_append_printf (text, "\n%s", _("Please have with you:"));
  if (!add_bring (ask, booking, matters, text, error))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The first booking of those it was moved from, and how many moves ago: a
 * calendar then knows the entry again. */
static char *
first_code (ThAsk           *ask,
            const ThBooking *booking,
            int             *moves,
            GError         **error)
{
  char *code = g_strdup (booking->code);
  g_autofree char *before = g_strdup (booking->moved_from);

  *moves = 0;
  while (before != NULL)
    {
      g_autoptr (ThBooking) old = th_booking_find (&ask->turn, before, error);

      if (old == NULL)
        {
          g_free (code);
          return NULL;
        }
      g_free (code);
      code = g_strdup (old->code);
      g_free (before);
      before = g_strdup (old->moved_from);
      (*moves)++;
    }
  return code;
}

static char *
calendar_text (ThAsk             *ask,
               const ThBooking   *booking,
               const char *const *matters,
               const char        *first,
               int                moves,
               GError           **error)
{
  ThHall *hall = ask->turn.hall;
  g_autofree char *uid = g_strdup_printf ("%s.%s@tidehall", first, th_hall_get_code (hall));
  g_autofree char *names = matter_names (hall, matters);
  g_autofree char *summary = g_strdup_printf ("%s: %s", th_words (th_hall_get_zh (hall), th_hall_get_en (hall)), names);
  g_autofree char *location = location_of (hall, booking);
  g_autofree char *description = description_of (ask, booking, matters, error);
  icalproperty_status status = status_of (booking);
  icalcomponent *event, *calendar;
  char *text, *copy;

  if (description == NULL)
    return NULL;
  event = icalcomponent_vanew (ICAL_VEVENT_COMPONENT, icalproperty_new_uid (uid), icalproperty_new_dtstamp (ical_time (ask->turn.now)),
                               icalproperty_new_created (ical_time (booking->made)), icalproperty_new_dtstart (ical_time (booking->slot)),
                               icalproperty_new_dtend (ical_time (booking->until)), icalproperty_new_summary (summary),
                               icalproperty_new_description (description), icalproperty_new_status (status),
                               icalproperty_new_sequence (moves + (status == ICAL_STATUS_CANCELLED ? 1 : 0)),
                               icalproperty_new_transp (status == ICAL_STATUS_CANCELLED ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE), (void *) 0);
  if (location != NULL)
    icalcomponent_add_property (event, icalproperty_new_location (location));
  calendar = icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT, icalproperty_new_version ("2.0"),
                                  icalproperty_new_prodid ("-//Tidehall//NONSGML Tidehall " TH_VERSION "//EN"),
                                  icalproperty_new_calscale ("GREGORIAN"), icalproperty_new_method (ICAL_METHOD_PUBLISH), event, (void *) 0);
  text = icalcomponent_as_ical_string_r (calendar);
  copy = g_strdup (text);
  icalmemory_free_buffer (text);
  icalcomponent_free (calendar);
  return copy;
}

static gboolean
do_ics (ThAsk   *ask,
        GError **error)
{
  g_autoptr (ThBooking) booking = th_booking_find (&ask->turn, th_ask_text (ask, "booking"), error);
  g_auto (GStrv) matters = NULL;
  g_autofree char *first = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  int moves;

  /* Who has the old code is told where the booking is now. */
  while (booking != NULL && booking->moved_to != NULL)
    {
      g_autofree char *code = g_strdup (booking->moved_to);

      th_booking_free (booking);
      booking = th_booking_find (&ask->turn, code, error);
    }
  if (booking == NULL || (matters = th_booking_matters (&ask->turn, booking->id, error)) == NULL ||
      (first = first_code (ask, booking, &moves, error)) == NULL)
    return FALSE;
  name = g_strconcat (booking->code, ".ics", NULL);
  text = calendar_text (ask, booking, (const char *const *) matters, first, moves, error);
  if (text == NULL)
    return FALSE;
  th_out_text (ask->out, "name", name);
  th_out_text (ask->out, "text", text);
  return TRUE;
}

/* --- the list for short messages ---------------------------------------- */

/* A field as in RFC 4180. A sheet would take what begins so for a formula. */
static void
append_field (GString    *csv,
              const char *field,
              const char *end)
{
  gboolean guard = *field != '\0' && strchr ("=+-@\t\r", *field) != NULL;
  gboolean quote = strpbrk (field, ",\"\r\n") != NULL;

  if (quote)
    g_string_append_c (csv, '"');
  if (guard)
    g_string_append_c (csv, '\'');
  for (const char *c = field; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c);
    }
  if (quote)
    g_string_append_c (csv, '"');
  g_string_append (csv, end);
}

/* The next day with opening hours; TOMORROW when none is known. */
static ThDay
next_open_day (ThAsk *ask)
{
  ThCalendar *calendar = th_hall_get_calendar (ask->turn.hall);

  for (int i = 1; i <= MOST_DAYS; i++)
    {
      ThDay day = th_day_add (ask->turn.day, i);
      g_autoptr (GArray) openings = th_calendar_openings (calendar, day, NULL);

      if (openings->len > 0)
        return day;
    }
  return th_day_add (ask->turn.day, 1);
}

/* Without a day: whoever comes until the end of the next open one, for people
 * are booked outside the hours and at points as well. */
static gboolean
do_reminders (ThAsk   *ask,
              GError **error)
{
  ThDay asked = th_ask_day (ask, "day", 0);
  ThDay to = asked != 0 ? asked : next_open_day (ask);
  ThDay from = asked != 0 ? asked : th_day_add (ask->turn.day, 1);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GString) csv = g_string_new ("\xef\xbb\xbf" "phone,text,booking\r\n");
  g_autofree char *day = th_day_format (to);
  JsonArray *without = json_array_new ();
  int n = 0;

  json_object_set_array_member (ask->out, "without_phone", without);
  if (to < ask->turn.day)
    return th_ask_bad (error, "day", _("a day that has not gone by"));
  list = th_reminders_take (&ask->turn, from, to, th_ask_bool (ask, "again"), error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const ThReminder *reminder = list->pdata[i];

      if (reminder->phone == NULL)
        {
          json_array_add_string_element (without, reminder->booking->code);
          continue;
        }
      append_field (csv, reminder->phone, ",");
      append_field (csv, reminder->text, ",");
      append_field (csv, reminder->booking->code, "\r\n");
      n++;
    }
  th_out_text (ask->out, "day", day);
  th_out_int (ask->out, "n", n);
  th_out_text (ask->out, "csv", csv->str);
  return TRUE;
}

const ThVerb th_verbs_remind[] = {
  { "booking.ics", "booking:s", TH_VERB_READ, TH_MAY_LOOK, do_ics },
  { "booking.reminders", "day?:d again?:b", TH_VERB_WRITE, TH_MAY_CHECK_IN, do_reminders },
  { NULL },
};
