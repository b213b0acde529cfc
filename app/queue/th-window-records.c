/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Windows: opened by a person with a duty, suspended, resumed, closed. All
 * windows of the hall are kept beside the connection and read again only
 * after somebody changed one. */

#include "th-window.h"

#include <glib/gi18n-lib.h>

#include "th-store.h"

typedef struct
{
  gint64     version;
  ThHall    *hall;
  GPtrArray *windows;
} Cache;

TH_SQL (sql_window_all,
        "SELECT code, state, staff, duty, reason, until_us, since_us, opened_us"
        " FROM window_state WHERE hall_id = $1");
TH_SQL (sql_window_open,
        "INSERT INTO window_state (hall_id, code, state, staff, duty, since_us, opened_us)"
        " VALUES ($1, $2, 'open', $3, $4, $5, $5)"
        " ON CONFLICT (hall_id, code) DO UPDATE SET state = 'open', staff = $3, duty = $4, reason = NULL,"
        " until_us = NULL, since_us = $5, opened_us = $5 WHERE window_state.state = $6");
TH_SQL (sql_window_set_state,
        "UPDATE window_state SET state = $3, reason = $4, until_us = $5, since_us = $6"
        " WHERE hall_id = $1 AND code = $2 AND state = $7");
TH_SQL (sql_window_close,
        "UPDATE window_state SET state = 'closed', staff = NULL, duty = NULL, reason = $3, until_us = NULL, since_us = $4,"
        " opened_us = NULL WHERE hall_id = $1 AND code = $2 AND state = $5");
TH_SQL (sql_window_set_duty,
        "UPDATE window_state SET duty = $3 WHERE hall_id = $1 AND code = $2 AND state = $4 AND staff = $5 AND duty = $6");
TH_SQL (sql_window_busy,
        "SELECT business_day FROM sitting WHERE hall_id = $1 AND window_code = $2 AND ended_us IS NULL");
/* Tickets sent to this window go back to everybody. */
TH_SQL (sql_window_release,
        "UPDATE ticket SET to_window = NULL WHERE hall_id = $1 AND business_day = $2 AND to_window = $3"
        " AND state IN ('waiting', 'returned')");

static const char *const state_names[] = {
  NC_("window", "closed"), NC_("window", "open"), NC_("window", "paused"), NC_("window", "closing"),
};

const char *
th_window_state_name (ThWindowState state)
{
  return state_names[state];
}

static ThWindowState
parse_state (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (name, state_names[i]) == 0)
      return (ThWindowState) i;
  return TH_WINDOW_CLOSED;
}

static void
window_free (gpointer data)
{
  ThWindow *window = data;

  g_free ((char *) window->code);
  g_free ((char *) window->staff);
  g_free ((char *) window->reason);
  g_clear_pointer (&window->duty, th_duty_unref);
  g_free (window);
}

static void
cache_free (gpointer data)
{
  Cache *cache = data;

  g_clear_pointer (&cache->hall, th_hall_unref);
  g_ptr_array_unref (cache->windows);
  g_free (cache);
}

static ThWindow *
find (GPtrArray  *windows,
      const char *code)
{
  for (guint i = 0; i < windows->len; i++)
    {
      ThWindow *window = g_ptr_array_index (windows, i);

      if (g_str_equal (window->code, code))
        return window;
    }
  return NULL;
}

static void
read_window (ThRows   *rows,
             ThWindow *window)
{
  window->state = parse_state (th_rows_text (rows, 1));
  window->staff = g_strdup (th_rows_text (rows, 2));
  if (!th_rows_is_null (rows, 3))
    window->duty = th_duty_parse (th_rows_text (rows, 3), NULL);
  window->reason = g_strdup (th_rows_text (rows, 4));
  window->until = th_rows_int (rows, 5);
  window->since = th_rows_int (rows, 6);
  window->opened = th_rows_int (rows, 7);
}

static GPtrArray *
load_all (const ThTurn *turn,
          GError      **error)
{
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (window_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_window_all, error, "i", th_hall_get_id (turn->hall));
  guint n;
  const ThWindowSpec *specs = th_hall_get_windows (turn->hall, &n);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      ThWindow *window = g_new0 (ThWindow, 1);

      window->code = g_strdup (specs[i].code);
      g_ptr_array_add (windows, window);
    }
  while (th_rows_next (rows, &local))
    {
      ThWindow *window = find (windows, th_rows_text (rows, 0));

      if (window != NULL)
        read_window (rows, window);
    }
  if (local == NULL)
    return g_steal_pointer (&windows);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * th_windows_get:
 *
 * Returns: (transfer none) (element-type ThWindow): all windows in the order
 *   of the hall description, valid until the next change of windows; NULL
 *   when the store fails
 */
GPtrArray *
th_windows_get (const ThTurn *turn,
                GError      **error)
{
  Cache *cache = th_database_get_data (turn->db, "windows");
  GPtrArray *windows;

  if (cache != NULL && cache->version == th_database_version (turn->db) && cache->hall == turn->hall)
    return cache->windows;

  windows = load_all (turn, error);
  if (windows == NULL)
    return NULL;
  cache = g_new0 (Cache, 1);
  cache->version = th_database_version (turn->db);
  cache->hall = th_hall_ref (turn->hall);
  cache->windows = windows;
  th_database_set_data (turn->db, "windows", cache, cache_free);
  return windows;
}

/**
 * th_window_get:
 * @code: as it is written in the hall description; "03" stands for "3"
 *
 * Returns: (transfer none): the window, or NULL with NOT_FOUND
 */
const ThWindow *
th_window_get (const ThTurn *turn,
               const char   *code,
               GError      **error)
{
  const ThWindowSpec *spec = th_hall_window (turn->hall, code);
  GPtrArray *windows;

  if (spec == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no window %s in this hall."), code);
      return NULL;
    }
  windows = th_windows_get (turn, error);
  return windows != NULL ? find (windows, spec->code) : NULL;
}

/* The window @staff has open, or NULL. */
const ThWindow *
th_window_of (const ThTurn *turn,
              const char   *staff)
{
  GPtrArray *windows = th_windows_get (turn, NULL);

  for (guint i = 0; windows != NULL && i < windows->len; i++)
    {
      ThWindow *window = g_ptr_array_index (windows, i);

      if (g_strcmp0 (window->staff, staff) == 0)
        return window;
    }
  return NULL;
}

/* Every change names the state it was decided on: where the row has another
 * one, what was cached is old, and nothing is done. */
static gboolean
must_have_changed (const ThTurn *turn,
                   GError      **error)
{
  if (th_database_changes (turn->db) == 1)
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_CONFLICT, _("The window was changed elsewhere meanwhile. Nothing was done; look again and repeat it."));
  return FALSE;
}

static void
changed (const ThTurn *turn)
{
  th_database_set_data (turn->db, "windows", NULL, NULL);
  th_database_touch (turn->db, TH_CHANGE_WINDOWS);
}

static gboolean
note (const ThTurn   *turn,
      const char     *kind,
      const ThWindow *window,
      ThWindowState   to,
      const char     *reason,
      const char     *staff,
      const char     *duty,
      GError        **error)
{
  JsonObject *detail = NULL;

  if (staff != NULL || duty != NULL)
    detail = json_object_new ();
  if (staff != NULL)
    json_object_set_string_member (detail, "staff", staff);
  if (duty != NULL)
    json_object_set_string_member (detail, "duty", duty);
  return th_turn_note (turn, (ThNote) { .kind = kind, .window = window->code, .from = state_names[window->state],
                                        .to = state_names[to], .reason = reason, .detail = detail }, error);
}

/* The duty @staff may do at a window: what was asked for, or the usual duty
 * as far as the skills reach. */
static ThDuty *
duty_for (const ThTurn  *turn,
          const ThStaff *staff,
          const char    *code,
          const char    *asked,
          GError       **error)
{
  const char *usual = th_hall_window (turn->hall, code)->duty;
  g_autoptr (ThDuty) duty = th_duty_parse (asked != NULL ? asked : usual, error);
  ThDuty *able;
  const ThDutyItem *items;
  guint n;

  if (duty == NULL)
    return NULL;
  items = th_duty_items (duty, &n);
  for (guint i = 0; i < n; i++)
    {
      if (th_hall_queue (turn->hall, items[i].queue) == NULL)
        {
          g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no queue %s in this hall."), items[i].queue);
          return NULL;
        }
      if (asked != NULL && !g_strv_contains (staff->skills, items[i].queue))
        {
          g_set_error (error, TH_ERROR, TH_ERROR_NOT_ALLOWED, _("%s is not trained for queue %s."), staff->zh, items[i].queue);
          return NULL;
        }
    }
  if (asked != NULL)
    return g_steal_pointer (&duty);

  able = th_duty_only (duty, staff->skills);
  if (able == NULL)
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_ALLOWED,
                 _("%s is trained for none of the queues of window %s (%s). Name another duty."), staff->zh, code, usual);
  return able;
}

/* 1 when a ticket of today is in front of the window, 0 when none, -1 on failure. */
static int
is_busy (const ThTurn *turn,
         const char   *code,
         GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ThRows) rows = th_database_query (turn->db, &sql_window_busy, &local, "is", th_hall_get_id (turn->hall), code);
  gboolean found = rows != NULL && th_rows_next (rows, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return -1;
    }
  return found && th_rows_int (rows, 0) == turn->day ? 1 : 0;
}

/* Whoever forgot to close yesterday is no longer in today's way. */
static gboolean
close_if_old (const ThTurn *turn,
              const char   *code,
              GError      **error)
{
  const ThWindow *window = th_window_get (turn, code, error);

  if (window == NULL)
    return FALSE;
  if (window->state == TH_WINDOW_CLOSED || th_day_of (window->opened, th_hall_get_zone (turn->hall)) >= turn->day)
    return TRUE;
  if (!note (turn, "window.closed", window, TH_WINDOW_CLOSED, "left open on an earlier day", NULL, NULL, error) ||
      !th_database_exec (turn->db, &sql_window_close, error, "issis", th_hall_get_id (turn->hall), window->code, NULL, turn->now,
                         state_names[window->state]) ||
      !must_have_changed (turn, error))
    return FALSE;
  changed (turn);
  return TRUE;
}

/**
 * th_window_open:
 * @staff: whose PIN has been checked
 * @duty: (nullable): NULL for the usual duty, as far as the skills reach
 *
 * Opens a window, or gives it another duty when the same person has it open.
 *
 * Errors: NOT_FOUND, NOT_ALLOWED (skills), WINDOW_BUSY (somebody else's
 * window, or the person has another one), BAD_REQUEST (duty).
 */
gboolean
th_window_open (const ThTurn *turn,
                const char   *code,
                const char   *staff,
                const char   *duty_text,
                GError      **error)
{
  const ThStaff *person = th_hall_staff (turn->hall, staff);
  const ThWindow *window;
  const ThWindow *other;
  g_autoptr (ThDuty) duty = NULL;

  if (person == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is nobody with staff number %s."), staff);
      return FALSE;
    }
  if (!close_if_old (turn, code, error))
    return FALSE;
  other = th_window_of (turn, staff);
  if (other != NULL && !close_if_old (turn, other->code, error))
    return FALSE;

  window = th_window_get (turn, code, error);
  /* Opening again without a word about the duty does not take back another. */
  if (window != NULL && duty_text == NULL && window->duty != NULL && g_strcmp0 (window->staff, staff) == 0)
    duty_text = th_duty_text (window->duty);
  duty = window != NULL ? duty_for (turn, person, window->code, duty_text, error) : NULL;
  if (duty == NULL)
    return FALSE;
  if (window->staff != NULL && !g_str_equal (window->staff, staff))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_BUSY, _("Window %s is open under staff number %s. Close it there first."),
                   window->code, window->staff);
      return FALSE;
    }
  other = th_window_of (turn, staff);
  if (other != NULL && other != window)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_BUSY, _("Staff number %s has window %s open. Close it there first."), staff, other->code);
      return FALSE;
    }
  if (window->state == TH_WINDOW_OPEN)
    return th_window_set_duty (turn, window->code, th_duty_text (duty), error);
  if (window->state == TH_WINDOW_PAUSED)
    {
      /* Resuming renews the windows: @window is gone after it. */
      g_autofree char *name = g_strdup (window->code);

      return th_window_resume (turn, name, error) && th_window_set_duty (turn, name, th_duty_text (duty), error);
    }

  if (!note (turn, "window.opened", window, TH_WINDOW_OPEN, NULL, staff, th_duty_text (duty), error) ||
      !th_database_exec (turn->db, &sql_window_open, error, "isssis", th_hall_get_id (turn->hall), window->code, staff,
                         th_duty_text (duty), turn->now, state_names[window->state]) ||
      !must_have_changed (turn, error))
    return FALSE;
  changed (turn);
  return TRUE;
}

static gboolean
set_state (const ThTurn   *turn,
           const ThWindow *window,
           ThWindowState   to,
           const char     *kind,
           const char     *reason,
           ThInstant       until,
           GError        **error)
{
  if (!note (turn, kind, window, to, reason, NULL, NULL, error) ||
      !th_database_exec (turn->db, &sql_window_set_state, error, "isssois", th_hall_get_id (turn->hall), window->code,
                         state_names[to], reason, until, turn->now, state_names[window->state]) ||
      !must_have_changed (turn, error))
    return FALSE;
  changed (turn);
  return TRUE;
}

static const ThWindow *
in_state (const ThTurn *turn,
          const char   *code,
          ThWindowState wanted,
          GError      **error)
{
  const ThWindow *window = th_window_get (turn, code, error);

  if (window == NULL || window->state == wanted)
    return window;
  if (window->state == TH_WINDOW_CLOSED)
    g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_CLOSED, _("Window %s is closed. Open it first."), window->code);
  else if (window->state == TH_WINDOW_CLOSING)
    g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("Window %s is closing. Finish the ticket in front of it, or open the window again."),
                 window->code);
  else
    g_set_error (error, TH_ERROR, TH_ERROR_WRONG_STATE, _("Window %s is \"%s\", which this does not fit."), window->code,
                 g_dpgettext2 (GETTEXT_PACKAGE, "window", state_names[window->state]));
  return NULL;
}

/**
 * th_window_pause:
 * @until: the expected return, or 0
 *
 * Errors: WINDOW_CLOSED, WRONG_STATE, WINDOW_BUSY with somebody in front.
 */
gboolean
th_window_pause (const ThTurn *turn,
                 const char   *code,
                 const char   *reason,
                 ThInstant     until,
                 GError      **error)
{
  const ThWindow *window = in_state (turn, code, TH_WINDOW_OPEN, error);
  int busy = window != NULL ? is_busy (turn, window->code, error) : -1;

  if (busy < 0)
    return FALSE;
  if (busy)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_BUSY, _("Somebody is at window %s. Finish, hold or transfer that ticket first."), window->code);
      return FALSE;
    }
  return set_state (turn, window, TH_WINDOW_PAUSED, "window.paused", reason, until, error);
}

gboolean
th_window_resume (const ThTurn *turn,
                  const char   *code,
                  GError      **error)
{
  const ThWindow *window = in_state (turn, code, TH_WINDOW_PAUSED, error);

  return window != NULL && set_state (turn, window, TH_WINDOW_OPEN, "window.resumed", NULL, 0, error);
}

static gboolean
close_now (const ThTurn   *turn,
           const ThWindow *window,
           const char     *reason,
           GError        **error)
{
  g_autofree char *code = g_strdup (window->code);

  if (!note (turn, "window.closed", window, TH_WINDOW_CLOSED, reason, window->staff, NULL, error) ||
      !th_database_exec (turn->db, &sql_window_close, error, "issis", th_hall_get_id (turn->hall), code, reason, turn->now,
                         state_names[window->state]) ||
      !must_have_changed (turn, error) ||
      !th_database_exec (turn->db, &sql_window_release, error, "iys", th_hall_get_id (turn->hall), (int) turn->day, code))
    return FALSE;
  changed (turn);
  return TRUE;
}

/**
 * th_window_close:
 *
 * Closes a window. With somebody in front it is "closing": that ticket may be
 * finished, nothing new is called, and it closes with the end of the sitting.
 *
 * Errors: WINDOW_CLOSED.
 */
gboolean
th_window_close (const ThTurn *turn,
                 const char   *code,
                 const char   *reason,
                 GError      **error)
{
  const ThWindow *window = th_window_get (turn, code, error);
  int busy;

  if (window == NULL)
    return FALSE;
  if (window->state == TH_WINDOW_CLOSED)
    return in_state (turn, code, TH_WINDOW_OPEN, error) != NULL;
  busy = is_busy (turn, window->code, error);
  if (busy < 0)
    return FALSE;
  if (!busy)
    return close_now (turn, window, reason, error);
  if (window->state == TH_WINDOW_CLOSING)
    return TRUE;
  return set_state (turn, window, TH_WINDOW_CLOSING, "window.closing", reason, 0, error);
}

gboolean
th_window_settle (const ThTurn *turn,
                  const char   *code,
                  GError      **error)
{
  const ThWindow *window = th_window_get (turn, code, error);

  if (window == NULL)
    return FALSE;
  return window->state != TH_WINDOW_CLOSING || close_now (turn, window, window->reason, error);
}

/**
 * th_window_set_duty:
 *
 * Changes what a window serves, from its next call on.
 *
 * Errors: WINDOW_CLOSED, NOT_FOUND, NOT_ALLOWED (skills), BAD_REQUEST.
 */
gboolean
th_window_set_duty (const ThTurn *turn,
                    const char   *code,
                    const char   *duty_text,
                    GError      **error)
{
  const ThWindow *window = th_window_get (turn, code, error);
  const ThStaff *person;
  g_autoptr (ThDuty) duty = NULL;

  if (window == NULL)
    return FALSE;
  if (window->state == TH_WINDOW_CLOSED || window->state == TH_WINDOW_CLOSING)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_CLOSED, _("Window %s is closed. Open it first."), window->code);
      return FALSE;
    }
  person = th_hall_staff (turn->hall, window->staff);
  if (person == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is nobody with staff number %s."), window->staff);
      return FALSE;
    }
  duty = duty_for (turn, person, window->code, duty_text, error);
  if (duty == NULL)
    return FALSE;
  if (g_str_equal (th_duty_text (duty), th_duty_text (window->duty)))
    return TRUE;
  if (!note (turn, "window.duty", window, window->state, NULL, NULL, th_duty_text (duty), error) ||
      !th_database_exec (turn->db, &sql_window_set_duty, error, "isssss", th_hall_get_id (turn->hall), window->code, th_duty_text (duty),
                         state_names[window->state], window->staff, th_duty_text (window->duty)) ||
      !must_have_changed (turn, error))
    return FALSE;
  changed (turn);
  return TRUE;
}
