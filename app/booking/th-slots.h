/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-block.h"
#include "th-hall.h"

G_BEGIN_DECLS

/* The slots of a queue on a day: how much of the windows' time bookings may
 * take, how much is taken, and what still fits. Pure: values in, values out.
 *
 * Capacity is counted in minutes of work at windows, so that a matter of ten
 * minutes and one of thirty each take what they take. */

typedef struct
{
  int      start_s, end_s;         /* wall-clock seconds of the day */
  int      cap, public_cap;        /* minutes bookings may take now */
  int      used, public_used;      /* minutes taken */
  int      own_cap, own_public;    /* as computed, before a manager's word */
  gboolean whole;                  /* counted in places: whoever comes takes one whole slot */
  gboolean said;                   /* a manager's word counts here */
  const char *why;                 /* that word's reason; belongs to the day */
  const char *monthly;             /* why this time of the month is closed to bookings, or NULL; belongs to the day */
} ThSlot;

typedef struct
{
  ThDay    day;
  GArray  *slots;                  /* of ThSlot, in order */
  char    *reason;                 /* why there are none, or fewer; or NULL */
  gboolean loaded;                 /* whether the calendar of that year is */
  gboolean whole;                  /* all of it is counted in places */
  GPtrArray *words;                /* reasons of managers and of the month */
} ThSlotDay;

/* What a booking needs. */
typedef struct
{
  int      minutes;                /* of work, 1 or more */
  gboolean whole;                  /* a person's time is promised: whole slots */
} ThSlotNeed;

/* What fits at a start. */
typedef struct
{
  guint n;                         /* slots in a row; 0: nothing can begin there */
  int   end_s;
  int   free, public_free;         /* bookings of this need that still fit */
} ThSlotFit;

/* What is booked at: a queue of the hall, "G", or a point outside it, "@" and
 * its code. The places of a point are its own and take nothing of the hall. */
#define TH_PLACE_IS_POINT(place) ((place)[0] == '@')

/* What a place has on any day: worked out once, used for many days. */
typedef struct
{
  const char *place;
  const ThPoint *point;            /* or NULL */
  gint64      windows;             /* worth of time, in units of TH_SLOT_WINDOW */
  int         longest;             /* minutes of its longest matter for booking */
} ThSlotSupply;

#define TH_SLOT_WINDOW 720720
ThSlotSupply th_slot_supply     (ThHall *hall, const char *place);

ThSlotDay *th_slot_day_new      (ThHall *hall, const ThSlotSupply *supply, ThDay day, int slot_minutes);
void       th_slot_day_free     (ThSlotDay *self);
void       th_slot_day_say      (ThSlotDay *self, int from_s, int to_s, int places, int public_places, const char *reason);
void       th_slot_day_taken    (ThSlotDay *self, int start_s, int end_s, int used, int public_used);
int        th_slot_day_find     (const ThSlotDay *self, int start_s);
const char *th_slot_closed      (const ThSlot *slot);
gboolean   th_slot_day_covers (const ThSlotDay *self, int second);
int        th_slot_need_of      (const ThSlot *slot, const ThSlotNeed *need, guint position);
ThSlotFit  th_slot_day_fit      (const ThSlotDay *self, guint i, const ThSlotNeed *need);

int        th_slot_longest      (ThHall *hall, const char *queue);
gboolean   th_matter_bookable   (const ThMatter *matter);

/* Whole minutes: a part of one counts as one. */
int        th_minutes_whole     (double minutes);

/* Times of every month that a hall keeps free of bookings. NULL, or why (transfer full). */
char      *th_closed_time       (ThHall *hall, const char *queue, ThDay day, int start_s);

/* (transfer full) (element-type ThBlock): what of @day is closed at @place, and why, in order. */
GPtrArray *th_closed_blocks     (ThHall *hall, const char *place, const ThSlotDay *day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThSlotDay, th_slot_day_free)

G_END_DECLS
