/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "th-day.h"

G_BEGIN_DECLS

typedef struct _ThCalendar ThCalendar;

/* A stretch of opening, in wall-clock seconds of the day. */
typedef struct { int from, to; } ThOpening;

typedef enum
{
  TH_DAY_NOT_LOADED,   /* the year is not loaded: nothing is guessed */
  TH_DAY_WORKING,
  TH_DAY_MAKEUP,       /* a working day by adjustment */
  TH_DAY_WEEKEND,
  TH_DAY_HOLIDAY,
} ThDayKind;

/* From the parts "hours" and "calendar" of a hall description, already checked; either may be NULL. Immutable. */
ThCalendar *th_calendar_new          (JsonObject *hours, JsonObject *calendar);
ThCalendar *th_calendar_ref          (ThCalendar *self);
void        th_calendar_unref        (ThCalendar *self);

/* @name: (out) (optional) (transfer none): the holiday's name, or NULL */
ThDayKind   th_calendar_kind         (ThCalendar *self, ThDay day, const char **name);
gboolean    th_calendar_is_working   (ThCalendar *self, ThDay day, gboolean *working, GError **error);

/* The @n-th working day after @from (the day after counts as the first); 0 and TH_ERROR_NOT_LOADED when a year on the way is missing. */
ThDay       th_calendar_add_working  (ThCalendar *self, ThDay from, int n, GError **error);

/* Working days from @from, which does not count, to @to, which does; negative when @to is the earlier one. FALSE when a year is missing. */
gboolean    th_calendar_working_days (ThCalendar *self, ThDay from, ThDay to, int *days);

/* Opening times of @day: weekly hours on working days, the hall's own closures taken out; empty array (never NULL) on closed days.
 * A make-up day has the hours of a normal working day. Weekly hours on Saturday or Sunday open a weekend, never a holiday.
 * @reason: (out) (optional) (transfer full): why it is closed or shortened, in words, or NULL. */
GArray     *th_calendar_openings     (ThCalendar *self, ThDay day, char **reason);   /* of ThOpening */

/* What is special about @day, in words for a screen: closed, shortened, a make-up day, a year not loaded; NULL on an ordinary day. */
char       *th_calendar_day_note     (ThCalendar *self, ThDay day);

/* Filing deadline of the month of @day: the published table, else the formula as a forecast. 0 when the year is not loaded. */
ThDay       th_calendar_filing_deadline (ThCalendar *self, int year, int month, gboolean *forecast);

/* The formula alone, whatever is published; 0 when the year is not loaded. */
ThDay       th_calendar_filing_forecast (ThCalendar *self, int year, int month);

/* The next filing deadline on or after @day, 0 when unknown. */
ThDay       th_calendar_next_deadline   (ThCalendar *self, ThDay day, gboolean *forecast);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThCalendar, th_calendar_unref)

G_END_DECLS
