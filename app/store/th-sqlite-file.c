/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The file of a store, before SQLite opens it: made for its owner alone, and
 * never on a disk that two machines share. */

#include "th-sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* Whether files of this kind of file system lie on another machine, where
 * locks and shared memory cannot be trusted. */
gboolean
th_sqlite_is_remote (const char *file_system)
{
  static const char *const remote[] = {
    "9p", "afs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone",
    "fuse.s3fs", "fuse.sshfs", "fuse.curlftpfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4",
    "ocfs2", "orangefs", "smb3", "smbfs", "vboxsf", NULL
  };

  return g_strv_contains (remote, file_system);
}

/* The kind of the file system that holds @path: (transfer full), or NULL. */
static char *
file_system_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  struct stat status;
  char *found = NULL;

  if (stat (folder, &status) != 0 || !g_file_get_contents ("/proc/self/mountinfo", &text, NULL, NULL))
    return NULL;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint major, minor;
      const char *tail = strstr (lines[i], " - ");

      if (tail == NULL || sscanf (lines[i], "%*u %*u %u:%u", &major, &minor) != 2)
        continue;
      if (makedev (major, minor) != status.st_dev)
        continue;
      g_free (found);
      found = g_strndup (tail + 3, strcspn (tail + 3, " "));
    }
  return found;
}

/**
 * th_sqlite_is_shut:
 *
 * Returns: whether @path is there, but it or its folder cannot be written by
 *   this process: a disk that is read-only, files of somebody else
 */
gboolean
th_sqlite_is_shut (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (path, F_OK) == 0 && (g_access (path, W_OK) != 0 || g_access (folder, W_OK) != 0);
}

/**
 * th_sqlite_unchanging_uri:
 *
 * Returns: (transfer full): how SQLite is told that nobody changes @path
 */
char *
th_sqlite_unchanging_uri (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);

  return g_strconcat (uri, "?immutable=1", NULL);
}

/* Whether a file begins as every database does. SQLite takes one that is too
 * short for a new one, and would write over what is left of it. */
static gboolean
has_head (int fd)
{
  static const char head[16] = "SQLite format 3";
  char begin[100];

  return read (fd, begin, sizeof begin) == sizeof begin && memcmp (begin, head, sizeof head) == 0;
}

/**
 * th_sqlite_create_file:
 *
 * Makes the folder of @path and an empty file that only its owner may read.
 * Errors: STORE_REMOTE on a network file system, STORE_READ_ONLY,
 * STORE_FULL, STORE_DAMAGED when it is no database, FAILED.
 */
gboolean
th_sqlite_create_file (const char *path,
                       GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *kind = NULL;
  struct stat status;
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, TH_ERROR, errno == EACCES || errno == EROFS ? TH_ERROR_STORE_READ_ONLY : TH_ERROR_FAILED,
                   _("The folder %s cannot be made: %s. Choose another place with --store."), folder, g_strerror (errno));
      return FALSE;
    }
  kind = file_system_of (path);
  if (kind != NULL && th_sqlite_is_remote (kind))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_STORE_REMOTE,
                   _("The store %s lies on a network file system (%s), where two machines could spoil it. Choose a folder on a disk of this machine."),
                   path, kind);
      return FALSE;
    }

  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      gboolean folder_itself = errno == EISDIR;
      int code = errno == EACCES || errno == EROFS || errno == EPERM ? TH_ERROR_STORE_READ_ONLY
                 : errno == ENOSPC || errno == EDQUOT ? TH_ERROR_STORE_FULL : TH_ERROR_FAILED;

      g_set_error (error, TH_ERROR, code,
                   folder_itself ? _("The store %s cannot be written: %s. Choose another place with --store.")
                                 : _("The store %s cannot be written: %s. Check who owns the file and its folder."), path, g_strerror (errno));
      return FALSE;
    }
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_size > 0 && !has_head (fd))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_STORE_DAMAGED,
                   _("The store %s is damaged (%s). Leave it as it is and restore the latest backup."), path, _("file is not a database"));
      close (fd);
      return FALSE;
    }
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_FAILED, _("%s is no file. Choose another place with --store."), path);
      close (fd);
      return FALSE;
    }
  close (fd);
  return TRUE;
}
