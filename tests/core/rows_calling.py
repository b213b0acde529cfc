# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios of calling: who is called, by which window, and never two at once."""

import threading

from hallkit import Hall, at, cases, equal, holds, matter_of
from rows_numbers import crowd


# -------------------------------------------- S06: one ticket, 8 windows

def open_eight(hall, duty="T|N"):
    """Eight windows open today, by the wall's clock."""
    s = hall.session(manual=False)
    for window, staff in zip((1, 2, 3, 4, 5, 6, 7, 8), ("001", "002", "003", "004", "005", "006", "012", "016")):
        s.open(window, staff, duty=duty)
    return s


def call_at_once(hall, verb="ticket.call", **keys):
    """Eight processes, each of which calls to its own window in the same moment."""
    sessions = [hall.session(manual=False) for _ in range(8)]
    answers = [None] * 8
    gate = threading.Barrier(8)

    def call(n):
        gate.wait()
        answers[n] = sessions[n].ask(verb, window=n + 1, **keys)

    threads = [threading.Thread(target=call, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@cases("S06", "8 processes call the same single ticket, ten times")
def _():
    hall = Hall()
    s = open_eight(hall)
    for n in range(1, 11):
        equal(s.issue("T"), f"T{n:03}")
        answers = call_at_once(hall)
        got = [a for a in answers if a["ok"]]
        equal([a["ticket"] for a in got], [f"T{n:03}"])
        equal([a["error"] for a in answers if not a["ok"]], ["nobody-waiting"] * 7)
        equal(hall.rows("SELECT count(*) FROM sitting WHERE ended_us IS NULL"), [(1,)])
        window = answers.index(got[0]) + 1
        s.ok("ticket.start", window=window)
        s.ok("ticket.finish", window=window)


@cases("S06", "8 processes call, three wait: each of the three goes to one window")
def _():
    hall = Hall()
    s = open_eight(hall)
    numbers = [s.issue("T") for _ in range(3)]
    answers = call_at_once(hall)
    equal(sorted(a["ticket"] for a in answers if a["ok"]), numbers)
    equal([a["error"] for a in answers if not a["ok"]], ["nobody-waiting"] * 5)


@cases("S06", "8 processes call one and the same chosen ticket")
def _():
    hall = Hall()
    s = open_eight(hall)
    s.issue("T")
    answers = call_at_once(hall, "ticket.call_one", ticket="T001")
    equal(sum(a["ok"] for a in answers), 1)
    equal([a["error"] for a in answers if not a["ok"]], ["already-called"] * 7)


@cases("S06", "8 processes press next at one window")
def _():
    hall = Hall()
    s = hall.session(manual=False)
    s.open(1, "001")
    for _ in range(20):
        s.issue("T")
    answers = crowd(hall, [{"do": "ticket.call", "window": 1}] * 3)
    flat = [a for one in answers for a in one]
    equal([a["ticket"] for a in flat if a["ok"]], ["T001"])
    equal({a["error"] for a in flat if not a["ok"]}, {"window-busy"})


# ------------------------------------- S07: next, with somebody in front

@cases("S07", "next is refused while one is called, and while one is served")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00")
    for _ in range(3):
        s.issue("T")
    equal(s.call(1, "9:01"), "T001")
    before = hall.hash()
    holds(s.refused("window-busy", "ticket.call", window=1), "finish", "T001", "1")
    s.refused("window-busy", "ticket.call_one", window=1, ticket="T002")
    equal(hall.hash(), before)
    s.ok("ticket.start", window=1)
    holds(s.refused("window-busy", "ticket.call", window=1), "T001")
    equal(s.state("T001"), "serving")
    s.ok("ticket.finish", window=1)
    equal(s.call(1), "T002")


@cases("S07", "also when nobody else waits")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.call(1)
    s.refused("window-busy", "ticket.call", window=1)
    s.ok("ticket.start", window=1), s.ok("ticket.finish", window=1)
    holds(s.refused("nobody-waiting", "ticket.call", window=1), "General tax")


@cases("S07", "a held person comes back to a free window only")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.issue("T"), s.issue("T")
    s.call(1)
    s.ok("ticket.hold", window=1)
    equal(s.call(1), "T002")
    holds(s.refused("window-busy", "ticket.unhold", window=1, ticket="T001"), "1")
    equal(s.state("T001"), "held")


@cases("S07", "a window that is closed, suspended or never opened calls nobody")
def _():
    s = Hall().session()
    s.issue("T", "9:00")
    holds(s.refused("window-closed", "ticket.call", window=1), "1", "open")
    s.open(1, "001")
    s.ok("window.pause", window=1, reason="meeting")
    holds(s.refused("window-closed", "ticket.call", window=1), "suspended")
    holds(s.refused("window-closed", "ticket.call_one", window=1, ticket="T001"), "suspended")
    s.ok("window.resume", window=1)
    s.ok("window.close", window=1)
    s.refused("window-closed", "ticket.call", window=1)
    equal(s.line("T"), ["T001"])


# ----------------------------------------- S09: a ticket of another day

@cases("S09", "yesterday's ticket cannot be called")
def _():
    hall = Hall()
    s = hall.session()
    for _ in range(3):
        s.issue("T", at("9:00", "2026-04-20"))
    s.open(1, "001", at=at("9:00", "2026-04-21"))
    before = hall.hash()
    s.refused("nobody-waiting", "ticket.call", window=1)
    holds(s.refused("not-today", "ticket.call_one", window=1, ticket="T003"), "T003", "2026-04-20")
    equal(hall.hash(), before)
    equal(s.line(), [])
    equal(s.ok("board.show")["waiting"][0]["waiting"], 0)


@cases("S09", "nothing can be done to yesterday's ticket, but it can be looked at")
def _():
    hall = Hall()
    s = hall.session()
    for _ in range(2):
        s.issue("T", at("9:00", "2026-04-20"))
    s.issue("T", at("9:00", "2026-04-21"))
    before = hall.hash()
    for verb, keys in (("ticket.cancel", {"reason": "r"}), ("ticket.divert", {"reason": "r"}), ("ticket.reinstate", {}),
                       ("ticket.move_back", {}), ("ticket.print_state", {"state": "failed"})):
        s.refused("not-today", verb, ticket="T002", **keys)
    equal(hall.hash(), before)
    equal(s.show("T002", day="2026-04-20")["state"], "waiting")
    s.refused("not-today", "ticket.show", ticket="T002")
    # The number of today is another one.
    s.ok("ticket.cancel", ticket="T001", reason="left")
    equal(s.show("T001", day="2026-04-20")["state"], "waiting")


@cases("S09", "somebody left at a window overnight is not in the way, nor served on")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at=at("16:50", "2026-04-20"))
    s.issue("T")
    s.call(1)
    s.ok("ticket.start", window=1)
    s.issue("T", at("9:00", "2026-04-21"))
    for verb in ("ticket.recall", "ticket.no_show", "ticket.hold", "ticket.finish", "ticket.start"):
        s.refused("wrong-state", verb, window=1)
    equal(s.window(1)["step"], "idle")
    s.open(1, "001")
    equal(s.serve(1, at("9:02", "2026-04-21")), "T001")
    equal(s.show("T001", day="2026-04-20")["state"], "void")


@cases("S09", "a held person of today gets a window that was left overnight")
def _():
    s = Hall().session()
    s.open(1, "001", at=at("16:50", "2026-04-20"))
    s.issue("T")
    s.call(1)
    s.open(2, "002", at=at("9:00", "2026-04-21"))
    s.issue("T")
    s.call(2)
    s.ok("ticket.start", window=2)
    s.ok("ticket.hold", window=2)
    s.open(1, "001")
    s.ok("ticket.unhold", window=1, ticket="T001")
    equal(s.window(1)["ticket"]["ticket"], "T001")
    s.ok("ticket.finish", window=1)


@cases("S09", "a day can be closed afterwards, a day to come cannot")
def _():
    s = Hall().session()
    s.issue("T", at("9:00", "2026-04-20"))
    s.issue("T", at("9:00", "2026-04-21"))
    holds(s.refused("too-early", "day.close", date="2026-04-22"), "2026-04-22")
    equal(s.ok("day.close", date="2026-04-20")["voided"], 1)
    equal(s.show("T001", day="2026-04-20")["state"], "void")
    equal(s.state("T001"), "waiting")
    equal(s.ok("day.close", date="2026-04-20")["voided"], 0)


# ------------------------------ S50: priority every minute starves nobody

def green_every_minute(ratio, priority, ordinary):
    """Many of both classes wait: the classes in the order they are called."""
    s = Hall({"queue.priority_max_ratio": ratio} if ratio else None).session()
    s.open(1, "001", at="9:00")
    for _ in range(ordinary):
        s.issue("T")
    called = []
    for minute in range(priority + ordinary):
        s.issue("T", f"9:{minute // 2:02}:{minute % 2 * 30:02}", **{"class": "priority", "ground": "孕妇"})
        called.append(s.show(s.serve(1))["class"][0])
    return "".join(called)


def longest(called, letter):
    return max(len(run) for run in "".join(c if c == letter else " " for c in called).split(" "))


@cases("S50", "as shipped, two ordinary tickets follow each priority ticket")
def _():
    called = green_every_minute(None, 5, 10)
    equal(called, "poo" * 5)


@cases("S50", "three priority, then one ordinary")
def _():
    equal(green_every_minute("3:1", 9, 3), "pppo" * 3)


@cases("S50", "one to one")
def _():
    equal(green_every_minute("1:1", 5, 5), "po" * 5)


@cases("S50", "whatever the ratio, an ordinary ticket waits for at most so many")
def _():
    for k in (1, 2, 4):
        called = green_every_minute(f"{k}:1", 12, 6)
        assert longest(called.rstrip("p"), "p") <= k, called
    equal(green_every_minute("off", 6, 2)[:6], "pppppp")


@cases("S50", "each window counts for itself, a break does not reset it")
def _():
    s = Hall({"queue.priority_max_ratio": "2:1"}).session()
    s.open(1, "001", at="9:00")
    for _ in range(6):
        s.issue("T")
    for _ in range(6):
        s.issue("T", **{"class": "priority", "ground": "孕妇"})
    first = [s.show(s.serve(1))["class"][0] for _ in range(2)]
    s.ok("window.pause", window=1)
    s.ok("window.resume", window=1, at="9:10")
    first.append(s.show(s.serve(1))["class"][0])
    equal("".join(first), "ppo")


@cases("S50", "the list of a window foretells the mixture")
def _():
    s = Hall({"queue.priority_max_ratio": "2:1"}).session()
    s.open(1, "001", at="9:00")
    for _ in range(3):
        s.issue("T")
    for _ in range(3):
        s.issue("T", **{"class": "priority", "ground": "孕妇"})
    foretold = [e["ticket"] for e in s.window(1)["ahead"]["next"]]
    equal(foretold, ["T004", "T005", "T001", "T006", "T002", "T003"])
    equal([s.serve(1) for _ in range(6)], foretold)


@cases("S50", "with fifo nobody passes")
def _():
    s = Hall({"queue.discipline": "fifo"}).session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.issue("T", **{"class": "priority", "ground": "孕妇"})
    s.issue("T")
    equal([s.serve(1) for _ in range(3)], ["T001", "T002", "T003"])


# ---------------------------------- S52: a specialist and a general window

@cases("S52", "each window takes its own first, and the other's when idle")
def _():
    s = Hall().session()
    s.open(1, "001", duty="T>N", at="9:00")
    s.open(2, "002", duty="N>T")
    s.issue("N"), s.issue("T"), s.issue("N"), s.issue("T")
    equal([s.serve(1), s.serve(2)], ["T001", "N001"])
    equal([s.serve(1), s.serve(1)], ["T002", "N002"])
    s.issue("T")
    equal(s.serve(2), "T003")
    s.refused("nobody-waiting", "ticket.call", window=1)


@cases("S52", "a specialist with one queue leaves the others alone")
def _():
    s = Hall().session()
    s.open(1, "001", duty="T", at="9:00")
    s.open(2, "002", duty="T|N")
    s.issue("N", "9:01"), s.issue("T", "9:02")
    equal(s.serve(1), "T001")
    s.refused("nobody-waiting", "ticket.call", window=1)
    equal(s.serve(2), "N001")


@cases("S52", "inside a tier the queues are one line")
def _():
    s = Hall().session()
    s.open(1, "001", duty="T|N|F", at="9:00")
    for n, queue in enumerate("NTFFTN"):
        s.issue(queue, f"9:0{n}")
    equal([s.serve(1) for _ in range(6)], ["N001", "T001", "F001", "F002", "T002", "N002"])


@cases("S52", "three tiers, and the reason says which")
def _():
    s = Hall().session()
    s.open(1, "001", duty="K>T|F>N", at="9:00")
    s.issue("N", "9:00"), s.issue("F", "9:01"), s.issue("T", "9:02"), s.issue("K", "9:03")
    order = []
    for tier in (1, 2, 2, 3):
        answer = s.ok("ticket.call", window=1)
        order.append(answer["ticket"])
        holds(answer["why"], f"tier {tier}")
        s.ok("ticket.start", window=1), s.ok("ticket.finish", window=1)
    equal(order, ["K001", "F001", "T001", "N001"])


@cases("S52", "a duty that changes takes effect at the next call")
def _():
    s = Hall().session()
    s.open(1, "001", duty="T", at="9:00")
    s.issue("T"), s.issue("N"), s.issue("T")
    equal(s.call(1), "T001")
    equal(s.ok("window.duty", window=1, duty="N")["duty"], "N")
    equal(s.window(1)["ticket"]["ticket"], "T001")
    s.ok("ticket.start", window=1), s.ok("ticket.finish", window=1)
    equal(s.call(1), "N001")


@cases("S52", "nobody gets a duty beyond their skills")
def _():
    hall = Hall()
    s = hall.session()
    holds(s.refused("not-allowed", "window.open", window=9, staff="008", pin="0008", duty="S|T", at="9:00"), "T")
    s.open(9, "008")
    before = hall.rows("SELECT duty FROM window_state WHERE code = '9'")
    s.refused("not-allowed", "window.duty", window=9, duty="S|F")
    s.refused("bad-request", "window.duty", window=9, duty="S||G")
    s.refused("bad-request", "window.duty", window=9, duty="S|S")
    s.refused("bad-request", "window.duty", window=9, duty="")
    equal(hall.rows("SELECT duty FROM window_state WHERE code = '9'"), before)


# ---------------------------------- S54: a window closes with a queue

@cases("S54", "the current call may finish, nothing new is called, the others take the rest")
def _():
    s = Hall().session()
    s.open(3, "003", at="9:00")
    s.open(4, "004")
    for _ in range(3):
        s.issue("N")
    equal(s.call(3), "N001")
    s.ok("ticket.start", window=3)
    equal(s.ok("window.close", window=3, reason="shift ends")["state"], "closing")
    s.refused("window-closed", "ticket.call", window=3)
    equal(s.ok("ticket.finish", window=3)["state"], "finished")
    equal(s.window(3)["state"], "closed")
    equal([s.serve(4), s.serve(4)], ["N002", "N003"])


@cases("S54", "also when the person was only called, or does not come")
def _():
    s = Hall().session()
    for window, staff in ((3, "003"), (4, "004")):
        s.open(window, staff, at="9:00")
    s.issue("N"), s.issue("N")
    s.call(3)
    equal(s.ok("window.close", window=3)["state"], "closing")
    equal(s.ok("window.close", window=3)["state"], "closing")
    s.ok("ticket.start", window=3)
    s.ok("ticket.hold", window=3)
    equal(s.window(3)["state"], "closed")
    s.call(4)
    s.ok("window.close", window=4)
    s.ok("ticket.no_show", window=4)
    equal((s.window(4)["state"], s.state("N002")), ("closed", "returned"))


@cases("S54", "people sent to that window are anybody's again")
def _():
    s = Hall().session()
    s.open(3, "003", at="9:00")
    s.open(4, "004")
    s.issue("N")
    s.call(4)
    s.ok("ticket.transfer", window=4, to_window=3)
    s.refused("nobody-waiting", "ticket.call", window=4)
    s.ok("window.close", window=3)
    equal(s.call(4), "N001")


@cases("S54", "a window that transfers its last person closes too")
def _():
    s = Hall().session()
    s.open(3, "003", at="9:00")
    s.issue("N")
    s.call(3)
    s.ok("window.close", window=3)
    s.ok("ticket.transfer", window=3, to_queue="T")
    equal((s.window(3)["state"], s.line("T")), ("closed", ["N001"]))


@cases("S54", "what a closing window still does not do says what to do first")
def _():
    s = Hall().session()
    s.open(3, "003", at="9:00")
    s.issue("N")
    s.call(3)
    s.ok("window.close", window=3)
    for verb in ("window.pause", "window.resume"):
        holds(s.refused("wrong-state", verb, window=3), "closing", "finish", "open the window again")
    s.open(3, "003")
    equal(s.window(3)["state"], "open")


@cases("S54", "a ticket is not transferred to where it is")
def _():
    hall = Hall()
    s = hall.session()
    s.open(3, "003", at="9:00")
    s.issue("N")
    s.call(3)
    before = hall.hash()
    for name in (3, "3", "03"):
        holds(s.refused("bad-request", "ticket.transfer", window=3, to_window=name), "window 3", "another")
        holds(s.refused("bad-request", "ticket.transfer", window=3, to_window=name, to_queue="T"), "window 3")
    equal(hall.hash(), before)


@cases("S54", "a window with somebody in front cannot be suspended")
def _():
    s = Hall().session()
    s.open(3, "003", at="9:00")
    s.issue("N")
    s.call(3)
    holds(s.refused("window-busy", "window.pause", window=3, reason="break"), "3")
    s.ok("ticket.start", window=3)
    s.refused("window-busy", "window.pause", window=3, reason="break")
    s.ok("ticket.finish", window=3)
    equal(s.ok("window.pause", window=3, reason="break", until=at("9:20"))["state"], "paused")
    show = s.window(3)
    equal((show["reason"], show["until"]), ("break", at("9:20")))


@cases("S54", "one person one window, one window one person")
def _():
    s = Hall().session()
    s.open(3, "003", at="9:00")
    holds(s.refused("window-busy", "window.open", window=4, staff="003", pin="0003"), "3")
    holds(s.refused("window-busy", "window.open", window=3, staff="004", pin="0004"), "003")
    s.ok("window.close", window=3)
    s.open(4, "003")
    s.open(3, "004")


@cases("S54", "the day is closed with everybody inside")
def _():
    hall = Hall()
    s = hall.session()
    s.open(3, "003", at="16:00")
    s.open(4, "004")
    for _ in range(4):
        s.issue("N")
    s.call(3), s.ok("ticket.start", window=3), s.ok("ticket.hold", window=3)
    s.call(3), s.call(4), s.ok("ticket.start", window=4)
    answer = s.ok("day.close", at="18:00")
    equal(answer["voided"], 4)
    for word in ("N001", "N002", "N003", "3", "4"):
        holds("\n".join(answer["warnings"]), word)
    equal([s.state(f"N00{n}") for n in range(1, 5)], ["void"] * 4)
    equal([s.window(w)["state"] for w in (3, 4)], ["closed"] * 2)
    equal(s.ok("day.close", at="18:01")["voided"], 0)


@cases("S55", "who was never called has no wait when the day is closed; a number after that is warned about")
def _():
    s = Hall().session()
    s.open(3, "003", at="9:00")
    s.issue("N"), s.issue("N")
    s.call(3, "9:10")
    assert "warning" not in s.ok("ticket.issue", queue="T")
    s.ok("day.close", at="11:00")
    equal([s.show(f"N00{n}")["waited_s"] for n in (1, 2)], [600, None])
    holds(s.ok("ticket.issue", queue="N", at="11:05")["warning"], "closed")
    # Somebody goes on all the same: then it is called, and nothing is said.
    s.open(3, "003", at="11:10")
    assert "warning" not in s.ok("ticket.issue", queue="N")
    s.ok("hall.show", at=at("9:00", "2026-04-21"))
    assert "warning" not in s.ok("ticket.issue", queue="N")


# ------------------------------------------------- S57: a double click

@cases("S57", "finish twice: one finish, the same answer")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.call(1, "9:01"), s.ok("ticket.start", window=1)
    first = s.ok("ticket.finish", window=1, at="9:06")
    before = hall.hash()
    equal(s.ok("ticket.finish", window=1), first)
    equal(s.ok("ticket.finish", window=1, at="9:06:02"), first)
    equal(hall.hash(), before)
    equal((first["handling_s"], first["state"]), (300, "finished"))
    equal(s.events("T001").count("ticket.finished"), 1)


@cases("S57", "start twice")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.call(1)
    first = s.ok("ticket.start", window=1)
    before = hall.hash()
    equal(s.ok("ticket.start", window=1, at="9:00:01"), first)
    equal(hall.hash(), before)


@cases("S57", "open twice, close the day twice")
def _():
    hall = Hall()
    s = hall.session()
    first = s.open(1, "001", at="9:00")
    before = hall.hash()
    equal(s.open(1, "001"), first)
    equal(hall.hash(), before)


@cases("S57", "finish at one window does not answer for another, nor for the next person")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.open(2, "002")
    s.issue("T"), s.issue("T")
    s.serve(1)
    s.refused("wrong-state", "ticket.finish", window=2)
    s.call(1)
    s.refused("wrong-state", "ticket.finish", window=1)
    equal(s.state("T002"), "called")


@cases("S57", "8 processes finish at once")
def _():
    hall = Hall()
    s = hall.session(manual=False)
    s.open(1, "001")
    s.issue("T")
    s.call(1), s.ok("ticket.start", window=1)
    answers = [one[0] for one in crowd(hall, [{"do": "ticket.finish", "window": 1}])]
    equal({a["ok"] for a in answers}, {True})
    equal({(a["ticket"], a["handling_s"], a["state"]) for a in answers}, {(answers[0]["ticket"], answers[0]["handling_s"], "finished")})
    equal(s.events("T001").count("ticket.finished"), 1)


# --------------------------------------- S58: steps that do not fit

@cases("S58", "what was never called or begun cannot be ended")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    before = hall.hash()
    for verb in ("ticket.finish", "ticket.start", "ticket.recall", "ticket.no_show", "ticket.hold"):
        s.refused("wrong-state", verb, window=1)
    s.refused("wrong-state", "ticket.transfer", window=1, to_queue="N")
    s.refused("wrong-state", "ticket.add_matter", window=1, matter=matter_of("T"))
    equal(hall.hash(), before)
    s.call(1)
    before = hall.hash()
    s.refused("wrong-state", "ticket.finish", window=1)
    equal(hall.hash(), before)


@cases("S58", "what is finished cannot be begun, called, cancelled or brought back")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.serve(1)
    before = hall.hash()
    s.refused("wrong-state", "ticket.start", window=1)
    s.refused("wrong-state", "ticket.no_show", window=1)
    s.refused("wrong-state", "ticket.call_one", window=1, ticket="T001")
    s.refused("wrong-state", "ticket.unhold", window=1, ticket="T001")
    holds(s.refused("wrong-state", "ticket.cancel", ticket="T001", reason="r"), "T001", "finished")
    s.refused("wrong-state", "ticket.divert", ticket="T001", reason="r")
    s.refused("wrong-state", "ticket.reinstate", ticket="T001")
    s.refused("wrong-state", "ticket.move_back", ticket="T001")
    equal(hall.hash(), before)


@cases("S58", "who is being served cannot miss the call, nor be called again")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00"), s.open(2, "002")
    s.issue("T")
    s.call(1), s.ok("ticket.start", window=1)
    before = hall.hash()
    s.refused("wrong-state", "ticket.no_show", window=1)
    s.refused("wrong-state", "ticket.recall", window=1)
    s.refused("already-called", "ticket.call_one", window=2, ticket="T001")
    s.refused("wrong-state", "ticket.cancel", ticket="T001", reason="r")
    equal(hall.hash(), before)


@cases("S58", "steps at a closed window")
def _():
    hall = Hall()
    s = hall.session()
    before = hall.hash()
    for verb in ("ticket.finish", "ticket.start", "ticket.recall", "ticket.no_show", "ticket.hold", "window.pause", "window.resume", "window.close"):
        s.refused("window-closed", verb, window=1, at="8:50")
    s.refused("window-closed", "window.duty", window=1, duty="T")
    s.open(1, "001", at="9:00")
    holds(s.refused("wrong-state", "window.resume", window=1), "1")
    equal(hall.rows("SELECT kind FROM event WHERE kind LIKE 'window.%'"), [("window.opened",)])
    assert hall.hash() != before


# ------------------------------------ S61: two people, the same ticket

@cases("S61", "the second is told that it changed, nothing is lost")
def _():
    hall = Hall()
    one, two = hall.session(), hall.session()
    one.open(1, "001", at="9:00")
    two.open(2, "002", at="9:00")
    one.issue("T", "9:00")
    # Both saw T001 waiting; the first calls it.
    one.ok("ticket.call_one", window=1, ticket="T001", at="9:01")
    events = hall.count_events()
    two.refused("already-called", "ticket.call_one", window=2, ticket="T001", at="9:01")
    holds(two.refused("wrong-state", "ticket.cancel", ticket="T001", reason="left"), "T001", "called", "nothing was changed")
    holds(two.refused("wrong-state", "ticket.move_back", ticket="T001"), "T001")
    equal(hall.count_events(), events)
    equal(one.ok("ticket.start", window=1)["state"], "serving")


@cases("S61", "cancelled in one place, called in another")
def _():
    hall = Hall()
    one, two = hall.session(), hall.session()
    one.open(1, "001", at="9:00")
    one.issue("T"), one.issue("T")
    two.ok("ticket.cancel", ticket="T001", reason="left", at="9:01")
    holds(one.refused("wrong-state", "ticket.call_one", window=1, ticket="T001", at="9:01"), "cancelled")
    equal(one.call(1), "T002")


@cases("S61", "8 processes transfer, hold and finish the same ticket: one wins")
def _():
    hall = Hall()
    s = hall.session(manual=False)
    s.open(1, "001")
    for n in range(1, 9):
        equal(s.issue("T"), f"T{n:03}")
        s.ok("ticket.call_one", window=1, ticket=f"T{n:03}")
        s.ok("ticket.start", window=1)
        sessions = [hall.session(manual=False) for _ in range(6)]
        requests = [("ticket.finish", {}), ("ticket.hold", {}), ("ticket.transfer", {"to_queue": "N"})] * 2
        answers = []
        gate = threading.Barrier(6)

        def act(session, verb, keys):
            gate.wait()
            answers.append((verb, session.ask(verb, window=1, **keys)))

        threads = [threading.Thread(target=act, args=(session, *request)) for session, request in zip(sessions, requests)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        won = [verb for verb, a in answers if a["ok"]]
        # A second press on finish repeats the answer of the first.
        assert won in (["ticket.hold"], ["ticket.transfer"]) or set(won) == {"ticket.finish"}, answers
        equal({a["error"] for _, a in answers if not a["ok"]}, {"wrong-state"})
        ended = [e for e in s.events(f"T{n:03}") if e in ("ticket.finished", "ticket.held", "ticket.transferred")]
        equal(len(ended), 1, ended)
        hall.close()
        s = hall.session(manual=False)


@cases("S61", "the duty of a window changed by a manager while its clerk calls")
def _():
    hall = Hall()
    clerk, manager = hall.session(), hall.session()
    clerk.open(1, "001", duty="T", at="9:00")
    clerk.issue("N"), clerk.issue("T")
    manager.ok("window.duty", window=1, duty="N>T", at="9:01")
    equal(clerk.call(1, "9:01"), "N001")
    equal(clerk.window(1)["duty"], "N>T")
