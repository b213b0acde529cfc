/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-desk.h"

G_BEGIN_DECLS

/* What the verbs of the command line share. */
typedef struct
{
  char    *store;       /* path */
  gboolean store_given;
  char    *hall;        /* code, or NULL */
} ThCtl;

enum { TH_CTL_DONE = 0, TH_CTL_REFUSED = 1, TH_CTL_USAGE = 2 };

/* A desk at the store, as the owner. The store must exist unless @create. */
ThDesk *th_ctl_desk     (ThCtl *ctl, ThClock *clock, gboolean create, GError **error);
int     th_ctl_fail     (const GError *error);                   /* says it on stderr; returns the exit status */
int     th_ctl_usage    (const char *why);

int     th_ctl_commands (ThCtl *ctl, int argc, char **argv);
int     th_ctl_replay   (ThCtl *ctl, int argc, char **argv);
int     th_ctl_stats    (ThCtl *ctl, int argc, char **argv);

/* The line loop by itself, for the fuzzer: answers what @input holds on @output. */
void    th_ctl_answer   (ThDesk *desk, const char *line, gsize length, gboolean manual, GString *answer);

G_END_DECLS
