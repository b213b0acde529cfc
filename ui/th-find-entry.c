/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard stays in the entry while the list is walked, as in the search
 * of the window, so that a wrong letter is mended without going back. */

#include "th-find-entry.h"

#include <glib/gi18n.h>

#include "th-focus.h"
#include "th-key-hint.h"
#include "th-veil.h"

/* What the style puts left and right of a row's words, with the edge. */
#define ROW_EDGE 22

struct _ThFindEntry
{
  GtkWidget  parent_instance;
  GtkWidget *overlay, *entry, *note, *note_image, *note_label;
  GtkWidget *popover, *list;
  gboolean   quiet;
};

G_DEFINE_FINAL_TYPE (ThFindEntry, th_find_entry, GTK_TYPE_WIDGET)

enum { TYPED, CHOSEN, ENTERED, EMPTIED, N_SIGNALS };
static guint signals[N_SIGNALS];

enum { PROP_0, PROP_LABEL, PROP_HINT, N_PROPS };
static GParamSpec *props[N_PROPS];

static gboolean
list_open (ThFindEntry *self)
{
  return gtk_widget_get_visible (self->popover);
}

static void
choose (ThFindEntry *self, GtkListBoxRow *row)
{
  g_autoptr (JsonObject) find = json_object_ref (g_object_get_data (G_OBJECT (row), "find"));

  th_find_entry_close (self);
  g_signal_emit (self, signals[CHOSEN], 0, find);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ThFindEntry *self)
{
  choose (self, row);
}

/* The key stands beside the find it would take. */
static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *selected, ThFindEntry *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "hint"), row == selected);
}

static void
changed_cb (ThFindEntry *self)
{
  if (!self->quiet && !th_veil_changing (GTK_EDITABLE (self->entry)))
    g_signal_emit (self, signals[TYPED], 0);
}

static void
activate_cb (ThFindEntry *self)
{
  GtkListBoxRow *row = list_open (self) ? gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)) : NULL;

  if (row != NULL)
    choose (self, row);
  else
    g_signal_emit (self, signals[ENTERED], 0);
}

static void
walk (ThFindEntry *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int at = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MAX (at + step, 0));
  if (row != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ThFindEntry *self)
{
  gboolean open = list_open (self);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_BackSpace && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    {
      g_signal_emit (self, signals[EMPTIED], 0);
      return GDK_EVENT_STOP;
    }
  if (!open)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_Up)
    walk (self, keyval == GDK_KEY_Down ? 1 : -1);
  else if (keyval == GDK_KEY_Escape)
    th_find_entry_close (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
focus_cb (GtkEventControllerFocus *controller, GParamSpec *pspec, ThFindEntry *self)
{
  if (!gtk_event_controller_focus_contains_focus (controller))
    th_find_entry_close (self);
}

static void
build_popover (ThFindEntry *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Finds"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  self->popover = g_object_new (GTK_TYPE_POPOVER, "child", self->list, "autohide", FALSE, "has-arrow", FALSE,
                                "position", GTK_POS_BOTTOM, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->popover, "finds");
  gtk_widget_add_css_class (self->popover, "joined");
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
build_entry (ThFindEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->overlay = gtk_overlay_new ();
  self->entry = g_object_new (GTK_TYPE_ENTRY, "primary-icon-name", "th-search-symbolic", "primary-icon-activatable", FALSE,
                              "hexpand", TRUE, "max-length", 60, "width-chars", 8, NULL);
  self->note = g_object_new (GTK_TYPE_BOX, "spacing", 5, "halign", GTK_ALIGN_END, "valign", GTK_ALIGN_CENTER,
                             "margin-end", 10, "can-target", FALSE, "visible", FALSE, NULL);
  self->note_image = gtk_image_new ();
  self->note_label = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (self->note), self->note_image);
  gtk_box_append (GTK_BOX (self->note), self->note_label);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->entry);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->note);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect (focus, "notify::contains-focus", G_CALLBACK (focus_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
}

static gboolean
th_find_entry_grab_focus (GtkWidget *widget)
{
  if (th_focus_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (TH_FIND_ENTRY (widget)->entry);
}

static void
th_find_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThFindEntry *self = TH_FIND_ENTRY (object);

  if (id == PROP_LABEL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value), -1);
  else
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), g_value_get_string (value));
}

static void
th_find_entry_dispose (GObject *object)
{
  ThFindEntry *self = TH_FIND_ENTRY (object);

  if (self->popover != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  G_OBJECT_CLASS (th_find_entry_parent_class)->dispose (object);
}

static void
th_find_entry_class_init (ThFindEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = th_find_entry_set_property;
  object_class->dispose = th_find_entry_dispose;
  widget_class->grab_focus = th_find_entry_grab_focus;
  widget_class->focus = th_focus_walk;
  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  props[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[TYPED] = g_signal_new ("typed", TH_TYPE_FIND_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", TH_TYPE_FIND_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
  signals[ENTERED] = g_signal_new ("entered", TH_TYPE_FIND_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EMPTIED] = g_signal_new ("emptied", TH_TYPE_FIND_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "find-entry");
}

static void
th_find_entry_init (ThFindEntry *self)
{
  build_entry (self);
  build_popover (self);
}

static void
append_find (ThFindEntry *self, JsonObject *find, ThFindRow make)
{
  g_autofree char *spoken = NULL;
  GtkWidget *content = make (find, &spoken);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *hint = th_key_hint_new ("Enter");
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, NULL);

  gtk_widget_set_hexpand (content, TRUE);
  gtk_widget_set_size_request (box, gtk_widget_get_width (GTK_WIDGET (self)) - ROW_EDGE, -1);
  gtk_widget_set_valign (hint, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (hint, FALSE);
  gtk_box_append (GTK_BOX (box), content);
  gtk_box_append (GTK_BOX (box), hint);
  g_object_set_data (G_OBJECT (row), "hint", hint);
  g_object_set_data_full (G_OBJECT (row), "find", json_object_ref (find), (GDestroyNotify) json_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/**
 * th_find_entry_set_finds:
 * @finds: (nullable): what was found, best first; none closes the list
 * @row: makes the row of one
 */
void
th_find_entry_set_finds (ThFindEntry *self, JsonArray *finds, ThFindRow row)
{
  guint n = finds != NULL ? json_array_get_length (finds) : 0;
  GtkListBoxRow *old;

  g_return_if_fail (TH_IS_FIND_ENTRY (self));

  while ((old = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (old));
  for (guint i = 0; i < n; i++)
    append_find (self, json_array_get_object_element (finds, i), row);
  if (n == 0 || (gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    {
      th_find_entry_close (self);
      return;
    }
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/**
 * th_find_entry_set_note:
 * @icon: (nullable): a sign before it
 * @text: (nullable): a few words at the end of the entry
 * @css_class: (nullable): "ok", "bad"
 */
void
th_find_entry_set_note (ThFindEntry *self, const char *icon, const char *text, const char *css_class)
{
  g_return_if_fail (TH_IS_FIND_ENTRY (self));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->note_image), icon);
  gtk_widget_set_visible (self->note_image, icon != NULL);
  gtk_label_set_label (GTK_LABEL (self->note_label), text != NULL ? text : "");
  gtk_widget_set_css_classes (self->note, (const char *[]) { "note", css_class != NULL ? css_class : "ink3", NULL });
  gtk_widget_set_visible (self->note, text != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "", -1);
}

void
th_find_entry_set_text (ThFindEntry *self, const char *text)
{
  g_return_if_fail (TH_IS_FIND_ENTRY (self));

  self->quiet = TRUE;
  if (g_object_get_data (G_OBJECT (self->entry), "th-veil") != NULL)
    th_veil_set (GTK_EDITABLE (self->entry), text);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->quiet = FALSE;
}

char *
th_find_entry_get_text (ThFindEntry *self)
{
  g_return_val_if_fail (TH_IS_FIND_ENTRY (self), NULL);
  return th_veil_get (GTK_EDITABLE (self->entry));
}

GtkEditable *
th_find_entry_get_entry (ThFindEntry *self)
{
  g_return_val_if_fail (TH_IS_FIND_ENTRY (self), NULL);
  return GTK_EDITABLE (self->entry);
}

void
th_find_entry_close (ThFindEntry *self)
{
  g_return_if_fail (TH_IS_FIND_ENTRY (self));
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

void
th_find_entry_focus (ThFindEntry *self)
{
  g_return_if_fail (TH_IS_FIND_ENTRY (self));
  gtk_widget_grab_focus (self->entry);
}
