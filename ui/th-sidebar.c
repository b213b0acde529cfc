/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sidebar. A page keeps its place and its key for ever, so that hands
 * learn them; words go when there is no room, icons and tooltips stay. */

#include "th-sidebar.h"

#include <glib/gi18n.h>

#include "th-feed.h"
#include "th-pages.h"
#include "th-text.h"

#define WIDE 160
#define NARROW 56

struct _ThSidebar
{
  GtkWidget  parent_instance;
  ThSession *session;
  GtkWidget *box, *list, *foot, *journal, *hours;
  gboolean   narrow, choosing;
};

G_DEFINE_FINAL_TYPE (ThSidebar, th_sidebar, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWidget *
make_row (const ThPageSpec *spec)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, "name", spec->id, NULL);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", spec->icon,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _(spec->title), "xalign", 0.0, NULL);
  g_autofree char *tip = g_strdup_printf ("%s  Ctrl+%u", _(spec->title), spec->key);

  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_tooltip_text (row, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(spec->title), -1);
  return row;
}

static GtkWidget *
make_line (ThSidebar *self, const char *icon)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "pixel-size", 13, "valign", GTK_ALIGN_START,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE,
                                   "max-width-chars", 1, NULL);

  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (self->foot), line);
  gtk_widget_set_visible (line, FALSE);
  return line;
}

static void
set_line (GtkWidget *line, const char *text)
{
  gtk_widget_set_visible (line, text != NULL && *text != '\0');
  if (text != NULL)
    gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (line)), text);
}

/* "9:00–12:00  13:30–17:00"; one stretch is said to be without a break. */
static char *
hours_text (JsonArray *hours)
{
  GString *text = g_string_new (NULL);
  guint n = hours != NULL ? json_array_get_length (hours) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonArray *pair = json_array_get_array_element (hours, i);
      const char *from = json_array_get_string_element (pair, 0);
      const char *to = json_array_get_string_element (pair, 1);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, "%s–%s", from[0] == '0' ? from + 1 : from, to[0] == '0' ? to + 1 : to);
    }
  if (n == 1)
    {
      g_string_append_c (text, ' ');
      g_string_append (text, _("without a break"));
    }
  return g_string_free (text, FALSE);
}

static void
update (ThSidebar *self)
{
  JsonObject *hall = th_session_get_hall (self->session);
  JsonObject *floor = th_feed_get_answer (th_session_get_floor (self->session));
  const char *note = th_member_text (floor, "day_note");
  g_autofree char *hours = hours_text (th_member_array (hall, "hours"));

  if (note == NULL && hall != NULL && !th_member_bool (hall, "open"))
    note = th_member_text (hall, "reason");
  set_line (self->hours, *hours != '\0' ? hours : note);
  /* Whether the journal holds together is said only once it was looked at. */
  if (th_member_has (floor, "journal_ok"))
    set_line (self->journal, th_member_bool (floor, "journal_ok") ? _("Journal holds together") : _("Journal is broken"));
  gtk_widget_set_visible (self->foot, !self->narrow && (gtk_widget_get_visible (self->hours) ||
                                                        gtk_widget_get_visible (self->journal)));
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, ThSidebar *self)
{
  if (row != NULL && !self->choosing)
    g_signal_emit (self, signals[CHOSEN], 0, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
th_sidebar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                    int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  ThSidebar *self = TH_SIDEBAR (widget);

  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MAX (self->narrow ? NARROW : WIDE, *minimum);
}

static void
th_sidebar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (TH_SIDEBAR (widget)->box, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static void
th_sidebar_dispose (GObject *object)
{
  ThSidebar *self = TH_SIDEBAR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (th_sidebar_parent_class)->dispose (object);
}

static void
th_sidebar_class_init (ThSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_sidebar_dispose;
  widget_class->measure = th_sidebar_measure;
  widget_class->size_allocate = th_sidebar_size_allocate;
  signals[CHOSEN] = g_signal_new ("chosen", TH_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
th_sidebar_init (ThSidebar *self)
{
  const ThPageSpec *pages;
  guint n;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->list = gtk_list_box_new ();
  self->foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (GTK_WIDGET (self), "sidebar");
  gtk_widget_add_css_class (self->list, "region");
  gtk_widget_add_css_class (self->foot, "foot");
  gtk_widget_set_vexpand (self->list, TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"), -1);
  self->journal = make_line (self, "th-shield-symbolic");
  self->hours = make_line (self, "th-clock-symbolic");
  gtk_widget_set_visible (self->foot, FALSE);

  pages = th_pages_get (&n);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (&pages[i]));
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);

  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), self->foot);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * th_sidebar_set_session:
 * @session: whose hall the foot speaks of; given once
 */
void
th_sidebar_set_session (ThSidebar *self, ThSession *session)
{
  g_return_if_fail (TH_IS_SIDEBAR (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::hall", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (th_session_get_floor (session), "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * th_sidebar_set_page:
 * @id: the page that is seen now; its row is marked, nothing is emitted
 */
void
th_sidebar_set_page (ThSidebar *self, const char *id)
{
  GtkListBoxRow *row;

  g_return_if_fail (TH_IS_SIDEBAR (self));
  self->choosing = TRUE;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (row)), id) == 0)
      gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  self->choosing = FALSE;
}

/**
 * th_sidebar_set_narrow:
 * @narrow: whether there is room for icons only
 */
void
th_sidebar_set_narrow (ThSidebar *self, gboolean narrow)
{
  GtkListBoxRow *row;

  g_return_if_fail (TH_IS_SIDEBAR (self));
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    gtk_widget_set_visible (gtk_widget_get_last_child (gtk_list_box_row_get_child (row)), !narrow);
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  if (self->session != NULL)
    update (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
