/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: figures never travel alone. An answer carries how many tickets stand
 * behind each figure, what was left out, the target, and the words of the
 * definition; what has no value is null or absent, never zero. */

#include "th-stats-report.h"

#include "th-error.h"
#include "th-stats-records.h"
#include "th-ticket.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BIN_US (60 * TH_SECOND_US)
#define MOST_BINS (24 * 60)
#define LONG_WAIT_US (15 * 60 * TH_SECOND_US)

/* JSON knows no NAN: what has no value is null. Microseconds become seconds. */
static void
set_seconds (JsonObject *row, const char *name, double us)
{
  if (isnan (us))
    json_object_set_null_member (row, name);
  else
    json_object_set_double_member (row, name, us / TH_SECOND_US);
}

static void
set_share (JsonObject *row, const char *name, double share)
{
  if (isnan (share))
    json_object_set_null_member (row, name);
  else
    json_object_set_double_member (row, name, share);
}

static void
set_longest (JsonObject *row, const ThFigures *figures, ThHall *hall)
{
  g_autofree char *ticket = NULL, *entered = NULL;

  if (th_sample_count (figures->waits) == 0)
    {
      json_object_set_null_member (row, "max_ticket");
      json_object_set_null_member (row, "max_entered");
      return;
    }

  ticket = th_ticket_code (figures->longest_queue, figures->longest_number);
  entered = th_instant_format (figures->longest_entered, th_hall_get_zone (hall));
  json_object_set_string_member (row, "max_ticket", ticket);
  json_object_set_string_member (row, "max_entered", entered);
}

static void
write_waits (JsonObject *row, ThFigures *figures, ThHall *hall, double target_s)
{
  ThSample *waits = figures->waits;
  double none_over = th_sample_share_at_most (waits, LONG_WAIT_US);

  set_seconds (row, "mean_wait_s", th_sample_mean (waits));
  set_seconds (row, "p50", th_sample_percentile (waits, 0.50));
  set_seconds (row, "p80", th_sample_percentile (waits, 0.80));
  set_seconds (row, "p90", th_sample_percentile (waits, 0.90));
  set_seconds (row, "p95", th_sample_percentile (waits, 0.95));
  set_seconds (row, "max", th_sample_count (waits) == 0 ? NAN : (double) th_sample_max (waits));
  set_share (row, "share_within_target", th_sample_share_at_most (waits, target_s * TH_SECOND_US));
  set_share (row, "share_over_15min", 1 - none_over);
  set_longest (row, figures, hall);
}

/* Figures come with their n; whoever shows them leaves out what too few tickets carry. */
static void
write_figures (JsonObject *row, ThFigures *figures, ThHall *hall, double target_s)
{
  guint n = th_sample_count (figures->waits), handled = th_sample_count (figures->handlings);

  json_object_set_int_member (row, "n", n);
  json_object_set_int_member (row, "n_handled", handled);
  json_object_set_int_member (row, "no_shows", figures->no_shows);
  json_object_set_int_member (row, "voided", figures->voided);
  json_object_set_int_member (row, "left", figures->left);
  json_object_set_int_member (row, "waiting", figures->waiting);

  write_waits (row, figures, hall, target_s);
  set_seconds (row, "mean_handling_s", th_sample_mean (figures->handlings));
}

static gboolean
figures_empty (const ThFigures *figures)
{
  return th_sample_count (figures->waits) + figures->voided + figures->left + figures->waiting == 0;
}

static JsonArray *
rows_of (ThCut *cut, ThHall *hall, double target_s)
{
  JsonArray *rows = json_array_new ();
  g_autoptr (GPtrArray) groups = th_cut_groups (cut);

  for (guint i = 0; i < groups->len; i++)
    {
      JsonObject *row = json_object_new ();

      th_cut_write_key (cut, groups->pdata[i], row);
      write_figures (row, th_cut_figures (cut, groups->pdata[i]), hall, target_s);
      json_array_add_object_element (rows, row);
    }

  return rows;
}

static JsonArray *
bins_of (ThSample *waits)
{
  JsonArray *array = json_array_new ();
  g_autoptr (GArray) bins = th_sample_bins (waits, BIN_US, MOST_BINS);

  for (guint i = 0; i < bins->len; i++)
    json_array_add_int_element (array, g_array_index (bins, guint, i));

  return array;
}

/* A report says of what it is, so that a file found later can be trusted. */
static void
set_scope (JsonObject *report, ThDay from, ThDay to, const char *queue)
{
  g_autofree char *first = th_day_format (from), *last = th_day_format (to);

  json_object_set_string_member (report, "from", first);
  json_object_set_string_member (report, "to", last);
  if (queue != NULL)
    json_object_set_string_member (report, "queue", queue);
}

static gboolean
check_request (ThHall *hall, ThDay from, ThDay to, const char *queue, GError **error)
{
  if (!th_day_valid (from) || !th_day_valid (to))
    g_set_error_literal (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("A period is two dates such as 2026-04-20."));
  else if (from > to)
    g_set_error_literal (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("The period ends before it begins."));
  else if (queue != NULL && th_hall_queue (hall, queue) == NULL)
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no queue “%s” in this hall."), queue);
  else
    return TRUE;

  return FALSE;
}

static gboolean
set_nearest_day (JsonObject *report, ThDatabase *db, ThHall *hall, ThDay from, ThDay to, gboolean empty, GError **error)
{
  g_autofree char *text = NULL;
  ThDay nearest = 0;

  if (empty && !th_stats_nearest_day (db, hall, from, to, &nearest, error))
    return FALSE;

  text = nearest == 0 ? NULL : th_day_format (nearest);
  json_object_set_string_member (report, "nearest_day", text);

  return TRUE;
}

/* The words of the definition are part of every report: a mean without them
 * can be made to say anything. In Chinese whatever the language, because that
 * is what goes on record. */
static void
set_definition (JsonObject *report)
{
  json_object_set_string_member (report, "definition",
    _("Wait = first call − entry. Entry: taking the ticket; for a booking the later of slot and check-in; for the "
      "fast track the hand-over. Mean = sum of waits ÷ tickets called at least once. Tickets never called do not "
      "count. Holds and transfers do not start a new wait. Handling = finish − start, without time on hold."));
  json_object_set_string_member (report, "definition_zh",
    "等候 = 首次呼叫 − 入队。入队：现场为取号，预约为时段与签到较晚者，快办为移交。"
    "平均 = 等候之和 ÷ 至少叫过一次的号数。未叫的号不计。挂起、转移不重计。办理 = 办结 − 开始，不含挂起。");
}

/**
 * th_stats_report:
 * @from: first day
 * @to: last day, included
 * @by: (nullable): keys to split by, NULL-terminated: queue, hour, quarter,
 *   day, weekday, month, class, booked, channel, window, staff, matter
 * @queue: (nullable): only tickets of this queue
 * @want_bins: also count the waits minute by minute
 * @out: (out) (transfer full): from, to, queue, rows, total, target_s, definition,
 *   definition_zh, bins, nearest_day; durations are seconds
 *
 * What happened in a period. A wait runs from entry to first call and counts
 * for tickets called at least once; handling counts for finished tickets. A
 * group without tickets has no row. The hour of a ticket is that of its entry, its queue
 * the one whose number it bears, its window the one that called it first.
 *
 * Returns: FALSE with TH_ERROR_BAD_REQUEST or TH_ERROR_NOT_FOUND for a
 *   question that makes no sense, or with what the store says
 */
gboolean
th_stats_report (ThDatabase *db, ThHall *hall, ThDay from, ThDay to,
                 const char *const *by, const char *queue, gboolean want_bins,
                 JsonObject **out, GError **error)
{
  g_autoptr (JsonObject) report = json_object_new ();
  g_autoptr (ThFigures) figures = th_figures_new ();
  g_autoptr (ThCut) cut = NULL;
  double target_s = th_hall_setting_double (hall, "hall.wait_target_min") * 60;
  JsonObject *total = json_object_new ();

  json_object_set_object_member (report, "total", total);
  if (!check_request (hall, from, to, queue, error))
    return FALSE;

  cut = th_cut_new (hall, by, error);
  if (cut == NULL || !th_stats_read (db, hall, from, to, queue, cut, figures, error))
    return FALSE;

  set_scope (report, from, to, queue);
  json_object_set_array_member (report, "rows", rows_of (cut, hall, target_s));
  write_figures (total, figures, hall, target_s);
  if (want_bins)
    json_object_set_array_member (report, "bins", bins_of (figures->waits));
  json_object_set_double_member (report, "target_s", target_s);
  set_definition (report);
  if (!set_nearest_day (report, db, hall, from, to, figures_empty (figures), error))
    return FALSE;

  *out = g_steal_pointer (&report);

  return TRUE;
}
