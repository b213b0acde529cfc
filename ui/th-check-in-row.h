/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who is expected at Reception, as a row: when, who, what for, and where that
 * stands by the clock. */

#include "th-session.h"

G_BEGIN_DECLS

/* A booking, or one of the @places of a group at one time, of which some have come. */
typedef struct
{
  JsonObject *booking;
  guint       places, arrived;
} ThExpected;

gboolean       th_expected_is      (JsonObject *booking, const char *state);
const char    *th_expected_name    (JsonObject *booking);
char          *th_expected_clock   (ThSession *session, JsonObject *booking, const char *key);

GtkListBoxRow *th_check_in_row_new (void);
void           th_check_in_row_set (GtkListBoxRow *widget, const ThExpected *one, ThSession *session);

G_END_DECLS
