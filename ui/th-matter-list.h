/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The matters of the ticket in hand, to be ticked off. Signal "toggled"
 * (code, state): the person wants the matter in this state ("open", "done",
 * "failed"); a handler returns whether it asks for that. The list shows the
 * state once the hall's answer does. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_MATTER_LIST (th_matter_list_get_type ())
G_DECLARE_FINAL_TYPE (ThMatterList, th_matter_list, TH, MATTER_LIST, GtkWidget)

void     th_matter_list_set       (ThMatterList *self, JsonArray *matters, gboolean may_tick);
gboolean th_matter_list_focus_row (ThMatterList *self);

G_END_DECLS
