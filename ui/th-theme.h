/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The two lists of colours and the one structure, and which of the lists is in use. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  TH_SCHEME_SYSTEM,
  TH_SCHEME_LIGHT,
  TH_SCHEME_DARK,
} ThScheme;

#define TH_TYPE_THEME (th_theme_get_type ())
G_DECLARE_FINAL_TYPE (ThTheme, th_theme, TH, THEME, GObject)

/* Signal "changed" (ThTheme *): the colours were swapped; widgets that draw by
 * hand queue a draw. */

ThTheme       *th_theme_get        (void);                            /* (transfer none): one a process */
void           th_theme_set_scheme (ThTheme *self, ThScheme scheme);
ThScheme       th_theme_get_scheme (ThTheme *self);
gboolean       th_theme_is_dark    (ThTheme *self);

/* A colour of the list in use, by its name in the style sheet ("curve",
 * "warn_m"); an unknown name is a programmer error. */
const GdkRGBA *th_theme_color      (const char *name);

/* Redraws @widget whenever the colours change. */
void           th_theme_watch      (GtkWidget *widget);

G_END_DECLS
