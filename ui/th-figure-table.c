/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: figures that line up and keep still. A column view would give every
 * cell a place of its own in the tree that a screen reader walks; here a row
 * is one thing, said in one breath, with the heading before every number. */

#include "th-figure-table.h"

#include <glib/gi18n.h>

#include "th-queue-letter.h"

#define MOST_COLUMNS 12

struct _ThFigureTable
{
  GtkWidget     parent_instance;
  GtkWidget    *header, *list;
  GtkSizeGroup *sizes[MOST_COLUMNS];
  char         *titles[MOST_COLUMNS];
  guint         n_columns, strong;
  guint         filled;             /* rows given since begin */
};

G_DEFINE_FINAL_TYPE (ThFigureTable, th_figure_table, GTK_TYPE_WIDGET)

/* What a row keeps at hand. */
typedef struct
{
  GtkWidget *letter, *small;
  GtkWidget *cells[MOST_COLUMNS];
} Cells;

static Cells *
row_cells (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "cells");
}

static GtkListBoxRow *
row_at (ThFigureTable *self, guint i)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i);
}

static GtkWidget *
make_cell (ThFigureTable *self, guint column)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", column == 0 ? 0.0 : 1.0, NULL);

  /* Every column takes its share of a wide window. */
  gtk_widget_set_hexpand (label, column > 0);
  if (column == 0)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  else
    gtk_size_group_add_widget (self->sizes[column], label);
  if (column > 0 && column == self->strong)
    gtk_widget_add_css_class (label, "strong");

  return label;
}

static GtkListBoxRow *
make_row (ThFigureTable *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *name = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, "activatable", FALSE, NULL);
  Cells *cells = g_new0 (Cells, 1);

  g_object_set_data_full (G_OBJECT (row), "cells", cells, g_free);
  cells->letter = th_queue_letter_new (NULL);
  cells->small = g_object_new (GTK_TYPE_LABEL, "css-classes", (const char *[]) { "caption", NULL }, NULL);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_size_group_add_widget (self->sizes[0], name);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (name), cells->letter);

  for (guint i = 0; i < self->n_columns; i++)
    {
      cells->cells[i] = make_cell (self, i);
      gtk_box_append (GTK_BOX (i == 0 ? name : box), cells->cells[i]);
    }
  gtk_box_append (GTK_BOX (name), cells->small);

  return GTK_LIST_BOX_ROW (row);
}

static void
fill_header (ThFigureTable *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->header)) != NULL)
    gtk_box_remove (GTK_BOX (self->header), child);

  for (guint i = 0; i < self->n_columns; i++)
    {
      GtkWidget *label = make_cell (self, i);

      gtk_label_set_label (GTK_LABEL (label), self->titles[i]);
      gtk_widget_remove_css_class (label, "strong");
      gtk_widget_set_hexpand (label, TRUE);
      if (i == 0)
        gtk_size_group_add_widget (self->sizes[0], label);
      gtk_box_append (GTK_BOX (self->header), label);
    }
}

/* "Pre-reviewed fast track, n 88, Mean 1.07 …" */
static char *
row_sentence (ThFigureTable *self, ThFigureRow kind, const char *const *texts)
{
  GString *sentence = g_string_new (texts[0]);

  if (kind == TH_FIGURE_ROW_SMALL)
    g_string_append_printf (sentence, ", %s", _("fewer than 30 tickets"));
  for (guint i = 1; i < self->n_columns; i++)
    g_string_append_printf (sentence, ", %s %s", self->titles[i], texts[i]);

  return g_string_free (sentence, FALSE);
}

static void
th_figure_table_dispose (GObject *object)
{
  ThFigureTable *self = TH_FIGURE_TABLE (object);

  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  for (guint i = 0; i < MOST_COLUMNS; i++)
    {
      g_clear_object (&self->sizes[i]);
      g_clear_pointer (&self->titles[i], g_free);
    }
  G_OBJECT_CLASS (th_figure_table_parent_class)->dispose (object);
}

static void
th_figure_table_class_init (ThFigureTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_figure_table_dispose;
  gtk_widget_class_set_css_name (widget_class, "figure-table");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
th_figure_table_init (ThFigureTable *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  for (guint i = 0; i < MOST_COLUMNS; i++)
    self->sizes[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->header, "header");
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));

  self->list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

/**
 * th_figure_table_new:
 *
 * Returns: a table without columns
 */
GtkWidget *
th_figure_table_new (void)
{
  return g_object_new (TH_TYPE_FIGURE_TABLE, NULL);
}

void
th_figure_table_set_columns (ThFigureTable *self, const char *const *titles, guint strong)
{
  guint n = g_strv_length ((char **) titles);
  gboolean same = n == self->n_columns && strong == self->strong;
  GtkListBoxRow *row;

  g_return_if_fail (TH_IS_FIGURE_TABLE (self) && n <= MOST_COLUMNS);

  for (guint i = 0; i < n && same; i++)
    same = g_strcmp0 (titles[i], self->titles[i]) == 0;
  if (same)
    return;

  while ((row = row_at (self, 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));

  self->n_columns = n;
  self->strong = strong;
  for (guint i = 0; i < MOST_COLUMNS; i++)
    {
      g_free (self->titles[i]);
      self->titles[i] = i < n ? g_strdup (titles[i]) : NULL;
    }
  fill_header (self);
}

void
th_figure_table_begin (ThFigureTable *self)
{
  g_return_if_fail (TH_IS_FIGURE_TABLE (self));
  self->filled = 0;
}

void
th_figure_table_add (ThFigureTable *self, ThFigureRow kind, const char *letter, const char *const *texts)
{
  GtkListBoxRow *row = row_at (self, self->filled);
  g_autofree char *sentence = NULL;
  Cells *cells;

  g_return_if_fail (TH_IS_FIGURE_TABLE (self));

  if (row == NULL)
    {
      row = make_row (self);
      gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
    }
  self->filled++;

  cells = row_cells (row);
  gtk_widget_set_visible (cells->letter, letter != NULL);
  th_queue_letter_set (TH_QUEUE_LETTER (cells->letter), letter);
  gtk_widget_set_visible (cells->small, kind == TH_FIGURE_ROW_SMALL);
  gtk_label_set_label (GTK_LABEL (cells->small), "n<30");
  for (guint i = 0; i < self->n_columns; i++)
    gtk_label_set_label (GTK_LABEL (cells->cells[i]), texts[i]);

  if (kind == TH_FIGURE_ROW_TOTAL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "total");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "total");

  sentence = row_sentence (self, kind, texts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

void
th_figure_table_end (ThFigureTable *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (TH_IS_FIGURE_TABLE (self));

  while ((row = row_at (self, self->filled)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
}

guint
th_figure_table_get_n_rows (ThFigureTable *self)
{
  g_return_val_if_fail (TH_IS_FIGURE_TABLE (self), 0);
  return self->filled;
}

const char *
th_figure_table_get_cell (ThFigureTable *self, guint i, guint column)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (TH_IS_FIGURE_TABLE (self), NULL);

  row = row_at (self, i);

  return row == NULL || column >= self->n_columns ? NULL : gtk_label_get_label (GTK_LABEL (row_cells (row)->cells[column]));
}
