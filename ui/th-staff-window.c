/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The staff window: header, sidebar, and one page at a time. A page is made
 * when it is first visited, so that the first frame pays for one page only. */

#include "th-staff-window-private.h"

#include <glib/gi18n.h>

#include "th-feed.h"
#include "th-key-guard.h"
#include "th-page.h"
#include "th-pages.h"
#include "th-text.h"
#include "th-ticket-popover.h"

G_DEFINE_FINAL_TYPE (ThStaffWindow, th_staff_window, GTK_TYPE_APPLICATION_WINDOW)

enum { PROP_0, PROP_SESSION, PROP_COMPACT, PROP_TALL, N_PROPS };
static GParamSpec *props[N_PROPS];

/* Below the first size the window is compact, above the second it is not; in
 * between it stays what it is, so that a window on the edge does not flicker. */
#define COMPACT_WIDTH 1180
#define COMPACT_HEIGHT 760
#define ROOMY_WIDTH 1200
#define ROOMY_HEIGHT 780

/* From this height on there is room for more than the design of 800. */
#define TALL_HEIGHT 980

#define LOADING_MS 300

static void
update_sidebar (ThStaffWindow *self)
{
  const ThPageSpec *spec = th_pages_find (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)));

  th_sidebar_set_narrow (self->sidebar, self->compact || (spec != NULL && spec->narrow));
  if (spec != NULL)
    th_sidebar_set_page (self->sidebar, spec->id);
}

static void
set_compact (ThStaffWindow *self, gboolean compact)
{
  if (self->compact == compact)
    return;
  self->compact = compact;
  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
  gtk_widget_set_visible (self->hall_name, !compact);
  gtk_widget_set_visible (self->app_name, !compact);
  th_status_set_compact (self->status, compact);
  th_search_set_compact (self->search, compact);
  update_sidebar (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPACT]);
}

/* Larger text fills a window as a smaller window does. */
static double
text_scale (void)
{
  int dpi = -1;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / (96.0 * 1024) : 1;
}

/* Told by the surface before the window is laid out, so that one layout of
 * the right kind follows and not two. */
static void
layout_cb (GdkSurface *surface, int width, int height, ThStaffWindow *self)
{
  double text = text_scale ();

  if (width < COMPACT_WIDTH * text || height < COMPACT_HEIGHT * text)
    set_compact (self, TRUE);
  else if (width >= ROOMY_WIDTH * text && height >= ROOMY_HEIGHT * text)
    set_compact (self, FALSE);
  if (self->tall != (height >= TALL_HEIGHT))
    {
      self->tall = !self->tall;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TALL]);
    }
}

static void
update_hall (ThStaffWindow *self)
{
  JsonObject *hall = th_member_object (th_session_get_hall (self->session), "hall");
  const char *name = th_member_local (hall, "");

  gtk_label_set_label (GTK_LABEL (self->hall_name), name != NULL ? name : "");
}

static void
update_stale (ThStaffWindow *self)
{
  gboolean stale = FALSE;

  g_object_get (self->session, "stale", &stale, NULL);
  if (stale)
    gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
}

static gboolean
loading_cb (gpointer data)
{
  ThStaffWindow *self = data;

  self->loading = 0;
  gtk_widget_add_css_class (self->progress, "busy");
  return G_SOURCE_REMOVE;
}

static void
loaded_cb (ThStaffWindow *self)
{
  g_clear_handle_id (&self->loading, g_source_remove);
  gtk_widget_remove_css_class (self->progress, "busy");
}

static void
update_opening (ThStaffWindow *self)
{
  const GError *error = th_session_get_failure (self->session);

  if (error == NULL)
    {
      th_banner_close (self->banner);
      return;
    }
  loaded_cb (self);
  th_banner_show (self->banner, GTK_WIDGET (self), error->message, _("Try again"), "app.open");
}

static void
sidebar_cb (ThStaffWindow *self, const char *id)
{
  th_staff_window_show_page (self, id);
}

/* The page in view is asked first; then those it may concern. */
static void
search_cb (ThStaffWindow *self, const char *what, const char *id)
{
  const ThPageSpec *pages;
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (self->stack));
  guint n;

  if (TH_IS_PAGE (page) && th_page_reveal (TH_PAGE (page), what, id))
    return;
  pages = th_pages_get (&n);
  for (guint i = 0; i < n; i++)
    {
      page = th_staff_window_get_page (self, pages[i].id);
      if (!TH_IS_PAGE (page) || TH_PAGE_GET_IFACE (page)->reveal == NULL)
        continue;
      if (th_page_reveal (TH_PAGE (page), what, id))
        {
          th_staff_window_show_page (self, pages[i].id);
          return;
        }
    }
  if (g_str_equal (what, "ticket"))
    th_ticket_popover_present (GTK_WIDGET (self->search), self->session, id);
}

/* A menu has many widgets; it is made when it is first opened. */
static void
menu_cb (GtkMenuButton *button, gpointer data)
{
  gtk_menu_button_set_create_popup_func (button, NULL, NULL, NULL);
  gtk_menu_button_set_menu_model (button, TH_STAFF_WINDOW (data)->menu);
}

static void
th_staff_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (th_staff_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout",
                           G_CALLBACK (layout_cb), widget, 0);
}

static void
th_staff_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ThStaffWindow *self = TH_STAFF_WINDOW (object);

  if (id == PROP_SESSION)
    g_value_set_object (value, self->session);
  else
    g_value_set_boolean (value, id == PROP_TALL ? self->tall : self->compact);
}

static void
th_staff_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ThStaffWindow *self = TH_STAFF_WINDOW (object);

  if (id == PROP_SESSION)
    self->session = g_value_dup_object (value);
}

static void
th_staff_window_constructed (GObject *object)
{
  ThStaffWindow *self = TH_STAFF_WINDOW (object);
  ThFeed *floor;

  G_OBJECT_CLASS (th_staff_window_parent_class)->constructed (object);
  floor = th_session_get_floor (self->session);
  th_sidebar_set_session (self->sidebar, self->session);
  th_search_set_session (self->search, self->session);
  th_status_set_session (self->status, self->session);
  g_signal_connect_object (self->session, "notify::hall", G_CALLBACK (update_hall), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::stale", G_CALLBACK (update_stale), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (update_opening), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "opened", G_CALLBACK (update_opening), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (floor, "updated", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  if (th_feed_get_answer (floor) == NULL)
    self->loading = g_timeout_add (LOADING_MS, loading_cb, self);
  update_hall (self);
  update_opening (self);
}

static void
th_staff_window_dispose (GObject *object)
{
  ThStaffWindow *self = TH_STAFF_WINDOW (object);

  g_clear_handle_id (&self->loading, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), TH_TYPE_STAFF_WINDOW);
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
  object_class->constructed = th_staff_window_constructed;
  object_class->dispose = th_staff_window_dispose;
  widget_class->realize = th_staff_window_realize;

  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, TH_TYPE_SESSION,
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_TALL] = g_param_spec_boolean ("tall", NULL, NULL, FALSE,
    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (TH_TYPE_BANNER);
  g_type_ensure (TH_TYPE_SEARCH);
  g_type_ensure (TH_TYPE_SIDEBAR);
  g_type_ensure (TH_TYPE_STATUS);
  g_type_ensure (TH_TYPE_TOAST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tidehall/Tidehall/ui/th-staff-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, hall_name);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, app_name);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, search);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, status);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, ThStaffWindow, toast);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  th_staff_window_install_actions (widget_class);
}

static void
th_staff_window_init (ThStaffWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu_button), menu_cb, self, NULL);
  th_key_guard_attach (GTK_WIDGET (self));
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
 * @id: (nullable): the name of a page
 *
 * Shows the page and puts the keyboard where work on it begins.
 *
 * Returns: whether there is one of this name
 */
gboolean
th_staff_window_show_page (ThStaffWindow *self, const char *id)
{
  GtkWidget *page = th_staff_window_get_page (self, id);

  if (page == NULL)
    return FALSE;
  if (gtk_stack_get_visible_child (GTK_STACK (self->stack)) != page)
    th_banner_close (self->banner);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), page);
  update_sidebar (self);
  if (TH_IS_PAGE (page))
    th_page_focus_start (TH_PAGE (page));
  return TRUE;
}

/**
 * th_staff_window_get_page_id:
 *
 * Returns: (transfer none) (nullable): the name of the page that is seen
 */
const char *
th_staff_window_get_page_id (ThStaffWindow *self)
{
  g_return_val_if_fail (TH_IS_STAFF_WINDOW (self), NULL);
  return gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
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
