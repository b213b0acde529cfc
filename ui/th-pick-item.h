/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A thing that can be picked by its code or its name: a matter, a queue, a
 * window. Immutable. */

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_PICK_ITEM (th_pick_item_get_type ())
G_DECLARE_FINAL_TYPE (ThPickItem, th_pick_item, TH, PICK_ITEM, GObject)

typedef enum
{
  TH_PICK_MATTER,
  TH_PICK_QUEUE,
  TH_PICK_WINDOW,
} ThPickKind;

struct _ThPickItem
{
  GObject     parent_instance;

  ThPickKind  kind;
  char       *code;        /* "T02", "T", "3" */
  char       *zh, *en;
  char       *queue;       /* prefix, of a matter */
  char       *detail;      /* a few words under the name, or NULL */
  gboolean    online;      /* can be done without coming here */
};

/* From catalogue.show and hall.show; (transfer full) arrays that own their items. */
GPtrArray  *th_pick_items_matters (JsonObject *catalogue, gboolean with_queues);
GPtrArray  *th_pick_items_targets (JsonObject *catalogue, JsonObject *hall, const char *own_window);

const char *th_pick_item_name     (ThPickItem *self);    /* in the language of the screen */

G_END_DECLS
