/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A state as shape, word and colour, in this order of importance. Property
 * "state": "serving", "called", "idle", "overdue", "paused", "closing",
 * "closed"; property "detail": what follows the word ("2/3"). */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_STATE_SIGN (th_state_sign_get_type ())
G_DECLARE_FINAL_TYPE (ThStateSign, th_state_sign, TH, STATE_SIGN, GtkWidget)

GtkWidget  *th_state_sign_new  (void);
void        th_state_sign_set  (ThStateSign *self, const char *state, const char *detail);

/* The word of a state, translated. */
const char *th_state_sign_word (const char *state);

/* The sign of a window of floor.show or window.show: its state, step and overdue. */
const char *th_state_sign_of   (const char *state, const char *step, gboolean overdue);

G_END_DECLS
