/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The toast confirms what was done. It goes after four seconds; a toast that
 * offers Undo stays ten, the time the step itself may be taken back. */

#include "th-toast.h"

#include <glib/gi18n.h>

#define SHOW_S 4
#define SHOW_UNDO_S 10

struct _ThToast
{
  GtkWidget  parent_instance;
  GtkWidget *revealer, *label, *button;
  GtkWidget *from;          /* weak */
  char      *action;
  guint      timeout;
};

G_DEFINE_FINAL_TYPE (ThToast, th_toast, GTK_TYPE_WIDGET)

static gboolean
timeout_cb (gpointer data)
{
  ThToast *self = data;

  self->timeout = 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  return G_SOURCE_REMOVE;
}

static void
undo_cb (GtkButton *button, ThToast *self)
{
  GtkWidget *from = self->from;
  g_autofree char *action = g_steal_pointer (&self->action);

  th_toast_close (self);
  if (from != NULL && action != NULL)
    gtk_widget_activate_action (from, action, NULL);
}

/* A closed toast must not lie over the page and swallow its clicks. */
static void
revealed_cb (ThToast *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)) ||
                          gtk_revealer_get_child_revealed (GTK_REVEALER (self->revealer)));
}

static void
th_toast_dispose (GObject *object)
{
  ThToast *self = TH_TOAST (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_weak_pointer (&self->from);
  g_clear_pointer (&self->action, g_free);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (th_toast_parent_class)->dispose (object);
}

static void
th_toast_class_init (ThToastClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_toast_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
th_toast_init (ThToast *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  self->button = gtk_button_new_with_label (_("Undo"));
  gtk_widget_add_css_class (box, "toast");
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->button);
  g_signal_connect (self->button, "clicked", G_CALLBACK (undo_cb), self);

  self->revealer = g_object_new (GTK_TYPE_REVEALER, "child", box, "transition-duration", 180,
                                 "transition-type", GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP, NULL);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  g_signal_connect_swapped (self->revealer, "notify::child-revealed", G_CALLBACK (revealed_cb), self);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * th_toast_show:
 * @from: the widget @action is activated on
 * @text: what was done
 * @action: (nullable): a detailed action name that takes it back
 */
void
th_toast_show (ThToast *self, GtkWidget *from, const char *text, const char *action)
{
  g_return_if_fail (TH_IS_TOAST (self));
  g_set_weak_pointer (&self->from, from);
  g_free (self->action);
  self->action = g_strdup (action);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->button, action != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add_seconds (action != NULL ? SHOW_UNDO_S : SHOW_S, timeout_cb, self);
}

/**
 * th_toast_close:
 *
 * Hides the confirmation before its time.
 */
void
th_toast_close (ThToast *self)
{
  g_return_if_fail (TH_IS_TOAST (self));
  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}
