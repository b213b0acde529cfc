/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Shows @layout at the current point, with letters that are outlines of their own. */
void th_pen_face_show_layout (cairo_t *cr, PangoLayout *layout);

G_END_DECLS
