/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Rows of finds for ThFindEntry; @spoken is (transfer full). */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GtkWidget *th_booking_row_of_matter (JsonObject *find, char **spoken);    /* of matter.find */
GtkWidget *th_booking_row_of_party  (JsonObject *party, char **spoken);   /* of party.find */
char      *th_booking_minutes       (int minutes);                        /* "30 min", "" for 0; (transfer full) */

G_END_DECLS
