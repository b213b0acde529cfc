/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A popover that answers "what of this ticket?" and "who waits here, and why
 * in this order?". It follows the hall while it is open. It belongs to the
 * root of what was pointed at, since rows come and go. */

#include "th-ticket-popover.h"

#include <glib/gi18n.h>

#include "th-feed.h"
#include "th-page.h"
#include "th-text.h"

/* A line of a queue is shown this far; the number of the rest follows. */
#define MOST 10

struct _ThTicketPopover
{
  GtkPopover  parent_instance;
  ThSession  *session;
  ThFeed     *feed;
  GtkWidget  *box;
  char       *queue;
};

G_DEFINE_FINAL_TYPE (ThTicketPopover, th_ticket_popover, GTK_TYPE_POPOVER)

static GtkWidget *
add_label (ThTicketPopover *self, const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "max-width-chars", 44,
                                   "css-classes", (const char *[]) { css_class, NULL }, NULL);

  gtk_box_append (GTK_BOX (self->box), label);
  return label;
}

/* A word and what it is, the second in a column of its own. */
static void
add_pair (GtkWidget *grid, int row, const char *name, const char *value)
{
  gtk_grid_attach (GTK_GRID (grid), g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "yalign", 0.0,
                   "css-classes", (const char *[]) { "secondary", NULL }, NULL), 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), g_object_new (GTK_TYPE_LABEL, "label", value, "xalign", 0.0, "hexpand", TRUE,
                   "wrap", TRUE, "max-width-chars", 36, NULL), 1, row, 1, 1);
}

static char *
state_word (JsonObject *ticket)
{
  static const struct { const char *state, *word; } words[] = {
    { "waiting", N_("Waiting") }, { "called", N_("Called") }, { "serving", N_("In service") },
    { "held", N_("Held") }, { "missed", N_("Missed call") }, { "returned", N_("Moved back") },
    { "finished", N_("Finished") }, { "cancelled", N_("Given up") }, { "diverted", N_("Diverted") },
    { "void", N_("Void at the day's end") },
  };
  const char *state = th_member_text (ticket, "state");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].state, state) == 0)
      return g_strdup (_(words[i].word));
  return g_strdup (state);
}

static char *
matter_names (JsonObject *ticket)
{
  JsonArray *matters = th_member_array (ticket, "matters");
  GString *names = g_string_new (NULL);

  for (guint i = 0; matters != NULL && i < json_array_get_length (matters); i++)
    {
      JsonObject *matter = th_member_element (matters, i);
      const char *name = matter != NULL ? th_member_local (matter, "") : json_array_get_string_element (matters, i);

      g_string_append_printf (names, "%s%s", i > 0 ? "\n" : "", name != NULL ? name : th_member_text (matter, "code"));
    }
  return g_string_free (names, FALSE);
}

static const char *
event_word (const char *event)
{
  static const struct { const char *event, *word; } words[] = {
    { "issued", N_("Took its number") }, { "called", N_("Called") }, { "recalled", N_("Called again") },
    { "started", N_("Service began") }, { "finished", N_("Finished") }, { "missed", N_("Missed call") },
    { "returned", N_("Moved back") }, { "moved_back", N_("Moved back") }, { "reinstated", N_("Restored") },
    { "held", N_("Held") }, { "unheld", N_("Recalled from hold") }, { "transferred", N_("Transferred") },
    { "matter_added", N_("Matter added") }, { "undone", N_("Step undone") }, { "cancelled", N_("Given up") },
    { "diverted", N_("Diverted") }, { "voided", N_("Void at the day's end") },
  };

  if (event == NULL || !g_str_has_prefix (event, "ticket."))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].event, event + strlen ("ticket.")))
      return _(words[i].word);
  return NULL;
}

/* What happened to it: time, what, at which window. */
static void
show_history (ThTicketPopover *self, JsonArray *history)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 16, "row-spacing", 2, NULL);
  guint n = history != NULL ? json_array_get_length (history) : 0;
  int row = 0;

  for (guint i = n > MOST ? n - MOST : 0; i < n; i++)
    {
      JsonObject *past = th_member_element (history, i);
      const char *word = event_word (th_member_text (past, "event"));
      const char *window = th_member_text (past, "window");
      g_autofree char *time = th_text_clock (th_member_instant (past, "at"), th_session_get_zone (self->session));
      g_autofree char *no = th_text_window (window);
      g_autofree char *place = window != NULL ? g_strdup_printf (_("Window %s"), no) : NULL;
      g_autofree char *text = g_strjoin ("  ", word != NULL ? word : "", place, NULL);

      if (word != NULL)
        add_pair (grid, row++, time, text);
    }
  if (row > 0)
    gtk_box_append (GTK_BOX (self->box), g_object_new (GTK_TYPE_BOX, "css-classes",
                                                       (const char *[]) { "hairline", NULL }, NULL));
  gtk_box_append (GTK_BOX (self->box), grid);
}

static void
show_ticket (ThTicketPopover *self, JsonObject *ticket)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 16, "row-spacing", 4, NULL);
  gint64 waited = th_member_int (ticket, "waited_s", -1);
  gint64 handled = th_member_int (ticket, "handling_s", 0);
  gint64 calls = th_member_int (ticket, "calls", 0);
  g_autofree char *state = state_word (ticket);
  g_autofree char *matters = matter_names (ticket);
  int row = 0;

  add_label (self, th_member_text (ticket, "ticket"), "ticket");
  add_pair (grid, row++, _("State"), state != NULL ? state : "—");
  if (g_strcmp0 (th_member_text (ticket, "class"), "priority") == 0)
    add_pair (grid, row++, _("Class"), _("Priority"));
  if (*matters != '\0')
    add_pair (grid, row++, _("Matters"), matters);
  if (waited >= 0)
    {
      g_autofree char *text = th_text_timer (waited);
      add_pair (grid, row++, _("Waited"), text);
    }
  if (handled > 0)
    {
      g_autofree char *text = th_text_timer (handled);
      add_pair (grid, row++, _("Handling time"), text);
    }
  if (calls > 0)
    {
      g_autofree char *text = g_strdup_printf ("%d", (int) calls);
      add_pair (grid, row++, _("Calls"), text);
    }
  if (th_member_text (ticket, "note") != NULL)
    add_pair (grid, row++, _("Note"), th_member_text (ticket, "note"));
  gtk_box_append (GTK_BOX (self->box), grid);
  show_history (self, th_member_array (ticket, "history"));
}

static void
show_line (ThTicketPopover *self, JsonArray *tickets)
{
  guint n = tickets != NULL ? json_array_get_length (tickets) : 0;
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 12, "row-spacing", 4, NULL);

  add_label (self, n > 0 ? _("In the order they would be called now") : _("Nobody waits"), "heading");
  for (guint i = 0; i < n && i < MOST; i++)
    {
      JsonObject *ticket = th_member_element (tickets, i);
      ThInstant entered = th_member_instant (ticket, "entered");
      gint64 waited = (th_session_now (self->session) - entered) / TH_SECOND_US;
      g_autofree char *time = th_text_minutes (waited);
      const char *why = th_member_text (ticket, "why");

      gtk_grid_attach (GTK_GRID (grid), g_object_new (GTK_TYPE_LABEL, "label", th_member_text (ticket, "ticket"),
                       "xalign", 0.0, "css-classes", (const char *[]) { "strong", NULL }, NULL), 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), g_object_new (GTK_TYPE_LABEL, "label", time, "xalign", 1.0, NULL), 1, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), g_object_new (GTK_TYPE_LABEL, "label", why != NULL ? why : "", "xalign", 0.0,
                       "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 24, "max-width-chars", 36,
                       "css-classes", (const char *[]) { "secondary", NULL }, NULL), 2, (int) i, 1, 1);
    }
  gtk_box_append (GTK_BOX (self->box), grid);
  if (n > MOST)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %d more", "and %d more", n - MOST), (int) (n - MOST));
      add_label (self, more, "caption");
    }
}

static void
updated_cb (ThTicketPopover *self)
{
  JsonObject *answer = th_feed_get_answer (self->feed);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (answer == NULL)
    add_label (self, th_feed_get_error (self->feed) != NULL ? th_feed_get_error (self->feed)->message : "—", "secondary");
  else if (self->queue != NULL)
    show_line (self, th_member_array (answer, "tickets"));
  else
    show_ticket (self, answer);
}

static void
unparent_idle (gpointer data)
{
  g_autoptr(GtkWidget) widget = data;

  if (gtk_widget_get_parent (widget) != NULL)
    gtk_widget_unparent (widget);
}

static void
closed_cb (ThTicketPopover *self)
{
  th_feed_set_active (self->feed, FALSE);
  g_idle_add_once (unparent_idle, g_object_ref (self));
}

static void
th_ticket_popover_dispose (GObject *object)
{
  ThTicketPopover *self = TH_TICKET_POPOVER (object);

  g_clear_object (&self->feed);
  g_clear_object (&self->session);
  g_clear_pointer (&self->queue, g_free);
  G_OBJECT_CLASS (th_ticket_popover_parent_class)->dispose (object);
}

static void
th_ticket_popover_class_init (ThTicketPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_ticket_popover_dispose;
}

static void
th_ticket_popover_init (ThTicketPopover *self)
{
  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, "margin-top", 8,
                            "margin-bottom", 8, "margin-start", 8, "margin-end", 8, NULL);
  gtk_popover_set_child (GTK_POPOVER (self), self->box);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

static void
present (GtkWidget *at, ThSession *session, const char *verb, JsonObject *arguments, const char *queue)
{
  ThTicketPopover *self = g_object_new (TH_TYPE_TICKET_POPOVER, NULL);
  GtkWidget *root = gtk_widget_get_ancestor (at, TH_TYPE_PAGE);
  graphene_rect_t bounds;

  if (root == NULL)
    root = at;
  self->session = g_object_ref (session);
  self->queue = g_strdup (queue);
  self->feed = th_feed_new (session, verb, arguments);
  g_signal_connect_object (self->feed, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self), root);
  if (gtk_widget_compute_bounds (at, root, &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self), &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                                       (int) bounds.size.width, (int) bounds.size.height });
  th_feed_set_active (self->feed, TRUE);
  gtk_popover_popup (GTK_POPOVER (self));
}

/**
 * th_ticket_popover_present:
 * @at: what was pointed at
 * @session: whose hall is asked
 * @ticket: the ticket's number
 */
void
th_ticket_popover_present (GtkWidget *at, ThSession *session, const char *ticket)
{
  g_autoptr(JsonObject) arguments = json_object_new ();

  json_object_set_string_member (arguments, "ticket", ticket);
  present (at, session, "ticket.show", arguments, NULL);
}

/**
 * th_ticket_popover_present_queue:
 * @at: what was pointed at
 * @session: whose hall is asked
 * @prefix: the letter of the queue
 */
void
th_ticket_popover_present_queue (GtkWidget *at, ThSession *session, const char *prefix)
{
  g_autoptr(JsonObject) arguments = json_object_new ();

  json_object_set_string_member (arguments, "queue", prefix);
  present (at, session, "queue.list", arguments, prefix);
}
