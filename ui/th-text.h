/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Figures and names as the screen says them. New strings are (transfer full). */

#include <json-glib/json-glib.h>

#include "th-types.h"

G_BEGIN_DECLS

char       *th_text_timer     (gint64 seconds);                   /* "06:41", "1:02:05" */
char       *th_text_short     (gint64 seconds);                   /* "0:21", "24:31": in a tile */
char       *th_text_mean      (double seconds);                   /* minutes with two decimals, "1.87" */
char       *th_text_minutes   (gint64 seconds);                   /* whole minutes with the unit, "7 min" */
char       *th_text_clock     (ThInstant at, GTimeZone *zone);    /* "10:09" */
char       *th_text_date      (ThDay day);                        /* "April 20", 4月20日 */
char       *th_text_day       (ThDay day);                        /* "Mon, April 20", 4月20日 周一 */
const char *th_text_weekday   (ThDay day);                        /* "Mon", 周一 */
char       *th_text_full_date (ThDay day);                        /* with year and weekday */
char       *th_text_window    (const char *code);                 /* "3" -> "03" */

/* Members of an answer; a missing or null member gives the last argument (or NULL, 0, FALSE). */
const char *th_member_text       (JsonObject *object, const char *key);
const char *th_member_local      (JsonObject *object, const char *prefix);   /* "staff" -> staff_zh or staff_en; "" -> zh or en */
gint64      th_member_int        (JsonObject *object, const char *key, gint64 otherwise);
double      th_member_double     (JsonObject *object, const char *key, double otherwise);
gboolean    th_member_bool       (JsonObject *object, const char *key);
gboolean    th_member_has        (JsonObject *object, const char *key);      /* present and not null */
ThInstant   th_member_instant    (JsonObject *object, const char *key);      /* 0 when missing or null */
JsonArray  *th_member_array      (JsonObject *object, const char *key);      /* NULL when missing */
JsonObject *th_member_object     (JsonObject *object, const char *key);      /* NULL when missing */
JsonObject *th_member_element    (JsonArray *array, guint i);                /* NULL when not an object */

G_END_DECLS
