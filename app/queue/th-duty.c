/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading and writing the duty of a window. A duty is parsed once, when the
 * window opens or changes it, and then only read. */

#include "th-duty.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_QUEUES 64

struct _ThDuty
{
  gint    ref_count;
  GArray *items;       /* of ThDutyItem, in order of preference; owns the text */
  char   *text;
  char   *pattern;
};

static void
item_clear (gpointer data)
{
  g_free ((char *) ((ThDutyItem *) data)->queue);
}

static ThDuty *
duty_new (void)
{
  ThDuty *self = g_new0 (ThDuty, 1);

  self->ref_count = 1;
  self->items = g_array_new (FALSE, FALSE, sizeof (ThDutyItem));
  g_array_set_clear_func (self->items, item_clear);
  return self;
}

static void
duty_add (ThDuty     *self,
          const char *queue,
          int         tier)
{
  ThDutyItem item = { g_strdup (queue), tier };

  g_array_append_val (self->items, item);
}

static ThDuty *
duty_seal (ThDuty *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) pattern = g_string_new ("|");

  for (guint i = 0; i < self->items->len; i++)
    {
      const ThDutyItem *item = &g_array_index (self->items, ThDutyItem, i);

      if (i > 0)
        g_string_append_c (text, item->tier == (item - 1)->tier ? '|' : '>');
      g_string_append (text, item->queue);
      g_string_append_printf (pattern, "%s|", item->queue);
    }
  self->text = g_strdup (text->str);
  self->pattern = g_strdup (pattern->str);
  return self;
}

static gboolean
queue_is_sound (const char *queue)
{
  gsize length = strlen (queue);

  if (length == 0 || length > 16)
    return FALSE;
  for (const char *c = queue; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c))
      return FALSE;
  return TRUE;
}

static gboolean
parse_tier (ThDuty     *self,
            const char *text,
            int         tier,
            GError    **error)
{
  g_auto (GStrv) queues = g_strsplit (text, "|", -1);

  if (queues[0] == NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("A duty has no empty tier. A duty looks like T|F>N."));
      return FALSE;
    }
  for (guint i = 0; queues[i] != NULL; i++)
    {
      const char *queue = g_strstrip (queues[i]);

      if (!queue_is_sound (queue) || self->items->len >= MAX_QUEUES)
        {
          g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST,
                       _("\"%s\" is not a queue in a duty. A duty looks like T|F>N."), queue);
          return FALSE;
        }
      if (th_duty_tier (self, queue) >= 0)
        {
          g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("Queue %s stands twice in the duty."), queue);
          return FALSE;
        }
      duty_add (self, queue, tier);
    }
  return TRUE;
}

/**
 * th_duty_parse:
 * @text: queue prefixes joined by | inside a tier and by > between tiers
 *
 * Returns: (transfer full): the duty, or NULL with BAD_REQUEST
 */
ThDuty *
th_duty_parse (const char *text,
               GError    **error)
{
  g_autoptr (ThDuty) self = duty_new ();
  g_auto (GStrv) tiers = NULL;

  if (strlen (text) > 1024)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("The duty is too long."));
      return NULL;
    }
  tiers = g_strsplit (text, ">", -1);
  for (int tier = 0; tiers[tier] != NULL; tier++)
    if (!parse_tier (self, tiers[tier], tier, error))
      return NULL;
  if (self->items->len == 0)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("The duty names no queue."));
      return NULL;
    }
  return duty_seal (g_steal_pointer (&self));
}

/**
 * th_duty_only:
 * @queues: (array zero-terminated=1): the queues to keep
 *
 * Returns: (transfer full) (nullable): the part of the duty that a person
 *   with these skills can do; NULL when nothing is left
 */
ThDuty *
th_duty_only (ThDuty            *self,
              const char *const *queues)
{
  g_autoptr (ThDuty) part = duty_new ();
  int tier = -1;
  int last = -1;

  for (guint i = 0; i < self->items->len; i++)
    {
      const ThDutyItem *item = &g_array_index (self->items, ThDutyItem, i);

      if (!g_strv_contains (queues, item->queue))
        continue;
      if (item->tier != last)
        tier++;
      last = item->tier;
      duty_add (part, item->queue, tier);
    }
  return part->items->len > 0 ? duty_seal (g_steal_pointer (&part)) : NULL;
}

ThDuty *
th_duty_ref (ThDuty *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
th_duty_unref (ThDuty *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->items);
  g_free (self->text);
  g_free (self->pattern);
  g_free (self);
}

const char *
th_duty_text (ThDuty *self)
{
  return self->text;
}

const char *
th_duty_pattern (ThDuty *self)
{
  return self->pattern;
}

const ThDutyItem *
th_duty_items (ThDuty *self,
               guint  *n)
{
  *n = self->items->len;
  return (const ThDutyItem *) self->items->data;
}

int
th_duty_tier (ThDuty     *self,
              const char *queue)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (g_array_index (self->items, ThDutyItem, i).queue, queue))
      return g_array_index (self->items, ThDutyItem, i).tier;
  return -1;
}
