/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-hall.h"

G_BEGIN_DECLS

/* Who may do what. */
typedef enum
{
  TH_MAY_LOOK,           /* at the floor, lines, tickets, the hall */
  TH_MAY_STATISTICS,
  TH_MAY_WINDOW,         /* open and work at a window under one's own name */
  TH_MAY_ANY_WINDOW,     /* the same at a window where someone else sits */
  TH_MAY_ISSUE,
  TH_MAY_CANCEL,
  TH_MAY_DIVERT,
  TH_MAY_REINSTATE,
  TH_MAY_CHECK_IN,
  TH_MAY_PRINT,
  TH_MAY_CALL_ONE,       /* a ticket of one's choice, out of order */
  TH_MAY_TIDE,
  TH_MAY_CLOSE_DAY,
  TH_MAY_IMPORT,
  TH_MAY_EXPORT,
  TH_MAY_SETTINGS,
  TH_MAY_BACKUP,
  TH_MAY_VERIFY,
  TH_MAY_BOOK,           /* for somebody who asks */
  TH_MAY_CAPACITY,       /* say how many places there are */
  TH_MAY_PARTY_DATA,     /* hand out or erase what is known of a person */
} ThPermission;

gboolean    th_role_may   (ThRole role, ThPermission permission);
const char *th_role_label (ThRole role);    /* translated */

G_END_DECLS
