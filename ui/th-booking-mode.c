/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Of six ways to serve most bookings use the first, so the others cost one
 * line until they are chosen. */

#include "th-booking-mode.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-day-button.h"
#include "th-feed.h"
#include "th-grounds.h"
#include "th-text.h"

struct _ThBookingMode
{
  GtkWidget       parent_instance;

  GtkDropDown    *mode;
  GtkEntry       *address;
  GtkDropDown    *second;
  GtkCheckButton *photos;
  GtkDropDown    *ground;
  GtkDropDown    *point;
  GtkLabel       *point_line;
  GtkBox         *time_row;
  ThDayButton    *day;
  GtkEntry       *time;
  GtkLabel       *hint;
  GtkEntry       *words;

  ThFeed         *settings;   /* of the hall, with its grounds */
  GPtrArray      *staff;      /* numbers, beside the list of names */
  JsonArray      *points;
  gboolean        filling;    /* a list is replaced, nobody chose */
};

G_DEFINE_FINAL_TYPE (ThBookingMode, th_booking_mode, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef enum { HALL, DOOR, FLEXIBLE, REMOTE, GREEN, MOBILE, N_MODES } Mode;

static const struct
{
  const char *name, *label, *hint;
} modes[N_MODES] = {
  [HALL] = { "hall", N_("In the hall"), NULL },
  [DOOR] = { "door", N_("At your place"), N_("Two go together; the time is agreed, inside the hours.") },
  [FLEXIBLE] = { "flexible", N_("Outside hours"), N_("A named clerk stays; the time is outside the hours.") },
  [REMOTE] = { "remote", N_("Remote check"), N_("A named clerk looks; nobody has to come.") },
  [GREEN] = { "green", N_("Priority channel"), N_("Called before others; say on what ground.") },
  [MOBILE] = { "mobile", N_("Mobile point"), N_("Served at the point, on its days.") },
};

/**
 * th_booking_mode_label:
 *
 * Returns: @mode in words; NULL when there are none
 */
const char *
th_booking_mode_label (const char *mode)
{
  for (guint i = 0; i < N_MODES; i++)
    if (g_strcmp0 (modes[i].name, mode) == 0)
      return _(modes[i].label);
  return NULL;
}

static Mode
chosen_mode (ThBookingMode *self)
{
  return MIN (gtk_drop_down_get_selected (self->mode), N_MODES - 1);
}

static char *
typed (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static JsonObject *
chosen_point (ThBookingMode *self)
{
  guint at = gtk_drop_down_get_selected (self->point);

  return self->points != NULL && at < json_array_get_length (self->points) ? th_member_element (self->points, at) : NULL;
}

static void
show_point (ThBookingMode *self)
{
  JsonObject *point = chosen_point (self);
  const char *address = th_member_local (point, "address");
  const char *phone = th_member_text (point, "phone");
  g_autofree char *line = g_strjoin ("  ", address != NULL ? address : "", phone, NULL);

  gtk_label_set_label (self->point_line, line);
  gtk_widget_set_visible (GTK_WIDGET (self->point_line), chosen_mode (self) == MOBILE && *line != '\0');
}

static void
show_fields (ThBookingMode *self)
{
  Mode mode = chosen_mode (self);

  gtk_widget_set_visible (GTK_WIDGET (self->address), mode == DOOR);
  gtk_widget_set_visible (GTK_WIDGET (self->second), mode == DOOR);
  gtk_widget_set_visible (GTK_WIDGET (self->photos), mode == REMOTE);
  gtk_widget_set_visible (GTK_WIDGET (self->ground), mode == GREEN);
  gtk_widget_set_visible (GTK_WIDGET (self->point), mode == MOBILE);
  gtk_widget_set_visible (GTK_WIDGET (self->time_row), th_booking_mode_free_time (self));
  gtk_label_set_label (self->hint, modes[mode].hint != NULL ? _(modes[mode].hint) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), modes[mode].hint != NULL);
  show_point (self);
}

static void
mode_changed_cb (ThBookingMode *self)
{
  show_fields (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
field_changed_cb (ThBookingMode *self)
{
  if (self->filling)
    return;
  show_point (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
th_booking_mode_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_object (&TH_BOOKING_MODE (object)->settings);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (th_booking_mode_parent_class)->dispose (object);
}

static void
th_booking_mode_finalize (GObject *object)
{
  ThBookingMode *self = TH_BOOKING_MODE (object);

  g_clear_pointer (&self->staff, g_ptr_array_unref);
  g_clear_pointer (&self->points, json_array_unref);
  G_OBJECT_CLASS (th_booking_mode_parent_class)->finalize (object);
}

static void
th_booking_mode_class_init (ThBookingModeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = th_booking_mode_dispose;
  G_OBJECT_CLASS (klass)->finalize = th_booking_mode_finalize;
  signals[CHANGED] = g_signal_new ("changed", TH_TYPE_BOOKING_MODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (TH_TYPE_DAY_BUTTON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-booking-mode.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ThBookingMode, name)
  BIND (mode);
  BIND (address);
  BIND (second);
  BIND (photos);
  BIND (ground);
  BIND (point);
  BIND (point_line);
  BIND (time_row);
  BIND (day);
  BIND (time);
  BIND (hint);
  BIND (words);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
}

static void
th_booking_mode_init (ThBookingMode *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->staff = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_MODES; i++)
    gtk_string_list_append (labels, _(modes[i].label));
  gtk_drop_down_set_model (self->mode, G_LIST_MODEL (labels));
  show_fields (self);
}

static const char *
chosen_second (ThBookingMode *self)
{
  guint at = gtk_drop_down_get_selected (self->second);

  return at > 0 && at <= self->staff->len ? self->staff->pdata[at - 1] : NULL;
}

static const char *
chosen_ground (ThBookingMode *self)
{
  GObject *chosen = gtk_drop_down_get_selected_item (self->ground);

  return chosen != NULL ? gtk_string_object_get_string (GTK_STRING_OBJECT (chosen)) : NULL;
}

/* Another model forgets the choice: it is made again, and is no news. */
static void
replace (ThBookingMode *self, GtkDropDown *list, GtkStringList *names, guint at)
{
  self->filling = TRUE;
  gtk_drop_down_set_model (list, G_LIST_MODEL (names));
  if (at < g_list_model_get_n_items (G_LIST_MODEL (names)))
    gtk_drop_down_set_selected (list, at);
  self->filling = FALSE;
}

static void
settings_updated_cb (ThBookingMode *self)
{
  g_autofree char *kept = g_strdup (chosen_ground (self));
  g_autoptr (GtkStringList) grounds = th_grounds_read (th_feed_get_answer (self->settings));
  guint at = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (grounds)); i++)
    if (g_strcmp0 (gtk_string_list_get_string (grounds, i), kept) == 0)
      at = i;
  replace (self, self->ground, grounds, at);
}

/**
 * th_booking_mode_set_session:
 *
 * Reads the grounds of priority there.
 */
void
th_booking_mode_set_session (ThBookingMode *self, ThSession *session)
{
  g_return_if_fail (TH_IS_BOOKING_MODE (self));

  g_clear_object (&self->settings);
  self->settings = th_feed_new (session, "settings.show", NULL);
  th_feed_set_changes (self->settings, TH_CHANGE_HALL);
  g_signal_connect_object (self->settings, "updated", G_CALLBACK (settings_updated_cb), self, G_CONNECT_SWAPPED);
  th_feed_follow (self->settings, GTK_WIDGET (self));
}

const char *
th_booking_mode_get_point (ThBookingMode *self)
{
  g_return_val_if_fail (TH_IS_BOOKING_MODE (self), NULL);
  return chosen_mode (self) == MOBILE ? th_member_text (chosen_point (self), "code") : NULL;
}

/**
 * th_booking_mode_choose_point:
 * @code: of a point that serves what is chosen
 *
 * Serves at that point.
 */
void
th_booking_mode_choose_point (ThBookingMode *self, const char *code)
{
  g_return_if_fail (TH_IS_BOOKING_MODE (self));

  for (guint i = 0; self->points != NULL && i < json_array_get_length (self->points); i++)
    if (g_strcmp0 (th_member_text (th_member_element (self->points, i), "code"), code) == 0)
      gtk_drop_down_set_selected (self->point, i);
  gtk_drop_down_set_selected (self->mode, MOBILE);
}

/**
 * th_booking_mode_free_time:
 *
 * Returns: whether the service takes no place of the hall, so that any time
 *   may be agreed
 */
gboolean
th_booking_mode_free_time (ThBookingMode *self)
{
  Mode mode = chosen_mode (self);

  return mode == DOOR || mode == FLEXIBLE || mode == REMOTE;
}

char *
th_booking_mode_get_time (ThBookingMode *self, GTimeZone *zone)
{
  g_autofree char *text = typed (self->time);
  ThDay day = th_day_button_get_day (self->day);
  int second;

  if (day == 0 || !th_time_parse (text, &second))
    return NULL;
  return th_instant_format (th_day_instant (day, second, zone), zone);
}

void
th_booking_mode_set_day (ThBookingMode *self, ThDay day)
{
  g_return_if_fail (TH_IS_BOOKING_MODE (self));
  th_day_button_set_day (self->day, day);
}

/**
 * th_booking_mode_set_staff:
 * @staff: (nullable): staff of booking.prepare
 *
 * The second clerk stays chosen if still among them.
 */
void
th_booking_mode_set_staff (ThBookingMode *self, JsonArray *staff)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *kept = NULL;
  guint at = 0;

  g_return_if_fail (TH_IS_BOOKING_MODE (self));

  kept = g_strdup (chosen_second (self));
  g_ptr_array_set_size (self->staff, 0);
  gtk_string_list_append (names, _("Second clerk"));
  for (guint i = 0; staff != NULL && i < json_array_get_length (staff); i++)
    {
      JsonObject *one = th_member_element (staff, i);

      g_ptr_array_add (self->staff, g_strdup (th_member_text (one, "no")));
      gtk_string_list_append (names, th_member_local (one, ""));
      if (kept != NULL && g_strcmp0 (th_member_text (one, "no"), kept) == 0)
        at = i + 1;
    }
  replace (self, self->second, names, at);
}

/**
 * th_booking_mode_set_points:
 * @points: (nullable): of point.list
 *
 * The point stays chosen if still among them; another one is told.
 */
void
th_booking_mode_set_points (ThBookingMode *self, JsonArray *points)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *kept = NULL;
  guint at = 0;

  g_return_if_fail (TH_IS_BOOKING_MODE (self));

  kept = g_strdup (th_booking_mode_get_point (self));
  g_clear_pointer (&self->points, json_array_unref);
  self->points = points != NULL ? json_array_ref (points) : NULL;
  for (guint i = 0; points != NULL && i < json_array_get_length (points); i++)
    {
      JsonObject *one = th_member_element (points, i);

      gtk_string_list_append (names, th_member_local (one, ""));
      if (kept != NULL && g_strcmp0 (th_member_text (one, "code"), kept) == 0)
        at = i;
    }
  replace (self, self->point, names, at);
  show_point (self);
  if (g_strcmp0 (th_booking_mode_get_point (self), kept) != 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
say (char **why, const char *text)
{
  *why = g_strdup (text);
  return FALSE;
}

static gboolean
add_door (ThBookingMode *self, JsonObject *request, char **why)
{
  g_autofree char *address = typed (self->address);
  const char *second = chosen_second (self);

  if (*address == '\0')
    return say (why, _("The address is missing"));
  if (second == NULL)
    return say (why, _("The second clerk is missing"));
  json_object_set_string_member (request, "address", address);
  json_object_set_string_member (request, "staff2", second);
  return TRUE;
}

/**
 * th_booking_mode_add:
 * @request: booking.make
 * @named: whether a clerk is named
 * @why: (out) (transfer full): what is missing
 *
 * Returns: whether all that this way of serving needs is there
 */
gboolean
th_booking_mode_add (ThBookingMode *self, JsonObject *request, gboolean named, char **why)
{
  Mode mode = chosen_mode (self);
  const char *ground = chosen_ground (self);
  g_autofree char *words = typed (self->words);
  const char *point = th_booking_mode_get_point (self);

  if (*words != '\0')
    json_object_set_string_member (request, "words", words);
  if (mode == HALL)
    return TRUE;
  json_object_set_string_member (request, "mode", modes[mode].name);
  if (th_booking_mode_free_time (self) && !named)
    return say (why, _("Name a clerk"));
  if (mode == DOOR)
    return add_door (self, request, why);
  if (mode == REMOTE && !gtk_check_button_get_active (self->photos))
    return say (why, _("Ask for the photographs first"));
  if (mode == REMOTE)
    json_object_set_boolean_member (request, "photos", TRUE);
  if (mode == GREEN && ground == NULL)
    return say (why, _("The ground of the priority channel is missing"));
  if (mode == GREEN)
    json_object_set_string_member (request, "ground", ground);
  if (mode == MOBILE && point == NULL)
    return say (why, _("No point serves this matter"));
  if (mode == MOBILE)
    json_object_set_string_member (request, "point", point);
  return TRUE;
}

void
th_booking_mode_clear (ThBookingMode *self)
{
  g_return_if_fail (TH_IS_BOOKING_MODE (self));

  gtk_drop_down_set_selected (self->mode, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->address), "");
  gtk_drop_down_set_selected (self->second, 0);
  gtk_drop_down_set_selected (self->ground, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->time), "");
  gtk_editable_set_text (GTK_EDITABLE (self->words), "");
  gtk_check_button_set_active (self->photos, FALSE);
  show_fields (self);
}
