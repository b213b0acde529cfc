/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One week of an answer of booking.slots, as values that a screen can place:
 * slots, closed blocks joined over neighbouring days, and the axis of time. No
 * widgets, no clock. Times are wall-clock seconds of a day. */

#include <json-glib/json-glib.h>

#include "th-types.h"

G_BEGIN_DECLS

#define TH_WEEK_DAYS 7

typedef struct
{
  char *start;              /* as the hall told it */
  ThDay day;
  int   column;             /* 0 is Monday */
  int   from_s, to_s;       /* what the slot fills of the axis */
  int   end_s;              /* when its work ends, which may be later */
  int   free;               /* places; 0: full, or never for bookings */
  gboolean kept;            /* nothing of it is for bookings: its turn of the share goes to walk-ins */
} ThWeekSlot;

typedef struct
{
  int   column, columns;
  int   from_s, to_s;       /* both -1: the whole day */
  char *kind;               /* as in blocks[] of the answer */
  char *title;
  char *detail;             /* (nullable): lines */
} ThWeekBlock;

typedef struct
{
  ThDay    day;
  gboolean known;           /* the answer says something of it */
  gboolean deadline;        /* the filing period ends on it */
  char    *note;            /* a make-up day, in words; or NULL */
} ThWeekDay;

typedef struct { int from_s, to_s; } ThWeekStretch;

typedef struct
{
  ThDay      monday;
  const char *free_key;     /* of a slot: what is for sale */
  ThWeekDay  days[TH_WEEK_DAYS];
  GPtrArray *slots;         /* of ThWeekSlot: by column, then time */
  GPtrArray *blocks;        /* of ThWeekBlock, without lunch */
  GPtrArray *lunches;       /* of ThWeekBlock: breaks that are a line, not a field */
  GArray    *stretches;     /* of ThWeekStretch: what of the day is drawn to scale */
  int        shortest_s;    /* the shortest slot; 0 without any */
  ThDay      last_day;      /* that can be booked; 0 unknown */
  gboolean   none;          /* nothing is free from today to the last day */
} ThWeekView;

ThWeekView *th_week_view_new  (JsonObject *answer, ThDay monday, ThDay today, gboolean only_public);
void        th_week_view_free (ThWeekView *self);

ThWeekSlot *th_week_view_find (const ThWeekView *self, const char *start);

/* Seconds of the axis before @second, and how many breaks lie before it. */
void        th_week_view_place (const ThWeekView *self, int second, int *scaled_s, int *breaks);
int         th_week_view_scaled (const ThWeekView *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThWeekView, th_week_view_free)

G_END_DECLS
