/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-types.h"

G_BEGIN_DECLS

ThClock  *th_clock_new_system (void);
ThClock  *th_clock_new_manual (ThInstant start);
ThClock  *th_clock_ref        (ThClock *self);
void      th_clock_unref      (ThClock *self);
ThInstant th_clock_now        (ThClock *self);
gboolean  th_clock_is_manual  (ThClock *self);
gboolean  th_clock_advance_to (ThClock *self, ThInstant at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThClock, th_clock_unref)

G_END_DECLS
