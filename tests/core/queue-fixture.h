/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-sitting.h"
#include "th-store.h"

G_BEGIN_DECLS

/* A store with the sample hall, and turns at it. Times are "09:41" of
 * 2026-04-20 in the hall. */

typedef struct
{
  char    *folder, *path;
  ThClock *clock;
  ThStore *store;
} QueueFixture;

void      queue_set_up    (QueueFixture *self, gconstpointer settings);   /* JSON object of settings, or NULL */
void      queue_tear_down (QueueFixture *self, gconstpointer settings);
ThInstant queue_at        (const char *time);

typedef gboolean (*QueueFunc) (const ThTurn *turn, gpointer data, GError **error);

/* Runs @func in a transaction at @time (NULL: as before), acting as admin. */
gboolean  queue_try       (QueueFixture *self, const char *time, QueueFunc func, gpointer data, GError **error);
void      queue_do        (QueueFixture *self, const char *time, QueueFunc func, gpointer data);

/* The usual steps; each ends the test when it is refused. */
void      queue_open      (QueueFixture *self, const char *time, const char *window, const char *staff, const char *duty);
char     *queue_issue     (QueueFixture *self, const char *time, ThIssue issue);
char     *queue_call      (QueueFixture *self, const char *time, const char *window, gint64 *waited_us);

/* Every row of the tables of tickets and windows as text, but not of what is
 * history only. */
char     *queue_rows      (QueueFixture *self);

/* Fails when the store does not agree with its journal. */
void      queue_prove     (QueueFixture *self);

G_END_DECLS
