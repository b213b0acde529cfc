/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The staff window: header, sidebar, and one page at a time. A page is made
 * when it is first visited, so that the first frame pays for one page only. */

#include "th-staff-window.h"

#include <glib/gi18n.h>

#include "th-page.h"
#include "th-pages.h"

struct _ThStaffWindow
{
  GtkApplicationWindow parent_instance;
  ThSession  *session;
  GtkWidget  *header, *sidebar, *page_list, *stack;
  ThBanner   *banner;
  ThToast    *toast;
  gboolean    compact;
};

G_DEFINE_FINAL_TYPE (ThStaffWindow, th_staff_window, GTK_TYPE_APPLICATION_WINDOW)

enum { PROP_0, PROP_SESSION, PROP_COMPACT, N_PROPS };
static GParamSpec *props[N_PROPS];

static GtkWidget *
make_row (const ThPageSpec *spec)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, "name", spec->id, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _(spec->title), "xalign", 0.0, NULL);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (spec->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(spec->title), -1);
  return row;
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, ThStaffWindow *self)
{
  if (row != NULL)
    th_staff_window_show_page (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
th_staff_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThStaffWindow *self = TH_STAFF_WINDOW (object);

  if (id == PROP_SESSION)
    g_value_set_object (value, self->session);
  else
    g_value_set_boolean (value, self->compact);
}

static void
th_staff_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThStaffWindow *self = TH_STAFF_WINDOW (object);

  if (id == PROP_SESSION)
    self->session = g_value_dup_object (value);
}

static void
th_staff_window_dispose (GObject *object)
{
  ThStaffWindow *self = TH_STAFF_WINDOW (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (th_staff_window_parent_class)->dispose (object);
}

static void
th_staff_window_class_init (ThStaffWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = th_staff_window_get_property;
  object_class->set_property = th_staff_window_set_property;
  object_class->dispose = th_staff_window_dispose;

  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, TH_TYPE_SESSION,
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (TH_TYPE_BANNER);
  g_type_ensure (TH_TYPE_TOAST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-staff-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, header);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, page_list);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, toast);
}

static void
th_staff_window_init (ThStaffWindow *self)
{
  const ThPageSpec *pages;
  guint n;

  gtk_widget_init_template (GTK_WIDGET (self));
  pages = th_pages_get (&n);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->page_list), make_row (&pages[i]));
  g_signal_connect (self->page_list, "row-selected", G_CALLBACK (row_selected_cb), self);
}

/**
 * th_staff_window_new:
 * @application: the application
 * @session: whose desk the pages ask
 */
ThStaffWindow *
th_staff_window_new (GtkApplication *application, ThSession *session)
{
  return g_object_new (TH_TYPE_STAFF_WINDOW, "application", application, "session", session, NULL);
}

/**
 * th_staff_window_get_page:
 * @id: the name of a page
 *
 * Returns: (transfer none) (nullable): the page, made now if it was not yet;
 *   NULL when there is none of this name
 */
GtkWidget *
th_staff_window_get_page (ThStaffWindow *self, const char *id)
{
  const ThPageSpec *spec = th_pages_find (id);
  GtkWidget *page;

  g_return_val_if_fail (TH_IS_STAFF_WINDOW (self), NULL);
  if (spec == NULL)
    return NULL;
  page = gtk_stack_get_child_by_name (GTK_STACK (self->stack), id);
  if (page == NULL)
    {
      page = g_object_new (spec->type (), "session", self->session, NULL);
      gtk_stack_add_named (GTK_STACK (self->stack), page, id);
    }
  return page;
}

/**
 * th_staff_window_show_page:
 * @id: the name of a page
 *
 * Returns: whether there is one of this name
 */
gboolean
th_staff_window_show_page (ThStaffWindow *self, const char *id)
{
  GtkWidget *page = th_staff_window_get_page (self, id);

  if (page == NULL)
    return FALSE;
  gtk_stack_set_visible_child (GTK_STACK (self->stack), page);
  return TRUE;
}

/**
 * th_staff_window_get_compact:
 *
 * Returns: whether the window is too small for the full layout
 */
gboolean
th_staff_window_get_compact (ThStaffWindow *self)
{
  g_return_val_if_fail (TH_IS_STAFF_WINDOW (self), FALSE);
  return self->compact;
}

/**
 * th_staff_window_get_banner:
 *
 * Returns: (transfer none): the error under the header
 */
ThBanner *
th_staff_window_get_banner (ThStaffWindow *self)
{
  g_return_val_if_fail (TH_IS_STAFF_WINDOW (self), NULL);
  return self->banner;
}

/**
 * th_staff_window_get_toast:
 *
 * Returns: (transfer none): the confirmation at the foot
 */
ThToast *
th_staff_window_get_toast (ThStaffWindow *self)
{
  g_return_val_if_fail (TH_IS_STAFF_WINDOW (self), NULL);
  return self->toast;
}
