/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reminding. The screen masks telephones, the file has them whole: the hall
 * writes it, journals that it did and marks who is on it. The file is chosen
 * first, so that nobody is marked as reminded for a file that is nowhere. */

#include "th-booking-remind.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-feed.h"
#include "th-file-choose.h"
#include "th-focus.h"
#include "th-messages.h"
#include "th-text.h"

/* How far ahead days with bookings are looked for: longer than any holiday. */
#define LOOK_DAYS 15

struct _ThBookingRemind
{
  GtkWidget      parent_instance;
  ThSession     *session;
  ThFeed        *feed;
  GtkWidget     *head, *before, *after, *title, *summary, *again, *export, *box;
  ThBookingList *list;
  GArray        *days;         /* of ThDay, those that have bookings */
  ThDay          today, day;   /* of the question, shown */
};

G_DEFINE_FINAL_TYPE (ThBookingRemind, th_booking_remind, GTK_TYPE_WIDGET)

static const char *const listed[] = { "booked", NULL };

/* --- showing --------------------------------------------------------------------- */

static ThDay
day_of (ThBookingRemind *self, JsonObject *booking)
{
  return th_day_of (th_member_instant (booking, "start"), th_session_get_zone (self->session));
}

static JsonArray *
bookings_of (ThBookingRemind *self)
{
  JsonObject *answer = th_feed_get_answer (self->feed);

  return answer != NULL ? th_member_array (answer, "bookings") : NULL;
}

static void
find_days (ThBookingRemind *self, JsonArray *bookings)
{
  g_array_set_size (self->days, 0);
  for (guint i = 0; i < json_array_get_length (bookings); i++)
    {
      JsonObject *booking = th_member_element (bookings, i);
      ThDay day = day_of (self, booking);

      if (g_strcmp0 (th_member_text (booking, "state"), "booked") == 0 &&
          (self->days->len == 0 || g_array_index (self->days, ThDay, self->days->len - 1) != day))
        g_array_append_val (self->days, day);
    }
}

static int
index_of (ThBookingRemind *self)
{
  for (guint i = 0; i < self->days->len; i++)
    if (g_array_index (self->days, ThDay, i) == self->day)
      return (int) i;
  return -1;
}

static void
show_summary (ThBookingRemind *self, JsonArray *mine)
{
  guint n = 0, done = 0, without = 0;
  g_autofree char *day = th_text_day (self->day), *text = NULL;

  for (guint i = 0; i < json_array_get_length (mine); i++)
    {
      JsonObject *booking = th_member_element (mine, i), *party = th_member_object (booking, "party");

      n++;
      if (th_member_bool (booking, "reminded"))
        done++;
      else if (party == NULL || !th_member_has (party, "phone"))
        without++;
    }
  text = g_strdup_printf (_("%d bookings: %d reminded, %d without a telephone"), (int) n, (int) done, (int) without);
  gtk_label_set_label (GTK_LABEL (self->title), day);
  gtk_label_set_label (GTK_LABEL (self->summary), text);
  gtk_widget_set_tooltip_text (self->summary, text);
}

static void
show_day (ThBookingRemind *self)
{
  JsonArray *bookings = bookings_of (self);
  g_autoptr (JsonArray) mine = json_array_new ();
  int index = index_of (self);

  for (guint i = 0; bookings != NULL && i < json_array_get_length (bookings); i++)
    {
      JsonObject *booking = th_member_element (bookings, i);

      if (day_of (self, booking) == self->day && g_strcmp0 (th_member_text (booking, "state"), "booked") == 0)
        json_array_add_object_element (mine, json_object_ref (booking));
    }
  gtk_widget_set_visible (self->head, index >= 0);
  gtk_widget_set_sensitive (self->before, index > 0);
  gtk_widget_set_sensitive (self->after, index >= 0 && index + 1 < (int) self->days->len);
  if (index >= 0)
    show_summary (self, mine);
  th_booking_list_set (self->list, mine, listed, NULL, self->session);
}

static void
updated_cb (ThBookingRemind *self)
{
  JsonArray *bookings = bookings_of (self);

  if (bookings == NULL)
    return;
  find_days (self, bookings);
  if (index_of (self) < 0)
    self->day = self->days->len > 0 ? g_array_index (self->days, ThDay, 0) : 0;
  show_day (self);
}

static void
go (ThBookingRemind *self, int step)
{
  int index = index_of (self) + step;

  if (index < 0 || index >= (int) self->days->len)
    return;
  self->day = g_array_index (self->days, ThDay, index);
  show_day (self);
}

static void
before_cb (ThBookingRemind *self)
{
  go (self, -1);
}

static void
after_cb (ThBookingRemind *self)
{
  go (self, 1);
}

/* The days after today; asked again when the date has changed. */
static void
ask_days (ThBookingRemind *self)
{
  ThDay today = th_day_of (th_session_now (self->session), th_session_get_zone (self->session));
  g_autofree char *from = th_day_format (th_day_add (today, 1)), *to = th_day_format (th_day_add (today, LOOK_DAYS));
  g_autoptr (JsonObject) arguments = NULL;

  if (today == self->today || th_session_get_desk (self->session) == NULL)
    return;
  self->today = today;
  arguments = json_object_new ();
  json_object_set_string_member (arguments, "from", from);
  json_object_set_string_member (arguments, "to", to);
  th_feed_set_arguments (self->feed, arguments);
}

/* --- the file -------------------------------------------------------------------- */

typedef struct
{
  ThBookingRemind *self;
  GFile           *file;
  JsonObject      *answer;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->self);
  g_object_unref (export->file);
  g_clear_pointer (&export->answer, json_object_unref);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  JsonArray *without = th_member_array (export->answer, "without_phone");
  guint left = without != NULL ? json_array_get_length (without) : 0;
  int n = (int) th_member_int (export->answer, "n", 0);
  g_autofree char *name = g_file_get_parse_name (export->file), *text = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      /* They count as reminded already: the next list must have them again. */
      gtk_check_button_set_active (GTK_CHECK_BUTTON (export->self->again), TRUE);
      text = g_strdup_printf (_("“%s” was not written; export again with those reminded."), name);
      th_message_error (GTK_WIDGET (export->self), text, error, NULL, NULL);
      return;
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (export->self->again), FALSE);
  text = left > 0 ? g_strdup_printf (_("%d on the list, %d without a telephone: %s"), n, (int) left, name)
                  : g_strdup_printf (_("%d on the list: %s"), n, name);
  th_message_clear (GTK_WIDGET (export->self));
  th_message_done (GTK_WIDGET (export->self), text, NULL);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GFile) file = NULL;
  const char *csv;

  export->answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  if (export->answer == NULL)
    {
      th_message_error (GTK_WIDGET (export->self), _("No list was written."), error, NULL, NULL);
      return;
    }
  if (th_member_int (export->answer, "n", 0) == 0)
    {
      th_message_done (GTK_WIDGET (export->self), _("Nobody is left to remind, so no file was written."), NULL);
      return;
    }
  csv = th_member_text (export->answer, "csv");
  bytes = g_bytes_new (csv, strlen (csv));
  file = g_object_ref (export->file);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, written_cb, g_steal_pointer (&export));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThBookingRemind *self = TH_BOOKING_REMIND (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = th_file_choose_finish (GTK_WIDGET (source), result, &error);

  if (file != NULL)
    th_booking_remind_write (self, file, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->again)));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    th_message_error (GTK_WIDGET (self), _("No file could be chosen."), error, NULL, NULL);
}

static void
export_cb (ThBookingRemind *self)
{
  g_autofree char *day = th_day_format (self->day), *name = g_strdup_printf ("sms-%s.csv", day);

  th_file_choose_save_async (GTK_WIDGET (self), _("List for short messages"), name, chosen_cb, NULL);
}

void
th_booking_remind_write (ThBookingRemind *self, GFile *file, gboolean again)
{
  Export *export = g_new0 (Export, 1);
  g_autofree char *day = th_day_format (self->day);
  JsonObject *request = th_desk_request ("booking.reminders", "day", "s", day, NULL);

  g_return_if_fail (TH_IS_BOOKING_REMIND (self));
  export->self = g_object_ref (self);
  export->file = g_object_ref (file);
  if (again)
    json_object_set_boolean_member (request, "again", TRUE);
  th_session_ask_async (self->session, request, NULL, answered_cb, export);
}

/* --- class ----------------------------------------------------------------------- */

static void
th_booking_remind_map (GtkWidget *widget)
{
  ask_days (TH_BOOKING_REMIND (widget));
  GTK_WIDGET_CLASS (th_booking_remind_parent_class)->map (widget);
}

static gboolean
th_booking_remind_grab_focus (GtkWidget *widget)
{
  if (th_focus_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (TH_BOOKING_REMIND (widget)->list));
}

static void
th_booking_remind_dispose (GObject *object)
{
  ThBookingRemind *self = TH_BOOKING_REMIND (object);
  GtkWidget *child;

  g_clear_object (&self->feed);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (th_booking_remind_parent_class)->dispose (object);
}

static void
th_booking_remind_finalize (GObject *object)
{
  g_array_unref (TH_BOOKING_REMIND (object)->days);
  G_OBJECT_CLASS (th_booking_remind_parent_class)->finalize (object);
}

static void
th_booking_remind_class_init (ThBookingRemindClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_booking_remind_dispose;
  G_OBJECT_CLASS (klass)->finalize = th_booking_remind_finalize;
  widget_class->map = th_booking_remind_map;
  widget_class->grab_focus = th_booking_remind_grab_focus;
  widget_class->focus = th_focus_walk;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-booking-remind.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThBookingRemind, name)
  BIND (head);
  BIND (before);
  BIND (after);
  BIND (title);
  BIND (summary);
  BIND (again);
  BIND (export);
  BIND (box);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, before_cb);
  gtk_widget_class_bind_template_callback (widget_class, after_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
}

static void
th_booking_remind_init (ThBookingRemind *self)
{
  self->days = g_array_new (FALSE, FALSE, sizeof (ThDay));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list = TH_BOOKING_LIST (th_booking_list_new (TH_BOOKING_ROW_REMIND, _("To be reminded"),
                                                     _("Nobody is booked for the next days, so nobody has to be reminded.")));
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
}

GtkWidget *
th_booking_remind_new (ThSession *session)
{
  ThBookingRemind *self = g_object_new (TH_TYPE_BOOKING_REMIND, NULL);

  self->session = g_object_ref (session);
  self->feed = th_feed_new (session, "booking.list", NULL);
  g_signal_connect_object (self->feed, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "opened", G_CALLBACK (ask_days), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "tick", G_CALLBACK (ask_days), self, G_CONNECT_SWAPPED);
  ask_days (self);
  th_feed_follow (self->feed, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

ThBookingList *
th_booking_remind_get_list (ThBookingRemind *self)
{
  g_return_val_if_fail (TH_IS_BOOKING_REMIND (self), NULL);
  return self->list;
}
