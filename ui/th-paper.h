/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Papers of a booking: the slip, the one-page hint sheet, the forms filled in. */

#include "th-session.h"

G_BEGIN_DECLS

typedef enum
{
  TH_PAPER_SLIP,     /* for a roll of 80 mm: code, day and time; nobody's name */
  TH_PAPER_HINTS,    /* one page A4: what to bring and to know */
  TH_PAPER_FORMS,    /* A4: every form the hall prints, filled with what is known */
} ThPaperKind;

/* Prints a paper, or saves it as a PDF.
 *
 * @booking: its code; or NULL, and then @prepared is an answer of
 *   booking.prepare, which may have further members "matters" (codes),
 *   "start", "end" (ISO), "staff_zh", "staff_en", "window", "address" and
 *   "point" (its code, or an element of point.list).
 * @party: what the form holds of who comes (kind, id, name, agent, phone,
 *   founded), or NULL. Not needed with @booking.
 * @parent: with it the print dialog asks where; NULL is the default printer.
 * @pdf: save there and do not print, or NULL.
 *
 * Nothing waits. Errors: those of the verbs; TH_ERROR_NOT_FOUND, nothing is to
 * be printed; TH_ERROR_FAILED, no printer or none that works, and @kept, if it
 * could be written, is the path of the PDF left instead (transfer full);
 * G_IO_ERROR_CANCELLED, also when the dialog was closed. */
void     th_paper_print_async  (ThSession *session, ThPaperKind kind, const char *booking, JsonObject *prepared,
                                JsonObject *party, GtkWindow *parent, GFile *pdf, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean th_paper_print_finish (ThSession *session, GAsyncResult *result, char **kept, GError **error);

G_END_DECLS
