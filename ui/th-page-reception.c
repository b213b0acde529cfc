/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The Reception page: what it shows. What it does is in
 * th-page-reception-actions.c. */

#include "th-page-reception-private.h"

#include <glib/gi18n.h>

#include "th-column.h"
#include "th-grounds.h"
#include "th-key-guard.h"
#include "th-key-hint.h"
#include "th-staff-window.h"
#include "th-text.h"

#define RECENT_LIMIT 60
#define REFRESH_S    30

static void th_page_reception_page_init (ThPageInterface *iface);

G_DEFINE_TYPE_WITH_CODE (ThPageReception, th_page_reception, GTK_TYPE_WIDGET,
                         G_IMPLEMENT_INTERFACE (TH_TYPE_PAGE, th_page_reception_page_init))

enum
{
  PROP_0,
  PROP_SESSION,
};

/* The online way comes before the ticket: whoever can use it need not wait. */
static void
show_online (ThPageReception *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->picked->len; i++)
    {
      ThPickItem *item = g_ptr_array_index (self->picked, i);

      if (item->online)
        g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "", item->code);
    }

  if (names->len > 0)
    text = g_strdup_printf (_("%s can be done online. Offer that first."), names->str);
  if (text != NULL)
    gtk_label_set_label (self->online, text);
  gtk_revealer_set_reveal_child (self->online_revealer, text != NULL);
}

/* What a press of the button would take. */
static char *
describe_issue (ThPageReception *self)
{
  ThPickItem *first = self->picked->len > 0 ? g_ptr_array_index (self->picked, 0) : NULL;
  GString *codes;

  if (th_session_get_staff_no (self->session) == NULL)
    return g_strdup (_("Sign in first"));
  if (first == NULL)
    return g_strdup (_("Choose a matter or a queue first"));
  if (first->kind == TH_PICK_QUEUE)
    return g_strdup_printf ("%s %s", first->code, th_pick_item_name (first));

  codes = g_string_new (NULL);
  for (guint i = 0; i < self->picked->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? " + " : "", ((ThPickItem *) g_ptr_array_index (self->picked, i))->code);
  g_string_prepend (codes, _("For "));

  return g_string_free (codes, FALSE);
}

/* Whether there is something to take and somebody to give it. */
gboolean
th_page_reception_may_issue (ThPageReception *self)
{
  return self->picked->len > 0 && th_session_get_staff_no (self->session) != NULL;
}

/* The form on the left: what is chosen and what can be done with it. */
void
th_page_reception_show_form (ThPageReception *self)
{
  g_autofree char *line = describe_issue (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.issue", th_page_reception_may_issue (self));
  th_step_button_set_line (self->issue_button, line);
  show_online (self);
  th_page_reception_show_default (self);
}

/* One filled button at a time: the ticket, or the reason that is asked for. */
void
th_page_reception_show_default (ThPageReception *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean asking = self->reason_verb != NULL;

  th_step_button_set_filled (self->issue_button, !asking && th_page_reception_may_issue (self));
  if (asking)
    th_step_button_set_filled (self->check_in_button, FALSE);
  if (GTK_IS_WINDOW (root) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_window_set_default_widget (GTK_WINDOW (root), asking ? self->reason_accept : th_page_reception_arriving (self)
                                                        ? GTK_WIDGET (self->check_in_button) : GTK_WIDGET (self->issue_button));
}

static gboolean
state_is (JsonObject *ticket, const char *const *states)
{
  const char *state = ticket != NULL ? th_member_text (ticket, "state") : NULL;

  return state != NULL && g_strv_contains (states, state);
}

static void
show_step (ThPageReception *self, const char *action, ThStepButton *button, gboolean possible, const char *why)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, possible);
  th_step_button_set_line (button, possible ? NULL : why);
}

/* What can be done for the ticket that is chosen in the list. */
void
th_page_reception_show_chosen (ThPageReception *self)
{
  static const char *const in_line[] = { "waiting", "returned", NULL };
  static const char *const leavable[] = { "waiting", "returned", "held", NULL };
  static const char *const gone[] = { "missed", "cancelled", "diverted", NULL };
  static const char *const today[] = { "waiting", "returned", "held", "called", "missed", NULL };
  JsonObject *ticket = th_recent_list_get_chosen (self->recent);
  const char *none = _("Choose a ticket in the list");
  g_autofree char *text = NULL;

  if (ticket != NULL)
    text = g_strdup_printf (_("Chosen: %s"), th_member_text (ticket, "ticket"));
  gtk_label_set_label (self->chosen, text != NULL ? text : "");

  show_step (self, "page.reprint", self->reprint_button, state_is (ticket, today),
             ticket == NULL ? none : _("Only for a ticket that still waits"));
  show_step (self, "page.reinstate", self->reinstate_button, state_is (ticket, gone),
             ticket == NULL ? none : _("Only for a ticket that is out of the line"));
  show_step (self, "page.move-back", self->move_back_button, state_is (ticket, in_line),
             ticket == NULL ? none : _("Only for a ticket in line"));
  show_step (self, "page.divert", self->divert_button, state_is (ticket, leavable),
             ticket == NULL ? none : _("Only for a ticket in line"));
  show_step (self, "page.cancel", self->cancel_button, state_is (ticket, leavable),
             ticket == NULL ? none : _("Only for a ticket in line"));
}

static void
recent_updated_cb (ThPageReception *self)
{
  JsonObject *answer = th_feed_get_answer (self->feed);
  JsonArray *tickets = answer != NULL ? th_member_array (answer, "tickets") : NULL;

  if (tickets == NULL || th_session_get_staff_no (self->session) == NULL)
    return;

  th_recent_list_set (self->recent, tickets, th_feed_get_answer (self->catalogue), th_session_get_zone (self->session));
  th_page_reception_show_chosen (self);
  gtk_stack_set_visible_child_name (self->recent_stack, json_array_get_length (tickets) > 0 ? "list" : "empty");
}

/* Nobody in particular may see tickets: the list follows who is signed in. */
static void
staff_changed_cb (ThPageReception *self)
{
  gboolean signed_in = th_session_get_staff_no (self->session) != NULL;

  th_page_reception_show_mode (self);
  th_feed_set_active (self->feed, signed_in && gtk_widget_get_mapped (GTK_WIDGET (self)));
  if (signed_in)
    th_feed_refresh (self->feed);
  else
    {
      th_recent_list_set (self->recent, NULL, NULL, th_session_get_zone (self->session));
      gtk_stack_set_visible_child_name (self->recent_stack, "nobody");
    }
  th_page_reception_show_form (self);
}

static void
catalogue_updated_cb (ThPageReception *self)
{
  JsonObject *catalogue = th_feed_get_answer (self->catalogue);
  g_autoptr (GPtrArray) items = NULL;

  if (catalogue == NULL)
    return;

  items = th_pick_items_matters (catalogue, TRUE);
  g_ptr_array_set_size (self->picked, 0);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = g_ptr_array_ref (items);
  th_picker_set_items (self->picker, items);
  th_page_reception_show_form (self);
  recent_updated_cb (self);
}

static void
settings_updated_cb (ThPageReception *self)
{
  g_autoptr (GtkStringList) grounds = th_grounds_read (th_feed_get_answer (self->settings));

  gtk_drop_down_set_model (self->ground, G_LIST_MODEL (grounds));
}

static void
floor_updated_cb (ThPageReception *self)
{
  JsonObject *answer = th_feed_get_answer (th_session_get_floor (self->session));
  JsonArray *queues = answer != NULL ? th_member_array (answer, "queues") : NULL;
  JsonObject *figures = answer != NULL ? th_member_object (answer, "figures") : NULL;
  g_autofree char *total = NULL;

  if (queues == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  th_queue_waits_set (self->waits, queues);
  if (figures != NULL)
    total = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d person", "%d people",
                                          (gulong) th_member_int (figures, "waiting", 0)),
                             (int) th_member_int (figures, "waiting", 0));
  gtk_label_set_label (self->waits_total, total != NULL ? total : "");
}

/* Who is late goes by the minute. */
static void
tick_cb (ThPageReception *self)
{
  if (th_session_now (self->session) / TH_SECOND_US % 60 == 0 && th_page_reception_arriving (self)
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    th_check_in_tick (self->check_in);
}

static void
priority_toggled_cb (ThPageReception *self)
{
  gboolean priority = gtk_toggle_button_get_active (self->priority);

  gtk_revealer_set_reveal_child (self->ground_revealer, priority);
  if (priority)
    gtk_widget_grab_focus (GTK_WIDGET (self->ground));
}

static void
party_toggled_cb (ThPageReception *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->party_toggle);

  gtk_revealer_set_reveal_child (self->party_revealer, shown);
  if (shown)
    th_party_form_focus (self->party);
  else
    th_party_form_clear (self->party);
}

static void
reason_changed_cb (ThPageReception *self)
{
  gtk_widget_set_sensitive (self->reason_accept, *gtk_editable_get_text (GTK_EDITABLE (self->reason)) != '\0');
}

static void
compact_changed_cb (ThPageReception *self)
{
  ThStepButton *const buttons[] = {
    self->reprint_button, self->reinstate_button, self->move_back_button, self->divert_button, self->cancel_button,
  };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean compact = TH_IS_STAFF_WINDOW (root) && th_staff_window_get_compact (TH_STAFF_WINDOW (root));

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    th_step_button_set_icon_visible (buttons[i], !compact);
}

static void
th_page_reception_root (GtkWidget *widget)
{
  ThPageReception *self = TH_PAGE_RECEPTION (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (th_page_reception_parent_class)->root (widget);

  root = gtk_widget_get_root (widget);
  if (TH_IS_STAFF_WINDOW (root))
    g_signal_connect_object (root, "notify::compact", G_CALLBACK (compact_changed_cb), self, G_CONNECT_SWAPPED);
  compact_changed_cb (self);
}

static void
th_page_reception_map (GtkWidget *widget)
{
  ThPageReception *self = TH_PAGE_RECEPTION (widget);

  GTK_WIDGET_CLASS (th_page_reception_parent_class)->map (widget);

  gtk_shortcut_controller_set_scope (self->keys, GTK_SHORTCUT_SCOPE_MANAGED);
  staff_changed_cb (self);
  floor_updated_cb (self);
}

static void
th_page_reception_unmap (GtkWidget *widget)
{
  ThPageReception *self = TH_PAGE_RECEPTION (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_shortcut_controller_set_scope (self->keys, GTK_SHORTCUT_SCOPE_LOCAL);
  th_feed_set_active (self->feed, FALSE);
  th_feed_set_active (self->bookings, FALSE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);

  GTK_WIDGET_CLASS (th_page_reception_parent_class)->unmap (widget);
}

static ThFeed *
feed_new (ThPageReception *self, const char *verb, JsonObject *arguments, ThChange changes, GCallback callback)
{
  ThFeed *feed = th_feed_new (self->session, verb, arguments);

  th_feed_set_changes (feed, changes);
  g_signal_connect_object (feed, "updated", callback, self, G_CONNECT_SWAPPED);

  return feed;
}

static void
th_page_reception_constructed (GObject *object)
{
  ThPageReception *self = TH_PAGE_RECEPTION (object);
  g_autoptr (JsonObject) arguments = json_object_new ();

  G_OBJECT_CLASS (th_page_reception_parent_class)->constructed (object);

  json_object_set_int_member (arguments, "limit", RECENT_LIMIT);
  self->feed = feed_new (self, "tickets.recent", arguments, TH_CHANGE_ALL, G_CALLBACK (recent_updated_cb));
  th_feed_set_tick (self->feed, REFRESH_S);
  self->bookings = feed_new (self, "booking.list", NULL, TH_CHANGE_BOOKINGS | TH_CHANGE_HALL,
                             G_CALLBACK (th_page_reception_bookings_updated));
  th_feed_set_tick (self->bookings, REFRESH_S);
  self->catalogue = feed_new (self, "catalogue.show", NULL, TH_CHANGE_HALL, G_CALLBACK (catalogue_updated_cb));
  self->settings = feed_new (self, "settings.show", NULL, TH_CHANGE_HALL, G_CALLBACK (settings_updated_cb));
  th_feed_follow (self->catalogue, GTK_WIDGET (self));
  th_feed_follow (self->settings, GTK_WIDGET (self));
  g_signal_connect_object (self->session, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::staff-no", G_CALLBACK (staff_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (th_session_get_floor (self->session), "updated", G_CALLBACK (floor_updated_cb), self,
                           G_CONNECT_SWAPPED);

  staff_changed_cb (self);
  th_page_reception_show_chosen (self);
}

static void
th_page_reception_dispose (GObject *object)
{
  ThPageReception *self = TH_PAGE_RECEPTION (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->feed);
  g_clear_object (&self->bookings);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (th_page_reception_parent_class)->dispose (object);
}

static void
th_page_reception_finalize (GObject *object)
{
  ThPageReception *self = TH_PAGE_RECEPTION (object);

  g_clear_pointer (&self->picked, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->walk_in, g_strfreev);
  g_clear_pointer (&self->reason_ticket, g_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (th_page_reception_parent_class)->finalize (object);
}

static void
th_page_reception_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, TH_PAGE_RECEPTION (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
th_page_reception_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    TH_PAGE_RECEPTION (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThPageReception, name)
  BIND (ticket_mode);
  BIND (check_in_mode);
  BIND (mode_stack);
  BIND (step_stack);
  BIND (check_in);
  BIND (check_in_button);
  BIND (picker);
  BIND (online_revealer);
  BIND (online);
  BIND (priority);
  BIND (party_toggle);
  BIND (channel);
  BIND (ground_revealer);
  BIND (ground);
  BIND (party_revealer);
  BIND (party);
  BIND (issue_button);
  BIND (taken_queue);
  BIND (taken_number);
  BIND (taken_ahead);
  BIND (taken_warning);
  BIND (taken_print);
  BIND (waits_total);
  BIND (waits);
  BIND (chosen);
  BIND (recent_stack);
  BIND (recent);
  BIND (reason_revealer);
  BIND (reason_title);
  BIND (reason);
  BIND (reason_accept);
  BIND (reprint_button);
  BIND (reinstate_button);
  BIND (move_back_button);
  BIND (divert_button);
  BIND (cancel_button);
  BIND (keys);
#undef BIND
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, priority_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, party_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "mode_toggled_cb", G_CALLBACK (th_page_reception_show_mode));
  gtk_widget_class_bind_template_callback_full (widget_class, "check_in_changed_cb",
                                                G_CALLBACK (th_page_reception_show_arrival));
  gtk_widget_class_bind_template_callback_full (widget_class, "check_in_confirmed_cb",
                                                G_CALLBACK (th_page_reception_check_in));
  gtk_widget_class_bind_template_callback_full (widget_class, "picked_cb", G_CALLBACK (th_page_reception_pick));
  gtk_widget_class_bind_template_callback_full (widget_class, "confirmed_cb", G_CALLBACK (th_page_reception_issue));
  gtk_widget_class_bind_template_callback_full (widget_class, "chosen_changed_cb",
                                                G_CALLBACK (th_page_reception_show_chosen));
  gtk_widget_class_bind_template_callback_full (widget_class, "reason_accept_cb",
                                                G_CALLBACK (th_page_reception_accept_reason));
}

static void
th_page_reception_class_init (ThPageReceptionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = th_page_reception_constructed;
  object_class->dispose = th_page_reception_dispose;
  object_class->finalize = th_page_reception_finalize;
  object_class->get_property = th_page_reception_get_property;
  object_class->set_property = th_page_reception_set_property;
  widget_class->root = th_page_reception_root;
  widget_class->map = th_page_reception_map;
  widget_class->unmap = th_page_reception_unmap;
  g_object_class_override_property (object_class, PROP_SESSION, "session");

  g_type_ensure (TH_TYPE_CHECK_IN);
  g_type_ensure (TH_TYPE_COLUMN);
  g_type_ensure (TH_TYPE_KEY_HINT);
  g_type_ensure (TH_TYPE_PARTY_FORM);
  g_type_ensure (TH_TYPE_PICKER);
  g_type_ensure (TH_TYPE_QUEUE_WAITS);
  g_type_ensure (TH_TYPE_RECENT_LIST);
  g_type_ensure (TH_TYPE_STEP_BUTTON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-page-reception.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  th_page_reception_install_actions (widget_class);
  th_page_reception_install_arrival (widget_class);
}

static void
th_page_reception_init (ThPageReception *self)
{
  self->cancellable = g_cancellable_new ();
  self->picked = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  th_key_guard_attach (GTK_WIDGET (self));
}

static const ThPageKey page_keys[] = {
  { "F2", N_("Find a matter or a queue") },
  { "Enter", N_("Choose it, then take a ticket") },
  { "F3", N_("Check in with a booking") },
  { "Ctrl L", N_("Priority") },
  { "F4", N_("Person") },
  { "Ctrl P", N_("Reprint") },
  { "F5", N_("Reinstate") },
  { "F7", N_("Move back") },
  { "F8", N_("Divert") },
  { "F9", N_("Give up") },
  { "Esc", N_("Clear the form") },
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
  ThPageReception *self = TH_PAGE_RECEPTION (page);

  if (th_page_reception_arriving (self))
    th_check_in_focus (self->check_in);
  else
    th_picker_focus (self->picker);
}

static gboolean
reveal (ThPage *page, const char *what, const char *id)
{
  ThPageReception *self = TH_PAGE_RECEPTION (page);

  if (g_strcmp0 (what, "booking") == 0)
    {
      gtk_toggle_button_set_active (self->check_in_mode, TRUE);
      th_check_in_say (self->check_in, id);
      return th_check_in_focus (self->check_in);
    }

  return g_strcmp0 (what, "ticket") == 0 && th_recent_list_choose (self->recent, id);
}

static void
th_page_reception_page_init (ThPageInterface *iface)
{
  iface->get_keys = get_keys;
  iface->focus_start = focus_start;
  iface->reveal = reveal;
}
