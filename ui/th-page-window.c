/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The Window page: where it hears of the hall, and what it is to the window
 * around it. What it shows is in th-page-window-show.c, what it does in
 * th-page-window-actions.c; which step is possible, in th-window-view.c. */

#include "th-page-window-private.h"

#include <glib/gi18n.h>

#include "th-column.h"
#include "th-key-guard.h"
#include "th-staff-window.h"

/* The line and its waits are asked for at least this often. */
#define REFRESH_S 15

static void th_page_window_page_init (ThPageInterface *iface);

G_DEFINE_TYPE_WITH_CODE (ThPageWindow, th_page_window, GTK_TYPE_WIDGET,
                         G_IMPLEMENT_INTERFACE (TH_TYPE_PAGE, th_page_window_page_init))

enum
{
  PROP_0,
  PROP_SESSION,
};

static void
feed_updated_cb (ThPageWindow *self)
{
  JsonObject *answer = th_feed_get_answer (self->feed);

  /* While a step is under way its own answer is the newer one. */
  if (answer != NULL && !self->busy && th_session_get_window (self->session) != NULL)
    th_page_window_show (self, answer);
}

static void
bookings_updated_cb (ThPageWindow *self)
{
  if (self->view != NULL && self->view->seat != TH_SEAT_CLOSED)
    th_window_line_set_bookings (self->line, self->view, th_feed_get_answer (self->bookings), self->session);
}

static void
hall_updated_cb (ThPageWindow *self)
{
  /* Whoever closed a window is most likely to open the same one again. */
  if (th_sign_in_form_set_windows (self->sign_in_form, th_feed_get_answer (self->hall), self->last_window))
    g_clear_pointer (&self->last_window, g_free);
}

static void
tick_cb (ThPageWindow *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    th_page_window_tick (self);
}

/* Which window this is, or the card that opens one. */
static void
window_changed_cb (ThPageWindow *self)
{
  const char *window = th_session_get_window (self->session);
  gboolean mapped = gtk_widget_get_mapped (GTK_WIDGET (self));

  if (window != NULL)
    {
      g_autoptr (JsonObject) arguments = json_object_new ();

      if (self->view != NULL && g_strcmp0 (self->view->window, window) != 0)
        g_clear_pointer (&self->view, th_window_view_free);
      json_object_set_string_member (arguments, "window", window);
      th_feed_set_arguments (self->feed, arguments);
      th_feed_set_active (self->feed, mapped);
      th_feed_set_active (self->bookings, mapped);
      if (self->view == NULL)
        gtk_stack_set_visible_child_name (self->stack, "waiting");
      return;
    }

  th_feed_set_active (self->feed, FALSE);
  th_feed_set_active (self->bookings, FALSE);
  th_feed_set_active (self->booking, FALSE);
  th_page_window_close_panel (self);
  if (self->view != NULL)
    {
      g_free (self->last_window);
      self->last_window = g_strdup (self->view->window);
    }
  g_clear_pointer (&self->view, th_window_view_free);
  th_page_window_show_actions (self);
  gtk_stack_set_visible_child_name (self->stack, "closed");
  if (mapped)
    {
      gtk_window_set_default_widget (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                     th_sign_in_form_get_default (self->sign_in_form));
      th_sign_in_form_focus (self->sign_in_form);
    }
}

static void
staff_changed_cb (ThPageWindow *self)
{
  th_sign_in_form_set_staff (self->sign_in_form, th_session_get_staff_no (self->session));
}

static void
compact_changed_cb (ThPageWindow *self)
{
  ThStepButton *const buttons[] = {
    self->recall_button, self->no_show_button, self->hold_button, self->transfer_button,
    self->reprint_button, self->suspend_button, self->resume_button,
  };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    th_step_button_set_icon_visible (buttons[i], !th_page_window_is_compact (self));
  if (self->view != NULL && self->view->seat != TH_SEAT_CLOSED)
    th_window_line_set (self->line, self->view, self->session, th_page_window_is_compact (self));
}

static void
th_page_window_root (GtkWidget *widget)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (th_page_window_parent_class)->root (widget);

  root = gtk_widget_get_root (widget);
  if (TH_IS_STAFF_WINDOW (root))
    g_signal_connect_object (root, "notify::compact", G_CALLBACK (compact_changed_cb), self, G_CONNECT_SWAPPED);
  compact_changed_cb (self);
}

static void
th_page_window_map (GtkWidget *widget)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);

  GTK_WIDGET_CLASS (th_page_window_parent_class)->map (widget);

  /* The keys of a page that is not seen belong to the page that is. */
  gtk_shortcut_controller_set_scope (self->keys, GTK_SHORTCUT_SCOPE_MANAGED);
  window_changed_cb (self);
  th_page_window_show_actions (self);
}

static void
th_page_window_unmap (GtkWidget *widget)
{
  ThPageWindow *self = TH_PAGE_WINDOW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_shortcut_controller_set_scope (self->keys, GTK_SHORTCUT_SCOPE_LOCAL);
  th_feed_set_active (self->feed, FALSE);
  th_feed_set_active (self->bookings, FALSE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);

  GTK_WIDGET_CLASS (th_page_window_parent_class)->unmap (widget);
}

static void
th_page_window_constructed (GObject *object)
{
  ThPageWindow *self = TH_PAGE_WINDOW (object);

  G_OBJECT_CLASS (th_page_window_parent_class)->constructed (object);

  self->feed = th_feed_new (self->session, "window.show", NULL);
  th_feed_set_tick (self->feed, REFRESH_S);
  g_signal_connect_object (self->feed, "updated", G_CALLBACK (feed_updated_cb), self, G_CONNECT_SWAPPED);

  self->hall = th_feed_new (self->session, "hall.show", NULL);
  th_feed_set_changes (self->hall, TH_CHANGE_WINDOWS | TH_CHANGE_HALL);
  g_signal_connect_object (self->hall, "updated", G_CALLBACK (hall_updated_cb), self, G_CONNECT_SWAPPED);
  th_feed_follow (self->hall, GTK_WIDGET (self));

  self->catalogue = th_feed_new (self->session, "catalogue.show", NULL);
  th_feed_set_changes (self->catalogue, TH_CHANGE_HALL);
  th_feed_follow (self->catalogue, GTK_WIDGET (self));

  self->booking = th_feed_new (self->session, "booking.show", NULL);
  th_feed_set_changes (self->booking, TH_CHANGE_BOOKINGS | TH_CHANGE_HALL);
  g_signal_connect_object (self->booking, "updated", G_CALLBACK (th_page_window_show_booking), self, G_CONNECT_SWAPPED);

  self->bookings = th_feed_new (self->session, "booking.list", NULL);
  th_feed_set_changes (self->bookings, TH_CHANGE_BOOKINGS | TH_CHANGE_HALL);
  g_signal_connect_object (self->bookings, "updated", G_CALLBACK (bookings_updated_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (self->session, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::window", G_CALLBACK (window_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::staff-no", G_CALLBACK (staff_changed_cb), self, G_CONNECT_SWAPPED);
  staff_changed_cb (self);
  window_changed_cb (self);
}

static void
th_page_window_dispose (GObject *object)
{
  ThPageWindow *self = TH_PAGE_WINDOW (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->feed);
  g_clear_object (&self->hall);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->booking);
  g_clear_object (&self->bookings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (th_page_window_parent_class)->dispose (object);
}

static void
th_page_window_finalize (GObject *object)
{
  ThPageWindow *self = TH_PAGE_WINDOW (object);

  g_clear_pointer (&self->view, th_window_view_free);
  g_clear_pointer (&self->opening, g_free);
  g_clear_pointer (&self->booking_code, g_free);
  g_clear_pointer (&self->last_window, g_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (th_page_window_parent_class)->finalize (object);
}

static void
th_page_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, TH_PAGE_WINDOW (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
th_page_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    TH_PAGE_WINDOW (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThPageWindow, name)
  BIND (stack);
  BIND (sign_in_form);
  BIND (ticket_card);
  BIND (plate);
  BIND (window_title);
  BIND (duty);
  BIND (sign);
  BIND (number);
  BIND (word);
  BIND (timer_caption);
  BIND (timer);
  BIND (meter_box);
  BIND (meter_mean);
  BIND (meter_limit);
  BIND (meter);
  BIND (meter_since);
  BIND (meter_waited);
  BIND (matters_count);
  BIND (note);
  BIND (party);
  BIND (matters_stack);
  BIND (matters);
  BIND (matters_scroller);
  BIND (matters_empty);
  BIND (booking_case);
  BIND (panel_revealer);
  BIND (panel);
  BIND (hand_over);
  BIND (case_hints);
  BIND (forms_button);
  BIND (call_button);
  BIND (start_button);
  BIND (finish_button);
  BIND (recall_button);
  BIND (no_show_button);
  BIND (hold_button);
  BIND (transfer_button);
  BIND (reprint_button);
  BIND (pause_stack);
  BIND (suspend_button);
  BIND (resume_button);
  BIND (line);
  BIND (keys);
#undef BIND
}

static void
th_page_window_class_init (ThPageWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = th_page_window_constructed;
  object_class->dispose = th_page_window_dispose;
  object_class->finalize = th_page_window_finalize;
  object_class->get_property = th_page_window_get_property;
  object_class->set_property = th_page_window_set_property;
  widget_class->root = th_page_window_root;
  widget_class->map = th_page_window_map;
  widget_class->unmap = th_page_window_unmap;
  g_object_class_override_property (object_class, PROP_SESSION, "session");

  g_type_ensure (TH_TYPE_BOOKING_CASE);
  g_type_ensure (TH_TYPE_COLUMN);
  g_type_ensure (TH_TYPE_MATTER_LIST);
  g_type_ensure (TH_TYPE_METER);
  g_type_ensure (TH_TYPE_PLATE);
  g_type_ensure (TH_TYPE_SIGN_IN_FORM);
  g_type_ensure (TH_TYPE_STATE_SIGN);
  g_type_ensure (TH_TYPE_STEP_BUTTON);
  g_type_ensure (TH_TYPE_WINDOW_LINE);
  g_type_ensure (TH_TYPE_WINDOW_PANEL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-page-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback_full (widget_class, "open_submitted_cb",
                                                G_CALLBACK (th_page_window_open_submitted));
  gtk_widget_class_bind_template_callback_full (widget_class, "panel_accepted_cb",
                                                G_CALLBACK (th_page_window_panel_accepted));
  gtk_widget_class_bind_template_callback_full (widget_class, "panel_dismissed_cb",
                                                G_CALLBACK (th_page_window_close_panel));
  gtk_widget_class_bind_template_callback_full (widget_class, "matter_toggled_cb",
                                                G_CALLBACK (th_page_window_matter_toggled));
  th_page_window_install_actions (widget_class);
}

static void
th_page_window_init (ThPageWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  th_key_guard_attach (GTK_WIDGET (self));
}

static const ThPageKey page_keys[] = {
  { "F2", N_("Call next") },
  { "F5", N_("Start") },
  { "F9", N_("Finish") },
  { "F3", N_("Call again") },
  { "F4", N_("Missed") },
  { "F6", N_("Hold") },
  { "Shift F6", N_("Recall") },
  { "F7", N_("Transfer") },
  { "Ctrl N", N_("Add a matter") },
  { "Ctrl P", N_("Reprint") },
  { "Shift F8", N_("Print the forms of a booking") },
  { "F12", N_("Suspend or resume") },
  { "Shift F12", N_("Close window") },
  { "Ctrl Z", N_("Undo the last step") },
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
  ThPageWindow *self = TH_PAGE_WINDOW (page);

  if (self->view != NULL && self->view->seat != TH_SEAT_CLOSED)
    th_page_window_settle_focus (self);
  else
    th_sign_in_form_focus (self->sign_in_form);
}

static gboolean
owns_f6 (ThPage *page)
{
  return TRUE;
}

static void
th_page_window_page_init (ThPageInterface *iface)
{
  iface->get_keys = get_keys;
  iface->focus_start = focus_start;
  iface->owns_f6 = owns_f6;
}
