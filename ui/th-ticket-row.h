/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One waiting ticket: number, queue, class, how long. */

#include "th-session.h"

G_BEGIN_DECLS

#define TH_TYPE_TICKET_ROW (th_ticket_row_get_type ())
G_DECLARE_FINAL_TYPE (ThTicketRow, th_ticket_row, TH, TICKET_ROW, GtkListBoxRow)

GtkWidget  *th_ticket_row_new        (void);
const char *th_ticket_row_get_ticket (ThTicketRow *self);

/* @ticket: an element of tickets[] of queue.list; @queue: the name of its queue. */
void        th_ticket_row_update     (ThTicketRow *self, JsonObject *ticket, const char *queue);
void        th_ticket_row_tick       (ThTicketRow *self, ThInstant now, gint64 long_s);

G_END_DECLS
