/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be said of any rule, whichever it is: its words, and whether a
 * value is one it may have. The rules themselves are in th-rule-table.c. */

#include "th-rule-table.h"

#include <glib/gi18n-lib.h>

#include "th-shape.h"
#include "th-words.h"

/**
 * th_rule_type_name:
 * @rule: a rule
 *
 * Returns: (transfer none): int, double, bool, text, choice or list
 */
const char *
th_rule_type_name (const ThRule *rule)
{
  static const char *const names[] = { "int", "double", "bool", "text", "choice", "list" };

  return names[rule->type];
}

/**
 * th_rule_label:
 * @rule: a rule
 *
 * Returns: (transfer none): what the rule is called, in the user's language
 */
const char *
th_rule_label (const ThRule *rule)
{
  return th_words (rule->zh, rule->en);
}

/**
 * th_rule_unit_label:
 * @rule: a rule
 *
 * Returns: (transfer none): its unit in the user's language; "" when the value
 *   speaks for itself
 */
const char *
th_rule_unit_label (const ThRule *rule)
{
  if (rule->type == TH_RULE_BOOL || rule->type == TH_RULE_TEXT || rule->type == TH_RULE_CHOICE)
    return "";
  return g_dpgettext2 (GETTEXT_PACKAGE, "unit", rule->unit);
}

/**
 * th_rule_origin_label:
 * @rule: a rule
 *
 * Returns: (transfer none): where its default comes from, in the user's language
 */
const char *
th_rule_origin_label (const ThRule *rule)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "origin", rule->origin);
}

/**
 * th_rule_check:
 * @rule: a rule
 * @place: where a value for it stands
 * @error: (out): %TH_ERROR_BAD_FILE
 *
 * Returns: whether the value there is one the rule may have
 */
gboolean
th_rule_check (const ThRule *rule, const ThJsonPlace *place, GError **error)
{
  static const ThShapeType types[] = {
    TH_SHAPE_INT, TH_SHAPE_NUMBER, TH_SHAPE_BOOL, TH_SHAPE_TEXT, TH_SHAPE_TEXT, TH_SHAPE_ARRAY,
  };
  ThShape element = {
    TH_SHAPE_TEXT, .min = 1, .max = 100, .pattern = rule->pattern, .expected = rule->expected,
  };
  ThShape shape = {
    types[rule->type], .min = rule->min, .max = rule->max, .pattern = rule->pattern,
    .expected = rule->expected, .choices = rule->choices, .element = &element,
  };

  return th_shape_check (&shape, place, error);
}
