/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* An entry that finds: what is typed is asked for by whoever owns it, and what
 * was found stands in a list under it. Enter takes the marked find, Up and Down
 * mark another. Properties "label" (spoken name) and "hint" (shown when empty).
 *
 * Signals: "typed" (); "chosen" (JsonObject *find); "entered" (): Enter with no
 * list open; "emptied" (): Backspace in the empty entry. */

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define TH_TYPE_FIND_ENTRY (th_find_entry_get_type ())
G_DECLARE_FINAL_TYPE (ThFindEntry, th_find_entry, TH, FIND_ENTRY, GtkWidget)

/* What a row shows of a find; @spoken (transfer full) is its accessible name. */
typedef GtkWidget *(*ThFindRow) (JsonObject *find, char **spoken);

void         th_find_entry_set_finds  (ThFindEntry *self, JsonArray *finds, ThFindRow row);
void         th_find_entry_set_note   (ThFindEntry *self, const char *icon, const char *text, const char *css_class);
void         th_find_entry_set_text   (ThFindEntry *self, const char *text);   /* without "typed" */
char        *th_find_entry_get_text   (ThFindEntry *self);                     /* (transfer full) */
GtkEditable *th_find_entry_get_entry  (ThFindEntry *self);
void         th_find_entry_close      (ThFindEntry *self);
void         th_find_entry_focus      (ThFindEntry *self);

G_END_DECLS
