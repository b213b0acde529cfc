/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The papers of a booking at the window. The ticks are a clerk's finger on the
 * list: they help to go through it, last as long as the screen, and decide
 * nothing; what is missing is said when the case is finished. */

#include "th-booking-case.h"

#include <glib/gi18n.h>

#include "th-booking-mode.h"
#include "th-text.h"
#include "th-words.h"

struct _ThBookingCase
{
  GtkWidget   parent_instance;

  GtkLabel   *code;
  GtkLabel   *slot;
  GtkLabel   *how;
  GtkLabel   *prepared;
  GtkLabel   *notes;
  GtkLabel   *bring_title;
  GtkListBox *bring;
  GtkLabel   *print_title;
  GtkListBox *print;

  JsonObject *booking;
  GHashTable *ticked;      /* "B7KQM2XF M01": whoever comes back finds the ticks */
};

typedef struct
{
  char      *key;
  char      *name;
  GtkWidget *check;
} Paper;

G_DEFINE_FINAL_TYPE (ThBookingCase, th_booking_case, GTK_TYPE_WIDGET)

static void
paper_free (gpointer data)
{
  Paper *self = data;

  g_free (self->key);
  g_free (self->name);
  g_free (self);
}

static Paper *
paper_of (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "paper") : NULL;
}

/* --- ticks ---------------------------------------------------------------- */

static void
show_title (GtkLabel *label, GtkListBox *list, const char *word, ThBookingCase *self)
{
  guint n = 0, done = 0;
  g_autofree char *text = NULL;

  for (GtkListBoxRow *row; (row = gtk_list_box_get_row_at_index (list, (int) n)) != NULL; n++)
    done += g_hash_table_contains (self->ticked, paper_of (row)->key);
  text = g_strdup_printf ("%s\u2003%u / %u", word, done, n);
  gtk_label_set_label (label, text);
  gtk_widget_set_css_classes (GTK_WIDGET (label), (const char *[]) { "paper-title", n > 0 && done == n ? "ok" : "ink2", NULL });
}

static void
show_titles (ThBookingCase *self)
{
  show_title (self->bring_title, self->bring, _("Brought along"), self);
  show_title (self->print_title, self->print, _("Printed here"), self);
}

static void
show_tick (ThBookingCase *self, GtkListBoxRow *row)
{
  Paper *paper = paper_of (row);
  gboolean done = g_hash_table_contains (self->ticked, paper->key);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", paper->name, done ? _("there") : _("not yet"));

  gtk_image_set_from_icon_name (GTK_IMAGE (paper->check), done ? "th-check-symbolic" : NULL);
  gtk_widget_set_css_classes (paper->check, (const char *[]) { "tick", done ? "done" : "open", NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
focus_row (GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (row))), row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* One key goes through the list: what is ticked hands on to the next. */
static void
toggle (ThBookingCase *self, GtkListBoxRow *row)
{
  Paper *paper = paper_of (row);
  GtkListBox *list = GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (row)));

  if (!g_hash_table_remove (self->ticked, paper->key))
    {
      g_hash_table_add (self->ticked, g_strdup (paper->key));
      focus_row (gtk_list_box_get_row_at_index (list, gtk_list_box_row_get_index (row) + 1));
    }
  show_tick (self, row);
  show_titles (self);
}

static GtkListBoxRow *
focused_row (GtkListBox *list)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (list));

  return child != NULL && GTK_IS_LIST_BOX_ROW (child) ? GTK_LIST_BOX_ROW (child) : NULL;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ThBookingCase *self)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
  GtkListBoxRow *row = focused_row (list);

  if (row == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      toggle (self, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      focus_row (gtk_list_box_get_row_at_index (list == self->bring ? self->print : self->bring, 0));
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
clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkListBoxRow *row)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  toggle (TH_BOOKING_CASE (gtk_widget_get_ancestor (GTK_WIDGET (row), TH_TYPE_BOOKING_CASE)), row);
}

/* --- papers --------------------------------------------------------------- */

static JsonObject *
condition_of (ThBookingCase *self, const char *key)
{
  JsonArray *conditions = th_member_array (self->booking, "conditions");

  for (guint i = 0; conditions != NULL && key != NULL && i < json_array_get_length (conditions); i++)
    if (g_strcmp0 (th_member_text (th_member_element (conditions, i), "key"), key) == 0)
      return th_member_element (conditions, i);

  return NULL;
}

/* "copy 1"; a thing that is used and taken home again has no form. */
static char *
describe_form (JsonObject *line)
{
  const char *form = th_member_text (line, "form");
  int count = (int) th_member_int (line, "count", 1);

  if (th_member_bool (line, "shared"))
    return g_strdup (C_("paper", "shared data"));
  if (g_strcmp0 (form, "original") == 0)
    return g_strdup_printf (C_("paper", "original %d"), count);
  if (g_strcmp0 (form, "copy") == 0)
    return g_strdup_printf (C_("paper", "copy %d"), count);

  return g_strdup_printf ("%d", count);
}

static void
append_paper (ThBookingCase *self, GtkListBox *list, JsonObject *line)
{
  const char *only = th_member_text (line, "condition");
  JsonObject *condition = condition_of (self, only);
  gboolean asked = th_member_bool (self->booking, "asked");
  const char *words = condition != NULL ? th_member_local (condition, "") : th_words (th_member_text (line, "condition_zh"), only);
  Paper *paper;
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name, *said;
  GtkGesture *click;
  g_autofree char *form = describe_form (line);

  paper = g_new0 (Paper, 1);
  paper->key = g_strdup_printf ("%s %s", th_member_text (self->booking, "booking"), th_member_text (line, "material"));
  paper->name = g_strdup (th_member_local (line, ""));
  paper->check = gtk_image_new ();
  name = gtk_label_new (NULL);
  said = gtk_label_new (form);
  click = gtk_gesture_click_new ();

  gtk_widget_set_valign (paper->check, GTK_ALIGN_CENTER);
  g_signal_connect (click, "pressed", G_CALLBACK (clicked_cb), widget);
  gtk_widget_add_controller (paper->check, GTK_EVENT_CONTROLLER (click));
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (said, "caption");
  gtk_box_append (GTK_BOX (box), paper->check);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), said);
  gtk_widget_add_css_class (box, "paper-row");

  /* Nobody was asked whether this one is needed: the condition is said with it. */
  if (only != NULL && (!asked || condition == NULL))
    {
      char *open = g_strdup_printf (C_("paper", "%s (only if: %s)"), paper->name, words);

      g_free (paper->name);
      paper->name = open;
      gtk_widget_add_css_class (name, "ink3");
    }
  gtk_label_set_label (GTK_LABEL (name), paper->name);
  gtk_widget_set_tooltip_text (widget, paper->name);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  g_object_set_data_full (G_OBJECT (widget), "paper", paper, paper_free);
  gtk_list_box_append (list, widget);
  show_tick (self, GTK_LIST_BOX_ROW (widget));
}

static void
fill_papers (ThBookingCase *self, GtkListBox *list, const char *key)
{
  JsonArray *lines = th_member_array (self->booking, key);
  gboolean asked = th_member_bool (self->booking, "asked");
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    {
      JsonObject *line = th_member_element (lines, i);
      JsonObject *condition = condition_of (self, th_member_text (line, "condition"));

      if (condition == NULL || !asked || th_member_bool (condition, "on"))
        append_paper (self, list, line);
    }
}

/* --- what was agreed ------------------------------------------------------ */

static void
show_head (ThBookingCase *self, ThSession *session)
{
  GTimeZone *zone = th_session_get_zone (session);
  const char *organiser = th_member_text (self->booking, "organiser");
  g_autofree char *from = th_text_clock (th_member_instant (self->booking, "start"), zone);
  g_autofree char *to = th_text_clock (th_member_instant (self->booking, "end"), zone);
  g_autofree char *slot = g_strdup_printf ("%s–%s", from, to);
  const char *mode = th_booking_mode_label (th_member_text (self->booking, "mode"));
  const char *staff = th_member_local (self->booking, "staff");
  g_autoptr (GString) how = g_string_new (mode != NULL ? mode : "");

  if (th_member_has (self->booking, "staff"))
    g_string_append_printf (how, "\u2003%s%s%s", _("one to one"), staff != NULL ? " " : "", staff != NULL ? staff : "");
  /* Who it is stands beside the matters; of a group only whose it is. */
  if (organiser != NULL)
    g_string_append_printf (how, "\u2003%s", organiser);
  if (th_member_bool (self->booking, "downgraded"))
    g_string_append_printf (how, "\u2003%s", _("came too late"));
  gtk_label_set_label (self->code, th_member_text (self->booking, "booking"));
  gtk_label_set_label (self->slot, slot);
  gtk_label_set_label (self->how, how->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->how), how->str);
  gtk_label_set_label (self->prepared, th_member_bool (self->booking, "prepared") ? _("forms are printed") : "");
}

/* Which conditions hold, and what was last said. */
static void
show_notes (ThBookingCase *self)
{
  JsonArray *conditions = th_member_array (self->booking, "conditions");
  JsonArray *log = th_member_array (self->booking, "log");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; conditions != NULL && i < json_array_get_length (conditions); i++)
    {
      JsonObject *one = th_member_element (conditions, i);

      if (th_member_bool (one, "on") && th_member_local (one, "") != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? C_("between names", ", ") : "", th_member_local (one, ""));
    }
  for (guint i = log != NULL ? json_array_get_length (log) : 0; i > 0; i--)
    {
      const char *words = th_member_text (th_member_element (log, i - 1), "words");

      if (words == NULL || *words == '\0')
        continue;
      g_string_append_printf (text, "%s", text->len > 0 ? "\u2003" : "");
      g_string_append_printf (text, _("Agreed: %s"), words);
      break;
    }
  gtk_label_set_label (self->notes, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->notes), text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), text->len > 0);
}

/* --- the widget ----------------------------------------------------------- */

static void
th_booking_case_dispose (GObject *object)
{
  ThBookingCase *self = TH_BOOKING_CASE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->booking, json_object_unref);
  g_clear_pointer (&self->ticked, g_hash_table_unref);

  G_OBJECT_CLASS (th_booking_case_parent_class)->dispose (object);
}

static void
th_booking_case_class_init (ThBookingCaseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_booking_case_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-booking-case.ui");
  gtk_widget_class_bind_template_child (widget_class, ThBookingCase, code);
  gtk_widget_class_bind_template_child (widget_class, ThBookingCase, slot);
  gtk_widget_class_bind_template_child (widget_class, ThBookingCase, how);
  gtk_widget_class_bind_template_child (widget_class, ThBookingCase, prepared);
  gtk_widget_class_bind_template_child (widget_class, ThBookingCase, notes);
  gtk_widget_class_bind_template_child (widget_class, ThBookingCase, bring_title);
  gtk_widget_class_bind_template_child (widget_class, ThBookingCase, bring);
  gtk_widget_class_bind_template_child (widget_class, ThBookingCase, print_title);
  gtk_widget_class_bind_template_child (widget_class, ThBookingCase, print);
}

static void
listen (ThBookingCase *self, GtkListBox *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (list), keys);
}

static void
th_booking_case_init (ThBookingCase *self)
{
  self->ticked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  listen (self, self->bring);
  listen (self, self->print);
}

void
th_booking_case_set (ThBookingCase *self, JsonObject *booking, ThSession *session)
{
  g_return_if_fail (TH_IS_BOOKING_CASE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), booking != NULL);
  /* The same answer again would take the keyboard out of the list. */
  if (booking == NULL || booking == self->booking)
    return;

  g_clear_pointer (&self->booking, json_object_unref);
  self->booking = json_object_ref (booking);
  show_head (self, session);
  show_notes (self);
  fill_papers (self, self->bring, "bring");
  fill_papers (self, self->print, "printed_here");
  show_titles (self);
}
