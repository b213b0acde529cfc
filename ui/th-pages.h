/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The pages of the staff window, in the order of the sidebar. A page stands
 * here once it works, not before. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *id;              /* "hall": also --page and the name in the stack */
  const char *icon;            /* "th-hall-symbolic" */
  const char *title;           /* N_("Hall") */
  GType     (*type) (void);    /* a GtkWidget with the construct property "session" */
  guint       key;             /* Ctrl+key, 1..9: a page keeps it for ever */
  gboolean    narrow;          /* the sidebar shows icons only while this page is seen */
} ThPageSpec;

const ThPageSpec *th_pages_get  (guint *n);
const ThPageSpec *th_pages_find (const char *id);

G_END_DECLS
