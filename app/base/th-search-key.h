/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a thing is found by: its code, its Chinese name in characters, in
 * pinyin and by initials, its English name. Worked out once, asked at every
 * keystroke; a key belongs to one thread at a time. */

typedef struct _ThSearchKey ThSearchKey;

/* Characters of the Chinese name that were matched. */
typedef struct { guint from, len; } ThSearchHit;

ThSearchKey *th_search_key_new   (const char *code, const char *zh, const char *en);
void         th_search_key_free  (ThSearchKey *self);

/* 0: @query does not name it; more, the better it does. @hits: (nullable): of ThSearchHit, set to what was matched. */
guint        th_search_key_score (ThSearchKey *self, const char *query, GArray *hits);

/* (transfer full): letters and digits only, one form of each; for words that are stored to be searched, and for what is typed. */
char        *th_search_fold      (const char *text);
/* (transfer full): the initials of @text, "dwzfgjj", in every way it may be read, but no more than eight; Latin letters and
 * digits stay, with a blank where a word begins. */
GStrv        th_search_initials  (const char *text);

/* Loads the tables of pinyin in the background, so that the first keystroke need not wait for them. */
void         th_search_warm      (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThSearchKey, th_search_key_free)

G_END_DECLS
