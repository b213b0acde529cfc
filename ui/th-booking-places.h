/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a manager decides about places: how many a day has, and which a group gets. */

#include "th-session.h"

G_BEGIN_DECLS

typedef enum { TH_PLACES_OF_DAY, TH_PLACES_OF_GROUP } ThPlacesKind;

/* @queue, @matter, @start (all nullable): what the page shows, to begin with. */
void th_booking_places_present (GtkWindow *parent, ThSession *session, ThPlacesKind kind,
                                const char *queue, const char *matter, const char *start);

G_END_DECLS
