/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The Window page: the work of a clerk at one window, by keyboard. */

#include "th-page.h"
#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_PAGE_WINDOW (th_page_window_get_type ())
G_DECLARE_FINAL_TYPE (ThPageWindow, th_page_window, TH, PAGE_WINDOW, GtkWidget)

G_END_DECLS
