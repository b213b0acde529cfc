/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times of one kind of operation, and tables of them in Markdown. Nothing
 * here judges a time: whoever reads the table does. */

typedef struct _BenchTimes BenchTimes;

BenchTimes *bench_times_new        (void);
void        bench_times_free       (BenchTimes *self);
void        bench_times_add        (BenchTimes *self, double us);
void        bench_times_join       (BenchTimes *self, const BenchTimes *other);
guint       bench_times_n          (const BenchTimes *self);
double      bench_times_percentile (BenchTimes *self, double share);   /* microseconds; 0 without times */
double      bench_times_sum        (const BenchTimes *self);           /* microseconds */
double      bench_times_rate       (const BenchTimes *self);           /* a second, one after the other */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchTimes, bench_times_free)

double      bench_now_us           (void);

/* A heading, then the first two lines of a table; @columns: "Store|Issue|p50 ms". */
void        bench_table            (const char *title, const char *columns);

/* A number with as many digits as matter. */
const char *bench_number           (double value, char buffer[32]);

/* p50, p95 and p99 in milliseconds as three cells. */
char       *bench_cells_ms         (BenchTimes *times);

G_END_DECLS
