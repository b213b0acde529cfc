/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One setting: name, value with its unit, default and where that comes from.
 * Signal "change" (ThSettingRow *, JsonNode *value): the person wants this
 * value; a node that holds null asks for the default. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_SETTING_ROW (th_setting_row_get_type ())
G_DECLARE_FINAL_TYPE (ThSettingRow, th_setting_row, TH, SETTING_ROW, GtkWidget)

/* @setting: an element of settings.show; of the same key ever after. */
GtkWidget  *th_setting_row_new          (JsonObject *setting);

/* What the hall says now; a value that is being typed is left alone. */
void        th_setting_row_set          (ThSettingRow *self, JsonObject *setting);
void        th_setting_row_set_editable (ThSettingRow *self, gboolean editable);

/* Why the last change was refused; NULL clears. The entry keeps what was typed. */
void        th_setting_row_set_error    (ThSettingRow *self, const char *text);

const char *th_setting_row_get_key      (ThSettingRow *self);
gboolean    th_setting_row_matches      (ThSettingRow *self, const char *text);
gboolean    th_setting_row_is_own       (ThSettingRow *self);   /* set by this hall */
GtkWidget  *th_setting_row_get_control  (ThSettingRow *self);

G_END_DECLS
