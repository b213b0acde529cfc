/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* F1: the keys of the whole application and of the page that is seen. */

#include "th-page.h"

G_BEGIN_DECLS

#define TH_TYPE_KEYS_WINDOW (th_keys_window_get_type ())
G_DECLARE_FINAL_TYPE (ThKeysWindow, th_keys_window, TH, KEYS_WINDOW, GtkWindow)

/* @page: (nullable). */
void th_keys_window_present (GtkWindow *parent, GtkWidget *page, const char *title);

G_END_DECLS
