# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Situations that real systems got right, or wrong, in production, through
`tidehallctl commands --clock manual`. Each case bears the number of its
situation; where a number has several cases they are variations of its class.

With words as arguments only the cases whose name holds one of them run.
"""

import hallkit
import rows_calling
import rows_lines
import rows_numbers
import rows_rest

hallkit.cases.run()
