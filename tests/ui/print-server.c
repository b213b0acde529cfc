/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: printing is tried on a real queue, without a printer and without the
 * machine's own print server ever hearing of it. */

#include "print-server.h"

#include <glib/gstdio.h>
#include <signal.h>

/* A print server of its own, with one queue that prints on nothing; its spool keeps what it was sent. */
static const char server_conf[] =
  "Listen @/socket\nDefaultAuthType None\nWebInterface No\nBrowsing No\n"
  "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
  "<Location /admin>\nOrder allow,deny\nAllow all\n</Location>\n"
  "<Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n</Limit>\n</Policy>\n";
static const char files_conf[] =
  "ServerRoot @\nRequestRoot @/spool\nCacheDir @/cache\nStateDir @/state\nTempDir @/tmp\n"
  "AccessLog @/access\nErrorLog @/error\nPageLog @/page\nFileDevice Yes\nPrintcap\n";

static void
write_conf (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_auto (GStrv) parts = g_strsplit (text, "@", -1);
  g_autofree char *whole = g_strjoinv (folder, parts);

  g_assert_true (g_file_set_contents (path, whole, -1, NULL));
}

static gboolean
run (const char *command)
{
  int status = -1;

  return g_spawn_command_line_sync (command, NULL, NULL, &status, NULL) && status == 0;
}

void
print_server_remove (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      print_server_remove (inner);
    }
  g_remove (path);
}

gpointer
print_server_stop (GSubprocess *server)
{
  g_subprocess_send_signal (server, SIGTERM);
  g_subprocess_wait (server, NULL, NULL);
  g_object_unref (server);

  return NULL;
}

GSubprocess *
print_server_start (const char *folder)
{
  static const char *const folders[] = { "spool", "cache", "state", "tmp" };
  g_autofree char *socket = g_build_filename (folder, "socket", NULL);
  g_autofree char *conf = g_build_filename (folder, "cupsd.conf", NULL);
  g_autofree char *files = g_build_filename (folder, "cups-files.conf", NULL);
  const char *queue = "lpadmin -p hall -E -v file:/dev/null -m raw";
  g_autofree char *program = g_find_program_in_path ("cupsd");
  g_autoptr (GSubprocess) server = NULL;

  if (program == NULL && g_file_test ("/usr/sbin/cupsd", G_FILE_TEST_IS_EXECUTABLE))
    program = g_strdup ("/usr/sbin/cupsd");
  if (program == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *inner = g_build_filename (folder, folders[i], NULL);

      g_assert_cmpint (g_mkdir (inner, 0755), ==, 0);
    }
  write_conf (folder, "cupsd.conf", server_conf);
  write_conf (folder, "cups-files.conf", files_conf);
  g_chmod (folder, 0755);
  g_setenv ("CUPS_SERVER", socket, TRUE);
  server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, program, "-f",
                             "-c", conf, "-s", files, NULL);
  for (int i = 0; server != NULL && i < 100 && !g_file_test (socket, G_FILE_TEST_EXISTS); i++)
    g_usleep (50000);
  if (server != NULL && (!run (queue) || !run ("lpadmin -d hall")))
    return print_server_stop (g_steal_pointer (&server));

  return g_steal_pointer (&server);
}
