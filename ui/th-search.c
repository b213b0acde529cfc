/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The search. What is typed is matched against the names of matters (words,
 * codes, pinyin initials) and the numbers of windows that the screen knows
 * already; a ticket's number is asked of the hall. The list opens under the
 * entry and the keyboard stays in the entry until Down goes into the list. */

#include "th-search.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "th-feed.h"
#include "th-key-hint.h"
#include "th-plate.h"
#include "th-search-key.h"
#include "th-text.h"

#define MOST 8

struct _ThSearch
{
  GtkWidget     parent_instance;
  ThSession    *session;
  GtkWidget    *box, *entry, *popover, *list, *empty;
  ThFeed       *catalogue;
  JsonArray    *matters;     /* of the catalogue, as the keys are for */
  GPtrArray    *keys;        /* of ThSearchKey */
  GCancellable *asking;      /* of the ticket under way */
};

G_DEFINE_FINAL_TYPE (ThSearch, th_search, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
typed (ThSearch *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* One find: what stands first in @lead, then its name and what it is. */
static void
add_find (ThSearch *self, const char *what, const char *id, GtkWidget *lead, const char *name, const char *more, gboolean first)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "hexpand", TRUE,
                                   "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 36, NULL);
  g_autofree char *spoken = g_strdup_printf ("%s %s", name, more);

  gtk_widget_add_css_class (row, "find");
  gtk_box_append (GTK_BOX (box), lead);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", more,
                                               "css-classes", (const char *[]) { "caption", NULL }, NULL));
  g_object_set_data_full (G_OBJECT (row), "what", g_strdup (what), g_free);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (first)
    gtk_list_box_prepend (GTK_LIST_BOX (self->list), row);
  else
    gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

static GtkWidget *
code_label (const char *code)
{
  return g_object_new (GTK_TYPE_LABEL, "label", code, "css-classes", (const char *[]) { "strong", NULL },
                       "width-chars", 5, "xalign", 0.0, NULL);
}

static guint
find_windows (ThSearch *self, const char *text)
{
  JsonArray *windows = th_member_array (th_feed_get_answer (th_session_get_floor (self->session)), "windows");
  guint found = 0;

  for (guint i = 0; windows != NULL && i < json_array_get_length (windows) && found < 3; i++)
    {
      JsonObject *window = th_member_element (windows, i);
      const char *no = th_member_text (window, "no");
      g_autofree char *shown = th_text_window (no);
      g_autofree char *name = NULL;

      if (!g_str_equal (text, no) && !g_str_equal (text, shown))
        continue;
      name = g_strdup_printf (_("Window %s"), shown);
      add_find (self, "window", no, th_plate_new (no, NULL), name, _("Window"), FALSE);
      found++;
    }
  return found;
}

typedef struct
{
  guint       score;
  JsonObject *matter;
} Find;

static int
compare_finds (gconstpointer a, gconstpointer b)
{
  const Find *first = a, *second = b;

  return (int) second->score - (int) first->score;
}

/* A keystroke costs no more than comparing. */
static void
make_keys (ThSearch *self, JsonArray *matters)
{
  if (matters == self->matters)
    return;
  g_clear_pointer (&self->matters, json_array_unref);
  self->matters = matters != NULL ? json_array_ref (matters) : NULL;
  g_ptr_array_set_size (self->keys, 0);
  for (guint i = 0; matters != NULL && i < json_array_get_length (matters); i++)
    {
      JsonObject *matter = th_member_element (matters, i);
      g_ptr_array_add (self->keys, th_search_key_new (th_member_text (matter, "code"), th_member_text (matter, "zh"),
                                                      th_member_text (matter, "en")));
    }
}

static guint
find_matters (ThSearch *self, const char *text)
{
  JsonArray *matters = th_member_array (th_feed_get_answer (self->catalogue), "matters");
  g_autoptr(GArray) finds = g_array_new (FALSE, FALSE, sizeof (Find));

  make_keys (self, matters);
  for (guint i = 0; i < self->keys->len; i++)
    {
      Find find = { th_search_key_score (self->keys->pdata[i], text, NULL), th_member_element (matters, i) };
      if (find.score > 0)
        g_array_append_val (finds, find);
    }
  g_array_sort (finds, compare_finds);
  for (guint i = 0; i < finds->len && i < MOST; i++)
    {
      JsonObject *matter = g_array_index (finds, Find, i).matter;
      const char *code = th_member_text (matter, "code");
      add_find (self, "matter", code, code_label (code), th_member_local (matter, ""), _("Matter"), FALSE);
    }
  return finds->len;
}

static void
show_list (ThSearch *self, gboolean any)
{
  gtk_widget_set_visible (self->empty, !any);
  gtk_widget_set_visible (self->list, any);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
ticket_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThSearch *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  const char *ticket = th_member_text (answer, "ticket");

  /* Cancelled means typed further or gone: @data may be dead then. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (ticket == NULL)
    {
      if (!g_error_matches (error, TH_ERROR, TH_ERROR_NOT_FOUND))
        gtk_label_set_label (GTK_LABEL (self->empty), error->message);
      return;
    }
  add_find (self, "ticket", ticket, code_label (ticket), th_member_local (answer, "queue") != NULL ?
            th_member_local (answer, "queue") : ticket, _("Ticket"), TRUE);
  show_list (self, TRUE);
}

static void
booking_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThSearch *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  const char *code = th_member_text (answer, "booking");
  JsonObject *party = th_member_object (answer, "party");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || code == NULL)
    return;
  add_find (self, "booking", code, code_label (code), party != NULL ? th_member_text (party, "name") : "", _("Booking"), TRUE);
  show_list (self, TRUE);
}

static void
parties_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThSearch *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  JsonArray *parties = th_member_array (answer, "parties");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || parties == NULL)
    return;
  for (guint i = 0; i < json_array_get_length (parties); i++)
    {
      JsonObject *party = th_member_element (parties, i);
      g_autofree char *ref = g_strdup_printf ("%" PRId64, th_member_int (party, "ref", 0));
      const char *name = th_member_text (party, "name");

      add_find (self, "party", ref, gtk_image_new_from_icon_name ("th-person-symbolic"), name != NULL ? name : "",
                th_member_text (party, "id"), FALSE);
    }
  if (json_array_get_length (parties) > 0)
    show_list (self, TRUE);
}

/* A booking has eight letters and digits, as in B7KQM2XF. */
static gboolean
booking_code (const char *text)
{
  return strlen (text) == 8 && (*text == 'B' || *text == 'b') &&
         strspn (text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == 8;
}

/* People and bookings are shown to who is signed in only. */
static void
ask_bookings (ThSearch *self, const char *text)
{
  if (th_session_get_staff_no (self->session) == NULL || g_utf8_strlen (text, -1) < 2)
    return;
  if (self->asking == NULL)
    self->asking = g_cancellable_new ();
  if (booking_code (text))
    th_session_ask_async (self->session, th_desk_request ("booking.show", "booking", "s", text, NULL),
                          self->asking, booking_cb, self);
  th_session_ask_async (self->session, th_desk_request ("party.find", "text", "s", text, "limit", "i", (gint64) 4, NULL),
                        self->asking, parties_cb, self);
}

/* "t31" and "T031" are the same number of queue T. */
static char *
ticket_number (const char *text)
{
  g_autofree char *upper = g_ascii_strup (text, -1);
  gsize letters = strspn (upper, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  gsize digits = strspn (upper + letters, "0123456789");

  if (letters == 0 || letters > 2 || digits == 0 || digits > 4 || upper[letters + digits] != '\0')
    return NULL;
  return g_strdup_printf ("%.*s%03d", (int) letters, upper, atoi (upper + letters));
}

static void
choose (ThSearch *self, GtkListBoxRow *row)
{
  g_autofree char *what = g_strdup (g_object_get_data (G_OBJECT (row), "what"));
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "id"));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[CHOSEN], 0, what, id);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ThSearch *self)
{
  choose (self, row);
}

static void
make_popover (ThSearch *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Finds"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->empty = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "css-classes", (const char *[]) { "secondary", NULL }, NULL);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->empty);
  self->popover = g_object_new (GTK_TYPE_POPOVER, "child", box, "autohide", FALSE, "has-arrow", FALSE,
                                "position", GTK_POS_BOTTOM, "width-request", 380, NULL);
  gtk_widget_add_css_class (self->popover, "finds");
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
search (ThSearch *self)
{
  g_autofree char *text = g_strstrip (g_strdup (typed (self)));
  g_autofree char *ticket = ticket_number (text);
  GtkListBoxRow *row;
  guint found;

  /* Made when it is first needed: the first frame does not pay for it. */
  if (self->popover == NULL)
    {
      if (*text == '\0')
        return;
      make_popover (self);
    }
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  if (*text == '\0')
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }
  gtk_label_set_label (GTK_LABEL (self->empty), _("Nothing of this name. A ticket is found by its number, T031, a booking by its code."));
  found = find_windows (self, text);
  found += find_matters (self, text);
  if (ticket != NULL)
    {
      self->asking = g_cancellable_new ();
      th_session_ask_async (self->session, th_desk_request ("ticket.show", "ticket", "s", ticket, NULL),
                            self->asking, ticket_cb, self);
    }
  ask_bookings (self, text);
  show_list (self, found > 0);
}

static void
activate_cb (GtkEntry *entry, ThSearch *self)
{
  GtkListBoxRow *row;

  if (self->popover == NULL || !gtk_widget_get_visible (self->popover))
    return;
  row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  if (row != NULL)
    choose (self, row);
}

/* Up and Down walk the list while the letters still go to the entry. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ThSearch *self)
{
  GtkListBoxRow *row;
  int at;

  if (keyval == GDK_KEY_Escape)
    {
      gboolean open = *typed (self) != '\0';
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      return open;
    }
  if (self->popover == NULL || !gtk_widget_get_visible (self->popover) ||
      (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up))
    return FALSE;
  row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  at = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MAX (at + (keyval == GDK_KEY_Down ? 1 : -1), 0));
  if (row != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  return TRUE;
}

static void
focus_cb (GtkEventControllerFocus *controller, GParamSpec *pspec, ThSearch *self)
{
  gboolean inside = gtk_event_controller_focus_contains_focus (controller);

  th_feed_set_active (self->catalogue, inside);
  if (!inside && self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
th_search_dispose (GObject *object)
{
  ThSearch *self = TH_SEARCH (object);
  GtkWidget *child;

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->catalogue);
  g_clear_pointer (&self->matters, json_array_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_object (&self->session);
  self->popover = self->box = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (th_search_parent_class)->dispose (object);
}

static void
th_search_class_init (ThSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_search_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", TH_TYPE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
th_search_init (ThSearch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *hint = th_key_hint_new ("Ctrl K");

  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) th_search_key_free);
  self->box = gtk_overlay_new ();
  self->entry = g_object_new (GTK_TYPE_ENTRY, "primary-icon-name", "th-search-symbolic", "primary-icon-activatable", FALSE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search"), -1);
  gtk_overlay_set_child (GTK_OVERLAY (self->box), self->entry);
  gtk_widget_set_halign (hint, GTK_ALIGN_END);
  gtk_widget_set_margin_end (hint, 8);
  gtk_widget_set_can_target (hint, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->box), hint);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  th_search_set_compact (self, FALSE);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect (focus, "notify::contains-focus", G_CALLBACK (focus_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (search), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * th_search_set_session:
 * @session: whose hall is searched; given once
 */
void
th_search_set_session (ThSearch *self, ThSession *session)
{
  g_return_if_fail (TH_IS_SEARCH (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  self->catalogue = th_feed_new (session, "catalogue.show", NULL);
  th_feed_set_changes (self->catalogue, TH_CHANGE_HALL);
  g_signal_connect_object (self->catalogue, "updated", G_CALLBACK (search), self, G_CONNECT_SWAPPED);
}

/**
 * th_search_set_compact:
 * @compact: whether the entry must be short
 */
void
th_search_set_compact (ThSearch *self, gboolean compact)
{
  g_return_if_fail (TH_IS_SEARCH (self));
  g_object_set (self->entry, "width-chars", compact ? 18 : 30,
                "placeholder-text", compact ? _("Ticket, company…") : _("Ticket, company or matter"), NULL);
}

/**
 * th_search_start:
 *
 * Puts the keyboard into the entry.
 */
void
th_search_start (ThSearch *self)
{
  g_return_if_fail (TH_IS_SEARCH (self));
  gtk_widget_grab_focus (self->entry);
}
