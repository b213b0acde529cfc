/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* An entry that shows what was typed only while somebody is in it. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says @value as the screen may show it to whoever passes by; NULL: as it is. */
typedef char *(*ThVeil) (const char *value, gpointer data);

void  th_veil_attach (GtkEditable *entry, ThVeil veil, gpointer data);
char *th_veil_get    (GtkEditable *entry);                     /* as typed, without blanks at its ends; (transfer full) */
void  th_veil_set    (GtkEditable *entry, const char *value);
gboolean th_veil_changing (GtkEditable *entry);                /* its "changed" means nothing now */

G_END_DECLS
