/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A list that is filled again in place. A row stays the row of its booking, so
 * that the choice and the focus survive an answer; places of a group at one
 * time are one row, for whoever belongs to it takes the next of them. */

#include "th-booking-list.h"

#include <glib/gi18n.h>

#include "th-focus.h"
#include "th-key-hint.h"
#include "th-text.h"

struct _ThBookingList
{
  GtkWidget        parent_instance;
  ThBookingRowKind kind;
  GtkWidget       *stack, *empty, *hints;
  GtkWidget       *check_in_hint[2];   /* its key and its word; NULL where there is none */
  GtkListBox      *list;
  JsonArray       *shown;
  JsonObject      *floor;
  ThSession       *session;
};

G_DEFINE_FINAL_TYPE (ThBookingList, th_booking_list, GTK_TYPE_WIDGET)

enum { OPEN, CHECK_IN, MOVE, CANCEL, N_SIGNALS };
static guint signals[N_SIGNALS];
static const char *const names[] = { "open", "check-in", "move", "cancel" };

static ThBookingRow *
row_at (ThBookingList *self, int i)
{
  return (ThBookingRow *) gtk_list_box_get_row_at_index (self->list, i);
}

static ThBookingRow *
chosen (ThBookingList *self)
{
  return (ThBookingRow *) gtk_list_box_get_selected_row (self->list);
}

/* --- filling ------------------------------------------------------------------- */

static gboolean
same_group (JsonObject *a, JsonObject *b)
{
  return !th_member_has (a, "party") && !th_member_has (b, "party") && th_member_has (a, "organiser") &&
         g_strcmp0 (th_member_text (a, "organiser"), th_member_text (b, "organiser")) == 0 &&
         g_strcmp0 (th_member_text (a, "start"), th_member_text (b, "start")) == 0 &&
         g_strcmp0 (th_member_text (a, "state"), th_member_text (b, "state")) == 0;
}

static JsonArray *
choose_shown (JsonArray *bookings, const char *const *wanted)
{
  JsonArray *shown = json_array_new ();

  for (guint i = 0; i < json_array_get_length (bookings); i++)
    {
      JsonObject *booking = th_member_element (bookings, i);
      guint n = json_array_get_length (shown);
      const char *state = th_member_text (booking, "state");

      if (wanted != NULL && (state == NULL || !g_strv_contains (wanted, state)))
        continue;
      if (n > 0 && same_group (th_member_element (shown, n - 1), booking))
        continue;
      json_array_add_object_element (shown, json_object_ref (booking));
    }
  return shown;
}

/* The rows there are, by the code of their booking. */
static GHashTable *
rows_by_code (ThBookingList *self)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (TH_IS_BOOKING_ROW (row) && th_booking_row_get_code (TH_BOOKING_ROW (row)) != NULL)
      g_hash_table_insert (rows, g_strdup (th_booking_row_get_code (TH_BOOKING_ROW (row))), row);
  return rows;
}

/* The row of the booking at @i is put there, from wherever it is. */
static ThBookingRow *
row_for (ThBookingList *self, GHashTable *rows, guint i, const char *code)
{
  ThBookingRow *row = g_hash_table_lookup (rows, code);

  if (row == NULL)
    {
      row = TH_BOOKING_ROW (th_booking_row_new (self->kind));
      gtk_list_box_insert (self->list, GTK_WIDGET (row), (int) i);
    }
  else if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) != (int) i)
    {
      g_object_ref (row);
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
      gtk_list_box_insert (self->list, GTK_WIDGET (row), (int) i);
      g_object_unref (row);
    }
  return row;
}

/* Whether the desk would refuse a check-in; who is not signed in is told to sign in. */
static gboolean
refused (ThBookingList *self)
{
  return th_session_get_staff_no (self->session) != NULL && !th_session_may_check_in (self->session);
}

static void
fill (ThBookingList *self, JsonObject *floor)
{
  guint n = json_array_get_length (self->shown);
  g_autoptr (GHashTable) rows = rows_by_code (self);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *booking = th_member_element (self->shown, i);

      th_booking_row_set (row_for (self, rows, i, th_member_text (booking, "booking")), booking, floor, self->session);
    }
  while (row_at (self, (int) n) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row_at (self, (int) n)));
  if (chosen (self) == NULL && n > 0)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row_at (self, 0)));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n > 0 ? "list" : "empty");
  gtk_widget_set_visible (self->hints, n > 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->check_in_hint); i++)
    if (self->check_in_hint[i] != NULL)
      gtk_widget_set_visible (self->check_in_hint[i], !refused (self));
  if (n > 0 && gtk_widget_is_focus (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (chosen (self)));
  gtk_widget_set_focusable (GTK_WIDGET (self), n == 0);
}

static void
role_cb (ThBookingList *self)
{
  if (self->shown != NULL)
    fill (self, self->floor);
}

/* --- keys ---------------------------------------------------------------------- */

static void
tell (ThBookingList *self, guint what, const char *code)
{
  g_autofree char *kept = g_strdup (code);

  if (kept != NULL)
    g_signal_emit (self, signals[what], 0, kept);
}

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  ThBookingList *self = TH_BOOKING_LIST (widget);
  guint what = g_variant_get_uint32 (arguments);
  ThBookingRow *row = chosen (self);

  if (row == NULL || !gtk_widget_is_focus (GTK_WIDGET (row)))
    return FALSE;
  if ((what == CHECK_IN && (self->kind != TH_BOOKING_ROW_TODAY || !th_booking_row_comes (row) || refused (self))) ||
      ((what == MOVE || what == CANCEL) && !th_booking_row_is_open (row)))
    gtk_widget_error_bell (widget);
  else
    tell (self, what, th_booking_row_get_code (row));
  return TRUE;
}

static void
activated_cb (ThBookingList *self, GtkListBoxRow *row)
{
  tell (self, OPEN, th_booking_row_get_code (TH_BOOKING_ROW (row)));
}

static void
check_in_action (GtkWidget *widget, const char *name, GVariant *code)
{
  tell (TH_BOOKING_LIST (widget), CHECK_IN, g_variant_get_string (code, NULL));
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *code)
{
  tell (TH_BOOKING_LIST (widget), MOVE, g_variant_get_string (code, NULL));
}

/* --- class --------------------------------------------------------------------- */

/* Without a row the list keeps the focus until there is one. */
static gboolean
th_booking_list_grab_focus (GtkWidget *widget)
{
  ThBookingRow *row = chosen (TH_BOOKING_LIST (widget));

  if (th_focus_is_walking (widget))
    return FALSE;
  if (row != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (row));
  return GTK_WIDGET_CLASS (th_booking_list_parent_class)->grab_focus (widget);
}

static void
th_booking_list_dispose (GObject *object)
{
  ThBookingList *self = TH_BOOKING_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->shown, json_array_unref);
  g_clear_pointer (&self->floor, json_object_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (th_booking_list_parent_class)->dispose (object);
}

static void
th_booking_list_class_init (ThBookingListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_booking_list_dispose;
  widget_class->grab_focus = th_booking_list_grab_focus;
  widget_class->focus = th_focus_walk;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], TH_TYPE_BOOKING_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "booking-list");
  gtk_widget_class_install_action (widget_class, "list.check-in", "s", check_in_action);
  gtk_widget_class_install_action (widget_class, "list.move", "s", move_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, 0, key_cb, "u", CHECK_IN);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_m, 0, key_cb, "u", MOVE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, key_cb, "u", CANCEL);
}

static void
add_hint (ThBookingList *self, const char *keys, const char *word)
{
  GtkWidget *hint = th_key_hint_new (keys);

  gtk_widget_set_valign (hint, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->hints), hint);
  gtk_box_append (GTK_BOX (self->hints), gtk_label_new (word));
}

static void
th_booking_list_init (ThBookingList *self)
{
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, NULL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  self->empty = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, "vexpand", TRUE, NULL);
  gtk_widget_add_css_class (self->empty, "ink2");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), gtk_label_new (NULL), "unknown");
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  self->hints = g_object_new (GTK_TYPE_BOX, "spacing", 5, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->hints, "hints");
  gtk_widget_add_css_class (self->hints, "list-foot");
  gtk_widget_set_parent (self->hints, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
th_booking_list_new (ThBookingRowKind kind, const char *label, const char *empty)
{
  ThBookingList *self = g_object_new (TH_TYPE_BOOKING_LIST, NULL);

  self->kind = kind;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_label_set_label (GTK_LABEL (self->empty), empty);
  add_hint (self, "Enter", _("open"));
  if (kind == TH_BOOKING_ROW_TODAY)
    {
      add_hint (self, "C", _("check in"));
      self->check_in_hint[1] = gtk_widget_get_last_child (self->hints);
      self->check_in_hint[0] = gtk_widget_get_prev_sibling (self->check_in_hint[1]);
    }
  add_hint (self, "M", _("move"));
  add_hint (self, "Delete", C_("key", "cancel"));
  return GTK_WIDGET (self);
}

/**
 * th_booking_list_set:
 * @bookings: (nullable) (transfer none): in the order to be shown
 *
 * A row stays the row of its booking.
 */
void
th_booking_list_set (ThBookingList *self, JsonArray *bookings, const char *const *wanted, JsonObject *floor, ThSession *session)
{
  g_return_if_fail (TH_IS_BOOKING_LIST (self));
  if (g_set_object (&self->session, session) && session != NULL)
    g_signal_connect_object (session, "notify::role", G_CALLBACK (role_cb), self, G_CONNECT_SWAPPED);
  g_clear_pointer (&self->shown, json_array_unref);
  if (bookings == NULL)
    {
      gtk_list_box_unselect_all (self->list);
      while (row_at (self, 0) != NULL)
        gtk_list_box_remove (self->list, GTK_WIDGET (row_at (self, 0)));
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "unknown");
      gtk_widget_set_visible (self->hints, FALSE);
      gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
      return;
    }
  self->shown = choose_shown (bookings, wanted);
  fill (self, floor);
}

void
th_booking_list_set_floor (ThBookingList *self, JsonObject *floor)
{
  g_return_if_fail (TH_IS_BOOKING_LIST (self));
  if (self->shown != NULL)
    fill (self, floor);
}

guint
th_booking_list_get_n (ThBookingList *self)
{
  g_return_val_if_fail (TH_IS_BOOKING_LIST (self), 0);
  return self->shown != NULL ? json_array_get_length (self->shown) : 0;
}

ThBookingRow *
th_booking_list_get_row (ThBookingList *self, guint i)
{
  g_return_val_if_fail (TH_IS_BOOKING_LIST (self), NULL);
  return row_at (self, (int) i);
}
