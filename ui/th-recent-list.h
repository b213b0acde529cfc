/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The tickets taken last, newest first, one of which is chosen. Signal
 * "chosen-changed": another ticket, or another state of the same. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "th-types.h"

G_BEGIN_DECLS

#define TH_TYPE_RECENT_LIST (th_recent_list_get_type ())
G_DECLARE_FINAL_TYPE (ThRecentList, th_recent_list, TH, RECENT_LIST, GtkWidget)

void        th_recent_list_set        (ThRecentList *self, JsonArray *tickets, JsonObject *catalogue, GTimeZone *zone);
JsonObject *th_recent_list_get_chosen (ThRecentList *self);                      /* (transfer none) (nullable) */
gboolean    th_recent_list_choose     (ThRecentList *self, const char *ticket);  /* FALSE when it is not in the list */

G_END_DECLS
