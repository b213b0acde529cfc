/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A field may be two columns and a day high, or one column and one slot. The
 * title is always there, and when it is too long its beginning; a line of detail is shown where it fits whole, and all
 * of it is in the tooltip and in what is spoken. */

#include "th-week-field.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-text.h"
#include "th-theme.h"

#define SPACE 3
#define EDGE 6
#define RADIUS 8

struct _ThWeekField
{
  GtkWidget          parent_instance;
  GtkWidget         *title, *detail, *more;
};

G_DEFINE_FINAL_TYPE (ThWeekField, th_week_field, GTK_TYPE_WIDGET)

static void
th_week_field_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                       int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  /* The week gives the size; the words take what there is. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);
  *minimum = *natural = 2 * EDGE;
}

static int
height_of (GtkWidget *label, int width)
{
  int height = 0;

  if (*gtk_label_get_label (GTK_LABEL (label)) != '\0')
    gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* A word that is wider than the field would be cut off: then nothing of it. */
static gboolean
broad (GtkWidget *label, int width)
{
  int minimum;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum > width;
}

static void
th_week_field_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ThWeekField *self = TH_WEEK_FIELD (widget);
  GtkWidget *labels[] = { self->title, self->detail, self->more };
  int inner = MAX (1, width - 2 * EDGE), used = 0, heights[G_N_ELEMENTS (labels)];
  int y;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      heights[i] = height_of (labels[i], inner);
      if (i > 0 && (heights[i] == 0 || broad (labels[i], inner) || used + SPACE + heights[i] > height - 2 * EDGE))
        heights[i] = 0;
      used += heights[i] > 0 ? heights[i] + (i > 0 ? SPACE : 0) : 0;
    }
  y = MAX (0, (height - used) / 2);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_widget_set_child_visible (labels[i], heights[i] > 0);
      if (heights[i] == 0)
        continue;
      gtk_widget_size_allocate (labels[i], &(GtkAllocation) { (width - inner) / 2, y, inner, heights[i] }, -1);
      y += heights[i] + SPACE;
    }
}

/* The style's dashes of one pixel are dots: these are dashes. */
static void
th_week_field_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const double dashes[] = { 4, 3 };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  gdk_cairo_set_source_rgba (cr, th_theme_color ("line2"));
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_new_sub_path (cr);
  cairo_arc (cr, width - RADIUS - 0.5, RADIUS + 0.5, RADIUS, -G_PI_2, 0);
  cairo_arc (cr, width - RADIUS - 0.5, height - RADIUS - 0.5, RADIUS, 0, G_PI_2);
  cairo_arc (cr, RADIUS + 0.5, height - RADIUS - 0.5, RADIUS, G_PI_2, G_PI);
  cairo_arc (cr, RADIUS + 0.5, RADIUS + 0.5, RADIUS, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
  cairo_stroke (cr);
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (th_week_field_parent_class)->snapshot (widget, snapshot);
}

static void
th_week_field_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (th_week_field_parent_class)->dispose (object);
}

static void
th_week_field_class_init (ThWeekFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_week_field_dispose;
  widget_class->measure = th_week_field_measure;
  widget_class->size_allocate = th_week_field_size_allocate;
  widget_class->snapshot = th_week_field_snapshot;
  gtk_widget_class_set_css_name (widget_class, "week-field");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
label_new (ThWeekField *self, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "justify", GTK_JUSTIFY_CENTER, NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
th_week_field_init (ThWeekField *self)
{
  self->title = label_new (self, "title");
  self->detail = label_new (self, "detail");
  self->more = label_new (self, "more");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  th_theme_watch (GTK_WIDGET (self));
}

GtkWidget *
th_week_field_new (void)
{
  return g_object_new (TH_TYPE_WEEK_FIELD, NULL);
}

static char *
spoken (const ThWeekBlock *block, ThDay monday)
{
  g_autofree char *first = th_text_date (th_day_add (monday, block->column));
  g_autofree char *last = th_text_date (th_day_add (monday, block->column + block->columns - 1));
  g_autofree char *days = block->columns > 1 ? g_strdup_printf (_("%s to %s"), first, last) : g_strdup (first);
  g_autofree char *hours = block->from_s >= 0 ? g_strdup_printf (" %d:%02d–%d:%02d", block->from_s / 3600, block->from_s / 60 % 60,
                                                                block->to_s / 3600, block->to_s / 60 % 60) : g_strdup ("");

  /* Translators: days, hours or nothing, title and detail of a closed time. */
  return g_strdup_printf (_("Closed %s%s: %s %s"), days, hours, block->title != NULL ? block->title : "",
                          block->detail != NULL ? block->detail : "");
}

/**
 * th_week_field_set:
 *
 * The first line of the detail says why, what follows is its source.
 */
void
th_week_field_set (ThWeekField *self, const ThWeekBlock *block, ThDay monday)
{
  g_autofree char *words = spoken (block, monday);
  g_auto (GStrv) lines = g_strsplit (block->detail != NULL ? block->detail : "", "\n", 2);
  g_autofree char *tip = g_strconcat (block->title != NULL ? block->title : "", "\n", block->detail, NULL);

  g_return_if_fail (TH_IS_WEEK_FIELD (self));
  /* A refusal is a sentence: it is set as one. */
  if (g_strcmp0 (block->kind, "refused") == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "refused");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "refused");
  gtk_label_set_label (GTK_LABEL (self->title), block->title != NULL ? block->title : "");
  gtk_label_set_label (GTK_LABEL (self->detail), lines[0] != NULL ? lines[0] : "");
  gtk_label_set_label (GTK_LABEL (self->more), lines[0] != NULL && lines[1] != NULL ? lines[1] : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
