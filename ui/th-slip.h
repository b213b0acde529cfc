/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What stands on the paper slip of a ticket. No name and no identity number. */

#include <json-glib/json-glib.h>

#include "th-pen.h"
#include "th-types.h"

G_BEGIN_DECLS

typedef struct
{
  char *hall;
  char *queue;
  char *number;
  char *ahead;       /* whole lines, or NULL */
  char *place;
  char *matters;
  char *taken;
} ThSlip;

ThSlip *th_slip_new  (JsonObject *shown, int ahead, JsonObject *catalogue, JsonObject *hall, GTimeZone *zone);
void    th_slip_free (ThSlip *self);
double  th_slip_draw (const ThSlip *self, ThPen *pen, double width);   /* height used */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThSlip, th_slip_free)

G_END_DECLS
