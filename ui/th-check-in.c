/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list is what is expected today, the entry narrows it while somebody
 * speaks. A number that is said whole is left to the hall, which knows the
 * numbers that are masked here; a part of one has to leave a single booking, or
 * one is chosen with the arrows: nobody is checked in for somebody else.
 *
 * The places of a group are one row: whoever belongs to it takes the next. */

#include "th-check-in.h"

#include <glib/gi18n.h>

#include "th-check-in-row.h"
#include "th-day.h"
#include "th-number.h"
#include "th-search-key.h"
#include "th-text.h"

/* A booking, or the places of one group at one time. */
typedef struct
{
  char      *key;
  ThExpected shown;        /* its booking is the one that would be checked in: the first that is not yet */
} Expected;

struct _ThCheckIn
{
  GtkWidget          parent_instance;

  GtkSearchEntry    *entry;
  GtkLabel          *kind;
  GtkLabel          *count;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;
  GtkLabel          *nobody;

  ThSession         *session;
  JsonArray         *bookings;
  GPtrArray         *expected;     /* all of today */
  GPtrArray         *shown;        /* those in the rows, in their order */
  GStrv              asked;        /* codes of which one is meant, or NULL */
  char              *chosen;       /* key */
  gboolean           walked;       /* chosen by hand */
  gboolean           filling;
};

G_DEFINE_FINAL_TYPE (ThCheckIn, th_check_in, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  CONFIRMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
expected_free (gpointer data)
{
  Expected *self = data;

  g_free (self->key);
  g_free (self);
}

static const char *
typed (ThCheckIn *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static ThNumber *
number_of (ThCheckIn *self)
{
  ThDay today = self->session != NULL ? th_day_of (th_session_now (self->session), th_session_get_zone (self->session)) : 0;

  return th_number_new (typed (self), today);
}

/* --- the list ------------------------------------------------------------- */

static void
add_expected (ThCheckIn *self, GHashTable *known, JsonObject *booking)
{
  static const char *const listed[] = { "booked", "checked_in", "finished", "no_show", NULL };
  const char *organiser = th_member_text (booking, "organiser");
  const char *state = th_member_text (booking, "state");
  g_autofree char *key = NULL;
  gboolean arrived = !th_expected_is (booking, "booked");
  Expected *one;

  /* A visit at somebody's place, a remote check and who goes to a point are not expected here. */
  if (g_strcmp0 (th_member_text (booking, "mode"), "mobile") == 0 || !th_member_has (booking, "check_in_from") || state == NULL || !g_strv_contains (listed, state))
    return;

  if (organiser != NULL && th_member_object (booking, "party") == NULL)
    key = g_strdup_printf ("%s %s", th_member_text (booking, "start"), organiser);
  else
    key = g_strdup (th_member_text (booking, "booking"));

  one = g_hash_table_lookup (known, key);
  if (one == NULL)
    {
      one = g_new0 (Expected, 1);
      one->key = g_steal_pointer (&key);
      one->shown.booking = booking;
      g_ptr_array_add (self->expected, one);
      g_hash_table_insert (known, one->key, one);
    }
  else if (!arrived && !th_expected_is (one->shown.booking, "booked"))
    one->shown.booking = booking;
  one->shown.places++;
  one->shown.arrived += arrived;
}

/* Who is still to come goes first, then by time. */
static int
compare_expected (gconstpointer a, gconstpointer b)
{
  JsonObject *one = (*(Expected *const *) a)->shown.booking;
  JsonObject *two = (*(Expected *const *) b)->shown.booking;
  gboolean here = !th_expected_is (one, "booked");
  gboolean there = !th_expected_is (two, "booked");

  if (here != there)
    return here ? 1 : -1;

  return g_strcmp0 (th_member_text (one, "start"), th_member_text (two, "start"));
}

static gboolean
asked_for (ThCheckIn *self, Expected *one)
{
  return g_strv_contains ((const char *const *) self->asked, th_member_text (one->shown.booking, "booking"));
}

static gboolean
fits (ThCheckIn *self, Expected *one, const ThNumber *number)
{
  JsonObject *party = th_member_object (one->shown.booking, "party");
  const char *code = th_member_text (one->shown.booking, "booking");
  const char *ticket = th_member_text (one->shown.booking, "ticket");
  g_autoptr(ThSearchKey) key = NULL;

  if (self->asked != NULL)
    return asked_for (self, one);
  if (number->kind == TH_NUMBER_NONE || th_number_begins (number->text, code))
    return TRUE;
  if (number->kind == TH_NUMBER_CODE)
    return FALSE;
  if (ticket != NULL && g_strcmp0 (ticket, number->text) == 0)
    return TRUE;
  if (party != NULL && (th_number_begins (number->text, th_member_text (party, "phone"))
                        || th_number_begins (number->text, th_member_text (party, "id"))))
    return TRUE;

  if (number->kind > TH_NUMBER_NAME)
    return FALSE;
  key = th_search_key_new (NULL, th_expected_name (one->shown.booking), th_expected_name (one->shown.booking));
  return th_search_key_score (key, typed (self), NULL) > 0;
}

static void
fill_row (ThCheckIn *self, guint i)
{
  Expected *one = g_ptr_array_index (self->shown, i);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

  if (row == NULL)
    {
      row = th_check_in_row_new ();
      gtk_list_box_append (self->list, GTK_WIDGET (row));
    }
  th_check_in_row_set (row, &one->shown, self->session);
}

static void
show_kind (ThCheckIn *self, const ThNumber *number)
{
  guint places = 0, arrived = 0;
  g_autofree char *count = NULL;

  for (guint i = 0; i < self->expected->len; i++)
    {
      places += ((Expected *) g_ptr_array_index (self->expected, i))->shown.places;
      arrived += ((Expected *) g_ptr_array_index (self->expected, i))->shown.arrived;
    }
  count = g_strdup_printf (_("today %1$u, here %2$u"), places, arrived);
  gtk_label_set_label (self->count, self->bookings != NULL ? count : "");
  gtk_label_set_label (self->kind, self->asked != NULL ? _("Which of these is it?")
                                   : number->fault != NULL ? number->fault : number->label != NULL ? number->label : _("Booked for today"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->kind), number->fault);
  gtk_widget_set_css_classes (GTK_WIDGET (self->kind),
                              (const char *[]) { "secondary", number->fault != NULL || self->asked != NULL ? "warn" : "ink2", NULL });
  gtk_label_set_label (self->nobody, self->bookings == NULL ? _("Who signs in here sees who is expected.")
                                     : self->expected->len == 0 ? _("Nobody has booked for today. Whoever books appears here.")
                                                                : _("Nobody like this is expected today. Enter asks the hall."));
}

static void
show_row (ThCheckIn *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/* The choice is kept by its key. Of a single booking nobody has to choose. */
static void
choose_again (ThCheckIn *self, const ThNumber *number)
{
  GtkListBoxRow *row = NULL;

  for (guint i = 0; self->walked && i < self->shown->len; i++)
    if (g_strcmp0 (((Expected *) g_ptr_array_index (self->shown, i))->key, self->chosen) == 0)
      row = gtk_list_box_get_row_at_index (self->list, (int) i);
  self->walked = row != NULL;
  if (row == NULL && self->shown->len == 1 && number->kind != TH_NUMBER_NONE)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  else
    gtk_list_box_unselect_all (self->list);
}

static void
refill (ThCheckIn *self)
{
  g_autoptr (ThNumber) number = number_of (self);
  GtkListBoxRow *row;

  self->filling = TRUE;
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->expected->len; i++)
    if (fits (self, g_ptr_array_index (self->expected, i), number))
      g_ptr_array_add (self->shown, g_ptr_array_index (self->expected, i));
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) self->shown->len)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->shown->len; i++)
    fill_row (self, i);
  show_kind (self, number);
  choose_again (self, number);
  self->filling = FALSE;

  g_signal_emit (self, signals[CHANGED], 0);
}

static Expected *
chosen_of (ThCheckIn *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  return index >= 0 && (guint) index < self->shown->len ? g_ptr_array_index (self->shown, (guint) index) : NULL;
}

/* --- hands ---------------------------------------------------------------- */

static void
typed_cb (ThCheckIn *self)
{
  g_clear_pointer (&self->asked, g_strfreev);
  self->walked = FALSE;
  refill (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
activate_cb (ThCheckIn *self)
{
  g_signal_emit (self, signals[CONFIRMED], 0);
}

static void
stop_search_cb (ThCheckIn *self)
{
  if (*typed (self) != '\0' || self->asked != NULL)
    th_check_in_clear (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "page.dismiss", NULL);
}

static void
row_selected_cb (ThCheckIn *self, GtkListBoxRow *row)
{
  Expected *one = chosen_of (self);

  if (self->filling)
    return;

  self->walked = one != NULL;
  g_free (self->chosen);
  self->chosen = one != NULL ? g_strdup (one->key) : NULL;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
walk (ThCheckIn *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  row = gtk_list_box_get_row_at_index (self->list, row != NULL ? gtk_list_box_row_get_index (row) + step : step > 0 ? 0 : -1);
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  /* A single row was selected already, and is chosen by hand now. */
  row_selected_cb (self, row);
  show_row (self, row);
}

static gboolean
key_pressed_cb (ThCheckIn *self, guint keyval, guint keycode, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      walk (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      walk (self, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* --- the widget ----------------------------------------------------------- */

static void
th_check_in_dispose (GObject *object)
{
  ThCheckIn *self = TH_CHECK_IN (object);
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->expected, g_ptr_array_unref);
  g_clear_pointer (&self->bookings, json_array_unref);
  g_clear_pointer (&self->asked, g_strfreev);
  g_clear_pointer (&self->chosen, g_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (th_check_in_parent_class)->dispose (object);
}

static void
th_check_in_class_init (ThCheckInClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_check_in_dispose;

  signals[CHANGED] = g_signal_new ("changed", TH_TYPE_CHECK_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CONFIRMED] = g_signal_new ("confirmed", TH_TYPE_CHECK_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-check-in.ui");
  gtk_widget_class_bind_template_child (widget_class, ThCheckIn, entry);
  gtk_widget_class_bind_template_child (widget_class, ThCheckIn, kind);
  gtk_widget_class_bind_template_child (widget_class, ThCheckIn, count);
  gtk_widget_class_bind_template_child (widget_class, ThCheckIn, scroller);
  gtk_widget_class_bind_template_child (widget_class, ThCheckIn, list);
  gtk_widget_class_bind_template_child (widget_class, ThCheckIn, nobody);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
th_check_in_init (ThCheckIn *self)
{
  self->expected = g_ptr_array_new_with_free_func (expected_free);
  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
th_check_in_set (ThCheckIn *self, JsonArray *bookings, ThSession *session)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_if_fail (TH_IS_CHECK_IN (self));

  g_set_object (&self->session, session);
  g_ptr_array_set_size (self->shown, 0);
  g_ptr_array_set_size (self->expected, 0);
  g_clear_pointer (&self->bookings, json_array_unref);
  self->bookings = bookings != NULL ? json_array_ref (bookings) : NULL;
  for (guint i = 0; bookings != NULL && i < json_array_get_length (bookings); i++)
    if (th_member_element (bookings, i) != NULL)
      add_expected (self, known, th_member_element (bookings, i));
  g_ptr_array_sort (self->expected, compare_expected);
  refill (self);
}

void
th_check_in_tick (ThCheckIn *self)
{
  g_return_if_fail (TH_IS_CHECK_IN (self));

  for (guint i = 0; i < self->shown->len; i++)
    fill_row (self, i);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
th_check_in_focus (ThCheckIn *self)
{
  g_return_val_if_fail (TH_IS_CHECK_IN (self), FALSE);

  return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
th_check_in_clear (ThCheckIn *self)
{
  g_return_if_fail (TH_IS_CHECK_IN (self));

  g_clear_pointer (&self->asked, g_strfreev);
  self->walked = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  refill (self);
}

void
th_check_in_say (ThCheckIn *self, const char *number)
{
  g_return_if_fail (TH_IS_CHECK_IN (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), number);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

void
th_check_in_ask (ThCheckIn *self, const char *const *codes)
{
  g_return_if_fail (TH_IS_CHECK_IN (self));

  g_strfreev (self->asked);
  self->asked = g_strdupv ((char **) codes);
  self->walked = FALSE;
  refill (self);
}

JsonObject *
th_check_in_request (ThCheckIn *self)
{
  g_autoptr (ThNumber) number = number_of (self);
  Expected *one = chosen_of (self);
  const char *code = one != NULL ? th_member_text (one->shown.booking, "booking") : NULL;

  if (self->walked && one != NULL)
    return th_desk_request ("booking.check_in", "booking", "s", code, NULL);
  if (self->asked == NULL && number->kind == TH_NUMBER_CODE)
    return th_desk_request ("booking.check_in", "booking", "s", number->text, NULL);
  if (self->asked == NULL && number->kind == TH_NUMBER_PHONE)
    return th_desk_request ("booking.check_in", "phone", "s", number->text, NULL);
  if (self->asked == NULL && th_number_is_whole (number))
    return th_desk_request ("booking.check_in", "id", "s", number->text, NULL);

  return one != NULL ? th_desk_request ("booking.check_in", "booking", "s", code, NULL) : NULL;
}

/* The booking under the hand, and what the clock makes of it. */
static char *
describe_chosen (ThCheckIn *self, Expected *one)
{
  g_autofree char *start = th_expected_clock (self->session, one->shown.booking, "start");
  g_autofree char *from = th_expected_clock (self->session, one->shown.booking, "check_in_from");
  g_autofree char *until = th_expected_clock (self->session, one->shown.booking, "check_in_until");
  ThInstant now = th_session_now (self->session);

  if (!th_expected_is (one->shown.booking, "booked"))
    return g_strdup_printf (_("%1$s %2$s: checked in"), start, th_expected_name (one->shown.booking));
  if (now < th_member_instant (one->shown.booking, "check_in_from"))
    return g_strdup_printf (_("%1$s %2$s: only from %3$s"), start, th_expected_name (one->shown.booking), from);
  if (now > th_member_instant (one->shown.booking, "check_in_until"))
    return g_strdup_printf (_("%1$s %2$s: after %3$s, as a walk-in"), start, th_expected_name (one->shown.booking), until);

  return g_strdup_printf ("%s %s", start, th_expected_name (one->shown.booking));
}

char *
th_check_in_describe (ThCheckIn *self)
{
  g_autoptr (ThNumber) number = number_of (self);
  Expected *one = chosen_of (self);

  g_return_val_if_fail (TH_IS_CHECK_IN (self), NULL);

  if (one != NULL)
    return describe_chosen (self, one);
  if (number->fault != NULL)
    return g_strdup (number->fault);
  if (self->asked == NULL && th_number_is_whole (number))
    return g_strdup_printf ("%s %s", number->label, number->kind == TH_NUMBER_CODE ? number->text : "");
  if (self->asked != NULL || (number->kind != TH_NUMBER_NONE && self->shown->len > 1))
    return g_strdup_printf (_("%u fit: choose with ↓"), self->shown->len);
  if (number->kind != TH_NUMBER_NONE)
    return g_strdup (_("Not a whole number yet"));

  return g_strdup (_("Say a number, or choose with ↓"));
}

JsonObject *
th_check_in_find (ThCheckIn *self, const char *code)
{
  g_return_val_if_fail (TH_IS_CHECK_IN (self), NULL);

  for (guint i = 0; self->bookings != NULL && code != NULL && i < json_array_get_length (self->bookings); i++)
    if (g_strcmp0 (th_member_text (th_member_element (self->bookings, i), "booking"), code) == 0)
      return th_member_element (self->bookings, i);

  return NULL;
}
