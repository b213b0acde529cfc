/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who comes next at a window.
 *
 * The lists are what the last answer said of this moment: they change when the
 * hall changes, never by themselves, so that only the timer moves. Rows are
 * made once and filled again, so a change of a number moves nothing. */

#include "th-window-line.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-key-hint.h"
#include "th-text.h"

#define ROWS         6
#define ROWS_COMPACT 5
#define OFFER_S      10

typedef struct
{
  GtkWidget *row;
  GtkLabel  *ticket;
  GtkLabel  *queue;
  GtkLabel  *waited;
  GtkLabel  *why;
} NextRow;

struct _ThWindowLine
{
  GtkWidget   parent_instance;

  GtkLabel   *count;
  GtkWidget  *as_of;
  GtkStack   *line_stack;
  GtkListBox *line;
  GtkListBox *held;
  GtkLabel   *who;
  GtkLabel   *finished;
  GtkLabel   *mean;
  GtkLabel   *no_shows;
  GtkWidget  *booking_card;
  GtkLabel   *booking_time;
  GtkLabel   *booking_what;
  GtkLabel   *booking_state;
  GtkWidget  *seat_box;
  GtkWidget  *undo_button;
  GtkLabel   *undo_word;

  NextRow     rows[ROWS];
  guint       offer;
  gboolean    compact;
};

G_DEFINE_TYPE (ThWindowLine, th_window_line, GTK_TYPE_WIDGET)

static GtkLabel *
label_new (const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return GTK_LABEL (label);
}

static void
make_row (ThWindowLine *self, guint i)
{
  NextRow *row = &self->rows[i];
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *index = g_strdup_printf ("%u", i + 1);
  GtkLabel *place = label_new ("caption", 0);

  gtk_label_set_label (place, index);
  gtk_label_set_width_chars (place, 2);
  row->ticket = label_new ("next-ticket", 0);
  gtk_label_set_ellipsize (row->ticket, PANGO_ELLIPSIZE_NONE);
  row->queue = label_new ("secondary", 0);
  gtk_widget_set_hexpand (GTK_WIDGET (row->queue), TRUE);
  row->waited = label_new ("secondary", 1);
  row->why = label_new ("secondary", 0);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (place), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (row->ticket), 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (row->queue), 2, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (row->waited), 3, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (row->why), 1, 1, 3, 1);
  gtk_widget_add_css_class (grid, "next-row");

  row->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row->row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), grid);
  gtk_list_box_append (self->line, row->row);
}

static void
fill_row (NextRow *row, JsonObject *next, gboolean first)
{
  const char *ticket = th_member_text (next, "ticket");
  const char *why = th_member_text (next, "why");
  g_autofree char *timer = th_text_short (th_member_int (next, "waited_s", 0));
  g_autofree char *waited = g_strdup_printf (_("waited %s"), timer);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (row->ticket, ticket);
  gtk_label_set_label (row->queue, th_member_local (next, "queue"));
  gtk_label_set_label (row->waited, waited);
  gtk_label_set_label (row->why, why != NULL ? why : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->why), why);

  if (first)
    gtk_widget_add_css_class (row->row, "first");

  spoken = g_strdup_printf ("%s, %s, %s. %s", ticket, th_member_local (next, "queue"), waited, why != NULL ? why : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
fill_line (ThWindowLine *self, const ThWindowView *view, gboolean compact)
{
  JsonObject *ahead = th_member_object (view->doc, "ahead");
  JsonArray *next = ahead != NULL ? th_member_array (ahead, "next") : NULL;
  guint n = next != NULL ? json_array_get_length (next) : 0;
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u for this window",
                                                         "%u for this window", view->waiting), view->waiting);

  gtk_label_set_label (self->count, view->waiting > 0 ? count : "");
  n = MIN (n, compact ? ROWS_COMPACT : ROWS);
  for (guint i = 0; i < ROWS; i++)
    {
      gtk_widget_set_visible (self->rows[i].row, i < n);
      if (i < n)
        fill_row (&self->rows[i], th_member_element (next, i), i == 0);
    }

  gtk_stack_set_visible_child_name (self->line_stack, n > 0 ? "line" : "empty");
}

static GtkWidget *
build_held (const ThWindowView *view, JsonObject *held, GTimeZone *zone)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkLabel *label = label_new (NULL, 0);
  const char *ticket = th_member_text (held, "ticket");
  const char *reason = th_member_text (held, "reason");
  g_autofree char *since = th_text_clock (th_member_instant (held, "since"), zone);
  g_autofree char *text = NULL;
  g_autofree char *name = g_strdup_printf (_("Recall %s"), ticket);

  if (reason != NULL && *reason != '\0')
    text = g_strdup_printf (_("%s\u2003%s, since %s"), ticket, reason, since);
  else
    text = g_strdup_printf (_("%s\u2003since %s"), ticket, since);
  if (!th_window_view_holds (view, held))
    {
      g_autofree char *here = g_steal_pointer (&text);

      text = g_strdup_printf (_("%s, at window %s"), here, th_member_text (held, "window"));
    }
  gtk_label_set_label (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
  gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);

  if (g_strcmp0 (ticket, view->held_here) == 0)
    gtk_box_append (GTK_BOX (inside), th_key_hint_new ("Shift F6"));
  gtk_box_append (GTK_BOX (inside), gtk_label_new (_("Recall")));
  gtk_button_set_child (GTK_BUTTON (button), inside);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.unhold-ticket");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", ticket);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("th-hourglass-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "held-row");

  return box;
}

static void
fill_held (ThWindowLine *self, const ThWindowView *view, ThSession *session)
{
  JsonArray *held = th_member_array (view->doc, "held");
  ThInstant now = th_session_now (session);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->held, 0)) != NULL)
    gtk_list_box_remove (self->held, GTK_WIDGET (row));

  for (guint i = 0; i < view->held; i++)
    {
      JsonObject *one = th_member_element (held, i);
      GtkWidget *box = build_held (view, one, th_session_get_zone (session));
      gint64 passed = (now - th_member_instant (one, "since")) / TH_SECOND_US;

      if (passed > th_member_int (one, "limit_s", G_MAXINT))
        gtk_widget_add_css_class (box, "warn");
      gtk_list_box_append (self->held, box);
      row = gtk_list_box_get_row_at_index (self->held, (int) i);
      gtk_list_box_row_set_activatable (row, FALSE);
      gtk_widget_set_focusable (GTK_WIDGET (row), FALSE);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->held), view->held > 0);
}

static void
fill_today (ThWindowLine *self, const ThWindowView *view, ThSession *session)
{
  JsonObject *today = th_member_object (view->doc, "today");
  ThInstant opened = th_member_instant (view->doc, "opened_at");
  const char *staff = th_member_text (view->doc, "staff");
  const char *name = th_member_local (view->doc, "staff");
  g_autofree char *at = opened != 0 ? th_text_clock (opened, th_session_get_zone (session)) : NULL;
  g_autofree char *who = NULL;
  g_autofree char *finished = g_strdup_printf ("%" G_GINT64_FORMAT, th_member_int (today, "finished", 0));
  g_autofree char *no_shows = g_strdup_printf ("%" G_GINT64_FORMAT, th_member_int (today, "no_shows", 0));
  g_autofree char *mean = NULL;

  if (staff != NULL && at != NULL)
    who = g_strdup_printf (_("%s\u2003no. %s\u2003open since %s"), name != NULL ? name : "", staff, at);
  if (th_member_has (today, "mean_handling_s"))
    {
      g_autofree char *figure = th_text_mean (th_member_double (today, "mean_handling_s", 0));

      mean = g_strdup_printf (_("%s <span size=\"60%%\" weight=\"normal\">min</span>"), figure);
    }

  gtk_label_set_label (self->who, who != NULL ? who : "");
  gtk_label_set_label (self->finished, finished);
  gtk_label_set_markup (self->mean, mean != NULL ? mean : "—");
  gtk_label_set_label (self->no_shows, no_shows);
}

/* The words of the verbs that can be undone. */
static const char *
word_of_step (const char *verb)
{
  static const struct { const char *verb, *word; } words[] = {
    { "ticket.call", N_("Call") },          { "ticket.recall", N_("Call again") },
    { "ticket.start", N_("Start") },        { "ticket.finish", N_("Finish") },
    { "ticket.no_show", N_("Missed") },     { "ticket.hold", N_("Hold") },
    { "ticket.unhold", N_("Recall") },      { "ticket.transfer", N_("Transfer") },
    { "ticket.add_matter", N_("Add a matter") }, { "ticket.matter", N_("Tick") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].verb, verb) == 0)
      return _(words[i].word);

  return "";
}

static gboolean
offer_over_cb (gpointer data)
{
  ThWindowLine *self = data;

  self->offer = 0;
  gtk_widget_remove_css_class (self->undo_button, "offered");

  return G_SOURCE_REMOVE;
}

static void
fill_undo (ThWindowLine *self, const ThWindowView *view)
{
  JsonObject *undo = th_member_object (view->doc, "undo");
  g_autofree char *text = NULL;

  if (undo != NULL)
    text = g_strdup_printf (_("Undo: %s %s"), word_of_step (th_member_text (undo, "step")), th_member_text (undo, "ticket"));

  if (undo == NULL)
    th_window_line_offer_undo (self, FALSE);
  gtk_label_set_label (self->undo_word, text != NULL ? text : _("Nothing to undo"));
  gtk_widget_set_tooltip_text (self->undo_button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->undo_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : _("Nothing to undo"), -1);
}

static void
th_window_line_dispose (GObject *object)
{
  ThWindowLine *self = TH_WINDOW_LINE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->offer, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (th_window_line_parent_class)->dispose (object);
}

static void
th_window_line_class_init (ThWindowLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_window_line_dispose;

  g_type_ensure (TH_TYPE_KEY_HINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-window-line.ui");
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, count);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, as_of);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, line_stack);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, line);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, held);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, who);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, finished);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, mean);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, no_shows);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, booking_card);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, booking_time);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, booking_what);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, booking_state);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, seat_box);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, undo_button);
  gtk_widget_class_bind_template_child (widget_class, ThWindowLine, undo_word);
}

static void
th_window_line_init (ThWindowLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < ROWS; i++)
    make_row (self, i);
}

/**
 * th_window_line_set:
 * @view: what the window does
 * @session: for the clock and the time zone
 * @compact: whether the screen is small: one row less, the last card in two lines
 *
 * Shows the line, the tickets on hold, the figures of today.
 */
void
th_window_line_set (ThWindowLine *self, const ThWindowView *view, ThSession *session, gboolean compact)
{
  g_return_if_fail (TH_IS_WINDOW_LINE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->seat_box),
                                  compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  self->compact = compact;
  gtk_widget_set_visible (self->as_of, !compact);
  fill_line (self, view, compact);
  fill_held (self, view, session);
  fill_today (self, view, session);
  fill_undo (self, view);
}

/* Whether @booking is still to come and will come to this window: the clerk is
 * named, or nobody is and the window serves its queue. */
static gboolean
comes_here (const ThWindowView *view, JsonObject *booking, ThInstant now, gboolean *named)
{
  const char *staff = th_member_text (booking, "staff");
  JsonArray *queues = th_member_array (view->doc, "queues");

  *named = staff != NULL && g_strcmp0 (staff, th_member_text (view->doc, "staff")) == 0;
  if (g_strcmp0 (th_member_text (booking, "state"), "booked") != 0 || th_member_instant (booking, "check_in_until") < now)
    return FALSE;
  for (guint i = 0; staff == NULL && queues != NULL && i < json_array_get_length (queues); i++)
    if (g_strcmp0 (json_array_get_string_element (queues, i), th_member_text (booking, "queue")) == 0)
      return TRUE;

  return *named;
}

/* The one of the clerk before any that another window may call. */
static JsonObject *
next_booking (const ThWindowView *view, JsonObject *list, ThInstant now, gboolean *named)
{
  JsonArray *bookings = list != NULL ? th_member_array (list, "bookings") : NULL;
  JsonObject *best = NULL;
  gboolean mine;

  *named = FALSE;
  for (guint i = 0; bookings != NULL && i < json_array_get_length (bookings); i++)
    {
      JsonObject *booking = th_member_element (bookings, i);

      if (booking == NULL || !comes_here (view, booking, now, &mine))
        continue;
      if (best != NULL && (*named > mine || (*named == mine && th_member_instant (booking, "start") >= th_member_instant (best, "start"))))
        continue;
      best = booking;
      *named = mine;
    }

  return best;
}

static char *
describe_booking (JsonObject *booking)
{
  JsonObject *party = th_member_object (booking, "party");
  const char *name = party != NULL ? th_member_text (party, "name") : th_member_text (booking, "organiser");
  JsonArray *matters = th_member_array (booking, "matters");
  JsonObject *first = matters != NULL && json_array_get_length (matters) > 0 ? th_member_element (matters, 0) : NULL;
  GString *text = g_string_new (name != NULL ? name : th_member_text (booking, "booking"));

  if (first != NULL)
    g_string_append_printf (text, "\u2003%s %s", th_member_text (first, "code"), th_member_local (first, ""));

  return g_string_free (text, FALSE);
}

void
th_window_line_set_bookings (ThWindowLine *self, const ThWindowView *view, JsonObject *list, ThSession *session)
{
  ThInstant now = th_session_now (session);
  gboolean named;
  JsonObject *booking = next_booking (view, list, now, &named);
  g_autofree char *what = NULL;
  g_autofree char *time = NULL;
  g_autofree char *state = NULL;
  int late;

  g_return_if_fail (TH_IS_WINDOW_LINE (self));

  gtk_widget_set_visible (self->booking_card, booking != NULL);
  if (booking == NULL)
    return;

  late = (int) ((now - th_member_instant (booking, "start")) / TH_SECOND_US / 60);
  what = describe_booking (booking);
  time = th_text_clock (th_member_instant (booking, "start"), th_session_get_zone (session));
  if (late > 0)
    state = g_strdup_printf (_("Not here yet, %d min late"), late);
  else
    state = g_strdup (named ? _("Not here yet; then goes to you at once")
                            : _("Not here yet; then goes first at its time"));
  gtk_label_set_label (self->booking_time, time);
  gtk_label_set_label (self->booking_what, what);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->booking_what), what);
  gtk_label_set_label (self->booking_state, state);
  gtk_widget_set_css_classes (GTK_WIDGET (self->booking_state), (const char *[]) { "secondary", late > 0 ? "warn" : "ink2", NULL });
  /* A small screen has room for one line of it. */
  gtk_widget_set_visible (GTK_WIDGET (self->booking_state), !self->compact || late > 0);
}

void
th_window_line_offer_undo (ThWindowLine *self, gboolean offered)
{
  g_return_if_fail (TH_IS_WINDOW_LINE (self));

  g_clear_handle_id (&self->offer, g_source_remove);
  gtk_widget_remove_css_class (self->undo_button, "offered");
  if (!offered)
    return;

  gtk_widget_add_css_class (self->undo_button, "offered");
  self->offer = g_timeout_add_seconds (OFFER_S, offer_over_cb, self);
}
