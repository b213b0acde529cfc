/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The week of places: what is joined, what is said, where the keyboard goes,
 * and that nothing moves when it is asked again. With TIDEHALL_PICTURES it
 * leaves a picture of every state in that folder. */

#include "booking-fixture.h"
#include "hall-fixture.h"

#include "th-error.h"
#include "th-text.h"
#include "th-theme.h"
#include "th-week-body.h"
#include "th-week-grid.h"

#define MONDAY 20260504

typedef struct
{
  GtkWidget *window, *grid;
  char      *chosen, *moved;
  int        weeks;
  guint      gave_up, walk_ins, retries;
} Week;

static void
chosen_cb (GtkWidget *grid, const char *start, Week *week)
{
  g_free (week->chosen);
  week->chosen = g_strdup (start);
}

static void
moved_cb (GtkWidget *grid, const char *booking, const char *start, Week *week)
{
  g_free (week->moved);
  week->moved = g_strdup_printf ("%s %s", booking, start);
}

static void
week_cb (GtkWidget *grid, int weeks, Week *week)
{
  week->weeks += weeks;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
week_show (Week *week, gboolean compact)
{
  *week = (Week) { NULL };
  week->grid = th_week_grid_new ();
  gtk_widget_set_vexpand (week->grid, TRUE);
  th_week_grid_set_rules (TH_WEEK_GRID (week->grid), 5, 0.5);
  th_week_grid_set_compact (TH_WEEK_GRID (week->grid), compact);
  g_signal_connect (week->grid, "chosen", G_CALLBACK (chosen_cb), week);
  g_signal_connect (week->grid, "moved", G_CALLBACK (moved_cb), week);
  g_signal_connect (week->grid, "week", G_CALLBACK (week_cb), week);
  g_signal_connect_swapped (week->grid, "gave-up", G_CALLBACK (count_cb), &week->gave_up);
  g_signal_connect_swapped (week->grid, "walk-in", G_CALLBACK (count_cb), &week->walk_ins);
  g_signal_connect_swapped (week->grid, "retry", G_CALLBACK (count_cb), &week->retries);
  week->window = booking_show (week->grid, compact ? 656 : 756, compact ? 582 : 680);
  if (compact)
    gtk_widget_add_css_class (week->window, "compact");
}

static void
week_end (Week *week)
{
  gtk_window_destroy (GTK_WINDOW (week->window));
  g_free (week->chosen);
  g_free (week->moved);
}

static void
set (Week *week, JsonObject *answer, const char *chosen)
{
  th_week_grid_set_answer (TH_WEEK_GRID (week->grid), answer, MONDAY, chosen);
  booking_settle (week->window);
}

/* --- what is found in a template ------------------------------------------------ */

static gpointer
part (Week *week, const char *id)
{
  return hall_part (week->grid, id);
}

static GPtrArray *
cells (Week *week)
{
  return th_week_body_get_cells (part (week, "body"));
}

static const char *
at (Week *week)
{
  GtkWidget *focus = booking_focus (week->window);

  return focus != NULL && TH_IS_SLOT_CELL (focus) ? th_slot_cell_get_start (TH_SLOT_CELL (focus)) : NULL;
}

static void
assert_at (Week *week, const char *day, const char *time)
{
  g_autofree char *start = g_strdup_printf ("2026-05-%sT%s:00+08:00", day, time);

  g_assert_cmpstr (at (week), ==, start);
}

static ThSlotCell *
cell_of (Week *week, const char *start)
{
  for (guint i = 0; i < cells (week)->len; i++)
    if (g_strcmp0 (th_slot_cell_get_start (cells (week)->pdata[i]), start) == 0)
      return cells (week)->pdata[i];
  return NULL;
}

static const char *
shown (Week *week, const char *stack)
{
  return gtk_stack_get_visible_child_name (part (week, stack));
}

/* --- reading -------------------------------------------------------------------- */

static void
test_view (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may");
  g_autoptr (ThWeekView) view = th_week_view_new (may, MONDAY, 20260429, FALSE);
  const ThWeekBlock *holiday, *training, *lunch;
  int scaled, breaks;

  /* Holiday, training, Sunday: the two days off are one field. */
  g_assert_cmpuint (view->blocks->len, ==, 3);
  holiday = view->blocks->pdata[0];
  training = view->blocks->pdata[1];
  g_assert_cmpint (holiday->column, ==, 0);
  g_assert_cmpint (holiday->columns, ==, 2);
  g_assert_cmpint (holiday->from_s, <, 0);
  g_assert_cmpint (training->column, ==, 4);
  g_assert_cmpint (training->columns, ==, 1);
  g_assert_cmpuint (view->lunches->len, ==, 1);
  lunch = view->lunches->pdata[0];
  g_assert_cmpint (lunch->column, ==, 2);
  g_assert_cmpint (lunch->columns, ==, 4);
  g_assert_cmpuint (view->slots->len, ==, 12 + 12 + 6 + 12);
  g_assert_cmpint (view->shortest_s, ==, 1800);
  g_assert_cmpint (view->last_day, ==, 20260509);
  g_assert_false (view->none);

  /* The break is a line: 12:00 and 13:30 are the same height of the scale. */
  g_assert_cmpint (th_week_view_scaled (view), ==, 6 * 3600);
  th_week_view_place (view, 12 * 3600, &scaled, &breaks);
  g_assert_cmpint (scaled, ==, 3 * 3600);
  g_assert_cmpint (breaks, ==, 0);
  th_week_view_place (view, 13 * 3600 + 1800, &scaled, &breaks);
  g_assert_cmpint (scaled, ==, 3 * 3600);
  g_assert_cmpint (breaks, ==, 1);
}

/* Slots that are refused are fields with their reason, joined over days; days
 * with other slots keep their own times. */
static void
test_refused (void)
{
  g_autoptr (JsonObject) mixed = booking_answer ("mixed");
  g_autoptr (ThWeekView) view = th_week_view_new (mixed, MONDAY, 0, FALSE);
  const ThWeekBlock *past = view->blocks->pdata[0], *soon = view->blocks->pdata[1];

  g_assert_cmpint (past->column, ==, 0);
  g_assert_cmpint (past->columns, ==, 2);
  g_assert_cmpint (past->from_s, <, 0);
  g_assert_cmpstr (past->title, ==, "This time has gone by");
  g_assert_cmpstr (past->detail, ==, "Choose a later one.");
  g_assert_cmpint (soon->column, ==, 2);
  g_assert_cmpint (soon->from_s, ==, 9 * 3600);
  g_assert_cmpint (soon->to_s, ==, 11 * 3600);
  g_assert_cmpint (view->shortest_s, ==, 900);
  for (guint i = 0; i < view->slots->len; i++)
    {
      const ThWeekSlot *slot = view->slots->pdata[i];

      g_assert_cmpint (slot->to_s, >, slot->from_s);
      /* Work of an hour in slots of half an hour fills a slot, not two. */
      g_assert_cmpint (slot->to_s - slot->from_s, ==, slot->column == 3 ? 900 : slot->column == 4 ? 3600 : 1800);
    }
}

static void
test_nothing (void)
{
  ThWeekView *view = th_week_view_new (NULL, MONDAY, 0, FALSE);

  g_assert_cmpuint (view->slots->len, ==, 0);
  g_assert_false (view->days[0].known);
  g_assert_null (th_week_view_find (view, "2026-05-07T10:00:00+08:00"));
  g_assert_null (th_week_view_find (view, NULL));
  th_week_view_free (view);
}

/* --- what is said ---------------------------------------------------------------- */

static void
test_names (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may");
  Week week;

  week_show (&week, FALSE);
  g_assert_cmpstr (shown (&week, "place"), ==, "prompt");
  booking_draw (week.window, "prompt");
  set (&week, may, "2026-05-07T10:00:00+08:00");
  booking_draw (week.window, "week");
  if (g_getenv ("TIDEHALL_PICTURES_LANGUAGE") == NULL)
    {
      gtk_test_accessible_assert_property (cell_of (&week, "2026-05-07T10:30:00+08:00"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           "May 7 Thu 10:30–11:00, 1 place left");
      gtk_test_accessible_assert_property (cell_of (&week, "2026-05-06T09:00:00+08:00"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           "May 6 Wed 9:00–9:30, full");
      gtk_test_accessible_assert_property (cell_of (&week, "2026-05-07T10:00:00+08:00"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           "May 7 Thu 10:00–10:30, chosen");
      g_assert_cmpstr (gtk_label_get_label (part (&week, "title")), ==, "May 4–10");
      g_assert_cmpstr (gtk_label_get_label (part (&week, "until")), ==, "Bookable until May 9 (5 working days ahead)");
      g_assert_cmpstr (gtk_label_get_label (part (&week, "share")), ==, "Half of the places are kept for walk-ins");
    }
  gtk_test_accessible_assert_state (cell_of (&week, "2026-05-07T10:00:00+08:00"), GTK_ACCESSIBLE_STATE_PRESSED, GTK_ACCESSIBLE_TRISTATE_TRUE);
  week_end (&week);
}

/* --- keys ------------------------------------------------------------------------ */

static void
press (Week *week, const char *keys)
{
  g_auto (GStrv) each = g_strsplit (keys, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      gboolean taken = booking_press (week->window, each[i]);

      g_test_message ("%s at %s", each[i], at (week));
      g_assert_true (taken);
    }
}

static void
test_keys (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may");
  Week week;

  week_show (&week, FALSE);
  set (&week, may, "2026-05-07T10:00:00+08:00");
  g_assert_true (gtk_widget_grab_focus (week.grid));
  assert_at (&week, "07", "10:00");
  press (&week, "Down Down Down");
  assert_at (&week, "07", "11:30");
  press (&week, "Down");
  assert_at (&week, "07", "13:30");
  /* Friday afternoon is closed: the nearest slot, then back to where it was. */
  press (&week, "Right");
  assert_at (&week, "08", "11:30");
  press (&week, "Right");
  assert_at (&week, "09", "13:30");
  press (&week, "Right");
  assert_at (&week, "09", "13:30");
  press (&week, "Home");
  assert_at (&week, "09", "09:00");
  press (&week, "Up End Down");
  assert_at (&week, "09", "16:00");
  press (&week, "<Control>Home");
  assert_at (&week, "06", "09:00");
  /* Two days off to the left: nothing to step on. */
  press (&week, "Left <Control>End");
  assert_at (&week, "09", "16:00");
  press (&week, "Page_Down Page_Down Page_Up");
  g_assert_cmpint (week.weeks, ==, 1);
  /* Esc is not taken when there is nothing to give up. */
  g_assert_false (booking_press (week.window, "Escape"));
  booking_draw (week.window, "focus");
  week_end (&week);
}

/* Where the week is higher than its place, these keys do not scroll it. */
static void
test_turning (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may");
  GtkWidget *scroller;
  Week week;

  week_show (&week, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (week.window), 656, 300);
  set (&week, may, "2026-05-07T10:00:00+08:00");
  scroller = gtk_widget_get_ancestor (part (&week, "body"), GTK_TYPE_SCROLLED_WINDOW);
  g_assert_true (gtk_widget_grab_focus (week.grid));
  press (&week, "Page_Down Page_Down Page_Up");
  g_assert_cmpint (week.weeks, ==, 1);
  gtk_widget_set_focusable (scroller, TRUE);
  gtk_root_set_focus (GTK_ROOT (week.window), scroller);
  g_assert_true (booking_focus (week.window) == scroller);
  press (&week, "Page_Down Page_Down Page_Down Page_Up");
  g_assert_cmpint (week.weeks, ==, 3);
  week_end (&week);
}

static void
test_choosing (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may");
  Week week;

  week_show (&week, FALSE);
  set (&week, may, NULL);
  g_signal_emit_by_name (cell_of (&week, "2026-05-06T09:00:00+08:00"), "clicked");
  g_assert_null (week.chosen);
  g_signal_emit_by_name (cell_of (&week, "2026-05-08T10:00:00+08:00"), "clicked");
  g_assert_cmpstr (week.chosen, ==, "2026-05-08T10:00:00+08:00");
  g_assert_cmpstr (th_week_grid_get_chosen (TH_WEEK_GRID (week.grid)), ==, week.chosen);
  g_assert_cmpint (th_slot_cell_get_look (cell_of (&week, week.chosen)), ==, TH_SLOT_CHOSEN);
  week_end (&week);
}

/* --- asked again ------------------------------------------------------------------ */

static void
take_slot (JsonObject *answer, guint day, guint slot)
{
  JsonObject *object = th_member_element (th_member_array (answer, "days"), day);

  json_object_set_int_member (th_member_element (th_member_array (object, "slots"), slot), "free", 0);
}

static void
test_refresh (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may"), later = booking_answer ("may");
  GtkWidget *focus;
  Week week;

  week_show (&week, FALSE);
  set (&week, may, NULL);
  th_week_body_go (part (&week, "body"), "2026-05-07T09:30:00+08:00");
  focus = booking_focus (week.window);

  /* The slot fills while somebody stands on it: the same widget says so. */
  take_slot (later, 3, 1);
  set (&week, later, NULL);
  g_assert_true (booking_focus (week.window) == focus);
  assert_at (&week, "07", "09:30");
  g_assert_cmpint (th_slot_cell_get_look (TH_SLOT_CELL (focus)), ==, TH_SLOT_FULL);

  /* A slot of which nothing is for bookings is not called full. */
  json_object_set_int_member (th_member_element (th_member_array (th_member_element (th_member_array (later, "days"), 3), "slots"), 1), "minutes", 0);
  set (&week, later, NULL);
  g_assert_cmpint (th_slot_cell_get_look (TH_SLOT_CELL (focus)), ==, TH_SLOT_KEPT);

  /* Another week: the focus keeps its day and time where there is one. */
  th_week_grid_set_answer (TH_WEEK_GRID (week.grid), may, 20260511, NULL);
  booking_settle (week.window);
  g_assert_cmpuint (cells (&week)->len, ==, 0);
  focus = booking_focus (week.window);
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, week.grid));
  press (&week, "Page_Up");
  g_assert_cmpint (week.weeks, ==, -1);
  set (&week, may, NULL);
  g_assert_nonnull (at (&week));
  week_end (&week);
}

static void
test_lost (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may");
  Week week;

  week_show (&week, FALSE);
  set (&week, may, "2026-05-07T10:00:00+08:00");
  gtk_widget_grab_focus (week.grid);
  th_week_grid_set_lost (TH_WEEK_GRID (week.grid), "2026-05-07T10:00:00+08:00");
  assert_at (&week, "07", "10:00");
  g_assert_null (th_week_grid_get_chosen (TH_WEEK_GRID (week.grid)));
  g_assert_cmpint (th_slot_cell_get_look (cell_of (&week, "2026-05-07T10:00:00+08:00")), ==, TH_SLOT_LOST);
  g_assert_cmpint (th_slot_cell_get_look (cell_of (&week, "2026-05-07T09:30:00+08:00")), ==, TH_SLOT_OFFERED);
  g_assert_cmpint (th_slot_cell_get_look (cell_of (&week, "2026-05-07T10:30:00+08:00")), ==, TH_SLOT_OFFERED);
  g_assert_cmpstr (shown (&week, "foot"), ==, "notice");
  booking_draw (week.window, "lost");
  g_signal_emit_by_name (part (&week, "later"), "clicked");
  g_assert_cmpstr (week.chosen, ==, "2026-05-07T10:30:00+08:00");
  assert_at (&week, "07", "10:30");
  g_assert_cmpstr (shown (&week, "foot"), ==, "legend");
  week_end (&week);
}

static void
test_moving (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may");
  Week week;

  week_show (&week, FALSE);
  set (&week, may, NULL);
  th_week_grid_set_moving (TH_WEEK_GRID (week.grid), "B0507A");
  th_week_grid_set_moving_from (TH_WEEK_GRID (week.grid), "2026-05-07T09:00:00+08:00");
  g_assert_cmpint (th_slot_cell_get_look (cell_of (&week, "2026-05-07T09:00:00+08:00")), ==, TH_SLOT_LEAVING);
  booking_settle (week.window);
  booking_draw (week.window, "moving");
  g_signal_emit_by_name (cell_of (&week, "2026-05-07T09:00:00+08:00"), "clicked");
  g_assert_null (week.moved);
  g_signal_emit_by_name (cell_of (&week, "2026-05-08T09:30:00+08:00"), "clicked");
  g_assert_cmpstr (week.moved, ==, "B0507A 2026-05-08T09:30:00+08:00");
  g_assert_null (week.chosen);
  gtk_widget_grab_focus (week.grid);
  press (&week, "Escape");
  g_assert_cmpuint (week.gave_up, ==, 1);
  g_assert_null (th_week_grid_get_moving (TH_WEEK_GRID (week.grid)));
  g_assert_cmpint (th_slot_cell_get_look (cell_of (&week, "2026-05-07T09:00:00+08:00")), ==, TH_SLOT_FREE);
  week_end (&week);
}

/* --- other states ----------------------------------------------------------------- */

static JsonObject *
point (const char *code, const char *zh, const char *en, const char *address)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", code);
  json_object_set_string_member (object, "zh", zh);
  json_object_set_string_member (object, "en", en);
  json_object_set_string_member (object, "address_zh", address);
  json_object_set_string_member (object, "phone", "000-0000000");
  return object;
}

static void
test_none (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may");
  JsonArray *points = json_array_new (), *days = th_member_array (may, "days");
  Week week;

  for (guint d = 0; d < json_array_get_length (days); d++)
    for (guint i = 0; i < json_array_get_length (th_member_array (th_member_element (days, d), "slots")); i++)
      take_slot (may, d, i);
  json_object_set_int_member (may, "free_total", 0);
  json_array_add_object_element (points, point ("P1", "澄湖街道便民服务点", "Chenghu service point", "澄湖街道示范路1号"));
  json_array_add_object_element (points, point ("P2", "园区流动服务车", "Mobile service at the park", "示范园区北门"));
  json_object_set_array_member (may, "nearest_points", points);
  week_show (&week, FALSE);
  /* A full week says no more than that; the horizon has to be in the answer. */
  set (&week, may, NULL);
  g_assert_cmpstr (shown (&week, "place"), ==, "week");
  booking_draw (week.window, "full");
  th_week_grid_set_today (TH_WEEK_GRID (week.grid), 20260504);
  booking_settle (week.window);
  g_assert_cmpstr (shown (&week, "place"), ==, "none");
  booking_draw (week.window, "none");
  week_end (&week);
}

static void
test_error (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may");
  g_autoptr (GError) error = g_error_new_literal (TH_ERROR, TH_ERROR_BUSY, "The store is busy. Try again in a moment.");
  Week week;

  week_show (&week, FALSE);
  th_week_grid_set_loading (TH_WEEK_GRID (week.grid), TRUE);
  g_assert_false (gtk_widget_has_css_class (part (&week, "progress"), "busy"));
  HALL_UNTIL (gtk_widget_has_css_class (part (&week, "progress"), "busy"));
  booking_draw (week.window, "loading");
  th_week_grid_set_error (TH_WEEK_GRID (week.grid), error);
  g_assert_cmpstr (shown (&week, "place"), ==, "error");
  g_assert_false (gtk_widget_has_css_class (part (&week, "progress"), "busy"));
  booking_draw (week.window, "error");
  /* What is shown already stays. */
  set (&week, may, NULL);
  th_week_grid_set_error (TH_WEEK_GRID (week.grid), error);
  g_assert_cmpstr (shown (&week, "place"), ==, "week");
  week_end (&week);
}

/* Where the week is higher than its place, the ring of the focus is seen whole. */
static void
test_scroll (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may");
  Week week;
  GtkAdjustment *adjustment;
  GtkWidget *scroller;

  week_show (&week, TRUE);
  gtk_widget_set_valign (week.grid, GTK_ALIGN_START);
  set (&week, may, "2026-05-07T10:00:00+08:00");
  scroller = gtk_widget_get_ancestor (part (&week, "body"), GTK_TYPE_SCROLLED_WINDOW);
  g_object_set (scroller, "propagate-natural-height", FALSE, "min-content-height", 150, "max-content-height", 150, NULL);
  booking_settle (week.window);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), >, gtk_adjustment_get_page_size (adjustment));
  gtk_widget_grab_focus (week.grid);
  for (int i = 0; i < 12; i++)
    booking_press (week.window, "Down");
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==,
                     gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
  for (int i = 0; i < 12; i++)
    booking_press (week.window, "Up");
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  week_end (&week);
}

static void
test_sizes (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may"), mixed = booking_answer ("mixed");
  GtkAdjustment *scroll;
  Week week;

  week_show (&week, TRUE);
  set (&week, may, "2026-05-07T10:00:00+08:00");
  booking_draw (week.window, "week-compact");
  for (guint i = 0; i < cells (&week)->len; i++)
    g_assert_cmpint (gtk_widget_get_height (cells (&week)->pdata[i]), >=, 28 - 2);
  /* Slots of a quarter of an hour do not fit: it scrolls, and to the focus. */
  set (&week, mixed, NULL);
  booking_draw (week.window, "mixed-compact");
  scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (part (&week, "body"), GTK_TYPE_SCROLLED_WINDOW)));
  g_assert_cmpfloat (gtk_adjustment_get_upper (scroll), >, gtk_adjustment_get_page_size (scroll));
  gtk_widget_grab_focus (week.grid);
  press (&week, "<Control>End");
  booking_settle (week.window);
  g_assert_cmpfloat (gtk_adjustment_get_value (scroll), >, 0);
  booking_draw (week.window, "mixed-compact-end");
  /* A page is a week, also where it scrolls. */
  press (&week, "Page_Down");
  g_assert_cmpint (week.weeks, ==, 1);
  week_end (&week);
}

/* --- what the hall really says ------------------------------------------------------ */

static JsonObject *
ask_week (Hall *hall, const char *from, const char *to)
{
  JsonObject *request = th_desk_request ("booking.slots", "from", "s", from, "to", "s", to, NULL);
  JsonArray *matters = json_array_new ();

  json_array_add_string_element (matters, "G01");
  json_object_set_array_member (request, "matters", matters);
  return hall_ask (hall, request);
}

static void
test_real (Hall *hall, gconstpointer data)
{
  g_autoptr (JsonObject) before = ask_week (hall, "2026-04-27", "2026-05-03"), festival = ask_week (hall, "2026-05-04", "2026-05-10");
  g_autoptr (JsonObject) unknown = ask_week (hall, "2026-12-28", "2027-01-03");
  Week week;

  week_show (&week, FALSE);
  th_week_grid_set_today (TH_WEEK_GRID (week.grid), 20260429);
  th_week_grid_set_answer (TH_WEEK_GRID (week.grid), before, 20260427, NULL);
  booking_settle (week.window);
  booking_draw (week.window, "real-before");
  g_assert_nonnull (cell_of (&week, "2026-04-30T09:00:00+08:00"));
  g_assert_null (cell_of (&week, "2026-04-29T16:30:00+08:00"));
  th_week_grid_set_answer (TH_WEEK_GRID (week.grid), festival, 20260504, NULL);
  booking_settle (week.window);
  booking_draw (week.window, "real");
  g_assert_cmpuint (cells (&week)->len, ==, 4 * 13);
  g_assert_cmpint (th_slot_cell_get_look (cell_of (&week, "2026-05-09T09:00:00+08:00")), ==, TH_SLOT_FREE);
  /* A year without a calendar says so on its days. */
  th_week_grid_set_answer (TH_WEEK_GRID (week.grid), unknown, 20261228, NULL);
  booking_settle (week.window);
  booking_draw (week.window, "real-2027");
  g_assert_cmpuint (cells (&week)->len, ==, 0);
  week_end (&week);
}

int
main (int argc, char **argv)
{
  booking_init (&argc, &argv);
  g_test_add_func ("/week/view", test_view);
  g_test_add_func ("/week/refused", test_refused);
  g_test_add_func ("/week/nothing", test_nothing);
  g_test_add_func ("/week/names", test_names);
  g_test_add_func ("/week/keys", test_keys);
  g_test_add_func ("/week/turning", test_turning);
  g_test_add_func ("/week/choosing", test_choosing);
  g_test_add_func ("/week/refresh", test_refresh);
  g_test_add_func ("/week/lost", test_lost);
  g_test_add_func ("/week/moving", test_moving);
  g_test_add_func ("/week/none", test_none);
  g_test_add_func ("/week/error", test_error);
  g_test_add_func ("/week/sizes", test_sizes);
  g_test_add_func ("/week/scroll", test_scroll);
  g_test_add ("/week/real", Hall, "2026-04-29T15:12:00+08:00", hall_set_up, test_real, hall_tear_down);
  return g_test_run ();
}
