/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The buttons of the work at a window and at reception.
 *
 * Their accessible name is the word alone: the key and the second line change
 * or are spoken apart, and a name that moves cannot be found again. */

#include "th-step-button.h"

#include "th-key-hint.h"

struct _ThStepButton
{
  GtkButton  parent_instance;

  char      *word;
  char      *keys;
  char      *icon;
  gboolean   main;

  GtkWidget *image;
  GtkWidget *line;
};

G_DEFINE_TYPE (ThStepButton, th_step_button, GTK_TYPE_BUTTON)

enum
{
  PROP_0,
  PROP_WORD,
  PROP_KEYS,
  PROP_ICON,
  PROP_MAIN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
build_head (ThStepButton *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, self->main ? 10 : 6);
  GtkWidget *word = gtk_label_new (self->word);

  gtk_widget_set_halign (head, GTK_ALIGN_CENTER);
  if (self->icon != NULL)
    {
      self->image = gtk_image_new_from_icon_name (self->icon);
      gtk_box_append (GTK_BOX (head), self->image);
    }

  gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (word, "word");
  gtk_box_append (GTK_BOX (head), word);

  if (self->keys != NULL)
    {
      GtkWidget *hint = th_key_hint_new (self->keys);

      gtk_widget_set_valign (hint, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (head), hint);
    }

  return head;
}

static void
th_step_button_constructed (GObject *object)
{
  ThStepButton *self = TH_STEP_BUTTON (object);
  GtkWidget *head;

  G_OBJECT_CLASS (th_step_button_parent_class)->constructed (object);

  head = build_head (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->main ? "main-step" : "step");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->word, -1);

  if (self->main)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

      self->line = gtk_label_new (NULL);
      gtk_label_set_ellipsize (GTK_LABEL (self->line), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (self->line, "line");
      gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), head);
      gtk_box_append (GTK_BOX (box), self->line);
      gtk_button_set_child (GTK_BUTTON (self), box);
    }
  else
    {
      gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
      gtk_button_set_child (GTK_BUTTON (self), head);
    }
}

static void
th_step_button_finalize (GObject *object)
{
  ThStepButton *self = TH_STEP_BUTTON (object);

  g_free (self->word);
  g_free (self->keys);
  g_free (self->icon);

  G_OBJECT_CLASS (th_step_button_parent_class)->finalize (object);
}

static void
th_step_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThStepButton *self = TH_STEP_BUTTON (object);

  switch (id)
    {
    case PROP_WORD:
      g_value_set_string (value, self->word);
      break;
    case PROP_KEYS:
      g_value_set_string (value, self->keys);
      break;
    case PROP_ICON:
      g_value_set_string (value, self->icon);
      break;
    case PROP_MAIN:
      g_value_set_boolean (value, self->main);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
th_step_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThStepButton *self = TH_STEP_BUTTON (object);

  switch (id)
    {
    case PROP_WORD:
      self->word = g_value_dup_string (value);
      break;
    case PROP_KEYS:
      self->keys = g_value_dup_string (value);
      break;
    case PROP_ICON:
      self->icon = g_value_dup_string (value);
      break;
    case PROP_MAIN:
      self->main = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
th_step_button_class_init (ThStepButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = th_step_button_constructed;
  object_class->finalize = th_step_button_finalize;
  object_class->get_property = th_step_button_get_property;
  object_class->set_property = th_step_button_set_property;

  properties[PROP_WORD] = g_param_spec_string ("word", NULL, NULL, NULL, flags);
  properties[PROP_KEYS] = g_param_spec_string ("keys", NULL, NULL, NULL, flags);
  properties[PROP_ICON] = g_param_spec_string ("icon", NULL, NULL, NULL, flags);
  properties[PROP_MAIN] = g_param_spec_boolean ("main", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
th_step_button_init (ThStepButton *self)
{
}

/**
 * th_step_button_set_line:
 * @line: (nullable): what the step will do, or why it is not possible
 *
 * Shown under the word of a main button and as the tooltip of a small one.
 */
void
th_step_button_set_line (ThStepButton *self, const char *line)
{
  g_return_if_fail (TH_IS_STEP_BUTTON (self));

  if (self->line != NULL)
    gtk_label_set_label (GTK_LABEL (self->line), line != NULL ? line : "");
  else
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), line);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, line != NULL ? line : "", -1);
}

/**
 * th_step_button_set_filled:
 *
 * Fills the button: the one step that is possible and takes Enter.
 */
void
th_step_button_set_filled (ThStepButton *self, gboolean filled)
{
  g_return_if_fail (TH_IS_STEP_BUTTON (self));

  if (filled)
    gtk_widget_add_css_class (GTK_WIDGET (self), "primary");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "primary");
}

/**
 * th_step_button_set_icon_visible:
 *
 * A small screen has room for the word and the key only.
 */
void
th_step_button_set_icon_visible (ThStepButton *self, gboolean visible)
{
  g_return_if_fail (TH_IS_STEP_BUTTON (self));

  if (self->image != NULL)
    gtk_widget_set_visible (self->image, visible);
}
