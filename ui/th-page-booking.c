/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The Booking page: what it is made of. What follows from what is typed is in
 * th-page-booking-form.c, what it does in th-page-booking-actions.c. */

#include "th-page-booking-private.h"

#include <glib/gi18n.h>

#include "th-column.h"
#include "th-day.h"
#include "th-key-guard.h"
#include "th-key-hint.h"
#include "th-staff-window.h"
#include "th-text.h"
#include "th-toggle-row.h"

static void th_page_booking_page_init (ThPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ThPageBooking, th_page_booking, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TH_TYPE_PAGE, th_page_booking_page_init))

enum
{
  PROP_0,
  PROP_SESSION,
};

static const ThToggleChoice sources[] = {
  { "phone", NC_("booking page", "Phone") }, { "wechat-group", NC_("booking page", "Chat") }, { "miniprogram", NC_("booking page", "Mini app") }, { "desk", NC_("booking page", "Window") },
  { "hotline", NC_("booking page", "Hotline") },
};

static const ThToggleChoice views[] = {
  { "week", NC_("booking page", "Week") }, { "today", NC_("booking page", "Today") }, { "tomorrow", NC_("booking page", "Tomorrow") }, { "followups", NC_("booking page", "Follow-ups") },
  { "people", NC_("booking page", "People") },
};

const char *
th_page_booking_get_channel (ThPageBooking *self)
{
  return th_toggle_row_chosen (self->sources);
}

const char *
th_page_booking_get_view (ThPageBooking *self)
{
  return th_toggle_row_chosen (self->views);
}

static void
show_right (ThPageBooking *self)
{
  gboolean week = g_strcmp0 (th_page_booking_get_view (self), "week") == 0;

  gtk_widget_set_visible (self->head, !week || !self->compact);
  gtk_widget_set_visible (GTK_WIDGET (self->views_beside), self->compact);
  gtk_widget_set_visible (self->filter_box, !self->compact);
  gtk_widget_set_visible (GTK_WIDGET (self->week_note), week && *gtk_label_get_label (self->week_note) != '\0');
  gtk_stack_set_visible_child_name (self->right, week ? "week" : "lists");
  if (!week)
    th_booking_lists_show (self->lists, th_page_booking_get_view (self));
}

/* The switcher stands above the week, and on a small screen beside its title. */
static void
view_toggled_cb (GtkToggleButton *button, ThPageBooking *self)
{
  const char *name = g_object_get_data (G_OBJECT (button), "name");

  if (!gtk_toggle_button_get_active (button))
    return;
  th_toggle_row_choose (self->views, name);
  th_toggle_row_choose (self->views_beside, name);
  show_right (self);
}

void
th_page_booking_show_view (ThPageBooking *self, const char *view)
{
  if (view != NULL)
    th_toggle_row_choose (self->views, view);
  show_right (self);
}

void
th_page_booking_next_view (ThPageBooking *self)
{
  const char *view = th_page_booking_get_view (self);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_strcmp0 (views[i].name, view) == 0)
      {
        th_page_booking_show_view (self, views[(i + 1) % G_N_ELEMENTS (views)].name);
        if (i + 1 == G_N_ELEMENTS (views))
          th_page_booking_focus_week (self);
        else
          gtk_widget_grab_focus (GTK_WIDGET (self->lists));
        return;
      }
}

void
th_page_booking_focus_week (ThPageBooking *self)
{
  th_page_booking_show_view (self, "week");
  self->grid_next = self->propose || !th_feed_get_active (self->slots) || !gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

/* --- what the parts say ------------------------------------------------------ */

static void
form_changed_cb (ThPageBooking *self)
{
  th_page_booking_form_changed (self);
}

static void
party_done_cb (ThPageBooking *self)
{
  th_booking_matters_focus (self->matters);
}

static void
matters_changed_cb (ThPageBooking *self)
{
  th_page_booking_form_changed (self);
}

static void
matters_done_cb (ThPageBooking *self)
{
  th_page_booking_focus_week (self);
}

/* The public has other places than who talks with a clerk. */
static void
source_toggled_cb (GtkToggleButton *button, ThPageBooking *self)
{
  if (gtk_toggle_button_get_active (button) && self->session != NULL && self->step == TH_BOOKING_EDIT)
    th_page_booking_ask_slots (self);
}

static void
mode_changed_cb (ThPageBooking *self)
{
  th_page_booking_form_changed (self);
}

static void
staff_chosen_cb (ThPageBooking *self)
{
  th_page_booking_ask_slots (self);
  th_page_booking_form_changed (self);
}

static void
bar_changed_cb (ThPageBooking *self)
{
  th_page_booking_show_bar (self);
}

static void
slots_updated_cb (ThPageBooking *self)
{
  const GError *error = th_feed_get_error (self->slots);

  th_week_grid_set_rules (self->grid, (int) th_session_get_setting (self->session, "booking.horizon_working_days", 0),
                          th_session_get_setting (self->session, "booking.capacity_share_for_booking", 0));
  if (error != NULL)
    th_week_grid_set_error (self->grid, error);
  else
    th_page_booking_slots_updated (self);
  show_right (self);
}

static void
staff_changed_cb (ThPageBooking *self)
{
  /* Nothing is found for who is not signed in; a form that looks empty would mislead. */
  gtk_widget_set_visible (self->signed_out, th_session_get_staff_no (self->session) == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->more), th_session_may_manage (self->session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.override", th_session_may_manage (self->session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.block", th_session_may_manage (self->session));
  th_page_booking_show_bar (self);
}

/* The hall, and with it its time zone, may come after the first week is shown. */
static void
hall_changed_cb (ThPageBooking *self)
{
  th_week_grid_set_today (self->grid, th_day_of (th_session_now (self->session), th_session_get_zone (self->session)));
}

static void
opened_cb (ThPageBooking *self)
{
  hall_changed_cb (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    th_page_booking_turn_week (self, 0);
  th_page_booking_show_bar (self);
}

/* The time counts from the first key of a booking to its confirmation. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ThPageBooking *self)
{
  gboolean types = g_unichar_isprint (gdk_keyval_to_unicode (keyval)) && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;

  if (types && self->begun == 0 && self->step == TH_BOOKING_EDIT)
    {
      self->begun = th_session_now (self->session);
      th_booking_bar_set_elapsed (self->bar, 0);
    }
  return GDK_EVENT_PROPAGATE;
}

/* Before the window, which would close its banner first. */
static gboolean
escape_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ThPageBooking *self)
{
  if (keyval != GDK_KEY_Escape || self->step == TH_BOOKING_EDIT)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "page.clear", NULL);
  return GDK_EVENT_STOP;
}

static void
tick_cb (ThPageBooking *self)
{
  ThInstant end = self->ended != 0 ? self->ended : th_session_now (self->session);

  if (self->begun != 0)
    th_booking_bar_set_elapsed (self->bar, (end - self->begun) / TH_SECOND_US);
}

static void
compact_changed_cb (ThPageBooking *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->compact = TH_IS_STAFF_WINDOW (root) && th_staff_window_get_compact (TH_STAFF_WINDOW (root));
  th_booking_bar_set_compact (self->bar, self->compact);
  th_week_grid_set_compact (self->grid, self->compact);
  show_right (self);
}

static void
th_page_booking_root (GtkWidget *widget)
{
  ThPageBooking *self = TH_PAGE_BOOKING (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (th_page_booking_parent_class)->root (widget);

  root = gtk_widget_get_root (widget);
  if (TH_IS_STAFF_WINDOW (root))
    g_signal_connect_object (root, "notify::compact", G_CALLBACK (compact_changed_cb), self, G_CONNECT_SWAPPED);
  compact_changed_cb (self);
}

/* What is said for four seconds must not cover the foot. */
static void
lift_toast (ThPageBooking *self, gboolean lift)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int height = 0;

  if (lift)
    gtk_widget_measure (GTK_WIDGET (self->bar), GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  if (TH_IS_STAFF_WINDOW (root))
    gtk_widget_set_margin_bottom (GTK_WIDGET (th_staff_window_get_toast (TH_STAFF_WINDOW (root))), height);
}

static void
th_page_booking_map (GtkWidget *widget)
{
  ThPageBooking *self = TH_PAGE_BOOKING (widget);

  GTK_WIDGET_CLASS (th_page_booking_parent_class)->map (widget);
  gtk_shortcut_controller_set_scope (self->keys, GTK_SHORTCUT_SCOPE_MANAGED);
  lift_toast (self, TRUE);
  if (th_session_get_desk (self->session) != NULL)
    opened_cb (self);
}

static void
th_page_booking_unmap (GtkWidget *widget)
{
  ThPageBooking *self = TH_PAGE_BOOKING (widget);

  gtk_shortcut_controller_set_scope (self->keys, GTK_SHORTCUT_SCOPE_LOCAL);
  lift_toast (self, FALSE);
  th_feed_set_active (self->slots, FALSE);
  GTK_WIDGET_CLASS (th_page_booking_parent_class)->unmap (widget);
}

static void
slot_chosen_cb (ThPageBooking *self, const char *start)
{
  th_page_booking_choose_slot (self, start);
}

static void
week_turned_cb (ThPageBooking *self, int weeks)
{
  th_page_booking_turn_week (self, weeks);
}

static void
gave_up_cb (ThPageBooking *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "page.clear", NULL);
}

static void
walk_in_cb (ThPageBooking *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "page.walk-in", NULL);
}

static void
point_chosen_cb (ThPageBooking *self, const char *code)
{
  th_booking_mode_choose_point (self->mode, code);
}

static void
retry_cb (ThPageBooking *self)
{
  th_feed_refresh (self->slots);
}

static void
booking_moved_cb (ThPageBooking *self, const char *booking, const char *start)
{
  th_page_booking_drag (self, booking, start);
}

static void
booking_opened_cb (ThPageBooking *self, const char *code)
{
  th_page_booking_open (self, code, NULL);
}

static void
booking_move_cb (ThPageBooking *self, const char *code)
{
  th_page_booking_open (self, code, "move");
}

static void
booking_cancel_cb (ThPageBooking *self, const char *code)
{
  th_page_booking_open (self, code, "cancel");
}

static void
booking_check_in_cb (ThPageBooking *self, const char *code)
{
  th_page_booking_check_in (self, code);
}

static void
build_right (ThPageBooking *self)
{
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const struct { const char *signal; GCallback callback; } signals[] = {
    { "chosen", G_CALLBACK (slot_chosen_cb) }, { "week", G_CALLBACK (week_turned_cb) }, { "moved", G_CALLBACK (booking_moved_cb) },
    { "gave-up", G_CALLBACK (gave_up_cb) }, { "walk-in", G_CALLBACK (walk_in_cb) }, { "point", G_CALLBACK (point_chosen_cb) },
    { "retry", G_CALLBACK (retry_cb) },
  };

  self->grid = TH_WEEK_GRID (th_week_grid_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->grid), TRUE);
  th_week_grid_set_prompt (self->grid, _("Free times appear here once a matter is chosen."));
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_swapped (self->grid, signals[i].signal, signals[i].callback, self);
  self->filter = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filter), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Whose times are shown"), -1);
  self->filter_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (self->filter_box), g_object_new (GTK_TYPE_LABEL, "label", _("Clerk"), "css-classes", (const char *[]) { "secondary", NULL }, NULL));
  gtk_box_append (GTK_BOX (self->filter_box), GTK_WIDGET (self->filter));
  self->views_beside = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_set_css_classes (GTK_WIDGET (self->views_beside), (const char *[]) { "linked", "views", NULL });
  gtk_widget_set_valign (GTK_WIDGET (self->views_beside), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->views_beside), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is shown"), -1);
  th_toggle_row_fill (self->views_beside, views, G_N_ELEMENTS (views), G_CALLBACK (view_toggled_cb), self);
  gtk_box_append (GTK_BOX (end), self->filter_box);
  gtk_box_append (GTK_BOX (end), GTK_WIDGET (self->views_beside));
  th_week_grid_set_end (self->grid, end);
  gtk_box_append (self->week, GTK_WIDGET (self->grid));
  self->lists = TH_BOOKING_LISTS (th_booking_lists_new (self->session));
  gtk_widget_set_vexpand (GTK_WIDGET (self->lists), TRUE);
  g_signal_connect_swapped (self->lists, "open", G_CALLBACK (booking_opened_cb), self);
  g_signal_connect_swapped (self->lists, "move", G_CALLBACK (booking_move_cb), self);
  g_signal_connect_swapped (self->lists, "check-in", G_CALLBACK (booking_check_in_cb), self);
  g_signal_connect_swapped (self->lists, "cancel", G_CALLBACK (booking_cancel_cb), self);
  gtk_box_append (self->lists_box, GTK_WIDGET (self->lists));
}

static void
th_page_booking_constructed (GObject *object)
{
  ThPageBooking *self = TH_PAGE_BOOKING (object);
  GtkDropDown *staff = th_booking_bar_get_staff_list (self->bar);

  G_OBJECT_CLASS (th_page_booking_parent_class)->constructed (object);

  th_booking_party_set_session (self->party, self->session);
  th_booking_matters_set_session (self->matters, self->session);
  th_booking_mode_set_session (self->mode, self->session);
  self->slots = th_feed_new (self->session, "booking.slots", NULL);
  th_feed_set_tick (self->slots, 30);
  g_signal_connect_object (self->slots, "updated", G_CALLBACK (slots_updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::staff-no", G_CALLBACK (staff_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::hall", G_CALLBACK (hall_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  build_right (self);
  g_object_bind_property (staff, "model", self->filter, "model", G_BINDING_SYNC_CREATE);
  g_object_bind_property (staff, "selected", self->filter, "selected", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  staff_changed_cb (self);
}

static void
th_page_booking_dispose (GObject *object)
{
  ThPageBooking *self = TH_PAGE_BOOKING (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->preparing);
  g_clear_object (&self->preparing);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_handle_id (&self->prepare_later, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->slots);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (th_page_booking_parent_class)->dispose (object);
}

static void
th_page_booking_finalize (GObject *object)
{
  ThPageBooking *self = TH_PAGE_BOOKING (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->prepared, json_object_unref);
  g_clear_pointer (&self->shown, json_object_unref);
  g_free (self->prepared_for);
  g_free (self->slot);
  g_free (self->lost);
  G_OBJECT_CLASS (th_page_booking_parent_class)->finalize (object);
}

static void
th_page_booking_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, TH_PAGE_BOOKING (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
th_page_booking_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    TH_PAGE_BOOKING (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-page-booking.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThPageBooking, name)
  BIND (form);
  BIND (signed_out);
  BIND (sources);
  BIND (party);
  BIND (matters);
  BIND (mode);
  BIND (head);
  BIND (views);
  BIND (more);
  BIND (right);
  BIND (week);
  BIND (week_note);
  BIND (lists_box);
  BIND (bar);
  BIND (keys);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, party_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, matters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, matters_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, staff_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, bar_changed_cb);
}

static void
th_page_booking_class_init (ThPageBookingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = th_page_booking_constructed;
  object_class->dispose = th_page_booking_dispose;
  object_class->finalize = th_page_booking_finalize;
  object_class->get_property = th_page_booking_get_property;
  object_class->set_property = th_page_booking_set_property;
  widget_class->root = th_page_booking_root;
  widget_class->map = th_page_booking_map;
  widget_class->unmap = th_page_booking_unmap;
  g_object_class_override_property (object_class, PROP_SESSION, "session");

  g_type_ensure (TH_TYPE_COLUMN);
  g_type_ensure (TH_TYPE_KEY_HINT);
  g_type_ensure (TH_TYPE_BOOKING_BAR);
  g_type_ensure (TH_TYPE_BOOKING_MATTERS);
  g_type_ensure (TH_TYPE_BOOKING_MODE);
  g_type_ensure (TH_TYPE_BOOKING_PARTY);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  th_page_booking_install_actions (widget_class);
  th_page_booking_install_papers (widget_class);
}

static void
th_page_booking_init (ThPageBooking *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *escape = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  th_toggle_row_fill (self->sources, sources, G_N_ELEMENTS (sources), NULL, NULL);
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->sources)); button != NULL; button = gtk_widget_get_next_sibling (button))
    g_signal_connect (button, "toggled", G_CALLBACK (source_toggled_cb), self);
  th_toggle_row_fill (self->views, views, G_N_ELEMENTS (views), G_CALLBACK (view_toggled_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->form, keys);
  g_signal_connect (escape, "key-pressed", G_CALLBACK (escape_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), escape);
  th_key_guard_attach (GTK_WIDGET (self));
}

static const ThPageKey page_keys[] = {
  { "F2", N_("Company or person") },
  { "F3", N_("Matters") },
  { "F4", N_("The week: arrows, Space chooses, Page Up and Down turn it") },
  { "Enter", N_("Take the find, go on to the next line") },
  { "F5", N_("Week, today, tomorrow, follow-ups, people") },
  { "F7", N_("The next clerk") },
  { "F8", N_("One sheet: what to bring") },
  { "Ctrl Enter", N_("Confirm the booking") },
  { "Ctrl P", N_("Print the slip") },
  { "Ctrl M", N_("Move what is shown at the foot") },
  { "Ctrl N", N_("Next booking, with the form emptied") },
  { "F9", N_("Places of a day (managers)") },
  { "Shift F9", N_("Places for a group (managers)") },
  { "Esc", N_("Leave the move; close what was booked") },
};

static const ThPageKey *
get_keys (ThPage *page, guint *n)
{
  *n = G_N_ELEMENTS (page_keys);
  return page_keys;
}

static void
focus_start (ThPage *page)
{
  th_booking_party_focus (TH_PAGE_BOOKING (page)->party);
}

/* A matter is taken only by who looks at this page. */
static gboolean
reveal (ThPage *page, const char *what, const char *id)
{
  ThPageBooking *self = TH_PAGE_BOOKING (page);

  if (g_strcmp0 (what, "booking") == 0)
    th_page_booking_open (self, id, NULL);
  else if (g_strcmp0 (what, "party") == 0)
    th_booking_party_open (self->party, g_ascii_strtoll (id, NULL, 10));
  else if (g_strcmp0 (what, "matter") == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)) && self->step == TH_BOOKING_EDIT)
    th_booking_matters_add (self->matters, id);
  else
    return FALSE;
  return TRUE;
}

static void
th_page_booking_page_init (ThPageInterface *iface)
{
  iface->get_keys = get_keys;
  iface->focus_start = focus_start;
  iface->reveal = reveal;
}
