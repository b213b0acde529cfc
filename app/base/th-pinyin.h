/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a Chinese character is read, in lower case without tones; the usual
 * reading first, NULL at the end; empty for what is not Chinese. Belongs to
 * the program. */
const char *const *th_pinyin (gunichar character);

G_END_DECLS
