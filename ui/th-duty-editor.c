/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter stands in one tier only, so choosing it in one row takes it out of
 * the others: what cannot be said cannot be typed wrong. */

#include "th-duty-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#define TIERS 3

struct _ThDutyEditor
{
  GtkWidget  parent_instance;
  GtkWidget *grid;
  GPtrArray *prefixes;                 /* of char * */
  GPtrArray *toggles[TIERS];           /* of GtkToggleButton *, by prefix */
  gboolean   setting;
};

G_DEFINE_FINAL_TYPE (ThDutyEditor, th_duty_editor, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_DUTY, N_PROPS };
static GParamSpec *props[N_PROPS];

static const char *const tiers[TIERS] = { N_("First"), N_("Then"), N_("Last") };

static void
toggled_cb (GtkToggleButton *toggle, ThDutyEditor *self)
{
  if (self->setting)
    return;
  self->setting = TRUE;
  for (guint i = 0; i < self->prefixes->len && gtk_toggle_button_get_active (toggle); i++)
    {
      gboolean here = FALSE;
      for (guint t = 0; t < TIERS; t++)
        here |= self->toggles[t]->pdata[i] == toggle;
      for (guint t = 0; t < TIERS && here; t++)
        if (self->toggles[t]->pdata[i] != toggle)
          gtk_toggle_button_set_active (self->toggles[t]->pdata[i], FALSE);
    }
  self->setting = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DUTY]);
}

static void
th_duty_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_take_string (value, th_duty_editor_get_duty (TH_DUTY_EDITOR (object)));
}

static void
th_duty_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  th_duty_editor_set_duty (TH_DUTY_EDITOR (object), g_value_get_string (value));
}

static void
th_duty_editor_dispose (GObject *object)
{
  ThDutyEditor *self = TH_DUTY_EDITOR (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  for (guint t = 0; t < TIERS; t++)
    g_clear_pointer (&self->toggles[t], g_ptr_array_unref);
  g_clear_pointer (&self->prefixes, g_ptr_array_unref);
  G_OBJECT_CLASS (th_duty_editor_parent_class)->dispose (object);
}

static void
th_duty_editor_class_init (ThDutyEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = th_duty_editor_get_property;
  object_class->set_property = th_duty_editor_set_property;
  object_class->dispose = th_duty_editor_dispose;
  props[PROP_DUTY] = g_param_spec_string ("duty", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "duty-editor");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
th_duty_editor_init (ThDutyEditor *self)
{
  self->grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 4, "row-spacing", 4, NULL);
  self->prefixes = g_ptr_array_new_with_free_func (g_free);
  for (guint t = 0; t < TIERS; t++)
    {
      self->toggles[t] = g_ptr_array_new ();
      gtk_grid_attach (GTK_GRID (self->grid),
                       g_object_new (GTK_TYPE_LABEL, "label", _(tiers[t]), "xalign", 0.0, "margin-end", 6,
                                     "css-classes", (const char *[]) { "secondary", NULL }, NULL),
                       0, (int) t, 1, 1);
    }
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

/**
 * th_duty_editor_new:
 *
 * Returns: an editor without letters
 */
GtkWidget *
th_duty_editor_new (void)
{
  return g_object_new (TH_TYPE_DUTY_EDITOR, NULL);
}

/**
 * th_duty_editor_set_queues:
 * @prefixes: the letters there are, NULL-terminated; the duty is empty afterwards
 */
void
th_duty_editor_set_queues (ThDutyEditor *self, const char *const *prefixes)
{
  g_return_if_fail (TH_IS_DUTY_EDITOR (self));
  for (guint t = 0; t < TIERS; t++)
    {
      for (guint i = 0; i < self->toggles[t]->len; i++)
        gtk_grid_remove (GTK_GRID (self->grid), self->toggles[t]->pdata[i]);
      g_ptr_array_set_size (self->toggles[t], 0);
    }
  g_ptr_array_set_size (self->prefixes, 0);
  for (guint i = 0; prefixes[i] != NULL; i++)
    {
      g_ptr_array_add (self->prefixes, g_strdup (prefixes[i]));
      for (guint t = 0; t < TIERS; t++)
        {
          GtkWidget *toggle = gtk_toggle_button_new_with_label (prefixes[i]);
          g_autofree char *spoken = g_strdup_printf ("%s %s", _(tiers[t]), prefixes[i]);

          gtk_widget_add_css_class (toggle, "letter");
          gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
          g_signal_connect (toggle, "toggled", G_CALLBACK (toggled_cb), self);
          gtk_grid_attach (GTK_GRID (self->grid), toggle, (int) i + 1, (int) t, 1, 1);
          g_ptr_array_add (self->toggles[t], toggle);
        }
    }
}

/**
 * th_duty_editor_set_duty:
 * @duty: (nullable): tiers of letters, "T|F>N"; what lies below the last row
 *   is shown in the last row
 */
void
th_duty_editor_set_duty (ThDutyEditor *self, const char *duty)
{
  g_auto(GStrv) parts = NULL;

  g_return_if_fail (TH_IS_DUTY_EDITOR (self));
  parts = g_strsplit (duty != NULL ? duty : "", ">", -1);
  self->setting = TRUE;
  for (guint i = 0; i < self->prefixes->len; i++)
    for (guint t = 0; t < TIERS; t++)
      gtk_toggle_button_set_active (self->toggles[t]->pdata[i], FALSE);
  for (guint p = 0; parts[p] != NULL; p++)
    {
      g_auto(GStrv) letters = g_strsplit (parts[p], "|", -1);
      for (guint l = 0; letters[l] != NULL; l++)
        for (guint i = 0; i < self->prefixes->len; i++)
          if (g_str_equal (self->prefixes->pdata[i], letters[l]))
            gtk_toggle_button_set_active (self->toggles[MIN (p, TIERS - 1)]->pdata[i], TRUE);
    }
  self->setting = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DUTY]);
}

/**
 * th_duty_editor_get_duty:
 *
 * Returns: (transfer full): the duty as the hall reads it; empty rows are left out
 */
char *
th_duty_editor_get_duty (ThDutyEditor *self)
{
  GString *duty = g_string_new (NULL);

  g_return_val_if_fail (TH_IS_DUTY_EDITOR (self), NULL);
  for (guint t = 0; t < TIERS; t++)
    {
      gboolean first = TRUE;
      for (guint i = 0; i < self->prefixes->len; i++)
        {
          if (!gtk_toggle_button_get_active (self->toggles[t]->pdata[i]))
            continue;
          if (duty->len > 0)
            g_string_append_c (duty, first ? '>' : '|');
          g_string_append (duty, self->prefixes->pdata[i]);
          first = FALSE;
        }
    }
  return g_string_free (duty, FALSE);
}
