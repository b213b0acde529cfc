/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-hall.h"
#include "th-statistics.h"

G_BEGIN_DECLS

/* One figure of a report asks "which tickets, cut how": a fact is what is
 * known of one ticket (or of one matter or sitting of it), a cut sorts facts
 * into groups by its keys. No SQL, no clock. */

#define TH_CUT_MOST_KEYS 4

typedef struct
{
  ThDay       day;
  const char *queue;        /* whose number the person took */
  const char *channel;
  const char *window;       /* NULL when not known of this fact */
  const char *staff;
  const char *matter;
  int         klass;        /* 0 priority, 1 ordinary */
  gboolean    booked;
  int         number;
  ThInstant   entered;
  int         entered_s;    /* wall-clock second of the day */

  gboolean    called;       /* @wait_us counts */
  gint64      wait_us;
  gboolean    handled;      /* @handling_us counts */
  gint64      handling_us;
  gboolean    no_show;      /* called in vain and never served */
  gboolean    voided;       /* closed with the day, never called */
  gboolean    left;         /* cancelled or sent elsewhere, never called */
  gboolean    waiting;      /* not called yet */
} ThFact;

typedef struct
{
  ThSample   *waits;        /* microseconds */
  ThSample   *handlings;    /* microseconds */
  guint       no_shows, voided, left, waiting;
  char        longest_queue[16];   /* the longest wait: whose it was */
  int         longest_number;
  ThInstant   longest_entered;
} ThFigures;

typedef enum
{
  TH_CUT_OF_TICKETS,
  TH_CUT_OF_SITTINGS,       /* some key is known only of a sitting at a window */
  TH_CUT_OF_MATTERS,        /* some key is known only of a matter of a ticket */
} ThCutKind;

typedef struct _ThCut ThCut;

ThCut     *th_cut_new       (ThHall *hall, const char *const *keys, GError **error);
void       th_cut_free      (ThCut *self);
ThCutKind  th_cut_kind      (ThCut *self);
gboolean   th_cut_has_key   (ThCut *self, const char *name);
void       th_cut_add       (ThCut *self, const ThFact *fact);
GPtrArray *th_cut_groups    (ThCut *self);
ThFigures *th_cut_figures   (ThCut *self, gconstpointer group);
void       th_cut_write_key (ThCut *self, gconstpointer group, JsonObject *row);

ThFigures *th_figures_new   (void);
void       th_figures_free  (ThFigures *self);
void       th_figures_add   (ThFigures *self, const ThFact *fact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThCut, th_cut_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThFigures, th_figures_free)

G_END_DECLS
