/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was called where, newest first: what the board has just said, for the
 * one who runs the hall. It asks only while it is seen. */

#include "th-hall-calls.h"

#include <glib/gi18n.h>

#include "th-feed.h"
#include "th-plate.h"
#include "th-text.h"
#include "th-ticket-popover.h"

struct _ThHallCalls
{
  GtkWidget  parent_instance;
  ThSession *session;
  ThFeed    *board;
  GtkWidget *box, *list, *empty;
};

G_DEFINE_FINAL_TYPE (ThHallCalls, th_hall_calls, GTK_TYPE_WIDGET)

static GtkWidget *
make_row (ThHallCalls *self, JsonObject *call)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, NULL);
  const char *ticket = th_member_text (call, "ticket");
  const char *window = th_member_text (call, "window");
  gint64 calls = th_member_int (call, "calls", 1);
  gboolean tidal = g_strcmp0 (th_member_text (call, "kind"), "tidal") == 0;
  g_autofree char *time = th_text_clock (th_member_instant (call, "at"), th_session_get_zone (self->session));
  g_autofree char *again = calls > 1 ? g_strdup_printf (_("called %d times"), (int) calls) : NULL;
  g_autofree char *no = th_text_window (window);
  g_autofree char *place = g_strdup_printf (_("Window %s"), no);
  g_autofree char *spoken = g_strdup_printf ("%s %s %s", time, ticket, place);

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", time, "width-chars", 5, "xalign", 0.0,
                                               "css-classes", (const char *[]) { "secondary", NULL }, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", ticket, "width-chars", 5, "xalign", 0.0,
                                               "css-classes", (const char *[]) { "heading", NULL }, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", "th-arrow-right-symbolic",
                                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                               "css-classes", (const char *[]) { "ink3", NULL }, NULL));
  gtk_box_append (GTK_BOX (box), th_plate_new (window, tidal ? "tidal" : "fixed"));
  if (again != NULL)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", again,
                                                 "css-classes", (const char *[]) { "caption", NULL }, NULL));
  gtk_widget_add_css_class (row, "ticket-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "ticket", g_strdup (ticket), g_free);
  return row;
}

/* Ten rows at most: they are made again rather than matched. */
static void
updated_cb (ThHallCalls *self)
{
  JsonArray *calls = th_member_array (th_feed_get_answer (self->board), "calls");
  guint n = calls != NULL ? json_array_get_length (calls) : 0;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, th_member_element (calls, i)));
  gtk_widget_set_visible (self->empty, n == 0 && calls != NULL);
}

static void
row_cb (GtkListBox *list, GtkListBoxRow *row, ThHallCalls *self)
{
  th_ticket_popover_present (GTK_WIDGET (row), self->session, g_object_get_data (G_OBJECT (row), "ticket"));
}

static void
th_hall_calls_dispose (GObject *object)
{
  ThHallCalls *self = TH_HALL_CALLS (object);

  g_clear_object (&self->board);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (th_hall_calls_parent_class)->dispose (object);
}

static void
th_hall_calls_class_init (ThHallCallsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_hall_calls_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
th_hall_calls_init (ThHallCalls *self)
{
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "focusable", FALSE, "vexpand", TRUE,
                                      "css-classes", (const char *[]) { "bleed", NULL }, NULL);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);
  self->empty = g_object_new (GTK_TYPE_LABEL, "label", _("Nobody has been called yet."), "xalign", 0.0, "visible", FALSE,
                              "css-classes", (const char *[]) { "secondary", NULL }, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Latest calls"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_box_append (GTK_BOX (self->box), g_object_new (GTK_TYPE_LABEL, "label", _("Latest calls"), "xalign", 0.0,
                                                     "css-classes", (const char *[]) { "heading", NULL }, NULL));
  gtk_box_append (GTK_BOX (self->box), self->empty);
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * th_hall_calls_set_session:
 * @session: whose hall is shown; given once
 */
void
th_hall_calls_set_session (ThHallCalls *self, ThSession *session)
{
  g_return_if_fail (TH_IS_HALL_CALLS (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  self->board = th_feed_new (session, "board.show", NULL);
  th_feed_set_changes (self->board, TH_CHANGE_TICKETS);
  th_feed_follow (self->board, GTK_WIDGET (self));
  g_signal_connect_object (self->board, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
}
