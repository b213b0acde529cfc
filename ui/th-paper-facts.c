/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: the three papers say the same thing in the same words. A fact comes
 * from one of several answers, of a booking that is made or of one that is
 * only prepared, and is left out when it is in none. */

#include "th-paper-facts.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-text.h"
#include "th-words.h"

ThPaperFacts *
th_paper_facts_new (JsonObject *told, JsonObject *party, JsonObject *catalogue, JsonObject *hall, JsonArray *points,
                    GTimeZone *zone, ThInstant now)
{
  ThPaperFacts *self = g_new0 (ThPaperFacts, 1);
  JsonObject *inside = th_member_object (told, "party");

  self->told = json_object_ref (told);
  self->party = inside != NULL ? json_object_ref (inside) : party != NULL ? json_object_ref (party) : NULL;
  self->catalogue = catalogue != NULL ? json_object_ref (catalogue) : NULL;
  self->hall = hall != NULL ? json_object_ref (hall) : NULL;
  self->points = points != NULL ? json_array_ref (points) : NULL;
  self->zone = g_time_zone_ref (zone);
  self->now = now;

  return self;
}

void
th_paper_facts_free (ThPaperFacts *self)
{
  if (self == NULL)
    return;

  json_object_unref (self->told);
  g_clear_pointer (&self->party, json_object_unref);
  g_clear_pointer (&self->catalogue, json_object_unref);
  g_clear_pointer (&self->hall, json_object_unref);
  g_clear_pointer (&self->points, json_array_unref);
  g_time_zone_unref (self->zone);
  g_free (self);
}

static guint
length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static JsonObject *
find (JsonArray *array, const char *key, const char *value)
{
  for (guint i = 0; value != NULL && i < length (array); i++)
    {
      JsonObject *element = th_member_element (array, i);

      if (element != NULL && g_strcmp0 (th_member_text (element, key), value) == 0)
        return element;
    }

  return NULL;
}

/* An element that is a code, or an object that has one under @key. */
static const char *
code_at (JsonArray *array, guint i, const char *key)
{
  JsonNode *node = json_array_get_element (array, i);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return th_member_text (json_node_get_object (node), key);

  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/* --- the booking ------------------------------------------------------------ */

char *
th_paper_facts_hall (const ThPaperFacts *self)
{
  JsonObject *told = th_member_object (self->told, "hall");
  JsonObject *shown = self->hall != NULL ? th_member_object (self->hall, "hall") : NULL;
  JsonObject *hall = told != NULL ? told : shown;

  return hall != NULL ? g_strdup (th_member_local (hall, "")) : NULL;
}

char *
th_paper_facts_code (const ThPaperFacts *self)
{
  return g_strdup (th_member_text (self->told, "booking"));
}

char *
th_paper_facts_day (const ThPaperFacts *self)
{
  ThInstant start = th_member_instant (self->told, "start");

  return start != 0 ? th_text_full_date (th_day_of (start, self->zone)) : NULL;
}

static char *
span (const ThPaperFacts *self, const char *from, const char *until)
{
  ThInstant first = th_member_instant (self->told, from);
  ThInstant last = th_member_instant (self->told, until);
  g_autofree char *begin = first != 0 ? th_text_clock (first, self->zone) : NULL;
  g_autofree char *end = last != 0 ? th_text_clock (last, self->zone) : NULL;

  if (begin == NULL || end == NULL)
    return g_steal_pointer (&begin);

  return g_strdup_printf ("%s–%s", begin, end);
}

char *
th_paper_facts_hours (const ThPaperFacts *self)
{
  return span (self, "start", "end");
}

char *
th_paper_facts_check_in (const ThPaperFacts *self)
{
  return span (self, "check_in_from", "check_in_until");
}

char *
th_paper_facts_window (const ThPaperFacts *self)
{
  g_autofree char *window = th_text_window (th_member_text (self->told, "window"));

  return window != NULL ? g_strdup_printf (C_("paper", "Window %s"), window) : NULL;
}

char *
th_paper_facts_clerk (const ThPaperFacts *self)
{
  const char *name = th_member_local (self->told, "staff");

  return name != NULL && *name != '\0' ? g_strdup (name) : NULL;
}

char *
th_paper_facts_today (const ThPaperFacts *self)
{
  return th_text_full_date (th_day_of (self->now, self->zone));
}

/* --- where else, and whom to ask --------------------------------------------- */

/* A point is told whole or by its code. */
static JsonObject *
point_of (const ThPaperFacts *self)
{
  JsonObject *told = th_member_object (self->told, "point");

  return told != NULL ? told : find (self->points, "code", th_member_text (self->told, "point"));
}

/* The queue's name, where nothing nearer is known. */
static const char *
queue_of (const ThPaperFacts *self)
{
  JsonArray *queues = self->catalogue != NULL ? th_member_array (self->catalogue, "queues") : NULL;
  JsonObject *queue = find (queues, "prefix", th_member_text (self->told, "queue"));

  return queue != NULL ? th_member_local (queue, "") : NULL;
}

/* Name, address and phone of @point, an en space between them. */
static char *
describe_point (JsonObject *point)
{
  GString *text = g_string_new (th_member_local (point, ""));
  const char *more[] = { th_member_local (point, "address"), th_member_text (point, "phone") };
  ThDay next = th_day_parse (th_member_text (point, "next_day"));
  g_autofree char *day = next != 0 ? th_text_date (next) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    if (more[i] != NULL)
      g_string_append_printf (text, "\342\200\202%s", more[i]);
  if (day != NULL && g_strcmp0 (th_member_text (point, "kind"), "mobile") == 0)
    g_string_append_printf (text, "\342\200\202%s %s–%s", day, th_member_text (point, "from"), th_member_text (point, "to"));

  return g_string_free (text, FALSE);
}

/* Whether all the matters can be handled at @point; one that names none handles all. */
static gboolean
handles_all (JsonObject *point, GPtrArray *codes)
{
  JsonArray *matters = th_member_array (point, "matters");

  for (guint i = 0; matters != NULL && i < codes->len; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < length (matters) && !found; k++)
        found = g_strcmp0 (code_at (matters, k, "code"), g_ptr_array_index (codes, i)) == 0;
      if (!found)
        return FALSE;
    }

  return TRUE;
}

/* Where it is done: the point, the address of who is visited, or the window and its clerk, or at least the queue. */
char *
th_paper_facts_where (const ThPaperFacts *self)
{
  JsonObject *point = point_of (self);
  const char *address = th_member_text (self->told, "address");
  g_autofree char *window = th_paper_facts_window (self);
  g_autofree char *clerk = th_paper_facts_clerk (self);

  if (point != NULL)
    return describe_point (point);
  if (address != NULL)
    return g_strdup (address);
  if (window == NULL)
    window = g_strdup (queue_of (self));
  if (window != NULL && clerk != NULL)
    return g_strdup_printf ("%s\n%s", window, clerk);

  return window != NULL ? g_steal_pointer (&window) : g_steal_pointer (&clerk);
}

/* Where else all of it can be done, the first two places, a line for each. */
char *
th_paper_facts_places (const ThPaperFacts *self)
{
  g_autoptr (GPtrArray) codes = th_paper_facts_codes (self);
  GString *text = g_string_new (NULL);
  guint found = 0;

  for (guint i = 0; i < length (self->points) && found < 2; i++)
    {
      JsonObject *point = th_member_element (self->points, i);
      g_autofree char *line = NULL;

      if (point == NULL || point == point_of (self) || !handles_all (point, codes))
        continue;
      line = describe_point (point);
      g_string_append_printf (text, "%s%s", found++ > 0 ? "\n" : "", line);
    }
  if (found > 0)
    return g_string_free (text, FALSE);

  g_string_free (text, TRUE);
  return NULL;
}

/* The lines of the departments concerned, then the one for everything. */
char *
th_paper_facts_phones (const ThPaperFacts *self)
{
  g_autoptr (GPtrArray) codes = th_paper_facts_codes (self);
  JsonArray *departments = self->catalogue != NULL ? th_member_array (self->catalogue, "departments") : NULL;
  JsonArray *matters = self->catalogue != NULL ? th_member_array (self->catalogue, "matters") : NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < codes->len; i++)
    {
      JsonObject *matter = find (matters, "code", g_ptr_array_index (codes, i));
      JsonObject *department = matter != NULL ? find (departments, "code", th_member_text (matter, "department")) : NULL;
      const char *phone = department != NULL ? th_member_text (department, "phone") : NULL;

      if (phone != NULL && g_hash_table_add (seen, (gpointer) phone))
        g_ptr_array_add (parts, g_strdup_printf ("%s %s", th_member_local (department, ""), phone));
    }
  g_ptr_array_add (parts, g_strdup (_("Government service line 12345")));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv ("   ", (char **) parts->pdata);
}

/* --- matters ----------------------------------------------------------------- */

static void
add_code (GPtrArray *codes, const char *code)
{
  if (code != NULL && !g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
    g_ptr_array_add (codes, (gpointer) code);
}

static void
add_codes_of_lines (GPtrArray *codes, JsonArray *lines)
{
  for (guint i = 0; i < length (lines); i++)
    {
      JsonArray *matters = th_member_array (th_member_element (lines, i), "for");

      for (guint k = 0; k < length (matters); k++)
        add_code (codes, code_at (matters, k, "code"));
    }
}

/**
 * th_paper_facts_codes:
 *
 * Returns: (transfer container): the codes of the matters, as they were asked
 *   for where that is told, else as the lines name them
 */
GPtrArray *
th_paper_facts_codes (const ThPaperFacts *self)
{
  GPtrArray *codes = g_ptr_array_new ();
  JsonArray *matters = th_member_array (self->told, "matters");
  JsonArray *online = th_member_array (self->told, "online");

  for (guint i = 0; i < length (matters); i++)
    add_code (codes, code_at (matters, i, "code"));
  if (codes->len > 0)
    return codes;

  add_codes_of_lines (codes, th_member_array (self->told, "bring"));
  add_codes_of_lines (codes, th_member_array (self->told, "printed_here"));
  for (guint i = 0; i < length (online); i++)
    add_code (codes, code_at (online, i, "matter"));

  return codes;
}

guint
th_paper_facts_number (const ThPaperFacts *self, const char *matter)
{
  g_autoptr (GPtrArray) codes = th_paper_facts_codes (self);
  guint i;

  return matter != NULL && g_ptr_array_find_with_equal_func (codes, matter, g_str_equal, &i) ? i + 1 : 0;
}

const char *
th_paper_facts_name (const ThPaperFacts *self, const char *matter)
{
  JsonArray *catalogue = self->catalogue != NULL ? th_member_array (self->catalogue, "matters") : NULL;
  JsonObject *entry = find (th_member_array (self->told, "matters"), "code", matter);

  if (entry == NULL || th_member_local (entry, "") == NULL)
    entry = find (catalogue, "code", matter);
  if (entry == NULL)
    entry = find (th_member_array (self->told, "online"), "matter", matter);

  return entry != NULL ? th_member_local (entry, "") : matter;
}

char *
th_paper_facts_matters (const ThPaperFacts *self, const char *between)
{
  g_autoptr (GPtrArray) codes = th_paper_facts_codes (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < codes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? between : "", th_paper_facts_name (self, g_ptr_array_index (codes, i)));

  return g_strdup (text->str);
}

/* --- lines of materials ------------------------------------------------------ */

char *
th_paper_facts_form (JsonObject *line)
{
  const char *form = th_member_text (line, "form");
  const char *keep = th_member_text (line, "keep");
  int count = (int) MAX (1, th_member_int (line, "count", 1));

  if (th_member_bool (line, "shared"))
    return g_strdup (_("no need: we look it up"));
  if (g_strcmp0 (form, "object") == 0)
    return g_strdup (_("to use here"));
  if (g_strcmp0 (form, "copy") == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d copy", "%d copies", (gulong) count), count);
  if (g_strcmp0 (keep, "return") == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d original, shown and returned",
                                         "%d originals, shown and returned", (gulong) count), count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d original", "%d originals", (gulong) count), count);
}

char *
th_paper_facts_for (const ThPaperFacts *self, JsonObject *line)
{
  g_autoptr (GPtrArray) codes = th_paper_facts_codes (self);
  JsonArray *matters = th_member_array (line, "for");
  g_autoptr (GString) text = g_string_new (NULL);

  if (codes->len < 2 || length (matters) == 0 || length (matters) >= codes->len)
    return NULL;

  for (guint i = 0; i < length (matters); i++)
    {
      guint number = th_paper_facts_number (self, code_at (matters, i, "code"));

      if (number > 0)
        g_string_append_printf (text, "%s%u", text->len > 0 ? _(", ") : "", number);
    }

  return text->len > 0 ? g_strdup_printf (_("for %s"), text->str) : NULL;
}

static gboolean
names (JsonArray *codes, const char *code)
{
  for (guint i = 0; i < length (codes); i++)
    if (g_strcmp0 (code_at (codes, i, "code"), code) == 0)
      return TRUE;

  return FALSE;
}

/* The condition that rules @line: one whose pairs name its material for one of
 * its matters, for another matter may want the same paper for another reason. */
static JsonObject *
condition_of (const ThPaperFacts *self, JsonObject *line)
{
  JsonArray *conditions = th_member_array (self->told, "conditions");
  const char *material = th_member_text (line, "material");

  for (guint i = 0; i < length (conditions); i++)
    {
      JsonObject *condition = th_member_element (conditions, i);
      JsonArray *pairs = condition != NULL ? th_member_array (condition, "pairs") : NULL;

      for (guint k = 0; k < length (pairs); k++)
        {
          JsonArray *pair = json_array_get_array_element (pairs, k);

          if (length (pair) == 2 && g_strcmp0 (code_at (pair, 1, "code"), material) == 0
              && names (th_member_array (line, "for"), code_at (pair, 0, "code")))
            return condition;
        }
    }

  return NULL;
}

/* An answer that was given leaves nothing to say; only an open one is a condition for who reads it. */
char *
th_paper_facts_condition (const ThPaperFacts *self, JsonObject *line)
{
  JsonObject *condition;

  if (!th_member_has (line, "condition"))
    return NULL;

  condition = condition_of (self, line);
  if (condition != NULL && th_member_bool (condition, "on"))
    return NULL;

  return g_strdup_printf (_("only if: %s"), condition != NULL ? th_member_local (condition, "")
                                                              : th_words (th_member_text (line, "condition_zh"),
                                                                          th_member_text (line, "condition")));
}

/* --- values of forms ---------------------------------------------------------- */

gboolean
th_paper_facts_company (const ThPaperFacts *self)
{
  return self->party == NULL || g_strcmp0 (th_member_text (self->party, "kind"), "person") != 0;
}

static char *
day_value (JsonObject *object, const char *key)
{
  ThDay day = object != NULL ? th_day_parse (th_member_text (object, key)) : 0;
  g_autofree char *date = day != 0 ? th_text_date (day) : NULL;

  /* Translators: a date on a form: year, then the date without it. */
  return date != NULL ? g_strdup_printf (_("%2$s %1$d"), th_day_year (day), date) : NULL;
}

/**
 * th_paper_facts_value:
 * @key: "party.name", "party.id", "party.agent", "party.phone",
 *   "party.founded", "hall.name", "matters", "booking", "day", "clerk",
 *   "window", "today"
 *
 * Returns: (transfer full) (nullable): NULL when it is not known, and then a
 *   blank is left for the pen
 */
char *
th_paper_facts_value (const ThPaperFacts *self, const char *key)
{
  static const struct
  {
    const char *key;
    char *(*fact) (const ThPaperFacts *self);
  } facts[] = {
    { "hall.name", th_paper_facts_hall }, { "booking", th_paper_facts_code }, { "day", th_paper_facts_day },
    { "clerk", th_paper_facts_clerk }, { "window", th_paper_facts_window }, { "today", th_paper_facts_today },
  };

  if (key == NULL)
    return NULL;
  if (g_str_equal (key, "matters"))
    return th_paper_facts_matters (self, _(", "));
  if (g_str_equal (key, "party.founded"))
    return day_value (self->party, "founded");
  if (g_str_has_prefix (key, "party."))
    return self->party != NULL ? g_strdup (th_member_text (self->party, key + strlen ("party."))) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (g_str_equal (key, facts[i].key))
      return facts[i].fact (self);

  return NULL;
}
