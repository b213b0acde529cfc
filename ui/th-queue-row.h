/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One queue of the Hall page: letter, name, people, the oldest wait. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_QUEUE_ROW (th_queue_row_get_type ())
G_DECLARE_FINAL_TYPE (ThQueueRow, th_queue_row, TH, QUEUE_ROW, GtkListBoxRow)

GtkWidget  *th_queue_row_new        (void);
const char *th_queue_row_get_prefix (ThQueueRow *self);

/* @queue: an element of queues[] of floor.show; a wait of @long_s or @many people are marked. */
void        th_queue_row_update     (ThQueueRow *self, JsonObject *queue, gint64 long_s, gint64 many);

G_END_DECLS
