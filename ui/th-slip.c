/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The slip as values, and how it is drawn: black on white, one column, the
 * number large enough to be read at arm's length. Sizes are parts of the width,
 * so 58 mm and 80 mm rolls both come out right. */

#include "th-slip.h"

#include <glib/gi18n.h>
#include <string.h>

#include "th-day.h"
#include "th-text.h"

static JsonObject *
find (JsonArray *array, const char *key, const char *value)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = th_member_element (array, i);

      if (g_strcmp0 (th_member_text (element, key), value) == 0)
        return element;
    }

  return NULL;
}

/* Whether a duty such as "T|F>N" names @queue. */
static gboolean
duty_has (const char *duty, const char *queue)
{
  g_auto (GStrv) names = duty != NULL ? g_strsplit_set (duty, "|>", -1) : NULL;

  return names != NULL && queue != NULL && g_strv_contains ((const char *const *) names, queue);
}

/* "1-4, 6": windows that follow each other are one range. A code that is not a
 * number stands alone. */
static char *
ranges (GPtrArray *codes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < codes->len;)
    {
      gint64 first = g_ascii_strtoll (g_ptr_array_index (codes, i), NULL, 10);
      guint n = 1;

      while (first > 0 && i + n < codes->len
             && g_ascii_strtoll (g_ptr_array_index (codes, i + n), NULL, 10) == first + (gint64) n)
        n++;

      g_string_append_printf (text, "%s%s", i > 0 ? _(", ") : "", (const char *) g_ptr_array_index (codes, i));
      if (n > 1)
        g_string_append_printf (text, "–%s", (const char *) g_ptr_array_index (codes, i + n - 1));
      i += n;
    }

  return g_string_free (text, FALSE);
}

/* The windows that serve @queue; the closed ones only when all are. */
static char *
describe_place (JsonObject *hall, const char *queue)
{
  JsonArray *windows = hall != NULL ? th_member_array (hall, "windows") : NULL;
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autofree char *list = NULL;
  GPtrArray *used;

  for (guint i = 0; windows != NULL && i < json_array_get_length (windows); i++)
    {
      JsonObject *window = th_member_element (windows, i);

      if (!duty_has (th_member_text (window, "duty"), queue))
        continue;
      g_ptr_array_add (all, (gpointer) th_member_text (window, "no"));
      if (g_strcmp0 (th_member_text (window, "state"), "closed") != 0)
        g_ptr_array_add (open, (gpointer) th_member_text (window, "no"));
    }

  used = open->len > 0 ? open : all;
  if (used->len == 0)
    return NULL;

  list = ranges (used);
  return g_strdup_printf (_("Windows: %s"), list);
}

static char *
describe_matters (JsonObject *shown, JsonObject *catalogue)
{
  JsonArray *matters = th_member_array (shown, "matters");
  GString *text = g_string_new (NULL);

  for (guint i = 0; matters != NULL && i < json_array_get_length (matters); i++)
    {
      JsonNode *node = json_array_get_element (matters, i);
      JsonObject *matter = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *code = matter != NULL ? th_member_text (matter, "code") : json_node_get_string (node);
      JsonObject *entry = find (th_member_array (catalogue, "matters"), "code", code);

      g_string_append_printf (text, "%s%s", i > 0 ? _(", ") : "", entry != NULL ? th_member_local (entry, "") : code);
    }

  if (text->len == 0)
    return g_string_free (text, TRUE);

  g_string_prepend (text, _("Matters: "));
  return g_string_free (text, FALSE);
}

static char *
describe_ahead (int ahead)
{
  if (ahead < 0)
    return NULL;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Ahead of you: %d person", "Ahead of you: %d people", (gulong) ahead),
                          ahead);
}

static char *
describe_taken (JsonObject *shown, GTimeZone *zone)
{
  ThInstant at = th_member_instant (shown, "entered");
  g_autofree char *day = th_day_format (th_day_of (at, zone));
  int second = th_day_second (at, zone);

  return g_strdup_printf (_("Taken: %s %02d:%02d:%02d"), day, second / 3600, second / 60 % 60, second % 60);
}

/**
 * th_slip_new:
 * @shown: an answer of ticket.show
 * @ahead: how many stand before it; negative when that is not known
 * @catalogue: an answer of catalogue.show
 * @hall: (nullable): an answer of hall.show
 *
 * Returns: (transfer full): what stands on the slip
 */
ThSlip *
th_slip_new (JsonObject *shown, int ahead, JsonObject *catalogue, JsonObject *hall, GTimeZone *zone)
{
  ThSlip *self = g_new0 (ThSlip, 1);
  const char *prefix = th_member_text (shown, "queue");
  const char *window = th_member_text (shown, "to_window");
  JsonObject *queue = find (th_member_array (catalogue, "queues"), "prefix", prefix);
  JsonObject *named = hall != NULL ? th_member_object (hall, "hall") : NULL;

  self->hall = g_strdup (named != NULL ? th_member_local (named, "") : "");
  self->queue = g_strdup (queue != NULL ? th_member_local (queue, "") : prefix);
  self->number = g_strdup (th_member_text (shown, "ticket"));
  self->ahead = describe_ahead (ahead);
  /* Whoever was promised a clerk waits for one window. */
  self->place = window != NULL ? g_strdup_printf (_("To window %s"), window) : describe_place (hall, prefix);
  self->matters = describe_matters (shown, catalogue);
  self->taken = describe_taken (shown, zone);

  return self;
}

void
th_slip_free (ThSlip *self)
{
  if (self == NULL)
    return;

  g_free (self->hall);
  g_free (self->queue);
  g_free (self->number);
  g_free (self->ahead);
  g_free (self->place);
  g_free (self->matters);
  g_free (self->taken);
  g_free (self);
}

/**
 * th_slip_draw:
 * @pen: its origin at the top left of the paper's inside
 * @width: of the paper's inside
 *
 * Returns: the height used
 */
double
th_slip_draw (const ThSlip *self, ThPen *pen, double width)
{
  const double small = width / 22;
  const double body = width / 18;
  double y = 0;

  y += th_pen_text (pen, 0, y, width, body, TH_PEN_CENTRE, self->hall);
  y += th_pen_text (pen, 0, y, width, body * 1.4, TH_PEN_CENTRE | TH_PEN_BOLD, self->queue);
  y += th_pen_text (pen, 0, y, width, width / 4, TH_PEN_CENTRE | TH_PEN_BOLD, self->number);
  y += th_pen_text (pen, 0, y, width, body * 1.2, TH_PEN_BOLD, self->ahead);
  y += th_pen_text (pen, 0, y, width, body, TH_PEN_PLAIN, self->place);
  y += th_pen_text (pen, 0, y, width, body, TH_PEN_PLAIN, self->matters);
  y += th_pen_text (pen, 0, y, width, body, TH_PEN_PLAIN, self->taken);

  y += small / 2;
  th_pen_rule (pen, 0, y, width, MAX (width / 300, 0.5), 0);
  y += small / 2;

  y += th_pen_text (pen, 0, y, width, small, TH_PEN_PLAIN,
                    _("Please watch the board and listen for your number. If you miss your call, go to the guide desk "
                      "and you are put back in line; after that please take a new ticket. Valid today only."));
  y += th_pen_text (pen, 0, y, width, small, TH_PEN_PLAIN, _("Questions and complaints: 12366 / 12345"));

  return y;
}
