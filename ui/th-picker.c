/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One search for all that a clerk picks by heart: matters, queues, windows.
 *
 * The hands stay on the entry: typing filters, the arrows walk, Enter picks.
 * The lists are some sixty rows, so a list box with a filter is enough. */

#include "th-picker.h"

#include <glib/gi18n.h>

#include "th-queue-letter.h"
#include "th-search-key.h"

struct _ThPicker
{
  GtkWidget          parent_instance;

  GtkSearchEntry    *entry;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;

  GPtrArray         *items;
  gboolean           multiple;
  gboolean           walked;     /* a row was chosen with the arrows */
};

typedef struct
{
  ThPickItem  *item;
  ThSearchKey *key;
  GtkWidget   *check;     /* NULL unless several can be picked */
  guint        score;
  guint        place;
} Row;

G_DEFINE_TYPE (ThPicker, th_picker, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_MULTIPLE,
  PROP_LABEL,
  N_PROPS
};

enum
{
  PICKED,
  CONFIRMED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->item);
  th_search_key_free (row->key);
  g_free (row);
}

static Row *
row_of (GtkListBoxRow *widget)
{
  return g_object_get_data (G_OBJECT (widget), "pick");
}

static gboolean
row_visible (GtkListBoxRow *widget, gpointer data)
{
  return row_of (widget)->score > 0;
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  Row *one = row_of (a);
  Row *two = row_of (b);

  if (one->score != two->score)
    return one->score > two->score ? -1 : 1;

  return one->place < two->place ? -1 : one->place > two->place;
}

/* The first visible row from @from on, in direction @step. */
static GtkListBoxRow *
visible_from (ThPicker *self, int from, int step)
{
  GtkListBoxRow *row;

  for (int i = from; i >= 0 && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i += step)
    if (row_of (row)->score > 0)
      return row;

  return NULL;
}

/* Scrolls without moving the focus, which stays in the entry. */
static void
show_row (ThPicker *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
choose (ThPicker *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  show_row (self, row);
}

static void
query_changed_cb (ThPicker *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      Row *r = row_of (row);

      r->score = th_search_key_score (r->key, query, NULL);
    }

  gtk_list_box_invalidate_sort (self->list);
  gtk_list_box_invalidate_filter (self->list);
  self->walked = FALSE;

  if (*query != '\0')
    choose (self, visible_from (self, 0, 1));
  else
    gtk_list_box_unselect_all (self->list);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
pick (ThPicker *self, ThPickItem *item)
{
  g_autoptr (ThPickItem) kept = g_object_ref (item);

  th_picker_clear (self);
  g_signal_emit (self, signals[PICKED], 0, kept);
}

static void
entry_activate_cb (ThPicker *self)
{
  ThPickItem *chosen = th_picker_get_chosen (self);

  if (chosen != NULL)
    pick (self, chosen);
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    g_signal_emit (self, signals[CONFIRMED], 0);
}

static void
stop_search_cb (ThPicker *self)
{
  /* The first Escape empties the entry, the second is for whatever is around. */
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    th_picker_clear (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "page.dismiss", NULL);
}

static void
row_activated_cb (ThPicker *self, GtkListBoxRow *row)
{
  pick (self, row_of (row)->item);
}

static void
walk (ThPicker *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    row = visible_from (self, gtk_list_box_row_get_index (row) + step, step);
  else if (step > 0)
    row = visible_from (self, 0, 1);

  self->walked = self->walked || row != NULL;
  choose (self, row);
}

static gboolean
key_pressed_cb (ThPicker *self, guint keyval, guint keycode, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      walk (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      walk (self, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static GtkWidget *
build_words (ThPickItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (th_pick_item_name (item));
  g_autofree char *under = NULL;

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), name);

  if (item->kind == TH_PICK_QUEUE)
    gtk_widget_add_css_class (name, "strong");
  else if (item->detail != NULL)
    under = g_strdup_printf ("%s\u2003%s", item->code, item->detail);
  else
    under = g_strdup (item->code);

  if (under != NULL)
    {
      GtkWidget *label = gtk_label_new (under);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), label);
    }

  return box;
}

static void
append_row (ThPicker *self, ThPickItem *item, guint place)
{
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  Row *row = g_new0 (Row, 1);
  g_autofree char *spoken = g_strdup_printf ("%s %s", item->code, th_pick_item_name (item));

  row->item = g_object_ref (item);
  row->key = th_search_key_new (item->code, item->zh, item->en);
  row->score = 1;
  row->place = place;

  if (item->kind == TH_PICK_QUEUE)
    {
      GtkWidget *letter = th_queue_letter_new (item->code);

      gtk_widget_add_css_class (letter, "large");
      gtk_widget_set_valign (letter, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), letter);
    }

  gtk_box_append (GTK_BOX (box), build_words (item));

  if (self->multiple)
    {
      row->check = gtk_image_new ();
      gtk_widget_set_valign (row->check, GTK_ALIGN_CENTER);
      gtk_widget_set_css_classes (row->check, (const char *[]) { "tick", "open", NULL });
      gtk_box_prepend (GTK_BOX (box), row->check);
    }

  gtk_widget_add_css_class (box, "pick-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  g_object_set_data_full (G_OBJECT (widget), "pick", row, row_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (item->kind == TH_PICK_QUEUE)
    gtk_widget_add_css_class (widget, "queue-head");
  gtk_list_box_append (self->list, widget);
}

static void
th_picker_dispose (GObject *object)
{
  ThPicker *self = TH_PICKER (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (th_picker_parent_class)->dispose (object);
}

static void
th_picker_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThPicker *self = TH_PICKER (object);

  switch (id)
    {
    case PROP_MULTIPLE:
      g_value_set_boolean (value, self->multiple);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
th_picker_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThPicker *self = TH_PICKER (object);

  switch (id)
    {
    case PROP_MULTIPLE:
      self->multiple = g_value_get_boolean (value);
      break;
    case PROP_LABEL:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
th_picker_class_init (ThPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = th_picker_dispose;
  object_class->get_property = th_picker_get_property;
  object_class->set_property = th_picker_set_property;

  properties[PROP_MULTIPLE] = g_param_spec_boolean ("multiple", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PICKED] = g_signal_new ("picked", TH_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, TH_TYPE_PICK_ITEM);
  signals[CONFIRMED] = g_signal_new ("confirmed", TH_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, ThPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, ThPicker, scroller);
  gtk_widget_class_bind_template_child (widget_class, ThPicker, list);
  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
th_picker_init (ThPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, row_visible, NULL, NULL);
  gtk_list_box_set_sort_func (self->list, compare_rows, NULL, NULL);
}

/**
 * th_picker_set_items:
 * @items: (element-type ThPickItem): what can be picked, in order
 *
 * Replaces the list; nothing is checked afterwards.
 */
void
th_picker_set_items (ThPicker *self, GPtrArray *items)
{
  GtkListBoxRow *row;

  g_return_if_fail (TH_IS_PICKER (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = g_ptr_array_ref (items);
  for (guint i = 0; i < items->len; i++)
    append_row (self, g_ptr_array_index (items, i), i);
}

static void
set_row_checked (GtkListBoxRow *widget, gboolean checked)
{
  Row *row = row_of (widget);

  if (row->check == NULL)
    return;

  gtk_image_set_from_icon_name (GTK_IMAGE (row->check), checked ? "th-check-symbolic" : NULL);
  gtk_widget_set_css_classes (row->check, (const char *[]) { "tick", checked ? "done" : "open", NULL });
}

void
th_picker_set_checked (ThPicker *self, ThPickItem *item, gboolean checked)
{
  GtkListBoxRow *row;

  g_return_if_fail (TH_IS_PICKER (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (row_of (row)->item == item)
      set_row_checked (row, checked);
}

void
th_picker_uncheck_all (ThPicker *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (TH_IS_PICKER (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    set_row_checked (row, FALSE);
}

void
th_picker_clear (ThPicker *self)
{
  g_return_if_fail (TH_IS_PICKER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_list_box_unselect_all (self->list);
  self->walked = FALSE;
}

gboolean
th_picker_focus (ThPicker *self)
{
  g_return_val_if_fail (TH_IS_PICKER (self), FALSE);

  return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * th_picker_get_chosen:
 *
 * The item that Enter would pick: the best match of what is typed, or the row
 * walked to.
 *
 * Returns: (transfer none) (nullable)
 */
ThPickItem *
th_picker_get_chosen (ThPicker *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (TH_IS_PICKER (self), NULL);

  row = gtk_list_box_get_selected_row (self->list);
  if (row == NULL || (!self->walked && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0'))
    return NULL;

  return row_of (row)->item;
}
