/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "th-error.h"

G_BEGIN_DECLS

/* JSON text read strictly and printed in one way. */

#define TH_JSON_MAX_BYTES (16 * 1024 * 1024)
#define TH_JSON_MAX_DEPTH 64

/* A place in a JSON text, as a chain of frames on the C stack: it costs
 * nothing until a fault has to be named. */
typedef struct _ThJsonPlace
{
  const struct _ThJsonPlace *up;     /* NULL for the root */
  const char                *key;    /* member of an object, or NULL */
  guint                      index;  /* element of an array, when @key is NULL */
  JsonNode                  *node;   /* what stands there; NULL when it is missing */
  const char                *file;   /* of the root only; may be NULL */
} ThJsonPlace;

JsonNode *th_json_parse      (const char *text, gssize length, const char *file, GError **error);
char     *th_json_print      (JsonNode *node);
char     *th_json_print_line (JsonNode *node);

ThJsonPlace th_json_member   (const ThJsonPlace *up, const char *key);
ThJsonPlace th_json_element  (const ThJsonPlace *up, guint index);
guint       th_json_length   (const ThJsonPlace *place);
char     *th_json_path       (const ThJsonPlace *place);                 /* "$.matters[3].queue_prefix" */
gboolean  th_json_fail       (const ThJsonPlace *place, GError **error, const char *expected);

G_END_DECLS
