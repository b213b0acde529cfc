/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-paper-facts.h"
#include "th-paper-sheet.h"

G_BEGIN_DECLS

/* The forms the hall prints for a case, one after the other, filled with what
 * is known; NULL when there are none. @facts is (transfer full). */
ThPaperSheet *th_paper_forms_new     (ThPaperFacts *facts);

/* Who signs and seals the form @material: "agent signs, company seal". */
char         *th_paper_forms_signers (const char *material, gboolean company);

G_END_DECLS
