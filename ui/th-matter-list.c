/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of matters at a window.
 *
 * A row is rebuilt only when the list of codes changes; a tick changes the row
 * in place, so that the focus stays where the clerk works. */

#include "th-matter-list.h"

#include <glib/gi18n.h>

#include "th-text.h"

struct _ThMatterList
{
  GtkWidget   parent_instance;

  GtkListBox *list;
  gboolean    may_tick;
};

typedef struct
{
  char      *code;
  char      *state;
  GtkWidget *check;
  GtkWidget *name;
  GtkWidget *said;      /* the state in words, or the time it took */
} Row;

G_DEFINE_TYPE (ThMatterList, th_matter_list, GTK_TYPE_WIDGET)

enum
{
  TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->code);
  g_free (row->state);
  g_free (row);
}

static Row *
row_of (GtkListBoxRow *widget)
{
  return widget != NULL ? g_object_get_data (G_OBJECT (widget), "matter") : NULL;
}

/* The next matter that is still open takes the focus, so that one key ticks off all. */
static void
go_on_from (ThMatterList *self, GtkListBoxRow *widget)
{
  GtkListBoxRow *next;

  for (int i = gtk_list_box_row_get_index (widget) + 1;
       (next = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (row_of (next)->state, "open") == 0)
      {
        gtk_list_box_select_row (self->list, next);
        gtk_widget_grab_focus (GTK_WIDGET (next));
        return;
      }
}

static void
ask_for (ThMatterList *self, GtkListBoxRow *widget, const char *state)
{
  Row *row = row_of (widget);
  gboolean back = row != NULL && g_strcmp0 (row->state, state) == 0;
  gboolean taken = FALSE;

  if (row == NULL || !self->may_tick)
    return;

  /* The same wish again takes it back. */
  g_signal_emit (self, signals[TOGGLED], 0, row->code, back ? "open" : state, &taken);
  if (taken && !back)
    go_on_from (self, widget);
}

static GtkListBoxRow *
focused_row (ThMatterList *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return child != NULL && GTK_IS_LIST_BOX_ROW (child) ? GTK_LIST_BOX_ROW (child) : NULL;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ThMatterList *self)
{
  GtkListBoxRow *row = focused_row (self);

  if (row == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      ask_for (self, row, "done");
      return GDK_EVENT_STOP;
    case GDK_KEY_x:
    case GDK_KEY_X:
      ask_for (self, row, "failed");
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      /* Enter belongs to the step that is possible, not to the row. */
      gtk_widget_activate_default (GTK_WIDGET (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
check_clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkListBoxRow *widget)
{
  ThMatterList *self = TH_MATTER_LIST (gtk_widget_get_ancestor (GTK_WIDGET (widget), TH_TYPE_MATTER_LIST));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (widget));
  ask_for (self, widget, "done");
}

static void
show_state (ThMatterList *self, GtkListBoxRow *widget, JsonObject *matter)
{
  Row *row = row_of (widget);
  const char *state = th_member_text (matter, "state");
  gboolean done = g_strcmp0 (state, "done") == 0;
  gboolean failed = g_strcmp0 (state, "failed") == 0;
  g_autofree char *said = NULL;
  g_autofree char *spoken = NULL;

  g_free (row->state);
  row->state = g_strdup (state);

  if (failed)
    said = g_strdup (_("Not done"));
  else if (done && th_member_has (matter, "handling_s"))
    said = th_text_short (th_member_int (matter, "handling_s", 0));
  else
    said = g_strdup (done ? _("Done") : _("To do"));

  gtk_image_set_from_icon_name (GTK_IMAGE (row->check),
                                done ? "th-check-symbolic" : failed ? "th-cross-symbolic" : NULL);
  gtk_widget_set_css_classes (row->check, (const char *[]) { "tick", done ? "done" : failed ? "failed" : "open", NULL });
  gtk_widget_set_sensitive (row->check, self->may_tick);
  gtk_label_set_label (GTK_LABEL (row->said), said);

  spoken = g_strdup_printf ("%s %s: %s", row->code, th_member_local (matter, ""),
                            failed ? _("Not done") : done ? _("Done") : _("To do"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
append_row (ThMatterList *self, JsonObject *matter)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *code = gtk_label_new (th_member_text (matter, "code"));
  GtkGesture *click = gtk_gesture_click_new ();

  row->code = g_strdup (th_member_text (matter, "code"));
  row->check = gtk_image_new ();
  row->name = gtk_label_new (th_member_local (matter, ""));
  row->said = gtk_label_new (NULL);

  gtk_widget_set_valign (row->check, GTK_ALIGN_CENTER);
  g_signal_connect (click, "pressed", G_CALLBACK (check_clicked_cb), widget);
  gtk_widget_add_controller (row->check, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_css_class (code, "code");
  gtk_label_set_xalign (GTK_LABEL (row->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (row->name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (row->name, TRUE);
  gtk_widget_add_css_class (row->name, "name");
  gtk_widget_add_css_class (row->said, "ink2");

  gtk_box_append (GTK_BOX (box), row->check);
  gtk_box_append (GTK_BOX (box), code);
  gtk_box_append (GTK_BOX (box), row->name);
  gtk_box_append (GTK_BOX (box), row->said);
  gtk_widget_add_css_class (box, "matter-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  g_object_set_data_full (G_OBJECT (widget), "matter", row, row_free);
  gtk_list_box_append (self->list, widget);
}

static gboolean
same_codes (ThMatterList *self, JsonArray *matters)
{
  guint n = matters != NULL ? json_array_get_length (matters) : 0;

  for (guint i = 0; i < n; i++)
    {
      Row *row = row_of (gtk_list_box_get_row_at_index (self->list, (int) i));

      if (row == NULL || g_strcmp0 (row->code, th_member_text (th_member_element (matters, i), "code")) != 0)
        return FALSE;
    }

  return gtk_list_box_get_row_at_index (self->list, (int) n) == NULL;
}

static void
th_matter_list_dispose (GObject *object)
{
  ThMatterList *self = TH_MATTER_LIST (object);

  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->list)));

  G_OBJECT_CLASS (th_matter_list_parent_class)->dispose (object);
}

static void
th_matter_list_class_init (ThMatterListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_matter_list_dispose;

  signals[TOGGLED] = g_signal_new ("toggled", TH_TYPE_MATTER_LIST, G_SIGNAL_RUN_LAST, 0,
                                   g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
th_matter_list_init (ThMatterList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "matters");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Matters"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

/**
 * th_matter_list_set:
 * @matters: (nullable): matters of window.show
 * @may_tick: whether matters can be ticked off now
 *
 * Shows the matters with their states.
 */
void
th_matter_list_set (ThMatterList *self, JsonArray *matters, gboolean may_tick)
{
  guint n = matters != NULL ? json_array_get_length (matters) : 0;

  g_return_if_fail (TH_IS_MATTER_LIST (self));

  self->may_tick = may_tick;
  if (!same_codes (self, matters))
    {
      GtkListBoxRow *row;

      while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
        gtk_list_box_remove (self->list, GTK_WIDGET (row));
      for (guint i = 0; i < n; i++)
        append_row (self, th_member_element (matters, i));
    }

  for (guint i = 0; i < n; i++)
    show_state (self, gtk_list_box_get_row_at_index (self->list, (int) i), th_member_element (matters, i));
}

/**
 * th_matter_list_focus_row:
 *
 * Puts the focus on the first matter that is still open, or on the first.
 *
 * Returns: FALSE when there is no matter
 */
gboolean
th_matter_list_focus_row (ThMatterList *self)
{
  GtkListBoxRow *found = gtk_list_box_get_row_at_index (self->list, 0);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (row_of (row)->state, "open") == 0)
      {
        found = row;
        break;
      }

  if (found == NULL)
    return FALSE;

  gtk_list_box_select_row (self->list, found);
  return gtk_widget_grab_focus (GTK_WIDGET (found));
}
