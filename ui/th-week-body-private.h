/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the two files of the week's field share: th-week-body.c lays out and
 * listens, th-week-body-fill.c shows a week. */

#include "th-week-body.h"

G_BEGIN_DECLS

struct _ThWeekBody
{
  GtkWidget         parent_instance;
  const ThWeekView *view;       /* of who made this */
  GPtrArray        *cells;      /* of ThSlotCell, by column and time */
  GPtrArray        *hours, *fields, *lunches;
  GArray           *starts;     /* int: second of each of hours */
  GtkWidget        *over;       /* the cell a booking is held over; or NULL */
  char             *current, *moving;
  int               want_s;     /* the time that moving sideways keeps; -1 none */
  gboolean          compact;
};

ThSlotCell *th_week_body_find    (ThWeekBody *self, const char *start);
ThSlotCell *th_week_body_nearest (ThWeekBody *self, int column, int from_s);
GtkWidget  *th_week_body_focused (ThWeekBody *self);
void        th_week_body_clicked (ThSlotCell *cell, ThWeekBody *self);

G_END_DECLS
