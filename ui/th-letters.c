/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The letters of a duty. More than fit are cut off at the end, so that a
 * window that serves every queue does not widen the whole floor. */

#include "th-letters.h"

#include "th-queue-letter.h"

#define MOST 4

struct _ThLetters
{
  GtkWidget parent_instance;
  char     *duty;
};

G_DEFINE_FINAL_TYPE (ThLetters, th_letters, GTK_TYPE_WIDGET)

static void
th_letters_dispose (GObject *object)
{
  ThLetters *self = TH_LETTERS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->duty, g_free);
  G_OBJECT_CLASS (th_letters_parent_class)->dispose (object);
}

static void
th_letters_class_init (ThLettersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_letters_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
th_letters_init (ThLetters *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 3);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * th_letters_new:
 *
 * Returns: a row of no letters
 */
GtkWidget *
th_letters_new (void)
{
  return g_object_new (TH_TYPE_LETTERS, NULL);
}

/**
 * th_letters_set:
 * @duty: (nullable): tiers of prefixes, "T|F>N"
 */
void
th_letters_set (ThLetters *self, const char *duty)
{
  g_auto(GStrv) prefixes = NULL;
  GtkWidget *child;
  guint n;

  g_return_if_fail (TH_IS_LETTERS (self));
  if (g_strcmp0 (duty, self->duty) == 0)
    return;
  g_free (self->duty);
  self->duty = g_strdup (duty);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  prefixes = g_strsplit_set (duty != NULL ? duty : "", "|>", -1);
  n = g_strv_length (prefixes);
  for (guint i = 0; i < n; i++)
    {
      if (i == MOST - 1 && n > MOST)
        {
          gtk_widget_set_parent (gtk_label_new ("…"), GTK_WIDGET (self));
          break;
        }
      gtk_widget_set_parent (th_queue_letter_new (prefixes[i]), GTK_WIDGET (self));
    }
}
