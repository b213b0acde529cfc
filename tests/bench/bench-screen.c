/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a person waits for the screen. Two tables are printed:
 *
 *   first frame   from the start of a process to the first painted frame of
 *                 the staff window, beside an empty GTK window of that size
 *   main loop     the longest a heartbeat of the main loop is late while
 *                 another process issues a thousand tickets a second
 *
 * Every start is a process of its own, the kinds in turn, so that both find
 * the machine alike. Nothing is asserted: a figure depends on the machine. */

#include <gtk/gtk.h>
#include <stdlib.h>

#include "th-application.h"
#include "th-choices.h"
#include "th-feed.h"
#include "th-staff-window.h"

#define STARTS 9
#define BEAT_MS 4
#define RUN_S 10
#define RATE 1000

/* The start of the process, handed down by the one that measures. */
static gint64 started_us;

static void
painted_cb (GdkFrameClock *clock, GtkWindow *window)
{
  g_print ("%.1f\n", (g_get_monotonic_time () - started_us) / 1000.0);
  g_signal_handlers_disconnect_by_func (clock, painted_cb, window);
  g_application_quit (g_application_get_default ());
}

static void
realized_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), window);
}

static void
added_cb (GtkApplication *application, GtkWindow *window)
{
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
}

static void
empty_cb (GtkApplication *application)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
}

static int
run_empty (void)
{
  g_autoptr(GtkApplication) application = gtk_application_new ("org.tidehall.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "window-added", G_CALLBACK (added_cb), NULL);
  g_signal_connect (application, "activate", G_CALLBACK (empty_cb), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}

static int
run_full (const char *store)
{
  ThOptions options = { .store = (char *) store };
  g_autoptr(ThApplication) application = NULL;

  th_choices_speak ("en");
  application = th_application_new (&options);
  g_signal_connect (application, "window-added", G_CALLBACK (added_cb), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}

/* --- the heartbeat --- */

typedef struct
{
  GArray *late_us;      /* of gint64 */
  gint64  last;
  guint   answers;
} Heart;

static gboolean
beat_cb (gpointer data)
{
  Heart *heart = data;
  gint64 now = g_get_monotonic_time ();
  gint64 late = MAX (now - heart->last - BEAT_MS * 1000, 0);

  g_array_append_val (heart->late_us, late);
  heart->last = now;
  return G_SOURCE_CONTINUE;
}

static void
count_cb (Heart *heart)
{
  heart->answers++;
}

static gboolean
start_beating (gpointer data)
{
  Heart *heart = data;

  heart->last = g_get_monotonic_time ();
  g_timeout_add_full (G_PRIORITY_HIGH, BEAT_MS, beat_cb, heart, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
end_cb (gpointer data)
{
  g_application_quit (data);
  return G_SOURCE_REMOVE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static int
run_heart (const char *store)
{
  ThOptions options = { .store = (char *) store };
  g_autoptr(ThApplication) application = NULL;
  Heart heart = { g_array_new (FALSE, FALSE, sizeof (gint64)), 0, 0 };

  th_choices_speak ("en");
  application = th_application_new (&options);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_signal_connect_swapped (th_session_get_floor (th_application_get_session (application)), "updated",
                            G_CALLBACK (count_cb), &heart);
  /* The first second is the window's own: it is measured as the first frame. */
  g_timeout_add (1500, start_beating, &heart);
  g_timeout_add_seconds (RUN_S, end_cb, application);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_array_sort (heart.late_us, compare);
  g_print ("%u beats, %u new answers on screen: late p50 %.1f ms, p99 %.1f ms, max %.1f ms\n", heart.late_us->len,
           heart.answers, g_array_index (heart.late_us, gint64, heart.late_us->len / 2) / 1000.0,
           g_array_index (heart.late_us, gint64, heart.late_us->len * 99 / 100) / 1000.0,
           g_array_index (heart.late_us, gint64, heart.late_us->len - 1) / 1000.0);
  g_array_unref (heart.late_us);
  return 0;
}

/* Another process at the same store: a thousand operations a second, as well
 * as it can; half of them issue a ticket, half give one up. */
static int
run_load (const char *path)
{
  g_autoptr(ThClock) clock = th_clock_new_system ();
  g_autoptr(GError) error = NULL;
  g_autoptr(ThStore) store = th_store_open (path, TH_STORE_SCRATCH, clock, &error);
  g_autoptr(ThDesk) desk = store != NULL ? th_desk_new (store, NULL, &error) : NULL;
  gint64 start = g_get_monotonic_time ();
  guint done = 0;

  if (desk == NULL)
    g_error ("%s", error->message);
  th_desk_set_actor (desk, "admin");
  while (g_get_monotonic_time () - start < (RUN_S + 2) * G_USEC_PER_SEC)
    {
      const char *queues[] = { "T", "N", "F", "S" };
      g_autoptr(JsonObject) ticket = th_desk_ask (desk, th_desk_request ("ticket.issue", "queue", "s", queues[done / 2 % 4], NULL), NULL);
      g_autoptr(JsonObject) gone = NULL;
      gint64 ahead;

      done += 2;
      if (ticket != NULL)
        gone = th_desk_ask (desk, th_desk_request ("ticket.cancel", "ticket", "s",
                            json_object_get_string_member (ticket, "ticket"), "reason", "s", "bench", NULL), NULL);
      ahead = start + (gint64) done * G_USEC_PER_SEC / RATE - g_get_monotonic_time ();
      if (ahead > 0)
        g_usleep ((gulong) ahead);
    }
  g_printerr ("%.0f operations a second came in\n", done * 1e6 / (double) (g_get_monotonic_time () - start));
  return 0;
}

/* --- the one that measures --- */

static GSubprocess *
spawn (const char *self, const char *kind, const char *store)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autoptr(GError) error = NULL;
  GSubprocess *process = g_subprocess_launcher_spawn (launcher, &error, self, kind, now, store, NULL);

  if (process == NULL)
    g_error ("%s", error->message);
  return process;
}

static double
start_once (const char *self, const char *kind, const char *store)
{
  g_autoptr(GSubprocess) process = spawn (self, kind, store);
  g_autofree char *out = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL);
  return out != NULL ? g_ascii_strtod (out, NULL) : 0;
}

static int
compare_double (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
measure_first_frame (const char *self, const char *store)
{
  double empty[STARTS], full[STARTS];

  /* Once each, so that the disk's cache is warm and the store is there. */
  start_once (self, "empty", store);
  start_once (self, "full", store);
  g_usleep (3 * G_USEC_PER_SEC);
  for (int i = 0; i < STARTS; i++)
    {
      empty[i] = start_once (self, "empty", store);
      full[i] = start_once (self, "full", store);
    }
  qsort (empty, STARTS, sizeof (double), compare_double);
  qsort (full, STARTS, sizeof (double), compare_double);
  g_print ("first frame     median      min      max   (ms, %d starts)\n", STARTS);
  g_print ("empty window  %8.1f %8.1f %8.1f\n", empty[STARTS / 2], empty[0], empty[STARTS - 1]);
  g_print ("staff window  %8.1f %8.1f %8.1f\n", full[STARTS / 2], full[0], full[STARTS - 1]);
  g_print ("ratio         %8.2f\n", full[STARTS / 2] / empty[STARTS / 2]);
}

static void
measure_heart (const char *self, const char *store)
{
  g_autoptr(GSubprocess) load = spawn (self, "load", store);
  g_autoptr(GSubprocess) heart = spawn (self, "heart", store);
  g_autofree char *out = NULL;

  g_subprocess_communicate_utf8 (heart, NULL, NULL, &out, NULL, NULL);
  g_subprocess_wait (load, NULL, NULL);
  g_print ("main loop       %s", out != NULL ? out : "no answer\n");
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *store = NULL;

  if (argc == 4)
    {
      started_us = g_ascii_strtoll (argv[2], NULL, 10);
      return g_str_equal (argv[1], "empty") ? run_empty ()
           : g_str_equal (argv[1], "full") ? run_full (argv[3])
           : g_str_equal (argv[1], "heart") ? run_heart (argv[3]) : run_load (argv[3]);
    }
  folder = g_dir_make_tmp ("tidehall-screen-XXXXXX", NULL);
  store = g_build_filename (folder, "hall.db", NULL);
  measure_first_frame (argv[0], store);
  measure_heart (argv[0], store);
  return 0;
}
