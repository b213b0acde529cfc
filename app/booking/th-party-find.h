/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-turn.h"

G_BEGIN_DECLS

/* A party as it is kept, unmasked. */
typedef struct
{
  gint64  ref;
  char   *kind, *id_kind, *id;
  char   *name, *phone, *agent;   /* may be NULL */
  ThDay   founded;                /* 0: not known */
  gint64  open_bookings;
} ThPartyKnown;

void          th_party_known_free (ThPartyKnown *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThPartyKnown, th_party_known_free)

ThPartyKnown *th_party_known      (const ThTurn *turn, gint64 ref, GError **error);

/* Of ThPartyKnown, the likeliest first. @more: (out): whether there are others. */
GPtrArray    *th_party_search     (const ThTurn *turn, const char *text, guint limit, gboolean *more, GError **error);

G_END_DECLS
