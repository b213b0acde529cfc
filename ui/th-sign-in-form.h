/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Staff number and PIN, and where asked for the window to open. Property
 * "with-window"; signal "submitted" when all that is needed is there. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_SIGN_IN_FORM (th_sign_in_form_get_type ())
G_DECLARE_FINAL_TYPE (ThSignInForm, th_sign_in_form, TH, SIGN_IN_FORM, GtkWidget)

/* The closed windows of hall.show; chooses @preferred (nullable) and says whether
 * it is among them, else keeps the choice. */
gboolean    th_sign_in_form_set_windows (ThSignInForm *self, JsonObject *hall, const char *preferred);
void        th_sign_in_form_set_staff   (ThSignInForm *self, const char *staff_no);

/* NULL clears. The entries keep what was typed, but for the PIN. */
void        th_sign_in_form_set_error   (ThSignInForm *self, const char *text);
void        th_sign_in_form_set_busy    (ThSignInForm *self, gboolean busy);

const char *th_sign_in_form_get_staff   (ThSignInForm *self);
const char *th_sign_in_form_get_pin     (ThSignInForm *self);
const char *th_sign_in_form_get_window  (ThSignInForm *self);   /* NULL when none is closed */
GtkWidget  *th_sign_in_form_get_default (ThSignInForm *self);
void        th_sign_in_form_focus       (ThSignInForm *self);

G_END_DECLS
