/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-booking-rules.h"
#include "th-slots.h"
#include "th-turn.h"

G_BEGIN_DECLS

/* Bookings in the store. Each change is one transaction's work and leaves one
 * event. States: held, booked, checked_in, finished; cancelled, moved,
 * no_show, expired. */

typedef struct
{
  gint64        id;
  char         *code;
  ThDay         day;
  char         *queue;
  int           start_s, end_s;
  ThInstant     slot, until;
  char         *state;
  ThBookingMode mode;
  gboolean      open;                 /* sold to the public */
  char         *channel;
  gint64        party_id;             /* 0: of a group */
  char         *organiser;
  char         *staff, *staff2;
  char         *address;
  char         *point;                /* code, of "mobile" */
  char         *ground;
  ThInstant     made, expires, checked_in, ended;
  gboolean      downgraded;
  gint64        ticket_id;
  ThInstant     reminded;             /* 0: not yet */
  gboolean      asked;                /* about the conditions of its materials */
  char         *moved_from, *moved_to; /* codes */
} ThBooking;

void        th_booking_free    (ThBooking *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThBooking, th_booking_free)

/* What to book. */
typedef struct
{
  const char *const *matters;
  gint64             party_id;
  const char        *organiser;
  ThInstant          slot;
  const char        *channel;
  ThBookingMode      mode;
  const char        *staff, *staff2;  /* a named clerk; of "door" two */
  const char        *address;         /* of "door" */
  const char        *point;           /* of "mobile": its code */
  const char        *ground;          /* of "green" */
  gboolean           photos;          /* of "remote": the photographs were asked for */
  gint64             hold_s;          /* 0: booked at once */
} ThBookingAsk;

/* Who changes a booking. */
typedef struct
{
  const char *reason;
  gboolean    by_hall;
  gboolean    agreed;                 /* with the person */
} ThBookingWhy;

/* @codes: bookings to come that need the queue, the matter or the person, or NULL. */
gboolean    th_booking_using     (const ThTurn *turn, const char *kind, const char *code, char **codes, GError **error);

#define TH_BOOKING_MOST 20000

/* Whether @hall is still open at the time that was promised. */
gboolean    th_booking_kept      (ThHall *hall, const ThBooking *booking);

/* (transfer full) (element-type utf8): bookings to come that @hall cannot keep, a sentence for each day. */
GPtrArray  *th_booking_stranded  (const ThTurn *turn, ThHall *hall, GError **error);

ThBooking  *th_booking_find      (const ThTurn *turn, const char *code, GError **error);
ThBooking  *th_booking_by_ticket (const ThTurn *turn, gint64 ticket_id, GError **error);     /* NULL without @error: none */
gboolean    th_booking_at        (const ThTurn *turn, const ThBooking *booking, char **ticket, char **window, GError **error);
GStrv       th_booking_matters   (const ThTurn *turn, gint64 id, GError **error);
GPtrArray  *th_booking_of_days   (const ThTurn *turn, ThDay from, ThDay to, GError **error); /* of ThBooking, in their order; more than TH_BOOKING_MOST: there are more */
GPtrArray  *th_booking_of_party  (const ThTurn *turn, gint64 party_id, GError **error);      /* the newest first */

/* A booking by its number; NULL without @error when there is none. */
ThBooking  *th_booking_by_id     (const ThTurn *turn, gint64 id, GError **error);

/* (transfer full): what a booking of @queue takes its place from, as in th-slots.h. */
char       *th_booking_place     (const char *queue, const char *point);

/* Sets WRONG_STATE, or CONFLICT for one that was moved: returns FALSE. */
gboolean    th_booking_wrong_state (const ThBooking *booking, GError **error);

/* Work of @matters in minutes, and the queue they stand in. */
gboolean    th_booking_need      (const ThTurn *turn, const char *const *matters, const char *staff, const char **queue,
                                  ThSlotNeed *need, GError **error);

/* NOT_FOUND, or BAD_REQUEST for who does not know @queue. */
gboolean    th_booking_clerk_knows (ThHall *hall, const char *no, const char *queue, GError **error);

/* When a clerk is promised to somebody: (transfer full) (element-type ThBusy). */
typedef struct { ThDay day; int start_s, end_s; } ThBusy;
GArray     *th_booking_busy      (const ThTurn *turn, const char *staff, ThDay from, ThDay to, GError **error);

ThBooking  *th_booking_make      (const ThTurn *turn, const ThBookingAsk *ask, GError **error);
GPtrArray  *th_booking_block     (const ThTurn *turn, const ThBookingAsk *ask, ThInstant until, guint places, GError **error);
ThBooking  *th_booking_move      (const ThTurn *turn, const char *code, ThInstant slot, const char *staff, const ThBookingWhy *why,
                                  GError **error);
gboolean    th_booking_confirm   (const ThTurn *turn, const char *code, GError **error);
gboolean    th_booking_cancel    (const ThTurn *turn, const char *code, const ThBookingWhy *why, GError **error);
gboolean    th_booking_done      (const ThTurn *turn, const char *code, const char *note, GError **error);

/* How many come to the hall on a day. */
typedef struct
{
  int today;                          /* booked, come or missed */
  int arrived;                        /* of them: checked in */
  int late;                           /* not arrived though their time has begun */
} ThBookingDay;

gboolean    th_booking_count_day (const ThTurn *turn, ThBookingDay *day, GError **error);

typedef struct
{
  char     code[32];                  /* of the booking */
  char     ticket[32];                /* "" when it has none: at a point */
  char     queue[20];
  char     window[20];                /* "" when any may call */
  gboolean late, downgraded;
  char    *reason;                    /* of a downgrade */
  int      ahead;
} ThCheckedIn;

ThBooking  *th_booking_expected  (const ThTurn *turn, const char *number, const char *phone, GError **error);
gboolean    th_booking_check_in  (const ThTurn *turn, ThBooking *booking, const char *point, const char *channel, ThCheckedIn *out,
                                  GError **error);

/* What a person did with bookings, as far as it counts against more of them. */
typedef struct
{
  int      no_shows;                  /* within the days that count */
  int      cancelled;                 /* this month */
  ThDay    ban_until;                 /* 0: may book */
  gboolean for_no_shows;              /* else for cancelling */
} ThBookingPast;

gboolean    th_booking_past      (const ThTurn *turn, gint64 party_id, ThBookingPast *past, GError **error);
gboolean    th_booking_lift_ban  (const ThTurn *turn, gint64 party_id, const char *reason, GError **error);

/* Whoever did not come missed it. */
gboolean    th_booking_close_day (const ThTurn *turn, ThDay day, int *no_shows, GPtrArray *warnings, GError **error);

/* After a ticket of TH_CHANNEL_BOOKING was finished, or its finish undone: its booking follows, and what has to be done later. */
gboolean    th_booking_follow    (const ThTurn *turn, gint64 ticket_id, GError **error);

gboolean    th_booking_prove     (ThDatabase *db, gint64 hall_id, GPtrArray *problems, GError **error);

G_END_DECLS
