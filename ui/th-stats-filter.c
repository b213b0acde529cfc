/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: the usual periods in one choice, any other in two. A period with a
 * name follows the calendar: a page left open on "today" shows today tomorrow. */

#include "th-stats-filter.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-day-button.h"
#include "th-feed.h"
#include "th-text.h"

typedef enum { PERIOD_TODAY, PERIOD_YESTERDAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_CHOSEN } Period;

struct _ThStatsFilter
{
  GtkWidget    parent_instance;
  GtkWidget   *content;
  GtkDropDown *period, *queue;
  ThDayButton *from, *to;
  ThSession   *session;
  ThFeed      *catalogue;
  GPtrArray   *prefixes;      /* of the queue list; NULL for all */
  gboolean     setting;
};

G_DEFINE_FINAL_TYPE (ThStatsFilter, th_stats_filter, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static ThDay
today (ThStatsFilter *self)
{
  return th_day_of (th_session_now (self->session), th_session_get_zone (self->session));
}

static void
changed (ThStatsFilter *self)
{
  if (!self->setting && th_day_button_get_day (self->from) != 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_days (ThStatsFilter *self, ThDay from, ThDay to)
{
  gboolean same = th_day_button_get_day (self->from) == from && th_day_button_get_day (self->to) == to;

  self->setting = TRUE;
  th_day_button_set_day (self->from, from);
  th_day_button_set_day (self->to, to);
  self->setting = FALSE;
  if (!same)
    changed (self);
}

static void
period_cb (ThStatsFilter *self)
{
  ThDay now;

  if (self->setting || self->session == NULL || th_session_get_hall (self->session) == NULL)
    return;

  now = today (self);
  switch (gtk_drop_down_get_selected (self->period))
    {
    case PERIOD_TODAY: set_days (self, now, now); break;
    case PERIOD_YESTERDAY: set_days (self, th_day_add (now, -1), th_day_add (now, -1)); break;
    case PERIOD_WEEK: set_days (self, th_day_add (now, -6), now); break;
    case PERIOD_MONTH: set_days (self, th_day_add (now, -29), now); break;
    default: break;
    }
}

/* A period never ends before it begins: the other end moves along. */
static void
day_cb (ThStatsFilter *self, GParamSpec *pspec, ThDayButton *button)
{
  ThDay from = th_day_button_get_day (self->from), to = th_day_button_get_day (self->to);

  if (self->setting)
    return;

  self->setting = TRUE;
  gtk_drop_down_set_selected (self->period, PERIOD_CHOSEN);
  if (from > to && button == self->from)
    th_day_button_set_day (self->to, from);
  else if (from > to)
    th_day_button_set_day (self->from, to);
  self->setting = FALSE;
  changed (self);
}

static const char *
chosen_queue (ThStatsFilter *self)
{
  guint which = gtk_drop_down_get_selected (self->queue);

  return which < self->prefixes->len ? self->prefixes->pdata[which] : NULL;
}

static void
choose_queue (ThStatsFilter *self, const char *prefix)
{
  for (guint i = 0; i < self->prefixes->len; i++)
    if (g_strcmp0 (self->prefixes->pdata[i], prefix) == 0)
      gtk_drop_down_set_selected (self->queue, i);
}

/* The queues of the hall; the one chosen stays chosen when it still exists. */
static void
catalogue_cb (ThStatsFilter *self)
{
  JsonArray *queues = th_member_array (th_feed_get_answer (self->catalogue), "queues");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *old = g_strdup (chosen_queue (self));

  if (queues == NULL)
    return;

  g_ptr_array_set_size (self->prefixes, 0);
  g_ptr_array_add (self->prefixes, NULL);
  gtk_string_list_append (names, _("All queues"));
  for (guint i = 0; i < json_array_get_length (queues); i++)
    {
      JsonObject *queue = th_member_element (queues, i);
      g_autofree char *name = g_strdup_printf ("%s %s", th_member_text (queue, "prefix"), th_member_local (queue, ""));

      g_ptr_array_add (self->prefixes, g_strdup (th_member_text (queue, "prefix")));
      gtk_string_list_append (names, name);
    }

  self->setting = TRUE;
  gtk_drop_down_set_model (self->queue, G_LIST_MODEL (names));
  choose_queue (self, old);
  self->setting = FALSE;
}

static void
th_stats_filter_dispose (GObject *object)
{
  ThStatsFilter *self = TH_STATS_FILTER (object);

  g_clear_object (&self->catalogue);
  g_clear_object (&self->session);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->prefixes, g_ptr_array_unref);
  G_OBJECT_CLASS (th_stats_filter_parent_class)->dispose (object);
}

static void
th_stats_filter_class_init (ThStatsFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_stats_filter_dispose;
  signals[CHANGED] = g_signal_new ("changed", TH_TYPE_STATS_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (TH_TYPE_DAY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-stats-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, ThStatsFilter, content);
  gtk_widget_class_bind_template_child (widget_class, ThStatsFilter, period);
  gtk_widget_class_bind_template_child (widget_class, ThStatsFilter, queue);
  gtk_widget_class_bind_template_child (widget_class, ThStatsFilter, from);
  gtk_widget_class_bind_template_child (widget_class, ThStatsFilter, to);
}

static void
th_stats_filter_init (ThStatsFilter *self)
{
  const char *periods[] = { _("Today"), _("Yesterday"), _("Last 7 days"), _("Last 30 days"), _("Chosen days"), NULL };
  const char *queues[] = { _("All queues"), NULL };
  g_autoptr (GtkStringList) period_names = gtk_string_list_new (periods);
  g_autoptr (GtkStringList) queue_names = gtk_string_list_new (queues);

  self->prefixes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->prefixes, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_drop_down_set_model (self->period, G_LIST_MODEL (period_names));
  gtk_drop_down_set_model (self->queue, G_LIST_MODEL (queue_names));
  g_signal_connect_swapped (self->period, "notify::selected", G_CALLBACK (period_cb), self);
  g_signal_connect_swapped (self->queue, "notify::selected", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->from, "notify::day", G_CALLBACK (day_cb), self);
  g_signal_connect_swapped (self->to, "notify::day", G_CALLBACK (day_cb), self);
}

/**
 * th_stats_filter_set_session:
 *
 * Gives the filter its hall, once.
 */
void
th_stats_filter_set_session (ThStatsFilter *self, ThSession *session)
{
  g_return_if_fail (TH_IS_STATS_FILTER (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->catalogue = th_feed_new (session, "catalogue.show", NULL);
  th_feed_set_changes (self->catalogue, TH_CHANGE_HALL);
  g_signal_connect_object (self->catalogue, "updated", G_CALLBACK (catalogue_cb), self, G_CONNECT_SWAPPED);
  th_feed_follow (self->catalogue, GTK_WIDGET (self));

  /* Until the hall is known nobody can say which day it is there. */
  g_signal_connect_object (session, "notify::hall", G_CALLBACK (period_cb), self, G_CONNECT_SWAPPED);
  period_cb (self);
}

JsonObject *
th_stats_filter_get_arguments (ThStatsFilter *self)
{
  JsonObject *arguments;
  g_autofree char *from = NULL, *to = NULL;

  g_return_val_if_fail (TH_IS_STATS_FILTER (self), NULL);
  if (th_day_button_get_day (self->from) == 0)
    return NULL;

  from = th_day_format (th_day_button_get_day (self->from));
  to = th_day_format (th_day_button_get_day (self->to));
  arguments = json_object_new ();
  json_object_set_string_member (arguments, "from", from);
  json_object_set_string_member (arguments, "to", to);
  if (chosen_queue (self) != NULL)
    json_object_set_string_member (arguments, "queue", chosen_queue (self));

  return arguments;
}

/**
 * th_stats_filter_set_arguments:
 * @arguments: as th_stats_filter_get_arguments() gave it
 *
 * Goes back to an earlier choice.
 */
void
th_stats_filter_set_arguments (ThStatsFilter *self, JsonObject *arguments)
{
  g_return_if_fail (TH_IS_STATS_FILTER (self));

  self->setting = TRUE;
  gtk_drop_down_set_selected (self->period, PERIOD_CHOSEN);
  choose_queue (self, th_member_text (arguments, "queue"));
  th_day_button_set_day (self->from, th_day_parse (th_member_text (arguments, "from")));
  th_day_button_set_day (self->to, th_day_parse (th_member_text (arguments, "to")));
  self->setting = FALSE;
  changed (self);
}

/**
 * th_stats_filter_set_days:
 * @from: first day
 * @to: last day, not before @from
 */
void
th_stats_filter_set_days (ThStatsFilter *self, ThDay from, ThDay to)
{
  g_return_if_fail (TH_IS_STATS_FILTER (self) && from <= to);

  self->setting = TRUE;
  gtk_drop_down_set_selected (self->period, PERIOD_CHOSEN);
  self->setting = FALSE;
  set_days (self, from, to);
}

gboolean
th_stats_filter_is_open (ThStatsFilter *self)
{
  g_return_val_if_fail (TH_IS_STATS_FILTER (self), FALSE);
  return th_day_button_get_day (self->to) >= today (self);
}

void
th_stats_filter_refresh (ThStatsFilter *self)
{
  g_return_if_fail (TH_IS_STATS_FILTER (self));

  if (gtk_drop_down_get_selected (self->period) != PERIOD_CHOSEN)
    period_cb (self);
}
