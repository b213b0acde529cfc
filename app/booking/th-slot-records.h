/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-slots.h"
#include "th-turn.h"

G_BEGIN_DECLS

/* Slots as the store knows them. */

/* Every day from @from to @to: of ThSlotDay, what is taken included; holds that ran out count as free. */
GPtrArray *th_slots_load     (const ThTurn *turn, const char *place, ThDay from, ThDay to, GError **error);
ThSlotDay *th_slots_of_day   (const ThTurn *turn, const char *place, ThDay day, GError **error);

/* Takes what @need needs from the slot @i on, for @booking_id; FULL when somebody was quicker. */
gboolean   th_slots_take     (const ThTurn *turn, const char *place, const ThSlotDay *day, guint i, const ThSlotNeed *need,
                              gboolean open, gint64 booking_id, GError **error);
/* Gives back all that @booking_id took. */
gboolean   th_slots_give     (const ThTurn *turn, const char *place, ThDay day, gboolean open, gint64 booking_id, GError **error);

/* A manager's word on a day; what is sold already stays sold. */
typedef struct
{
  ThDay       day;
  const char *place;                  /* or NULL: all queues */
  int         from_s, to_s;
  int         places, public_places;  /* -1: as computed */
  const char *reason;
} ThSlotWord;

gboolean   th_place_check    (const ThTurn *turn, const char *place, GError **error);
gboolean   th_slots_say      (const ThTurn *turn, const ThSlotWord *word, GError **error);

G_END_DECLS
