/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-turn.h"

G_BEGIN_DECLS

/* What has to be done after a case is finished, by a day that was promised. */

typedef struct
{
  gint64    id;
  char     *kind;        /* "ukey" */
  char     *booking;     /* code */
  gint64    party_id;
  char     *organiser;
  char     *matter;
  ThInstant made;
  ThDay     due;         /* 0: the calendar of that year is not loaded */
  char     *state;
  char     *tracking, *note;
  ThInstant done;
  char     *done_by;
  char     *staff;       /* who finished the case, or NULL */
} ThFollowup;

void       th_followup_free  (ThFollowup *self);

/* @state: "open", "done" or NULL for both; the first due first. */
GPtrArray *th_followup_list  (const ThTurn *turn, const char *state, GError **error);
gboolean   th_followup_done  (const ThTurn *turn, gint64 id, const char *tracking, const char *note, GError **error);

/* After the ticket of a booking was finished, or that was taken back; @ticket_id: 0 when it has none. */
gboolean   th_followup_begin (const ThTurn *turn, gint64 booking_id, const char *booking, gint64 ticket_id, GError **error);
gboolean   th_followup_withdraw (const ThTurn *turn, gint64 booking_id, const char *booking, GError **error);

G_END_DECLS
