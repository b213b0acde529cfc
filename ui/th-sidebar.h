/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The pages by icon and word, and at the foot what is true of the whole day. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_SIDEBAR (th_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (ThSidebar, th_sidebar, TH, SIDEBAR, GtkWidget)

/* Signal "chosen" (ThSidebar *, const char *id): another page was picked. */

void th_sidebar_set_session (ThSidebar *self, ThSession *session);
void th_sidebar_set_page    (ThSidebar *self, const char *id);
void th_sidebar_set_narrow  (ThSidebar *self, gboolean narrow);   /* icons only */

G_END_DECLS
