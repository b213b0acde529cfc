/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The application's entry: language first, then the options, then the loop. */

#include <glib/gi18n.h>
#include <locale.h>

#include "th-application.h"
#include "th-choices.h"

/* The language must be known before the options are described, so it is
 * looked for by hand first. */
static const char *
early_language (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_str_has_prefix (argv[i], "--language="))
        return argv[i] + strlen ("--language=");
      if (g_str_equal (argv[i], "--language") && i + 1 < argc)
        return argv[i + 1];
    }
  return NULL;
}

/* Run from the build folder, translations are beside it, not installed. */
static void
bind_translations (void)
{
  g_autofree char *installed = g_build_filename (TH_LOCALE_DIR, "zh_CN", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
  gboolean from_build = g_file_test (TH_BUILD_LOCALE_DIR, G_FILE_TEST_IS_DIR) ||
                        !g_file_test (installed, G_FILE_TEST_EXISTS);

  bindtextdomain (GETTEXT_PACKAGE, from_build ? TH_BUILD_LOCALE_DIR : TH_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  ThOptions options = { NULL };
  g_autofree char *language = NULL;
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &options.store, N_("Open this store"), N_("PATH") },
    { "hall", 0, 0, G_OPTION_ARG_STRING, &options.hall, N_("Open this hall of the store"), N_("CODE") },
    { "board", 0, 0, G_OPTION_ARG_NONE, &options.board, N_("Show the public board only"), NULL },
    { "page", 0, 0, G_OPTION_ARG_STRING, &options.page, N_("Begin with this page"), N_("NAME") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_("Speak zh_CN or en"), N_("LANGUAGE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_("Print the version and leave"), NULL },
    { NULL }
  };
  g_autoptr(GOptionContext) context = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(ThApplication) application = NULL;

  bind_translations ();
  th_choices_speak (early_language (argc, argv));
  context = g_option_context_new (NULL);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Runs a government service hall."));
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (version)
    {
      g_print ("Tidehall %s\n", TH_VERSION);
      return 0;
    }
  gtk_disable_setlocale ();
  g_set_application_name (_("Tidehall"));
  application = th_application_new (&options);
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  /* A window of this store is open already: it is shown, with the page asked for. */
  if (g_application_get_is_remote (G_APPLICATION (application)) && options.page != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application), "page", g_variant_new_string (options.page));
  return g_application_run (G_APPLICATION (application), 1, argv);
}
