/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The public board on a real store: what people in the hall read, how soon,
 * and what they never read. */

#include "hall-fixture.h"

#include "th-board-call.h"
#include "th-board-leave.h"
#include "th-board-lines.h"
#include "th-board.h"
#include "th-text.h"

static ThBoard *
show_board (Hall *self)
{
  self->window = th_board_new (NULL, self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  HALL_UNTIL (gtk_widget_get_mapped (self->window) && *hall_label (self->window, "hall") != '\0');

  return TH_BOARD (self->window);
}

static ThBoardCall *
row (ThBoard *board, int i)
{
  GtkWidget *child = gtk_widget_get_first_child (hall_part (board, "calls"));

  while (i-- > 0)
    child = gtk_widget_get_next_sibling (child);

  return TH_BOARD_CALL (child);
}

static const char *
page (ThBoard *board, const char *stack)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (hall_part (board, stack)));
}

static void
open_window (Hall *self, const char *window, const char *staff)
{
  g_autofree char *pin = g_strconcat ("0", staff, NULL);

  hall_tell (self, th_desk_request ("window.open", "window", "s", window, "staff", "s", staff, "pin", "s", pin, NULL));
}

static void
issue (Hall *self, const char *queue)
{
  hall_tell (self, th_desk_request ("ticket.issue", "queue", "s", queue, NULL));
}

static char *
call (Hall *self, const char *window)
{
  g_autoptr (JsonObject) answer = hall_ask (self, th_desk_request ("ticket.call", "window", "s", window, NULL));

  return g_strdup (th_member_text (answer, "ticket"));
}

static void
test_empty (Hall *self, gconstpointer data)
{
  ThBoard *board = show_board (self);
  ThBoardLines *lines = hall_part (board, "lines");

  g_assert_cmpstr (page (board, "body"), ==, "open");
  g_assert_cmpstr (page (board, "left"), ==, "welcome");
  g_assert_nonnull (strstr (hall_label (board, "welcome_hours"), "09:00"));
  g_assert_cmpuint (th_board_lines_get_n (lines), ==, 10);
  g_assert_cmpuint (th_board_lines_get_people (lines, 0), ==, 0);
  g_assert_cmpstr (hall_label (board, "clock"), ==, "9:30");
  g_assert_nonnull (strstr (hall_label (board, "filing_text"), "today"));
}

/* Newest on top; each call is inverted for its own ten seconds. */
static void
test_calls (Hall *self, gconstpointer data)
{
  ThBoard *board = show_board (self);
  g_autofree char *first = NULL, *second = NULL;

  open_window (self, "1", "001");
  open_window (self, "2", "002");
  for (int i = 0; i < 4; i++)
    issue (self, "T");

  first = call (self, "1");
  HALL_UNTIL (g_strcmp0 (th_board_call_get_ticket (row (board, 0)), first) == 0);
  g_assert_cmpstr (page (board, "left"), ==, "calls");
  g_assert_true (th_board_call_get_calling (row (board, 0)));
  g_assert_null (th_board_call_get_ticket (row (board, 1)));

  hall_wait (self, 6);
  second = call (self, "2");
  HALL_UNTIL (g_strcmp0 (th_board_call_get_ticket (row (board, 0)), second) == 0);
  g_assert_cmpstr (th_board_call_get_ticket (row (board, 1)), ==, first);
  g_assert_true (th_board_call_get_calling (row (board, 0)));
  g_assert_true (th_board_call_get_calling (row (board, 1)));

  hall_wait (self, 5);
  HALL_UNTIL (!th_board_call_get_calling (row (board, 1)));
  g_assert_true (th_board_call_get_calling (row (board, 0)));
  hall_wait (self, 6);
  HALL_UNTIL (!th_board_call_get_calling (row (board, 0)));

  /* Called again, it is on top and inverted again. */
  hall_wait (self, 30);
  hall_tell (self, th_desk_request ("ticket.recall", "window", "s", "1", NULL));
  HALL_UNTIL (g_strcmp0 (th_board_call_get_ticket (row (board, 0)), first) == 0);
  g_assert_true (th_board_call_get_calling (row (board, 0)));
}

/* The longest line first; a board never scrolls to show it. */
static void
test_lines (Hall *self, gconstpointer data)
{
  ThBoard *board = show_board (self);
  ThBoardLines *lines = hall_part (board, "lines");

  issue (self, "S");
  for (int i = 0; i < 3; i++)
    issue (self, "G");
  HALL_UNTIL (th_board_lines_get_people (lines, 0) == 3);
  g_assert_cmpstr (th_board_lines_get_queue (lines, 0), ==, "G");
  g_assert_cmpstr (th_board_lines_get_queue (lines, 1), ==, "S");
  g_assert_cmpuint (th_board_lines_get_people (lines, 1), ==, 1);
  g_assert_cmpuint (th_board_lines_get_people (lines, 9), ==, 0);
}

static void
test_foot (Hall *self, gconstpointer data)
{
  ThBoard *board = show_board (self);

  open_window (self, "1", "001");
  HALL_UNTIL (strstr (hall_label (board, "windows"), "1 window open") != NULL);
  hall_tell (self, th_desk_request ("window.pause", "window", "s", "1", "reason", "s", "meeting", NULL));
  HALL_UNTIL (strstr (hall_label (board, "windows"), "Window 01 paused") != NULL);

  /* Why is nobody's business in public. */
  g_assert_null (strstr (hall_label (board, "windows"), "meeting"));
}

/* Outside the hours with all windows closed: when to come again. */
static void
test_closed (Hall *self, gconstpointer data)
{
  ThBoard *board = show_board (self);

  HALL_UNTIL (g_strcmp0 (page (board, "body"), "closed") == 0);
  g_assert_nonnull (strstr (hall_label (board, "next_opening"), "April 21"));
  g_assert_nonnull (strstr (hall_label (board, "next_opening"), "9:00"));
}

/* --- never a name --- */

static void
collect (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, text);
}

static void
test_no_names (Hall *self, gconstpointer data)
{
  ThBoard *board = show_board (self);
  g_autoptr (JsonObject) hall = hall_ask (self, th_desk_request ("hall.show", NULL));
  JsonArray *staff = th_member_array (hall, "staff");
  g_autoptr (GString) text = g_string_new (NULL);
  JsonObject *party = json_object_new ();
  g_autofree char *ticket = NULL;

  json_object_set_string_member (party, "kind", "person");
  json_object_set_string_member (party, "id_kind", "passport");
  json_object_set_string_member (party, "id", "E12345678");
  json_object_set_string_member (party, "name", "Zhang Weiming");
  open_window (self, "1", "001");
  hall_tell (self, th_desk_request ("ticket.issue", "queue", "s", "T", "party", "n",
                                    json_node_init_object (json_node_alloc (), party), NULL));
  json_object_unref (party);
  ticket = call (self, "1");
  HALL_UNTIL (g_strcmp0 (th_board_call_get_ticket (row (board, 0)), ticket) == 0);

  collect (GTK_WIDGET (board), text);
  g_assert_nonnull (strstr (text->str, ticket));
  g_assert_null (strstr (text->str, "Zhang"));
  g_assert_null (strstr (text->str, "E123"));
  for (guint i = 0; i < json_array_get_length (staff); i++)
    {
      g_assert_null (strstr (text->str, th_member_text (th_member_element (staff, i), "zh")));
      g_assert_null (strstr (text->str, th_member_text (th_member_element (staff, i), "en")));
    }
}

/* --- leaving --- */

static void
try_to_leave (ThBoard *board, const char *staff, const char *pin)
{
  ThBoardLeave *leave = hall_part (board, "leave");

  gtk_editable_set_text (GTK_EDITABLE (hall_part (leave, "staff")), staff);
  gtk_editable_set_text (GTK_EDITABLE (hall_part (leave, "pin")), pin);
  gtk_widget_activate_action (GTK_WIDGET (leave), "board.confirm", NULL);
}

static void
gone_cb (gpointer data, GObject *board)
{
  *(gboolean *) data = TRUE;
}

static void
test_leave (Hall *self, gconstpointer data)
{
  ThBoard *board = show_board (self);
  ThBoardLeave *leave = hall_part (board, "leave");
  gboolean gone = FALSE;

  /* Nothing takes the focus; closing the window asks first. */
  g_assert_null (gtk_window_get_focus (GTK_WINDOW (board)));
  g_assert_false (th_board_leave_is_open (leave));
  gtk_window_close (GTK_WINDOW (board));
  g_assert_true (th_board_leave_is_open (leave));
  gtk_widget_activate_action (GTK_WIDGET (leave), "board.stay", NULL);
  g_assert_false (th_board_leave_is_open (leave));

  gtk_widget_activate_action (GTK_WIDGET (board), "board.leave", NULL);
  g_assert_true (th_board_leave_is_open (leave));
  try_to_leave (board, "020", "9999");
  HALL_UNTIL (*hall_label (leave, "message") != '\0');
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (board)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (hall_part (leave, "pin"))), ==, "");

  g_object_weak_ref (G_OBJECT (board), gone_cb, &gone);
  try_to_leave (board, "020", "0020");
  HALL_UNTIL (gone);
  self->window = NULL;

  /* Who opened the way out does not act here. */
  g_assert_null (th_desk_get_actor (self->desk));
}

/* --- the link to the store --- */

typedef struct
{
  GMutex   lock;
  gboolean held;
} Block;

/* Keeps the reader busy, as a disk that does not answer would. */
static gboolean
block_work (ThDatabase *db, gpointer data, GError **error)
{
  Block *block = data;

  g_atomic_int_set (&block->held, TRUE);
  g_mutex_lock (&block->lock);
  g_mutex_unlock (&block->lock);

  return TRUE;
}

/* Ten seconds without an answer: the board says that it may be late, and keeps
 * what it showed. */
static void
test_link_lost (Hall *self, gconstpointer data)
{
  ThBoard *board = show_board (self);
  ThBoardLines *lines = hall_part (board, "lines");
  Block block = { 0 };

  issue (self, "S");
  HALL_UNTIL (th_board_lines_get_people (lines, 0) == 1);
  g_assert_false (gtk_widget_get_visible (hall_part (board, "band")));

  g_mutex_init (&block.lock);
  g_mutex_lock (&block.lock);
  th_store_read_async (self->store, block_work, &block, NULL, NULL, NULL);
  HALL_UNTIL (g_atomic_int_get (&block.held));
  hall_wait (self, 11);
  HALL_UNTIL (gtk_widget_get_visible (hall_part (board, "band")));
  g_assert_nonnull (strstr (hall_label (board, "band_text"), "may be late"));
  g_assert_cmpuint (th_board_lines_get_people (lines, 0), ==, 1);

  g_mutex_unlock (&block.lock);
  HALL_UNTIL (!gtk_widget_get_visible (hall_part (board, "band")));
  g_mutex_clear (&block.lock);
}

/* A notice of the hall has a band of its own. */
static void
test_notice (Hall *self, gconstpointer data)
{
  ThBoard *board = show_board (self);

  hall_tell (self, th_desk_request ("settings.set", "key", "s", "board.notice",
                                    "value", "n", json_node_init_string (json_node_alloc (), "Window 6 is open"), NULL));
  HALL_UNTIL (gtk_widget_get_visible (hall_part (board, "band")));
  g_assert_cmpstr (hall_label (board, "band_text"), ==, "Window 6 is open");
}

/* --- other processes, other sizes --- */

static void
test_other_process (Hall *self, gconstpointer data)
{
  const char *ctl = g_getenv ("TIDEHALLCTL");
  ThBoard *board = show_board (self);
  ThBoardLines *lines = hall_part (board, "lines");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begun;

  if (ctl == NULL)
    {
      g_test_skip ("tidehallctl is not built");
      return;
    }

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
                              ctl, "--store", self->path, "commands", "--clock", "manual", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, "{\"do\":\"ticket.issue\",\"queue\":\"R\",\"at\":\"2026-04-20T09:30:01+08:00\"}\n",
                                 NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  begun = g_get_monotonic_time ();
  HALL_UNTIL (th_board_lines_get_people (lines, 0) == 1);
  g_assert_cmpstr (th_board_lines_get_queue (lines, 0), ==, "R");
  g_assert_cmpint (g_get_monotonic_time () - begun, <, G_USEC_PER_SEC);
}

static double
clock_size (ThBoard *board)
{
  PangoContext *context = gtk_widget_get_pango_context (hall_part (board, "clock"));

  return (double) pango_font_description_get_size (pango_context_get_font_description (context)) / PANGO_SCALE;
}

/* A small board is a small picture of a large one. */
static void
test_sizes (Hall *self, gconstpointer data)
{
  ThBoard *board = show_board (self);
  double large;

  HALL_UNTIL (gtk_widget_get_width (GTK_WIDGET (board)) > 1);
  large = clock_size (board) / gtk_widget_get_height (GTK_WIDGET (board));
  gtk_window_unfullscreen (GTK_WINDOW (board));
  gtk_window_set_default_size (GTK_WINDOW (board), 1280, 720);
  HALL_UNTIL (gtk_widget_get_height (GTK_WIDGET (board)) == 720);
  HALL_UNTIL (ABS (clock_size (board) / 720 - large) < 0.002);
}

#define ADD(name, when, function) \
  g_test_add ("/board/" name, Hall, when, hall_set_up, function, hall_tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("empty", NULL, test_empty);
  ADD ("calls", NULL, test_calls);
  ADD ("lines", NULL, test_lines);
  ADD ("foot", NULL, test_foot);
  ADD ("closed", "2026-04-20T20:00:00+08:00", test_closed);
  ADD ("no-names", NULL, test_no_names);
  ADD ("leave", NULL, test_leave);
  ADD ("link-lost", NULL, test_link_lost);
  ADD ("notice", NULL, test_notice);
  ADD ("other-process", NULL, test_other_process);
  ADD ("sizes", NULL, test_sizes);

  return g_test_run ();
}
