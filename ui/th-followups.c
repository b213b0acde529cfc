/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of what was promised. It says how many are late, and forgets none:
 * what is done leaves the list, and the toggle shows it again. */

#include "th-followups.h"

#include <glib/gi18n.h>

#include "th-feed.h"
#include "th-focus.h"
#include "th-key-hint.h"
#include "th-messages.h"
#include "th-text.h"

struct _ThFollowups
{
  GtkWidget  parent_instance;
  ThSession *session;
  ThFeed    *feed;
  GtkWidget *box, *head, *summary, *all, *stack, *hints;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (ThFollowups, th_followups, GTK_TYPE_WIDGET)

enum { OPEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static ThFollowupRow *
row_at (ThFollowups *self, int i)
{
  return (ThFollowupRow *) gtk_list_box_get_row_at_index (self->list, i);
}

/* --- doing ----------------------------------------------------------------------- */

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThFollowups) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  if (answer == NULL)
    {
      th_message_error (GTK_WIDGET (self), _("Not marked as done."), error, NULL, NULL);
      return;
    }
  th_message_clear (GTK_WIDGET (self));
  th_message_done (GTK_WIDGET (self), _("Done; the number is kept with the booking."), NULL);
}

static void
row_done_cb (ThFollowups *self, gint64 id, const char *tracking)
{
  JsonObject *request = th_desk_request ("followup.done", "id", "i", id, NULL);

  if (*tracking != '\0')
    json_object_set_string_member (request, "tracking", tracking);
  th_session_ask_async (self->session, request, NULL, done_cb, g_object_ref (self));
}

static void
activated_cb (ThFollowups *self, GtkListBoxRow *row)
{
  g_autofree char *booking = g_strdup (th_followup_row_get_booking (TH_FOLLOWUP_ROW (row)));

  if (booking != NULL)
    g_signal_emit (self, signals[OPEN], 0, booking);
}

/* --- showing --------------------------------------------------------------------- */

static ThFollowupRow *
row_for (ThFollowups *self, int i, gint64 id)
{
  ThFollowupRow *row;

  for (int k = i; (row = row_at (self, k)) != NULL; k++)
    if (th_followup_row_get_id (row) == id)
      break;
  if (row == NULL)
    {
      row = TH_FOLLOWUP_ROW (th_followup_row_new ());
      g_signal_connect_object (row, "done", G_CALLBACK (row_done_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_insert (self->list, GTK_WIDGET (row), i);
    }
  /* Rows before it are of what is done or gone: what is typed in this one stays. */
  while (row_at (self, i) != row)
    gtk_list_box_remove (self->list, GTK_WIDGET (row_at (self, i)));
  return row;
}

static void
updated_cb (ThFollowups *self)
{
  JsonObject *answer = th_feed_get_answer (self->feed);
  JsonArray *followups = answer != NULL ? th_member_array (answer, "followups") : NULL;
  guint n = followups != NULL ? json_array_get_length (followups) : 0, open = 0, overdue = 0;
  g_autofree char *text = NULL;

  if (followups == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      JsonObject *followup = th_member_element (followups, i);

      open += g_strcmp0 (th_member_text (followup, "state"), "open") == 0;
      overdue += th_member_bool (followup, "overdue");
      th_followup_row_set (row_for (self, (int) i, th_member_int (followup, "id", 0)), followup);
    }
  while (row_at (self, (int) n) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row_at (self, (int) n)));
  if (gtk_list_box_get_selected_row (self->list) == NULL && n > 0)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  text = g_strdup_printf (_("%d to do, %d of them overdue"), (int) open, (int) overdue);
  gtk_label_set_label (GTK_LABEL (self->summary), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n > 0 ? "list" : "empty");
  gtk_widget_set_visible (self->hints, n > 0);
  if (n > 0 && gtk_widget_is_focus (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
  gtk_widget_set_focusable (GTK_WIDGET (self), n == 0);
}

static void
toggled_cb (ThFollowups *self)
{
  g_autoptr (JsonObject) arguments = json_object_new ();

  json_object_set_string_member (arguments, "state", gtk_check_button_get_active (GTK_CHECK_BUTTON (self->all)) ? "all" : "open");
  th_feed_set_arguments (self->feed, arguments);
}

/* --- class ----------------------------------------------------------------------- */

/* Without a row the list keeps the focus until there is one. */
static gboolean
th_followups_grab_focus (GtkWidget *widget)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (TH_FOLLOWUPS (widget)->list);

  if (th_focus_is_walking (widget))
    return FALSE;
  if (row != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (row));
  return GTK_WIDGET_CLASS (th_followups_parent_class)->grab_focus (widget);
}

static void
th_followups_dispose (GObject *object)
{
  ThFollowups *self = TH_FOLLOWUPS (object);

  g_clear_object (&self->feed);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (th_followups_parent_class)->dispose (object);
}

static void
th_followups_class_init (ThFollowupsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_followups_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = th_followups_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = th_focus_walk;
  signals[OPEN] = g_signal_new ("open", TH_TYPE_FOLLOWUPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

/* The keys of the list, as in the others. */
static GtkWidget *
hints_new (void)
{
  const struct { const char *keys, *word; } hints[] = { { "Enter", _("open") }, { "Tab", _("type the number, Enter when done") } };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  gtk_widget_add_css_class (box, "hints");
  gtk_widget_add_css_class (box, "list-foot");
  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      GtkWidget *hint = th_key_hint_new (hints[i].keys);

      gtk_widget_set_valign (hint, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), hint);
      gtk_box_append (GTK_BOX (box), gtk_label_new (hints[i].word));
    }
  return box;
}

static void
th_followups_init (ThFollowups *self)
{
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, NULL);
  GtkWidget *empty = g_object_new (GTK_TYPE_LABEL, "label", _("Nothing is to be done: what follows a finished case appears here."),
                                   "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, NULL);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->head, "list-head");
  self->summary = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (self->head), self->summary);
  self->all = gtk_check_button_new_with_label (_("also what is done"));
  g_signal_connect_object (self->all, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->head), self->all);
  gtk_box_append (GTK_BOX (self->box), self->head);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("To be done"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_add_css_class (empty, "ink2");
  self->stack = g_object_new (GTK_TYPE_STACK, "vexpand", TRUE, NULL);
  gtk_stack_add_named (GTK_STACK (self->stack), gtk_label_new (NULL), "unknown");
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  gtk_box_append (GTK_BOX (self->box), self->stack);
  self->hints = hints_new ();
  gtk_box_append (GTK_BOX (self->box), self->hints);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
th_followups_new (ThSession *session)
{
  ThFollowups *self = g_object_new (TH_TYPE_FOLLOWUPS, NULL);

  self->session = g_object_ref (session);
  self->feed = th_feed_new (session, "followup.list", NULL);
  g_signal_connect_object (self->feed, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  th_feed_follow (self->feed, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

guint
th_followups_get_n (ThFollowups *self)
{
  guint n = 0;

  g_return_val_if_fail (TH_IS_FOLLOWUPS (self), 0);
  while (row_at (self, (int) n) != NULL)
    n++;
  return n;
}

ThFollowupRow *
th_followups_get_row (ThFollowups *self, guint i)
{
  g_return_val_if_fail (TH_IS_FOLLOWUPS (self), NULL);
  return row_at (self, (int) i);
}
