/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* For widgets that say by grab_focus where in them the focus begins. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For the "focus" of such a class; while it runs, the class must let
 * grab_focus fail. When Tab comes to the end of the children, the toolkit
 * tries grab_focus, and the focus would go back to where it began for ever. */
gboolean th_focus_walk       (GtkWidget *widget, GtkDirectionType direction);
gboolean th_focus_is_walking (GtkWidget *widget);

G_END_DECLS
