/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which step is possible at a window, and why another is not.
 *
 * The desk refuses what must not be; this only says it beforehand, so that a
 * button is grey with its reason instead of failing when it is pressed. The
 * page, its keys and the tests all read the same rules here. */

#include "th-window-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "th-text.h"

static ThSeat
seat_of (const char *state, const char *step)
{
  if (g_strcmp0 (state, "paused") == 0)
    return TH_SEAT_PAUSED;
  if (g_strcmp0 (state, "open") != 0 && g_strcmp0 (state, "closing") != 0)
    return TH_SEAT_CLOSED;
  if (g_strcmp0 (step, "called") == 0)
    return TH_SEAT_CALLED;
  if (g_strcmp0 (step, "serving") == 0)
    return TH_SEAT_SERVING;

  return TH_SEAT_IDLE;
}

static void
read_ticket (ThWindowView *self)
{
  JsonArray *matters;

  self->number = th_member_text (self->ticket, "ticket");
  self->calls = (guint) th_member_int (self->ticket, "calls", 0);
  self->called_at = th_member_instant (self->ticket, "called_at");

  matters = th_member_array (self->ticket, "matters");
  self->matters = matters != NULL ? json_array_get_length (matters) : 0;
  for (guint i = 0; i < self->matters; i++)
    if (g_strcmp0 (th_member_text (th_member_element (matters, i), "state"), "open") == 0)
      self->open++;
}

/**
 * th_window_view_holds:
 * @held: an element of held
 *
 * Whether the ticket was put on hold at this window; one that does not say
 * where is taken as this window's.
 */
gboolean
th_window_view_holds (const ThWindowView *self, JsonObject *held)
{
  const char *window = th_member_text (held, "window");

  return window == NULL || g_strcmp0 (window, self->window) == 0;
}

static void
read_line (ThWindowView *self)
{
  JsonObject *ahead = th_member_object (self->doc, "ahead");
  JsonArray *next = ahead != NULL ? th_member_array (ahead, "next") : NULL;
  JsonArray *held = th_member_array (self->doc, "held");

  if (ahead != NULL)
    self->waiting = (guint) th_member_int (ahead, "count", 0);
  if (next != NULL && json_array_get_length (next) > 0)
    {
      JsonObject *first = th_member_element (next, 0);

      self->next = th_member_text (first, "ticket");
      self->next_named = th_member_has (first, "slot") && g_strcmp0 (th_member_text (first, "to_window"), self->window) == 0;
    }
  if (held != NULL)
    self->held = json_array_get_length (held);
  for (guint i = 0; i < self->held && self->held_here == NULL; i++)
    if (th_window_view_holds (self, th_member_element (held, i)))
      self->held_here = th_member_text (th_member_element (held, i), "ticket");
}

/**
 * th_window_view_new:
 * @answer: an answer of window.show
 *
 * Reads what the window does. The strings belong to @answer, which is kept.
 *
 * Returns: (transfer full)
 */
ThWindowView *
th_window_view_new (JsonObject *answer)
{
  ThWindowView *self = g_new0 (ThWindowView, 1);
  const char *state = th_member_text (answer, "state");

  self->doc = json_object_ref (answer);
  self->window = th_member_text (answer, "window");
  self->ticket = th_member_object (answer, "ticket");
  self->seat = seat_of (state, th_member_text (answer, "step"));
  self->closing = g_strcmp0 (state, "closing") == 0;
  self->call_limit = (guint) th_member_int (answer, "call_limit", 3);
  self->recall_s = (int) th_member_int (answer, "recall_s", 0);
  self->mean_s = th_member_double (answer, "mean_s", 0);
  self->overdue_s = th_member_double (answer, "overdue_s", 0);

  if (self->ticket != NULL)
    read_ticket (self);
  read_line (self);

  if (self->seat == TH_SEAT_SERVING && self->ticket != NULL)
    self->since = th_member_instant (self->ticket, "started_at");
  else if (self->seat == TH_SEAT_CALLED)
    self->since = self->called_at;
  else if (self->seat == TH_SEAT_IDLE)
    self->since = th_member_instant (answer, "idle_since");
  else
    self->since = th_member_instant (answer, "since");

  return self;
}

void
th_window_view_free (ThWindowView *self)
{
  if (self == NULL)
    return;

  json_object_unref (self->doc);
  g_free (self);
}

/**
 * th_window_view_elapsed:
 *
 * Seconds the window has spent on what it does now; while serving, with what
 * was spent on the ticket before it was on hold or sent here. -1 when the
 * beginning is not known.
 */
gint64
th_window_view_elapsed (const ThWindowView *self, ThInstant now)
{
  gint64 elapsed;

  if (self->since == 0)
    return -1;

  elapsed = (now - self->since) / TH_SECOND_US;
  if (self->seat == TH_SEAT_SERVING)
    elapsed += th_member_int (self->ticket, "handled_s", 0);

  return MAX (elapsed, 0);
}

/**
 * th_window_view_until_call:
 *
 * Seconds until the ticket may be called again; 0 when it may be now.
 */
gint64
th_window_view_until_call (const ThWindowView *self, ThInstant now)
{
  gint64 passed_us = now - self->called_at;
  gint64 pause_us = self->recall_s * TH_SECOND_US;

  if (self->called_at == 0 || passed_us >= pause_us)
    return 0;

  /* A second that has begun is still shown. */
  return (pause_us - passed_us + TH_SECOND_US - 1) / TH_SECOND_US;
}

/* What must be true of the window itself before a ticket can be taken. */
static gboolean
seat_free (const ThWindowView *self, char **line)
{
  switch (self->seat)
    {
    case TH_SEAT_CLOSED:
      *line = g_strdup (_("Open this window first"));
      return FALSE;
    case TH_SEAT_PAUSED:
      *line = g_strdup (_("Resume service first"));
      return FALSE;
    case TH_SEAT_CALLED:
      *line = g_strdup_printf (_("%s is being called"), self->number);
      return FALSE;
    case TH_SEAT_SERVING:
      *line = g_strdup_printf (_("Finish %s first"), self->number);
      return FALSE;
    case TH_SEAT_IDLE:
    default:
      break;
    }

  if (self->closing)
    *line = g_strdup (_("This window is closing"));

  return !self->closing;
}

static gboolean
can_call (const ThWindowView *self, ThInstant now, char **line)
{
  if (!seat_free (self, line))
    return FALSE;

  if (self->waiting == 0)
    {
      *line = g_strdup (_("Nobody to call"));
      return FALSE;
    }

  if (self->next != NULL)
    *line = g_strdup_printf (self->next_named ? _("%s, booked with you") : _("Next: %s"), self->next);
  return TRUE;
}

static gboolean
can_start (const ThWindowView *self, ThInstant now, char **line)
{
  if (self->seat == TH_SEAT_CALLED)
    {
      *line = g_strdup_printf (_("When %s is here"), self->number);
      return TRUE;
    }

  *line = g_strdup (self->seat == TH_SEAT_SERVING ? _("Started") : _("Call first"));
  return FALSE;
}

static gboolean
can_finish (const ThWindowView *self, ThInstant now, char **line)
{
  if (self->seat == TH_SEAT_SERVING)
    {
      if (self->open > 0 && self->matters > 1)
        *line = g_strdup_printf (_("%u of %u ticked, the rest count as done"), self->matters - self->open, self->matters);
      else if (self->matters > 1)
        *line = g_strdup_printf (_("All %1$u matters of %2$s"), self->matters, self->number);
      else
        *line = g_strdup_printf (_("Ends %s"), self->number);
      return TRUE;
    }

  *line = g_strdup (self->seat == TH_SEAT_CALLED ? _("Not started yet") : _("No ticket in hand"));
  return FALSE;
}

static gboolean
can_recall (const ThWindowView *self, ThInstant now, char **line)
{
  gint64 wait;

  if (self->seat != TH_SEAT_CALLED)
    {
      *line = g_strdup (_("Nobody is being called"));
      return FALSE;
    }

  if (self->calls >= self->call_limit)
    {
      *line = g_strdup_printf (_("Called %u times already"), self->calls);
      return FALSE;
    }

  wait = th_window_view_until_call (self, now);
  if (wait > 0)
    *line = g_strdup_printf (_("In %d s"), (int) wait);
  else
    *line = g_strdup_printf (_("Call %u of %u"), self->calls + 1, self->call_limit);

  return wait == 0;
}

static gboolean
can_no_show (const ThWindowView *self, ThInstant now, char **line)
{
  gint64 wait;

  if (self->seat != TH_SEAT_CALLED)
    {
      *line = g_strdup (_("Nobody is being called"));
      return FALSE;
    }

  if (self->calls < self->call_limit)
    {
      *line = g_strdup_printf (_("Only after call %u"), self->call_limit);
      return FALSE;
    }

  wait = th_window_view_until_call (self, now);
  *line = wait > 0 ? g_strdup_printf (_("In %d s"), (int) wait) : g_strdup (_("Did not come"));

  return wait == 0;
}

/* What is done to the ticket in front of the window, started or not. */
static gboolean
can_with_ticket (const ThWindowView *self, ThInstant now, char **line)
{
  if (self->ticket != NULL)
    return TRUE;

  *line = g_strdup (_("No ticket in hand"));
  return FALSE;
}

static gboolean
can_unhold (const ThWindowView *self, ThInstant now, char **line)
{
  if (self->held == 0)
    {
      *line = g_strdup (_("Nothing on hold"));
      return FALSE;
    }

  return seat_free (self, line);
}

static gboolean
can_leave (const ThWindowView *self, ThInstant now, char **line)
{
  if (self->seat == TH_SEAT_PAUSED)
    {
      *line = g_strdup (_("Suspended"));
      return FALSE;
    }

  return seat_free (self, line);
}

static gboolean
can_resume (const ThWindowView *self, ThInstant now, char **line)
{
  return self->seat == TH_SEAT_PAUSED;
}

static gboolean
can_close (const ThWindowView *self, ThInstant now, char **line)
{
  return self->seat == TH_SEAT_PAUSED || seat_free (self, line);
}

static gboolean
can_undo (const ThWindowView *self, ThInstant now, char **line)
{
  if (th_member_object (self->doc, "undo") != NULL)
    return TRUE;

  *line = g_strdup (_("Nothing to undo"));
  return FALSE;
}

static gboolean (*const rules[TH_N_STEPS]) (const ThWindowView *, ThInstant, char **) = {
  [TH_STEP_CALL] = can_call,
  [TH_STEP_START] = can_start,
  [TH_STEP_FINISH] = can_finish,
  [TH_STEP_RECALL] = can_recall,
  [TH_STEP_NO_SHOW] = can_no_show,
  [TH_STEP_HOLD] = can_with_ticket,
  [TH_STEP_UNHOLD] = can_unhold,
  [TH_STEP_TRANSFER] = can_with_ticket,
  [TH_STEP_REPRINT] = can_with_ticket,
  [TH_STEP_SUSPEND] = can_leave,
  [TH_STEP_RESUME] = can_resume,
  [TH_STEP_CLOSE] = can_close,
  [TH_STEP_ADD_MATTER] = can_with_ticket,
  [TH_STEP_UNDO] = can_undo,
};

/**
 * th_window_view_step:
 * @step: a step of the work
 * @now: the desk's clock
 * @line: (out) (nullable) (transfer full): why the step is not possible, or
 *   what it will do; NULL when there is nothing to say
 *
 * Whether @step is possible now.
 */
gboolean
th_window_view_step (const ThWindowView *self, ThStep step, ThInstant now, char **line)
{
  g_autofree char *said = NULL;
  gboolean possible;

  g_return_val_if_fail (step < TH_N_STEPS, FALSE);

  possible = rules[step] (self, now, &said);
  if (line != NULL)
    *line = g_steal_pointer (&said);

  return possible;
}

/**
 * th_window_view_main_step:
 *
 * The one of the three main steps that is possible now; at most one ever is.
 *
 * Returns: FALSE when none is
 */
gboolean
th_window_view_main_step (const ThWindowView *self, ThInstant now, ThStep *step)
{
  for (ThStep s = TH_STEP_CALL; s <= TH_STEP_FINISH; s++)
    if (th_window_view_step (self, s, now, NULL))
      {
        *step = s;
        return TRUE;
      }

  return FALSE;
}
