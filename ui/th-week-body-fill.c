/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Showing a week in the field that shows one already. What stays keeps its
 * widget; the focus is moved, if it must, before the old cells go. */

#include "th-week-body-private.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-week-field.h"

/* --- cells --------------------------------------------------------------------- */

static gboolean
same_instant (const char *a, const char *b)
{
  return a != NULL && b != NULL && th_instant_parse (a) == th_instant_parse (b) && th_instant_parse (a) != 0;
}

/* Whether @slot is the free one next to what was lost. */
static gboolean
is_beside (const ThWeekView *view, const ThWeekSlot *slot, const ThWeekSlot *lost)
{
  gboolean later = slot->from_s > lost->from_s;

  if (lost == slot || slot->column != lost->column || slot->free <= 0)
    return FALSE;
  for (guint i = 0; i < view->slots->len; i++)
    {
      const ThWeekSlot *other = view->slots->pdata[i];

      if (other->column == slot->column && other->free > 0 && other != lost &&
          (later ? other->from_s > lost->from_s && other->from_s < slot->from_s
                 : other->from_s < lost->from_s && other->from_s > slot->from_s))
        return FALSE;
    }
  return TRUE;
}

static ThSlotLook
look_of (const ThWeekView *view, const ThWeekSlot *slot, const ThWeekMarks *marks)
{
  const ThWeekSlot *lost = th_week_view_find (view, marks->lost);

  if (lost == slot)
    return TH_SLOT_LOST;
  if (same_instant (slot->start, marks->leaving))
    return TH_SLOT_LEAVING;
  if (same_instant (slot->start, marks->chosen))
    return TH_SLOT_CHOSEN;
  if (lost != NULL && is_beside (view, slot, lost))
    return TH_SLOT_OFFERED;
  if (slot->free > 0)
    return TH_SLOT_FREE;
  return slot->kept ? TH_SLOT_KEPT : TH_SLOT_FULL;
}

/* The old cell of the slot that begins at @start, taken out of @old. */
static ThSlotCell *
take_same (GPtrArray *old, const char *start)
{
  for (guint i = 0; i < old->len; i++)
    if (g_strcmp0 (th_slot_cell_get_start (old->pdata[i]), start) == 0)
      return g_ptr_array_steal_index (old, i);
  return NULL;
}

static void
fill_cells (ThWeekBody *self, const ThWeekMarks *marks)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->cells);
  GtkWidget *focus = th_week_body_focused (self), *before = NULL;
  int column = -1, from_s = 0;

  if (focus != NULL && TH_IS_SLOT_CELL (focus))
    {
      column = th_slot_cell_get_column (TH_SLOT_CELL (focus));
      from_s = th_slot_cell_get_from (TH_SLOT_CELL (focus));
    }
  self->cells = g_ptr_array_new ();
  for (guint i = 0; i < self->view->slots->len; i++)
    {
      const ThWeekSlot *slot = self->view->slots->pdata[i];
      ThSlotCell *cell = take_same (old, slot->start);

      if (cell == NULL)
        {
          cell = TH_SLOT_CELL (th_slot_cell_new ());
          g_signal_connect (cell, "clicked", G_CALLBACK (th_week_body_clicked), self);
        }
      gtk_widget_insert_after (GTK_WIDGET (cell), GTK_WIDGET (self), before);
      before = GTK_WIDGET (cell);
      th_slot_cell_set (cell, slot, look_of (self->view, slot, marks));
      g_ptr_array_add (self->cells, cell);
    }
  gtk_widget_set_focusable (GTK_WIDGET (self), self->cells->len == 0);
  if (focus != NULL && (!TH_IS_SLOT_CELL (focus) || g_ptr_array_find (old, focus, NULL)))
    {
      ThSlotCell *next = column >= 0 ? th_week_body_nearest (self, column, from_s) : NULL;

      if (next != NULL)
        th_week_body_go (self, th_slot_cell_get_start (next));
      else
        gtk_widget_grab_focus (GTK_WIDGET (self));
    }
  for (guint i = 0; i < old->len; i++)
    gtk_widget_unparent (old->pdata[i]);
}

/* --- the rest ------------------------------------------------------------------ */

static int
by_value (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static void
fill_hours (ThWeekBody *self)
{
  g_array_set_size (self->starts, 0);
  for (guint i = 0; i < self->view->slots->len; i++)
    g_array_append_val (self->starts, ((ThWeekSlot *) self->view->slots->pdata[i])->from_s);
  g_array_sort (self->starts, by_value);
  for (guint i = 1; i < self->starts->len;)
    {
      if (g_array_index (self->starts, int, i) == g_array_index (self->starts, int, i - 1))
        g_array_remove_index (self->starts, i);
      else
        i++;
    }
  while (self->hours->len > self->starts->len)
    gtk_widget_unparent (g_ptr_array_steal_index (self->hours, self->hours->len - 1));
  for (guint i = 0; i < self->starts->len; i++)
    {
      int second = g_array_index (self->starts, int, i);
      g_autofree char *text = g_strdup_printf ("%d:%02d", second / 3600, second / 60 % 60);

      if (i == self->hours->len)
        {
          GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, NULL);

          gtk_widget_add_css_class (label, "hour");
          gtk_widget_set_parent (label, GTK_WIDGET (self));
          g_ptr_array_add (self->hours, label);
        }
      gtk_label_set_label (self->hours->pdata[i], text);
    }
}

static void
fill_fields (ThWeekBody *self)
{
  GPtrArray *blocks = self->view->blocks;

  while (self->fields->len > blocks->len)
    gtk_widget_unparent (g_ptr_array_steal_index (self->fields, self->fields->len - 1));
  for (guint i = 0; i < blocks->len; i++)
    {
      if (i == self->fields->len)
        {
          g_ptr_array_add (self->fields, th_week_field_new ());
          gtk_widget_set_parent (self->fields->pdata[i], GTK_WIDGET (self));
        }
      th_week_field_set (self->fields->pdata[i], blocks->pdata[i], self->view->monday);
    }
}

static void
fill_lunches (ThWeekBody *self)
{
  GPtrArray *lunches = self->view->lunches;

  while (self->lunches->len > lunches->len)
    gtk_widget_unparent (g_ptr_array_steal_index (self->lunches, self->lunches->len - 1));
  for (guint i = 0; i < lunches->len; i++)
    {
      const ThWeekBlock *lunch = lunches->pdata[i];
      g_autofree char *hours = g_strdup_printf ("%d:%02d–%d:%02d", lunch->from_s / 3600, lunch->from_s / 60 % 60,
                                                lunch->to_s / 3600, lunch->to_s / 60 % 60);
      g_autofree char *text = NULL;

      /* Translators: hours, what there is then, what cannot be had. */
      text = g_strdup_printf (C_("break", "%s %s: %s"), hours, lunch->title, lunch->detail != NULL ? lunch->detail : "");
      if (i == self->lunches->len)
        {
          GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

          gtk_widget_add_css_class (label, "lunch");
          gtk_widget_set_parent (label, GTK_WIDGET (self));
          g_ptr_array_add (self->lunches, label);
        }
      /* Beside closed days there is room for a word only. */
      gtk_label_set_label (self->lunches->pdata[i], lunch->columns > 1 ? text : lunch->title);
      gtk_widget_set_tooltip_text (self->lunches->pdata[i], text);
    }
}

/* --- public -------------------------------------------------------------------- */

/**
 * th_week_body_set:
 * @view: (transfer none): must live until the next one is set
 * @marks: (transfer none): is read now
 */
void
th_week_body_set (ThWeekBody *self, const ThWeekView *view, const ThWeekMarks *marks)
{
  g_return_if_fail (TH_IS_WEEK_BODY (self));
  self->view = view;
  g_free (self->moving);
  self->moving = g_strdup (marks->moving);
  fill_cells (self, marks);
  fill_hours (self);
  fill_fields (self);
  fill_lunches (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
th_week_body_set_compact (ThWeekBody *self, gboolean compact)
{
  g_return_if_fail (TH_IS_WEEK_BODY (self));
  if (self->compact == compact)
    return;
  self->compact = compact;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

GPtrArray *
th_week_body_get_cells (ThWeekBody *self)
{
  g_return_val_if_fail (TH_IS_WEEK_BODY (self), NULL);
  return self->cells;
}

void
th_week_body_go (ThWeekBody *self, const char *start)
{
  ThSlotCell *cell;

  g_return_if_fail (TH_IS_WEEK_BODY (self));
  cell = th_week_body_find (self, start);
  if (cell == NULL)
    return;
  g_free (self->current);
  self->current = g_strdup (th_slot_cell_get_start (cell));
  gtk_widget_grab_focus (GTK_WIDGET (cell));
}

/**
 * th_week_body_beside:
 * @before: (out): the last free slot of that day before @start, or NULL
 * @after: (out): the first one after it, or NULL
 */
void
th_week_body_beside (ThWeekBody *self, const char *start, ThSlotCell **before, ThSlotCell **after)
{
  ThSlotCell *lost = th_week_body_find (self, start);

  *before = *after = NULL;
  for (guint i = 0; lost != NULL && i < self->cells->len; i++)
    {
      ThSlotCell *cell = self->cells->pdata[i];

      if (cell == lost || th_slot_cell_get_column (cell) != th_slot_cell_get_column (lost) || !th_slot_cell_takes (cell))
        continue;
      if (th_slot_cell_get_from (cell) < th_slot_cell_get_from (lost))
        *before = cell;
      else if (*after == NULL)
        *after = cell;
    }
}
