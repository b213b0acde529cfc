/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One row of the board: ticket, arrow, window. Inverted while it is being called. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_BOARD_CALL (th_board_call_get_type ())
G_DECLARE_FINAL_TYPE (ThBoardCall, th_board_call, TH, BOARD_CALL, GtkWidget)

GtkWidget  *th_board_call_new         (gboolean large);

/* Rows of one board line up. */
void        th_board_call_align       (ThBoardCall *self, GtkSizeGroup *ticket, GtkSizeGroup *number);

/* @call: an element of board.show's calls, or NULL for an empty row. */
void        th_board_call_set         (ThBoardCall *self, JsonObject *call);
void        th_board_call_set_calling (ThBoardCall *self, gboolean calling);
void        th_board_call_arrive      (ThBoardCall *self);

gboolean    th_board_call_get_calling (ThBoardCall *self);
const char *th_board_call_get_ticket  (ThBoardCall *self);   /* NULL when empty */

G_END_DECLS
