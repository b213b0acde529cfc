/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-backup.h"

G_BEGIN_DECLS

/* Proves every hall of a store: the chain of its journal, and every ticket
 * against it. Fits ThStoreProof. */
gboolean th_desk_prove (ThDatabase *db, GPtrArray *problems, GError **error);

G_END_DECLS
