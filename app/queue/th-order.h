/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-error.h"

G_BEGIN_DECLS

/* The order of calling: pure rules over the heads of the lines. The store and
 * every simulation call the same functions, so that what is simulated is what
 * will happen. */

typedef enum { TH_ORDER_FIFO, TH_ORDER_PRIORITY, TH_ORDER_APPT, TH_ORDER_DUE } ThOrderKind;

typedef struct
{
  ThOrderKind kind;
  gint64      allowance_us;   /* due: what a walk-in may wait before it is due */
  gint64      early_us;       /* appt: a booking gets its rank so long before its slot */
  int         priority_run;   /* so many priority tickets in a row ... */
  int         ordinary_run;   /* ... then so many ordinary ones, if any wait; 0: no limit */
} ThDiscipline;

/* A ticket at the head of a line, as far as the order is concerned. */
typedef struct
{
  gint64    id;
  int       tier;             /* of its queue in the window's duty */
  int       ticket_class;     /* 0 priority, 1 ordinary */
  gboolean  booked;           /* a booking that came in time */
  ThInstant slot;             /* of a booking */
  ThInstant rank;             /* place in line: the arrival, unless it was moved back */
  gint64    tie;
} ThHead;

/* How many of each class a window called since the last change of turn. */
typedef struct
{
  int priority;
  int ordinary;
} ThRun;

/* A window that could call now. */
typedef struct
{
  guint     n_queues;         /* of its duty */
  ThInstant free_since;
  guint     position;
} ThFreeWindow;

gboolean th_discipline_parse (const char *text, gint64 unit_us, ThDiscipline *discipline, GError **error);
int      th_order_compare    (const ThDiscipline *discipline, const ThHead *a, const ThHead *b, ThInstant now);
int      th_order_pick       (const ThDiscipline *discipline, const ThHead *heads, guint n, ThRun run, ThInstant now);
ThRun    th_order_run_after  (const ThDiscipline *discipline, ThRun run, int ticket_class);
void     th_order_sequence   (const ThDiscipline *discipline, const ThHead *tickets, guint n, ThRun run, ThInstant now,
                              guint *order);
int      th_order_match      (const ThDiscipline *discipline, const ThHead *picked, const ThFreeWindow *windows,
                              guint n, ThInstant now);

G_END_DECLS
