# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios of people who miss their call, leave, come back, are sent on, are
put aside, or have several matters."""

from hallkit import DAY, Hall, at, cases, equal, holds, matter_of
from rows_numbers import RESIDENT

ONE, TWO, THREE = (matter_of("T", n) for n in range(3))


# ------------------------------------------------------- S18: three calls

def miss(s, window=1, when=None):
    """Calls the next, who does not come: number, state, and behind how many."""
    ticket = s.call(window, when)
    answer = s.ok("ticket.no_show", window=window)
    return ticket, answer["state"], answer["after"]


@cases("S18", "first and second time back in the list, not offered for five minutes; third time missed")
def _():
    s = Hall({"queue.noshow_requeue": "end", "queue.noshow_requeue_limit": 2, "queue.noshow_block_minutes": 5}).session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    equal(miss(s), ("T001", "returned", None))
    equal(s.line("T"), ["T001"])
    holds(s.ok("queue.list", queue="T")["tickets"][0]["why"], "09:05")
    s.refused("nobody-waiting", "ticket.call", window=1, at="9:04:59")
    equal(miss(s, when="9:05")[1], "returned")
    s.refused("nobody-waiting", "ticket.call", window=1, at="9:09:59")
    equal(miss(s, when="9:10")[1], "missed")
    equal((s.line("T"), s.state("T001")), ([], "missed"))
    equal(s.ok("board.show")["missed"], ["T001"])
    equal([e for e in s.events("T001") if e in ("ticket.returned", "ticket.missed")],
          ["ticket.returned", "ticket.returned", "ticket.missed"])


@cases("S18", "others are called in the five minutes")
def _():
    s = Hall({"queue.noshow_requeue": "after_1", "queue.noshow_block_minutes": 5}).session()
    s.open(1, "001", at="9:00")
    for _ in range(3):
        s.issue("T")
    equal(miss(s)[0], "T001")
    equal(s.line("T"), ["T002", "T003", "T001"])
    equal([s.serve(1), s.serve(1)], ["T002", "T003"])
    s.refused("nobody-waiting", "ticket.call", window=1)
    equal(s.call(1, "9:05"), "T001")


@cases("S18", "behind the next three, as shipped")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    for _ in range(6):
        s.issue("T")
    equal(miss(s), ("T001", "returned", 3))
    equal(s.line("T"), ["T002", "T003", "T004", "T001", "T005", "T006"])
    holds(s.ok("queue.list", queue="T")["tickets"][3]["why"], "missed call")
    equal([s.serve(1) for _ in range(3)], ["T002", "T003", "T004"])
    equal(miss(s), ("T001", "missed", None))


@cases("S18", "behind fewer when fewer wait, at once when nobody does")
def _():
    s = Hall({"queue.noshow_requeue_limit": 9}).session()
    s.open(1, "001", at="9:00")
    s.issue("T"), s.issue("T")
    equal(miss(s), ("T001", "returned", 3))
    equal(s.line("T"), ["T002", "T001"])
    equal(s.serve(1), "T002")
    equal(miss(s)[0], "T001")
    s.issue("T", "9:10")
    equal(s.line("T"), ["T001", "T003"])


@cases("S18", "several who missed keep their order")
def _():
    s = Hall({"queue.noshow_requeue": "after_2"}).session()
    s.open(1, "001", at="9:00"), s.open(2, "002"), s.open(3, "003", duty="T")
    for _ in range(7):
        s.issue("T")
    for window in (1, 2, 3):
        s.call(window)
    for window in (1, 2, 3):
        s.ok("ticket.no_show", window=window)
    equal(s.line("T"), ["T004", "T005", "T001", "T002", "T003", "T006", "T007"])
    equal([s.serve(1) for _ in range(7)], ["T004", "T005", "T001", "T002", "T003", "T006", "T007"])


@cases("S18", "a priority ticket that missed stands in line like everybody")
def _():
    s = Hall({"queue.priority_max_ratio": "off"}).session()
    s.open(1, "001", at="9:00")
    for _ in range(4):
        s.issue("T")
    s.issue("T", **{"class": "priority", "ground": "孕妇"})
    equal(miss(s), ("T005", "returned", 3))
    equal(s.line("T"), ["T001", "T002", "T003", "T005", "T004"])
    equal(s.show("T005")["class"], "priority")
    equal([s.serve(1) for _ in range(5)], ["T001", "T002", "T003", "T005", "T004"])


@cases("S18", "with fifo priority tickets count among the next three")
def _():
    s = Hall({"queue.discipline": "fifo"}).session()
    s.open(1, "001", at="9:00")
    for n in range(6):
        s.issue("T", **({"class": "priority", "ground": "孕妇"} if n in (1, 3) else {}))
    equal(miss(s)[0], "T001")
    equal(s.line("T"), ["T002", "T003", "T004", "T001", "T005", "T006"])
    equal([s.serve(1) for _ in range(6)], ["T002", "T003", "T004", "T001", "T005", "T006"])


@cases("S18", "calling again is counted and shown on the board")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.call(1, "9:01")
    equal([s.ok("ticket.recall", window=1, at=f"9:01:{n}0")["calls"] for n in (2, 4)], [2, 3])
    show = s.show("T001")
    equal((show["calls"], show["first_called"], show["waited_s"]), (3, at("9:01"), 60))
    equal([(c["ticket"], c["window"], c["calls"], c["at"]) for c in s.ok("board.show")["calls"]], [("T001", "1", 3, at("9:01:40"))])


# ------------------------------------------------------------- S19: limit 0

@cases("S19", "the first no-show is a miss")
def _():
    s = Hall({"queue.noshow_requeue_limit": 0}).session()
    s.open(1, "001", at="9:00")
    s.issue("T"), s.issue("T")
    equal(miss(s), ("T001", "missed", None))
    equal(s.line("T"), ["T002"])


@cases("S19", "whatever the limit, when the rule says void")
def _():
    s = Hall({"queue.noshow_requeue": "void", "queue.noshow_requeue_limit": 20}).session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    equal(miss(s)[1], "missed")
    equal(s.show("T001")["history"][-1]["to"], "missed")


@cases("S19", "a limit of 20 is 20")
def _():
    s = Hall({"queue.noshow_requeue_limit": 20}).session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    equal([miss(s)[1] for _ in range(21)], ["returned"] * 20 + ["missed"])


# --------------------------------------------------- S20: brought back

@cases("S20", "a missed ticket comes back with its number, behind three")
def _():
    s = Hall({"queue.noshow_requeue": "after_3", "queue.noshow_requeue_limit": 0}).session()
    s.open(1, "001", at="9:00")
    for _ in range(6):
        s.issue("T")
    miss(s)
    answer = s.ok("ticket.reinstate", ticket="T001", reason="was in the wrong room", at="9:05")
    equal((answer["state"], answer["ahead"]), ("returned", 3))
    equal(s.line("T"), ["T002", "T003", "T004", "T001", "T005", "T006"])
    last = s.show("T001")["history"][-1]
    equal((last["event"], last["from"], last["to"], last["reason"]), ("ticket.reinstated", "missed", "returned", "was in the wrong room"))
    equal([s.serve(1) for _ in range(4)][-1], "T001")


@cases("S20", "reception and managers may, clerks may not")
def _():
    hall = Hall({"queue.noshow_requeue_limit": 0})
    s = hall.session()
    s.open(1, "001", at="9:00")
    for _ in range(3):
        s.issue("T")
        miss(s)
    before = hall.count_events()
    clerk = hall.session(staff="012", pin="0012")
    clerk.refused("not-allowed", "ticket.reinstate", ticket="T001", at="9:10")
    # Signing in, and the refusal.
    equal(hall.count_events(), before + 2)
    equal(s.state("T001"), "missed")
    hall.session(staff="009", pin="0009").ok("ticket.reinstate", ticket="T001", at="9:11")
    hall.session(staff="020", pin="0020").ok("ticket.reinstate", ticket="T002", at="9:11")
    equal([e["by"] for e in s.show("T001")["history"]][-1], "009")


@cases("S20", "also one that was cancelled or sent elsewhere, nothing else")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00")
    for _ in range(4):
        s.issue("T")
    s.ok("ticket.cancel", ticket="T001", reason="left")
    s.ok("ticket.divert", ticket="T002", reason="online")
    s.ok("ticket.reinstate", ticket="T001")
    s.ok("ticket.reinstate", ticket="T002")
    equal(s.line("T"), ["T003", "T004", "T001", "T002"])
    before = hall.hash()
    s.refused("wrong-state", "ticket.reinstate", ticket="T003")
    equal(hall.hash(), before)
    s.call(1)
    s.refused("wrong-state", "ticket.reinstate", ticket="T003")
    s.ok("ticket.start", window=1), s.ok("ticket.finish", window=1)
    s.refused("wrong-state", "ticket.reinstate", ticket="T003")


@cases("S20", "not on another day, not after the day was closed")
def _():
    s = Hall({"queue.noshow_requeue_limit": 0}).session()
    s.open(1, "001", at="9:00")
    s.issue("T"), s.issue("T")
    miss(s)
    s.ok("day.close", at="18:00")
    s.refused("wrong-state", "ticket.reinstate", ticket="T002")
    s.refused("not-today", "ticket.reinstate", ticket="T001", at=at("9:00", "2026-04-21"))


@cases("S20", "who was sent to a window that closed meanwhile is not lost")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00"), s.open(2, "002")
    s.issue("T")
    s.call(1)
    s.ok("ticket.transfer", window=1, to_window=2)
    s.ok("ticket.cancel", ticket="T001", reason="left")
    s.ok("window.close", window=2)
    s.ok("ticket.reinstate", ticket="T001")
    equal(s.call(1), "T001")


@cases("S20", "missing again after coming back is missing")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    equal([miss(s)[1], miss(s)[1]], ["returned", "missed"])
    s.ok("ticket.reinstate", ticket="T001")
    equal(miss(s)[1], "missed")


# ------------------------------------------------------ S22: sent on

@cases("S22", "to another queue: same number, note and arrival; the window is free")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00"), s.open(9, "008", duty="S")
    s.issue("T", "9:00"), s.issue("S", "9:02"), s.issue("T", "9:03")
    s.call(1, "9:05"), s.ok("ticket.start", window=1)
    answer = s.ok("ticket.transfer", window=1, to_queue="S", note="bring form 12", at="9:10")
    equal((answer["state"], answer["ahead"]), ("waiting", 0))
    show = s.show("T001")
    equal((show["queue"], show["note"], show["entered"], show["state"]), ("S", "bring form 12", at("9:00"), "waiting"))
    equal(show["handling_s"], 300)
    equal(s.line("S"), ["T001", "S001"])
    equal(s.window(1)["step"], "idle")
    equal(s.call(1), "T002")
    equal(s.call(9, "9:12"), "T001")
    equal(s.window(9)["ticket"]["note"], "bring form 12")
    s.ok("ticket.start", window=9)
    equal(s.ok("ticket.finish", window=9, at="9:14")["handling_s"], 300 + 120)
    # The wait ended with the first call.
    equal(s.show("T001")["waited_s"], 300)


@cases("S22", "to a window: nobody else may call it")
def _():
    s = Hall().session()
    for window, staff in ((1, "001"), (2, "002"), (9, "008")):
        s.open(window, staff, at="9:00")
    s.issue("T")
    s.call(1)
    s.ok("ticket.transfer", window=1, to_window=2)
    s.refused("nobody-waiting", "ticket.call", window=1)
    answer = s.ok("ticket.call", window=2)
    equal(answer["ticket"], "T001")
    holds(answer["why"], "window")
    # Also to one that does not serve the queue at all.
    s.ok("ticket.transfer", window=2, to_window=9)
    equal(s.call(9), "T001")


@cases("S22", "before it was started; with queue and window; back and forth")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00"), s.open(9, "008", duty="S")
    s.issue("T")
    s.call(1)
    s.ok("ticket.transfer", window=1, to_queue="S", to_window=9, note="one")
    s.call(9)
    s.ok("ticket.transfer", window=9, to_queue="T", note="two")
    show = s.show("T001")
    equal((show["queue"], show["note"], show["to_window"]), ("T", "two", None))
    equal(s.call(1), "T001")
    # Without a note the last one stays.
    s.ok("ticket.transfer", window=1, to_queue="N")
    equal(s.show("T001")["note"], "two")


@cases("S22", "nowhere, to a closed window, to a queue there is not")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.call(1)
    before = hall.hash()
    holds(s.refused("bad-request", "ticket.transfer", window=1), "to_queue", "to_window")
    holds(s.refused("window-closed", "ticket.transfer", window=1, to_window=2), "2")
    s.refused("not-found", "ticket.transfer", window=1, to_queue="Z")
    equal(hall.hash(), before)


@cases("S22", "sent on after missing a call it keeps its place")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00"), s.open(9, "008", duty="S")
    for n in range(5):
        s.issue("T", f"9:0{n}")
    miss(s)
    s.ok("ticket.call_one", window=1, ticket="T001")
    s.ok("ticket.transfer", window=1, to_queue="S")
    s.issue("S", "9:10")
    equal(s.line("S"), ["T001", "S001"])


# ------------------------------------------- S24: several matters, one visit

@cases("S24", "three matters, their own times, one wait")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.ok("ticket.issue", matters=[ONE, TWO, THREE])
    s.call(1, "9:10"), s.ok("ticket.start", window=1)
    s.ok("ticket.matter", window=1, matter=ONE, state="done", at="9:14")
    s.ok("ticket.matter", window=1, matter=TWO, state="failed", at="9:15")
    equal(s.ok("ticket.finish", window=1, at="9:22")["handling_s"], 720)
    show = s.show("T001")
    equal([(m["code"], m["state"], m["handling_s"]) for m in show["matters"]], [(ONE, "done", 240), (TWO, "failed", 60), (THREE, "done", 420)])
    equal(show["waited_s"], 600)
    total = s.ok("stats.report", **{"from": DAY, "to": DAY})["total"]
    equal(total["n"], 1)


@cases("S24", "outcomes said at the end")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.ok("ticket.issue", matters=[ONE, TWO])
    s.call(1), s.ok("ticket.start", window=1)
    s.ok("ticket.matter", window=1, matter=ONE, state="done", at="9:04")
    s.ok("ticket.finish", window=1, outcomes={ONE: "failed"}, at="9:10")
    equal([(m["code"], m["state"], m["handling_s"]) for m in s.show("T001")["matters"]], [(ONE, "failed", 240), (TWO, "done", 360)])


@cases("S24", "what nobody ticked off is shared, a single matter has all")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.ok("ticket.issue", matters=[ONE, TWO])
    s.ok("ticket.issue", matters=[THREE])
    s.call(1), s.ok("ticket.start", window=1), s.ok("ticket.finish", window=1, at="9:10")
    equal([(m["state"], m["handling_s"]) for m in s.show("T001")["matters"]], [("done", 300), ("done", 300)])
    s.call(1), s.ok("ticket.start", window=1)
    s.ok("ticket.hold", window=1, at="9:14"), s.ok("ticket.unhold", window=1, ticket="T002", at="9:20")
    s.ok("ticket.finish", window=1, at="9:21")
    equal([m["handling_s"] for m in s.show("T002")["matters"]], [300])


@cases("S24", "ticking twice, correcting, taking back")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.ok("ticket.issue", matters=[ONE, TWO])
    s.call(1), s.ok("ticket.start", window=1)
    s.ok("ticket.matter", window=1, matter=ONE, state="done", at="9:04")
    s.ok("ticket.matter", window=1, matter=ONE, state="done", at="9:06")
    equal(s.show("T001")["matters"][0]["handling_s"], 240)
    s.ok("ticket.matter", window=1, matter=ONE, state="failed", at="9:07")
    equal((s.show("T001")["matters"][0]["state"], s.show("T001")["matters"][0]["handling_s"]), ("failed", 240))
    s.ok("ticket.matter", window=1, matter=ONE, state="open", at="9:08")
    equal((s.show("T001")["matters"][0]["state"], s.show("T001")["matters"][0]["handling_s"]), ("open", 0))
    s.ok("ticket.finish", window=1, at="9:10")


@cases("S24", "matters that are not on the ticket, and nonsense")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00")
    s.ok("ticket.issue", matters=[ONE])
    s.call(1), s.ok("ticket.start", window=1)
    before = hall.hash()
    holds(s.refused("not-found", "ticket.finish", window=1, outcomes={TWO: "done"}), TWO)
    holds(s.refused("not-found", "ticket.finish", window=1, outcomes={ONE: "done", "X": "done"}), "X")
    holds(s.refused("bad-request", "ticket.finish", window=1, outcomes={ONE: "perhaps"}), "outcomes")
    s.refused("bad-request", "ticket.finish", window=1, outcomes={ONE: None})
    s.refused("bad-request", "ticket.finish", window=1, outcomes=[ONE])
    holds(s.refused("bad-request", "ticket.matter", window=1, matter=ONE, state="perhaps"), "state")
    s.refused("not-found", "ticket.matter", window=1, matter=TWO, state="done")
    holds(s.refused("duplicate", "ticket.add_matter", window=1, matter=ONE), ONE)
    holds(s.refused("bad-request", "ticket.issue", matters=[ONE, TWO, ONE]), "matters")
    equal(hall.hash(), before)


# --------------------------------------------------------- S25: put aside

@cases("S25", "begin, hold, call back, finish: states and times")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.issue("T", "9:00"), s.issue("T")
    s.call(1, "9:05"), s.ok("ticket.start", window=1, at="9:06")
    equal(s.ok("ticket.hold", window=1, reason="copy", at="9:10")["state"], "held")
    held = s.window(1)["held"]
    equal([(h["ticket"], h["reason"], h["since"], h["limit_s"]) for h in held], [("T001", "copy", at("9:10"), 1800)])
    equal(s.serve(1, "9:11"), "T002")
    s.refused("nobody-waiting", "ticket.call", window=1)
    equal(s.line("T"), [])
    equal(s.ok("ticket.unhold", window=1, ticket="T001", at="9:20")["state"], "serving")
    equal(s.ok("ticket.finish", window=1, at="9:23")["handling_s"], 240 + 180)
    show = s.show("T001")
    equal((show["waited_s"], show["held_s"], show["handling_s"], show["state"]), (300, 600, 420, "finished"))


@cases("S25", "a held person is not offered to others, nor lost")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00"), s.open(2, "002")
    s.issue("T")
    s.call(1), s.ok("ticket.start", window=1), s.ok("ticket.hold", window=1)
    s.refused("nobody-waiting", "ticket.call", window=2)
    s.refused("wrong-state", "ticket.call_one", window=2, ticket="T001")
    equal(s.show("T001", at="9:07")["held_s"], 420)
    # Another window may take the person up.
    s.ok("ticket.unhold", window=2, ticket="T001", at="9:10")
    s.refused("wrong-state", "ticket.unhold", window=1, ticket="T001")
    s.ok("ticket.finish", window=2, at="9:11")
    equal(s.show("T001")["held_s"], 600)


@cases("S25", "held before it was started it comes back as called")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.call(1), s.ok("ticket.hold", window=1, at="9:01")
    equal(s.ok("ticket.unhold", window=1, ticket="T001", at="9:05")["state"], "called")
    s.refused("wrong-state", "ticket.finish", window=1)
    s.ok("ticket.start", window=1)
    equal(s.ok("ticket.finish", window=1, at="9:06")["handling_s"], 60)


@cases("S25", "the board shows a ticket once, where it is to go now")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00"), s.open(2, "002")
    s.issue("T"), s.issue("T")
    s.call(1, "9:01"), s.call(2, "9:02")
    s.ok("ticket.hold", window=1, at="9:03"), s.ok("ticket.start", window=2, at="9:04")
    s.ok("ticket.finish", window=2, at="9:05")
    s.ok("ticket.unhold", window=2, ticket="T001", at="9:06")
    equal([(c["ticket"], c["window"], c["at"]) for c in s.ok("board.show")["calls"]],
          [("T001", "2", at("9:06")), ("T002", "2", at("9:02"))])


@cases("S25", "held, then leaves")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.call(1), s.ok("ticket.start", window=1), s.ok("ticket.hold", window=1, at="9:02")
    s.ok("ticket.cancel", ticket="T001", reason="went home", at="9:12")
    show = s.show("T001")
    equal((show["state"], show["held_s"], show["handling_s"]), ("cancelled", 600, 120))


@cases("S25", "held twice, the times add up")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.call(1), s.ok("ticket.start", window=1)
    for n in range(2):
        s.ok("ticket.hold", window=1, at=f"9:{n}2")
        s.ok("ticket.unhold", window=1, ticket="T001", at=f"9:{n}7")
    s.ok("ticket.finish", window=1, at="9:20")
    show = s.show("T001")
    equal((show["held_s"], show["handling_s"]), (600, 600))


# ------------------------------------------------------------ S26: leaves

@cases("S26", "right after taking the number, after waiting, and from the board of the served")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    for _ in range(7):
        s.issue("T")
    equal(s.ok("ticket.cancel", ticket="T001", reason="queue too long", at="9:00")["state"], "cancelled")
    equal(s.ok("ticket.divert", ticket="T002", reason="at the machine", at="9:20")["state"], "diverted")
    equal(s.line("T"), ["T003", "T004", "T005", "T006", "T007"])
    for _ in range(5):
        s.serve(1, "9:30")
    total = s.ok("stats.report", **{"from": DAY, "to": DAY})["total"]
    equal((total["n"], total["n_handled"], total["mean_wait_s"]), (5, 5, 1800))
    equal(s.show("T002")["waited_s"], 1200)
    equal([(s.state(t), s.events(t)) for t in ("T001", "T002")],
          [("cancelled", ["ticket.issued", "ticket.cancelled"]), ("diverted", ["ticket.issued", "ticket.diverted"])])


@cases("S26", "needs a reason, and not from a window")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00")
    s.issue("T"), s.issue("T")
    holds(s.refused("bad-request", "ticket.cancel", ticket="T001"), "reason")
    s.call(1)
    s.refused("wrong-state", "ticket.cancel", ticket="T001", reason="r")
    s.ok("ticket.cancel", ticket="T002", reason="r")
    s.refused("wrong-state", "ticket.cancel", ticket="T002", reason="r")
    s.refused("wrong-state", "ticket.divert", ticket="T002", reason="r")


@cases("S26", "who left can take a new number")
def _():
    s = Hall().session()
    s.issue("T", "9:00", party=RESIDENT)
    s.ok("ticket.cancel", ticket="T001", reason="left")
    equal(s.issue("T", party=RESIDENT), "T002")


# ------------------------------------------ S27: another matter than said

@cases("S27", "the finished record has the new matter, the history keeps the old")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.ok("ticket.issue", matters=[ONE])
    s.call(1), s.ok("ticket.start", window=1)
    equal(s.ok("ticket.add_matter", window=1, matter=THREE, at="9:02")["matters"], [ONE, THREE])
    s.ok("ticket.finish", window=1, outcomes={ONE: "failed"}, at="9:06")
    show = s.show("T001")
    equal([(m["code"], m["state"]) for m in show["matters"]], [(ONE, "failed"), (THREE, "done")])
    assert "ticket.matter_added" in [e["event"] for e in show["history"]]


@cases("S27", "a ticket keeps the matter as it was when it was taken")
def _():
    hall = Hall()
    s = hall.session()
    s.ok("ticket.issue", matters=[ONE], at="9:00")

    def longer(description):
        for matter in description["matters"]:
            if matter["code"] == ONE:
                matter["minutes"]["mean"] = 99
    hall.edit(change=longer)
    s.ok("ticket.issue", matters=[ONE])
    versions = hall.rows("SELECT p.version FROM ticket_matter m JOIN hall_part p ON p.id = m.part_id ORDER BY m.ticket_id")
    equal(versions, [(1,), (2,)])


# ------------------------------------------------- S68: a little more time

@cases("S68", "asks once, keeps a place behind the next three")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    for _ in range(7):
        s.issue("T")
    equal(s.ok("ticket.move_back", ticket="T002")["ahead"], 4)
    equal(s.line("T"), ["T001", "T003", "T004", "T005", "T002", "T006", "T007"])
    holds(s.refused("wrong-state", "ticket.move_back", ticket="T002"), "T002", "once")
    equal(s.show("T002")["entered"], at("9:00"))
    equal([s.serve(1) for _ in range(5)][-1], "T002")


@cases("S68", "who then does not come has missed for good")
def _():
    s = Hall({"queue.move_back_places": 1}).session()
    s.open(1, "001", at="9:00")
    s.issue("T"), s.issue("T")
    s.ok("ticket.move_back", ticket="T001")
    equal(s.serve(1), "T002")
    equal(miss(s), ("T001", "missed", None))


@cases("S68", "the last stays last; a priority ticket goes behind three of everybody")
def _():
    s = Hall({"queue.priority_max_ratio": "off"}).session()
    s.open(1, "001", at="9:00")
    for _ in range(5):
        s.issue("T")
    equal(s.ok("ticket.move_back", ticket="T005")["ahead"], 4)
    equal(s.line("T"), [f"T00{n}" for n in range(1, 6)])
    s.issue("T", **{"class": "priority", "ground": "孕妇"})
    s.ok("ticket.move_back", ticket="T006")
    equal(s.line("T"), ["T001", "T002", "T003", "T006", "T004", "T005"])


@cases("S68", "priority tickets in front do not make it more than three")
def _():
    s = Hall({"queue.priority_max_ratio": "off"}).session()
    for n in range(8):
        s.issue("T", "9:00", **({"class": "priority", "ground": "孕妇"} if n < 2 else {}))
    equal(s.ok("ticket.move_back", ticket="T003")["ahead"], 5)
    equal(s.line("T"), ["T001", "T002", "T004", "T005", "T006", "T003", "T007", "T008"])


@cases("S68", "only who waits")
def _():
    s = Hall().session()
    s.open(1, "001", at="9:00")
    s.issue("T")
    s.call(1)
    s.refused("wrong-state", "ticket.move_back", ticket="T001")
