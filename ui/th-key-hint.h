/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The small outlined box that shows a key after a word. Property "keys". */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_KEY_HINT (th_key_hint_get_type ())
G_DECLARE_FINAL_TYPE (ThKeyHint, th_key_hint, TH, KEY_HINT, GtkWidget)

GtkWidget *th_key_hint_new (const char *keys);

G_END_DECLS
