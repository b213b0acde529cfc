/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: a number never stands alone. It is read out as one thing, caption,
 * number, unit and ground, and keeps its place when it has no value. */

#include "th-stat-figure.h"

struct _ThStatFigure
{
  GtkWidget  parent_instance;
  GtkWidget *box;
  GtkWidget *caption, *figure, *unit, *pill, *pill_icon, *pill_text, *ground;
  char      *value;
};

G_DEFINE_FINAL_TYPE (ThStatFigure, th_stat_figure, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_CAPTION, PROP_UNIT, N_PROPS };
static GParamSpec *props[N_PROPS];

static const char *
label_text (GtkWidget *label)
{
  return gtk_label_get_label (GTK_LABEL (label));
}

static void
say (ThStatFigure *self)
{
  g_autofree char *name = g_strdup_printf ("%s %s %s%s%s%s%s",
    label_text (self->caption), label_text (self->figure), self->value != NULL ? label_text (self->unit) : "",
    gtk_widget_get_visible (self->pill) ? ", " : "", gtk_widget_get_visible (self->pill) ? label_text (self->pill_text) : "",
    *label_text (self->ground) != '\0' ? ", " : "", label_text (self->ground));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
make_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
th_stat_figure_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThStatFigure *self = TH_STAT_FIGURE (object);

  g_value_set_string (value, label_text (id == PROP_CAPTION ? self->caption : self->unit));
}

static void
th_stat_figure_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThStatFigure *self = TH_STAT_FIGURE (object);

  gtk_label_set_label (GTK_LABEL (id == PROP_CAPTION ? self->caption : self->unit), g_value_get_string (value));
  say (self);
}

static void
th_stat_figure_dispose (GObject *object)
{
  ThStatFigure *self = TH_STAT_FIGURE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->value, g_free);
  G_OBJECT_CLASS (th_stat_figure_parent_class)->dispose (object);
}

static void
th_stat_figure_class_init (ThStatFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = th_stat_figure_get_property;
  object_class->set_property = th_stat_figure_set_property;
  object_class->dispose = th_stat_figure_dispose;

  props[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_UNIT] = g_param_spec_string ("unit", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "stat-figure");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
th_stat_figure_init (ThStatFigure *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);

  self->caption = make_label (self->box, "secondary");
  gtk_box_append (GTK_BOX (self->box), line);
  self->figure = make_label (line, "figure");
  gtk_label_set_label (GTK_LABEL (self->figure), "—");
  self->unit = make_label (line, "unit");
  gtk_widget_set_valign (self->unit, GTK_ALIGN_END);

  self->pill = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_set_valign (self->pill, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->pill, FALSE);
  gtk_box_append (GTK_BOX (line), self->pill);
  self->pill_icon = gtk_image_new ();
  gtk_box_append (GTK_BOX (self->pill), self->pill_icon);
  self->pill_text = make_label (self->pill, "pill-text");

  self->ground = make_label (self->box, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (self->ground), PANGO_ELLIPSIZE_END);
}

void
th_stat_figure_set (ThStatFigure *self, const char *value, const char *ground)
{
  g_return_if_fail (TH_IS_STAT_FIGURE (self));

  g_free (self->value);
  self->value = g_strdup (value);
  gtk_label_set_label (GTK_LABEL (self->figure), value != NULL ? value : "—");
  gtk_label_set_label (GTK_LABEL (self->ground), ground != NULL ? ground : "");
  gtk_widget_set_tooltip_text (self->ground, ground);
  say (self);
}

void
th_stat_figure_set_pill (ThStatFigure *self, const char *text, const char *style, const char *icon)
{
  g_return_if_fail (TH_IS_STAT_FIGURE (self));

  gtk_widget_set_visible (self->pill, text != NULL);
  if (text != NULL)
    {
      const char *classes[] = { "pill", style, NULL };

      gtk_widget_set_css_classes (self->pill, classes);
      gtk_image_set_from_icon_name (GTK_IMAGE (self->pill_icon), icon);
      gtk_label_set_label (GTK_LABEL (self->pill_text), text);
    }
  say (self);
}

/**
 * th_stat_figure_get_value:
 *
 * Returns: (transfer none) (nullable): what is shown; NULL when there is none
 */
const char *
th_stat_figure_get_value (ThStatFigure *self)
{
  g_return_val_if_fail (TH_IS_STAT_FIGURE (self), NULL);
  return self->value;
}
