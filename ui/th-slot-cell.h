/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One slot of the week: how many places, full, or chosen. */

#include <gtk/gtk.h>

#include "th-week-view.h"

G_BEGIN_DECLS

typedef enum
{
  TH_SLOT_FREE,
  TH_SLOT_FULL,
  TH_SLOT_KEPT,
  TH_SLOT_CHOSEN,
  TH_SLOT_LOST,       /* was free a moment ago */
  TH_SLOT_OFFERED,    /* free, beside one that was lost */
  TH_SLOT_LEAVING,    /* where the booking is that is being moved */
} ThSlotLook;

#define TH_TYPE_SLOT_CELL (th_slot_cell_get_type ())
G_DECLARE_FINAL_TYPE (ThSlotCell, th_slot_cell, TH, SLOT_CELL, GtkButton)

GtkWidget  *th_slot_cell_new       (void);
void        th_slot_cell_set       (ThSlotCell *self, const ThWeekSlot *slot, ThSlotLook look);

/* Of the slot that is shown; NULL and 0 before there is one. */
const char *th_slot_cell_get_start (ThSlotCell *self);
int         th_slot_cell_get_column (ThSlotCell *self);
int         th_slot_cell_get_from  (ThSlotCell *self);      /* second of the day */
int         th_slot_cell_get_to    (ThSlotCell *self);
ThSlotLook  th_slot_cell_get_look  (ThSlotCell *self);
gboolean    th_slot_cell_takes     (ThSlotCell *self);      /* whether a booking can be put here */

/* "May 7 Thu 10:00–10:30"; (transfer full). */
char       *th_slot_words          (ThDay day, int from_s, int end_s);

G_END_DECLS
