/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: a passer-by with a keyboard cannot close the board, staff can without
 * looking for a menu. The bar asks in place, over the foot of the board, and
 * goes by itself when nobody types. */

#include "th-board-leave.h"

#include <glib/gi18n.h>

#define IDLE_S 20

struct _ThBoardLeave
{
  GtkWidget     parent_instance;
  GtkWidget    *revealer, *staff, *pin, *message;
  ThSession    *session;
  GCancellable *cancellable;
  guint         idle;
};

G_DEFINE_FINAL_TYPE (ThBoardLeave, th_board_leave, GTK_TYPE_WIDGET)

enum { LEAVE, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
idle_cb (gpointer data)
{
  ThBoardLeave *self = data;

  self->idle = 0;
  th_board_leave_close (self);

  return G_SOURCE_REMOVE;
}

static void
restart_idle (ThBoardLeave *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  self->idle = g_timeout_add_seconds (IDLE_S, idle_cb, self);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThBoardLeave) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (answer == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->message), error->message);
      gtk_editable_set_text (GTK_EDITABLE (self->pin), "");
      gtk_widget_grab_focus (self->pin);
      restart_idle (self);
      return;
    }

  /* Whoever opened the way out does not become the one who acts here. */
  th_desk_set_actor (th_session_get_desk (self->session), th_session_get_staff_no (self->session));
  th_board_leave_close (self);
  g_signal_emit (self, signals[LEAVE], 0);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *target)
{
  ThBoardLeave *self = TH_BOARD_LEAVE (widget);
  const char *staff = gtk_editable_get_text (GTK_EDITABLE (self->staff));
  const char *pin = gtk_editable_get_text (GTK_EDITABLE (self->pin));

  if (*staff == '\0' || *pin == '\0')
    {
      gtk_widget_grab_focus (*staff == '\0' ? self->staff : self->pin);
      return;
    }

  gtk_label_set_label (GTK_LABEL (self->message), "");
  th_session_ask_async (self->session, th_desk_request ("staff.sign_in", "staff", "s", staff, "pin", "s", pin, NULL),
                        self->cancellable, signed_in_cb, g_object_ref (self));
}

static void
pin_activate_cb (ThBoardLeave *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "board.confirm", NULL);
}

static void
stay_action (GtkWidget *widget, const char *name, GVariant *target)
{
  th_board_leave_close (TH_BOARD_LEAVE (widget));
}

static void
th_board_leave_dispose (GObject *object)
{
  ThBoardLeave *self = TH_BOARD_LEAVE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (th_board_leave_parent_class)->dispose (object);
}

static void
th_board_leave_class_init (ThBoardLeaveClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_board_leave_dispose;
  signals[LEAVE] = g_signal_new ("leave", TH_TYPE_BOARD_LEAVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-board-leave.ui");
  gtk_widget_class_bind_template_child (widget_class, ThBoardLeave, revealer);
  gtk_widget_class_bind_template_child (widget_class, ThBoardLeave, staff);
  gtk_widget_class_bind_template_child (widget_class, ThBoardLeave, pin);
  gtk_widget_class_bind_template_child (widget_class, ThBoardLeave, message);
  gtk_widget_class_install_action (widget_class, "board.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "board.stay", NULL, stay_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "board.stay", NULL);
}

static void
th_board_leave_init (ThBoardLeave *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (self->staff, "changed", G_CALLBACK (restart_idle), self);
  g_signal_connect_swapped (self->pin, "changed", G_CALLBACK (restart_idle), self);
  g_signal_connect_object (self->staff, "activate", G_CALLBACK (gtk_widget_grab_focus), self->pin, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->pin, "activate", G_CALLBACK (pin_activate_cb), self);
  th_board_leave_close (self);
}

void
th_board_leave_set_session (ThBoardLeave *self, ThSession *session)
{
  g_return_if_fail (TH_IS_BOARD_LEAVE (self));
  g_set_object (&self->session, session);
}

void
th_board_leave_open (ThBoardLeave *self)
{
  g_return_if_fail (TH_IS_BOARD_LEAVE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->pin), "");
  gtk_label_set_label (GTK_LABEL (self->message), "");
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  gtk_widget_grab_focus (self->staff);
  restart_idle (self);
}

void
th_board_leave_close (ThBoardLeave *self)
{
  GtkRoot *root;

  g_return_if_fail (TH_IS_BOARD_LEAVE (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  g_clear_handle_id (&self->idle, g_source_remove);
  gtk_editable_set_text (GTK_EDITABLE (self->pin), "");
  gtk_editable_set_text (GTK_EDITABLE (self->staff), "");
  g_clear_handle_id (&self->idle, g_source_remove);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (root != NULL)
    gtk_root_set_focus (root, NULL);
}

gboolean
th_board_leave_is_open (ThBoardLeave *self)
{
  g_return_val_if_fail (TH_IS_BOARD_LEAVE (self), FALSE);
  return gtk_widget_get_visible (GTK_WIDGET (self));
}
