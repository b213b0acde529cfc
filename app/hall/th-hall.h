/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "th-calendar.h"
#include "th-point.h"
#include "th-types.h"

G_BEGIN_DECLS

/* What a hall is, as one immutable, reference-counted value: the hall
 * description file checked and indexed. Strings belong to the hall. */

typedef enum { TH_ROLE_CLERK, TH_ROLE_RECEPTION, TH_ROLE_MANAGER, TH_ROLE_ADMIN } ThRole;
typedef enum { TH_WINDOW_FIXED, TH_WINDOW_TIDAL, TH_WINDOW_RESERVE } ThWindowKind;

typedef struct
{
  const char *prefix;        /* "T" */
  const char *zh, *en, *short_zh;
  int         first, last;   /* range of numbers, both issued */
  int         ticket_class;  /* class of a ticket taken here: 0 priority, 1 ordinary */
} ThQueue;

typedef struct
{
  const char *code;          /* "T01" */
  const char *zh, *en;
  const char *department;
  const char *queue;         /* prefix */
  double      minutes_mean;
  JsonObject *doc;           /* the whole entry of the file */
} ThMatter;

typedef struct
{
  const char *code;          /* "A" */
  const char *zh, *en;
  int         seats;
  int         helpers;       /* people who assist there */
} ThZone;

typedef struct
{
  const char  *code;         /* "3"; as th_window_code() makes it */
  const char  *zone;
  ThWindowKind kind;
  const char  *duty;         /* usual duty, "T|F>N" */
  const char  *zh, *en;      /* may be NULL */
} ThWindowSpec;

typedef struct
{
  const char        *no;     /* "012" */
  const char        *zh, *en;
  ThRole             role;
  const char *const *skills; /* queue prefixes, NULL-terminated */
  const char        *pin_hash;   /* NULL: cannot sign in */
} ThStaff;

/* From a description that was checked. @id: in the store, or 0; @matter_parts: (nullable): of char* code to gint64* hall_part.id. */
ThHall     *th_hall_new           (JsonObject *file, gint64 id, GHashTable *matter_parts);
ThHall     *th_hall_ref           (ThHall *self);
void        th_hall_unref         (ThHall *self);

gint64      th_hall_get_id        (ThHall *self);      /* hall_id of the store */
const char *th_hall_get_code      (ThHall *self);
const char *th_hall_get_zh        (ThHall *self);
const char *th_hall_get_en        (ThHall *self);
GTimeZone  *th_hall_get_zone      (ThHall *self);      /* the time zone */
ThCalendar *th_hall_get_calendar  (ThHall *self);
JsonObject *th_hall_get_file      (ThHall *self);      /* the whole description; (transfer none) */

/* In the order of the file; (transfer none) arrays. */
const ThQueue      *th_hall_get_queues  (ThHall *self, guint *n);
const ThMatter     *th_hall_get_matters (ThHall *self, guint *n);
const ThZone       *th_hall_get_zones   (ThHall *self, guint *n);
const ThWindowSpec *th_hall_get_windows (ThHall *self, guint *n);
const ThStaff      *th_hall_get_staff   (ThHall *self, guint *n);
const ThPoint      *th_hall_get_points  (ThHall *self, guint *n);

/* NULL when there is none. th_hall_window() takes "3", "03" and "W03" as they are written in the file. */
const ThQueue      *th_hall_queue       (ThHall *self, const char *prefix);
const ThMatter     *th_hall_matter      (ThHall *self, const char *code);
gint64              th_hall_matter_part (ThHall *self, const char *code);   /* hall_part.id of its current version */
const ThZone       *th_hall_zone        (ThHall *self, const char *code);
const ThWindowSpec *th_hall_window      (ThHall *self, const char *code);
const ThStaff      *th_hall_staff       (ThHall *self, const char *no);
const ThPoint      *th_hall_point       (ThHall *self, const char *code);
JsonObject         *th_hall_material    (ThHall *self, const char *code);   /* its entry of the file */

/* Settings by key of the rule table, e.g. "queue.hold_limit_minutes"; an unknown key is a programmer error. */
int         th_hall_setting_int    (ThHall *self, const char *key);
double      th_hall_setting_double (ThHall *self, const char *key);
gboolean    th_hall_setting_bool   (ThHall *self, const char *key);
const char *th_hall_setting_text   (ThHall *self, const char *key);
JsonNode   *th_hall_setting_node   (ThHall *self, const char *key);
gboolean    th_hall_setting_is_set (ThHall *self, const char *key);   /* by this hall; else it is the default */

const char *th_role_name           (ThRole role);        /* "clerk" ... */
gboolean    th_role_parse          (const char *name, ThRole *role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThHall, th_hall_unref)

G_END_DECLS
