# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios of bookings: held, moved, cancelled, missed, followed up; and
sixteen who want the last place."""

import datetime
import json
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time

from hallkit import CTL, ENVIRONMENT, DATA, SANITIZED, Hall, at, cases, equal, holds
from rows_booking import TUESDAY, book, company, morning, say, slot, starts


# ------------------------------------------------------------- holds and moves

@cases("hold", "takes the place, and gives it back when its time is out")
def _():
    hall, s = morning()
    say(s, 1)
    held = s.ok("booking.make", party=company(1), matters=["G01"], slot=slot("10:00"), hold_s=600)
    equal((held["state"], held["expires"]), ("held", at("8:10")))
    s.refused("full", "booking.make", party=company(2), matters=["G01"], slot=slot("10:00"), at=at("8:09:59"))
    assert "10:00" not in starts(s)[0]
    assert "10:00" in starts(s, at=at("8:10"))[0]
    s.refused("too-late", "booking.confirm", booking=held["booking"])
    book(s, 2, "10:00")
    equal(s.ok("booking.show", booking=held["booking"])["state"], "expired")
    s.refused("too-late", "booking.confirm", booking=held["booking"])
    equal(hall.rows("SELECT count(*) FROM event WHERE kind = 'booking.expired'"), [(1,)])


@cases("hold", "is confirmed in time, once or twice; before that nobody checks in")
def _():
    _, s = morning({"booking.same_day_min_lead_hours": 0})
    say(s, 1, day="2026-04-20")
    code = book(s, 1, "9:00", "2026-04-20", hold_s=900)
    s.refused("bad-request", "booking.make", party=company(2), matters=["G01"], slot=slot("10:00"), hold_s=901)
    holds(s.refused("wrong-state", "booking.check_in", booking=code, at=at("8:14:59")), "confirm")
    equal(s.ok("booking.confirm", booking=code)["state"], "booked")
    equal(s.ok("booking.confirm", booking=code)["state"], "booked")
    equal(s.ok("booking.check_in", booking=code, at=at("9:00"))["late"], False)


@cases("arrival", "one telephone of several: named and asked for, unless only one can be meant")
def _():
    _, s = morning()
    agent = "13000007777"
    say(s, 3)
    one, two, later = (
        s.ok("booking.make", party=company(n, phone=agent), matters=["G01"], slot=slot(clock))["booking"]
        for n, clock in ((1, "10:00"), (2, "10:00"), (3, "11:00")))
    holds(s.refused("too-early", "booking.check_in", phone=agent, at=at("9:44:59", TUESDAY)), one)
    said = s.refused("conflict", "booking.check_in", phone=agent, at=at("9:50", TUESDAY))
    holds(said, one, two, "10:00")
    assert later not in said and company(1)["id"] not in said and agent not in said, said
    arrived = s.ok("booking.check_in", booking=two)
    equal((arrived["booking"], arrived["start"], arrived["state"]), (two, at("10:00", TUESDAY), "checked_in"))
    equal(s.ok("booking.check_in", phone=agent)["booking"], one)
    holds(s.refused("too-early", "booking.check_in", phone=agent), later)
    equal(s.ok("floor.show", at=at("11:01", TUESDAY))["bookings"], {"today": 3, "arrived": 2, "late": 1})


@cases("arrival", "the window is told whose booking it calls")
def _():
    _, s = morning()
    code = book(s, 1, "10:00", staff="010")
    s.open(10, "010", at=at("9:40", TUESDAY))
    s.issue("G", at("9:41", TUESDAY))
    ticket = s.ok("booking.check_in", booking=code, at=at("9:55", TUESDAY))["ticket"]
    first = s.window(10)["ahead"]["next"][0]
    equal((first["ticket"], first["to_window"], first["slot"]), (ticket, "10", at("10:00", TUESDAY)))
    equal(s.call(10, at("9:56", TUESDAY)), ticket)
    equal(s.window(10)["ticket"]["booking"], code)


@cases("move", "frees and takes; when there is nothing to take, nothing is freed")
def _():
    _, s = morning()
    say(s, 1)
    one, two = book(s, 1, "10:00"), book(s, 2, "11:00")
    s.refused("full", "booking.move", booking=one, slot=slot("11:00"))
    equal(s.ok("booking.show", booking=one)["state"], "booked")
    assert "10:00" not in starts(s)[0]
    moved = s.ok("booking.move", booking=one, slot=slot("14:00"), reason="临时有事")
    equal((moved["moved_from"], moved["state"]), (one, "booked"))
    found = starts(s)[0]
    assert "10:00" in found and "14:00" not in found, found
    holds(s.refused("conflict", "booking.move", booking=one, slot=slot("15:00")), moved["booking"])
    s.refused("conflict", "booking.cancel", booking=one)
    equal(s.ok("booking.show", booking=one)["moved_to"], moved["booking"])
    s.refused("bad-request", "booking.move", booking=two, slot=slot("11:00"))


@cases("move", "two at once: one moves, one is told")
def _():
    hall, s = morning()
    say(s, 1)
    code = book(s, 1, "10:00")
    others = [hall.session() for _ in range(8)]
    for n, other in enumerate(others):
        other.send(json.dumps({"do": "booking.move", "booking": code, "slot": slot(f"{14 + n % 6 // 2}:{n % 2 * 30:02}"), "at": at("8:30")}))
    answers = [other.read() for other in others]
    equal(sorted(a.get("error", "ok") for a in answers), ["conflict"] * 7 + ["ok"])


@cases("cancel", "up to two hours before, and the place goes back")
def _():
    _, s = morning()
    say(s, 1)
    one, two = book(s, 1, "10:00"), book(s, 2, "10:30")
    assert "10:00" not in starts(s)[0]
    s.ok("booking.cancel", booking=one, at=at("8:00", TUESDAY))
    s.refused("too-late", "booking.cancel", booking=two, at=at("8:30:01", TUESDAY))
    s.refused("too-late", "booking.move", booking=two, slot=slot("15:00"))
    s.refused("wrong-state", "booking.cancel", booking=one)


@cases("cancel", "the hall does not cancel alone")
def _():
    hall, s = morning()
    code = book(s, 1, "10:00", hold_s=0)
    s.refused("not-allowed", "booking.cancel", booking=code, by="hall", reason="停电")
    equal(s.ok("booking.cancel", booking=code, by="hall", agreed=True, reason="停电")["state"], "cancelled")
    equal(s.ok("party.show", id=company(1)["id"])["cancelled"], 0)
    equal(len(hall.rows("SELECT 1 FROM event WHERE kind = 'request.refused'")), 1)


@cases("cancel", "five in a month pause booking")
def _():
    _, s = morning()
    for n in range(5):
        s.ok("booking.cancel", booking=book(s, 1, "14:00"))
    holds(s.refused("banned", "booking.make", party=company(1), matters=["G01"], slot=slot("14:00")), "2026-05-20")
    show = s.ok("party.show", id=company(1)["id"])
    equal((show["cancelled"], show["ban_until"], show["ban_for"]), (5, "2026-05-20", "cancelled"))


@cases("no-show", "three in thirty days pause booking, never a number in the hall")
def _():
    _, s = morning({"booking.ban_days": 3})
    for day in ("2026-04-21", "2026-04-22", "2026-04-23"):
        book(s, 1, "14:00", day)
    for day in ("2026-04-21", "2026-04-22", "2026-04-23"):
        equal(s.ok("day.close", at=at("18:00", day))["missed_bookings"], 1)
        equal(s.ok("day.close")["missed_bookings"], 0)
    show = s.ok("party.show", id=company(1)["id"])
    equal((show["no_shows"], show["ban_until"], show["ban_for"]), (3, "2026-04-26", "no_shows"))
    holds(s.refused("banned", "booking.make", party=company(1), matters=["G01"], slot=slot("14:00", "2026-04-24")), "2026-04-26")
    s.ok("ticket.issue", queue="G", party=company(1), at=at("9:00", "2026-04-24"))
    s.ok("ticket.cancel", ticket="G001", reason="x")
    s.ok("party.lift_ban", id=company(1)["id"], reason="本人持证到厅")
    book(s, 1, "14:00", "2026-04-24")


@cases("no-show", "a pause ends by itself")
def _():
    _, s = morning({"booking.ban_days": 3, "booking.noshow_limit": 1})
    book(s, 1, "14:00")
    s.ok("day.close", at=at("18:00", TUESDAY))
    s.refused("banned", "booking.make", party=company(1), matters=["G01"], slot=slot("14:00", "2026-04-27"), at=at("8:00", "2026-04-24"))
    book(s, 1, "14:00", "2026-04-27", at=at("8:00", "2026-04-25"))


# --------------------------------------------------------- ways of service, groups

@cases("modes", "each asks for its own")
def _():
    _, s = morning()
    base = {"party": company(1), "matters": ["G01"]}
    s.refused("bad-request", "booking.make", **base, slot=slot("10:00"), mode="door", staff="010", staff2="008")
    s.refused("bad-request", "booking.make", **base, slot=slot("10:00"), mode="door", address="某路1号", staff="010")
    visit = s.ok("booking.make", **base, slot=slot("10:00"), mode="door", address="某路1号", staff="010", staff2="008")
    equal(visit["check_in_from"], None)
    s.refused("bad-request", "booking.make", party=company(2), matters=["G01"], slot=slot("10:00"), mode="remote", staff="019")
    s.ok("booking.make", party=company(2), matters=["G01"], slot=slot("10:10"), mode="remote", staff="019", photos=True)
    s.refused("bad-request", "booking.make", party=company(3), matters=["G01"], slot=slot("10:00"), mode="flexible", staff="019")
    s.ok("booking.make", party=company(3), matters=["G01"], slot=slot("18:00"), mode="flexible", staff="019")
    s.refused("bad-request", "booking.make", party=company(4), matters=["G01"], slot=slot("10:00"), mode="swimming")
    s.refused("wrong-state", "booking.check_in", booking=visit["booking"], at=at("10:00", TUESDAY))
    equal(s.ok("booking.done", booking=visit["booking"], note="办妥")["state"], "finished")
    closed = s.ok("day.close", at=at("19:00", TUESDAY))
    equal((closed["missed_bookings"], len(closed["warnings"])), (1, 1))


@cases("one to one", "a clerk is promised once at a time, and only what the clerk knows")
def _():
    _, s = morning()
    say(s, 9)
    book(s, 1, "10:00", staff="010")
    s.refused("full", "booking.make", party=company(2), matters=["G01"], slot=slot("10:00"), staff="010")
    s.refused("full", "booking.make", party=company(2), matters=["G01"], slot=slot("10:10"), staff="010", staff2="008", mode="door", address="x")
    book(s, 2, "10:30", staff="010")
    book(s, 3, "10:00", staff="022")
    s.refused("bad-request", "booking.make", party=company(4), matters=["G01"], slot=slot("10:00"), staff="012")
    s.refused("not-found", "booking.make", party=company(4), matters=["G01"], slot=slot("10:00"), staff="999")


@cases("group", "a block for one organiser: all or none, a number for each")
def _():
    _, s = morning()
    say(s, 5)
    keys = {"organiser": "某产业园", "matter": "G01", "from": slot("9:00"), "to": slot("11:00")}
    holds(s.refused("full", "booking.block", places=21, **keys), "20", "21")
    codes = s.ok("booking.block", places=20, **keys)["bookings"]
    equal(len(set(codes)), 20)
    assert not any("09:00" <= start < "11:00" for start in starts(s)[0])
    tickets = [s.ok("booking.check_in", booking=code, at=at("9:00", TUESDAY))["ticket"] for code in codes[:5]]
    equal(tickets, [f"G00{n}" for n in range(1, 6)])
    equal(len(s.ok("booking.list", day=TUESDAY)["bookings"]), 20)


@cases("joint", "several matters of one taxpayer take the time of all")
def _():
    _, s = morning()
    say(s, 1)
    joint = s.ok("booking.make", party=company(1), matters=["G01", "G02"], slot=slot("9:00"))
    equal(joint["end"], at("10:00", TUESDAY))
    bring = [line["material"] for line in joint["bring"]]
    equal(len(bring), len(set(bring)))
    assert "09:30" not in starts(s, "G02")[0]
    s.refused("bad-request", "booking.make", party=company(2), matters=["G01", "G01"], slot=slot("11:00"))


# --------------------------------------------------------------- the account, whole

@cases("001", "the account of a company: booked by telephone, served, the U-key followed")
def _():
    hall, s = morning()
    s.ok("hall.show", at=at("9:00", "2026-04-29"))
    made = s.ok("booking.make", party=company(7), matters=["G01"], slot=slot("10:00", "2026-04-30"), staff="010", channel="phone")
    equal(sorted(line["material"] for line in made["printed_here"]), ["M50", "M51", "M52", "M53"])
    equal((made["check_in_from"], made["check_in_until"]), (at("9:45", "2026-04-30"), at("10:15", "2026-04-30")))
    s.open(10, "010", at=at("9:00", "2026-04-30"))
    ticket = s.ok("booking.check_in", booking=made["booking"], at=at("9:55", "2026-04-30"))["ticket"]
    equal(s.call(10, at("10:00:20", "2026-04-30")), ticket)
    s.ok("ticket.start", window=10)
    s.ok("ticket.finish", window=10, at=at("10:30", "2026-04-30"))
    equal(s.ok("booking.show", booking=made["booking"])["state"], "finished")
    task, = s.ok("followup.list")["followups"]
    equal((task["due"], task["overdue"], task["matter"]), ("2026-05-08", False, "G01"))
    s.ok("ticket.undo", window=10)
    equal((s.ok("followup.list")["followups"], s.ok("booking.show", booking=made["booking"])["state"]), ([], "checked_in"))
    s.ok("ticket.finish", window=10)
    s.ok("ticket.finish", window=10)
    task, = s.ok("followup.list")["followups"]
    equal(s.ok("followup.list", at=at("9:00", "2026-05-08"))["followups"][0]["overdue"], False)
    equal(s.ok("followup.list", at=at("9:00", "2026-05-09"))["followups"][0]["overdue"], True)
    s.ok("followup.done", id=task["id"], tracking="SF0000001", note="已寄出")
    s.refused("wrong-state", "followup.done", id=task["id"])
    s.refused("not-found", "followup.done", id=999)
    done, = s.ok("followup.list", state="done")["followups"]
    equal((done["tracking"], done["overdue"], done["done_by"]), ("SF0000001", False, "admin"))


with open(os.path.join(DATA, "tax_deadlines.json"), encoding="utf-8") as file:
    WORKING_DAYS = json.load(file)["working_day_tests"]

for case in WORKING_DAYS:
    @cases("001-5", f"due {case['plus_working_days']} working days after {case['from']}")
    def _(case=case):
        _, s = morning({"ukey.post_working_days": case["plus_working_days"], "booking.same_day_min_lead_hours": 0}) \
            if case["from"] > "2026-04-20" else (None, Hall({"ukey.post_working_days": case["plus_working_days"],
                                                             "booking.same_day_min_lead_hours": 0}).session())
        day = case["from"]
        code = book(s, 1, "9:00", day, at=at("8:00", day))
        ticket = s.ok("booking.check_in", booking=code, at=at("9:00", day))["ticket"]
        s.open(10, "010")
        equal(s.serve(10), ticket)
        equal(s.ok("followup.list")["followups"][0]["due"], case["expect"])


@cases("party", "shown masked, handed out whole, erased so that nothing is left but figures")
def _():
    hall, s = morning()
    person = {"kind": "person", "id_kind": "resident", "id": "420000190001010015", "name": "李小明", "phone": "13000000001"}
    code = s.ok("booking.make", party=person, matters=["G02"], slot=slot("14:00"))["booking"]
    text = json.dumps([s.ok("party.show", id=person["id"]), s.ok("booking.show", booking=code), s.ok("booking.list", day=TUESDAY)], ensure_ascii=False)
    for secret in (person["id"], person["name"], person["phone"]):
        assert secret not in text, text
    file = s.ok("party.export", id=person["id"])["file"]
    equal((file["party"]["id"], file["party"]["name"], file["bookings"][0]["booking"]), (person["id"], person["name"], code))
    s.refused("wrong-state", "party.erase", id=person["id"])
    s.ok("booking.cancel", booking=code)
    equal(s.ok("party.erase", id=person["id"], reason="本人要求")["erased"], {"bookings": 1, "tickets": 0})
    s.refused("not-found", "party.show", id=person["id"])
    with sqlite3.connect(hall.store) as database:
        dump = "\n".join(database.iterdump())
    for secret in (person["id"], person["name"], person["phone"]):
        assert secret not in dump
    clerk = hall.session(staff="010", pin="0010")
    clerk.refused("not-allowed", "party.export", id=person["id"], at=at("8:10"))


# ------------------------------------------------------------------- bad input

@cases("bad input", "impossible numbers, times and matters; nothing is changed")
def _():
    def unbookable(description):
        description["matters"][0]["bookable"] = False
    hall, s = morning(change=unbookable)
    first = hall.export()["matters"][0]["code"]
    before = hall.hash()
    for code, keys in (
            ("bad-request", {"party": {**company(1), "id": "91429999MADEM0011A"}}),
            ("bad-request", {"party": {"kind": "person", "id_kind": "resident", "id": "420000190002300014"}}),
            ("bad-request", {"party": {"kind": "dog", "id_kind": "resident", "id": "420000190001010015"}}),
            ("bad-request", {"party": {**company(1), "phone": "123"}}),
            ("bad-request", {"party": None}), ("bad-request", {"matters": []}), ("bad-request", {"slot": "tomorrow"}),
            ("bad-request", {"slot": "2026-02-30T10:00:00+08:00"}), ("bad-request", {"channel": ""}), ("bad-request", {"hold_s": -1}),
            ("too-late", {"slot": slot("10:00", "2026-04-17")}), ("too-late", {"slot": at("8:00", "2026-04-20")}),
            ("too-early", {"slot": slot("10:00", "2026-06-01")}), ("not-open", {"slot": slot("10:00", "2026-04-25")}),
            ("not-found", {"slot": slot("10:07")}), ("not-found", {"slot": slot("9:59:59")}), ("not-open", {"slot": slot("0:00")}), ("not-open", {"slot": slot("12:30")}), ("not-open", {"slot": slot("17:00")}),
            ("not-found", {"matters": ["Z99"]}), ("not-open", {"matters": [first]})):
        s.refused(code, "booking.make", **{"party": company(1), "matters": ["G01"], "slot": slot("10:00"), **keys})
    for verb in ("booking.show", "booking.confirm", "booking.cancel", "booking.check_in"):
        s.refused("not-found", verb, booking="B2222222")
        for wrong in ("T001", "", "B", "B1111111", "B22222222", "預約"):
            s.refused("bad-request", verb, booking=wrong)
    s.refused("bad-request", "booking.slots")
    s.refused("bad-request", "booking.slots", queue="G", to="2027-01-01")
    s.refused("bad-request", "booking.slots", queue="G", to="2026-04-01")
    s.refused("not-found", "booking.slots", queue="Z")
    s.refused("bad-request", "booking.check_in")
    equal(hall.hash(), before)


@cases("bad input", "the last second of a slot, midnight, a clock that jumps back")
def _():
    _, s = morning({"booking.same_day_min_lead_hours": 0, "booking.horizon_working_days": 1})
    say(s, 2)
    book(s, 1, "9:00", at=at("8:59:59", TUESDAY))
    s.refused("too-late", "booking.make", party=company(2), matters=["G01"], slot=slot("9:00"), at=at("9:00", TUESDAY))
    late = book(s, 3, "16:30")
    s.refused("bad-request", "booking.check_in", booking=late, at=at("8:00", TUESDAY))
    s.refused("too-early", "booking.make", party=company(2), matters=["G01"], slot=slot("9:00", "2026-04-23"), at=at("23:59:59", TUESDAY))
    tomorrow = book(s, 2, "14:00", "2026-04-22")
    s.refused("not-today", "booking.check_in", booking=tomorrow)
    s.refused("not-today", "booking.check_in", booking=late, at=at("0:00", "2026-04-22"))


@cases("bad input", "a clock that is set back: what went by stays gone, what is shown can be booked, a hold is not longer")
def _():
    ahead = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=2)).replace(microsecond=0)

    def change(description):
        description["hall"]["timezone"] = "UTC"
        description["hours"] = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
        description["calendar"]["years"] = {str(ahead.year + n): {"off": [], "makeup_workdays": []} for n in range(2)}
    hall = Hall({"booking.same_day_min_lead_hours": 0, "booking.per_person_per_day": 20, "booking.per_person_per_half_day": 20,
                 "booking.capacity_share_for_booking": 1.0}, change)
    s = hall.session()
    later = s.ok("booking.slots", matters=["G02"], at=ahead.isoformat())["slots"]
    held = s.ok("booking.make", party=company(1), matters=["G02"], slot=later[1]["start"], hold_s=600)["booking"]
    s.close()
    s = hall.session(manual=False)
    shown = [entry["start"] for entry in s.ok("booking.slots", matters=["G02"])["slots"]]
    assert datetime.datetime.fromisoformat(shown[0]) > ahead, (shown[0], ahead)
    gone = (ahead - datetime.timedelta(hours=1)).replace(minute=30, second=0)
    s.refused("too-late", "booking.make", party=company(2), matters=["G02"], slot=gone.isoformat())
    s.ok("booking.make", party=company(2), matters=["G02"], slot=shown[0])
    equal(s.ok("booking.show", booking=held)["expires"], (ahead + datetime.timedelta(seconds=600)).isoformat())
    equal(s.ok("booking.confirm", booking=held)["state"], "booked")


# ------------------------------------------------------------------ the last place

FIGHTERS = 16
SLOTS_WANTED = 1000


def whole_lines(text):
    """What was answered: who is killed may leave a part of a line, and who
    comes after goes on behind it."""
    for line in text.split("\n"):
        begin = line.rfind('{"do":')
        if begin >= 0 and line.endswith("}"):
            yield line[begin:]


def fight(hall, slots):
    """Sixteen processes, each with a list of every slot in an order of its
    own; four are killed on the way, after so many bytes of answers, and begin again."""
    def start(who):
        with open(hall.path(f"wants-{who}"), "rb") as lines, open(hall.path(f"got-{who}"), "ab") as answers:
            return subprocess.Popen([CTL, "--store", hall.store, "commands", "--clock", "manual"], stdin=lines, stdout=answers,
                                    stderr=subprocess.DEVNULL, env=ENVIRONMENT)

    def answered(who):
        return os.path.getsize(hall.path(f"got-{who}"))
    for who in range(FIGHTERS):
        order = random.Random(who).sample(slots, len(slots))
        with open(hall.path(f"wants-{who}"), "w", encoding="utf-8") as file:
            for n, (day, clock) in enumerate(order):
                file.write(json.dumps({"do": "booking.make", "party": company(who * 1000 + n), "matters": ["G02"], "slot": slot(clock, day),
                                       "at": at("8:30")}) + "\n")
        open(hall.path(f"got-{who}"), "w", encoding="utf-8").close()
    running = {who: start(who) for who in range(FIGHTERS)}
    kills = {who: share * len(slots) for who, share in ((3, 5), (7, 20), (11, 60), (15, 90))}
    while running:
        for who, process in list(running.items()):
            if process.poll() is not None:
                equal(process.returncode, 0)
                del running[who]
            elif answered(who) > kills.get(who, 1 << 40):
                del kills[who]
                process.kill()
                process.wait()
                running[who] = start(who)
        time.sleep(0.01)
    equal(kills, {})


@cases("S38", "sixteen processes want the last place of a thousand slots, some are killed: exactly what there is, is sold")
def _():
    length, wanted = (10, SLOTS_WANTED) if not SANITIZED else (30, 100)
    hall, s = morning({"booking.slot_minutes": length, "booking.horizon_working_days": 30})
    days = [day["day"] for day in s.ok("booking.slots", queue="G", **{"from": TUESDAY, "to": "2026-06-02"})["days"] if day["open"]]
    slots = []
    for day in days:
        say(s, 2, day, queue="G")
        slots += [(day, cell["start"][11:16]) for cell in s.ok("booking.slots", matters=["G02"], **{"from": day, "to": day})["slots"]]
        if len(slots) >= wanted:
            break
    slots = slots[:wanted]
    equal((len(slots), s.ok("booking.slots", matters=["G02"])["minutes"] <= length), (wanted, True))
    # All but the last place are sold already.
    for day, clock in slots:
        end = int(clock[:2]) * 60 + int(clock[3:]) + length
        s.ok("booking.block", organiser="试验", matter="G02", places=1, to=slot(f"{end // 60}:{end % 60}", day), **{"from": slot(clock, day)})
    fight(hall, slots)
    told = set()
    for who in range(FIGHTERS):
        with open(hall.path(f"got-{who}"), encoding="utf-8") as file:
            answers = [json.loads(line) for line in whole_lines(file.read())]
        for answer in answers:
            assert answer["ok"] or answer["error"] in ("full", "duplicate"), answer
            if answer["ok"]:
                told.add(answer["booking"])
    sold = hall.rows("SELECT business_day, start_s, count(*) FROM booking WHERE state = 'booked' GROUP BY 1, 2")
    equal(sorted(sold), sorted((int(day.replace("-", "")), int(clock[:2]) * 3600 + int(clock[3:]) * 60, 2) for day, clock in slots))
    equal(hall.rows("SELECT count(*) FROM slot_place WHERE used <> cap"), [(0,)])
    everything = {code for code, in hall.rows("SELECT code FROM booking WHERE party_id IS NOT NULL")}
    # Nobody was told of a booking that is not there; of at most one each was who was killed not told.
    assert told <= everything and len(everything - told) <= 4, (len(told), len(everything))


@cases("S38", "eight processes, one place")
def _():
    hall, s = morning()
    say(s, 1)
    others = [hall.session() for _ in range(8)]
    for n, other in enumerate(others):
        other.send(json.dumps({"do": "booking.make", "party": company(n), "matters": ["G01"], "slot": slot("10:00"), "at": at("8:30")}))
    equal(sorted(other.read().get("error", "ok") for other in others), ["full"] * 7 + ["ok"])
    equal(hall.rows("SELECT used, cap FROM slot_place"), [(30, 30)])


# ------------------------------------------------------------------ an older store

@cases("schema", "a store of the first schema is brought up to date and can be booked in")
def _():
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "hall.db")
        shutil.copy(os.path.join(DATA, "schema-1.db"), store)
        os.chmod(store, 0o600)
        lines = [{"do": "ticket.show", "ticket": "N001", "day": "2026-04-20", "at": at("8:00", TUESDAY)},
                 {"do": "booking.override", "day": "2026-04-22", "places": 1, "reason": "x"},
                 {"do": "booking.make", "party": company(1), "matters": ["T09"], "slot": slot("9:00", "2026-04-22")}]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        done = subprocess.run([CTL, "--store", store, "commands", "--clock", "manual"], input=text.encode(), capture_output=True, env=ENVIRONMENT, check=True)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        equal([answer["ok"] for answer in answers], [True] * 3, done.stdout)
        equal(answers[0]["state"], "finished")
        subprocess.run([CTL, "--store", store, "verify"], env=ENVIRONMENT, capture_output=True, check=True)
