/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A week of places to choose from: navigation, days, slots, and why the rest
 * is closed. It asks nothing by itself: its owner gives it answers of
 * booking.slots and does what its signals say.
 *
 * Signals:
 *  "chosen" (start): a free slot was chosen; it is shown as chosen already
 *  "week" (int): -1 or +1, another week is wanted
 *  "moved" (booking, start): a booking was put on a slot
 *  "gave-up": the move was given up; moving has ended already
 *  "walk-in": somebody wants a number for today, for nothing is free
 *  "point" (code): another place of the service was chosen
 *  "retry": the question that failed should be asked again
 *
 * Keys: arrows, Home and End (with Control: of the week), Page Up and Page
 * Down, Space or Enter, Esc while moving. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "th-types.h"

G_BEGIN_DECLS

#define TH_TYPE_WEEK_GRID (th_week_grid_get_type ())
G_DECLARE_FINAL_TYPE (ThWeekGrid, th_week_grid, TH, WEEK_GRID, GtkWidget)

GtkWidget  *th_week_grid_new         (void);

/* @answer: of booking.slots for at least this week; NULL shows the prompt. That
 * nothing is free is said in place of the week when the answer reaches from
 * today to its last_day. @chosen: an instant with offset, or NULL. */
void        th_week_grid_set_answer  (ThWeekGrid *self, JsonObject *answer, ThDay monday, const char *chosen);
/* From the next answer on: only places of the public are for sale. */
void        th_week_grid_set_public  (ThWeekGrid *self, gboolean only_public);
const char *th_week_grid_get_chosen  (ThWeekGrid *self);

/* What the week begins with until there is an answer, one sentence. */
void        th_week_grid_set_prompt  (ThWeekGrid *self, const char *sentence);
void        th_week_grid_set_today   (ThWeekGrid *self, ThDay today);

/* booking.horizon_working_days and booking.capacity_share_for_booking; 0: not told. */
void        th_week_grid_set_rules   (ThWeekGrid *self, int horizon, double share);

/* While an answer is awaited; shows nothing for the first 300 ms. An answer ends it. */
void        th_week_grid_set_loading (ThWeekGrid *self, gboolean loading);

/* In place of the week when there is none yet; what is shown already stays. */
void        th_week_grid_set_error   (ThWeekGrid *self, const GError *error);

/* @booking: picked up, put down with Enter or the pointer; NULL ends it.
 * @from: (nullable): where it is now. */
void        th_week_grid_set_moving  (ThWeekGrid *self, const char *booking);
void        th_week_grid_set_moving_from (ThWeekGrid *self, const char *from);
const char *th_week_grid_get_moving  (ThWeekGrid *self);

/* A slot that was taken meanwhile: it is full, its neighbours are offered. NULL forgets it. */
void        th_week_grid_set_lost    (ThWeekGrid *self, const char *start);

/* For a screen of 1024x700. */
void        th_week_grid_set_compact (ThWeekGrid *self, gboolean compact);

/* At the right of the navigation, for instance whom one wants. */
void        th_week_grid_set_end     (ThWeekGrid *self, GtkWidget *widget);

G_END_DECLS
