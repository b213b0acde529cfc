/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page on a real store: what is booked without a ticket is ended here, and
 * a form that was emptied is not taken away by an answer that comes late. */

#include "booking-fixture.h"
#include "hall-fixture.h"

#include "th-booking-bar.h"
#include "th-day.h"
#include "th-page.h"
#include "th-page-booking.h"
#include "th-text.h"

static JsonObject *
request_new (const char *slot, const char *mode, const char *matter)
{
  JsonObject *request = th_desk_request ("booking.make", "slot", "s", slot, "channel", "s", "phone", "mode", "s", mode, NULL);
  JsonObject *party = json_object_new ();
  JsonArray *matters = json_array_new ();

  json_object_set_string_member (party, "kind", "company");
  json_object_set_string_member (party, "id_kind", "uscc");
  json_object_set_string_member (party, "id", "91429999MADE00001W");
  json_object_set_string_member (party, "name", "示范区澄湖科技有限公司");
  json_object_set_object_member (request, "party", party);
  json_array_add_string_element (matters, matter);
  json_object_set_array_member (request, "matters", matters);
  return request;
}

static char *
book (Hall *self, JsonObject *request)
{
  g_autoptr (JsonObject) answer = hall_ask (self, request);

  return g_strdup (th_member_text (answer, "booking"));
}

static char *
state_of (Hall *self, const char *code)
{
  g_autoptr (JsonObject) answer = hall_ask (self, th_desk_request ("booking.show", "booking", "s", code, NULL));

  return g_strdup (th_member_text (answer, "state"));
}

static gboolean
is_state (Hall *self, const char *code, const char *state)
{
  g_autofree char *now = state_of (self, code);

  return g_strcmp0 (now, state) == 0;
}

static const char *
step_of (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (hall_part (hall_part (page, "bar"), "steps"));
}

static void
show (GtkWidget *page, const char *code)
{
  g_assert_true (th_page_reveal (TH_PAGE (page), "booking", code));
  HALL_UNTIL (g_str_equal (step_of (page), "shown") && g_str_equal (hall_label (hall_part (page, "bar"), "code"), code));
}

static void
end (Hall *self, GtkWidget *page, const char *code)
{
  g_assert_true (gtk_widget_activate_action (page, "page.end-shown", NULL));
  g_assert_cmpstr (step_of (page), ==, "move");
  g_assert_true (gtk_widget_activate_action (page, "page.confirm", NULL));
  HALL_UNTIL (is_state (self, code, "finished"));
  HALL_UNTIL (g_str_equal (step_of (page), "shown"));
}

static void
test_visit (Hall *self, gconstpointer data)
{
  JsonObject *request = request_new ("2026-04-21T10:00:00+08:00", "door", "G01");
  g_autofree char *code = NULL;
  GtkWidget *page;

  json_object_set_string_member (request, "address", "滨湖路1号");
  json_object_set_string_member (request, "staff", "008");
  json_object_set_string_member (request, "staff2", "010");
  code = book (self, request);
  g_assert_true (th_clock_advance_to (self->clock, th_instant_parse ("2026-04-21T11:00:00+08:00")));
  hall_sign_in (self, "009");
  page = hall_show (self, TH_TYPE_PAGE_BOOKING);
  show (page, code);
  end (self, page, code);
}

static void
test_point (Hall *self, gconstpointer data)
{
  JsonObject *request = request_new ("2026-04-23T10:00:00+08:00", "mobile", "G01");
  g_autofree char *code = NULL;
  GtkWidget *page;

  json_object_set_string_member (request, "point", "BUS1");
  code = book (self, request);
  g_assert_true (th_clock_advance_to (self->clock, th_instant_parse ("2026-04-23T10:00:00+08:00")));
  hall_sign_in (self, "009");
  page = hall_show (self, TH_TYPE_PAGE_BOOKING);
  show (page, code);
  g_assert_true (gtk_widget_activate_action (page, "page.arrive-shown", NULL));
  HALL_UNTIL (is_state (self, code, "checked_in"));
  booking_settle (self->window);
  show (page, code);
  end (self, page, code);
}

/* Ctrl N while the hall still tells what was booked. */
static void
test_late (Hall *self, gconstpointer data)
{
  JsonObject *request = request_new ("2026-04-21T18:30:00+08:00", "flexible", "G01");
  g_autofree char *code = NULL;
  GtkWidget *page;

  json_object_set_string_member (request, "staff", "008");
  code = book (self, request);
  hall_sign_in (self, "009");
  page = hall_show (self, TH_TYPE_PAGE_BOOKING);
  g_assert_true (th_page_reveal (TH_PAGE (page), "booking", code));
  g_assert_true (gtk_widget_activate_action (page, "page.next", NULL));
  booking_settle (self->window);
  for (int i = 0; i < 200; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpstr (step_of (page), ==, "edit");
}

#define ADD(name, test) g_test_add ("/booking-page/" name, Hall, NULL, hall_set_up, test, hall_tear_down)

int
main (int argc, char **argv)
{
  booking_init (&argc, &argv);
  ADD ("visit", test_visit);
  ADD ("point", test_point);
  ADD ("late", test_late);
  return g_test_run ();
}
