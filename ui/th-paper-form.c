/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: a form is a description, not a program. Its parts are rows of labelled
 * cells on a grid of twelve, lists with ruled entries, clauses, blank lines
 * and places to sign; here they become blocks, are measured, and go on as many
 * pages as they need. Room that is left makes rows higher, for people write
 * larger than printers. */

#include "th-paper-form.h"

#include <glib/gi18n.h>
#include <math.h>

#include "th-pen.h"
#include "th-paper-sheet.h"
#include "th-text.h"

#define MARGIN    42.0
#define WIDTH     (TH_PAPER_A4_WIDTH - 2 * MARGIN)
#define BOTTOM    (TH_PAPER_A4_HEIGHT - MARGIN)
#define FOOT      22.0
#define GRID      12
#define LINE      0.6
#define SEAL      88.0    /* the most across; a seal is about 40 mm and may go over the edge of its place */

typedef enum
{
  BLOCK_TEXT,       /* an introduction or a note */
  BLOCK_PART,       /* a heading; never the last of a page */
  BLOCK_CELLS,      /* a row of labelled cells */
  BLOCK_COLUMNS,    /* the head of a list */
  BLOCK_ENTRY,      /* one line of a list, with its number */
  BLOCK_CLAUSE,
  BLOCK_BLANK,      /* a line to write on */
  BLOCK_SIGN,
} BlockKind;

typedef struct
{
  BlockKind   kind;
  JsonObject *spec;     /* of the part or text; borrowed from the form's */
  JsonArray  *row;      /* of cells */
  guint       number;
  double      height;
  guint       page;
} Block;

struct _ThPaperForm
{
  JsonObject         *spec;
  const ThPaperFacts *facts;
  char               *title;
  char               *matter;
  GArray             *blocks;
  double              size;
  double              stretch;   /* added to each row to write in */
  guint               pages;
};

/* --- values --------------------------------------------------------------------- */

static char *
value_of (ThPaperForm *self, JsonObject *cell)
{
  const char *key = th_member_text (cell, "value");
  JsonObject *text = th_member_object (cell, "text");

  if (text != NULL)
    return g_strdup (th_member_local (text, ""));
  if (g_strcmp0 (key, "matters") == 0 && self->matter != NULL)
    return g_strdup (th_paper_facts_name (self->facts, self->matter));

  return th_paper_facts_value (self->facts, key);
}

/* "□ …  □ …": boxes to tick by pen. */
static char *
options_of (JsonObject *cell)
{
  JsonArray *options = th_member_array (cell, "options");
  GString *text = g_string_new (NULL);

  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++)
    {
      g_autofree char *words = g_strdup (th_member_local (th_member_element (options, i), ""));

      /* What belongs to one box stays on its line. */
      g_string_append_printf (text, "%s\342\226\241\302\240%s", i > 0 ? "\342\200\203" : "", words);
    }
  if (text->len > 0)
    return g_string_free (text, FALSE);

  g_string_free (text, TRUE);
  return NULL;
}

/* --- blocks ---------------------------------------------------------------------- */

static double
put_cell (ThPaperForm *self, ThPen *pen, JsonObject *cell, double x, double y, double width, double height)
{
  double label = th_member_int (cell, "label", 2) * WIDTH / GRID;
  g_autofree char *options = options_of (cell);
  g_autofree char *value = options == NULL ? value_of (self, cell) : g_steal_pointer (&options);
  double small = self->size * 0.92;
  const char *name = th_member_local (cell, "");
  double named = th_pen_line (&(ThPen) { NULL, pen->context }, 0, 0, label - 6, small, small * 0.85, TH_PEN_CENTRE, name);
  double filled = th_pen_line (&(ThPen) { NULL, pen->context }, 0, 0, width - label - 10, self->size,
                               self->size * 0.8, TH_PEN_PLAIN, value);
  double needs = MAX (named, filled) + 7;

  if (pen->cr == NULL)
    return needs;

  th_pen_shade (pen, x, y, label, height, 0.95);
  th_pen_box (pen, x, y, label, height, LINE);
  th_pen_box (pen, x + label, y, width - label, height, LINE);
  th_pen_line (pen, x + 3, y + (height - named) / 2, label - 6, small, small * 0.85, TH_PEN_CENTRE, name);
  th_pen_line (pen, x + label + 5, y + (height - filled) / 2, width - label - 10, self->size, self->size * 0.8,
               TH_PEN_PLAIN, value);

  return needs;
}

static double
put_cells (ThPaperForm *self, ThPen *pen, const Block *block, double y)
{
  guint n = json_array_get_length (block->row);
  double height = self->size * 2.1;
  double x = MARGIN;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *cell = th_member_element (block->row, i);
      double width = th_member_int (cell, "span", (gint64) (GRID / n)) * WIDTH / GRID;

      height = fmax (height, put_cell (self, pen, cell, x, y, width, block->height));
      x += width;
    }

  return height + self->stretch;
}

/* The head of a list (@number 0), or one of its entries. */
static double
put_columns (ThPaperForm *self, ThPen *pen, const Block *block, double y)
{
  JsonArray *columns = th_member_array (block->spec, "columns");
  double small = self->size * 0.88;
  double height = self->size * 1.9;
  double total = 0;
  double x = MARGIN;

  for (guint i = 0; i < json_array_get_length (columns); i++)
    total += th_member_double (th_member_element (columns, i), "width", 1);
  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = th_member_element (columns, i);
      double width = th_member_double (column, "width", 1) / total * WIDTH;
      g_autofree char *number = block->number > 0 && i == 0 ? g_strdup_printf ("%u", block->number) : NULL;
      const char *text = block->number == 0 ? th_member_local (column, "") : number;
      double used = th_pen_text (&(ThPen) { NULL, pen->context }, 0, 0, width - 4, small, TH_PEN_PLAIN, text);

      height = MAX (height, used + 6);
      if (pen->cr != NULL)
        {
          if (block->number == 0)
            th_pen_shade (pen, x, y, width, block->height, 0.95);
          th_pen_box (pen, x, y, width, block->height, LINE);
          th_pen_text (pen, x + 2, y + (block->height - used) / 2, width - 4, small, TH_PEN_CENTRE, text);
        }
      x += width;
    }

  return height + (block->number > 0 ? self->stretch : 0);
}

/* The round place of a seal, so that it lands where it does not hide what is signed. */
static void
put_seal (ThPen *pen, double x, double y, double seal, double size)
{
  const double dashes[] = { 3, 3 };

  if (pen->cr == NULL)
    return;

  cairo_save (pen->cr);
  cairo_set_source_rgb (pen->cr, 0.6, 0.6, 0.6);
  cairo_set_line_width (pen->cr, 0.6);
  cairo_set_dash (pen->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_new_sub_path (pen->cr);
  cairo_arc (pen->cr, x, y, seal / 2, 0, 2 * G_PI);
  cairo_stroke (pen->cr);
  cairo_restore (pen->cr);
  th_pen_text (pen, x - seal / 2, y - size * 0.6, seal, size * 0.85, TH_PEN_CENTRE | TH_PEN_GREY, _("(seal)"));
}

static double
put_sign (ThPaperForm *self, ThPen *pen, const Block *block, double y)
{
  JsonArray *places = th_member_array (block->spec, "sign");
  guint n = json_array_get_length (places);
  double width = WIDTH / n;
  double seal = MIN (SEAL, width * 0.42);
  gboolean sealed = FALSE;

  for (guint i = 0; i < n; i++)
    sealed = sealed || th_member_bool (th_member_element (places, i), "seal");
  for (guint i = 0; pen->cr != NULL && i < n; i++)
    {
      JsonObject *place = th_member_element (places, i);
      double x = MARGIN + i * width;

      th_pen_box (pen, x, y, width, block->height, LINE);
      th_pen_text (pen, x + 5, y + 4, width - 10 - (th_member_bool (place, "seal") ? seal : 0), self->size, TH_PEN_PLAIN,
                   th_member_local (place, ""));
      if (th_member_bool (place, "seal"))
        put_seal (pen, x + width - seal / 2 - 6, y + block->height / 2, seal, self->size);
      th_pen_text (pen, x + 5, y + block->height - self->size * 1.8, width - 10, self->size, TH_PEN_PLAIN,
                   _("Date: ____ / __ / __"));
    }

  return sealed ? SEAL + 12 : self->size * 6;
}

static double
put_clause (ThPaperForm *self, ThPen *pen, const Block *block, double y)
{
  g_autofree char *number = block->number > 0 ? g_strdup_printf ("%u.", block->number) : NULL;
  double indent = number != NULL ? self->size * 1.8 : 0;

  th_pen_text (pen, MARGIN, y, indent, self->size, TH_PEN_PLAIN, number);

  return th_pen_text (pen, MARGIN + indent, y, WIDTH - indent, self->size, TH_PEN_PLAIN, th_member_local (block->spec, ""))
         + self->size * 0.3;
}

static double
put_block (ThPaperForm *self, ThPen *pen, const Block *block, double y)
{
  switch (block->kind)
    {
    case BLOCK_CELLS:
      return put_cells (self, pen, block, y);
    case BLOCK_COLUMNS:
    case BLOCK_ENTRY:
      return put_columns (self, pen, block, y);
    case BLOCK_SIGN:
      return put_sign (self, pen, block, y);
    case BLOCK_TEXT:
    case BLOCK_CLAUSE:
      return put_clause (self, pen, block, y);
    case BLOCK_BLANK:
      th_pen_rule (pen, MARGIN, y + block->height, WIDTH, 0.4, 0.4);
      return self->size * 2 + self->stretch;
    case BLOCK_PART:
      return self->size * 0.7
             + th_pen_text (pen, MARGIN, y + self->size * 0.7, WIDTH, self->size * 1.05, TH_PEN_BOLD,
                            th_member_local (block->spec, "")) + 3;
    default:
      g_return_val_if_reached (0);
    }
}

/* --- from the description to blocks ------------------------------------------------ */

static void
add (ThPaperForm *self, BlockKind kind, JsonObject *spec, JsonArray *row, guint number)
{
  Block block = { kind, spec, row, number, 0, 0 };

  if (spec != NULL || row != NULL)
    g_array_append_val (self->blocks, block);
}

static void
add_part (ThPaperForm *self, JsonObject *part)
{
  JsonArray *rows = th_member_array (part, "rows");
  JsonArray *clauses = th_member_array (part, "clauses");
  guint lines = (guint) th_member_int (part, "lines", 0);
  gboolean list = th_member_array (part, "columns") != NULL;

  add (self, BLOCK_PART, th_member_object (part, "title"), NULL, 0);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    add (self, BLOCK_CELLS, part, json_array_get_array_element (rows, i), i);
  for (guint i = 0; clauses != NULL && i < json_array_get_length (clauses); i++)
    add (self, BLOCK_CLAUSE, th_member_element (clauses, i), NULL, i + 1);
  if (list)
    add (self, BLOCK_COLUMNS, part, NULL, 0);
  for (guint i = 0; i < lines; i++)
    add (self, list ? BLOCK_ENTRY : BLOCK_BLANK, part, NULL, i + 1);
  if (th_member_array (part, "sign") != NULL)
    add (self, BLOCK_SIGN, part, NULL, 0);
}

static gboolean
is_to_write_in (const Block *block)
{
  return block->kind == BLOCK_CELLS || block->kind == BLOCK_ENTRY || block->kind == BLOCK_BLANK;
}

/* --- pages -------------------------------------------------------------------------- */

static double
put_head (ThPaperForm *self, ThPen *pen, guint page)
{
  g_autofree char *hall = th_paper_facts_hall (self->facts);
  g_autofree char *code = th_paper_facts_code (self->facts);
  g_autofree char *booking = code != NULL ? g_strdup_printf (C_("paper", "Booking %s"), code) : NULL;
  double y = MARGIN - 8;

  th_pen_text (pen, MARGIN, y, WIDTH, 9, TH_PEN_GREY | TH_PEN_RIGHT, booking);
  y += th_pen_text (pen, MARGIN, y, WIDTH * 0.7, 9, TH_PEN_GREY, hall);
  y += 4;
  y += page == 0 ? th_pen_line (pen, MARGIN, y, WIDTH, 19, 13, TH_PEN_BOLD | TH_PEN_CENTRE, self->title)
                 : th_pen_line (pen, MARGIN, y, WIDTH, 12, 9, TH_PEN_BOLD | TH_PEN_CENTRE, self->title);

  return y + 6;
}

static void
put_foot (ThPaperForm *self, ThPen *pen, guint page)
{
  g_autofree char *matters = self->matter != NULL ? g_strdup (th_paper_facts_name (self->facts, self->matter))
                                                  : th_paper_facts_matters (self->facts, _(", "));
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), page + 1, self->pages);
  double y = BOTTOM - FOOT + 10;

  th_pen_line (pen, MARGIN, y, WIDTH * 0.8, 8, 6, TH_PEN_GREY, matters);
  th_pen_text (pen, MARGIN, y, WIDTH, 8, TH_PEN_GREY | TH_PEN_RIGHT, number);
}

/* Gives each block its page; returns how high the last one is filled. */
static double
paginate (ThPaperForm *self, ThPen *pen)
{
  double y = put_head (self, pen, 0);
  guint page = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = &g_array_index (self->blocks, Block, i);
      gboolean heads = block->kind == BLOCK_PART || block->kind == BLOCK_COLUMNS;
      double room;

      block->height = put_block (self, pen, block, 0);
      room = block->height;
      if (heads && i + 1 < self->blocks->len)
        room += put_block (self, pen, &g_array_index (self->blocks, Block, i + 1), 0);
      if (y + room > BOTTOM - FOOT)
        y = put_head (self, pen, ++page);
      block->page = page;
      y += block->height;
    }
  self->pages = page + 1;

  return y;
}

/* The largest type with which it is one page; otherwise the usual one and more pages. */
static void
fit (ThPaperForm *self)
{
  g_auto (ThPen) pen;
  guint rows = 0;
  double y;

  th_pen_init (&pen, NULL);
  for (self->size = 11.5; self->size >= 8.5; self->size -= 0.5)
    {
      y = paginate (self, &pen);
      if (self->pages == 1)
        break;
    }
  if (self->pages > 1)
    {
      self->size = 10;
      paginate (self, &pen);
      return;
    }

  for (guint i = 0; i < self->blocks->len; i++)
    rows += is_to_write_in (&g_array_index (self->blocks, Block, i)) ? 1 : 0;
  if (rows > 0)
    self->stretch = CLAMP ((BOTTOM - FOOT - y) / rows - 0.1, 0, 12);
  paginate (self, &pen);
}

ThPaperForm *
th_paper_form_new (JsonObject *spec, const char *title, const ThPaperFacts *facts, const char *matter)
{
  ThPaperForm *self = g_new0 (ThPaperForm, 1);
  JsonArray *parts = th_member_array (spec, "parts");

  self->spec = json_object_ref (spec);
  self->facts = facts;
  self->title = g_strdup (title);
  self->matter = g_strdup (matter);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  add (self, BLOCK_TEXT, th_member_object (spec, "intro"), NULL, 0);
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    add_part (self, th_member_element (parts, i));
  add (self, BLOCK_TEXT, th_member_object (spec, "note"), NULL, 0);
  fit (self);

  return self;
}

void
th_paper_form_free (ThPaperForm *self)
{
  json_object_unref (self->spec);
  g_free (self->title);
  g_free (self->matter);
  g_array_unref (self->blocks);
  g_free (self);
}

guint
th_paper_form_pages (ThPaperForm *self)
{
  return self->pages;
}

void
th_paper_form_draw (ThPaperForm *self, guint page, cairo_t *cr)
{
  g_auto (ThPen) pen;
  double y;

  th_pen_init (&pen, cr);
  y = put_head (self, &pen, page);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = &g_array_index (self->blocks, Block, i);

      if (block->page != page)
        continue;
      put_block (self, &pen, block, y);
      y += block->height;
    }
  put_foot (self, &pen, page);
}
