/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A cell is a button even when it is full: the keyboard walks over the week in
 * steps of the same length, and somebody who hears the screen wants to hear
 * that a place is gone. What it says depends on its look, never colour alone. */

#include "th-slot-cell.h"

#include <glib/gi18n.h>

#include "th-text.h"

struct _ThSlotCell
{
  GtkButton  parent_instance;
  GtkWidget *sign, *label;
  char      *start;
  int        column, from_s, to_s;
  ThSlotLook look;
};

G_DEFINE_FINAL_TYPE (ThSlotCell, th_slot_cell, GTK_TYPE_BUTTON)

static const char *const looks[] = { "free", "full", "kept", "chosen", "lost", "offered", "leaving" };

static void
th_slot_cell_finalize (GObject *object)
{
  g_free (TH_SLOT_CELL (object)->start);
  G_OBJECT_CLASS (th_slot_cell_parent_class)->finalize (object);
}

static void
th_slot_cell_class_init (ThSlotCellClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = th_slot_cell_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "slot");
}

static void
th_slot_cell_init (ThSlotCell *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  self->sign = gtk_image_new ();
  gtk_widget_set_visible (self->sign, FALSE);
  gtk_box_append (GTK_BOX (box), self->sign);
  self->label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_button_set_child (GTK_BUTTON (self), box);
  self->from_s = self->to_s = self->column = -1;
}

GtkWidget *
th_slot_cell_new (void)
{
  return g_object_new (TH_TYPE_SLOT_CELL, NULL);
}

/**
 * th_slot_words:
 *
 * Returns: (transfer full): the day and the time of a slot
 */
char *
th_slot_words (ThDay day, int from_s, int end_s)
{
  g_autofree char *date = th_text_date (day);

  /* Translators: date, weekday, from, to. */
  return g_strdup_printf (_("%s %s %d:%02d–%d:%02d"), date, th_text_weekday (day),
                          from_s / 3600, from_s / 60 % 60, end_s / 3600, end_s / 60 % 60);
}

static const char *
state_words (ThSlotLook look)
{
  switch (look)
    {
    case TH_SLOT_FULL: return C_("slot", "full");
    case TH_SLOT_KEPT: return C_("slot", "kept for those who just come");
    case TH_SLOT_CHOSEN: return C_("slot", "chosen");
    case TH_SLOT_LOST: return C_("slot", "just taken by somebody else");
    case TH_SLOT_LEAVING: return C_("slot", "the booking is here now");
    case TH_SLOT_FREE:
    case TH_SLOT_OFFERED:
    default: return NULL;
    }
}

static char *
spoken (const ThWeekSlot *slot, ThSlotLook look)
{
  g_autofree char *when = th_slot_words (slot->day, slot->from_s, slot->end_s > slot->from_s ? slot->end_s : slot->to_s);
  const char *state = state_words (look);

  if (state != NULL)
    return g_strdup_printf (C_("slot", "%s, %s"), when, state);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %d place left", "%s, %d places left", (gulong) slot->free), when, slot->free);
}

static char *
shown (const ThWeekSlot *slot, ThSlotLook look)
{
  switch (look)
    {
    case TH_SLOT_FULL:
    case TH_SLOT_LOST: return g_strdup (C_("slot", "Full"));
    case TH_SLOT_KEPT: return g_strdup (C_("slot", "Walk-in"));
    case TH_SLOT_CHOSEN: return g_strdup (C_("slot", "Chosen"));
    case TH_SLOT_LEAVING: return g_strdup (C_("slot", "Here now"));
    case TH_SLOT_FREE:
    case TH_SLOT_OFFERED:
    default: return g_strdup_printf (C_("slot", "%d left"), slot->free);
    }
}

static const char *
sign_of (ThSlotLook look)
{
  switch (look)
    {
    case TH_SLOT_CHOSEN: return "th-check-symbolic";
    case TH_SLOT_LOST: return "th-cross-symbolic";
    case TH_SLOT_LEAVING: return "th-swap-symbolic";
    case TH_SLOT_FREE:
    case TH_SLOT_FULL:
    case TH_SLOT_KEPT:
    case TH_SLOT_OFFERED:
    default: return NULL;
    }
}

/**
 * th_slot_cell_set:
 *
 * Shows @slot. The widget, and the focus when it has it, stay.
 */
void
th_slot_cell_set (ThSlotCell *self, const ThWeekSlot *slot, ThSlotLook look)
{
  g_autofree char *words = spoken (slot, look), *label = shown (slot, look);
  const char *sign = sign_of (look);

  g_return_if_fail (TH_IS_SLOT_CELL (self));
  if (g_strcmp0 (self->start, slot->start) != 0)
    {
      g_free (self->start);
      self->start = g_strdup (slot->start);
    }
  self->column = slot->column;
  self->from_s = slot->from_s;
  self->to_s = slot->to_s;
  gtk_widget_remove_css_class (GTK_WIDGET (self), looks[self->look]);
  self->look = look;
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[look]);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->sign), sign);
  gtk_widget_set_visible (self->sign, sign != NULL);
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->label)), label) != 0)
    gtk_label_set_label (GTK_LABEL (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_PRESSED, look == TH_SLOT_CHOSEN ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               GTK_ACCESSIBLE_STATE_DISABLED, !th_slot_cell_takes (self), -1);
}

const char *
th_slot_cell_get_start (ThSlotCell *self)
{
  g_return_val_if_fail (TH_IS_SLOT_CELL (self), NULL);
  return self->start;
}

int
th_slot_cell_get_column (ThSlotCell *self)
{
  g_return_val_if_fail (TH_IS_SLOT_CELL (self), -1);
  return self->column;
}

int
th_slot_cell_get_from (ThSlotCell *self)
{
  g_return_val_if_fail (TH_IS_SLOT_CELL (self), -1);
  return self->from_s;
}

int
th_slot_cell_get_to (ThSlotCell *self)
{
  g_return_val_if_fail (TH_IS_SLOT_CELL (self), -1);
  return self->to_s;
}

ThSlotLook
th_slot_cell_get_look (ThSlotCell *self)
{
  g_return_val_if_fail (TH_IS_SLOT_CELL (self), TH_SLOT_FULL);
  return self->look;
}

gboolean
th_slot_cell_takes (ThSlotCell *self)
{
  g_return_val_if_fail (TH_IS_SLOT_CELL (self), FALSE);
  return self->look == TH_SLOT_FREE || self->look == TH_SLOT_OFFERED || self->look == TH_SLOT_CHOSEN;
}
