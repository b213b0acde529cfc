/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The key that does the same as the button it stands in. It is read out with
 * the button's own label, so it stays silent itself. */

#include "th-key-hint.h"

struct _ThKeyHint
{
  GtkWidget  parent_instance;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (ThKeyHint, th_key_hint, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_TEXT, N_PROPS };
static GParamSpec *props[N_PROPS];

static void
th_key_hint_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThKeyHint *self = TH_KEY_HINT (object);

  g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->label)));
}

static void
th_key_hint_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThKeyHint *self = TH_KEY_HINT (object);
  const char *text = g_value_get_string (value);

  gtk_label_set_label (GTK_LABEL (self->label), text != NULL ? text : "");
}

static void
th_key_hint_dispose (GObject *object)
{
  ThKeyHint *self = TH_KEY_HINT (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (th_key_hint_parent_class)->dispose (object);
}

static void
th_key_hint_class_init (ThKeyHintClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = th_key_hint_get_property;
  object_class->set_property = th_key_hint_set_property;
  object_class->dispose = th_key_hint_dispose;

  props[PROP_TEXT] = g_param_spec_string ("keys", NULL, NULL, NULL,
    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "key-hint");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
th_key_hint_init (ThKeyHint *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * th_key_hint_new:
 * @keys: the key as it is printed on the keyboard, "F2" or "Ctrl K"
 */
GtkWidget *
th_key_hint_new (const char *keys)
{
  return g_object_new (TH_TYPE_KEY_HINT, "keys", keys, NULL);
}
