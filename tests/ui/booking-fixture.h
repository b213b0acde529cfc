/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Keys and pictures for tests of widgets that need no hall. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* gtk_test_init() in $TIDEHALL_PICTURES_LANGUAGE and $TIDEHALL_PICTURES_SCHEME. */
void        booking_init   (int *argc, char ***argv);

/* The same words; in another language than English nothing is compared. */
void        booking_says   (const char *words, const char *expected);

/* The answer in tests/data/weeks/NAME.json; (transfer full). */
JsonObject *booking_answer (const char *name);

/* A window of this size with a card and the widget in it, shown. */
GtkWidget  *booking_show   (GtkWidget *widget, int width, int height);

/* Presses a key such as "Right" or "<Control>Home" where the focus is: the
 * shortcuts from there up are tried, as the toolkit does. FALSE: nobody took it. */
gboolean    booking_press  (GtkWidget *window, const char *key);
GtkWidget  *booking_focus  (GtkWidget *window);

/* Lets the toolkit lay out and draw. */
void        booking_settle (GtkWidget *window);

/* Keeps a picture NAME.png in the folder $TIDEHALL_PICTURES, when there is one. */
void        booking_draw   (GtkWidget *window, const char *name);

G_END_DECLS
