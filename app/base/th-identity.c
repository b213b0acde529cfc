/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers of persons, companies and telephones. A wrong number is found while
 * it is typed, and the fault is named, because "invalid" helps nobody. */

#include "th-identity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "th-day.h"

/* GB 32100 leaves out I, O, S, V and Z; the value of a character is its place. */
static const char uscc_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/* --- one way of writing ----------------------------------------------- */

/* Full-width characters become half-width, lower case becomes upper case, and
 * blanks and the characters of @drop go. Text that is not UTF-8 becomes "". */
static char *
fold (const char *text, const char *drop)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return g_strdup ("");
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
      if (g_unichar_isspace (c) || (c < 128 && strchr (drop, (char) c) != NULL))
        continue;
      g_string_append_unichar (folded, c < 128 ? (gunichar) g_ascii_toupper ((char) c) : c);
    }
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

/* Whether @text is @n characters of which each is in @set. */
static gboolean
consists_of (const char *text, gsize n, const char *set)
{
  return strlen (text) == n && strspn (text, set) == n;
}

static gboolean
all_digits (const char *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static int
number_at (const char *text, int from, int n)
{
  int value = 0;

  for (int i = from; i < from + n; i++)
    value = value * 10 + (text[i] - '0');
  return value;
}

/* --- persons ---------------------------------------------------------- */

static gboolean
is_province (int code)
{
  static const guint8 codes[] = {
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
    50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i] == code)
      return TRUE;
  return FALSE;
}

/* ISO 7064 MOD 11-2 over the first 17 of 18 characters. */
static char
check_character (const char *id)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += (id[i] - '0') * weights[i];
  return "10X98765432"[sum % 11];
}

static gboolean
has_form_18 (const char *id)
{
  return strlen (id) == 18 && all_digits (id, 17)
         && (g_ascii_isdigit (id[17]) || id[17] == 'X');
}

/* The date of birth and the check character stand at the same places in every
 * number of 18 characters. */
static ThIdFault
check_rest_18 (const char *id, ThDay today)
{
  ThDay birth = th_day_new (number_at (id, 6, 4), number_at (id, 10, 2), number_at (id, 12, 2));

  if (birth == 0 || th_day_year (birth) < 1800 || birth > today)
    return TH_ID_BIRTHDATE;
  return check_character (id) == id[17] ? TH_ID_OK : TH_ID_CHECK;
}

static ThIdFault
check_resident (const char *id, ThDay today)
{
  if (strlen (id) == 15 && all_digits (id, 15))
    return TH_ID_LEGACY15;
  if (!has_form_18 (id))
    return TH_ID_FORMAT;
  if (!is_province (number_at (id, 0, 2)))
    return TH_ID_REGION;
  return check_rest_18 (id, today);
}

static ThIdFault
check_residence_permit (const char *id, ThDay today)
{
  int region;

  if (!has_form_18 (id))
    return TH_ID_FORMAT;
  region = number_at (id, 0, 2);
  if (region < 81 || region > 83)
    return TH_ID_REGION;
  return check_rest_18 (id, today);
}

/* Cards of 2023 and later bear 18 characters: 9, province, nationality, and
 * the rest as in a resident number. Earlier cards bear three letters, the
 * place of issue, a date of birth of six digits, and two more. */
static ThIdFault
check_foreign_resident (const char *id, ThDay today)
{
  if (strlen (id) == 15 && g_ascii_isupper (id[0]) && g_ascii_isupper (id[1])
      && g_ascii_isupper (id[2]) && all_digits (id + 3, 12))
    {
      /* The century is not written; only 29 February depends on it. */
      ThDay birth = th_day_new (2000 + number_at (id, 7, 2), number_at (id, 9, 2),
                                number_at (id, 11, 2));

      return birth != 0 ? TH_ID_OK : TH_ID_BIRTHDATE;
    }
  if (!has_form_18 (id) || id[0] != '9')
    return TH_ID_FORMAT;
  if (!is_province (number_at (id, 1, 2)))
    return TH_ID_REGION;
  return check_rest_18 (id, today);
}

static ThIdFault
check_passport (const char *id)
{
  gsize length = strlen (id);
  gboolean digit = FALSE;

  if (length < 5 || length > 15)
    return TH_ID_FORMAT;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (id[i]))
        return TH_ID_FORMAT;
      digit = digit || g_ascii_isdigit (id[i]);
    }
  return digit ? TH_ID_OK : TH_ID_FORMAT;
}

/* Nine characters, or eleven with the count of issues of earlier cards. */
static ThIdFault
check_hk_macao_permit (const char *id)
{
  gsize length = strlen (id);

  if ((length != 9 && length != 11) || (id[0] != 'H' && id[0] != 'M')
      || !all_digits (id + 1, length - 1))
    return TH_ID_FORMAT;
  return TH_ID_OK;
}

/* Eight digits; ten on the earlier booklets, which may print the letter of
 * their batch behind them. */
static ThIdFault
check_taiwan_permit (const char *id)
{
  gsize length = strlen (id);

  if (length == 11 && g_ascii_isupper (id[10]))
    length = 10;
  return (length == 8 || length == 10) && all_digits (id, length) ? TH_ID_OK : TH_ID_FORMAT;
}

/* --- companies -------------------------------------------------------- */

static int
uscc_value (char c)
{
  return (int) (strchr (uscc_alphabet, c) - uscc_alphabet);
}

static ThIdFault
check_uscc (const char *id)
{
  int sum = 0, weight = 1;

  if (!consists_of (id, 18, uscc_alphabet) || !all_digits (id + 2, 6))
    return TH_ID_FORMAT;
  for (int i = 0; i < 17; i++)
    {
      sum += uscc_value (id[i]) * weight;
      weight = weight * 3 % 31;
    }
  return uscc_alphabet[(31 - sum % 31) % 31] == id[17] ? TH_ID_OK : TH_ID_CHECK;
}

/**
 * th_id_uscc_inner_ok:
 * @uscc: a code as th_id_normalise() gives it, found right by th_id_check()
 *
 * Characters 9 to 17 carry a check of their own (GB 11714). Codes in use exist
 * that do not keep it, so a failure is a warning and never a refusal.
 *
 * Returns: whether the inner check character fits
 */
gboolean
th_id_uscc_inner_ok (const char *uscc)
{
  static const int weights[] = { 3, 7, 9, 10, 5, 8, 4, 2 };
  const char *body = uscc + 8;
  int sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += (g_ascii_isdigit (body[i]) ? body[i] - '0' : body[i] - 'A' + 10) * weights[i];
  return "0X987654321"[sum % 11] == body[8];
}

/* --- every kind ------------------------------------------------------- */

static const char *const kind_names[] = {
  "resident", "uscc", "passport", "hk_macao_permit", "taiwan_permit", "residence_permit",
  "foreign_resident",
};

G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == TH_ID_FOREIGN_RESIDENT + 1);

/**
 * th_id_kind_name:
 * @kind: a kind of number
 *
 * Returns: (transfer none): its stable name, "resident" for example
 */
const char *
th_id_kind_name (ThIdKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_names), NULL);
  return kind_names[kind];
}

/**
 * th_id_kind_parse:
 * @name: (nullable): a stable name
 * @kind: (out) (optional): the kind
 *
 * Returns: whether there is a kind of that name
 */
gboolean
th_id_kind_parse (const char *name, ThIdKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_strcmp0 (name, kind_names[i]) == 0)
      {
        if (kind != NULL)
          *kind = (ThIdKind) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * th_id_kind_label:
 * @kind: a kind of number
 *
 * Returns: (transfer none): what the kind is called, in the user's language
 */
const char *
th_id_kind_label (ThIdKind kind)
{
  switch (kind)
    {
    case TH_ID_RESIDENT:
      return _("Resident identity card");
    case TH_ID_USCC:
      return _("Unified social credit code");
    case TH_ID_PASSPORT:
      return _("Passport");
    case TH_ID_HK_MACAO_PERMIT:
      return _("Mainland travel permit (Hong Kong, Macao)");
    case TH_ID_TAIWAN_PERMIT:
      return _("Mainland travel permit (Taiwan)");
    case TH_ID_RESIDENCE_PERMIT:
      return _("Residence permit (Hong Kong, Macao, Taiwan)");
    case TH_ID_FOREIGN_RESIDENT:
      return _("Foreign permanent resident card");
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * th_id_normalise:
 * @kind: what @text is
 * @text: (nullable): a number as it was typed
 *
 * Returns: (transfer full): the one way it is written and stored: half-width
 *   capitals without blanks
 */
char *
th_id_normalise (ThIdKind kind, const char *text)
{
  /* The earlier booklets of Taiwan print the letter of the batch in brackets. */
  return fold (text, kind == TH_ID_TAIWAN_PERMIT ? "()-" : "-");
}

/**
 * th_id_check:
 * @kind: what @text is
 * @text: (nullable): a number as it was typed
 * @today: births after this day are faults
 *
 * Returns: the first fault, or %TH_ID_OK
 */
ThIdFault
th_id_check (ThIdKind kind, const char *text, ThDay today)
{
  g_autofree char *id = th_id_normalise (kind, text);

  switch (kind)
    {
    case TH_ID_RESIDENT:
      return check_resident (id, today);
    case TH_ID_USCC:
      return check_uscc (id);
    case TH_ID_PASSPORT:
      return check_passport (id);
    case TH_ID_HK_MACAO_PERMIT:
      return check_hk_macao_permit (id);
    case TH_ID_TAIWAN_PERMIT:
      return check_taiwan_permit (id);
    case TH_ID_RESIDENCE_PERMIT:
      return check_residence_permit (id, today);
    case TH_ID_FOREIGN_RESIDENT:
      return check_foreign_resident (id, today);
    default:
      g_return_val_if_reached (TH_ID_FORMAT);
    }
}

/**
 * th_id_fault_name:
 * @fault: a fault
 *
 * Returns: (transfer none): its stable name: ok, format, legacy15, region,
 *   birthdate or check
 */
const char *
th_id_fault_name (ThIdFault fault)
{
  static const char *const names[] = {
    "ok", "format", "legacy15", "region", "birthdate", "check",
  };

  g_return_val_if_fail (fault < G_N_ELEMENTS (names), NULL);
  return names[fault];
}

static const char *
format_sentence (ThIdKind kind)
{
  switch (kind)
    {
    case TH_ID_RESIDENT:
      return _("An ID number has 18 characters: 17 digits, then a digit or X.");
    case TH_ID_USCC:
      return _("A unified social credit code has 18 characters: digits and letters, "
               "but never I, O, S, V or Z.");
    case TH_ID_PASSPORT:
      return _("A passport number has 5 to 15 letters and digits.");
    case TH_ID_HK_MACAO_PERMIT:
      return _("A travel permit of Hong Kong or Macao is H or M and 8 digits.");
    case TH_ID_TAIWAN_PERMIT:
      return _("A travel permit of Taiwan has 8 digits, an earlier one 10.");
    case TH_ID_RESIDENCE_PERMIT:
      return _("A residence permit has 18 characters: 17 digits, then a digit or X.");
    case TH_ID_FOREIGN_RESIDENT:
      return _("A permanent resident card has 18 characters beginning with 9, "
               "an earlier one 3 letters and 12 digits.");
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * th_id_fault_sentence:
 * @kind: what the number is
 * @fault: what is wrong with it
 *
 * Returns: (transfer none) (nullable): a sentence for the person who typed it,
 *   in the user's language; %NULL for %TH_ID_OK
 */
const char *
th_id_fault_sentence (ThIdKind kind, ThIdFault fault)
{
  switch (fault)
    {
    case TH_ID_OK:
      return NULL;
    case TH_ID_FORMAT:
      return format_sentence (kind);
    case TH_ID_LEGACY15:
      return _("ID numbers of 15 digits have not been valid since 2013; "
               "use the number of 18 characters.");
    case TH_ID_REGION:
      return kind == TH_ID_RESIDENCE_PERMIT
               ? _("A residence permit begins with 81, 82 or 83.")
               : _("The number begins with a region that does not exist.");
    case TH_ID_BIRTHDATE:
      return _("The date of birth in the number does not exist or is in the future.");
    case TH_ID_CHECK:
      return _("The last character does not fit the others: "
               "one is wrong, or two are swapped.");
    default:
      g_return_val_if_reached (NULL);
    }
}

/* --- telephones ------------------------------------------------------- */

/* An area code (010, 02x, or three digits after the 0) and 7 or 8 digits. */
static gboolean
is_landline (const char *number)
{
  gsize length = strlen (number), area;

  if (!all_digits (number, length) || number[0] != '0' || length < 10)
    return FALSE;
  if (number[1] == '1' || number[1] == '2')
    area = 3;
  else
    area = 4;
  if (number[1] == '0' || (number[1] == '1' && number[2] != '0'))
    return FALSE;
  return (length - area == 7 || length - area == 8)
         && number[area] >= '2' && number[area] <= '8';
}

/**
 * th_phone_check:
 * @text: (nullable): a telephone number as it was typed
 * @normal: (out) (optional) (transfer full) (nullable): its digits as they are
 *   stored, without +86; %NULL when it is not a number
 *
 * A land line will do as a second contact, but it receives no messages.
 *
 * Returns: what kind of number it is
 */
ThPhoneKind
th_phone_check (const char *text, char **normal)
{
  g_autofree char *folded = fold (text, "-()");
  const char *digits = folded;
  g_autofree char *number = NULL;
  ThPhoneKind kind = TH_PHONE_NONE;

  if (g_str_has_prefix (digits, "+86"))
    digits += 3;
  else if (g_str_has_prefix (digits, "0086"))
    digits += 4;
  /* From abroad the 0 of the area code is not dialled. */
  if (digits != folded && digits[0] >= '2' && digits[0] <= '9')
    number = g_strconcat ("0", digits, NULL);
  else
    number = g_strdup (digits);

  if (strlen (number) == 11 && all_digits (number, 11) && number[0] == '1' && number[1] >= '3')
    kind = TH_PHONE_MOBILE;
  else if (is_landline (number))
    kind = TH_PHONE_LANDLINE;
  else
    g_clear_pointer (&number, g_free);

  if (normal != NULL)
    *normal = g_steal_pointer (&number);
  return kind;
}
