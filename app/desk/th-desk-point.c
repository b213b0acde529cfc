/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The points outside the hall: which there are, and which to name to somebody
 * for whom nothing is free in the hall. */

#include "th-desk-booking.h"

#include <glib/gi18n-lib.h>

#include "th-slot-records.h"

#define YEAR 366

static JsonObject *
point_object (const ThPoint *point)
{
  JsonObject *object = json_object_new ();

  th_out_text (object, "code", point->code);
  th_out_names (object, point->zh, point->en);
  th_out_text (object, "kind", point->mobile ? "mobile" : "fixed");
  th_out_text (object, "address_zh", point->address_zh);
  th_out_text (object, "address_en", point->address_en);
  th_out_text (object, "phone", point->phone);
  return object;
}

/* Its code, its names and where it is; null for no point. */
void
th_out_point (ThAsk      *ask,
              JsonObject *out,
              const char *code)
{
  const ThPoint *point = code != NULL ? th_hall_point (ask->turn.hall, code) : NULL;

  th_out_text (out, "point", code);
  th_out_text (out, "point_zh", point != NULL ? point->zh : NULL);
  th_out_text (out, "point_en", point != NULL ? point->en : NULL);
  th_out_text (out, "point_address_zh", point != NULL ? point->address_zh : NULL);
  th_out_text (out, "point_address_en", point != NULL ? point->address_en : NULL);
}

static void
out_list (JsonObject    *object,
          const ThPoint *point,
          const char    *key)
{
  if (json_object_has_member (point->doc, key))
    json_object_set_member (object, key, json_node_copy (json_object_get_member (point->doc, key)));
  else
    th_out_null (object, key);
}

static gboolean
do_list (ThAsk   *ask,
         GError **error)
{
  ThHall *hall = ask->turn.hall;
  const char *matter = th_ask_text (ask, "matter");
  JsonArray *array = json_array_new ();
  const ThPoint *points;
  guint n;

  json_object_set_array_member (ask->out, "points", array);
  if (matter != NULL && th_hall_matter (hall, matter) == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no matter %s in this hall."), matter);
      return FALSE;
    }
  points = th_hall_get_points (hall, &n);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object;
      ThDay next = th_point_next (&points[i], th_hall_get_calendar (hall), ask->turn.day, YEAR);
      g_autofree char *text = next != 0 ? th_day_format (next) : NULL;

      if (matter != NULL && !th_point_handles (&points[i], matter))
        continue;
      object = point_object (&points[i]);
      out_list (object, &points[i], "matters");
      out_list (object, &points[i], "days");
      out_list (object, &points[i], "from");
      out_list (object, &points[i], "to");
      th_out_int (object, "places", points[i].places);
      th_out_text (object, "next_day", text);
      json_array_add_object_element (array, object);
    }
  return TRUE;
}

/* --- the nearest -------------------------------------------------------- */

/* Whether @point is of use to who asks for @matters, or just for @queue. */
static gboolean
is_of_use (ThHall            *hall,
           const ThPoint     *point,
           const char *const *matters,
           const char        *queue)
{
  const ThMatter *all;
  guint n;

  if (matters != NULL && matters[0] != NULL)
    return th_booking_point_handles (hall, point->code, matters, NULL);
  all = th_hall_get_matters (hall, &n);
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (all[i].queue, queue) == 0 && th_point_handles (point, all[i].code))
      return TRUE;
  return FALSE;
}

/* The first time that is free at @point, and how many places are. */
static gboolean
out_free (ThAsk            *ask,
          const ThPoint    *point,
          const ThSlotNeed *need,
          ThDay             last,
          JsonObject       *object,
          GError          **error)
{
  GTimeZone *zone = th_hall_get_zone (ask->turn.hall);
  g_autofree char *place = th_booking_place (NULL, point->code);
  g_autoptr (GPtrArray) days = th_slots_load (&ask->turn, place, ask->turn.day, last, error);
  ThInstant first = 0;
  gint64 free = 0;

  if (days == NULL)
    return FALSE;
  for (guint d = 0; d < days->len; d++)
    {
      const ThSlotDay *day = days->pdata[d];

      for (guint i = 0; i < day->slots->len; i++)
        {
          ThInstant start = th_day_instant (day->day, g_array_index (day->slots, ThSlot, i).start_s, zone);
          int fits = th_slot_day_fit (day, i, need).free;

          if (fits < 1 || !th_booking_may_begin (ask->turn.hall, ask->turn.now, start, NULL))
            continue;
          first = first == 0 ? start : first;
          free += fits;
        }
    }
  th_out_at (ask, object, "next", first);
  th_out_int (object, "free", free);
  return TRUE;
}

static int
by_next (gconstpointer a,
         gconstpointer b)
{
  const char *first = json_object_get_string_member_with_default (*(JsonObject *const *) a, "next", NULL);
  const char *second = json_object_get_string_member_with_default (*(JsonObject *const *) b, "next", NULL);

  if (first == NULL || second == NULL)
    return (first == NULL) - (second == NULL);
  return g_strcmp0 (first, second);
}

/* Where else, when nothing is free: those with a free place first, the soonest
 * before the others; then those one may just go to. */
gboolean
th_out_nearest_points (ThAsk             *ask,
                       const char *const *matters,
                       const char        *queue,
                       const ThSlotNeed  *need,
                       ThDay              last,
                       GError           **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  const char *asked = th_ask_text (ask, "point");
  JsonArray *array = json_array_new ();
  const ThPoint *points;
  guint n;

  json_object_set_array_member (ask->out, "nearest_points", array);
  if (json_object_get_int_member (ask->out, "free_total") > 0)
    return TRUE;
  points = th_hall_get_points (ask->turn.hall, &n);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object;

      if (g_strcmp0 (points[i].code, asked) == 0 || !is_of_use (ask->turn.hall, &points[i], matters, queue))
        continue;
      object = point_object (&points[i]);
      g_ptr_array_add (found, object);
      if (!out_free (ask, &points[i], need, last, object, error))
        return FALSE;
    }
  g_ptr_array_sort (found, by_next);
  for (guint i = 0; i < found->len; i++)
    json_array_add_object_element (array, json_object_ref (found->pdata[i]));
  return TRUE;
}

const ThVerb th_verbs_point[] = {
  { "point.list", "matter?:s", TH_VERB_READ, TH_MAY_LOOK, do_list },
  { NULL },
};
