/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Choosing a file, the one thing that the toolkit does in two ways. Cancelling
 * is G_IO_ERROR_CANCELLED. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @name: what the file is called unless the person says otherwise. */
void   th_file_choose_save_async (GtkWidget *from, const char *title, const char *name,
                                  GAsyncReadyCallback callback, gpointer data);

/* @pattern: "*.json"; @kind: what such files are called. */
void   th_file_choose_open_async (GtkWidget *from, const char *title, const char *kind, const char *pattern,
                                  GAsyncReadyCallback callback, gpointer data);

/* Of either; (transfer full). */
GFile *th_file_choose_finish     (GtkWidget *from, GAsyncResult *result, GError **error);

G_END_DECLS
