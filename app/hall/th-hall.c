/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A hall as one immutable value. Every call of a ticket asks it several
 * things, so the description is indexed once when it is loaded; after that a
 * look-up allocates nothing and any thread may read. */

#include "th-hall.h"

#include "th-hall-file.h"
#include "th-rule-table.h"

struct _ThHall
{
  gatomicrefcount refs;
  gint64          id;
  JsonObject     *file;       /* owns every string below */
  GTimeZone      *zone;
  ThCalendar     *calendar;
  GArray         *queues, *matters, *zones, *windows, *staff, *points;
  GHashTable     *queue_index, *matter_index, *zone_index, *window_index, *staff_index, *point_index;
  GHashTable     *matter_parts;   /* of char* to gint64*; may be NULL */
  GPtrArray      *window_codes;   /* of char*: codes that are not as in the file */
  GPtrArray      *skills;         /* of const char**: arrays of borrowed prefixes */
};

/* --- indexing --------------------------------------------------------- */

static const char *
text_of (JsonObject *object, const char *key)
{
  return json_object_get_string_member_with_default (object, key, NULL);
}

static JsonArray *
array_of (JsonObject *file, const char *key)
{
  return json_object_has_member (file, key) ? json_object_get_array_member (file, key) : NULL;
}

static guint
length_of (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static void
add_queue (ThHall *self, JsonObject *object)
{
  ThQueue queue = {
    .prefix = text_of (object, "prefix"),
    .zh = text_of (object, "zh"),
    .en = text_of (object, "en"),
    .short_zh = text_of (object, "short_zh"),
    .first = (int) json_object_get_int_member_with_default (object, "first", 1),
    .last = (int) json_object_get_int_member_with_default (object, "last", 999),
    .ticket_class = g_strcmp0 (text_of (object, "class"), "priority") == 0 ? 0 : 1,
  };

  g_array_append_val (self->queues, queue);
}

static void
add_matter (ThHall *self, JsonObject *object)
{
  ThMatter matter = {
    .code = text_of (object, "code"),
    .zh = text_of (object, "zh"),
    .en = text_of (object, "en"),
    .department = text_of (object, "department"),
    .queue = text_of (object, "queue_prefix"),
    .minutes_mean = json_object_get_double_member (json_object_get_object_member (object, "minutes"), "mean"),
    .doc = object,
  };

  g_array_append_val (self->matters, matter);
}

static void
add_zone (ThHall *self, JsonObject *object)
{
  ThZone zone = {
    .code = text_of (object, "code"),
    .zh = text_of (object, "zh"),
    .en = text_of (object, "en"),
    .seats = (int) json_object_get_int_member (object, "seats"),
    .helpers = (int) json_object_get_int_member_with_default (object, "helpers", 0),
  };

  g_array_append_val (self->zones, zone);
}

static void
add_window (ThHall *self, JsonObject *object)
{
  static const char *const kinds[] = { "fixed", "tidal", "reserve" };
  ThWindowSpec window = {
    .code = th_window_code (text_of (object, "code")),
    .zone = text_of (object, "zone"),
    .duty = text_of (object, "duty"),
    .zh = text_of (object, "zh"),
    .en = text_of (object, "en"),
  };

  g_ptr_array_add (self->window_codes, (gpointer) window.code);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (text_of (object, "kind"), kinds[i]) == 0)
      window.kind = (ThWindowKind) i;
  g_array_append_val (self->windows, window);
}

static void
add_person (ThHall *self, JsonObject *object)
{
  JsonArray *array = json_object_get_array_member (object, "skills");
  const char **skills = g_new0 (const char *, json_array_get_length (array) + 1);
  ThStaff person = {
    .no = text_of (object, "no"),
    .zh = text_of (object, "zh"),
    .en = text_of (object, "en"),
    .skills = skills,
    .pin_hash = text_of (object, "pin_hash"),
  };

  for (guint i = 0; i < json_array_get_length (array); i++)
    skills[i] = json_array_get_string_element (array, i);
  g_ptr_array_add (self->skills, skills);
  th_role_parse (text_of (object, "role"), &person.role);
  g_array_append_val (self->staff, person);
}

static void
add_point (ThHall *self, JsonObject *object)
{
  ThPoint point = th_point_read (object);

  g_array_append_val (self->points, point);
}

static void
add_each (ThHall *self, const char *key, void (*add) (ThHall *self, JsonObject *object))
{
  JsonArray *array = array_of (self->file, key);

  for (guint i = 0; i < length_of (array); i++)
    add (self, json_array_get_object_element (array, i));
}

/* Each element of @array begins with its code. */
static GHashTable *
index_of (GArray *array)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);
  guint size = g_array_get_element_size (array);

  for (guint i = 0; i < array->len; i++)
    {
      char *element = array->data + (gsize) i * size;

      g_hash_table_insert (index, *(char **) (gpointer) element, element);
    }
  return index;
}

/* --- hours ------------------------------------------------------------ */

/* Without hours of its own the hall has those of the setting, Monday to
 * Friday. */
static JsonObject *
default_hours (ThHall *self)
{
  static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri" };
  JsonArray *texts = json_node_get_array (th_hall_setting_node (self, "hours.weekday"));
  JsonObject *hours = json_object_new ();

  for (gsize day = 0; day < G_N_ELEMENTS (weekdays); day++)
    {
      JsonArray *stretches = json_array_new ();

      for (guint i = 0; i < json_array_get_length (texts); i++)
        {
          g_auto (GStrv) times = g_strsplit (json_array_get_string_element (texts, i), "-", 2);
          JsonArray *stretch = json_array_new ();

          json_array_add_string_element (stretch, times[0]);
          json_array_add_string_element (stretch, times[1]);
          json_array_add_array_element (stretches, stretch);
        }
      json_object_set_array_member (hours, weekdays[day], stretches);
    }
  return hours;
}

static void
make_calendar (ThHall *self)
{
  g_autoptr (JsonObject) hours = json_object_has_member (self->file, "hours")
    ? json_object_ref (json_object_get_object_member (self->file, "hours"))
    : default_hours (self);
  JsonObject *calendar = json_object_has_member (self->file, "calendar")
    ? json_object_get_object_member (self->file, "calendar") : NULL;

  self->calendar = th_calendar_new (hours, calendar);
}

/* --- the value -------------------------------------------------------- */

/**
 * th_hall_new:
 * @file: a description that was checked
 * @id: the hall's number in the store, or 0
 * @matter_parts: (nullable) (element-type utf8 gint64): for each matter the
 *   number of its current version in the store
 *
 * Returns: (transfer full): the hall
 */
ThHall *
th_hall_new (JsonObject *file, gint64 id, GHashTable *matter_parts)
{
  ThHall *self = g_new0 (ThHall, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->file = json_object_ref (file);
  self->zone = g_time_zone_new_identifier (text_of (json_object_get_object_member (file, "hall"), "timezone"));
  self->matter_parts = matter_parts != NULL ? g_hash_table_ref (matter_parts) : NULL;
  self->window_codes = g_ptr_array_new_with_free_func (g_free);
  self->skills = g_ptr_array_new_with_free_func (g_free);
  self->queues = g_array_new (FALSE, FALSE, sizeof (ThQueue));
  self->matters = g_array_new (FALSE, FALSE, sizeof (ThMatter));
  self->zones = g_array_new (FALSE, FALSE, sizeof (ThZone));
  self->points = g_array_new (FALSE, FALSE, sizeof (ThPoint));
  self->windows = g_array_new (FALSE, FALSE, sizeof (ThWindowSpec));
  self->staff = g_array_new (FALSE, FALSE, sizeof (ThStaff));
  add_each (self, "queues", add_queue);
  add_each (self, "matters", add_matter);
  add_each (self, "zones", add_zone);
  add_each (self, "points", add_point);
  add_each (self, "windows", add_window);
  add_each (self, "staff", add_person);
  self->queue_index = index_of (self->queues);
  self->matter_index = index_of (self->matters);
  self->zone_index = index_of (self->zones);
  self->point_index = index_of (self->points);
  self->window_index = index_of (self->windows);
  self->staff_index = index_of (self->staff);
  make_calendar (self);
  return self;
}

/**
 * th_hall_ref:
 * @self: a hall
 *
 * Returns: (transfer full): @self
 */
ThHall *
th_hall_ref (ThHall *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * th_hall_unref:
 * @self: (transfer full): a hall
 *
 * Gives one reference back.
 */
void
th_hall_unref (ThHall *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->queue_index);
  g_hash_table_unref (self->matter_index);
  g_hash_table_unref (self->zone_index);
  g_hash_table_unref (self->point_index);
  g_hash_table_unref (self->window_index);
  g_hash_table_unref (self->staff_index);
  g_clear_pointer (&self->matter_parts, g_hash_table_unref);
  g_array_unref (self->queues);
  g_array_unref (self->matters);
  g_array_unref (self->zones);
  g_array_unref (self->points);
  g_array_unref (self->windows);
  g_array_unref (self->staff);
  g_ptr_array_unref (self->window_codes);
  g_ptr_array_unref (self->skills);
  th_calendar_unref (self->calendar);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  json_object_unref (self->file);
  g_free (self);
}

/* The number of the hall in the store; 0 when it is not from one. */
gint64
th_hall_get_id (ThHall *self)
{
  return self->id;
}

/* The code of the hall. (transfer none) */
const char *
th_hall_get_code (ThHall *self)
{
  return text_of (json_object_get_object_member (self->file, "hall"), "code");
}

/* The Chinese name. (transfer none) */
const char *
th_hall_get_zh (ThHall *self)
{
  return text_of (json_object_get_object_member (self->file, "hall"), "zh");
}

/* The English name. (transfer none) */
const char *
th_hall_get_en (ThHall *self)
{
  return text_of (json_object_get_object_member (self->file, "hall"), "en");
}

/* The time zone the hall lives in. (transfer none) */
GTimeZone *
th_hall_get_zone (ThHall *self)
{
  return self->zone;
}

/* Its calendar, with its hours. (transfer none) */
ThCalendar *
th_hall_get_calendar (ThHall *self)
{
  return self->calendar;
}

/**
 * th_hall_get_file:
 * @self: a hall
 *
 * Returns: (transfer none): the description the hall was made from; must not
 *   be changed
 */
JsonObject *
th_hall_get_file (ThHall *self)
{
  return self->file;
}

/* --- parts ------------------------------------------------------------ */

/* The @n queues, as in the file. (transfer none) */
const ThQueue *
th_hall_get_queues (ThHall *self, guint *n)
{
  *n = self->queues->len;
  return (const ThQueue *) (gpointer) self->queues->data;
}

/* The @n matters, as in the file. (transfer none) */
const ThMatter *
th_hall_get_matters (ThHall *self, guint *n)
{
  *n = self->matters->len;
  return (const ThMatter *) (gpointer) self->matters->data;
}

/* The @n zones, as in the file. (transfer none) */
const ThZone *
th_hall_get_zones (ThHall *self, guint *n)
{
  *n = self->zones->len;
  return (const ThZone *) (gpointer) self->zones->data;
}

/* The @n windows, as in the file. (transfer none) */
const ThWindowSpec *
th_hall_get_windows (ThHall *self, guint *n)
{
  *n = self->windows->len;
  return (const ThWindowSpec *) (gpointer) self->windows->data;
}

/* The @n people, as in the file. (transfer none) */
const ThStaff *
th_hall_get_staff (ThHall *self, guint *n)
{
  *n = self->staff->len;
  return (const ThStaff *) (gpointer) self->staff->data;
}

static gpointer
look_up (GHashTable *index, const char *code)
{
  return code != NULL ? g_hash_table_lookup (index, code) : NULL;
}

/* The queue of that prefix. (transfer none) (nullable) */
const ThQueue *
th_hall_queue (ThHall *self, const char *prefix)
{
  return look_up (self->queue_index, prefix);
}

/* The matter of that code. (transfer none) (nullable) */
const ThMatter *
th_hall_matter (ThHall *self, const char *code)
{
  return look_up (self->matter_index, code);
}

/**
 * th_hall_matter_part:
 * @self: a hall
 * @code: the code of a matter
 *
 * Returns: the number of the matter's current version in the store; 0 when
 *   there is no such matter or the hall did not come from a store
 */
gint64
th_hall_matter_part (ThHall *self, const char *code)
{
  gint64 *id = self->matter_parts != NULL ? look_up (self->matter_parts, code) : NULL;

  return id != NULL ? *id : 0;
}

/* The @n points outside the hall, as in the file. (transfer none) */
const ThPoint *
th_hall_get_points (ThHall *self, guint *n)
{
  *n = self->points->len;
  return (const ThPoint *) (gpointer) self->points->data;
}

/* The point of that code. (transfer none) (nullable) */
const ThPoint *
th_hall_point (ThHall *self, const char *code)
{
  return look_up (self->point_index, code);
}

/* The zone of that code. (transfer none) (nullable) */
const ThZone *
th_hall_zone (ThHall *self, const char *code)
{
  return look_up (self->zone_index, code);
}

/**
 * th_hall_window:
 * @self: a hall
 * @code: (nullable): a window as somebody writes it: "3", "03", "W03"
 *
 * Returns: (transfer none) (nullable): the window
 */
const ThWindowSpec *
th_hall_window (ThHall *self, const char *code)
{
  const ThWindowSpec *window = look_up (self->window_index, code);
  g_autofree char *canonical = NULL;

  if (window != NULL || code == NULL)
    return window;
  canonical = th_window_code (code);
  return look_up (self->window_index, canonical);
}

/* The person of that number. (transfer none) (nullable) */
const ThStaff *
th_hall_staff (ThHall *self, const char *no)
{
  return look_up (self->staff_index, no);
}

/**
 * th_hall_material:
 * @self: a hall
 * @code: the code of a material
 *
 * Returns: (transfer none) (nullable): its entry of the description
 */
JsonObject *
th_hall_material (ThHall *self, const char *code)
{
  JsonObject *materials = json_object_has_member (self->file, "materials")
    ? json_object_get_object_member (self->file, "materials") : NULL;

  if (materials == NULL || !json_object_has_member (materials, code))
    return NULL;
  return json_object_get_object_member (materials, code);
}

/* --- settings --------------------------------------------------------- */

static JsonNode *
own_setting (ThHall *self, const char *key)
{
  JsonObject *settings = json_object_has_member (self->file, "settings")
    ? json_object_get_object_member (self->file, "settings") : NULL;

  return settings != NULL ? json_object_get_member (settings, key) : NULL;
}

/**
 * th_hall_setting_is_set:
 * @self: a hall
 * @key: a key of the rule table
 *
 * Returns: whether the hall says a value; otherwise the default holds
 */
gboolean
th_hall_setting_is_set (ThHall *self, const char *key)
{
  return own_setting (self, key) != NULL;
}

/**
 * th_hall_setting_node:
 * @self: a hall
 * @key: a key of the rule table
 *
 * Returns: (transfer none): the value in force
 */
JsonNode *
th_hall_setting_node (ThHall *self, const char *key)
{
  JsonNode *own = own_setting (self, key);
  const ThRule *rule;

  if (own != NULL)
    return own;
  rule = th_rule_find (key);
  if (rule == NULL)
    g_error ("There is no setting %s", key);
  return th_rule_default (rule);
}

/* The value in force of a setting that is a whole number. */
int
th_hall_setting_int (ThHall *self, const char *key)
{
  return (int) json_node_get_int (th_hall_setting_node (self, key));
}

/* The value in force of a setting that is a number. */
double
th_hall_setting_double (ThHall *self, const char *key)
{
  return json_node_get_double (th_hall_setting_node (self, key));
}

/* The value in force of a setting that is true or false. */
gboolean
th_hall_setting_bool (ThHall *self, const char *key)
{
  return json_node_get_boolean (th_hall_setting_node (self, key));
}

/* The value in force of a setting that is a text. (transfer none) */
const char *
th_hall_setting_text (ThHall *self, const char *key)
{
  return json_node_get_string (th_hall_setting_node (self, key));
}
