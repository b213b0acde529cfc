/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "th-calendar.h"

G_BEGIN_DECLS

/* A place outside the hall where some of its matters are handled: a fixed
 * one, or one that travels and is somewhere on some days. */

typedef struct
{
  const char *code;          /* "P1" */
  const char *zh, *en;
  gboolean    mobile;
  const char *address_zh, *address_en, *phone;   /* may be NULL */
  int         from_s, to_s;  /* wall-clock seconds of its days */
  int         places;        /* people at a time who booked; 0: nothing is booked there */
  JsonObject *doc;           /* the whole entry of the file */
} ThPoint;

ThPoint  th_point_read    (JsonObject *doc);

/* Whether it is there on @day: one of its dates, one of its weekdays when that is worked, or any day that is worked. */
gboolean th_point_there   (const ThPoint *self, ThCalendar *calendar, ThDay day);

/* Whether @matter is handled there; all are when it names none. */
gboolean th_point_handles (const ThPoint *self, const char *matter);

/* The first day from @day on, of at most @most, that it is there; 0 when none is. */
ThDay    th_point_next    (const ThPoint *self, ThCalendar *calendar, ThDay day, int most);

G_END_DECLS
