/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Forward types shared by every floor, so that headers stay small. */

#include <glib.h>

G_BEGIN_DECLS

/* A business day as the number yyyymmdd (20260420); 0 means "no day". */
typedef gint32 ThDay;

/* An instant: microseconds since the epoch, UTC. 0 means "never". */
typedef gint64 ThInstant;

#define TH_SECOND_US G_GINT64_CONSTANT (1000000)

typedef struct _ThClock ThClock;
typedef struct _ThDatabase ThDatabase;
typedef struct _ThStore ThStore;
typedef struct _ThHall ThHall;
typedef struct _ThDesk ThDesk;

G_END_DECLS
