/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A button that shows a day and opens a calendar to choose another. Property
 * "day" (int, yyyymmdd), notified; property "caption" says what the day is for. */

#include <gtk/gtk.h>

#include "th-types.h"

G_BEGIN_DECLS

#define TH_TYPE_DAY_BUTTON (th_day_button_get_type ())
G_DECLARE_FINAL_TYPE (ThDayButton, th_day_button, TH, DAY_BUTTON, GtkWidget)

ThDay th_day_button_get_day (ThDayButton *self);
void  th_day_button_set_day (ThDayButton *self, ThDay day);

G_END_DECLS
