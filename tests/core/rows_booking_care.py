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


# ------------------------------------------------------------------ midnight

for twin in (False, True):
    @cases("midnight", "a booked case begun before is finished after" + (", beside a ticket of the same number" if twin else ""))
    def _(twin=twin):
        _, s = morning({"booking.checkin_early_minutes": 240})
        code = s.ok("booking.make", party=company(1), matters=["G01"], slot=slot("23:00"), mode="flexible", staff="010")["booking"]
        s.open(10, "010", at=at("22:50", TUESDAY))
        other = book(s, 2, "3:30", "2026-04-22", mode="flexible", staff="022", at=at("22:51", TUESDAY)) if twin else None
        ticket = s.ok("booking.check_in", booking=code, at=at("22:55", TUESDAY))["ticket"]
        equal(s.call(10, at("23:49", TUESDAY)), ticket)
        s.ok("ticket.start", window=10, at=at("23:50", TUESDAY))
        if twin:
            equal(s.ok("booking.check_in", booking=other, at=at("0:05", "2026-04-22"))["ticket"], ticket)
        done = s.ok("ticket.finish", window=10, at=at("0:10", "2026-04-22"))
        equal((done["ticket"], s.ok("booking.show", booking=code)["state"]), (ticket, "finished"))
        task, = s.ok("followup.list")["followups"]
        equal(task["booking"], code)
        if twin:
            equal(s.ok("booking.show", booking=other)["state"], "checked_in")


# --------------------------------------------------------------- closing days

@cases("close-day", "whose time has not come has missed nothing; a later closing ends it")
def _():
    _, s = morning()
    say(s, 5)
    gone, due = book(s, 1, "9:00"), book(s, 2, "10:00")
    evening = s.ok("booking.make", party=company(3), matters=["G01"], slot=slot("19:00"), mode="flexible", staff="010")["booking"]
    states = lambda: [s.ok("booking.show", booking=code)["state"] for code in (gone, due, evening)]
    closed = s.ok("day.close", at=at("9:40", TUESDAY))
    equal((closed["missed_bookings"], len(closed["warnings"])), (1, 1))
    holds(closed["warnings"][0], "2 bookings")
    equal(states(), ["no_show", "booked", "booked"])
    closed = s.ok("day.close", at=at("17:45", TUESDAY))
    holds(closed["warnings"][0], "1 booking ")
    equal((closed["missed_bookings"], states()), (1, ["no_show", "no_show", "booked"]))
    closed = s.ok("day.close", at=at("17:45", "2026-04-22"))
    equal((closed["missed_bookings"], closed["warnings"], states()), (1, [], ["no_show"] * 3))


@cases("close-day", "who may still come late, as a walk-in, is waited for up to the end of the slot")
def _():
    _, s = morning({"booking.late_walk_in_minutes": 240})
    say(s, 5)
    code = book(s, 1, "16:30")
    for clock, state in (("16:59:59", "booked"), ("17:00", "no_show")):
        s.ok("day.close", at=at(clock, TUESDAY))
        equal(s.ok("booking.show", booking=code)["state"], state)


# -------------------------------------------------------------------- papers

@cases("booking.papers", "only forms make a booking prepared")
def _():
    _, s = morning()
    code = book(s, 1, "10:00")
    prepared = lambda: s.ok("booking.show", booking=code)["prepared"]
    for paper in ("slip", "hints"):
        s.ok("booking.papers", booking=code, paper=paper)
        equal(prepared(), False, paper)
    holds(s.refused("bad-request", "booking.papers", booking=code, paper="napkin"), "slip")
    s.ok("booking.papers", booking=code, paper="forms")
    equal(prepared(), True)
    other = book(s, 2, "10:30")
    s.ok("booking.papers", booking=other)
    equal(s.ok("booking.show", booking=other)["prepared"], True)


# ------------------------------------------------------------------- channels

@cases("channel", "a word of the list's form, for a block and at check-in as well")
def _():
    _, s = morning()
    say(s, 5)
    block = {"organiser": "某街道", "matter": "G01", "from": slot("10:00"), "to": slot("11:00"), "places": 1}
    code = book(s, 1, "10:00")
    for words in ("张三 13800138000", "Ward office", ""):
        s.refused("bad-request", "booking.block", channel=words, **block)
        s.refused("bad-request", "booking.check_in", booking=code, channel=words, at=at("9:50", TUESDAY))
    s.ok("booking.block", channel="phone", **{**block, "from": slot("14:00"), "to": slot("15:00")})
    s.ok("booking.check_in", booking=code, channel="kiosk", at=at("9:50", TUESDAY))


# -------------------------------------------------------- words about a person

@cases("party.erase", "takes the reasons and notes of bookings and follow-ups; a file tells them before")
def _():
    hall, s = morning({"booking.same_day_min_lead_hours": 0})
    say(s, 5)
    secrets = ["王某改期", "李某取消", "赵某办妥", "SF-赵-77", "寄赵某家"]
    moved = s.ok("booking.make", party=company(1), matters=["G01"], slot=slot("9:00"), conditions=[["G01", "M53"]])["booking"]
    moved = s.ok("booking.move", booking=moved, slot=slot("15:00"), reason=secrets[0])["booking"]
    s.ok("booking.cancel", booking=moved, reason=secrets[1])
    visit = s.ok("booking.make", party=company(1), matters=["G01"], slot=slot("10:10"), mode="remote", staff="019", photos=True)["booking"]
    s.ok("booking.done", booking=visit, note=secrets[2], at=at("10:30", TUESDAY))
    task, = s.ok("followup.list")["followups"]
    s.ok("followup.done", id=task["id"], tracking=secrets[3], note=secrets[4])
    log = lambda code: [(one["what"], one["words"]) for one in s.ok("booking.show", booking=code)["log"]]
    equal(log(moved), [("booked", None), ("moved", secrets[0]), ("cancelled", secrets[1])])
    equal(log(visit)[1:], [("finished", secrets[2]), ("followup.begun", None), ("followup.done", secrets[4])])
    journal = str(hall.rows("SELECT reason, detail FROM event"))
    file = s.ok("party.export", id=company(1)["id"])["file"]
    for secret in secrets:
        assert secret not in journal, secret
        assert secret in str(file), secret
    equal([one["about"] for one in file["contacts"]], ["moved", "cancelled", "finished", "followup.done"])
    equal([(one["matter"], one["tracking"], one["state"]) for one in file["followups"]], [("G01", secrets[3], "done")])
    equal([one["material"] for one in file["conditions"]], ["M53", "M53"])
    s.ok("party.erase", id=company(1)["id"], reason="本人要求")
    with hall.sql() as sql:
        dump = "\n".join(sql.iterdump())
    for secret in secrets:
        assert secret not in dump, secret
    equal(log(visit)[1:], [("finished", None), ("followup.begun", None), ("followup.done", None)])


@cases("party.erase", "takes a telephone that a store of an earlier release kept without saying so")
def _():
    hall, s = morning()
    say(s, 5)
    code = book(s, 1, "10:00")
    with hall.sql() as sql:
        sql.execute("UPDATE party SET worded = NULL")
    other = s.ok("booking.make", party=company(1, phone="13911112222"), matters=["G01"], slot=slot("14:00"))["booking"]
    equal(len(hall.rows("SELECT 1 FROM party_word WHERE word IN ('13000000001', '13911112222')")), 2)
    for booking in (code, other):
        s.ok("booking.cancel", booking=booking)
    s.ok("party.erase", id=company(1)["id"], reason="本人要求")
    equal(hall.rows("SELECT * FROM party_word"), [])


# ------------------------------------------------------------------ bad input

@cases("bad input", "places of the public below none")
def _():
    _, s = morning()
    for places, public in ((3, -1), (0, -1), (3, -2), (-1, 0), (2, 3)):
        s.refused("bad-request", "booking.override", day=TUESDAY, places=places, public_places=public, reason="试验")
    s.ok("booking.override", day=TUESDAY, places=-1, public_places=-1, reason="试验")
    s.ok("booking.override", day=TUESDAY, places=3, public_places=0, reason="试验")


@cases("bad input", "clerks that are no texts; null is nobody")
def _():
    _, s = morning()
    say(s, 9)
    base = {"party": company(1), "matters": ["G01"], "slot": slot("10:00")}
    for staff in ([1, {}], ["010", None], [["010"]], 10, {}, True):
        s.refused("bad-request", "booking.make", staff=staff, **base)
    equal(s.ok("booking.make", staff=None, **base)["staff"], None)
    equal(s.ok("booking.make", **{**base, "party": company(2), "staff": ["010"]})["staff"], "010")


@cases("bad input", "a slot begins at a whole second; a list says whether there is more")
def _():
    _, s = morning()
    s.refused("bad-request", "booking.make", party=company(1), matters=["G01"], slot="2026-04-21T10:00:00.9+08:00")
    code = book(s, 1, "10:00")
    s.refused("bad-request", "booking.move", booking=code, slot="2026-04-21T11:00:00.000001+08:00")
    listed = s.ok("booking.list", day=TUESDAY)
    equal((len(listed["bookings"]), listed["more"]), (1, False))


# ----------------------------------------------------------------- follow-ups

@cases("followup.list", "of those that are done the newest come first, and old ones do not hide them")
def _():
    hall, s = morning(verify=False)
    book(s, 1, "10:00")
    with hall.sql() as sql:
        sql.executemany("INSERT INTO followup (hall_id, kind, booking_id, matter, made_us, due_day, state, done_us, done_by)"
                        " SELECT hall_id, 'ukey', id, ?, 1, ?, 'done', ?, '010' FROM booking",
                        [(f"M{n}", 20250101 + n // 100, n + 1) for n in range(1100)])
        plan = sql.execute("EXPLAIN QUERY PLAN SELECT f.id FROM followup f JOIN booking b ON b.id = f.booking_id WHERE f.hall_id = 1"
                           " AND f.state = 'done' ORDER BY f.due_day DESC, f.id DESC LIMIT 1000").fetchall()
    assert "TEMP B-TREE" not in str(plan), plan
    done = [one["matter"] for one in s.ok("followup.list", state="done")["followups"]]
    equal((done[0], done[-1], len(done)), ("M1099", "M100", 1000))


# -------------------------------------------------------------- why, and words

@cases("booking.slots", "all places are taken only where no slot has any")
def _():
    _, s = morning()
    why = lambda **keys: starts(s, **keys)[1][0]["reason"]
    say(s, 0)
    say(s, 2, **{"from": "10:00", "to": "10:30"})
    code = book(s, 1, "10:00", staff="010")
    holds(why(staff="010"), "clerk")
    equal(why(), None)
    say(s, 2, public_places=0, **{"from": "10:00", "to": "10:30"})
    holds(why(channel="online"), "way of booking")
    book(s, 2, "10:00")
    holds(why(), "all places")
    holds(why(staff="010"), "all places")
    equal(s.ok("booking.show", booking=code)["state"], "booked")


@cases("booking.slots", "a matter longer than all times in a row that are left")
def _():
    def longer(description):
        for matter in description["matters"]:
            if matter["code"] == "G01":
                matter["minutes"]["mean"] = 60
    _, s = morning(change=longer)
    say(s, 0)
    say(s, 2, **{"from": "10:00", "to": "10:30"})
    holds(starts(s)[1][0]["reason"], "long enough")


@cases("booking.confirm", "keeps why, as a talk")
def _():
    hall, s = morning()
    code = s.ok("booking.make", party=company(1), matters=["G01"], slot=slot("10:00"), hold_s=600)["booking"]
    s.ok("booking.confirm", booking=code, reason="电话确认")
    equal([(one["what"], one["words"]) for one in s.ok("booking.show", booking=code)["log"]], [("held", None), ("confirmed", "电话确认")])
    assert "电话确认" not in str(hall.rows("SELECT reason, detail FROM event"))


@cases("minutes", "are rounded up in one way")
def _():
    def uneven(description):
        for matter in description["matters"]:
            if matter["code"] in ("G01", "G02"):
                matter["minutes"]["mean"] = 10.0005 if matter["code"] == "G01" else 12.3
    _, s = morning(change=uneven)
    code = book(s, 1, "10:00")
    equal([s.ok("booking.slots", matters=["G01"])["minutes"], s.ok("booking.show", booking=code)["minutes"],
           [one for one in s.ok("matter.find", text="G01")["matters"] if one["code"] == "G01"][0]["minutes"]], [11, 11, 11])
