/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One place reads them, for Reception and Booking offer the same. */

#include "th-grounds.h"

#include "th-text.h"

GtkStringList *
th_grounds_read (JsonObject *settings)
{
  JsonArray *all = th_member_array (settings, "settings");
  GtkStringList *grounds = gtk_string_list_new (NULL);

  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++)
    {
      JsonObject *setting = th_member_element (all, i);
      JsonArray *values;

      if (g_strcmp0 (th_member_text (setting, "key"), "queue.priority_classes") != 0)
        continue;
      values = th_member_array (setting, "value");
      for (guint k = 0; values != NULL && k < json_array_get_length (values); k++)
        gtk_string_list_append (grounds, json_array_get_string_element (values, k));
    }
  return grounds;
}
