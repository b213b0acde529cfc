/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: every rule of the hall can be seen, with its unit and with where its
 * default was found, and changed where one stands. The hall decides what a
 * right value is; the row only turns what was typed into the type it asks for. */

#include "th-setting-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "th-text.h"

struct _ThSettingRow
{
  GtkWidget   parent_instance;
  GtkWidget  *content, *control, *unit, *preset, *reset, *error;
  JsonObject *setting;
  gboolean    setting_value, editable, accepted;
};

G_DEFINE_FINAL_TYPE (ThSettingRow, th_setting_row, GTK_TYPE_WIDGET)

enum { CHANGE, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
type_of (ThSettingRow *self)
{
  const char *type = th_member_text (self->setting, "type");

  return type != NULL ? type : "text";
}

/* --- values as text --- */

static char *
number_text (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", value));
}

static char *
list_text (JsonArray *array)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? C_("between names", ", ") : "", json_array_get_string_element (array, i));

  return g_string_free (text, FALSE);
}

/* What the page calls a choice that has a word for it. */
static const char *
choice_text (const char *choice)
{
  return g_strcmp0 (choice, "ticket_number_only") == 0 ? _("Ticket number only") : choice;
}

static char *
value_text (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return list_text (json_node_get_array (node));
  if (!JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? C_("setting", "on") : C_("setting", "off"));
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (choice_text (json_node_get_string (node)));

  return number_text (json_node_get_double (node));
}

/* Texts between commas, of whatever script. */
static JsonNode *
list_node (const char *text)
{
  g_auto (GStrv) parts = NULL;
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_alloc ();
  GString *same = g_string_new (text);

  g_string_replace (same, "，", ",", 0);
  g_string_replace (same, "、", ",", 0);
  parts = g_strsplit (same->str, ",", -1);
  g_string_free (same, TRUE);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      json_array_add_string_element (array, parts[i]);

  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);

  return node;
}

/* NULL when the text is no number; the hall checks the rest. */
static JsonNode *
number_node (const char *text, gboolean whole)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  char *end = NULL;
  double value = g_ascii_strtod (trimmed, &end);

  if (*trimmed == '\0' || *end != '\0' || !isfinite (value) || fabs (value) > 1e15)
    return NULL;
  if (whole && floor (value) == value)
    return json_node_init_int (json_node_alloc (), (gint64) value);

  return json_node_init_double (json_node_alloc (), value);
}

static JsonNode *
typed_node (ThSettingRow *self, const char *text)
{
  if (g_str_equal (type_of (self), "list"))
    return list_node (text);
  if (g_str_equal (type_of (self), "int") || g_str_equal (type_of (self), "double"))
    return number_node (text, g_str_equal (type_of (self), "int"));

  return json_node_init_string (json_node_alloc (), text);
}

/* --- changing --- */

static void
want (ThSettingRow *self, JsonNode *node)
{
  g_signal_emit (self, signals[CHANGE], 0, node);
}

static gboolean
dirty (ThSettingRow *self)
{
  g_autofree char *now = NULL;

  if (!GTK_IS_ENTRY (self->control))
    return FALSE;

  now = value_text (json_object_get_member (self->setting, "value"));

  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->control)), now) != 0;
}

static void
entered_cb (ThSettingRow *self)
{
  g_autoptr (JsonNode) node = NULL;

  if (!self->editable || !dirty (self))
    return;

  node = typed_node (self, gtk_editable_get_text (GTK_EDITABLE (self->control)));
  if (node == NULL)
    th_setting_row_set_error (self, _("This is not a number."));
  else
    want (self, node);
}

static void
switched_cb (ThSettingRow *self)
{
  g_autoptr (JsonNode) node = NULL;

  if (self->setting_value)
    return;

  node = json_node_init_boolean (json_node_alloc (), gtk_switch_get_active (GTK_SWITCH (self->control)));
  want (self, node);
}

static void
chosen_cb (ThSettingRow *self)
{
  JsonArray *choices = th_member_array (self->setting, "choices");
  guint which = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));
  g_autoptr (JsonNode) node = NULL;

  if (self->setting_value || choices == NULL || which >= json_array_get_length (choices))
    return;

  node = json_node_init_string (json_node_alloc (), json_array_get_string_element (choices, which));
  want (self, node);
}

static void
reset_cb (ThSettingRow *self)
{
  g_autoptr (JsonNode) node = json_node_init_null (json_node_alloc ());

  want (self, node);
}

/* Esc takes back what was typed. */
static gboolean
key_cb (ThSettingRow *self, guint key, guint code, GdkModifierType state, GtkEventController *controller)
{
  g_autofree char *now = NULL;

  if (key != GDK_KEY_Escape || !dirty (self))
    return FALSE;

  now = value_text (json_object_get_member (self->setting, "value"));
  gtk_editable_set_text (GTK_EDITABLE (self->control), now);
  th_setting_row_set_error (self, NULL);

  return TRUE;
}

/* --- the row --- */

static GtkWidget *
make_entry (ThSettingRow *self)
{
  gboolean number = g_str_equal (type_of (self), "int") || g_str_equal (type_of (self), "double");
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY, "width-chars", number ? 8 : 30, "max-length", 400,
                                   "xalign", number ? 1.0 : 0.0, NULL);
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (entry, "activate", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (entry, keys);
  gtk_widget_add_controller (entry, focus);

  return entry;
}

static GtkWidget *
make_choice (ThSettingRow *self)
{
  JsonArray *choices = th_member_array (self->setting, "choices");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    gtk_string_list_append (names, choice_text (json_array_get_string_element (choices, i)));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (chosen_cb), self);

  return drop_down;
}

static GtkWidget *
make_control (ThSettingRow *self)
{
  GtkWidget *control;

  if (g_str_equal (type_of (self), "bool"))
    {
      control = gtk_switch_new ();
      g_signal_connect_swapped (control, "notify::active", G_CALLBACK (switched_cb), self);
    }
  else if (g_str_equal (type_of (self), "choice"))
    control = make_choice (self);
  else
    control = make_entry (self);

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);

  return control;
}

static GtkWidget *
add_label (GtkWidget *box, const char *style, const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "label", text, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

/* The same width in every row, whatever it says. */
static void
set_column (GtkWidget *label, int chars)
{
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
}

static GtkWidget *
make_names (ThSettingRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *label;
  const char *origin = th_member_text (self->setting, "origin");
  g_autofree char *caption = origin == NULL ? NULL : g_strdup_printf (_("Default from: %s"), origin);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  label = add_label (box, NULL, th_member_local (self->setting, ""));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, th_setting_row_get_key (self));
  label = add_label (box, "caption", caption != NULL ? caption : "");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  self->error = add_label (box, "bad", "");
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_widget_set_visible (self->error, FALSE);

  return box;
}

static void
th_setting_row_dispose (GObject *object)
{
  ThSettingRow *self = TH_SETTING_ROW (object);

  /* The focus leaves on the way out: that is no wish to change anything. */
  self->editable = FALSE;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->setting, json_object_unref);
  G_OBJECT_CLASS (th_setting_row_parent_class)->dispose (object);
}

static void
th_setting_row_class_init (ThSettingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_setting_row_dispose;
  signals[CHANGE] = g_signal_new ("change", TH_TYPE_SETTING_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, JSON_TYPE_NODE);
  gtk_widget_class_set_css_name (widget_class, "setting-row");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
th_setting_row_init (ThSettingRow *self)
{
}

GtkWidget *
th_setting_row_new (JsonObject *setting)
{
  ThSettingRow *self = g_object_new (TH_TYPE_SETTING_ROW, NULL);
  g_autofree char *name = NULL;

  self->setting = json_object_ref (setting);
  self->content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->content), make_names (self));
  self->control = make_control (self);
  gtk_box_append (GTK_BOX (self->content), self->control);
  self->unit = add_label (self->content, "secondary", th_member_text (setting, "unit"));
  set_column (self->unit, 10);
  self->preset = add_label (self->content, "secondary", "");
  set_column (self->preset, 20);

  self->reset = gtk_button_new_from_icon_name ("th-undo-symbolic");
  gtk_widget_add_css_class (self->reset, "flat");
  gtk_widget_add_css_class (self->reset, "icon");
  gtk_widget_set_valign (self->reset, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->reset, _("Back to the default"));
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (reset_cb), self);
  gtk_box_append (GTK_BOX (self->content), self->reset);

  name = g_strdup_printf (_("Back to the default: %s"), th_member_local (setting, ""));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reset), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  th_setting_row_set (self, setting);

  return GTK_WIDGET (self);
}

static void
show_value (ThSettingRow *self)
{
  JsonNode *node = json_object_get_member (self->setting, "value");
  JsonArray *choices = th_member_array (self->setting, "choices");
  g_autofree char *text = value_text (node);

  self->setting_value = TRUE;
  if (GTK_IS_SWITCH (self->control))
    gtk_switch_set_active (GTK_SWITCH (self->control), th_member_bool (self->setting, "value"));
  else if (GTK_IS_ENTRY (self->control))
    gtk_editable_set_text (GTK_EDITABLE (self->control), text);
  for (guint i = 0; GTK_IS_DROP_DOWN (self->control) && choices != NULL && i < json_array_get_length (choices); i++)
    if (g_strcmp0 (json_array_get_string_element (choices, i), th_member_text (self->setting, "value")) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), i);
  self->setting_value = FALSE;
}

static void
say (ThSettingRow *self, const char *preset)
{
  const char *name = th_member_local (self->setting, ""), *unit = th_member_text (self->setting, "unit");
  g_autofree char *label = unit == NULL ? g_strdup (name) : g_strdup_printf ("%s (%s)", name, unit);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, preset, -1);
}

void
th_setting_row_set (ThSettingRow *self, JsonObject *setting)
{
  g_autofree char *preset = NULL, *text = NULL;
  gboolean typing;

  g_return_if_fail (TH_IS_SETTING_ROW (self));

  typing = !self->accepted && dirty (self)
    && gtk_widget_get_state_flags (self->control) & GTK_STATE_FLAG_FOCUS_WITHIN;
  self->accepted = FALSE;
  json_object_ref (setting);
  json_object_unref (self->setting);
  self->setting = setting;
  if (!typing)
    show_value (self);

  preset = value_text (json_object_get_member (setting, "default"));
  text = g_strdup_printf (_("Default %s"), *preset != '\0' ? preset : C_("setting", "empty"));
  gtk_label_set_label (GTK_LABEL (self->preset), text);
  gtk_widget_set_tooltip_text (self->preset, text);
  say (self, text);
  th_setting_row_set_editable (self, self->editable);
}

void
th_setting_row_set_editable (ThSettingRow *self, gboolean editable)
{
  g_return_if_fail (TH_IS_SETTING_ROW (self));

  self->editable = editable;
  gtk_widget_set_sensitive (self->control, editable);
  gtk_widget_set_opacity (self->reset, editable && th_setting_row_is_own (self) ? 1 : 0);
  gtk_widget_set_sensitive (self->reset, editable && th_setting_row_is_own (self));
}

void
th_setting_row_set_error (ThSettingRow *self, const char *text)
{
  g_return_if_fail (TH_IS_SETTING_ROW (self));

  gtk_label_set_label (GTK_LABEL (self->error), text != NULL ? text : "");
  gtk_widget_set_visible (self->error, text != NULL);
  self->accepted = text == NULL;
  if (text == NULL)
    return;

  /* A switch and a list show what is so; an entry keeps what was typed. */
  if (!GTK_IS_ENTRY (self->control))
    show_value (self);
}

const char *
th_setting_row_get_key (ThSettingRow *self)
{
  g_return_val_if_fail (TH_IS_SETTING_ROW (self), NULL);
  return th_member_text (self->setting, "key");
}

static gboolean
contains (const char *where, const char *what)
{
  g_autofree char *folded = where == NULL ? NULL : g_utf8_casefold (where, -1);

  return folded != NULL && strstr (folded, what) != NULL;
}

/**
 * th_setting_row_matches:
 * @text: part of a name in either language, or of the key
 */
gboolean
th_setting_row_matches (ThSettingRow *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  g_return_val_if_fail (TH_IS_SETTING_ROW (self), FALSE);

  return *folded == '\0' || contains (th_member_text (self->setting, "zh"), folded)
    || contains (th_member_text (self->setting, "en"), folded) || contains (th_setting_row_get_key (self), folded);
}

gboolean
th_setting_row_is_own (ThSettingRow *self)
{
  g_return_val_if_fail (TH_IS_SETTING_ROW (self), FALSE);
  return g_strcmp0 (th_member_text (self->setting, "source"), "hall") == 0;
}

/**
 * th_setting_row_get_control:
 *
 * Returns: (transfer none): where the value is entered
 */
GtkWidget *
th_setting_row_get_control (ThSettingRow *self)
{
  g_return_val_if_fail (TH_IS_SETTING_ROW (self), NULL);
  return self->control;
}
