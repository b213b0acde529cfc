/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list at reception. Rows are filled again in place, from the top down, so
 * the choice is kept by ticket and not by row. */

#include "th-recent-list.h"

#include <glib/gi18n.h>

#include "th-queue-letter.h"
#include "th-text.h"

struct _ThRecentList
{
  GtkWidget   parent_instance;

  GtkListBox *list;
  JsonArray  *tickets;
  char       *chosen;
  gboolean    filling;
};

typedef struct
{
  GtkLabel *ticket;
  GtkWidget *letter;
  GtkLabel *queue;
  GtkLabel *priority;
  GtkLabel *taken;
  GtkLabel *state;
  GtkLabel *print;
} Row;

G_DEFINE_TYPE (ThRecentList, th_recent_list, GTK_TYPE_WIDGET)

enum
{
  CHOSEN_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static JsonObject *
ticket_at (ThRecentList *self, int i)
{
  if (self->tickets == NULL || i < 0 || (guint) i >= json_array_get_length (self->tickets))
    return NULL;

  return th_member_element (self->tickets, (guint) i);
}

static const char *
queue_name (JsonObject *catalogue, const char *prefix)
{
  JsonArray *queues = catalogue != NULL ? th_member_array (catalogue, "queues") : NULL;

  for (guint i = 0; queues != NULL && i < json_array_get_length (queues); i++)
    {
      JsonObject *queue = th_member_element (queues, i);

      if (g_strcmp0 (th_member_text (queue, "prefix"), prefix) == 0)
        return th_member_local (queue, "");
    }

  return "";
}

/* A state in the words of the desk, with what it needs to be acted on. */
static char *
describe_state (JsonObject *ticket)
{
  const char *state = th_member_text (ticket, "state");
  const char *window = th_member_text (ticket, "window");
  static const struct { const char *name, *label; } labels[] = {
    { "waiting", NC_("ticket", "waiting") },     { "returned", NC_("ticket", "returned") },
    { "called", NC_("ticket", "called") },       { "serving", NC_("ticket", "serving") },
    { "held", NC_("ticket", "held") },           { "finished", NC_("ticket", "finished") },
    { "missed", NC_("ticket", "missed") },       { "cancelled", NC_("ticket", "cancelled") },
    { "diverted", NC_("ticket", "diverted") },   { "void", NC_("ticket", "void") },
  };
  const char *label = state;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i].name, state) == 0)
      label = g_dpgettext2 (GETTEXT_PACKAGE, "ticket", labels[i].label);

  /* Whoever is sent to a window stands in no queue's order. */
  if (th_member_has (ticket, "to_window"))
    return g_strdup_printf (_("%s, window %s"), label, th_member_text (ticket, "to_window"));
  if (th_member_has (ticket, "ahead"))
    return g_strdup_printf (_("%s, %d ahead"), label, (int) th_member_int (ticket, "ahead", 0));
  if (window != NULL)
    return g_strdup_printf (_("%s, window %s"), label, window);

  return g_strdup (label);
}

static GtkLabel *
label_new (const char *css_class, int width_chars, gboolean expand)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), width_chars);
  if (!expand)
    gtk_label_set_max_width_chars (GTK_LABEL (label), width_chars);
  gtk_widget_set_hexpand (label, expand);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return GTK_LABEL (label);
}

static void
append_row (ThRecentList *self)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  row->ticket = label_new ("recent-ticket", 5, FALSE);
  row->letter = th_queue_letter_new ("");
  gtk_widget_set_valign (row->letter, GTK_ALIGN_CENTER);
  row->queue = label_new (NULL, 4, TRUE);
  row->priority = label_new ("pill", -1, FALSE);
  gtk_label_set_label (row->priority, _("Priority"));
  gtk_widget_set_valign (GTK_WIDGET (row->priority), GTK_ALIGN_CENTER);
  row->taken = label_new ("secondary", 5, FALSE);
  gtk_label_set_xalign (row->taken, 1);
  row->state = label_new (NULL, 17, FALSE);
  row->print = label_new ("warn", 9, FALSE);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->ticket));
  gtk_box_append (GTK_BOX (box), row->letter);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->queue));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->priority));
  gtk_box_append (GTK_BOX (end), GTK_WIDGET (row->taken));
  gtk_box_append (GTK_BOX (end), GTK_WIDGET (row->state));
  gtk_box_append (GTK_BOX (end), GTK_WIDGET (row->print));
  gtk_box_append (GTK_BOX (box), end);
  gtk_widget_add_css_class (box, "recent-row");

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  g_object_set_data_full (G_OBJECT (widget), "recent", row, g_free);
  gtk_list_box_append (self->list, widget);
}

static void
fill_row (GtkListBoxRow *widget, JsonObject *ticket, JsonObject *catalogue, GTimeZone *zone)
{
  Row *row = g_object_get_data (G_OBJECT (widget), "recent");
  const char *number = th_member_text (ticket, "ticket");
  const char *prefix = th_member_text (ticket, "queue");
  const char *queue = queue_name (catalogue, prefix);
  gboolean priority = g_strcmp0 (th_member_text (ticket, "class"), "priority") == 0;
  gboolean failed = g_strcmp0 (th_member_text (ticket, "print"), "failed") == 0;
  g_autofree char *taken = th_text_clock (th_member_instant (ticket, "entered"), zone);
  g_autofree char *state = describe_state (ticket);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s%s%s", number, queue, state,
                                             priority ? ", " : "", priority ? _("Priority") : "");

  gtk_label_set_label (row->ticket, number);
  th_queue_letter_set (TH_QUEUE_LETTER (row->letter), prefix);
  gtk_label_set_label (row->queue, queue);
  gtk_widget_set_visible (GTK_WIDGET (row->priority), priority);
  gtk_label_set_label (row->taken, taken);
  gtk_label_set_label (row->state, state);
  gtk_label_set_label (row->print, failed ? _("not printed") : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
row_selected_cb (ThRecentList *self, GtkListBoxRow *row)
{
  JsonObject *ticket = row != NULL ? ticket_at (self, gtk_list_box_row_get_index (row)) : NULL;

  if (self->filling)
    return;

  g_free (self->chosen);
  self->chosen = ticket != NULL ? g_strdup (th_member_text (ticket, "ticket")) : NULL;
  g_signal_emit (self, signals[CHOSEN_CHANGED], 0);
}

static void
th_recent_list_dispose (GObject *object)
{
  ThRecentList *self = TH_RECENT_LIST (object);

  /* Rows that go away must not be told as a choice. */
  self->filling = TRUE;
  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->list)));
  g_clear_pointer (&self->tickets, json_array_unref);
  g_clear_pointer (&self->chosen, g_free);

  G_OBJECT_CLASS (th_recent_list_parent_class)->dispose (object);
}

static void
th_recent_list_class_init (ThRecentListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_recent_list_dispose;

  signals[CHOSEN_CHANGED] = g_signal_new ("chosen-changed", TH_TYPE_RECENT_LIST, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
th_recent_list_init (ThRecentList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Recent tickets"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "recent-list");
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

/**
 * th_recent_list_set:
 * @tickets: tickets of tickets.recent, newest first
 * @catalogue: (nullable): for the names of the queues
 *
 * Shows the tickets; the chosen one stays chosen while it is among them.
 */
void
th_recent_list_set (ThRecentList *self, JsonArray *tickets, JsonObject *catalogue, GTimeZone *zone)
{
  guint n = tickets != NULL ? json_array_get_length (tickets) : 0;
  GtkListBoxRow *row;

  g_return_if_fail (TH_IS_RECENT_LIST (self));

  self->filling = TRUE;
  g_clear_pointer (&self->tickets, json_array_unref);
  self->tickets = tickets != NULL ? json_array_ref (tickets) : NULL;

  while ((row = gtk_list_box_get_row_at_index (self->list, (int) n)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      if (gtk_list_box_get_row_at_index (self->list, (int) i) == NULL)
        append_row (self);
      fill_row (gtk_list_box_get_row_at_index (self->list, (int) i), th_member_element (tickets, i), catalogue, zone);
    }
  self->filling = FALSE;

  if (self->chosen == NULL || !th_recent_list_choose (self, self->chosen))
    {
      gtk_list_box_unselect_all (self->list);
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
    }
  g_signal_emit (self, signals[CHOSEN_CHANGED], 0);
}

JsonObject *
th_recent_list_get_chosen (ThRecentList *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (TH_IS_RECENT_LIST (self), NULL);

  row = gtk_list_box_get_selected_row (self->list);
  return row != NULL ? ticket_at (self, gtk_list_box_row_get_index (row)) : NULL;
}

/**
 * th_recent_list_choose:
 * @ticket: a ticket, which may be about to come into the list
 *
 * Returns: whether it is in the list already
 */
gboolean
th_recent_list_choose (ThRecentList *self, const char *ticket)
{
  g_autofree char *kept = g_strdup (ticket);

  g_return_val_if_fail (TH_IS_RECENT_LIST (self), FALSE);

  for (guint i = 0; self->tickets != NULL && i < json_array_get_length (self->tickets); i++)
    if (g_strcmp0 (th_member_text (ticket_at (self, (int) i), "ticket"), kept) == 0)
      {
        gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
        return TRUE;
      }

  g_free (self->chosen);
  self->chosen = g_steal_pointer (&kept);

  return FALSE;
}
