/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goal: what somebody carries in a pocket until the day: the code as large as
 * the roll is wide, once more as squares for a reader at the door, and the few
 * lines that matter on the way out of the house. Whoever finds the slip learns
 * nobody's name. The paper is as long as it needs to be. */

#include "th-paper-slip.h"

#include <glib/gi18n.h>
#include <math.h>
#include <qrencode.h>

#include "th-pen.h"
#include "th-text.h"

#define POINTS(mm) ((mm) * 72 / 25.4)
#define PAPER      POINTS (80)
#define MARGIN     POINTS (4)
#define WIDTH      (PAPER - 2 * MARGIN)
#define SMALL      8.5
#define BODY       10.0
#define LINES      7       /* of what to bring; the hint sheet has all */

static double
put_pair (ThPen *pen, double y, double size, ThPenStyle style, const char *label, const char *value)
{
  double indent = WIDTH * 0.27;
  double height;

  if (value == NULL || *value == '\0')
    return 0;

  height = th_pen_text (pen, 0, y + (size - SMALL) * 1.1, indent - 4, SMALL, TH_PEN_GREY, label);

  return fmax (height, th_pen_text (pen, indent, y, WIDTH - indent, size, style, value)) + 2;
}

static double
put_rule (ThPen *pen, double y)
{
  th_pen_rule (pen, 0, y + 4, WIDTH, 0.7, 0);

  return 8;
}

static double
put_list (const ThPaperFacts *facts, ThPen *pen, double y)
{
  JsonArray *lines = th_member_array (facts->told, "bring");
  guint n = lines != NULL ? json_array_get_length (lines) : 0;
  double begin = y;

  if (n > 0)
    y += th_pen_text (pen, 0, y, WIDTH, BODY, TH_PEN_BOLD, C_("paper", "Please bring"));
  for (guint i = 0; i < n; i++)
    {
      JsonObject *line = th_member_element (lines, i);
      g_autofree char *form = th_paper_facts_form (line);
      g_autofree char *text = g_strdup_printf ("%s\342\200\202%s", th_member_local (line, ""), form);

      if (i == LINES && n > LINES + 1)
        {
          g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more paper, on the hint sheet",
                                                                "and %u more papers, on the hint sheet", n - i), n - i);

          y += th_pen_text (pen, SMALL * 1.4, y, WIDTH - SMALL * 1.4, SMALL, TH_PEN_BOLD, more);
          break;
        }
      th_pen_box (pen, 1, y + SMALL * 0.35, SMALL * 0.75, SMALL * 0.75, 0.6);
      y += th_pen_text (pen, SMALL * 1.4, y, WIDTH - SMALL * 1.4, SMALL, TH_PEN_PLAIN, text);
    }

  return y > begin ? y - begin + put_rule (pen, y) : 0;
}

/* Black squares with four of white around them, as readers want it. */
static double
put_squares (ThPen *pen, double y, const char *code)
{
  QRcode *squares = QRcode_encodeString (code, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  double side = POINTS (22);
  double unit;

  if (squares == NULL)
    return 0;

  unit = side / (squares->width + 8);
  for (int i = 0; i < squares->width * squares->width; i++)
    if (squares->data[i] & 1)
      th_pen_shade (pen, (WIDTH - side) / 2 + (i % squares->width + 4) * unit, y + (i / squares->width + 4) * unit,
                    unit * 1.02, unit * 1.02, 0);
  QRcode_free (squares);

  return side;
}

static double
put_slip (const ThPaperFacts *facts, ThPen *pen)
{
  g_autofree char *hall = th_paper_facts_hall (facts);
  g_autofree char *code = th_paper_facts_code (facts);
  g_autofree char *day = th_paper_facts_day (facts);
  g_autofree char *hours = th_paper_facts_hours (facts);
  g_autofree char *check_in = th_paper_facts_check_in (facts);
  g_autofree char *where = th_paper_facts_where (facts);
  g_autofree char *matters = th_paper_facts_matters (facts, "\n");
  g_autofree char *phones = th_paper_facts_phones (facts);
  double y = 0;

  y += th_pen_line (pen, 0, y, WIDTH, BODY * 1.1, SMALL, TH_PEN_CENTRE, hall);
  y += th_pen_text (pen, 0, y, WIDTH, BODY, TH_PEN_CENTRE | TH_PEN_GREY, C_("paper", "Booking"));
  y += th_pen_line (pen, 0, y, WIDTH, 38, 18, TH_PEN_CENTRE | TH_PEN_BOLD, code);
  y += th_pen_line (pen, 0, y, WIDTH, BODY * 1.3, BODY, TH_PEN_CENTRE | TH_PEN_BOLD, day);
  y += th_pen_line (pen, 0, y, WIDTH, BODY * 1.9, BODY, TH_PEN_CENTRE | TH_PEN_BOLD, hours);
  y += put_rule (pen, y);
  y += put_pair (pen, y, BODY * 1.15, TH_PEN_BOLD, C_("paper", "Check in"), check_in);
  y += put_pair (pen, y, BODY, TH_PEN_BOLD, C_("paper", "Where"), where);
  y += put_pair (pen, y, BODY, TH_PEN_PLAIN, C_("paper", "Matter"), matters);
  y += put_rule (pen, y);
  y += put_list (facts, pen, y);
  y += put_squares (pen, y, code);
  y += th_pen_text (pen, 0, y, WIDTH, SMALL, TH_PEN_PLAIN,
                    _("Check in with this code, your phone number or your identity document. No other ticket is needed. "
                      "If you cannot come, please cancel in time: somebody else can have your place."));
  y += th_pen_text (pen, 0, y + 2, WIDTH, SMALL, TH_PEN_PLAIN, phones) + 2;

  return y;
}

static void
draw (gpointer data, guint page, cairo_t *cr)
{
  g_auto (ThPen) pen;

  th_pen_init (&pen, cr);
  cairo_translate (cr, MARGIN, MARGIN);
  put_slip (data, &pen);
}

ThPaperSheet *
th_paper_slip_new (ThPaperFacts *facts)
{
  g_auto (ThPen) pen;
  double height;

  th_pen_init (&pen, NULL);
  height = put_slip (facts, &pen) + 2 * MARGIN;

  return th_paper_sheet_new (_("Booking slip"), PAPER, height, 1, draw, facts, (GDestroyNotify) th_paper_facts_free);
}
