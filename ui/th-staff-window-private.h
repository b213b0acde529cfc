/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-search.h"
#include "th-sidebar.h"
#include "th-staff-window.h"
#include "th-status.h"

struct _ThStaffWindow
{
  GtkApplicationWindow parent_instance;
  ThSession *session;
  GtkWidget *stack, *progress, *hall_name, *app_name, *menu_button;
  GMenuModel *menu;
  ThSidebar *sidebar;
  ThSearch  *search;
  ThStatus  *status;
  ThBanner  *banner;
  ThToast   *toast;
  guint      loading;        /* the 300 ms before the progress line */
  gboolean   compact, tall;
};

/* th-staff-window-actions.c: the actions and keys of the window. */
void th_staff_window_install_actions (GtkWidgetClass *widget_class);
