/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Time is passed in: whoever needs to know what time it is holds a clock. The
 * manual clock lets a whole day of the hall run in a test without sleeping. */

#include "th-clock.h"

struct _ThClock
{
  gatomicrefcount refs;
  gboolean        manual;
  GMutex          mutex;   /* guards @now, which the writer and the screens both read */
  ThInstant       now;     /* of a manual clock */
};

static ThClock *
clock_new (gboolean manual, ThInstant start)
{
  ThClock *self = g_new0 (ThClock, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->mutex);
  self->manual = manual;
  self->now = start;
  return self;
}

/**
 * th_clock_new_system:
 *
 * Returns: (transfer full): the clock on the wall
 */
ThClock *
th_clock_new_system (void)
{
  return clock_new (FALSE, 0);
}

/**
 * th_clock_new_manual:
 * @start: what it shows first
 *
 * Returns: (transfer full): a clock that moves only when it is told to
 */
ThClock *
th_clock_new_manual (ThInstant start)
{
  return clock_new (TRUE, start);
}

/**
 * th_clock_ref:
 * @self: a clock
 *
 * Returns: (transfer full): @self
 */
ThClock *
th_clock_ref (ThClock *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * th_clock_unref:
 * @self: (transfer full): a clock
 *
 * Gives one reference back.
 */
void
th_clock_unref (ThClock *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * th_clock_now:
 * @self: a clock
 *
 * May be called from any thread.
 *
 * Returns: the instant it shows
 */
ThInstant
th_clock_now (ThClock *self)
{
  ThInstant now;

  if (!self->manual)
    return g_get_real_time ();

  g_mutex_lock (&self->mutex);
  now = self->now;
  g_mutex_unlock (&self->mutex);
  return now;
}

/**
 * th_clock_is_manual:
 * @self: a clock
 *
 * Returns: whether th_clock_advance_to() moves it
 */
gboolean
th_clock_is_manual (ThClock *self)
{
  return self->manual;
}

/**
 * th_clock_advance_to:
 * @self: a clock
 * @at: what it shall show
 *
 * Moves a manual clock forward. Time never goes back, so that the order of
 * events and the order of their instants cannot disagree.
 *
 * Returns: FALSE, with nothing changed, when @at is earlier than what the
 *   clock shows or when the clock is not a manual one
 */
gboolean
th_clock_advance_to (ThClock *self, ThInstant at)
{
  gboolean moved;

  if (!self->manual)
    return FALSE;

  g_mutex_lock (&self->mutex);
  moved = at >= self->now;
  if (moved)
    self->now = at;
  g_mutex_unlock (&self->mutex);
  return moved;
}
