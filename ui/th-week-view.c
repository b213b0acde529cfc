/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a week of places. What is closed comes in two ways: as blocks of the
 * calendar, and slot by slot with a reason (gone by, too soon, too far ahead).
 * Both are fields here, for a person asks the same of both: why not. */

#include "th-week-view.h"

#include "th-day.h"
#include "th-text.h"

static void
slot_free (ThWeekSlot *slot)
{
  g_free (slot->start);
  g_free (slot);
}

static void
block_free (ThWeekBlock *block)
{
  g_free (block->kind);
  g_free (block->title);
  g_free (block->detail);
  g_free (block);
}

/* The wall clock of an instant is written in it. */
static int
second_of (const char *iso)
{
  g_autofree char *time = iso != NULL && strlen (iso) >= 16 ? g_strndup (iso + 11, 5) : NULL;
  int second;

  return th_time_parse (time, &second) ? second : -1;
}

static int
second_at (const char *hh_mm)
{
  int second;

  return hh_mm != NULL && th_time_parse (hh_mm, &second) ? second : -1;
}

static ThWeekBlock *
add_block (GPtrArray *array, int column, int from_s, int to_s, const char *kind, const char *title, const char *detail)
{
  ThWeekBlock *block = g_new (ThWeekBlock, 1);

  *block = (ThWeekBlock) { column, 1, from_s, to_s, g_strdup (kind), g_strdup (title), g_strdup (detail) };
  g_ptr_array_add (array, block);
  return block;
}

/* A refusal says what is the matter, and what to do. */
static void
split_sentence (const char *text, char **title, char **detail)
{
  static const char *const stops[] = { "。", "，", ". " };
  const char *first = NULL;
  gsize skip = 0;

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      const char *stop = strstr (text, stops[i]);

      if (stop == NULL || (first != NULL && stop > first))
        continue;
      first = stop;
      skip = strlen (stops[i]);
    }
  *title = first != NULL ? g_strndup (text, (gsize) (first - text)) : g_strdup (text);
  *detail = first != NULL && first[skip] != '\0' ? g_strdup (first + skip) : NULL;
}

static gboolean
covered (GPtrArray *blocks, guint first, int from_s, int to_s)
{
  for (guint i = first; i < blocks->len; i++)
    {
      const ThWeekBlock *block = blocks->pdata[i];

      if (block->from_s < 0 || (from_s < block->to_s && to_s > block->from_s))
        return TRUE;
    }
  return FALSE;
}

static void
read_blocks (ThWeekView *self, JsonObject *day, int column)
{
  JsonArray *blocks = th_member_array (day, "blocks");

  for (guint i = 0; blocks != NULL && i < json_array_get_length (blocks); i++)
    {
      JsonObject *block = th_member_element (blocks, i);
      const char *kind = th_member_text (block, "kind");
      gboolean lunch = g_strcmp0 (kind, "lunch") == 0;

      add_block (lunch ? self->lunches : self->blocks, column, second_at (th_member_text (block, "from")),
                 second_at (th_member_text (block, "to")), kind, th_member_text (block, "title"), th_member_text (block, "detail"));
    }
}

/* The usual distance between two slots of a day; a day long when there is one. */
static int
step_of (JsonArray *slots)
{
  int step = 24 * 3600;

  for (guint i = 1; i < json_array_get_length (slots); i++)
    {
      int gap = second_of (th_member_text (th_member_element (slots, i), "start")) -
                second_of (th_member_text (th_member_element (slots, i - 1), "start"));

      if (gap > 0)
        step = MIN (step, gap);
    }
  return step;
}

/* How much of the axis the slot at @i fills: not more than a slot, for work
 * that begins in it may take longer. */
static int
fills_until (JsonArray *slots, guint i)
{
  JsonObject *slot = th_member_element (slots, i);
  int from_s = second_of (th_member_text (slot, "start")), to_s = second_of (th_member_text (slot, "end"));

  if (to_s <= from_s)
    to_s = 24 * 3600;
  return MIN (to_s, from_s + step_of (slots));
}

/* Slots that cannot be booked for one reason, one behind the other. */
static void
add_refused (ThWeekView *self, int column, int from_s, int to_s, const char *reason, gboolean whole)
{
  g_autofree char *title = NULL, *detail = NULL;

  split_sentence (reason, &title, &detail);
  add_block (self->blocks, column, whole ? -1 : from_s, whole ? -1 : to_s, "refused", title, detail);
}

static void
read_refused (ThWeekView *self, JsonArray *slots, int column, guint first_block)
{
  guint n = json_array_get_length (slots), begun = 0;
  gboolean alone = self->blocks->len == first_block;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *slot = th_member_element (slots, i);
      const char *reason = th_member_text (slot, "closed");
      const char *next = i + 1 < n ? th_member_text (th_member_element (slots, i + 1), "closed") : NULL;
      int from_s;

      if (i > 0 && g_strcmp0 (reason, th_member_text (th_member_element (slots, i - 1), "closed")) != 0)
        begun = i;
      if (reason == NULL || g_strcmp0 (reason, next) == 0)
        continue;
      from_s = second_of (th_member_text (th_member_element (slots, begun), "start"));
      if (alone || !covered (self->blocks, first_block, from_s, fills_until (slots, i)))
        add_refused (self, column, from_s, fills_until (slots, i), reason, alone && begun == 0 && i + 1 == n);
    }
}

static void
read_slots (ThWeekView *self, JsonObject *day, int column)
{
  JsonArray *slots = th_member_array (day, "slots");
  guint first_block = self->blocks->len;

  read_blocks (self, day, column);
  for (guint i = 0; slots != NULL && i < json_array_get_length (slots); i++)
    {
      JsonObject *object = th_member_element (slots, i);
      const char *start = th_member_text (object, "start");
      int from_s = second_of (start), to_s = fills_until (slots, i);
      ThWeekSlot *slot;

      if (from_s < 0 || th_member_has (object, "closed") || covered (self->blocks, first_block, from_s, to_s))
        continue;
      slot = g_new (ThWeekSlot, 1);
      *slot = (ThWeekSlot) { g_strdup (start), self->days[column].day, column, from_s, to_s,
                             second_of (th_member_text (object, "end")), (int) th_member_int (object, self->free_key, 0),
                             th_member_int (object, "minutes", -1) == 0 && !th_member_bool (object, "overridden") };
      g_ptr_array_add (self->slots, slot);
      self->shortest_s = self->shortest_s > 0 ? MIN (self->shortest_s, to_s - from_s) : to_s - from_s;
    }
  if (slots != NULL && json_array_get_length (slots) > 0)
    read_refused (self, slots, column, first_block);
  else if (th_member_bool (day, "open") && th_member_has (day, "reason"))
    {
      /* Out of reach: when it will be open does not matter yet. */
      g_ptr_array_set_size (self->blocks, (int) first_block);
      add_refused (self, column, -1, -1, th_member_text (day, "reason"), TRUE);
    }
}

static void
read_day (ThWeekView *self, JsonObject *object, int column)
{
  ThWeekDay *day = &self->days[column];
  JsonObject *filing = th_member_object (object, "filing");

  day->known = TRUE;
  day->note = g_strdup (th_member_text (object, "weekday_note"));
  day->deadline = filing != NULL && th_member_int (filing, "days_left", -1) == 0;
  read_slots (self, object, column);
}

/* --- joining ----------------------------------------------------------------- */

static gboolean
same_block (const ThWeekBlock *a, const ThWeekBlock *b)
{
  return a->from_s == b->from_s && a->to_s == b->to_s && g_strcmp0 (a->kind, b->kind) == 0 &&
         g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->detail, b->detail) == 0;
}

/* Days in a row that are closed for one reason are one field. */
static void
join (GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      ThWeekBlock *block = blocks->pdata[i];

      for (guint k = i + 1; k < blocks->len;)
        {
          const ThWeekBlock *next = blocks->pdata[k];

          if (next->column == block->column + block->columns && same_block (block, next))
            {
              block->columns++;
              g_ptr_array_remove_index (blocks, k);
            }
          else
            k++;
        }
    }
}

static gboolean
hidden (const ThWeekView *self, const ThWeekBlock *lunch)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ThWeekBlock *block = self->blocks->pdata[i];

      if (lunch->column >= block->column && lunch->column < block->column + block->columns &&
          (block->from_s < 0 || (block->from_s < lunch->to_s && block->to_s > lunch->from_s)))
        return TRUE;
    }
  return FALSE;
}

static void
join_lunches (ThWeekView *self)
{
  for (guint i = 0; i < self->lunches->len;)
    {
      if (hidden (self, self->lunches->pdata[i]))
        g_ptr_array_remove_index (self->lunches, i);
      else
        i++;
    }
  join (self->lunches);
}

/* --- the axis ------------------------------------------------------------------ */

static int
by_from (gconstpointer a, gconstpointer b)
{
  return ((const ThWeekStretch *) a)->from_s - ((const ThWeekStretch *) b)->from_s;
}

static void
make_axis (ThWeekView *self)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (ThWeekStretch));

  for (guint i = 0; i < self->slots->len; i++)
    {
      const ThWeekSlot *slot = self->slots->pdata[i];

      g_array_append_val (all, ((ThWeekStretch) { slot->from_s, slot->to_s }));
    }
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ThWeekBlock *block = self->blocks->pdata[i];
      ThWeekStretch stretch = { block->from_s, block->to_s };

      /* What was refused slot by slot may go over a break. */
      if (stretch.from_s >= 0 && g_strcmp0 (block->kind, "refused") != 0)
        g_array_append_val (all, stretch);
    }
  g_array_sort (all, by_from);
  for (guint i = 0; i < all->len; i++)
    {
      ThWeekStretch next = g_array_index (all, ThWeekStretch, i);
      ThWeekStretch *last = self->stretches->len > 0 ? &g_array_index (self->stretches, ThWeekStretch, self->stretches->len - 1) : NULL;

      if (last != NULL && next.from_s <= last->to_s)
        last->to_s = MAX (last->to_s, next.to_s);
      else
        g_array_append_val (self->stretches, next);
    }
}

/* Refused stretches of a week without any slot still need an axis. */
static void
widen_axis (ThWeekView *self)
{
  for (guint i = 0; self->stretches->len == 0 && i < self->blocks->len; i++)
    {
      const ThWeekBlock *block = self->blocks->pdata[i];
      ThWeekStretch stretch = { block->from_s, block->to_s };

      if (block->from_s >= 0)
        g_array_append_val (self->stretches, stretch);
    }
  for (guint i = 0; self->stretches->len > 0 && i < self->blocks->len; i++)
    {
      const ThWeekBlock *block = self->blocks->pdata[i];
      ThWeekStretch *first = &g_array_index (self->stretches, ThWeekStretch, 0);
      ThWeekStretch *last = &g_array_index (self->stretches, ThWeekStretch, self->stretches->len - 1);

      if (block->from_s < 0)
        continue;
      first->from_s = MIN (first->from_s, block->from_s);
      last->to_s = MAX (last->to_s, block->to_s);
    }
}

/* --- public -------------------------------------------------------------------- */

/* Whether the answer reaches from @today to the last day and has nothing. */
static gboolean
nothing_free (JsonObject *answer, JsonArray *days, ThDay today, ThDay last_day)
{
  guint n = days != NULL ? json_array_get_length (days) : 0;
  ThDay first, last;

  if (n == 0 || today == 0 || last_day == 0 || th_member_int (answer, "free_total", 1) > 0)
    return FALSE;
  first = th_day_parse (th_member_text (th_member_element (days, 0), "day"));
  last = th_day_parse (th_member_text (th_member_element (days, n - 1), "day"));
  return first <= today && last >= last_day;
}

static ThDay
day_of (JsonObject *object, const char *key)
{
  const char *text = th_member_text (object, key);

  return text != NULL ? th_day_parse (text) : 0;
}

/**
 * th_week_view_new:
 * @answer: (nullable) (transfer none): of booking.slots; days outside of it are not known
 * @monday: the first day of the week
 * @today: 0 when not known
 * @only_public: whether what is for sale are places of the public
 *
 * Returns: (transfer full): the week
 */
ThWeekView *
th_week_view_new (JsonObject *answer, ThDay monday, ThDay today, gboolean only_public)
{
  ThWeekView *self = g_new0 (ThWeekView, 1);
  JsonArray *days = answer != NULL ? th_member_array (answer, "days") : NULL;

  self->monday = monday;
  self->free_key = only_public ? "public_free" : "free";
  self->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) slot_free);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  self->lunches = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  self->stretches = g_array_new (FALSE, FALSE, sizeof (ThWeekStretch));
  for (int i = 0; i < TH_WEEK_DAYS; i++)
    self->days[i].day = th_day_add (monday, i);
  for (guint i = 0; days != NULL && i < json_array_get_length (days); i++)
    {
      JsonObject *object = th_member_element (days, i);
      ThDay day = day_of (object, "day");
      int column = day != 0 ? th_day_diff (day, monday) : -1;

      if (column >= 0 && column < TH_WEEK_DAYS && !self->days[column].known)
        read_day (self, object, column);
    }
  join (self->blocks);
  join_lunches (self);
  make_axis (self);
  widen_axis (self);
  self->last_day = answer != NULL ? day_of (answer, "last_day") : 0;
  self->none = answer != NULL && nothing_free (answer, days, today, self->last_day);
  return self;
}

void
th_week_view_free (ThWeekView *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < TH_WEEK_DAYS; i++)
    g_free (self->days[i].note);
  g_ptr_array_unref (self->slots);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->lunches);
  g_array_unref (self->stretches);
  g_free (self);
}

/**
 * th_week_view_find:
 * @start: (nullable): an instant with its offset
 *
 * Returns: (transfer none) (nullable): the slot of this week that begins then
 */
ThWeekSlot *
th_week_view_find (const ThWeekView *self, const char *start)
{
  ThInstant at = start != NULL ? th_instant_parse (start) : 0;

  for (guint i = 0; at != 0 && i < self->slots->len; i++)
    if (th_instant_parse (((ThWeekSlot *) self->slots->pdata[i])->start) == at)
      return self->slots->pdata[i];
  return NULL;
}

/**
 * th_week_view_place:
 * @scaled_s: (out): seconds of stretches before @second
 * @breaks: (out): breaks that have ended by @second
 *
 * A time within a break is where the break begins.
 */
void
th_week_view_place (const ThWeekView *self, int second, int *scaled_s, int *breaks)
{
  *scaled_s = *breaks = 0;
  for (guint i = 0; i < self->stretches->len; i++)
    {
      const ThWeekStretch *stretch = &g_array_index (self->stretches, ThWeekStretch, i);

      if (second < stretch->from_s)
        return;
      *breaks = (int) i;
      *scaled_s += MIN (second, stretch->to_s) - stretch->from_s;
    }
}

int
th_week_view_scaled (const ThWeekView *self)
{
  int sum = 0;

  for (guint i = 0; i < self->stretches->len; i++)
    sum += g_array_index (self->stretches, ThWeekStretch, i).to_s - g_array_index (self->stretches, ThWeekStretch, i).from_s;
  return sum;
}
