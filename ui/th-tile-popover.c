/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The popover follows its window while it is open: when somebody else
 * suspends it meanwhile, the button here turns into "Resume". Buttons keep
 * their places; one that cannot be pressed says why by its tooltip. */

#include "th-tile-popover.h"

#include <glib/gi18n.h>

#include "th-duty-editor.h"
#include "th-feed.h"
#include "th-plate.h"
#include "th-state-sign.h"
#include "th-text.h"

struct _ThTilePopover
{
  GtkPopover   parent_instance;
  ThFloorItem *item;
  ThSession   *session;
  GCancellable *cancellable;
  GtkWidget   *plate, *name, *sign, *staff;
  GtkWidget   *note, *reason, *pause, *resume, *duty, *set_duty, *close, *error;
  gboolean     asking;
};

G_DEFINE_FINAL_TYPE (ThTilePopover, th_tile_popover, GTK_TYPE_POPOVER)

static const char *
text_of (ThTilePopover *self, const char *key)
{
  return th_member_text (th_floor_item_get_data (self->item), key);
}

static void
show_error (ThTilePopover *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->error), text != NULL ? text : "");
  gtk_widget_set_visible (self->error, text != NULL);
}

/* Why nothing can be done here now, or NULL. */
static const char *
obstacle (ThTilePopover *self)
{
  if (g_strcmp0 (text_of (self, "state"), "closed") == 0)
    return _("A window is opened by signing in at it, on the Window page.");
  if (th_session_get_staff_no (self->session) == NULL)
    return _("Sign in to act here.");
  return NULL;
}

static void
update_buttons (ThTilePopover *self)
{
  const char *why = obstacle (self);
  gboolean paused = g_strcmp0 (text_of (self, "state"), "paused") == 0;
  g_autofree char *duty = th_duty_editor_get_duty (TH_DUTY_EDITOR (self->duty));
  gboolean other = *duty != '\0' && g_strcmp0 (duty, text_of (self, "duty")) != 0;

  gtk_label_set_label (GTK_LABEL (self->note), why != NULL ? why : "");
  gtk_widget_set_visible (self->note, why != NULL);
  gtk_widget_set_visible (self->pause, !paused);
  gtk_widget_set_visible (self->resume, paused);
  gtk_widget_set_sensitive (self->reason, why == NULL && !paused);
  gtk_widget_set_sensitive (self->pause, why == NULL);
  gtk_widget_set_sensitive (self->resume, why == NULL);
  gtk_widget_set_sensitive (self->duty, why == NULL);
  gtk_widget_set_sensitive (self->set_duty, why == NULL && other);
  gtk_widget_set_sensitive (self->close, why == NULL);
}

static void
update (ThTilePopover *self)
{
  JsonObject *data = th_floor_item_get_data (self->item);
  const char *state = th_state_sign_of (th_member_text (data, "state"), th_member_text (data, "step"),
                                        th_member_bool (data, "overdue"));
  const char *name = th_member_local (data, "");
  const char *staff = th_member_local (data, "staff");
  const char *reason = th_member_text (data, "reason");
  gboolean tidal = g_strcmp0 (th_member_text (data, "kind"), "tidal") == 0;

  th_plate_set (TH_PLATE (self->plate), th_member_text (data, "no"),
                g_str_equal (state, "closed") ? "closed" : tidal ? "tidal" : "fixed");
  gtk_label_set_label (GTK_LABEL (self->name), name != NULL ? name : "");
  th_state_sign_set (TH_STATE_SIGN (self->sign), state, reason);
  gtk_label_set_label (GTK_LABEL (self->staff), staff != NULL ? staff : "");
  update_buttons (self);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThTilePopover *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->asking = FALSE;
  if (answer == NULL)
    {
      show_error (self, error->message);
      return;
    }
  show_error (self, NULL);
  th_feed_refresh (th_session_get_floor (self->session));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
ask (ThTilePopover *self, JsonObject *request)
{
  /* One request at a time: a second press before the answer does nothing. */
  if (self->asking)
    {
      json_object_unref (request);
      return;
    }
  self->asking = TRUE;
  th_session_ask_async (self->session, request, self->cancellable, done_cb, self);
}

static void
pause_cb (ThTilePopover *self)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason));

  if (*reason != '\0')
    ask (self, th_desk_request ("window.pause", "window", "s", text_of (self, "no"), "reason", "s", reason, NULL));
  else
    ask (self, th_desk_request ("window.pause", "window", "s", text_of (self, "no"), NULL));
}

static void
resume_cb (ThTilePopover *self)
{
  ask (self, th_desk_request ("window.resume", "window", "s", text_of (self, "no"), NULL));
}

static void
duty_cb (ThTilePopover *self)
{
  g_autofree char *duty = th_duty_editor_get_duty (TH_DUTY_EDITOR (self->duty));

  ask (self, th_desk_request ("window.duty", "window", "s", text_of (self, "no"), "duty", "s", duty, NULL));
}

static void
close_cb (ThTilePopover *self)
{
  ask (self, th_desk_request ("window.close", "window", "s", text_of (self, "no"), NULL));
}

static void
unparent_idle (gpointer data)
{
  g_autoptr(GtkWidget) widget = data;

  if (gtk_widget_get_parent (widget) != NULL)
    gtk_widget_unparent (widget);
}

static void
closed_cb (ThTilePopover *self)
{
  /* Left to the loop: a popover must not lose its parent while it closes. */
  g_idle_add_once (unparent_idle, g_object_ref (self));
}

static void
th_tile_popover_dispose (GObject *object)
{
  ThTilePopover *self = TH_TILE_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->item);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (th_tile_popover_parent_class)->dispose (object);
}

static void
th_tile_popover_class_init (ThTilePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_tile_popover_dispose;
  g_type_ensure (TH_TYPE_DUTY_EDITOR);
  g_type_ensure (TH_TYPE_PLATE);
  g_type_ensure (TH_TYPE_STATE_SIGN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-tile-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, ThTilePopover, plate);
  gtk_widget_class_bind_template_child (widget_class, ThTilePopover, name);
  gtk_widget_class_bind_template_child (widget_class, ThTilePopover, sign);
  gtk_widget_class_bind_template_child (widget_class, ThTilePopover, staff);
  gtk_widget_class_bind_template_child (widget_class, ThTilePopover, note);
  gtk_widget_class_bind_template_child (widget_class, ThTilePopover, reason);
  gtk_widget_class_bind_template_child (widget_class, ThTilePopover, pause);
  gtk_widget_class_bind_template_child (widget_class, ThTilePopover, resume);
  gtk_widget_class_bind_template_child (widget_class, ThTilePopover, duty);
  gtk_widget_class_bind_template_child (widget_class, ThTilePopover, set_duty);
  gtk_widget_class_bind_template_child (widget_class, ThTilePopover, close);
  gtk_widget_class_bind_template_child (widget_class, ThTilePopover, error);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
  gtk_widget_class_bind_template_callback (widget_class, resume_cb);
  gtk_widget_class_bind_template_callback (widget_class, duty_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_buttons);
}

static void
th_tile_popover_init (ThTilePopover *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

static char **
queue_prefixes (ThSession *session)
{
  JsonArray *queues = th_member_array (th_feed_get_answer (th_session_get_floor (session)), "queues");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; queues != NULL && i < json_array_get_length (queues); i++)
    g_strv_builder_add (builder, th_member_text (th_member_element (queues, i), "prefix"));
  return g_strv_builder_end (builder);
}

/**
 * th_tile_popover_present:
 * @parent: the page; it outlives the tiles
 * @at: where on @parent it points to
 * @item: the window
 * @session: whose person acts
 */
void
th_tile_popover_present (GtkWidget *parent, const GdkRectangle *at, ThFloorItem *item, ThSession *session)
{
  ThTilePopover *self = g_object_new (TH_TYPE_TILE_POPOVER, NULL);
  g_auto(GStrv) prefixes = queue_prefixes (session);

  self->item = g_object_ref (item);
  self->session = g_object_ref (session);
  th_duty_editor_set_queues (TH_DUTY_EDITOR (self->duty), (const char *const *) prefixes);
  th_duty_editor_set_duty (TH_DUTY_EDITOR (self->duty), text_of (self, "duty"));
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::staff-no", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  update (self);
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), at);
  gtk_popover_popup (GTK_POPOVER (self));
}
