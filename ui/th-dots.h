/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One dot a waiting person, up to twelve; beyond that none, for the number
 * beside them says it better. Properties "count" and "warning". */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_DOTS (th_dots_get_type ())
G_DECLARE_FINAL_TYPE (ThDots, th_dots, TH, DOTS, GtkWidget)

GtkWidget *th_dots_new (void);
void       th_dots_set (ThDots *self, guint count, gboolean warning);

G_END_DECLS
