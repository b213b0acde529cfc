/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row has no type of its own: it is four labels, which are filled again by
 * the clock. */

#include "th-check-in-row.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-text.h"

typedef struct
{
  GtkLabel *time, *name, *state, *detail;
} Row;

gboolean
th_expected_is (JsonObject *booking, const char *state)
{
  return g_strcmp0 (th_member_text (booking, "state"), state) == 0;
}

const char *
th_expected_name (JsonObject *booking)
{
  JsonObject *party = th_member_object (booking, "party");
  const char *organiser = th_member_text (booking, "organiser");
  const char *name = party != NULL ? th_member_text (party, "name") : organiser;

  return name != NULL ? name : party != NULL && th_member_text (party, "id") != NULL ? th_member_text (party, "id") : "";
}

char *
th_expected_clock (ThSession *session, JsonObject *booking, const char *key)
{
  return th_text_clock (th_member_instant (booking, key), th_session_get_zone (session));
}

/* Where a booking stands by the clock. @tone: a style class. */
static char *
describe_time (ThSession *session, JsonObject *booking, const char **tone)
{
  ThInstant now = th_session_now (session);
  ThInstant start = th_member_instant (booking, "start");
  int late = (int) ((now - start) / TH_SECOND_US / 60);

  *tone = "ink2";
  if (now < th_member_instant (booking, "check_in_from"))
    {
      g_autofree char *from = th_expected_clock (session, booking, "check_in_from");

      return g_strdup_printf (_("from %s"), from);
    }
  *tone = "ok";
  if (now < start + 60 * TH_SECOND_US)
    return g_strdup (C_("booking", "may check in"));
  *tone = "warn";
  if (now <= th_member_instant (booking, "check_in_until"))
    return g_strdup_printf (_("%d min late"), late);

  return g_strdup (C_("booking", "past its time"));
}

static char *
describe_state (ThSession *session, const ThExpected *one, const char **tone)
{
  const char *ticket = th_member_text (one->booking, "ticket");

  *tone = "ink3";
  if (th_expected_is (one->booking, "booked"))
    return describe_time (session, one->booking, tone);
  if (th_expected_is (one->booking, "no_show"))
    return g_strdup (C_("booking", "missed"));
  if (th_expected_is (one->booking, "finished"))
    return ticket != NULL ? g_strdup_printf (_("%s finished"), ticket) : g_strdup (C_("booking", "finished"));

  return ticket != NULL ? g_strdup_printf (_("%s here"), ticket) : g_strdup (C_("booking", "here"));
}

static void
append_matters (GString *text, JsonArray *matters)
{
  for (guint i = 0; matters != NULL && i < json_array_get_length (matters); i++)
    {
      JsonObject *matter = th_member_element (matters, i);
      const char *name = matter != NULL ? th_member_local (matter, "") : NULL;

      if (name != NULL)
        g_string_append_printf (text, "%s%s", i == 0 ? "\u2003" : C_("between names", ", "), name);
    }
}

static char *
describe_detail (const ThExpected *one)
{
  GString *text = g_string_new (NULL);
  const char *staff = th_member_local (one->booking, "staff");

  if (one->places > 1)
    g_string_append_printf (text, _("Group, %1$u of %2$u here"), one->arrived, one->places);
  else
    g_string_append (text, th_member_text (one->booking, "booking"));
  if (staff != NULL)
    g_string_append_printf (text, "\u2003%s", staff);
  append_matters (text, th_member_array (one->booking, "matters"));

  return g_string_free (text, FALSE);
}

static GtkLabel *
label_new (const char *css_class, gboolean expand)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, expand);
  if (expand)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return GTK_LABEL (label);
}

GtkListBoxRow *
th_check_in_row_new (void)
{
  GtkListBoxRow *widget = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
  GtkWidget *grid = gtk_grid_new ();
  Row *row = g_new0 (Row, 1);

  row->time = label_new ("strong", FALSE);
  row->name = label_new (NULL, TRUE);
  row->state = label_new ("secondary", FALSE);
  row->detail = label_new ("caption", TRUE);
  gtk_label_set_width_chars (row->time, 5);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (row->time), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (row->name), 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (row->state), 2, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (row->detail), 1, 1, 2, 1);
  gtk_widget_add_css_class (grid, "pick-row");
  gtk_list_box_row_set_child (widget, grid);
  gtk_list_box_row_set_activatable (widget, FALSE);
  g_object_set_data_full (G_OBJECT (widget), "expected", row, g_free);

  return widget;
}

void
th_check_in_row_set (GtkListBoxRow *widget, const ThExpected *one, ThSession *session)
{
  Row *row = g_object_get_data (G_OBJECT (widget), "expected");
  const char *tone;
  g_autofree char *time = th_expected_clock (session, one->booking, "start");
  g_autofree char *state = describe_state (session, one, &tone);
  g_autofree char *detail = describe_detail (one);
  g_autofree char *spoken = g_strdup_printf ("%s %s, %s, %s", time, th_expected_name (one->booking), detail, state);

  gtk_label_set_label (row->time, time);
  gtk_label_set_label (row->name, th_expected_name (one->booking));
  gtk_label_set_label (row->state, state);
  gtk_widget_set_css_classes (GTK_WIDGET (row->state), (const char *[]) { "secondary", tone, NULL });
  gtk_label_set_label (row->detail, detail);
  gtk_widget_set_tooltip_text (GTK_WIDGET (widget), detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
