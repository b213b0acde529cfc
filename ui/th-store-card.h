/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The store: where it lies, how large it is, whether its journal is sound, and
 * a copy of it. Also the hall file: taken in and given out. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_STORE_CARD (th_store_card_get_type ())
G_DECLARE_FINAL_TYPE (ThStoreCard, th_store_card, TH, STORE_CARD, GtkWidget)

void th_store_card_set_session (ThStoreCard *self, ThSession *session);

/* What the buttons do, once the file is chosen. */
void th_store_card_verify      (ThStoreCard *self);
void th_store_card_backup      (ThStoreCard *self, GFile *file);
void th_store_card_import      (ThStoreCard *self, GFile *file);
void th_store_card_export      (ThStoreCard *self, GFile *file);

const char *th_store_card_get_result (ThStoreCard *self);   /* the sentence under the buttons */

G_END_DECLS
