# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a booking becomes outside the hall: calendar entries, short messages,
and what has to be done later."""

import csv
import io
import re

from hallkit import Hall, at, cases, equal, holds
from rows_booking import TUESDAY, book, company, morning, say, slot

PERSON = {"kind": "person", "id_kind": "resident", "id": "420000190001010015", "name": "李小明", "phone": "13000000001"}


# ------------------------------------------------------------ calendar entries

def parse(text):
    """The properties of a calendar and of its one event, as RFC 5545 reads
    them: lines end in CRLF, are at most 75 bytes, folded lines are joined."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", ""), text
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75, line
    lines = text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")[:-1]
    stack, found = [], {}
    for line in lines:
        name, value = re.fullmatch(r'([A-Z-]+)(?:;[^:]*)?:(.*)', line).groups()
        if name == "BEGIN":
            stack.append(value)
        elif name == "END":
            equal(stack.pop(), value)
        else:
            key = (stack[-1], name)
            assert key not in found, f"twice: {line}"
            found[key] = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
    equal(stack, [])
    equal(text.count("BEGIN:VEVENT"), 1)
    for name in ("VERSION", "PRODID", "METHOD"):
        assert ("VCALENDAR", name) in found, name
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "SEQUENCE"):
        assert ("VEVENT", name) in found, name
    return {name: value for (part, name), value in found.items() if part == "VEVENT"}


@cases("ics", "one entry a calendar reads: time, place, what to bring, and nobody's name")
def _():
    _, s = morning()
    code = s.ok("booking.make", party=PERSON, matters=["G02", "G01"], slot=slot("10:00"), staff="010")["booking"]
    answer = s.ok("booking.ics", booking=code)
    equal(answer["name"], code + ".ics")
    event = parse(answer["text"])
    equal((event["DTSTART"], event["DTEND"]), ("20260421T020000Z", "20260421T030000Z"))
    equal((event["UID"], event["STATUS"], event["SEQUENCE"]), (f"{code}.demo@tidehall", "CONFIRMED", "0"))
    equal(event["LOCATION"], "Demonstration District Service Centre")
    holds(event["DESCRIPTION"], code, "09:45", "10:15", "Company seal")
    for secret in (PERSON["id"], PERSON["name"], PERSON["phone"], PERSON["id"][-4:]):
        assert secret not in answer["text"].replace("\r\n ", "")
    s.refused("not-found", "booking.ics", booking="B2222222")


@cases("ics", "held, moved, moved again, cancelled: the same entry, each time with a higher number")
def _():
    _, s = morning()
    say(s, 2)
    first = s.ok("booking.make", party=PERSON, matters=["G01"], slot=slot("10:00"), hold_s=600)["booking"]
    event = parse(s.ok("booking.ics", booking=first)["text"])
    equal(event["STATUS"], "TENTATIVE")
    s.ok("booking.confirm", booking=first)
    second = s.ok("booking.move", booking=first, slot=slot("14:00"))["booking"]
    third = s.ok("booking.move", booking=second, slot=slot("15:00"))["booking"]
    for code in (first, second, third):
        moved = parse(s.ok("booking.ics", booking=code)["text"])
        equal((moved["UID"], moved["SEQUENCE"], moved["STATUS"], moved["DTSTART"]), (event["UID"], "2", "CONFIRMED", "20260421T070000Z"))
        holds(moved["DESCRIPTION"], third)
    s.ok("booking.cancel", booking=third)
    gone = parse(s.ok("booking.ics", booking=first)["text"])
    equal((gone["UID"], gone["SEQUENCE"], gone["STATUS"]), (event["UID"], "3", "CANCELLED"))


@cases("ics", "a point has its address; a visit tells nobody's; words that mean something to the format are only words")
def _():
    def change(description):
        description["hall"]["zh"] = description["hall"]["en"] = "Hall; of commas, and \\ END:VEVENT BEGIN"
        for point in description["points"]:
            point["address_en"] = "长" * 180
    _, s = morning(change=change)
    point = book(s, 1, "10:00", "2026-04-23", point="BUS1")
    event = parse(s.ok("booking.ics", booking=point)["text"])
    holds(event["LOCATION"], "Service bus", "长" * 180)
    holds(event["SUMMARY"], "Hall; of commas, and \\ END:VEVENT BEGIN")
    visit = s.ok("booking.make", party=PERSON, matters=["G02"], slot=slot("10:00"), mode="door", address="某路1号", staff=["010", "008"])["booking"]
    text = s.ok("booking.ics", booking=visit)["text"]
    event = parse(text)
    assert "LOCATION" not in event and "某路" not in text.replace("\r\n ", "")
    remote = book(s, 2, "14:00", mode="remote", staff="010", photos=True)
    holds(parse(s.ok("booking.ics", booking=remote)["text"])["DESCRIPTION"], "photographs")


@cases("ics", "what the person was asked about is brought only when it holds")
def _():
    _, s = morning()
    conditions = s.ok("booking.prepare", matters=["G01"])["conditions"]
    assert conditions
    said = s.ok("booking.make", party=PERSON, matters=["G01"], slot=slot("10:00"), conditions=[])["booking"]
    text = parse(s.ok("booking.ics", booking=said)["text"])["DESCRIPTION"]
    assert "(if " not in text and "- " in text, text


# -------------------------------------------------------------- short messages

def messages(answer):
    text = answer["csv"]
    assert text.startswith("\ufeffphone,text,booking\r\n") and text.endswith("\r\n"), text
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    assert all(len(row) == 3 for row in rows), rows
    equal(answer["n"], len(rows) - 1)
    return rows[1:]


@cases("reminders", "of tomorrow, once each, in Chinese and short; who cannot be reached is named")
def _():
    hall, s = morning()
    say(s, 2)
    code = s.ok("booking.make", party=PERSON, matters=["G01"], slot=slot("10:00"))["booking"]
    silent = s.ok("booking.make", party={k: v for k, v in company(2).items() if k != "phone"},
                  matters=["G01"], slot=slot("11:00"))["booking"]
    line = s.ok("booking.make", party={**company(3), "phone": "027-85000001"}, matters=["G01"], slot=slot("14:00"))["booking"]
    later = book(s, 4, "10:00", "2026-04-22")
    book(s, 5, "15:00", hold_s=600)
    s.ok("booking.cancel", booking=book(s, 6, "16:00"))
    before = hall.count_events()
    answer = s.ok("booking.reminders")
    equal((answer["day"], answer["without_phone"]), (TUESDAY, [silent, line]))
    (phone, text, booking), = messages(answer)
    equal((phone, booking), (PERSON["phone"], code))
    equal(text, f"【示范区政务服务中心】您预约4月21日10:00办理单位住房公积金缴…，请09:45至10:15签到。预约号{code}，不便请提前取消")
    assert PERSON["id"] not in text and PERSON["name"] not in text
    equal(hall.count_events(), before + 1)
    equal(len(hall.rows("SELECT 1 FROM event WHERE kind = 'booking.reminders' AND actor = 'admin' AND detail LIKE ?", f"%{code}%")), 1)
    equal(hall.rows("SELECT count(*) FROM event WHERE detail LIKE ?", f"%{PERSON['phone']}%"), [(0,)])

    equal(messages(s.ok("booking.reminders")), [])
    equal([row[2] for row in messages(s.ok("booking.reminders", again=True))], [code])
    equal(s.ok("booking.show", booking=code)["reminded"], True)
    equal([row[2] for row in messages(s.ok("booking.reminders", day="2026-04-22"))], [later])
    # A new time is a new message.
    moved = s.ok("booking.move", booking=code, slot=slot("16:00"))["booking"]
    equal([row[2] for row in messages(s.ok("booking.reminders"))], [moved])
    s.refused("bad-request", "booking.reminders", day="2026-04-19")
    clerk = hall.session(staff="010", pin="0010")
    clerk.refused("not-allowed", "booking.reminders", at=at("8:10"))


@cases("reminders", "over a holiday: until the end of the next open day, and a bus on a Saturday between")
def _():
    _, s = morning({"booking.horizon_working_days": 10}, change=lambda d: d["points"][1]["days"].append("2026-05-02"))
    s.ok("hall.show", at=at("8:00", "2026-04-30"))
    saturday = book(s, 1, "10:00", "2026-05-02", point="BUS1")
    wednesday = book(s, 2, "10:00", "2026-05-06")
    book(s, 3, "10:00", "2026-05-07")
    answer = s.ok("booking.reminders")
    equal((answer["day"], [row[2] for row in messages(answer)]), ("2026-05-06", [saturday, wednesday]))
    holds(messages(s.ok("booking.reminders", day="2026-05-02", again=True))[0][1], "5月2日10:00在流动服务车")


@cases("reminders", "every text is one message and no cell is a formula, whatever the names are")
def _():
    longest = "=" + "长" * 150

    def change(description):
        description["hall"]["zh"] = "+1,\"甲\"" + "长" * 150
        for matter in description["matters"]:
            matter["zh"] = longest
        for point in description["points"]:
            point["zh"] = "@SUM(A1) " + "点" * 90
    _, s = morning(change=change)
    say(s, 9)
    book(s, 1, "10:00")
    book(s, 2, "10:00", mode="green", ground="孕妇")
    book(s, 3, "10:00", mode="door", address="某路1号", staff=["010", "008"])
    book(s, 4, "17:30", mode="flexible", staff="010")
    book(s, 5, "14:00", mode="remote", staff="010", photos=True)
    book(s, 6, "10:00", "2026-04-23", point="BUS1")
    s.ok("booking.make", party=company(7), matters=["G01", "G02", "G04"], slot=slot("14:00"))
    rows = messages(s.ok("booking.reminders")) + messages(s.ok("booking.reminders", day="2026-04-23"))
    equal(len(rows), 7)
    for phone, text, code in rows:
        assert len(text) <= 70 and "\n" not in text, (len(text), text)
        assert re.fullmatch(r"1\d{10}", phone) and code in text, (phone, text)
        for cell in (phone, text, code):
            assert cell[0] not in "=+-@\t\r", cell


# ------------------------------------------------------------------ follow-ups

@cases("001-5", "what is to be done, the overdue first, with the working days left")
def _():
    _, s = morning({"booking.same_day_min_lead_hours": 0})
    say(s, 9, "2026-04-20")
    say(s, 9, "2026-04-30")
    s.open(10, "010", at=at("8:50"))

    def account(number, day):
        code = book(s, number, "9:30", day)
        s.ok("booking.check_in", booking=code, at=at("9:30", day))
        s.serve(10)
        return code
    one = account(1, "2026-04-20")
    s.ok("window.close", window=10)
    s.open(10, "010", at=at("8:50", "2026-04-30"))
    two = account(2, "2026-04-30")
    rows = s.ok("followup.list")["followups"]
    equal([(r["booking"], r["due"], r["days_left"], r["overdue"]) for r in rows],
          [(one, "2026-04-23", -5, True), (two, "2026-05-08", 3, False)])
    equal((rows[0]["matter_zh"], rows[0]["matter_en"] is not None), ("单位住房公积金缴存登记（单位开户）", True))
    # Five days off and a make-up Saturday between.
    left = lambda: s.ok("followup.list")["followups"][-1]["days_left"]
    for day, wanted in (("2026-05-05", 3), ("2026-05-06", 2), ("2026-05-08", 0), ("2026-05-09", -1), ("2026-05-10", -1), ("2026-05-11", -2)):
        s.ok("hall.show", at=at("8:00", day))
        equal(left(), wanted, day)
    s.ok("followup.done", id=rows[0]["id"], tracking="SF1")
    equal([r["days_left"] for r in s.ok("followup.list", state="all")["followups"]], [-2, None])
