/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The heads of a week's columns: number, weekday, what is special. */

#include <gtk/gtk.h>

#include "th-week-view.h"

G_BEGIN_DECLS

#define TH_TYPE_WEEK_HEADS (th_week_heads_get_type ())
G_DECLARE_FINAL_TYPE (ThWeekHeads, th_week_heads, TH, WEEK_HEADS, GtkWidget)

/* @today, @chosen: days that are marked, or 0. */
void th_week_heads_set         (ThWeekHeads *self, const ThWeekView *view, ThDay today, ThDay chosen);
void th_week_heads_set_compact (ThWeekHeads *self, gboolean compact);

G_END_DECLS
