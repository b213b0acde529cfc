/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a booking is told: who it is for is masked, always, and what to bring
 * stands apart from what the hall prints. */

#include "th-desk-booking.h"

#include <glib/gi18n-lib.h>

#include "th-mask.h"
#include "th-party-find.h"
#include "th-party.h"

/* An instant with its offset, a whole second of a day that the hall's calendar has: a slot begins at one. */
gboolean
th_ask_at (ThAsk      *ask,
           const char *key,
           ThInstant  *at,
           GError    **error)
{
  *at = th_instant_parse (th_ask_text (ask, key));
  return (*at != 0 && *at % TH_SECOND_US == 0 && th_day_of (*at, th_hall_get_zone (ask->turn.hall)) != 0) ||
         th_ask_bad (error, key, _("a time with its offset, such as 2026-04-20T09:00:00+08:00"));
}

/* Who was erased has left a row without a name. */
static gboolean
load_party (ThAsk         *ask,
            gint64         party_id,
            ThPartyKnown **party,
            GError       **error)
{
  g_autoptr (GError) local = NULL;

  *party = party_id != 0 ? th_party_known (&ask->turn, party_id, &local) : NULL;
  if (local == NULL || g_error_matches (local, TH_ERROR, TH_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
th_out_party (ThAsk      *ask,
              JsonObject *out,
              gint64      party_id,
              GError    **error)
{
  g_autoptr (ThPartyKnown) known = NULL;
  g_autofree char *name = NULL, *id = NULL, *phone = NULL, *agent = NULL;
  JsonObject *party;

  if (party_id == 0)
    {
      th_out_null (out, "party");
      return TRUE;
    }
  if (!th_party_mask (&ask->turn, party_id, &name, &id, error) || !load_party (ask, party_id, &known, error))
    return FALSE;
  phone = known != NULL && known->phone != NULL ? th_mask_phone (known->phone) : NULL;
  agent = known != NULL && known->agent != NULL ? th_mask_name (known->agent) : NULL;
  party = json_object_new ();
  th_out_text (party, "name", name);
  th_out_text (party, "id", id);
  th_out_text (party, "phone", phone);
  th_out_text (party, "agent", agent);
  json_object_set_object_member (out, "party", party);
  return TRUE;
}

gboolean
th_out_party_whole (ThAsk      *ask,
                    JsonObject *out,
                    gint64      party_id,
                    GError    **error)
{
  g_autoptr (ThPartyKnown) known = NULL;
  g_autofree char *founded = NULL;
  JsonObject *party;

  if (!load_party (ask, party_id, &known, error))
    return FALSE;
  if (known == NULL)
    {
      th_out_null (out, "party");
      return TRUE;
    }
  founded = known->founded != 0 ? th_day_format (known->founded) : NULL;
  party = json_object_new ();
  th_out_text (party, "kind", known->kind);
  th_out_text (party, "id_kind", known->id_kind);
  th_out_text (party, "id", known->id);
  th_out_text (party, "name", known->name);
  th_out_text (party, "agent", known->agent);
  th_out_text (party, "phone", known->phone);
  th_out_text (party, "founded", founded);
  json_object_set_object_member (out, "party", party);
  return TRUE;
}

/* Code, time and state of @booking. */
void
th_out_booking (ThAsk           *ask,
                JsonObject      *out,
                const ThBooking *booking)
{
  ThHall *hall = ask->turn.hall;

  th_out_text (out, "booking", booking->code);
  th_out_text (out, "state", booking->state);
  th_out_text (out, "queue", booking->queue);
  th_out_at (ask, out, "start", booking->slot);
  th_out_at (ask, out, "end", booking->until);
  th_out_text (out, "mode", th_booking_mode_name (booking->mode));
  th_out_text (out, "channel", booking->channel);
  th_out_text (out, "organiser", booking->organiser);
  th_out_text (out, "staff", booking->staff);
  th_out_point (ask, out, booking->point);
  json_object_set_boolean_member (out, "reminded", booking->reminded != 0);
  th_out_at (ask, out, "expires", booking->expires);
  th_out_at (ask, out, "check_in_from", th_booking_mode_comes (booking->mode) ? th_booking_check_in_from (hall, booking->slot) : 0);
  th_out_at (ask, out, "check_in_until", th_booking_mode_comes (booking->mode) ? th_booking_check_in_until (hall, booking->slot) : 0);
}

static const char *
text_of (JsonObject *object,
         const char *key)
{
  return json_object_get_string_member_with_default (object, key, NULL);
}

/* The line of @material in @lines, which @known finds; a new one when none is. */
static JsonObject *
line_for (GHashTable *known,
          JsonArray  *lines,
          JsonObject *material,
          const char *code)
{
  JsonObject *line = g_hash_table_lookup (known, code);

  if (line != NULL)
    return line;
  line = json_object_new ();
  th_out_text (line, "material", code);
  th_out_names (line, text_of (material, "zh"), text_of (material, "en"));
  th_out_int (line, "count", 0);
  th_out_text (line, "keep", text_of (material, "keep"));
  json_object_set_boolean_member (line, "shared", g_strcmp0 (text_of (material, "share"), "full") == 0);
  json_object_set_array_member (line, "for", json_array_new ());
  json_array_add_object_element (lines, line);
  g_hash_table_insert (known, g_strdup (code), line);
  return line;
}

static void
add_need (ThAsk      *ask,
          GHashTable *known,
          JsonArray  *bring,
          JsonArray  *printed,
          JsonObject *need,
          const char *matter,
          GPtrArray  *conditions)
{
  const char *code = text_of (need, "material");
  JsonObject *material = code != NULL ? th_hall_material (ask->turn.hall, code) : NULL;
  gboolean here = material != NULL && json_object_get_boolean_member_with_default (material, "template", FALSE);
  gboolean each = material != NULL && g_strcmp0 (text_of (material, "dedupe"), "per_matter") == 0;
  gint64 count = json_object_get_int_member_with_default (need, "count", 1);
  JsonObject *line;
  gint64 before;

  if (material == NULL || (conditions != NULL && !th_conditions_holds (conditions, text_of (need, "condition"))))
    return;
  line = line_for (known, here ? printed : bring, material, code);
  before = json_object_get_int_member (line, "count");
  th_out_int (line, "count", each ? before + count : MAX (before, count));
  th_out_text (line, "form", text_of (need, "form"));
  if (before == 0 || text_of (need, "condition") == NULL)
    {
      th_out_text (line, "condition", text_of (need, "condition"));
      th_out_text (line, "condition_zh", text_of (need, "condition_zh"));
    }
  json_array_add_string_element (json_object_get_array_member (line, "for"), matter);
}

/**
 * th_out_materials:
 *
 * Writes "bring", what people bring, and "printed_here", what the hall prints
 * and helps to fill in; each material once, whatever number of matters asks
 * for it. A line with a condition is needed only when that holds; without
 * @conditions nobody asked yet, and all lines are told.
 */
gboolean
th_out_materials (ThAsk             *ask,
                  JsonObject        *out,
                  const char *const *matters,
                  GPtrArray         *conditions)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *bring = json_array_new ();
  JsonArray *printed = json_array_new ();

  for (guint i = 0; matters[i] != NULL; i++)
    {
      const ThMatter *matter = th_hall_matter (ask->turn.hall, matters[i]);
      JsonArray *needs = matter != NULL && json_object_has_member (matter->doc, "materials")
                           ? json_object_get_array_member (matter->doc, "materials") : NULL;

      for (guint k = 0; needs != NULL && k < json_array_get_length (needs); k++)
        add_need (ask, known, bring, printed, json_array_get_object_element (needs, k), matters[i], conditions);
    }
  json_object_set_array_member (out, "bring", bring);
  json_object_set_array_member (out, "printed_here", printed);
  return TRUE;
}
