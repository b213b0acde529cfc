/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Shared by the files of the Window page only. */

#include "th-booking-case.h"
#include "th-feed.h"
#include "th-matter-list.h"
#include "th-meter.h"
#include "th-page-window.h"
#include "th-plate.h"
#include "th-sign-in-form.h"
#include "th-state-sign.h"
#include "th-step-button.h"
#include "th-window-line.h"
#include "th-window-panel.h"
#include "th-window-view.h"

G_BEGIN_DECLS

struct _ThPageWindow
{
  GtkWidget      parent_instance;

  GtkStack      *stack;
  ThSignInForm  *sign_in_form;

  GtkWidget     *ticket_card;
  ThPlate       *plate;
  GtkLabel      *window_title;
  GtkLabel      *duty;
  ThStateSign   *sign;
  GtkLabel      *number;
  GtkLabel      *word;
  GtkLabel      *timer_caption;
  GtkLabel      *timer;
  GtkWidget     *meter_box;
  GtkLabel      *meter_mean;
  GtkLabel      *meter_limit;
  ThMeter       *meter;
  GtkLabel      *meter_since;
  GtkLabel      *meter_waited;

  GtkLabel      *matters_count;
  GtkLabel      *note;
  GtkLabel      *party;
  GtkStack      *matters_stack;
  ThMatterList  *matters;
  GtkScrolledWindow *matters_scroller;
  GtkLabel      *matters_empty;
  ThBookingCase *booking_case;
  GtkRevealer   *panel_revealer;
  ThWindowPanel *panel;
  GtkLabel      *hand_over;
  GtkWidget     *case_hints;
  GtkWidget     *forms_button;

  ThStepButton  *call_button;
  ThStepButton  *start_button;
  ThStepButton  *finish_button;
  ThStepButton  *recall_button;
  ThStepButton  *no_show_button;
  ThStepButton  *hold_button;
  ThStepButton  *transfer_button;
  ThStepButton  *reprint_button;
  GtkStack      *pause_stack;
  ThStepButton  *suspend_button;
  ThStepButton  *resume_button;

  ThWindowLine  *line;
  GtkShortcutController *keys;

  ThSession     *session;
  ThFeed        *feed;         /* window.show of this person's window */
  ThFeed        *hall;         /* hall.show: which windows are open */
  ThFeed        *catalogue;
  ThFeed        *booking;      /* booking.show of the ticket in front */
  ThFeed        *bookings;     /* booking.list of today */
  char          *booking_code; /* what it is asked for, or NULL */
  GCancellable  *cancellable;
  ThWindowView  *view;         /* NULL until the first answer */
  char          *opening;      /* the window that was asked for */
  char          *last_window;  /* closed here a moment ago */
  gboolean       busy;         /* a step is under way: keys wait for its answer */
  gboolean       asking;       /* the panel is open */
  gboolean       settle;       /* the focus follows the next answer */
};

void th_page_window_install_actions (GtkWidgetClass *widget_class);
void th_page_window_open_submitted  (ThPageWindow *self);
void th_page_window_panel_accepted  (ThPageWindow *self, JsonObject *members);
gboolean th_page_window_matter_toggled (ThPageWindow *self, const char *code, const char *state);
void th_page_window_close_panel     (ThPageWindow *self);

void th_page_window_show            (ThPageWindow *self, JsonObject *answer);
void th_page_window_show_actions    (ThPageWindow *self);
void th_page_window_show_booking    (ThPageWindow *self);
void th_page_window_settle_focus    (ThPageWindow *self);
void th_page_window_tick            (ThPageWindow *self);
gboolean th_page_window_is_compact  (ThPageWindow *self);

G_END_DECLS
