/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Pinyin initials of Chinese words, for finding them with Latin keys. */

#include <glib.h>

G_BEGIN_DECLS

/* Whether @typed (lower case letters and digits) is how @text begins anywhere
 * in it when each character is said by its first letter: "zzs" finds 增值税. */
gboolean th_initials_match (const char *text, const char *typed);

G_END_DECLS
