/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The button stays where it is and says why it is grey; what changes around it
 * are words. */

#include "th-booking-bar.h"

#include <glib/gi18n.h>

#include "th-key-hint.h"
#include "th-text.h"

struct _ThBookingBar
{
  GtkWidget       parent_instance;

  GtkLabel       *elapsed;
  GtkStack       *steps;
  GtkLabel       *slot_title;
  GtkLabel       *slot_line;
  GtkDropDown    *staff;
  GtkWidget      *spacer;
  GtkBox         *facts;
  GtkLabel       *fact_first;
  GtkLabel       *fact_second;
  GtkButton      *confirm;
  GtkLabel       *why;
  GtkLabel       *code;
  GtkLabel       *shown_line;
  GtkWidget      *change_button;
  GtkWidget      *next_button;
  GtkLabel       *move_title;
  GtkLabel       *move_line;
  GtkEntry       *reason;
  GtkCheckButton *by_hall;
  GtkCheckButton *agreed;
  GtkButton      *accept;
  GtkLabel       *accept_word;
  GtkLabel       *move_why;

  GPtrArray      *numbers;     /* of the clerks in the list, after "any" */
  gboolean        filling;
};

G_DEFINE_FINAL_TYPE (ThBookingBar, th_booking_bar, GTK_TYPE_WIDGET)

enum { STAFF, CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *const step_names[] = { "edit", "shown", "move" };

static void
staff_changed_cb (ThBookingBar *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[STAFF], 0);
}

/* Only when the hall moves it is there somebody to agree with. */
static void
move_changed_cb (ThBookingBar *self)
{
  gboolean by_hall = gtk_check_button_get_active (self->by_hall);

  gtk_widget_set_sensitive (GTK_WIDGET (self->agreed), by_hall);
  if (!by_hall)
    gtk_check_button_set_active (self->agreed, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
reason_entered_cb (ThBookingBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "page.confirm", NULL);
}

static void
th_booking_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (th_booking_bar_parent_class)->dispose (object);
}

static void
th_booking_bar_finalize (GObject *object)
{
  g_clear_pointer (&TH_BOOKING_BAR (object)->numbers, g_ptr_array_unref);
  G_OBJECT_CLASS (th_booking_bar_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-booking-bar.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThBookingBar, name)
  BIND (elapsed);
  BIND (steps);
  BIND (slot_title);
  BIND (slot_line);
  BIND (staff);
  BIND (spacer);
  BIND (facts);
  BIND (fact_first);
  BIND (fact_second);
  BIND (confirm);
  BIND (why);
  BIND (code);
  BIND (shown_line);
  BIND (change_button);
  BIND (next_button);
  BIND (move_title);
  BIND (move_line);
  BIND (reason);
  BIND (by_hall);
  BIND (agreed);
  BIND (accept);
  BIND (accept_word);
  BIND (move_why);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, staff_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_entered_cb);
}

static void
th_booking_bar_class_init (ThBookingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_booking_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = th_booking_bar_finalize;
  signals[STAFF] = g_signal_new ("staff", TH_TYPE_BOOKING_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", TH_TYPE_BOOKING_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (TH_TYPE_KEY_HINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
th_booking_bar_init (ThBookingBar *self)
{
  self->numbers = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  th_booking_bar_set_staff (self, NULL);
  th_booking_bar_set_elapsed (self, -1);
}

void
th_booking_bar_set_step (ThBookingBar *self, ThBookingStep step)
{
  g_return_if_fail (TH_IS_BOOKING_BAR (self));
  gtk_stack_set_visible_child_name (self->steps, step_names[step]);
}

/* A small screen shows the facts in the tooltip of the time. */
void
th_booking_bar_set_compact (ThBookingBar *self, gboolean compact)
{
  g_return_if_fail (TH_IS_BOOKING_BAR (self));
  gtk_widget_set_visible (GTK_WIDGET (self->facts), !compact);
  gtk_widget_set_visible (self->spacer, compact);
}

void
th_booking_bar_set_elapsed (ThBookingBar *self, gint64 seconds)
{
  g_autofree char *text = seconds < 0 ? g_strdup ("—") : th_text_short (seconds);

  g_return_if_fail (TH_IS_BOOKING_BAR (self));
  gtk_label_set_label (self->elapsed, text);
}

/**
 * th_booking_bar_set_slot:
 * @title: the time in words, or what to do for one
 * @line: (nullable): what it is for
 * @lost: the time was taken by somebody else meanwhile
 */
void
th_booking_bar_set_slot (ThBookingBar *self, const char *title, const char *line, gboolean lost)
{
  g_return_if_fail (TH_IS_BOOKING_BAR (self));

  gtk_label_set_label (self->slot_title, title);
  gtk_label_set_label (self->slot_line, line != NULL ? line : "");
  gtk_widget_set_css_classes (GTK_WIDGET (self->slot_title), (const char *[]) { "slot-title", lost ? "warn" : NULL, NULL });
}

void
th_booking_bar_set_facts (ThBookingBar *self, const char *first, const char *second)
{
  g_autofree char *tip = NULL;

  g_return_if_fail (TH_IS_BOOKING_BAR (self));

  gtk_label_set_label (self->fact_first, first != NULL ? first : "");
  gtk_label_set_label (self->fact_second, second != NULL ? second : "");
  tip = first != NULL && second != NULL ? g_strdup_printf ("%s\n%s", first, second) : g_strdup (first != NULL ? first : second);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->slot_title), tip);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->facts), tip);
}

static void
show_why (GtkButton *button, GtkLabel *label, const char *why)
{
  gtk_label_set_label (label, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (label), why != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), why);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why != NULL ? why : "", -1);
  if (why == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (button), "primary");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (button), "primary");
}

void
th_booking_bar_set_why (ThBookingBar *self, const char *why)
{
  g_return_if_fail (TH_IS_BOOKING_BAR (self));
  show_why (self->confirm, self->why, why);
}

/**
 * th_booking_bar_set_staff:
 * @staff: (nullable): who knows the work, those at its windows first
 *
 * The one who was chosen stays chosen if still among them.
 */
void
th_booking_bar_set_staff (ThBookingBar *self, JsonArray *staff)
{
  g_autofree char *chosen = g_strdup (th_booking_bar_get_staff (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = staff != NULL ? json_array_get_length (staff) : 0;
  g_autofree char *any = n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Anybody (%d)", "Anybody (%d)", n), (int) n)
                               : g_strdup (_("Anybody"));

  g_return_if_fail (TH_IS_BOOKING_BAR (self));

  gtk_string_list_append (names, any);
  g_ptr_array_set_size (self->numbers, 0);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *one = th_member_element (staff, i);
      const char *name = th_member_local (one, "");
      g_autofree char *window = th_text_window (th_member_text (one, "window"));
      g_autofree char *text = window != NULL ? g_strdup_printf (_("%s  window %s"), name, window) : g_strdup (name);

      g_ptr_array_add (self->numbers, g_strdup (th_member_text (one, "no")));
      gtk_string_list_append (names, text);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->staff, G_LIST_MODEL (names));
  self->filling = FALSE;
  th_booking_bar_choose_staff (self, chosen);
}

void
th_booking_bar_choose_staff (ThBookingBar *self, const char *no)
{
  guint at = 0;

  g_return_if_fail (TH_IS_BOOKING_BAR (self));

  for (guint i = 0; i < self->numbers->len; i++)
    if (g_strcmp0 (self->numbers->pdata[i], no) == 0)
      at = i + 1;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->staff, at);
  self->filling = FALSE;
}

const char *
th_booking_bar_get_staff (ThBookingBar *self)
{
  guint at = gtk_drop_down_get_selected (self->staff);

  return at > 0 && at <= self->numbers->len ? self->numbers->pdata[at - 1] : NULL;
}

/* One key walks through the clerks, and after the last comes anybody. */
void
th_booking_bar_next_staff (ThBookingBar *self)
{
  g_return_if_fail (TH_IS_BOOKING_BAR (self));
  gtk_drop_down_set_selected (self->staff, (gtk_drop_down_get_selected (self->staff) + 1) % (self->numbers->len + 1));
}

GtkDropDown *
th_booking_bar_get_staff_list (ThBookingBar *self)
{
  g_return_val_if_fail (TH_IS_BOOKING_BAR (self), NULL);
  return self->staff;
}

/**
 * th_booking_bar_set_shown:
 * @code: of the booking
 * @open: whether anything can still be done with it
 */
void
th_booking_bar_set_shown (ThBookingBar *self, const char *code, const char *line, gboolean open)
{
  g_return_if_fail (TH_IS_BOOKING_BAR (self));

  gtk_label_set_label (self->code, code);
  gtk_label_set_label (self->shown_line, line);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->shown_line), line);
  gtk_widget_set_visible (self->change_button, open);
}

void
th_booking_bar_focus_next (ThBookingBar *self)
{
  g_return_if_fail (TH_IS_BOOKING_BAR (self));
  gtk_widget_grab_focus (self->next_button);
}

void
th_booking_bar_set_move (ThBookingBar *self, const char *title, const char *line, const char *why)
{
  g_return_if_fail (TH_IS_BOOKING_BAR (self));

  gtk_label_set_label (self->move_title, title);
  gtk_label_set_label (self->move_line, line);
  show_why (self->accept, self->move_why, why);
}

/**
 * th_booking_bar_begin_move:
 * @change: what is to be done
 *
 * Empties what is asked for it.
 */
void
th_booking_bar_begin_move (ThBookingBar *self, ThBookingChange change)
{
  const char *word = change == TH_BOOKING_TO_END ? _("It is done") : change == TH_BOOKING_TO_CANCEL ? _("Cancel the booking") : _("Move the booking");
  const char *asks = change == TH_BOOKING_TO_END ? _("Note, if any") : _("Reason");

  g_return_if_fail (TH_IS_BOOKING_BAR (self));

  gtk_label_set_label (self->accept_word, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->accept), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);

  gtk_entry_set_placeholder_text (self->reason, asks);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, asks, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->by_hall), change != TH_BOOKING_TO_END);
  gtk_widget_set_visible (GTK_WIDGET (self->agreed), change != TH_BOOKING_TO_END);
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  gtk_check_button_set_active (self->by_hall, FALSE);
  gtk_check_button_set_active (self->agreed, FALSE);
  move_changed_cb (self);
}

void
th_booking_bar_focus_reason (ThBookingBar *self)
{
  g_return_if_fail (TH_IS_BOOKING_BAR (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

char *
th_booking_bar_get_reason (ThBookingBar *self, gboolean *by_hall, gboolean *agreed)
{
  g_return_val_if_fail (TH_IS_BOOKING_BAR (self), NULL);

  *by_hall = gtk_check_button_get_active (self->by_hall);
  *agreed = gtk_check_button_get_active (self->agreed);
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
}
