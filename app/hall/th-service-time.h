/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-calendar.h"

G_BEGIN_DECLS

/* Time limits counted in the hall's own time. All return 0 with
 * TH_ERROR_NOT_LOADED when a year on the way is not loaded. */

ThInstant th_calendar_add_service_minutes (ThCalendar *self, ThInstant from, int minutes, GTimeZone *zone, GError **error);
ThInstant th_calendar_half_day_due        (ThCalendar *self, ThInstant accepted, GTimeZone *zone, GError **error);

gboolean  th_calendar_is_open      (ThCalendar *self, ThInstant at, GTimeZone *zone);
ThInstant th_calendar_next_opening (ThCalendar *self, ThInstant after, GTimeZone *zone, GError **error);

G_END_DECLS
