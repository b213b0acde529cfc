/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The ways to serve: each asks for just what the hall wants to know, and what
 * was chosen stays while the lists under it are read again. */

#include "booking-fixture.h"
#include "hall-fixture.h"

#include "th-booking-mode.h"
#include "th-text.h"

typedef struct
{
  Hall          *hall;
  ThBookingMode *mode;
  JsonArray     *staff, *points;
  guint          changed;
} Form;

static JsonArray *
named (const char *key, const char *const *codes)
{
  JsonArray *array = json_array_new ();

  for (; *codes != NULL; codes++)
    {
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, key, *codes);
      json_object_set_string_member (one, "zh", *codes);
      json_object_set_string_member (one, "en", *codes);
      json_array_add_object_element (array, one);
    }
  return array;
}

static void
answer (Form *self)
{
  th_booking_mode_set_staff (self->mode, self->staff);
  th_booking_mode_set_points (self->mode, self->points);
}

static void
changed_cb (Form *self)
{
  self->changed++;
}

static void
open_form (Form *self, Hall *hall)
{
  static const char *const clerks[] = { "009", "014", NULL }, *const points[] = { "BUS1", "P01", NULL };

  *self = (Form) { hall, g_object_new (TH_TYPE_BOOKING_MODE, NULL), named ("no", clerks), named ("code", points), 0 };
  th_booking_mode_set_session (self->mode, hall->session);
  th_booking_mode_set_day (self->mode, 20260430);
  g_signal_connect_swapped (self->mode, "changed", G_CALLBACK (changed_cb), self);
  hall->window = booking_show (GTK_WIDGET (self->mode), 320, 400);
  answer (self);
}

static void
close_form (Form *self)
{
  json_array_unref (self->staff);
  json_array_unref (self->points);
}

/* Every change asks the hall, which answers with lists of its own; nothing more is asked then. */
static void
settle (Form *self)
{
  guint changed = self->changed;

  answer (self);
  g_assert_cmpuint (self->changed, ==, changed);
}

static void
choose (Form *self, const char *part, guint at)
{
  guint changed = self->changed;

  gtk_drop_down_set_selected (hall_part (self->mode, part), at);
  g_assert_cmpuint (self->changed, >, changed);
  settle (self);
}

static void
type (Form *self, const char *part, const char *text)
{
  gtk_editable_set_text (hall_part (self->mode, part), text);
  settle (self);
}

/* What would be sent for a clerk who is @named; NULL when something is missing. */
static JsonObject *
request_of (Form *self, gboolean clerk)
{
  g_autoptr (JsonObject) request = json_object_new ();
  g_autofree char *why = NULL;

  if (th_booking_mode_add (self->mode, request, clerk, &why))
    return g_steal_pointer (&request);
  g_assert_nonnull (why);
  return NULL;
}

static void
test_door (Hall *hall, gconstpointer data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (JsonObject) request = NULL;
  g_autofree char *start = NULL;
  Form self;

  open_form (&self, hall);
  choose (&self, "mode", 1);
  g_assert_true (th_booking_mode_free_time (self.mode));
  g_assert_null (request_of (&self, TRUE));
  type (&self, "address", "滨湖路1号");
  g_assert_null (request_of (&self, TRUE));
  choose (&self, "second", 2);
  type (&self, "time", "10:30");
  g_assert_null (request_of (&self, FALSE));
  request = request_of (&self, TRUE);
  g_assert_cmpstr (th_member_text (request, "mode"), ==, "door");
  g_assert_cmpstr (th_member_text (request, "staff2"), ==, "014");
  g_assert_cmpstr (th_member_text (request, "address"), ==, "滨湖路1号");
  start = th_booking_mode_get_time (self.mode, zone);
  g_assert_cmpstr (start, ==, "2026-04-30T10:30:00+08:00");

  /* Who is no longer among the clerks is not sent. */
  json_array_remove_element (self.staff, 1);
  th_booking_mode_set_staff (self.mode, self.staff);
  g_assert_null (request_of (&self, TRUE));
  close_form (&self);
}

static void
test_flexible (Hall *hall, gconstpointer data)
{
  g_autoptr (JsonObject) request = NULL;
  Form self;

  open_form (&self, hall);
  choose (&self, "mode", 2);
  g_assert_null (request_of (&self, FALSE));
  request = request_of (&self, TRUE);
  g_assert_cmpstr (th_member_text (request, "mode"), ==, "flexible");
  close_form (&self);
}

static void
test_remote (Hall *hall, gconstpointer data)
{
  g_autoptr (JsonObject) request = NULL;
  Form self;

  open_form (&self, hall);
  choose (&self, "mode", 3);
  g_assert_null (request_of (&self, TRUE));
  gtk_check_button_set_active (hall_part (self.mode, "photos"), TRUE);
  request = request_of (&self, TRUE);
  g_assert_true (th_member_bool (request, "photos"));
  close_form (&self);
}

static void
test_green (Hall *hall, gconstpointer data)
{
  g_autoptr (JsonObject) request = NULL;
  GtkDropDown *ground;
  Form self;

  open_form (&self, hall);
  choose (&self, "mode", 4);
  g_assert_false (th_booking_mode_free_time (self.mode));
  ground = hall_part (self.mode, "ground");
  HALL_UNTIL (gtk_drop_down_get_selected_item (ground) != NULL);
  choose (&self, "ground", 1);
  request = request_of (&self, FALSE);
  g_assert_cmpstr (th_member_text (request, "ground"), ==,
                   gtk_string_object_get_string (gtk_drop_down_get_selected_item (ground)));
  close_form (&self);
}

static void
test_mobile (Hall *hall, gconstpointer data)
{
  g_autoptr (JsonObject) request = NULL;
  Form self;

  open_form (&self, hall);
  g_assert_null (th_booking_mode_get_point (self.mode));
  choose (&self, "mode", 5);
  g_assert_cmpstr (th_booking_mode_get_point (self.mode), ==, "BUS1");
  choose (&self, "point", 1);
  g_assert_cmpstr (th_booking_mode_get_point (self.mode), ==, "P01");
  request = request_of (&self, FALSE);
  g_assert_cmpstr (th_member_text (request, "point"), ==, "P01");

  /* Another matter is not served there: the choice falls to the first, and that is told. */
  self.changed = 0;
  json_array_remove_element (self.points, 1);
  th_booking_mode_set_points (self.mode, self.points);
  g_assert_cmpuint (self.changed, ==, 1);
  g_assert_cmpstr (th_booking_mode_get_point (self.mode), ==, "BUS1");
  close_form (&self);
}

#define ADD(name, test) g_test_add ("/booking-mode/" name, Hall, NULL, hall_set_up, test, hall_tear_down)

int
main (int argc, char **argv)
{
  booking_init (&argc, &argv);
  ADD ("door", test_door);
  ADD ("flexible", test_flexible);
  ADD ("remote", test_remote);
  ADD ("green", test_green);
  ADD ("mobile", test_mobile);
  return g_test_run ();
}
