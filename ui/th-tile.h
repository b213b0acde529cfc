/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One window of the floor. */

#include <gtk/gtk.h>

#include "th-floor-model.h"
#include "th-types.h"

G_BEGIN_DECLS

#define TH_TYPE_TILE (th_tile_get_type ())
G_DECLARE_FINAL_TYPE (ThTile, th_tile, TH, TILE, GtkFlowBoxChild)

GtkWidget   *th_tile_new      (ThFloorItem *item, GTimeZone *zone);
ThFloorItem *th_tile_get_item (ThTile *self);

/* Only the time in the present state moves. */
void         th_tile_tick     (ThTile *self, ThInstant now);

G_END_DECLS
