/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many bookings a day can take. Nobody types this in: it follows from the
 * usual duties of the fixed windows, the skills of the clerks, the opening
 * hours and the time the matters take, times the share a hall gives to
 * bookings; the rest stays for those who just come.
 *
 * A share of one window and a quarter is no use to anybody for half an hour.
 * So the share is handed out as whole windows, slot after slot, and what is
 * left over is carried on: of two slots at a share of a half, one has a window
 * for bookings. Where that would leave no slots in a row for the longest matter
 * of the queue, windows are handed out for as many slots in a row as it needs. */

#include "th-slots.h"

#include <glib/gi18n-lib.h>

#include "th-calendar.h"
#include "th-duty.h"
#include "th-words.h"

#define SHARE 10000   /* a share is counted in ten-thousandths */

gboolean
th_matter_bookable (const ThMatter *matter)
{
  return json_object_get_boolean_member_with_default (matter->doc, "bookable", FALSE);
}

/* Tenths that add up to a whole minute are no more than that. */
int
th_minutes_whole (double minutes)
{
  int whole = (int) (minutes + 1e-6);

  return MAX (1, whole + 1e-6 < minutes ? whole + 1 : whole);
}

/**
 * th_slot_longest:
 *
 * Returns: minutes of the longest matter of @queue that can be booked; 0 when
 *   none can
 */
int
th_slot_longest (ThHall     *hall,
                 const char *queue)
{
  const ThMatter *matters;
  int longest = 0;
  guint n;

  matters = th_hall_get_matters (hall, &n);
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (matters[i].queue, queue) == 0 && th_matter_bookable (&matters[i]))
      longest = MAX (longest, th_minutes_whole (matters[i].minutes_mean));
  return longest;
}

static guint
clerks_for (ThHall     *hall,
            const char *queue)
{
  const ThStaff *staff;
  guint n, found = 0;

  staff = th_hall_get_staff (hall, &n);
  for (guint i = 0; i < n; i++)
    if (staff[i].role == TH_ROLE_CLERK && g_strv_contains (staff[i].skills, queue))
      found++;
  return found;
}

/* The part of @window that is for @queue: its time is divided evenly among
 * the queues of its duty that can be booked. */
static gint64
part_of_window (ThHall             *hall,
                const ThWindowSpec *window,
                const char         *queue)
{
  g_autoptr (ThDuty) duty = window->duty != NULL ? th_duty_parse (window->duty, NULL) : NULL;
  const ThDutyItem *items;
  guint n, bookable = 0;

  if (duty == NULL || th_duty_tier (duty, queue) < 0)
    return 0;
  items = th_duty_items (duty, &n);
  for (guint i = 0; i < n; i++)
    bookable += th_slot_longest (hall, items[i].queue) > 0 ? 1 : 0;
  return bookable > 0 ? TH_SLOT_WINDOW / bookable : 0;
}

/**
 * th_slot_supply:
 *
 * @place: a queue or a point; the text is kept by whoever calls
 *
 * Returns: how many windows' time a queue has on a usual day, no more than
 *   there are clerks who know it; a point has its places instead
 */
ThSlotSupply
th_slot_supply (ThHall     *hall,
                const char *place)
{
  gboolean away = TH_PLACE_IS_POINT (place);
  ThSlotSupply supply = { place, away ? th_hall_point (hall, place + 1) : NULL, 0, away ? 0 : th_slot_longest (hall, place) };
  const ThWindowSpec *windows;
  gint64 sum = 0;
  guint n;

  if (supply.longest == 0)
    return supply;
  windows = th_hall_get_windows (hall, &n);
  for (guint i = 0; i < n; i++)
    if (windows[i].kind == TH_WINDOW_FIXED)
      sum += part_of_window (hall, &windows[i], place);
  supply.windows = MIN (sum, (gint64) clerks_for (hall, place) * TH_SLOT_WINDOW);
  return supply;
}

static gint64
ten_thousandths (double share)
{
  return (gint64) (share * SHARE + 0.5);
}

/* The whole windows of the next @length slots; the rest stays in @account. */
static int
draw (gint64 *account,
      gint64  per_slot,
      guint   length)
{
  gint64 whole = (gint64) TH_SLOT_WINDOW * SHARE * length;
  gint64 windows;

  *account += per_slot * length;
  windows = MAX (0, (*account + whole / 2) / whole);
  *account -= windows * whole;
  return (int) windows;
}

static void
add_reason (ThSlotDay  *self,
            const char *words)
{
  g_autofree char *before = self->reason;

  if (before != NULL && g_strstr_len (before, -1, words) != NULL)
    {
      self->reason = g_steal_pointer (&before);
      return;
    }
  self->reason = before != NULL ? g_strconcat (before, _("; "), words, NULL) : g_strdup (words);
}

static void
add_grid (ThSlotDay       *self,
          const ThOpening *opening,
          int              slot_s)
{
  for (int start = opening->from; start + slot_s <= opening->to; start += slot_s)
    {
      ThSlot slot = { .start_s = start, .end_s = start + slot_s };

      g_array_append_val (self->slots, slot);
    }
}

/* Slots from @i that follow one another without a break, at most @most. */
static guint
run_from (const ThSlotDay *self,
          guint            i,
          guint            most)
{
  guint n = 1;

  while (n < most && i + n < self->slots->len &&
         g_array_index (self->slots, ThSlot, i + n - 1).end_s == g_array_index (self->slots, ThSlot, i + n).start_s)
    n++;
  return n;
}

static void
hand_out (ThSlotDay          *self,
          ThHall             *hall,
          const ThSlotSupply *supply,
          int                 slot_minutes)
{
  gint64 per_slot = supply->windows * ten_thousandths (th_hall_setting_double (hall, "booking.capacity_share_for_booking"));
  gint64 public_share = ten_thousandths (th_hall_setting_double (hall, "booking.public_share"));
  gint64 account = 0, public_account = 0;
  guint most = MAX (1, (supply->longest + slot_minutes - 1) / slot_minutes);

  /* A large share makes long enough runs by itself. */
  if (per_slot * most > (gint64) (most - 1) * TH_SLOT_WINDOW * SHARE)
    most = 1;

  for (guint i = 0, n; i < self->slots->len; i += n)
    {
      int windows, open;

      n = run_from (self, i, most);
      windows = draw (&account, per_slot, n);
      /* A share of what is there to be shared, so that nothing is drawn for a slot without a window. */
      open = draw (&public_account, windows * TH_SLOT_WINDOW * public_share, n);
      if (open > windows)
        {
          public_account += (gint64) (open - windows) * TH_SLOT_WINDOW * SHARE * n;
          open = windows;
        }
      for (guint k = i; k < i + n; k++)
        {
          ThSlot *slot = &g_array_index (self->slots, ThSlot, k);

          slot->own_cap = slot->cap = windows * slot_minutes;
          slot->own_public = slot->public_cap = open * slot_minutes;
        }
    }
  if (per_slot == 0 && self->slots->len > 0)
    {
      g_autofree char *words = g_strdup_printf (_("No window is on duty for bookings of queue %s."), supply->place);

      add_reason (self, words);
    }
}

static void
close_times (ThSlotDay  *self,
             ThHall     *hall,
             const char *queue)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      ThSlot *slot = &g_array_index (self->slots, ThSlot, i);
      char *words = th_closed_time (hall, queue, self->day, slot->start_s);

      if (words == NULL)
        continue;
      g_ptr_array_add (self->words, words);
      slot->monthly = words;
      slot->own_cap = slot->own_public = slot->cap = slot->public_cap = 0;
      add_reason (self, words);
    }
}

/* A point has so many places at a time while it is there, for everybody. */
static void
fill_point (ThSlotDay     *self,
            ThHall        *hall,
            const ThPoint *point,
            int            slot_minutes)
{
  ThOpening opening = { point->from_s, point->to_s };

  if (!th_point_there (point, th_hall_get_calendar (hall), self->day))
    {
      self->reason = self->loaded ? g_strdup_printf (_("%s is not there on this day."), th_words (point->zh, point->en))
                                  : g_strdup_printf (_("The calendar of %d is not loaded."), th_day_year (self->day));
      return;
    }
  add_grid (self, &opening, slot_minutes * 60);
  self->whole = TRUE;
  for (guint i = 0; i < self->slots->len; i++)
    {
      ThSlot *slot = &g_array_index (self->slots, ThSlot, i);

      slot->whole = TRUE;
      slot->own_cap = slot->own_public = slot->cap = slot->public_cap = point->places * slot_minutes;
    }
  if (point->places == 0)
    self->reason = g_strdup_printf (_("Nothing is booked at %s; people just come."), th_words (point->zh, point->en));
}

/**
 * th_slot_day_new:
 * @supply: of a queue or a point
 * @slot_minutes: length of a slot
 *
 * Returns: (transfer full): the slots of that place on @day with nothing taken;
 *   none with a reason on a day that is closed or whose year is not loaded
 */
ThSlotDay *
th_slot_day_new (ThHall             *hall,
                 const ThSlotSupply *supply,
                 ThDay               day,
                 int                 slot_minutes)
{
  ThSlotDay *self = g_new0 (ThSlotDay, 1);
  ThCalendar *calendar = th_hall_get_calendar (hall);
  g_autoptr (GArray) openings = NULL;

  self->day = day;
  self->slots = g_array_new (FALSE, TRUE, sizeof (ThSlot));
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->loaded = th_calendar_kind (calendar, day, NULL) != TH_DAY_NOT_LOADED;
  if (supply->point != NULL)
    {
      fill_point (self, hall, supply->point, slot_minutes);
      return self;
    }
  openings = th_calendar_openings (calendar, day, &self->reason);
  for (guint i = 0; i < openings->len; i++)
    add_grid (self, &g_array_index (openings, ThOpening, i), slot_minutes * 60);
  hand_out (self, hall, supply, slot_minutes);
  close_times (self, hall, supply->place);
  return self;
}

void
th_slot_day_free (ThSlotDay *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->slots);
  g_ptr_array_unref (self->words);
  g_free (self->reason);
  g_free (self);
}

/**
 * th_slot_day_say:
 * @places: so many people at a time, each with a whole slot; -1: as computed
 * @public_places: how many of them the public may book
 *
 * A manager's word on the slots that begin from @from_s to before @to_s. A
 * later word goes before an earlier one.
 */
void
th_slot_day_say (ThSlotDay  *self,
                 int         from_s,
                 int         to_s,
                 int         places,
                 int         public_places,
                 const char *reason)
{
  const char *kept = g_strdup (reason);

  g_ptr_array_add (self->words, (gpointer) kept);
  for (guint i = 0; i < self->slots->len; i++)
    {
      ThSlot *slot = &g_array_index (self->slots, ThSlot, i);
      int minutes = (slot->end_s - slot->start_s) / 60;

      if (slot->start_s < from_s || slot->start_s >= to_s)
        continue;
      slot->said = places >= 0;
      slot->whole = slot->said || self->whole;
      slot->why = slot->said ? kept : NULL;
      slot->cap = places >= 0 ? places * minutes : slot->own_cap;
      slot->public_cap = places >= 0 ? MIN (public_places, places) * minutes : slot->own_public;
    }
}

/**
 * th_slot_day_taken:
 *
 * What is taken already; to be told after every th_slot_day_say(). Where more
 * is taken than there should be now, nothing is free, but nothing taken is
 * lost. What was sold in slots of another length counts in all it overlaps.
 */
void
th_slot_day_taken (ThSlotDay *self,
                   int        start_s,
                   int        end_s,
                   int        used,
                   int        public_used)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      ThSlot *slot = &g_array_index (self->slots, ThSlot, i);

      if (slot->start_s == start_s)
        {
          slot->used += used;
          slot->public_used += public_used;
          slot->cap = MAX (slot->cap, slot->used);
          slot->public_cap = MIN (MAX (slot->public_cap, slot->public_used), slot->cap);
        }
      else if (start_s < slot->end_s && slot->start_s < end_s)
        {
          slot->cap = MAX (slot->used, slot->cap - used);
          slot->public_cap = MIN (MAX (slot->public_used, slot->public_cap - used), slot->cap);
        }
    }
}

/* The slot that begins at @start_s; -1 when none does. */
int
th_slot_day_find (const ThSlotDay *self,
                  int              start_s)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (g_array_index (self->slots, ThSlot, i).start_s == start_s)
      return (int) i;
  return -1;
}

/* (transfer none) (nullable): why no booking begins at @slot although the hall
 * is open: the time of the month, unless a manager said otherwise. */
const char *
th_slot_closed (const ThSlot *slot)
{
  return slot->said ? NULL : slot->monthly;
}

/* Whether @second lies in a slot. */
gboolean
th_slot_day_covers (const ThSlotDay *self,
                    int              second)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      const ThSlot *slot = &g_array_index (self->slots, ThSlot, i);

      if (slot->start_s <= second && second < slot->end_s)
        return TRUE;
    }
  return FALSE;
}

/* Minutes that the @position-th slot of a booking gives to it. */
int
th_slot_need_of (const ThSlot     *slot,
                 const ThSlotNeed *need,
                 guint             position)
{
  int length = (slot->end_s - slot->start_s) / 60;

  if (slot->whole || need->whole)
    return length;
  return CLAMP (need->minutes - (int) position * length, 1, length);
}

/**
 * th_slot_day_fit:
 * @i: the slot to begin with
 *
 * Returns: how many more bookings of @need can begin there. A need of several
 *   slots takes slots in a row; over lunch nothing is in a row.
 */
ThSlotFit
th_slot_day_fit (const ThSlotDay  *self,
                 guint             i,
                 const ThSlotNeed *need)
{
  const ThSlot *first = &g_array_index (self->slots, ThSlot, i);
  int length = (first->end_s - first->start_s) / 60;
  guint n = (need->minutes + length - 1) / length;
  ThSlotFit fit = { .free = G_MAXINT, .public_free = G_MAXINT };

  if (run_from (self, i, n) < n)
    return (ThSlotFit) { 0 };
  for (guint k = 0; k < n; k++)
    {
      const ThSlot *slot = &g_array_index (self->slots, ThSlot, i + k);
      int takes = th_slot_need_of (slot, need, k);

      fit.free = MIN (fit.free, (slot->cap - slot->used) / takes);
      fit.public_free = MIN (fit.public_free, (slot->public_cap - slot->public_used) / takes);
      fit.end_s = slot->end_s;
    }
  fit.n = n;
  fit.public_free = MIN (fit.public_free, fit.free);
  return fit;
}
