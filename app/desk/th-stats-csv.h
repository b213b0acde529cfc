/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The answer of stats.report as comma-separated values, for whoever asked the
 * desk for it. */

typedef enum
{
  TH_STATS_CSV_CODES,   /* headings are the names of the members: for programs */
  TH_STATS_CSV_WORDS,   /* headings in the language of the user: for people */
} ThStatsCsv;

char *th_stats_csv (JsonObject *report, ThStatsCsv headings);

G_END_DECLS
