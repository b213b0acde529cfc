/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-json.h"

G_BEGIN_DECLS

/* What a JSON value must look like, as a constant table, and the check. */

typedef enum
{
  TH_SHAPE_TEXT,
  TH_SHAPE_INT,
  TH_SHAPE_NUMBER,
  TH_SHAPE_BOOL,
  TH_SHAPE_DAY,      /* "2026-04-20" */
  TH_SHAPE_TIME,     /* "09:00" */
  TH_SHAPE_ARRAY,
  TH_SHAPE_OBJECT,   /* members known by name */
  TH_SHAPE_MAP,      /* members of any name, all alike */
  TH_SHAPE_ANY,
} ThShapeType;

typedef struct _ThShape ThShape;

typedef struct
{
  const char    *key;
  const ThShape *shape;
  gboolean       optional;
} ThShapeMember;

struct _ThShape
{
  ThShapeType          type;
  gboolean             nullable;
  double               min, max;   /* of a number, of the characters of a text, of the elements of an array; 0, 0 for the usual limits */
  const char          *pattern;    /* of a text, of the keys of a map: a regular expression */
  const char          *expected;   /* what the pattern means, marked for translation */
  const char *const   *choices;    /* of a text */
  gboolean             shown;      /* a text that people read: in one line, not blank, without signs that turn the direction */
  const ThShape       *element;    /* of an array or a map */
  const ThShapeMember *members;    /* of an object, ending with a NULL key */
};

gboolean  th_shape_check (const ThShape *self, const ThJsonPlace *place, GError **error);
/* Whether @text, which is UTF-8, is seen as it is: in one line, not blank, without signs that turn the direction. */
gboolean  th_shape_can_be_shown (const char *text);

JsonNode *th_shape_order (const ThShape *self, JsonNode *node);

G_END_DECLS
