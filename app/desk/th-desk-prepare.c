/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a clerk tells somebody on the telephone before anything is booked: how
 * long it takes, what to bring, what the hall prints, what else to ask, who
 * could do it, and which days follow from it. */

#include "th-desk-prepare.h"

#include <glib/gi18n-lib.h>

#include "th-calendar.h"
#include "th-contact.h"
#include "th-window.h"

/* A matter with this tag is handled by one clerk for one company. */
#define ONE_TO_ONE "一对一预约"

/* --- conditions ---------------------------------------------------------- */

static gboolean
read_pair (GPtrArray *conditions,
           JsonNode  *node)
{
  JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (pair == NULL || json_array_get_length (pair) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (!JSON_NODE_HOLDS_VALUE (json_array_get_element (pair, i)) ||
        json_node_get_value_type (json_array_get_element (pair, i)) != G_TYPE_STRING)
      return FALSE;
  return th_conditions_say (conditions, json_array_get_string_element (pair, 0), json_array_get_string_element (pair, 1));
}

gboolean
th_ask_conditions (ThAsk             *ask,
                   const char *const *matters,
                   GPtrArray        **conditions,
                   gboolean          *given,
                   GError           **error)
{
  JsonNode *node = json_object_get_member (ask->args, "conditions");
  g_autoptr (GPtrArray) known = th_conditions_new (ask->turn.hall, matters);

  *given = node != NULL && !JSON_NODE_HOLDS_NULL (node);
  if (*given)
    {
      JsonArray *pairs = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      if (pairs == NULL || json_array_get_length (pairs) > 200)
        return th_ask_bad (error, "conditions", _("a list of pairs of a matter and a material"));
      for (guint i = 0; i < json_array_get_length (pairs); i++)
        if (!read_pair (known, json_array_get_element (pairs, i)))
          return th_ask_bad (error, "conditions", _("pairs of one of the matters and a material it needs under a condition"));
    }
  *conditions = g_steal_pointer (&known);
  return TRUE;
}

void
th_out_conditions (JsonObject *out,
                   GPtrArray  *conditions)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < conditions->len; i++)
    {
      const ThCondition *condition = conditions->pdata[i];
      JsonObject *object = json_object_new ();
      JsonArray *pairs = json_array_new ();

      th_out_text (object, "key", condition->key);
      th_out_names (object, condition->zh != NULL ? condition->zh : condition->key, condition->key);
      json_object_set_boolean_member (object, "on", condition->on);
      for (guint k = 0; k < condition->matters->len; k++)
        {
          JsonArray *pair = json_array_new ();

          json_array_add_string_element (pair, condition->matters->pdata[k]);
          json_array_add_string_element (pair, condition->materials->pdata[k]);
          json_array_add_array_element (pairs, pair);
        }
      json_object_set_array_member (object, "pairs", pairs);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (out, "conditions", array);
}

gboolean
th_out_needs (ThAsk             *ask,
              const ThBooking   *booking,
              const char *const *matters,
              GError           **error)
{
  g_autoptr (GPtrArray) conditions = th_conditions_new (ask->turn.hall, matters);

  if (booking->asked && !th_booking_load_conditions (&ask->turn, booking->id, conditions, error))
    return FALSE;
  th_out_materials (ask, ask->out, matters, booking->asked ? conditions : NULL);
  th_out_conditions (ask->out, conditions);
  json_object_set_boolean_member (ask->out, "asked", booking->asked);
  return TRUE;
}

/* --- advice ---------------------------------------------------------------- */

static void
out_hints (ThAsk             *ask,
           JsonObject        *out,
           const char *const *matters)
{
  JsonArray *hints = json_array_new ();
  JsonArray *online = json_array_new ();

  for (guint i = 0; matters[i] != NULL; i++)
    {
      const ThMatter *matter = th_hall_matter (ask->turn.hall, matters[i]);
      const char *how = matter != NULL ? json_object_get_string_member_with_default (matter->doc, "online", "none") : "none";
      JsonArray *own = matter != NULL && json_object_has_member (matter->doc, "hints")
                         ? json_object_get_array_member (matter->doc, "hints") : NULL;
      JsonObject *object;

      for (guint k = 0; own != NULL && k < json_array_get_length (own); k++)
        {
          JsonObject *hint = json_array_get_object_element (own, k);

          object = json_object_new ();
          th_out_text (object, "matter", matter->code);
          th_out_names (object, json_object_get_string_member (hint, "zh"), json_object_get_string_member (hint, "en"));
          json_array_add_object_element (hints, object);
        }
      if (g_str_equal (how, "none"))
        continue;
      object = json_object_new ();
      th_out_text (object, "matter", matter->code);
      th_out_names (object, matter->zh, matter->en);
      th_out_text (object, "online", how);
      json_array_add_object_element (online, object);
    }
  json_object_set_array_member (out, "hints", hints);
  json_object_set_array_member (out, "online", online);
}

/* Whether one of @matters is in the list that is the setting @key. */
static gboolean
any_listed (ThAsk             *ask,
            const char        *key,
            const char *const *matters)
{
  JsonArray *list = json_node_get_array (th_hall_setting_node (ask->turn.hall, key));

  for (guint i = 0; i < json_array_get_length (list); i++)
    if (g_strv_contains (matters, json_array_get_string_element (list, i)))
      return TRUE;
  return FALSE;
}

/* (transfer full): a sentence in both languages, as it stands on printed papers. */
static JsonObject *
sentence (char *zh,
          char *en)
{
  JsonObject *object = json_object_new ();

  th_out_names (object, zh, en);
  g_free (zh);
  g_free (en);
  return object;
}

/* A company registers within so many days of its founding. */
static void
out_legal (ThAsk             *ask,
           JsonObject        *out,
           const char *const *matters,
           ThDay              founded,
           ThDay              done)
{
  int days = th_turn_setting (&ask->turn, "legal.register_days");
  g_autofree char *text = NULL;
  JsonObject *legal;
  ThDay by;

  if (founded == 0 || !any_listed (ask, "legal.register_matters", matters))
    {
      th_out_null (out, "legal");
      return;
    }
  by = th_day_add (founded, days);
  text = th_day_format (by);
  legal = sentence (g_strdup_printf ("%d月%d日成立，%d月%d日前须办理登记（%d日内）", th_day_month (founded), th_day_mday (founded),
                                     th_day_month (by), th_day_mday (by), days),
                    g_strdup_printf ("To be registered by %s, within %d days of the founding", text, days));
  th_out_text (legal, "by", text);
  th_out_int (legal, "days", days);
  json_object_set_boolean_member (legal, "late", done > by);
  json_object_set_object_member (out, "legal", legal);
}

/* The key that is posted when the matter is done, on @done. */
static void
out_ukey (ThAsk             *ask,
          JsonObject        *out,
          const char *const *matters,
          ThDay              done)
{
  int days = th_turn_setting (&ask->turn, "ukey.post_working_days");
  g_autofree char *text = NULL;
  JsonObject *ukey;
  ThDay due;

  if (!any_listed (ask, "ukey.matters", matters))
    {
      th_out_null (out, "ukey");
      return;
    }
  due = done != 0 ? th_calendar_add_working (th_hall_get_calendar (ask->turn.hall), done, days, NULL) : 0;
  text = due != 0 ? th_day_format (due) : NULL;
  if (due != 0)
    ukey = sentence (g_strdup_printf ("U盾%d月%d日前寄出（办结后%d个工作日）", th_day_month (due), th_day_mday (due), days),
                     g_strdup_printf ("U-key by %s (%d working days)", text, days));
  else
    ukey = sentence (g_strdup_printf ("U盾于办结后%d个工作日内寄出", days),
                     g_strdup_printf ("U-key within %d working days", days));
  th_out_text (ukey, "due", text);
  th_out_int (ukey, "working_days", days);
  json_object_set_object_member (out, "ukey", ukey);
}

void
th_out_advice (ThAsk             *ask,
               JsonObject        *out,
               const char *const *matters,
               ThDay              founded,
               ThInstant          slot)
{
  ThDay done = slot != 0 ? th_day_of (slot, th_hall_get_zone (ask->turn.hall)) : 0;

  out_hints (ask, out, matters);
  out_legal (ask, out, matters, founded, done != 0 ? done : ask->turn.day);
  out_ukey (ask, out, matters, done);
}

/* --- booking.prepare ------------------------------------------------------- */

static gboolean
one_to_one (ThAsk             *ask,
            const char *const *matters)
{
  for (guint i = 0; matters[i] != NULL; i++)
    {
      const ThMatter *matter = th_hall_matter (ask->turn.hall, matters[i]);
      JsonArray *tags = matter != NULL && json_object_has_member (matter->doc, "tags")
                          ? json_object_get_array_member (matter->doc, "tags") : NULL;

      for (guint k = 0; tags != NULL && k < json_array_get_length (tags); k++)
        if (g_str_equal (json_array_get_string_element (tags, k), ONE_TO_ONE))
          return TRUE;
    }
  return FALSE;
}

/* Whether @no is promised to somebody within @minutes from @slot on. */
static gboolean
is_busy (ThAsk      *ask,
         const char *no,
         ThInstant   slot,
         int         minutes,
         gboolean   *busy,
         GError    **error)
{
  GTimeZone *zone = th_hall_get_zone (ask->turn.hall);
  ThDay day = th_day_of (slot, zone);
  int from = th_day_second (slot, zone);
  g_autoptr (GArray) taken = th_booking_busy (&ask->turn, no, day, day, error);

  *busy = FALSE;
  for (guint i = 0; taken != NULL && i < taken->len; i++)
    *busy = *busy || (g_array_index (taken, ThBusy, i).start_s < from + minutes * 60 && g_array_index (taken, ThBusy, i).end_s > from);
  return taken != NULL;
}

/* Who could do it: those who sit at a window of the queue now go first. */
static gboolean
out_staff (ThAsk      *ask,
           const char *queue,
           ThInstant   slot,
           int         minutes,
           GError    **error)
{
  JsonArray *array = json_array_new ();
  const ThStaff *staff;
  guint n;

  json_object_set_array_member (ask->out, "staff", array);
  staff = th_hall_get_staff (ask->turn.hall, &n);
  for (int sitting = 1; sitting >= 0; sitting--)
    for (guint i = 0; i < n; i++)
      {
        const ThWindow *window = th_window_of (&ask->turn, staff[i].no);
        gboolean serves = window != NULL && window->duty != NULL && th_duty_tier (window->duty, queue) >= 0;
        gboolean busy = FALSE;
        JsonObject *object;

        if (!g_strv_contains (staff[i].skills, queue) || serves != (sitting == 1))
          continue;
        if (slot != 0 && !is_busy (ask, staff[i].no, slot, minutes, &busy, error))
          return FALSE;
        object = json_object_new ();
        th_out_text (object, "no", staff[i].no);
        th_out_names (object, staff[i].zh, staff[i].en);
        th_out_text (object, "window", window != NULL ? window->code : NULL);
        th_out_text (object, "role", th_role_name (staff[i].role));
        json_object_set_boolean_member (object, "busy", busy);
        json_array_add_object_element (array, object);
      }
  return TRUE;
}

gboolean
th_do_booking_prepare (ThAsk   *ask,
                       GError **error)
{
  g_auto (GStrv) matters = th_ask_list (ask, "matters");
  const char *const *codes = (const char *const *) matters;
  g_autoptr (GPtrArray) conditions = NULL;
  const char *queue = NULL;
  gboolean given;
  ThInstant slot = 0;
  ThDay founded = 0;
  ThSlotNeed need;

  if (matters[0] == NULL)
    return th_ask_bad (error, "matters", _("at least one matter"));
  if (!th_booking_need (&ask->turn, codes, NULL, &queue, &need, error) || !th_ask_conditions (ask, codes, &conditions, &given, error))
    return FALSE;
  if (th_ask_text (ask, "slot") != NULL && !th_ask_at (ask, "slot", &slot, error))
    return FALSE;
  if (json_object_has_member (ask->args, "party") && !json_object_get_null_member (ask->args, "party") &&
      !th_ask_founded (json_object_get_object_member (ask->args, "party"), &founded, error))
    return FALSE;
  th_out_int (ask->out, "minutes", need.minutes);
  th_out_queue_names (ask, ask->out, queue);
  json_object_set_boolean_member (ask->out, "one_to_one", one_to_one (ask, codes));
  th_out_materials (ask, ask->out, codes, given ? conditions : NULL);
  th_out_conditions (ask->out, conditions);
  th_out_advice (ask, ask->out, codes, founded, slot);
  th_out_at (ask, ask->out, "check_in_from", slot != 0 ? th_booking_check_in_from (ask->turn.hall, slot) : 0);
  th_out_at (ask, ask->out, "check_in_until", slot != 0 ? th_booking_check_in_until (ask->turn.hall, slot) : 0);
  return out_staff (ask, queue, slot, need.minutes, error);
}
