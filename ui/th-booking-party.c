/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One entry takes a code, a name or initials: a code is checked while it is
 * typed, and those the hall knows already stand under it. Choosing one of them
 * fills the form, which the hall keeps a note of, for here alone a person is
 * shown without a mask, and only to whoever is in the entry. */

#include "th-booking-party.h"

#include <glib/gi18n.h>

#include "th-booking-rows.h"
#include "th-day.h"
#include "th-find-entry.h"
#include "th-mask.h"
#include "th-text.h"
#include "th-typed-day.h"
#include "th-veil.h"

struct _ThBookingParty
{
  GtkWidget    parent_instance;

  ThFindEntry *who;
  GtkLabel    *fault;
  GtkBox      *ban;
  GtkLabel    *ban_text;
  GtkEntry    *name;
  GtkBox      *founded_row;
  GtkEntry    *founded;
  GtkLabel    *legal;
  GtkLabel    *agent_title;
  GtkEntry    *agent;
  GtkEntry    *phone;

  ThSession    *session;
  GCancellable *cancellable;    /* of all that was asked about what stands in the entry */
  char         *id;             /* normalised, when it is valid */
  char         *id_kind;
  gboolean      person;
  gboolean      banned;
  gint64        ref;            /* of one the hall knows, or 0 */
};

G_DEFINE_FINAL_TYPE (ThBookingParty, th_booking_party, GTK_TYPE_WIDGET)

enum { CHANGED, DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

static char *
typed (GtkEntry *entry)
{
  return th_veil_get (GTK_EDITABLE (entry));
}

static void
changed (ThBookingParty *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static ThDay
today_of (ThBookingParty *self)
{
  return th_day_of (th_session_now (self->session), th_session_get_zone (self->session));
}

static ThDay
founded_day (ThBookingParty *self)
{
  g_autofree char *text = typed (self->founded);
  ThDay day = *text != '\0' ? th_typed_day (text, today_of (self)) : 0;

  return th_day_valid (day) && day <= today_of (self) ? day : 0;
}

/* Of month and day the year is not known here, and not said either. */
static char *
veil_founded (const char *value, gpointer data)
{
  ThDay day = th_typed_day (value, 99991231);
  g_autofree char *date = NULL;

  if (!th_day_valid (day))
    return NULL;
  date = th_text_date (day);
  return g_strdup_printf (_("Founded %s"), date);
}

/* --- what is known of whoever is typed ----------------------------------- */

static void
show_kind (ThBookingParty *self)
{
  gtk_entry_set_placeholder_text (self->name, self->person ? _("Name") : _("Name of the company"));
  gtk_widget_set_visible (GTK_WIDGET (self->founded_row), !self->person);
  gtk_widget_set_visible (GTK_WIDGET (self->agent), !self->person);
  gtk_label_set_label (self->agent_title, self->person ? _("Phone") : _("Agent"));
}

static void
show_fault (ThBookingParty *self, const char *text, const char *css_class)
{
  gtk_label_set_label (self->fault, text != NULL ? text : "");
  gtk_widget_set_css_classes (GTK_WIDGET (self->fault), (const char *[]) { "secondary", css_class, NULL });
  gtk_widget_set_visible (GTK_WIDGET (self->fault), text != NULL);
}

static void
show_ban (ThBookingParty *self, JsonObject *party)
{
  ThDay until = th_day_parse (th_member_text (party, "ban_until"));
  g_autofree char *date = until != 0 ? th_text_date (until) : NULL;
  g_autofree char *text = NULL;

  self->banned = until != 0;
  if (until != 0)
    text = g_strdup_printf (g_strcmp0 (th_member_text (party, "ban_for"), "cancelled") == 0
                              ? _("May not book until %s: too many cancellations. A ticket can be taken as ever.")
                              : _("May not book until %s: missed bookings. A ticket can be taken as ever."), date);
  gtk_label_set_label (self->ban_text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->ban), until != 0);
}

static void
take_id (ThBookingParty *self, const char *id, const char *id_kind, gboolean person)
{
  g_free (self->id);
  g_free (self->id_kind);
  self->id = g_strdup (id);
  self->id_kind = g_strdup (id_kind != NULL ? id_kind : th_id_kind_name (person ? TH_ID_RESIDENT : TH_ID_USCC));
  self->person = person;
  th_find_entry_set_note (self->who, "th-check-symbolic", _("Checked"), "ok");
  show_kind (self);
}

static void
forget_id (ThBookingParty *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->id_kind, g_free);
  self->ref = 0;
  th_find_entry_set_note (self->who, NULL, NULL, NULL);
  show_fault (self, NULL, "bad");
  show_ban (self, NULL);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThBookingParty *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  /* Cancelled means typed further or gone: @data may be dead then. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer != NULL && th_member_bool (answer, "valid"))
    {
      take_id (self, th_member_text (answer, "id"), th_member_text (answer, "id_kind"),
               g_strcmp0 (th_member_text (answer, "kind"), "person") == 0);
      show_fault (self, th_member_text (answer, "warning"), "warn");
    }
  else if (answer != NULL && th_member_has (answer, "fault"))
    {
      th_find_entry_set_note (self->who, "th-cross-symbolic", _("Not valid"), "bad");
      show_fault (self, th_member_text (answer, "fault"), "bad");
    }
  changed (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThBookingParty *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  th_find_entry_set_finds (self->who, th_member_array (answer, "parties"), th_booking_row_of_party);
}

static gboolean
looks_like_number (const char *text)
{
  gboolean digit = FALSE;

  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isalnum (*text) && *text != ' ' && *text != '-')
        return FALSE;
      digit = digit || g_ascii_isdigit (*text);
    }
  return digit;
}

static void
who_typed_cb (ThBookingParty *self)
{
  g_autofree char *text = th_find_entry_get_text (self->who);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_id (self);
  changed (self);
  if (g_utf8_strlen (text, -1) < 2 || self->session == NULL)
    {
      th_find_entry_set_finds (self->who, NULL, NULL);
      return;
    }
  self->cancellable = g_cancellable_new ();
  if (looks_like_number (text))
    th_session_ask_async (self->session, th_desk_request ("id.check", "id", "s", text, NULL), self->cancellable, checked_cb, self);
  th_session_ask_async (self->session, th_desk_request ("party.find", "text", "s", text, NULL), self->cancellable, found_cb, self);
}

static void
fill (ThBookingParty *self, JsonObject *party)
{
  g_autofree char *founded = g_strdup (th_member_text (party, "founded"));

  self->ref = th_member_int (party, "ref", 0);
  /* The veil has to know that it is a person's before the number is there. */
  take_id (self, th_member_text (party, "id"), th_member_text (party, "id_kind"),
           g_strcmp0 (th_member_text (party, "kind"), "person") == 0);
  th_find_entry_set_text (self->who, th_member_text (party, "id"));
  th_veil_set (GTK_EDITABLE (self->name), th_member_text (party, "name"));
  th_veil_set (GTK_EDITABLE (self->founded), founded);
  th_veil_set (GTK_EDITABLE (self->agent), th_member_text (party, "agent"));
  th_veil_set (GTK_EDITABLE (self->phone), th_member_text (party, "phone"));
  show_fault (self, NULL, "bad");
  show_ban (self, party);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThBookingParty *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = th_session_ask_finish (TH_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      show_fault (self, error->message, "bad");
      return;
    }
  fill (self, answer);
  changed (self);
  th_booking_party_focus_fault (self);
}

static void
who_chosen_cb (ThBookingParty *self, JsonObject *find)
{
  th_booking_party_open (self, th_member_int (find, "ref", 0));
}

/* --- moving on ------------------------------------------------------------ */

/* A name that nobody has yet was typed first: it is kept, and the code asked for. */
static void
who_entered_cb (ThBookingParty *self)
{
  g_autofree char *text = th_find_entry_get_text (self->who);
  g_autofree char *name = typed (self->name);

  if (self->id != NULL)
    th_booking_party_focus_fault (self);
  else if (*text != '\0' && !looks_like_number (text))
    {
      if (*name == '\0')
        th_veil_set (GTK_EDITABLE (self->name), text);
      th_find_entry_set_text (self->who, "");
      show_fault (self, _("Nobody of this name is known yet. Type the code."), "warn");
    }
  else if (*text == '\0')
    show_fault (self, _("Type a code, a name or initials."), "warn");
}

static void
entry_entered_cb (GtkEntry *entry, ThBookingParty *self)
{
  GtkEntry *const order[] = { self->name, self->founded, self->agent, self->phone };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (order); i++)
    if (order[i] == entry)
      {
        for (guint next = i + 1; next < G_N_ELEMENTS (order); next++)
          if (gtk_widget_get_mapped (GTK_WIDGET (order[next])))
            {
              gtk_widget_grab_focus (GTK_WIDGET (order[next]));
              return;
            }
      }
  g_signal_emit (self, signals[DONE], 0);
}

/* A line that is filled in reads as text; the date is as wide as its words. */
static void
fit (GtkEntry *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  int width = 1;

  if (*text != '\0' && gtk_widget_has_css_class (GTK_WIDGET (entry), "quiet"))
    gtk_widget_add_css_class (GTK_WIDGET (entry), "filled");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "filled");
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  if (gtk_widget_has_css_class (GTK_WIDGET (entry), "party-founded"))
    {
      gtk_editable_set_width_chars (GTK_EDITABLE (entry), MAX (10, width));
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), MAX (10, width));
    }
}

static void
entry_changed_cb (GtkEditable *entry, ThBookingParty *self)
{
  fit (GTK_ENTRY (entry));
  if (!th_veil_changing (entry))
    changed (self);
}

static void
th_booking_party_dispose (GObject *object)
{
  ThBookingParty *self = TH_BOOKING_PARTY (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (th_booking_party_parent_class)->dispose (object);
}

static void
th_booking_party_finalize (GObject *object)
{
  ThBookingParty *self = TH_BOOKING_PARTY (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->id_kind, g_free);
  G_OBJECT_CLASS (th_booking_party_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-booking-party.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThBookingParty, name)
  BIND (who);
  BIND (fault);
  BIND (ban);
  BIND (ban_text);
  BIND (name);
  BIND (founded_row);
  BIND (founded);
  BIND (legal);
  BIND (agent_title);
  BIND (agent);
  BIND (phone);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, who_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, who_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, who_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
}

static void
th_booking_party_class_init (ThBookingPartyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = th_booking_party_dispose;
  object_class->finalize = th_booking_party_finalize;
  signals[CHANGED] = g_signal_new ("changed", TH_TYPE_BOOKING_PARTY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", TH_TYPE_BOOKING_PARTY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (TH_TYPE_FIND_ENTRY);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static char *
veil_id (const char *value, gpointer data)
{
  ThBookingParty *self = data;

  return self->id != NULL && self->person ? th_mask_id (TH_ID_RESIDENT, value) : NULL;
}

/* The name of a company is public. */
static char *
veil_name (const char *value, gpointer data)
{
  return ((ThBookingParty *) data)->person ? th_mask_name (value) : NULL;
}

static char *
veil_agent (const char *value, gpointer data)
{
  return th_mask_name (value);
}

static char *
veil_phone (const char *value, gpointer data)
{
  return th_mask_phone (value);
}

static void
th_booking_party_init (ThBookingParty *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  th_veil_attach (th_find_entry_get_entry (self->who), veil_id, self);
  th_veil_attach (GTK_EDITABLE (self->name), veil_name, self);
  th_veil_attach (GTK_EDITABLE (self->founded), veil_founded, self);
  th_veil_attach (GTK_EDITABLE (self->agent), veil_agent, self);
  th_veil_attach (GTK_EDITABLE (self->phone), veil_phone, self);
  fit (self->name);
  fit (self->founded);
}

void
th_booking_party_set_session (ThBookingParty *self, ThSession *session)
{
  g_return_if_fail (TH_IS_BOOKING_PARTY (self));
  g_set_object (&self->session, session);
}

static void
add (JsonObject *party, const char *key, char *text)
{
  if (*text != '\0')
    json_object_set_string_member (party, key, text);
  g_free (text);
}

/* What is missing, and where. */
static GtkWidget *
missing (ThBookingParty *self, char **why)
{
  g_autofree char *name = typed (self->name);
  g_autofree char *founded = typed (self->founded);
  g_autofree char *phone = typed (self->phone);
  g_autofree char *normal = NULL;
  GtkWidget *where = NULL;
  const char *text = NULL;

  if (self->id == NULL)
    where = GTK_WIDGET (self->who), text = _("Who books: the code is missing");
  else if (self->banned)
    where = GTK_WIDGET (self->who), text = _("May not book now; a ticket can be taken");
  else if (*name == '\0')
    where = GTK_WIDGET (self->name), text = _("The name is missing");
  else if (!self->person && *founded != '\0' && founded_day (self) == 0)
    where = GTK_WIDGET (self->founded), text = _("The founding date is no date");
  else if (*phone != '\0' && th_phone_check (phone, &normal) == TH_PHONE_NONE)
    where = GTK_WIDGET (self->phone), text = _("The telephone number is not complete");
  if (why != NULL)
    *why = g_strdup (text);
  return where;
}

/**
 * th_booking_party_get:
 * @why: (out) (optional) (transfer full): what is missing
 *
 * Returns: (transfer full) (nullable): the party of booking.make
 */
JsonObject *
th_booking_party_get (ThBookingParty *self, char **why)
{
  g_autofree char *founded = NULL;
  JsonObject *party;

  g_return_val_if_fail (TH_IS_BOOKING_PARTY (self), NULL);

  if (missing (self, why) != NULL)
    return NULL;
  party = json_object_new ();
  json_object_set_string_member (party, "kind", self->person ? "person" : "company");
  json_object_set_string_member (party, "id_kind", self->id_kind);
  json_object_set_string_member (party, "id", self->id);
  add (party, "name", typed (self->name));
  add (party, "phone", typed (self->phone));
  if (!self->person)
    {
      add (party, "agent", typed (self->agent));
      founded = founded_day (self) != 0 ? th_day_format (founded_day (self)) : NULL;
      if (founded != NULL)
        json_object_set_string_member (party, "founded", founded);
    }
  return party;
}

/**
 * th_booking_party_open:
 * @ref: of party.find
 *
 * Fills the form with one the hall knows.
 */
void
th_booking_party_open (ThBookingParty *self, gint64 ref)
{
  g_return_if_fail (TH_IS_BOOKING_PARTY (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  th_session_ask_async (self->session, th_desk_request ("party.open", "ref", "i", ref, NULL), self->cancellable, opened_cb, self);
}

void
th_booking_party_set_legal (ThBookingParty *self, const char *text, gboolean late)
{
  g_return_if_fail (TH_IS_BOOKING_PARTY (self));
  gtk_label_set_label (self->legal, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->legal), text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->legal), (const char *[]) { "secondary", late ? "warn" : "ink2", NULL });
}

void
th_booking_party_clear (ThBookingParty *self)
{
  GtkEntry *const entries[] = { self->name, self->founded, self->agent, self->phone };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  th_find_entry_close (self->who);
  th_find_entry_set_text (self->who, "");
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    th_veil_set (GTK_EDITABLE (entries[i]), "");
  forget_id (self);
  self->person = FALSE;
  show_kind (self);
  th_booking_party_set_legal (self, NULL, FALSE);
  changed (self);
}

void
th_booking_party_focus (ThBookingParty *self)
{
  g_return_if_fail (TH_IS_BOOKING_PARTY (self));
  th_find_entry_focus (self->who);
}

/**
 * th_booking_party_focus_fault:
 *
 * Puts the focus on the first line that is wrong or still empty; when there is
 * none, says "done".
 */
void
th_booking_party_focus_fault (ThBookingParty *self)
{
  GtkEntry *const entries[] = { self->name, self->founded, self->agent, self->phone };
  GtkWidget *where = missing (self, NULL);

  if (where != NULL)
    {
      gtk_widget_grab_focus (where);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *text = typed (entries[i]);

      /* Of one the hall knows, what it does not know is not asked again. */
      if (*text == '\0' && gtk_widget_get_mapped (GTK_WIDGET (entries[i])) && (self->ref == 0 || entries[i] == self->phone))
        {
          gtk_widget_grab_focus (GTK_WIDGET (entries[i]));
          return;
        }
    }
  g_signal_emit (self, signals[DONE], 0);
}
