/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A table of figures: a name, then numbers in columns. Every row is a stop of
 * the keyboard and is read as one sentence. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  TH_FIGURE_ROW_PLAIN,
  TH_FIGURE_ROW_SMALL,     /* few tickets: marked, so that nobody leans on it */
  TH_FIGURE_ROW_TOTAL,
} ThFigureRow;

#define TH_TYPE_FIGURE_TABLE (th_figure_table_get_type ())
G_DECLARE_FINAL_TYPE (ThFigureTable, th_figure_table, TH, FIGURE_TABLE, GtkWidget)

GtkWidget *th_figure_table_new         (void);

/* @titles: of the name and of every number, NULL-terminated. @strong: the column in bold, 0 for none. */
void       th_figure_table_set_columns (ThFigureTable *self, const char *const *titles, guint strong);

/* Rows are given one by one between begin and end; rows that stay the same stay where they are. */
void       th_figure_table_begin       (ThFigureTable *self);
void       th_figure_table_add         (ThFigureTable *self, ThFigureRow kind, const char *letter, const char *const *cells);
void       th_figure_table_end         (ThFigureTable *self);

guint       th_figure_table_get_n_rows (ThFigureTable *self);
const char *th_figure_table_get_cell   (ThFigureTable *self, guint row, guint column);

G_END_DECLS
