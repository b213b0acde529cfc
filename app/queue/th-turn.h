/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-database.h"
#include "th-hall.h"

G_BEGIN_DECLS

/* One turn at the store: the transaction under way, the hall it is about, the
 * instant it happens at, and who acts. Everything is borrowed. */
typedef struct
{
  ThDatabase *db;
  ThHall     *hall;
  ThInstant   now;
  ThDay       day;      /* business day of @now in the hall's time zone */
  const char *actor;    /* staff number, "admin" or "system" */
} ThTurn;

/* What th_turn_note() writes besides the turn itself; unset members are NULL or 0. */
typedef struct
{
  const char *kind;
  gint64      ticket_id;
  const char *window;
  const char *from, *to;
  const char *reason;
  JsonObject *detail;   /* (transfer full) */
} ThNote;

ThTurn   th_turn_begin    (ThDatabase *db, ThHall *hall, ThInstant now, const char *actor);
gboolean th_turn_note     (const ThTurn *turn, ThNote note, GError **error);
int      th_turn_setting  (const ThTurn *turn, const char *key);

G_END_DECLS
