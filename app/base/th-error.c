/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Errors have names: one domain, and one stable kebab-case code a cause, so
 * that a screen can act on the cause and a program can match the code. */

#include "th-error.h"

G_DEFINE_QUARK (th-error-quark, th_error)

static const char *const codes[] = {
  "bad-request", "unknown-verb", "not-found", "not-allowed", "locked-out",
  "window-busy", "window-closed", "not-signed-in", "nobody-waiting",
  "already-called", "wrong-state", "not-today", "exhausted", "full",
  "too-early", "too-late", "banned", "duplicate", "incomplete", "not-open",
  "not-loaded", "busy", "conflict", "bad-file", "store-full",
  "store-damaged", "store-newer", "store-read-only", "store-remote", "failed",
};

G_STATIC_ASSERT (G_N_ELEMENTS (codes) == TH_ERROR_FAILED + 1);

/**
 * th_error_code:
 * @error: an error of any domain
 *
 * Returns: (transfer none): the stable code of @error; "failed" for errors
 *   that do not come from Tidehall itself
 */
const char *
th_error_code (const GError *error)
{
  if (error->domain != TH_ERROR || error->code < 0 || error->code > TH_ERROR_FAILED)
    return "failed";
  return codes[error->code];
}
