/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A ticket, or the line of a queue, beside what was pointed at. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_TICKET_POPOVER (th_ticket_popover_get_type ())
G_DECLARE_FINAL_TYPE (ThTicketPopover, th_ticket_popover, TH, TICKET_POPOVER, GtkPopover)

void th_ticket_popover_present       (GtkWidget *at, ThSession *session, const char *ticket);
void th_ticket_popover_present_queue (GtkWidget *at, ThSession *session, const char *prefix);

G_END_DECLS
