/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-session.h"

G_BEGIN_DECLS

/* Prints the slip of @ticket on the default printer and tells the hall how it
 * went. When it cannot be printed, the slip is kept as a PDF beside the store,
 * the ticket is marked for reprinting, and finish gives FALSE with the reason;
 * @kept, if the PDF could be written, is its path (transfer full). @ahead: how
 * many stand before it, for the slip; negative when that is not known. */
void     th_ticket_print_async  (ThSession *session, const char *ticket, int ahead, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean th_ticket_print_finish (ThSession *session, GAsyncResult *result, char **kept, GError **error);

G_END_DECLS
