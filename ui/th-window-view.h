/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a window is doing, as one value read from window.show, and which step
 * of the work is possible now, with the reason. No widgets, no clock. */

#include <json-glib/json-glib.h>

#include "th-types.h"

G_BEGIN_DECLS

typedef enum
{
  TH_SEAT_CLOSED,
  TH_SEAT_PAUSED,
  TH_SEAT_IDLE,
  TH_SEAT_CALLED,
  TH_SEAT_SERVING,
} ThSeat;

typedef enum
{
  TH_STEP_CALL,
  TH_STEP_START,
  TH_STEP_FINISH,
  TH_STEP_RECALL,
  TH_STEP_NO_SHOW,
  TH_STEP_HOLD,
  TH_STEP_UNHOLD,
  TH_STEP_TRANSFER,
  TH_STEP_REPRINT,
  TH_STEP_SUSPEND,
  TH_STEP_RESUME,
  TH_STEP_CLOSE,
  TH_STEP_ADD_MATTER,
  TH_STEP_UNDO,
} ThStep;

#define TH_N_STEPS (TH_STEP_UNDO + 1)

typedef struct
{
  JsonObject *doc;            /* the whole answer */
  JsonObject *ticket;         /* of doc, or NULL */
  ThSeat      seat;
  gboolean    closing;        /* closes when the ticket in hand is done */
  const char *window;         /* "3" */
  const char *number;         /* "T001" or NULL */
  guint       waiting;        /* people this window may call */
  const char *next;           /* the ticket that would be called, or NULL */
  gboolean    next_named;     /* it is a booking with the clerk of this window */
  guint       held;           /* tickets on hold that this window is shown */
  const char *held_here;      /* the first of them that was put on hold here, or NULL */
  guint       calls, call_limit;
  int         recall_s;       /* seconds between two calls */
  guint       matters, open;  /* of the ticket; open: not ticked off yet */
  ThInstant   since;          /* start of the present state, step or wait for work; 0 unknown */
  ThInstant   called_at;      /* the last call */
  double      mean_s, overdue_s;
} ThWindowView;

ThWindowView *th_window_view_new        (JsonObject *answer);
void          th_window_view_free       (ThWindowView *self);
gboolean      th_window_view_holds      (const ThWindowView *self, JsonObject *held);
gint64        th_window_view_elapsed    (const ThWindowView *self, ThInstant now);
gint64        th_window_view_until_call (const ThWindowView *self, ThInstant now);
gboolean      th_window_view_step       (const ThWindowView *self, ThStep step, ThInstant now, char **line);
gboolean      th_window_view_main_step  (const ThWindowView *self, ThInstant now, ThStep *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThWindowView, th_window_view_free)

G_END_DECLS
