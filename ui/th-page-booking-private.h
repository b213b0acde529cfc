/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Shared by the files of the Booking page only. */

#include "th-booking-bar.h"
#include "th-booking-lists.h"
#include "th-booking-matters.h"
#include "th-booking-mode.h"
#include "th-booking-party.h"
#include "th-feed.h"
#include "th-page-booking.h"
#include "th-week-grid.h"

G_BEGIN_DECLS

struct _ThPageBooking
{
  GtkWidget         parent_instance;

  GtkWidget        *form, *signed_out;
  GtkBox           *sources;
  ThBookingParty   *party;
  ThBookingMatters *matters;
  ThBookingMode    *mode;
  GtkWidget        *head;
  GtkBox           *views;
  GtkBox           *views_beside;   /* on a small screen */
  GtkWidget        *filter_box;
  GtkDropDown      *filter;
  GtkMenuButton    *more;
  GtkStack         *right;
  GtkBox           *week;
  GtkLabel         *week_note;
  GtkBox           *lists_box;
  ThBookingBar     *bar;
  GtkShortcutController *keys;
  ThWeekGrid       *grid;
  ThBookingLists   *lists;

  ThSession        *session;
  ThFeed           *slots;          /* booking.slots */
  GCancellable     *cancellable;
  GCancellable     *preparing;
  GCancellable     *opening;        /* of the booking that is to be shown */
  guint             prepare_later;
  JsonObject       *prepared;
  char             *prepared_for;   /* the matters it was asked for */

  ThDay             monday;         /* of the week that is shown */
  char             *slot;           /* chosen, ISO, or NULL */
  char             *lost;           /* taken by somebody else, or NULL */
  gboolean          propose;        /* the first free time is to be chosen */
  gboolean          grid_next;      /* the focus goes to the week once it is here */

  ThInstant         begun, ended;   /* of the typing; 0 */
  ThBookingStep     step;
  JsonObject       *shown;          /* booking.show of what the foot shows, or moves */
  ThBookingChange   change;         /* of the step MOVE */
  gboolean          compact;
  gboolean          busy;           /* a request is under way */
};

/* th-page-booking.c */
void        th_page_booking_show_view      (ThPageBooking *self, const char *view);
const char *th_page_booking_get_view       (ThPageBooking *self);
const char *th_page_booking_get_channel    (ThPageBooking *self);
void        th_page_booking_next_view      (ThPageBooking *self);
void        th_page_booking_focus_week     (ThPageBooking *self);

/* th-page-booking-form.c: what is typed, and what follows from it */
void        th_page_booking_form_changed   (ThPageBooking *self);
void        th_page_booking_prepare        (ThPageBooking *self);
void        th_page_booking_ask_slots      (ThPageBooking *self);
void        th_page_booking_show_week      (ThPageBooking *self);
void        th_page_booking_show_its_week  (ThPageBooking *self);
void        th_page_booking_slots_updated  (ThPageBooking *self);
void        th_page_booking_choose_slot    (ThPageBooking *self, const char *start);
void        th_page_booking_lose_slot      (ThPageBooking *self);
void        th_page_booking_turn_week      (ThPageBooking *self, int weeks);
void        th_page_booking_show_bar       (ThPageBooking *self);
void        th_page_booking_clear          (ThPageBooking *self);
char       *th_page_booking_slot_words     (ThPageBooking *self, const char *start, const char *end);
JsonObject *th_page_booking_request        (ThPageBooking *self, char **why);

/* th-page-booking-actions.c */
void        th_page_booking_install_actions (GtkWidgetClass *widget_class);
void        th_page_booking_open            (ThPageBooking *self, const char *code, const char *then);
void        th_page_booking_check_in        (ThPageBooking *self, const char *code);
void        th_page_booking_drag            (ThPageBooking *self, const char *code, const char *start);

/* th-page-booking-papers.c */
void        th_page_booking_install_papers  (GtkWidgetClass *widget_class);

G_END_DECLS
