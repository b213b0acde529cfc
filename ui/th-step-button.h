/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A button for a step of the work: a word, its key, and a second line that
 * says what the step will do or why it is not possible. Properties "word",
 * "keys", "icon" (small buttons) and "main" (a large button with the line). */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_STEP_BUTTON (th_step_button_get_type ())
G_DECLARE_FINAL_TYPE (ThStepButton, th_step_button, TH, STEP_BUTTON, GtkButton)

void th_step_button_set_line   (ThStepButton *self, const char *line);
void th_step_button_set_filled (ThStepButton *self, gboolean filled);
void th_step_button_set_icon_visible (ThStepButton *self, gboolean visible);

G_END_DECLS
