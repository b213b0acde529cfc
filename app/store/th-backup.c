/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Backups: a hot copy is written beside its final name, checked from the
 * first page to the last event, and only then given that name. What is there
 * under the name is never overwritten unasked, and never lost. */

#include "th-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "th-migrations.h"
#include "th-sqlite.h"

static gboolean
sync_path (const char *path,
           GError    **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (!ok)
    g_set_error (error, TH_ERROR, TH_ERROR_FAILED, _("%s could not be written to the disk: %s."), path, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return ok;
}

static gboolean
rename_durably (const char *from,
                const char *to,
                GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (g_rename (from, to) != 0)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_FAILED, _("%s could not be renamed to %s: %s."), from, to, g_strerror (errno));
      return FALSE;
    }
  return sync_path (folder, error);
}

/* Opens @path, which nobody else uses, and proves it whole. @name: what to
 * call it when it is not. */
static gboolean
prove (const char  *path,
       const char  *name,
       ThStoreProof proof,
       GError     **error)
{
  g_autoptr (ThDatabase) db = th_sqlite_open (path, TH_SQLITE_READ_ONLY, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  gboolean ok;

  if (db == NULL || !th_migrations_check (db, error) || !th_database_check (db, problems, error))
    return FALSE;
  if (th_sqlite_schema (db, NULL, NULL) == 0)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_FILE, _("%s is not a backup of Tidehall: it has no schema."), path);
      return FALSE;
    }
  if (!th_database_begin (db, FALSE, error))
    return FALSE;
  ok = proof (db, problems, error);
  th_database_rollback (db);
  if (ok && problems->len > 0)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_STORE_DAMAGED, _("%s does not hold together: %s"),
                   name, (const char *) g_ptr_array_index (problems, 0));
      return FALSE;
    }
  return ok;
}

/* Makes @part, which will be renamed to @path. */
static gboolean
make_private (const char *part,
              const char *path,
              GError    **error)
{
  int fd = g_open (part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      int code = errno == ENOSPC || errno == EDQUOT ? TH_ERROR_STORE_FULL
                 : errno == EROFS || errno == EACCES || errno == EPERM ? TH_ERROR_STORE_READ_ONLY : TH_ERROR_FAILED;

      g_set_error (error, TH_ERROR, code, _("The backup %s could not be made: %s. Choose another place."), path, g_strerror (errno));
      return FALSE;
    }
  close (fd);
  return TRUE;
}

/* A name beside @path that nobody else writes to: not an earlier attempt that
 * goes on, not a file of somebody's. */
static char *
part_name (const char *path)
{
  g_autofree char *unique = g_uuid_string_random ();

  return g_strdup_printf ("%s.%.8s.part", path, unique);
}

static void
remove_with_log (const char *path)
{
  static const char *const tails[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *name = g_strconcat (path, tails[i], NULL);

      g_unlink (name);
    }
}

static gboolean
check_work (ThDatabase *db,
            gpointer    data,
            GError    **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  return th_database_check (db, problems, error);
}

/* The copy of a damaged store is damaged: then it is the store that is named. */
static gboolean
prove_copy (ThStore     *store,
            const char  *path,
            ThStoreProof proof,
            GError     **error)
{
  g_autoptr (GError) local = NULL;

  if (prove (path, th_store_get_path (store), proof, &local))
    return TRUE;
  if (!g_error_matches (local, TH_ERROR, TH_ERROR_STORE_DAMAGED) || th_store_read (store, check_work, NULL, error))
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * th_backup_write:
 * @path: a file that must not exist
 *
 * Writes a hot copy of @store to @path and checks it after writing. On
 * failure nothing is left behind.
 *
 * Errors: DUPLICATE when @path exists, STORE_FULL, STORE_DAMAGED, FAILED.
 */
gboolean
th_backup_write (ThStore     *store,
                 const char  *path,
                 ThStoreProof proof,
                 GError     **error)
{
  g_autofree char *part = part_name (path);
  gboolean ok;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_DUPLICATE, _("%s exists already. Choose another name for the backup."), path);
      return FALSE;
    }
  if (!make_private (part, path, error))
    return FALSE;
  ok = th_store_copy_to (store, part, error) && prove_copy (store, part, proof, error) &&
       sync_path (part, error) && rename_durably (part, path, error);
  remove_with_log (part);
  return ok;
}

/* A log that is left of another store would be read into the one put in its
 * place: it goes with the store it belongs to. */
static void
move_log (const char *path,
          const char *to)
{
  static const char *const tails[] = { "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *from = g_strconcat (path, tails[i], NULL);
      g_autofree char *target = g_strconcat (to, tails[i], NULL);

      g_rename (from, target);
    }
}

/* Moves the store at @path out of the way, having made sure that no program
 * has it open. @kept: (out): its new name. */
static gboolean
set_aside (const char *path,
           char      **kept,
           GError    **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autoptr (ThDatabase) db = th_sqlite_open (path, TH_SQLITE_AS_IT_IS, NULL);

  if (db != NULL && !th_sqlite_take_alone (db, error))
    return FALSE;
  g_clear_pointer (&db, th_database_free);
  *kept = g_strdup_printf ("%s.replaced-%s", path, stamp);
  for (int i = 2; g_file_test (*kept, G_FILE_TEST_EXISTS); i++)
    {
      g_free (*kept);
      *kept = g_strdup_printf ("%s.replaced-%s-%d", path, stamp, i);
    }
  if (!rename_durably (path, *kept, error))
    return FALSE;
  move_log (path, *kept);
  return TRUE;
}

static gboolean
is_same (const char *a,
         const char *b)
{
  GStatBuf x, y;

  return g_stat (a, &x) == 0 && g_stat (b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* Puts the store that was set aside where it was, unless the new one is there
 * already. */
static void
take_back (const char *path,
           char      **kept)
{
  if (*kept == NULL || g_file_test (path, G_FILE_TEST_EXISTS) || g_rename (*kept, path) != 0)
    return;
  move_log (*kept, path);
  g_clear_pointer (kept, g_free);
}

/**
 * th_backup_restore:
 * @backup: a file written by th_backup_write()
 * @path: the store to put it in place of
 * @force: whether a store that exists at @path may be set aside
 * @kept: (out): where the store that was there is kept, or NULL
 *
 * Proves @backup, copies it, and puts the copy in place.
 *
 * Errors: DUPLICATE when @path exists and @force is not given, BUSY when
 * another program has it open, BAD_FILE, STORE_NEWER, STORE_DAMAGED.
 */
gboolean
th_backup_restore (const char  *backup,
                   const char  *path,
                   gboolean     force,
                   ThStoreProof proof,
                   char       **kept,
                   GError     **error)
{
  g_autofree char *part = part_name (path);
  g_autoptr (ThDatabase) from = NULL;
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);
  gboolean ok;

  *kept = NULL;
  if (is_same (backup, path))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST, _("%s is the store itself, not a backup of it. Name a backup; nothing was changed."), backup);
      return FALSE;
    }
  if (!g_file_test (backup, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, TH_ERROR, TH_ERROR_NOT_FOUND, _("There is no backup %s."), backup);
      return FALSE;
    }
  if (exists && !force)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_DUPLICATE,
                   _("%s exists already. Restore to another --store, or add --force to set it aside."), path);
      return FALSE;
    }
  if (!prove (backup, backup, proof, error))
    {
      g_prefix_error (error, _("This backup cannot be restored; nothing was changed. "));
      return FALSE;
    }

  from = th_sqlite_open (backup, TH_SQLITE_READ_ONLY, error);
  if (!exists)
    {
      g_autofree char *orphan = g_strconcat (path, ".orphan", NULL);

      move_log (path, orphan);
    }
  ok = from != NULL && th_sqlite_create_file (part, error) && th_sqlite_copy (from, part, error) &&
       sync_path (part, error) && (!exists || set_aside (path, kept, error));
  if (ok && !rename_durably (part, path, error))
    {
      ok = FALSE;
      take_back (path, kept);
    }
  remove_with_log (part);
  return ok;
}
