/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row keeps what is being typed when it is filled again. Done asks for no
 * more than it needs: a key that is handed over has no number. */

#include "th-followup-row.h"

#include <glib/gi18n.h>

#include "th-day.h"
#include "th-text.h"

struct _ThFollowupRow
{
  GtkListBoxRow parent_instance;
  gint64        id;
  char         *booking;
  GtkWidget    *due, *left, *sign, *who, *what, *entry, *button, *tracking;
};

G_DEFINE_FINAL_TYPE (ThFollowupRow, th_followup_row, GTK_TYPE_LIST_BOX_ROW)

enum { DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
kind_word (const char *kind)
{
  if (g_strcmp0 (kind, "ukey") == 0)
    return C_("follow-up", "Send the U-key");
  return kind != NULL ? kind : "";
}

/* How much time is left; what is overdue says so in a word. */
static char *
left_words (JsonObject *followup)
{
  gint64 left = th_member_int (followup, "days_left", 0);

  if (g_strcmp0 (th_member_text (followup, "state"), "open") != 0)
    return g_strdup (C_("follow-up", "done"));
  if (th_member_bool (followup, "overdue"))
    return left < 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "overdue %d working day", "overdue %d working days", (gulong) -left), (int) -left)
                    : g_strdup (C_("follow-up", "overdue"));
  if (!th_member_has (followup, "days_left"))
    return g_strdup (C_("follow-up", "no date yet"));
  if (left == 0)
    return g_strdup (C_("follow-up", "due today"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d working day left", "%d working days left", (gulong) left), (int) left);
}

static void
finish_cb (ThFollowupRow *self)
{
  g_autofree char *number = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  g_signal_emit (self, signals[DONE], 0, self->id, number);
}

static void
th_followup_row_finalize (GObject *object)
{
  g_free (TH_FOLLOWUP_ROW (object)->booking);
  G_OBJECT_CLASS (th_followup_row_parent_class)->finalize (object);
}

static void
th_followup_row_class_init (ThFollowupRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = th_followup_row_finalize;
  signals[DONE] = g_signal_new ("done", TH_TYPE_FOLLOWUP_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
}

static GtkWidget *
label_new (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
column_new (GtkWidget *box)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), column);
  return column;
}

static void
th_followup_row_init (ThFollowupRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *column, *line;

  gtk_widget_add_css_class (box, "booking-row");
  column = column_new (box);
  self->due = label_new (column, "booking-time");
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  gtk_widget_add_css_class (line, "booking-state");
  self->sign = gtk_image_new ();
  gtk_box_append (GTK_BOX (line), self->sign);
  self->left = label_new (line, "ink2");
  g_object_set (self->left, "width-chars", 18, "max-width-chars", 18, NULL);
  gtk_box_append (GTK_BOX (column), line);
  column = column_new (box);
  gtk_widget_set_hexpand (column, TRUE);
  self->who = label_new (column, "strong");
  self->what = label_new (column, "booking-what");
  self->tracking = label_new (box, "secondary");
  self->entry = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", _("Tracking number"), "width-chars", 14, "max-width-chars", 18,
                              "max-length", 40, "valign", GTK_ALIGN_CENTER, NULL);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (finish_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->entry);
  self->button = gtk_button_new_with_label (C_("follow-up", "Done"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "small");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (finish_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
th_followup_row_new (void)
{
  return g_object_new (TH_TYPE_FOLLOWUP_ROW, NULL);
}

static void
set_label (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text) != 0)
    gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
}

static void
show_due (ThFollowupRow *self, JsonObject *followup, const char *words)
{
  gboolean open = g_strcmp0 (th_member_text (followup, "state"), "open") == 0, overdue = th_member_bool (followup, "overdue");
  gboolean soon = open && !overdue && th_member_has (followup, "days_left") && th_member_int (followup, "days_left", 0) <= 0;
  const char *classes[] = { overdue ? "bad" : soon ? "warn" : open ? "ink2" : "ok", NULL };
  ThDay due = th_member_has (followup, "due") ? th_day_parse (th_member_text (followup, "due")) : 0;
  g_autofree char *date = due != 0 ? th_text_date (due) : g_strdup ("—");

  set_label (self->due, date);
  set_label (self->left, words);
  gtk_widget_set_tooltip_text (self->left, words);
  gtk_widget_set_css_classes (self->left, classes);
  gtk_widget_set_css_classes (self->sign, classes);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->sign), overdue || soon ? "th-triangle-symbolic" : open ? "th-clock-symbolic" : "th-check-symbolic");
}

/**
 * th_followup_row_set:
 * @followup: of followup.list
 */
void
th_followup_row_set (ThFollowupRow *self, JsonObject *followup)
{
  JsonObject *party = th_member_object (followup, "party");
  const char *name = party != NULL ? th_member_text (party, "name") : th_member_text (followup, "organiser");
  const char *matter = th_member_local (followup, "matter"), *kind = kind_word (th_member_text (followup, "kind"));
  gboolean open = g_strcmp0 (th_member_text (followup, "state"), "open") == 0;
  g_autofree char *words = left_words (followup), *spoken = NULL, *what = NULL, *number = NULL;

  g_return_if_fail (TH_IS_FOLLOWUP_ROW (self));
  self->id = th_member_int (followup, "id", 0);
  g_free (self->booking);
  self->booking = g_strdup (th_member_text (followup, "booking"));
  name = name != NULL ? name : "—";
  what = g_strjoin ("  ", kind, matter != NULL ? matter : self->booking, NULL);
  show_due (self, followup, words);
  set_label (self->who, name);
  set_label (self->what, what);
  set_label (self->tracking, th_member_text (followup, "tracking"));
  gtk_widget_set_visible (self->tracking, !open);
  gtk_widget_set_visible (self->entry, open);
  gtk_widget_set_visible (self->button, open);
  number = g_strdup_printf (_("Tracking number for %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, number, -1);
  spoken = g_strdup_printf ("%s, %s, %s, %s", gtk_label_get_label (GTK_LABEL (self->due)), words, name, what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

gint64
th_followup_row_get_id (ThFollowupRow *self)
{
  g_return_val_if_fail (TH_IS_FOLLOWUP_ROW (self), 0);
  return self->id;
}

const char *
th_followup_row_get_booking (ThFollowupRow *self)
{
  g_return_val_if_fail (TH_IS_FOLLOWUP_ROW (self), NULL);
  return self->booking;
}

const char *
th_followup_row_get_due (ThFollowupRow *self)
{
  g_return_val_if_fail (TH_IS_FOLLOWUP_ROW (self), NULL);
  return gtk_label_get_label (GTK_LABEL (self->left));
}

/* As if somebody typed @tracking and Enter. */
void
th_followup_row_finish (ThFollowupRow *self, const char *tracking)
{
  g_return_if_fail (TH_IS_FOLLOWUP_ROW (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), tracking);
  finish_cb (self);
}
