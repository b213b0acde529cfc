/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The store: one thread owns the writing connection and takes work first in,
 * first out; another owns a read-only connection, so that a year's statistics
 * never delay a call. The main loop never touches the database; it is told
 * after commits, once, what changed. */

#include "th-store.h"

#include <glib/gi18n-lib.h>

#include "th-migrations.h"
#include "th-sqlite.h"

typedef enum { JOB_WRITE, JOB_READ, JOB_COPY, JOB_LOOK } JobKind;

/* One piece of work on its way to a thread. Either somebody waits for it, or
 * it answers through a task. */
typedef struct
{
  JobKind        kind;
  ThStoreWork    work;
  gpointer       data;
  GTask         *task;
  gboolean       done;
  gboolean       ok;
  GError        *error;
} Job;

struct _ThStore
{
  GObject       parent_instance;

  char         *path;
  ThClock      *clock;
  ThDatabase   *writer;     /* NULL for a store that can only be looked at */
  GError       *shut;       /* why, then */
  ThDatabase   *reader;
  GThreadPool  *writer_pool;
  GThreadPool  *reader_pool;
  GMutex        lock;
  GCond         cond;

  GMainContext *context;    /* where "changed" is emitted */
  guint         changes;    /* ThChange bits not yet emitted; atomic */
  GSource      *voice;      /* emits them */
  GSource      *watch;
  gint          looking;    /* atomic */
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThStore, th_store, G_TYPE_OBJECT)

static gboolean
emit_changed_cb (gpointer data)
{
  ThStore *self = data;
  guint changes = g_atomic_int_and (&self->changes, 0);

  if (changes != 0)
    g_signal_emit (self, signals[CHANGED], 0, changes);
  return G_SOURCE_CONTINUE;
}

/* Once for each time it was made ready. */
static gboolean
voice_dispatch (GSource    *source,
                GSourceFunc callback,
                gpointer    data)
{
  g_source_set_ready_time (source, -1);
  return callback (data);
}

static GSourceFuncs voice_funcs = { .dispatch = voice_dispatch };

/* Many commits before the main loop looks become one signal. The source does
 * not hold the store: a program that ends without another turn of its loop
 * still closes the file. */
static void
announce (ThStore *self,
          guint    changes)
{
  if (changes != 0 && g_atomic_int_or (&self->changes, changes) == 0)
    g_source_set_ready_time (self->voice, 0);
}

static gboolean
run_in_transaction (ThStore *self,
                    Job     *job)
{
  ThDatabase *db = job->kind == JOB_WRITE ? self->writer : self->reader;
  guint touched;

  if (!th_database_begin (db, job->kind == JOB_WRITE, &job->error))
    return FALSE;
  if (!job->work (db, job->data, &job->error))
    {
      th_database_rollback (db);
      return FALSE;
    }
  touched = db->touched;
  if (!th_database_commit (db, &job->error))
    {
      th_database_rollback (db);
      return FALSE;
    }
  announce (self, touched);
  return TRUE;
}

static void
run_job (ThStore *self,
         Job     *job)
{
  switch (job->kind)
    {
    case JOB_WRITE:
    case JOB_READ:
      job->ok = run_in_transaction (self, job);
      break;
    case JOB_COPY:
      job->ok = th_sqlite_copy (self->reader, job->data, &job->error);
      break;
    case JOB_LOOK:
    default:
      g_atomic_int_set (&self->looking, 0);
      if (th_sqlite_changed (self->writer != NULL ? self->writer : self->reader))
        announce (self, TH_CHANGE_ALL);
      job->ok = TRUE;
    }
}

static void
job_free (Job *job)
{
  g_clear_error (&job->error);
  g_free (job);
}

static gboolean
return_cb (gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);

  if (job->ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&job->error));
  return G_SOURCE_REMOVE;
}

/* The task goes to its own context whole: it holds the store, and whoever let
 * go of it last on a thread of the store would wait for that thread's end. */
static void
hand_over (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, return_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
pool_func (gpointer item,
           gpointer user_data)
{
  ThStore *self = user_data;
  Job *job = item;
  GTask *task = g_steal_pointer (&job->task);

  if (task == NULL || !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &job->error))
    run_job (self, job);
  if (task != NULL)
    {
      hand_over (task);
    }
  else if (job->kind == JOB_LOOK)
    {
      job_free (job);
    }
  else
    {
      g_mutex_lock (&self->lock);
      job->done = TRUE;
      g_cond_broadcast (&self->cond);
      g_mutex_unlock (&self->lock);
    }
}

static void
push (ThStore *self,
      Job     *job)
{
  gboolean writing = job->kind == JOB_WRITE || (job->kind == JOB_LOOK && self->writer != NULL);

  g_thread_pool_push (writing ? self->writer_pool : self->reader_pool, job, NULL);
}

static gboolean
run_and_wait (ThStore    *self,
              JobKind     kind,
              ThStoreWork work,
              gpointer    data,
              GError    **error)
{
  Job job = { .kind = kind, .work = work, .data = data };

  push (self, &job);
  g_mutex_lock (&self->lock);
  while (!job.done)
    g_cond_wait (&self->cond, &self->lock);
  g_mutex_unlock (&self->lock);
  if (job.error != NULL)
    g_propagate_error (error, job.error);
  return job.ok;
}

static gboolean
watch_cb (gpointer data)
{
  ThStore *self = data;

  if (g_atomic_int_compare_and_exchange (&self->looking, 0, 1))
    {
      Job *job = g_new0 (Job, 1);

      job->kind = JOB_LOOK;
      push (self, job);
    }
  return G_SOURCE_CONTINUE;
}

static void
th_store_finalize (GObject *object)
{
  ThStore *self = TH_STORE (object);

  if (self->watch != NULL)
    {
      g_source_destroy (self->watch);
      g_source_unref (self->watch);
    }
  if (self->writer_pool != NULL)
    g_thread_pool_free (self->writer_pool, FALSE, TRUE);
  if (self->reader_pool != NULL)
    g_thread_pool_free (self->reader_pool, FALSE, TRUE);
  g_source_destroy (self->voice);
  g_source_unref (self->voice);
  g_clear_pointer (&self->reader, th_database_free);
  g_clear_pointer (&self->writer, th_database_free);
  g_clear_pointer (&self->clock, th_clock_unref);
  g_clear_error (&self->shut);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self->path);
  G_OBJECT_CLASS (th_store_parent_class)->finalize (object);
}

static void
th_store_class_init (ThStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = th_store_finalize;

  /**
   * ThStore::changed:
   * @what: #ThChange bits
   *
   * Emitted once after commits, in the main context the store was opened in.
   */
  signals[CHANGED] = g_signal_new ("changed", TH_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
th_store_init (ThStore *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->context = g_main_context_ref_thread_default ();
  self->voice = g_source_new (&voice_funcs, sizeof (GSource));
  g_source_set_callback (self->voice, emit_changed_cb, self, NULL);
  g_source_attach (self->voice, self->context);
}

static gboolean
open_writer (ThStore     *self,
             ThStoreFlags flags,
             GError     **error)
{
  if (!th_sqlite_create_file (self->path, error))
    return FALSE;
  self->writer = th_sqlite_open (self->path, flags & TH_STORE_SCRATCH ? TH_SQLITE_SCRATCH : TH_SQLITE_READ_WRITE, error);
  return self->writer != NULL && th_migrations_run (self->writer, error);
}

/* A store that cannot be written may still be looked at, where it is of this
 * program's schema. What was in the way is told to whoever wants to write. */
static gboolean
may_look (ThStore *self)
{
  g_autoptr (ThDatabase) db = NULL;
  int schema;

  if (!th_sqlite_is_shut (self->path) ||
      !(g_error_matches (self->shut, TH_ERROR, TH_ERROR_STORE_READ_ONLY) || g_error_matches (self->shut, TH_ERROR, TH_ERROR_FAILED)))
    return FALSE;
  /* SQLite says only that it could not open its log. */
  if (g_error_matches (self->shut, TH_ERROR, TH_ERROR_FAILED))
    {
      g_clear_error (&self->shut);
      g_set_error (&self->shut, TH_ERROR, TH_ERROR_STORE_READ_ONLY,
                   _("The store %s cannot be written. Check who owns the file and its folder."), self->path);
    }
  db = th_sqlite_open (self->path, TH_SQLITE_READ_ONLY, NULL);
  schema = db != NULL ? th_sqlite_schema (db, NULL, NULL) : -1;
  /* An older one would have to be brought up to date first; what is wrong
   * with others is said by who opens them. */
  return db != NULL && (schema >= th_migrations_latest () || schema < 0);
}

static gboolean
open_connections (ThStore     *self,
                  ThStoreFlags flags,
                  GError     **error)
{
  if (!open_writer (self, flags, &self->shut))
    {
      g_clear_pointer (&self->writer, th_database_free);
      if (!may_look (self))
        {
          g_propagate_error (error, g_steal_pointer (&self->shut));
          return FALSE;
        }
    }
  self->reader = th_sqlite_open (self->path, TH_SQLITE_READ_ONLY, error);
  if (self->reader == NULL || !th_migrations_check (self->reader, error))
    return FALSE;
  /* What others commit from here on is a change. */
  th_sqlite_changed (self->writer != NULL ? self->writer : self->reader);
  return TRUE;
}

/* A pool of one thread that is its own from the beginning. */
static GThreadPool *
start_thread (ThStore *self,
              GError **error)
{
  return g_thread_pool_new (pool_func, self, 1, TRUE, error);
}

/**
 * th_store_open:
 * @path: the file; made, with its folder, when it does not exist
 *
 * Opens the store, brings its schema up to date and starts its two threads.
 * One that is there but cannot be written is opened to be looked at: then
 * every th_store_write() says what is in the way.
 *
 * Returns: (transfer full): the store, or NULL with STORE_NEWER,
 *   STORE_DAMAGED, STORE_READ_ONLY, STORE_REMOTE, STORE_FULL, BUSY or FAILED
 */
ThStore *
th_store_open (const char  *path,
               ThStoreFlags flags,
               ThClock     *clock,
               GError     **error)
{
  g_autoptr (ThStore) self = g_object_new (TH_TYPE_STORE, NULL);
  g_autoptr (GError) local = NULL;

  self->path = g_strdup (path);
  self->clock = th_clock_ref (clock);
  if (!open_connections (self, flags, error))
    return NULL;
  self->writer_pool = start_thread (self, &local);
  self->reader_pool = local == NULL ? start_thread (self, &local) : NULL;
  if (local != NULL)
    {
      g_set_error (error, TH_ERROR, TH_ERROR_FAILED, _("The store %s failed: %s"), path, local->message);
      return NULL;
    }
  return g_steal_pointer (&self);
}

const char *
th_store_get_path (ThStore *self)
{
  return self->path;
}

void
th_store_set_patience (int seconds)
{
  th_sqlite_set_patience (seconds);
}

int
th_store_schema (void)
{
  return th_migrations_latest ();
}

ThClock *
th_store_get_clock (ThStore *self)
{
  return self->clock;
}

/**
 * th_store_write:
 *
 * Runs @work on the writer's thread in one transaction and waits for it.
 */
gboolean
th_store_write (ThStore    *self,
                ThStoreWork work,
                gpointer    data,
                GError    **error)
{
  if (self->writer == NULL)
    {
      g_propagate_error (error, g_error_copy (self->shut));
      return FALSE;
    }
  return run_and_wait (self, JOB_WRITE, work, data, error);
}

/**
 * th_store_read:
 *
 * Runs @work on the reader's thread, on one snapshot, and waits for it.
 */
gboolean
th_store_read (ThStore    *self,
               ThStoreWork work,
               gpointer    data,
               GError    **error)
{
  return run_and_wait (self, JOB_READ, work, data, error);
}

/**
 * th_store_read_async:
 * @data: must live until th_store_finish()
 *
 * As th_store_read(), without waiting.
 */
void
th_store_read_async (ThStore            *self,
                     ThStoreWork         work,
                     gpointer            data,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->kind = JOB_READ;
  job->work = work;
  job->data = data;
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, th_store_read_async);
  g_task_set_task_data (job->task, job, (GDestroyNotify) job_free);
  push (self, job);
}

gboolean
th_store_finish (ThStore      *self,
                 GAsyncResult *result,
                 GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * th_store_copy_to:
 * @path: a file that does not exist yet
 *
 * Writes a copy of the store as of now into @path while others go on working.
 */
gboolean
th_store_copy_to (ThStore    *self,
                  const char *path,
                  GError    **error)
{
  return run_and_wait (self, JOB_COPY, NULL, (gpointer) path, error);
}

void
th_store_watch (ThStore *self,
                guint    interval_ms)
{
  if (self->watch != NULL)
    {
      g_source_destroy (self->watch);
      g_source_unref (self->watch);
    }
  self->watch = g_timeout_source_new (interval_ms);
  g_source_set_callback (self->watch, watch_cb, self, NULL);
  g_source_attach (self->watch, self->context);
}
