/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure never stands alone: its note says how it is to be taken, the line
 * under it what it is measured against. The number's place does not move when
 * it grows by a digit, because nothing to its right is laid out beside it. */

#include "th-figure.h"

struct _ThFigure
{
  GtkWidget  parent_instance;
  GtkWidget *box, *caption, *value, *unit, *note, *note_icon, *note_label, *meter, *sides, *left, *right, *extra;
  GBinding  *compact;       /* of the extra's being seen to the window's size */
  ThTone     tone;
};

G_DEFINE_FINAL_TYPE (ThFigure, th_figure, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_CAPTION, N_PROPS };
static GParamSpec *props[N_PROPS];

static const char *const tones[] = { NULL, "ok", "warn" };

static void
set_text (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text != NULL ? text : "") != 0)
    gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
}

static GtkWidget *
make_label (const char *css_class, float xalign)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", xalign, "ellipsize", PANGO_ELLIPSIZE_END,
                       "css-classes", (const char *[]) { css_class, NULL }, NULL);
}

/* What a screen reader says of the whole: caption, number, note. */
static void
update_spoken (ThFigure *self)
{
  g_autofree char *spoken = g_strdup_printf ("%s %s %s %s",
    gtk_label_get_label (GTK_LABEL (self->caption)), gtk_label_get_label (GTK_LABEL (self->value)),
    gtk_label_get_label (GTK_LABEL (self->unit)), gtk_label_get_label (GTK_LABEL (self->note_label)));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
th_figure_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, gtk_label_get_label (GTK_LABEL (TH_FIGURE (object)->caption)));
}

static void
th_figure_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThFigure *self = TH_FIGURE (object);

  set_text (self->caption, g_value_get_string (value));
  update_spoken (self);
}

/* Where the window is compact, the extra goes first. */
static void
th_figure_root (GtkWidget *widget)
{
  ThFigure *self = TH_FIGURE (widget);
  GObject *root;

  GTK_WIDGET_CLASS (th_figure_parent_class)->root (widget);
  root = G_OBJECT (gtk_widget_get_root (widget));
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (root), "compact") != NULL)
    self->compact = g_object_bind_property (root, "compact", self->extra, "visible",
                                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

static void
th_figure_unroot (GtkWidget *widget)
{
  g_clear_pointer (&TH_FIGURE (widget)->compact, g_binding_unbind);
  GTK_WIDGET_CLASS (th_figure_parent_class)->unroot (widget);
}

static void
th_figure_dispose (GObject *object)
{
  ThFigure *self = TH_FIGURE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (th_figure_parent_class)->dispose (object);
}

static void
th_figure_class_init (ThFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = th_figure_get_property;
  object_class->set_property = th_figure_set_property;
  object_class->dispose = th_figure_dispose;
  GTK_WIDGET_CLASS (klass)->root = th_figure_root;
  GTK_WIDGET_CLASS (klass)->unroot = th_figure_unroot;
  props[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "figure");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_number_line (ThFigure *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->value = g_object_new (GTK_TYPE_LABEL, "label", "—", "css-classes", (const char *[]) { "figure", NULL }, NULL);
  self->unit = g_object_new (GTK_TYPE_LABEL, "valign", GTK_ALIGN_END, "css-classes", (const char *[]) { "unit", NULL }, NULL);
  self->note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  self->note_icon = g_object_new (GTK_TYPE_IMAGE, "pixel-size", 13, "visible", FALSE,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->note_label = make_label ("secondary", 1.0);
  gtk_box_append (GTK_BOX (self->note), self->note_icon);
  gtk_box_append (GTK_BOX (self->note), self->note_label);
  gtk_widget_add_css_class (self->note, "note");
  gtk_widget_set_halign (self->note, GTK_ALIGN_END);
  gtk_widget_set_valign (self->note, GTK_ALIGN_END);
  gtk_widget_set_hexpand (self->note, TRUE);
  gtk_box_append (GTK_BOX (line), self->value);
  gtk_box_append (GTK_BOX (line), self->unit);
  gtk_box_append (GTK_BOX (line), self->note);
  return line;
}

static void
th_figure_init (ThFigure *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->caption = make_label ("secondary", 0.0);
  self->meter = g_object_new (TH_TYPE_METER, "visible", FALSE, NULL);
  self->sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->left = make_label ("caption", 0.0);
  self->extra = make_label ("caption", 1.0);
  self->right = make_label ("caption", 1.0);
  gtk_widget_add_css_class (self->extra, "sub");
  gtk_widget_set_hexpand (self->left, TRUE);
  gtk_box_append (GTK_BOX (self->sides), self->left);
  gtk_box_append (GTK_BOX (self->sides), self->extra);
  gtk_box_append (GTK_BOX (self->sides), self->right);

  gtk_box_append (GTK_BOX (self->box), self->caption);
  gtk_box_append (GTK_BOX (self->box), make_number_line (self));
  gtk_box_append (GTK_BOX (self->box), self->meter);
  gtk_box_append (GTK_BOX (self->box), self->sides);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * th_figure_new:
 * @caption: what the number is
 */
GtkWidget *
th_figure_new (const char *caption)
{
  return g_object_new (TH_TYPE_FIGURE, "caption", caption, NULL);
}

/**
 * th_figure_set_value:
 * @value: (nullable): the number; NULL when it is not known
 * @unit: (nullable): its unit
 */
void
th_figure_set_value (ThFigure *self, const char *value, const char *unit)
{
  g_return_if_fail (TH_IS_FIGURE (self));
  set_text (self->value, value != NULL ? value : "—");
  set_text (self->unit, value != NULL ? unit : NULL);
  update_spoken (self);
}

/**
 * th_figure_set_note:
 * @tone: whether it is good, bad or neither
 * @icon: (nullable): its sign; the tone is never colour alone
 * @text: (nullable): how the number is to be taken
 */
void
th_figure_set_note (ThFigure *self, ThTone tone, const char *icon, const char *text)
{
  g_return_if_fail (TH_IS_FIGURE (self));
  if (tone != self->tone)
    {
      if (tones[self->tone] != NULL)
        gtk_widget_remove_css_class (self->note, tones[self->tone]);
      if (tones[tone] != NULL)
        gtk_widget_add_css_class (self->note, tones[tone]);
      self->tone = tone;
    }
  gtk_widget_set_visible (self->note_icon, icon != NULL);
  if (icon != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->note_icon), icon);
  set_text (self->note_label, text);
  update_spoken (self);
}

/**
 * th_figure_set_sides:
 * @left: (nullable): what it is measured against
 * @right: (nullable): at the other end
 * @extra: (nullable): before @right; dropped first where there is no room
 */
void
th_figure_set_sides (ThFigure *self, const char *left, const char *right, const char *extra)
{
  g_return_if_fail (TH_IS_FIGURE (self));
  set_text (self->left, left);
  set_text (self->right, right);
  set_text (self->extra, extra);
}

/**
 * th_figure_get_meter:
 *
 * Returns: (transfer none): the bar under the number, seen from now on
 */
ThMeter *
th_figure_get_meter (ThFigure *self)
{
  g_return_val_if_fail (TH_IS_FIGURE (self), NULL);
  gtk_widget_set_visible (self->meter, TRUE);
  return TH_METER (self->meter);
}
