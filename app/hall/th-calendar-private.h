/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-calendar.h"

G_BEGIN_DECLS

ThDay th_calendar_published (ThCalendar *self, int year, int month);

G_END_DECLS
