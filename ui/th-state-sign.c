/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sign of a window's state. The table below is the only place that knows
 * which shape and word a state has, so that every page says the same. */

#include "th-state-sign.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *state;
  const char *icon;
  const char *word;
} Sign;

static const Sign signs[] = {
  { "serving", "th-disc-symbolic",     N_("In service") },
  { "called",  "th-bell-symbolic",     N_("Called") },
  { "idle",    "th-ring-symbolic",     N_("Free") },
  { "overdue", "th-triangle-symbolic", N_("Overtime") },
  { "paused",  "th-pause-symbolic",    N_("Paused") },
  { "closing", "th-dash-symbolic",     N_("Closing") },
  { "closed",  "th-dash-symbolic",     N_("Not open") },
};

struct _ThStateSign
{
  GtkWidget   parent_instance;
  GtkWidget  *image, *label;
  const Sign *sign;
  char       *detail;
};

G_DEFINE_FINAL_TYPE (ThStateSign, th_state_sign, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_STATE, PROP_DETAIL, N_PROPS };
static GParamSpec *props[N_PROPS];

static const Sign *
find (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_strcmp0 (signs[i].state, state) == 0)
      return &signs[i];
  return NULL;
}

static void
th_state_sign_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThStateSign *self = TH_STATE_SIGN (object);

  if (id == PROP_STATE)
    g_value_set_string (value, self->sign != NULL ? self->sign->state : NULL);
  else
    g_value_set_string (value, self->detail);
}

static void
th_state_sign_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThStateSign *self = TH_STATE_SIGN (object);
  g_autofree char *detail = g_strdup (self->detail);

  if (id == PROP_STATE)
    th_state_sign_set (self, g_value_get_string (value), detail);
  else
    th_state_sign_set (self, self->sign != NULL ? self->sign->state : NULL, g_value_get_string (value));
}

static void
th_state_sign_dispose (GObject *object)
{
  ThStateSign *self = TH_STATE_SIGN (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->detail, g_free);
  G_OBJECT_CLASS (th_state_sign_parent_class)->dispose (object);
}

static void
th_state_sign_class_init (ThStateSignClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = th_state_sign_get_property;
  object_class->set_property = th_state_sign_set_property;
  object_class->dispose = th_state_sign_dispose;

  props[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, NULL,
    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL,
    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "state-sign");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
th_state_sign_init (ThStateSign *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  self->image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * th_state_sign_new:
 *
 * Returns: a sign that shows nothing yet
 */
GtkWidget *
th_state_sign_new (void)
{
  return g_object_new (TH_TYPE_STATE_SIGN, NULL);
}

/**
 * th_state_sign_set:
 * @state: (nullable): a state of th-state-sign.h
 * @detail: (nullable): what follows the word, for instance "2/3"
 */
void
th_state_sign_set (ThStateSign *self, const char *state, const char *detail)
{
  const Sign *sign = find (state);
  g_autofree char *text = NULL;

  g_return_if_fail (TH_IS_STATE_SIGN (self));
  if (sign == self->sign && g_strcmp0 (detail, self->detail) == 0)
    return;
  if (self->sign != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->sign->state);
  self->sign = sign;
  g_free (self->detail);
  self->detail = g_strdup (detail);
  if (sign != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), sign->state);
      gtk_image_set_from_icon_name (GTK_IMAGE (self->image), sign->icon);
      text = detail != NULL ? g_strdup_printf ("%s %s", _(sign->word), detail) : g_strdup (_(sign->word));
    }
  gtk_widget_set_visible (self->image, sign != NULL);
  gtk_label_set_label (GTK_LABEL (self->label), text != NULL ? text : "");
}

/**
 * th_state_sign_word:
 * @state: (nullable): a state of th-state-sign.h
 *
 * Returns: (transfer none): its word in the language of the screen
 */
const char *
th_state_sign_word (const char *state)
{
  const Sign *sign = find (state);

  return sign != NULL ? _(sign->word) : "";
}

/**
 * th_state_sign_of:
 * @state: "closed", "open", "paused" or "closing"
 * @step: (nullable): "idle", "called" or "serving"
 * @overdue: whether serving takes longer than it should
 *
 * Returns: (transfer none): the state of the sign that stands for them
 */
const char *
th_state_sign_of (const char *state, const char *step, gboolean overdue)
{
  if (g_strcmp0 (state, "closed") == 0 || state == NULL)
    return "closed";
  if (g_strcmp0 (step, "serving") == 0)
    return overdue ? "overdue" : "serving";
  if (g_strcmp0 (step, "called") == 0)
    return "called";
  if (g_strcmp0 (state, "paused") == 0)
    return "paused";
  if (g_strcmp0 (state, "closing") == 0)
    return "closing";
  return "idle";
}
