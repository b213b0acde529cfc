/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The week of places: what is joined, what is said, where the keyboard goes,
 * and that nothing moves when it is asked again. With TIDEHALL_PICTURES it
 * leaves a picture of every state in that folder. */

#include "booking-fixture.h"

#include "th-theme.h"
#include "th-week-grid.h"

#define MONDAY 20260504

static GtkWidget *
grid_show (GtkWidget **grid, gboolean compact)
{
  *grid = th_week_grid_new ();
  gtk_widget_set_vexpand (*grid, TRUE);
  th_week_grid_set_rules (TH_WEEK_GRID (*grid), 5, 0.5);
  th_week_grid_set_compact (TH_WEEK_GRID (*grid), compact);
  return booking_show (*grid, compact ? 656 : 756, compact ? 582 : 680);
}

static void
test_pictures (void)
{
  g_autoptr (JsonObject) may = booking_answer ("may");
  GtkWidget *grid, *window = grid_show (&grid, FALSE);

  th_week_grid_set_answer (TH_WEEK_GRID (grid), may, MONDAY, "2026-05-07T10:00:00+08:00");
  booking_draw (window, "week");
  gtk_window_destroy (GTK_WINDOW (window));
  window = grid_show (&grid, TRUE);
  gtk_widget_add_css_class (window, "compact");
  th_week_grid_set_answer (TH_WEEK_GRID (grid), may, MONDAY, "2026-05-07T10:00:00+08:00");
  booking_draw (window, "week-compact");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  booking_init (&argc, &argv);
  g_test_add_func ("/week/pictures", test_pictures);
  return g_test_run ();
}
