/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-store.h"

G_BEGIN_DECLS

/* A hall with a past: the sample hall after so many tickets, at four in the
 * afternoon of its last day, with people in its lines. */

#define BENCH_PER_DAY 600       /* tickets of a business day */
#define BENCH_WAITING 60        /* of them still in line on the last day */
#define BENCH_TODAY 20260420
#define BENCH_NOW_S (16 * 3600) /* second of the last day at which everything stops */

/* The path of a copy of the history of @tickets that may be spoilt, made in
 * @folder if it was not kept there from an earlier run: (transfer full). */
char     *bench_history_copy (const char *folder, int tickets, GError **error);

/* Makes it at @path, which must not exist. */
gboolean  bench_history_make (const char *path, int tickets, GError **error);

/* A copy of the file @kept for one run: (transfer full). */
char     *bench_copy         (const char *kept, GError **error);

/* The business day @ago working days before the last one. */
ThDay     bench_day          (int ago);

G_END_DECLS
