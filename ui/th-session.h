/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The desk of this process, who sits at it, and the beat of its clock. */

#include <gtk/gtk.h>

#include "th-desk.h"

G_BEGIN_DECLS

#define TH_TYPE_SESSION (th_session_get_type ())
G_DECLARE_FINAL_TYPE (ThSession, th_session, TH, SESSION, GObject)

typedef struct _ThFeed ThFeed;

/* Properties, all notified: "staff-no", "staff-name" (in the language of the
 * screen) and "role" ("clerk" ...), NULL when nobody is signed in; "window",
 * the code of the window this person has open, or NULL; "hall" (JsonObject,
 * the last hall.show, or NULL); "stale".
 * Signal "tick" (ThSession *): at every full second of the desk's clock. */

/* A session begins without a desk: the store is opened while the first frame
 * is drawn. Until then every question is refused with TH_ERROR_BUSY, feeds
 * wait, and th_session_get_desk() is NULL. Signal "opened" (ThSession *): the desk is here. */
ThSession  *th_session_new            (void);
void        th_session_set_desk       (ThSession *self, ThDesk *desk);

/* Why the store could not be opened; signal "failed" (ThSession *). */
void          th_session_fail         (ThSession *self, const GError *error);
const GError *th_session_get_failure  (ThSession *self);

ThDesk     *th_session_get_desk       (ThSession *self);
ThFeed     *th_session_get_floor      (ThSession *self);   /* floor.show, shared by every part of the screen */
double      th_session_get_setting    (ThSession *self, const char *key, double otherwise);
JsonObject *th_session_get_hall       (ThSession *self);
GTimeZone  *th_session_get_zone       (ThSession *self);
ThInstant   th_session_now            (ThSession *self);

const char *th_session_get_staff_no   (ThSession *self);
const char *th_session_get_staff_name (ThSession *self);
const char *th_session_get_role       (ThSession *self);
gboolean    th_session_may_manage     (ThSession *self);   /* manager or admin */
gboolean    th_session_may_check_in   (ThSession *self);   /* these and reception */
const char *th_session_get_window     (ThSession *self);
void        th_session_set_window     (ThSession *self, const char *window);

void        th_session_sign_in_async  (ThSession *self, const char *staff, const char *pin, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean    th_session_sign_in_finish (ThSession *self, GAsyncResult *result, GError **error);
void        th_session_sign_out       (ThSession *self);

/* Asks everything again, for instance in another language. */
void        th_session_refresh        (ThSession *self);

/* @request is (transfer full), as th_desk_request() gives it. */
void        th_session_ask_async      (ThSession *self, JsonObject *request, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
JsonObject *th_session_ask_finish     (ThSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
