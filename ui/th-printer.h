/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <gtk/gtkunixprint.h>

G_BEGIN_DECLS

/* Looks for a printer that can print a slip: the desktop's default, else the
 * first. Finishes with it (transfer full), or after three seconds with
 * NOT_FOUND; a search that found none goes on and is asked again at once. */
void        th_printer_find_async  (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GtkPrinter *th_printer_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
