/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Linked toggles in a box, of which one is chosen: the first, to begin with. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *label;    /* NC_("booking page", "Week") */
} ThToggleChoice;

/* @toggled: (nullable): called with the button and @data; without it the words shorten themselves. */
void        th_toggle_row_fill   (GtkBox *box, const ThToggleChoice *choices, guint n, GCallback toggled, gpointer data);
const char *th_toggle_row_chosen (GtkBox *box);
void        th_toggle_row_choose (GtkBox *box, const char *name);

G_END_DECLS
