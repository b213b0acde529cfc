/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The letter of a queue in its neutral square. Property "letter". */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_QUEUE_LETTER (th_queue_letter_get_type ())
G_DECLARE_FINAL_TYPE (ThQueueLetter, th_queue_letter, TH, QUEUE_LETTER, GtkWidget)

GtkWidget *th_queue_letter_new (const char *letter);
void       th_queue_letter_set (ThQueueLetter *self, const char *letter);

G_END_DECLS
