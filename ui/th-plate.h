/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The window number as on the real sign. Properties "number" ("3", shown as
 * 03) and "look" ("fixed", "tidal", "proposed", "closed", "paused"). */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_PLATE (th_plate_get_type ())
G_DECLARE_FINAL_TYPE (ThPlate, th_plate, TH, PLATE, GtkWidget)

GtkWidget *th_plate_new (const char *number, const char *look);
void       th_plate_set (ThPlate *self, const char *number, const char *look);

G_END_DECLS
