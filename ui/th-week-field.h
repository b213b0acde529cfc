/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A closed field of the week: its reason, and as much of the rest as fits. */

#include <gtk/gtk.h>

#include "th-week-view.h"

G_BEGIN_DECLS

#define TH_TYPE_WEEK_FIELD (th_week_field_get_type ())
G_DECLARE_FINAL_TYPE (ThWeekField, th_week_field, TH, WEEK_FIELD, GtkWidget)

GtkWidget         *th_week_field_new       (void);

/* @monday: of the week, for what is spoken. */
void               th_week_field_set       (ThWeekField *self, const ThWeekBlock *block, ThDay monday);

G_END_DECLS
