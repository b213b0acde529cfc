/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Starts a CUPS server in the empty folder @folder, with one queue, the
 * default, and points CUPS_SERVER at it; what it was sent is in "spool/dNNNNN-001".
 * NULL where there is no such server or it cannot be started. */
GSubprocess *print_server_start  (const char *folder);
gpointer     print_server_stop   (GSubprocess *server);   /* takes it; gives NULL */
void         print_server_remove (const char *folder);

G_END_DECLS
