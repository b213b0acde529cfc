/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The duty of a window as rows of letters, one row a tier: a lower one is
 * looked at only when all above it are empty. Property "duty" ("T|F>N"). */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_DUTY_EDITOR (th_duty_editor_get_type ())
G_DECLARE_FINAL_TYPE (ThDutyEditor, th_duty_editor, TH, DUTY_EDITOR, GtkWidget)

GtkWidget *th_duty_editor_new        (void);
void       th_duty_editor_set_queues (ThDutyEditor *self, const char *const *prefixes);
void       th_duty_editor_set_duty   (ThDutyEditor *self, const char *duty);
char      *th_duty_editor_get_duty   (ThDutyEditor *self);   /* (transfer full); "" when no letter is chosen */

G_END_DECLS
