/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The public display board: who goes to which window, how many wait. Full
 * screen, for reading from afar; nobody works at it. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_BOARD (th_board_get_type ())
G_DECLARE_FINAL_TYPE (ThBoard, th_board, TH, BOARD, GtkApplicationWindow)

GtkWidget *th_board_new (GtkApplication *application, ThSession *session);

G_END_DECLS
