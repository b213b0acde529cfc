/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A page that answers nothing of this is still a page: every question has an
 * answer here for those that leave it out. */

#include "th-page.h"

#include "th-session.h"

G_DEFINE_INTERFACE (ThPage, th_page, GTK_TYPE_WIDGET)

static void
th_page_default_init (ThPageInterface *iface)
{
  g_object_interface_install_property (iface,
    g_param_spec_object ("session", NULL, NULL, TH_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
}

/**
 * th_page_get_keys:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (nullable): the keys of this page for the overlay
 */
const ThPageKey *
th_page_get_keys (ThPage *self, guint *n)
{
  ThPageInterface *iface = TH_PAGE_GET_IFACE (self);

  *n = 0;
  return iface->get_keys != NULL ? iface->get_keys (self, n) : NULL;
}

/**
 * th_page_focus_start:
 *
 * Puts the focus where work on this page begins; by default on its first widget.
 */
void
th_page_focus_start (ThPage *self)
{
  ThPageInterface *iface = TH_PAGE_GET_IFACE (self);

  if (iface->focus_start != NULL)
    iface->focus_start (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * th_page_reveal:
 * @what: "ticket", "window" or "matter"
 * @id: its code
 *
 * Returns: whether this page shows it now
 */
gboolean
th_page_reveal (ThPage *self, const char *what, const char *id)
{
  ThPageInterface *iface = TH_PAGE_GET_IFACE (self);

  return iface->reveal != NULL && iface->reveal (self, what, id);
}

/**
 * th_page_owns_f6:
 *
 * Returns: whether the page uses F6 for itself, so that the window must not
 *   take it for the next region
 */
gboolean
th_page_owns_f6 (ThPage *self)
{
  ThPageInterface *iface = TH_PAGE_GET_IFACE (self);

  return iface->owns_f6 != NULL && iface->owns_f6 (self);
}
