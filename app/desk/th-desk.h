/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "th-store.h"

G_BEGIN_DECLS

/* The one door: every request to a hall, by whoever, goes through here by
 * name, is checked in one place, and is answered whole or not at all. */

#define TH_TYPE_DESK (th_desk_get_type ())
G_DECLARE_FINAL_TYPE (ThDesk, th_desk, TH, DESK, GObject)

ThDesk     *th_desk_new        (ThStore *store, const char *hall_code, GError **error);

ThStore    *th_desk_get_store  (ThDesk *self);
ThClock    *th_desk_get_clock  (ThDesk *self);
const char *th_desk_get_hall   (ThDesk *self);            /* code of the hall */

/* Who acts. "admin" is the owner of the file; NULL is nobody: may look, may not act. */
void        th_desk_set_actor  (ThDesk *self, const char *staff_no);
const char *th_desk_get_actor  (ThDesk *self);

/* On this thread: for commands and tests. */
JsonObject *th_desk_ask        (ThDesk *self, JsonObject *request, GError **error);

/* From the main loop: writes run on the store's writer thread, reads on its reader thread. @request: (transfer full). */
void        th_desk_ask_async  (ThDesk *self, JsonObject *request, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
JsonObject *th_desk_ask_finish (ThDesk *self, GAsyncResult *result, GError **error);

/* Builds a request: th_desk_request ("ticket.call", "window", "s", "3", NULL); types: s text, i gint64, b gboolean, n JsonNode* (transfer full). */
JsonObject *th_desk_request    (const char *verb, ...) G_GNUC_NULL_TERMINATED;

const char *const *th_desk_verbs (void);

G_END_DECLS
