/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The right half of the header: filing period, date, clock, who works here. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_STATUS (th_status_get_type ())
G_DECLARE_FINAL_TYPE (ThStatus, th_status, TH, STATUS, GtkWidget)

void th_status_set_session (ThStatus *self, ThSession *session);
void th_status_set_compact (ThStatus *self, gboolean compact);   /* the weekday and the year go */

G_END_DECLS
