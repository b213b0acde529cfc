/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The Window and Reception pages on a real store: what is possible when, what
 * is said when it is not, and that the hall knows what the screen shows. */

#include <glib/gstdio.h>

#include "th-day.h"
#include "th-page-reception-private.h"
#include "th-page-window-private.h"
#include "th-picker.h"
#include "th-slip.h"
#include "th-text.h"
#include "th-theme.h"

#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  char      *folder;
  ThClock   *clock;
  ThStore   *store;
  ThDesk    *desk;
  ThSession *session;
  GtkWidget *window;
} Fixture;

/* --- the world ------------------------------------------------------------- */

static ThInstant
at (const char *time)
{
  g_autofree char *text = g_strdup_printf ("2026-04-20T%s+08:00", time);

  return th_instant_parse (text);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *hall = g_build_filename (g_getenv ("TIDEHALL_SOURCE_DIR"), "resources", "halls", "demo.json", NULL);
  g_autoptr (JsonObject) answer = NULL;

  self->folder = g_dir_make_tmp ("tidehall-window-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "hall.db", NULL);
  self->clock = th_clock_new_manual (at ("09:30:00"));
  self->store = th_store_open (path, TH_STORE_SCRATCH, self->clock, &error);
  g_assert_no_error (error);
  self->desk = th_desk_new (self->store, NULL, &error);
  g_assert_no_error (error);
  th_desk_set_actor (self->desk, "admin");
  answer = th_desk_ask (self->desk, th_desk_request ("hall.import", "file", "s", hall, NULL), &error);
  g_assert_no_error (error);
  th_desk_set_actor (self->desk, NULL);

  th_theme_get ();
  self->session = th_session_new ();
  th_session_set_desk (self->session, self->desk);
  self->window = gtk_window_new ();
  gtk_widget_add_css_class (self->window, "tidehall");
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 800);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->session);
  g_object_unref (self->desk);
  g_object_unref (self->store);
  th_clock_unref (self->clock);
  remove_folder (self->folder);
  g_free (self->folder);
}

/* Runs the loop until @condition holds. */
#define WAIT_FOR(condition) G_STMT_START \
  { \
    gint64 end_ = g_get_monotonic_time () + PATIENCE_US; \
    while (!(condition)) \
      { \
        g_assert_cmpint (g_get_monotonic_time (), <, end_); \
        g_main_context_iteration (NULL, FALSE); \
        g_usleep (500); \
      } \
  } \
  G_STMT_END

static gpointer
show_page (Fixture *self, GType type)
{
  GtkWidget *page = g_object_new (type, "session", self->session, NULL);

  gtk_window_set_child (GTK_WINDOW (self->window), page);
  gtk_window_present (GTK_WINDOW (self->window));
  WAIT_FOR (gtk_widget_get_mapped (page));

  return page;
}

/* Asks the hall as its owner, past the screen. */
static JsonObject *
ask (Fixture *self, JsonObject *request)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *actor = g_strdup (th_desk_get_actor (self->desk));
  JsonObject *answer;

  th_desk_set_actor (self->desk, "admin");
  answer = th_desk_ask (self->desk, request, &error);
  th_desk_set_actor (self->desk, actor);
  g_assert_no_error (error);

  return answer;
}

static void
take (Fixture *self, const char *matter)
{
  JsonArray *codes = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_array_add_string_element (codes, matter);
  json_node_take_array (node, codes);
  json_object_unref (ask (self, th_desk_request ("ticket.issue", "matters", "n", node, NULL)));
}

static char *
state_of (Fixture *self, const char *ticket)
{
  g_autoptr (JsonObject) shown = ask (self, th_desk_request ("ticket.show", "ticket", "s", ticket, NULL));

  return g_strdup (th_member_text (shown, "state"));
}

static void
assert_state (Fixture *self, const char *ticket, const char *expected)
{
  g_autofree char *state = state_of (self, ticket);

  g_assert_cmpstr (state, ==, expected);
}

static gboolean
ready (ThPageWindow *page, ThSeat seat)
{
  return !page->busy && page->view != NULL && page->view->seat == seat;
}

static void
type_in (GtkWidget *form, const char *label, const char *text)
{
  for (GtkWidget *w = gtk_widget_get_first_child (form); w != NULL; w = gtk_widget_get_next_sibling (w))
    {
      if (GTK_IS_EDITABLE (w) && !GTK_IS_TEXT (w))
        {
          g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (w), GTK_ACCESSIBLE_PROPERTY_LABEL, label);

          if (wrong == NULL)
            gtk_editable_set_text (GTK_EDITABLE (w), text);
        }
      else
        type_in (w, label, text);
    }
}

static ThPageWindow *
open_window (Fixture *self)
{
  ThPageWindow *page = show_page (self, TH_TYPE_PAGE_WINDOW);
  g_autofree char *chosen = NULL;

  WAIT_FOR (th_sign_in_form_get_window (page->sign_in_form) != NULL);
  chosen = g_strdup (th_sign_in_form_get_window (page->sign_in_form));
  type_in (GTK_WIDGET (page->sign_in_form), "Staff number", "012");
  type_in (GTK_WIDGET (page->sign_in_form), "PIN", "0012");
  g_signal_emit_by_name (th_sign_in_form_get_default (page->sign_in_form), "clicked");
  WAIT_FOR (ready (page, TH_SEAT_IDLE));
  g_assert_cmpstr (th_session_get_window (self->session), ==, chosen);

  return page;
}

static void
press (ThPageWindow *page, const char *action, ThSeat then)
{
  gtk_widget_activate_action (GTK_WIDGET (page), action, NULL);
  WAIT_FOR (ready (page, then));
}

static gboolean
enabled (gpointer button)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (button));
}

static void
assert_says (gpointer button, const char *name, const char *line)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, line);
}

/* --- rules without widgets -------------------------------------------------- */

typedef struct
{
  const char *state;
  const char *step;
  const char *ticket;      /* members of ticket, or NULL */
  int         waiting;
  const char *possible;    /* letters of the steps, in the order of ThStep */
  ThStep      asked;
  const char *line;
} StepCase;

static const StepCase step_cases[] = {
  { "closed", "idle", NULL, 3, "", TH_STEP_CALL, "Open this window first" },
  { "open", "idle", NULL, 0, "SX", TH_STEP_CALL, "Nobody to call" },
  { "open", "idle", NULL, 2, "cSX", TH_STEP_CALL, "Next: T001" },
  { "open", "idle", NULL, 2, "cSX", TH_STEP_START, "Call first" },
  { "open", "called", "\"calls\":1,\"called_at\":\"2026-04-20T09:29:50+08:00\"", 2, "shtpa", TH_STEP_RECALL, "In 10 s" },
  { "open", "called", "\"calls\":1,\"called_at\":\"2026-04-20T09:29:40+08:00\"", 2, "srhtpa", TH_STEP_RECALL, "Call 2 of 3" },
  { "open", "called", "\"calls\":2,\"called_at\":\"2026-04-20T09:29:40+08:00\"", 2, "srhtpa", TH_STEP_NO_SHOW, "Only after call 3" },
  { "open", "called", "\"calls\":3,\"called_at\":\"2026-04-20T09:29:40+08:00\"", 2, "smhtpa", TH_STEP_NO_SHOW, "Did not come" },
  { "open", "called", "\"calls\":3,\"called_at\":\"2026-04-20T09:29:41+08:00\"", 2, "shtpa", TH_STEP_NO_SHOW, "In 1 s" },
  { "open", "serving", "\"matters\":[]", 2, "fhtpa", TH_STEP_CALL, "Finish T009 first" },
  { "open", "serving", "\"matters\":[{\"state\":\"done\"},{\"state\":\"open\"}]", 2, "fhtpa", TH_STEP_FINISH,
    "1 of 2 ticked, the rest count as done" },
  { "open", "serving", "\"matters\":[{\"state\":\"open\"},{\"state\":\"open\"}]", 2, "fhtpa", TH_STEP_FINISH,
    "0 of 2 ticked, the rest count as done" },
  { "open", "serving", "\"matters\":[{\"state\":\"open\"}]", 2, "fhtpa", TH_STEP_FINISH, "Ends T009" },
  { "closing", "idle", NULL, 2, "", TH_STEP_CALL, "This window is closing" },
  { "paused", "idle", NULL, 2, "RX", TH_STEP_CALL, "Resume service first" },
};

static void
test_steps (void)
{
  static const char letters[] = "csfrmhutpSRXaz";
  ThInstant now = at ("09:30:00");

  for (gsize i = 0; i < G_N_ELEMENTS (step_cases); i++)
    {
      const StepCase *c = &step_cases[i];
      g_autofree char *ticket = c->ticket != NULL ? g_strdup_printf ("{\"ticket\":\"T009\",%s}", c->ticket) : g_strdup ("null");
      g_autofree char *text = g_strdup_printf (
        "{\"window\":\"3\",\"state\":\"%s\",\"step\":\"%s\",\"ticket\":%s,\"call_limit\":3,\"recall_s\":20,"
        "\"ahead\":{\"count\":%d,\"next\":[{\"ticket\":\"T001\"}]},\"held\":[],\"undo\":null}",
        c->state, c->step, ticket, c->waiting);
      g_autoptr (JsonNode) node = json_from_string (text, NULL);
      g_autoptr (ThWindowView) view = NULL;
      g_autoptr (GString) possible = g_string_new (NULL);
      g_autofree char *line = NULL;
      ThStep step;

      g_assert_nonnull (node);
      view = th_window_view_new (json_node_get_object (node));
      for (step = 0; step < TH_N_STEPS; step++)
        if (th_window_view_step (view, step, now, NULL))
          g_string_append_c (possible, letters[step]);

      g_test_message ("case %zu", i);
      g_assert_cmpstr (possible->str, ==, c->possible);
      th_window_view_step (view, c->asked, now, &line);
      g_assert_cmpstr (line, ==, c->line);
    }
}

static void
test_slip (void)
{
  g_autoptr (JsonNode) shown = json_from_string (
    "{\"ticket\":\"T027\",\"queue\":\"T\",\"entered\":\"2026-04-20T09:41:07+08:00\",\"matters\":[{\"code\":\"T02\"}],"
    "\"party\":{\"name\":\"Wang\"}}", NULL);
  g_autoptr (JsonNode) catalogue = json_from_string (
    "{\"queues\":[{\"prefix\":\"T\",\"zh\":\"税\",\"en\":\"General tax\"}],"
    "\"matters\":[{\"code\":\"T02\",\"zh\":\"账\",\"en\":\"Report\"}]}", NULL);
  g_autoptr (JsonNode) hall = json_from_string (
    "{\"hall\":{\"zh\":\"厅\",\"en\":\"Hall\"},\"windows\":[{\"no\":\"1\",\"duty\":\"T|N\",\"state\":\"open\"},"
    "{\"no\":\"2\",\"duty\":\"N>T\",\"state\":\"open\"},{\"no\":\"3\",\"duty\":\"T\",\"state\":\"open\"},"
    "{\"no\":\"5\",\"duty\":\"T\",\"state\":\"paused\"},{\"no\":\"7\",\"duty\":\"TT\",\"state\":\"open\"},"
    "{\"no\":\"8\",\"duty\":\"T\",\"state\":\"closed\"}]}", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (ThSlip) slip = th_slip_new (json_node_get_object (shown), 6, json_node_get_object (catalogue),
                                         json_node_get_object (hall), zone);
  g_autoptr (ThSlip) again = th_slip_new (json_node_get_object (shown), -1, json_node_get_object (catalogue), NULL, zone);

  g_assert_cmpstr (slip->hall, ==, "Hall");
  g_assert_cmpstr (slip->queue, ==, "General tax");
  g_assert_cmpstr (slip->number, ==, "T027");
  g_assert_cmpstr (slip->ahead, ==, "Ahead of you: 6 people");
  g_assert_cmpstr (slip->place, ==, "Windows: 1–3, 5");
  g_assert_cmpstr (slip->matters, ==, "Matters: Report");
  g_assert_cmpstr (slip->taken, ==, "Taken: 2026-04-20 09:41:07");
  g_assert_null (again->ahead);
  g_assert_null (again->place);
}

/* --- the Window page -------------------------------------------------------- */

static void
test_wrong_pin (Fixture *self, gconstpointer data)
{
  ThPageWindow *page = show_page (self, TH_TYPE_PAGE_WINDOW);
  GtkWidget *button = th_sign_in_form_get_default (page->sign_in_form);

  WAIT_FOR (th_sign_in_form_get_window (page->sign_in_form) != NULL);
  g_assert_false (gtk_widget_get_sensitive (button));
  type_in (GTK_WIDGET (page->sign_in_form), "Staff number", "012");
  type_in (GTK_WIDGET (page->sign_in_form), "PIN", "9999");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  WAIT_FOR (!page->busy);

  g_assert_null (th_session_get_window (self->session));
  g_assert_cmpstr (th_sign_in_form_get_staff (page->sign_in_form), ==, "012");
  g_assert_cmpstr (th_sign_in_form_get_pin (page->sign_in_form), ==, "");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "closed");
}

static void
test_serve (Fixture *self, gconstpointer data)
{
  ThPageWindow *page;
  GtkWindow *window = GTK_WINDOW (self->window);

  page = open_window (self);
  g_assert_cmpstr (th_session_get_staff_no (self->session), ==, "012");
  g_assert_false (enabled (page->call_button));
  assert_says (page->call_button, "Call next", "Nobody to call");

  take (self, "T02");
  WAIT_FOR (enabled (page->call_button));
  assert_says (page->call_button, "Call next", "Next: T001");
  g_assert_true (gtk_window_get_default_widget (window) == GTK_WIDGET (page->call_button));

  press (page, "page.call", TH_SEAT_CALLED);
  g_assert_cmpstr (gtk_label_get_label (page->number), ==, "T001");
  g_assert_false (enabled (page->call_button));
  assert_says (page->call_button, "Call next", "T001 is being called");
  g_assert_true (gtk_window_get_default_widget (window) == GTK_WIDGET (page->start_button));

  press (page, "page.start", TH_SEAT_SERVING);
  assert_says (page->call_button, "Call next", "Finish T001 first");
  g_assert_true (gtk_window_get_default_widget (window) == GTK_WIDGET (page->finish_button));
  assert_state (self, "T001", "serving");

  press (page, "page.finish", TH_SEAT_IDLE);
  assert_state (self, "T001", "finished");
  press (page, "page.undo", TH_SEAT_SERVING);
  assert_state (self, "T001", "serving");
}

/* A held key, and one pressed before the answer is here, act once. */
static void
test_once (Fixture *self, gconstpointer data)
{
  ThPageWindow *page;

  take (self, "T02");
  take (self, "T02");
  page = open_window (self);
  for (int i = 0; i < 5; i++)
    gtk_widget_activate_action (GTK_WIDGET (page), "page.call", NULL);
  WAIT_FOR (ready (page, TH_SEAT_CALLED));
  for (int i = 0; i < 5; i++)
    gtk_widget_activate_action (GTK_WIDGET (page), "page.start", NULL);
  WAIT_FOR (ready (page, TH_SEAT_SERVING));

  assert_state (self, "T001", "serving");
  assert_state (self, "T002", "waiting");
}

static void
test_matters (Fixture *self, gconstpointer data)
{
  ThPageWindow *page;
  gboolean taken = FALSE;

  take (self, "T02");
  page = open_window (self);
  press (page, "page.call", TH_SEAT_CALLED);
  press (page, "page.start", TH_SEAT_SERVING);

  gtk_widget_activate_action (GTK_WIDGET (page), "page.add-matter", NULL);
  WAIT_FOR (page->asking);
  {
    g_autoptr (JsonObject) members = json_object_new ();

    json_object_set_string_member (members, "matter", "T04");
    th_page_window_panel_accepted (page, members);
  }
  WAIT_FOR (!page->busy && page->view->matters == 2);
  g_assert_false (page->asking);

  g_signal_emit_by_name (page->matters, "toggled", "T02", "done", &taken);
  g_assert_true (taken);
  g_signal_emit_by_name (page->matters, "toggled", "T04", "failed", &taken);
  g_assert_false (taken);
  WAIT_FOR (!page->busy && page->view->open == 1);
  g_signal_emit_by_name (page->matters, "toggled", "T04", "failed", &taken);
  WAIT_FOR (!page->busy && page->view->open == 0);
  assert_says (page->finish_button, "Finish", "All 2 matters of T001");
}

static void
test_missed (Fixture *self, gconstpointer data)
{
  ThPageWindow *page;

  take (self, "T02");
  page = open_window (self);
  press (page, "page.call", TH_SEAT_CALLED);
  g_assert_false (enabled (page->recall_button));
  g_assert_false (enabled (page->no_show_button));

  for (int call = 2; call <= 3; call++)
    {
      th_clock_advance_to (self->clock, th_session_now (self->session) + 20 * TH_SECOND_US);
      th_page_window_tick (page);
      g_assert_true (enabled (page->recall_button));
      press (page, "page.recall", TH_SEAT_CALLED);
      g_assert_cmpuint (page->view->calls, ==, (guint) call);
    }

  assert_says (page->no_show_button, "Missed", "In 20 s");
  th_clock_advance_to (self->clock, th_session_now (self->session) + 20 * TH_SECOND_US);
  th_page_window_tick (page);
  g_assert_true (enabled (page->no_show_button));
  press (page, "page.no-show", TH_SEAT_IDLE);
  assert_state (self, "T001", "returned");
  press (page, "page.undo", TH_SEAT_CALLED);
  assert_state (self, "T001", "called");
}

static void
accept (ThPageWindow *page, const char *action, ThSeat then)
{
  gtk_widget_activate_action (GTK_WIDGET (page), action, NULL);
  WAIT_FOR (page->asking);
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))))
                 == th_window_panel_get_default (page->panel));
  th_window_panel_accept (page->panel);
  WAIT_FOR (ready (page, then) && !page->asking);
}

static void
test_hold (Fixture *self, gconstpointer data)
{
  ThPageWindow *page;

  take (self, "T02");
  page = open_window (self);
  press (page, "page.call", TH_SEAT_CALLED);
  press (page, "page.start", TH_SEAT_SERVING);
  accept (page, "page.hold", TH_SEAT_IDLE);
  assert_state (self, "T001", "held");
  g_assert_cmpuint (page->view->held, ==, 1);
  press (page, "page.unhold", TH_SEAT_SERVING);
  assert_state (self, "T001", "serving");

  gtk_widget_activate_action (GTK_WIDGET (page), "page.hold", NULL);
  WAIT_FOR (page->asking);
  gtk_widget_activate_action (GTK_WIDGET (page), "page.dismiss", NULL);
  g_assert_false (page->asking);
  assert_state (self, "T001", "serving");
}

static void
test_suspend (Fixture *self, gconstpointer data)
{
  ThPageWindow *page = open_window (self);
  g_autoptr (JsonObject) shown = NULL;

  accept (page, "page.pause", TH_SEAT_PAUSED);
  shown = ask (self, th_desk_request ("window.show", "window", "s", page->view->window, NULL));
  g_assert_cmpstr (th_member_text (shown, "state"), ==, "paused");
  g_assert_cmpstr (th_member_text (shown, "reason"), ==, "Break");
  g_assert_cmpint (th_member_instant (shown, "until"), ==, at ("09:35:00"));
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (self->window)) == GTK_WIDGET (page->resume_button));
  press (page, "page.pause", TH_SEAT_IDLE);

  gtk_widget_activate_action (GTK_WIDGET (page), "page.close", NULL);
  WAIT_FOR (th_session_get_window (self->session) == NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "closed");
}

/* What another process does at this window is seen without a touch. */
static void
test_elsewhere (Fixture *self, gconstpointer data)
{
  ThPageWindow *page;

  take (self, "T02");
  page = open_window (self);
  json_object_unref (ask (self, th_desk_request ("ticket.call", "window", "s", page->view->window, NULL)));
  WAIT_FOR (ready (page, TH_SEAT_CALLED));
  g_assert_cmpstr (page->view->number, ==, "T001");
}

/* --- the Reception page ----------------------------------------------------- */

static ThPickItem *
item_of (ThPageReception *page, const char *code)
{
  JsonObject *catalogue = th_feed_get_answer (page->catalogue);
  g_autoptr (GPtrArray) items = th_pick_items_matters (catalogue, TRUE);

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (((ThPickItem *) g_ptr_array_index (items, i))->code, code) == 0)
      return g_object_ref (g_ptr_array_index (items, i));

  g_assert_not_reached ();
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  th_session_sign_in_finish (TH_SESSION (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static ThPageReception *
sit_at_reception (Fixture *self)
{
  ThPageReception *page = show_page (self, TH_TYPE_PAGE_RECEPTION);
  gboolean done = FALSE;

  WAIT_FOR (th_feed_get_answer (page->catalogue) != NULL && th_feed_get_answer (page->settings) != NULL);
  assert_says (page->issue_button, "Take a ticket", "Sign in first");
  th_session_sign_in_async (self->session, "009", "0009", NULL, signed_in_cb, &done);
  WAIT_FOR (done);
  assert_says (page->issue_button, "Take a ticket", "Choose a matter or a queue first");

  return page;
}

static void
pick (ThPageReception *page, const char *code)
{
  g_autoptr (ThPickItem) item = item_of (page, code);

  g_signal_emit_by_name (page->picker, "picked", item);
}

static gboolean
list_has (ThPageReception *page, const char *ticket)
{
  JsonObject *chosen = th_recent_list_get_chosen (page->recent);

  return chosen != NULL && g_strcmp0 (th_member_text (chosen, "ticket"), ticket) == 0;
}

static void
test_take (Fixture *self, gconstpointer data)
{
  ThPageReception *page = sit_at_reception (self);
  g_autoptr (JsonObject) shown = NULL;
  g_autofree char *slip = g_build_filename (self->folder, "slips", "2026-04-20", "T001.pdf", NULL);

  pick (page, "T02");
  pick (page, "T04");
  assert_says (page->issue_button, "Take a ticket", "For T02 + T04");
  g_assert_true (gtk_revealer_get_reveal_child (page->online_revealer));
  g_signal_emit_by_name (page->picker, "confirmed");
  g_assert_cmpuint (page->picked->len, ==, 0);
  WAIT_FOR (list_has (page, "T001"));
  g_assert_cmpstr (gtk_label_get_label (page->taken_number), ==, "T001");

  /* There is no printer here: the ticket stands and can be printed again. */
  WAIT_FOR (g_file_test (slip, G_FILE_TEST_EXISTS));
  WAIT_FOR (g_strcmp0 (gtk_label_get_label (page->taken_print), "Not printed, can be reprinted") == 0);
  shown = ask (self, th_desk_request ("ticket.show", "ticket", "s", "T001", NULL));
  g_assert_cmpstr (th_member_text (shown, "print"), ==, "failed");
  g_assert_cmpuint (json_array_get_length (th_member_array (shown, "matters")), ==, 2);

  /* A queue and matters exclude each other. */
  pick (page, "T02");
  pick (page, "F");
  assert_says (page->issue_button, "Take a ticket", "F Invoices");
}

static void
test_twice (Fixture *self, gconstpointer data)
{
  ThPageReception *page = sit_at_reception (self);
  g_autoptr (JsonObject) party = NULL;

  for (int i = 0; i < 2; i++)
    {
      pick (page, "T02");
      gtk_toggle_button_set_active (page->party_toggle, TRUE);
      type_in (GTK_WIDGET (page->party), "Number of the document", "420000190001010015");
      gtk_widget_activate_action (GTK_WIDGET (page), "page.issue", NULL);
      WAIT_FOR (!page->busy);
    }

  /* The second was refused: what was chosen and typed is still there. */
  g_assert_cmpuint (page->picked->len, ==, 1);
  party = th_party_form_get (page->party);
  g_assert_cmpstr (th_member_text (party, "id"), ==, "420000190001010015");
  g_assert_cmpstr (gtk_label_get_label (page->taken_number), ==, "T001");
}

static void
test_leave_and_return (Fixture *self, gconstpointer data)
{
  ThPageReception *page = sit_at_reception (self);

  pick (page, "T02");
  gtk_widget_activate_action (GTK_WIDGET (page), "page.issue", NULL);
  WAIT_FOR (list_has (page, "T001"));
  g_assert_true (enabled (page->cancel_button));
  g_assert_false (enabled (page->reinstate_button));

  gtk_widget_activate_action (GTK_WIDGET (page), "page.cancel", NULL);
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (self->window)) == page->reason_accept);
  th_page_reception_accept_reason (page);
  WAIT_FOR (enabled (page->reinstate_button));
  assert_state (self, "T001", "cancelled");

  gtk_widget_activate_action (GTK_WIDGET (page), "page.reinstate", NULL);
  WAIT_FOR (!enabled (page->reinstate_button));
  assert_state (self, "T001", "returned");
}

/* A priority ticket says its ground, and the next one is ordinary again. */
static void
test_priority (Fixture *self, gconstpointer data)
{
  ThPageReception *page = sit_at_reception (self);
  g_autoptr (JsonObject) shown = NULL;

  pick (page, "T");
  gtk_widget_activate_action (GTK_WIDGET (page), "page.priority", NULL);
  g_assert_true (gtk_revealer_get_reveal_child (page->ground_revealer));
  gtk_widget_activate_action (GTK_WIDGET (page), "page.issue", NULL);
  WAIT_FOR (list_has (page, "T001"));
  shown = ask (self, th_desk_request ("ticket.show", "ticket", "s", "T001", NULL));
  g_assert_cmpstr (th_member_text (shown, "class"), ==, "priority");
  g_assert_false (gtk_toggle_button_get_active (page->priority));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/window/steps", test_steps);
  g_test_add_func ("/window/slip", test_slip);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/window/wrong-pin", test_wrong_pin);
  ADD ("/window/serve", test_serve);
  ADD ("/window/once", test_once);
  ADD ("/window/matters", test_matters);
  ADD ("/window/missed", test_missed);
  ADD ("/window/hold", test_hold);
  ADD ("/window/suspend", test_suspend);
  ADD ("/window/elsewhere", test_elsewhere);
  ADD ("/reception/take", test_take);
  ADD ("/reception/twice", test_twice);
  ADD ("/reception/leave-and-return", test_leave_and_return);
  ADD ("/reception/priority", test_priority);
#undef ADD

  return g_test_run ();
}
