/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: where do I wait the least, at a glance. A line without people says
 * "no wait"; minutes stand there only when the hall can give an honest range. */

#include "th-board-lines.h"

#include <glib/gi18n.h>

#include "th-text.h"

/* More lines than these would be too small to read; the longest come first. */
#define MOST_LINES 10

typedef struct
{
  GtkWidget *row, *letter, *name, *people, *minutes;
} Line;

/* A line of the answer, for sorting. */
typedef struct
{
  JsonObject *queue;
  guint       people, place;
} Entry;

struct _ThBoardLines
{
  GtkWidget     parent_instance;
  GtkWidget    *content, *minutes_head;
  GtkSizeGroup *people_size, *minutes_size;
  Line          lines[MOST_LINES];
  Entry         shown[MOST_LINES];
  guint         n;
};

G_DEFINE_FINAL_TYPE (ThBoardLines, th_board_lines, GTK_TYPE_WIDGET)

static GtkWidget *
add_label (GtkWidget *box, const char *style, float xalign, GtkSizeGroup *size)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", xalign, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (label, style);
  if (size != NULL)
    gtk_size_group_add_widget (size, label);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_header (ThBoardLines *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *label;

  gtk_widget_add_css_class (row, "lines-head");
  label = add_label (row, "lines-title", 0, NULL);
  gtk_label_set_label (GTK_LABEL (label), C_("on the board", "Line"));
  gtk_widget_set_hexpand (label, TRUE);
  label = add_label (row, "lines-title", 1, self->people_size);
  gtk_label_set_label (GTK_LABEL (label), C_("on the board", "Waiting"));
  self->minutes_head = add_label (row, "lines-title", 1, self->minutes_size);
  gtk_label_set_label (GTK_LABEL (self->minutes_head), C_("on the board", "about (min)"));
  gtk_box_append (GTK_BOX (self->content), row);
}

static void
add_line (ThBoardLines *self, Line *line)
{
  line->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (line->row, "line");
  gtk_widget_set_vexpand (line->row, TRUE);
  gtk_widget_set_visible (line->row, FALSE);

  line->letter = add_label (line->row, "letter", 0.5, NULL);
  line->name = add_label (line->row, "name", 0, NULL);
  gtk_widget_set_hexpand (line->name, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (line->name), PANGO_ELLIPSIZE_END);
  line->people = add_label (line->row, "people", 1, self->people_size);
  line->minutes = add_label (line->row, "minutes", 1, self->minutes_size);
  gtk_box_append (GTK_BOX (self->content), line->row);
}

static void
th_board_lines_dispose (GObject *object)
{
  ThBoardLines *self = TH_BOARD_LINES (object);

  if (self->content != NULL)
    th_board_lines_set (self, NULL);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->people_size);
  g_clear_object (&self->minutes_size);
  G_OBJECT_CLASS (th_board_lines_parent_class)->dispose (object);
}

static void
th_board_lines_class_init (ThBoardLinesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_board_lines_dispose;
  gtk_widget_class_set_css_name (widget_class, "lines");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
th_board_lines_init (ThBoardLines *self)
{
  self->people_size = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->minutes_size = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));

  add_header (self);
  for (guint i = 0; i < MOST_LINES; i++)
    add_line (self, &self->lines[i]);
}

/* The longest first; equal ones as the hall lists them. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  if (x->people != y->people)
    return x->people > y->people ? -1 : 1;

  return (x->place > y->place) - (x->place < y->place);
}

static char *
estimate_text (JsonObject *queue)
{
  JsonObject *estimate = th_member_object (queue, "estimate");

  if (estimate == NULL)
    return NULL;

  return g_strdup_printf ("%d–%d", (int) (th_member_int (estimate, "p50_s", 0) / 60),
                          (int) ((th_member_int (estimate, "p80_s", 0) + 59) / 60));
}

static gboolean
show_line (ThBoardLines *self, guint i)
{
  const Line *line = &self->lines[i];
  const Entry *entry = &self->shown[i];
  g_autofree char *people = g_strdup_printf ("%u", entry->people), *estimate = estimate_text (entry->queue);
  const char *minutes = entry->people == 0 ? C_("on the board", "no wait") : estimate;
  g_autofree char *name = g_strdup_printf (_("%s: %u waiting"), th_member_local (entry->queue, ""), entry->people);

  gtk_label_set_label (GTK_LABEL (line->letter), th_member_text (entry->queue, "queue"));
  gtk_label_set_label (GTK_LABEL (line->name), th_member_local (entry->queue, ""));
  gtk_label_set_label (GTK_LABEL (line->people), people);
  gtk_label_set_label (GTK_LABEL (line->minutes), minutes != NULL ? minutes : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return estimate != NULL;
}

void
th_board_lines_set (ThBoardLines *self, JsonArray *waiting)
{
  guint n = waiting == NULL ? 0 : json_array_get_length (waiting);
  g_autofree Entry *entries = g_new0 (Entry, MAX (n, 1));
  gboolean estimates = FALSE;

  g_return_if_fail (TH_IS_BOARD_LINES (self));

  for (guint i = 0; i < n; i++)
    {
      entries[i].queue = th_member_element (waiting, i);
      entries[i].people = (guint) th_member_int (entries[i].queue, "waiting", 0);
      entries[i].place = i;
    }
  qsort (entries, n, sizeof *entries, compare_entries);

  for (guint i = 0; i < self->n; i++)
    g_clear_pointer (&self->shown[i].queue, json_object_unref);
  self->n = MIN (n, MOST_LINES);
  for (guint i = 0; i < MOST_LINES; i++)
    {
      gtk_widget_set_visible (self->lines[i].row, i < self->n);
      if (i >= self->n)
        continue;
      self->shown[i] = entries[i];
      json_object_ref (self->shown[i].queue);
      estimates |= show_line (self, i);
    }

  /* Without estimates the room belongs to the names. */
  gtk_widget_set_visible (self->minutes_head, estimates);
  for (guint i = 0; i < self->n; i++)
    gtk_widget_set_visible (self->lines[i].minutes, estimates);
}

guint
th_board_lines_get_n (ThBoardLines *self)
{
  g_return_val_if_fail (TH_IS_BOARD_LINES (self), 0);
  return self->n;
}

const char *
th_board_lines_get_queue (ThBoardLines *self, guint i)
{
  g_return_val_if_fail (TH_IS_BOARD_LINES (self) && i < self->n, NULL);
  return th_member_text (self->shown[i].queue, "queue");
}

guint
th_board_lines_get_people (ThBoardLines *self, guint i)
{
  g_return_val_if_fail (TH_IS_BOARD_LINES (self) && i < self->n, 0);
  return self->shown[i].people;
}
