/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-turn.h"

G_BEGIN_DECLS

/* Who told us: not everybody may change what is known of somebody. */
typedef enum
{
  TH_PARTY_TOLD_STAFF,     /* who saw the document: changes it */
  TH_PARTY_TOLD_MACHINE,   /* what is known stays */
  TH_PARTY_TOLD_PUBLIC,    /* likewise, and another name is refused */
} ThPartyTold;

/* Who a ticket is for, when somebody said so. Checked by the rules of
 * identity numbers; never shown unmasked. */
typedef struct
{
  const char *kind;      /* "person" or "company" */
  const char *id_kind;   /* "resident", "uscc" ... */
  const char *id;
  const char *name;      /* or NULL */
  const char *phone;     /* or NULL */
  const char *agent;     /* who comes for a company, or NULL */
  ThDay       founded;   /* of a company; 0: not said */
  ThPartyTold told;
} ThParty;

gboolean th_party_keep (const ThTurn *turn, const ThParty *party, gint64 *party_id, GError **error);

/* Masked name and number of a party: (transfer full). */
gboolean th_party_mask (const ThTurn *turn, gint64 party_id, char **name, char **id, GError **error);

/* The words a party is found by: those of @worded go, those of its name and telephone come. */
gboolean th_party_word_again (const ThTurn *turn, gint64 ref, const char *id, const char *worded, const char *name, const char *phone,
                              GError **error);
/* All of them go. */
gboolean th_party_word_none  (const ThTurn *turn, gint64 ref, GError **error);
char    *th_party_word_for   (const char *text);

G_END_DECLS
