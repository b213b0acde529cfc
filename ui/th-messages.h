/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Messages appear in place: an error under the header that stays until it is
 * put right or closed, a confirmation that goes after four seconds. Every
 * function finds its staff window from any widget inside it. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @what: what did not happen, "Not called: "; @error: its reason; @label and
 * @action (nullable): one button, activated on @from. */
void th_message_error  (GtkWidget *from, const char *what, const GError *error, const char *label, const char *action);
void th_message_clear  (GtkWidget *from);

/* @action (nullable, for instance "page.undo"): offers Undo, activated on @from. */
void th_message_done   (GtkWidget *from, const char *text, const char *action);

G_END_DECLS
