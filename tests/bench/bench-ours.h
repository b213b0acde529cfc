/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-report.h"
#include "th-desk.h"

G_BEGIN_DECLS

/* What a hall does all day, asked of the desk as a screen asks it. */

typedef enum { BENCH_ISSUE, BENCH_CALL, BENCH_START, BENCH_FINISH, BENCH_N_STEPS } BenchStepKind;

typedef struct
{
  const char *name;        /* of the verb */
  double      p50_ms;
  BenchTimes *times;
  guint       statements;
} BenchLook;

extern const char *const bench_step_names[BENCH_N_STEPS];

/* A desk at a store of bench_history_copy(), as its owner. */
ThDesk *bench_desk_open  (const char *path, GError **error);

/* The windows that are open there. */
GStrv   bench_windows    (ThDesk *desk);

/* One step; FALSE when nobody waits for @window, or, for @times, nothing was measured.
 * @turn chooses queue and matter of a new ticket. */
gboolean bench_step      (ThDesk *desk, BenchStepKind kind, guint turn, const char *window, BenchTimes *times);

/* One ticket of its own at each of @n windows, over and over: @rounds times all four steps. */
void    bench_rounds     (ThDesk *desk, const char *const *windows, guint n, guint rounds, guint turn,
                          BenchTimes *times[BENCH_N_STEPS]);

/* What the screens and the counter ask for: (transfer full), of BenchLook. */
GArray *bench_looks      (ThDesk *desk, guint times);

/* Statements that the writer, or the reader, has stepped. */
guint64 bench_statements (ThDesk *desk, gboolean writer);

G_END_DECLS
