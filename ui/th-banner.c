/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The banner shows one error at a time, the newest: errors that pile up are
 * not read. The entry that led to it stays filled, so nothing is lost. */

#include "th-banner.h"

#include <glib/gi18n.h>

struct _ThBanner
{
  GtkWidget  parent_instance;
  GtkWidget *revealer, *label, *button;
  GtkWidget *from;          /* weak */
  char      *action;
};

G_DEFINE_FINAL_TYPE (ThBanner, th_banner, GTK_TYPE_WIDGET)

static void
button_cb (GtkButton *button, ThBanner *self)
{
  GtkWidget *from = self->from;
  g_autofree char *action = g_steal_pointer (&self->action);

  th_banner_close (self);
  if (from != NULL && action != NULL)
    gtk_widget_activate_action (from, action, NULL);
}

static void
close_cb (GtkButton *button, ThBanner *self)
{
  th_banner_close (self);
}

/* A closed banner is not there at all, neither for Tab nor for a reader. */
static void
revealed_cb (ThBanner *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), th_banner_shown (self) ||
                          gtk_revealer_get_child_revealed (GTK_REVEALER (self->revealer)));
}

static void
th_banner_dispose (GObject *object)
{
  ThBanner *self = TH_BANNER (object);

  g_clear_weak_pointer (&self->from);
  g_clear_pointer (&self->action, g_free);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (th_banner_parent_class)->dispose (object);
}

static void
th_banner_class_init (ThBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_banner_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
th_banner_init (ThBanner *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "th-triangle-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *close = gtk_button_new_from_icon_name ("th-close-symbolic");

  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (box, "banner");
  gtk_widget_add_css_class (close, "icon");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (close, _("Close this message"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close this message"), -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_box_append (GTK_BOX (box), close);
  g_signal_connect (self->button, "clicked", G_CALLBACK (button_cb), self);
  g_signal_connect (close, "clicked", G_CALLBACK (close_cb), self);

  self->revealer = g_object_new (GTK_TYPE_REVEALER, "child", box, "transition-duration", 180, NULL);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  g_signal_connect_swapped (self->revealer, "notify::child-revealed", G_CALLBACK (revealed_cb), self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * th_banner_show:
 * @from: the widget @action is activated on
 * @text: what did not happen and why
 * @label: (nullable): the word of the button
 * @action: (nullable): a detailed action name
 */
void
th_banner_show (ThBanner *self, GtkWidget *from, const char *text, const char *label, const char *action)
{
  g_return_if_fail (TH_IS_BANNER (self));
  g_set_weak_pointer (&self->from, from);
  g_free (self->action);
  self->action = g_strdup (action);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->button, label != NULL && action != NULL);
  if (label != NULL)
    gtk_button_set_label (GTK_BUTTON (self->button), label);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

/**
 * th_banner_close:
 *
 * Hides the error; nothing happens when none is shown.
 */
void
th_banner_close (ThBanner *self)
{
  g_return_if_fail (TH_IS_BANNER (self));
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

/**
 * th_banner_shown:
 *
 * Returns: whether an error is on screen
 */
gboolean
th_banner_shown (ThBanner *self)
{
  g_return_val_if_fail (TH_IS_BANNER (self), FALSE);
  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));
}
