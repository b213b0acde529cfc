/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-database-private.h"

G_BEGIN_DECLS

typedef enum { TH_DIALECT_SQLITE, TH_DIALECT_POSTGRES } ThDialect;

/* The number of the newest schema this program knows. */
int      th_migrations_latest (void);

/* The text of step @number (1 ...) in the words of @dialect: (transfer full). */
char    *th_migrations_step   (int number, ThDialect dialect);

/* All steps in order: (transfer full). */
char    *th_migrations_schema (ThDialect dialect);

/* th_migrations_run() brings the store up to the newest schema; each step and its number in one transaction. Errors: STORE_NEWER and those of the driver. */
/* Whether the schema of @db is the one this program knows: STORE_NEWER or STORE_DAMAGED if not. */
gboolean th_migrations_check  (ThDatabase *db, GError **error);

gboolean th_migrations_run    (ThDatabase *db, GError **error);

G_END_DECLS
