/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A box exactly as wide as the style says, or as its child needs: a longer
 * word inside shortens itself and does not push the other columns. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TH_TYPE_COLUMN (th_column_get_type ())
G_DECLARE_FINAL_TYPE (ThColumn, th_column, TH, COLUMN, GtkWidget)

G_END_DECLS
