/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One question to the hall, asked again whenever its answer may have changed. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_FEED (th_feed_get_type ())
G_DECLARE_FINAL_TYPE (ThFeed, th_feed, TH, FEED, GObject)

/* Properties, notified: "answer" (JsonObject, the last one; kept while asking
 * and after a failure), "stale" (no answer for 5 s though one is due), "error"
 * (GError of the last try, NULL after a success), "active".
 * Signal "updated" (ThFeed *): after every new answer and every new error. */

ThFeed       *th_feed_new           (ThSession *session, const char *verb, JsonObject *arguments);

/* Arguments are every member of the request besides "do"; (transfer none). A
 * change asks again; NULL means none. */
void          th_feed_set_arguments (ThFeed *self, JsonObject *arguments);
void          th_feed_set_changes   (ThFeed *self, ThChange changes);   /* default: all */
void          th_feed_set_tick      (ThFeed *self, guint seconds);      /* default 0: changes only */

/* A feed begins inactive and asks nothing; a page makes it active while it is
 * mapped. th_feed_follow() does that for the lifetime of @widget. */
void          th_feed_set_active    (ThFeed *self, gboolean active);
gboolean      th_feed_get_active    (ThFeed *self);
void          th_feed_follow        (ThFeed *self, GtkWidget *widget);
void          th_feed_refresh       (ThFeed *self);

JsonObject   *th_feed_get_answer    (ThFeed *self);                     /* (transfer none) (nullable) */
gboolean      th_feed_get_stale     (ThFeed *self);
const GError *th_feed_get_error     (ThFeed *self);

G_END_DECLS
