/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The right side of the board: how many wait for what, the longest line first. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_BOARD_LINES (th_board_lines_get_type ())
G_DECLARE_FINAL_TYPE (ThBoardLines, th_board_lines, TH, BOARD_LINES, GtkWidget)

/* @waiting: of board.show; NULL for none. */
void        th_board_lines_set        (ThBoardLines *self, JsonArray *waiting);

guint       th_board_lines_get_n      (ThBoardLines *self);
const char *th_board_lines_get_queue  (ThBoardLines *self, guint i);
guint       th_board_lines_get_people (ThBoardLines *self, guint i);

G_END_DECLS
