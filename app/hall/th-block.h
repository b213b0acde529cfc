/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-calendar.h"

G_BEGIN_DECLS

/* A part of a day in which nothing can be had, and why: for a screen that
 * draws it as one field. */

typedef enum
{
  TH_BLOCK_HOLIDAY, TH_BLOCK_WEEKEND, TH_BLOCK_CLOSED, TH_BLOCK_LUNCH, TH_BLOCK_TRAINING, TH_BLOCK_MONTHLY, TH_BLOCK_NOT_LOADED,
} ThBlockKind;

typedef struct
{
  ThBlockKind kind;
  int         from_s, to_s;   /* wall-clock seconds; both -1: the whole day */
  char       *title;
  char       *detail;         /* one or two lines */
} ThBlock;

const char *th_block_kind_name (ThBlockKind kind);

/* (transfer full) (nullable) @title and @detail. */
ThBlock    *th_block_new       (ThBlockKind kind, int from_s, int to_s, char *title, char *detail);
void        th_block_free      (ThBlock *self);
int         th_block_order     (gconstpointer a, gconstpointer b);   /* for g_ptr_array_sort() */

/* (transfer full) (element-type ThBlock): what the calendar closes of @day, in order; whole days have one block and no other. */
GPtrArray  *th_calendar_blocks (ThCalendar *self, ThDay day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThBlock, th_block_free)

G_END_DECLS
