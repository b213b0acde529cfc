/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever booked, on a real store: what a number is taken for, who is checked
 * in by it, what the window then shows, and what a clerk is told once. */

#include "hall-fixture.h"

#include "th-booking-case.h"
#include "th-check-in.h"
#include "th-feed.h"
#include "th-notify.h"
#include "th-number.h"
#include "th-page-hall.h"
#include "th-page-reception-private.h"
#include "th-page-window-private.h"
#include "th-text.h"

#define THE_DAY_BEFORE "2026-04-28T09:00:00+08:00"
#define TODAY 20260429

/* --- numbers alone --- */

static void
test_numbers (void)
{
  static const struct { const char *typed; ThNumberKind kind; const char *text; gboolean wrong; } numbers[] = {
    { "", TH_NUMBER_NONE, "", FALSE },
    { "  ", TH_NUMBER_NONE, "", FALSE },
    { "b7kqm2xf", TH_NUMBER_CODE, "B7KQM2XF", FALSE },
    { "B7KQ-M2XF", TH_NUMBER_CODE, "B7KQM2XF", FALSE },
    { "B7KQM2X", TH_NUMBER_PART, "B7KQM2X", FALSE },
    { "B7KQM2X0", TH_NUMBER_PART, "B7KQM2X0", FALSE },              /* no code has a 0 */
    { "130 0000 0001", TH_NUMBER_PHONE, "13000000001", FALSE },
    { "\357\274\221\357\274\223\357\274\220" "00000001", TH_NUMBER_PHONE, "13000000001", FALSE },   /* full width */
    { "1300000000", TH_NUMBER_PART, "1300000000", FALSE },
    { "027-82838485", TH_NUMBER_PHONE, "02782838485", FALSE },
    { "91429999MADEM0011G", TH_NUMBER_ID, "91429999MADEM0011G", FALSE },
    { "91429999MADEM0011H", TH_NUMBER_ID, "91429999MADEM0011H", TRUE },
    { "420102199001010218", TH_NUMBER_ID, "420102199001010218", TRUE },
    { "\351\235\222\347\246\276", TH_NUMBER_NAME, "\351\235\222\347\246\276", FALSE },
    { "qhsm", TH_NUMBER_PART, "QHSM", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (ThNumber) number = th_number_new (numbers[i].typed, TODAY);

      g_test_message ("%s", numbers[i].typed);
      g_assert_cmpint (number->kind, ==, numbers[i].kind);
      g_assert_cmpstr (number->text, ==, numbers[i].text);
      g_assert_cmpint (number->fault != NULL, ==, numbers[i].wrong);
      g_assert_cmpint (th_number_is_whole (number), ==, number->kind >= TH_NUMBER_CODE && !numbers[i].wrong);
    }
}

static void
test_masked (void)
{
  g_assert_true (th_number_begins ("130", "130****0001"));
  g_assert_true (th_number_begins ("13077770001", "130****0001"));
  g_assert_true (th_number_begins ("b7k", "B7KQM2XF"));
  g_assert_false (th_number_begins ("131", "130****0001"));
  g_assert_false (th_number_begins ("13077770002", "130****0001"));
  g_assert_false (th_number_begins ("130777700011", "130****0001"));
  g_assert_false (th_number_begins ("", "130****0001"));
  g_assert_false (th_number_begins ("1", NULL));
}

/* --- the desk --- */

static JsonObject *
party (const char *id, const char *name, const char *phone)
{
  return th_desk_request ("party", "kind", "s", "company", "id_kind", "s", "uscc", "id", "s", id, "name", "s", name,
                          "phone", "s", phone, NULL);
}

/* Codes of companies that cannot exist. */
static const char *const companies[] = { "91429999MADE00001W", "91429999MADEM0011G" };

static char *
book (Hall *hall, guint who, const char *clock, const char *staff)
{
  JsonObject *request = th_desk_request ("booking.make", NULL, NULL);
  g_autofree char *slot = g_strdup_printf ("2026-04-29T%s:00+08:00", clock);
  g_autoptr (JsonObject) answer = NULL;
  JsonArray *matters = json_array_new ();
  JsonObject *whom = party (companies[who], who == 0 ? "One Ltd" : "Other Ltd", who == 0 ? "13000000001" : "13000000002");

  json_object_remove_member (whom, "do");
  json_array_add_string_element (matters, "G01");
  json_object_set_array_member (request, "matters", matters);
  json_object_set_object_member (request, "party", whom);
  json_object_set_string_member (request, "slot", slot);
  if (staff != NULL)
    json_object_set_string_member (request, "staff", staff);
  answer = hall_ask (hall, request);

  return g_strdup (th_member_text (answer, "booking"));
}

/* Wednesday, ten to ten; window 10 is open. */
static void
next_morning (Hall *hall)
{
  hall_wait (hall, 24 * 3600 + 50 * 60);
  hall_tell (hall, th_desk_request ("window.open", "window", "s", "10", "staff", "s", "010", "pin", "s", "0010", NULL));
}

static guint
rows_of (ThCheckIn *check_in)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (hall_part (check_in, "list"), (int) n) != NULL)
    n++;

  return n;
}

static void
test_check_in (Hall *hall, gconstpointer data)
{
  g_autofree char *one = book (hall, 0, "10:00", "010");
  g_autofree char *other = book (hall, 1, "11:30", NULL);
  ThPageReception *page;
  GtkEditable *entry;
  g_autofree char *said = NULL;
  g_autoptr (JsonObject) shown = NULL;

  next_morning (hall);
  hall_sign_in (hall, "009");
  page = TH_PAGE_RECEPTION (hall_show (hall, TH_TYPE_PAGE_RECEPTION));
  gtk_widget_activate_action (GTK_WIDGET (page), "page.arrival", NULL);
  HALL_UNTIL (rows_of (page->check_in) == 2);
  entry = GTK_EDITABLE (hall_part (page->check_in, "entry"));
  g_assert_null (th_check_in_request (page->check_in));

  /* A part that leaves two asks for a choice, one that leaves one does not. */
  gtk_editable_set_text (entry, "130");
  g_assert_cmpuint (rows_of (page->check_in), ==, 2);
  g_assert_null (th_check_in_request (page->check_in));
  gtk_editable_set_text (entry, "13000000002");
  g_assert_cmpuint (rows_of (page->check_in), ==, 1);
  said = th_check_in_describe (page->check_in);
  g_assert_nonnull (strstr (said, "11:15"));
  th_page_reception_check_in (page);
  HALL_UNTIL (!page->busy);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "13000000002");

  g_assert_true (th_page_reveal (TH_PAGE (page), "booking", one));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, one);
  th_page_reception_check_in (page);
  HALL_UNTIL (g_strcmp0 (gtk_label_get_label (page->taken_number), "G001") == 0);
  g_assert_nonnull (strstr (gtk_label_get_label (page->taken_ahead), "10"));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  shown = hall_ask (hall, th_desk_request ("booking.show", "booking", "s", one, NULL));
  g_assert_cmpstr (th_member_text (shown, "ticket"), ==, "G001");

  /* Whoever signs out takes the list along. */
  th_session_sign_out (hall->session);
  HALL_UNTIL (rows_of (page->check_in) == 0);
}

/* --- the window --- */

static void
test_case (Hall *hall, gconstpointer data)
{
  g_autofree char *one = book (hall, 0, "10:00", "010");
  g_autofree char *other = book (hall, 1, "14:00", "010");
  ThPageWindow *page;

  next_morning (hall);
  hall_tell (hall, th_desk_request ("ticket.issue", "queue", "s", "G", NULL));
  hall_tell (hall, th_desk_request ("booking.check_in", "booking", "s", one, NULL));
  hall_sign_in (hall, "010");
  HALL_UNTIL (th_session_get_window (hall->session) != NULL);
  page = TH_PAGE_WINDOW (hall_show (hall, TH_TYPE_PAGE_WINDOW));
  HALL_UNTIL (page->view != NULL && page->view->next != NULL);
  g_assert_cmpstr (page->view->next, ==, "G002");
  g_assert_true (page->view->next_named);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page->booking_case)));
  HALL_UNTIL (gtk_widget_get_visible (hall_part (page->line, "booking_card")));
  g_assert_cmpstr (hall_label (page->line, "booking_time"), ==, "14:00");

  gtk_widget_activate_action (GTK_WIDGET (page), "page.call", NULL);
  HALL_UNTIL (gtk_widget_get_visible (GTK_WIDGET (page->booking_case)));
  g_assert_cmpstr (hall_label (page->booking_case, "code"), ==, one);
  g_assert_cmpstr (hall_label (page->booking_case, "slot"), ==, "10:00–10:30");
  HALL_UNTIL (page->view->seat == TH_SEAT_CALLED && !page->busy);
  gtk_widget_activate_action (GTK_WIDGET (page), "page.start", NULL);
  HALL_UNTIL (page->view->seat == TH_SEAT_SERVING && !page->busy);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page->hand_over)));
  g_assert_nonnull (strstr (gtk_label_get_label (page->hand_over), "U-key"));
  gtk_widget_activate_action (GTK_WIDGET (page), "page.finish", NULL);
  HALL_UNTIL (page->view->seat == TH_SEAT_IDLE);
  HALL_UNTIL (!gtk_widget_get_visible (GTK_WIDGET (page->booking_case)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page->hand_over)));
}

/* --- notices --- */

static void
notice_cb (ThNotify *notify, const char *title, const char *body, GPtrArray *titles)
{
  g_ptr_array_add (titles, g_strdup (title));
}

static guint
count (GPtrArray *titles, const char *part)
{
  guint n = 0;

  for (guint i = 0; i < titles->len; i++)
    n += strstr (titles->pdata[i], part) != NULL;

  return n;
}

static void
test_notices (Hall *hall, gconstpointer data)
{
  g_autofree char *one = book (hall, 0, "10:00", "010");
  g_autofree char *other = book (hall, 1, "11:30", "010");
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  ThFeed *floor = th_session_get_floor (hall->session);
  g_autoptr (ThNotify) notify = th_notify_new (hall->session);

  g_signal_connect (notify, "notice", G_CALLBACK (notice_cb), titles);
  th_feed_set_active (floor, TRUE);
  next_morning (hall);
  hall_sign_in (hall, "010");
  HALL_UNTIL (count (titles, "10:00") == 1);                  /* the forms are to be printed */
  hall_tell (hall, th_desk_request ("booking.check_in", "booking", "s", one, NULL));
  HALL_UNTIL (count (titles, one) == 1);

  /* Served and finished: nothing of that is told again, and what follows not before its day. */
  hall_tell (hall, th_desk_request ("ticket.call", "window", "s", "10", NULL));
  hall_tell (hall, th_desk_request ("ticket.start", "window", "s", "10", NULL));
  hall_tell (hall, th_desk_request ("ticket.finish", "window", "s", "10", NULL));
  hall_wait (hall, 90 * 60);
  th_session_refresh (hall->session);
  HALL_UNTIL (count (titles, "11:30") == 1);
  g_assert_cmpuint (count (titles, one), ==, 1);
  g_assert_cmpuint (count (titles, "U-key"), ==, 0);

  /* Three working days later, after the holidays. */
  hall_wait (hall, 8 * 24 * 3600);
  th_session_sign_out (hall->session);
  hall_sign_in (hall, "010");
  HALL_UNTIL (count (titles, "U-key") == 1);

  /* Whoever did not finish it and does not manage the hall is not told. */
  th_session_sign_out (hall->session);
  hall_sign_in (hall, "012");
  th_session_sign_out (hall->session);
  hall_sign_in (hall, "020");
  HALL_UNTIL (count (titles, "U-key") == 2);
}

/* --- the floor --- */

static void
test_focus (Hall *hall, gconstpointer data)
{
  GtkWidget *page = hall_show (hall, TH_TYPE_PAGE_HALL);
  GtkWidget *floor = hall_part (page, "floor");

  HALL_UNTIL (gtk_widget_get_first_child (floor) != NULL);
  th_page_focus_start (TH_PAGE (page));
  HALL_UNTIL (gtk_window_get_focus (GTK_WINDOW (hall->window)) == gtk_widget_get_first_child (floor));
  /* Asked again, as after an import, it stays. */
  th_page_focus_start (TH_PAGE (page));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (hall->window)) == gtk_widget_get_first_child (floor));
  g_assert_cmpstr (hall_label (page, "bookings"), ==, "");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/arrival/numbers", test_numbers);
  g_test_add_func ("/arrival/masked", test_masked);
  g_test_add ("/arrival/check-in", Hall, THE_DAY_BEFORE, hall_set_up, test_check_in, hall_tear_down);
  g_test_add ("/arrival/case", Hall, THE_DAY_BEFORE, hall_set_up, test_case, hall_tear_down);
  g_test_add ("/arrival/notices", Hall, THE_DAY_BEFORE, hall_set_up, test_notices, hall_tear_down);
  g_test_add ("/arrival/focus", Hall, NULL, hall_set_up, test_focus, hall_tear_down);

  return g_test_run ();
}
