/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Tells through the desktop what somebody should not have to look for: a
 * clerk, that people wait while the own window is idle; a manager, that a
 * wait is long. Once for each occurrence. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_NOTIFY (th_notify_get_type ())
G_DECLARE_FINAL_TYPE (ThNotify, th_notify, TH, NOTIFY, GObject)

/* Signal "notice" (ThNotify *, const char *title, const char *body): what is being told. */

ThNotify *th_notify_new (ThSession *session);

G_END_DECLS
