/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows under the two entries of the form: what was found and why one would
 * choose it. */

#include "th-booking-rows.h"

#include <glib/gi18n.h>

#include "th-text.h"

char *
th_booking_minutes (int minutes)
{
  return minutes > 0 ? g_strdup_printf (_("%d min"), minutes) : g_strdup ("");
}

/* What was typed stands out in the name it was found by. */
static void
mark_hits (GtkLabel *label, const char *name, JsonArray *hits)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (guint i = 0; hits != NULL && i < json_array_get_length (hits); i++)
    {
      JsonArray *hit = json_array_get_array_element (hits, i);
      glong from = json_array_get_int_element (hit, 0);
      glong to = from + json_array_get_int_element (hit, 1);
      PangoAttribute *const marks[] = { pango_attr_weight_new (PANGO_WEIGHT_BOLD), pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) };

      for (guint k = 0; k < G_N_ELEMENTS (marks); k++)
        {
          marks[k]->start_index = (guint) (g_utf8_offset_to_pointer (name, MIN (from, g_utf8_strlen (name, -1))) - name);
          marks[k]->end_index = (guint) (g_utf8_offset_to_pointer (name, MIN (to, g_utf8_strlen (name, -1))) - name);
          pango_attr_list_insert (attributes, marks[k]);
        }
    }
  gtk_label_set_attributes (label, attributes);
}

GtkWidget *
th_booking_row_of_matter (JsonObject *find, char **spoken)
{
  gboolean scene = g_strcmp0 (th_member_text (find, "kind"), "scene") == 0;
  const char *zh = th_member_text (find, "zh");
  const char *name = th_member_local (find, "");
  JsonArray *parts = th_member_array (find, "matters");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "width-chars", 4, "max-width-chars", 4, NULL);
  g_autofree char *more = NULL;

  if (scene && parts != NULL)
    more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d matter", "%d matters", json_array_get_length (parts)),
                            (int) json_array_get_length (parts));
  else if (!th_member_bool (find, "bookable"))
    more = g_strdup (_("not by booking"));
  else
    more = th_booking_minutes ((int) th_member_int (find, "minutes", 0));
  /* The hits are places in the Chinese name; on another screen they point nowhere. */
  if (name == zh || g_strcmp0 (name, zh) == 0)
    mark_hits (GTK_LABEL (label), name, th_member_array (find, "hit"));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", th_member_text (find, "code"), "width-chars", 4, "xalign", 0.0,
                                               "css-classes", (const char *[]) { "code", NULL }, NULL));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", more, "css-classes", (const char *[]) { "secondary", NULL }, NULL));
  *spoken = g_strdup_printf ("%s %s %s", th_member_text (find, "code"), name, more);
  return box;
}

GtkWidget *
th_booking_row_of_party (JsonObject *party, char **spoken)
{
  const char *name = th_member_text (party, "name");
  const char *id = th_member_text (party, "id");
  gint64 bookings = th_member_int (party, "bookings", 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = g_object_new (GTK_TYPE_LABEL, "label", name != NULL ? name : id, "xalign", 0.0,
                                   "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 4, "max-width-chars", 4, NULL);
  g_autofree char *booked = NULL;
  g_autofree char *line = NULL;

  if (th_member_has (party, "ban_until"))
    booked = g_strdup (_("may not book now"));
  else if (bookings > 0)
    booked = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d booking", "%d bookings", (gulong) bookings), (int) bookings);
  line = g_strjoin ("  ", id != NULL ? id : "", booked, NULL);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", line, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 4,
                                               "css-classes", (const char *[]) { "caption", NULL }, NULL));
  *spoken = g_strdup_printf ("%s %s", name != NULL ? name : "", line);
  return box;
}
