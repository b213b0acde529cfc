/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The strip of the Hall page: four figures, each with its ground. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_HALL_STRIP (th_hall_strip_get_type ())
G_DECLARE_FINAL_TYPE (ThHallStrip, th_hall_strip, TH, HALL_STRIP, GtkWidget)

/* @figures: figures of floor.show, NULL while it is not known. */
void th_hall_strip_update (ThHallStrip *self, JsonObject *figures, ThSession *session);

G_END_DECLS
