/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A search by code, name or pinyin initials over a list that can also be
 * walked. Properties "multiple" (rows carry a check) and "label" (accessible
 * name of the entry). Signals "picked" (ThPickItem): Enter or a click on it;
 * "confirmed": Enter with nothing typed and no row chosen. */

#include <gtk/gtk.h>

#include "th-pick-item.h"

G_BEGIN_DECLS

#define TH_TYPE_PICKER (th_picker_get_type ())
G_DECLARE_FINAL_TYPE (ThPicker, th_picker, TH, PICKER, GtkWidget)

void     th_picker_set_items   (ThPicker *self, GPtrArray *items);
void     th_picker_set_checked (ThPicker *self, ThPickItem *item, gboolean checked);
void     th_picker_uncheck_all (ThPicker *self);
void     th_picker_clear       (ThPicker *self);    /* what was typed */
gboolean th_picker_focus       (ThPicker *self);

/* The row that Enter would pick, or NULL. */
ThPickItem *th_picker_get_chosen (ThPicker *self);

G_END_DECLS
