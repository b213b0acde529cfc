/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of calling.
 *
 * A window looks at the first tier of its duty that has anybody waiting, and
 * calls the ticket with the smallest key:
 *
 *   fifo      (place)
 *   priority  (class, place)
 *   appt      (class, 0, slot) for a booking in time, from early before its
 *             slot on; (class, 1, place) for all others
 *   due:A     (class, due), due being the slot of a booking in time, and the
 *             place plus A for all others, so that nobody starves
 *
 * The place is the arrival; ties go to the smaller tie number, and then to the
 * older ticket, so that no two are ever equal. A ratio of
 * priority to ordinary calls bounds how long the priority class may pass the
 * others: it is counted for each window, inside the tier that is looked at. */

#include "th-order.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/**
 * th_discipline_parse:
 * @text: "fifo", "priority", "appt" or "due:A"
 * @unit_us: the unit of A in microseconds; the hall writes minutes
 * @discipline: (inout): only the kind and the allowance are set
 *
 * Returns: FALSE with BAD_REQUEST when @text is none of these
 */
gboolean
th_discipline_parse (const char   *text,
                     gint64        unit_us,
                     ThDiscipline *discipline,
                     GError      **error)
{
  static const char *const names[] = { "fifo", "priority", "appt" };
  char *end = NULL;
  double allowance;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (text, names[i]))
      {
        discipline->kind = (ThOrderKind) i;
        return TRUE;
      }

  if (g_str_has_prefix (text, "due:"))
    {
      allowance = g_ascii_strtod (text + 4, &end);
      if (end != text + 4 && *end == '\0' && isfinite (allowance) && allowance >= 0 && allowance <= 1e6)
        {
          discipline->kind = TH_ORDER_DUE;
          discipline->allowance_us = (gint64) llround (allowance * (double) unit_us);
          return TRUE;
        }
    }
  g_set_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST,
               _("\"%s\" is not an order of calling. Use fifo, priority, appt or due:A."), text);
  return FALSE;
}

typedef struct
{
  gint64 part[6];
} Key;

static Key
key_of (const ThDiscipline *discipline,
        const ThHead       *head,
        ThInstant           now)
{
  Key key = { { 0, 0, 0, head->rank, head->tie, head->id } };

  switch (discipline->kind)
    {
    case TH_ORDER_PRIORITY:
      key.part[0] = head->ticket_class;
      break;
    case TH_ORDER_APPT:
      key.part[0] = head->ticket_class;
      if (head->booked && now >= head->slot - discipline->early_us)
        key.part[2] = head->slot;
      else
        key.part[1] = 1;
      break;
    case TH_ORDER_DUE:
      key.part[0] = head->ticket_class;
      key.part[2] = head->booked ? head->slot : head->rank + discipline->allowance_us;
      break;
    case TH_ORDER_FIFO:
    default:
      break;
    }
  /* Bookings of one slot go by arrival, and so do walk-ins that fall due together. */
  return key;
}

/**
 * th_order_compare:
 *
 * Returns: negative when @a is called before @b at @now, tiers included
 */
int
th_order_compare (const ThDiscipline *discipline,
                  const ThHead       *a,
                  const ThHead       *b,
                  ThInstant           now)
{
  Key x, y;

  if (a->tier != b->tier)
    return a->tier < b->tier ? -1 : 1;
  x = key_of (discipline, a, now);
  y = key_of (discipline, b, now);
  for (guint i = 0; i < G_N_ELEMENTS (x.part); i++)
    if (x.part[i] != y.part[i])
      return x.part[i] < y.part[i] ? -1 : 1;
  return 0;
}

static gboolean
ratio_holds_back (const ThDiscipline *discipline,
                  ThRun               run)
{
  return discipline->kind != TH_ORDER_FIFO &&
         discipline->priority_run > 0 && discipline->ordinary_run > 0 &&
         run.priority >= discipline->priority_run && run.ordinary < discipline->ordinary_run;
}

/**
 * th_order_pick:
 * @heads: (array length=n): the heads of the lines of one window's duty
 * @run: what the window called lately
 *
 * Returns: the index of the ticket to call, or -1 when nobody waits
 */
int
th_order_pick (const ThDiscipline *discipline,
               const ThHead       *heads,
               guint               n,
               ThRun               run,
               ThInstant           now)
{
  int best = -1;
  int ordinary = -1;

  for (guint i = 0; i < n; i++)
    if (best < 0 || th_order_compare (discipline, &heads[i], &heads[best], now) < 0)
      best = i;
  if (best < 0 || heads[best].ticket_class != 0 || !ratio_holds_back (discipline, run))
    return best;

  for (guint i = 0; i < n; i++)
    if (heads[i].tier == heads[best].tier && heads[i].ticket_class != 0 &&
        (ordinary < 0 || th_order_compare (discipline, &heads[i], &heads[ordinary], now) < 0))
      ordinary = i;
  return ordinary >= 0 ? ordinary : best;
}

/**
 * th_order_run_after:
 *
 * Returns: the counts of a window after it called a ticket of @ticket_class
 */
ThRun
th_order_run_after (const ThDiscipline *discipline,
                    ThRun               run,
                    int                 ticket_class)
{
  if (discipline->priority_run <= 0 || discipline->ordinary_run <= 0)
    return (ThRun) { 0, 0 };
  if (ticket_class == 0)
    return (ThRun) { run.ordinary >= discipline->ordinary_run ? 1 : MIN (run.priority + 1, discipline->priority_run), 0 };
  if (run.priority < discipline->priority_run)
    return (ThRun) { 0, 0 };
  if (run.ordinary + 1 >= discipline->ordinary_run)
    return (ThRun) { 0, 0 };
  return (ThRun) { run.priority, run.ordinary + 1 };
}

typedef struct
{
  const ThDiscipline *discipline;
  const ThHead       *tickets;
  ThInstant           now;
} Sorting;

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const Sorting *sorting = data;

  return th_order_compare (sorting->discipline, &sorting->tickets[*(const guint *) a], &sorting->tickets[*(const guint *) b], sorting->now);
}

/**
 * th_order_sequence:
 * @tickets: (array length=n): everybody who waits for one window
 * @order: (out caller-allocates) (array length=n): indexes in the order in
 *   which they would be called now, if nobody else came
 *
 * The same as picking again and again, in n log n steps: sorted, the two
 * classes of a tier are merged as the ratio says.
 */
void
th_order_sequence (const ThDiscipline *discipline,
                   const ThHead       *tickets,
                   guint               n,
                   ThRun               run,
                   ThInstant           now,
                   guint              *order)
{
  Sorting sorting = { discipline, tickets, now };
  g_autofree guint *sorted = g_new (guint, n + 1);
  guint done = 0;

  for (guint i = 0; i < n; i++)
    sorted[i] = i;
  g_qsort_with_data (sorted, (int) n, sizeof *sorted, compare_places, &sorting);

  for (guint from = 0, to; from < n; from = to)
    {
      guint first = from;       /* next of any class */
      guint other = from;       /* next ordinary one, when priority must wait */
      g_autofree gboolean *taken = NULL;

      for (to = from; to < n && tickets[sorted[to]].tier == tickets[sorted[from]].tier; to++)
        ;
      taken = g_new0 (gboolean, to - from);
      for (guint k = from; k < to; k++)
        {
          guint chosen;

          while (taken[first - from])
            first++;
          chosen = first;
          if (tickets[sorted[first]].ticket_class == 0 && ratio_holds_back (discipline, run))
            {
              other = MAX (other, first);
              while (other < to && (taken[other - from] || tickets[sorted[other]].ticket_class == 0))
                other++;
              if (other < to)
                chosen = other;
            }
          taken[chosen - from] = TRUE;
          order[done++] = sorted[chosen];
          run = th_order_run_after (discipline, run, tickets[sorted[chosen]].ticket_class);
        }
    }
}

/**
 * th_order_match:
 * @picked: (array length=n): what each of the free windows would call
 * @windows: (array length=n): the free windows
 *
 * Of several windows that could call now the one acts whose ticket comes
 * first; of those with the same ticket the one with the smallest duty, then
 * the longest idle, then the first.
 *
 * Returns: the index of that window, or -1 when @n is 0
 */
int
th_order_match (const ThDiscipline *discipline,
                const ThHead       *picked,
                const ThFreeWindow *windows,
                guint               n,
                ThInstant           now)
{
  int best = -1;

  for (guint i = 0; i < n; i++)
    {
      int order = best < 0 ? -1 : th_order_compare (discipline, &picked[i], &picked[best], now);

      if (order == 0)
        order = (int) windows[i].n_queues - (int) windows[best].n_queues;
      if (order == 0 && windows[i].free_since != windows[best].free_since)
        order = windows[i].free_since < windows[best].free_since ? -1 : 1;
      if (order == 0)
        order = windows[i].position < windows[best].position ? -1 : 1;
      if (order < 0)
        best = i;
    }
  return best;
}
