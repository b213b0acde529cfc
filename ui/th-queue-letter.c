/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The letter of a queue: one neutral square for all of them, because ten
 * colours would say nothing that the letter does not. */

#include "th-queue-letter.h"

struct _ThQueueLetter
{
  GtkWidget  parent_instance;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (ThQueueLetter, th_queue_letter, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_TEXT, N_PROPS };
static GParamSpec *props[N_PROPS];

static void
th_queue_letter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThQueueLetter *self = TH_QUEUE_LETTER (object);

  g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->label)));
}

static void
th_queue_letter_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThQueueLetter *self = TH_QUEUE_LETTER (object);
  const char *text = g_value_get_string (value);

  gtk_label_set_label (GTK_LABEL (self->label), text != NULL ? text : "");
}

static void
th_queue_letter_dispose (GObject *object)
{
  ThQueueLetter *self = TH_QUEUE_LETTER (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (th_queue_letter_parent_class)->dispose (object);
}

static void
th_queue_letter_class_init (ThQueueLetterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = th_queue_letter_get_property;
  object_class->set_property = th_queue_letter_set_property;
  object_class->dispose = th_queue_letter_dispose;

  props[PROP_TEXT] = g_param_spec_string ("letter", NULL, NULL, NULL,
    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "queue-letter");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
th_queue_letter_init (ThQueueLetter *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * th_queue_letter_new:
 * @letter: (nullable): the prefix of a queue
 */
GtkWidget *
th_queue_letter_new (const char *letter)
{
  return g_object_new (TH_TYPE_QUEUE_LETTER, "letter", letter, NULL);
}

/**
 * th_queue_letter_set:
 * @letter: (nullable): the prefix of a queue
 */
void
th_queue_letter_set (ThQueueLetter *self, const char *letter)
{
  g_return_if_fail (TH_IS_QUEUE_LETTER (self));
  g_object_set (self, "letter", letter, NULL);
}
