/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One of a few words, all of them in sight. */

#include "th-toggle-row.h"

#include <glib/gi18n.h>

const char *
th_toggle_row_chosen (GtkBox *box)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
      return g_object_get_data (G_OBJECT (child), "name");
  return NULL;
}

void
th_toggle_row_choose (GtkBox *box, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (child), "name"), name) == 0)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), TRUE);
}

void
th_toggle_row_fill (GtkBox *box, const ThToggleChoice *choices, guint n, GCallback toggled, gpointer data)
{
  GtkToggleButton *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      const char *word = g_dpgettext2 (GETTEXT_PACKAGE, "booking page", choices[i].label);
      GtkWidget *label = gtk_label_new (word);

      if (toggled == NULL)
        gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
      g_object_set_data (G_OBJECT (button), "name", (gpointer) choices[i].name);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 0);
      if (toggled != NULL)
        g_signal_connect (button, "toggled", toggled, data);
      gtk_box_append (box, button);
    }
}
