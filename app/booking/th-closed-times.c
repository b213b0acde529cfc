/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Times of every month that a hall keeps free of bookings, such as the first
 * working morning for invoices: "F first morning stock-taking". A day of the
 * month that is off moves to the next working day. */

#include "th-slots.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "th-calendar.h"

#define NOON_S (12 * 3600)

/* The first working day from @day on, in steps of @step; 0 when unknown. */
static ThDay
working_from (ThCalendar *calendar,
              ThDay       day,
              int         step)
{
  gboolean working = FALSE;

  while (day != 0 && th_calendar_is_working (calendar, day, &working, NULL))
    {
      if (working)
        return day;
      day = th_day_add (day, step);
    }
  return 0;
}

/* The day that @word means in the month of @in. */
static ThDay
day_meant (ThCalendar *calendar,
           const char *word,
           ThDay       in)
{
  ThDay first = th_day_new (th_day_year (in), th_day_month (in), 1);
  ThDay next = th_day_add (th_day_new (th_day_year (in), th_day_month (in), 28), 4);
  ThDay last = th_day_add (next, -th_day_mday (next));

  if (g_str_equal (word, "first"))
    return working_from (calendar, first, 1);
  if (g_str_equal (word, "last"))
    return working_from (calendar, last, -1);
  return working_from (calendar, th_day_add (first, MIN (atoi (word), th_day_mday (last)) - 1), 1);
}

static gboolean
half_matches (const char *half,
              int         start_s)
{
  if (g_str_equal (half, "day"))
    return TRUE;
  return g_str_equal (half, "morning") == (start_s < NOON_S);
}

/* (transfer full) (nullable): what the hall calls the time that @queue takes
 * no bookings on @day at @start_s. */
static char *
closed_name (ThHall     *hall,
             const char *queue,
             ThDay       day,
             int         start_s)
{
  ThCalendar *calendar = th_hall_get_calendar (hall);
  JsonArray *times = json_node_get_array (th_hall_setting_node (hall, "booking.closed_times"));

  for (guint i = 0; i < json_array_get_length (times); i++)
    {
      g_auto (GStrv) words = g_strsplit (json_array_get_string_element (times, i), " ", 4);
      ThDay before = th_day_add (th_day_new (th_day_year (day), th_day_month (day), 1), -1);

      if (g_strv_length (words) < 4 || !(g_str_equal (words[0], "*") || g_ascii_strcasecmp (words[0], queue) == 0) ||
          !half_matches (words[2], start_s))
        continue;
      if (day_meant (calendar, words[1], day) == day || day_meant (calendar, words[1], before) == day)
        return g_strdup (words[3]);
    }
  return NULL;
}

/**
 * th_closed_time:
 *
 * Returns: (transfer full) (nullable): why @queue takes no bookings on @day
 *   at @start_s, in words; NULL when it does
 */
char *
th_closed_time (ThHall     *hall,
                const char *queue,
                ThDay       day,
                int         start_s)
{
  g_autofree char *name = closed_name (hall, queue, day, start_s);

  return name != NULL ? g_strdup_printf (_("No bookings at this time of the month: %s"), name) : NULL;
}

/* Why bookings have no slot there although the hall is open, in words; NULL
 * for another reason, or none. */
static ThBlock *
slot_block (ThHall       *hall,
            const char   *queue,
            const ThSlotDay *day,
            const ThSlot *slot)
{
  char *words;

  if (slot->said)
    return slot->cap > 0 ? NULL : th_block_new (TH_BLOCK_CLOSED, slot->start_s, slot->end_s, g_strdup (slot->why), g_strdup (_("Arranged by this hall")));
  words = day->whole ? NULL : closed_name (hall, queue, day->day, slot->start_s);
  return words != NULL ? th_block_new (TH_BLOCK_MONTHLY, slot->start_s, slot->end_s, words, g_strdup (_("No bookings at this time of the month"))) : NULL;
}

static gboolean
continues (const ThBlock *block,
           const ThBlock *next)
{
  return block->kind == next->kind && block->to_s == next->from_s && g_strcmp0 (block->title, next->title) == 0;
}

/* Joins what lies in a row; adds what is left to @blocks. Returns how many
 * slots are closed. */
static guint
add_slot_blocks (ThHall          *hall,
                 const char      *queue,
                 const ThSlotDay *day,
                 GPtrArray       *blocks)
{
  ThBlock *last = NULL;
  guint n = 0;

  for (guint i = 0; i < day->slots->len; i++)
    {
      ThBlock *block = slot_block (hall, queue, day, &g_array_index (day->slots, ThSlot, i));

      if (block == NULL)
        continue;
      n++;
      if (last != NULL && continues (last, block))
        {
          last->to_s = block->to_s;
          th_block_free (block);
          continue;
        }
      last = block;
      g_ptr_array_add (blocks, block);
    }
  return n;
}

/* Everything of the day is closed for one reason: that is one block. */
static gboolean
is_whole (const GPtrArray *own,
          guint            closed,
          const ThSlotDay *day)
{
  if (closed == 0 || closed < day->slots->len)
    return FALSE;
  for (guint i = 1; i < own->len; i++)
    if (!g_str_equal (((ThBlock *) own->pdata[0])->title, ((ThBlock *) own->pdata[i])->title))
      return FALSE;
  return TRUE;
}

static gboolean
has_supply (const ThSlotDay *day)
{
  for (guint i = 0; i < day->slots->len; i++)
    {
      const ThSlot *slot = &g_array_index (day->slots, ThSlot, i);

      if (slot->cap > 0 || slot->said)
        return TRUE;
    }
  return day->slots->len == 0;
}

/* A point is away, or there all the time it says. */
static GPtrArray *
away_blocks (const ThSlotDay *day)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) th_block_free);

  if (day->slots->len == 0 && !day->loaded)
    g_ptr_array_add (blocks, th_block_new (TH_BLOCK_NOT_LOADED, -1, -1, g_strdup_printf (_("Calendar of %d not loaded"), th_day_year (day->day)),
                                           g_strdup (_("No bookings until it is"))));
  else if (day->slots->len == 0)
    g_ptr_array_add (blocks, th_block_new (TH_BLOCK_CLOSED, -1, -1, g_strdup (_("Not there")), g_strdup (day->reason)));
  return blocks;
}

/**
 * th_closed_blocks:
 * @place: a queue, or a point
 * @day: a day of it
 *
 * Returns: (transfer full) (element-type ThBlock): what is closed on it: by the
 *   calendar, at its time of the month, by a manager's word, or because nobody
 *   is on duty for bookings of that queue
 */
GPtrArray *
th_closed_blocks (ThHall          *hall,
                  const char      *place,
                  const ThSlotDay *day)
{
  GPtrArray *blocks = TH_PLACE_IS_POINT (place) ? away_blocks (day) : th_calendar_blocks (th_hall_get_calendar (hall), day->day);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) th_block_free);
  guint closed = add_slot_blocks (hall, place, day, own);

  if (is_whole (own, closed, day))
    {
      ThBlock *whole = own->pdata[0];

      whole->from_s = whole->to_s = -1;
      g_ptr_array_set_size (blocks, 0);
      g_ptr_array_set_size (own, 1);
    }
  else if (closed == 0 && !has_supply (day))
    {
      g_ptr_array_set_size (blocks, 0);
      g_ptr_array_add (own, th_block_new (TH_BLOCK_CLOSED, -1, -1, g_strdup (_("No bookings")), g_strdup (day->reason)));
    }
  g_ptr_array_extend_and_steal (blocks, g_steal_pointer (&own));
  g_ptr_array_sort (blocks, th_block_order);
  return blocks;
}
