/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: one call, read from ten metres. The row keeps its place and size; a
 * call under way is told by ground, bell and words, not by colour alone, and
 * breathes for those who looked away. */

#include "th-board-call.h"

#include <glib/gi18n.h>

#include "th-text.h"

#define ARRIVE_MS 300

struct _ThBoardCall
{
  GtkWidget  parent_instance;
  GtkWidget *box;
  GtkWidget *ticket, *arrow, *number, *words, *window, *calling, *place, *zone, *tidal;
  char      *code;
  guint      arriving;
};

G_DEFINE_FINAL_TYPE (ThBoardCall, th_board_call, GTK_TYPE_WIDGET)

static GtkWidget *
add_label (GtkWidget *box, const char *style, float xalign)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", xalign, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

/* A picture and a word, as one. */
static GtkWidget *
add_sign (GtkWidget *box, const char *style, const char *icon, const char *word)
{
  GtkWidget *sign = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label;

  gtk_widget_add_css_class (sign, style);
  gtk_box_append (GTK_BOX (sign), gtk_image_new_from_icon_name (icon));
  label = add_label (sign, "word", 0);
  gtk_label_set_label (GTK_LABEL (label), word);
  gtk_box_append (GTK_BOX (box), sign);

  return sign;
}

static void
say (ThBoardCall *self)
{
  g_autofree char *name = NULL;

  if (self->code != NULL)
    name = g_strdup_printf (_("Ticket %s, window %s"), self->code, gtk_label_get_label (GTK_LABEL (self->number)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : "", -1);
}

static gboolean
arrived_cb (gpointer data)
{
  ThBoardCall *self = data;

  self->arriving = 0;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "arriving");

  return G_SOURCE_REMOVE;
}

static void
th_board_call_dispose (GObject *object)
{
  ThBoardCall *self = TH_BOARD_CALL (object);

  g_clear_handle_id (&self->arriving, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->code, g_free);
  G_OBJECT_CLASS (th_board_call_parent_class)->dispose (object);
}

static void
th_board_call_class_init (ThBoardCallClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_board_call_dispose;
  gtk_widget_class_set_css_name (widget_class, "call");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static void
th_board_call_init (ThBoardCall *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);

  self->ticket = add_label (self->box, "ticket-code", 0);
  self->arrow = gtk_image_new_from_icon_name ("th-arrow-right-symbolic");
  gtk_box_append (GTK_BOX (self->box), self->arrow);
  self->number = add_label (self->box, "window-code", 0);

  self->words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_valign (self->words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->words);
  self->window = add_label (self->words, "window-word", 0);
  /* Translators: on the board, after the number of a window. Leave a space when the number goes without words. */
  gtk_label_set_label (GTK_LABEL (self->window), C_("after a window number on the board", "window"));
  self->calling = add_sign (self->words, "calling-sign", "th-bell-symbolic", C_("on the board", "Calling"));

  self->place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->place, "place");
  gtk_widget_set_valign (self->place, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), self->place);
  self->zone = add_label (self->place, "zone", 1);
  self->tidal = add_sign (self->place, "tidal", "th-wave-symbolic", _("Tidal"));
  gtk_widget_set_halign (self->tidal, GTK_ALIGN_END);

  th_board_call_set (self, NULL);
}

/**
 * th_board_call_new:
 * @large: the row of the newest call
 *
 * Returns: an empty row
 */
GtkWidget *
th_board_call_new (gboolean large)
{
  ThBoardCall *self = g_object_new (TH_TYPE_BOARD_CALL, NULL);

  if (!large)
    return GTK_WIDGET (self);

  /* Figures this large leave no room at the end: the place goes under the
   * word, where a call under way says so instead. */
  gtk_widget_add_css_class (GTK_WIDGET (self), "large");
  g_object_ref (self->place);
  gtk_box_remove (GTK_BOX (self->box), self->place);
  gtk_box_append (GTK_BOX (self->words), self->place);
  g_object_unref (self->place);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->place), GTK_ORIENTATION_HORIZONTAL);

  return GTK_WIDGET (self);
}

void
th_board_call_align (ThBoardCall *self, GtkSizeGroup *ticket, GtkSizeGroup *number)
{
  g_return_if_fail (TH_IS_BOARD_CALL (self));
  gtk_size_group_add_widget (ticket, self->ticket);
  gtk_size_group_add_widget (number, self->number);
}

void
th_board_call_set (ThBoardCall *self, JsonObject *call)
{
  const char *zone = th_member_text (call, "zone");
  g_autofree char *number = th_text_window (th_member_text (call, "window"));
  g_autofree char *place = zone == NULL ? NULL : g_strdup_printf (C_("zone of the hall", "Zone %s"), zone);

  g_return_if_fail (TH_IS_BOARD_CALL (self));

  g_free (self->code);
  self->code = g_strdup (th_member_text (call, "ticket"));
  gtk_label_set_label (GTK_LABEL (self->ticket), self->code != NULL ? self->code : "");
  gtk_label_set_label (GTK_LABEL (self->number), number != NULL ? number : "");
  gtk_label_set_label (GTK_LABEL (self->zone), place != NULL ? place : "");
  gtk_widget_set_visible (self->zone, place != NULL);
  gtk_widget_set_visible (self->tidal, g_strcmp0 (th_member_text (call, "kind"), "tidal") == 0);
  gtk_widget_set_opacity (self->box, call != NULL ? 1 : 0);
  if (call == NULL)
    th_board_call_set_calling (self, FALSE);
  say (self);
}

void
th_board_call_set_calling (ThBoardCall *self, gboolean calling)
{
  g_return_if_fail (TH_IS_BOARD_CALL (self));

  gtk_widget_set_visible (self->calling, calling);
  gtk_widget_set_visible (self->place, !calling || !gtk_widget_has_css_class (GTK_WIDGET (self), "large"));
  if (calling)
    gtk_widget_add_css_class (GTK_WIDGET (self), "calling");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "calling");
}

/**
 * th_board_call_arrive:
 *
 * Lets the row slide in once. With animations off it is simply there.
 */
void
th_board_call_arrive (ThBoardCall *self)
{
  g_return_if_fail (TH_IS_BOARD_CALL (self));

  g_clear_handle_id (&self->arriving, g_source_remove);
  gtk_widget_add_css_class (GTK_WIDGET (self), "arriving");
  self->arriving = g_timeout_add (ARRIVE_MS, arrived_cb, self);
}

gboolean
th_board_call_get_calling (ThBoardCall *self)
{
  g_return_val_if_fail (TH_IS_BOARD_CALL (self), FALSE);
  return gtk_widget_has_css_class (GTK_WIDGET (self), "calling");
}

const char *
th_board_call_get_ticket (ThBoardCall *self)
{
  g_return_val_if_fail (TH_IS_BOARD_CALL (self), NULL);
  return self->code;
}
