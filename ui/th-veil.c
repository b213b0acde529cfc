/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The value is kept apart from the text: the entry's text is one or the other,
 * and nobody but this file needs to know which. */

#include "th-veil.h"

typedef struct
{
  GtkEditable *entry;
  ThVeil       veil;
  gpointer     data;
  char        *value;       /* while it is veiled */
  gboolean     veiled;
  gboolean     changing;
} Veiled;

static void
veiled_free (gpointer data)
{
  Veiled *self = data;

  g_free (self->value);
  g_free (self);
}

static Veiled *
veiled_of (GtkEditable *entry)
{
  return g_object_get_data (G_OBJECT (entry), "th-veil");
}

static void
set_text (Veiled *self, const char *text)
{
  self->changing = TRUE;
  gtk_editable_set_text (self->entry, text);
  self->changing = FALSE;
}

static void
cover (Veiled *self)
{
  g_autofree char *value = th_veil_get (self->entry);
  g_autofree char *shown = *value != '\0' ? self->veil (value, self->data) : NULL;

  if (self->veiled || shown == NULL || g_str_equal (shown, value))
    return;
  self->value = g_steal_pointer (&value);
  self->veiled = TRUE;
  set_text (self, shown);
}

static void
uncover (Veiled *self)
{
  g_autofree char *value = g_steal_pointer (&self->value);

  if (!self->veiled)
    return;
  self->changing = TRUE;
  self->veiled = FALSE;
  set_text (self, value);
  gtk_editable_select_region (self->entry, 0, -1);
}

static void
focus_cb (GtkEventControllerFocus *controller, GParamSpec *pspec, Veiled *self)
{
  if (gtk_event_controller_focus_contains_focus (controller))
    uncover (self);
  else
    cover (self);
}

/**
 * th_veil_attach:
 * @veil: says a value as it may be shown
 * @data: for @veil; outlives @entry
 *
 * From now on @entry shows its value veiled while the focus is elsewhere.
 */
void
th_veil_attach (GtkEditable *entry, ThVeil veil, gpointer data)
{
  Veiled *self = g_new0 (Veiled, 1);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  self->veil = veil;
  self->data = data;
  g_object_set_data_full (G_OBJECT (entry), "th-veil", self, veiled_free);
  g_signal_connect (focus, "notify::contains-focus", G_CALLBACK (focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
}

/**
 * th_veil_get:
 *
 * Returns: (transfer full): what was typed, veiled or not
 */
char *
th_veil_get (GtkEditable *entry)
{
  Veiled *self = veiled_of (entry);

  return g_strstrip (g_strdup (self != NULL && self->veiled ? self->value : gtk_editable_get_text (entry)));
}

/**
 * th_veil_set:
 * @value: (nullable): the new value; veiled at once unless somebody is in the entry
 */
void
th_veil_set (GtkEditable *entry, const char *value)
{
  Veiled *self = veiled_of (entry);

  g_return_if_fail (self != NULL);

  self->veiled = FALSE;
  g_clear_pointer (&self->value, g_free);
  set_text (self, value != NULL ? value : "");
  if ((gtk_widget_get_state_flags (GTK_WIDGET (entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    cover (self);
}

/**
 * th_veil_changing:
 *
 * Returns: whether the text changes because it is veiled or unveiled, and not
 *   because somebody types
 */
gboolean
th_veil_changing (GtkEditable *entry)
{
  Veiled *self = veiled_of (entry);

  return self != NULL && self->changing;
}
