/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The small bar that asks who wants to leave the board. Signal "leave"
 * (ThBoardLeave *): somebody of the staff proved to be there. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_BOARD_LEAVE (th_board_leave_get_type ())
G_DECLARE_FINAL_TYPE (ThBoardLeave, th_board_leave, TH, BOARD_LEAVE, GtkWidget)

void     th_board_leave_set_session (ThBoardLeave *self, ThSession *session);
void     th_board_leave_open        (ThBoardLeave *self);
void     th_board_leave_close       (ThBoardLeave *self);
gboolean th_board_leave_is_open     (ThBoardLeave *self);

G_END_DECLS
