# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios of bookings: what must be refused, and what a refusal says."""

from hallkit import at, cases, equal, holds
from rows_booking import TUESDAY, book, company, morning, say, slot


def refused_party(s, key, code="bad-request", **party):
    """Whom a booking is refused for; the key is named."""
    holds(s.refused(code, "booking.make", party={**company(1), **party}, matters=["G01"], slot=slot("10:00")), key)


# ------------------------------------------------------------ ends of the calendar

@cases("strict", "an instant whose day the hall's calendar does not have")
def _():
    _, s = morning()
    code = book(s, 1, "10:00")
    for late in ("9999-12-31T16:00:00Z", "9999-12-31T23:59:59-15:00", "0001-01-01T00:00:00+15:00"):
        holds(s.refused("bad-request", "booking.make", party=company(2), matters=["G01"], slot=late), "slot")
        holds(s.refused("bad-request", "booking.move", booking=code, slot=late), "slot")
        holds(s.refused("bad-request", "booking.block", organiser="某校", matter="G01", places=1, **{"from": late, "to": late}), "from")
        holds(s.refused("bad-request", "hall.show", at=late), "at")
    s.refused("too-early", "booking.make", party=company(2), matters=["G01"], slot="9999-12-31T08:00:00Z")
    equal(s.ok("booking.show", booking=code)["state"], "booked")
    s.ok("hall.show", at=at("8:30"))


# ------------------------------------------------------------------- codes

@cases("strict", "a code of full width is the code; a message ends between characters")
def _():
    _, s = morning()
    code = book(s, 1, "10:00")
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    for written in (wide, wide.lower(), code.lower()):
        equal(s.ok("booking.show", booking=written)["booking"], code)
    for start in range(4):
        holds(s.refused("bad-request", "booking.show", booking="B" * start + "预约号码不是这样的"), "B" * start + "预约号码")
    s.ok("booking.cancel", booking=wide)
