/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The field of a week: hours, slots, closed fields. Signals "picked" (start),
 * by click, Space or Enter, and "dropped" (booking, start). */

#include <gtk/gtk.h>

#include "th-slot-cell.h"
#include "th-week-view.h"

G_BEGIN_DECLS

/* What is special about slots now; each an instant as the hall tells it, or NULL. */
typedef struct
{
  const char *chosen;
  const char *lost;
  const char *leaving;      /* where the booking is that is being moved */
  const char *moving;       /* its code */
} ThWeekMarks;

#define TH_TYPE_WEEK_BODY (th_week_body_get_type ())
G_DECLARE_FINAL_TYPE (ThWeekBody, th_week_body, TH, WEEK_BODY, GtkWidget)

void        th_week_body_set         (ThWeekBody *self, const ThWeekView *view, const ThWeekMarks *marks);
void        th_week_body_set_compact (ThWeekBody *self, gboolean compact);

GPtrArray  *th_week_body_get_cells   (ThWeekBody *self);                    /* (transfer none): of ThSlotCell, in order */
ThSlotCell *th_week_body_get_current (ThWeekBody *self);                    /* where the keyboard is, or would begin */
void        th_week_body_go          (ThWeekBody *self, const char *start); /* puts it there */

/* The free slots beside @start on its day: the ones before and after, or NULL. */
void        th_week_body_beside      (ThWeekBody *self, const char *start, ThSlotCell **before, ThSlotCell **after);

/* Where column @i of a week @width wide lies. */
void        th_week_column           (int width, gboolean compact, int i, int columns, int *x, int *column_width);

G_END_DECLS
