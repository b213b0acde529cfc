/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Statistics: how long people waited in a period, with the definition. */

#include "th-page.h"
#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_PAGE_STATS (th_page_stats_get_type ())
G_DECLARE_FINAL_TYPE (ThPageStats, th_page_stats, TH, PAGE_STATS, GtkWidget)

/* Shows the days @from to @to, both included. */
void th_page_stats_set_period (ThPageStats *self, ThDay from, ThDay to);

G_END_DECLS
