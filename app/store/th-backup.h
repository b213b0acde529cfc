/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-store.h"

G_BEGIN_DECLS

/**
 * ThStoreProof:
 *
 * Checks a whole store beyond its pages, e.g. the chain of its journal.
 * Adds a sentence to @problems for each fault.
 */
typedef gboolean (*ThStoreProof) (ThDatabase *db, GPtrArray *problems, GError **error);

gboolean th_backup_write   (ThStore *store, const char *path, ThStoreProof proof, GError **error);
gboolean th_backup_restore (const char *backup, const char *path, gboolean force, ThStoreProof proof,
                            char **kept, GError **error);

G_END_DECLS
