/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines of the hall as reception needs them when it sends people on. */

#include "th-queue-waits.h"

#include <glib/gi18n.h>

#include "th-queue-letter.h"
#include "th-text.h"

#define COLUMNS 2

struct _ThQueueWaits
{
  GtkWidget  parent_instance;

  GtkGrid   *grid;
  GPtrArray *rows;      /* of Row; one a queue, in the hall's order */
};

typedef struct
{
  char     *prefix;
  GtkLabel *name;
  GtkLabel *waiting;
  GtkLabel *oldest;
} Row;

G_DEFINE_TYPE (ThQueueWaits, th_queue_waits, GTK_TYPE_WIDGET)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->prefix);
  g_free (row);
}

static GtkLabel *
attach_label (ThQueueWaits *self, int column, int line, const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->grid, label, column, line, 1, 1);

  return GTK_LABEL (label);
}

static void
append_row (ThQueueWaits *self, const char *prefix, guint i, guint lines)
{
  Row *row = g_new0 (Row, 1);
  int column = (int) (i / lines) * 4;
  int line = (int) (i % lines);
  GtkWidget *letter = th_queue_letter_new (prefix);

  row->prefix = g_strdup (prefix);
  gtk_widget_set_valign (letter, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (letter, column > 0 ? 14 : 0);
  gtk_grid_attach (self->grid, letter, column, line, 1, 1);
  row->name = attach_label (self, column + 1, line, NULL, 0);
  gtk_label_set_ellipsize (row->name, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (row->name), TRUE);
  row->waiting = attach_label (self, column + 2, line, "strong", 1);
  row->oldest = attach_label (self, column + 3, line, "caption", 1);
  gtk_label_set_width_chars (row->oldest, 6);
  g_ptr_array_add (self->rows, row);
}

static gboolean
same_queues (ThQueueWaits *self, JsonArray *queues)
{
  if (json_array_get_length (queues) != self->rows->len)
    return FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (g_strcmp0 (row->prefix, th_member_text (th_member_element (queues, i), "prefix")) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
th_queue_waits_dispose (GObject *object)
{
  ThQueueWaits *self = TH_QUEUE_WAITS (object);

  if (self->grid != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->grid)));
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (th_queue_waits_parent_class)->dispose (object);
}

static void
th_queue_waits_class_init (ThQueueWaitsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_queue_waits_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
th_queue_waits_init (ThQueueWaits *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "queue-waits");
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
}

/**
 * th_queue_waits_set:
 * @queues: queues of floor.show
 *
 * Shows how many wait in each, and since when the first of them.
 */
void
th_queue_waits_set (ThQueueWaits *self, JsonArray *queues)
{
  guint n;

  g_return_if_fail (TH_IS_QUEUE_WAITS (self));
  g_return_if_fail (queues != NULL);

  n = json_array_get_length (queues);
  if (!same_queues (self, queues))
    {
      GtkWidget *child;

      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
        gtk_grid_remove (self->grid, child);
      g_ptr_array_set_size (self->rows, 0);
      for (guint i = 0; i < n; i++)
        append_row (self, th_member_text (th_member_element (queues, i), "prefix"), i, (n + COLUMNS - 1) / COLUMNS);
    }

  for (guint i = 0; i < n; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      JsonObject *queue = th_member_element (queues, i);
      gint64 waiting = th_member_int (queue, "waiting", 0);
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, waiting);
      g_autofree char *oldest = waiting > 0 && th_member_has (queue, "oldest_s")
                                  ? th_text_minutes (th_member_int (queue, "oldest_s", 0)) : g_strdup ("");

      gtk_label_set_label (row->name, th_member_local (queue, ""));
      gtk_widget_set_tooltip_text (GTK_WIDGET (row->name), th_member_local (queue, ""));
      gtk_label_set_label (row->waiting, count);
      gtk_label_set_label (row->oldest, oldest);
      if (waiting == 0)
        gtk_widget_add_css_class (GTK_WIDGET (row->waiting), "ink3");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (row->waiting), "ink3");
    }
}
