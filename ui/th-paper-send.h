/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The one way on which paper leaves the program. */

#include <gtk/gtk.h>

#include "th-paper-sheet.h"

G_BEGIN_DECLS

/* @parent: with it the print dialog asks where; NULL is the default printer.
 * @pdf: save there and do not print, or NULL.
 * @keep: where the PDF is left when it cannot be printed; may be NULL with
 *   @parent or @pdf, and then none is left.
 *
 * Finishes with FALSE and TH_ERROR_FAILED when it was not printed; @kept is
 * then the path of the PDF, if one could be left (transfer full). A closed
 * dialog is G_IO_ERROR_CANCELLED. */
void     th_paper_send_async  (ThPaperSheet *sheet, GtkWindow *parent, GFile *pdf, const char *keep,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean th_paper_send_finish (GAsyncResult *result, char **kept, GError **error);

G_END_DECLS
