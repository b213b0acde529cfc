/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages find their place by themselves: a page knows what to say, not
 * where the banner is. */

#include "th-messages.h"

#include <glib/gi18n.h>

#include "th-banner.h"
#include "th-staff-window.h"
#include "th-toast.h"

static ThStaffWindow *
find_window (GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;

  while (window != NULL && !TH_IS_STAFF_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL ? TH_STAFF_WINDOW (window) : NULL;
}

/**
 * th_message_error:
 * @from: any widget of the staff window or of a dialog over it
 * @what: what did not happen
 * @error: (nullable): why; its message is shown as it is
 * @label: (nullable): the word of the one button
 * @action: (nullable): the detailed action that the button activates on @from
 *
 * Shows the error under the header until it is closed or cleared.
 */
void
th_message_error (GtkWidget *from, const char *what, const GError *error, const char *label, const char *action)
{
  ThStaffWindow *window = find_window (from);
  gboolean nobody = g_error_matches (error, TH_ERROR, TH_ERROR_NOT_SIGNED_IN);
  g_autofree char *text = error != NULL ? g_strdup_printf ("%s  %s", what, error->message) : g_strdup (what);

  /* There is one way out of this error, whatever it was met at. */
  if (window != NULL)
    th_banner_show (th_staff_window_get_banner (window), from, text, nobody ? _("Sign in") : label,
                    nobody ? "win.sign-in" : action);
}

/**
 * th_message_clear:
 * @from: any widget of the staff window
 *
 * Takes the error away: what it was about has been put right.
 */
void
th_message_clear (GtkWidget *from)
{
  ThStaffWindow *window = find_window (from);

  if (window != NULL)
    th_banner_close (th_staff_window_get_banner (window));
}

/**
 * th_message_done:
 * @from: any widget of the staff window
 * @text: what was done
 * @action: (nullable): the detailed action that takes it back, activated on @from
 *
 * Confirms for a few seconds, and clears an error that stood there.
 */
void
th_message_done (GtkWidget *from, const char *text, const char *action)
{
  ThStaffWindow *window = find_window (from);

  if (window == NULL)
    return;
  th_banner_close (th_staff_window_get_banner (window));
  th_toast_show (th_staff_window_get_toast (window), from, text, action);
}
