/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "th-error.h"

G_BEGIN_DECLS

/* What tickets and windows must be after the events of the journal: a pure
 * rule, so that the store can be proved by it and rebuilt from it. */

typedef struct
{
  gint64      ticket_id, seq;
  ThInstant   at;
  char       *kind, *actor, *window, *from, *to, *reason;   /* NULL for none */
  JsonObject *detail;                                       /* or NULL */
  gboolean    undone;
} ThProofEvent;

/* A call to a window and what came of it. */
typedef struct
{
  char      window[20], staff[20], outcome[12];
  ThInstant called, last_call, started, ended;
  int       calls;
  gint64    handling_us;
} ThProofSitting;

typedef struct
{
  char   code[40], state[12];
  gint64 handling_us;
} ThProofMatter;

typedef struct
{
  char      code[32], queue[20], state[12], print[12];
  char     *channel, *note, *ground;
  int       ticket_class, line_class;
  gint64    party_id;
  ThInstant arrived, entered, slot, rank;
  gint64    tie;
  gboolean  booked, moved_back;
  int       calls, misses;
  ThInstant first_called, ended;
  gint64    handling_us, held_us;
  GArray   *sittings;      /* of ThProofSitting */
  GArray   *matters;       /* of ThProofMatter */
} ThProofFacts;

void         th_proof_event_clear (gpointer event);

/* (transfer full): of one ticket, from its events in order. */
ThProofFacts *th_proof_fold       (GArray *events);
void          th_proof_facts_free (ThProofFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThProofFacts, th_proof_facts_free)

typedef struct
{
  char code[20], state[12], staff[20];
  char duty[1024];
} ThProofWindow;

/* One event more of the windows; @windows: of ThProofWindow. */
void         th_proof_fold_window (GArray *windows, const ThProofEvent *event);

G_END_DECLS
