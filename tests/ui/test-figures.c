/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Statistics on a real store: the screen says what the hall says, follows it,
 * and shows nothing that it does not know. */

#include "hall-fixture.h"

#include <glib/gstdio.h>

#include "th-chart-bins.h"
#include "th-chart-hours.h"
#include "th-day-button.h"
#include "th-day.h"
#include "th-figure-table.h"
#include "th-month.h"
#include "th-page-stats.h"
#include "th-stat-figure.h"
#include "th-stats-export.h"
#include "th-text.h"

/* --- charts and tables alone --- */

static JsonArray *
numbers (const int *values, guint n)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    json_array_add_int_element (array, values[i]);

  return array;
}

static void
test_bins (void)
{
  const int few[] = { 170, 16, 11, 5 };
  g_autoptr (GtkWidget) widget = g_object_ref_sink (th_chart_bins_new ());
  ThChartBins *chart = TH_CHART_BINS (widget);
  g_autoptr (JsonArray) short_waits = numbers (few, 4), long_waits = json_array_new ();
  g_autoptr (JsonObject) total = json_object_new ();

  json_object_set_int_member (total, "n", 202);
  json_object_set_double_member (total, "mean_wait_s", 60);
  json_object_set_double_member (total, "p90", 150);
  th_chart_bins_set (chart, short_waits, total, TRUE);
  g_assert_cmpint (th_chart_bins_get_width (chart), ==, 1);
  g_assert_cmpuint (th_chart_bins_get_n_bars (chart), ==, 6);
  g_assert_cmpuint (th_chart_bins_get_bar (chart, 0), ==, 170);
  g_assert_cmpuint (th_chart_bins_get_bar (chart, 5), ==, 0);
  g_assert_nonnull (strstr (th_chart_bins_get_sentence (chart), "202"));
  g_assert_nonnull (strstr (th_chart_bins_get_sentence (chart), "1.00"));

  /* After a bad day several minutes share a bar; nobody is lost. */
  for (int i = 0; i < 127; i++)
    json_array_add_int_element (long_waits, 2);
  th_chart_bins_set (chart, long_waits, total, TRUE);
  g_assert_cmpint (th_chart_bins_get_width (chart), ==, 10);
  g_assert_cmpuint (th_chart_bins_get_n_bars (chart), ==, 13);
  g_assert_cmpuint (th_chart_bins_get_bar (chart, 0), ==, 20);
  g_assert_cmpuint (th_chart_bins_get_bar (chart, 12), ==, 14);

  json_object_set_int_member (total, "n", 4);
  th_chart_bins_set (chart, short_waits, total, TRUE);
  g_assert_nonnull (strstr (th_chart_bins_get_sentence (chart), "Too few"));
  th_chart_bins_set (chart, NULL, NULL, TRUE);
  g_assert_cmpuint (th_chart_bins_get_n_bars (chart), ==, 0);
}

static JsonObject *
hour_row (int hour, int n, double mean, double p50, double p90)
{
  JsonObject *row = json_object_new ();

  json_object_set_int_member (row, "hour", hour);
  json_object_set_int_member (row, "n", n);
  json_object_set_double_member (row, "mean_wait_s", mean);
  json_object_set_double_member (row, "p50", p50);
  json_object_set_double_member (row, "p90", p90);

  return row;
}

static void
test_hours (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (th_chart_hours_new ());
  ThChartHours *chart = TH_CHART_HOURS (widget);
  g_autoptr (JsonArray) rows = json_array_new ();

  th_chart_hours_set (chart, rows, 97.2, TRUE);
  g_assert_nonnull (strstr (th_chart_hours_get_sentence (chart), "No hour"));

  /* An hour with four tickets has no figure, however long they waited. */
  json_array_add_object_element (rows, hour_row (9, 36, 30, 0, 120));
  json_array_add_object_element (rows, hour_row (10, 50, 297.6, 300, 486));
  json_array_add_object_element (rows, hour_row (14, 4, 3000, 3000, 3000));
  th_chart_hours_set (chart, rows, 97.2, TRUE);
  g_assert_nonnull (strstr (th_chart_hours_get_sentence (chart), "10:00 to 11:00"));
  g_assert_nonnull (strstr (th_chart_hours_get_sentence (chart), "4.96"));
  g_assert_nonnull (strstr (th_chart_hours_get_sentence (chart), "1.62"));
}

static void
test_table (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (th_figure_table_new ());
  ThFigureTable *table = TH_FIGURE_TABLE (widget);
  const char *titles[] = { "Queue", "n", "Mean", NULL };
  const char *first[] = { "Tax filing", "53", "1.58" }, *second[] = { "Total", "236", "1.24" };

  th_figure_table_set_columns (table, titles, 2);
  th_figure_table_begin (table);
  th_figure_table_add (table, TH_FIGURE_ROW_PLAIN, "N", first);
  th_figure_table_add (table, TH_FIGURE_ROW_TOTAL, NULL, second);
  th_figure_table_end (table);
  g_assert_cmpuint (th_figure_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (th_figure_table_get_cell (table, 1, 2), ==, "1.24");

  th_figure_table_begin (table);
  th_figure_table_add (table, TH_FIGURE_ROW_SMALL, NULL, second);
  th_figure_table_end (table);
  g_assert_cmpuint (th_figure_table_get_n_rows (table), ==, 1);
  g_assert_cmpstr (th_figure_table_get_cell (table, 0, 0), ==, "Total");
}

static void
test_month (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (th_month_new ());
  ThMonth *month = TH_MONTH (widget);

  th_month_set_day (month, 20240229);
  g_assert_cmpint (th_month_get_day (month), ==, 20240229);
  th_month_set_day (month, 20250229);
  g_assert_cmpint (th_month_get_day (month), ==, 20240229);
}

/* --- the page --- */

static void
serve (Hall *self, const char *queue, const char *window, int wait_s, int handling_s)
{
  hall_tell (self, th_desk_request ("ticket.issue", "queue", "s", queue, NULL));
  hall_wait (self, wait_s);
  hall_tell (self, th_desk_request ("ticket.call", "window", "s", window, NULL));
  hall_tell (self, th_desk_request ("ticket.start", "window", "s", window, NULL));
  hall_wait (self, handling_s);
  hall_tell (self, th_desk_request ("ticket.finish", "window", "s", window, NULL));
}

static void
open_windows (Hall *self)
{
  hall_tell (self, th_desk_request ("window.open", "window", "s", "1", "staff", "s", "001", "pin", "s", "0001",
                                    "duty", "s", "T|N", NULL));
}

static const char *
value (GtkWidget *page, const char *figure)
{
  return th_stat_figure_get_value (hall_part (page, figure));
}

static const char *
shown (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (hall_part (page, "stack")));
}

/* Waits of one to six minutes, one of them of another queue. */
static void
test_today (Hall *self, gconstpointer data)
{
  GtkWidget *page;
  ThFigureTable *table;

  open_windows (self);
  for (int i = 1; i <= 6; i++)
    serve (self, i == 6 ? "N" : "T", "1", 60 * i, 120);
  hall_sign_in (self, "020");
  page = hall_show (self, TH_TYPE_PAGE_STATS);
  table = hall_part (page, "table");

  HALL_UNTIL (g_strcmp0 (shown (page), "figures") == 0);
  HALL_UNTIL (th_figure_table_get_n_rows (table) == 3);
  g_assert_cmpstr (value (page, "mean"), ==, "3.50");
  g_assert_cmpstr (value (page, "median"), ==, "3.50");
  g_assert_cmpstr (value (page, "p90"), ==, "5.50");
  g_assert_cmpstr (value (page, "longest"), ==, "6.00");
  g_assert_cmpstr (value (page, "over"), ==, "0.0");
  g_assert_cmpstr (value (page, "handling"), ==, "2.00");
  g_assert_nonnull (strstr (hall_label (page, "definition"), "first call"));

  /* By queue: T has five, N too few for a figure, then the total. */
  g_assert_cmpstr (th_figure_table_get_cell (table, 0, 1), ==, "5");
  g_assert_cmpstr (th_figure_table_get_cell (table, 0, 2), ==, "3.00");
  g_assert_cmpstr (th_figure_table_get_cell (table, 1, 1), ==, "1");
  g_assert_cmpstr (th_figure_table_get_cell (table, 1, 2), ==, "—");
  g_assert_cmpstr (th_figure_table_get_cell (table, 2, 2), ==, "3.50");
}

/* What happens elsewhere is seen without asking. */
static void
test_follows (Hall *self, gconstpointer data)
{
  GtkWidget *page;

  open_windows (self);
  hall_sign_in (self, "020");
  page = hall_show (self, TH_TYPE_PAGE_STATS);
  HALL_UNTIL (g_strcmp0 (shown (page), "empty") == 0);
  g_assert_nonnull (strstr (hall_label (page, "empty_text"), "No tickets"));

  hall_tell (self, th_desk_request ("ticket.issue", "queue", "s", "T", NULL));
  HALL_UNTIL (strstr (hall_label (page, "empty_text"), "1 waiting") != NULL);
  hall_tell (self, th_desk_request ("ticket.call", "window", "s", "1", NULL));
  HALL_UNTIL (g_strcmp0 (shown (page), "figures") == 0);

  /* One ticket is no figure. */
  g_assert_null (value (page, "mean"));
  hall_tell (self, th_desk_request ("ticket.start", "window", "s", "1", NULL));
  hall_tell (self, th_desk_request ("ticket.finish", "window", "s", "1", NULL));
  for (int i = 0; i < 4; i++)
    serve (self, "T", "1", 30, 60);
  HALL_UNTIL (value (page, "mean") != NULL);
  g_assert_cmpstr (value (page, "mean"), ==, "0.40");
}

/* An empty period says so and leads to the nearest day that has tickets. */
static void
test_periods (Hall *self, gconstpointer data)
{
  GtkWidget *page;
  ThDayButton *from;

  open_windows (self);
  for (int i = 0; i < 5; i++)
    serve (self, "T", "1", 60, 60);
  hall_sign_in (self, "020");
  page = hall_show (self, TH_TYPE_PAGE_STATS);
  HALL_UNTIL (value (page, "mean") != NULL);

  th_page_stats_set_period (TH_PAGE_STATS (page), 20260401, 20260403);
  HALL_UNTIL (g_strcmp0 (shown (page), "empty") == 0);
  g_assert_null (value (page, "mean"));
  g_assert_nonnull (strstr (gtk_button_get_label (hall_part (page, "nearest")), "2026-04-20"));

  gtk_widget_activate_action (page, "stats.nearest", NULL);
  HALL_UNTIL (g_strcmp0 (shown (page), "figures") == 0);
  from = hall_part (hall_part (page, "filter"), "from");
  g_assert_cmpint (th_day_button_get_day (from), ==, 20260420);
  g_assert_cmpstr (value (page, "mean"), ==, "1.00");

  /* The last day never lies before the first one. */
  th_day_button_set_day (from, 20260501);
  g_assert_cmpint (th_day_button_get_day (hall_part (hall_part (page, "filter"), "to")), ==, 20260501);
}

static void
test_splits_and_tables (Hall *self, gconstpointer data)
{
  GtkWidget *page, *button;
  ThFigureTable *table;
  gboolean as_tables = FALSE;

  open_windows (self);
  for (int i = 0; i < 5; i++)
    serve (self, "T", "1", 60, 60);
  hall_sign_in (self, "020");
  page = hall_show (self, TH_TYPE_PAGE_STATS);
  table = hall_part (page, "table");
  HALL_UNTIL (value (page, "mean") != NULL);

  button = gtk_widget_get_next_sibling (gtk_widget_get_first_child (hall_part (page, "splits")));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  HALL_UNTIL (g_strcmp0 (th_figure_table_get_cell (table, 0, 0), "Window 01") == 0);
  g_assert_cmpstr (th_figure_table_get_cell (table, 0, 2), ==, "1.00");
  button = gtk_widget_get_next_sibling (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  HALL_UNTIL (g_strrstr (th_figure_table_get_cell (table, 0, 0) != NULL ? th_figure_table_get_cell (table, 0, 0) : "", "001") != NULL);

  gtk_widget_activate_action (page, "stats.tables", NULL);
  g_object_get (page, "as-tables", &as_tables, NULL);
  g_assert_true (as_tables);
  HALL_UNTIL (gtk_widget_get_mapped (hall_part (page, "hours_table")));
  g_assert_cmpuint (th_figure_table_get_n_rows (hall_part (page, "hours_table")), ==, 1);
  g_assert_cmpuint (th_figure_table_get_n_rows (hall_part (page, "bins_table")), ==, 2);
}

/* --- export --- */

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (th_stats_export_finish (TH_SESSION (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
test_export (Hall *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "waits.csv", NULL), *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (JsonObject) arguments = json_object_new ();
  gboolean done = FALSE;

  open_windows (self);
  for (int i = 0; i < 5; i++)
    serve (self, "T", "1", 90, 60);
  hall_sign_in (self, "020");
  json_object_set_string_member (arguments, "from", "2026-04-20");
  json_object_set_string_member (arguments, "to", "2026-04-20");
  th_stats_export_async (self->session, arguments, "queue", file, exported_cb, &done);
  HALL_UNTIL (done);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xEF\xBB\xBFQueue,Queue name,"));
  g_assert_nonnull (strstr (text, "T,General tax,5,1.50,"));
  g_assert_nonnull (strstr (text, "2026-04-20/2026-04-20"));
  g_assert_nonnull (strstr (text, "Wait = first call"));
}

#define ADD(name, function) \
  g_test_add ("/figures/" name, Hall, NULL, hall_set_up, function, hall_tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/figures/bins", test_bins);
  g_test_add_func ("/figures/hours", test_hours);
  g_test_add_func ("/figures/table", test_table);
  g_test_add_func ("/figures/month", test_month);
  ADD ("today", test_today);
  ADD ("follows", test_follows);
  ADD ("periods", test_periods);
  ADD ("splits-and-tables", test_splits_and_tables);
  ADD ("export", test_export);

  return g_test_run ();
}
