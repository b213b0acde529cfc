/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The Reception page: a ticket for whoever comes, and what can be done for a
 * ticket that was taken. */

#include "th-page.h"
#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_PAGE_RECEPTION (th_page_reception_get_type ())
G_DECLARE_FINAL_TYPE (ThPageReception, th_page_reception, TH, PAGE_RECEPTION, GtkWidget)

G_END_DECLS
