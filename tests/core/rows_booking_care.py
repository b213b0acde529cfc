# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios of bookings: what was once counted, ended, kept or said wrongly."""

from hallkit import Hall, at, cases, equal, holds
from rows_booking import TUESDAY, book, company, morning, say, slot, starts


# ------------------------------------------------------------------- places

for share, public in ((.5, .8), (.4, .5), (.1, .5), (.3, .3), (.7, .6), (.2, 1.0), (1.0, .25), (.5, 0.0)):
    @cases("public share", f"{public} of a share of {share}, whatever slots have no window")
    def _(share=share, public=public):
        _, s = morning({"booking.capacity_share_for_booking": share, "booking.public_share": public})
        for queue in "GTS":
            grid = s.ok("booking.slots", queue=queue, **{"from": TUESDAY, "to": TUESDAY})["days"][0]["slots"]
            free, open_ = (sum(entry[key] for entry in grid) for key in ("free", "public_free"))
            most = max([entry["free"] for entry in grid] + [1])
            assert abs(open_ - public * free) <= most, (queue, free, open_)
            assert all(entry["public_free"] <= entry["free"] for entry in grid), grid
