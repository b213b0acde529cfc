/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Settings on a real store: everything the hall has is there, only an
 * administrator changes it, and a refusal says why and loses nothing. */

#include "hall-fixture.h"

#include "th-page-settings.h"
#include "th-store-card.h"
#include "th-text.h"

static ThSettingRow *
row (GtkWidget *page, const char *key)
{
  return th_page_settings_get_row (TH_PAGE_SETTINGS (page), key);
}

static GtkWidget *
show_settings (Hall *self)
{
  GtkWidget *page = hall_show (self, TH_TYPE_PAGE_SETTINGS);

  HALL_UNTIL (row (page, "hall.wait_target_min") != NULL);

  return page;
}

static void
enter (ThSettingRow *setting, const char *text)
{
  GtkWidget *entry = th_setting_row_get_control (setting);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static const char *
entered (ThSettingRow *setting)
{
  return gtk_editable_get_text (GTK_EDITABLE (th_setting_row_get_control (setting)));
}

/* The row's sentence of refusal, NULL when there is none. */
static const char *
refusal (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "bad") && gtk_widget_get_visible (widget))
    return gtk_label_get_label (GTK_LABEL (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (refusal (child) != NULL)
      return refusal (child);

  return NULL;
}

static void
test_everything (Hall *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = hall_ask (self, th_desk_request ("settings.show", NULL));
  JsonArray *settings = th_member_array (answer, "settings");
  GtkWidget *page = show_settings (self);

  g_assert_cmpuint (json_array_get_length (settings), >, 40);
  for (guint i = 0; i < json_array_get_length (settings); i++)
    g_assert_nonnull (row (page, th_member_text (th_member_element (settings, i), "key")));
  g_assert_cmpstr (entered (row (page, "hall.wait_target_min")), ==, "1.62");
  g_assert_cmpstr (entered (row (page, "queue.hold_limit_minutes")), ==, "30");
}

static void
test_who_may (Hall *self, gconstpointer data)
{
  GtkWidget *page = show_settings (self), *control = th_setting_row_get_control (row (page, "queue.hold_limit_minutes"));

  g_assert_false (gtk_widget_get_sensitive (control));
  g_assert_nonnull (strstr (hall_label (page, "who"), "nobody is signed in"));
  hall_sign_in (self, "001");
  g_assert_false (gtk_widget_get_sensitive (control));
  g_assert_nonnull (strstr (hall_label (page, "who"), "Only an administrator"));
  hall_sign_in (self, "021");
  g_assert_true (gtk_widget_get_sensitive (control));
  g_assert_cmpstr (hall_label (page, "who"), ==, "");
}

static gint64
hold_limit (Hall *self)
{
  g_autoptr (JsonObject) answer = hall_ask (self, th_desk_request ("settings.show", NULL));
  JsonArray *settings = th_member_array (answer, "settings");

  for (guint i = 0; i < json_array_get_length (settings); i++)
    if (g_strcmp0 (th_member_text (th_member_element (settings, i), "key"), "queue.hold_limit_minutes") == 0)
      return th_member_int (th_member_element (settings, i), "value", -1);

  return -1;
}

static void
test_change (Hall *self, gconstpointer data)
{
  GtkWidget *page;
  ThSettingRow *limit, *voids;

  hall_sign_in (self, "021");
  page = show_settings (self);
  limit = row (page, "queue.hold_limit_minutes");
  voids = row (page, "queue.end_of_day_void");

  enter (limit, "45");
  HALL_UNTIL (th_setting_row_is_own (limit));
  g_assert_cmpint (hold_limit (self), ==, 45);
  g_assert_null (refusal (GTK_WIDGET (limit)));

  /* What is no number never reaches the hall; what is out of range comes back. */
  enter (limit, "soon");
  g_assert_nonnull (refusal (GTK_WIDGET (limit)));
  g_assert_cmpstr (entered (limit), ==, "soon");
  enter (limit, "-3");
  HALL_UNTIL (refusal (GTK_WIDGET (limit)) != NULL && strstr (refusal (GTK_WIDGET (limit)), "number.") == NULL);
  g_assert_cmpstr (entered (limit), ==, "-3");
  g_assert_cmpint (hold_limit (self), ==, 45);
  enter (limit, "20");
  HALL_UNTIL (refusal (GTK_WIDGET (limit)) == NULL);
  HALL_UNTIL (hold_limit (self) == 20);

  gtk_switch_set_active (GTK_SWITCH (th_setting_row_get_control (voids)), FALSE);
  HALL_UNTIL (th_setting_row_is_own (voids));

  /* Somebody else changes it: seen here. */
  hall_tell (self, th_desk_request ("settings.set", "key", "s", "queue.hold_limit_minutes",
                                    "value", "n", json_node_init_null (json_node_alloc ()), NULL));
  HALL_UNTIL (g_strcmp0 (entered (limit), "30") == 0);
  g_assert_false (th_setting_row_is_own (limit));
}

static guint
visible_rows (GtkWidget *widget)
{
  guint n = TH_IS_SETTING_ROW (widget) && gtk_widget_is_visible (widget) && gtk_widget_get_mapped (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += visible_rows (child);

  return n;
}

static void
test_find (Hall *self, gconstpointer data)
{
  GtkWidget *page = show_settings (self);
  GtkWidget *search = hall_part (page, "search");

  gtk_editable_set_text (GTK_EDITABLE (search), "挂起时限");
  HALL_UNTIL (visible_rows (page) == 1);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (row (page, "queue.hold_limit_minutes"))));
  gtk_editable_set_text (GTK_EDITABLE (search), "no such setting");
  HALL_UNTIL (visible_rows (page) == 0);
  g_assert_true (gtk_widget_get_visible (hall_part (page, "nothing")));
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  HALL_UNTIL (visible_rows (page) > 40);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (hall_part (page, "group")), 1);
  HALL_UNTIL (visible_rows (page) < 10);
  g_assert_false (gtk_widget_get_visible (hall_part (page, "store")));
}

/* --- the store and the hall file --- */

static void
test_store (Hall *self, gconstpointer data)
{
  GtkWidget *page;
  ThStoreCard *card;
  g_autofree char *copy = g_build_filename (self->folder, "copy.db", NULL);
  g_autofree char *json = g_build_filename (self->folder, "hall.json", NULL);
  g_autoptr (GFile) copy_file = g_file_new_for_path (copy);
  g_autoptr (GFile) json_file = g_file_new_for_path (json);

  hall_sign_in (self, "021");
  page = show_settings (self);
  card = hall_part (page, "store");
  HALL_UNTIL (strcmp (hall_label (card, "path"), self->path) == 0);
  g_assert_nonnull (strstr (hall_label (card, "facts"), "schema "));

  th_store_card_verify (card);
  HALL_UNTIL (strstr (th_store_card_get_result (card), "sound") != NULL);
  th_store_card_backup (card, copy_file);
  HALL_UNTIL (strstr (th_store_card_get_result (card), "Copied") != NULL);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  th_store_card_export (card, json_file);
  HALL_UNTIL (strstr (th_store_card_get_result (card), "Written") != NULL);

  /* What was given out is taken in again without a change. */
  th_store_card_import (card, json_file);
  HALL_UNTIL (strstr (th_store_card_get_result (card), "already") != NULL);

  g_assert_true (g_file_set_contents (json, "{ \"format\": ", -1, NULL));
  th_store_card_import (card, json_file);
  HALL_UNTIL (strstr (th_store_card_get_result (card), "Nothing was imported") != NULL);
}

#define ADD(name, function) \
  g_test_add ("/settings/" name, Hall, NULL, hall_set_up, function, hall_tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("everything", test_everything);
  ADD ("who-may", test_who_may);
  ADD ("change", test_change);
  ADD ("find", test_find);
  ADD ("store", test_store);

  return g_test_run ();
}
