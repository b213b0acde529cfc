# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios of bookings, through tidehallctl."""

import rows_booking  # noqa: F401
import rows_booking_care  # noqa: F401
import rows_booking_find  # noqa: F401
import rows_booking_life  # noqa: F401
import rows_booking_modes  # noqa: F401
import rows_booking_remind  # noqa: F401
import rows_booking_strict  # noqa: F401
from hallkit import cases

cases.run()
