/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The Hall page: the whole floor at a glance. The strip says how the hall
 * does, tiles what every window does, the lists who waits where and longest.
 * It looks; what may be done to a window is in the popover of its tile. */

#include "th-page-hall.h"

#include <glib/gi18n.h>

#include "th-feed.h"
#include "th-floor-model.h"
#include "th-hall-calls.h"
#include "th-hall-strip.h"
#include "th-queue-row.h"
#include "th-text.h"
#include "th-ticket-popover.h"
#include "th-ticket-row.h"
#include "th-tile-popover.h"
#include "th-tile.h"

/* More than this of the longest waiting would be a list to read, not a sign. */
#define MOST_WAITING 24

struct _ThPageHall
{
  GtkWidget     parent_instance;
  ThSession    *session;
  ThFeed       *lines;
  ThFloorModel *model;
  GtkCustomFilter *filter;
  ThHallStrip  *strip;
  GtkWidget    *floor, *counts, *note, *zones;
  ThHallCalls  *calls;
  GBinding     *tall;               /* of their being seen to the window's size */
  GtkWidget    *queues_card, *queues_left, *queues_right, *queues_note, *bookings;
  GtkWidget    *waiting, *waiting_note, *waiting_empty;
  char         *zone;               /* the zone that is shown, NULL for all */
  char         *zones_shown;        /* codes of the filter's buttons */
  gboolean      focus_wanted;       /* there was no tile yet to take the focus */
};

static void focus_start (ThPage *page);
static void page_init (ThPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ThPageHall, th_page_hall, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TH_TYPE_PAGE, page_init))

enum { PROP_0, PROP_SESSION };

static gint64
long_wait_s (ThPageHall *self)
{
  return (gint64) (th_session_get_setting (self->session, "monitor.wait_yellow_min", 15) * 60);
}

/* --- The floor --- */

static void
update_counts (ThPageHall *self, JsonObject *figures)
{
  double rate = th_member_double (figures, "open_rate", -1);
  g_autofree char *windows = g_strdup_printf (_("open %d  suspended %d  in reserve %d"),
    (int) th_member_int (figures, "open_windows", 0), (int) th_member_int (figures, "paused_windows", 0),
    (int) th_member_int (figures, "spare_windows", 0));
  g_autofree char *text = NULL;

  if (rate >= 0)
    {
      g_autofree char *share = g_strdup_printf (_("windows kept open %.1f%%"), rate * 100);
      text = g_strdup_printf ("%s    %s", windows, share);
    }
  gtk_label_set_label (GTK_LABEL (self->counts), text != NULL ? text : windows);
}

/* Why the hall is closed, or when it opens; nothing on an ordinary hour. */
static void
update_note (ThPageHall *self)
{
  JsonObject *hall = th_session_get_hall (self->session);
  const char *note = th_member_text (th_feed_get_answer (th_session_get_floor (self->session)), "day_note");

  if (note == NULL && hall != NULL && !th_member_bool (hall, "open"))
    {
      note = th_member_text (hall, "reason");
      if (note == NULL)
        note = _("The hall is closed now");
    }
  gtk_label_set_label (GTK_LABEL (self->note), note != NULL ? note : "");
  gtk_widget_set_visible (self->note, note != NULL);
}

static gboolean
zone_has_window (JsonArray *windows, const char *zone)
{
  for (guint i = 0; windows != NULL && i < json_array_get_length (windows); i++)
    if (g_strcmp0 (th_member_text (th_member_element (windows, i), "zone"), zone) == 0)
      return TRUE;
  return FALSE;
}

static void
zone_cb (GtkToggleButton *button, ThPageHall *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  g_free (self->zone);
  self->zone = g_strdup (g_object_get_data (G_OBJECT (button), "zone"));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static GtkWidget *
add_zone (ThPageHall *self, const char *code, const char *name)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (name);
  GtkWidget *first = gtk_widget_get_first_child (self->zones);

  gtk_widget_add_css_class (button, "small");
  g_object_set_data_full (G_OBJECT (button), "zone", g_strdup (code), g_free);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (code, self->zone) == 0);
  g_signal_connect (button, "toggled", G_CALLBACK (zone_cb), self);
  gtk_box_append (GTK_BOX (self->zones), button);
  return button;
}

/* Zones without a window filter nothing and have no button; nor has a hall of
 * one zone a filter. The buttons are made again only when the hall changes. */
static void
update_zones (ThPageHall *self, JsonObject *answer)
{
  JsonArray *zones = th_member_array (answer, "zones");
  JsonArray *windows = th_member_array (answer, "windows");
  g_autoptr(GString) codes = g_string_new (NULL);
  GtkWidget *child;
  guint n = 0;

  for (guint i = 0; zones != NULL && i < json_array_get_length (zones); i++)
    {
      const char *code = th_member_text (th_member_element (zones, i), "code");
      if (!zone_has_window (windows, code))
        continue;
      g_string_append_printf (codes, "%s,", code);
      n++;
    }
  if (g_strcmp0 (codes->str, self->zones_shown) == 0)
    return;
  g_free (self->zones_shown);
  self->zones_shown = g_strdup (codes->str);
  while ((child = gtk_widget_get_first_child (self->zones)) != NULL)
    gtk_box_remove (GTK_BOX (self->zones), child);
  gtk_widget_set_visible (self->zones, n > 1);
  add_zone (self, NULL, _("All"));
  for (guint i = 0; zones != NULL && i < json_array_get_length (zones); i++)
    {
      JsonObject *zone = th_member_element (zones, i);
      if (zone_has_window (windows, th_member_text (zone, "code")))
        add_zone (self, th_member_text (zone, "code"), th_member_local (zone, ""));
    }
}

static gboolean
filter_window (gpointer item, gpointer data)
{
  ThPageHall *self = data;
  JsonObject *window = th_floor_item_get_data (item);

  return self->zone == NULL || g_strcmp0 (th_member_text (window, "zone"), self->zone) == 0;
}

static GtkWidget *
make_tile (gpointer item, gpointer data)
{
  ThPageHall *self = data;
  GtkWidget *tile = th_tile_new (item, th_session_get_zone (self->session));

  th_tile_tick (TH_TILE (tile), th_session_now (self->session));
  return tile;
}

static void
tile_cb (GtkFlowBox *box, GtkFlowBoxChild *child, ThPageHall *self)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (child), GTK_WIDGET (self), &bounds))
    th_tile_popover_present (GTK_WIDGET (self),
                             &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                               (int) bounds.size.width, (int) bounds.size.height },
                             th_tile_get_item (TH_TILE (child)), self->session);
}

/* --- The lists --- */

/* Rows are kept and told what they show now; only their number may change. */
static GtkListBoxRow *
nth_row (GtkWidget *list, guint i, GtkWidget *(*make) (void))
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) i);

  if (row == NULL)
    {
      row = GTK_LIST_BOX_ROW (make ());
      gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row));
    }
  return row;
}

static void
cut_rows (GtkWidget *list, guint n)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), GTK_WIDGET (row));
}

/* What is still to come; an ordinary day without bookings says nothing. */
static char *
describe_bookings (JsonObject *bookings)
{
  int today = (int) th_member_int (bookings, "today", 0);
  int late = (int) th_member_int (bookings, "late", 0);
  GString *text = g_string_new (NULL);

  if (today == 0)
    return g_string_free (text, FALSE);
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%d booking today", "%d bookings today", (gulong) today), today);
  g_string_append_printf (text, _("  arrived %d"), (int) th_member_int (bookings, "arrived", 0));
  if (late > 0)
    g_string_append_printf (text, _("  late %d"), late);

  return g_string_free (text, FALSE);
}

static void
update_queues (ThPageHall *self, JsonObject *answer)
{
  JsonArray *queues = th_member_array (answer, "queues");
  guint n = queues != NULL ? json_array_get_length (queues) : 0;
  guint half = (n + 1) / 2;
  gint64 many = (gint64) th_session_get_setting (self->session, "tidal.open_waiting", 8);
  g_autofree char *note = g_strdup_printf (_("waiting %d"),
    (int) th_member_int (th_member_object (answer, "figures"), "waiting", 0));
  g_autofree char *booked = describe_bookings (th_member_object (answer, "bookings"));

  for (guint i = 0; i < n; i++)
    {
      GtkListBoxRow *row = i < half ? nth_row (self->queues_left, i, th_queue_row_new)
                                    : nth_row (self->queues_right, i - half, th_queue_row_new);
      th_queue_row_update (TH_QUEUE_ROW (row), th_member_element (queues, i), long_wait_s (self), many);
    }
  cut_rows (self->queues_left, half);
  cut_rows (self->queues_right, n - half);
  gtk_label_set_label (GTK_LABEL (self->queues_note), note);
  gtk_label_set_label (GTK_LABEL (self->bookings), booked);
}

static const char *
queue_name (ThPageHall *self, const char *prefix)
{
  JsonArray *queues = th_member_array (th_feed_get_answer (th_session_get_floor (self->session)), "queues");

  for (guint i = 0; queues != NULL && i < json_array_get_length (queues); i++)
    if (g_strcmp0 (th_member_text (th_member_element (queues, i), "prefix"), prefix) == 0)
      return th_member_local (th_member_element (queues, i), "");
  return prefix;
}

static int
compare_entered (gconstpointer a, gconstpointer b)
{
  ThInstant first = th_member_instant (*(JsonObject *const *) a, "entered");
  ThInstant second = th_member_instant (*(JsonObject *const *) b, "entered");

  return (first > second) - (first < second);
}

static void
tick (ThPageHall *self)
{
  ThInstant now = th_session_now (self->session);
  gint64 long_s = long_wait_s (self);
  GtkListBoxRow *row;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  for (GtkWidget *tile = gtk_widget_get_first_child (self->floor); tile != NULL; tile = gtk_widget_get_next_sibling (tile))
    th_tile_tick (TH_TILE (tile), now);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->waiting), i)) != NULL; i++)
    th_ticket_row_tick (TH_TICKET_ROW (row), now, long_s);
}

static void
lines_cb (ThPageHall *self)
{
  JsonArray *tickets = th_member_array (th_feed_get_answer (self->lines), "tickets");
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  guint n;

  for (guint i = 0; tickets != NULL && i < json_array_get_length (tickets); i++)
    if (th_member_element (tickets, i) != NULL)
      g_ptr_array_add (sorted, th_member_element (tickets, i));
  g_ptr_array_sort (sorted, compare_entered);
  n = MIN (sorted->len, MOST_WAITING);
  for (guint i = 0; i < n; i++)
    th_ticket_row_update (TH_TICKET_ROW (nth_row (self->waiting, i, th_ticket_row_new)), sorted->pdata[i],
                          queue_name (self, th_member_text (sorted->pdata[i], "queue")));
  cut_rows (self->waiting, n);
  gtk_widget_set_visible (self->waiting_empty, n == 0 && tickets != NULL);
  tick (self);
}

static void
floor_cb (ThPageHall *self)
{
  JsonObject *answer = th_feed_get_answer (th_session_get_floor (self->session));
  g_autofree char *note = NULL;

  if (answer == NULL)
    return;
  th_hall_strip_update (self->strip, th_member_object (answer, "figures"), self->session);
  th_floor_model_update (self->model, th_member_array (answer, "windows"));
  update_counts (self, th_member_object (answer, "figures"));
  update_zones (self, answer);
  update_queues (self, answer);
  update_note (self);
  note = g_strdup_printf (_("marked from %d min on"), (int) (long_wait_s (self) / 60));
  gtk_label_set_label (GTK_LABEL (self->waiting_note), note);
  tick (self);
  /* The page was shown before there was a tile to put the keyboard on. */
  if (self->focus_wanted && gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_start (TH_PAGE (self));
}

static void
queue_cb (GtkListBox *list, GtkListBoxRow *row, ThPageHall *self)
{
  th_ticket_popover_present_queue (GTK_WIDGET (row), self->session, th_queue_row_get_prefix (TH_QUEUE_ROW (row)));
}

static void
ticket_cb (GtkListBox *list, GtkListBoxRow *row, ThPageHall *self)
{
  th_ticket_popover_present (GTK_WIDGET (row), self->session, th_ticket_row_get_ticket (TH_TICKET_ROW (row)));
}

/* --- The page --- */

/* The first tile; gtk_widget_child_focus() would go on from one that has the keyboard already. */
static void
focus_start (ThPage *page)
{
  ThPageHall *self = TH_PAGE_HALL (page);
  GtkWidget *tile = gtk_widget_get_first_child (self->floor);

  if (gtk_widget_get_focus_child (self->floor) != NULL)
    self->focus_wanted = FALSE;
  else
    self->focus_wanted = tile == NULL || !gtk_widget_grab_focus (tile);
}

static gboolean
reveal (ThPage *page, const char *what, const char *id)
{
  ThPageHall *self = TH_PAGE_HALL (page);
  GtkWidget *tile;

  if (!g_str_equal (what, "window"))
    return FALSE;
  for (tile = gtk_widget_get_first_child (self->floor); tile != NULL; tile = gtk_widget_get_next_sibling (tile))
    if (g_strcmp0 (th_floor_item_get_no (th_tile_get_item (TH_TILE (tile))), id) == 0)
      break;
  if (tile == NULL)
    return FALSE;
  gtk_widget_grab_focus (tile);
  tile_cb (GTK_FLOW_BOX (self->floor), GTK_FLOW_BOX_CHILD (tile), self);
  return TRUE;
}

static const ThPageKey *
get_keys (ThPage *page, guint *n)
{
  static const ThPageKey keys[] = {
    { "← ↑ ↓ →", N_("Move over the windows") },
    { "Enter", N_("Act on the window") },
  };

  *n = G_N_ELEMENTS (keys);
  return keys;
}

static void
page_init (ThPageInterface *iface)
{
  iface->focus_start = focus_start;
  iface->reveal = reveal;
  iface->get_keys = get_keys;
}

static void
th_page_hall_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, TH_PAGE_HALL (object)->session);
}

static void
th_page_hall_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TH_PAGE_HALL (object)->session = g_value_dup_object (value);
}

/* A tall window has room for the latest calls under the queues. */
static void
th_page_hall_root (GtkWidget *widget)
{
  ThPageHall *self = TH_PAGE_HALL (widget);
  GObject *root;

  GTK_WIDGET_CLASS (th_page_hall_parent_class)->root (widget);
  root = G_OBJECT (gtk_widget_get_root (widget));
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (root), "tall") == NULL)
    return;
  self->tall = g_object_bind_property (root, "tall", self->calls, "visible", G_BINDING_SYNC_CREATE);
}

static void
th_page_hall_unroot (GtkWidget *widget)
{
  g_clear_pointer (&TH_PAGE_HALL (widget)->tall, g_binding_unbind);
  GTK_WIDGET_CLASS (th_page_hall_parent_class)->unroot (widget);
}

static void
th_page_hall_constructed (GObject *object)
{
  ThPageHall *self = TH_PAGE_HALL (object);
  ThFeed *floor = th_session_get_floor (self->session);
  g_autoptr(GtkFilterListModel) shown = NULL;

  G_OBJECT_CLASS (th_page_hall_parent_class)->constructed (object);
  th_hall_calls_set_session (self->calls, self->session);
  self->lines = th_feed_new (self->session, "queue.list", NULL);
  th_feed_follow (self->lines, GTK_WIDGET (self));
  g_signal_connect_object (self->lines, "updated", G_CALLBACK (lines_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (floor, "updated", G_CALLBACK (floor_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::hall", G_CALLBACK (update_note), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "tick", G_CALLBACK (tick), self, G_CONNECT_SWAPPED);
  self->filter = gtk_custom_filter_new (filter_window, self, NULL);
  shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->model)), g_object_ref (GTK_FILTER (self->filter)));
  gtk_flow_box_bind_model (GTK_FLOW_BOX (self->floor), G_LIST_MODEL (shown), make_tile, self, NULL);
  floor_cb (self);
}

static void
th_page_hall_dispose (GObject *object)
{
  ThPageHall *self = TH_PAGE_HALL (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), TH_TYPE_PAGE_HALL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->lines);
  g_clear_object (&self->model);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  g_clear_pointer (&self->zone, g_free);
  g_clear_pointer (&self->zones_shown, g_free);
  G_OBJECT_CLASS (th_page_hall_parent_class)->dispose (object);
}

static void
th_page_hall_class_init (ThPageHallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = th_page_hall_get_property;
  object_class->set_property = th_page_hall_set_property;
  object_class->constructed = th_page_hall_constructed;
  object_class->dispose = th_page_hall_dispose;
  widget_class->root = th_page_hall_root;
  widget_class->unroot = th_page_hall_unroot;
  g_object_class_override_property (object_class, PROP_SESSION, "session");

  g_type_ensure (TH_TYPE_HALL_CALLS);
  g_type_ensure (TH_TYPE_HALL_STRIP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-page-hall.ui");
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, strip);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, floor);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, counts);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, note);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, zones);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, calls);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, queues_card);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, queues_left);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, queues_right);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, queues_note);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, bookings);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, waiting);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, waiting_note);
  gtk_widget_class_bind_template_child (widget_class, ThPageHall, waiting_empty);
  gtk_widget_class_bind_template_callback (widget_class, tile_cb);
  gtk_widget_class_bind_template_callback (widget_class, queue_cb);
  gtk_widget_class_bind_template_callback (widget_class, ticket_cb);
}

static void
th_page_hall_init (ThPageHall *self)
{
  self->model = th_floor_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* One of the two takes what height is left. */
  g_object_bind_property (self->calls, "visible", self->queues_card, "vexpand",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}
