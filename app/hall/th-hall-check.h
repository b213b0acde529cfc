/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-json.h"

G_BEGIN_DECLS

/* What the shape of a hall description cannot say. */
gboolean th_hall_check          (JsonObject *file, const char *name, GError **error);
gboolean th_hall_check_calendar (JsonObject *file, const ThJsonPlace *root, GError **error);

G_END_DECLS
