# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios of bookings: what is free, what is sold, who comes when."""

import datetime
import json
import os

from hallkit import DATA, Hall, at, cases, equal, holds, matter_of, set_zone

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
TUESDAY = "2026-04-21"


def company(number, **more):
    """A company that cannot exist: its division is none."""
    body = f"91429999MADE{number:05}"
    weights = [pow(3, i, 31) for i in range(17)]
    check = (31 - sum(ALPHABET.index(c) * w for c, w in zip(body, weights)) % 31) % 31
    return {"kind": "company", "id_kind": "uscc", "id": body + ALPHABET[check], "name": f"试验{number}公司",
            "phone": f"1300{number:07}", **more}


def slot(clock, day=TUESDAY):
    return at(clock, day)


def say(s, places, day=TUESDAY, **keys):
    """A manager's word on how many places there are."""
    s.ok("booking.override", day=day, places=places, reason="试验", **keys)


def book(s, number, clock, day=TUESDAY, matter="G01", **keys):
    return s.ok("booking.make", party=company(number), matters=[matter], slot=slot(clock, day), **keys)["booking"]


def starts(s, matter="G01", day=TUESDAY, to=None, **keys):
    answer = s.ok("booking.slots", matters=[matter], **{"from": day, "to": to or day}, **keys)
    return [entry["start"][11:16] for entry in answer["slots"]], answer["days"]


def morning(settings=None, **keys):
    """A hall on Monday at eight, and a conversation with it."""
    hall = Hall({"booking.per_person_per_day": 20, "booking.per_person_per_half_day": 20, **(settings or {})}, **keys)
    s = hall.session()
    s.ok("hall.show", at=at("8:00"))
    return hall, s


# ----------------------------------------------------- S14 to S16: arriving

@cases("S14", "a booking that did not check in is not called")
def _():
    _, s = morning()
    code = book(s, 1, "10:00")
    s.open(10, "010", at=at("9:50", TUESDAY))
    walk_in = s.issue("G", at("9:58", TUESDAY))
    equal(s.call(10, at("10:05", TUESDAY)), walk_in)
    equal(s.ok("booking.show", booking=code)["state"], "booked")
    equal(s.line("G"), [])


@cases("S15", "late beyond the grace: a walk-in from then on, and why")
def _():
    hall, s = morning({"booking.checkin_late_minutes": 10})
    code = book(s, 1, "10:00")
    answer = s.ok("booking.check_in", booking=code, at=at("10:15", TUESDAY))
    equal((answer["late"], answer["downgraded"]), (True, True))
    holds(answer["reason"], "10:10")
    show = s.show(answer["ticket"])
    equal((show["entered"], show["arrived"]), (at("10:15", TUESDAY), at("10:15", TUESDAY)))
    equal(s.ok("booking.show", booking=code)["downgraded"], True)
    equal(len(hall.rows("SELECT 1 FROM event WHERE kind = 'booking.checked_in' AND reason LIKE '%10:10%'")), 1)


@cases("S15", "late beyond the grace: refused, where that is the policy")
def _():
    _, s = morning({"booking.checkin_late_minutes": 10, "booking.late_policy": "refuse"})
    code = book(s, 1, "10:00")
    holds(s.refused("too-late", "booking.check_in", booking=code, at=at("10:10:01", TUESDAY)), "10:10")
    equal(s.ok("booking.show", booking=code)["state"], "booked")


for clock, code in (("8:59", "too-early"), ("8:59:59", "too-early"), ("9:00", None), ("10:20", None), ("10:20:01", "too-late"),
                    ("10:21", "too-late")):
    @cases("S16", f"sixty minutes before to twenty after: {clock}")
    def _(clock=clock, code=code):
        _, s = morning({"booking.checkin_early_minutes": 60, "booking.checkin_late_minutes": 20})
        booking = book(s, 1, "10:00")
        answer = s.ask("booking.check_in", booking=booking, at=at(clock, TUESDAY))
        equal(answer.get("error"), code)
        equal(s.ok("booking.show", booking=booking)["state"], "booked" if code else "checked_in")


@cases("check-in", "the wait counts from the slot, or from the arrival after it")
def _():
    _, s = morning()
    say(s, 5)
    early, late = book(s, 1, "10:00"), book(s, 2, "10:00")
    first = s.ok("booking.check_in", booking=early, at=at("9:50", TUESDAY))["ticket"]
    second = s.ok("booking.check_in", booking=late, at=at("10:04", TUESDAY))
    equal(s.show(first)["entered"], at("10:00", TUESDAY))
    equal((s.show(second["ticket"])["entered"], second["late"], second["downgraded"]), (at("10:04", TUESDAY), True, False))


@cases("check-in", "called to the window of the named clerk at once, before walk-ins")
def _():
    _, s = morning()
    code = book(s, 1, "10:00", staff="010", channel="phone")
    s.open(10, "010", at=at("9:00", TUESDAY))
    s.open(15, "022")
    waiting = [s.issue("G", at(f"9:{30 + n}", TUESDAY)) for n in range(3)]
    answer = s.ok("booking.check_in", booking=code, at=at("9:58", TUESDAY))
    equal((answer["window"], answer["ahead"]), ("10", 0))
    equal(s.call(15, at("10:00", TUESDAY)), waiting[0])
    called = s.ok("ticket.call", window=10, at=at("10:00:30", TUESDAY))
    equal((called["ticket"], called["waited_s"]), (answer["ticket"], 30))


@cases("check-in", "by the number of the company, by telephone, by the code before a move")
def _():
    _, s = morning({"booking.checkin_early_minutes": 120})
    say(s, 9)
    book(s, 1, "10:00")
    book(s, 2, "10:00")
    old = book(s, 3, "11:00")
    new = s.ok("booking.move", booking=old, slot=slot("10:30"))
    by_number = s.ok("booking.check_in", party=company(1)["id"].lower(), at=at("9:50", TUESDAY))
    by_phone = s.ok("booking.check_in", phone=company(2)["phone"])
    by_old = s.ok("booking.check_in", booking=old)
    equal(by_old["booking"], new["booking"])
    equal(sorted(s.line("G")), sorted([by_number["ticket"], by_phone["ticket"], by_old["ticket"]]))
    s.refused("not-found", "booking.check_in", phone="13099999999")
    s.refused("bad-request", "booking.check_in", phone="12")
    holds(s.refused("wrong-state", "booking.check_in", booking=old), by_old["ticket"])


@cases("check-in", "the priority channel gives a ticket of its class")
def _():
    _, s = morning()
    s.refused("bad-request", "booking.make", party=company(1), matters=["G01"], slot=slot("9:00"), mode="green")
    code = book(s, 1, "9:00", mode="green", ground="残疾人")
    ticket = s.ok("booking.check_in", booking=code, at=at("9:00", TUESDAY))["ticket"]
    equal(s.show(ticket)["class"], "priority")


@cases("S20", "a missed ticket of a booking comes back with its number")
def _():
    _, s = morning({"queue.noshow_requeue": "void"})
    code = book(s, 1, "10:00")
    s.open(10, "010", at=at("9:00", TUESDAY))
    ticket = s.ok("booking.check_in", booking=code, at=at("10:00", TUESDAY))["ticket"]
    equal(s.call(10), ticket)
    s.ok("ticket.no_show", window=10)
    equal(s.state(ticket), "missed")
    s.ok("ticket.reinstate", ticket=ticket)
    equal(s.call(10, at("10:20", TUESDAY)), ticket)


# ----------------------------------------------------- S36 to S44: what is free

@cases("S36", "three places, two of them for the public")
def _():
    _, s = morning()
    say(s, 3, public_places=2, **{"from": "10:00", "to": "10:30"})
    for number in (1, 2):
        book(s, number, "10:00", channel="online")
    s.refused("full", "booking.make", party=company(3), matters=["G01"], slot=slot("10:00"), channel="online")
    assert "10:00" not in starts(s, channel="online")[0] and "10:00" in starts(s)[0]
    book(s, 4, "10:00", channel="desk")
    s.refused("full", "booking.make", party=company(5), matters=["G01"], slot=slot("10:00"), channel="desk")


@cases("S37", "a matter of two slots needs both")
def _():
    _, s = morning({"booking.slot_minutes": 15})
    say(s, 1)
    book(s, 1, "10:15", matter="G02")
    long, _ = starts(s, "G01")
    short, _ = starts(s, "G02")
    assert "10:00" not in long and "10:00" in short, (long, short)
    s.refused("full", "booking.make", party=company(2), matters=["G01"], slot=slot("10:00"))
    book(s, 2, "10:00", matter="G02")
    book(s, 3, "9:00")
    assert "09:15" not in starts(s, "G02")[0]


@cases("S41", "a holiday has no slots, a make-up Saturday has")
def _():
    _, s = morning({"booking.horizon_working_days": 30})
    found, days = starts(s, day="2026-05-01", to="2026-05-10")
    by_day = {day["day"]: day for day in days}
    for day in ("2026-05-01", "2026-05-04", "2026-05-05"):
        equal(by_day[day]["slots"], [])
        holds(by_day[day]["reason"], "holiday")
    assert by_day["2026-05-09"]["bookable"], by_day["2026-05-09"]
    holds(by_day["2026-05-09"]["note"], "make-up")
    equal(by_day["2026-05-10"]["bookable"], False)
    s.refused("not-open", "booking.make", party=company(1), matters=["G01"], slot=slot("10:00", "2026-05-04"))
    book(s, 1, "9:00", "2026-05-09")


@cases("S42", "nothing in lunch, and nothing that would cross it")
def _():
    _, s = morning()
    say(s, 5)
    found, _ = starts(s)
    assert not any("12:00" <= start < "13:30" for start in found), found
    equal("11:30" in found, True)
    crossing, _ = starts(s, "G08")
    equal(("11:30" in crossing, "11:00" in crossing), (False, True))
    s.refused("full", "booking.make", party=company(1), matters=["G08"], slot=slot("11:30"))


@cases("S42", "a closure takes its slots out, and says why")
def _():
    def change(description):
        description["calendar"]["closures"] = [{"from": TUESDAY, "time": ["13:30", "17:00"], "zh": "业务培训", "en": "training"}]
    _, s = morning(change=change)
    found, days = starts(s)
    assert found and max(found) < "12:00", found
    holds(days[0]["reason"], "training")


@cases("S43", "nothing that is past, or nearer than the lead time")
def _():
    _, s = morning()
    say(s, 1, day="2026-04-20")
    equal(starts(s, day="2026-04-20", at=at("9:00"))[0][0], "13:30")
    equal(starts(s, day="2026-04-20", at=at("10:30"))[0][0], "13:30")
    equal(starts(s, day="2026-04-20", at=at("10:30:01"))[0][0], "14:00")
    s.refused("too-late", "booking.make", party=company(1), matters=["G01"], slot=slot("13:30", "2026-04-20"))
    s.refused("too-late", "booking.make", party=company(1), matters=["G01"], slot=slot("9:00", "2026-04-20"))
    equal(starts(s, day="2026-04-17", to="2026-04-19")[0], [])


@cases("S43", "as many working days ahead as may be, and no more")
def _():
    _, s = morning()
    _, days = starts(s, day="2026-04-20", to="2026-04-30")
    equal([day["day"] for day in days if day["bookable"]][-1], "2026-04-27")
    holds([day for day in days if day["day"] == "2026-04-28"][0]["reason"], "2026-04-27")
    s.refused("too-early", "booking.make", party=company(1), matters=["G01"], slot=slot("9:00", "2026-04-28"))


@cases("S44", "a plan of 45 minutes in another time zone")
def _():
    def change(description):
        set_zone("Asia/Kolkata")(description)
        description["hours"] = {"tue": [["09:30", "18:00"]]}
    hall = Hall({"booking.slot_minutes": 45}, change)
    s = hall.session()
    s.ok("booking.override", day=TUESDAY, places=1, reason="试验", at="2026-04-20T00:00:00Z")

    def utc():
        slots = s.ok("booking.slots", matters=["G01"], **{"from": TUESDAY, "to": TUESDAY})["slots"]
        return [datetime.datetime.fromisoformat(x["start"]).astimezone(datetime.timezone.utc).strftime("%H:%M") for x in slots]
    wanted = [f"{4 + 45 * n // 60:02}:{45 * n % 60:02}" for n in range(11)]
    equal((utc(), wanted[-1]), (wanted, "11:30"))
    s.ok("booking.make", party=company(1), matters=["G01"], slot="2026-04-21T04:00:00Z")
    equal(utc(), wanted[1:])


# ------------------------------------------------ S45 to S49: persons and bands

@cases("S45", "a ticket of the day before does not keep a booking from checking in")
def _():
    _, s = morning()
    code = book(s, 1, "10:00")
    s.ok("ticket.issue", queue="G", party=company(1), at=at("9:00"))
    equal(s.ok("booking.check_in", booking=code, at=at("10:00", TUESDAY))["ticket"], "G001")


@cases("S45", "a ticket of today does, and is named")
def _():
    _, s = morning()
    code = book(s, 1, "10:00")
    ticket = s.ok("ticket.issue", queue="G", party=company(1), at=at("9:00", TUESDAY))["ticket"]
    holds(s.refused("duplicate", "booking.check_in", booking=code, at=at("10:00", TUESDAY)), ticket)


@cases("S46", "the same matter once in a half-day")
def _():
    _, s = morning()
    say(s, 5)
    code = book(s, 1, "9:00")
    holds(s.refused("duplicate", "booking.make", party=company(1), matters=["G01"], slot=slot("11:00")), code)
    book(s, 1, "11:00", matter="G02")
    book(s, 1, "14:00")


@cases("S46", "so many bookings a day and a half-day")
def _():
    hall = Hall()
    s = hall.session()
    s.ok("hall.show", at=at("8:00"))
    say(s, 5)
    book(s, 1, "9:00")
    s.refused("duplicate", "booking.make", party=company(1), matters=["G02"], slot=slot("14:00"))
    book(s, 1, "9:00", "2026-04-22")
    hall.edit({"booking.per_person_per_day": 2})
    s.refused("duplicate", "booking.make", party=company(1), matters=["G02"], slot=slot("11:00"))
    book(s, 1, "14:00", matter="G02")


@cases("S48", "times of the month without bookings, also when they move")
def _():
    _, s = morning({"booking.closed_times": ["F first morning 月初清卡", "F 23 afternoon 盘点", "F 25 day 结账"], "booking.horizon_working_days": 30})
    found, days = starts(s, "T05", "2026-05-06")
    assert found and min(found) >= "13:30", found
    holds(days[0]["reason"], "月初清卡")
    found, days = starts(s, "T05", "2026-04-23")
    assert found and max(found) < "12:00", found
    holds(days[0]["reason"], "盘点")
    # The 25th of April is a Saturday: the Monday after it.
    equal(starts(s, "T05", "2026-04-27")[0], [])
    # The 23rd of May is a Saturday.
    found, days = starts(s, "T05", "2026-05-25")
    equal(found, [])
    holds(days[0]["reason"], "盘点")
    assert starts(s, "G01", "2026-04-23", to="2026-04-27")[0]


@cases("S49", "a band of twenty: the next band is offered to the 21st")
def _():
    _, s = morning({"booking.slot_minutes": 60})
    say(s, 20, **{"from": "09:00", "to": "10:00"})
    say(s, 1, **{"from": "10:00", "to": "11:00"})
    for number in range(20):
        book(s, number, "9:00")
    holds(s.refused("full", "booking.make", party=company(20), matters=["G01"], slot=slot("9:00")), "10:00")


# -------------------------------------------------------------- how much there is

@cases("capacity", "follows from windows, skills, time and share")
def _():
    hall, s = morning({"booking.public_share": 1.0})
    minutes = lambda: sum(cell["minutes"] for cell in starts(s)[1][0]["slots"])
    equal(minutes(), 240)                      # 1.25 windows, half of 390 minutes, in whole slots
    hall.edit({"booking.capacity_share_for_booking": 1.0})
    assert 450 <= minutes() <= 490, minutes()
    hall.edit(change=lambda d: [w.update(duty="G") for w in d["windows"] if w["code"] == "9"])
    more = minutes()
    assert 840 <= more <= 880, more

    def unskilled(description):
        for person in description["staff"]:
            if person["role"] == "clerk" and person["no"] != "010":
                person["skills"] = [skill for skill in person["skills"] if skill != "G"]
    hall.edit(change=unskilled)
    equal(minutes(), 390)
    hall.edit({"booking.capacity_share_for_booking": 0})
    found, days = starts(s)
    equal(found, [])
    assert days[0]["reason"], days


@cases("capacity", "a manager's word with a reason, taken back by another")
def _():
    hall, s = morning()
    usual = starts(s)[0]
    say(s, 0)
    equal(starts(s)[0], [])
    s.ok("booking.override", day=TUESDAY, reason="恢复")
    equal(starts(s)[0], usual)
    s.refused("bad-request", "booking.override", day=TUESDAY, places=3)
    s.refused("bad-request", "booking.override", day=TUESDAY, places=2, public_places=3, reason="x")
    s.refused("not-found", "booking.override", day=TUESDAY, places=2, queue="Z", reason="x")
    clerk = hall.session(staff="010", pin="0010")
    clerk.refused("not-allowed", "booking.override", day=TUESDAY, places=3, reason="x", at=at("8:10"))


@cases("capacity", "less than is sold already: nothing is free, nothing is lost")
def _():
    _, s = morning()
    say(s, 3)
    codes = [book(s, number, "10:00") for number in range(3)]
    say(s, 1)
    assert "10:00" not in starts(s)[0]
    s.ok("booking.cancel", booking=codes[0])
    assert "10:00" not in starts(s)[0]
    s.ok("booking.cancel", booking=codes[1])
    assert "10:00" not in starts(s)[0]
    s.ok("booking.cancel", booking=codes[2])
    assert "10:00" in starts(s)[0]


@cases("capacity", "slots of another length count in all they overlap")
def _():
    hall, s = morning()
    say(s, 1)
    book(s, 1, "10:00")
    hall.edit({"booking.slot_minutes": 15})
    found, _ = starts(s, "G02")
    assert "10:00" not in found and "09:30" in found and "09:45" not in found, found
    assert "09:45" in starts(s, "G02", "2026-04-22")[0] or "09:15" in starts(s, "G02", "2026-04-22")[0]


@cases("capacity", "an unloaded year is said to be unloaded")
def _():
    hall = Hall({"booking.horizon_working_days": 10})
    s = hall.session()
    answer = s.ok("booking.slots", matters=["G01"], at=at("8:00", "2026-12-28"), to="2027-01-05")
    equal((answer["calendar_loaded"], answer["last_day"]), (False, "2026-12-31"))
    new_year = answer["days"][-1]
    equal((new_year["loaded"], new_year["slots"]), (False, []))
    holds(new_year["reason"], "2027", "not loaded")
    holds(s.refused("not-loaded", "booking.make", party=company(1), matters=["G01"], slot=slot("10:00", "2027-01-04")), "2027")


@cases("calendar", "a week of Spring Festival and its make-up days")
def _():
    hall = Hall({"booking.horizon_working_days": 10})
    s = hall.session()
    answer = s.ok("booking.slots", matters=["G01"], at=at("8:00", "2026-02-12"), to="2026-03-02")
    equal([day["day"][5:] for day in answer["days"] if day["bookable"]],
          ["02-12", "02-13", "02-14", "02-24", "02-25", "02-26", "02-27", "02-28", "03-02"])
    for day in answer["days"]:
        assert day["bookable"] or day["reason"], day


def blocks(s, day, queue="G", to=None):
    """What is closed of each day, in short."""
    days = s.ok("booking.slots", queue=queue, **{"from": day, "to": to or day})["days"]
    return {day["day"][5:]: [(b["kind"], b["from"], b["to"], b["title"]) for b in day["blocks"]] for day in days}


LUNCH = ("lunch", "12:00", "13:30", "Lunch")


@cases("calendar", "blocks: a holiday is one, with its days and its notice; a make-up Saturday is worked")
def _():
    s = Hall().session()
    answer = s.ok("booking.slots", matters=["G01"], at=at("8:00", "2026-04-29"), **{"from": "2026-04-30", "to": "2026-05-10"})
    days = {day["day"][5:]: day for day in answer["days"]}
    off = [days[f"05-0{n}"]["blocks"] for n in range(1, 6)]
    assert all(block == off[0] for block in off), off
    equal(off[0][0], {"from": None, "to": None, "title": "Labour Day", "detail": "Public holiday, 1 to 5 May\n国办发明电〔2025〕7号",
                      "kind": "holiday"})
    equal([day for day in days if days[day]["weekday_note"]], ["05-09"])
    equal([block["kind"] for block in days["05-09"]["blocks"]], ["lunch"])
    equal([block["kind"] for block in days["05-10"]["blocks"]], ["weekend"])
    equal(days["05-06"]["filing"], {"deadline": "2026-05-22", "days_left": 16, "forecast": False})
    equal(answer["free_total"], sum(one["free"] for one in answer["slots"]))


@cases("calendar", "blocks: a year that is not loaded, shorter days, training, closures, times of the month, a manager's word")
def _():
    def change(description):
        description["hours"]["wed"] = [["09:00", "12:00"]]
        description["hours"]["thu"] = []
        description["hours"]["sat"] = [["09:00", "11:00"]]
        description["calendar"]["closures"] = [
            {"from": "2026-04-24", "time": ["13:30", "17:00"], "kind": "training", "zh": "业务培训", "en": "Training"},
            {"from": "2026-04-27", "to": "2026-04-28", "zh": "搬迁", "en": "Moving"},
            {"from": "2026-05-06", "time": ["08:00", "20:00"], "zh": "停电", "en": "No power"},
            {"from": "2026-05-08", "time": ["11:00", "14:00"], "zh": "消防演练", "en": "Drill"},
        ]
    _, s = morning({"booking.closed_times": ["G 21 afternoon 盘点", "G 11 day 结账"]}, change=change)
    found = blocks(s, "2026-04-20", to="2026-05-12")
    equal(found["04-20"], [LUNCH])
    equal(found["04-21"], [LUNCH, ("monthly", "13:30", "17:00", "盘点")])
    equal(found["04-22"], [("closed", "12:00", "17:00", "Closed")])
    equal(found["04-23"], [("closed", None, None, "Closed")])
    equal(found["04-24"], [LUNCH, ("training", "13:30", "17:00", "Training")])
    equal(found["04-25"], [("closed", "11:00", "17:00", "Closed")])
    equal(found["04-26"], [("weekend", None, None, "Weekend")])
    equal((found["04-27"], found["04-28"]), ([("closed", None, None, "Moving")],) * 2)
    equal(found["05-06"], [("closed", None, None, "No power")])
    equal(found["05-08"], [("closed", "11:00", "14:00", "Drill")])
    equal(found["05-11"], [("monthly", None, None, "结账")])
    equal(found["05-12"], [LUNCH])
    say(s, 0, day="2026-05-12", **{"from": "09:00", "to": "10:00"})
    equal(blocks(s, "2026-05-12")["05-12"], [("closed", "09:00", "10:00", "试验"), LUNCH])
    say(s, 0, day="2026-05-12")
    equal(blocks(s, "2026-05-12")["05-12"], [("closed", None, None, "试验")])
    equal(blocks(s, "2026-12-31", to="2027-01-01")["01-01"], [("not_loaded", None, None, "Calendar of 2027 not loaded")])
    equal(blocks(s, TUESDAY, "K")["04-21"], [("closed", None, None, "No bookings")])


@cases("calendar", "every day of three years: off, worked, made up, and when each filing period ends")
def _():
    with open(os.path.join(DATA, "holidays.json"), encoding="utf-8") as file:
        years = json.load(file)["years"]
    with open(os.path.join(DATA, "tax_deadlines.json"), encoding="utf-8") as file:
        deadlines = json.load(file)["deadlines"]
    off, worked = {}, set()
    for notice in years.values():
        worked |= set(notice["makeup_workdays"])
        for holiday in notice["off"]:
            day = datetime.date.fromisoformat(holiday["from"])
            for n in range(holiday["days"]):
                off[str(day + datetime.timedelta(n))] = (notice["notice"], holiday["from"], holiday["to"])
    s = Hall().session()
    s.ok("hall.show", at=at("8:00", "2024-01-01"))
    day, seen = datetime.date(2024, 1, 1), 0
    while day.year < 2027:
        last = min(day + datetime.timedelta(61), datetime.date(2026, 12, 31))
        for entry in s.ok("booking.slots", queue="G", **{"from": str(day), "to": str(last)})["days"]:
            name, date = entry["day"], datetime.date.fromisoformat(entry["day"])
            kinds = [block["kind"] for block in entry["blocks"]]
            seen += 1
            if name in off:
                equal((entry["slots"], kinds), ([], ["holiday"]), name)
                holds(entry["blocks"][0]["detail"], off[name][0])
            elif date.weekday() > 4 and name not in worked:
                equal((entry["slots"], kinds), ([], ["weekend"]), name)
            else:
                equal((entry["open"], kinds, entry["weekday_note"] is not None), (True, ["lunch"], name in worked), name)
            table = deadlines[name[:4]][name[5:7]]
            if name <= table:
                equal(entry["filing"], {"deadline": table, "days_left": (datetime.date.fromisoformat(table) - date).days, "forecast": False}, name)
        day = last + datetime.timedelta(1)
    equal(seen, 1096)
