/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-ticket.h"

G_BEGIN_DECLS

/* Closing a day: no number of it stays open. */
typedef struct
{
  int        voided;
  GPtrArray *warnings;   /* of char*: what should have been done before */
} ThDayClosed;

gboolean th_day_close (const ThTurn *turn, ThDay day, ThDayClosed *closed, GError **error);

/* Whether today was closed, and no window was opened since. */
gboolean th_day_is_closed (const ThTurn *turn, gboolean *closed, GError **error);

/* Checks tickets, sittings and numbers against the journal; a sentence to @problems for each fault. */
gboolean th_queue_prove (ThDatabase *db, gint64 hall_id, GPtrArray *problems, GError **error);

G_END_DECLS
