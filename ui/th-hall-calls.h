/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The latest calls, where a tall window has room for them. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_HALL_CALLS (th_hall_calls_get_type ())
G_DECLARE_FINAL_TYPE (ThHallCalls, th_hall_calls, TH, HALL_CALLS, GtkWidget)

void th_hall_calls_set_session (ThHallCalls *self, ThSession *session);

G_END_DECLS
