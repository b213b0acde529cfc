/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A held key acts once: swallows the repeats of function keys, Enter and
 * Control with a letter, for a whole window. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_KEY_GUARD (th_key_guard_get_type ())
G_DECLARE_FINAL_TYPE (ThKeyGuard, th_key_guard, TH, KEY_GUARD, GObject)

/* Guards the window of @page for as long as @page is mapped and alive. */
void th_key_guard_attach (GtkWidget *page);

G_END_DECLS
