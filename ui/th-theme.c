/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The theme. Colours are named in two lists, light.css and dark.css; the
 * structure uses the names. Swapping means loading the other list into the
 * same provider: nothing of the structure is read again. Widgets that draw by
 * hand ask for a colour by its name, so the lists stay the one source. */

#include "th-theme.h"

#include "th-portal.h"

#define STYLE "/org/tidehall/Tidehall/style/"

struct _ThTheme
{
  GObject         parent_instance;
  GtkCssProvider *colours, *structure;
  GHashTable     *table;        /* name -> GdkRGBA */
  ThScheme        scheme;
  gboolean        dark, system_dark, setting;
};

G_DEFINE_FINAL_TYPE (ThTheme, th_theme, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Reads "@define-color name #rrggbb;" lines; lines that name another colour
 * are for the toolkit's own parts and not asked for by name. */
static void
read_colours (ThTheme *self, const char *path)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto(GStrv) lines = NULL;

  g_assert (bytes != NULL);
  g_hash_table_remove_all (self->table);
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) words = NULL;
      GdkRGBA colour;

      if (!g_str_has_prefix (lines[i], "@define-color "))
        continue;
      words = g_strsplit (lines[i], " ", 3);
      if (words[2] == NULL)
        continue;
      g_strdelimit (words[2], ";", '\0');
      if (gdk_rgba_parse (&colour, words[2]))
        g_hash_table_insert (self->table, g_strdup (words[1]), g_memdup2 (&colour, sizeof colour));
    }
}

static void
load (ThTheme *self)
{
  const char *path = self->dark ? STYLE "dark.css" : STYLE "light.css";

  read_colours (self, path);
  gtk_css_provider_load_from_resource (self->colours, path);
}

static void
apply (ThTheme *self)
{
  GtkSettings *settings = gtk_settings_get_default ();
  gboolean dark = self->scheme == TH_SCHEME_DARK || (self->scheme == TH_SCHEME_SYSTEM && self->system_dark);
  gboolean now = FALSE;

  if (dark == self->dark && g_hash_table_size (self->table) > 0)
    return;
  self->dark = dark;
  load (self);
  /* Setting it makes the toolkit read its own theme again, even when it is
   * the same; that would cost a tenth of the first frame. */
  g_object_get (settings, "gtk-application-prefer-dark-theme", &now, NULL);
  if (now != dark)
    {
      self->setting = TRUE;
      g_object_set (settings, "gtk-application-prefer-dark-theme", dark, NULL);
      self->setting = FALSE;
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
desktop_cb (GtkSettings *settings, GParamSpec *pspec, ThTheme *self)
{
  if (self->setting)
    return;
  g_object_get (settings, "gtk-application-prefer-dark-theme", &self->system_dark, NULL);
  apply (self);
}

static void
portal_cb (gboolean dark, gpointer data)
{
  ThTheme *self = data;

  self->system_dark = dark;
  apply (self);
}

static void
th_theme_class_init (ThThemeClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", TH_TYPE_THEME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
th_theme_init (ThTheme *self)
{
  self->table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->colours = gtk_css_provider_new ();
  self->structure = gtk_css_provider_new ();
}

/* The root size of every rem; pt, so that the desktop's text scaling counts. */
static void
set_up (ThTheme *self)
{
  GdkDisplay *display = gdk_display_get_default ();
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-font-name", "Noto Sans CJK SC 10.5", NULL);
  g_object_get (settings, "gtk-application-prefer-dark-theme", &self->system_dark, NULL);
  g_signal_connect_object (settings, "notify::gtk-application-prefer-dark-theme", G_CALLBACK (desktop_cb), self, 0);
  th_portal_watch_dark (portal_cb, self);
  apply (self);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->colours),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_css_provider_load_from_resource (self->structure, STYLE "tidehall.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->structure),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/**
 * th_theme_get:
 *
 * Returns: (transfer none): the theme of this process; the first call, after
 *   the display is open, puts it in use
 */
ThTheme *
th_theme_get (void)
{
  static ThTheme *theme = NULL;

  if (theme == NULL)
    {
      theme = g_object_new (TH_TYPE_THEME, NULL);
      set_up (theme);
    }
  return theme;
}

/**
 * th_theme_set_scheme:
 * @scheme: light, dark, or what the desktop prefers
 */
void
th_theme_set_scheme (ThTheme *self, ThScheme scheme)
{
  g_return_if_fail (TH_IS_THEME (self));
  self->scheme = scheme;
  apply (self);
}

/**
 * th_theme_get_scheme:
 *
 * Returns: what was chosen, not what it comes to
 */
ThScheme
th_theme_get_scheme (ThTheme *self)
{
  g_return_val_if_fail (TH_IS_THEME (self), TH_SCHEME_SYSTEM);
  return self->scheme;
}

/**
 * th_theme_is_dark:
 *
 * Returns: whether the dark list is in use
 */
gboolean
th_theme_is_dark (ThTheme *self)
{
  g_return_val_if_fail (TH_IS_THEME (self), FALSE);
  return self->dark;
}

/**
 * th_theme_color:
 * @name: a name of the list of colours
 *
 * Returns: (transfer none): its colour now
 */
const GdkRGBA *
th_theme_color (const char *name)
{
  static const GdkRGBA none = { 0, 0, 0, 1 };
  const GdkRGBA *colour = g_hash_table_lookup (th_theme_get ()->table, name);

  g_return_val_if_fail (colour != NULL, &none);
  return colour;
}

/**
 * th_theme_watch:
 * @widget: a widget that draws by hand
 *
 * Draws it again whenever the colours are swapped, as long as it lives.
 */
void
th_theme_watch (GtkWidget *widget)
{
  g_signal_connect_object (th_theme_get (), "changed", G_CALLBACK (gtk_widget_queue_draw), widget, G_CONNECT_SWAPPED);
}
