/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What of a day is closed, in pieces a screen can draw: each has its time, a
 * title and why. Days in a row that are closed for one reason say the same
 * words, so that they can be drawn as one. */

#include "th-block.h"

#include <glib/gi18n-lib.h>

#include "th-calendar-private.h"
#include "th-words.h"

#define NOON_FROM (11 * 3600)
#define NOON_TO (14 * 3600)

static const char *const kinds[] = {
  [TH_BLOCK_HOLIDAY] = "holiday", [TH_BLOCK_WEEKEND] = "weekend", [TH_BLOCK_CLOSED] = "closed", [TH_BLOCK_LUNCH] = "lunch",
  [TH_BLOCK_TRAINING] = "training", [TH_BLOCK_MONTHLY] = "monthly", [TH_BLOCK_NOT_LOADED] = "not_loaded",
};

const char *
th_block_kind_name (ThBlockKind kind)
{
  return kinds[kind];
}

ThBlock *
th_block_new (ThBlockKind kind,
              int         from_s,
              int         to_s,
              char       *title,
              char       *detail)
{
  ThBlock *self = g_new (ThBlock, 1);

  *self = (ThBlock) { kind, from_s, to_s, title, detail };
  return self;
}

void
th_block_free (ThBlock *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

int
th_block_order (gconstpointer a,
                gconstpointer b)
{
  const ThBlock *first = *(ThBlock *const *) a, *second = *(ThBlock *const *) b;

  return (first->from_s > second->from_s) - (first->from_s < second->from_s);
}

static ThBlock *
holiday_block (ThCalendar *calendar,
               ThDay       day)
{
  ThHoliday holiday = { "" };
  g_autofree char *days = NULL;
  g_autofree char *off = NULL;

  th_calendar_holiday (calendar, day, &holiday);
  days = th_words_days (holiday.from, holiday.to);
  off = g_strdup_printf (_("Public holiday, %s"), days);
  return th_block_new (TH_BLOCK_HOLIDAY, -1, -1, g_strdup (holiday.words),
                       holiday.notice != NULL ? g_strconcat (off, "\n", holiday.notice, NULL) : g_strdup (off));
}

/* Why a day has no hours at all. */
static ThBlock *
day_block (ThCalendar *calendar,
           ThDay       day,
           ThDayKind   kind)
{
  switch (kind)
    {
    case TH_DAY_NOT_LOADED:
      return th_block_new (TH_BLOCK_NOT_LOADED, -1, -1, g_strdup_printf (_("Calendar of %d not loaded"), th_day_year (day)),
                           g_strdup (_("No bookings until it is")));
    case TH_DAY_HOLIDAY:
      return holiday_block (calendar, day);
    case TH_DAY_WEEKEND:
      return th_block_new (TH_BLOCK_WEEKEND, -1, -1, g_strdup (_("Weekend")), g_strdup (C_("block", "Day off")));
    case TH_DAY_WORKING:
    case TH_DAY_MAKEUP:
    default:
      return th_block_new (TH_BLOCK_CLOSED, -1, -1, g_strdup (C_("block", "Closed")), g_strdup (_("No opening hours on this day")));
    }
}

static ThBlock *
closure_block (const ThClosure *closure,
               int              from_s,
               int              to_s)
{
  return th_block_new (closure->training ? TH_BLOCK_TRAINING : TH_BLOCK_CLOSED, from_s, to_s,
                       g_strdup (th_words (closure->zh, closure->en)), g_strdup (_("Arranged by this hall")));
}

/* The stretch of weekdays: where a day of the week is shorter, it says so. */
static ThOpening
usual_stretch (ThCalendar *calendar)
{
  ThOpening usual = { 24 * 3600, 0 };

  /* Any Monday to Friday will do. */
  for (int i = 0; i < 5; i++)
    {
      GArray *openings = th_calendar_weekly (calendar, th_day_add (20260420, i), TH_DAY_WORKING);

      if (openings->len == 0)
        continue;
      usual.from = MIN (usual.from, g_array_index (openings, ThOpening, 0).from);
      usual.to = MAX (usual.to, g_array_index (openings, ThOpening, openings->len - 1).to);
    }
  return usual;
}

/* A stretch without hours, but for what a closure says already. */
static void
add_gap (GPtrArray *blocks,
         guint      closures,
         int        from_s,
         int        to_s,
         gboolean   between)
{
  gboolean lunch = between && from_s < NOON_TO && to_s > NOON_FROM;

  for (guint i = 0; i < closures && from_s < to_s; i++)
    {
      const ThBlock *closure = blocks->pdata[i];

      if (closure->from_s <= from_s)
        from_s = MAX (from_s, closure->to_s);
      else if (closure->to_s >= to_s)
        to_s = MIN (to_s, closure->from_s);
    }
  if (from_s >= to_s)
    return;
  g_ptr_array_add (blocks, th_block_new (lunch ? TH_BLOCK_LUNCH : TH_BLOCK_CLOSED, from_s, to_s, g_strdup (lunch ? _("Lunch") : C_("block", "Closed")),
                                         g_strdup (lunch ? _("No bookings") : _("No opening hours"))));
}

static void
add_closures (ThCalendar   *calendar,
              ThDay         day,
              const GArray *weekly,
              GPtrArray    *blocks)
{
  GArray *closures = th_calendar_closures (calendar);
  int first = g_array_index (weekly, ThOpening, 0).from, last = g_array_index (weekly, ThOpening, weekly->len - 1).to;

  for (guint i = 0; i < closures->len; i++)
    {
      const ThClosure *closure = &g_array_index (closures, ThClosure, i);

      if (day < closure->from || day > closure->to)
        continue;
      if (closure->whole)
        {
          g_ptr_array_set_size (blocks, 0);
          g_ptr_array_add (blocks, closure_block (closure, -1, -1));
          return;
        }
      if (closure->time.from < last && closure->time.to > first)
        g_ptr_array_add (blocks, closure_block (closure, MAX (first, closure->time.from), MIN (last, closure->time.to)));
    }
}

/* Closures that leave nothing of the day close it whole. */
static gboolean
left_nothing (ThCalendar *calendar,
              ThDay       day,
              GPtrArray  *blocks)
{
  g_autoptr (GArray) openings = th_calendar_openings (calendar, day, NULL);

  if (openings->len > 0 || blocks->len == 0)
    return FALSE;
  g_ptr_array_set_size (blocks, 1);
  ((ThBlock *) blocks->pdata[0])->from_s = ((ThBlock *) blocks->pdata[0])->to_s = -1;
  return TRUE;
}

GPtrArray *
th_calendar_blocks (ThCalendar *self,
                    ThDay       day)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) th_block_free);
  ThDayKind kind = th_calendar_kind (self, day, NULL);
  GArray *weekly = th_calendar_weekly (self, day, kind);
  ThOpening usual;
  guint closures;

  if (weekly == NULL || weekly->len == 0)
    {
      g_ptr_array_add (blocks, day_block (self, day, kind));
      return blocks;
    }
  add_closures (self, day, weekly, blocks);
  if (left_nothing (self, day, blocks))
    return blocks;
  closures = blocks->len;
  usual = usual_stretch (self);
  add_gap (blocks, closures, usual.from, g_array_index (weekly, ThOpening, 0).from, FALSE);
  for (guint i = 0; i + 1 < weekly->len; i++)
    add_gap (blocks, closures, g_array_index (weekly, ThOpening, i).to, g_array_index (weekly, ThOpening, i + 1).from, TRUE);
  add_gap (blocks, closures, g_array_index (weekly, ThOpening, weekly->len - 1).to, usual.to, FALSE);
  g_ptr_array_sort (blocks, th_block_order);
  return blocks;
}
