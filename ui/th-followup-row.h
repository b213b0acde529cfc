/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What has to be done after a case, as a row: by when, for whom, and the entry
 * for the number it was sent under. Signal "done" (id as gint64, number). */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_FOLLOWUP_ROW (th_followup_row_get_type ())
G_DECLARE_FINAL_TYPE (ThFollowupRow, th_followup_row, TH, FOLLOWUP_ROW, GtkListBoxRow)

GtkWidget  *th_followup_row_new         (void);
void        th_followup_row_set         (ThFollowupRow *self, JsonObject *followup);   /* of followup.list */
gint64      th_followup_row_get_id      (ThFollowupRow *self);
const char *th_followup_row_get_booking (ThFollowupRow *self);
const char *th_followup_row_get_due     (ThFollowupRow *self);      /* how much time is left, in words */
void        th_followup_row_finish      (ThFollowupRow *self, const char *tracking);

G_END_DECLS
