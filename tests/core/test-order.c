/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of calling as pure functions: tables for what is written in the
 * head of th-order.c, and properties on random lines; duties; which of several
 * free windows acts. */

#include <string.h>

#include "th-duty.h"
#include "th-order.h"

#define MINUTE (60 * TH_SECOND_US)
#define ROUNDS 400

/* --- disciplines ------------------------------------------------------ */

static ThDiscipline
discipline (const char *text)
{
  ThDiscipline result = { .early_us = 10 * MINUTE };
  g_autoptr (GError) error = NULL;

  g_assert_true (th_discipline_parse (text, MINUTE, &result, &error));
  g_assert_no_error (error);
  return result;
}

static void
test_discipline_parse (void)
{
  static const char *const wrong[] = {
    "", "FIFO", "fifo ", "appt:3", "due", "due:", "due:x", "due:-1", "due:nan", "due:inf", "due:1e9", "due:10m", "priority:1", "alternate:2",
  };

  g_assert_cmpint (discipline ("fifo").kind, ==, TH_ORDER_FIFO);
  g_assert_cmpint (discipline ("priority").kind, ==, TH_ORDER_PRIORITY);
  g_assert_cmpint (discipline ("appt").kind, ==, TH_ORDER_APPT);
  g_assert_cmpint (discipline ("due:30").kind, ==, TH_ORDER_DUE);
  g_assert_cmpint (discipline ("due:30").allowance_us, ==, 30 * MINUTE);
  g_assert_cmpint (discipline ("due:0").allowance_us, ==, 0);
  g_assert_cmpint (discipline ("due:0.5").allowance_us, ==, MINUTE / 2);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      ThDiscipline result = { .kind = TH_ORDER_PRIORITY };
      g_autoptr (GError) error = NULL;

      g_assert_false (th_discipline_parse (wrong[i], MINUTE, &result, &error));
      g_assert_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST);
      g_assert_nonnull (strstr (error->message, wrong[i]));
      g_assert_cmpint (result.kind, ==, TH_ORDER_PRIORITY);
    }
}

/* --- the order, by table ---------------------------------------------- */

/* Minutes after nine; slot -1: not booked. */
typedef struct
{
  int tier, ticket_class, slot, arrived;
} Person;

static ThHead
head_of (const Person *person, guint index)
{
  return (ThHead) {
    .id = index + 1, .tier = person->tier, .ticket_class = person->ticket_class, .booked = person->slot >= 0,
    .slot = person->slot * MINUTE, .rank = person->arrived * MINUTE, .tie = index,
  };
}

typedef struct
{
  const char *discipline;
  int         now;
  const char *order;        /* of letters a, b, c ... */
  Person      people[6];
  int         n;
} Order;

static const Order orders[] = {
  /* Arrival, and nothing else. */
  { "fifo", 60, "abc", { { 0, 1, -1, 1 }, { 0, 1, -1, 2 }, { 0, 1, -1, 3 } }, 3 },
  { "fifo", 60, "bac", { { 0, 0, -1, 2 }, { 0, 1, -1, 1 }, { 0, 0, 0, 3 } }, 3 },
  { "fifo", 60, "ba", { { 1, 1, -1, 1 }, { 0, 1, -1, 9 } }, 2 },
  /* Equal arrivals go by their number. */
  { "fifo", 60, "abc", { { 0, 1, -1, 5 }, { 0, 1, -1, 5 }, { 0, 1, -1, 5 } }, 3 },
  /* Class before arrival; a slot counts for nothing. */
  { "priority", 60, "cab", { { 0, 1, -1, 1 }, { 0, 1, 0, 2 }, { 0, 0, -1, 3 } }, 3 },
  { "priority", 60, "bdac", { { 0, 1, -1, 1 }, { 0, 0, -1, 2 }, { 0, 1, -1, 3 }, { 0, 0, -1, 4 } }, 4 },
  /* A booking has its rank from ten minutes before the slot. */
  { "appt", 19, "ab", { { 0, 1, -1, 1 }, { 0, 1, 30, 15 } }, 2 },
  { "appt", 20, "ba", { { 0, 1, -1, 1 }, { 0, 1, 30, 15 } }, 2 },
  { "appt", 40, "bca", { { 0, 1, -1, 1 }, { 0, 1, 30, 29 }, { 0, 1, 35, 15 } }, 3 },
  /* Two bookings of one slot go by arrival. */
  { "appt", 40, "cba", { { 0, 1, -1, 1 }, { 0, 1, 30, 25 }, { 0, 1, 30, 20 } }, 3 },
  /* Before its time a booking stands where it arrived. */
  { "appt", 10, "abc", { { 0, 1, -1, 1 }, { 0, 1, 60, 2 }, { 0, 1, -1, 3 } }, 3 },
  /* Class before booking. */
  { "appt", 40, "cba", { { 0, 1, -1, 1 }, { 0, 1, 30, 20 }, { 0, 0, -1, 39 } }, 3 },
  { "appt", 40, "dcba", { { 0, 1, -1, 1 }, { 0, 1, 30, 20 }, { 0, 0, -1, 5 }, { 0, 0, 45, 30 } }, 4 },
  /* Who is due first. */
  { "due:30", 40, "bac", { { 0, 1, -1, 5 }, { 0, 1, 30, 20 }, { 0, 1, -1, 6 } }, 3 },
  { "due:30", 40, "abc", { { 0, 1, -1, 0 }, { 0, 1, 31, 20 }, { 0, 1, -1, 6 } }, 3 },
  { "due:0", 40, "acb", { { 0, 1, -1, 5 }, { 0, 1, 30, 20 }, { 0, 1, -1, 6 } }, 3 },
  { "due:30", 40, "cab", { { 0, 1, -1, 5 }, { 0, 1, 90, 20 }, { 0, 0, -1, 39 } }, 3 },
  /* A lower tier waits for all above it. */
  { "appt", 40, "cab", { { 1, 0, -1, 1 }, { 1, 1, 30, 20 }, { 0, 1, -1, 39 } }, 3 },
  { "due:5", 99, "bca", { { 2, 0, -1, 1 }, { 0, 1, 98, 20 }, { 1, 1, -1, 39 } }, 3 },
};

static void
test_orders (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      const Order *row = &orders[i];
      ThDiscipline rules = discipline (row->discipline);
      ThHead heads[6];
      guint order[6];
      char got[7] = "";

      for (int k = 0; k < row->n; k++)
        heads[k] = head_of (&row->people[k], k);
      th_order_sequence (&rules, heads, row->n, (ThRun) { 0, 0 }, row->now * MINUTE, order);
      for (int k = 0; k < row->n; k++)
        got[k] = (char) ('a' + order[k]);
      g_test_message ("row %u, %s", i, row->discipline);
      g_assert_cmpstr (got, ==, row->order);
      g_assert_cmpint (th_order_pick (&rules, heads, row->n, (ThRun) { 0, 0 }, row->now * MINUTE), ==, row->order[0] - 'a');
    }
}

static void
test_nobody (void)
{
  ThDiscipline rules = discipline ("appt");
  guint order[1] = { 99 };

  g_assert_cmpint (th_order_pick (&rules, NULL, 0, (ThRun) { 0, 0 }, 0), ==, -1);
  g_assert_cmpint (th_order_match (&rules, NULL, NULL, 0, 0), ==, -1);
  th_order_sequence (&rules, NULL, 0, (ThRun) { 0, 0 }, 0, order);
  g_assert_cmpuint (order[0], ==, 99);
}

/* --- the ratio -------------------------------------------------------- */

/* The classes in the order they are called when many of both wait. */
static char *
mixture (int priority_run, int ordinary_run, int priority, int ordinary, ThRun run)
{
  ThDiscipline rules = discipline ("priority");
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (ThHead));
  GString *called = g_string_new (NULL);

  rules.priority_run = priority_run;
  rules.ordinary_run = ordinary_run;
  for (int i = 0; i < priority + ordinary; i++)
    {
      ThHead head = head_of (&(Person) { 0, i < ordinary, -1, i }, i);

      g_array_append_val (heads, head);
    }
  while (heads->len > 0)
    {
      int picked = th_order_pick (&rules, (ThHead *) heads->data, heads->len, run, 0);
      int ticket_class = g_array_index (heads, ThHead, picked).ticket_class;

      g_string_append_c (called, ticket_class == 0 ? 'p' : 'o');
      run = th_order_run_after (&rules, run, ticket_class);
      g_array_remove_index (heads, picked);
    }
  return g_string_free (called, FALSE);
}

static void
test_ratio (void)
{
  static const struct { int p, o, priority, ordinary; ThRun run; const char *called; } rows[] = {
    { 1, 2, 3, 6, { 0, 0 }, "poopoopoo" },
    { 2, 1, 5, 2, { 0, 0 }, "ppoppop" },
    { 1, 1, 3, 3, { 0, 0 }, "popopo" },
    { 0, 0, 3, 2, { 0, 0 }, "pppoo" },
    { 3, 2, 3, 1, { 0, 0 }, "pppo" },
    { 1, 2, 4, 1, { 0, 0 }, "poppp" },       /* only one ordinary waits: then priority goes on */
    { 2, 1, 3, 3, { 2, 0 }, "oppopo" },      /* two were called before */
    { 1, 2, 3, 3, { 1, 1 }, "opoopp" },      /* half of the ordinary turn is over */
    { 1, 3, 0, 4, { 0, 0 }, "oooo" },
    { 2, 2, 4, 0, { 0, 0 }, "pppp" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *called = mixture (rows[i].p, rows[i].o, rows[i].priority, rows[i].ordinary, rows[i].run);

      g_test_message ("row %u", i);
      g_assert_cmpstr (called, ==, rows[i].called);
    }
}

/* The ratio holds inside the tier that is looked at: an ordinary ticket of a
 * lower tier does not pass. */
static void
test_ratio_and_tiers (void)
{
  ThDiscipline rules = discipline ("priority");
  ThHead heads[] = { head_of (&(Person) { 0, 0, -1, 5 }, 0), head_of (&(Person) { 1, 1, -1, 1 }, 1), head_of (&(Person) { 0, 1, -1, 9 }, 2) };

  rules.priority_run = 1;
  rules.ordinary_run = 1;
  g_assert_cmpint (th_order_pick (&rules, heads, 2, (ThRun) { 1, 0 }, 0), ==, 0);
  g_assert_cmpint (th_order_pick (&rules, heads, 3, (ThRun) { 1, 0 }, 0), ==, 2);
}

/* --- properties ------------------------------------------------------- */

static guint
random_line (ThHead *heads, ThDiscipline *rules)
{
  static const char *const names[] = { "fifo", "priority", "appt", "due:0", "due:20", "due:999" };
  static const int ratios[][2] = { { 0, 0 }, { 1, 1 }, { 1, 2 }, { 2, 1 }, { 3, 2 } };
  const int *ratio = ratios[g_test_rand_int_range (0, G_N_ELEMENTS (ratios))];
  guint n = g_test_rand_int_range (1, 40);

  *rules = discipline (names[g_test_rand_int_range (0, G_N_ELEMENTS (names))]);
  rules->priority_run = ratio[0];
  rules->ordinary_run = ratio[1];
  for (guint i = 0; i < n; i++)
    {
      Person person = { g_test_rand_int_range (0, 3), g_test_rand_int_range (0, 4) > 0,
                        g_test_rand_bit () ? g_test_rand_int_range (0, 60) : -1, g_test_rand_int_range (0, 20) };

      heads[i] = head_of (&person, i);
      if (g_test_rand_int_range (0, 5) == 0)
        heads[i].tie = 0;
    }
  return n;
}

static ThRun
random_run (const ThDiscipline *rules)
{
  ThRun run = { 0, 0 };

  for (int i = g_test_rand_int_range (0, 8); i > 0; i--)
    run = th_order_run_after (rules, run, g_test_rand_bit () ? 1 : 0);
  return run;
}

/* Sorting once is the same as picking again and again. */
static void
test_sequence_is_picking (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      ThHead heads[40], left[40];
      ThDiscipline rules;
      guint n = random_line (heads, &rules);
      ThRun run = random_run (&rules);
      ThInstant now = g_test_rand_int_range (0, 80) * MINUTE;
      guint order[40];

      th_order_sequence (&rules, heads, n, run, now, order);
      memcpy (left, heads, sizeof left);
      for (guint k = 0, waiting = n; k < n; k++)
        {
          int picked = th_order_pick (&rules, left, waiting, run, now);

          g_assert_cmpint (left[picked].id, ==, heads[order[k]].id);
          run = th_order_run_after (&rules, run, left[picked].ticket_class);
          left[picked] = left[--waiting];
        }
    }
}

/* The order is total: antisymmetric, transitive, and nobody is equal to anybody else. */
static void
test_order_is_total (void)
{
  for (int round = 0; round < ROUNDS / 4; round++)
    {
      ThHead heads[40];
      ThDiscipline rules;
      guint n = random_line (heads, &rules);
      ThInstant now = g_test_rand_int_range (0, 80) * MINUTE;

      for (guint a = 0; a < n; a++)
        for (guint b = 0; b < n; b++)
          {
            int ab = th_order_compare (&rules, &heads[a], &heads[b], now);

            g_assert_true ((ab == 0) == (a == b));
            g_assert_true ((ab < 0) == (th_order_compare (&rules, &heads[b], &heads[a], now) > 0));
            for (guint c = 0; ab < 0 && c < n; c++)
              if (th_order_compare (&rules, &heads[b], &heads[c], now) < 0)
                g_assert_cmpint (th_order_compare (&rules, &heads[a], &heads[c], now), <, 0);
          }
    }
}

/* Nobody of a lower tier goes before anybody of a higher one. */
static void
test_tiers_hold (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      ThHead heads[40];
      ThDiscipline rules;
      guint n = random_line (heads, &rules);
      guint order[40];

      th_order_sequence (&rules, heads, n, random_run (&rules), 40 * MINUTE, order);
      for (guint k = 1; k < n; k++)
        g_assert_cmpint (heads[order[k - 1]].tier, <=, heads[order[k]].tier);
    }
}

/* While an ordinary ticket waits, at most so many of the priority class go by. */
static void
test_ratio_is_a_bound (void)
{
  for (int p = 1; p <= 4; p++)
    for (int o = 1; o <= 4; o++)
      {
        g_autofree char *called = mixture (p, o, 30, 20, (ThRun) { 0, 0 });
        const char *last = strrchr (called, 'o');

        for (const char *c = called; c < last; c++)
          g_assert_cmpint (strspn (c, "p"), <=, p);
        /* And the ordinary do not pass more than is theirs while priority waits. */
        last = strrchr (called, 'p');
        for (const char *c = called; c < last && strchr (c, 'p') != NULL; c++)
          g_assert_cmpint (strspn (c, "o"), <=, o);
      }
}

/* With due:A nobody is passed by somebody who comes A minutes after they came,
 * and whose slot is not earlier: nobody starves. */
static void
test_due_starves_nobody (void)
{
  ThDiscipline rules = discipline ("due:30");
  ThHead waiting = head_of (&(Person) { 0, 1, -1, 0 }, 0);

  for (int minute = 31; minute < 400; minute++)
    {
      ThHead booked = head_of (&(Person) { 0, 1, minute, minute }, 1);
      ThHead walked = head_of (&(Person) { 0, 1, -1, minute }, 1);

      g_assert_cmpint (th_order_compare (&rules, &waiting, &booked, minute * MINUTE), <, 0);
      g_assert_cmpint (th_order_compare (&rules, &waiting, &walked, minute * MINUTE), <, 0);
    }
}

/* --- which window acts ------------------------------------------------ */

static void
test_match (void)
{
  ThDiscipline rules = discipline ("fifo");
  ThHead first = head_of (&(Person) { 0, 1, -1, 1 }, 0), second = head_of (&(Person) { 0, 1, -1, 2 }, 1);
  ThHead lower = head_of (&(Person) { 1, 1, -1, 0 }, 2);
  const struct { ThHead picked[3]; ThFreeWindow windows[3]; guint n; int acts; } rows[] = {
    { { second, first }, { { 1, 0, 0 }, { 3, 0, 1 } }, 2, 1 },             /* whose ticket comes first */
    { { first, first }, { { 2, 0, 0 }, { 1, 99, 1 } }, 2, 1 },              /* the same ticket: the smallest duty */
    { { first, first }, { { 2, 50, 0 }, { 2, 40, 1 } }, 2, 1 },             /* then the longest idle */
    { { first, first, first }, { { 2, 40, 2 }, { 2, 40, 0 }, { 2, 40, 1 } }, 3, 1 },   /* then the first */
    { { lower, second }, { { 1, 0, 0 }, { 2, 0, 1 } }, 2, 1 },              /* a lower tier waits */
    { { first }, { { 5, 0, 7 } }, 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (th_order_match (&rules, rows[i].picked, rows[i].windows, rows[i].n, 0), ==, rows[i].acts);
    }
}

/* --- duties ----------------------------------------------------------- */

static void
test_duty_parse (void)
{
  static const struct { const char *text, *canonical, *pattern; guint n; } rows[] = {
    { "T", "T", "|T|", 1 },
    { "T|F>N", "T|F>N", "|T|F|N|", 3 },
    { " T | F > N ", "T|F>N", "|T|F|N|", 3 },
    { "A>B>C|D", "A>B>C|D", "|A|B|C|D|", 4 },
    { "AB|A", "AB|A", "|AB|A|", 2 },
  };
  static const char *const wrong[] = { "", "|", ">", "T|", "T>", ">T", "T||F", "T>>F", "T|T", "T>T", "T F", "T;F", "税", "T%", "ABCDEFGHIJKLMNOPQ" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ThDuty) duty = th_duty_parse (rows[i].text, &error);
      g_autoptr (ThDuty) again = NULL;
      guint n;

      g_assert_no_error (error);
      g_assert_cmpstr (th_duty_text (duty), ==, rows[i].canonical);
      g_assert_cmpstr (th_duty_pattern (duty), ==, rows[i].pattern);
      th_duty_items (duty, &n);
      g_assert_cmpuint (n, ==, rows[i].n);
      again = th_duty_parse (th_duty_text (duty), NULL);
      g_assert_cmpstr (th_duty_text (again), ==, th_duty_text (duty));
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("\"%s\"", wrong[i]);
      g_assert_null (th_duty_parse (wrong[i], &error));
      g_assert_error (error, TH_ERROR, TH_ERROR_BAD_REQUEST);
    }
}

static void
test_duty_limits (void)
{
  g_autoptr (GString) many = g_string_new ("Q0");
  g_autofree char *endless = g_strnfill (5000, 'T');
  g_autoptr (ThDuty) most = NULL;

  for (int i = 1; i < 64; i++)
    g_string_append_printf (many, "|Q%d", i);
  most = th_duty_parse (many->str, NULL);
  g_assert_nonnull (most);
  g_string_append (many, "|Q64");
  g_assert_null (th_duty_parse (many->str, NULL));
  g_assert_null (th_duty_parse (endless, NULL));
}

static void
test_duty_tiers (void)
{
  g_autoptr (ThDuty) duty = th_duty_parse ("T|F>N>S", NULL);
  const char *const some[] = { "S", "F", NULL };
  const char *const none[] = { "G", NULL };
  g_autoptr (ThDuty) part = th_duty_only (duty, some);

  g_assert_cmpint (th_duty_tier (duty, "T"), ==, 0);
  g_assert_cmpint (th_duty_tier (duty, "F"), ==, 0);
  g_assert_cmpint (th_duty_tier (duty, "N"), ==, 1);
  g_assert_cmpint (th_duty_tier (duty, "S"), ==, 2);
  g_assert_cmpint (th_duty_tier (duty, "G"), ==, -1);
  g_assert_cmpint (th_duty_tier (duty, ""), ==, -1);
  /* What is left keeps its order; an empty tier is no tier. */
  g_assert_cmpstr (th_duty_text (part), ==, "F>S");
  g_assert_cmpint (th_duty_tier (part, "S"), ==, 1);
  g_assert_null (th_duty_only (duty, none));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/order/discipline", test_discipline_parse);
  g_test_add_func ("/order/table", test_orders);
  g_test_add_func ("/order/nobody", test_nobody);
  g_test_add_func ("/order/ratio", test_ratio);
  g_test_add_func ("/order/ratio-and-tiers", test_ratio_and_tiers);
  g_test_add_func ("/order/sequence-is-picking", test_sequence_is_picking);
  g_test_add_func ("/order/total", test_order_is_total);
  g_test_add_func ("/order/tiers-hold", test_tiers_hold);
  g_test_add_func ("/order/ratio-is-a-bound", test_ratio_is_a_bound);
  g_test_add_func ("/order/due-starves-nobody", test_due_starves_nobody);
  g_test_add_func ("/order/match", test_match);
  g_test_add_func ("/duty/parse", test_duty_parse);
  g_test_add_func ("/duty/limits", test_duty_limits);
  g_test_add_func ("/duty/tiers", test_duty_tiers);

  return g_test_run ();
}
