/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The application: one a store. The store is opened on a thread of its own
 * while the first frame is drawn; a hall that is new is described from the
 * sample that comes with the program. */

#include "th-application.h"

#include <glib/gi18n.h>

#include "th-board.h"
#include "th-choices.h"
#include "th-notify.h"
#include "th-search-key.h"
#include "th-staff-window.h"
#include "th-theme.h"

#define APPLICATION_ID "org.tidehall.Tidehall"

/* How often commits of other processes are looked for. */
#define WATCH_MS 250

struct _ThApplication
{
  GtkApplication parent_instance;
  ThSession     *session;
  ThNotify      *notify;
  char          *store, *hall, *page;
  gboolean       board;
  gboolean       opening;       /* a thread is at it */
};

G_DEFINE_FINAL_TYPE (ThApplication, th_application, GTK_TYPE_APPLICATION)

/* The sample hall, beside the program's data or in the source folder. */
static char *
sample_hall (void)
{
  char *installed = g_build_filename (TH_DATA_DIR, "halls", "demo.json", NULL);

  if (g_file_test (installed, G_FILE_TEST_EXISTS))
    return installed;
  g_free (installed);
  return g_build_filename (TH_SOURCE_DATA_DIR, "halls", "demo.json", NULL);
}

static gboolean
import_sample (ThDesk *desk, GError **error)
{
  g_autofree char *file = sample_hall ();
  g_autoptr(JsonObject) request = th_desk_request ("hall.import", "file", "s", file, NULL);
  g_autoptr(JsonObject) answer = NULL;

  th_desk_set_actor (desk, "admin");
  answer = th_desk_ask (desk, request, error);
  th_desk_set_actor (desk, NULL);
  return answer != NULL;
}

/* A new store, or one whose first description was interrupted. */
static gboolean
is_empty (ThDesk *desk)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) request = th_desk_request ("hall.show", NULL);
  g_autoptr(JsonObject) answer = th_desk_ask (desk, request, &error);

  return g_error_matches (error, TH_ERROR, TH_ERROR_NOT_FOUND);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ThApplication *self = source;
  g_autoptr(ThClock) clock = th_clock_new_system ();
  g_autoptr(ThStore) store = NULL;
  g_autofree char *folder = g_path_get_dirname (self->store);
  ThDesk *desk = NULL;
  GError *error = NULL;

  g_mkdir_with_parents (folder, 0700);
  store = th_store_open (self->store, TH_STORE_DEFAULT, clock, &error);
  if (store != NULL)
    desk = th_desk_new (store, self->hall, &error);
  if (desk != NULL && self->hall == NULL && is_empty (desk) && !import_sample (desk, &error))
    g_clear_object (&desk);
  if (desk != NULL)
    g_task_return_pointer (task, desk, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ThApplication *self = TH_APPLICATION (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(ThDesk) desk = g_task_propagate_pointer (G_TASK (result), &error);

  self->opening = FALSE;
  if (desk == NULL)
    {
      th_session_fail (self->session, error);
      return;
    }
  th_store_watch (th_desk_get_store (desk), WATCH_MS);
  if (!self->board)
    self->notify = th_notify_new (self->session);
  th_session_set_desk (self->session, desk);
}

/* One opening at a time: whoever asks again while it lasts, or when the store
 * is open, gets the same one. */
static void
open_store (ThApplication *self)
{
  g_autoptr(GTask) task = NULL;

  if (self->opening || th_session_get_desk (self->session) != NULL)
    return;
  self->opening = TRUE;
  task = g_task_new (self, NULL, opened_cb, NULL);
  g_task_set_source_tag (task, open_store);
  g_task_run_in_thread (task, open_thread);
}

/* After the first frame: a thread that loads a store would take from it more
 * than it gains, since both wait for the same memory and the same processor. */
static gboolean
open_idle (gpointer data)
{
  open_store (data);
  return G_SOURCE_REMOVE;
}

static void
show_window (ThApplication *self, const char *page)
{
  GtkWindow *window = GTK_WINDOW (th_staff_window_new (GTK_APPLICATION (self), self->session));

  if (!th_staff_window_show_page (TH_STAFF_WINDOW (window), page))
    th_staff_window_show_page (TH_STAFF_WINDOW (window), "hall");
  gtk_window_present (window);
}

static gpointer
find_window (ThApplication *self, GType type)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type))
      return l->data;
  return NULL;
}

static ThStaffWindow *
find_staff_window (ThApplication *self)
{
  return find_window (self, TH_TYPE_STAFF_WINDOW);
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_store (data);
}

/* One board a process; the action brings an open one to the front. */
static void
show_board (ThApplication *self)
{
  GtkWindow *board = find_window (self, TH_TYPE_BOARD);

  if (board == NULL)
    board = GTK_WINDOW (th_board_new (GTK_APPLICATION (self), self->session));
  gtk_window_present (board);
}

static void
board_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_board (data);
}

static void
page_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ThStaffWindow *window = find_staff_window (data);

  if (window != NULL)
    th_staff_window_show_page (window, g_variant_get_string (parameter, NULL));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_quit (data);
}

static void
language_action (GSimpleAction *action, GVariant *value, gpointer data)
{
  const char *language = g_variant_get_string (value, NULL);
  g_autoptr(GError) error = NULL;

  if (!th_application_set_language (data, g_str_equal (language, "system") ? NULL : language, &error))
    {
      ThStaffWindow *window = find_staff_window (data);
      if (window != NULL)
        th_banner_show (th_staff_window_get_banner (window), GTK_WIDGET (window), error->message, NULL, NULL);
    }
}

static ThScheme
scheme_of (const char *name)
{
  return g_strcmp0 (name, "light") == 0 ? TH_SCHEME_LIGHT
       : g_strcmp0 (name, "dark") == 0 ? TH_SCHEME_DARK : TH_SCHEME_SYSTEM;
}

static void
scheme_action (GSimpleAction *action, GVariant *value, gpointer data)
{
  const char *scheme = g_variant_get_string (value, NULL);
  ThStaffWindow *window = find_staff_window (data);
  g_autoptr(GError) error = NULL;

  g_simple_action_set_state (action, value);
  th_theme_set_scheme (th_theme_get (), scheme_of (scheme));
  if (!th_choices_set (TH_CHOICE_SCHEME, scheme, &error) && window != NULL)
    th_banner_show (th_staff_window_get_banner (window), GTK_WIDGET (window), error->message, NULL, NULL);
}

static void
add_choice (ThApplication *self, const char *name, const char *key,
            void (*change) (GSimpleAction *, GVariant *, gpointer))
{
  g_autofree char *chosen = th_choices_get (key);
  g_autoptr(GSimpleAction) action =
    g_simple_action_new_stateful (name, G_VARIANT_TYPE_STRING, g_variant_new_string (chosen != NULL ? chosen : "system"));

  g_signal_connect (action, "change-state", G_CALLBACK (change), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static void
th_application_startup (GApplication *application)
{
  ThApplication *self = TH_APPLICATION (application);
  g_autofree char *scheme = th_choices_get (TH_CHOICE_SCHEME);
  const GActionEntry entries[] = {
    { .name = "board", .activate = board_action },
    { .name = "open", .activate = open_action },
    { .name = "page", .activate = page_action, .parameter_type = "s" },
    { .name = "quit", .activate = quit_action },
  };

  self->session = th_session_new ();
  th_search_warm ();
  g_idle_add_full (G_PRIORITY_LOW, open_idle, g_object_ref (self), g_object_unref);
  G_APPLICATION_CLASS (th_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_choice (self, "language", TH_CHOICE_LANGUAGE, language_action);
  add_choice (self, "scheme", TH_CHOICE_SCHEME, scheme_action);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", (const char *[]) { "<Control>q", NULL });
  th_theme_set_scheme (th_theme_get (), scheme_of (scheme));
}

static void
th_application_activate (GApplication *application)
{
  ThApplication *self = TH_APPLICATION (application);
  ThStaffWindow *window = find_staff_window (self);

  if (self->board)
    show_board (self);
  else if (window == NULL)
    show_window (self, self->page);
  else
    gtk_window_present (GTK_WINDOW (window));
}

static void
th_application_dispose (GObject *object)
{
  g_clear_object (&TH_APPLICATION (object)->notify);
  g_clear_object (&TH_APPLICATION (object)->session);
  G_OBJECT_CLASS (th_application_parent_class)->dispose (object);
}

static void
th_application_finalize (GObject *object)
{
  ThApplication *self = TH_APPLICATION (object);

  g_free (self->store);
  g_free (self->hall);
  g_free (self->page);
  G_OBJECT_CLASS (th_application_parent_class)->finalize (object);
}

static void
th_application_class_init (ThApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = th_application_dispose;
  G_OBJECT_CLASS (klass)->finalize = th_application_finalize;
  G_APPLICATION_CLASS (klass)->startup = th_application_startup;
  G_APPLICATION_CLASS (klass)->activate = th_application_activate;
}

static void
th_application_init (ThApplication *self)
{
}

/* The default store has the plain name; every other one a name of its own, so
 * that a second start finds the window of the same store. */
static char *
application_id (const char *store)
{
  g_autofree char *usual = th_application_default_store ();
  g_autofree char *canonical = g_canonicalize_filename (store, NULL);
  g_autofree char *hash = NULL;

  if (g_str_equal (canonical, usual))
    return g_strdup (APPLICATION_ID);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);
  return g_strdup_printf (APPLICATION_ID ".s%.12s", hash);
}

/**
 * th_application_new:
 * @options: what the command line asks for
 */
ThApplication *
th_application_new (const ThOptions *options)
{
  g_autofree char *store = options->store != NULL ? g_strdup (options->store) : th_application_default_store ();
  g_autofree char *id = application_id (store);
  ThApplication *self = g_object_new (TH_TYPE_APPLICATION,
                                      "application-id", id,
                                      "resource-base-path", "/org/tidehall/Tidehall",
                                      "flags", options->board ? G_APPLICATION_NON_UNIQUE : 0,
                                      NULL);

  self->store = g_steal_pointer (&store);
  self->hall = g_strdup (options->hall);
  self->page = g_strdup (options->page);
  self->board = options->board;
  return self;
}

/**
 * th_application_get_session:
 *
 * Returns: (transfer none): the session of this process
 */
ThSession *
th_application_get_session (ThApplication *self)
{
  g_return_val_if_fail (TH_IS_APPLICATION (self), NULL);
  return self->session;
}

/**
 * th_application_set_language:
 * @language: (nullable): "zh_CN" or "en"; NULL for what the environment says
 *
 * Returns: FALSE with @error set when the choice could not be kept; the
 *   language is changed all the same
 */
gboolean
th_application_set_language (ThApplication *self, const char *language, GError **error)
{
  ThStaffWindow *window = find_staff_window (self);
  GtkWindow *board = find_window (self, TH_TYPE_BOARD);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "language");
  gboolean kept = th_choices_set (TH_CHOICE_LANGUAGE, language, error);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (language != NULL ? language : "system"));
  th_choices_speak (language);
  th_session_refresh (self->session);
  /* The words of a window are read once, when it is made. The new one comes
   * first, for the application ends with its last window. */
  if (window != NULL)
    {
      g_autofree char *page = g_strdup (th_staff_window_get_page_id (window));
      show_window (self, page);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  if (board != NULL)
    {
      gtk_window_present (GTK_WINDOW (th_board_new (GTK_APPLICATION (self), self->session)));
      gtk_window_destroy (board);
    }
  return kept;
}

/**
 * th_application_default_store:
 *
 * Returns: (transfer full): the path of the store when none is named
 */
char *
th_application_default_store (void)
{
  return g_build_filename (g_get_user_data_dir (), "tidehall", "hall.db", NULL);
}
