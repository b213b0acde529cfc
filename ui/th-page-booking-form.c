/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What follows from what is typed: papers and dates, free times, and the words
 * at the foot. A time is guarded by the hall when it is sold and not held while
 * the clerk types: a hold would have to be given back for each time that is
 * only looked at, and what the clerk loses otherwise is one key. */

#include "th-page-booking-private.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-text.h"

/* Typing rests this long before the hall is asked. */
#define REST_MS 120

/* How far the answer of free times reaches from today; the verb gives 62 days. */
#define LOOK_DAYS 41

static ThDay
today_of (ThPageBooking *self)
{
  return th_day_of (th_session_now (self->session), th_session_get_zone (self->session));
}

static ThDay
monday_of (ThDay day)
{
  return th_day_add (day, 1 - th_day_weekday (day));
}

static ThDay
day_of (ThPageBooking *self, const char *start)
{
  return th_day_of (th_instant_parse (start), th_session_get_zone (self->session));
}

/* Codes of what is booked: typed, or of the booking at the foot. */
static JsonArray *
codes_of (ThPageBooking *self)
{
  JsonArray *matters = self->step != TH_BOOKING_EDIT ? th_member_array (self->shown, "matters") : NULL;

  return matters != NULL ? json_array_ref (matters) : th_booking_matters_get (self->matters);
}

static char *
joined (JsonArray *codes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (codes); i++)
    g_string_append_printf (text, "%s ", json_array_get_string_element (codes, i));
  return g_string_free (text, FALSE);
}

/* --- free times -------------------------------------------------------------- */

static JsonObject *
cell_of (JsonObject *answer, const char *start)
{
  JsonArray *slots = th_member_array (answer, "slots");

  for (guint i = 0; slots != NULL && start != NULL && i < json_array_get_length (slots); i++)
    if (g_strcmp0 (th_member_text (th_member_element (slots, i), "start"), start) == 0)
      return th_member_element (slots, i);
  return NULL;
}

/* Whether @answer knows the day of @start: of the others it cannot say who took what. */
static gboolean
reaches (ThPageBooking *self, JsonObject *answer, const char *start)
{
  JsonArray *days = th_member_array (answer, "days");
  ThDay day = day_of (self, start);

  for (guint i = 0; days != NULL && i < json_array_get_length (days); i++)
    if (th_day_parse (th_member_text (th_member_element (days, i), "day")) == day)
      return TRUE;
  return FALSE;
}

/* The way by which it is booked; one that is moved keeps its own. */
static const char *
channel_of (ThPageBooking *self)
{
  return self->step == TH_BOOKING_EDIT ? th_page_booking_get_channel (self) : th_member_text (self->shown, "channel");
}

/* A way without a clerk in between is sold public places only. The desk does
 * not tell which those are; it has the same list. */
static gboolean
public_only (ThPageBooking *self)
{
  static const char *const open[] = { "online", "web", "app", "phone-app", "wechat", "miniprogram", "kiosk", "public", NULL };
  const char *channel = channel_of (self);

  return channel != NULL && g_strv_contains (open, channel);
}

void
th_page_booking_show_week (ThPageBooking *self)
{
  JsonObject *answer = th_feed_get_active (self->slots) ? th_feed_get_answer (self->slots) : NULL;
  gboolean moving = self->step == TH_BOOKING_MOVE && self->change == TH_BOOKING_TO_MOVE;
  const char *chosen = self->step == TH_BOOKING_SHOWN ? th_member_text (self->shown, "start") : self->slot;

  th_week_grid_set_public (self->grid, public_only (self));
  th_week_grid_set_answer (self->grid, answer, self->monday, chosen);
  if (answer == NULL)
    return;
  th_week_grid_set_moving (self->grid, moving ? th_member_text (self->shown, "booking") : NULL);
  if (moving)
    th_week_grid_set_moving_from (self->grid, th_member_text (self->shown, "start"));
  th_week_grid_set_lost (self->grid, self->lost);
}

static void
show_notes (ThPageBooking *self, JsonObject *answer)
{
  ThDay last = th_day_parse (th_member_text (answer, "last_day"));
  gboolean loaded = th_member_bool (answer, "calendar_loaded");
  g_autofree char *note = NULL;

  if (!loaded && last != 0)
    note = g_strdup_printf (_("The calendar of %d is not loaded: its days cannot be booked yet."),
                            th_day_year (th_day_add (last, 1)));
  gtk_label_set_label (self->week_note, note != NULL ? note : "");
}

/* The first free time is proposed once for what is chosen: mostly it is taken. */
static void
propose (ThPageBooking *self, JsonObject *answer)
{
  JsonArray *slots = th_member_array (answer, "slots");
  const char *start = slots != NULL && json_array_get_length (slots) > 0
                        ? th_member_text (th_member_element (slots, 0), "start") : NULL;

  self->propose = FALSE;
  if (start == NULL || self->slot != NULL)
    return;
  self->slot = g_strdup (start);
  self->monday = monday_of (day_of (self, start));
}

void
th_page_booking_slots_updated (ThPageBooking *self)
{
  JsonObject *answer = th_feed_get_answer (self->slots);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->grid));
  gboolean was_proposed = self->propose;

  if (answer == NULL)
    return;
  show_notes (self, answer);
  if (self->propose)
    propose (self, answer);
  else if (self->slot != NULL && self->step == TH_BOOKING_EDIT && !self->busy && reaches (self, answer, self->slot) &&
           cell_of (answer, self->slot) == NULL)
    th_page_booking_lose_slot (self);
  th_page_booking_show_week (self);
  if (was_proposed)
    th_page_booking_prepare (self);
  th_page_booking_show_bar (self);
  /* Where the week was empty the focus waited beside its cells. */
  if (self->grid_next || (inside && GTK_IS_WIDGET (focus) && !GTK_IS_BUTTON (focus)))
    th_page_booking_focus_week (self);
}

/* Somebody else took the time: nothing typed is lost, and the cell says it. */
void
th_page_booking_lose_slot (ThPageBooking *self)
{
  g_free (self->lost);
  self->lost = g_steal_pointer (&self->slot);
  th_page_booking_show_week (self);
  th_page_booking_show_bar (self);
}

void
th_page_booking_ask_slots (ThPageBooking *self)
{
  g_autoptr (JsonArray) codes = codes_of (self);
  g_autoptr (JsonObject) arguments = NULL;
  ThDay today = today_of (self);
  ThDay first = MIN (self->monday, monday_of (today));
  ThDay last;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gboolean moving = self->step != TH_BOOKING_EDIT;
  const char *staff = moving ? th_member_text (self->shown, "staff") : th_booking_bar_get_staff (self->bar);
  const char *point = moving ? th_member_text (self->shown, "point") : th_booking_mode_get_point (self->mode);
  const char *channel = channel_of (self);

  if (json_array_get_length (codes) == 0 || self->monday == 0)
    {
      th_feed_set_active (self->slots, FALSE);
      th_page_booking_show_week (self);
      return;
    }
  if (th_day_diff (th_day_add (self->monday, 6), first) > 60)
    first = self->monday;
  last = MAX (th_day_add (first, LOOK_DAYS), th_day_add (self->monday, 6));
  from = th_day_format (first);
  to = th_day_format (last);
  arguments = json_object_new ();
  json_object_set_array_member (arguments, "matters", g_steal_pointer (&codes));
  json_object_set_string_member (arguments, "from", from);
  json_object_set_string_member (arguments, "to", to);
  if (staff != NULL)
    json_object_set_string_member (arguments, "staff", staff);
  if (point != NULL)
    json_object_set_string_member (arguments, "point", point);
  if (channel != NULL)
    json_object_set_string_member (arguments, "channel", channel);
  th_week_grid_set_loading (self->grid, TRUE);
  th_feed_set_arguments (self->slots, arguments);
  th_feed_set_active (self->slots, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/* The week of the booking at the foot. */
void
th_page_booking_show_its_week (ThPageBooking *self)
{
  const char *start = th_member_text (self->shown, "start");

  if (start != NULL)
    self->monday = monday_of (day_of (self, start));
  th_page_booking_ask_slots (self);
}

void
th_page_booking_choose_slot (ThPageBooking *self, const char *start)
{
  if (self->step == TH_BOOKING_SHOWN || (self->step == TH_BOOKING_MOVE && self->change != TH_BOOKING_TO_MOVE))
    return;
  g_free (self->slot);
  self->slot = g_strdup (start);
  g_clear_pointer (&self->lost, g_free);
  th_booking_mode_set_day (self->mode, day_of (self, start));
  th_page_booking_show_week (self);
  th_page_booking_prepare (self);
  th_page_booking_show_bar (self);
}

void
th_page_booking_turn_week (ThPageBooking *self, int weeks)
{
  ThDay from = self->monday != 0 ? self->monday : monday_of (today_of (self));

  self->monday = th_day_add (from, 7 * weeks);
  th_page_booking_show_week (self);
  th_page_booking_ask_slots (self);
}

/* --- what a booking needs ------------------------------------------------------ */

static void
show_prepared (ThPageBooking *self)
{
  JsonObject *legal = th_member_object (self->prepared, "legal");
  ThDay by = th_day_parse (th_member_text (legal, "by"));
  g_autofree char *date = by != 0 ? th_text_date (by) : NULL;
  g_autofree char *text = date != NULL ? g_strdup_printf (_("register before %s"), date) : NULL;

  th_booking_matters_set_prepared (self->matters, self->prepared);
  th_booking_party_set_legal (self->party, text, th_member_bool (legal, "late"));
  th_page_booking_show_bar (self);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThPageBooking *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  /* Cancelled means asked anew or gone: @data may be dead then. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->preparing);
  if (answer == NULL)
    {
      th_booking_bar_set_why (self->bar, error->message);
      th_booking_bar_set_facts (self->bar, error->message, NULL);
      return;
    }
  g_clear_pointer (&self->prepared, json_object_unref);
  self->prepared = g_steal_pointer (&answer);
  th_booking_bar_set_staff (self->bar, th_member_array (self->prepared, "staff"));
  th_booking_mode_set_staff (self->mode, th_member_array (self->prepared, "staff"));
  show_prepared (self);
}

static gboolean
prepare_cb (gpointer data)
{
  ThPageBooking *self = data;
  g_autoptr (JsonArray) codes = th_booking_matters_get (self->matters);
  g_autoptr (JsonObject) party = th_booking_party_get (self->party, NULL);
  JsonObject *request;

  self->prepare_later = 0;
  g_cancellable_cancel (self->preparing);
  g_clear_object (&self->preparing);
  if (json_array_get_length (codes) == 0)
    {
      g_clear_pointer (&self->prepared, json_object_unref);
      show_prepared (self);
      return G_SOURCE_REMOVE;
    }
  self->preparing = g_cancellable_new ();
  request = th_desk_request ("booking.prepare", NULL);
  json_object_set_array_member (request, "matters", g_steal_pointer (&codes));
  json_object_set_array_member (request, "conditions", th_booking_matters_get_conditions (self->matters));
  if (party != NULL)
    json_object_set_object_member (request, "party", g_steal_pointer (&party));
  if (self->slot != NULL)
    json_object_set_string_member (request, "slot", self->slot);
  th_session_ask_async (self->session, request, self->preparing, prepared_cb, self);
  return G_SOURCE_REMOVE;
}

/* Asks what a booking of what is typed needs, once the keys rest. */
void
th_page_booking_prepare (ThPageBooking *self)
{
  if (self->step == TH_BOOKING_EDIT && self->prepare_later == 0)
    self->prepare_later = g_timeout_add (REST_MS, prepare_cb, self);
}

static void
points_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThPageBooking) self = data;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, NULL);

  if (!g_cancellable_is_cancelled (self->cancellable))
    th_booking_mode_set_points (self->mode, th_member_array (answer, "points"));
}

/* Other matters are in other queues, take other times and know other clerks. */
static void
matters_changed (ThPageBooking *self, JsonArray *codes)
{
  JsonObject *request = th_desk_request ("point.list", NULL);

  g_clear_pointer (&self->slot, g_free);
  g_clear_pointer (&self->lost, g_free);
  self->propose = TRUE;
  if (json_array_get_length (codes) > 0)
    json_object_set_string_member (request, "matter", json_array_get_string_element (codes, 0));
  th_session_ask_async (self->session, request, self->cancellable, points_cb, g_object_ref (self));
}

/* Something of the form was changed: all that follows from it is asked anew. */
void
th_page_booking_form_changed (ThPageBooking *self)
{
  g_autoptr (JsonArray) codes = NULL;
  g_autofree char *text = NULL;
  const char *point;

  if (self->session == NULL || self->step != TH_BOOKING_EDIT)
    return;
  codes = th_booking_matters_get (self->matters);
  point = th_booking_mode_get_point (self->mode);
  text = joined (codes);
  if (point != NULL)
    {
      g_autofree char *with_point = g_strconcat (text, point, NULL);

      g_free (text);
      text = g_steal_pointer (&with_point);
    }
  if (g_strcmp0 (text, self->prepared_for) != 0)
    {
      g_free (self->prepared_for);
      self->prepared_for = g_steal_pointer (&text);
      matters_changed (self, codes);
      th_page_booking_ask_slots (self);
    }
  th_page_booking_prepare (self);
  th_page_booking_show_bar (self);
}

/* --- the foot ------------------------------------------------------------------- */

/**
 * th_page_booking_slot_words:
 * @end: (nullable): when the work ends
 *
 * Returns: (transfer full): "5月7日 周四　10:00–10:30"
 */
char *
th_page_booking_slot_words (ThPageBooking *self, const char *start, const char *end)
{
  GTimeZone *zone = th_session_get_zone (self->session);
  g_autofree char *day = th_text_day (day_of (self, start));
  g_autofree char *from = th_text_clock (th_instant_parse (start), zone);
  g_autofree char *to = end != NULL ? th_text_clock (th_instant_parse (end), zone) : NULL;

  return to != NULL ? g_strdup_printf ("%s  %s–%s", day, from, to) : g_strdup_printf ("%s  %s", day, from);
}

static char *
chosen_start (ThPageBooking *self)
{
  if (th_booking_mode_free_time (self->mode))
    return th_booking_mode_get_time (self->mode, th_session_get_zone (self->session));
  return g_strdup (self->slot);
}

/* That none is ticked is an answer only when the hall's question was on screen. */
static JsonObject *
add_conditions (ThPageBooking *self, JsonObject *request)
{
  JsonArray *pairs = th_booking_matters_get_conditions (self->matters);

  gboolean asked = th_booking_matters_asks (self->matters) && self->prepare_later == 0 && self->preparing == NULL;

  if (json_array_get_length (pairs) > 0 || asked)
    json_object_set_array_member (request, "conditions", pairs);
  else
    json_array_unref (pairs);
  return request;
}

/**
 * th_page_booking_request:
 * @why: (out) (transfer full): what is missing
 *
 * Returns: (transfer full) (nullable): booking.make of what is typed
 */
JsonObject *
th_page_booking_request (ThPageBooking *self, char **why)
{
  g_autofree char *start = chosen_start (self);
  g_autoptr (JsonObject) request = th_desk_request ("booking.make", NULL);
  const char *staff = th_booking_bar_get_staff (self->bar);
  JsonObject *party;

  *why = NULL;
  if (th_session_get_staff_no (self->session) == NULL)
    {
      *why = g_strdup (_("Sign in first"));
      return NULL;
    }
  party = th_booking_party_get (self->party, why);
  if (party == NULL)
    return NULL;
  json_object_set_object_member (request, "party", party);
  if (th_booking_matters_count (self->matters) == 0)
    *why = g_strdup (_("Choose a matter"));
  else if (start == NULL)
    *why = g_strdup (self->lost != NULL ? _("Choose another time") : _("Choose a time"));
  if (*why != NULL || !th_booking_mode_add (self->mode, request, staff != NULL, why))
    return NULL;
  json_object_set_array_member (request, "matters", th_booking_matters_get (self->matters));
  json_object_set_string_member (request, "slot", start);
  json_object_set_string_member (request, "channel", th_page_booking_get_channel (self));
  if (staff != NULL)
    json_object_set_string_member (request, "staff", staff);
  return json_object_ref (add_conditions (self, request));
}

static void
show_facts (ThPageBooking *self)
{
  GTimeZone *zone = th_session_get_zone (self->session);
  ThInstant from = th_member_instant (self->prepared, "check_in_from");
  ThInstant until = th_member_instant (self->prepared, "check_in_until");
  g_autofree char *first = NULL;

  if (self->slot != NULL && from != 0 && until != 0)
    {
      g_autofree char *a = th_text_clock (from, zone);
      g_autofree char *b = th_text_clock (until, zone);

      first = g_strdup_printf (_("Check in %s to %s"), a, b);
    }
  th_booking_bar_set_facts (self->bar, first, th_member_local (th_member_object (self->prepared, "ukey"), ""));
}

static void
show_edit (ThPageBooking *self)
{
  g_autofree char *start = chosen_start (self);
  g_autofree char *title = NULL;
  g_autofree char *line = NULL;
  g_autofree char *why = NULL;
  g_autoptr (JsonObject) request = th_page_booking_request (self, &why);

  if (start != NULL)
    title = th_page_booking_slot_words (self, start, th_member_text (cell_of (th_feed_get_answer (self->slots), start), "end"));
  else if (self->lost != NULL)
    {
      g_autofree char *words = th_page_booking_slot_words (self, self->lost, NULL);

      title = g_strdup_printf (_("%s was taken meanwhile"), words);
    }
  else
    title = g_strdup (_("No time yet"));
  if (th_booking_matters_count (self->matters) > 0)
    {
      g_autofree char *name = th_booking_matters_describe (self->matters);
      gint64 minutes = th_member_int (self->prepared, "minutes", 0);

      line = minutes > 0 ? g_strdup_printf (_("%s, %d min"), name, (int) minutes) : g_strdup (name);
    }
  th_booking_bar_set_slot (self->bar, title, line != NULL ? line : _("Choose a matter"), start == NULL && self->lost != NULL);
  th_booking_bar_set_why (self->bar, self->busy ? _("Booking…") : why);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.confirm", request != NULL && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.hints", th_booking_matters_count (self->matters) > 0);
  show_facts (self);
}

/* What no window ends: a visit and a remote check when they are over, service
 * at a point after who came was seen there. */
static gboolean
allow_changes (ThPageBooking *self, gboolean open)
{
  const char *mode = th_member_text (self->shown, "mode"), *state = th_member_text (self->shown, "state");
  gboolean booked = g_strcmp0 (state, "booked") == 0, mobile = g_strcmp0 (mode, "mobile") == 0;
  gboolean away = g_strcmp0 (mode, "door") == 0 || g_strcmp0 (mode, "remote") == 0;
  gboolean ends = (booked && away) || (mobile && g_strcmp0 (state, "checked_in") == 0);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.arrive-shown", booked && mobile);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.end-shown", ends);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.move-shown", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.cancel-shown", open);
  return open || ends;
}

static void
show_booking (ThPageBooking *self)
{
  static const char *const open[] = { "held", "booked", NULL };
  const char *state = th_member_text (self->shown, "state");
  JsonObject *party = th_member_object (self->shown, "party");
  const char *staff = th_member_local (self->shown, "staff");
  g_autofree char *title = th_page_booking_slot_words (self, th_member_text (self->shown, "start"), th_member_text (self->shown, "end"));
  const char *name = party != NULL ? th_member_text (party, "name") : th_member_text (self->shown, "organiser");
  g_autofree char *line = g_strjoin ("  ", title, name != NULL ? name : "", staff, NULL);

  th_booking_bar_set_shown (self->bar, th_member_text (self->shown, "booking"), line,
                            allow_changes (self, state != NULL && g_strv_contains (open, state)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.hints", TRUE);
}

static void
show_move (ThPageBooking *self)
{
  const char *code = th_member_text (self->shown, "booking");
  g_autofree char *from = th_page_booking_slot_words (self, th_member_text (self->shown, "start"), NULL);
  g_autofree char *to = self->slot != NULL ? th_page_booking_slot_words (self, self->slot, NULL) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *reason = NULL;
  gboolean by_hall, agreed;
  const char *why = NULL;

  reason = th_booking_bar_get_reason (self->bar, &by_hall, &agreed);
  title = self->change == TH_BOOKING_TO_END ? g_strdup_printf (_("%s is done"), code)
          : self->change == TH_BOOKING_TO_CANCEL ? g_strdup_printf (_("Cancel %s"), code)
          : to != NULL ? g_strdup (to) : g_strdup (_("Choose another time"));
  if (self->change == TH_BOOKING_TO_MOVE && to == NULL)
    why = _("Choose another time");
  else if (self->change != TH_BOOKING_TO_END && *reason == '\0')
    why = _("Say the reason");
  else if (by_hall && !agreed)
    why = _("The person must have agreed");
  g_free (g_steal_pointer (&to));
  to = g_strdup_printf ("%s  %s", code, from);
  th_booking_bar_set_move (self->bar, title, to, why);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.confirm", why == NULL && !self->busy);
}

/* Says at the foot what is about to be done, or was. */
void
th_page_booking_show_bar (ThPageBooking *self)
{
  if (self->session == NULL || th_session_get_desk (self->session) == NULL)
    return;
  th_booking_bar_set_step (self->bar, self->step);
  gtk_widget_set_sensitive (self->form, self->step == TH_BOOKING_EDIT);
  if (self->step == TH_BOOKING_EDIT)
    show_edit (self);
  else if (self->step == TH_BOOKING_SHOWN)
    show_booking (self);
  else
    show_move (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.slip", self->step == TH_BOOKING_SHOWN);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.forms", self->step == TH_BOOKING_SHOWN);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.ics", self->step == TH_BOOKING_SHOWN);
}

/* The form as it was before the first key, for the next one on the telephone. */
void
th_page_booking_clear (ThPageBooking *self)
{
  g_clear_pointer (&self->slot, g_free);
  g_clear_pointer (&self->lost, g_free);
  g_clear_pointer (&self->shown, json_object_unref);
  g_cancellable_cancel (self->opening);
  self->begun = self->ended = 0;
  self->propose = self->grid_next = FALSE;
  self->step = TH_BOOKING_EDIT;
  self->monday = monday_of (today_of (self));
  th_booking_bar_set_elapsed (self->bar, -1);
  th_booking_bar_choose_staff (self->bar, NULL);
  th_booking_party_clear (self->party);
  th_booking_matters_clear (self->matters);
  th_booking_mode_clear (self->mode);
  th_page_booking_ask_slots (self);
  th_page_booking_show_bar (self);
  th_page_booking_show_view (self, "week");
  th_booking_party_focus (self->party);
}
