/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The small parts that every page is made of, one by one and without a hall:
 * widgets, words, colours, the list of the floor. */

#include <gtk/gtk.h>

#include "th-dots.h"
#include "th-duty-editor.h"
#include "th-figure.h"
#include "th-floor-model.h"
#include "th-meter.h"
#include "th-plate.h"
#include "th-state-sign.h"
#include "th-text.h"
#include "th-theme.h"

/* --- Small widgets --- */

static void
test_plate (void)
{
  GtkWidget *plate = g_object_ref_sink (th_plate_new ("3", "fixed"));
  GtkWidget *label = gtk_widget_get_first_child (plate);

  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "03");
  gtk_test_accessible_assert_property (plate, GTK_ACCESSIBLE_PROPERTY_LABEL, "Window 3");
  th_plate_set (TH_PLATE (plate), "12", "closed tidal");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "12");
  g_assert_true (gtk_widget_has_css_class (plate, "closed"));
  g_assert_true (gtk_widget_has_css_class (plate, "tidal"));
  g_assert_false (gtk_widget_has_css_class (plate, "fixed"));
  g_assert_finalize_object (plate);
}

static void
test_dots (void)
{
  GtkWidget *dots = g_object_ref_sink (th_dots_new ());
  int width;

  th_dots_set (TH_DOTS (dots), 12, FALSE);
  gtk_widget_measure (dots, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  g_assert_cmpint (width, ==, 12 * 8 - 2);
  th_dots_set (TH_DOTS (dots), 13, TRUE);
  gtk_widget_measure (dots, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  g_assert_cmpint (width, ==, 0);
  g_assert_true (gtk_widget_has_css_class (dots, "warning"));
  th_dots_set (TH_DOTS (dots), 1, FALSE);
  g_assert_nonnull (gtk_widget_get_first_child (dots));
  g_assert_null (gtk_widget_get_next_sibling (gtk_widget_get_first_child (dots)));
  g_assert_finalize_object (dots);
}

static void
test_meter (void)
{
  GtkWidget *meter = g_object_ref_sink (th_meter_new ());
  double value, target;
  gboolean warning;

  th_meter_set (TH_METER (meter), 24, 60);
  th_meter_set_marks (TH_METER (meter), 48, -5);
  th_meter_set_warning (TH_METER (meter), TRUE);
  g_object_get (meter, "value", &value, "target", &target, "warning", &warning, NULL);
  g_assert_cmpfloat (value, ==, 24);
  g_assert_cmpfloat (target, ==, 48);
  g_assert_true (warning);
  /* No length at all is a bar without ticks, not a division by zero. */
  th_meter_set (TH_METER (meter), 3, 0);
  gtk_widget_measure (meter, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (meter, GTK_ORIENTATION_VERTICAL, 100, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (meter, &(GtkAllocation) { 0, 0, 100, 12 }, -1);
  g_assert_finalize_object (meter);
}

static void
test_state_sign (void)
{
  static const struct { const char *state, *step; gboolean overdue; const char *sign; } cases[] = {
    { "closed", NULL, FALSE, "closed" },   { "open", "idle", FALSE, "idle" },
    { "open", "called", FALSE, "called" }, { "open", "serving", FALSE, "serving" },
    { "open", "serving", TRUE, "overdue" }, { "paused", "idle", FALSE, "paused" },
    { "closing", "serving", FALSE, "serving" }, { "closing", "idle", FALSE, "closing" },
    { NULL, NULL, FALSE, "closed" },
  };
  GtkWidget *sign = g_object_ref_sink (th_state_sign_new ());

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *name = th_state_sign_of (cases[i].state, cases[i].step, cases[i].overdue);
      g_assert_cmpstr (name, ==, cases[i].sign);
      g_assert_cmpstr (th_state_sign_word (name), !=, "");
      th_state_sign_set (TH_STATE_SIGN (sign), name, NULL);
      g_assert_true (gtk_widget_has_css_class (sign, name));
    }
  th_state_sign_set (TH_STATE_SIGN (sign), "called", "2/3");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_widget_get_last_child (sign))), ==, "Called 2/3");
  g_assert_false (gtk_widget_has_css_class (sign, "closed"));
  g_assert_finalize_object (sign);
}

static GtkToggleButton *
find_toggle (GtkWidget *editor, int column, int row)
{
  return GTK_TOGGLE_BUTTON (gtk_grid_get_child_at (GTK_GRID (gtk_widget_get_first_child (editor)), column, row));
}

static void
test_duty_editor (void)
{
  static const char *const prefixes[] = { "T", "F", "N", NULL };
  static const char *const duties[] = { "T", "T|F", "T|F>N", "T>F>N", "" };
  GtkWidget *widget = g_object_ref_sink (th_duty_editor_new ());
  ThDutyEditor *editor = TH_DUTY_EDITOR (widget);
  g_autofree char *moved = NULL;
  g_autofree char *deep = NULL;

  th_duty_editor_set_queues (editor, prefixes);
  for (guint i = 0; i < G_N_ELEMENTS (duties); i++)
    {
      g_autofree char *again = NULL;
      th_duty_editor_set_duty (editor, duties[i]);
      again = th_duty_editor_get_duty (editor);
      g_assert_cmpstr (again, ==, duties[i]);
    }
  /* A letter taken into the second row leaves the first. */
  th_duty_editor_set_duty (editor, "T|F");
  gtk_toggle_button_set_active (find_toggle (widget, 1, 1), TRUE);
  moved = th_duty_editor_get_duty (editor);
  g_assert_cmpstr (moved, ==, "F>T");
  gtk_test_accessible_assert_property (find_toggle (widget, 1, 1), GTK_ACCESSIBLE_PROPERTY_LABEL, "Then T");
  /* Letters the hall has not are not there; more tiers than rows are one. */
  th_duty_editor_set_duty (editor, "T>X>F>N");
  deep = th_duty_editor_get_duty (editor);
  g_assert_cmpstr (deep, ==, "T>F|N");
  g_assert_finalize_object (widget);
}

static void
test_figure (void)
{
  GtkWidget *figure = g_object_ref_sink (th_figure_new ("Mean wait"));

  gtk_test_accessible_assert_property (figure, GTK_ACCESSIBLE_PROPERTY_LABEL, "Mean wait —  ");
  th_figure_set_value (TH_FIGURE (figure), "1.87", "min");
  th_figure_set_note (TH_FIGURE (figure), TH_TONE_WARN, "th-arrow-up-symbolic", "0.25 above target");
  gtk_test_accessible_assert_property (figure, GTK_ACCESSIBLE_PROPERTY_LABEL, "Mean wait 1.87 min 0.25 above target");
  g_assert_finalize_object (figure);
}

/* --- Words --- */

static void
test_text (void)
{
  static const struct { gint64 s; const char *timer, *brief; } cases[] = {
    { -5, "00:00", "0:00" }, { 0, "00:00", "0:00" }, { 21, "00:21", "0:21" }, { 401, "06:41", "6:41" },
    { 3599, "59:59", "59:59" }, { 3600, "1:00:00", "1:00:00" }, { 3725, "1:02:05", "1:02:05" },
  };
  g_autofree char *mean = th_text_mean (112.2);
  g_autofree char *seven = th_text_window ("7");
  g_autofree char *hall = th_text_window ("A1");
  g_autofree char *date = th_text_date (20260420);
  g_autofree char *full = th_text_full_date (20260420);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *timer = th_text_timer (cases[i].s);
      g_autofree char *brief = th_text_short (cases[i].s);
      g_assert_cmpstr (timer, ==, cases[i].timer);
      g_assert_cmpstr (brief, ==, cases[i].brief);
    }
  g_assert_cmpstr (mean, ==, "1.87");
  g_assert_cmpstr (seven, ==, "07");
  g_assert_cmpstr (hall, ==, "A1");
  g_assert_cmpstr (date, ==, "April 20");
  g_assert_cmpstr (full, ==, "Mon April 20 2026");
}

static void
test_members (void)
{
  g_autoptr(JsonNode) node = json_from_string ("{\"t\":\"x\",\"n\":null,\"i\":3,\"d\":1.5,\"b\":true,\"a\":[{},1],"
                                               "\"staff_zh\":\"周岚\",\"staff_en\":\"Zhou Lan\",\"q_zh\":\"税\"}", NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (th_member_text (object, "t"), ==, "x");
  g_assert_null (th_member_text (object, "n"));
  g_assert_null (th_member_text (object, "i"));
  g_assert_null (th_member_text (NULL, "t"));
  g_assert_cmpint (th_member_int (object, "i", -1), ==, 3);
  g_assert_cmpint (th_member_int (object, "n", -1), ==, -1);
  g_assert_cmpfloat (th_member_double (object, "d", 0), ==, 1.5);
  g_assert_cmpfloat (th_member_double (object, "missing", 7), ==, 7);
  g_assert_true (th_member_bool (object, "b"));
  g_assert_false (th_member_bool (object, "n"));
  g_assert_false (th_member_has (object, "n"));
  g_assert_nonnull (th_member_element (th_member_array (object, "a"), 0));
  g_assert_null (th_member_element (th_member_array (object, "a"), 1));
  g_assert_null (th_member_element (th_member_array (object, "a"), 2));
  g_assert_cmpstr (th_member_local (object, "staff"), ==, "Zhou Lan");
  g_assert_cmpstr (th_member_local (object, "q"), ==, "税");
}

/* --- Theme --- */

static void
count_cb (gpointer source, guint *n)
{
  (*n)++;
}

static void
test_theme (void)
{
  ThTheme *theme = th_theme_get ();
  guint changes = 0;
  gulong id = g_signal_connect (theme, "changed", G_CALLBACK (count_cb), &changes);
  GdkRGBA light;

  th_theme_set_scheme (theme, TH_SCHEME_LIGHT);
  light = *th_theme_color ("ink");
  g_assert_false (th_theme_is_dark (theme));
  th_theme_set_scheme (theme, TH_SCHEME_DARK);
  g_assert_true (th_theme_is_dark (theme));
  g_assert_false (gdk_rgba_equal (&light, th_theme_color ("ink")));
  th_theme_set_scheme (theme, TH_SCHEME_DARK);
  g_assert_cmpuint (changes, ==, 1);
  th_theme_set_scheme (theme, TH_SCHEME_LIGHT);
  g_assert_true (gdk_rgba_equal (&light, th_theme_color ("ink")));
  g_signal_handler_disconnect (theme, id);
}

/* --- Floor --- */

typedef struct { guint calls, position, removed, added; } Change;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, Change *change)
{
  *change = (Change) { change->calls + 1, position, removed, added };
}

static void
update_floor (ThFloorModel *model, const char *json)
{
  g_autoptr(JsonNode) node = json_from_string (json, NULL);

  th_floor_model_update (model, json_node_get_array (node));
}

static void
test_floor_model (void)
{
  g_autoptr(ThFloorModel) model = th_floor_model_new ();
  g_autoptr(ThFloorItem) first = NULL;
  Change change = { 0 };
  guint told = 0;

  g_signal_connect (model, "items-changed", G_CALLBACK (changed_cb), &change);
  update_floor (model, "[{\"no\":\"1\"},{\"no\":\"2\"},{\"no\":\"3\"}]");
  g_assert_cmpuint (change.added, ==, 3);
  first = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_signal_connect (first, "changed", G_CALLBACK (count_cb), &told);

  /* The same again tells nothing; another state tells the item only. */
  update_floor (model, "[{\"no\":\"1\"},{\"no\":\"2\"},{\"no\":\"3\"}]");
  g_assert_cmpuint (change.calls, ==, 1);
  g_assert_cmpuint (told, ==, 0);
  update_floor (model, "[{\"no\":\"1\",\"state\":\"open\"},{\"no\":\"2\"},{\"no\":\"3\"}]");
  g_assert_cmpuint (change.calls, ==, 1);
  g_assert_cmpuint (told, ==, 1);

  /* A window in the middle that goes is one row out, and nothing else. */
  update_floor (model, "[{\"no\":\"1\",\"state\":\"open\"},{\"no\":\"3\"}]");
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.added, ==, 0);
  update_floor (model, "[]");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/parts/plate", test_plate);
  g_test_add_func ("/parts/dots", test_dots);
  g_test_add_func ("/parts/meter", test_meter);
  g_test_add_func ("/parts/state-sign", test_state_sign);
  g_test_add_func ("/parts/duty-editor", test_duty_editor);
  g_test_add_func ("/parts/figure", test_figure);
  g_test_add_func ("/parts/text", test_text);
  g_test_add_func ("/parts/members", test_members);
  g_test_add_func ("/parts/theme", test_theme);
  g_test_add_func ("/parts/floor-model", test_floor_model);
  return g_test_run ();
}
