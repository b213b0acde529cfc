/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-order.h"
#include "th-ticket.h"

G_BEGIN_DECLS

/* What happens between a window and the ticket in front of it. Each of these
 * is one transaction's work; each leaves one event. */

/* A service begun before midnight may be finished after it, if it began no
 * longer ago than this; what stands there since yesterday's closing may not. */
#define TH_SITTING_LONGEST_US (4 * 3600 * TH_SECOND_US)

typedef struct
{
  gint64    id;
  gint64    ticket_id;
  ThDay     day;
  char      queue[20];
  ThInstant called, last_call, started, ended;
  int       calls;
  gint64    handling_us;
  char     *outcome;         /* NULL while open */
} ThSitting;

void th_sitting_clear (ThSitting *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThSitting, th_sitting_clear)

typedef struct
{
  gint64 ticket_id;
  char   code[32];
  gint64 waited_us;
  char  *why;                /* one sentence: why this one */
  GPtrArray *matters;        /* codes */
} ThCalled;

void th_called_clear (ThCalled *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThCalled, th_called_clear)

typedef struct
{
  gint64        ticket_id;   /* after a finish or an undo; its code may be another ticket's today */
  char          code[32];
  ThTicketState state;
  gint64        handling_us;
  int           after;       /* returned behind so many; -1: at the end */
  int           ahead;
  const char   *undone;      /* the verb that was taken back */
  gboolean      from_booking; /* after a finish: the ticket was given for a booking */
} ThStepped;

/* One matter and what became of it. */
typedef struct
{
  const char *code;
  const char *state;         /* "done" or "failed" */
} ThOutcome;

gboolean th_sitting_open     (const ThTurn *turn, const char *window, ThSitting *sitting, GError **error);
gboolean th_sitting_latest   (const ThTurn *turn, const char *window, ThSitting *sitting, GError **error);

/* The window, and the sitting there; @started: whether it must have begun (1), must not (0), or may (-1). NULL with WINDOW_CLOSED or WRONG_STATE. */
const ThWindow *th_sitting_at (const ThTurn *turn, const char *window, int started, ThSitting *sitting, GError **error);

gboolean th_sitting_call     (const ThTurn *turn, const char *window, ThCalled *called, GError **error);
gboolean th_sitting_call_one (const ThTurn *turn, const char *window, const char *code, ThCalled *called, GError **error);
gboolean th_sitting_recall   (const ThTurn *turn, const char *window, int *calls, GError **error);
gboolean th_sitting_start    (const ThTurn *turn, const char *window, ThStepped *out, GError **error);
gboolean th_sitting_no_show  (const ThTurn *turn, const char *window, ThStepped *out, GError **error);
gboolean th_sitting_hold     (const ThTurn *turn, const char *window, const char *reason, ThStepped *out, GError **error);
gboolean th_sitting_unhold   (const ThTurn *turn, const char *window, const char *code, ThStepped *out, GError **error);
gboolean th_sitting_transfer (const ThTurn *turn, const char *window, const char *to_queue, const char *to_window,
                              const char *note, ThStepped *out, GError **error);
gboolean th_sitting_finish   (const ThTurn *turn, const char *window, const ThOutcome *outcomes, guint n_outcomes,
                              ThStepped *out, GError **error);
gboolean th_sitting_undo     (const ThTurn *turn, const char *window, ThStepped *out, GError **error);

gboolean th_sitting_undoable (const ThTurn *turn, const char *window, const char **verb, gint64 *ticket_id);

gboolean th_sitting_add_matter (const ThTurn *turn, const char *window, const char *matter, GError **error);
gboolean th_sitting_set_matter (const ThTurn *turn, const char *window, const char *matter, const char *state, GError **error);

gboolean th_sitting_run     (const ThTurn *turn, const ThWindow *window, ThRun *run, GError **error);
const ThDiscipline *th_sitting_discipline (const ThTurn *turn);
void     th_sitting_use_discipline (const ThTurn *turn, const ThDiscipline *discipline);

/* What a sentence about a ticket in line is made from. */
typedef struct
{
  const ThHead *head;
  const char   *queue;
  ThInstant     entered;
  gboolean      returned;    /* after a missed call */
  gboolean      sent;        /* to this very window */
  gboolean      first;       /* nobody stands before it */
} ThReason;

char    *th_sitting_why      (const ThTurn *turn, ThDuty *duty, const ThReason *reason);

/* Which ticket @window would call now, without calling it; FALSE without @error when nobody waits. */
gboolean th_sitting_peek     (const ThTurn *turn, const char *window, ThHead *head, GError **error);

G_END_DECLS
