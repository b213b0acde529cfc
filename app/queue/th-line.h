/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-sitting.h"

G_BEGIN_DECLS

/* The lines as they are looked at: who waits, in which order, and how the
 * day went so far. Reads only. */

typedef struct
{
  gint64        id;
  char          code[32];
  char          queue[20];
  int           ticket_class;
  int           line_class;      /* as far as the order is concerned */
  gboolean      booked;
  ThTicketState state;
  ThInstant     entered, slot, rank, not_before;
  gint64        tie;
  char          to_window[20];   /* "" when any may call it */
  char         *why;             /* in th_line_of_*: why here */
} ThLineEntry;

/* Everybody who waits today, of @queue or (NULL) of all queues, unordered. */
GArray  *th_line_load      (const ThTurn *turn, const char *queue, GError **error);   /* of ThLineEntry */

/* In the order they would be called now; entries that may not be called yet come last. */
GArray  *th_line_of_queue  (const ThTurn *turn, const char *queue, GError **error);
GArray  *th_line_of_window (const ThTurn *turn, const ThWindow *window, guint explain, guint *n_total, GError **error);

/* One ticket of the day, as far as figures need it. */
typedef struct
{
  char          queue[20];
  ThTicketState state;
  ThInstant     arrived, entered, first_called;
  gint64        handling_us;
} ThDayTicket;

GArray  *th_day_load       (const ThTurn *turn, GError **error);                      /* of ThDayTicket */

/* A sitting with its ticket. */
typedef struct
{
  gint64    ticket_id;
  char      window[20];
  char      code[32];
  char      queue[20];
  ThInstant called, last_call, started, ended;
  int       calls;
  char     *outcome;         /* NULL while open */
  gint64    handled_us;      /* of the ticket, in sittings that ended */
} ThSittingView;

GArray  *th_sittings_open   (const ThTurn *turn, GError **error);                     /* of ThSittingView */
GArray  *th_sittings_recent (const ThTurn *turn, guint limit, GError **error);        /* newest call first */

typedef struct
{
  char      code[32];
  char      window[20];      /* that put it aside */
  ThInstant since;
  char     *reason;
} ThHeld;

GArray  *th_held_load       (const ThTurn *turn, GError **error);                     /* of ThHeld */

typedef struct
{
  char  *code;
  char  *state;
  gint64 handling_us;
} ThTicketMatter;

GArray  *th_ticket_matters  (const ThTurn *turn, gint64 ticket_id, GError **error);   /* of ThTicketMatter */

typedef struct
{
  ThInstant at;
  char     *kind, *actor, *window, *from, *to, *reason;
} ThPast;

GArray  *th_ticket_history  (const ThTurn *turn, gint64 ticket_id, GError **error);   /* of ThPast */

typedef struct
{
  int    finished;
  int    no_shows;
  gint64 handling_us;        /* of the finished */
} ThWindowDay;

gboolean th_window_day      (const ThTurn *turn, const char *window, ThWindowDay *day, GError **error);

/* The newest tickets of today. */
GPtrArray *th_tickets_recent (const ThTurn *turn, guint limit, GError **error);       /* of ThTicket */

/* Codes of tickets of today that missed their call, newest first. */
GPtrArray *th_tickets_missed (const ThTurn *turn, guint limit, GError **error);       /* of char* */

G_END_DECLS
