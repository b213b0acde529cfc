/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tickets of people who booked, through the records: no verb makes one yet.
 * And the undo of every step, row by row. The numbers are those of the
 * scenarios in test-scenarios.py. */

#include <string.h>

#include "queue-fixture.h"
#include "th-close.h"
#include "th-line.h"

#define APPT_120 "{\"booking.rank_early_minutes\": 2, \"queue.priority_max_ratio\": \"off\"}"
#define BLOCK "{\"queue.noshow_block_minutes\": 5, \"queue.priority_max_ratio\": \"2:1\"}"

#define assert_called(fixture_, time_, window_, code_) \
  G_STMT_START { g_autofree char *called_ = queue_call ((fixture_), (time_), (window_), NULL); \
    g_assert_cmpstr (called_, ==, (code_)); finish ((fixture_), (window_)); } G_STMT_END

static void
issue (QueueFixture *self, const char *time, int ticket_class, const char *slot)
{
  g_autofree char *code = queue_issue (self, time, (ThIssue) { .queue = "T", .ticket_class = ticket_class,
                                                               .ground = ticket_class == 0 ? "test" : NULL,
                                                               .slot = slot != NULL ? queue_at (slot) : 0 });

  g_assert_true (g_str_has_prefix (code, "T"));
}

static gboolean
finish_func (const ThTurn *turn, gpointer window, GError **error)
{
  ThStepped step = { 0 };

  return th_sitting_start (turn, window, &step, error) && th_sitting_finish (turn, window, NULL, 0, &step, error);
}

static void
finish (QueueFixture *self, const char *window)
{
  queue_do (self, NULL, finish_func, (gpointer) window);
}

/* --- S11, S12, S32 ---------------------------------------------------- */

static void
test_booked_when_due (QueueFixture *self, gconstpointer data)
{
  queue_open (self, "09:00", "1", "001", "T");
  issue (self, "09:30", 1, NULL);
  issue (self, "09:35", 1, NULL);
  issue (self, "09:40", 1, "10:00");
  assert_called (self, "09:41", "1", "T001");
  assert_called (self, "09:50", "1", "T002");
  assert_called (self, "09:58", "1", "T003");
  queue_prove (self);
}

/* A minute before its time the booking stands where it arrived. */
static void
test_booked_not_yet (QueueFixture *self, gconstpointer data)
{
  queue_open (self, "09:00", "1", "001", "T");
  issue (self, "09:35", 1, NULL);
  issue (self, "09:40", 1, "10:00");
  issue (self, "09:45", 1, NULL);
  assert_called (self, "09:57", "1", "T001");
  issue (self, "09:57:30", 1, NULL);
  assert_called (self, "09:58", "1", "T002");
  assert_called (self, "09:58", "1", "T003");
  assert_called (self, "09:58", "1", "T004");
}

/* Due bookings go before all who came without, in order of their slots. */
static void
test_booked_in_order (QueueFixture *self, gconstpointer data)
{
  queue_open (self, "09:00", "1", "001", "T");
  for (int i = 0; i < 3; i++)
    issue (self, "09:10", 1, NULL);
  issue (self, "09:50", 1, "10:05");
  issue (self, "09:55", 1, "10:00");
  issue (self, "09:56", 1, "10:00");
  assert_called (self, "10:03", "1", "T005");
  assert_called (self, "10:03", "1", "T006");
  assert_called (self, "10:03", "1", "T004");
  assert_called (self, "10:03", "1", "T001");
}

static void
test_priority_before_booked (QueueFixture *self, gconstpointer data)
{
  queue_open (self, "09:00", "1", "001", "T");
  issue (self, "09:30", 1, NULL);
  issue (self, "09:35", 0, NULL);
  issue (self, "09:40", 1, "10:00");
  assert_called (self, "09:58", "1", "T002");
  assert_called (self, "09:58", "1", "T003");
  assert_called (self, "09:58", "1", "T001");
}

/* The wait of somebody who booked counts from the slot, not from coming early. */
static void
test_waits_from_the_slot (QueueFixture *self, gconstpointer data)
{
  g_autofree char *early = NULL, *due = NULL, *late = NULL;
  gint64 waited;

  queue_open (self, "08:00", "1", "001", "T");
  queue_open (self, "08:00", "2", "002", "T");
  queue_open (self, "08:00", "3", "003", "T");
  issue (self, "08:40", 1, "08:51");
  issue (self, "08:41", 1, "08:51");
  issue (self, "08:55", 1, "08:51");
  early = queue_call (self, "08:55", "1", &waited);
  g_assert_cmpint (waited, ==, 4 * 60 * TH_SECOND_US);
  due = queue_call (self, "08:56", "2", &waited);
  g_assert_cmpint (waited, ==, 5 * 60 * TH_SECOND_US);
  /* Who came after the slot waits from then on. */
  late = queue_call (self, "08:57", "3", &waited);
  g_assert_cmpint (waited, ==, 2 * 60 * TH_SECOND_US);
  g_assert_cmpstr (late, ==, "T003");
  queue_prove (self);
}

static void
test_called_before_the_slot (QueueFixture *self, gconstpointer data)
{
  g_autofree char *code = NULL;
  gint64 waited;

  queue_open (self, "08:00", "1", "001", "T");
  issue (self, "08:40", 1, "08:51");
  code = queue_call (self, "08:50", "1", &waited);
  g_assert_cmpint (waited, ==, 0);
  queue_prove (self);
}

static gboolean
line_func (const ThTurn *turn, gpointer data, GError **error)
{
  g_autoptr (GArray) line = th_line_of_queue (turn, "T", error);
  GString *text = data;

  g_string_truncate (text, 0);
  for (guint i = 0; line != NULL && i < line->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", g_array_index (line, ThLineEntry, i).code);
  return line != NULL;
}

/* The list shows the order of now. */
static void
test_list_follows_the_clock (QueueFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  issue (self, "09:30", 1, NULL);
  issue (self, "09:40", 1, "10:00");
  queue_do (self, "09:57", line_func, text);
  g_assert_cmpstr (text->str, ==, "T001 T002");
  queue_do (self, "09:58", line_func, text);
  g_assert_cmpstr (text->str, ==, "T002 T001");
}

/* --- the heads are enough --------------------------------------------- */

/* With any discipline, the window calls the first of the list, to the last. */
static void
test_calls_what_the_list_says (QueueFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const slots[] = { NULL, NULL, "09:40", "10:00", "10:20", NULL };
  int left = 60;

  queue_open (self, "09:00", "1", "001", "T");
  for (int i = 0; i < left; i++)
    {
      g_autofree char *time = g_strdup_printf ("09:%02d", i);

      issue (self, time, g_test_rand_int_range (0, 4) > 0, slots[g_test_rand_int_range (0, 6)]);
    }
  for (int minute = 0; left > 0; left--, minute++)
    {
      g_autofree char *time = g_strdup_printf ("10:%02d", minute % 60);
      g_autofree char *called = NULL;

      queue_do (self, minute < 60 ? time : NULL, line_func, text);
      called = queue_call (self, NULL, "1", NULL);
      /* The list knows no turn of the classes; a window's does. */
      if (data == NULL || strstr (data, "off") != NULL)
        g_assert_true (g_str_has_prefix (text->str, called));
      finish (self, "1");
    }
  queue_prove (self);
}

/* --- undo ------------------------------------------------------------- */

typedef gboolean (*StepFunc) (const ThTurn *turn, ThStepped *step, GError **error);

static gboolean
do_call (const ThTurn *turn, ThStepped *step, GError **error)
{
  g_auto (ThCalled) called = { 0 };
  gboolean ok = th_sitting_call (turn, "1", &called, error);

  return ok;
}

static gboolean
do_call_one (const ThTurn *turn, ThStepped *step, GError **error)
{
  g_auto (ThCalled) called = { 0 };
  gboolean ok = th_sitting_call_one (turn, "1", "T001", &called, error);

  return ok;
}

static gboolean
do_recall (const ThTurn *turn, ThStepped *step, GError **error)
{
  int calls;

  return th_sitting_recall (turn, "1", &calls, error);
}

static gboolean
do_start (const ThTurn *turn, ThStepped *step, GError **error)
{
  return th_sitting_start (turn, "1", step, error);
}

static gboolean
do_no_show (const ThTurn *turn, ThStepped *step, GError **error)
{
  return th_sitting_no_show (turn, "1", step, error);
}

static gboolean
do_hold (const ThTurn *turn, ThStepped *step, GError **error)
{
  return th_sitting_hold (turn, "1", "copy", step, error);
}

static gboolean
do_transfer (const ThTurn *turn, ThStepped *step, GError **error)
{
  return th_sitting_transfer (turn, "1", "N", "2", "note", step, error);
}

static gboolean
do_finish (const ThTurn *turn, ThStepped *step, GError **error)
{
  return th_sitting_finish (turn, "1", NULL, 0, step, error);
}

static gboolean
do_matter (const ThTurn *turn, ThStepped *step, GError **error)
{
  return th_sitting_set_matter (turn, "1", "T01", "done", error);
}

static gboolean
do_add (const ThTurn *turn, ThStepped *step, GError **error)
{
  return th_sitting_add_matter (turn, "1", "T03", error);
}

static gboolean
step_func (const ThTurn *turn, gpointer func, GError **error)
{
  ThStepped step = { 0 };

  return ((StepFunc) func) (turn, &step, error);
}

static gboolean
undo_func (const ThTurn *turn, gpointer data, GError **error)
{
  ThStepped step = { 0 };

  return th_sitting_undo (turn, "1", &step, error);
}

/* Steps at window 1, and which one follows them. */
static const struct { const char *name; StepFunc before[3]; StepFunc step; } steps[] = {
  { "call", { NULL }, do_call },
  { "call-one", { NULL }, do_call_one },
  { "recall", { do_call }, do_recall },
  { "start", { do_call }, do_start },
  { "no-show", { do_call }, do_no_show },
  { "hold", { do_call, do_start }, do_hold },
  { "transfer", { do_call, do_start }, do_transfer },
  { "finish", { do_call, do_start }, do_finish },
  { "matter", { do_call, do_start }, do_matter },
  { "finish-after-matter", { do_call, do_start, do_matter }, do_finish },
  { "add", { do_call, do_start }, do_add },
};

/* For a walk-in, a priority ticket and a booked one. */
static void
test_undo (QueueFixture *self, gconstpointer data)
{
  static const struct { int ticket_class; const char *slot; } kinds[] = { { 1, NULL }, { 0, NULL }, { 1, "10:05" } };
  static const char *const matters[] = { "T01", "T02", NULL };
  const char *name = strrchr (g_test_get_path (), '/') + 1;
  guint which = 0;

  while (!g_str_equal (steps[which].name, name))
    which++;
  queue_open (self, "09:00", "1", "001", "T|N");
  queue_open (self, "09:00", "2", "002", NULL);
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      g_autofree char *code = queue_issue (self, NULL, (ThIssue) {
        .matters = matters, .ticket_class = kinds[kind].ticket_class, .ground = "test",
        .slot = kinds[kind].slot != NULL ? queue_at (kinds[kind].slot) : 0 });
    }
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      g_autofree char *time = g_strdup_printf ("10:%u0", kind);
      g_autofree char *later = g_strdup_printf ("10:%u5", kind);
      g_autofree char *before = NULL, *after = NULL, *during = NULL;

      for (guint i = 0; i < 3 && steps[which].before[i] != NULL; i++)
        queue_do (self, time, step_func, steps[which].before[i]);
      before = queue_rows (self);
      queue_do (self, later, step_func, steps[which].step);
      during = queue_rows (self);
      g_assert_cmpstr (during, !=, before);
      queue_do (self, NULL, undo_func, NULL);
      after = queue_rows (self);
      g_assert_cmpstr (after, ==, before);
      queue_prove (self);

      /* To the end, so that the next kind is called. */
      if (steps[which].before[0] == NULL)
        queue_do (self, NULL, step_func, do_call);
      finish (self, "1");
    }
  queue_prove (self);
}

/* --- refusals leave nothing behind ------------------------------------ */

static gboolean
half_func (const ThTurn *turn, gpointer data, GError **error)
{
  ThIssued issued;

  return th_ticket_issue (turn, &(ThIssue) { .queue = "T", .ticket_class = 1 }, &issued, error) &&
         th_window_set_duty (turn, "1", "N|T", error) &&
         th_window_pause (turn, "1", "half", 0, error) &&
         th_window_open (turn, "1", "nobody", NULL, error);
}

static void
test_rolled_back (QueueFixture *self, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  queue_open (self, "09:00", "1", "001", "T");
  before = queue_rows (self);
  g_assert_false (queue_try (self, NULL, half_func, NULL, &error));
  g_assert_error (error, TH_ERROR, TH_ERROR_NOT_FOUND);
  after = queue_rows (self);
  g_assert_cmpstr (after, ==, before);
  /* What is kept beside the connection forgot it, too. */
  issue (self, NULL, 1, NULL);
  assert_called (self, NULL, "1", "T001");
  queue_prove (self);
}

static gboolean
close_func (const ThTurn *turn, gpointer data, GError **error)
{
  ThDayClosed closed = { 0 };
  gboolean ok = th_day_close (turn, turn->day, &closed, error);

  *(int *) data = closed.voided;
  g_clear_pointer (&closed.warnings, g_ptr_array_unref);
  return ok;
}

/* --- windows changed behind a decision ---------------------------------- */

TH_SQL (test_window_moves, "UPDATE window_state SET state = 'paused', duty = 'N' WHERE code = '1'");
TH_SQL (test_window_goes, "UPDATE window_state SET state = 'closed', staff = NULL, duty = NULL WHERE code = '1'");

typedef struct
{
  const ThSql *behind;
  gboolean   (*step) (const ThTurn *turn, GError **error);
} Behind;

/* What is kept beside the connection is old before the step uses it. */
static gboolean
behind_func (const ThTurn *turn, gpointer data, GError **error)
{
  const Behind *behind = data;

  return th_window_get (turn, "1", error) != NULL && th_database_exec (turn->db, behind->behind, error, "") &&
         behind->step (turn, error);
}

static gboolean
pause_one (const ThTurn *turn, GError **error)
{
  return th_window_pause (turn, "1", NULL, 0, error);
}

static gboolean
close_one (const ThTurn *turn, GError **error)
{
  return th_window_close (turn, "1", NULL, error);
}

static gboolean
duty_one (const ThTurn *turn, GError **error)
{
  return th_window_set_duty (turn, "1", "N", error);
}

static gboolean
reopen_one (const ThTurn *turn, GError **error)
{
  return th_window_open (turn, "1", "001", "N", error);
}

static void
test_window_conflict (QueueFixture *self, gconstpointer data)
{
  static const Behind behind[] = {
    { &test_window_moves, pause_one }, { &test_window_moves, close_one }, { &test_window_moves, duty_one },
    { &test_window_goes, pause_one }, { &test_window_goes, close_one }, { &test_window_goes, duty_one },
    { &test_window_goes, reopen_one },
  };
  g_autofree char *before = NULL;

  queue_open (self, "09:00", "1", "001", "T");
  before = queue_rows (self);
  for (guint i = 0; i < G_N_ELEMENTS (behind); i++)
    {
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (queue_try (self, "09:10", behind_func, (gpointer) &behind[i], &error));
      g_assert_error (error, TH_ERROR, TH_ERROR_CONFLICT);
      after = queue_rows (self);
      g_assert_cmpstr (after, ==, before);
    }
  queue_prove (self);
}

static void
test_close_day (QueueFixture *self, gconstpointer data)
{
  g_autofree char *code = NULL;
  int voided;

  queue_open (self, "09:00", "1", "001", "T");
  issue (self, "09:30", 1, "10:00");
  issue (self, "09:30", 0, NULL);
  issue (self, "09:30", 1, NULL);
  code = queue_call (self, "09:55", "1", NULL);
  queue_do (self, "18:00", close_func, &voided);
  g_assert_cmpint (voided, ==, 3);
  queue_prove (self);
}

#define add(path_, settings_, func_) \
  g_test_add ((path_), QueueFixture, (settings_), queue_set_up, (func_), queue_tear_down)

int
main (int argc, char **argv)
{
  static const char *const disciplines[] = { "fifo", "priority", "appt", "due:15" };

  g_test_init (&argc, &argv, NULL);

  add ("/sittings/S11/booked-when-due", APPT_120, test_booked_when_due);
  add ("/sittings/S11/booked-not-yet", APPT_120, test_booked_not_yet);
  add ("/sittings/S11/booked-in-order", APPT_120, test_booked_in_order);
  add ("/sittings/S11/list-follows-the-clock", APPT_120, test_list_follows_the_clock);
  add ("/sittings/S12/priority-before-booked", APPT_120, test_priority_before_booked);
  add ("/sittings/S32/waits-from-the-slot", APPT_120, test_waits_from_the_slot);
  add ("/sittings/S32/called-before-the-slot", APPT_120, test_called_before_the_slot);
  for (guint i = 0; i < G_N_ELEMENTS (disciplines); i++)
    for (int off = 0; off < 2; off++)
      {
        g_autofree char *path = g_strdup_printf ("/sittings/list/%s/%s", disciplines[i], off ? "no-ratio" : "ratio");
        g_autofree char *rules = g_strdup_printf ("{\"queue.discipline\": \"%s\", \"queue.priority_max_ratio\": \"%s\"}",
                                                  disciplines[i], off ? "off" : "2:1");

        add (path, g_intern_string (rules), test_calls_what_the_list_says);
      }
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sittings/S62/%s", steps[i].name);

      add (path, BLOCK, test_undo);
    }
  add ("/sittings/rolled-back", NULL, test_rolled_back);
  add ("/sittings/close-day", NULL, test_close_day);
  add ("/sittings/window-conflict", NULL, test_window_conflict);

  return g_test_run ();
}
