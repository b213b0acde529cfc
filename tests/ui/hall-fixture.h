/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The sample hall on a store of its own, a screen's session and the desk of
 * somebody else at the same store. */

#include <gtk/gtk.h>

#include "th-session.h"

G_BEGIN_DECLS

typedef struct
{
  char      *folder, *path;
  ThClock   *clock;
  ThStore   *store;
  ThDesk    *desk;       /* the session's */
  ThDesk    *other;      /* somebody else's, who may do everything */
  ThSession *session;
  GtkWidget *window;     /* made by hall_show(), or by the test */
} Hall;

/* @data: when it is, "2026-04-20T09:30:00+08:00"; NULL for that Monday morning. */
void        hall_set_up    (Hall *self, gconstpointer data);
void        hall_tear_down (Hall *self, gconstpointer data);

JsonObject *hall_ask       (Hall *self, JsonObject *request);
void        hall_tell      (Hall *self, JsonObject *request);
void        hall_wait      (Hall *self, int seconds);        /* moves the clock */
void        hall_sign_in   (Hall *self, const char *staff);

/* A page of this type in a window of its own. */
GtkWidget  *hall_show      (Hall *self, GType type);

/* The child of a template by its id. */
gpointer    hall_part      (gpointer widget, const char *id);
const char *hall_label     (gpointer widget, const char *id);


#define HALL_UNTIL(condition) G_STMT_START \
  { \
    gint64 end_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
    while (!(condition)) \
      { \
        g_assert_cmpint (g_get_monotonic_time (), <, end_); \
        g_main_context_iteration (NULL, FALSE); \
        g_usleep (500); \
      } \
  } \
  G_STMT_END

G_END_DECLS
