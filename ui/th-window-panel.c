/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel that opens above the actions of a window.
 *
 * It is part of the page and not a dialog: the ticket stays in sight, the
 * first answer is chosen already, and Enter is enough. */

#include "th-window-panel.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-key-hint.h"
#include "th-picker.h"

struct _ThWindowPanel
{
  GtkWidget  parent_instance;

  GtkLabel  *title;
  GtkWidget *accept;
  GtkLabel  *accept_word;
  GtkWidget *reason_row;
  GtkWidget *reasons;
  GtkEntry  *reason_entry;
  GtkWidget *back_row;
  GtkWidget *backs;
  ThPicker  *picker;
  GtkWidget *note_row;
  GtkLabel  *target;
  GtkEntry  *note_entry;

  ThStep      step;
  ThPickItem *picked;
  ThInstant   now;
  GTimeZone  *zone;
};

G_DEFINE_TYPE (ThWindowPanel, th_window_panel, GTK_TYPE_WIDGET)

enum
{
  ACCEPTED,
  DISMISSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const hold_reasons[] = { N_("Fetching a copy"), N_("Fetching papers"), N_("At a machine"), NULL };
static const char *const pause_reasons[] = { N_("Break"), N_("Meeting"), N_("System failure"), N_("Lunch"), NULL };
static const int back_minutes[] = { 5, 10, 15, 30, 60 };

static void
empty_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* One of a few, walked with the arrows; @value is read back by chosen(). */
static void
append_choice (GtkWidget *box, const char *label, int value)
{
  GtkWidget *first = gtk_widget_get_first_child (box);
  GtkWidget *button = gtk_check_button_new_with_label (label);

  if (first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (first));
  g_object_set_data (G_OBJECT (button), "value", GINT_TO_POINTER (value));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkCheckButton *
chosen (GtkWidget *box)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      return GTK_CHECK_BUTTON (child);

  return NULL;
}

static void
fill_reasons (ThWindowPanel *self, const char *const *reasons)
{
  empty_box (self->reasons);
  for (guint i = 0; reasons[i] != NULL; i++)
    append_choice (self->reasons, _(reasons[i]), (int) i);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_first_child (self->reasons)), TRUE);
}

static void
fill_backs (ThWindowPanel *self)
{
  empty_box (self->backs);
  for (guint i = 0; i < G_N_ELEMENTS (back_minutes); i++)
    {
      g_autofree char *label = g_strdup_printf (_("%d min"), back_minutes[i]);

      append_choice (self->backs, label, back_minutes[i]);
    }
  append_choice (self->backs, _("Not known"), 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_first_child (self->backs)), TRUE);
}

static void
show_picked (ThWindowPanel *self)
{
  g_autofree char *text = NULL;

  if (self->picked != NULL)
    text = g_strdup_printf ("→ %s %s", self->picked->code, th_pick_item_name (self->picked));

  /* The note takes the place of the list: the panel is no higher than a small screen allows. */
  gtk_label_set_label (self->target, text != NULL ? text : "");
  gtk_widget_set_visible (self->note_row, text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->picker), text == NULL);
  gtk_widget_set_sensitive (self->accept, self->picked != NULL);
}

static void
picked_cb (ThWindowPanel *self, ThPickItem *item)
{
  g_set_object (&self->picked, item);
  if (self->step == TH_STEP_ADD_MATTER)
    {
      th_window_panel_accept (self);
      return;
    }

  show_picked (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->note_entry));
}

/* A check button takes Enter for itself; here Enter says "yes". */
static gboolean
key_pressed_cb (ThWindowPanel *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (!enter || !GTK_IS_CHECK_BUTTON (focus))
    return GDK_EVENT_PROPAGATE;

  th_window_panel_accept (self);
  return GDK_EVENT_STOP;
}

static void
cancel_clicked_cb (ThWindowPanel *self)
{
  g_signal_emit (self, signals[DISMISSED], 0);
}

static void
add_reason (ThWindowPanel *self, JsonObject *members)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_entry))));
  GtkCheckButton *button = chosen (self->reasons);

  if (*typed != '\0')
    json_object_set_string_member (members, "reason", typed);
  else if (button != NULL)
    json_object_set_string_member (members, "reason", gtk_check_button_get_label (button));
}

static void
add_back (ThWindowPanel *self, JsonObject *members)
{
  GtkCheckButton *button = chosen (self->backs);
  int minutes = button != NULL ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "value")) : 0;
  g_autofree char *until = NULL;

  if (minutes == 0)
    return;

  until = th_instant_format (self->now + minutes * 60 * TH_SECOND_US, self->zone);
  json_object_set_string_member (members, "until", until);
}

static void
add_target (ThWindowPanel *self, JsonObject *members)
{
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note_entry))));

  json_object_set_string_member (members, self->picked->kind == TH_PICK_WINDOW ? "to_window" : "to_queue",
                                 self->picked->code);
  if (*note != '\0')
    json_object_set_string_member (members, "note", note);
}

static void
th_window_panel_dispose (GObject *object)
{
  ThWindowPanel *self = TH_WINDOW_PANEL (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->picked);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (th_window_panel_parent_class)->dispose (object);
}

static void
th_window_panel_class_init (ThWindowPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_window_panel_dispose;

  signals[ACCEPTED] = g_signal_new ("accepted", TH_TYPE_WINDOW_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
  signals[DISMISSED] = g_signal_new ("dismissed", TH_TYPE_WINDOW_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  g_type_ensure (TH_TYPE_PICKER);
  g_type_ensure (TH_TYPE_KEY_HINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-window-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ThWindowPanel, title);
  gtk_widget_class_bind_template_child (widget_class, ThWindowPanel, accept);
  gtk_widget_class_bind_template_child (widget_class, ThWindowPanel, accept_word);
  gtk_widget_class_bind_template_child (widget_class, ThWindowPanel, reason_row);
  gtk_widget_class_bind_template_child (widget_class, ThWindowPanel, reasons);
  gtk_widget_class_bind_template_child (widget_class, ThWindowPanel, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, ThWindowPanel, back_row);
  gtk_widget_class_bind_template_child (widget_class, ThWindowPanel, backs);
  gtk_widget_class_bind_template_child (widget_class, ThWindowPanel, picker);
  gtk_widget_class_bind_template_child (widget_class, ThWindowPanel, note_row);
  gtk_widget_class_bind_template_child (widget_class, ThWindowPanel, target);
  gtk_widget_class_bind_template_child (widget_class, ThWindowPanel, note_entry);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, th_window_panel_accept);
}

static void
set_accept_word (ThWindowPanel *self, const char *word)
{
  gtk_label_set_label (self->accept_word, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->accept), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
}

static void
th_window_panel_init (ThWindowPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_accept_word (self, _("Confirm"));
}

/**
 * th_window_panel_ask:
 * @step: what is about to be done
 * @title: what it is about, for instance "Hold T001"
 * @items: (nullable) (element-type ThPickItem): the matters or the places
 *
 * Prepares the panel, with the most common answer chosen, and takes the focus.
 */
void
th_window_panel_ask (ThWindowPanel *self, ThStep step, const char *title, GPtrArray *items)
{
  gboolean picks = step == TH_STEP_TRANSFER || step == TH_STEP_ADD_MATTER;

  g_return_if_fail (TH_IS_WINDOW_PANEL (self));
  g_return_if_fail (!picks || items != NULL);

  self->step = step;
  g_clear_object (&self->picked);
  gtk_label_set_label (self->title, title);
  gtk_editable_set_text (GTK_EDITABLE (self->reason_entry), "");
  gtk_editable_set_text (GTK_EDITABLE (self->note_entry), "");
  th_picker_clear (self->picker);

  gtk_widget_set_visible (self->reason_row, !picks);
  gtk_widget_set_visible (self->back_row, step == TH_STEP_SUSPEND);
  gtk_widget_set_visible (GTK_WIDGET (self->picker), picks);
  gtk_widget_set_visible (self->note_row, FALSE);
  gtk_widget_set_sensitive (self->accept, !picks);

  switch ((int) step)
    {
    case TH_STEP_HOLD:
      set_accept_word (self, _("Hold"));
      fill_reasons (self, hold_reasons);
      break;
    case TH_STEP_SUSPEND:
      set_accept_word (self, _("Suspend"));
      fill_reasons (self, pause_reasons);
      fill_backs (self);
      break;
    case TH_STEP_TRANSFER:
      set_accept_word (self, _("Transfer"));
      g_object_set (self->picker, "label", _("Queue or window"), NULL);
      break;
    default:
      set_accept_word (self, _("Add"));
      g_object_set (self->picker, "label", _("Matter to add"), NULL);
      break;
    }

  if (picks)
    {
      th_picker_set_items (self->picker, items);
      show_picked (self);
      th_picker_focus (self->picker);
    }
  else
    gtk_widget_grab_focus (gtk_widget_get_first_child (self->reasons));
}

ThStep
th_window_panel_get_step (ThWindowPanel *self)
{
  g_return_val_if_fail (TH_IS_WINDOW_PANEL (self), TH_STEP_HOLD);

  return self->step;
}

void
th_window_panel_set_now (ThWindowPanel *self, ThInstant now, GTimeZone *zone)
{
  g_return_if_fail (TH_IS_WINDOW_PANEL (self));

  self->now = now;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (zone);
}

GtkWidget *
th_window_panel_get_default (ThWindowPanel *self)
{
  g_return_val_if_fail (TH_IS_WINDOW_PANEL (self), NULL);

  return self->accept;
}

/**
 * th_window_panel_accept:
 *
 * Emits "accepted" with what was chosen; does nothing while something that is
 * needed is missing.
 */
void
th_window_panel_accept (ThWindowPanel *self)
{
  g_autoptr (JsonObject) members = NULL;

  g_return_if_fail (TH_IS_WINDOW_PANEL (self));

  members = json_object_new ();
  switch ((int) self->step)
    {
    case TH_STEP_SUSPEND:
      add_back (self, members);
      add_reason (self, members);
      break;
    case TH_STEP_HOLD:
      add_reason (self, members);
      break;
    case TH_STEP_TRANSFER:
    case TH_STEP_ADD_MATTER:
      if (self->picked == NULL)
        g_set_object (&self->picked, th_picker_get_chosen (self->picker));
      if (self->picked == NULL)
        return;
      if (self->step == TH_STEP_TRANSFER)
        add_target (self, members);
      else
        json_object_set_string_member (members, "matter", self->picked->code);
      break;
    default:
      g_return_if_reached ();
    }

  g_signal_emit (self, signals[ACCEPTED], 0, members);
}
