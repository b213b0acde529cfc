/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One of four lists at a time; what they say is passed on with one voice. */

#include "th-booking-lists.h"

#include "th-booking-people.h"
#include "th-booking-remind.h"
#include "th-booking-today.h"
#include "th-focus.h"
#include "th-followups.h"

struct _ThBookingLists
{
  GtkWidget  parent_instance;
  ThSession *session;
  GtkStack  *stack;
};

G_DEFINE_FINAL_TYPE (ThBookingLists, th_booking_lists, GTK_TYPE_WIDGET)

enum { OPEN, MOVE, CHECK_IN, CANCEL, N_SIGNALS };
static guint signals[N_SIGNALS];
static const char *const names[] = { "open", "move", "check-in", "cancel" };

static void
open_cb (ThBookingLists *self, const char *code)
{
  g_signal_emit (self, signals[OPEN], 0, code);
}

static void
move_cb (ThBookingLists *self, const char *code)
{
  g_signal_emit (self, signals[MOVE], 0, code);
}

static void
check_in_cb (ThBookingLists *self, const char *code)
{
  g_signal_emit (self, signals[CHECK_IN], 0, code);
}

static void
cancel_cb (ThBookingLists *self, const char *code)
{
  g_signal_emit (self, signals[CANCEL], 0, code);
}

static void
listen (ThBookingLists *self, ThBookingList *list)
{
  g_signal_connect_object (list, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "move", G_CALLBACK (move_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "check-in", G_CALLBACK (check_in_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "cancel", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
make (ThBookingLists *self, const char *name)
{
  GtkWidget *widget;

  if (g_strcmp0 (name, "today") == 0)
    {
      widget = th_booking_today_new (self->session);
      listen (self, th_booking_today_get_list (TH_BOOKING_TODAY (widget)));
    }
  else if (g_strcmp0 (name, "tomorrow") == 0)
    {
      widget = th_booking_remind_new (self->session);
      listen (self, th_booking_remind_get_list (TH_BOOKING_REMIND (widget)));
    }
  else if (g_strcmp0 (name, "followups") == 0)
    {
      widget = th_followups_new (self->session);
      g_signal_connect_object (widget, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
    }
  else
    {
      widget = th_booking_people_new (self->session);
      listen (self, th_booking_people_get_list (TH_BOOKING_PEOPLE (widget)));
    }
  return widget;
}

static gboolean
th_booking_lists_grab_focus (GtkWidget *widget)
{
  GtkWidget *shown = gtk_stack_get_visible_child (TH_BOOKING_LISTS (widget)->stack);

  if (th_focus_is_walking (widget))
    return FALSE;
  return shown != NULL && gtk_widget_grab_focus (shown);
}

static void
th_booking_lists_dispose (GObject *object)
{
  ThBookingLists *self = TH_BOOKING_LISTS (object);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->stack)));
  g_clear_object (&self->session);
  G_OBJECT_CLASS (th_booking_lists_parent_class)->dispose (object);
}

static void
th_booking_lists_class_init (ThBookingListsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_booking_lists_dispose;
  widget_class->grab_focus = th_booking_lists_grab_focus;
  widget_class->focus = th_focus_walk;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], TH_TYPE_BOOKING_LISTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "booking-lists");
}

static void
th_booking_lists_init (ThBookingLists *self)
{
  self->stack = g_object_new (GTK_TYPE_STACK, "hhomogeneous", FALSE, "vhomogeneous", FALSE, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

GtkWidget *
th_booking_lists_new (ThSession *session)
{
  ThBookingLists *self = g_object_new (TH_TYPE_BOOKING_LISTS, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
th_booking_lists_show (ThBookingLists *self, const char *name)
{
  g_return_if_fail (TH_IS_BOOKING_LISTS (self));
  g_return_if_fail (name != NULL);
  if (th_booking_lists_get (self, name) == NULL)
    gtk_stack_add_named (self->stack, make (self, name), name);
  gtk_stack_set_visible_child_name (self->stack, name);
}

GtkWidget *
th_booking_lists_get (ThBookingLists *self, const char *name)
{
  g_return_val_if_fail (TH_IS_BOOKING_LISTS (self), NULL);
  return gtk_stack_get_child_by_name (self->stack, name);
}
