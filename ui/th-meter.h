/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A bar with a tick for a target and one for a limit, which a level bar has
 * not. Properties "value", "maximum", "target", "limit" (negative: none) and
 * "warning": the bar is amber. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_METER (th_meter_get_type ())
G_DECLARE_FINAL_TYPE (ThMeter, th_meter, TH, METER, GtkWidget)

GtkWidget *th_meter_new         (void);
void       th_meter_set         (ThMeter *self, double value, double maximum);
void       th_meter_set_marks   (ThMeter *self, double target, double limit);
void       th_meter_set_warning (ThMeter *self, gboolean warning);

/* What a screen reader says of it, for instance "24 of 60 seats". */
void       th_meter_set_spoken  (ThMeter *self, const char *text);

G_END_DECLS
