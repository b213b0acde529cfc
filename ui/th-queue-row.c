/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a queue. Its number stands in a column of its own, so that the eye
 * runs down the numbers; dots under the name show the shape of the line. */

#include "th-queue-row.h"

#include <glib/gi18n.h>

#include "th-dots.h"
#include "th-queue-letter.h"
#include "th-text.h"

struct _ThQueueRow
{
  GtkListBoxRow parent_instance;
  GtkWidget *letter, *name, *nobody, *dots, *sign, *waiting, *oldest;
  GBinding  *compact;       /* of the words' being seen to the window's size */
  GtkWidget *words;
  char      *prefix;
};

G_DEFINE_FINAL_TYPE (ThQueueRow, th_queue_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_text (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) != 0)
    gtk_label_set_label (GTK_LABEL (label), text);
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* Where the window is compact, a nought says it alone. */
static void
th_queue_row_root (GtkWidget *widget)
{
  ThQueueRow *self = TH_QUEUE_ROW (widget);
  GObject *root;

  GTK_WIDGET_CLASS (th_queue_row_parent_class)->root (widget);
  root = G_OBJECT (gtk_widget_get_root (widget));
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (root), "compact") != NULL)
    self->compact = g_object_bind_property (root, "compact", self->words, "visible",
                                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

static void
th_queue_row_unroot (GtkWidget *widget)
{
  g_clear_pointer (&TH_QUEUE_ROW (widget)->compact, g_binding_unbind);
  GTK_WIDGET_CLASS (th_queue_row_parent_class)->unroot (widget);
}

static void
th_queue_row_finalize (GObject *object)
{
  g_free (TH_QUEUE_ROW (object)->prefix);
  G_OBJECT_CLASS (th_queue_row_parent_class)->finalize (object);
}

static void
th_queue_row_class_init (ThQueueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = th_queue_row_finalize;
  widget_class->root = th_queue_row_root;
  widget_class->unroot = th_queue_row_unroot;
  g_type_ensure (TH_TYPE_DOTS);
  g_type_ensure (TH_TYPE_QUEUE_LETTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-queue-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ThQueueRow, letter);
  gtk_widget_class_bind_template_child (widget_class, ThQueueRow, name);
  gtk_widget_class_bind_template_child (widget_class, ThQueueRow, nobody);
  gtk_widget_class_bind_template_child (widget_class, ThQueueRow, words);
  gtk_widget_class_bind_template_child (widget_class, ThQueueRow, dots);
  gtk_widget_class_bind_template_child (widget_class, ThQueueRow, sign);
  gtk_widget_class_bind_template_child (widget_class, ThQueueRow, waiting);
  gtk_widget_class_bind_template_child (widget_class, ThQueueRow, oldest);
}

static void
th_queue_row_init (ThQueueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * th_queue_row_new:
 *
 * Returns: a row of no queue yet
 */
GtkWidget *
th_queue_row_new (void)
{
  return g_object_new (TH_TYPE_QUEUE_ROW, NULL);
}

/**
 * th_queue_row_get_prefix:
 *
 * Returns: (transfer none) (nullable): the letter of its queue
 */
const char *
th_queue_row_get_prefix (ThQueueRow *self)
{
  g_return_val_if_fail (TH_IS_QUEUE_ROW (self), NULL);
  return self->prefix;
}

/**
 * th_queue_row_update:
 * @queue: an element of queues[] of floor.show
 * @long_s: a wait from this many seconds on is marked
 * @many: so are this many people
 */
void
th_queue_row_update (ThQueueRow *self, JsonObject *queue, gint64 long_s, gint64 many)
{
  gint64 n = th_member_int (queue, "waiting", 0);
  gint64 oldest_s = th_member_int (queue, "oldest_s", -1);
  gboolean late = oldest_s >= long_s;
  gboolean warning = late || n >= many;
  const char *name = th_member_local (queue, "");
  g_autofree char *number = g_strdup_printf ("%d", (int) n);
  g_autofree char *oldest = oldest_s >= 0 ? th_text_minutes (oldest_s) : g_strdup ("—");
  g_autofree char *spoken = NULL;

  g_return_if_fail (TH_IS_QUEUE_ROW (self));
  g_free (self->prefix);
  self->prefix = g_strdup (th_member_text (queue, "prefix"));
  th_queue_letter_set (TH_QUEUE_LETTER (self->letter), self->prefix);
  set_text (self->name, name != NULL ? name : self->prefix);
  gtk_widget_set_visible (self->nobody, n == 0);
  gtk_widget_set_visible (self->dots, n > 0 && n <= 12);
  th_dots_set (TH_DOTS (self->dots), (guint) MAX (n, 0), warning);
  gtk_widget_set_visible (self->sign, warning);
  set_text (self->waiting, number);
  set_text (self->oldest, oldest);
  set_class (self->waiting, "none", n == 0);
  set_class (self->waiting, "warn", warning);
  set_class (self->oldest, "warn", late);
  spoken = g_strdup_printf (_("%s %s, %d waiting, oldest %s"), self->prefix, name != NULL ? name : "", (int) n, oldest);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
