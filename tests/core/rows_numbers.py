# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios of numbers: given once, in order, never again the same day."""

import datetime
import json
import subprocess

from hallkit import CTL, ENVIRONMENT, DAY, DAY_NUMBER, Hall, at, cases, equal, holds, matter_of, set_range, set_zone

RESIDENT = {"kind": "person", "id_kind": "resident", "id": "420000190001010015", "name": "甲某", "phone": "13900000000"}
OTHER = {**RESIDENT, "id": "420000190001010023"}
COMPANY = {"kind": "company", "id_kind": "uscc", "id": "914200000000000000"}


# --------------------------------------------------------- S01: in a row

@cases("S01", "three tickets of a series")
def _():
    hall = Hall()
    s = hall.session()
    equal([s.issue("T", "9:00"), s.issue("T", "9:01"), s.issue("T", "9:02")], ["T001", "T002", "T003"])
    for number, ahead in (("T001", 0), ("T002", 1), ("T003", 2)):
        show = s.show(number)
        equal((show["state"], show["queue"], show["class"], show["print"]), ("waiting", "T", "ordinary", "none"))
        equal([(e["event"], e["to"], e["by"]) for e in show["history"]], [("ticket.issued", "waiting", "admin")])
    equal(s.line("T"), ["T001", "T002", "T003"])
    equal([t["ahead"] for t in s.ok("tickets.recent")["tickets"]], [2, 1, 0])


@cases("S01", "the answer tells queue and how many are ahead")
def _():
    s = Hall().session()
    for n in range(5):
        answer = s.ok("ticket.issue", queue="N", at=f"9:0{n}")
        equal((answer["ticket"], answer["queue"], answer["ahead"], answer["estimate"]), (f"N00{n + 1}", "N", n, None))


@cases("S01", "each queue counts for itself")
def _():
    s = Hall().session()
    wanted = {}
    for queue in "TFTNSGTQRKYLFT":
        wanted[queue] = wanted.get(queue, 0) + 1
        equal(s.issue(queue), f"{queue}{wanted[queue]:03}")


@cases("S01", "a series may begin elsewhere and pass 999")
def _():
    s = Hall(change=set_range("T", 998, 100000)).session()
    equal([s.issue("T") for _ in range(4)], ["T998", "T999", "T1000", "T1001"])
    equal(s.state("T1001"), "waiting")
    equal(s.line("T"), ["T998", "T999", "T1000", "T1001"])


@cases("S01", "matters choose the queue")
def _():
    s = Hall().session()
    first, second, other = matter_of("T"), matter_of("T", 1), matter_of("F")
    answer = s.ok("ticket.issue", matters=[first, second, other], at="9:00")
    equal((answer["ticket"], answer["queue"]), ("T001", "T"))
    equal([m["code"] for m in s.show("T001")["matters"]], [first, second, other])
    # A queue that is named goes before that of the matter.
    equal(s.ok("ticket.issue", matters=[first], queue="K")["ticket"], "K001")


@cases("S01", "whatever the channel and class, one series")
def _():
    s = Hall().session()
    keys = [{}, {"channel": "kiosk"}, {"class": "priority", "ground": "70岁以上老年人"}, {"party": RESIDENT}, {"class": "ordinary"}]
    equal([s.issue("T", "9:30", **k) for k in keys], ["T001", "T002", "T003", "T004", "T005"])


@cases("S01", "what is refused uses no number")
def _():
    s = Hall().session()
    s.issue("T", "9:00", party=RESIDENT)
    s.refused("duplicate", "ticket.issue", queue="T", party=RESIDENT)
    s.refused("not-found", "ticket.issue", queue="T", matters=["T99"])
    s.refused("bad-request", "ticket.issue", queue="T", **{"class": "first"})
    s.refused("bad-request", "ticket.issue", queue="T", party={**RESIDENT, "id": "420000190001010010"})
    equal(s.issue("T"), "T002")


@cases("S01", "cancelled, missed and finished numbers are not given again")
def _():
    s = Hall({"queue.noshow_requeue": "void"}).session()
    s.open(1, "001", at="9:00")
    for n in range(3):
        equal(s.issue("T"), f"T00{n + 1}")
    s.ok("ticket.cancel", ticket="T001", reason="left")
    s.call(1)
    s.ok("ticket.no_show", window=1)
    s.serve(1)
    equal(s.issue("T"), "T004")


# ------------------------------------------------------ S02: a day later

def over_midnight(zone, day, offset_before, offset_after):
    """The last second of a day and the first of the next."""
    hall = Hall(change=set_zone(zone))
    s = hall.session()
    following = (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()
    equal([s.issue("T", at("22:00", day, offset_before)) for _ in range(2)], ["T001", "T002"])
    equal(s.issue("T", at("23:59:59", day, offset_before)), "T003")
    before = hall.rows("SELECT * FROM ticket ORDER BY id")
    equal(s.issue("T", offset_after), "T001")
    equal(s.ok("hall.show")["day"], following)
    equal(hall.rows("SELECT * FROM ticket ORDER BY id")[:3], before, "rows of the day before")
    equal(s.line("T"), ["T001"])
    equal(s.show("T003", day=day)["day"], day)
    equal(s.show("T001")["day"], following)
    return hall, s


@cases("S02", "23:59:59 to 00:00:00")
def _():
    over_midnight("Asia/Shanghai", DAY, "+08:00", "2026-04-21T00:00:00+08:00")


@cases("S02", "on the eve of the year")
def _():
    over_midnight("Asia/Shanghai", "2026-12-31", "+08:00", "2027-01-01T00:00:00+08:00")


@cases("S02", "the night in which clocks go forward (Berlin)")
def _():
    hall, s = over_midnight("Europe/Berlin", "2026-03-28", "+01:00", "2026-03-29T00:00:00+01:00")
    # From 01:30 to 03:30 it is one hour.
    s.open(1, "001", at=at("1:30", "2026-03-29", "+01:00"))
    answer = s.ok("ticket.call", window=1, at=at("3:30", "2026-03-29", "+02:00"))
    equal((answer["ticket"], answer["waited_s"]), ("T001", 2 * 3600 + 1800))
    holds(answer["why"], "00:00")


@cases("S02", "the day after clocks went forward (Berlin)")
def _():
    over_midnight("Europe/Berlin", "2026-03-29", "+02:00", "2026-03-30T00:00:00+02:00")


@cases("S02", "the day on which clocks go back (Berlin)")
def _():
    hall, s = over_midnight("Europe/Berlin", "2026-10-25", "+01:00", "2026-10-26T00:00:00+01:00")
    # 23:00 of the day before and 00:30 of the next, by the wall of that day.
    equal(s.show("T003", day="2026-10-25")["entered"][:19], "2026-10-25T23:59:59")


@cases("S02", "the same hour twice is one day and in order")
def _():
    s = Hall(change=set_zone("Europe/Berlin")).session()
    equal(s.issue("T", "2026-10-25T02:30:00+02:00"), "T001")
    equal(s.issue("T", "2026-10-25T02:10:00+01:00"), "T002")
    s.open(1, "001")
    answer = s.ok("ticket.call", window=1, at="2026-10-25T02:30:00+01:00")
    equal((answer["ticket"], answer["waited_s"]), ("T001", 3600))


@cases("S02", "a midnight that does not exist (Havana)")
def _():
    over_midnight("America/Havana", "2026-03-07", "-05:00", "2026-03-08T01:00:00-04:00")


@cases("S02", "the day is that of the hall, not of the request's offset")
def _():
    s = Hall().session()
    equal(s.issue("T", "2026-04-20T15:59:59+00:00"), "T001")
    equal(s.ok("hall.show")["day"], "2026-04-20")
    equal(s.issue("T", "2026-04-20T16:00:00+00:00"), "T001")
    equal(s.ok("hall.show")["day"], "2026-04-21")


@cases("S02", "days without a ticket, and many days")
def _():
    hall = Hall()
    s = hall.session()
    for day in ("2026-04-20", "2026-04-21", "2026-04-24", "2026-05-29", "2027-02-28", "2028-02-29"):
        equal([s.issue("T", at("10:00", day)), s.issue("T", at("10:01", day))], ["T001", "T002"])
    equal(hall.rows("SELECT count(*), count(DISTINCT business_day) FROM ticket"), [(12, 6)])


# --------------------------------------------------- S03: the last number

@cases("S03", "a range of three ends")
def _():
    hall = Hall(change=set_range("T", 1, 3))
    s = hall.session()
    equal([s.issue("T", "9:00") for _ in range(3)], ["T001", "T002", "T003"])
    before = hall.hash()
    message = s.refused("exhausted", "ticket.issue", queue="T")
    holds(message, "T", "1", "3", "exhausted")
    equal(hall.hash(), before, "the store after a refusal")
    equal(s.issue("N"), "N001")
    s.refused("exhausted", "ticket.issue", matters=[matter_of("T")])


@cases("S03", "numbers that came free do not come back")
def _():
    s = Hall(change=set_range("T", 7, 8)).session()
    equal([s.issue("T", "9:00"), s.issue("T")], ["T007", "T008"])
    s.ok("ticket.cancel", ticket="T007", reason="left")
    s.open(1, "001")
    equal(s.serve(1), "T008")
    s.refused("exhausted", "ticket.issue", queue="T")
    s.refused("exhausted", "ticket.issue", queue="T", force=True)


@cases("S03", "the next day the range begins again")
def _():
    s = Hall(change=set_range("T", 5, 5)).session()
    equal(s.issue("T", "9:00"), "T005")
    s.refused("exhausted", "ticket.issue", queue="T")
    equal(s.issue("T", at("9:00", "2026-04-21")), "T005")


@cases("S03", "a range made longer goes on, made shorter it ends")
def _():
    hall = Hall(change=set_range("T", 1, 2))
    s = hall.session()
    equal([s.issue("T", "9:00"), s.issue("T")], ["T001", "T002"])
    s.refused("exhausted", "ticket.issue", queue="T")
    hall.edit(change=set_range("T", 1, 4))
    equal(s.issue("T"), "T003")
    hall.edit(change=set_range("T", 1, 2))
    s.refused("exhausted", "ticket.issue", queue="T")


@cases("S03", "somebody sent to the queue takes no number of it")
def _():
    s = Hall(change=set_range("F", 1, 1)).session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.call(1)
    s.ok("ticket.transfer", window=1, to_queue="F")
    equal(s.issue("F"), "F001")
    equal(s.line("F"), ["T001", "F001"])


# ------------------------------------------- S05: many at the same moment

def crowd(hall, lines, n=8):
    """n processes, each with the same requests, by the wall's clock: their answers."""
    text = "\n".join(json.dumps(line) for line in lines) + "\n"
    processes = [subprocess.Popen([CTL, "--store", hall.store, "commands"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, env=ENVIRONMENT) for _ in range(n)]
    for process in processes:
        process.stdin.write(text.encode())
        process.stdin.close()
    answers = []
    for process in processes:
        out, said = process.stdout.read(), process.stderr.read()
        process.stdout.close(), process.stderr.close()
        equal((process.wait(120), said), (0, b""))
        answers.append([json.loads(line) for line in out.splitlines()])
        equal(len(answers[-1]), len(lines), "answers")
    return answers


@cases("S05", "8 processes take 50 numbers each")
def _():
    hall = Hall()
    answers = crowd(hall, [{"do": "ticket.issue", "queue": "T"}] * 50)
    numbers = [a["ticket"] for of_one in answers for a in of_one if a["ok"]]
    equal(len(numbers), 400)
    equal(sorted(numbers), [f"T{n:03}" for n in range(1, 401)])
    for of_one in answers:
        own = [a["ticket"] for a in of_one]
        equal(own, sorted(own), "numbers of one kiosk grow")


@cases("S05", "8 processes, four queues, and a range that ends under them")
def _():
    hall = Hall(change=set_range("N", 1, 100))
    answers = crowd(hall, [{"do": "ticket.issue", "queue": queue} for queue in "TNFS" * 13])
    given = {queue: [a["ticket"] for one in answers for a in one if a["ok"] and a["queue"] == queue] for queue in "TNFS"}
    for queue in "TFS":
        equal(sorted(given[queue]), [f"{queue}{n:03}" for n in range(1, 105)])
    equal(sorted(given["N"]), [f"N{n:03}" for n in range(1, 101)])
    equal(sorted({a["error"] for one in answers for a in one if not a["ok"]}), ["exhausted"])
    equal(sum(not a["ok"] for one in answers for a in one), 4)


@cases("S05", "the same person at 8 kiosks gets one number")
def _():
    hall = Hall()
    answers = crowd(hall, [{"do": "ticket.issue", "queue": "T", "party": RESIDENT}])
    equal(sorted(a[0].get("ticket") or a[0]["error"] for a in answers), ["T001"] + ["duplicate"] * 7)


# ------------------------------------------------- S45: the same person

@cases("S45", "a second number of the same queue is refused and names the first")
def _():
    hall = Hall()
    s = hall.session()
    s.issue("T", "9:00")
    equal(s.issue("T", "9:01", party=RESIDENT), "T002")
    message = s.refused("duplicate", "ticket.issue", queue="T", party=RESIDENT)
    holds(message, "T002", "print")
    assert RESIDENT["id"] not in message and "甲某" not in message, message
    s.refused("duplicate", "ticket.issue", matters=[matter_of("T", 1)], party={**RESIDENT, "name": None})


@cases("S45", "as long as the number is open, in whatever state")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.issue("T", party=RESIDENT)
    refuse = lambda: s.refused("duplicate", "ticket.issue", queue="T", party=RESIDENT)
    s.call(1)
    refuse()
    s.ok("ticket.no_show", window=1)
    refuse()
    s.call(1)
    s.ok("ticket.start", window=1)
    refuse()
    s.ok("ticket.hold", window=1, reason="copy")
    refuse()
    s.ok("ticket.unhold", window=1, ticket="T001")
    s.ok("ticket.finish", window=1)
    equal(s.issue("T", party=RESIDENT), "T002")


@cases("S45", "yesterday's unserved number is not in the way")
def _():
    s = Hall().session()
    s.issue("T", at("9:00", "2026-04-20"), party=RESIDENT)
    equal(s.issue("T", at("9:00", "2026-04-21"), party=RESIDENT), "T001")
    s.refused("duplicate", "ticket.issue", queue="T", party=RESIDENT)


@cases("S45", "another queue, another person, or nobody said who")
def _():
    s = Hall().session()
    s.issue("T", "9:00", party=RESIDENT)
    equal(s.issue("F", party=RESIDENT), "F001")
    equal(s.issue("T", party=OTHER), "T002")
    equal([s.issue("T"), s.issue("T")], ["T003", "T004"])


@cases("S45", "the number of a person is the same however it is written")
def _():
    s = Hall().session()
    s.issue("T", "9:00", party={**RESIDENT, "id": "42000019011231007X"})
    s.refused("duplicate", "ticket.issue", queue="T", party={**RESIDENT, "id": "42000019011231007x"})


@cases("S45", "after leaving, a new number; and a person at the desk may insist")
def _():
    s = Hall().session()
    s.issue("T", "9:00", party=RESIDENT)
    equal(s.issue("T", party=RESIDENT, force=True), "T002")
    for ticket in ("T001", "T002"):
        s.ok("ticket.cancel", ticket=ticket, reason="left")
    equal(s.issue("T", party=RESIDENT), "T003")


@cases("S45", "a hall may allow two")
def _():
    s = Hall({"queue.per_person_open_tickets": 2}).session()
    equal([s.issue("T", "9:00", party=RESIDENT), s.issue("T", party=RESIDENT)], ["T001", "T002"])
    holds(s.refused("duplicate", "ticket.issue", queue="T", party=RESIDENT), "T00")
    s.ok("ticket.cancel", ticket="T001", reason="left")
    equal(s.issue("T", party=RESIDENT), "T003")


# ----------------------------------------------- S56: the printer is off

@cases("S56", "a slip that failed is offered again, with the same number")
def _():
    hall = Hall()
    s = hall.session()
    equal(s.issue("T", "9:00"), "T001")
    s.ok("ticket.print_state", ticket="T001", state="failed")
    equal((s.show("T001")["print"], s.state("T001")), ("failed", "waiting"))
    recent = s.ok("tickets.recent")["tickets"]
    equal([(t["ticket"], t["print"]) for t in recent], [("T001", "failed")])
    s.ok("ticket.print_state", ticket="T001", state="printed", at="9:01")
    equal(s.show("T001")["print"], "printed")
    equal(hall.rows("SELECT count(*) FROM ticket"), [(1,)])
    equal(s.issue("T"), "T002")
    equal([e for e in s.events("T001") if e == "ticket.print"], ["ticket.print"] * 2)


@cases("S56", "a ticket whose slip failed waits and is called like any other")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.ok("ticket.print_state", ticket="T001", state="failed")
    s.issue("T", "9:01")
    equal(s.call(1), "T001")


@cases("S56", "nonsense about a slip changes nothing")
def _():
    hall = Hall()
    s = hall.session()
    s.issue("T", "9:00")
    before = hall.hash()
    holds(s.refused("bad-request", "ticket.print_state", ticket="T001", state="eaten"), "state")
    s.refused("not-found", "ticket.print_state", ticket="T002", state="failed")
    equal(hall.hash(), before)


# --------------------------------------------- S59: ids that do not exist

WITH_TICKET = [("ticket.cancel", {"reason": "r"}), ("ticket.divert", {"reason": "r"}), ("ticket.reinstate", {}),
               ("ticket.move_back", {}), ("ticket.print_state", {"state": "failed"}), ("ticket.show", {}),
               ("ticket.call_one", {"window": 1}), ("ticket.unhold", {"window": 1})]


@cases("S59", "an unknown ticket is not found, and nothing is written")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    before = hall.hash()
    for verb, keys in WITH_TICKET:
        for ticket in ("T002", "T999", "X001", "t002", "F001"):
            holds(s.refused("not-found", verb, ticket=ticket, **keys), ticket)
    equal(hall.hash(), before)


@cases("S59", "a malformed ticket is a bad request, and nothing is written")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    before = hall.hash()
    for verb, keys in WITH_TICKET:
        for ticket in ("", "T", "001", "T-1", "T001'; DROP TABLE ticket; --", "T 001", "税001", "T001\n", "T0000001", "T" * 33,
                       "TTTTTTTTT001", 1, None, ["T001"], {"ticket": "T001"}, True, 1.5):
            s.refused("bad-request", verb, ticket=ticket, **keys)
    equal(hall.hash(), before)


@cases("S59", "unknown windows, staff, queues and matters")
def _():
    hall = Hall()
    s = hall.session()
    s.issue("T", "9:00")
    s.open(1, "001")
    s.call(1)
    # Who has no number here is told no more than who has a wrong PIN.
    s.refused("not-allowed", "window.open", window=2, staff="099", pin="0099")
    before = hall.hash()
    for verb in ("ticket.call", "ticket.recall", "ticket.start", "ticket.no_show", "ticket.hold", "ticket.finish", "ticket.undo",
                 "window.pause", "window.resume", "window.close", "window.show"):
        for window in (0, 17, "99", "1a", "1'"):
            holds(s.refused("not-found", verb, window=window), str(window))
        for window in ("", -1, 1.5, None, [1], "1" * 17, 10 ** 14):
            holds(s.refused("bad-request", verb, window=window), "window")
    holds(s.refused("bad-request", "ticket.issue", queue="T", ground="", **{"class": "priority"}), "ground", "elderly")
    for channel in ("", "Kiosk", "王小明", "the one by the door", "x" * 4000):
        holds(s.refused("bad-request", "ticket.issue", queue="T", channel=channel), "channel", "phone", "online")
    s.refused("not-found", "window.open", window=99, staff="001", pin="0001")
    s.refused("not-found", "ticket.issue", queue="Z")
    s.refused("not-found", "ticket.issue", queue="")
    s.refused("not-found", "ticket.issue", matters=["T01", "nonsense"])
    s.refused("not-found", "ticket.transfer", window=1, to_queue="Z")
    s.refused("not-found", "ticket.transfer", window=1, to_window=17)
    s.refused("not-found", "ticket.add_matter", window=1, matter="Z01")
    s.refused("not-found", "queue.list", queue="Z")
    s.refused("not-found", "window.duty", window=1, duty="Z")
    equal(hall.hash(), before)


@cases("S59", "a number is the same in small letters")
def _():
    s = Hall().session()
    s.issue("T", "9:00")
    equal(s.show("t001")["ticket"], "T001")
    equal(s.show("T1")["ticket"], "T001")


@cases("S59", "a hall that is not in the store")
def _():
    hall = Hall()
    s = hall.session(hall="elsewhere")
    holds(s.refused("not-found", "ticket.issue", queue="T", at="9:00"), "elsewhere")
    equal(hall.rows("SELECT count(*) FROM ticket WHERE business_day = ?", DAY_NUMBER), [(0,)])
