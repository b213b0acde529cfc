/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A tile says four things of a window in fixed places: which, what it does,
 * for whom and how long, who sits there for which queues. A state changes the
 * words and the ground, never the places. */

#include "th-tile.h"

#include <glib/gi18n.h>

#include "th-letters.h"
#include "th-plate.h"
#include "th-state-sign.h"
#include "th-text.h"

struct _ThTile
{
  GtkFlowBoxChild parent_instance;
  ThFloorItem *item;
  GTimeZone   *zone;
  GtkWidget   *plate, *wave, *sign, *main, *time, *letters, *staff;
  ThInstant    since;
  gboolean     exact;       /* the time has two digits of minutes */
  char        *look;
};

G_DEFINE_FINAL_TYPE (ThTile, th_tile, GTK_TYPE_FLOW_BOX_CHILD)

static void
set_text (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) != 0)
    gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
}

/* The ground of the tile: one or more style classes. */
static void
set_look (ThTile *self, const char *look)
{
  g_auto(GStrv) classes = NULL;

  if (g_strcmp0 (look, self->look) == 0)
    return;
  g_free (self->look);
  self->look = g_strdup (look);
  classes = g_strsplit (look, " ", -1);
  gtk_widget_set_css_classes (GTK_WIDGET (self), (const char **) classes);
}

static void
update_plate (ThTile *self, JsonObject *data, const char *state)
{
  gboolean tidal = g_strcmp0 (th_member_text (data, "kind"), "tidal") == 0;
  const char *look = "fixed";

  if (g_str_equal (state, "closed"))
    look = "closed";
  else if (g_str_equal (state, "paused"))
    look = "paused";
  else if (tidal)
    look = "tidal";
  th_plate_set (TH_PLATE (self->plate), th_member_text (data, "no"), look);
  gtk_widget_set_visible (self->wave, tidal);
}

static const char *
closed_words (JsonObject *data)
{
  const char *kind = th_member_text (data, "kind");

  if (g_strcmp0 (kind, "tidal") == 0)
    return _("Tidal reserve");
  if (g_strcmp0 (kind, "reserve") == 0)
    return _("In reserve");
  return _("Nobody here");
}

/* What stands where the ticket stands, when there is none. */
static void
update_main (ThTile *self, JsonObject *data, const char *state)
{
  const char *ticket = th_member_text (data, "ticket");
  const char *reason = th_member_text (data, "reason");

  if (ticket != NULL)
    gtk_widget_add_css_class (self->main, "ticket");
  else
    gtk_widget_remove_css_class (self->main, "ticket");
  if (ticket != NULL)
    set_text (self->main, ticket);
  else if (g_str_equal (state, "paused"))
    set_text (self->main, reason != NULL ? reason : _("No reason given"));
  else if (g_str_equal (state, "closed"))
    set_text (self->main, closed_words (data));
  else if (g_str_equal (state, "closing"))
    set_text (self->main, _("Takes no more"));
  else
    set_text (self->main, _("Can call"));
}

static void
update_time (ThTile *self, JsonObject *data, const char *state)
{
  ThInstant until = th_member_instant (data, "until");

  self->since = 0;
  self->exact = g_str_equal (state, "serving") || g_str_equal (state, "overdue");
  if (g_str_equal (state, "paused") && until != 0)
    {
      g_autofree char *clock = th_text_clock (until, self->zone);
      g_autofree char *text = g_strdup_printf (_("back at %s"), clock);
      set_text (self->time, text);
    }
  else if (g_str_equal (state, "closed"))
    set_text (self->time, "");
  else
    self->since = th_member_instant (data, "since");
}

static void
update_spoken (ThTile *self, JsonObject *data, const char *sign)
{
  const char *staff = th_member_local (data, "staff");
  const char *ticket = th_member_text (data, "ticket");
  g_autofree char *no = th_text_window (th_member_text (data, "no"));
  g_autofree char *window = g_strdup_printf (_("Window %s"), no);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s, %s", window, th_state_sign_word (sign),
    ticket != NULL ? ticket : gtk_label_get_label (GTK_LABEL (self->main)), staff != NULL ? staff : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
update (ThTile *self)
{
  JsonObject *data = th_floor_item_get_data (self->item);
  const char *state = th_state_sign_of (th_member_text (data, "state"), th_member_text (data, "step"),
                                        th_member_bool (data, "overdue"));
  gboolean tidal = g_strcmp0 (th_member_text (data, "kind"), "tidal") == 0 && !g_str_equal (state, "closed");
  const char *staff = th_member_local (data, "staff");
  g_autofree char *detail = NULL;
  g_autofree char *look = g_strdup_printf ("tile %s%s", state, tidal ? " tidal" : "");

  if (g_str_equal (state, "called"))
    detail = g_strdup_printf ("%d/%d", (int) th_member_int (data, "calls", 1), (int) th_member_int (data, "call_limit", 3));
  set_look (self, look);
  update_plate (self, data, state);
  th_state_sign_set (TH_STATE_SIGN (self->sign), state, detail);
  update_main (self, data, state);
  update_time (self, data, state);
  th_letters_set (TH_LETTERS (self->letters), th_member_text (data, "duty"));
  set_text (self->staff, staff != NULL ? staff : "");
  update_spoken (self, data, state);
}

static GtkWidget *
make_label (const char *css_class, float xalign)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", xalign, "ellipsize", PANGO_ELLIPSIZE_END,
                       "css-classes", (const char *[]) { css_class, NULL }, NULL);
}

static GtkWidget *
make_line (GtkWidget *first, GtkWidget *second, GtkWidget *last)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  gtk_box_append (GTK_BOX (line), first);
  if (second != NULL)
    gtk_box_append (GTK_BOX (line), second);
  gtk_box_append (GTK_BOX (line), last);
  gtk_widget_set_hexpand (last, TRUE);
  gtk_widget_set_halign (last, GTK_ALIGN_END);
  gtk_widget_set_vexpand (line, TRUE);
  return line;
}

static void
th_tile_dispose (GObject *object)
{
  ThTile *self = TH_TILE (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->look, g_free);
  G_OBJECT_CLASS (th_tile_parent_class)->dispose (object);
}

static void
th_tile_class_init (ThTileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_tile_dispose;
}

static void
th_tile_init (ThTile *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->plate = th_plate_new (NULL, NULL);
  self->wave = g_object_new (GTK_TYPE_IMAGE, "icon-name", "th-wave-symbolic", "visible", FALSE, "pixel-size", 13,
                             "css-classes", (const char *[]) { "tide", NULL },
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->sign = th_state_sign_new ();
  self->main = make_label ("main", 0.0);
  self->time = make_label ("time", 1.0);
  self->letters = th_letters_new ();
  self->staff = make_label ("secondary", 1.0);
  gtk_label_set_ellipsize (GTK_LABEL (self->time), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), make_line (self->plate, self->wave, self->sign));
  gtk_box_append (GTK_BOX (box), make_line (self->main, NULL, self->time));
  gtk_box_append (GTK_BOX (box), make_line (self->letters, NULL, self->staff));
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (self), box);
  /* The lines share the height of the tile; the tile wants no more of the page. */
  gtk_widget_set_vexpand (GTK_WIDGET (self), FALSE);
}

/**
 * th_tile_new:
 * @item: the window it follows
 * @zone: the hall's time zone
 */
GtkWidget *
th_tile_new (ThFloorItem *item, GTimeZone *zone)
{
  ThTile *self = g_object_new (TH_TYPE_TILE, NULL);

  self->item = g_object_ref (item);
  self->zone = g_time_zone_ref (zone);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * th_tile_get_item:
 *
 * Returns: (transfer none): the window it follows
 */
ThFloorItem *
th_tile_get_item (ThTile *self)
{
  g_return_val_if_fail (TH_IS_TILE (self), NULL);
  return self->item;
}

/**
 * th_tile_tick:
 * @now: the instant of the desk's clock
 */
void
th_tile_tick (ThTile *self, ThInstant now)
{
  g_autofree char *text = NULL;
  gint64 seconds;

  g_return_if_fail (TH_IS_TILE (self));
  if (self->since == 0)
    return;
  seconds = MAX (now - self->since, 0) / TH_SECOND_US;
  text = self->exact ? th_text_timer (seconds) : th_text_short (seconds);
  set_text (self->time, text);
}
