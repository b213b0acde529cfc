/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Shared by the files of the Reception page only. */

#include "th-check-in.h"
#include "th-feed.h"
#include "th-page-reception.h"
#include "th-party-form.h"
#include "th-picker.h"
#include "th-queue-waits.h"
#include "th-recent-list.h"
#include "th-step-button.h"

G_BEGIN_DECLS

struct _ThPageReception
{
  GtkWidget        parent_instance;

  GtkToggleButton *ticket_mode;
  GtkToggleButton *check_in_mode;
  GtkStack        *mode_stack;
  GtkStack        *step_stack;
  ThCheckIn       *check_in;
  ThStepButton    *check_in_button;

  ThPicker        *picker;
  GtkRevealer     *online_revealer;
  GtkLabel        *online;
  GtkToggleButton *priority;
  GtkToggleButton *party_toggle;
  GtkDropDown     *channel;
  GtkRevealer     *ground_revealer;
  GtkDropDown     *ground;
  GtkRevealer     *party_revealer;
  ThPartyForm     *party;
  ThStepButton    *issue_button;

  GtkLabel        *taken_queue;
  GtkLabel        *taken_number;
  GtkLabel        *taken_ahead;
  GtkLabel        *taken_warning;
  GtkLabel        *taken_print;
  GtkLabel        *waits_total;
  ThQueueWaits    *waits;

  GtkLabel        *chosen;
  GtkStack        *recent_stack;
  ThRecentList    *recent;
  GtkRevealer     *reason_revealer;
  GtkLabel        *reason_title;
  GtkEntry        *reason;
  GtkWidget       *reason_accept;
  ThStepButton    *reprint_button;
  ThStepButton    *reinstate_button;
  ThStepButton    *move_back_button;
  ThStepButton    *divert_button;
  ThStepButton    *cancel_button;
  GtkShortcutController *keys;

  ThSession       *session;
  ThFeed          *feed;          /* tickets.recent */
  ThFeed          *bookings;      /* booking.list of today */
  ThFeed          *catalogue;
  ThFeed          *settings;
  GCancellable    *cancellable;

  GPtrArray       *picked;        /* of ThPickItem: matters, or one queue */
  gboolean         busy;          /* a request is under way */
  GPtrArray       *items;         /* what the picker offers */
  GStrv            walk_in;       /* codes of matters for a ticket without the booking, or NULL */
  const char      *reason_verb;   /* what the reason is asked for, or NULL */
  char            *reason_ticket;
};

void th_page_reception_install_actions (GtkWidgetClass *widget_class);
void th_page_reception_issue           (ThPageReception *self);
void th_page_reception_pick            (ThPageReception *self, ThPickItem *item);
void th_page_reception_accept_reason   (ThPageReception *self);
gboolean th_page_reception_may_issue   (ThPageReception *self);
void th_page_reception_show_form       (ThPageReception *self);
void th_page_reception_show_chosen     (ThPageReception *self);
void th_page_reception_show_default    (ThPageReception *self);
void th_page_reception_show_number     (ThPageReception *self, const char *what, const char *ticket, const char *ahead,
                                        const char *warning);
void th_page_reception_print           (ThPageReception *self, const char *ticket, int ahead, gboolean again);
char *th_page_reception_ticket_in      (const char *text);

/* th-page-reception-check-in.c */
void th_page_reception_install_arrival (GtkWidgetClass *widget_class);
gboolean th_page_reception_arriving    (ThPageReception *self);
void th_page_reception_show_mode       (ThPageReception *self);
void th_page_reception_show_arrival    (ThPageReception *self);
void th_page_reception_bookings_updated (ThPageReception *self);
void th_page_reception_check_in        (ThPageReception *self);

G_END_DECLS
