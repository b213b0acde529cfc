/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A store of its own whose tickets, sittings and matters are written row by
 * row, so that a test says exactly what happened and nothing else did. */

#include "th-stats-report.h"
#include "th-store.h"

typedef struct
{
  const char *window, *staff, *outcome;
  int         handling_s;
} Sitting;

typedef struct
{
  ThDay       day;
  const char *queue, *channel, *state;
  int         klass, number;
  gboolean    booked;
  int         entered_s;        /* second of the day */
  int         wait_s;           /* -1: never called */
  int         early_s;          /* called so long before the slot instead */
  int         misses;
  int         handling_s;
  const char *matters[3];
  Sitting     sittings[3];
} Row;

typedef struct
{
  char    *folder;
  ThClock *clock;
  ThStore *store;
  ThHall  *hall;
  GArray  *rows;                /* of Row */
} Fixture;

typedef struct
{
  Fixture           *fixture;
  ThDay              from, to;
  const char *const *by;
  const char        *queue;
  JsonObject        *report;
} Question;

/* @zone: the time zone of the hall, NULL for Shanghai. */
void        stats_set_up    (Fixture *self, gconstpointer zone);
void        stats_tear_down (Fixture *self, gconstpointer data);

/* Rows are gathered, then written at once. */
void        stats_add       (Fixture *self, Row row);
void        stats_write     (Fixture *self);

JsonObject *stats_ask       (Fixture *self, ThDay from, ThDay to, const char *by, const char *queue);
gboolean    stats_ask_work  (ThDatabase *db, gpointer data, GError **error);   /* @data: a Question */
JsonObject *stats_row       (JsonObject *report, guint i);
guint       stats_n_rows    (JsonObject *report);

#define assert_int(object, name, value) \
  g_assert_cmpint (json_object_get_int_member (object, name), ==, value)
#define assert_double(object, name, value) \
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, name), value, 1e-6)
#define assert_null(object, name) \
  g_assert_true (json_object_has_member (object, name) && json_object_get_null_member (object, name))
#define assert_absent(object, name) \
  g_assert_false (json_object_has_member (object, name))
