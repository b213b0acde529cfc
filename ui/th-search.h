/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The search of the header: tickets of today, windows and matters. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_SEARCH (th_search_get_type ())
G_DECLARE_FINAL_TYPE (ThSearch, th_search, TH, SEARCH, GtkWidget)

/* Signal "chosen" (ThSearch *, const char *what, const char *id): one find was
 * picked; @what is "ticket", "window" or "matter". */

void th_search_set_session (ThSearch *self, ThSession *session);
void th_search_set_compact (ThSearch *self, gboolean compact);
void th_search_start       (ThSearch *self);

G_END_DECLS
