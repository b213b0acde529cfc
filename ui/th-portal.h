/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the desktop prefers, from its settings portal. */

#include <gio/gio.h>

G_BEGIN_DECLS

typedef void (*ThPortalDark) (gboolean dark, gpointer data);

/* Tells @dark soon, and again whenever the preference changes, for the life of
 * the process. A desktop without a portal tells nothing. */
void th_portal_watch_dark (ThPortalDark dark, gpointer data);

G_END_DECLS
