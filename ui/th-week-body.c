/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Slots are placed by their time, not by a number of rows: days whose slots
 * are of another length, or begin at another minute, lie beside each other as
 * they do on a clock. Only a break is a line, however long it lasts.
 *
 * A cell stays the widget of its slot as long as there is that slot, so that
 * asking again moves neither the focus nor a screen reader. One cell at a time
 * is a stop of the Tab key; arrows do the rest. */

#include "th-week-body-private.h"

#include <glib/gi18n.h>

#include "th-booking-drag.h"
#include "th-day.h"
#include "th-week-field.h"

/* Pixels. The least height of a slot is that of a target for the pointer. */
#define GAP 5

/* As the padding in week.css. */
#define RING 3
#define HOURS 57
#define HOURS_COMPACT 48
#define PITCH 40
#define LEAST_PITCH 32
#define BREAK 19
#define LABEL 17
#define LEAST_COLUMN 40

G_DEFINE_FINAL_TYPE (ThWeekBody, th_week_body, GTK_TYPE_WIDGET)

enum { PICKED, DROPPED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- geometry ------------------------------------------------------------------ */

/**
 * th_week_column:
 * @columns: how many it spans
 * @x: (out): from the left edge
 */
void
th_week_column (int width, gboolean compact, int i, int columns, int *x, int *column_width)
{
  int left = compact ? HOURS_COMPACT : HOURS, gap = compact ? GAP - 1 : GAP;
  double pitch = (double) (width - left + gap) / TH_WEEK_DAYS;
  int from = left + (int) (i * pitch + 0.5), to = left + (int) ((i + columns) * pitch + 0.5) - gap;

  *x = from;
  *column_width = MAX (1, to - from);
}

static int
gap_of (ThWeekBody *self)
{
  return self->compact ? GAP - 1 : GAP;
}

static int
breaks_of (ThWeekBody *self)
{
  return self->view != NULL && self->view->stretches->len > 0 ? (int) self->view->stretches->len - 1 : 0;
}

/* The height when the shortest slot has this pitch. */
static int
height_at (ThWeekBody *self, int pitch)
{
  int shortest = self->view != NULL && self->view->shortest_s > 0 ? self->view->shortest_s : 1800;
  int scaled = self->view != NULL ? th_week_view_scaled (self->view) : 0;

  if (scaled == 0)
    scaled = 8 * shortest;
  return (int) ((double) scaled / shortest * pitch + 0.5) + breaks_of (self) * BREAK - gap_of (self);
}

/* The top of what begins at @second in a week @height high. */
static int
y_of (ThWeekBody *self, int height, int second)
{
  int scaled, breaks, all = th_week_view_scaled (self->view);

  th_week_view_place (self->view, second, &scaled, &breaks);
  if (all == 0)
    return 0;
  return (int) ((double) scaled / all * (height + gap_of (self) - breaks_of (self) * BREAK) + 0.5) + breaks * BREAK;
}

static void
th_week_body_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                      int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  ThWeekBody *self = TH_WEEK_BODY (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = height_at (self, LEAST_PITCH);
      *natural = height_at (self, self->compact ? LEAST_PITCH : PITCH);
    }
  else
    {
      *minimum = (self->compact ? HOURS_COMPACT : HOURS) + TH_WEEK_DAYS * (LEAST_COLUMN + GAP);
      *natural = (self->compact ? HOURS_COMPACT : HOURS) + TH_WEEK_DAYS * (86 + GAP);
    }
}

static void
place (GtkWidget *widget, int x, int y, int width, int height)
{
  int least;

  /* A child is never smaller than it says; what lies over others is cut. */
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  width = MAX (width, least);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &(GtkAllocation) { x, y, width, MAX (height, least) }, -1);
}

static void
place_hours (ThWeekBody *self, int height)
{
  int before = -LABEL, left = self->compact ? HOURS_COMPACT : HOURS;

  for (guint i = 0; i < self->hours->len; i++)
    {
      int from_s = g_array_index (self->starts, int, i), y = y_of (self, height, from_s);
      int row = y_of (self, height, from_s + MAX (self->view->shortest_s, 300)) - gap_of (self) - y;
      gboolean fits = y + row / 2 - before >= LABEL;

      gtk_widget_set_child_visible (self->hours->pdata[i], fits);
      if (!fits)
        continue;
      before = y + row / 2;
      place (self->hours->pdata[i], 0, before - LABEL / 2 - 1, left - 11, LABEL);
    }
}

static void
place_block (ThWeekBody *self, GtkWidget *widget, const ThWeekBlock *block, int width, int height, gboolean line)
{
  int x, w, y = 0, bottom = height;

  th_week_column (width, self->compact, block->column, block->columns, &x, &w);
  if (block->from_s >= 0)
    {
      y = y_of (self, height, block->from_s) - (line ? gap_of (self) : 0);
      bottom = y_of (self, height, block->to_s) - (line ? 0 : gap_of (self));
    }
  gtk_widget_set_child_visible (widget, bottom > y);
  if (bottom > y)
    place (widget, x, y, w, bottom - y);
}

static void
th_week_body_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ThWeekBody *self = TH_WEEK_BODY (widget);
  int most = height_at (self, PITCH + 8);

  if (self->view == NULL)
    return;
  height = MIN (height, most);
  place_hours (self, height);
  for (guint i = 0; i < self->cells->len; i++)
    {
      ThSlotCell *cell = self->cells->pdata[i];
      int x, w, y = y_of (self, height, th_slot_cell_get_from (cell));

      th_week_column (width, self->compact, th_slot_cell_get_column (cell), 1, &x, &w);
      place (GTK_WIDGET (cell), x, y, w, y_of (self, height, th_slot_cell_get_to (cell)) - gap_of (self) - y);
    }
  for (guint i = 0; i < self->fields->len; i++)
    place_block (self, self->fields->pdata[i], self->view->blocks->pdata[i], width, height, FALSE);
  for (guint i = 0; i < self->lunches->len; i++)
    place_block (self, self->lunches->pdata[i], self->view->lunches->pdata[i], width, height, TRUE);
}

/* --- where the keyboard is ----------------------------------------------------- */

ThSlotCell *
th_week_body_find (ThWeekBody *self, const char *start)
{
  ThInstant at = start != NULL ? th_instant_parse (start) : 0;

  for (guint i = 0; at != 0 && i < self->cells->len; i++)
    if (th_instant_parse (th_slot_cell_get_start (self->cells->pdata[i])) == at)
      return self->cells->pdata[i];
  return NULL;
}

/* The cell of @column nearest to a time of the day. */
ThSlotCell *
th_week_body_nearest (ThWeekBody *self, int column, int from_s)
{
  ThSlotCell *best = NULL;
  int distance = G_MAXINT;

  for (guint i = 0; i < self->cells->len; i++)
    {
      ThSlotCell *cell = self->cells->pdata[i];
      int away = ABS (th_slot_cell_get_from (cell) - from_s);

      if (th_slot_cell_get_column (cell) == column && away < distance)
        {
          best = cell;
          distance = away;
        }
    }
  return best;
}

static ThSlotCell *
first_that (ThWeekBody *self, ThSlotLook look, gboolean takes)
{
  for (guint i = 0; i < self->cells->len; i++)
    if (takes ? th_slot_cell_takes (self->cells->pdata[i]) : th_slot_cell_get_look (self->cells->pdata[i]) == look)
      return self->cells->pdata[i];
  return NULL;
}

ThSlotCell *
th_week_body_get_current (ThWeekBody *self)
{
  ThSlotCell *cell;

  g_return_val_if_fail (TH_IS_WEEK_BODY (self), NULL);
  cell = th_week_body_find (self, self->current);
  if (cell == NULL)
    cell = first_that (self, TH_SLOT_CHOSEN, FALSE);
  if (cell == NULL)
    cell = first_that (self, TH_SLOT_FREE, TRUE);
  if (cell == NULL && self->cells->len > 0)
    cell = self->cells->pdata[0];
  return cell;
}

/* The cell that has the focus, or the body when it has. */
GtkWidget *
th_week_body_focused (ThWeekBody *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == GTK_WIDGET (self) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self))) ? focus : NULL;
}

static void
remember (ThWeekBody *self, ThSlotCell *cell)
{
  g_free (self->current);
  self->current = g_strdup (th_slot_cell_get_start (cell));
}

static void
go_to (ThWeekBody *self, ThSlotCell *cell)
{
  remember (self, cell);
  gtk_widget_grab_focus (GTK_WIDGET (cell));
}

static gboolean
step_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  ThWeekBody *self = TH_WEEK_BODY (widget);
  ThSlotCell *cell = th_week_body_get_current (self), *next = NULL;
  int dx, dy;
  guint i;

  g_variant_get (arguments, "(ii)", &dx, &dy);
  if (cell == NULL || th_week_body_focused (self) == NULL)
    return FALSE;
  if (dx != 0)
    {
      int want = self->want_s >= 0 ? self->want_s : th_slot_cell_get_from (cell);

      for (int column = th_slot_cell_get_column (cell) + dx; next == NULL && column >= 0 && column < TH_WEEK_DAYS; column += dx)
        next = th_week_body_nearest (self, column, want);
      self->want_s = want;
    }
  else if (g_ptr_array_find (self->cells, cell, &i) && (int) i + dy >= 0 && i + dy < self->cells->len)
    {
      next = self->cells->pdata[(int) i + dy];
      if (th_slot_cell_get_column (next) != th_slot_cell_get_column (cell))
        next = NULL;
      self->want_s = -1;
    }
  /* At the edge the focus stays: an arrow never leaves the week. */
  if (next != NULL)
    go_to (self, next);
  return TRUE;
}

/* Home and End: of the day, with Control of the week. */
static gboolean
end_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  ThWeekBody *self = TH_WEEK_BODY (widget);
  ThSlotCell *cell = th_week_body_get_current (self);
  gboolean last, week;

  g_variant_get (arguments, "(bb)", &last, &week);
  if (cell == NULL || th_week_body_focused (self) == NULL)
    return FALSE;
  self->want_s = -1;
  if (week)
    cell = self->cells->pdata[last ? self->cells->len - 1 : 0];
  else
    cell = th_week_body_nearest (self, th_slot_cell_get_column (cell), last ? 24 * 3600 : 0);
  go_to (self, cell);
  return TRUE;
}

static gboolean
th_week_body_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ThSlotCell *cell = th_week_body_get_current (TH_WEEK_BODY (widget));

  if (th_week_body_focused (TH_WEEK_BODY (widget)) != NULL)
    return FALSE;
  return cell != NULL ? gtk_widget_grab_focus (GTK_WIDGET (cell)) : FALSE;
}

/* Scrolls to what gets the focus, ring included: a viewport would scroll to
 * the edge of the cell and cut the ring, whose room is the padding. */
static void
th_week_body_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  GTK_WIDGET_CLASS (th_week_body_parent_class)->set_focus_child (widget, child);
  if (child == NULL || scroller == NULL || !gtk_widget_compute_bounds (child, widget, &bounds))
    return;
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                             bounds.origin.y, bounds.origin.y + bounds.size.height + 2 * RING);
}

static gboolean
th_week_body_grab_focus (GtkWidget *widget)
{
  ThSlotCell *cell = th_week_body_get_current (TH_WEEK_BODY (widget));

  if (cell != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (cell));
  return GTK_WIDGET_CLASS (th_week_body_parent_class)->grab_focus (widget);
}

/* --- picking and dragging ------------------------------------------------------ */

void
th_week_body_clicked (ThSlotCell *cell, ThWeekBody *self)
{
  remember (self, cell);
  if (th_slot_cell_takes (cell))
    g_signal_emit (self, signals[PICKED], 0, th_slot_cell_get_start (cell));
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static ThSlotCell *
cell_at (ThWeekBody *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != GTK_WIDGET (self) && !TH_IS_SLOT_CELL (widget))
    widget = gtk_widget_get_parent (widget);
  return widget != NULL && TH_IS_SLOT_CELL (widget) ? TH_SLOT_CELL (widget) : NULL;
}

static void
hold_over (ThWeekBody *self, GtkWidget *cell)
{
  if (self->over == cell)
    return;
  if (self->over != NULL)
    gtk_widget_remove_css_class (self->over, "drop");
  g_set_weak_pointer (&self->over, cell);
  if (cell != NULL)
    gtk_widget_add_css_class (cell, "drop");
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, ThWeekBody *self)
{
  ThSlotCell *cell = cell_at (self, x, y);

  if (cell != NULL && !th_slot_cell_takes (cell))
    cell = NULL;
  hold_over (self, (GtkWidget *) cell);
  return cell != NULL ? GDK_ACTION_MOVE : 0;
}

static void
leave_cb (GtkDropTarget *target, ThWeekBody *self)
{
  hold_over (self, NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, ThWeekBody *self)
{
  ThSlotCell *cell = cell_at (self, x, y);
  ThBookingDrag *drag = g_value_get_boxed (value);

  hold_over (self, NULL);
  if (cell == NULL || drag == NULL || !th_slot_cell_takes (cell))
    return FALSE;
  remember (self, cell);
  if (*drag->code != '\0')
    g_signal_emit (self, signals[DROPPED], 0, drag->code, th_slot_cell_get_start (cell));
  else
    g_signal_emit (self, signals[PICKED], 0, th_slot_cell_get_start (cell));
  return TRUE;
}

/* The choice, or the booking that is being moved, can be taken by hand. */
static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, ThWeekBody *self)
{
  ThSlotCell *cell = cell_at (self, x, y);
  g_autoptr (GdkPaintable) picture = NULL;
  ThSlotLook look;

  if (cell == NULL)
    return NULL;
  look = th_slot_cell_get_look (cell);
  if (look != TH_SLOT_CHOSEN && (look != TH_SLOT_LEAVING || self->moving == NULL))
    return NULL;
  picture = gtk_widget_paintable_new (GTK_WIDGET (cell));
  gtk_drag_source_set_icon (source, picture, gtk_widget_get_width (GTK_WIDGET (cell)) / 2, gtk_widget_get_height (GTK_WIDGET (cell)) / 2);
  return gdk_content_provider_new_typed (TH_TYPE_BOOKING_DRAG,
                                         &(ThBookingDrag) { look == TH_SLOT_LEAVING ? self->moving : (char *) "" });
}

static void
add_dragging (ThWeekBody *self)
{
  GtkDropTarget *target = gtk_drop_target_new (TH_TYPE_BOOKING_DRAG, GDK_ACTION_MOVE);
  GtkDragSource *source = gtk_drag_source_new ();

  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

/* --- class --------------------------------------------------------------------- */

static void
th_week_body_dispose (GObject *object)
{
  ThWeekBody *self = TH_WEEK_BODY (object);
  GtkWidget *child;

  hold_over (self, NULL);
  g_ptr_array_set_size (self->cells, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (th_week_body_parent_class)->dispose (object);
}

static void
th_week_body_finalize (GObject *object)
{
  ThWeekBody *self = TH_WEEK_BODY (object);

  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->hours);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->lunches);
  g_array_unref (self->starts);
  g_free (self->current);
  g_free (self->moving);
  G_OBJECT_CLASS (th_week_body_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct { guint key, pad; int dx, dy; } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 }, { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1 }, { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      gtk_widget_class_add_binding (widget_class, arrows[i].key, 0, step_cb, "(ii)", arrows[i].dx, arrows[i].dy);
      gtk_widget_class_add_binding (widget_class, arrows[i].pad, 0, step_cb, "(ii)", arrows[i].dx, arrows[i].dy);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, end_cb, "(bb)", FALSE, FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, end_cb, "(bb)", TRUE, FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, GDK_CONTROL_MASK, end_cb, "(bb)", FALSE, TRUE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, GDK_CONTROL_MASK, end_cb, "(bb)", TRUE, TRUE);
}

static void
th_week_body_class_init (ThWeekBodyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = th_week_body_dispose;
  object_class->finalize = th_week_body_finalize;
  widget_class->measure = th_week_body_measure;
  widget_class->size_allocate = th_week_body_size_allocate;
  widget_class->focus = th_week_body_focus;
  widget_class->grab_focus = th_week_body_grab_focus;
  widget_class->set_focus_child = th_week_body_set_focus_child;
  signals[PICKED] = g_signal_new ("picked", TH_TYPE_WEEK_BODY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DROPPED] = g_signal_new ("dropped", TH_TYPE_WEEK_BODY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "week-body");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  add_keys (widget_class);
}

static void
th_week_body_init (ThWeekBody *self)
{
  self->cells = g_ptr_array_new ();
  self->hours = g_ptr_array_new ();
  self->fields = g_ptr_array_new ();
  self->lunches = g_ptr_array_new ();
  self->starts = g_array_new (FALSE, FALSE, sizeof (int));
  self->want_s = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_VISIBLE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places of the week"), -1);
  add_dragging (self);
}
