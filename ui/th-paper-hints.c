/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: everything to bring and to know on one page that can be read at arm's
 * length. The page is a list of blocks; the largest type with which all of
 * them fit is found by measuring, in one column as long as that is readable,
 * then in two. Nothing is ever dropped: what does not fit at the smallest type
 * is scaled, and a page of thirty matters is small but whole. */

#include "th-paper-hints.h"

#include <glib/gi18n.h>
#include <math.h>

#include "th-paper-forms.h"
#include "th-pen.h"
#include "th-text.h"

#define MARGIN 40.0
#define GUTTER 18.0
#define WIDTH  (TH_PAPER_A4_WIDTH - 2 * MARGIN)

typedef enum
{
  BLOCK_SECTION,   /* a heading; never the last of a column */
  BLOCK_MATTER,    /* mark: number, text: name, side: online */
  BLOCK_ITEM,      /* a line with a box to tick */
  BLOCK_NOTE,      /* mark: what it is about, text */
} BlockKind;

typedef struct
{
  BlockKind kind;
  char     *mark;
  char     *text;
  char     *side;
} Block;

typedef struct
{
  ThPaperFacts *facts;
  GPtrArray    *blocks;
  double        size;      /* of the type, in points */
  guint         columns;
  double        column;    /* height of each of two columns */
  double        scale;
} Hints;

static void
block_free (gpointer data)
{
  Block *self = data;

  g_free (self->mark);
  g_free (self->text);
  g_free (self->side);
  g_free (self);
}

static void
hints_free (gpointer data)
{
  Hints *self = data;

  th_paper_facts_free (self->facts);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/* --- what stands there -------------------------------------------------------- */

/* @mark, @text and @side are (transfer full). */
static void
add (Hints *self, BlockKind kind, char *mark, char *text, char *side)
{
  Block *block = g_new0 (Block, 1);

  block->kind = kind;
  block->mark = mark;
  block->text = text;
  block->side = side;
  g_ptr_array_add (self->blocks, block);
}

static void
add_section (Hints *self, const char *title, const char *side)
{
  add (self, BLOCK_SECTION, NULL, g_strdup (title), g_strdup (side));
}

static const char *
online_words (const char *online)
{
  if (g_strcmp0 (online, "full") == 0)
    return _("can be done online");
  if (g_strcmp0 (online, "partial") == 0)
    return _("partly online");

  return NULL;
}

static void
add_matters (Hints *self)
{
  g_autoptr (GPtrArray) codes = th_paper_facts_codes (self->facts);
  JsonArray *online = th_member_array (self->facts->told, "online");

  add_section (self, g_dngettext (GETTEXT_PACKAGE, "Your matter", "Your matters", codes->len), NULL);
  for (guint i = 0; i < codes->len; i++)
    {
      const char *code = g_ptr_array_index (codes, i);
      const char *words = NULL;

      for (guint k = 0; online != NULL && k < json_array_get_length (online); k++)
        if (g_strcmp0 (th_member_text (th_member_element (online, k), "matter"), code) == 0)
          words = online_words (th_member_text (th_member_element (online, k), "online"));
      add (self, BLOCK_MATTER, codes->len > 1 ? g_strdup_printf ("%u", i + 1) : NULL, g_strdup (th_paper_facts_name (self->facts, code)),
           g_strdup (words));
    }
}

/* Parts that are there, an em space between them. */
static char *
join (char *first, char *second, char *third)
{
  g_autofree char *parts[] = { first, second, third };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\342\200\203" : "", parts[i]);
  g_free (second);
  g_free (third);
  parts[1] = parts[2] = NULL;

  return g_string_free (text, FALSE);
}

static void
add_lines (Hints *self, const char *key, const char *title, const char *side)
{
  JsonArray *lines = th_member_array (self->facts->told, key);

  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    {
      JsonObject *line = th_member_element (lines, i);
      gboolean here = g_str_equal (key, "printed_here");

      if (i == 0)
        add_section (self, title, side);
      add (self, BLOCK_ITEM, NULL, g_strdup (th_member_local (line, "")),
           join (here ? th_paper_forms_signers (th_member_text (line, "material"), th_paper_facts_company (self->facts))
                      : th_paper_facts_form (line),
                 th_paper_facts_condition (self->facts, line), th_paper_facts_for (self->facts, line)));
    }
}

static void
add_hints (Hints *self)
{
  JsonArray *hints = th_member_array (self->facts->told, "hints");
  g_autoptr (GPtrArray) codes = th_paper_facts_codes (self->facts);

  if (hints == NULL || json_array_get_length (hints) == 0)
    return;

  add_section (self, _("Please note: common mistakes"), NULL);
  for (guint i = 0; i < json_array_get_length (hints); i++)
    {
      JsonObject *hint = th_member_element (hints, i);
      guint number = th_paper_facts_number (self->facts, th_member_text (hint, "matter"));

      add (self, BLOCK_NOTE, codes->len > 1 && number > 0 ? g_strdup_printf ("%u", number) : g_strdup ("–"),
           g_strdup (th_member_local (hint, "")), NULL);
    }
}

/* Days that follow from the law or from what the hall promises, in sentences. */
static void
add_dates (Hints *self)
{
  const struct
  {
    const char *member;
    const char *mark;
  } dates[] = { { "legal", C_("paper", "Time limit") }, { "ukey", C_("paper", "U-key") } };
  gboolean begun = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      JsonObject *entry = th_member_object (self->facts->told, dates[i].member);
      const char *sentence = entry != NULL ? th_member_local (entry, "") : NULL;

      if (sentence == NULL)
        continue;
      if (!begun)
        add_section (self, _("Dates to keep in mind"), NULL);
      begun = TRUE;
      add (self, BLOCK_NOTE, g_strdup (dates[i].mark), g_strdup (sentence), NULL);
    }
}

static void
add_blocks (Hints *self)
{
  add_matters (self);
  add_lines (self, "bring", C_("paper", "Please bring"), NULL);
  add_lines (self, "printed_here", _("We print these and help you fill them in"), _("free of charge"));
  add_hints (self);
  add_dates (self);
}

/* --- how a block looks -------------------------------------------------------- */

static double
put_section (ThPen *pen, const Block *block, double x, double y, double width, double size)
{
  double top = size * 0.75;
  double side = th_pen_extent (pen, size * 0.9, TH_PEN_GREY, block->side);
  double height = th_pen_text (pen, x, y + top, width - side - size, size * 1.15, TH_PEN_BOLD, block->text);

  th_pen_text (pen, x, y + top + size * 0.25, width, size * 0.9, TH_PEN_GREY | TH_PEN_RIGHT, block->side);
  th_pen_rule (pen, x, y + top + height + 1, width, 1, 0);

  return top + height + size * 0.3 + 1;
}

/* A heading once more, at the top of the column where what it heads goes on. */
static double
put_again (ThPen *pen, const Block *block, double x, double y, double width, double size)
{
  g_autofree char *text = g_strdup_printf (C_("paper", "%s (continued)"), block->text);
  Block again = { BLOCK_SECTION, NULL, text, NULL };

  return put_section (pen, &again, x, y, width, size);
}

static double
put_matter (ThPen *pen, const Block *block, double x, double y, double width, double size)
{
  double indent = block->mark != NULL ? size * 1.6 : 0;
  double side = th_pen_extent (pen, size * 0.9, TH_PEN_GREY, block->side);
  double height = th_pen_text (pen, x + indent, y, width - indent - side - size * 0.5, size, TH_PEN_BOLD, block->text);

  th_pen_text (pen, x, y, indent, size, TH_PEN_BOLD, block->mark);
  th_pen_text (pen, x, y + size * 0.1, width, size * 0.9, TH_PEN_GREY | TH_PEN_RIGHT, block->side);

  return height + size * 0.1;
}

/* The box, the name, and beside it or, where it is narrow, below it what is asked of it. */
static double
put_item (ThPen *pen, const Block *block, double x, double y, double width, double size)
{
  double indent = size * 1.6;
  double box = size * 0.95;
  gboolean wide = width > 40 * size;
  double name = wide ? width * 0.52 - indent : width - indent;
  double height = th_pen_text (pen, x + indent, y + 1, name, size, TH_PEN_PLAIN, block->text);

  th_pen_box (pen, x + 0.5, y + 1 + size * 0.3, box, box, 0.7);
  if (wide)
    height = fmax (height, th_pen_text (pen, x + width * 0.54, y + 1, width * 0.46, size, TH_PEN_PLAIN, block->side));
  else
    height += th_pen_text (pen, x + indent, y + 1 + height, name, size * 0.9, TH_PEN_GREY, block->side);
  th_pen_rule (pen, x + indent, y + 1 + height + 1, width - indent, 0.3, 0.6);

  return height + 3;
}

static double
put_note (ThPen *pen, const Block *block, double x, double y, double width, double size)
{
  double indent = fmax (size * 1.6, th_pen_extent (pen, size, TH_PEN_BOLD, block->mark) + size * 0.35);
  double height;

  /* A long mark in a narrow column gets a line of its own. */
  if (indent > width * 0.45)
    {
      height = th_pen_text (pen, x, y, width, size, TH_PEN_BOLD, block->mark);
      height += th_pen_text (pen, x + size * 1.6, y + height, width - size * 1.6, size, TH_PEN_PLAIN, block->text);
      return height + size * 0.15;
    }

  height = th_pen_text (pen, x, y, indent, size, TH_PEN_BOLD, block->mark);
  height = fmax (height, th_pen_text (pen, x + indent, y, width - indent, size, TH_PEN_PLAIN, block->text));

  return height + size * 0.15;
}

static double
put_block (ThPen *pen, const Block *block, double x, double y, double width, double size)
{
  switch (block->kind)
    {
    case BLOCK_SECTION: return put_section (pen, block, x, y, width, size);
    case BLOCK_MATTER:  return put_matter (pen, block, x, y, width, size);
    case BLOCK_ITEM:    return put_item (pen, block, x, y, width, size);
    case BLOCK_NOTE:    return put_note (pen, block, x, y, width, size);
    default:            g_return_val_if_reached (0);
    }
}

/* --- head and foot ------------------------------------------------------------ */

typedef struct
{
  const char *label;
  char       *value;
} Cell;

/* The row of boxes that answers when, where and how long; what is not known has no box. */
static double
put_cells (Hints *self, ThPen *pen, double y, double size)
{
  g_autofree char *day = th_paper_facts_day (self->facts);
  g_autofree char *hours = th_paper_facts_hours (self->facts);
  g_autofree char *check_in = th_paper_facts_check_in (self->facts);
  gint64 minutes = th_member_int (self->facts->told, "minutes", 0);
  Cell cells[] = {
    { C_("paper", "Time"), day != NULL ? g_strdup_printf ("%s\n%s", day, hours) : NULL },
    { C_("paper", "Check in"), g_steal_pointer (&check_in) },
    { C_("paper", "Where"), th_paper_facts_where (self->facts) },
    { _("Takes about"), minutes > 0 ? g_strdup_printf (C_("paper", "%d minutes"), (int) minutes) : NULL },
  };
  const double shares[] = { 0.34, 0.2, 0.26, 0.2 };
  double edges[G_N_ELEMENTS (cells)] = { 0 };
  double total = 0;
  double height = 0;
  double x = MARGIN;

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    total += cells[i].value != NULL ? shares[i] : 0;
  for (guint i = 0; total > 0 && i < G_N_ELEMENTS (cells); i++)
    {
      double width = WIDTH * shares[i] / total;
      double used;

      if (cells[i].value == NULL)
        continue;
      used = th_pen_text (pen, x + 8, y + 5, width - 12, size * 0.85, TH_PEN_GREY, cells[i].label);
      used += th_pen_line (pen, x + 8, y + 5 + used, width - 12, size * 1.2, size * 0.9, TH_PEN_BOLD, cells[i].value);
      edges[i] = x;
      height = MAX (height, used + 10);
      x += width;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    if (edges[i] > MARGIN)
      th_pen_stroke (pen, edges[i], y + 5, edges[i], y + height - 5, 0.5, 0.5);
  if (height > 0)
    th_pen_box (pen, MARGIN, y, WIDTH, height, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    g_free (cells[i].value);

  return height;
}

/* Whose sheet it is, and when to come. */
static double
put_head (Hints *self, ThPen *pen, double y, double size)
{
  g_autofree char *hall = th_paper_facts_hall (self->facts);
  g_autofree char *code = th_paper_facts_code (self->facts);
  g_autofree char *booking = code != NULL ? g_strdup_printf (C_("paper", "Booking %s"), code) : NULL;
  g_autofree char *name = th_paper_facts_value (self->facts, "party.name");
  g_autofree char *agent = th_paper_facts_value (self->facts, "party.agent");
  g_autofree char *who = agent != NULL ? g_strdup_printf (_("%s (agent: %s)"), name, agent) : g_strdup (name);
  double begin = y;

  th_pen_text (pen, MARGIN, y, WIDTH, size, TH_PEN_RIGHT | TH_PEN_BOLD, booking);
  y += th_pen_text (pen, MARGIN, y, WIDTH * 0.7, size, TH_PEN_GREY, hall);
  y += th_pen_text (pen, MARGIN, y, WIDTH, size * 2, TH_PEN_BOLD, _("Hint sheet for your visit"));
  y += th_pen_line (pen, MARGIN, y, WIDTH, size * 1.1, size * 0.9, TH_PEN_PLAIN, who);
  y += size * 0.5;
  y += put_cells (self, pen, y, size);

  return y - begin;
}

static double
put_foot (Hints *self, ThPen *pen, double y, double size)
{
  g_autofree char *places = th_paper_facts_places (self->facts);
  const char *also = _("Also done at");
  const char *questions = _("Questions");
  double indent = size + fmax (th_pen_extent (pen, size, TH_PEN_BOLD, also),
                               th_pen_extent (pen, size, TH_PEN_BOLD, questions));
  g_autofree char *phones = th_paper_facts_phones (self->facts);
  g_autofree char *today = th_paper_facts_today (self->facts);
  g_autofree char *printed = g_strdup_printf (_("Printed on %s"), today);
  double begin = y;

  th_pen_rule (pen, MARGIN, y, WIDTH, 0.7, 0);
  y += 4;
  th_pen_text (pen, MARGIN, y, indent, size, TH_PEN_BOLD, places != NULL ? also : NULL);
  y += th_pen_text (pen, MARGIN + indent, y, WIDTH - indent, size, TH_PEN_PLAIN, places);
  th_pen_text (pen, MARGIN, y, indent, size, TH_PEN_BOLD, questions);
  y += th_pen_text (pen, MARGIN + indent, y, WIDTH - indent, size, TH_PEN_PLAIN, phones);
  y += th_pen_text (pen, MARGIN, y, WIDTH, size * 0.9, TH_PEN_GREY, printed);

  return y - begin;
}

/* --- fitting ------------------------------------------------------------------- */

static double
column_width (guint columns)
{
  return columns == 2 ? (WIDTH - GUTTER) / 2 : WIDTH;
}

static BlockKind
kind_at (GPtrArray *blocks, guint i)
{
  return ((Block *) g_ptr_array_index (blocks, i))->kind;
}

/* The heading that a column must repeat when it begins with block @first; @first when there is none. */
static guint
heading_of (GPtrArray *blocks, guint first)
{
  guint i = first;

  while (i < blocks->len && i > 0 && kind_at (blocks, i) != BLOCK_SECTION)
    i--;

  return i;
}

/* Where the blocks from @first on no longer stand in @height; a heading goes with what it heads. */
static guint
fill (const double *heights, GPtrArray *blocks, guint first, double height)
{
  guint heading = heading_of (blocks, first);
  guint i = first;
  double used = heading != first ? heights[heading] : 0;

  while (i < blocks->len && used + heights[i] <= height)
    used += heights[i++];
  while (i < blocks->len && i > first + 1 && kind_at (blocks, i - 1) == BLOCK_SECTION)
    i--;

  return i;
}

/* The least height of both columns with which all blocks stand; @most and more when they do not. */
static double
balance (const double *heights, GPtrArray *blocks, double most)
{
  double low = 0;
  double high = most;

  if (fill (heights, blocks, fill (heights, blocks, 0, most), most) < blocks->len)
    return most + 1;
  while (high - low > 1)
    {
      double middle = (low + high) / 2;

      if (fill (heights, blocks, fill (heights, blocks, 0, middle), middle) < blocks->len)
        low = middle;
      else
        high = middle;
    }

  return high;
}

static double *
measure (Hints *self, ThPen *pen, double size, guint columns)
{
  double *heights = g_new (double, self->blocks->len);

  for (guint i = 0; i < self->blocks->len; i++)
    heights[i] = put_block (pen, g_ptr_array_index (self->blocks, i), 0, 0, column_width (columns), size);

  return heights;
}

/* Whether all fits at @size in @columns on a page of @page points. */
static gboolean
try (Hints *self, double size, guint columns, double page)
{
  g_auto (ThPen) pen;
  g_autofree double *heights = NULL;
  double most;
  double total = 0;

  th_pen_init (&pen, NULL);
  most = page - put_head (self, &pen, 0, size) - put_foot (self, &pen, 0, size) - size;
  heights = measure (self, &pen, size, columns);
  self->size = size;
  self->columns = columns;
  if (columns == 2)
    {
      self->column = balance (heights, self->blocks, most);
      return self->column <= most;
    }

  for (guint i = 0; i < self->blocks->len; i++)
    total += heights[i];

  return total <= most;
}

static void
fit (Hints *self)
{
  static const struct
  {
    guint  columns;
    double from, to;
  } steps[] = { { 1, 12.5, 9 }, { 2, 9.5, 7 } };
  double page = TH_PAPER_A4_HEIGHT - 2 * MARGIN;

  self->scale = 1;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (double size = steps[i].from; size >= steps[i].to; size -= 0.25)
      if (try (self, size, steps[i].columns, page))
        return;

  /* Then the page is taken for larger than it is, and drawn smaller. */
  while (!try (self, 7, 2, page / self->scale))
    self->scale *= 0.97;
}

static void
draw (gpointer data, guint number, cairo_t *cr)
{
  Hints *self = data;
  g_auto (ThPen) pen;
  double width = column_width (self->columns);
  double page = (TH_PAPER_A4_HEIGHT - 2 * MARGIN) / self->scale;
  double top;
  guint next = 0;

  th_pen_init (&pen, cr);
  cairo_translate (cr, TH_PAPER_A4_WIDTH * (1 - self->scale) / 2, MARGIN);
  cairo_scale (cr, self->scale, self->scale);
  top = put_head (self, &pen, 0, self->size);

  for (guint column = 0; column < self->columns; column++)
    {
      g_autofree double *heights = measure (self, &(ThPen) { NULL, pen.context }, self->size, self->columns);
      guint last = self->columns == 2 ? fill (heights, self->blocks, next, self->column) : self->blocks->len;
      guint heading = heading_of (self->blocks, next);
      double y = top;

      if (heading != next)
        y += put_again (&pen, g_ptr_array_index (self->blocks, heading), MARGIN + column * (width + GUTTER), y, width,
                        self->size);
      for (; next < last; next++)
        y += put_block (&pen, g_ptr_array_index (self->blocks, next), MARGIN + column * (width + GUTTER), y, width,
                        self->size);
    }

  put_foot (self, &pen, page - put_foot (self, &(ThPen) { NULL, pen.context }, 0, self->size), self->size);
}

ThPaperSheet *
th_paper_hints_new (ThPaperFacts *facts)
{
  Hints *self = g_new0 (Hints, 1);

  self->facts = facts;
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  add_blocks (self);
  fit (self);

  return th_paper_sheet_new (_("Hint sheet"), TH_PAPER_A4_WIDTH, TH_PAPER_A4_HEIGHT, 1, draw, self, hints_free);
}
