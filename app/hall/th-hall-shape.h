/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-shape.h"

G_BEGIN_DECLS

/* The shape of a hall description; what it names must also exist, which
 * th_hall_file_check() looks after. */
extern const ThShape th_hall_shape;

G_END_DECLS
