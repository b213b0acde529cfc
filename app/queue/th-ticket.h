/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-turn.h"
#include "th-window.h"

G_BEGIN_DECLS

/* States as they are written in the store. "returned" waits like "waiting",
 * after a missed call. */
typedef enum
{
  TH_TICKET_WAITING, TH_TICKET_RETURNED, TH_TICKET_CALLED, TH_TICKET_SERVING, TH_TICKET_HELD,
  TH_TICKET_FINISHED, TH_TICKET_MISSED, TH_TICKET_CANCELLED, TH_TICKET_DIVERTED, TH_TICKET_VOID,
} ThTicketState;

typedef struct
{
  gint64        id;
  ThDay         day;
  char          series[20];
  int           number;
  char          queue[20];
  int           ticket_class;
  int           line_class;    /* as far as the order is concerned */
  gboolean      booked;
  gint64        party_id;
  char         *channel;
  ThTicketState state;
  ThInstant     arrived, entered, slot, rank;
  gint64        tie;
  ThInstant     not_before;
  char         *to_window;
  gboolean      moved_back;
  int           misses, calls;
  ThInstant     first_called, ended;
  gint64        handling_us, held_us;
  ThInstant     held_since;
  char         *note;
  char         *print;
} ThTicket;

const char *th_ticket_state_name (ThTicketState state);                  /* as it is stored */
const char *th_ticket_state_label (ThTicketState state);                 /* in words */
gboolean    th_ticket_in_line    (ThTicketState state);
char       *th_ticket_code       (const char *series, int number);      /* "T001" */
gboolean    th_ticket_parse_code (const char *code, char **series, int *number);
void        th_ticket_free       (ThTicket *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThTicket, th_ticket_free)

/* The channel of a ticket that somebody with a booking got. */
#define TH_CHANNEL_BOOKING "booking"

/* What to issue. */
typedef struct
{
  const char        *queue;         /* prefix; NULL: the queue of the first matter */
  const char *const *matters;       /* codes, may be NULL */
  int                ticket_class;  /* 0 priority, 1 ordinary; -1: as the queue says */
  const char        *ground;        /* of priority */
  const char        *channel;
  gint64             party_id;      /* 0: nobody said who */
  ThInstant          slot;          /* of a booking that came in time, else 0 */
  gboolean           force;         /* although this person has a ticket already */
} ThIssue;

typedef struct
{
  gint64 id;
  char   code[32];
  char   queue[20];
  int    ahead;
} ThIssued;

gboolean  th_ticket_issue      (const ThTurn *turn, const ThIssue *issue, ThIssued *issued, GError **error);

/* @day 0: today; a ticket of another day is NOT_TODAY when it is asked for as one of today. */
ThTicket *th_ticket_find       (const ThTurn *turn, const char *code, ThDay day, GError **error);
ThTicket *th_ticket_by_id      (const ThTurn *turn, gint64 id, GError **error);

gboolean  th_ticket_cancel     (const ThTurn *turn, const char *code, ThTicketState to, const char *reason, GError **error);
gboolean  th_ticket_reinstate  (const ThTurn *turn, const char *code, const char *reason, int *ahead, GError **error);
gboolean  th_ticket_move_back  (const ThTurn *turn, const char *code, int *ahead, GError **error);
gboolean  th_ticket_set_print  (const ThTurn *turn, const char *code, const char *state, GError **error);
gboolean  th_ticket_ahead      (const ThTurn *turn, const ThTicket *ticket, int *ahead, GError **error);

/* For the family of ticket records: set WRONG_STATE or CONFLICT. */
gboolean  th_ticket_wrong_state       (const ThTicket *ticket, GError **error);
gboolean  th_ticket_must_have_changed (const ThTurn *turn, GError **error);

void      th_ticket_note_place   (const ThTicket *ticket, JsonObject *detail);
gboolean  th_ticket_place_behind (const ThTurn *turn, ThTicket *ticket, int places, GError **error);

G_END_DECLS
