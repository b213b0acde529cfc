/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-calendar.h"

G_BEGIN_DECLS

/* The hall's own closure, of whole days or of a stretch of each day. */
typedef struct
{
  ThDay       from, to;
  gboolean    whole, training;
  ThOpening   time;
  const char *zh, *en;
} ThClosure;

typedef struct
{
  const char *words;
  const char *notice;   /* or NULL */
  ThDay       from, to;
} ThHoliday;

ThDay     th_calendar_published (ThCalendar *self, int year, int month);
GArray   *th_calendar_weekly    (ThCalendar *self, ThDay day, ThDayKind kind);
GArray   *th_calendar_closures  (ThCalendar *self);
gboolean  th_calendar_holiday   (ThCalendar *self, ThDay day, ThHoliday *holiday);

G_END_DECLS
