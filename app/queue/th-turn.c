/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What every record of the queue floor needs: who, when, where, and a line in
 * the journal. */

#include "th-turn.h"

#include "th-journal.h"

/**
 * th_turn_begin:
 *
 * Returns: a turn at @now; its business day is that of the hall's own clock
 */
ThTurn
th_turn_begin (ThDatabase *db,
               ThHall     *hall,
               ThInstant   now,
               const char *actor)
{
  return (ThTurn) {
    .db = db,
    .hall = hall,
    .now = now,
    .day = th_day_of (now, th_hall_get_zone (hall)),
    .actor = actor,
  };
}

/**
 * th_turn_note:
 * @note: what happened; its detail is consumed
 *
 * Appends @note to the journal of the hall.
 */
gboolean
th_turn_note (const ThTurn *turn,
              ThNote        note,
              GError      **error)
{
  g_autofree char *detail = NULL;
  ThEvent event = {
    .hall_id = th_hall_get_id (turn->hall),
    .at = turn->now,
    .business_day = turn->day,
    .kind = note.kind,
    .actor = turn->actor,
    .ticket_id = note.ticket_id,
    .window = note.window,
    .from = note.from,
    .to = note.to,
    .reason = note.reason,
  };

  if (note.detail != NULL)
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

      json_node_take_object (node, note.detail);
      event.detail = detail = json_to_string (node, FALSE);
    }
  return th_journal_append (turn->db, &event, NULL, error);
}

int
th_turn_setting (const ThTurn *turn,
                 const char   *key)
{
  return th_hall_setting_int (turn->hall, key);
}
