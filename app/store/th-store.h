/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "th-clock.h"
#include "th-database.h"

G_BEGIN_DECLS

/* What changed, for screens that follow the store. */
typedef enum
{
  TH_CHANGE_TICKETS = 1 << 0,
  TH_CHANGE_WINDOWS = 1 << 1,
  TH_CHANGE_HALL    = 1 << 2,
  TH_CHANGE_BOOKINGS = 1 << 3,
  TH_CHANGE_ALL     = TH_CHANGE_TICKETS | TH_CHANGE_WINDOWS | TH_CHANGE_HALL | TH_CHANGE_BOOKINGS,
} ThChange;

typedef enum
{
  TH_STORE_DEFAULT = 0,
  TH_STORE_SCRATCH = 1 << 0,   /* thrown away afterwards: not synced to the disk */
} ThStoreFlags;

#define TH_TYPE_STORE (th_store_get_type ())
G_DECLARE_FINAL_TYPE (ThStore, th_store, TH, STORE, GObject)

/**
 * ThStoreWork:
 *
 * Work done on a connection of the store, inside a transaction. Returning
 * FALSE with @error set rolls everything back.
 */
typedef gboolean (*ThStoreWork) (ThDatabase *db, gpointer data, GError **error);

ThStore    *th_store_open         (const char *path, ThStoreFlags flags, ThClock *clock, GError **error);
const char *th_store_get_path     (ThStore *self);
ThClock    *th_store_get_clock    (ThStore *self);

/* How long stores opened from now on wait for one that another process holds, before they say BUSY. */
void        th_store_set_patience (int seconds);

/* The number of the schema every open store has. */
int         th_store_schema       (void);

/* On the caller's thread; waits its turn behind the writer's queue. */
gboolean    th_store_write        (ThStore *self, ThStoreWork work, gpointer data, GError **error);
gboolean    th_store_read         (ThStore *self, ThStoreWork work, gpointer data, GError **error);

/* On the reader's thread; @data must live until it is finished. */
void        th_store_read_async   (ThStore *self, ThStoreWork work, gpointer data, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean    th_store_finish       (ThStore *self, GAsyncResult *result, GError **error);

/* A copy of the store as of now, while others go on working. */
gboolean    th_store_copy_to      (ThStore *self, const char *path, GError **error);

/* Starts looking for commits of other processes, every @interval_ms, in the caller's main context. */
void        th_store_watch        (ThStore *self, guint interval_ms);

/* Signal "changed" (ThStore *, ThChange what): once after commits, in the main context. */

G_END_DECLS
