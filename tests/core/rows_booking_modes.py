# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios of the ways of service: each with its own rule and fields, what
happens when the person comes, and how it ends."""

from hallkit import Hall, at, cases, equal, fault, holds
from rows_booking import TUESDAY, book, company, morning, say, slot, starts

THURSDAY = "2026-04-23"     # the bus is out


def refused(s, code, clock="10:00", day=TUESDAY, matter="G01", **keys):
    return s.refused(code, "booking.make", party=company(99), matters=[matter], slot=slot(clock, day), **keys)


# ------------------------------------------------------------ at the door

@cases("002-2", "a visit: an address and two clerks; nobody checks in; what follows begins when it is done")
def _():
    hall, s = morning()
    before = hall.hash()
    holds(refused(s, "bad-request", mode="door"), "address")
    holds(refused(s, "bad-request", mode="door", address="某路1号"), "two clerks")
    holds(refused(s, "bad-request", mode="door", address="某路1号", staff="010"), "two clerks")
    refused(s, "bad-request", mode="door", address="某路1号", staff="010", staff2="010")
    refused(s, "bad-request", mode="door", address="某路1号", staff=["010", "008", "022"])
    refused(s, "bad-request", mode="door", address="某路1号", staff=["010", "012"])
    refused(s, "bad-request", mode="door", address=" ", staff=7)
    refused(s, "bad-request", staff="010", staff2="008")
    refused(s, "not-open", "16:45", mode="door", address="某路1号", staff=["010", "008"])
    refused(s, "not-open", "11:45", mode="door", address="某路1号", staff=["010", "008"])
    equal(hall.hash(), before)
    places = starts(s)[0]
    code = book(s, 1, "10:15", mode="door", address="某路1号", staff=["010", "008"])
    equal(starts(s)[0], places)                # a visit takes no window
    shown = s.ok("booking.show", booking=code)
    equal((shown["mode"], shown["address"], shown["staff"], shown["staff2"], shown["check_in_from"]), ("door", "某路1号", "010", "008", None))
    # Both are away from 10:15 to 10:45.
    for clerk in ("010", "008"):
        holds(refused(s, "full", "10:30", staff=clerk), clerk)
        days = s.ok("booking.slots", matters=["G01"], staff=clerk, **{"from": TUESDAY, "to": TUESDAY})["days"]
        free = [cell["start"][11:16] for cell in days[0]["slots"] if cell["free"] > 0]
        equal([time in free for time in ("09:00", "10:00", "10:30", "11:30")], [True, False, False, True])
        equal([cell for cell in days[0]["slots"] if cell["closed"]], [])
    holds(s.refused("wrong-state", "booking.check_in", booking=code, at=at("10:15", TUESDAY)), "nobody has to come")
    equal(s.ok("booking.done", booking=code, note="已办")["state"], "finished")
    equal([task["matter"] for task in s.ok("followup.list")["followups"]], ["G01"])
    s.refused("wrong-state", "booking.done", booking=code)


@cases("002-2", "a visit may also name its clerks in one text, or in two keys")
def _():
    _, s = morning()
    book(s, 1, "10:00", mode="door", address="某路1号", staff="010,008")
    book(s, 2, "11:00", mode="door", address="某路1号", staff="010", staff2="008")
    s.refused("too-early", "booking.done", booking=book(s, 3, "14:00", mode="door", address="某路1号", staff=["008", "010"]))


# ------------------------------------------------------- outside the hours

@cases("002-2", "outside the hours: with a clerk, and called by a ticket of its own while the hall is closed")
def _():
    _, s = morning()
    holds(refused(s, "bad-request", "17:30", mode="flexible"), "clerk")
    holds(refused(s, "bad-request", "10:00", mode="flexible", staff="010"), "inside the hours")
    refused(s, "bad-request", "16:45", mode="flexible", staff="010")
    refused(s, "bad-request", "23:45", mode="flexible", staff="010")
    refused(s, "not-open", "17:30")
    for number, (clock, day) in enumerate((("17:00", TUESDAY), ("8:30", TUESDAY), ("12:30", TUESDAY), ("10:00", "2026-04-25"))):
        code = book(s, number, clock, day, mode="flexible", staff="010")
    refused(s, "full", "10:15", "2026-04-25", mode="flexible", staff="010")
    s.open(10, "010", at=at("9:50", "2026-04-25"))
    arrived = s.ok("booking.check_in", booking=code, at=at("9:55", "2026-04-25"))
    equal((arrived["window"], arrived["ahead"]), ("10", 0))
    equal(s.call(10, at("10:00", "2026-04-25")), arrived["ticket"])
    s.ok("ticket.start", window=10)
    s.ok("ticket.finish", window=10)
    equal(s.ok("booking.show", booking=code)["state"], "finished")


# ----------------------------------------------------------- a remote check

@cases("002-2", "a remote check: a clerk, the photographs asked for, inside the hours; the clerk says when it is done")
def _():
    _, s = morning()
    holds(refused(s, "bad-request", mode="remote"), "clerk")
    holds(refused(s, "bad-request", mode="remote", staff="010"), "photographs")
    refused(s, "bad-request", mode="remote", staff="010", photos=False)
    refused(s, "not-open", "18:00", mode="remote", staff="010", photos=True)
    code = book(s, 1, "10:10", mode="remote", staff="010", photos=True)
    refused(s, "full", "10:00", mode="remote", staff="010", photos=True)
    holds(s.refused("too-early", "booking.done", booking=code), "not come yet")
    s.refused("wrong-state", "booking.check_in", booking=code, at=at("10:10", TUESDAY))
    equal(s.ok("booking.done", booking=code)["state"], "finished")
    book(s, 2, "14:00", "2026-04-22", mode="remote", staff="010", photos=True)


# -------------------------------------------------------- the green channel

@cases("002-2", "the priority channel: its ground, a ticket with priority, and the next call")
def _():
    _, s = morning()
    say(s, 3)
    holds(refused(s, "bad-request", mode="green"), "ground")
    refused(s, "bad-request", mode="green", ground="")
    plain = book(s, 1, "10:00")
    green = book(s, 2, "10:00", mode="green", ground="残疾人")
    s.open(10, "010", at=at("9:00", TUESDAY))
    walk_in = s.issue("G", at("9:30", TUESDAY))
    due = s.ok("booking.check_in", booking=plain, at=at("9:50", TUESDAY))["ticket"]
    urgent = s.ok("booking.check_in", booking=green, at=at("9:52", TUESDAY))["ticket"]
    equal(s.show(urgent)["class"], "priority")
    # Before its slot already, and before whoever else is here.
    equal([s.serve(10, at(clock, TUESDAY)) for clock in ("9:53", "10:00", "10:05")], [urgent, due, walk_in])
    equal(s.ok("booking.show", booking=green)["state"], "finished")


# ---------------------------------------------------------------- at a point

@cases("004-5", "a mobile point: on its days, in its own places, and not in the hall's")
def _():
    _, s = morning()
    usual = starts(s, day=THURSDAY)[0]
    answer = s.ok("booking.slots", matters=["G01"], point="BUS1", **{"from": TUESDAY, "to": "2026-04-24"})
    equal([day["bookable"] for day in answer["days"]], [False, False, True, False])
    holds(answer["days"][0]["reason"], "not there")
    equal([block["kind"] for day in answer["days"] for block in day["blocks"]], ["closed"] * 3)
    equal((answer["slots"][0]["start"], answer["slots"][-1]["end"]), (at("9:30", THURSDAY), at("15:30", THURSDAY)))
    equal(answer["free_total"], 24)

    holds(refused(s, "bad-request", day=THURSDAY, mode="mobile"), "which point")
    holds(refused(s, "bad-request", day=THURSDAY, mode="hall", point="BUS1"), "only service at a point")
    refused(s, "not-found", day=THURSDAY, point="BUS9")
    holds(refused(s, "not-open", day=THURSDAY, point="BUS1", matter="G05"), "not handled")
    holds(refused(s, "not-open", day=TUESDAY, point="BUS1"), "not there")
    refused(s, "not-open", "9:00", THURSDAY, point="BUS1")
    s.refused("not-found", "booking.slots", matters=["G01"], point="BUS9")
    s.refused("not-open", "booking.slots", matters=["G05"], point="BUS1")

    for number in (1, 2):
        made = s.ok("booking.make", party=company(number), matters=["G01"], slot=slot("10:00", THURSDAY), point="BUS1")
        equal((made["mode"], made["point"], made["point_address_zh"]), ("mobile", "BUS1", "示范区软件园样例大道1号南门"))
    holds(refused(s, "full", "10:00", THURSDAY, point="BUS1"), "10:30")
    equal(starts(s, day=THURSDAY)[0], usual)
    # A word on the hall says nothing of the point; a word on the point does.
    say(s, 0, THURSDAY)
    equal(starts(s, day=THURSDAY)[0], [])
    book(s, 3, "10:30", THURSDAY, point="BUS1")
    say(s, 1, THURSDAY, point="BUS1", **{"from": "11:00", "to": "12:00"})
    equal([one["free"] for one in s.ok("booking.slots", matters=["G01"], point="BUS1", **{"from": THURSDAY, "to": THURSDAY})["slots"]
           if "11:00" <= one["start"][11:16] < "12:30"], [1, 1, 2])
    s.refused("bad-request", "booking.override", day=THURSDAY, queue="G", point="BUS1", places=1, reason="x")
    s.refused("not-found", "booking.override", day=THURSDAY, point="BUS9", places=1, reason="x")


@cases("004-5", "at a point one checks in there, without a ticket, and somebody says when it is done")
def _():
    hall, s = morning()
    code, absent, left = (book(s, number, "10:00" if number < 3 else "11:00", THURSDAY, point="BUS1") for number in (1, 2, 3))
    plain = book(s, 4, "10:00", THURSDAY)
    holds(s.refused("wrong-state", "booking.check_in", booking=code, at=at("9:50", THURSDAY)), "BUS1")
    s.refused("wrong-state", "booking.check_in", booking=code, point="CH")
    holds(s.refused("wrong-state", "booking.check_in", booking=plain, point="BUS1"), "in the hall")
    s.refused("wrong-state", "booking.done", booking=code)
    arrived = s.ok("booking.check_in", phone=company(1)["phone"], point="BUS1")
    equal((arrived["booking"], arrived["ticket"], arrived["queue"]), (code, None, None))
    holds(s.refused("wrong-state", "booking.check_in", booking=code, point="BUS1"), "already")
    equal((s.ok("booking.show", booking=code)["state"], s.line("G")), ("checked_in", []))
    equal(s.ok("booking.done", booking=code, at=at("10:25", THURSDAY))["state"], "finished")
    equal(len(s.ok("followup.list")["followups"]), 1)
    s.ok("booking.check_in", booking=left, point="BUS1", at=at("11:00", THURSDAY))
    closed = s.ok("day.close", at=at("19:00", THURSDAY))
    equal((closed["missed_bookings"], len(closed["warnings"])), (2, 1))
    equal([s.ok("booking.show", booking=b)["state"] for b in (absent, left, plain)], ["no_show", "checked_in", "no_show"])


@cases("004-5", "a booking at a point is moved there and cancelled, and its place goes back")
def _():
    _, s = morning()
    free = lambda: s.ok("booking.slots", matters=["G01"], point="BUS1", **{"from": THURSDAY, "to": THURSDAY})["free_total"]
    equal(free(), 24)
    code = book(s, 1, "10:00", THURSDAY, point="BUS1", hold_s=600)
    equal(free(), 23)
    s.ok("booking.confirm", booking=code)
    moved = s.ok("booking.move", booking=code, slot=slot("14:00", THURSDAY))
    equal((moved["point"], free()), ("BUS1", 23))
    s.refused("not-open", "booking.move", booking=moved["booking"], slot=slot("14:00", "2026-04-24"))
    s.ok("booking.cancel", booking=moved["booking"])
    equal(free(), 24)
    book(s, 2, "10:00", THURSDAY, point="BUS1", hold_s=60)
    equal(free(), 23)
    s.ok("hall.show", at=at("8:05"))
    equal(free(), 24)


@cases("001-17", "nothing free in the hall: the points are named, those with a place first")
def _():
    _, s = morning()
    equal(s.ok("booking.slots", matters=["G01"])["nearest_points"], [])
    for day in ("2026-04-21", "2026-04-22", "2026-04-23", "2026-04-24", "2026-04-27"):
        say(s, 0, day, queue="G")
    answer = s.ok("booking.slots", matters=["G01"], **{"from": TUESDAY})
    equal(answer["free_total"], 0)
    near = [(point["code"], point["next"], point["free"]) for point in answer["nearest_points"]]
    # The first of today is three hours ahead; the bus comes on Thursday.
    equal([one[:2] for one in near], [("CH", at("11:00")), ("BUS1", at("9:30", THURSDAY))])
    equal(near[1][2], 24)
    s.ok("booking.override", day="2026-04-21", queue="S", places=0, reason="x")
    equal([p["code"] for p in s.ok("booking.slots", matters=["S05"], **{"from": TUESDAY, "to": TUESDAY})["nearest_points"]], ["CH"])
    equal([p["code"] for p in s.ok("point.list", matter="T05")["points"]], ["BUS1"])
    equal([(p["code"], p["next_day"]) for p in s.ok("point.list")["points"]], [("CH", "2026-04-20"), ("BUS1", THURSDAY)])
    s.refused("not-found", "point.list", matter="Z99")


@cases("004-5", "a point where somebody is booked neither vanishes nor goes elsewhere")
def _():
    hall, s = morning()
    code = book(s, 1, "10:00", THURSDAY, point="BUS1")
    whole = hall.export()

    def load(change):
        description = hall.export()
        change(description)
        return hall.load(description)
    gone = lambda d: d.update(points=[p for p in d["points"] if p["code"] != "BUS1"])
    fault(load(gone), "conflict", "BUS1", THURSDAY, code)
    fault(load(lambda d: d["points"][1].update(days=["2026-05-07"])), "conflict", THURSDAY)
    equal(hall.export(), whole)
    equal(load(lambda d: d["points"][1]["days"].append("2026-04-24")).returncode, 0)
    s.ok("booking.cancel", booking=code)
    equal(load(gone).returncode, 0)
    refused(s, "not-found", day=THURSDAY, point="BUS1")
    equal(s.ok("booking.show", booking=code)["point"], "BUS1")


@cases("004-5", "points of a description that make no sense are refused with their place")
def _():
    hall = Hall()
    for change, *said in ((dict(days=["2026-02-30"]), "days[0]"), (dict(days=["mon", "mon"]), "once"), (dict(days=["someday"]), "days[0]"),
                          (dict(to="08:00"), "from"), (dict(matters=["Z99"]), "matters[0]"), (dict(places=0), "places"),
                          (dict(code="CH"), "once"), (dict(kind="boat"), "kind")):
        description = hall.export()
        description["points"][1].update(change)
        done = hall.load(description)
        fault(done, "bad-file", *said)
    for key in ("days", "from", "to"):
        description = hall.export()
        del description["points"][1][key]
        fault(hall.load(description), "bad-file", key)
    description = hall.export()
    del description["points"]
    equal(hall.load(description).returncode, 0)
    equal("points" in hall.export(), False)
