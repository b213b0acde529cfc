/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-types.h"

G_BEGIN_DECLS

/**
 * ThError:
 *
 * Every cause of refusal or failure that a person or a program can act on.
 * The order is that of the table of codes in th-error.c.
 */
typedef enum
{
  TH_ERROR_BAD_REQUEST,
  TH_ERROR_UNKNOWN_VERB,
  TH_ERROR_NOT_FOUND,
  TH_ERROR_NOT_ALLOWED,
  TH_ERROR_LOCKED_OUT,      /* too many wrong PINs */
  TH_ERROR_WINDOW_BUSY,
  TH_ERROR_WINDOW_CLOSED,
  TH_ERROR_NOT_SIGNED_IN,
  TH_ERROR_NOBODY_WAITING,
  TH_ERROR_ALREADY_CALLED,
  TH_ERROR_WRONG_STATE,
  TH_ERROR_NOT_TODAY,
  TH_ERROR_EXHAUSTED,
  TH_ERROR_FULL,
  TH_ERROR_TOO_EARLY,
  TH_ERROR_TOO_LATE,
  TH_ERROR_BANNED,
  TH_ERROR_DUPLICATE,
  TH_ERROR_INCOMPLETE,
  TH_ERROR_NOT_OPEN,
  TH_ERROR_NOT_LOADED,      /* a calendar year that is not loaded */
  TH_ERROR_BUSY,            /* another process holds the store */
  TH_ERROR_CONFLICT,        /* changed meanwhile */
  TH_ERROR_BAD_FILE,        /* an input file is not what it should be */
  TH_ERROR_STORE_FULL,
  TH_ERROR_STORE_DAMAGED,
  TH_ERROR_STORE_NEWER,
  TH_ERROR_STORE_READ_ONLY,
  TH_ERROR_STORE_REMOTE,    /* on a network file system */
  TH_ERROR_FAILED,
} ThError;

#define TH_ERROR (th_error_quark ())

GQuark      th_error_quark (void);
const char *th_error_code  (const GError *error);

G_END_DECLS
