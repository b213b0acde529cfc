/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-session.h"

G_BEGIN_DECLS

/* What the command line asks for; strings may be NULL. */
typedef struct
{
  char    *store;      /* path of the store; NULL: the default one */
  char    *hall;       /* code of the hall; NULL: the only one, or the first */
  char    *page;       /* page to open first */
  gboolean board;      /* only the public board, as a process of its own */
} ThOptions;

#define TH_TYPE_APPLICATION (th_application_get_type ())
G_DECLARE_FINAL_TYPE (ThApplication, th_application, TH, APPLICATION, GtkApplication)

ThApplication *th_application_new          (const ThOptions *options);
ThSession     *th_application_get_session  (ThApplication *self);

/* Speaks another language from now on: remembers it and makes the windows again. NULL: as the environment says. */
gboolean       th_application_set_language (ThApplication *self, const char *language, GError **error);

char          *th_application_default_store (void);

G_END_DECLS
