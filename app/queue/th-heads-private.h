/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-order.h"
#include "th-window.h"

G_BEGIN_DECLS

/* What a window chooses from when it calls: all of it in one statement. */

/* What else is known of the ticket at the head of a line. */
typedef struct
{
  char       queue[20];
  char       code[32];
  ThInstant  entered;
  gboolean   returned;
  char       to_window[20];   /* "" unless it was sent to a window */
  GPtrArray *matters;         /* codes, in their order */
} ThCandidate;

typedef struct
{
  GArray *heads;              /* of ThHead */
  GArray *candidates;         /* of ThCandidate, beside them */
  ThRun   run;                /* of the window */
} ThHeads;

gboolean th_heads_read  (const ThTurn *turn, const ThWindow *window, ThHeads *self, GError **error);
void     th_heads_clear (ThHeads *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThHeads, th_heads_clear)

G_END_DECLS
