/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The row's only button asks the action "list.check-in" of whoever holds the
 * list, with the booking's code. Everything else is done with keys or at the
 * foot of the page, so that a row stays a line of words. */

#include "th-booking-row.h"

#include <glib/gi18n.h>

#include "th-booking-drag.h"
#include "th-day.h"
#include "th-text.h"

struct _ThBookingRow
{
  GtkListBoxRow    parent_instance;
  ThBookingRowKind kind;
  char            *code, *state;
  gboolean         comes, open;
  GtkWidget       *when, *date, *who, *what, *with, *sign, *word, *button;
};

G_DEFINE_FINAL_TYPE (ThBookingRow, th_booking_row, GTK_TYPE_LIST_BOX_ROW)

typedef struct
{
  const char *state, *icon, *look;
  const char *word;
} Sign;

static const Sign signs[] = {
  { "booked", "th-dash-symbolic", "ink2", NC_("booking", "not here yet") },
  { "checked_in", "th-check-symbolic", "accent", NC_("booking", "checked in") },
  { "called", "th-bell-symbolic", "accent", NC_("booking", "called") },
  { "serving", "th-disc-symbolic", "accent", NC_("booking", "in service") },
  { "finished", "th-check-symbolic", "ok", NC_("booking", "done") },
  { "no_show", "th-cross-symbolic", "bad", NC_("booking", "missed") },
  { "held", "th-hourglass-symbolic", "ink2", NC_("booking", "held for a moment") },
  { "cancelled", "th-cross-symbolic", "ink3", NC_("booking", "cancelled") },
  { "moved", "th-swap-symbolic", "ink3", NC_("booking", "moved") },
  { "expired", "th-cross-symbolic", "ink3", NC_("booking", "expired") },
};

/* Not of today: whether they will come is not asked yet. */
static const Sign upcoming = { "booked", "th-calendar-symbolic", "ink2", NC_("booking", "booked") };

static const Sign *
find_sign (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_strcmp0 (signs[i].state, state) == 0)
      return &signs[i];
  return &signs[0];
}

/* --- words --------------------------------------------------------------------- */

/* The window at which @ticket is now, with what is done there. */
static JsonObject *
window_of (JsonObject *floor, const char *ticket)
{
  JsonArray *windows = floor != NULL ? th_member_array (floor, "windows") : NULL;

  for (guint i = 0; ticket != NULL && windows != NULL && i < json_array_get_length (windows); i++)
    if (g_strcmp0 (th_member_text (th_member_element (windows, i), "ticket"), ticket) == 0)
      return th_member_element (windows, i);
  return NULL;
}

/* Where somebody is served who does not come to the hall; NULL for who does. */
static const char *
elsewhere (JsonObject *booking)
{
  const char *mode = th_member_text (booking, "mode");

  if (g_strcmp0 (mode, "mobile") == 0)
    return C_("booking", "at the point");
  if (g_strcmp0 (mode, "door") == 0)
    return C_("booking", "visit");
  return g_strcmp0 (mode, "remote") == 0 ? C_("booking", "remote check") : NULL;
}

static gint64
late_minutes (JsonObject *booking, ThSession *session)
{
  ThInstant start = th_member_instant (booking, "start");

  if (g_strcmp0 (th_member_text (booking, "state"), "booked") != 0 || elsewhere (booking) != NULL || !th_member_has (booking, "check_in_from"))
    return 0;
  return MAX (0, (th_session_now (session) - start) / (60 * TH_SECOND_US));
}

static gboolean
later_than_today (JsonObject *booking, ThSession *session)
{
  GTimeZone *zone = th_session_get_zone (session);

  return th_day_of (th_member_instant (booking, "start"), zone) > th_day_of (th_session_now (session), zone);
}

/* The state as it is on this screen: looks of the sign, and words. */
static char *
arrival_words (JsonObject *booking, JsonObject *floor, ThSession *session, const Sign **sign)
{
  const char *state = th_member_text (booking, "state"), *ticket = th_member_text (booking, "ticket");
  JsonObject *window = g_strcmp0 (state, "checked_in") == 0 ? window_of (floor, ticket) : NULL;
  gint64 late = late_minutes (booking, session);
  const char *word;

  if (window != NULL)
    state = g_strcmp0 (th_member_text (window, "step"), "called") == 0 ? "called" : "serving";
  *sign = find_sign (state);
  if (g_strcmp0 (state, "booked") == 0 && later_than_today (booking, session))
    *sign = &upcoming;
  word = g_dpgettext2 (GETTEXT_PACKAGE, "booking", (*sign)->word);
  if (*sign == &signs[0] && elsewhere (booking) != NULL)
    word = elsewhere (booking);
  if (late >= 60)
    return g_strdup_printf (C_("booking", "%d h %02d min late"), (int) (late / 60), (int) (late % 60));
  if (late > 0)
    return g_strdup_printf (C_("booking", "%d min late"), (int) late);
  if (window != NULL)
    {
      g_autofree char *number = th_text_window (th_member_text (window, "no"));

      return g_strdup_printf (_("%s, window %s"), word, number);
    }
  if (g_strcmp0 (state, "checked_in") == 0 && ticket != NULL)
    return g_strdup_printf ("%s %s", word, ticket);
  return g_strdup (word);
}

static char *
reminder_words (JsonObject *booking, const Sign **sign)
{
  static const Sign done = { "reminded", "th-check-symbolic", "ok", NULL }, without = { "without", "th-triangle-symbolic", "warn", NULL };
  static const Sign open = { "open", "th-dash-symbolic", "ink2", NULL };
  JsonObject *party = th_member_object (booking, "party");

  if (th_member_bool (booking, "reminded"))
    {
      *sign = &done;
      return g_strdup (C_("booking", "reminded"));
    }
  if (party == NULL || !th_member_has (party, "phone"))
    {
      *sign = &without;
      return g_strdup (C_("booking", "no telephone"));
    }
  *sign = &open;
  return g_strdup (C_("booking", "not reminded"));
}

static const char *
name_of (JsonObject *booking)
{
  JsonObject *party = th_member_object (booking, "party");
  const char *name = party != NULL ? th_member_text (party, "name") : th_member_text (booking, "organiser");

  if (name == NULL && party != NULL)
    name = th_member_text (party, "id");
  return name != NULL ? name : "—";
}

/* Matters, or when there are none in the answer, the booking's code. */
static char *
matters_of (JsonObject *booking)
{
  JsonArray *matters = th_member_array (booking, "matters");
  GString *text = g_string_new (NULL);

  for (guint i = 0; matters != NULL && i < json_array_get_length (matters); i++)
    {
      const char *name = th_member_local (th_member_element (matters, i), "");

      if (name == NULL)
        continue;
      if (text->len > 0)
        g_string_append (text, C_("list", ", "));
      g_string_append (text, name);
    }
  if (text->len == 0)
    g_string_append (text, th_member_text (booking, "booking"));
  return g_string_free (text, FALSE);
}

static char *
with_whom (JsonObject *booking)
{
  const char *staff = th_member_local (booking, "staff"), *window = th_member_text (booking, "window");
  g_autofree char *number = window != NULL ? th_text_window (window) : NULL;
  g_autofree char *place = number != NULL ? g_strdup_printf (_("Window %s"), number) : NULL;

  if (staff == NULL && place == NULL)
    return g_strdup (th_member_local (booking, "queue"));
  return g_strjoin ("  ", staff != NULL ? staff : place, staff != NULL ? place : NULL, NULL);
}

/* --- building ------------------------------------------------------------------ */

static GtkWidget *
label_new (GtkWidget *box, const char *css_class, int width_chars)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  if (width_chars > 0)
    g_object_set (label, "width-chars", width_chars, "max-width-chars", width_chars, NULL);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
column_new (GtkWidget *box, gboolean expand)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (column, expand);
  gtk_box_append (GTK_BOX (box), column);
  return column;
}

static void
build (ThBookingRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *column, *state;

  gtk_widget_add_css_class (box, "booking-row");
  column = column_new (box, FALSE);
  self->when = label_new (column, "booking-time", 5);
  self->date = label_new (column, "caption", 0);
  column = column_new (box, TRUE);
  self->who = label_new (column, "strong", 0);
  self->what = label_new (column, "booking-what", 0);
  self->with = label_new (box, "secondary", 13);
  state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (state, "booking-state");
  self->sign = gtk_image_new ();
  gtk_box_append (GTK_BOX (state), self->sign);
  self->word = label_new (state, "word", 19);
  gtk_box_append (GTK_BOX (box), state);
  self->button = gtk_button_new_with_label (_("Check in"));
  gtk_widget_add_css_class (self->button, "small");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (self->button, FALSE);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

/* A booking is picked up with the pointer; its owner then shows the week. */
static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, ThBookingRow *self)
{
  if (!self->open)
    return NULL;
  return gdk_content_provider_new_typed (TH_TYPE_BOOKING_DRAG, &(ThBookingDrag) { self->code });
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, ThBookingRow *self)
{
  g_autofree char *words = g_strjoin ("  ", gtk_label_get_label (GTK_LABEL (self->when)), gtk_label_get_label (GTK_LABEL (self->who)), NULL);
  GtkWidget *chip = gtk_label_new (words);

  /* A picture of the row would go with the row, when the week takes its place. */
  gtk_widget_add_css_class (chip, "drag-chip");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), chip);
  gtk_widget_activate_action (GTK_WIDGET (self), "list.move", "s", self->code);
}

static void
th_booking_row_finalize (GObject *object)
{
  g_free (TH_BOOKING_ROW (object)->code);
  g_free (TH_BOOKING_ROW (object)->state);
  G_OBJECT_CLASS (th_booking_row_parent_class)->finalize (object);
}

static void
th_booking_row_class_init (ThBookingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = th_booking_row_finalize;
}

static void
th_booking_row_init (ThBookingRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  build (self);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

GtkWidget *
th_booking_row_new (ThBookingRowKind kind)
{
  ThBookingRow *self = g_object_new (TH_TYPE_BOOKING_ROW, NULL);

  self->kind = kind;
  gtk_widget_set_visible (self->button, kind == TH_BOOKING_ROW_TODAY);
  gtk_widget_set_visible (self->date, kind == TH_BOOKING_ROW_PERSON);
  return GTK_WIDGET (self);
}

/* --- showing ------------------------------------------------------------------- */

static void
set_label (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) != 0)
    gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
}

static void
show_state (ThBookingRow *self, const Sign *sign, gboolean late, const char *words)
{
  const char *classes[] = { late ? "warn" : sign->look, "word", NULL };

  gtk_widget_set_css_classes (self->word, classes);
  classes[1] = NULL;
  gtk_widget_set_css_classes (self->sign, classes);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->sign), late ? "th-triangle-symbolic" : sign->icon);
  set_label (self->word, words);
  gtk_widget_set_tooltip_text (self->word, words);
}

static void
show_button (ThBookingRow *self, ThSession *session)
{
  /* Who is not signed in may press it and is told to sign in. */
  gboolean may = th_session_get_staff_no (session) == NULL || th_session_may_check_in (session);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", self->code);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "list.check-in");
  /* The place stays when there is nothing to do: rows are compared at a glance. */
  gtk_widget_set_opacity (self->button, self->comes ? 1 : 0);
  gtk_widget_set_can_target (self->button, self->comes);
  gtk_widget_set_sensitive (self->button, may);
  gtk_widget_set_tooltip_text (self->button, may ? NULL : _("Reception checks people in"));
}

/**
 * th_booking_row_set:
 *
 * Fills the row; the choice and the focus stay where they are.
 */
void
th_booking_row_set (ThBookingRow *self, JsonObject *booking, JsonObject *floor, ThSession *session)
{
  GTimeZone *zone = th_session_get_zone (session);
  ThInstant start = th_member_instant (booking, "start");
  g_autofree char *when = th_text_clock (start, zone), *date = th_text_date (th_day_of (start, zone));
  g_autofree char *what = matters_of (booking), *with = with_whom (booking), *spoken = NULL;
  const char *state = th_member_text (booking, "state");
  const Sign *sign;

  g_return_if_fail (TH_IS_BOOKING_ROW (self));
  g_free (self->code);
  g_free (self->state);
  self->code = g_strdup (th_member_text (booking, "booking"));
  self->state = self->kind == TH_BOOKING_ROW_REMIND ? reminder_words (booking, &sign) : arrival_words (booking, floor, session, &sign);
  self->open = g_strcmp0 (state, "booked") == 0 || g_strcmp0 (state, "held") == 0;
  self->comes = g_strcmp0 (state, "booked") == 0 && th_member_has (booking, "check_in_from") && elsewhere (booking) == NULL;
  set_label (self->when, when);
  set_label (self->date, date);
  set_label (self->who, self->kind == TH_BOOKING_ROW_PERSON ? what : name_of (booking));
  set_label (self->what, self->kind == TH_BOOKING_ROW_PERSON ? self->code : what);
  gtk_widget_set_visible (self->what, g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->what)), gtk_label_get_label (GTK_LABEL (self->who))) != 0);
  gtk_widget_set_tooltip_text (self->what, what);
  set_label (self->with, with);
  show_state (self, sign, self->kind != TH_BOOKING_ROW_REMIND && late_minutes (booking, session) > 0, self->state);
  show_button (self, session);
  spoken = g_strdup_printf ("%s %s, %s, %s, %s, %s", self->kind == TH_BOOKING_ROW_TODAY ? "" : date, when, name_of (booking), what,
                            with != NULL ? with : "", self->state);
  g_strchug (spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

const char *
th_booking_row_get_code (ThBookingRow *self)
{
  g_return_val_if_fail (TH_IS_BOOKING_ROW (self), NULL);
  return self->code;
}

const char *
th_booking_row_get_state (ThBookingRow *self)
{
  g_return_val_if_fail (TH_IS_BOOKING_ROW (self), NULL);
  return self->state;
}

gboolean
th_booking_row_comes (ThBookingRow *self)
{
  g_return_val_if_fail (TH_IS_BOOKING_ROW (self), FALSE);
  return self->comes;
}

gboolean
th_booking_row_is_open (ThBookingRow *self)
{
  g_return_val_if_fail (TH_IS_BOOKING_ROW (self), FALSE);
  return self->open;
}
