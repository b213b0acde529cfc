/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One entry takes every kind of number, for nobody at a desk should have to
 * say first which kind it is. The forms do not overlap where it matters: a
 * booking begins with B, a mobile has 11 digits, a card and a company 18. */

#include "th-number.h"

#include <glib/gi18n.h>
#include <string.h>

#include "th-identity.h"

/* The letters and digits of a booking after its B. */
#define CODE_SIGNS "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
#define CODE_LENGTH 8
#define CARD_LENGTH 18

/* Without the spaces and dashes that people write in numbers, in capitals. */
static char *
written_one_way (const char *typed)
{
  g_autofree char *narrow = g_utf8_normalize (typed, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *upper = g_utf8_strup (narrow != NULL ? narrow : "", -1);
  GString *text = g_string_new (NULL);

  for (const char *p = upper; *p != '\0'; p = g_utf8_next_char (p))
    if (*p != '-' && !g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (text, g_utf8_get_char (p));

  return g_string_free (text, FALSE);
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;

  return TRUE;
}

static void
take_card (ThNumber *self, ThIdKind kind, ThDay today)
{
  ThIdFault fault = th_id_check (kind, self->text, today);

  self->kind = TH_NUMBER_ID;
  self->label = th_id_kind_label (kind);
  self->fault = fault != TH_ID_OK ? th_id_fault_sentence (kind, fault) : NULL;
}

/* What it is when nothing is wrong with it; FALSE when it is nothing. */
static gboolean
try_cards (ThNumber *self, ThDay today)
{
  for (ThIdKind kind = TH_ID_RESIDENT; kind <= TH_ID_FOREIGN_RESIDENT; kind++)
    if (th_id_check (kind, self->text, today) == TH_ID_OK)
      {
        take_card (self, kind, today);
        return TRUE;
      }

  return FALSE;
}

/* A passport may look like much: digits alone are the beginning of a telephone
 * more often, what begins with B that of a booking, and letters are initials. */
static gboolean
may_be_card (const char *text, gsize length, gboolean digits)
{
  if (length == CARD_LENGTH)
    return TRUE;

  return length >= CODE_LENGTH && !digits && strpbrk (text, "0123456789") != NULL && (text[0] != 'B' || length > CODE_LENGTH);
}

static void
recognise (ThNumber *self, ThDay today)
{
  gsize length = strlen (self->text);
  gboolean digits = strspn (self->text, "0123456789") == length;

  if (length == 0)
    return;

  self->kind = is_ascii (self->text) ? TH_NUMBER_PART : TH_NUMBER_NAME;
  if (self->kind == TH_NUMBER_NAME)
    self->label = _("Name");
  else if (length == CODE_LENGTH && self->text[0] == 'B' && strspn (self->text, CODE_SIGNS) == length)
    {
      self->kind = TH_NUMBER_CODE;
      self->label = _("Booking code");
    }
  else if (th_phone_check (self->text, NULL) != TH_PHONE_NONE)
    {
      self->kind = TH_NUMBER_PHONE;
      self->label = _("Telephone");
    }
  else if (may_be_card (self->text, length, digits) && !try_cards (self, today) && length == CARD_LENGTH)
    take_card (self, strspn (self->text, "0123456789") >= CARD_LENGTH - 1 ? TH_ID_RESIDENT : TH_ID_USCC, today);
}

/**
 * th_number_new:
 * @typed: what stands in the entry
 * @today: for numbers that carry a date
 *
 * Returns: (transfer full): what it is taken for
 */
ThNumber *
th_number_new (const char *typed, ThDay today)
{
  ThNumber *self = g_new0 (ThNumber, 1);

  self->text = written_one_way (typed);
  recognise (self, today);

  return self;
}

void
th_number_free (ThNumber *self)
{
  g_free (self->text);
  g_free (self);
}

/**
 * th_number_is_whole:
 *
 * Whether the hall can be asked for it: it is a code, a telephone or a number
 * of a document, and nothing is wrong with it.
 */
gboolean
th_number_is_whole (const ThNumber *self)
{
  return self->kind >= TH_NUMBER_CODE && self->fault == NULL;
}

gboolean
th_number_begins (const char *typed, const char *masked)
{
  if (masked == NULL || *typed == '\0')
    return FALSE;

  for (; *typed != '\0'; typed++, masked++)
    if (*masked == '\0' || (*masked != '*' && g_ascii_toupper (*typed) != g_ascii_toupper (*masked)))
      return FALSE;

  return TRUE;
}
