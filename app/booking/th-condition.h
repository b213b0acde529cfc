/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-hall.h"

G_BEGIN_DECLS

/* Materials that are needed only when something holds, as questions that a
 * clerk asks. Pure. */

/* One question: all lines of materials with the same condition. */
typedef struct
{
  const char *key;         /* the condition as the hall wrote it, in English */
  const char *zh;          /* the same to ask in Chinese */
  gboolean    on;          /* whether it holds */
  GPtrArray  *matters;     /* its lines: codes of matters, and at the same index */
  GPtrArray  *materials;   /* codes of materials; both belong to the hall */
} ThCondition;

/* (transfer full) (element-type ThCondition): the questions of @matters, in the order of their lines; none holds. */
GPtrArray *th_conditions_new   (ThHall *hall, const char *const *matters);

/* Says that the condition of this line holds; FALSE when it has none. */
gboolean   th_conditions_say   (GPtrArray *conditions, const char *matter, const char *material);

/* Whether the line of @key, or a line without a condition, is needed. */
gboolean   th_conditions_holds (GPtrArray *conditions, const char *key);

G_END_DECLS
