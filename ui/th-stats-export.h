/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Exports a report to a file that a spreadsheet opens. */

#include "th-session.h"

G_BEGIN_DECLS

/* Asks where, asks the hall for @arguments split by @by, writes, and says so
 * on the window of @from. Runs by itself and survives the page. */
void   th_stats_export       (GtkWidget *from, ThSession *session, JsonObject *arguments, const char *by);

/* The same without asking where; finish with th_stats_export_finish(). */
void   th_stats_export_async  (ThSession *session, JsonObject *arguments, const char *by, GFile *file,
                               GAsyncReadyCallback callback, gpointer data);
gboolean th_stats_export_finish (ThSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
