/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-identity.h"

G_BEGIN_DECLS

/* What may be shown of a person without being asked for: all (transfer full). */

char *th_mask_name  (const char *name);
char *th_mask_id    (ThIdKind kind, const char *id);
char *th_mask_phone (const char *number);

G_END_DECLS
