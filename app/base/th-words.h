/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-types.h"

G_BEGIN_DECLS

/* Words that come from a hall's own data in both languages. */

gboolean    th_words_chinese (void);
const char *th_words         (const char *zh, const char *en);

/* (transfer full): the days from @from to @to in words, without the year. */
char       *th_words_days    (ThDay from, ThDay to);

/* (transfer full): the beginning of @text, at most @bytes, for a message; it ends between characters. */
char       *th_words_cut     (const char *text, gsize bytes);

G_END_DECLS
