/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-json.h"

G_BEGIN_DECLS

/* Hall descriptions: the file that says what a hall is. Every fault is
 * TH_ERROR_BAD_FILE with file, JSON path, value and what was expected. */

#define TH_HALL_FILE_FORMAT "tidehall-hall"
#define TH_HALL_FILE_VERSION 1

JsonObject *th_hall_file_load  (const char *path, GError **error);
JsonObject *th_hall_file_parse (const char *text, gssize length, const char *file, GError **error);
gboolean    th_hall_file_check (JsonObject *file, const char *name, GError **error);
char       *th_hall_file_print (JsonObject *file);

/* "03" and "W03" are window "3"; other codes stay as they are. */
char       *th_window_code     (const char *text);

G_END_DECLS
