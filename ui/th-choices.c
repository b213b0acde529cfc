/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Choices of the screen live in a small file of their own, not in the store:
 * they belong to the person at this computer, and the language is needed
 * before anything else is. */

#include "th-choices.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#define GROUP "screen"

/* GNU gettext looks catalogues up again when this changes. */
extern int _nl_msg_cat_cntr;

static char *
path (void)
{
  return g_build_filename (g_get_user_config_dir (), "tidehall", "tidehall.ini", NULL);
}

static GKeyFile *
load (void)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *name = path ();

  /* No file, or one that cannot be read, means nothing was chosen. */
  g_key_file_load_from_file (file, name, G_KEY_FILE_KEEP_COMMENTS, NULL);
  return file;
}

/* The language the environment asks for, even where the system has no such
 * locale, as on a machine installed without any. */
static const char *
environment_language (void)
{
  static const char *const names[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = g_getenv (names[i]);
      if (value != NULL && *value != '\0')
        return g_str_has_prefix (value, "zh") ? "zh_CN" : "en";
    }
  return "en";
}

/**
 * th_choices_get:
 * @key: TH_CHOICE_LANGUAGE or TH_CHOICE_SCHEME
 *
 * Returns: (transfer full) (nullable): what was chosen, NULL when nothing was
 */
char *
th_choices_get (const char *key)
{
  g_autoptr(GKeyFile) file = load ();

  return g_key_file_get_string (file, GROUP, key, NULL);
}

/**
 * th_choices_set:
 * @key: TH_CHOICE_LANGUAGE or TH_CHOICE_SCHEME
 * @value: (nullable): the choice; NULL forgets it
 *
 * Returns: FALSE with @error set when the file cannot be written
 */
gboolean
th_choices_set (const char *key, const char *value, GError **error)
{
  g_autoptr(GKeyFile) file = load ();
  g_autofree char *name = path ();
  g_autofree char *folder = g_path_get_dirname (name);

  if (value != NULL)
    g_key_file_set_string (file, GROUP, key, value);
  else
    g_key_file_remove_key (file, GROUP, key, NULL);
  g_mkdir_with_parents (folder, 0700);
  return g_key_file_save_to_file (file, name, error);
}

/**
 * th_choices_speak:
 * @language: (nullable): "zh_CN" or "en"; NULL for the choice, else the environment
 */
void
th_choices_speak (const char *language)
{
  static char *environment = NULL;
  g_autofree char *chosen = language == NULL ? th_choices_get (TH_CHOICE_LANGUAGE) : NULL;

  /* LANGUAGE is overwritten below, so what it said at first is kept. */
  if (environment == NULL)
    environment = g_strdup (environment_language ());
  if (language == NULL)
    language = chosen != NULL ? chosen : environment;
  g_setenv ("LANGUAGE", language, TRUE);
  if (setlocale (LC_ALL, "") == NULL || strcmp (setlocale (LC_MESSAGES, NULL), "C") == 0 ||
      strcmp (setlocale (LC_MESSAGES, NULL), "POSIX") == 0)
    {
      /* Without a locale gettext would not look at LANGUAGE at all; and GTK
       * must not set the locale of the environment again. */
      setlocale (LC_ALL, "C.UTF-8");
    }
  _nl_msg_cat_cntr++;
}
