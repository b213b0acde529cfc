/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What this person chose for this screen, kept in tidehall.ini under the
 * user's configuration folder: language and colours. */

#include <glib.h>

G_BEGIN_DECLS

#define TH_CHOICE_LANGUAGE "language"   /* "zh_CN", "en"; none: as the environment says */
#define TH_CHOICE_SCHEME   "scheme"     /* "system", "light", "dark" */

char    *th_choices_get (const char *key);                                  /* (transfer full) (nullable) */
gboolean th_choices_set (const char *key, const char *value, GError **error); /* @value NULL: forgets it */

/* Makes every later message speak @language (NULL: the choice, else the
 * environment). Before GTK starts, or before windows are made again. */
void     th_choices_speak (const char *language);

G_END_DECLS
