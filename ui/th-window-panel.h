/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a step still needs to be told, asked in place: a reason, a time of
 * return, a place and a note, a matter. Signals "accepted" (JsonObject, the
 * members to add to the request) and "dismissed". */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "th-window-view.h"

G_BEGIN_DECLS

#define TH_TYPE_WINDOW_PANEL (th_window_panel_get_type ())
G_DECLARE_FINAL_TYPE (ThWindowPanel, th_window_panel, TH, WINDOW_PANEL, GtkWidget)

/* @step: TH_STEP_HOLD, TH_STEP_TRANSFER, TH_STEP_SUSPEND or TH_STEP_ADD_MATTER;
 * @items: what can be picked, for the two that pick. */
void   th_window_panel_ask      (ThWindowPanel *self, ThStep step, const char *title, GPtrArray *items);
ThStep th_window_panel_get_step (ThWindowPanel *self);

/* The clock from which a time of return is counted. */
void   th_window_panel_set_now  (ThWindowPanel *self, ThInstant now, GTimeZone *zone);

/* Confirms what is chosen, as Enter and the button do. */
void   th_window_panel_accept   (ThWindowPanel *self);
GtkWidget *th_window_panel_get_default (ThWindowPanel *self);

G_END_DECLS
