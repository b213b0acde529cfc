/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The windows of the floor as a list model whose items live as long as their
 * window is part of the hall: an update changes items, not the list. */

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_FLOOR_ITEM (th_floor_item_get_type ())
G_DECLARE_FINAL_TYPE (ThFloorItem, th_floor_item, TH, FLOOR_ITEM, GObject)

/* Signal "changed" (ThFloorItem *): its data are others now. */
JsonObject *th_floor_item_get_data (ThFloorItem *self);   /* an element of windows[] of floor.show */
const char *th_floor_item_get_no   (ThFloorItem *self);

#define TH_TYPE_FLOOR_MODEL (th_floor_model_get_type ())
G_DECLARE_FINAL_TYPE (ThFloorModel, th_floor_model, TH, FLOOR_MODEL, GObject)

ThFloorModel *th_floor_model_new    (void);
void          th_floor_model_update (ThFloorModel *self, JsonArray *windows);

G_END_DECLS
