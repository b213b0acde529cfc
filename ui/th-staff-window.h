/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-banner.h"
#include "th-session.h"
#include "th-toast.h"

G_BEGIN_DECLS

#define TH_TYPE_STAFF_WINDOW (th_staff_window_get_type ())
G_DECLARE_FINAL_TYPE (ThStaffWindow, th_staff_window, TH, STAFF_WINDOW, GtkApplicationWindow)

ThStaffWindow *th_staff_window_new         (GtkApplication *application, ThSession *session);
gboolean       th_staff_window_show_page   (ThStaffWindow *self, const char *id);

/* The page, made when it is first asked for; NULL when there is none of this name. */
GtkWidget     *th_staff_window_get_page    (ThStaffWindow *self, const char *id);

const char    *th_staff_window_get_page_id (ThStaffWindow *self);

/* TRUE below 1180x760; notified as the property "compact". */
gboolean       th_staff_window_get_compact (ThStaffWindow *self);

ThBanner      *th_staff_window_get_banner  (ThStaffWindow *self);
ThToast       *th_staff_window_get_toast   (ThStaffWindow *self);

G_END_DECLS
