/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A confirmation at the foot of the page, gone after four seconds. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_TOAST (th_toast_get_type ())
G_DECLARE_FINAL_TYPE (ThToast, th_toast, TH, TOAST, GtkWidget)

/* @action: (nullable): what Undo activates on @from. */
void th_toast_show  (ThToast *self, GtkWidget *from, const char *text, const char *action);
void th_toast_close (ThToast *self);

G_END_DECLS
