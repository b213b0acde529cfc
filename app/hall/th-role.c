/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Roles and what they may do. Whether a person may work at a certain window
 * depends on skills besides; that is the queue's matter. */

#include "th-role.h"

#include <glib/gi18n-lib.h>

#define BIT(permission_) (1u << (permission_))

#define EVERYBODY (BIT (TH_MAY_LOOK) | BIT (TH_MAY_STATISTICS) | BIT (TH_MAY_WINDOW) | BIT (TH_MAY_ISSUE) \
                   | BIT (TH_MAY_CANCEL) | BIT (TH_MAY_DIVERT) | BIT (TH_MAY_PRINT) | BIT (TH_MAY_BOOK))
#define DESK (BIT (TH_MAY_REINSTATE) | BIT (TH_MAY_CHECK_IN))
#define MANAGING (BIT (TH_MAY_ANY_WINDOW) | BIT (TH_MAY_CALL_ONE) | BIT (TH_MAY_TIDE) | BIT (TH_MAY_CLOSE_DAY) \
                  | BIT (TH_MAY_CAPACITY) | BIT (TH_MAY_PARTY_DATA))
#define OWNING (BIT (TH_MAY_IMPORT) | BIT (TH_MAY_EXPORT) | BIT (TH_MAY_SETTINGS) | BIT (TH_MAY_BACKUP) \
                | BIT (TH_MAY_VERIFY))

/* Reception may sit down at a window, too: tidal windows live on it. */
static const struct
{
  const char *name;
  const char *label;
  guint       may;
} roles[] = {
  [TH_ROLE_CLERK] = { "clerk", NC_("role", "Window clerk"), EVERYBODY },
  [TH_ROLE_RECEPTION] = { "reception", NC_("role", "Reception"), EVERYBODY | DESK },
  [TH_ROLE_MANAGER] = { "manager", NC_("role", "Duty manager"), EVERYBODY | DESK | MANAGING },
  [TH_ROLE_ADMIN] = { "admin", NC_("role", "Administrator"), EVERYBODY | DESK | MANAGING | OWNING },
};

/**
 * th_role_may:
 * @role: a role
 * @permission: what somebody of that role is about to do
 *
 * Returns: whether they may
 */
gboolean
th_role_may (ThRole role, ThPermission permission)
{
  g_return_val_if_fail (role < G_N_ELEMENTS (roles), FALSE);
  return (roles[role].may & BIT (permission)) != 0;
}

/**
 * th_role_name:
 * @role: a role
 *
 * Returns: (transfer none): its stable name
 */
const char *
th_role_name (ThRole role)
{
  g_return_val_if_fail (role < G_N_ELEMENTS (roles), NULL);
  return roles[role].name;
}

/**
 * th_role_label:
 * @role: a role
 *
 * Returns: (transfer none): what it is called, in the user's language
 */
const char *
th_role_label (ThRole role)
{
  g_return_val_if_fail (role < G_N_ELEMENTS (roles), NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "role", roles[role].label);
}

/**
 * th_role_parse:
 * @name: (nullable): a stable name
 * @role: (out): the role
 *
 * Returns: whether there is a role of that name
 */
gboolean
th_role_parse (const char *name, ThRole *role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (name, roles[i].name) == 0)
      {
        *role = (ThRole) i;
        return TRUE;
      }
  return FALSE;
}
