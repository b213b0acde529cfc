/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "th-order.h"
#include "th-store.h"

G_BEGIN_DECLS

/* A day read from files, and what became of it. Times are seconds of the day. */

typedef enum { TH_REPLAY_NO_SHOW, TH_REPLAY_WAITING, TH_REPLAY_SERVED, TH_REPLAY_LEFT, TH_REPLAY_UNSERVED } ThReplayStatus;

typedef struct
{
  char          *id;
  guint          service;      /* index of its service */
  double         arrival, slot, patience, duration;   /* NAN: none */
  gboolean       no_show;
  int            ticket_class;
  gboolean       on_time;      /* a booking that came by slot + late */
  gint64         ticket_id;    /* in the store */
  ThReplayStatus status;
  int            window;       /* index, or -1 */
  double         start, end, wait;
} ThReplayTicket;

typedef struct
{
  double from, to;
  guint  place;                /* in the file */
  char  *services;             /* as in the plan */
  char  *duty;                 /* in the hall's queues */
} ThReplayRow;

typedef struct
{
  char   *name;
  GArray *rows;                /* of ThReplayRow, by time */
} ThReplayWindow;

typedef struct
{
  char      *name;
  char      *date;             /* or NULL */
  GArray    *sessions;         /* of double pairs: from, to, from, to ... */
  double     switch_s, call_s, early_s, late_s;
  char      *discipline;
  GPtrArray *services;         /* of char* */
  GPtrArray *windows;          /* of ThReplayWindow, in order of the plan */
  GPtrArray *tickets;          /* of ThReplayTicket, in order of the file */
  GPtrArray *come;             /* those that come, by arrival; borrowed */
  double     last;             /* the last event */
  double     overtime;
} ThReplay;

ThReplay *th_replay_load   (const char *arrivals, const char *plan, const char *hall, const char *discipline, GError **error);
void      th_replay_free   (ThReplay *self);

/* Drives @store through the day; its clock must be a manual one. */
gboolean  th_replay_run    (ThReplay *self, ThStore *store, ThClock *clock, GError **error);

/* The report: (transfer full). */
JsonObject *th_replay_summary    (ThReplay *self);
char       *th_replay_tickets_csv (ThReplay *self);
JsonObject *th_replay_describe   (ThReplay *self);           /* its hall description */
char       *th_replay_queue      (guint service);           /* the prefix of the queue of a service */
ThDiscipline th_replay_discipline (ThReplay *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThReplay, th_replay_free)

G_END_DECLS
