/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What still has to be done for whoever was served, the overdue first. Signal
 * "open" (booking). */

#include "th-followup-row.h"

G_BEGIN_DECLS

#define TH_TYPE_FOLLOWUPS (th_followups_get_type ())
G_DECLARE_FINAL_TYPE (ThFollowups, th_followups, TH, FOLLOWUPS, GtkWidget)

GtkWidget     *th_followups_new     (ThSession *session);
guint          th_followups_get_n   (ThFollowups *self);
ThFollowupRow *th_followups_get_row (ThFollowups *self, guint i);

G_END_DECLS
