/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-hall-records.h"

G_BEGIN_DECLS

/* Between the records of a hall. */
void th_hall_forget (ThDatabase *db);

G_END_DECLS
