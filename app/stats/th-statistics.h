/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-types.h"

G_BEGIN_DECLS

/* The arithmetic of a report: a sample takes every duration once, exactly, as
 * whole microseconds, and answers mean, percentiles, shares and bins of it.
 * Nothing is rounded before it is shown and no mean is ever made of means. */

typedef struct _ThSample ThSample;

ThSample *th_sample_new           (void);
void      th_sample_free          (ThSample *self);

void      th_sample_add           (ThSample *self, gint64 value);

guint     th_sample_count         (const ThSample *self);
double    th_sample_mean          (const ThSample *self);
gint64    th_sample_max           (const ThSample *self);
double    th_sample_percentile    (ThSample *self, double share);
double    th_sample_share_at_most (ThSample *self, double limit);
GArray   *th_sample_bins          (ThSample *self, gint64 width, guint most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThSample, th_sample_free)

G_END_DECLS
