/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-types.h"

G_BEGIN_DECLS

gboolean th_day_valid        (ThDay day);
ThDay    th_day_new          (int year, int month, int day);
ThDay    th_day_parse        (const char *text);          /* "2026-04-20"; 0 when it is not a date */
char    *th_day_format       (ThDay day);                 /* "2026-04-20" */
ThDay    th_day_add          (ThDay day, int days);
int      th_day_diff         (ThDay later, ThDay earlier);
int      th_day_weekday      (ThDay day);                 /* 1 = Monday ... 7 = Sunday */
int      th_day_year         (ThDay day);
int      th_day_month        (ThDay day);
int      th_day_mday         (ThDay day);

ThDay     th_day_of          (ThInstant at, GTimeZone *zone);
int       th_day_second      (ThInstant at, GTimeZone *zone);            /* wall-clock second of its day */
ThInstant th_day_instant     (ThDay day, int second, GTimeZone *zone);   /* second of the wall clock */
ThInstant th_instant_parse   (const char *iso8601);                      /* with offset; 0 when it is not one */
char     *th_instant_format  (ThInstant at, GTimeZone *zone);            /* "2026-04-20T10:09:00+08:00" */
char     *th_clock_time      (ThInstant at, GTimeZone *zone);            /* "10:09" */
gboolean  th_time_parse      (const char *hh_mm, int *second_of_day);    /* "09:00", up to "24:00" */

G_END_DECLS
