/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-clock.h"
#include "th-database.h"
#include "th-hall.h"

G_BEGIN_DECLS

/* A hall in the store: every piece of its description with its history. All
 * inside the caller's transaction; all or nothing. */

/* One thing an import changed. */
typedef struct
{
  char  op;      /* '+' new, '~' changed, '-' gone */
  char *kind;    /* "window" */
  char *code;    /* "17" */
  char *what;    /* of '~': what differs; else NULL */
} ThHallChange;

void    th_hall_change_free (ThHallChange *self);
char   *th_hall_change_text (const ThHallChange *self);   /* "~ matter T01: minutes" */

/* Makes the hall be what @file says. @hall_id: (out) (optional); @changes: (nullable): ThHallChange are added.
 * Whether a window or a queue that goes is still in use is for the caller to say, who knows them. */
gboolean th_hall_import      (ThDatabase *db, JsonObject *file, ThClock *clock, const char *actor,
                              GPtrArray *changes, gint64 *hall_id, GError **error);
/* @value: (nullable): NULL sets the default again. @changed: (out) (optional) */
gboolean th_hall_set_setting (ThDatabase *db, const char *hall_code, const char *key, JsonNode *value,
                              ThClock *clock, const char *actor, gboolean *changed, GError **error);

/* The codes of all halls, the oldest first. */
char   **th_hall_list        (ThDatabase *db, GError **error);

/* What the hall is now; a @code of NULL is the oldest hall. TH_ERROR_NOT_FOUND. */
ThHall  *th_hall_load        (ThDatabase *db, const char *code, GError **error);

/* The same, kept beside the connection and read again only after somebody changed it. (transfer none):
 * valid until the next call on this connection; take a reference to keep it. */
ThHall  *th_hall_cached      (ThDatabase *db, const char *code, GError **error);

/* The description as text in its canonical form. */
char    *th_hall_export      (ThDatabase *db, const char *code, GError **error);

/* (transfer full): what the journal keeps of a description to prove it by. */
char    *th_hall_fingerprint (JsonObject *file);
gboolean th_hall_prove       (ThDatabase *db, gint64 hall_id, GPtrArray *problems, GError **error);

/* An entry as it was when a ticket was taken: the document of one hall_part. */
JsonNode *th_hall_part_doc   (ThDatabase *db, gint64 part_id, GError **error);

G_END_DECLS
