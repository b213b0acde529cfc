/* SPDX-FileCopyrightText: 2026 Tidehall contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "th-paper-facts.h"
#include "th-paper-sheet.h"

G_BEGIN_DECLS

/* The slip of a booking, for a roll of 80 mm; nobody's name. @facts is (transfer full). */
ThPaperSheet *th_paper_slip_new (ThPaperFacts *facts);

G_END_DECLS
