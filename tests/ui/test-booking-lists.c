/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The lists beside the week on a real store: who is late, whom to remind, what
 * is overdue, who may not book. With TIDEHALL_PICTURES it leaves a picture of
 * each in that folder. */

#include "booking-fixture.h"
#include "hall-fixture.h"

#include "th-booking-lists.h"
#include "th-booking-people.h"
#include "th-booking-remind.h"
#include "th-booking-today.h"
#include "th-day.h"
#include "th-followups.h"
#include "th-text.h"

#define BEFORE "2026-04-28T09:00:00+08:00"

typedef struct
{
  guint opened, moved, arrived, cancelled;
  char *code;
} Told;

/* A company that cannot exist, for its division is none. */
static char *
company_number (int number)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  g_autofree char *body = g_strdup_printf ("91429999MADE%05d", number);
  int sum = 0, weight = 1;

  for (int i = 0; i < 17; i++)
    {
      sum += (int) (strchr (alphabet, body[i]) - alphabet) * weight;
      weight = weight * 3 % 31;
    }
  return g_strdup_printf ("%s%c", body, alphabet[(31 - sum % 31) % 31]);
}

static char *
book (Hall *self, int number, const char *start, const char *name, gboolean phone)
{
  JsonObject *request = th_desk_request ("booking.make", "slot", "s", start, "channel", "s", "phone", NULL), *party = json_object_new ();
  JsonArray *matters = json_array_new ();
  g_autofree char *id = company_number (number), *tel = g_strdup_printf ("1300000%04d", number);
  g_autoptr (JsonObject) answer = NULL;

  json_object_set_string_member (party, "kind", "company");
  json_object_set_string_member (party, "id_kind", "uscc");
  json_object_set_string_member (party, "id", id);
  json_object_set_string_member (party, "name", name);
  if (phone)
    json_object_set_string_member (party, "phone", tel);
  json_object_set_object_member (request, "party", party);
  json_array_add_string_element (matters, "G01");
  json_object_set_array_member (request, "matters", matters);
  answer = hall_ask (self, request);
  return g_strdup (th_member_text (answer, "booking"));
}

static void
give_places (Hall *self, const char *day)
{
  hall_tell (self, th_desk_request ("booking.override", "day", "s", day, "queue", "s", "G", "places", "i", (gint64) 3,
                                    "public_places", "i", (gint64) 2, "reason", "s", "试验", NULL));
}

static void
move_clock (Hall *self, const char *to)
{
  g_assert_true (th_clock_advance_to (self->clock, th_instant_parse (to)));
}

static void
told_cb (Told *told, const char *code, GtkWidget *lists)
{
  g_free (told->code);
  told->code = g_strdup (code);
}

static void
opened_cb (GtkWidget *lists, const char *code, Told *told)
{
  told->opened++;
  told_cb (told, code, lists);
}

static void
moved_cb (GtkWidget *lists, const char *code, Told *told)
{
  told->moved++;
  told_cb (told, code, lists);
}

static void
arrived_cb (GtkWidget *lists, const char *code, Told *told)
{
  told->arrived++;
  told_cb (told, code, lists);
}

static void
cancelled_cb (GtkWidget *lists, const char *code, Told *told)
{
  told->cancelled++;
  told_cb (told, code, lists);
}

static ThBookingLists *
show_lists (Hall *self, const char *name, Told *told)
{
  GtkWidget *lists = th_booking_lists_new (self->session);

  gtk_widget_set_vexpand (lists, TRUE);
  th_booking_lists_show (TH_BOOKING_LISTS (lists), name);
  g_signal_connect (lists, "open", G_CALLBACK (opened_cb), told);
  g_signal_connect (lists, "move", G_CALLBACK (moved_cb), told);
  g_signal_connect (lists, "check-in", G_CALLBACK (arrived_cb), told);
  g_signal_connect (lists, "cancel", G_CALLBACK (cancelled_cb), told);
  self->window = booking_show (lists, 756, 560);
  return TH_BOOKING_LISTS (lists);
}

static void
set_up (Hall *self, gconstpointer data)
{
  hall_set_up (self, BEFORE);
  give_places (self, "2026-04-29");
  give_places (self, "2026-04-30");
}

/* --- today ------------------------------------------------------------------- */

static void
test_today (Hall *self, gconstpointer data)
{
  g_autofree char *first = book (self, 1, "2026-04-29T09:00:00+08:00", "示范区澄湖科技有限公司", TRUE);
  g_autofree char *second = book (self, 2, "2026-04-29T14:30:00+08:00", "示范区云汀商贸有限公司", TRUE);
  g_autofree char *third = book (self, 3, "2026-04-29T16:00:00+08:00", "示范区海棠工坊", TRUE);
  Told told = { 0 };
  ThBookingLists *lists;
  ThBookingList *list;

  move_clock (self, "2026-04-29T08:50:00+08:00");
  hall_tell (self, th_desk_request ("booking.check_in", "booking", "s", first, NULL));
  move_clock (self, "2026-04-29T14:42:00+08:00");
  hall_sign_in (self, "009");
  lists = show_lists (self, "today", &told);
  list = th_booking_today_get_list (TH_BOOKING_TODAY (th_booking_lists_get (lists, "today")));
  HALL_UNTIL (th_booking_list_get_n (list) == 3);
  booking_settle (self->window);
  booking_draw (self->window, "today");
  g_assert_cmpstr (th_booking_row_get_code (th_booking_list_get_row (list, 1)), ==, second);
  g_assert_nonnull (strstr (th_booking_row_get_state (th_booking_list_get_row (list, 0)), " G"));
  booking_says (th_booking_row_get_state (th_booking_list_get_row (list, 1)), "12 min late");
  booking_says (th_booking_row_get_state (th_booking_list_get_row (list, 2)), "not here yet");

  /* Keys on the row; C does nothing for who is here already. */
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (lists)));
  g_assert_true (booking_focus (self->window) == GTK_WIDGET (th_booking_list_get_row (list, 0)));
  g_assert_true (booking_press (self->window, "c"));
  g_assert_cmpuint (told.arrived, ==, 0);
  g_assert_true (booking_press (self->window, "Down"));
  g_assert_true (booking_focus (self->window) == GTK_WIDGET (th_booking_list_get_row (list, 1)));
  g_assert_true (booking_press (self->window, "c"));
  g_assert_cmpuint (told.arrived, ==, 1);
  g_assert_cmpstr (told.code, ==, second);
  g_assert_true (booking_press (self->window, "m"));
  g_assert_true (booking_press (self->window, "Delete"));
  g_assert_cmpuint (told.moved, ==, 1);
  g_assert_cmpuint (told.cancelled, ==, 1);

  /* Somebody else checks them in: the row says so and keeps the focus. */
  hall_tell (self, th_desk_request ("booking.check_in", "booking", "s", second, NULL));
  HALL_UNTIL (strstr (th_booking_row_get_state (th_booking_list_get_row (list, 1)), " G") != NULL);
  g_assert_true (booking_focus (self->window) == GTK_WIDGET (th_booking_list_get_row (list, 1)));
  g_free (told.code);
}

/* --- reminding ----------------------------------------------------------------- */

/* Whether something is written; a file is there before its text. */
static gboolean
read_again (const char *path, char **text)
{
  g_clear_pointer (text, g_free);
  return g_file_get_contents (path, text, NULL, NULL) && **text != '\0';
}

static void
test_remind (Hall *self, gconstpointer data)
{
  g_autofree char *first = book (self, 1, "2026-04-30T09:00:00+08:00", "示范区澄湖科技有限公司", TRUE);
  g_autofree char *second = book (self, 2, "2026-04-30T10:00:00+08:00", "示范区云汀商贸有限公司", FALSE);
  g_autofree char *path = g_build_filename (self->folder, "sms.csv", NULL), *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Told told = { 0 };
  ThBookingLists *lists;
  ThBookingRemind *remind;
  ThBookingList *list;

  move_clock (self, "2026-04-29T15:12:00+08:00");
  hall_sign_in (self, "009");
  lists = show_lists (self, "tomorrow", &told);
  remind = TH_BOOKING_REMIND (th_booking_lists_get (lists, "tomorrow"));
  list = th_booking_remind_get_list (remind);
  HALL_UNTIL (th_booking_list_get_n (list) == 2);
  booking_says (th_booking_row_get_state (th_booking_list_get_row (list, 0)), "not reminded");
  booking_says (th_booking_row_get_state (th_booking_list_get_row (list, 1)), "no telephone");

  /* The file has the telephone whole, the screen says who was reminded. */
  th_booking_remind_write (remind, file, FALSE);
  HALL_UNTIL (read_again (path, &text));
  booking_settle (self->window);
  booking_says (th_booking_row_get_state (th_booking_list_get_row (list, 0)), "reminded");
  g_assert_nonnull (strstr (text, "13000000001"));
  g_assert_nonnull (strstr (text, first));
  g_assert_null (strstr (text, second));
  booking_draw (self->window, "tomorrow");
  g_free (told.code);
}

/* --- what is to be done ---------------------------------------------------------- */

static void
serve (Hall *self, const char *booking)
{
  hall_tell (self, th_desk_request ("booking.check_in", "booking", "s", booking, NULL));
  hall_tell (self, th_desk_request ("ticket.call", "window", "s", "10", NULL));
  hall_tell (self, th_desk_request ("ticket.start", "window", "s", "10", NULL));
  hall_wait (self, 600);
  hall_tell (self, th_desk_request ("ticket.finish", "window", "s", "10", NULL));
}

static void
test_followups (Hall *self, gconstpointer data)
{
  g_autofree char *first = book (self, 1, "2026-04-29T09:00:00+08:00", "示范区澄湖科技有限公司", TRUE);
  g_autofree char *second = book (self, 2, "2026-04-30T09:30:00+08:00", "示范区云汀商贸有限公司", TRUE);
  Told told = { 0 };
  ThBookingLists *lists;
  ThFollowups *list;

  move_clock (self, "2026-04-29T08:50:00+08:00");
  hall_tell (self, th_desk_request ("window.open", "window", "s", "10", "staff", "s", "019", "pin", "s", "0019", "duty", "s", "G", NULL));
  serve (self, first);
  move_clock (self, "2026-04-30T09:20:00+08:00");
  hall_tell (self, th_desk_request ("window.open", "window", "s", "10", "staff", "s", "019", "pin", "s", "0019", "duty", "s", "G", NULL));
  serve (self, second);
  move_clock (self, "2026-05-08T10:00:00+08:00");
  hall_sign_in (self, "009");
  lists = show_lists (self, "followups", &told);
  list = TH_FOLLOWUPS (th_booking_lists_get (lists, "followups"));
  HALL_UNTIL (th_followups_get_n (list) == 2);
  booking_draw (self->window, "followups");
  g_assert_cmpstr (th_followup_row_get_booking (th_followups_get_row (list, 0)), ==, first);
  booking_says (th_followup_row_get_due (th_followups_get_row (list, 0)), "overdue 1 working day");
  booking_says (th_followup_row_get_due (th_followups_get_row (list, 1)), "due today");

  th_followup_row_finish (th_followups_get_row (list, 0), "EX123456");
  HALL_UNTIL (th_followups_get_n (list) == 1);
  g_assert_cmpstr (th_followup_row_get_booking (th_followups_get_row (list, 0)), ==, second);
  g_free (told.code);
}

/* --- people ------------------------------------------------------------------------ */

static void
test_people (Hall *self, gconstpointer data)
{
  g_autofree char *code = book (self, 1, "2026-04-30T09:00:00+08:00", "示范区澄湖科技有限公司", TRUE);
  g_autoptr (JsonObject) found = NULL;
  Told told = { 0 };
  ThBookingLists *lists;
  ThBookingPeople *people;

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *other = book (self, 2, i == 0 ? "2026-04-29T10:00:00+08:00" : "2026-04-30T10:00:00+08:00", "示范区云汀商贸有限公司", TRUE);

      hall_tell (self, th_desk_request ("booking.cancel", "booking", "s", other, "reason", "s", "试验", NULL));
    }
  hall_sign_in (self, "009");
  lists = show_lists (self, "people", &told);
  people = TH_BOOKING_PEOPLE (th_booking_lists_get (lists, "people"));
  booking_draw (self->window, "people-nobody");
  found = hall_ask (self, th_desk_request ("party.find", "text", "s", "澄湖", NULL));
  th_booking_people_show (people, th_member_element (th_member_array (found, "parties"), 0));
  HALL_UNTIL (th_booking_list_get_n (th_booking_people_get_list (people)) == 1);
  booking_draw (self->window, "people");
  g_assert_cmpstr (th_booking_row_get_code (th_booking_list_get_row (th_booking_people_get_list (people), 0)), ==, code);
  g_clear_pointer (&found, json_object_unref);
  found = hall_ask (self, th_desk_request ("party.find", "text", "s", "云汀", NULL));
  th_booking_people_show (people, th_member_element (th_member_array (found, "parties"), 0));
  HALL_UNTIL (th_booking_list_get_n (th_booking_people_get_list (people)) == 2);
  booking_draw (self->window, "people-paused");
  g_free (told.code);
}

static void
test_empty (Hall *self, gconstpointer data)
{
  static const char *const names[] = { "today", "tomorrow", "followups" };
  Told told = { 0 };
  ThBookingLists *lists;

  hall_sign_in (self, "009");
  lists = show_lists (self, "today", &told);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *picture = g_strconcat (names[i], "-empty", NULL);

      th_booking_lists_show (lists, names[i]);
      booking_settle (self->window);
      booking_draw (self->window, picture);
    }
}

/* --- Tab ------------------------------------------------------------------------ */

/* What can have the focus inside @widget, not counting the parts of one control. */
static void
collect (GtkWidget *widget, GHashTable *all)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_mapped (child) || !gtk_widget_get_sensitive (child))
        continue;
      if (GTK_IS_BUTTON (child) || GTK_IS_CHECK_BUTTON (child) || GTK_IS_TEXT (child))
        g_hash_table_add (all, child);
      else
        collect (child, all);
    }
}

/* One way round the window: takes from @all what it came by. */
static void
walk (GtkWidget *window, GtkDirectionType direction, GHashTable *all)
{
  for (guint i = 0; i < 60; i++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (window, direction);
      for (focus = booking_focus (window); focus != NULL; focus = gtk_widget_get_parent (focus))
        g_hash_table_remove (all, focus);
    }
}

/* Tab reaches every button, and leaves every list again. */
static void
test_tab (Hall *self, gconstpointer data)
{
  static const char *const names[] = { "today", "tomorrow", "followups", "people" };
  static const GtkDirectionType ways[] = { GTK_DIR_TAB_FORWARD, GTK_DIR_TAB_BACKWARD };
  g_autofree char *today = book (self, 1, "2026-04-29T09:00:00+08:00", "示范区澄湖科技有限公司", TRUE);
  g_autofree char *tomorrow = book (self, 2, "2026-04-30T09:00:00+08:00", "示范区临江商贸有限公司", TRUE);
  Told told = { 0 };
  ThBookingLists *lists;

  hall_sign_in (self, "009");
  lists = show_lists (self, "today", &told);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint k = 0; k < G_N_ELEMENTS (ways); k++)
      {
        g_autoptr (GHashTable) all = g_hash_table_new (NULL, NULL);
        GHashTableIter iter;
        gpointer missed;

        th_booking_lists_show (lists, names[i]);
        booking_settle (self->window);
        gtk_widget_grab_focus (GTK_WIDGET (lists));
        collect (GTK_WIDGET (lists), all);
        g_test_message ("%s: %u to reach", names[i], g_hash_table_size (all));
        walk (self->window, ways[k], all);
        g_hash_table_iter_init (&iter, all);
        while (g_hash_table_iter_next (&iter, &missed, NULL))
          g_test_fail_printf ("%s, way %u: %s %s is not reached", names[i], k, G_OBJECT_TYPE_NAME (missed),
                              GTK_IS_BUTTON (missed) && gtk_button_get_label (missed) != NULL ? gtk_button_get_label (missed) : "");
      }
}

#define ADD(name, test) g_test_add ("/booking-lists/" name, Hall, NULL, set_up, test, hall_tear_down)

int
main (int argc, char **argv)
{
  booking_init (&argc, &argv);
  ADD ("today", test_today);
  ADD ("remind", test_remind);
  ADD ("followups", test_followups);
  ADD ("people", test_people);
  ADD ("empty", test_empty);
  ADD ("tab", test_tab);
  return g_test_run ();
}
