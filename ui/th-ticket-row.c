/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a ticket that waits. Its time moves by itself, so the list need
 * not be asked for again while nothing happens. */

#include "th-ticket-row.h"

#include <glib/gi18n.h>

#include "th-text.h"

struct _ThTicketRow
{
  GtkListBoxRow parent_instance;
  GtkWidget *number, *queue, *priority, *waited;
  char      *ticket;
  ThInstant  entered;
};

G_DEFINE_FINAL_TYPE (ThTicketRow, th_ticket_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_text (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) != 0)
    gtk_label_set_label (GTK_LABEL (label), text);
}

static void
th_ticket_row_finalize (GObject *object)
{
  g_free (TH_TICKET_ROW (object)->ticket);
  G_OBJECT_CLASS (th_ticket_row_parent_class)->finalize (object);
}

static void
th_ticket_row_class_init (ThTicketRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = th_ticket_row_finalize;
}

static void
th_ticket_row_init (ThTicketRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->number = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "width-chars", 5,
                               "css-classes", (const char *[]) { "heading", NULL }, NULL);
  self->queue = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 8,
                              "css-classes", (const char *[]) { "secondary", NULL }, NULL);
  self->priority = g_object_new (GTK_TYPE_LABEL, "label", _("Priority"), "visible", FALSE, "valign", GTK_ALIGN_CENTER,
                                 "css-classes", (const char *[]) { "pill", "accent", "small", NULL }, NULL);
  self->waited = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "width-chars", 6, NULL);
  gtk_box_append (GTK_BOX (box), self->number);
  gtk_box_append (GTK_BOX (box), self->queue);
  gtk_box_append (GTK_BOX (box), self->priority);
  gtk_box_append (GTK_BOX (box), self->waited);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "ticket-row");
}

/**
 * th_ticket_row_new:
 *
 * Returns: a row of no ticket yet
 */
GtkWidget *
th_ticket_row_new (void)
{
  return g_object_new (TH_TYPE_TICKET_ROW, NULL);
}

/**
 * th_ticket_row_get_ticket:
 *
 * Returns: (transfer none) (nullable): the ticket's number
 */
const char *
th_ticket_row_get_ticket (ThTicketRow *self)
{
  g_return_val_if_fail (TH_IS_TICKET_ROW (self), NULL);
  return self->ticket;
}

/**
 * th_ticket_row_update:
 * @ticket: an element of tickets[] of queue.list
 * @queue: (nullable): the name of its queue
 */
void
th_ticket_row_update (ThTicketRow *self, JsonObject *ticket, const char *queue)
{
  gboolean priority = g_strcmp0 (th_member_text (ticket, "class"), "priority") == 0;
  g_autofree char *spoken = NULL;

  g_return_if_fail (TH_IS_TICKET_ROW (self));
  g_free (self->ticket);
  self->ticket = g_strdup (th_member_text (ticket, "ticket"));
  self->entered = th_member_instant (ticket, "entered");
  set_text (self->number, self->ticket != NULL ? self->ticket : "");
  set_text (self->queue, queue != NULL ? queue : "");
  gtk_widget_set_visible (self->priority, priority);
  spoken = g_strdup_printf ("%s %s %s", self->ticket, queue != NULL ? queue : "", priority ? _("Priority") : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * th_ticket_row_tick:
 * @now: the instant of the desk's clock
 * @long_s: a wait from this many seconds on is marked
 */
void
th_ticket_row_tick (ThTicketRow *self, ThInstant now, gint64 long_s)
{
  gint64 waited = self->entered != 0 ? MAX (now - self->entered, 0) / TH_SECOND_US : 0;
  g_autofree char *text = th_text_short (waited);

  g_return_if_fail (TH_IS_TICKET_ROW (self));
  set_text (self->waited, text);
  if (waited >= long_s)
    gtk_widget_add_css_class (self->waited, "warn");
  else
    gtk_widget_remove_css_class (self->waited, "warn");
}
