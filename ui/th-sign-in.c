/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window that asks who sits here. */

#include "th-sign-in.h"

#include <glib/gi18n.h>

#include "th-sign-in-form.h"

struct _ThSignIn
{
  GtkWindow     parent_instance;

  GtkWidget    *signed_in_box;
  GtkLabel     *signed_in;
  ThSignInForm *form;

  ThSession    *session;
  GTask        *task;
  GCancellable *cancellable;
};

G_DEFINE_TYPE (ThSignIn, th_sign_in, GTK_TYPE_WINDOW)

static void
finish (ThSignIn *self, gboolean signed_in)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task == NULL)
    return;

  if (signed_in)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Nobody signed in"));
}

static void
sign_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThSignIn) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = th_session_sign_in_finish (TH_SESSION (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  th_sign_in_form_set_busy (self->form, FALSE);
  if (!done)
    {
      th_sign_in_form_set_error (self->form, error->message);
      return;
    }

  finish (self, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
submitted_cb (ThSignIn *self)
{
  th_sign_in_form_set_busy (self->form, TRUE);
  th_session_sign_in_async (self->session, th_sign_in_form_get_staff (self->form), th_sign_in_form_get_pin (self->form),
                            self->cancellable, sign_in_cb, g_object_ref (self));
}

static gboolean
close_request_cb (ThSignIn *self)
{
  /* An answer that is still under way must not sign in a person who went away. */
  g_cancellable_cancel (self->cancellable);
  finish (self, FALSE);

  return FALSE;
}

static void
sign_out_clicked_cb (ThSignIn *self)
{
  th_session_sign_out (self->session);
  gtk_window_close (GTK_WINDOW (self));
}

static void
th_sign_in_dispose (GObject *object)
{
  ThSignIn *self = TH_SIGN_IN (object);

  g_cancellable_cancel (self->cancellable);
  finish (self, FALSE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (th_sign_in_parent_class)->dispose (object);
}

static void
th_sign_in_finalize (GObject *object)
{
  g_clear_object (&TH_SIGN_IN (object)->cancellable);

  G_OBJECT_CLASS (th_sign_in_parent_class)->finalize (object);
}

static void
th_sign_in_class_init (ThSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = th_sign_in_dispose;
  object_class->finalize = th_sign_in_finalize;

  g_type_ensure (TH_TYPE_SIGN_IN_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-sign-in.ui");
  gtk_widget_class_bind_template_child (widget_class, ThSignIn, signed_in_box);
  gtk_widget_class_bind_template_child (widget_class, ThSignIn, signed_in);
  gtk_widget_class_bind_template_child (widget_class, ThSignIn, form);
  gtk_widget_class_bind_template_callback (widget_class, submitted_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_out_clicked_cb);
}

static void
th_sign_in_init (ThSignIn *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), th_sign_in_form_get_default (self->form));
}

static void
show_who (ThSignIn *self)
{
  const char *number = th_session_get_staff_no (self->session);
  const char *name = th_session_get_staff_name (self->session);
  g_autofree char *text = NULL;

  if (number != NULL)
    text = g_strdup_printf (_("Signed in: %s %s"), name != NULL ? name : "", number);

  gtk_label_set_label (self->signed_in, text != NULL ? text : "");
  gtk_widget_set_visible (self->signed_in_box, number != NULL);
}

void
th_sign_in_ask_async (GtkWindow *parent, ThSession *session, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  ThSignIn *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (TH_IS_SESSION (session));

  self = g_object_new (TH_TYPE_SIGN_IN, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, th_sign_in_ask_async);

  show_who (self);
  gtk_window_present (GTK_WINDOW (self));
  th_sign_in_form_focus (self->form);
}

gboolean
th_sign_in_ask_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
