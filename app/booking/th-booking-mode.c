/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The ways of service, and what each asks for. Pure.
 *
 *   hall      at a window, in a slot of the hall
 *   door      two clerks go to an address, inside the hours
 *   flexible  a clerk stays outside the hours
 *   remote    a clerk looks at photographs, inside the hours
 *   green     in a slot of the hall; the ticket has priority, and its ground
 *   mobile    at a point outside the hall, in one of its own places */

#include "th-booking.h"

#include <glib/gi18n-lib.h>

#include "th-words.h"

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

/* The sentence about what is missing or too much; NULL when all is there. */
static const char *
mode_fault (const ThModeFields *fields)
{
  if (fields->mode == TH_MODE_MOBILE ? fields->point == NULL : fields->point != NULL)
    return fields->point == NULL ? _("\"point\": say at which point.") : _("\"point\": only service at a point has one.");
  if (fields->mode != TH_MODE_DOOR && fields->staff2 != NULL)
    return _("\"staff2\": only a visit has two clerks.");
  switch (fields->mode)
    {
    case TH_MODE_DOOR:
      if (is_empty (fields->address))
        return _("\"address\": a visit needs the address.");
      return fields->staff == NULL || fields->staff2 == NULL || g_str_equal (fields->staff, fields->staff2)
        ? _("\"staff2\": a visit needs two clerks.") : NULL;
    case TH_MODE_FLEXIBLE:
      return fields->staff == NULL ? _("\"staff\": service outside the hours needs a clerk.") : NULL;
    case TH_MODE_REMOTE:
      if (fields->staff == NULL)
        return _("\"staff\": a remote check needs a clerk.");
      return !fields->photos ? _("\"photos\": a remote check needs photographs. Ask for them first.") : NULL;
    case TH_MODE_GREEN:
      return is_empty (fields->ground) ? _("\"ground\": the priority channel needs its ground.") : NULL;
    case TH_MODE_HALL:
    case TH_MODE_MOBILE:
    default:
      return NULL;
    }
}

gboolean
th_booking_mode_check (const ThModeFields *fields,
                       GError            **error)
{
  const char *fault = mode_fault (fields);

  if (fault == NULL)
    return TRUE;
  g_set_error_literal (error, TH_ERROR, TH_ERROR_BAD_REQUEST, fault);
  return FALSE;
}

gboolean
th_booking_point_handles (ThHall            *hall,
                          const char        *code,
                          const char *const *matters,
                          GError           **error)
{
  const ThPoint *point;

  if (code == NULL)
    return TRUE;
  point = th_hall_point (hall, code);
  if (point == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no point %s of this hall."), code);
      return FALSE;
    }
  for (guint i = 0; matters != NULL && matters[i] != NULL; i++)
    if (!th_point_handles (point, matters[i]))
      {
        g_set_error (error, TH_ERROR, TH_ERROR_NOT_OPEN, _("%s is not handled at %s. Book it in the hall, or choose another point."), matters[i],
                     th_words (point->zh, point->en));
        return FALSE;
      }
  return TRUE;
}

gboolean
th_booking_clerk_knows (ThHall     *hall,
                        const char *no,
                        const char *queue,
                        GError    **error)
{
  const ThStaff *staff = th_hall_staff (hall, no);

  if (staff == NULL)
    g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is nobody with staff number %s."), no);
  else if (!g_strv_contains (staff->skills, queue))
    g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("%s does not handle queue %s. Choose another clerk."), no, queue);
  else
    return TRUE;
  return FALSE;
}

char *
th_booking_place (const char *queue,
                  const char *point)
{
  return point != NULL ? g_strconcat ("@", point, NULL) : g_strdup (queue);
}
