/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking somebody up. What is found is masked. The verb that tells bookings
 * wants the whole number: the hall gives a person's only to who asks for it by
 * name and keeps that in its journal; here it is passed on and never shown. */

#include "th-booking-people.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-feed.h"
#include "th-find-entry.h"
#include "th-focus.h"
#include "th-messages.h"
#include "th-text.h"

/* Fewer characters name too many people. */
#define FEWEST 2

struct _ThBookingPeople
{
  GtkWidget      parent_instance;
  ThSession     *session;
  GCancellable  *finding;
  GCancellable  *opening;         /* of all that is asked about who is shown */
  ThFeed        *feed;            /* party.show of whom is shown */
  char          *id;
  ThFindEntry   *entry;
  GtkWidget     *stack, *person, *nobody, *name, *number, *past, *pause, *pause_words, *lift_box, *reason, *lift;
  ThBookingList *list;
};

G_DEFINE_FINAL_TYPE (ThBookingPeople, th_booking_people, GTK_TYPE_WIDGET)

/* --- finding --------------------------------------------------------------------- */

static GtkWidget *
find_row (JsonObject *find, char **spoken)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  const char *name = th_member_text (find, "name"), *id = th_member_text (find, "id");
  int n = (int) th_member_int (find, "bookings", 0);
  g_autofree char *open = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d open booking", "%d open bookings", (gulong) n), n);
  const char *pause = th_member_has (find, "ban_until") ? _("paused") : "";

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", name != NULL ? name : "—", "xalign", 0.0, "hexpand", TRUE,
                                               "ellipsize", PANGO_ELLIPSIZE_END, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", id, "css-classes", (const char *[]) { "code", NULL }, NULL));
  if (*pause != '\0')
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", pause, "css-classes", (const char *[]) { "warn", NULL }, NULL));
  if (n > 0)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", open, "css-classes", (const char *[]) { "secondary", NULL }, NULL));
  *spoken = g_strdup_printf ("%s, %s, %s %s", name != NULL ? name : "", id, open, pause);
  return box;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThBookingPeople *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  JsonArray *parties;

  /* Cancelled means typed on or gone: @data may be dead then. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  parties = answer != NULL ? th_member_array (answer, "parties") : NULL;
  th_find_entry_set_finds (self->entry, parties, find_row);
  if (error != NULL)
    th_find_entry_set_note (self->entry, NULL, error->message, "bad");
  else
    th_find_entry_set_note (self->entry, NULL, parties != NULL && json_array_get_length (parties) > 0 ? NULL : _("nobody found"), "ink3");
}

static void
typed_cb (ThBookingPeople *self)
{
  g_autofree char *text = th_find_entry_get_text (self->entry);

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  th_find_entry_set_note (self->entry, NULL, NULL, NULL);
  if (g_utf8_strlen (text, -1) < FEWEST)
    {
      th_find_entry_set_finds (self->entry, NULL, NULL);
      return;
    }
  self->finding = g_cancellable_new ();
  th_session_ask_async (self->session, th_desk_request ("party.find", "text", "s", text, NULL), self->finding, found_cb, self);
}

/* --- showing --------------------------------------------------------------------- */

static void
show_pause (ThBookingPeople *self, JsonObject *answer)
{
  gboolean paused = th_member_has (answer, "ban_until");
  const char *role = th_session_get_role (self->session);
  gboolean may = role != NULL && g_strcmp0 (role, "clerk") != 0;
  g_autofree char *until = NULL, *text = NULL;

  gtk_widget_set_visible (self->pause, paused);
  if (!paused)
    return;
  until = th_text_date (th_day_parse (th_member_text (answer, "ban_until")));
  if (g_strcmp0 (th_member_text (answer, "ban_for"), "no_shows") == 0)
    text = g_strdup_printf (_("Booking is paused until %s: bookings were missed. A number for today is always possible."), until);
  else
    text = g_strdup_printf (_("Booking is paused until %s: too many were cancelled. A number for today is always possible."), until);
  gtk_label_set_label (GTK_LABEL (self->pause_words), text);
  gtk_widget_set_visible (self->lift_box, may);
}

static void
updated_cb (ThBookingPeople *self)
{
  JsonObject *answer = th_feed_get_answer (self->feed), *party = th_member_object (answer, "party");
  const GError *error = th_feed_get_error (self->feed);
  JsonArray *bookings = th_member_array (answer, "bookings");
  g_autofree char *past = NULL;

  if (error != NULL)
    th_message_error (GTK_WIDGET (self), _("The bookings could not be read."), error, NULL, NULL);
  if (answer == NULL || bookings == NULL)
    return;
  past = g_strdup_printf (_("%d bookings, %d missed, %d cancelled this month, %d numbers taken"), (int) json_array_get_length (bookings),
                          (int) th_member_int (answer, "no_shows", 0), (int) th_member_int (answer, "cancelled", 0),
                          (int) th_member_int (answer, "tickets", 0));
  gtk_label_set_label (GTK_LABEL (self->number), th_member_text (party, "id"));
  gtk_label_set_label (GTK_LABEL (self->past), past);
  show_pause (self, answer);
  th_booking_list_set (self->list, bookings, NULL, NULL, self->session);
}

static void
show_number (ThBookingPeople *self, const char *id)
{
  g_autoptr (JsonObject) arguments = json_object_new ();

  g_free (self->id);
  self->id = g_strdup (id);
  g_clear_object (&self->feed);
  json_object_set_string_member (arguments, "id", id);
  self->feed = th_feed_new (self->session, "party.show", arguments);
  g_signal_connect_object (self->feed, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  th_feed_follow (self->feed, GTK_WIDGET (self));
}

/* Whoever is shown next has nothing to do with what was asked before. */
static void
forget_asked (ThBookingPeople *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThBookingPeople *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  /* Cancelled means somebody else is shown or gone: @data may be dead then. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer != NULL)
    show_number (self, th_member_text (answer, "id"));
  else
    th_message_error (GTK_WIDGET (self), _("The bookings could not be read."), error, NULL, NULL);
}

void
th_booking_people_show (ThBookingPeople *self, JsonObject *find)
{
  const char *name = th_member_text (find, "name");

  g_return_if_fail (TH_IS_BOOKING_PEOPLE (self));
  forget_asked (self);
  self->opening = g_cancellable_new ();
  g_clear_object (&self->feed);
  g_clear_pointer (&self->id, g_free);
  gtk_label_set_label (GTK_LABEL (self->name), name != NULL ? name : th_member_text (find, "id"));
  gtk_label_set_label (GTK_LABEL (self->number), name != NULL ? th_member_text (find, "id") : "");
  gtk_label_set_label (GTK_LABEL (self->past), "");
  gtk_widget_set_visible (self->pause, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  th_booking_list_set (self->list, NULL, NULL, NULL, self->session);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "person");
  if (g_strcmp0 (th_member_text (find, "kind"), "company") == 0)
    show_number (self, th_member_text (find, "id"));
  else
    th_session_ask_async (self->session, th_desk_request ("party.open", "ref", "i", th_member_int (find, "ref", 0), NULL),
                          self->opening, opened_cb, self);
}

static void
chosen_cb (ThBookingPeople *self, JsonObject *find)
{
  th_find_entry_close (self->entry);
  th_booking_people_show (self, find);
  /* What was looked for is there: the keys are those of its bookings now. */
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* --- the pause ------------------------------------------------------------------- */

static void
lifted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThBookingPeople *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      th_message_error (GTK_WIDGET (self), _("The pause was not lifted."), error, NULL, NULL);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  th_message_clear (GTK_WIDGET (self));
  th_message_done (GTK_WIDGET (self), _("The pause is lifted"), NULL);
  if (self->feed != NULL)
    th_feed_refresh (self->feed);
}

static char *
reason_of (ThBookingPeople *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
}

static void
reason_cb (ThBookingPeople *self)
{
  g_autofree char *reason = reason_of (self);

  gtk_widget_set_sensitive (self->lift, *reason != '\0');
}

static void
lift_cb (ThBookingPeople *self)
{
  g_autofree char *reason = reason_of (self);

  if (*reason == '\0' || self->id == NULL)
    return;
  th_session_ask_async (self->session, th_desk_request ("party.lift_ban", "id", "s", self->id, "reason", "s", reason, NULL), self->opening,
                        lifted_cb, self);
}

/* --- class ----------------------------------------------------------------------- */

/* Whom the one before looked up is not the business of the next. */
static void
person_cb (ThBookingPeople *self)
{
  forget_asked (self);
  g_clear_object (&self->feed);
  g_clear_pointer (&self->id, g_free);
  th_find_entry_set_text (self->entry, "");
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "nobody");
}

static gboolean
th_booking_people_grab_focus (GtkWidget *widget)
{
  if (th_focus_is_walking (widget))
    return FALSE;
  th_find_entry_focus (TH_BOOKING_PEOPLE (widget)->entry);
  return TRUE;
}

static void
th_booking_people_dispose (GObject *object)
{
  ThBookingPeople *self = TH_BOOKING_PEOPLE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  forget_asked (self);
  g_clear_object (&self->feed);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (th_booking_people_parent_class)->dispose (object);
}

static void
th_booking_people_finalize (GObject *object)
{
  g_free (TH_BOOKING_PEOPLE (object)->id);
  G_OBJECT_CLASS (th_booking_people_parent_class)->finalize (object);
}

static void
th_booking_people_class_init (ThBookingPeopleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_booking_people_dispose;
  G_OBJECT_CLASS (klass)->finalize = th_booking_people_finalize;
  widget_class->grab_focus = th_booking_people_grab_focus;
  widget_class->focus = th_focus_walk;
  g_type_ensure (TH_TYPE_FIND_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-booking-people.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThBookingPeople, name)
  BIND (entry);
  BIND (stack);
  BIND (person);
  BIND (nobody);
  BIND (name);
  BIND (number);
  BIND (past);
  BIND (pause);
  BIND (pause_words);
  BIND (lift_box);
  BIND (reason);
  BIND (lift);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_cb);
  gtk_widget_class_bind_template_callback (widget_class, lift_cb);
}

static void
th_booking_people_init (ThBookingPeople *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list = TH_BOOKING_LIST (th_booking_list_new (TH_BOOKING_ROW_PERSON, _("Bookings of this person"), _("No booking of theirs is known.")));
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  gtk_box_append (GTK_BOX (self->person), GTK_WIDGET (self->list));
}

GtkWidget *
th_booking_people_new (ThSession *session)
{
  ThBookingPeople *self = g_object_new (TH_TYPE_BOOKING_PEOPLE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::staff-no", G_CALLBACK (person_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

ThBookingList *
th_booking_people_get_list (ThBookingPeople *self)
{
  g_return_val_if_fail (TH_IS_BOOKING_PEOPLE (self), NULL);
  return self->list;
}
