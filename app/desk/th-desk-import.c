/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Importing a description into a hall at work: what is in use cannot go. */

#include "th-desk-private.h"

#include <glib/gi18n-lib.h>

#include "th-booking.h"
#include "th-hall-file.h"
#include "th-hall-records.h"
#include "th-line.h"

/* A window somebody sits at. */
static gboolean
may_go_window (ThAsk      *ask,
               const char *code,
               GError    **error)
{
  const ThWindow *window = th_window_get (&ask->turn, code, NULL);

  if (window == NULL || window->state == TH_WINDOW_CLOSED)
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_BUSY, _("The description has no window %s, but it is open now. Close it first; nothing was changed."), code);
  return FALSE;
}

/* Somebody who sits at one. */
static gboolean
may_go_staff (ThAsk      *ask,
              const char *no,
              GError    **error)
{
  const ThWindow *window = th_window_of (&ask->turn, no);

  if (window == NULL)
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_BUSY, _("Staff number %s has window %s open. Close it there first."), no, window->code);
  return FALSE;
}

static const ThWindow *
window_serving (ThAsk      *ask,
                const char *queue)
{
  GPtrArray *windows = th_windows_get (&ask->turn, NULL);

  for (guint i = 0; windows != NULL && i < windows->len; i++)
    {
      const ThWindow *window = g_ptr_array_index (windows, i);

      if (window->duty != NULL && th_duty_tier (window->duty, queue) >= 0)
        return window;
    }
  return NULL;
}

/* A queue somebody stands in, is served from or put aside of, or that a window
 * serves now. */
static gboolean
may_go_queue (ThAsk      *ask,
              const char *prefix,
              GError    **error)
{
  const ThWindow *window = window_serving (ask, prefix);
  g_autoptr (GArray) tickets = th_day_load (&ask->turn, error);
  guint open = 0;

  if (tickets == NULL)
    return FALSE;
  for (guint i = 0; i < tickets->len; i++)
    {
      const ThDayTicket *ticket = &g_array_index (tickets, ThDayTicket, i);

      open += g_str_equal (ticket->queue, prefix) &&
              (th_ticket_in_line (ticket->state) || ticket->state == TH_TICKET_CALLED || ticket->state == TH_TICKET_SERVING ||
               ticket->state == TH_TICKET_HELD);
    }
  if (open > 0)
    g_set_error (error, TH_ERROR, TH_ERROR_CONFLICT,
                 g_dngettext (GETTEXT_PACKAGE, "The description has no queue %s, but %u number of it is still open. Finish it first; nothing was changed.",
                              "The description has no queue %s, but %u numbers of it are still open. Finish them first; nothing was changed.", open), prefix, open);
  else if (window != NULL)
    g_set_error (error, TH_ERROR, TH_ERROR_WINDOW_BUSY,
                 _("The description has no queue %s, but window %s serves it now. Give the window another duty or close it first; nothing was changed."),
                 prefix, window->code);
  return open == 0 && window == NULL;
}

/* Whether nobody is booked for it on a day to come. */
static gboolean
may_go_booked (ThAsk      *ask,
               const char *kind,
               const char *code,
               GError    **error)
{
  g_autofree char *codes = NULL;

  if (!th_booking_using (&ask->turn, kind, code, &codes, error))
    return FALSE;
  if (codes == NULL)
    return TRUE;
  g_set_error (error, TH_ERROR, TH_ERROR_CONFLICT,
               g_str_equal (kind, "queue") ? _("The description has no queue %s, but bookings to come need it: %s. Move or cancel them first; nothing was changed.")
               : g_str_equal (kind, "matter") ? _("The description has no matter %s, but bookings to come need it: %s. Move or cancel them first; nothing was changed.")
               : _("The description has no staff number %s, but bookings to come are with this person: %s. Move or cancel them first; nothing was changed."),
               code, codes);
  return FALSE;
}

static gboolean
may_go (ThAsk              *ask,
        const ThHallChange *change,
        GError            **error)
{
  gboolean may = TRUE;

  if (change->op != '-' || ask->turn.hall == NULL)
    return TRUE;
  if (g_str_equal (change->kind, "window"))
    may = may_go_window (ask, change->code, error);
  else if (g_str_equal (change->kind, "staff"))
    may = may_go_staff (ask, change->code, error);
  else if (g_str_equal (change->kind, "queue"))
    may = may_go_queue (ask, change->code, error);
  return may && may_go_booked (ask, change->kind, change->code, error);
}

/* Bookings that the hall cannot keep as it is from now on are named. */
static gboolean
out_stranded (ThAsk   *ask,
              ThHall  *before,
              GError **error)
{
  JsonArray *array = json_array_new ();
  ThHall *hall = before != NULL ? th_hall_cached (ask->turn.db, th_hall_get_code (before), error) : NULL;
  g_autoptr (GPtrArray) sentences = NULL;

  json_object_set_array_member (ask->out, "warnings", array);
  if (before == NULL)
    return TRUE;
  sentences = hall != NULL ? th_booking_stranded (&ask->turn, hall, error) : NULL;
  for (guint i = 0; sentences != NULL && i < sentences->len; i++)
    json_array_add_string_element (array, sentences->pdata[i]);
  return sentences != NULL;
}

/* The verb hall.import; a refusal rolls back what was imported. */
gboolean
th_desk_import (ThAsk   *ask,
                GError **error)
{
  const char *path = th_ask_text (ask, "file");
  g_autoptr (JsonObject) file = *path != '\0' ? th_hall_file_load (path, error) : NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) th_hall_change_free);
  g_autoptr (ThHall) before = ask->turn.hall != NULL ? th_hall_ref (ask->turn.hall) : NULL;
  JsonArray *array;

  if (*path == '\0')
    return th_ask_bad (error, "file", _("the name of a file"));
  if (file == NULL || !th_hall_import (ask->turn.db, file, th_desk_get_clock (ask->desk), ask->turn.actor, changes, NULL, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!may_go (ask, g_ptr_array_index (changes, i), error))
      return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *text = th_hall_change_text (g_ptr_array_index (changes, i));

      json_array_add_string_element (array, text);
    }
  json_object_set_array_member (ask->out, "changes", array);
  return out_stranded (ask, before, error);
}
