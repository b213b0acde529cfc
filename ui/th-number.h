/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What somebody who arrives with a booking says of themselves: a code, a
 * telephone, a number of a document, or a name. No widgets. */

#include "th-types.h"

G_BEGIN_DECLS

typedef enum
{
  TH_NUMBER_NONE,
  TH_NUMBER_PART,      /* the beginning of something, or initials */
  TH_NUMBER_NAME,
  TH_NUMBER_CODE,
  TH_NUMBER_PHONE,
  TH_NUMBER_ID,
} ThNumberKind;

typedef struct
{
  ThNumberKind kind;
  char        *text;     /* as it is asked for: one way of writing */
  const char  *label;    /* what it is taken for, translated; NULL: nothing yet */
  const char  *fault;    /* what is wrong with it, translated; NULL: nothing */
} ThNumber;

ThNumber *th_number_new      (const char *typed, ThDay today);
void      th_number_free     (ThNumber *self);
gboolean  th_number_is_whole (const ThNumber *self);

/* Whether @masked ("130****0001") may be what @typed begins. */
gboolean  th_number_begins   (const char *typed, const char *masked);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThNumber, th_number_free)

G_END_DECLS
