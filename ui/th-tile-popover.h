/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What may be done to a window from the floor: suspend, resume, change its
 * duty, close. A refusal is shown in place. */

#include "th-floor-model.h"
#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_TILE_POPOVER (th_tile_popover_get_type ())
G_DECLARE_FINAL_TYPE (ThTilePopover, th_tile_popover, TH, TILE_POPOVER, GtkPopover)

/* Opens it on @parent, pointing at the tile there. */
void th_tile_popover_present (GtkWidget *parent, const GdkRectangle *at, ThFloorItem *item, ThSession *session);

G_END_DECLS
