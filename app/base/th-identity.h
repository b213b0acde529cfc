/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-types.h"

G_BEGIN_DECLS

/* Numbers that name a person or a company, and telephone numbers: written the
 * one way they are stored, and checked as far as a number can be checked. */

typedef enum
{
  TH_ID_RESIDENT,          /* resident identity card, GB 11643 */
  TH_ID_USCC,              /* unified social credit code of a company, GB 32100 */
  TH_ID_PASSPORT,
  TH_ID_HK_MACAO_PERMIT,   /* mainland travel permit, Hong Kong and Macao */
  TH_ID_TAIWAN_PERMIT,     /* mainland travel permit, Taiwan */
  TH_ID_RESIDENCE_PERMIT,  /* residence permit, Hong Kong, Macao and Taiwan */
  TH_ID_FOREIGN_RESIDENT,  /* foreign permanent resident identity card */
} ThIdKind;

/* What is wrong with a number. */
typedef enum
{
  TH_ID_OK,
  TH_ID_FORMAT,
  TH_ID_LEGACY15,          /* a resident number of 15 digits, no longer valid */
  TH_ID_REGION,
  TH_ID_BIRTHDATE,
  TH_ID_CHECK,
} ThIdFault;

typedef enum { TH_PHONE_NONE, TH_PHONE_MOBILE, TH_PHONE_LANDLINE } ThPhoneKind;

const char *th_id_kind_name      (ThIdKind kind);                       /* "resident" ... */
gboolean    th_id_kind_parse     (const char *name, ThIdKind *kind);
const char *th_id_kind_label     (ThIdKind kind);                       /* translated */

char       *th_id_normalise      (ThIdKind kind, const char *text);
ThIdFault   th_id_check          (ThIdKind kind, const char *text, ThDay today);
gboolean    th_id_uscc_inner_ok  (const char *uscc);

const char *th_id_fault_name     (ThIdFault fault);                     /* "format" ... */
const char *th_id_fault_sentence (ThIdKind kind, ThIdFault fault);      /* translated */

ThPhoneKind th_phone_check       (const char *text, char **normal);

G_END_DECLS
