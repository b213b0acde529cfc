/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of pages: the only place that names them all. */

#include "th-pages.h"

#include <glib/gi18n.h>

#include "th-page-booking.h"
#include "th-page-hall.h"
#include "th-page-reception.h"
#include "th-page-settings.h"
#include "th-page-stats.h"
#include "th-page-window.h"

/* Keys leave room for pages that are to come in between. */
static const ThPageSpec pages[] = {
  { "hall", "th-hall-symbolic", N_("Hall"), th_page_hall_get_type, 1, FALSE },
  { "booking", "th-booking-symbolic", N_("Booking"), th_page_booking_get_type, 2, FALSE },
  { "reception", "th-reception-symbolic", N_("Reception"), th_page_reception_get_type, 3, FALSE },
  { "window", "th-window-symbolic", N_("Window"), th_page_window_get_type, 5, TRUE },
  { "stats", "th-stats-symbolic", N_("Statistics"), th_page_stats_get_type, 7, FALSE },
  { "settings", "th-settings-symbolic", N_("Settings"), th_page_settings_get_type, 9, FALSE },
};

/**
 * th_pages_get:
 * @n: (out): how many pages there are
 *
 * Returns: (transfer none): the pages in the order of the sidebar
 */
const ThPageSpec *
th_pages_get (guint *n)
{
  *n = G_N_ELEMENTS (pages);
  return pages;
}

/**
 * th_pages_find:
 * @id: (nullable): "hall"
 *
 * Returns: (transfer none) (nullable): the page of this name
 */
const ThPageSpec *
th_pages_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].id, id) == 0)
      return &pages[i];
  return NULL;
}
