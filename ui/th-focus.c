/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The toolkit's own walk over the children, which leaves a mark while it is
 * under way. */

#include "th-focus.h"

#define WALKING "th-focus-walking"

gboolean
th_focus_walk (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidgetClass *base = g_type_class_peek (GTK_TYPE_WIDGET);
  gboolean moved;

  g_object_set_data (G_OBJECT (widget), WALKING, widget);
  moved = base->focus (widget, direction);
  g_object_set_data (G_OBJECT (widget), WALKING, NULL);
  return moved;
}

gboolean
th_focus_is_walking (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), WALKING) != NULL;
}
