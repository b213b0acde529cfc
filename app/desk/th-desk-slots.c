/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is free, and why the rest is not: the verb booking.slots. */

#include "th-desk-booking.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "th-calendar.h"
#include "th-ground.h"
#include "th-clock.h"
#include "th-journal.h"
#include "th-slot-records.h"

#define MOST_DAYS 62

/* What is looked for. */
typedef struct
{
  const char *place;
  ThSlotNeed  need;
  GArray     *busy;      /* of ThBusy: when the clerk that was named is promised to others */
} Look;

/* A day, or the day of an instant. */
static gboolean
read_day (ThAsk      *ask,
          const char *key,
          ThDay       fallback,
          ThDay      *day,
          GError    **error)
{
  const char *text = th_ask_text (ask, key);
  ThInstant at;

  *day = text != NULL ? th_day_parse (text) : fallback;
  if (*day != 0)
    return TRUE;
  at = th_instant_parse (text);
  *day = at != 0 ? th_day_of (at, th_hall_get_zone (ask->turn.hall)) : 0;
  return *day != 0 || th_ask_bad (error, key, _("a date such as \"2026-04-20\""));
}

/* What the clock of a day has in common for all its slots, so that a month of
 * slots is not a month of look-ups in the time zone. */
typedef struct
{
  ThInstant midnight;
  gboolean  even;          /* no hour is left out or comes twice */
  char      text[16];      /* "2026-04-20T" */
  char      offset[16];    /* "+08:00" */
} DayClock;

static DayClock
day_clock (ThDay      day,
           GTimeZone *zone)
{
  DayClock clock = { .midnight = th_day_instant (day, 0, zone) };
  g_autofree char *text = th_instant_format (clock.midnight, zone);

  clock.even = th_day_instant (th_day_add (day, 1), 0, zone) - clock.midnight == 24 * 3600 * TH_SECOND_US && strlen (text) > 19;
  g_strlcpy (clock.text, text, 12);
  g_strlcpy (clock.offset, clock.even ? text + 19 : "", sizeof clock.offset);
  return clock;
}

static ThInstant
instant_of (ThAsk           *ask,
            const DayClock  *clock,
            ThDay            day,
            int              second)
{
  return clock->even ? clock->midnight + second * TH_SECOND_US : th_day_instant (day, second, th_hall_get_zone (ask->turn.hall));
}

static void
out_instant (ThAsk          *ask,
             JsonObject     *object,
             const char     *key,
             const DayClock *clock,
             ThDay           day,
             int             second)
{
  char text[64];

  if (!clock->even || second >= 24 * 3600)
    {
      th_out_at (ask, object, key, instant_of (ask, clock, day, second));
      return;
    }
  g_snprintf (text, sizeof text, "%s%02d:%02d:%02d%s", clock->text, second / 3600, second / 60 % 60, second % 60, clock->offset);
  th_out_text (object, key, text);
}

static JsonObject *
slot_object (ThAsk            *ask,
             const DayClock   *clock,
             const ThSlotDay  *day,
             const ThSlot     *slot,
             const ThSlotFit  *fit,
             int               free,
             int               public_free)
{
  JsonObject *object = json_object_new ();

  out_instant (ask, object, "start", clock, day->day, slot->start_s);
  out_instant (ask, object, "end", clock, day->day, fit->n > 0 ? fit->end_s : slot->end_s);
  th_out_int (object, "free", free);
  th_out_int (object, "public_free", public_free);
  return object;
}

/* Whether all of @day is over, too far ahead or of a year that is not loaded:
 * the day says so once, and its slots are left out. */
static gboolean
is_out_of_reach (ThAsk           *ask,
                 const ThSlotDay *day,
                 GError         **error)
{
  if (day->day >= ask->turn.day)
    return !th_booking_day_open (ask->turn.hall, ask->turn.day, day->day, error);
  g_set_error (error, TH_ERROR, TH_ERROR_TOO_LATE, _("This day has gone by."));
  return TRUE;
}

/* Whether the clerk that was named is promised to somebody else then. */
static gboolean
is_busy (const Look      *look,
         const ThSlotDay *day,
         int              start_s,
         int              end_s)
{
  for (guint i = 0; i < look->busy->len; i++)
    {
      const ThBusy *busy = &g_array_index (look->busy, ThBusy, i);

      if (busy->day == day->day && busy->start_s < end_s && busy->end_s > start_s)
        return TRUE;
    }
  return FALSE;
}

/* The times of the clerk that was named; none when nobody was. */
static GArray *
read_busy (ThAsk       *ask,
           const char  *queue,
           ThDay        from,
           ThDay        to,
           GError     **error)
{
  const char *no = th_ask_text (ask, "staff");

  if (no == NULL)
    return g_array_new (FALSE, FALSE, sizeof (ThBusy));
  return th_booking_clerk_knows (ask->turn.hall, no, queue, error) ? th_booking_busy (&ask->turn, no, from, to, error) : NULL;
}

/* The slots of @day: to @offered those that can be booked now through the
 * channel that is asked for; all of them, with what is taken, to the day. */
static void
out_slots (ThAsk           *ask,
           const Look      *look,
           const ThSlotDay *day,
           JsonObject      *object,
           JsonArray       *offered)
{
  JsonArray *grid = json_array_new ();
  DayClock clock = day_clock (day->day, th_hall_get_zone (ask->turn.hall));
  guint n = is_out_of_reach (ask, day, NULL) ? 0 : day->slots->len;
  const char *channel = th_ask_text (ask, "channel");
  gboolean open = channel != NULL && th_channel_public (channel);

  for (guint i = 0; i < n; i++)
    {
      const ThSlot *slot = &g_array_index (day->slots, ThSlot, i);
      ThSlotFit fit = th_slot_day_fit (day, i, &look->need);
      JsonObject *cell;
      g_autoptr (GError) why = NULL;
      gboolean may = th_booking_time_open (ask->turn.hall, ask->turn.now, instant_of (ask, &clock, day->day, slot->start_s), &why);

      if (th_ask_text (ask, "staff") != NULL)
        {
          fit.free = MIN (fit.free, 1);
          fit.public_free = MIN (fit.public_free, 1);
        }
      /* The place of a clerk who is promised already is taken: nothing is closed. */
      if (fit.n > 0 && is_busy (look, day, slot->start_s, fit.end_s))
        fit.free = fit.public_free = 0;
      cell = slot_object (ask, &clock, day, slot, &fit, may ? fit.free : 0, may ? fit.public_free : 0);

      th_out_int (cell, "minutes", slot->cap);
      th_out_int (cell, "minutes_taken", slot->used);
      json_object_set_boolean_member (cell, "overridden", slot->said);
      th_out_text (cell, "closed", may ? th_slot_closed (slot) : why->message);
      json_array_add_object_element (grid, cell);
      if (may && (open ? fit.public_free : fit.free) > 0)
        json_array_add_object_element (offered, slot_object (ask, &clock, day, slot, &fit, fit.free, fit.public_free));
    }
  json_object_set_array_member (object, "slots", grid);
}

/* Why nothing of a day can be booked whose times have not all gone by. */
static const char *
why_taken (ThAsk           *ask,
           const Look      *look,
           const ThSlotDay *day)
{
  gboolean left = FALSE, fits = FALSE;

  for (guint i = 0; i < day->slots->len; i++)
    {
      const ThSlot *slot = &g_array_index (day->slots, ThSlot, i);

      if (slot->cap <= slot->used ||
          !th_booking_time_open (ask->turn.hall, ask->turn.now, th_day_instant (day->day, slot->start_s, th_hall_get_zone (ask->turn.hall)), NULL))
        continue;
      left = TRUE;
      fits = fits || th_slot_day_fit (day, i, &look->need).free > 0;
    }
  if (!left)
    return _("All places are taken.");
  if (!fits)
    return _("No time that is left is long enough.");
  return th_ask_text (ask, "staff") != NULL ? _("This clerk has no time left.") : _("What is left is not for this way of booking.");
}

/* Why nothing of @day can be booked, or less than usual. */
static char *
reason_of (ThAsk           *ask,
           const Look      *look,
           const ThSlotDay *day,
           gboolean         bookable)
{
  g_autoptr (GError) why = NULL;
  const ThSlot *last;

  if (day->slots->len == 0)
    return g_strdup (day->reason);
  if (is_out_of_reach (ask, day, &why))
    return g_strdup (why->message);
  if (day->reason != NULL || bookable)
    return g_strdup (day->reason);
  last = &g_array_index (day->slots, ThSlot, day->slots->len - 1);
  return g_strdup (th_booking_time_open (ask->turn.hall, ask->turn.now,
                                         th_day_instant (day->day, last->start_s, th_hall_get_zone (ask->turn.hall)), &why)
                     ? why_taken (ask, look, day) : why->message);
}

static void
out_time (JsonObject *object,
          const char *key,
          int         second)
{
  char text[8] = "";

  g_snprintf (text, sizeof text, "%02d:%02d", second / 3600 % 100, second / 60 % 60);
  th_out_text (object, key, second >= 0 ? text : NULL);
}

/* What of @day is closed, for a screen that draws it. */
static void
out_blocks (ThAsk           *ask,
            const char      *place,
            const ThSlotDay *day,
            JsonObject      *object)
{
  g_autoptr (GPtrArray) blocks = th_closed_blocks (ask->turn.hall, place, day);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < blocks->len; i++)
    {
      const ThBlock *block = blocks->pdata[i];
      JsonObject *piece = json_object_new ();

      out_time (piece, "from", block->from_s);
      out_time (piece, "to", block->to_s);
      th_out_text (piece, "title", block->title);
      th_out_text (piece, "detail", block->detail);
      th_out_text (piece, "kind", th_block_kind_name (block->kind));
      json_array_add_object_element (array, piece);
    }
  json_object_set_array_member (object, "blocks", array);
}

/* The filing period that @day is in, or that comes next. */
static void
out_filing (ThAsk      *ask,
            ThDay       day,
            JsonObject *object)
{
  gboolean forecast = FALSE;
  ThDay deadline = th_calendar_next_deadline (th_hall_get_calendar (ask->turn.hall), day, &forecast);
  g_autofree char *text = deadline != 0 ? th_day_format (deadline) : NULL;
  JsonObject *filing;

  if (deadline == 0)
    {
      th_out_null (object, "filing");
      return;
    }
  filing = json_object_new ();
  th_out_text (filing, "deadline", text);
  th_out_int (filing, "days_left", th_day_diff (deadline, day));
  json_object_set_boolean_member (filing, "forecast", forecast);
  json_object_set_object_member (object, "filing", filing);
}

/* Places that can still be booked through the channel that was asked for. */
static gint64
count_free (ThAsk     *ask,
            JsonArray *offered)
{
  const char *channel = th_ask_text (ask, "channel");
  const char *key = channel != NULL && th_channel_public (channel) ? "public_free" : "free";
  gint64 sum = 0;

  for (guint i = 0; i < json_array_get_length (offered); i++)
    sum += json_object_get_int_member (json_array_get_object_element (offered, i), key);
  return sum;
}

static void
out_days (ThAsk      *ask,
          const Look *look,
          GPtrArray  *days)
{
  ThCalendar *calendar = th_hall_get_calendar (ask->turn.hall);
  JsonArray *offered = json_array_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < days->len; i++)
    {
      const ThSlotDay *day = days->pdata[i];
      JsonObject *object = json_object_new ();
      g_autofree char *text = th_day_format (day->day);
      g_autofree char *note = th_calendar_day_note (calendar, day->day);
      g_autofree char *reason = NULL;
      guint before = json_array_get_length (offered);
      gboolean bookable;

      th_out_text (object, "day", text);
      out_slots (ask, look, day, object, offered);
      bookable = json_array_get_length (offered) > before;
      reason = reason_of (ask, look, day, bookable);
      json_object_set_boolean_member (object, "loaded", day->loaded);
      json_object_set_boolean_member (object, "open", day->slots->len > 0);
      json_object_set_boolean_member (object, "bookable", bookable);
      th_out_text (object, "reason", reason);
      th_out_text (object, "note", note);
      th_out_text (object, "weekday_note", th_calendar_kind (calendar, day->day, NULL) == TH_DAY_MAKEUP ? _("Make-up working day") : NULL);
      out_blocks (ask, look->place, day, object);
      out_filing (ask, day->day, object);
      json_array_add_object_element (array, object);
    }
  th_out_int (ask->out, "free_total", count_free (ask, offered));
  json_object_set_array_member (ask->out, "slots", offered);
  json_object_set_array_member (ask->out, "days", array);
}

/* What is asked for: matters, or what a queue takes at least. */
static gboolean
read_need (ThAsk              *ask,
           const char *const  *matters,
           const char        **queue,
           ThSlotNeed         *need,
           GError            **error)
{
  ThTurn *turn = &ask->turn;

  *queue = th_ask_text (ask, "queue");
  if (matters != NULL && matters[0] != NULL)
    return th_booking_need (turn, matters, th_ask_text (ask, "staff"), queue, need, error);
  if (*queue == NULL)
    return th_ask_bad (error, "matters", _("at least one matter, or a queue"));
  if (!th_place_check (turn, *queue, error))
    return FALSE;
  need->minutes = MAX (1, MIN (th_slot_longest (turn->hall, *queue), th_turn_setting (turn, "booking.slot_minutes")));
  need->whole = th_ask_text (ask, "staff") != NULL;
  return TRUE;
}

/* What is shown must be what can be booked, also while the hall's time stands
 * still because a clock was set back. */
static void
stand_still (ThAsk *ask)
{
  ThTurn *turn = &ask->turn;

  if (!th_clock_is_manual (th_desk_get_clock (ask->desk)))
    *turn = th_turn_begin (turn->db, turn->hall, th_journal_not_before (turn->db, th_hall_get_id (turn->hall), turn->now), turn->actor);
}

gboolean
th_do_booking_slots (ThAsk   *ask,
                     GError **error)
{
  ThTurn *turn = &ask->turn;
  g_auto (GStrv) matters = th_ask_list (ask, "matters");
  const char *queue = NULL, *point = th_ask_text (ask, "point");
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) days = NULL;
  Look look = { .need = { .minutes = 1 } };
  ThDay from, to, last;
  gboolean loaded;

  stand_still (ask);
  last = th_booking_last_day (turn->hall, turn->day, &loaded);
  if (!read_day (ask, "from", turn->day, &from, error) || !read_day (ask, "to", MAX (from, last), &to, error))
    return FALSE;
  if (to < from || th_day_diff (to, from) >= MOST_DAYS)
    return th_ask_bad (error, "to", _("a day from \"from\" on, at most 62 days"));
  if (!read_need (ask, (const char *const *) matters, &queue, &look.need, error) ||
      !th_booking_point_handles (turn->hall, point, (const char *const *) matters, error))
    return FALSE;
  place = th_booking_place (queue, point);
  days = th_slots_load (turn, place, from, to, error);
  look.place = place;
  look.busy = days != NULL ? read_busy (ask, queue, from, to, error) : NULL;
  if (look.busy == NULL)
    return FALSE;
  text = th_day_format (last);
  th_out_text (ask->out, "queue", queue);
  th_out_text (ask->out, "point", point);
  th_out_int (ask->out, "minutes", look.need.minutes);
  th_out_text (ask->out, "last_day", text);
  json_object_set_boolean_member (ask->out, "calendar_loaded", loaded);
  out_days (ask, &look, days);
  g_array_unref (look.busy);
  return th_out_nearest_points (ask, (const char *const *) matters, queue, &look.need, last, error);
}
