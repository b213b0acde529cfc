/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: any report is the same pass over the same facts, only cut by other
 * keys. The table of keys below is the whole list of what can be asked; SQL
 * never groups, so that the definition of every figure stands in one place
 * and both databases give the same answer. */

#include "th-stats-cut.h"

#include "th-error.h"

#include <glib/gi18n-lib.h>

/* A value of a key: @rank puts groups in the order a reader expects, @text is
 * interned in the cut, so that equal texts are equal pointers. */
typedef struct
{
  gint64      rank;
  const char *text;
} KeyValue;

typedef struct
{
  KeyValue   values[TH_CUT_MOST_KEYS];
  ThFigures *figures;
} Group;

typedef struct
{
  const char *name;
  ThCutKind   kind;
  gboolean  (*read)  (ThCut *self, const ThFact *fact, KeyValue *value);
  void      (*write) (ThCut *self, const char *name, const KeyValue *value, JsonObject *row);
} Key;

struct _ThCut
{
  ThHall       *hall;
  const Key    *keys[TH_CUT_MOST_KEYS];
  guint         n_keys;
  ThCutKind     kind;
  GHashTable   *groups;     /* Group -> itself */
  GStringChunk *texts;
  GHashTable   *ranks;      /* "queue T" and the like -> rank + 1 */
};

static void
value_set (ThCut *self, KeyValue *value, gint64 rank, const char *text)
{
  value->rank = rank;
  value->text = text == NULL ? NULL : g_string_chunk_insert_const (self->texts, text);
}

/* Places what the hall file lists in the order of the hall file, and what it
 * no longer lists behind it. */
static gint64
rank_of (ThCut *self, const char *kind, const char *code)
{
  char key[80];
  int place;

  g_snprintf (key, sizeof key, "%s %s", kind, code);
  place = GPOINTER_TO_INT (g_hash_table_lookup (self->ranks, key));

  return place == 0 ? G_MAXINT : place - 1;
}

static void
rank_put (ThCut *self, const char *kind, const char *code, guint place)
{
  g_hash_table_insert (self->ranks, g_strconcat (kind, " ", code, NULL), GINT_TO_POINTER (place + 1));
}

static void
ranks_fill (ThCut *self)
{
  guint n;
  const ThQueue *queues = th_hall_get_queues (self->hall, &n);

  for (guint i = 0; i < n; i++)
    rank_put (self, "queue", queues[i].prefix, i);

  const ThWindowSpec *windows = th_hall_get_windows (self->hall, &n);
  for (guint i = 0; i < n; i++)
    rank_put (self, "window", windows[i].code, i);

  const ThMatter *matters = th_hall_get_matters (self->hall, &n);
  for (guint i = 0; i < n; i++)
    rank_put (self, "matter", matters[i].code, i);
}

/* --- the keys: how each is read from a fact and written into a row --- */

static void
write_text (ThCut *self, const char *name, const KeyValue *value, JsonObject *row)
{
  json_object_set_string_member (row, name, value->text);
}

static void
write_number (ThCut *self, const char *name, const KeyValue *value, JsonObject *row)
{
  json_object_set_int_member (row, name, value->rank);
}

static void
write_bool (ThCut *self, const char *name, const KeyValue *value, JsonObject *row)
{
  json_object_set_boolean_member (row, name, value->rank != 0);
}

static void
write_names (JsonObject *row, const char *name, const char *zh, const char *en)
{
  g_autofree char *name_zh = g_strconcat (name, "_zh", NULL);
  g_autofree char *name_en = g_strconcat (name, "_en", NULL);

  if (zh != NULL)
    json_object_set_string_member (row, name_zh, zh);
  if (en != NULL)
    json_object_set_string_member (row, name_en, en);
}

static gboolean
read_queue (ThCut *self, const ThFact *fact, KeyValue *value)
{
  value_set (self, value, rank_of (self, "queue", fact->queue), fact->queue);
  return TRUE;
}

static void
write_queue (ThCut *self, const char *name, const KeyValue *value, JsonObject *row)
{
  const ThQueue *queue = th_hall_queue (self->hall, value->text);

  write_text (self, name, value, row);
  if (queue != NULL)
    write_names (row, name, queue->zh, queue->en);
}

static gboolean
read_window (ThCut *self, const ThFact *fact, KeyValue *value)
{
  if (fact->window == NULL)
    return FALSE;

  value_set (self, value, rank_of (self, "window", fact->window), fact->window);
  return TRUE;
}

static gboolean
read_staff (ThCut *self, const ThFact *fact, KeyValue *value)
{
  if (fact->staff == NULL)
    return FALSE;

  value_set (self, value, 0, fact->staff);
  return TRUE;
}

static void
write_staff (ThCut *self, const char *name, const KeyValue *value, JsonObject *row)
{
  const ThStaff *staff = th_hall_staff (self->hall, value->text);

  write_text (self, name, value, row);
  if (staff != NULL)
    write_names (row, name, staff->zh, staff->en);
}

static gboolean
read_matter (ThCut *self, const ThFact *fact, KeyValue *value)
{
  if (fact->matter == NULL)
    return FALSE;

  value_set (self, value, rank_of (self, "matter", fact->matter), fact->matter);
  return TRUE;
}

static void
write_matter (ThCut *self, const char *name, const KeyValue *value, JsonObject *row)
{
  const ThMatter *matter = th_hall_matter (self->hall, value->text);

  write_text (self, name, value, row);
  if (matter != NULL)
    write_names (row, name, matter->zh, matter->en);
}

static gboolean
read_channel (ThCut *self, const ThFact *fact, KeyValue *value)
{
  value_set (self, value, 0, fact->channel == NULL ? "" : fact->channel);
  return TRUE;
}

static gboolean
read_class (ThCut *self, const ThFact *fact, KeyValue *value)
{
  value_set (self, value, fact->klass, fact->klass == 0 ? "priority" : "ordinary");
  return TRUE;
}

static gboolean
read_booked (ThCut *self, const ThFact *fact, KeyValue *value)
{
  value_set (self, value, fact->booked ? 1 : 0, NULL);
  return TRUE;
}

static gboolean
read_hour (ThCut *self, const ThFact *fact, KeyValue *value)
{
  value_set (self, value, fact->entered_s / 3600, NULL);
  return TRUE;
}

static gboolean
read_quarter (ThCut *self, const ThFact *fact, KeyValue *value)
{
  int quarter = fact->entered_s / 900;
  char text[8];

  g_snprintf (text, sizeof text, "%02d:%02d", quarter / 4, quarter % 4 * 15);
  value_set (self, value, quarter, text);
  return TRUE;
}

static gboolean
read_day (ThCut *self, const ThFact *fact, KeyValue *value)
{
  value_set (self, value, fact->day, NULL);
  return TRUE;
}

static void
write_day (ThCut *self, const char *name, const KeyValue *value, JsonObject *row)
{
  g_autofree char *text = th_day_format ((ThDay) value->rank);

  json_object_set_string_member (row, name, text);
}

static gboolean
read_month (ThCut *self, const ThFact *fact, KeyValue *value)
{
  int year = th_day_year (fact->day), month = th_day_month (fact->day);
  char text[16];

  g_snprintf (text, sizeof text, "%04d-%02d", year, month);
  value_set (self, value, year * 12 + month, text);
  return TRUE;
}

static gboolean
read_weekday (ThCut *self, const ThFact *fact, KeyValue *value)
{
  value_set (self, value, th_day_weekday (fact->day), NULL);
  return TRUE;
}

static const Key known_keys[] = {
  { "queue",   TH_CUT_OF_TICKETS,  read_queue,   write_queue  },
  { "hour",    TH_CUT_OF_TICKETS,  read_hour,    write_number },
  { "quarter", TH_CUT_OF_TICKETS,  read_quarter, write_text   },
  { "day",     TH_CUT_OF_TICKETS,  read_day,     write_day    },
  { "weekday", TH_CUT_OF_TICKETS,  read_weekday, write_number },
  { "month",   TH_CUT_OF_TICKETS,  read_month,   write_text   },
  { "class",   TH_CUT_OF_TICKETS,  read_class,   write_text   },
  { "booked",  TH_CUT_OF_TICKETS,  read_booked,  write_bool   },
  { "channel", TH_CUT_OF_TICKETS,  read_channel, write_text   },
  { "window",  TH_CUT_OF_SITTINGS, read_window,  write_text   },
  { "staff",   TH_CUT_OF_SITTINGS, read_staff,   write_staff  },
  { "matter",  TH_CUT_OF_MATTERS,  read_matter,  write_matter },
};

/* --- groups --- */

static guint
group_hash (gconstpointer pointer)
{
  const Group *group = pointer;
  guint hash = 5381;

  for (guint i = 0; i < TH_CUT_MOST_KEYS; i++)
    hash = hash * 33 + (guint) group->values[i].rank + (guint) (gsize) group->values[i].text;

  return hash;
}

static gboolean
group_equal (gconstpointer a, gconstpointer b)
{
  const Group *x = a, *y = b;

  for (guint i = 0; i < TH_CUT_MOST_KEYS; i++)
    if (x->values[i].rank != y->values[i].rank || x->values[i].text != y->values[i].text)
      return FALSE;

  return TRUE;
}

static int
group_compare (gconstpointer a, gconstpointer b)
{
  const Group *x = *(const Group *const *) a, *y = *(const Group *const *) b;

  for (guint i = 0; i < TH_CUT_MOST_KEYS; i++)
    {
      int order = (x->values[i].rank > y->values[i].rank) - (x->values[i].rank < y->values[i].rank);

      if (order == 0)
        order = g_strcmp0 (x->values[i].text, y->values[i].text);
      if (order != 0)
        return order;
    }

  return 0;
}

static void
group_free (gpointer pointer)
{
  Group *group = pointer;

  th_figures_free (group->figures);
  g_free (group);
}

/* --- public --- */

/**
 * th_figures_new:
 *
 * Returns: (transfer full): figures over no tickets yet
 */
ThFigures *
th_figures_new (void)
{
  ThFigures *self = g_new0 (ThFigures, 1);

  self->waits = th_sample_new ();
  self->handlings = th_sample_new ();

  return self;
}

/**
 * th_figures_free:
 *
 * Frees figures; NULL is allowed.
 */
void
th_figures_free (ThFigures *self)
{
  if (self == NULL)
    return;

  th_sample_free (self->waits);
  th_sample_free (self->handlings);
  g_free (self);
}

/**
 * th_figures_add:
 *
 * Counts one fact. A fact that is neither called nor anything else counts
 * nowhere.
 */
void
th_figures_add (ThFigures *self, const ThFact *fact)
{
  if (fact->called)
    {
      if (th_sample_count (self->waits) == 0 || fact->wait_us > th_sample_max (self->waits))
        {
          g_strlcpy (self->longest_queue, fact->queue, sizeof self->longest_queue);
          self->longest_number = fact->number;
          self->longest_entered = fact->entered;
        }
      th_sample_add (self->waits, fact->wait_us);
    }

  if (fact->handled)
    th_sample_add (self->handlings, fact->handling_us);

  self->no_shows += fact->no_show ? 1 : 0;
  self->voided += fact->voided ? 1 : 0;
  self->left += fact->left ? 1 : 0;
  self->waiting += fact->waiting ? 1 : 0;
}

/**
 * th_cut_new:
 * @keys: (nullable): names of keys, NULL-terminated; NULL or empty for none
 *
 * Prepares to cut facts by @keys, in this order.
 *
 * Returns: (transfer full): the cut, or NULL with TH_ERROR_BAD_REQUEST for a
 *   key that is unknown, repeated, one too many, or that cannot stand beside
 *   another
 */
ThCut *
th_cut_new (ThHall *hall, const char *const *keys, GError **error)
{
  g_autoptr (ThCut) self = g_new0 (ThCut, 1);

  self->hall = th_hall_ref (hall);
  self->groups = g_hash_table_new_full (group_hash, group_equal, NULL, group_free);
  self->texts = g_string_chunk_new (1024);
  self->ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const Key *key = NULL;

      for (guint k = 0; k < G_N_ELEMENTS (known_keys) && key == NULL; k++)
        if (g_str_equal (known_keys[k].name, keys[i]))
          key = &known_keys[k];

      if (key == NULL)
        {
          g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("A report cannot be split by “%s”."), keys[i]);
          return NULL;
        }
      if (i >= TH_CUT_MOST_KEYS || g_strv_contains (keys + i + 1, keys[i]))
        {
          g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST,
                       _("A report is split by at most %d different keys."), TH_CUT_MOST_KEYS);
          return NULL;
        }
      if (self->kind != TH_CUT_OF_TICKETS && key->kind != TH_CUT_OF_TICKETS && key->kind != self->kind)
        {
          /* A sitting does not know which of its minutes went into which matter. */
          g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST,
                       _("A report cannot be split by matter and by window or staff at once."));
          return NULL;
        }

      self->kind = MAX (self->kind, key->kind);
      self->keys[self->n_keys++] = key;
    }

  ranks_fill (self);

  return g_steal_pointer (&self);
}

/**
 * th_cut_free:
 *
 * Frees the cut with all its groups; NULL is allowed.
 */
void
th_cut_free (ThCut *self)
{
  if (self == NULL)
    return;

  th_hall_unref (self->hall);
  g_hash_table_unref (self->groups);
  g_string_chunk_free (self->texts);
  g_hash_table_unref (self->ranks);
  g_free (self);
}

/**
 * th_cut_kind:
 *
 * Returns: of what the facts must be that are added
 */
ThCutKind
th_cut_kind (ThCut *self)
{
  return self->kind;
}

/**
 * th_cut_has_key:
 *
 * Returns: whether @name is one of the keys
 */
gboolean
th_cut_has_key (ThCut *self, const char *name)
{
  for (guint i = 0; i < self->n_keys; i++)
    if (g_str_equal (self->keys[i]->name, name))
      return TRUE;

  return FALSE;
}

/**
 * th_cut_add:
 *
 * Counts @fact in its group. A fact that lacks a key (a ticket never called
 * has no window) belongs to no group and is passed over.
 */
void
th_cut_add (ThCut *self, const ThFact *fact)
{
  Group probe = { 0 }, *group;

  if (self->n_keys == 0)
    return;

  for (guint i = 0; i < self->n_keys; i++)
    if (!self->keys[i]->read (self, fact, &probe.values[i]))
      return;

  group = g_hash_table_lookup (self->groups, &probe);
  if (group == NULL)
    {
      group = g_new (Group, 1);
      *group = probe;
      group->figures = th_figures_new ();
      g_hash_table_add (self->groups, group);
    }

  th_figures_add (group->figures, fact);
}

/**
 * th_cut_groups:
 *
 * Returns: (transfer container): the groups that have facts, in reading order:
 *   as the hall file lists them, by time, or by code
 */
GPtrArray *
th_cut_groups (ThCut *self)
{
  GPtrArray *groups = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer group;

  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &group, NULL))
    g_ptr_array_add (groups, group);

  g_ptr_array_sort (groups, group_compare);

  return groups;
}

/**
 * th_cut_figures:
 *
 * Returns: (transfer none): the figures of one of th_cut_groups()
 */
ThFigures *
th_cut_figures (ThCut *self, gconstpointer group)
{
  return ((const Group *) group)->figures;
}

/**
 * th_cut_write_key:
 *
 * Writes the keys of @group into @row under their names; a queue, a matter
 * and a member of staff also with their names in both languages.
 */
void
th_cut_write_key (ThCut *self, gconstpointer group, JsonObject *row)
{
  const Group *which = group;

  for (guint i = 0; i < self->n_keys; i++)
    self->keys[i]->write (self, self->keys[i]->name, &which->values[i], row);
}
