/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-turn.h"

G_BEGIN_DECLS

/* What is known of a person or a company, for themselves: to see, to take
 * away, to have erased. */

/* The party with this number of whatever kind; 0 with NOT_FOUND. */
gint64      th_party_by_number (const ThTurn *turn, const char *number, GError **error);

/* Everything kept about them, unmasked; writes that it was handed out. (transfer full) */
JsonObject *th_party_export    (const ThTurn *turn, gint64 party_id, GError **error);

/* Writes that somebody looked at it unmasked. */
gboolean    th_party_viewed    (const ThTurn *turn, gint64 party_id, GError **error);

/* Their tickets of all days: how many. */
gboolean    th_party_tickets   (const ThTurn *turn, gint64 party_id, gint64 *n, GError **error);

/* Number, name, telephone and addresses go; what happened stays, of nobody in particular. WRONG_STATE while something is open. */
gboolean    th_party_erase     (const ThTurn *turn, gint64 party_id, const char *reason, int *bookings, gint64 *tickets, GError **error);

G_END_DECLS
