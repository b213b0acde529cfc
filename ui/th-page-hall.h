/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-page.h"
#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_PAGE_HALL (th_page_hall_get_type ())
G_DECLARE_FINAL_TYPE (ThPageHall, th_page_hall, TH, PAGE_HALL, GtkWidget)

G_END_DECLS
