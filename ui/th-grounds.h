/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The grounds of priority are the hall's own list. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* @settings: (nullable): the answer of settings.show; (transfer full). */
GtkStringList *th_grounds_read (JsonObject *settings);

G_END_DECLS
