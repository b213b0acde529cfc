/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A hall description as the pieces that change by themselves: one matter, one
 * window, one setting. Each has its own history in the store. */
typedef struct
{
  char     *kind;       /* "matter" */
  char     *code;       /* "T01" */
  JsonNode *doc;
  char     *text;       /* @doc on one line, members in their order */
} ThHallPart;

ThHallPart *th_hall_part_new     (const char *kind, const char *code, JsonNode *doc);
void        th_hall_part_free    (ThHallPart *self);
char       *th_hall_part_diff    (const ThHallPart *before, const ThHallPart *after);

GPtrArray  *th_hall_parts_split  (JsonObject *file);
JsonObject *th_hall_parts_join   (GPtrArray *parts);

G_END_DECLS
