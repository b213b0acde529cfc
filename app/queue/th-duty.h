/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-error.h"

G_BEGIN_DECLS

/* The duty of a window: which queues it serves, in tiers. A lower tier is
 * looked at only when all above it are empty. Written "T|F>N". Immutable. */
typedef struct _ThDuty ThDuty;

typedef struct
{
  const char *queue;   /* prefix */
  int         tier;    /* 0 is looked at first */
} ThDutyItem;

ThDuty           *th_duty_parse     (const char *text, GError **error);
ThDuty           *th_duty_only      (ThDuty *self, const char *const *queues);
ThDuty           *th_duty_ref       (ThDuty *self);
void              th_duty_unref     (ThDuty *self);
const char       *th_duty_text      (ThDuty *self);   /* canonical: "T|F>N" */
const char       *th_duty_pattern   (ThDuty *self);   /* "|T|F|N|", for LIKE */
const ThDutyItem *th_duty_items     (ThDuty *self, guint *n);
int               th_duty_tier      (ThDuty *self, const char *queue);   /* -1: not served */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThDuty, th_duty_unref)

G_END_DECLS
