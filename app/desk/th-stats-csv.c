/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: a report that opens in any spreadsheet and still says what its
 * figures mean. Records as in RFC 4180: comma, quotes where needed, CRLF,
 * the same number of fields everywhere. One heading, the rows, the total,
 * and last the definition, where it is in nobody's way. */

#include "th-stats-csv.h"

#include "th-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum { COLUMN_KEY, COLUMN_ZH, COLUMN_EN, COLUMN_COUNT, COLUMN_SECONDS, COLUMN_SHARE, COLUMN_TEXT } Kind;

typedef struct
{
  Kind        kind;
  const char *member;
  const char *words;
} Column;

static const Column columns[] = {
  { COLUMN_KEY,     "queue",               N_("Queue") },
  { COLUMN_ZH,      "queue_zh",            N_("Queue name") },
  { COLUMN_EN,      "queue_en",            N_("Queue name") },
  { COLUMN_KEY,     "window",              N_("Window") },
  { COLUMN_KEY,     "staff",               N_("Staff number") },
  { COLUMN_ZH,      "staff_zh",            N_("Staff name") },
  { COLUMN_EN,      "staff_en",            N_("Staff name") },
  { COLUMN_KEY,     "matter",              N_("Matter") },
  { COLUMN_ZH,      "matter_zh",           N_("Matter name") },
  { COLUMN_EN,      "matter_en",           N_("Matter name") },
  { COLUMN_KEY,     "channel",             N_("Channel") },
  { COLUMN_KEY,     "class",               N_("Class") },
  { COLUMN_KEY,     "booked",              N_("Booked") },
  { COLUMN_KEY,     "month",               N_("Month") },
  { COLUMN_KEY,     "day",                 N_("Day") },
  { COLUMN_KEY,     "weekday",             N_("Weekday (1 = Monday)") },
  { COLUMN_KEY,     "hour",                N_("Hour of entry") },
  { COLUMN_KEY,     "quarter",             N_("Quarter hour of entry") },
  { COLUMN_COUNT,   "n",                   N_("Tickets called") },
  { COLUMN_SECONDS, "mean_wait_s",         N_("Mean wait (min)") },
  { COLUMN_SECONDS, "p50",                 N_("Median wait (min)") },
  { COLUMN_SECONDS, "p80",                 N_("P80 wait (min)") },
  { COLUMN_SECONDS, "p90",                 N_("P90 wait (min)") },
  { COLUMN_SECONDS, "p95",                 N_("P95 wait (min)") },
  { COLUMN_SECONDS, "max",                 N_("Longest wait (min)") },
  { COLUMN_TEXT,    "max_ticket",          N_("Longest wait: ticket") },
  { COLUMN_SHARE,   "share_within_target", N_("Share within the target") },
  { COLUMN_SHARE,   "share_over_15min",    N_("Share over 15 min") },
  { COLUMN_COUNT,   "n_handled",           N_("Tickets finished") },
  { COLUMN_SECONDS, "mean_handling_s",     N_("Mean handling (min)") },
  { COLUMN_COUNT,   "no_shows",            N_("Missed calls") },
  { COLUMN_COUNT,   "voided",              N_("Voided, never called") },
  { COLUMN_COUNT,   "left",                N_("Left before the call") },
  { COLUMN_COUNT,   "waiting",             N_("Still waiting") },
};

typedef struct
{
  GString   *text;
  GPtrArray *columns;    /* of const Column, the ones this report has */
  ThStatsCsv headings;
} Writer;

static void
writer_field (Writer *self, const char *field, guint place)
{
  if (place > 0)
    g_string_append_c (self->text, ',');

  if (strpbrk (field, ",\"\r\n") == NULL)
    {
      g_string_append (self->text, field);
      return;
    }

  g_string_append_c (self->text, '"');
  for (const char *c = field; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (self->text, '"');
      g_string_append_c (self->text, *c);
    }
  g_string_append_c (self->text, '"');
}

static void
writer_end (Writer *self)
{
  g_string_append (self->text, "\r\n");
}

static char *
format_number (double value, const char *format)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, format, value));
}

/* Programs get seconds, people the minutes they know from the screen. */
static char *
format_value (Writer *self, const Column *column, JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");

  if (column->kind == COLUMN_SHARE)
    return format_number (json_node_get_double (node), "%.4f");

  if (column->kind == COLUMN_SECONDS)
    return self->headings == TH_STATS_CSV_WORDS
      ? format_number (json_node_get_double (node) / 60, "%.2f")
      : format_number (json_node_get_double (node), "%.3f");

  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "0");

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);

  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

static void
writer_record (Writer *self, JsonObject *row, const char *first)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = self->columns->pdata[i];
      g_autofree char *value = format_value (self, column, json_object_get_member (row, column->member));
      gboolean named = i == 0 && first != NULL && column->kind == COLUMN_KEY;

      writer_field (self, named ? first : value, i);
    }

  writer_end (self);
}

/* Fields after the text stay empty, so that the record is as wide as the others. */
static void
writer_note (Writer *self, const char *text)
{
  for (guint i = 0; i < self->columns->len; i++)
    writer_field (self, i == 0 ? text : "", i);

  writer_end (self);
}

static gboolean
rows_have (JsonArray *rows, const char *member)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    if (json_object_has_member (json_array_get_object_element (rows, i), member))
      return TRUE;

  return FALSE;
}

static void
writer_choose_columns (Writer *self, JsonArray *rows)
{
  Kind other = th_words_chinese () ? COLUMN_EN : COLUMN_ZH;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      gboolean of_key = columns[i].kind <= COLUMN_EN;

      if (of_key && !rows_have (rows, columns[i].member))
        continue;
      if (self->headings == TH_STATS_CSV_WORDS && columns[i].kind == other)
        continue;
      g_ptr_array_add (self->columns, (gpointer) &columns[i]);
    }
}

/**
 * th_stats_csv:
 * @report: an answer of stats.report
 * @headings: for whom
 *
 * Writes the rows and the total of @report as comma-separated values, with
 * the period and the definition of its figures behind them.
 *
 * Returns: (transfer full): UTF-8 text with CRLF line ends
 */
char *
th_stats_csv (JsonObject *report, ThStatsCsv headings)
{
  JsonArray *rows = json_object_get_array_member (report, "rows");
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autofree char *period = NULL;
  Writer writer = { g_string_new (NULL), chosen, headings };
  gboolean words = headings == TH_STATS_CSV_WORDS;

  writer_choose_columns (&writer, rows);
  for (guint i = 0; i < chosen->len; i++)
    {
      const Column *column = chosen->pdata[i];

      writer_field (&writer, words ? _(column->words) : column->member, i);
    }
  writer_end (&writer);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    writer_record (&writer, json_array_get_object_element (rows, i), NULL);
  writer_record (&writer, json_object_get_object_member (report, "total"), words ? _("Total") : "total");

  period = g_strdup_printf ("%s/%s", json_object_get_string_member (report, "from"),
                            json_object_get_string_member (report, "to"));
  writer_note (&writer, period);
  writer_note (&writer, json_object_get_string_member (report, "definition"));

  return g_string_free (writer.text, FALSE);
}
