/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How many wait in each queue, in two columns. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_QUEUE_WAITS (th_queue_waits_get_type ())
G_DECLARE_FINAL_TYPE (ThQueueWaits, th_queue_waits, TH, QUEUE_WAITS, GtkWidget)

void th_queue_waits_set (ThQueueWaits *self, JsonArray *queues);   /* queues of floor.show */

G_END_DECLS
