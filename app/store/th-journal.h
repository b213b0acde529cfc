/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-database.h"

G_BEGIN_DECLS

/* One line of the journal: who, when, where, what, from, to, why. */
typedef struct
{
  gint64      hall_id;
  ThInstant   at;
  ThDay       business_day;
  const char *kind;         /* "ticket.issued" ... */
  const char *actor;        /* staff number, "admin" or "system" */
  gint64      ticket_id;    /* 0: none */
  const char *window;       /* or NULL */
  const char *from, *to;    /* states, or NULL */
  const char *reason;       /* or NULL */
  const char *detail;       /* JSON text, or NULL */
} ThEvent;

/* Appends @event to the chain of its hall, in the transaction under way. @seq: (out) (optional): its serial number. */
gboolean th_journal_append (ThDatabase *db, const ThEvent *event, gint64 *seq, GError **error);

/* The serial number the next event of @hall_id will get. */
gboolean th_journal_next   (ThDatabase *db, gint64 hall_id, gint64 *seq, GError **error);

/* @now, or the instant of the last event when the clock was set back a little. */
ThInstant th_journal_not_before (ThDatabase *db, gint64 hall_id, ThInstant now);

/* Recomputes every hash of @hall_id from the first event on. @problems: of char*, a sentence for each break. */
gboolean th_journal_verify (ThDatabase *db, gint64 hall_id, GPtrArray *problems, GError **error);

G_END_DECLS
