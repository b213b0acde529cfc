/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-hall.h"

G_BEGIN_DECLS

/* Why somebody comes first, and by which way a number was taken: closed lists,
 * for what stands in the journal must say nothing of a person in free words,
 * and what is counted must be counted under one name. */

const char *th_ground_parse   (ThHall *hall, const char *text);
const char *th_ground_label   (const char *code);
char       *th_ground_codes   (void);

gboolean    th_channel_known  (const char *code);
char       *th_channel_codes  (void);

G_END_DECLS
