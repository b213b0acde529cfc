/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which days are working days, when the hall is open, and when filing periods
 * end. The State Council publishes a year's days off only in the autumn before
 * it: of a year that is not loaded nothing is said, for Monday to Friday would
 * be a guess, and a wrong one several times a year. */

#include "th-calendar-private.h"

#include <glib/gi18n-lib.h>

#include "th-error.h"
#include "th-words.h"

#define DAYS_OF_YEAR 366

typedef struct
{
  int    year;
  guint8 kinds[DAYS_OF_YEAR];      /* ThDayKind by day of the year */
  gint16 holidays[DAYS_OF_YEAR];   /* index of the holiday, or -1 */
} Year;

typedef struct
{
  const char *zh, *en;
  const char *notice;              /* the number of the notice, or NULL */
  ThDay       from, to;
} Holiday;

typedef struct
{
  int   year;
  ThDay months[12];
} Deadlines;

struct _ThCalendar
{
  gatomicrefcount refs;
  JsonObject     *doc;         /* owns the words; may be NULL */
  GArray         *years;       /* of Year */
  GArray         *holidays;    /* of Holiday */
  GArray         *closures;    /* of ThClosure */
  GArray         *deadlines;   /* of Deadlines */
  GArray         *week[8];     /* of ThOpening, by weekday 1 to 7 */
};

static const char *const weekday_keys[] = {
  NULL, "mon", "tue", "wed", "thu", "fri", "sat", "sun",
};

/* --- reading ---------------------------------------------------------- */

static const char *
text_of (JsonObject *object, const char *key)
{
  return json_object_get_string_member_with_default (object, key, NULL);
}

static ThDay
day_of (JsonObject *object, const char *key)
{
  return th_day_parse (text_of (object, key));
}

static ThOpening
opening_of (JsonArray *pair)
{
  ThOpening opening = { 0, 0 };

  th_time_parse (json_array_get_string_element (pair, 0), &opening.from);
  th_time_parse (json_array_get_string_element (pair, 1), &opening.to);
  return opening;
}

static Year *
find_year (ThCalendar *self, ThDay day)
{
  int year = th_day_year (day);

  for (guint i = 0; i < self->years->len; i++)
    if (g_array_index (self->years, Year, i).year == year)
      return &g_array_index (self->years, Year, i);
  return NULL;
}

static int
index_in_year (ThDay day)
{
  return th_day_diff (day, th_day_new (th_day_year (day), 1, 1));
}

static void
add_year (ThCalendar *self, int number)
{
  Year year = { .year = number };
  ThDay first = th_day_new (number, 1, 1);

  for (int i = 0; i < DAYS_OF_YEAR; i++)
    {
      gboolean weekend = th_day_weekday (th_day_add (first, i)) > 5;

      year.kinds[i] = weekend ? TH_DAY_WEEKEND : TH_DAY_WORKING;
      year.holidays[i] = -1;
    }
  g_array_append_val (self->years, year);
}

/* Days of a neighbouring year count there, when that year is loaded. */
static void
set_day (ThCalendar *self, ThDay day, ThDayKind kind, int holiday)
{
  Year *year = find_year (self, day);

  if (year == NULL)
    return;
  year->kinds[index_in_year (day)] = kind;
  year->holidays[index_in_year (day)] = holiday;
}

static void
read_notice (ThCalendar *self, JsonObject *notice)
{
  JsonArray *off = json_object_get_array_member (notice, "off");
  JsonArray *makeup = json_object_get_array_member (notice, "makeup_workdays");

  for (guint i = 0; i < json_array_get_length (off); i++)
    {
      JsonObject *holiday = json_array_get_object_element (off, i);
      Holiday known = { text_of (holiday, "name"), text_of (holiday, "en"), text_of (notice, "notice"),
                        day_of (holiday, "from"), day_of (holiday, "to") };

      for (ThDay day = known.from; day != 0 && day <= known.to; day = th_day_add (day, 1))
        set_day (self, day, TH_DAY_HOLIDAY, self->holidays->len);
      g_array_append_val (self->holidays, known);
    }
  for (guint i = 0; i < json_array_get_length (makeup); i++)
    {
      ThDay day = th_day_parse (json_array_get_string_element (makeup, i));

      if (day != 0)
        set_day (self, day, TH_DAY_MAKEUP, -1);
    }
}

static void
read_years (ThCalendar *self, JsonObject *years)
{
  g_autoptr (GList) members = json_object_get_members (years);

  for (GList *l = members; l != NULL; l = l->next)
    add_year (self, (int) g_ascii_strtoll (l->data, NULL, 10));
  for (GList *l = members; l != NULL; l = l->next)
    read_notice (self, json_object_get_object_member (years, l->data));
}

static void
read_closures (ThCalendar *self, JsonArray *closures)
{
  for (guint i = 0; i < json_array_get_length (closures); i++)
    {
      JsonObject *object = json_array_get_object_element (closures, i);
      ThClosure closure = {
        .from = day_of (object, "from"),
        .to = day_of (object, "to"),
        .whole = !json_object_has_member (object, "time"),
        .training = g_strcmp0 (text_of (object, "kind"), "training") == 0,
        .zh = text_of (object, "zh"),
        .en = text_of (object, "en"),
      };

      if (closure.to == 0)
        closure.to = closure.from;
      if (!closure.whole)
        closure.time = opening_of (json_object_get_array_member (object, "time"));
      g_array_append_val (self->closures, closure);
    }
}

static void
read_deadlines (ThCalendar *self, JsonObject *deadlines)
{
  g_autoptr (GList) members = json_object_get_members (deadlines);

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonObject *months = json_object_get_object_member (deadlines, l->data);
      Deadlines year = { .year = (int) g_ascii_strtoll (l->data, NULL, 10) };

      for (int month = 1; month <= 12; month++)
        {
          char key[3];

          g_snprintf (key, sizeof key, "%02d", month);
          year.months[month - 1] = day_of (months, key);
        }
      g_array_append_val (self->deadlines, year);
    }
}

static void
read_hours (ThCalendar *self, JsonObject *hours)
{
  for (int weekday = 1; weekday <= 7; weekday++)
    {
      JsonArray *openings = NULL;

      self->week[weekday] = g_array_new (FALSE, FALSE, sizeof (ThOpening));
      if (hours != NULL && json_object_has_member (hours, weekday_keys[weekday]))
        openings = json_object_get_array_member (hours, weekday_keys[weekday]);
      for (guint i = 0; openings != NULL && i < json_array_get_length (openings); i++)
        {
          ThOpening opening = opening_of (json_array_get_array_element (openings, i));

          g_array_append_val (self->week[weekday], opening);
        }
    }
}

/**
 * th_calendar_new:
 * @hours: (nullable): "hours" of a hall description
 * @calendar: (nullable): "calendar" of a hall description
 *
 * Both have been checked by the reader of hall descriptions. Without @hours
 * the hall is never open; without @calendar no year is loaded.
 *
 * Returns: (transfer full): the calendar
 */
ThCalendar *
th_calendar_new (JsonObject *hours, JsonObject *calendar)
{
  ThCalendar *self = g_new0 (ThCalendar, 1);

  g_atomic_ref_count_init (&self->refs);
  self->years = g_array_new (FALSE, FALSE, sizeof (Year));
  self->holidays = g_array_new (FALSE, FALSE, sizeof (Holiday));
  self->closures = g_array_new (FALSE, FALSE, sizeof (ThClosure));
  self->deadlines = g_array_new (FALSE, FALSE, sizeof (Deadlines));
  read_hours (self, hours);
  if (calendar == NULL)
    return self;

  self->doc = json_object_ref (calendar);
  if (json_object_has_member (calendar, "years"))
    read_years (self, json_object_get_object_member (calendar, "years"));
  if (json_object_has_member (calendar, "closures"))
    read_closures (self, json_object_get_array_member (calendar, "closures"));
  if (json_object_has_member (calendar, "deadlines"))
    read_deadlines (self, json_object_get_object_member (calendar, "deadlines"));
  return self;
}

/**
 * th_calendar_ref:
 * @self: a calendar
 *
 * Returns: (transfer full): @self
 */
ThCalendar *
th_calendar_ref (ThCalendar *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * th_calendar_unref:
 * @self: (transfer full): a calendar
 *
 * Gives one reference back.
 */
void
th_calendar_unref (ThCalendar *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (int weekday = 1; weekday <= 7; weekday++)
    g_array_unref (self->week[weekday]);
  g_array_unref (self->years);
  g_array_unref (self->holidays);
  g_array_unref (self->closures);
  g_array_unref (self->deadlines);
  g_clear_pointer (&self->doc, json_object_unref);
  g_free (self);
}

/* --- working days ----------------------------------------------------- */

static gboolean
is_working_kind (ThDayKind kind)
{
  return kind == TH_DAY_WORKING || kind == TH_DAY_MAKEUP;
}

/**
 * th_calendar_kind:
 * @self: a calendar
 * @day: a valid day
 * @name: (out) (optional) (transfer none) (nullable): the holiday's name
 *
 * Returns: what kind of day @day is in the national calendar
 */
ThDayKind
th_calendar_kind (ThCalendar *self, ThDay day, const char **name)
{
  Year *year = find_year (self, day);
  int holiday;

  if (name != NULL)
    *name = NULL;
  if (year == NULL)
    return TH_DAY_NOT_LOADED;

  holiday = year->holidays[index_in_year (day)];
  if (name != NULL && holiday >= 0)
    {
      Holiday *known = &g_array_index (self->holidays, Holiday, holiday);

      *name = th_words (known->zh, known->en);
    }
  return year->kinds[index_in_year (day)];
}

/* The holiday that @day belongs to; FALSE on another day. */
gboolean
th_calendar_holiday (ThCalendar *self, ThDay day, ThHoliday *holiday)
{
  Year *year = find_year (self, day);
  int index = year != NULL ? year->holidays[index_in_year (day)] : -1;
  const Holiday *known;

  if (index < 0)
    return FALSE;
  known = &g_array_index (self->holidays, Holiday, index);
  *holiday = (ThHoliday) { th_words (known->zh, known->en), known->notice, known->from, known->to };
  return TRUE;
}

/* The hall's own closures, of ThClosure. */
GArray *
th_calendar_closures (ThCalendar *self)
{
  return self->closures;
}

static void
set_not_loaded (GError **error, ThDay day)
{
  g_set_error (error, TH_ERROR, TH_ERROR_NOT_LOADED, _("The calendar of %d is not loaded."),
               th_day_year (day));
}

/**
 * th_calendar_is_working:
 * @self: a calendar
 * @day: a valid day
 * @working: (out): whether it is a working day, make-up days included
 * @error: (out): %TH_ERROR_NOT_LOADED
 *
 * Returns: %FALSE when the year is not loaded
 */
gboolean
th_calendar_is_working (ThCalendar *self, ThDay day, gboolean *working, GError **error)
{
  ThDayKind kind = th_calendar_kind (self, day, NULL);

  if (kind == TH_DAY_NOT_LOADED)
    {
      set_not_loaded (error, day);
      return FALSE;
    }
  *working = is_working_kind (kind);
  return TRUE;
}

/**
 * th_calendar_add_working:
 * @self: a calendar
 * @from: a valid day; the day after it is the first that may count
 * @n: working days, 0 or more
 * @error: (out): %TH_ERROR_NOT_LOADED
 *
 * Returns: the @n-th working day after @from, @from itself for 0, or 0 when a
 *   year on the way is not loaded
 */
ThDay
th_calendar_add_working (ThCalendar *self, ThDay from, int n, GError **error)
{
  ThDay day = from;

  while (n > 0)
    {
      gboolean working;

      day = th_day_add (day, 1);
      if (day == 0 || !th_calendar_is_working (self, day, &working, error))
        return 0;
      n -= working ? 1 : 0;
    }
  return day;
}

/**
 * th_calendar_working_days:
 * @self: a calendar
 * @from: a day
 * @to: another
 * @days: (out): working days after the earlier of them up to the later, as a
 *   negative number when @to is the earlier
 *
 * Returns: %FALSE when a year on the way is not loaded
 */
gboolean
th_calendar_working_days (ThCalendar *self, ThDay from, ThDay to, int *days)
{
  gboolean back = to < from;
  ThDay last = back ? from : to;
  int n = 0;

  for (ThDay day = th_day_add (back ? to : from, 1); day != 0 && day <= last; day = th_day_add (day, 1))
    {
      gboolean working;

      if (!th_calendar_is_working (self, day, &working, NULL))
        return FALSE;
      n += working ? 1 : 0;
    }
  *days = back ? -n : n;
  return TRUE;
}

/* --- opening times ---------------------------------------------------- */

/* Nobody publishes which weekday a make-up day stands for; the first weekday
 * with hours is taken, because Friday is the one that halls shorten. */
static GArray *
normal_hours (ThCalendar *self)
{
  for (int weekday = 1; weekday <= 5; weekday++)
    if (self->week[weekday]->len > 0)
      return self->week[weekday];
  return self->week[1];
}

/* The hours of @day by the week, whatever the hall closes; or NULL. */
GArray *
th_calendar_weekly (ThCalendar *self, ThDay day, ThDayKind kind)
{
  if (kind == TH_DAY_WORKING || kind == TH_DAY_WEEKEND)
    return self->week[th_day_weekday (day)];
  return kind == TH_DAY_MAKEUP ? normal_hours (self) : NULL;
}

static GArray *
take_out (GArray *openings, const ThClosure *closure)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (ThOpening));

  for (guint i = 0; i < openings->len; i++)
    {
      ThOpening opening = g_array_index (openings, ThOpening, i);
      ThOpening before = { opening.from, MIN (opening.to, closure->time.from) };
      ThOpening after = { MAX (opening.from, closure->time.to), opening.to };

      if (closure->whole)
        continue;
      if (before.from < before.to)
        g_array_append_val (rest, before);
      if (after.from < after.to)
        g_array_append_val (rest, after);
    }
  g_array_unref (openings);
  return rest;
}

static void
add_reason (GString *reasons, const ThClosure *closure)
{
  const char *words = th_words (closure->zh, closure->en);

  if (reasons->len > 0)
    g_string_append (reasons, _("; "));
  if (closure->whole)
    g_string_append_printf (reasons, _("Closed: %s"), words);
  else
    g_string_append_printf (reasons, _("Closed %02d:%02d-%02d:%02d: %s"),
                            closure->time.from / 3600, closure->time.from / 60 % 60,
                            closure->time.to / 3600, closure->time.to / 60 % 60, words);
}

static char *
closed_reason (ThCalendar *self, ThDay day, ThDayKind kind)
{
  const char *holiday;

  switch (kind)
    {
    case TH_DAY_NOT_LOADED:
      return g_strdup_printf (_("The calendar of %d is not loaded."), th_day_year (day));
    case TH_DAY_HOLIDAY:
      th_calendar_kind (self, day, &holiday);
      return g_strdup_printf (_("Public holiday: %s"), holiday);
    case TH_DAY_WEEKEND:
      return g_strdup (_("Weekend"));
    case TH_DAY_WORKING:
    case TH_DAY_MAKEUP:
    default:
      return g_strdup (_("No opening hours on this day"));
    }
}

/**
 * th_calendar_openings:
 * @self: a calendar
 * @day: a valid day
 * @reason: (out) (optional) (transfer full) (nullable): why the hall is closed
 *   or shortened, in the user's language; %NULL when neither
 *
 * Returns: (transfer full) (element-type ThOpening): the opening times of
 *   @day in order, none on a closed day
 */
GArray *
th_calendar_openings (ThCalendar *self, ThDay day, char **reason)
{
  ThDayKind kind = th_calendar_kind (self, day, NULL);
  GArray *weekly = th_calendar_weekly (self, day, kind);
  GArray *openings = g_array_new (FALSE, FALSE, sizeof (ThOpening));
  g_autoptr (GString) reasons = g_string_new (NULL);

  if (weekly != NULL)
    g_array_append_vals (openings, weekly->data, weekly->len);
  if (openings->len == 0)
    {
      if (reason != NULL)
        *reason = closed_reason (self, day, kind);
      return openings;
    }

  for (guint i = 0; i < self->closures->len; i++)
    {
      const ThClosure *closure = &g_array_index (self->closures, ThClosure, i);

      if (day < closure->from || day > closure->to)
        continue;
      openings = take_out (openings, closure);
      add_reason (reasons, closure);
    }
  if (reason != NULL)
    *reason = reasons->len > 0 ? g_strdup (reasons->str) : NULL;
  return openings;
}

/**
 * th_calendar_day_note:
 * @self: a calendar
 * @day: a valid day
 *
 * Returns: (transfer full) (nullable): what is special about @day, in the
 *   user's language; %NULL on an ordinary day
 */
char *
th_calendar_day_note (ThCalendar *self, ThDay day)
{
  g_autofree char *reason = NULL;
  g_autoptr (GArray) openings = th_calendar_openings (self, day, &reason);

  if (th_calendar_kind (self, day, NULL) != TH_DAY_MAKEUP)
    return g_steal_pointer (&reason);
  if (reason == NULL)
    return g_strdup (_("Make-up working day"));
  return g_strconcat (_("Make-up working day"), _("; "), reason, NULL);
}

/* The published filing deadline of a month; 0 when there is none. */
ThDay
th_calendar_published (ThCalendar *self, int year, int month)
{
  for (guint i = 0; i < self->deadlines->len; i++)
    {
      const Deadlines *published = &g_array_index (self->deadlines, Deadlines, i);

      if (published->year == year)
        return published->months[month - 1];
    }
  return 0;
}
