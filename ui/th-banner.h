/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The error under the header: what did not happen, why, and one button. It
 * never times out. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_BANNER (th_banner_get_type ())
G_DECLARE_FINAL_TYPE (ThBanner, th_banner, TH, BANNER, GtkWidget)

/* @from: the widget that @action is activated on. */
void     th_banner_show  (ThBanner *self, GtkWidget *from, const char *text, const char *label, const char *action);
void     th_banner_close (ThBanner *self);
gboolean th_banner_shown (ThBanner *self);

G_END_DECLS
