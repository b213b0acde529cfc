/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the search for a matter or a place looks through. */

#include "th-pick-item.h"

#include <glib/gi18n.h>

#include "th-text.h"
#include "th-words.h"

G_DEFINE_TYPE (ThPickItem, th_pick_item, G_TYPE_OBJECT)

static void
th_pick_item_finalize (GObject *object)
{
  ThPickItem *self = TH_PICK_ITEM (object);

  g_free (self->code);
  g_free (self->zh);
  g_free (self->en);
  g_free (self->queue);
  g_free (self->detail);

  G_OBJECT_CLASS (th_pick_item_parent_class)->finalize (object);
}

static void
th_pick_item_class_init (ThPickItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = th_pick_item_finalize;
}

static void
th_pick_item_init (ThPickItem *self)
{
}

static ThPickItem *
item_new (ThPickKind kind, const char *code, JsonObject *named)
{
  ThPickItem *self = g_object_new (TH_TYPE_PICK_ITEM, NULL);

  self->kind = kind;
  self->code = g_strdup (code);
  self->zh = g_strdup (th_member_text (named, "zh"));
  self->en = g_strdup (th_member_text (named, "en"));

  return self;
}

/* "online" is a degree ("full", "partial", "none") or a plain yes or no. */
static gboolean
is_online (JsonObject *matter)
{
  JsonNode *node = json_object_get_member (matter, "online");

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  return g_strcmp0 (json_node_get_string (node), "full") == 0;
}

static ThPickItem *
matter_new (JsonObject *matter)
{
  ThPickItem *self = item_new (TH_PICK_MATTER, th_member_text (matter, "code"), matter);
  gboolean machine = th_member_bool (matter, "self_service");

  self->queue = g_strdup (th_member_text (matter, "queue"));
  self->online = is_online (matter);
  if (self->online && machine)
    self->detail = g_strdup (_("Online or at a machine"));
  else if (self->online)
    self->detail = g_strdup (_("Can be done online"));
  else if (machine)
    self->detail = g_strdup (_("At a machine too"));

  return self;
}

static ThPickItem *
queue_new (JsonObject *queue)
{
  const char *prefix = th_member_text (queue, "prefix");
  ThPickItem *self = item_new (TH_PICK_QUEUE, prefix, queue);

  self->queue = g_strdup (prefix);
  return self;
}

static void
add_matters_of (GPtrArray *items, JsonArray *matters, const char *queue)
{
  for (guint i = 0; matters != NULL && i < json_array_get_length (matters); i++)
    {
      JsonObject *matter = th_member_element (matters, i);

      if (g_strcmp0 (th_member_text (matter, "queue"), queue) == 0)
        g_ptr_array_add (items, matter_new (matter));
    }
}

/**
 * th_pick_items_matters:
 * @catalogue: an answer of catalogue.show
 * @with_queues: whether each queue goes before its matters as an item
 *
 * All matters in the order of their queues.
 *
 * Returns: (transfer full) (element-type ThPickItem)
 */
GPtrArray *
th_pick_items_matters (JsonObject *catalogue, gboolean with_queues)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *queues = th_member_array (catalogue, "queues");
  JsonArray *matters = th_member_array (catalogue, "matters");

  for (guint i = 0; queues != NULL && i < json_array_get_length (queues); i++)
    {
      JsonObject *queue = th_member_element (queues, i);

      if (with_queues)
        g_ptr_array_add (items, queue_new (queue));
      add_matters_of (items, matters, th_member_text (queue, "prefix"));
    }

  return items;
}

/**
 * th_pick_items_targets:
 * @catalogue: an answer of catalogue.show
 * @hall: an answer of hall.show
 * @own_window: the window that asks, left out
 *
 * Where a ticket can be transferred to: the queues, then the open windows.
 *
 * Returns: (transfer full) (element-type ThPickItem)
 */
GPtrArray *
th_pick_items_targets (JsonObject *catalogue, JsonObject *hall, const char *own_window)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *queues = th_member_array (catalogue, "queues");
  JsonArray *windows = th_member_array (hall, "windows");

  for (guint i = 0; queues != NULL && i < json_array_get_length (queues); i++)
    g_ptr_array_add (items, queue_new (th_member_element (queues, i)));

  for (guint i = 0; windows != NULL && i < json_array_get_length (windows); i++)
    {
      JsonObject *window = th_member_element (windows, i);
      const char *no = th_member_text (window, "no");
      ThPickItem *item;

      if (g_strcmp0 (th_member_text (window, "state"), "closed") == 0 || g_strcmp0 (no, own_window) == 0)
        continue;

      item = item_new (TH_PICK_WINDOW, no, window);
      if (th_pick_item_name (item) == NULL)
        {
          item->zh = g_strdup_printf (_("Window %s"), no);
          item->en = g_strdup (item->zh);
        }
      item->detail = g_strdup (th_member_text (window, "duty"));
      g_ptr_array_add (items, item);
    }

  return items;
}

const char *
th_pick_item_name (ThPickItem *self)
{
  const char *name;

  g_return_val_if_fail (TH_IS_PICK_ITEM (self), NULL);

  name = th_words_chinese () ? self->zh : self->en;
  return name != NULL && *name != '\0' ? name : self->zh;
}
