/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Shared by the files of the Reception page only. */

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
  ThFeed          *catalogue;
  ThFeed          *settings;
  GCancellable    *cancellable;

  GPtrArray       *picked;        /* of ThPickItem: matters, or one queue */
  gboolean         busy;          /* a request is under way */
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

G_END_DECLS
