/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A month to choose a day from. The toolkit's calendar takes its words from the
 * system's locale, which a machine without Chinese does not have. Signal
 * "chosen" (ThMonth *): somebody chose a day. */

#include <gtk/gtk.h>

#include "th-types.h"

G_BEGIN_DECLS

#define TH_TYPE_MONTH (th_month_get_type ())
G_DECLARE_FINAL_TYPE (ThMonth, th_month, TH, MONTH, GtkWidget)

GtkWidget *th_month_new     (void);
ThDay      th_month_get_day (ThMonth *self);
void       th_month_set_day (ThMonth *self, ThDay day);

G_END_DECLS
