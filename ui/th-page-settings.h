/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Settings: language and colours of this screen, the store, the hall file, and
 * every rule of the hall. */

#include "th-page.h"
#include "th-session.h"
#include "th-setting-row.h"

G_BEGIN_DECLS

#define TH_TYPE_PAGE_SETTINGS (th_page_settings_get_type ())
G_DECLARE_FINAL_TYPE (ThPageSettings, th_page_settings, TH, PAGE_SETTINGS, GtkWidget)

/* NULL before the settings are known, or when there is none of this key. */
ThSettingRow *th_page_settings_get_row (ThPageSettings *self, const char *key);

G_END_DECLS
