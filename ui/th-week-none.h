/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What stands in a week's place when nothing is free: other places of the
 * service, and the number for today that is always possible. Signals "point"
 * (code) and "walk-in". */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "th-types.h"

G_BEGIN_DECLS

#define TH_TYPE_WEEK_NONE (th_week_none_get_type ())
G_DECLARE_FINAL_TYPE (ThWeekNone, th_week_none, TH, WEEK_NONE, GtkWidget)

/* @answer: of booking.slots; @last_day: that could be booked. */
void th_week_none_set (ThWeekNone *self, JsonObject *answer, ThDay last_day);

G_END_DECLS
