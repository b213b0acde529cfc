/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_SIGN_IN (th_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (ThSignIn, th_sign_in, TH, SIGN_IN, GtkWindow)

/* Asks who sits here, in a modal window over @parent, and signs that person in
 * to @session; whoever is signed in already is offered to sign out. Finishes
 * with FALSE and G_IO_ERROR_CANCELLED when nobody signed in. */
void     th_sign_in_ask_async  (GtkWindow *parent, ThSession *session, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean th_sign_in_ask_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

G_END_DECLS
