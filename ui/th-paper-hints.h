/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-paper-facts.h"
#include "th-paper-sheet.h"

G_BEGIN_DECLS

/* The hint sheet: one page A4 whatever the number of matters. @facts is (transfer full). */
ThPaperSheet *th_paper_hints_new (ThPaperFacts *facts);

G_END_DECLS
