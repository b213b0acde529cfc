/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The toolkit of this age knows the dark preference only from its own
 * settings file; desktops tell it through the portal. Nothing here waits: a
 * desktop that has no portal, or a slow one, costs nothing. */

#include "th-portal.h"

#define PORTAL "org.freedesktop.portal.Desktop"
#define PATH "/org/freedesktop/portal/desktop"
#define SETTINGS "org.freedesktop.portal.Settings"
#define SPACE "org.freedesktop.appearance"
#define KEY "color-scheme"

/* The value of the portal that means dark; 0 is no preference, 2 is light. */
#define PREFER_DARK 1

typedef struct
{
  ThPortalDark dark;
  gpointer     data;
} Watch;

/* The portal wraps the number in one or two variants, by its version. */
static void
take (Watch *watch, GVariant *value)
{
  g_autoptr(GVariant) inner = g_variant_ref (value);

  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *unwrapped = g_variant_get_variant (inner);
      g_variant_unref (inner);
      inner = unwrapped;
    }
  if (g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    watch->dark (g_variant_get_uint32 (inner) == PREFER_DARK, watch->data);
}

static void
changed_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
            GVariant *parameters, gpointer data)
{
  const char *space, *key;
  g_autoptr(GVariant) value = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&sv)", &space, &key, &value);
  if (g_str_equal (space, SPACE) && g_str_equal (key, KEY))
    take (data, value);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr(GVariant) value = answer != NULL ? g_variant_get_child_value (answer, 0) : NULL;

  if (value != NULL)
    take (data, value);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL)
    return;
  g_dbus_connection_signal_subscribe (bus, PORTAL, SETTINGS, "SettingChanged", PATH, SPACE, G_DBUS_SIGNAL_FLAGS_NONE,
                                      changed_cb, data, NULL);
  g_dbus_connection_call (bus, PORTAL, PATH, SETTINGS, "Read", g_variant_new ("(ss)", SPACE, KEY),
                          G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, read_cb, data);
}

/**
 * th_portal_watch_dark:
 * @dark: called in the main context
 * @data: for @dark
 */
void
th_portal_watch_dark (ThPortalDark dark, gpointer data)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->dark = dark;
  watch->data = data;
  g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_cb, watch);
}
