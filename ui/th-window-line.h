/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The right side of a window's page: who comes next and why, who is on hold,
 * what today has been, the step that can be undone. */

#include <gtk/gtk.h>

#include "th-session.h"
#include "th-window-view.h"

G_BEGIN_DECLS

#define TH_TYPE_WINDOW_LINE (th_window_line_get_type ())
G_DECLARE_FINAL_TYPE (ThWindowLine, th_window_line, TH, WINDOW_LINE, GtkWidget)

void th_window_line_set (ThWindowLine *self, const ThWindowView *view, ThSession *session, gboolean compact);

/* @list: (nullable): an answer of booking.list: the next booking of the clerk or the queues of this window. */
void th_window_line_set_bookings (ThWindowLine *self, const ThWindowView *view, JsonObject *list, ThSession *session);

/* Draws the eye to what was just done and can still be undone, for ten seconds,
 * or no longer. */
void th_window_line_offer_undo (ThWindowLine *self, gboolean offered);

G_END_DECLS
