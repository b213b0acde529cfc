/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-json.h"

G_BEGIN_DECLS

/* Every value a hall may set for itself, with its default and where that
 * comes from. */

typedef enum
{
  TH_RULE_INT,
  TH_RULE_DOUBLE,
  TH_RULE_BOOL,
  TH_RULE_TEXT,
  TH_RULE_CHOICE,
  TH_RULE_LIST,      /* of texts */
} ThRuleType;

typedef struct
{
  const char        *key;        /* "queue.hold_limit_minutes" */
  ThRuleType         type;
  const char        *preset;     /* the default, as JSON */
  const char        *unit;       /* as published; th_rule_unit_label() for people */
  double             min, max;   /* of a number; of the characters of a text; of the texts of a list */
  const char        *pattern;    /* of a text, of each text of a list; or NULL */
  const char        *expected;   /* what the pattern means, marked for translation */
  const char *const *choices;    /* or NULL */
  const char        *zh, *en;    /* label; th_rule_label() for people */
  const char        *origin;     /* where the default comes from; th_rule_origin_label() for people */
} ThRule;

const ThRule *th_rules          (guint *n);
const ThRule *th_rule_find      (const char *key);
JsonNode     *th_rule_default   (const ThRule *rule);
const char   *th_rule_type_name (const ThRule *rule);    /* "int" ... */

/* In the user's language. */
const char   *th_rule_label        (const ThRule *rule);
const char   *th_rule_unit_label   (const ThRule *rule);
const char   *th_rule_origin_label (const ThRule *rule);

gboolean      th_rule_check     (const ThRule *rule, const ThJsonPlace *place, GError **error);

G_END_DECLS
