/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the Booking page gives away on paper or as a file. A sheet is printed
 * at once on the default printer; where there is none it is kept as a PDF, and
 * said where. */

#include "th-page-booking-private.h"

#include <glib/gi18n.h>

#include "th-file-choose.h"
#include "th-messages.h"
#include "th-paper.h"
#include "th-text.h"

/* A file on its way to where somebody wants it. */
typedef struct
{
  ThPageBooking *self;
  char          *text;
} Keep;

static void
keep_free (Keep *keep)
{
  g_object_unref (keep->self);
  g_free (keep->text);
  g_free (keep);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Keep, keep_free)

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThPageBooking) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  gboolean printed = th_paper_print_finish (TH_SESSION (source), result, &kept, &error);

  if (g_cancellable_is_cancelled (self->cancellable) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (printed)
    th_message_done (GTK_WIDGET (self), _("Printed"), NULL);
  else if (kept != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("No printer. Saved as %s"), kept);

      th_message_done (GTK_WIDGET (self), text, NULL);
    }
  else
    th_message_error (GTK_WIDGET (self), _("Nothing was printed."), error, NULL, NULL);
}

/* What the sheet needs to know beside the answer, while there is no booking yet. */
static JsonObject *
prepared_for_paper (ThPageBooking *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) copy = NULL;
  g_autofree char *text = NULL;
  const char *staff = th_booking_bar_get_staff (self->bar);
  const char *point = th_booking_mode_get_point (self->mode);
  JsonArray *known = th_member_array (self->prepared, "staff");
  JsonObject *prepared;

  json_node_set_object (node, self->prepared);
  text = json_to_string (node, FALSE);
  copy = json_from_string (text, NULL);
  prepared = json_node_dup_object (copy);
  json_object_set_array_member (prepared, "matters", th_booking_matters_get (self->matters));
  if (self->slot != NULL)
    json_object_set_string_member (prepared, "start", self->slot);
  if (point != NULL)
    json_object_set_string_member (prepared, "point", point);
  for (guint i = 0; staff != NULL && known != NULL && i < json_array_get_length (known); i++)
    {
      JsonObject *one = th_member_element (known, i);

      if (g_strcmp0 (th_member_text (one, "no"), staff) != 0)
        continue;
      json_object_set_string_member (prepared, "staff_zh", th_member_text (one, "zh"));
      json_object_set_string_member (prepared, "staff_en", th_member_text (one, "en"));
      if (th_member_has (one, "window"))
        json_object_set_string_member (prepared, "window", th_member_text (one, "window"));
    }
  return prepared;
}

static void
print (ThPageBooking *self, ThPaperKind kind)
{
  const char *code = self->step != TH_BOOKING_EDIT ? th_member_text (self->shown, "booking") : NULL;
  g_autoptr (JsonObject) prepared = NULL;
  g_autoptr (JsonObject) party = NULL;

  if (code == NULL && self->prepared == NULL)
    return;
  if (code == NULL)
    {
      prepared = prepared_for_paper (self);
      party = th_booking_party_get (self->party, NULL);
    }
  th_paper_print_async (self->session, kind, code, prepared, party, NULL, NULL, self->cancellable, printed_cb, g_object_ref (self));
}

static void
hints_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  print (TH_PAGE_BOOKING (widget), TH_PAPER_HINTS);
}

static void
slip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  print (TH_PAGE_BOOKING (widget), TH_PAPER_SLIP);
}

static void
forms_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  print (TH_PAGE_BOOKING (widget), TH_PAPER_FORMS);
}

/* --- the file for a calendar ---------------------------------------------------- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Keep) keep = data;
  g_autoptr (GError) error = NULL;
  gboolean written = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (g_cancellable_is_cancelled (keep->self->cancellable))
    return;
  if (written)
    th_message_done (GTK_WIDGET (keep->self), _("Calendar file saved"), NULL);
  else
    th_message_error (GTK_WIDGET (keep->self), _("The file was not saved."), error, NULL, NULL);
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Keep) keep = data;
  g_autoptr (GFile) file = th_file_choose_finish (GTK_WIDGET (source), result, NULL);
  Keep *writing;

  if (file == NULL || g_cancellable_is_cancelled (keep->self->cancellable))
    return;
  writing = g_steal_pointer (&keep);
  g_file_replace_contents_async (file, writing->text, strlen (writing->text), NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                 writing->self->cancellable, written_cb, writing);
}

static void
ics_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ThPageBooking) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);
  Keep *keep;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (answer == NULL)
    {
      th_message_error (GTK_WIDGET (self), _("The file was not made."), error, NULL, NULL);
      return;
    }
  keep = g_new0 (Keep, 1);
  keep->self = g_object_ref (self);
  keep->text = g_strdup (th_member_text (answer, "text"));
  th_file_choose_save_async (GTK_WIDGET (self), _("Save the calendar file"), th_member_text (answer, "name"), place_chosen_cb, keep);
}

static void
ics_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ThPageBooking *self = TH_PAGE_BOOKING (widget);
  const char *code = self->step != TH_BOOKING_EDIT ? th_member_text (self->shown, "booking") : NULL;

  if (code != NULL)
    th_session_ask_async (self->session, th_desk_request ("booking.ics", "booking", "s", code, NULL), self->cancellable,
                          ics_cb, g_object_ref (self));
}

void
th_page_booking_install_papers (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.hints", NULL, hints_action);
  gtk_widget_class_install_action (widget_class, "page.slip", NULL, slip_action);
  gtk_widget_class_install_action (widget_class, "page.forms", NULL, forms_action);
  gtk_widget_class_install_action (widget_class, "page.ics", NULL, ics_action);
}
