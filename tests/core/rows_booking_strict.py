# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios of bookings: what must be refused, and what a refusal says."""

import json

from hallkit import at, cases, equal, holds, set_zone
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


# ------------------------------------------------------------ times of the month

@cases("strict S48", "a closed time of the month says why, to who books and in every cell")
def _():
    _, s = morning({"booking.closed_times": ["G 22 morning 盘点", "G 23 afternoon 清卡", "G 24 day 结账"]})
    for day, clock, words in (("2026-04-22", "9:00", "盘点"), ("2026-04-22", "11:30", "盘点"), ("2026-04-23", "13:30", "清卡"),
                              ("2026-04-24", "10:00", "结账")):
        ask = {"party": company(1), "matters": ["G01"], "slot": slot(clock, day)}
        for more in ({}, {"channel": "online"}):
            holds(s.refused("not-open", "booking.make", **ask, **more), words)
    code = book(s, 1, "14:00")
    holds(s.refused("not-open", "booking.move", booking=code, slot=slot("9:00", "2026-04-22")), "盘点")
    days = s.ok("booking.slots", matters=["G01"], **{"from": "2026-04-22", "to": "2026-04-24"})["days"]
    for entry, words, closed in zip(days, ("盘点", "清卡", "结账"), (lambda c: c < "12", lambda c: c > "12", lambda c: True)):
        assert entry["slots"], entry
        for cell in entry["slots"]:
            if closed(cell["start"][11:16]):
                holds(cell["closed"], words)
            else:
                equal(cell["closed"], None)
    # A manager's word goes before it.
    say(s, 1, day="2026-04-22", **{"from": "09:00", "to": "10:00"})
    book(s, 2, "9:00", "2026-04-22")
    grid = s.ok("booking.slots", matters=["G01"], **{"from": "2026-04-22", "to": "2026-04-22"})["days"][0]["slots"]
    equal([cell["closed"] is None for cell in grid[:4]], [True, True, False, False])


# ------------------------------------------------------------------- parties

PERSON = {"kind": "person", "id_kind": "resident", "id": "420000190001010015", "name": "李小明", "phone": "13000000001"}


@cases("strict", "a company has the code of one, and a person has not; what is masked follows the document")
def _():
    hall, s = morning()
    refused_party(s, "party.id_kind", kind="person")
    for mixed in ({**PERSON, "kind": "company"}, {**PERSON, "kind": "company", "id_kind": "passport", "id": "P00000001"}):
        refused_party(s, "party.id_kind", **mixed)
        holds(s.refused("bad-request", "ticket.issue", queue="G", party=mixed), "party.id_kind")
    s.ok("booking.make", party=PERSON, matters=["G01"], slot=slot("10:00"))
    with hall.sql() as database:
        database.execute("UPDATE party SET kind = 'company' WHERE id_kind = 'resident'")
    found, = s.ok("party.find", text="李小明")["parties"]
    assert "小明" not in found["name"] and PERSON["id"] != found["id"], found
    found, = s.ok("party.find", text=book_company(s, 2))["parties"]
    equal((found["name"], found["id"]), (company(2)["name"], company(2)["id"]))


def book_company(s, number):
    s.ok("booking.make", party=company(number), matters=["G01"], slot=slot("14:00"))
    return company(number)["id"]


@cases("strict", "words about a party are texts, and names can be read in a list")
def _():
    _, s = morning()
    for key in ("name", "phone", "agent", "founded"):
        for wrong in (1, 1.5, True, {"a": 1}, ["a"]):
            refused_party(s, f"party.{key}", **{key: wrong})
            holds(s.refused("bad-request", "booking.prepare", matters=["G01"], party={"founded": wrong}), "party.founded")
    for key in ("name", "agent"):
        for wrong in ("甲" * 101, "甲\n乙", "甲\t乙", "甲\u2028乙", "甲\u202e乙", "甲\u2066乙", "  ", "\u200b", "\u0001"):
            refused_party(s, f"party.{key}", **{key: wrong})
    s.ok("booking.make", party={**company(2), "name": "甲" * 100, "agent": "Anna O'Example (AG)", "phone": None}, matters=["G01"], slot=slot("10:00"))
    s.ok("booking.make", party={**company(3), "name": "", "agent": ""}, matters=["G01"], slot=slot("14:00"))


@cases("strict", "blanks are no reason and no organiser")
def _():
    _, s = morning()
    book(s, 1, "10:00")
    for blank in ("", "  ", "\u3000\n", "\u200b"):
        holds(s.refused("bad-request", "booking.override", day=TUESDAY, places=1, reason=blank), "reason")
        holds(s.refused("bad-request", "party.lift_ban", id=company(1)["id"], reason=blank), "reason")
        holds(s.refused("bad-request", "booking.block", organiser=blank, matter="G01", places=1, **{"from": slot("9:00"), "to": slot("12:00")}),
              "organiser")
    s.ok("party.lift_ban", id=company(1)["id"], reason="已说明")


# --------------------------------------------------- a description with other hours

def import_again(hall, s, change):
    """The warnings of a description that was changed, at the clock of @s."""
    description = hall.export()
    change(description)
    with open(hall.path("again.json"), "w", encoding="utf-8") as file:
        json.dump(description, file, ensure_ascii=False)
    return s.ok("hall.import", file=hall.path("again.json"))["warnings"]


def close_days(*entries):
    def change(description):
        description["calendar"]["closures"] = [{"zh": "搬迁", "en": "Moving", **entry} for entry in entries]
    return change


def cut_hours(description):
    description["hours"]["tue"] = [["09:00", "12:00"]]


def unskill(description):
    for person in description["staff"]:
        if person["no"] == "010":
            person["skills"] = [skill for skill in person["skills"] if skill != "G"] or ["T"]


for name, change, which in (("a day closed", close_days({"from": TUESDAY}), "abcd"), ("hours cut", cut_hours, "b"),
                            ("a morning closed", close_days({"from": TUESDAY, "time": ["09:00", "12:00"]}), "acd"),
                            ("another time zone", set_zone("Asia/Tokyo"), "abcde"), ("a skill gone", unskill, "c"),
                            ("nothing", lambda description: None, "")):
    @cases("strict import", f"{name}: bookings to be moved are named by their days")
    def _(change=change, which=which):
        hall, s = morning()
        say(s, 5)
        codes = {"a": book(s, 1, "10:00"), "b": book(s, 2, "14:00"), "c": book(s, 3, "11:00", staff="010", channel="phone"),
                 "d": book(s, 4, "10:30", hold_s=600), "e": book(s, 5, "10:00", "2026-04-22")}
        s.ok("booking.cancel", booking=book(s, 6, "9:00"))
        warnings = import_again(hall, s, change)
        said = " ".join(warnings)
        for letter, code in codes.items():
            equal(code in said, letter in which, (letter, said))
        equal([warning[:10] for warning in warnings], [TUESDAY] * bool(set(which) & set("abcd")) + ["2026-04-22"] * ("e" in which))


@cases("strict import", "whoever was booked on a day that is closed has missed nothing")
def _():
    hall, s = morning()
    say(s, 5)
    first, second = book(s, 1, "10:00"), book(s, 2, "14:00")
    import_again(hall, s, close_days({"from": TUESDAY, "time": ["09:00", "12:00"]}))
    closed = s.ok("day.close", at=at("18:00", TUESDAY))
    equal(closed["missed_bookings"], 1)
    holds(" ".join(closed["warnings"]), first)
    equal([s.ok("booking.show", booking=code)["state"] for code in (first, second)], ["cancelled", "no_show"])
    party = s.ok("party.show", id=company(1)["id"])
    equal((party["no_shows"], party["cancelled"]), (0, 0))


@cases("strict import", "tidehallctl prints them apart from the changes")
def _():
    hall, s = morning(verify=False)
    code = book(s, 1, "10:00")
    with hall.sql() as database:
        database.execute("UPDATE booking SET business_day = 20991231")
    done = hall.load(hall.export())
    equal((done.returncode, code in done.stdout), (0, False))
    holds(done.stderr, "2099-12-31", code)


# ------------------------------------------------- who may change what is known

@cases("strict", "the public does not rename a known party, nor take over its telephone; staff may")
def _():
    hall, s = morning()
    say(s, 20)
    known = lambda: hall.rows("SELECT name, phone, agent FROM party WHERE id_no = ?", PERSON["id"])[0]

    def make(day, **keys):
        party = {**PERSON, **keys.pop("party", {})}
        return s.ok("booking.make", party=party, matters=["G01"], slot=slot("10:00", day), **keys)

    make(TUESDAY, channel="online")
    equal(known(), ("李小明", "13000000001", None))
    message = s.refused("conflict", "booking.make", party={**PERSON, "name": "王大力", "phone": "13000000009"}, matters=["G01"],
                        slot=slot("10:00", "2026-04-22"), channel="online")
    holds(message, "real name")
    assert "小明" not in message, message
    equal(known(), ("李小明", "13000000001", None))
    make("2026-04-22", channel="wechat", party={"name": None, "phone": "13000000009", "agent": "甲"})
    equal(known(), ("李小明", "13000000001", "甲"))
    make("2026-04-23", channel="app", party={"name": " 李小明", "phone": "13000000002"})
    equal(known(), ("李小明", "13000000002", "甲"))
    s.issue("G", party={**PERSON, "name": "王大力", "phone": "13000000009"}, channel="kiosk", when=at("9:30"))
    equal(known(), ("李小明", "13000000002", "甲"))
    make("2026-04-24", channel="phone", party={"name": "李晓明", "phone": "13000000003"})
    equal(known(), ("李晓明", "13000000003", "甲"))
