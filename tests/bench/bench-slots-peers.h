/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How other systems find what is free, each with its own tables and SQL, on
 * the bookings of the store at a path. */

#define BENCH_DAYS 30
#define BENCH_SLOTS 13        /* of half an hour, a day */

typedef struct
{
  const char *name;
  const char *how;
  double      ms;             /* for BENCH_DAYS of all queues */
  gboolean    extrapolated;   /* from a part of its statements */
  guint64     statements;
  gint64      free;           /* what it found: all must find the same */
} BenchAvailability;

/* (transfer full) (element-type BenchAvailability); @first: the first day, as yyyymmdd. */
GArray *bench_slots_peers (const char *path, int first, const char *const *queues);

G_END_DECLS
