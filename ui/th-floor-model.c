/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles keep focus, popover and place while the hall moves: so the list
 * tells only what was added or taken away between what stayed at both ends,
 * which on an ordinary day is nothing, and every other change is told by the
 * item itself. */

#include "th-floor-model.h"

#include "th-text.h"

struct _ThFloorItem
{
  GObject     parent_instance;
  JsonObject *data;
};

G_DEFINE_FINAL_TYPE (ThFloorItem, th_floor_item, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
th_floor_item_finalize (GObject *object)
{
  g_clear_pointer (&TH_FLOOR_ITEM (object)->data, json_object_unref);
  G_OBJECT_CLASS (th_floor_item_parent_class)->finalize (object);
}

static void
th_floor_item_class_init (ThFloorItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = th_floor_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", TH_TYPE_FLOOR_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
th_floor_item_init (ThFloorItem *self)
{
}

static void
set_data (ThFloorItem *self, JsonObject *data)
{
  gboolean same = self->data != NULL && json_object_equal (self->data, data);

  json_object_ref (data);
  g_clear_pointer (&self->data, json_object_unref);
  self->data = data;
  if (!same)
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * th_floor_item_get_data:
 *
 * Returns: (transfer none): what floor.show says of this window
 */
JsonObject *
th_floor_item_get_data (ThFloorItem *self)
{
  g_return_val_if_fail (TH_IS_FLOOR_ITEM (self), NULL);
  return self->data;
}

/**
 * th_floor_item_get_no:
 *
 * Returns: (transfer none): the code of this window
 */
const char *
th_floor_item_get_no (ThFloorItem *self)
{
  g_return_val_if_fail (TH_IS_FLOOR_ITEM (self), NULL);
  return th_member_text (self->data, "no");
}

struct _ThFloorModel
{
  GObject    parent_instance;
  GPtrArray *items;
};

static GType
get_item_type (GListModel *model)
{
  return TH_TYPE_FLOOR_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return TH_FLOOR_MODEL (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *items = TH_FLOOR_MODEL (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ThFloorModel, th_floor_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
th_floor_model_finalize (GObject *object)
{
  g_clear_pointer (&TH_FLOOR_MODEL (object)->items, g_ptr_array_unref);
  G_OBJECT_CLASS (th_floor_model_parent_class)->finalize (object);
}

static void
th_floor_model_class_init (ThFloorModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = th_floor_model_finalize;
}

static void
th_floor_model_init (ThFloorModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

static ThFloorItem *
find (GPtrArray *items, const char *no)
{
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (th_floor_item_get_no (items->pdata[i]), no) == 0)
      return items->pdata[i];
  return NULL;
}

/**
 * th_floor_model_new:
 *
 * Returns: (transfer full): an empty floor
 */
ThFloorModel *
th_floor_model_new (void)
{
  return g_object_new (TH_TYPE_FLOOR_MODEL, NULL);
}

/**
 * th_floor_model_update:
 * @windows: windows[] of floor.show
 *
 * Makes the list say the same as @windows.
 */
void
th_floor_model_update (ThFloorModel *self, JsonArray *windows)
{
  g_autoptr(GPtrArray) old = NULL;
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint head = 0, tail = 0;

  g_return_if_fail (TH_IS_FLOOR_MODEL (self));
  for (guint i = 0; windows != NULL && i < json_array_get_length (windows); i++)
    {
      JsonObject *data = th_member_element (windows, i);
      ThFloorItem *item = data != NULL ? find (self->items, th_member_text (data, "no")) : NULL;

      if (data == NULL)
        continue;
      item = item != NULL ? g_object_ref (item) : g_object_new (TH_TYPE_FLOOR_ITEM, NULL);
      set_data (item, data);
      g_ptr_array_add (items, item);
    }
  old = self->items;
  self->items = items;
  while (head < old->len && head < items->len && old->pdata[head] == items->pdata[head])
    head++;
  while (head + tail < old->len && head + tail < items->len &&
         old->pdata[old->len - 1 - tail] == items->pdata[items->len - 1 - tail])
    tail++;
  if (head + tail < old->len || head + tail < items->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, items->len - head - tail);
}
