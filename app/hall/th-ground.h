/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why somebody comes first, and by which way a number or a place was taken. */

const char *th_ground_parse   (const char *text);
const char *th_ground_label   (const char *code);

gboolean    th_channel_valid  (const char *code);
gboolean    th_channel_public (const char *code);

G_END_DECLS
