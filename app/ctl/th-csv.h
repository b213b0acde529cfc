/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-error.h"

G_BEGIN_DECLS

/* A CSV file with a header line, whole in memory. */
typedef struct _ThCsv ThCsv;

char       *th_csv_read_text (const char *path, gsize *length, GError **error);

ThCsv      *th_csv_load    (const char *path, GError **error);
void        th_csv_free    (ThCsv *self);
gboolean    th_csv_has     (ThCsv *self, const char *column);
guint       th_csv_rows    (ThCsv *self);
const char *th_csv_text    (ThCsv *self, guint row, const char *column);   /* "" when empty or absent */
gboolean    th_csv_number  (ThCsv *self, guint row, const char *column, gboolean needed, double *value, GError **error);
gboolean    th_csv_fail    (ThCsv *self, guint row, const char *column, const char *expected, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThCsv, th_csv_free)

G_END_DECLS
