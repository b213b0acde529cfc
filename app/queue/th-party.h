/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-turn.h"

G_BEGIN_DECLS

/* Who a ticket is for, when somebody said so. Checked by the rules of
 * identity numbers; never shown unmasked. */
typedef struct
{
  const char *kind;      /* "person" or "company" */
  const char *id_kind;   /* "resident", "uscc" ... */
  const char *id;
  const char *name;      /* or NULL */
  const char *phone;     /* or NULL */
} ThParty;

gboolean th_party_keep (const ThTurn *turn, const ThParty *party, gint64 *party_id, GError **error);

/* Masked name and number of a party: (transfer full). */
gboolean th_party_mask (const ThTurn *turn, gint64 party_id, char **name, char **id, GError **error);

G_END_DECLS
