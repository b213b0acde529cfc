/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who comes: kind, number, name, phone; all optional. What was typed is sent
 * once and wiped; it never comes back unmasked. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_PARTY_FORM (th_party_form_get_type ())
G_DECLARE_FINAL_TYPE (ThPartyForm, th_party_form, TH, PARTY_FORM, GtkWidget)

JsonObject *th_party_form_get   (ThPartyForm *self);   /* (transfer full); NULL when nothing was typed */
void        th_party_form_clear (ThPartyForm *self);
void        th_party_form_focus (ThPartyForm *self);

G_END_DECLS
