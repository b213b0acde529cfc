/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a held key must act once: with one filled button that takes Enter, a
 * finger left on the key would call, start and finish the whole line. The
 * toolkit tells a repeat only by the release that did not come in between. */

#include "th-key-guard.h"

/* A release can be lost to another window; a pause this long is a new press. */
#define FORGET_US (2 * G_USEC_PER_SEC)

#define GUARD_KEY "th-key-guard"

struct _ThKeyGuard
{
  GObject             parent_instance;

  GtkWidget          *page;       /* not owned: the guard is its data */
  GtkEventController *controller; /* on the window, while the page is mapped */
  guint               down;       /* keycode of the key held, 0 when none is */
  gint64              last;
};

G_DEFINE_TYPE (ThKeyGuard, th_key_guard, G_TYPE_OBJECT)

static gboolean
guarded (guint keyval, GdkModifierType state)
{
  if ((state & GDK_CONTROL_MASK) != 0)
    return TRUE;

  return (keyval >= GDK_KEY_F1 && keyval <= GDK_KEY_F12) || keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter
         || keyval == GDK_KEY_ISO_Enter;
}

static gboolean
pressed_cb (ThKeyGuard *self, guint keyval, guint keycode, GdkModifierType state)
{
  gint64 now = g_get_monotonic_time ();
  gboolean again = self->down == keycode && now - self->last < FORGET_US;

  self->down = keycode;
  self->last = now;

  return again && guarded (keyval, state) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
released_cb (ThKeyGuard *self, guint keyval, guint keycode)
{
  if (self->down == keycode)
    self->down = 0;
}

static void
unmap_cb (ThKeyGuard *self)
{
  GtkEventController *controller = g_steal_pointer (&self->controller);

  if (controller != NULL)
    gtk_widget_remove_controller (gtk_event_controller_get_widget (controller), controller);
}

static void
map_cb (ThKeyGuard *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (self->page));

  if (root == NULL || self->controller != NULL)
    return;

  /* One is enough: the first would keep the release of a held key from the second. */
  if (root != self->page && g_object_get_data (G_OBJECT (root), GUARD_KEY) != NULL)
    return;

  self->down = 0;
  self->controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->controller, "key-pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->controller, "key-released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (root, self->controller);
}

static void
th_key_guard_class_init (ThKeyGuardClass *klass)
{
}

static void
th_key_guard_init (ThKeyGuard *self)
{
}

void
th_key_guard_attach (GtkWidget *page)
{
  ThKeyGuard *self;

  g_return_if_fail (GTK_IS_WIDGET (page));

  self = g_object_new (TH_TYPE_KEY_GUARD, NULL);
  self->page = page;
  g_object_set_data_full (G_OBJECT (page), GUARD_KEY, self, g_object_unref);
  g_signal_connect_object (page, "map", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "unmap", G_CALLBACK (unmap_cb), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (page))
    map_cb (self);
}
