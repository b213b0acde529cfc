/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: one place that turns seconds into what is read: minutes with two
 * decimals, a dash where there is no figure, and beside every figure what it
 * stands on. Under five tickets no figure is shown at all, under thirty it is
 * marked. */

#include "th-stats-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "th-text.h"

#define FEWEST_TICKETS 5
#define FEW_TICKETS 30

/* (transfer full); NULL when not known */
static char *
minutes (JsonObject *row, const char *member)
{
  double seconds = th_member_double (row, member, NAN);

  return isnan (seconds) ? NULL : th_text_mean (seconds);
}

static char *
percent (JsonObject *row, const char *member)
{
  double share = th_member_double (row, member, NAN);

  return isnan (share) ? NULL : g_strdup_printf ("%.1f", share * 100);
}

static char *
count (JsonObject *row, const char *member)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, th_member_int (row, member, 0));
}

static guint
tickets (JsonObject *row)
{
  return (guint) th_member_int (row, "n", 0);
}

/* In a table: what too few tickets carry is a dash. */
static char *
cell (JsonObject *row, const char *member, char *(*format) (JsonObject *, const char *))
{
  const char *n = g_str_equal (member, "mean_handling_s") ? "n_handled" : "n";
  char *text = th_member_int (row, n, 0) >= FEWEST_TICKETS ? format (row, member) : NULL;

  return text != NULL ? text : g_strdup ("—");
}

static ThFigureRow
kind_of (JsonObject *row)
{
  return tickets (row) > 0 && tickets (row) < FEW_TICKETS ? TH_FIGURE_ROW_SMALL : TH_FIGURE_ROW_PLAIN;
}

/* --- the strip --- */

/* What was left out of the mean is said beside it. */
static char *
mean_ground (JsonObject *total)
{
  GString *text = g_string_new (NULL);
  gint64 missed = th_member_int (total, "no_shows", 0), voided = th_member_int (total, "voided", 0);

  g_string_append_printf (text, "n = %u", tickets (total));
  if (tickets (total) > 0 && tickets (total) < FEWEST_TICKETS)
    g_string_append (text, _(", too few for figures"));
  else if (tickets (total) > 0 && tickets (total) < FEW_TICKETS)
    g_string_append (text, _(", few tickets"));
  if (missed > 0)
    g_string_append_printf (text, _(", missed %d"), (int) missed);
  if (voided > 0)
    g_string_append_printf (text, _(", void %d not counted"), (int) voided);

  return g_string_free (text, FALSE);
}

static void
view_target (ThStatFigure *figure, JsonObject *report, JsonObject *total, gboolean known)
{
  double mean = th_member_double (total, "mean_wait_s", NAN), target = th_member_double (report, "target_s", 0);
  g_autofree char *text = NULL;

  if (!known || !(target > 0))
    {
      th_stat_figure_set_pill (figure, NULL, NULL, NULL);
      return;
    }

  /* Two decimals decide, as they are what is seen. */
  if (round (mean / 0.6) <= round (target / 0.6))
    {
      text = g_strdup_printf (_("On target, %.2f"), target / 60);
      th_stat_figure_set_pill (figure, text, "ok", "th-check-symbolic");
    }
  else
    {
      text = g_strdup_printf (_("Over target %.2f"), target / 60);
      th_stat_figure_set_pill (figure, text, "warn", "th-arrow-up-symbolic");
    }
}

static char *
longest_ground (JsonObject *total, GTimeZone *zone)
{
  const char *ticket = th_member_text (total, "max_ticket");
  ThInstant entered = th_member_instant (total, "max_entered");
  g_autofree char *time = NULL;

  if (ticket == NULL || entered == 0)
    return NULL;

  time = th_text_clock (entered, zone);

  return g_strdup_printf (_("%s, entered %s"), ticket, time);
}

static void
view_figure (ThStatFigure *figure, gboolean known, char *value, char *ground)
{
  th_stat_figure_set (figure, known ? value : NULL, known || value == NULL ? ground : NULL);
  g_free (value);
  g_free (ground);
}

/**
 * th_stats_view_strip:
 * @report: (nullable): an answer of stats.report
 * @zone: of the hall
 *
 * Fills the six figures from the total of @report.
 */
void
th_stats_view_strip (const ThStatsStrip *strip, JsonObject *report, GTimeZone *zone)
{
  JsonObject *total = th_member_object (report, "total");
  guint n = tickets (total);
  gboolean known = n >= FEWEST_TICKETS;
  guint handled = (guint) th_member_int (total, "n_handled", 0);
  guint over = (guint) lround (th_member_double (total, "share_over_15min", 0) * n);
  g_autofree char *ground = mean_ground (total), *mean = minutes (total, "mean_wait_s");

  th_stat_figure_set (strip->mean, known ? mean : NULL, ground);
  view_target (strip->mean, report, total, known);
  view_figure (strip->median, known, minutes (total, "p50"), g_strdup (_("half waited no longer")));
  view_figure (strip->p90, known, minutes (total, "p90"), g_strdup (_("nine in ten no longer")));
  view_figure (strip->longest, known, minutes (total, "max"), longest_ground (total, zone));
  view_figure (strip->over, known, percent (total, "share_over_15min"), g_strdup_printf ("%u / %u", over, n));
  view_figure (strip->handling, handled >= FEWEST_TICKETS, minutes (total, "mean_handling_s"),
               g_strdup_printf (_("finished %u"), handled));
}

/* --- the table --- */

static char *
row_name (const char *split, JsonObject *row)
{
  const char *code = th_member_text (row, split), *name = th_member_local (row, split);
  g_autofree char *plate = NULL;

  if (g_str_equal (split, "window"))
    {
      plate = th_text_window (code);
      return g_strdup_printf (_("Window %s"), plate);
    }
  if (name == NULL)
    return g_strdup (code != NULL ? code : "—");
  if (g_str_equal (split, "queue"))
    return g_strdup (name);

  return g_strdup_printf ("%s %s", code, name);
}

static void
add_row (ThFigureTable *table, ThFigureRow kind, const char *letter, const char *name, JsonObject *row)
{
  g_auto (GStrv) cells = g_new0 (char *, 11);

  cells[0] = g_strdup (name);
  cells[1] = count (row, "n");
  cells[2] = cell (row, "mean_wait_s", minutes);
  cells[3] = cell (row, "p50", minutes);
  cells[4] = cell (row, "p90", minutes);
  cells[5] = cell (row, "max", minutes);
  cells[6] = cell (row, "share_within_target", percent);
  cells[7] = cell (row, "share_over_15min", percent);
  cells[8] = count (row, "no_shows");
  cells[9] = cell (row, "mean_handling_s", minutes);
  th_figure_table_add (table, kind, letter, (const char *const *) cells);
}

static const char *
split_title (const char *split)
{
  if (g_str_equal (split, "window"))
    return C_("heading of a column", "Window");
  if (g_str_equal (split, "staff"))
    return C_("heading of a column", "Staff");
  if (g_str_equal (split, "matter"))
    return C_("heading of a column", "Matter");
  if (g_str_equal (split, "hour"))
    return C_("heading of a column", "Hour");

  return C_("heading of a column", "Queue");
}

static void
set_titles (ThFigureTable *table, const char *split)
{
  const char *titles[] = {
    split_title (split), "n", C_("heading of a column", "Mean"), C_("heading of a column", "Median"), "P90",
    C_("heading of a column", "Longest"), C_("heading of a column", "In target %"),
    C_("heading of a column", "> 15 min %"), C_("heading of a column", "Missed"),
    C_("heading of a column", "Handling"), NULL,
  };

  th_figure_table_set_columns (table, titles, 2);
}

/**
 * th_stats_view_rows:
 * @split: "queue", "window", "staff" or "matter"
 * @report: (nullable): an answer split by it
 *
 * Fills the table of figures, the total last.
 */
void
th_stats_view_rows (ThFigureTable *table, const char *split, JsonObject *report)
{
  JsonArray *rows = th_member_array (report, "rows");
  JsonObject *total = th_member_object (report, "total");

  set_titles (table, split);
  th_figure_table_begin (table);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = th_member_element (rows, i);
      g_autofree char *name = row_name (split, row);

      add_row (table, kind_of (row),
               g_str_equal (split, "queue") ? th_member_text (row, "queue") : NULL, name, row);
    }
  if (total != NULL)
    add_row (table, TH_FIGURE_ROW_TOTAL, NULL, _("Total"), total);
  th_figure_table_end (table);
}

/* --- charts as tables --- */

/**
 * th_stats_view_hours:
 * @report: (nullable): an answer split by hour
 *
 * The chart of hours as a table: an hour without tickets has no row.
 */
void
th_stats_view_hours (ThFigureTable *table, JsonObject *report)
{
  JsonArray *rows = th_member_array (report, "rows");
  const char *titles[] = {
    C_("heading of a column", "Hour"), "n", C_("heading of a column", "Mean"), C_("heading of a column", "Median"),
    "P90", C_("heading of a column", "Longest"), NULL,
  };

  th_figure_table_set_columns (table, titles, 2);
  th_figure_table_begin (table);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = th_member_element (rows, i);
      int hour = (int) th_member_int (row, "hour", 0);
      g_autofree char *name = g_strdup_printf ("%d:00–%d:00", hour, hour + 1), *n = count (row, "n");
      g_autofree char *mean = cell (row, "mean_wait_s", minutes), *p50 = cell (row, "p50", minutes);
      g_autofree char *p90 = cell (row, "p90", minutes), *max = cell (row, "max", minutes);
      const char *texts[] = { name, n, mean, p50, p90, max };

      th_figure_table_add (table, kind_of (row), NULL, texts);
    }
  th_figure_table_end (table);
}

/**
 * th_stats_view_bins:
 * @bins: the chart, filled
 *
 * The chart of the distribution as a table.
 */
void
th_stats_view_bins (ThFigureTable *table, ThChartBins *bins)
{
  const char *titles[] = { C_("heading of a column", "Minutes"), C_("heading of a column", "People"), NULL };
  int width = th_chart_bins_get_width (bins);
  guint n = th_chart_bins_get_n_bars (bins);

  /* The chart leaves room beyond the longest wait; a table has no use for it. */
  while (n > 0 && th_chart_bins_get_bar (bins, n - 1) == 0)
    n--;

  th_figure_table_set_columns (table, titles, 0);
  th_figure_table_begin (table);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d–%d", (int) i * width, ((int) i + 1) * width);
      g_autofree char *people = g_strdup_printf ("%u", th_chart_bins_get_bar (bins, i));
      const char *texts[] = { name, people };

      th_figure_table_add (table, TH_FIGURE_ROW_PLAIN, NULL, texts);
    }
  th_figure_table_end (table);
}
