/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: the waits of today or of any period, always with n, target and
 * definition. Two questions feed the page: one by hour for the strip and the
 * charts, one split as the table is; both follow the store as long as the
 * period touches today. What is shown stays until its successor is here. */

#include "th-page-stats.h"

#include <glib/gi18n.h>

#include "th-chart-hours.h"
#include "th-chart-key.h"
#include "th-day.h"
#include "th-feed.h"
#include "th-key-hint.h"
#include "th-messages.h"
#include "th-staff-window.h"
#include "th-stats-export.h"
#include "th-stats-filter.h"
#include "th-stats-view.h"
#include "th-text.h"

/* A question that takes longer says so and can be given up. */
#define PATIENCE_MS 300

struct _ThPageStats
{
  GtkWidget      parent_instance;
  GtkWidget     *content, *stack, *blocks, *charts, *hours_stack, *bins_stack, *hours_table_page, *bins_table_page;
  GtkWidget     *bins_card, *table_card, *splits, *tables, *export, *nearest;
  GtkWidget     *table_title, *table_note, *bins_unit, *definition, *empty_text;
  GtkWidget     *progress, *progress_bar;
  ThStatsFilter *filter;
  ThStatFigure  *mean, *median, *p90, *longest, *over, *handling;
  ThChartHours  *hours;
  ThChartBins   *bins;
  ThFigureTable *table, *hours_table, *bins_table;

  ThSession     *session;
  ThFeed        *by_hour, *by_split;
  char          *split;             /* key of the table */
  JsonObject    *shown, *asked;     /* arguments of what is seen, of what is asked */
  guint          patience, pulse;
  gboolean       as_tables, compact, following;
};

static void th_page_stats_page_init (ThPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ThPageStats, th_page_stats, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TH_TYPE_PAGE, th_page_stats_page_init))

enum { PROP_0, PROP_AS_TABLES, PROP_SESSION };

static const char *const split_keys[] = { "queue", "window", "staff", "matter" };

/* --- asking --- */

static JsonObject *
split_by (JsonObject *arguments, const char *key, gboolean bins)
{
  JsonObject *all = json_object_new ();
  JsonArray *keys = json_array_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, arguments);
  while (json_object_iter_next (&iter, &member, &node))
    json_object_set_member (all, member, json_node_copy (node));

  json_array_add_string_element (keys, key);
  json_object_set_array_member (all, "by", keys);
  if (bins)
    json_object_set_boolean_member (all, "bins", TRUE);

  return all;
}

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (TH_PAGE_STATS (data)->progress_bar));
  return G_SOURCE_CONTINUE;
}

static gboolean
patience_cb (gpointer data)
{
  ThPageStats *self = data;

  self->patience = 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->progress), TRUE);
  if (self->pulse == 0)
    self->pulse = g_timeout_add (100, pulse_cb, self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "stats.cancel", self->shown != NULL);

  return G_SOURCE_REMOVE;
}

static void
stop_waiting (ThPageStats *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->pulse, g_source_remove);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->progress), FALSE);
}

static void
ask (ThPageStats *self)
{
  g_autoptr (JsonObject) hour = NULL, split = NULL;
  JsonObject *arguments = th_stats_filter_get_arguments (self->filter);
  ThChange changes;

  if (arguments == NULL)
    return;

  g_clear_pointer (&self->asked, json_object_unref);
  self->asked = arguments;
  hour = split_by (self->asked, "hour", TRUE);
  split = split_by (self->asked, self->split, FALSE);

  if (self->patience == 0)
    self->patience = g_timeout_add (PATIENCE_MS, patience_cb, self);

  /* What ended before today does not change any more. */
  changes = th_stats_filter_is_open (self->filter) ? TH_CHANGE_ALL : TH_CHANGE_HALL;
  th_feed_set_changes (self->by_hour, changes);
  th_feed_set_changes (self->by_split, changes);
  th_feed_set_arguments (self->by_hour, hour);
  th_feed_set_arguments (self->by_split, split);

  /* A report has no meaning without a period, so the feeds begin here. */
  if (!self->following)
    {
      th_feed_follow (self->by_hour, GTK_WIDGET (self));
      th_feed_follow (self->by_split, GTK_WIDGET (self));
      self->following = TRUE;
    }
}

/* --- showing --- */

static void
view_heading (ThPageStats *self)
{
  static const char *const titles[] = { N_("By queue"), N_("By window"), N_("By staff"), N_("By matter") };

  for (guint i = 0; i < G_N_ELEMENTS (split_keys); i++)
    if (g_str_equal (split_keys[i], self->split))
      gtk_label_set_label (GTK_LABEL (self->table_title), _(titles[i]));

  gtk_label_set_label (GTK_LABEL (self->table_note),
                       g_str_equal (self->split, "matter") ? _("min; a ticket counts under each of its matters")
                                                           : _("min"));
}

static void
view_split (ThPageStats *self)
{
  JsonObject *report = th_feed_get_answer (self->by_split);

  if (report == NULL)
    return;
  view_heading (self);
  th_stats_view_rows (self->table, self->split, report);
}

static void
view_empty (ThPageStats *self, JsonObject *report)
{
  const char *nearest = th_member_text (report, "nearest_day");
  gint64 waiting = th_member_int (th_member_object (report, "total"), "waiting", 0);
  g_autofree char *text = NULL, *label = NULL;

  if (waiting > 0)
    text = g_strdup_printf (_("Nobody has been called yet; %d waiting."), (int) waiting);
  else
    text = g_strdup (_("No tickets in this range"));
  gtk_label_set_label (GTK_LABEL (self->empty_text), text);

  gtk_widget_set_visible (self->nearest, nearest != NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->nearest), "stats.nearest");
  if (nearest != NULL)
    {
      label = g_strdup_printf (_("Nearest day with tickets: %s"), nearest);
      gtk_button_set_label (GTK_BUTTON (self->nearest), label);
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
}

/* Figures are for staff; who signs in sees them without asking again. */
static void
view_nobody (ThPageStats *self)
{
  gtk_label_set_label (GTK_LABEL (self->empty_text), _("Sign in to see the waits of this hall."));
  gtk_button_set_label (GTK_BUTTON (self->nearest), _("Sign in"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->nearest), "win.sign-in");
  gtk_widget_set_visible (self->nearest, TRUE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
}

static void
view_charts (ThPageStats *self, JsonObject *report, gboolean fresh)
{
  int width;
  g_autofree char *unit = NULL;

  th_chart_hours_set (self->hours, th_member_array (report, "rows"), th_member_double (report, "target_s", 0), fresh);
  th_chart_bins_set (self->bins, th_member_array (report, "bins"), th_member_object (report, "total"), fresh);
  th_stats_view_hours (self->hours_table, report);
  th_stats_view_bins (self->bins_table, self->bins);

  width = th_chart_bins_get_width (self->bins);
  unit = g_strdup_printf (ngettext ("people per %d minute of wait", "people per %d minutes of wait", (gulong) width), width);
  gtk_label_set_label (GTK_LABEL (self->bins_unit), unit);
}

static void
by_hour_cb (ThPageStats *self)
{
  JsonObject *report = th_feed_get_answer (self->by_hour);
  const ThStatsStrip strip = { self->mean, self->median, self->p90, self->longest, self->over, self->handling };
  gboolean fresh = self->shown != self->asked;

  stop_waiting (self);
  if (g_error_matches (th_feed_get_error (self->by_hour), TH_ERROR, TH_ERROR_NOT_SIGNED_IN))
    {
      view_nobody (self);
      return;
    }
  if (th_feed_get_error (self->by_hour) != NULL)
    {
      th_message_error (GTK_WIDGET (self), _("The period could not be read."), th_feed_get_error (self->by_hour),
                        _("Try again"), "stats.refresh");
      return;
    }
  if (report == NULL)
    return;

  if (fresh)
    {
      g_clear_pointer (&self->shown, json_object_unref);
      self->shown = json_object_ref (self->asked);
    }
  th_stats_view_strip (&strip, report, th_session_get_zone (self->session));
  gtk_label_set_label (GTK_LABEL (self->definition), th_member_text (report, "definition"));

  if (th_member_int (th_member_object (report, "total"), "n", 0) == 0)
    {
      view_empty (self, report);
      return;
    }
  view_charts (self, report, fresh);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "figures");
}

/* --- the split of the table --- */

static void
split_cb (GtkToggleButton *button, ThPageStats *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  g_free (self->split);
  self->split = g_strdup (gtk_widget_get_name (GTK_WIDGET (button)));
  ask (self);
}

static void
add_splits (ThPageStats *self)
{
  static const char *const labels[] = { N_("Queue"), N_("Window"), N_("Staff"), N_("Matter") };
  GtkWidget *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (split_keys); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_(labels[i]));

      gtk_widget_set_name (button, split_keys[i]);
      gtk_widget_add_css_class (button, "small");
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first != NULL ? GTK_TOGGLE_BUTTON (first) : NULL);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 0);
      g_signal_connect (button, "toggled", G_CALLBACK (split_cb), self);
      gtk_box_append (GTK_BOX (self->splits), button);
      first = first != NULL ? first : button;
    }
}

/* --- actions --- */

static void
set_as_tables (ThPageStats *self, gboolean as_tables)
{
  self->as_tables = as_tables;
  gtk_stack_set_visible_child (GTK_STACK (self->hours_stack),
                               as_tables ? self->hours_table_page : GTK_WIDGET (self->hours));
  gtk_stack_set_visible_child (GTK_STACK (self->bins_stack),
                               as_tables ? self->bins_table_page : GTK_WIDGET (self->bins));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *target)
{
  ThPageStats *self = TH_PAGE_STATS (widget);
  const char *what = g_variant_get_string (target, NULL);

  if (self->shown != NULL)
    th_stats_export (widget, self->session, self->shown, g_str_equal (what, "table") ? self->split : what);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (TH_PAGE_STATS (widget)->export));
}

/* Back to the period that is on screen. */
static void
cancel_action (GtkWidget *widget, const char *name, GVariant *target)
{
  ThPageStats *self = TH_PAGE_STATS (widget);

  if (self->shown == NULL)
    return;

  stop_waiting (self);
  th_stats_filter_set_arguments (self->filter, self->shown);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *target)
{
  th_message_clear (widget);
  ask (TH_PAGE_STATS (widget));
}

static void
nearest_action (GtkWidget *widget, const char *name, GVariant *target)
{
  ThPageStats *self = TH_PAGE_STATS (widget);
  ThDay day = th_day_parse (th_member_text (th_feed_get_answer (self->by_hour), "nearest_day"));

  if (day != 0)
    th_page_stats_set_period (self, day, day);
}

/* Keys work wherever the focus is in the window, but only while this page is seen. */
static gboolean
key_tables_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_activate_action (widget, "stats.tables", NULL);
}

static gboolean
key_export_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_activate_action (widget, "stats.export-menu", NULL);
}

static void
add_key (GtkShortcutController *keys, guint key, GtkShortcutFunc callback)
{
  gtk_shortcut_controller_add_shortcut (keys,
    gtk_shortcut_new (gtk_keyval_trigger_new (key, GDK_CONTROL_MASK), gtk_callback_action_new (callback, NULL, NULL)));
}

/* --- the page --- */

static const ThPageKey page_keys[] = {
  { "Ctrl T", N_("Charts as tables") },
  { "Ctrl E", N_("Export") },
};

static const ThPageKey *
th_page_stats_get_keys (ThPage *page, guint *n)
{
  *n = G_N_ELEMENTS (page_keys);
  return page_keys;
}

static void
th_page_stats_focus_start (ThPage *page)
{
  gtk_widget_child_focus (GTK_WIDGET (TH_PAGE_STATS (page)->filter), GTK_DIR_TAB_FORWARD);
}

static void
th_page_stats_page_init (ThPageInterface *iface)
{
  iface->get_keys = th_page_stats_get_keys;
  iface->focus_start = th_page_stats_focus_start;
}

/* In a small window the distribution goes below the table. */
static void
place_blocks (ThPageStats *self, gboolean compact)
{
  GtkWidget *card = self->bins_card;

  if (compact == self->compact)
    return;

  self->compact = compact;
  g_object_ref (card);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (card)), card);
  gtk_box_append (GTK_BOX (compact ? self->blocks : self->charts), card);
  g_object_unref (card);
}

static void
compact_cb (ThPageStats *self, GParamSpec *pspec, ThStaffWindow *window)
{
  place_blocks (self, th_staff_window_get_compact (window));
}

static void
th_page_stats_root (GtkWidget *widget)
{
  GtkRoot *root;

  GTK_WIDGET_CLASS (th_page_stats_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (!TH_IS_STAFF_WINDOW (root))
    return;

  g_signal_connect_object (root, "notify::compact", G_CALLBACK (compact_cb), widget, G_CONNECT_SWAPPED);
  compact_cb (TH_PAGE_STATS (widget), NULL, TH_STAFF_WINDOW (root));
}

static void
th_page_stats_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (th_page_stats_parent_class)->map (widget);

  /* The day may have changed while nobody looked. */
  th_stats_filter_refresh (TH_PAGE_STATS (widget)->filter);
}

static void
th_page_stats_constructed (GObject *object)
{
  ThPageStats *self = TH_PAGE_STATS (object);

  G_OBJECT_CLASS (th_page_stats_parent_class)->constructed (object);

  self->by_hour = th_feed_new (self->session, "stats.report", NULL);
  self->by_split = th_feed_new (self->session, "stats.report", NULL);
  g_signal_connect_object (self->by_hour, "updated", G_CALLBACK (by_hour_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->by_split, "updated", G_CALLBACK (view_split), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::role", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  th_stats_filter_set_session (self->filter, self->session);
}

static void
th_page_stats_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThPageStats *self = TH_PAGE_STATS (object);

  if (id == PROP_SESSION)
    g_value_set_object (value, self->session);
  else
    g_value_set_boolean (value, self->as_tables);
}

static void
th_page_stats_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThPageStats *self = TH_PAGE_STATS (object);

  if (id == PROP_SESSION)
    self->session = g_value_dup_object (value);
  else
    set_as_tables (self, g_value_get_boolean (value));
}

static void
th_page_stats_dispose (GObject *object)
{
  ThPageStats *self = TH_PAGE_STATS (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_object (&self->by_hour);
  g_clear_object (&self->by_split);
  g_clear_object (&self->session);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (th_page_stats_parent_class)->dispose (object);
}

static void
th_page_stats_finalize (GObject *object)
{
  ThPageStats *self = TH_PAGE_STATS (object);

  g_clear_pointer (&self->shown, json_object_unref);
  g_clear_pointer (&self->asked, json_object_unref);
  g_free (self->split);
  G_OBJECT_CLASS (th_page_stats_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThPageStats, name)
  BIND (content); BIND (stack); BIND (blocks); BIND (charts); BIND (hours_stack); BIND (bins_stack);
  BIND (hours_table_page); BIND (bins_table_page); BIND (bins_card); BIND (table_card); BIND (splits);
  BIND (tables); BIND (export); BIND (nearest); BIND (table_title); BIND (table_note); BIND (bins_unit);
  BIND (definition); BIND (empty_text); BIND (progress); BIND (progress_bar); BIND (filter);
  BIND (mean); BIND (median); BIND (p90); BIND (longest); BIND (over); BIND (handling);
  BIND (hours); BIND (bins); BIND (table); BIND (hours_table); BIND (bins_table);
#undef BIND
}

static void
th_page_stats_class_init (ThPageStatsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = th_page_stats_constructed;
  object_class->get_property = th_page_stats_get_property;
  object_class->set_property = th_page_stats_set_property;
  object_class->dispose = th_page_stats_dispose;
  object_class->finalize = th_page_stats_finalize;
  widget_class->root = th_page_stats_root;
  widget_class->map = th_page_stats_map;

  g_object_class_install_property (object_class, PROP_AS_TABLES,
    g_param_spec_boolean ("as-tables", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_override_property (object_class, PROP_SESSION, "session");

  g_type_ensure (TH_TYPE_CHART_KEY);
  g_type_ensure (TH_TYPE_CHART_HOURS);
  g_type_ensure (TH_TYPE_CHART_BINS);
  g_type_ensure (TH_TYPE_FIGURE_TABLE);
  g_type_ensure (TH_TYPE_KEY_HINT);
  g_type_ensure (TH_TYPE_STAT_FIGURE);
  g_type_ensure (TH_TYPE_STATS_FILTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-page-stats.ui");
  bind_children (widget_class);

  gtk_widget_class_install_property_action (widget_class, "stats.tables", "as-tables");
  gtk_widget_class_install_action (widget_class, "stats.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "stats.export-menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "stats.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "stats.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "stats.nearest", NULL, nearest_action);
}

static void
th_page_stats_init (ThPageStats *self)
{
  GtkShortcutController *keys = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  self->split = g_strdup (split_keys[0]);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->filter, "changed", G_CALLBACK (ask), self);
  add_splits (self);

  gtk_shortcut_controller_set_scope (keys, GTK_SHORTCUT_SCOPE_GLOBAL);
  add_key (keys, GDK_KEY_t, key_tables_cb);
  add_key (keys, GDK_KEY_e, key_export_cb);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (keys));
}

/**
 * th_page_stats_set_period:
 * @from: first day
 * @to: last day, not before @from
 *
 * Shows a period, as if it had been chosen.
 */
void
th_page_stats_set_period (ThPageStats *self, ThDay from, ThDay to)
{
  g_return_if_fail (TH_IS_PAGE_STATS (self) && from <= to);

  th_stats_filter_set_days (self->filter, from, to);
}
