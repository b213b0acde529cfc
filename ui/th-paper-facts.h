/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What is known when a paper is printed, in the words of the paper. */

#include <json-glib/json-glib.h>

#include "th-types.h"

G_BEGIN_DECLS

/* Whatever was told; every member may be NULL but @told and @zone. */
typedef struct
{
  JsonObject *told;        /* booking.papers, or booking.prepare with more */
  JsonObject *party;       /* unmasked: kind, id, name, agent, phone, founded */
  JsonObject *catalogue;   /* catalogue.show */
  JsonObject *hall;        /* hall.show */
  JsonArray  *points;      /* of point.list */
  GTimeZone  *zone;
  ThInstant   now;
} ThPaperFacts;

ThPaperFacts *th_paper_facts_new       (JsonObject *told, JsonObject *party, JsonObject *catalogue, JsonObject *hall,
                                        JsonArray *points, GTimeZone *zone, ThInstant now);
void          th_paper_facts_free      (ThPaperFacts *self);

/* All (transfer full), NULL when not known. */
char         *th_paper_facts_hall      (const ThPaperFacts *self);
char         *th_paper_facts_code      (const ThPaperFacts *self);   /* of the booking */
char         *th_paper_facts_day       (const ThPaperFacts *self);
char         *th_paper_facts_hours     (const ThPaperFacts *self);   /* "10:00–10:30" */
char         *th_paper_facts_check_in  (const ThPaperFacts *self);   /* "09:45–10:15" */
char         *th_paper_facts_window    (const ThPaperFacts *self);   /* "Window 10" */
char         *th_paper_facts_clerk     (const ThPaperFacts *self);
char         *th_paper_facts_today     (const ThPaperFacts *self);
char         *th_paper_facts_where     (const ThPaperFacts *self);   /* one or two lines */
char         *th_paper_facts_places    (const ThPaperFacts *self);   /* where else: a line for each */
char         *th_paper_facts_phones    (const ThPaperFacts *self);
char         *th_paper_facts_matters   (const ThPaperFacts *self, const char *between);   /* their names */

/* The codes of the matters (transfer container), and the number of one among them, from 1; 0 when it is not there. */
GPtrArray    *th_paper_facts_codes     (const ThPaperFacts *self);
guint         th_paper_facts_number    (const ThPaperFacts *self, const char *matter);
const char   *th_paper_facts_name      (const ThPaperFacts *self, const char *matter);

/* What is said of one line of "bring" or "printed_here". */
char         *th_paper_facts_form      (JsonObject *line);                                /* "original, 1" */
char         *th_paper_facts_for       (const ThPaperFacts *self, JsonObject *line);      /* "for 1, 3"; NULL when for all */
char         *th_paper_facts_condition (const ThPaperFacts *self, JsonObject *line);

/* A value that a form names, such as "party.name" or "hall.name". */
char         *th_paper_facts_value     (const ThPaperFacts *self, const char *key);

gboolean      th_paper_facts_company   (const ThPaperFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThPaperFacts, th_paper_facts_free)

G_END_DECLS
