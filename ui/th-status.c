/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the header says of the moment. It moves once a second at most, and
 * only its label's text: nothing is laid out again when a minute passes. */

#include "th-status.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-feed.h"
#include "th-text.h"

struct _ThStatus
{
  GtkWidget  parent_instance;
  ThSession *session;
  GtkWidget *box, *filing, *date, *clock, *stale, *sign_in, *person, *person_label;
  ThInstant  last;           /* of the last answer */
  ThDay      day;
  gboolean   compact;
};

/* As many characters of a name have room on a small screen. */
#define SHORT_CHARS 12

G_DEFINE_FINAL_TYPE (ThStatus, th_status, GTK_TYPE_WIDGET)

static void
set_text (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) != 0)
    gtk_label_set_label (GTK_LABEL (label), text);
}

/* A deadline within three days may make somebody act, and is amber. */
static void
update_filing (ThStatus *self, JsonObject *floor)
{
  JsonObject *filing = th_member_object (floor, "filing");
  const char *text = th_member_text (filing, "deadline");
  ThDay deadline = text != NULL ? th_day_parse (text) : 0;
  gint64 left = th_member_int (filing, "days_left", -1);
  g_autofree char *date = NULL;
  g_autofree char *shown = NULL;

  gtk_widget_set_visible (self->filing, deadline != 0);
  if (deadline == 0)
    return;
  date = th_text_date (deadline);
  if (left == 0)
    shown = g_strdup (_("Filing ends today"));
  else
    shown = g_strdup_printf (_("Filing until %s"), date);
  set_text (gtk_widget_get_last_child (self->filing), shown);
  if (left >= 0 && left <= 3)
    gtk_widget_add_css_class (self->filing, "warn");
  else
    gtk_widget_remove_css_class (self->filing, "warn");
}

static void
update_clock (ThStatus *self)
{
  ThInstant now = th_session_now (self->session);
  GTimeZone *zone = th_session_get_zone (self->session);
  ThDay day = th_day_of (now, zone);
  g_autofree char *clock = th_text_clock (now, zone);

  set_text (self->clock, clock);
  if (day != self->day)
    {
      g_autofree char *date = self->compact ? th_text_date (day) : th_text_full_date (day);
      self->day = day;
      set_text (self->date, date);
    }
}

static void
update_stale (ThStatus *self)
{
  ThFeed *floor = th_session_get_floor (self->session);
  gboolean stale = th_feed_get_stale (floor) && self->last != 0;

  gtk_widget_set_visible (self->stale, stale);
  gtk_widget_set_visible (self->date, !stale || !self->compact);
  if (stale)
    {
      int second = th_day_second (self->last, th_session_get_zone (self->session));
      g_autofree char *time = g_strdup_printf ("%d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
      g_autofree char *text = g_strdup_printf (_("data of %s"), time);
      set_text (self->stale, text);
    }
}

static void
updated_cb (ThStatus *self)
{
  ThFeed *floor = th_session_get_floor (self->session);

  if (th_feed_get_answer (floor) != NULL && th_feed_get_error (floor) == NULL)
    self->last = th_session_now (self->session);
  update_filing (self, th_feed_get_answer (floor));
  update_stale (self);
}

static const char *
role_word (const char *role)
{
  if (g_strcmp0 (role, "manager") == 0)
    return _("Duty manager");
  if (g_strcmp0 (role, "admin") == 0)
    return _("Administrator");
  if (g_strcmp0 (role, "reception") == 0)
    return _("Guide desk");
  return NULL;
}

/* A clerk goes by name and number, everybody else by name and duty; where
 * there is little room these are in the tooltip only. */
static void
update_person (ThStatus *self)
{
  const char *name = th_session_get_staff_name (self->session);
  const char *no = th_session_get_staff_no (self->session);
  const char *role = role_word (th_session_get_role (self->session));
  g_autofree char *text = NULL;
  const char *shown;
  gboolean longer;

  gtk_widget_set_visible (self->person, no != NULL);
  gtk_widget_set_visible (self->sign_in, no == NULL);
  if (no == NULL)
    return;
  text = role != NULL ? g_strdup_printf ("%s %s", role, name != NULL ? name : no)
                      : g_strdup_printf ("%s %s", name != NULL ? name : "", no);
  shown = self->compact && name != NULL ? name : text;
  longer = self->compact && g_utf8_strlen (shown, -1) > SHORT_CHARS;
  gtk_label_set_ellipsize (GTK_LABEL (self->person_label), longer ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (GTK_LABEL (self->person_label), longer ? SHORT_CHARS : -1);
  gtk_label_set_max_width_chars (GTK_LABEL (self->person_label), longer ? SHORT_CHARS : -1);
  set_text (self->person_label, shown);
  gtk_widget_set_tooltip_text (self->person, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->person), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GtkWidget *
make_icon (const char *name)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static GtkWidget *
icon_and_label (const char *icon, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), make_icon (icon));
  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  return box;
}

static GMenuModel *
person_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("Sign in as somebody else…"), "win.sign-in");
  g_menu_append (menu, _("Sign out"), "win.sign-out");
  return G_MENU_MODEL (menu);
}

static void
menu_cb (GtkMenuButton *button, gpointer data)
{
  g_autoptr(GMenuModel) menu = person_menu ();

  gtk_menu_button_set_create_popup_func (button, NULL, NULL, NULL);
  gtk_menu_button_set_menu_model (button, menu);
}

static void
th_status_dispose (GObject *object)
{
  ThStatus *self = TH_STATUS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (th_status_parent_class)->dispose (object);
}

static void
th_status_class_init (ThStatusClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_status_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
th_status_init (ThStatus *self)
{
  GtkWidget *person_box = icon_and_label ("th-person-symbolic", NULL);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->filing = icon_and_label ("th-clock-symbolic", NULL);
  self->date = g_object_new (GTK_TYPE_LABEL, "css-classes", (const char *[]) { "secondary", NULL }, NULL);
  self->clock = g_object_new (GTK_TYPE_LABEL, "css-classes", (const char *[]) { "clock", NULL }, NULL);
  self->stale = g_object_new (GTK_TYPE_LABEL, "css-classes", (const char *[]) { "secondary", "warn", NULL },
                              "visible", FALSE, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  self->person = g_object_new (GTK_TYPE_MENU_BUTTON, "child", person_box, "visible", FALSE, NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->person), menu_cb, NULL, NULL);
  self->person_label = gtk_widget_get_last_child (person_box);
  self->sign_in = g_object_new (GTK_TYPE_BUTTON, "child", icon_and_label ("th-person-symbolic", _("Sign in")),
                                "action-name", "win.sign-in", NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sign_in), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sign in"), -1);
  gtk_widget_add_css_class (self->filing, "pill");
  gtk_widget_set_valign (self->filing, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->filing, FALSE);

  gtk_box_append (GTK_BOX (self->box), self->filing);
  gtk_box_append (GTK_BOX (self->box), self->date);
  gtk_box_append (GTK_BOX (self->box), self->clock);
  gtk_box_append (GTK_BOX (self->box), self->stale);
  gtk_box_append (GTK_BOX (self->box), self->person);
  gtk_box_append (GTK_BOX (self->box), self->sign_in);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * th_status_set_session:
 * @session: whose clock and person are shown; given once
 */
void
th_status_set_session (ThStatus *self, ThSession *session)
{
  g_return_if_fail (TH_IS_STATUS (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "tick", G_CALLBACK (update_clock), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::hall", G_CALLBACK (update_clock), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::stale", G_CALLBACK (update_stale), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::staff-no", G_CALLBACK (update_person), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (th_session_get_floor (session), "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  update_clock (self);
  update_person (self);
  updated_cb (self);
}

/**
 * th_status_set_compact:
 * @compact: whether the date and the person must be short
 */
void
th_status_set_compact (ThStatus *self, gboolean compact)
{
  g_return_if_fail (TH_IS_STATUS (self));
  if (self->compact == compact)
    return;
  self->compact = compact;
  self->day = 0;
  if (self->session != NULL)
    {
      update_clock (self);
      update_person (self);
      update_stale (self);
    }
}
