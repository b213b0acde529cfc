/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-duty.h"
#include "th-turn.h"

G_BEGIN_DECLS

typedef enum { TH_WINDOW_CLOSED, TH_WINDOW_OPEN, TH_WINDOW_PAUSED, TH_WINDOW_CLOSING } ThWindowState;

/* A window now: who sits there and what it serves. Belongs to the connection;
 * valid until the next change of windows. */
typedef struct
{
  const char   *code;
  ThWindowState state;
  const char   *staff;        /* NULL when closed */
  ThDuty       *duty;         /* NULL when closed */
  const char   *reason;       /* of a pause */
  ThInstant     until;        /* of a pause; 0: not said */
  ThInstant     since;        /* of the present state */
  ThInstant     opened;
} ThWindow;

const char *th_window_state_name (ThWindowState state);

/* All windows of the hall, kept with the connection; 0 statements when nothing changed. */
GPtrArray      *th_windows_get  (const ThTurn *turn, GError **error);   /* (transfer none), of ThWindow */
const ThWindow *th_window_get   (const ThTurn *turn, const char *code, GError **error);
const ThWindow *th_window_of    (const ThTurn *turn, const char *staff);

gboolean th_window_open     (const ThTurn *turn, const char *code, const char *staff, const char *duty, GError **error);
gboolean th_window_pause    (const ThTurn *turn, const char *code, const char *reason, ThInstant until, GError **error);
gboolean th_window_resume   (const ThTurn *turn, const char *code, GError **error);
gboolean th_window_close    (const ThTurn *turn, const char *code, const char *reason, GError **error);
gboolean th_window_set_duty (const ThTurn *turn, const char *code, const char *duty, GError **error);

/* After a sitting ended: a window that was closing closes. */
gboolean th_window_settle   (const ThTurn *turn, const char *code, GError **error);

G_END_DECLS
