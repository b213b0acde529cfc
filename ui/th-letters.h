/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The letters of a duty in their squares; a thin line parts the tiers. */

#include <json-glib/json-glib.h>

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_LETTERS (th_letters_get_type ())
G_DECLARE_FINAL_TYPE (ThLetters, th_letters, TH, LETTERS, GtkWidget)

GtkWidget *th_letters_new (void);
void       th_letters_set (ThLetters *self, const char *duty);   /* "T|F>N" */

G_END_DECLS
