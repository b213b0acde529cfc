# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Days read from files and lived through by the store's own functions.

The days in tests/data/days come with what an independent simulator of the
same rules made of them: the same second for every ticket. The small days
below were worked out by hand, one rule each. A time t+5 is five seconds after
ten o'clock, 36000.
"""

import csv
import io
import json
import os
import tempfile

from hallkit import DATA, Hall, cases, equal, fault, holds, run_ctl

DAYS = os.path.join(DATA, "days")
TEN = 36000


def files(folder, arrivals, plan, hall):
    """Writes the three files; texts and bytes as they are."""
    paths = []
    for name, content in (("arrivals.csv", arrivals), ("plan.csv", plan), ("hall.json", hall)):
        path = os.path.join(folder, name)
        if isinstance(content, dict):
            content = json.dumps(content)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    return paths


def replay(arrivals, plan, hall, *more):
    done = run_ctl("replay", arrivals, plan, "--hall", hall, "--json", *more)
    equal((done.returncode, done.stderr), (0, ""), "replay")
    return json.loads(done.stdout)


# ---------------------------------------------- days of the independent judge

def compare_day(day, discipline, expected):
    folder = os.path.join(DAYS, day)
    got = replay(*(os.path.join(folder, name) for name in ("arrivals.csv", "static_plan.csv", "hall.json")), "--discipline", discipline)
    for key in ("served", "left", "unserved"):
        equal(got[key], expected[key], key)
    for key in ("n", "mean", "p50", "p90", "p95", "max"):
        assert abs(got["wait"][key] - expected["wait"][key]) < 1e-6, f"{key}: {got['wait'][key]}, expected {expected['wait'][key]}"
    different = {t: (got["start_s"].get(t), s) for t, s in expected["start_s"].items() if got["start_s"].get(t) != s}
    equal(different, {}, "start seconds (got, expected)")
    equal(set(got["start_s"]), set(expected["start_s"]), "tickets")


def add_days():
    for day in sorted(os.listdir(DAYS)):
        with open(os.path.join(DAYS, day, "expected.json"), encoding="utf-8") as file:
            expected = json.load(file)
        for discipline in expected:
            cases(day, discipline)(lambda d=day, k=discipline, e=expected[discipline]: compare_day(d, k, e))


add_days()


@cases("six days, each with several orders of calling")
def _():
    equal(sorted(os.listdir(DAYS)), ["fund_booked", "fund_noshow", "tax_calm", "tax_deadline", "tax_longtail", "tax_surge"])
    assert len(cases.list) > 18, "days are missing"


@cases("a day into a store of one's own: verify, tickets, the journal")
def _():
    hall = Hall(verify=False)
    store = hall.path("day.db")
    folder = os.path.join(DAYS, "fund_noshow")
    paths = [os.path.join(folder, name) for name in ("arrivals.csv", "static_plan.csv")]
    done = run_ctl("--store", store, "replay", *paths, "--hall", os.path.join(folder, "hall.json"), "--json", "--out", hall.path("t.csv"))
    equal((done.returncode, done.stderr), (0, ""))
    report = json.loads(done.stdout)
    done = run_ctl("--store", store, "verify")
    equal(done.returncode, 0, done.stdout + done.stderr)
    hall.store = store
    equal(hall.rows("SELECT count(*) FROM ticket"), [(report["tickets"],)])
    equal(hall.rows("SELECT count(*) FROM ticket WHERE state = 'finished'"), [(report["served"],)])
    equal(hall.rows("SELECT count(*) FROM event WHERE kind = 'ticket.started'"), [(report["served"],)])
    with open(hall.path("t.csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    equal(len(rows), report["tickets"] + report["noshow"])
    equal({r["ticket_id"]: r["start_s"] or None for r in rows}, report["start_s"])
    # What the hall's own report says of that day is what the replay says.
    done = run_ctl("--store", store, "stats", "--from", "2024-11-14", "--to", "2024-11-14", "--json")
    equal(json.loads(done.stdout)["total"]["n_handled"], report["served"], done.stderr)


@cases("help is an answer and wrong usage is not")
def _():
    for asked in ("--help", "-h"):
        done = run_ctl(asked)
        equal((done.returncode, done.stderr), (0, ""))
        holds(done.stdout, "Usage:", "import", "restore")
    done = run_ctl("--helpp")
    equal((done.returncode, done.stdout), (2, ""))
    holds(done.stderr, "--helpp", "Usage:")


@cases("the table on the terminal, and what is wrong usage")
def _():
    folder = os.path.join(DAYS, "tax_calm")
    paths = [os.path.join(folder, name) for name in ("arrivals.csv", "static_plan.csv")]
    done = run_ctl("replay", *paths, "--hall", os.path.join(folder, "hall.json"))
    equal(done.returncode, 0)
    holds(done.stdout, "tickets 492", "mean", "P90")
    for arguments in (paths[:1], [*paths, "--hall"], [*paths, paths[0]], [*paths, "--speed", "9"]):
        equal(run_ctl("replay", *arguments).returncode, 2, str(arguments))
    # Another store is never overwritten.
    hall = Hall()
    before = hall.hash()
    fault(hall.ctl("replay", *paths, "--hall", os.path.join(folder, "hall.json")), "duplicate", hall.store, "fresh")
    equal(hall.hash(), before)


# ---------------------------------------------------- small days, by hand

def day(arrivals, plan, hall=None, discipline="fifo"):
    """arrivals: (service, t, duration, more); plan: (window, from, to, services).

    Returns the rows of the table of tickets by number of the arrival, with
    times after ten, and the report.
    """
    columns = ["ticket_id", "service", "arrival_s", "slot_s", "patience_s", "no_show", "service_s", "priority"]
    tickets = io.StringIO()
    writer = csv.DictWriter(tickets, columns, restval="")
    writer.writeheader()
    for n, (service, t, duration, *more) in enumerate(arrivals):
        row = {"ticket_id": f"t{n}", "service": service, "arrival_s": "" if t is None else TEN + t, "service_s": duration, "no_show": int(t is None)}
        for extra in more:
            row.update({key: value + TEN if key == "slot_s" else value for key, value in extra.items()})
        writer.writerow(row)
    rows = "window,from_s,to_s,services\r\n" + "".join(f"{w},{TEN + a},{TEN + b},{s}\r\n" for w, a, b, s in plan)
    description = {"sessions": [], **(hall or {})}
    description["sessions"] = [[TEN + a, TEN + b] for a, b in description["sessions"]]
    with tempfile.TemporaryDirectory(prefix="tidehall-day-") as folder:
        out = os.path.join(folder, "tickets.csv")
        report = replay(*files(folder, tickets.getvalue(), rows, description), "--discipline", discipline, "--out", out)
        with open(out, newline="", encoding="utf-8") as file:
            table = list(csv.DictReader(file))
    starts = [(r["window"] or None, None if r["start_s"] == "" else round(float(r["start_s"]) - TEN, 6), r["status"]) for r in table]
    return starts, report


def served(*pairs):
    return [(window, start, "served") for window, start in pairs]


BOOKED = {"early_s": 600, "late_s": 900}


@cases("a service goes on past the end of its row; the next waits for another row")
def _():
    got, report = day([("A", 0, 300), ("A", 10, 50)], [("w", 0, 120, "A"), ("w", 500, 600, "A")])
    equal(got, served(("w", 0), ("w", 500)))
    equal((report["overtime_s"], report["staff_s"]), (0, 220))


@cases("nobody is called before a row begins, and nobody at its end")
def _():
    got, _ = day([("A", 0, 10), ("A", 99, 10), ("A", 100, 10)], [("w", 50, 100, "A"), ("w", 700, 800, "A")])
    equal(got, served(("w", 50), ("w", 99), ("w", 700)))


@cases("who is never called is unserved and waited until the last event")
def _():
    got, report = day([("A", 0, 100), ("B", 30, 5)], [("w", 0, 50, "A")])
    equal(got, [("w", 0, "served"), (None, None, "unserved")])
    equal((report["unserved"], report["wait"]["max"]), (1, 70))


@cases("clearing: after the session's close a window goes on until nobody waits")
def _():
    got, report = day([("A", 0, 100), ("A", 10, 50), ("A", 140, 20), ("A", 300, 5)], [("w", 0, 60, "A")], {"sessions": [[0, 60]]})
    equal(got, [*served(("w", 0), ("w", 100), ("w", 150)), (None, None, "unserved")])
    # 60 to 100, 100 to 150, 150 to 170.
    equal(report["overtime_s"], 110)


@cases("clearing: only rows that end at the close, only tickets the window serves")
def _():
    got, _ = day([("A", 0, 100), ("A", 5, 10), ("B", 6, 10), ("A", 7, 10)], [("early", 0, 50, "A"), ("late", 0, 60, "B|A")], {"sessions": [[0, 60]]})
    equal(got, served(("early", 0), ("late", 5), ("late", 15), ("late", 25)))
    got, _ = day([("A", 0, 100), ("A", 5, 10), ("B", 6, 10)], [("w", 0, 60, "A"), ("x", 0, 59, "B")], {"sessions": [[0, 60]]})
    equal(got, served(("w", 0), ("w", 100), ("x", 6)))


@cases("clearing before lunch, then the row after lunch")
def _():
    got, report = day([("A", 0, 100), ("A", 1, 10), ("A", 130, 10)], [("w", 0, 60, "A"), ("w", 200, 300, "A")], {"sessions": [[0, 60], [200, 300]]})
    equal(got, served(("w", 0), ("w", 100), ("w", 200)))
    equal(report["overtime_s"], 50)


@cases("switch_s: another set of services costs time, the same one does not")
def _():
    hall = {"switch_s": 60}
    got, _ = day([("A", 0, 10), ("B", 100, 10)], [("w", 0, 100, "A"), ("w", 100, 900, "B")], hall)
    equal(got, served(("w", 0), ("w", 160)))
    got, _ = day([("A", 0, 10), ("A", 100, 10)], [("w", 0, 100, "A"), ("w", 100, 900, "A")], hall)
    equal(got, served(("w", 0), ("w", 100)))


@cases("switch_s: after a gap too, and from the end of a service under way")
def _():
    hall = {"switch_s": 60}
    got, _ = day([("A", 0, 10), ("B", 500, 10)], [("w", 0, 100, "A"), ("w", 500, 900, "B")], hall)
    equal(got, served(("w", 0), ("w", 560)))
    got, _ = day([("A", 90, 110), ("B", 100, 10)], [("w", 0, 100, "A"), ("w", 100, 900, "B")], hall)
    equal(got, served(("w", 90), ("w", 260)))


@cases("switch_s: nobody is called while a window is being set up, others take them")
def _():
    got, _ = day([("A", 0, 10), ("B", 110, 10), ("B", 111, 5)], [("w", 0, 100, "A"), ("w", 100, 900, "B"), ("x", 120, 900, "B")], {"switch_s": 60})
    equal(got, served(("w", 0), ("x", 120), ("x", 130)))


@cases("call_s: a call to somebody who left costs the window time")
def _():
    got, report = day([("A", 0, 100), ("A", 1, 50, {"patience_s": 50}), ("A", 2, 5)], [("w", 0, 1000, "A")], {"call_s": 30})
    equal(got, [("w", 0, "served"), ("w", None, "left"), ("w", 130, "served")])
    equal((report["left"], report["wait"]["n"], report["wait"]["max"]), (1, 3, 128))
    # What the one who left did wait is the patience.
    equal(sorted([0, 50, 128])[1], report["wait"]["p50"])


@cases("left: patience is over only after its last second")
def _():
    got, _ = day([("A", 0, 50), ("A", 0, 10, {"patience_s": 50})], [("w", 0, 1000, "A")])
    equal(got, served(("w", 0), ("w", 50)))
    got, _ = day([("A", 0, 51), ("A", 0, 10, {"patience_s": 50})], [("w", 0, 1000, "A")])
    equal(got, [("w", 0, "served"), ("w", None, "left")])


@cases("left: several in one instant cost nothing without call_s")
def _():
    arrivals = [("A", 0, 100)] + [("A", n, 10, {"patience_s": 5}) for n in range(1, 9)] + [("A", 50, 7)]
    got, report = day(arrivals, [("w", 0, 1000, "A")])
    equal((report["left"], got[-1]), (8, ("w", 100, "served")))


@cases("tiers: the first that is not empty, although others wait longer")
def _():
    got, _ = day([("A", 0, 100), ("B", 1, 10), ("C", 2, 10), ("A", 50, 10)], [("w", 0, 1000, "A>B|C")])
    equal(got, served(("w", 0), ("w", 110), ("w", 120), ("w", 100)))
    got, _ = day([("A", 0, 100), ("B", 2, 10), ("C", 1, 10), ("A", 50, 10)], [("w", 0, 1000, "B>A>C")])
    equal(got, served(("w", 0), ("w", 100), ("w", 120), ("w", 110)))


@cases("two windows with crossed tiers: each its own first")
def _():
    arrivals = [("A", 0, 100), ("B", 0, 100), ("B", 1, 10), ("A", 2, 10), ("A", 3, 10)]
    got, _ = day(arrivals, [("a", 0, 1000, "A>B"), ("b", 0, 1000, "B>A")])
    equal(got, served(("a", 0), ("b", 0), ("b", 100), ("a", 100), ("a", 110)))


@cases("of several free windows: smallest duty, longest idle, first in the plan")
def _():
    got, _ = day([("A", 10, 5), ("A", 10, 5)], [("both", 0, 100, "A|B"), ("only", 0, 100, "A")])
    equal(got, served(("only", 10), ("both", 10)))
    got, _ = day([("A", 0, 5), ("A", 1, 3), ("A", 20, 5)], [("x", 0, 100, "A"), ("y", 0, 100, "A")])
    # y was free from 4 on, x from 5 on.
    equal(got, served(("x", 0), ("y", 1), ("y", 20)))
    got, _ = day([("A", 10, 5)], [("q", 0, 100, "A"), ("p", 0, 100, "A")])
    equal(got, served(("q", 10)))


@cases("tickets of one instant go in order of the file")
def _():
    got, _ = day([("A", 5, 10), ("B", 5, 10), ("A", 0, 10), ("B", 5, 10)], [("w", 0, 1000, "A|B")])
    equal(got, served(("w", 10), ("w", 20), ("w", 0), ("w", 30)))


@cases("priority: the smaller class first; fifo does not look at it")
def _():
    arrivals = [("A", 0, 100), ("A", 1, 10), ("A", 2, 10, {"priority": 0}), ("A", 3, 10, {"priority": 0})]
    plan = [("w", 0, 1000, "A")]
    equal(day(arrivals, plan, discipline="priority")[0], served(("w", 0), ("w", 120), ("w", 100), ("w", 110)))
    equal(day(arrivals, plan, discipline="fifo")[0], served(("w", 0), ("w", 100), ("w", 110), ("w", 120)))
    # Many of the priority class pass: a replay knows no ratio.
    got, _ = day([("A", 0, 100), ("A", 1, 10)] + [("A", 2, 10, {"priority": 0})] * 5, plan, discipline="priority")
    equal(got[1], ("w", 150, "served"))


@cases("appt: a booking goes first from early_s before its slot; late it is a walk-in")
def _():
    plan = [("w", 0, 9000, "A")]
    arrivals = [("A", 0, 1000), ("A", 5, 10), ("A", 60, 10, {"slot_s": 20}), ("A", 50, 10, {"slot_s": 900})]
    got, _ = day(arrivals, plan, {"early_s": 600, "late_s": 30}, "appt")
    equal(got, served(("w", 0), ("w", 1010), ("w", 1020), ("w", 1000)))
    got, _ = day(arrivals, plan, {"early_s": 600, "late_s": 40}, "appt")
    equal(got, served(("w", 0), ("w", 1020), ("w", 1000), ("w", 1010)))


@cases("appt: before its time a booking stands where it arrived")
def _():
    plan = [("w", 0, 9000, "A")]
    arrivals = [("A", 0, 100), ("A", 20, 50), ("A", 10, 50, {"slot_s": 800})]
    equal(day(arrivals, plan, BOOKED, "appt")[0], served(("w", 0), ("w", 150), ("w", 100)))
    arrivals = [("A", 0, 100), ("A", 10, 50), ("A", 20, 50, {"slot_s": 800})]
    equal(day(arrivals, plan, BOOKED, "appt")[0], served(("w", 0), ("w", 100), ("w", 150)))
    # At 200, slot - early, it would have passed.
    arrivals = [("A", 0, 200), ("A", 10, 50), ("A", 20, 50, {"slot_s": 800})]
    equal(day(arrivals, plan, BOOKED, "appt")[0], served(("w", 0), ("w", 250), ("w", 200)))


@cases("due:A: who is due first")
def _():
    plan = [("w", 0, 9000, "A")]
    arrivals = [("A", 0, 300), ("A", 10, 10), ("A", 20, 10, {"slot_s": 200})]
    equal(day(arrivals, plan, discipline="due:100")[0], served(("w", 0), ("w", 300), ("w", 310)))
    equal(day(arrivals, plan, discipline="due:190")[0], served(("w", 0), ("w", 300), ("w", 310)))
    equal(day(arrivals, plan, discipline="due:191")[0], served(("w", 0), ("w", 310), ("w", 300)))


@cases("a booking whose holder never comes takes no number")
def _():
    got, report = day([("A", None, "", {"slot_s": 50}), ("A", 60, 10)], [("w", 0, 900, "A")], BOOKED, "appt")
    equal(got, [(None, None, "noshow"), ("w", 60, "served")])
    equal((report["tickets"], report["noshow"], report["wait"]["n"]), (1, 1, 1))


@cases("services that take no time, and fractions of seconds")
def _():
    got, _ = day([("A", 0, 0), ("A", 0, 0), ("A", 0, 7), ("A", 0, 0)], [("w", 0, 100, "A")])
    equal(got, served(("w", 0), ("w", 0), ("w", 0), ("w", 7)))
    got, _ = day([("A", 0.25, 1.5), ("A", 0.5, 1)], [("w", 0, 100, "A")])
    equal(got, served(("w", 0.25), ("w", 1.75)))


@cases("a service past midnight")
def _():
    got, report = day([("A", 0, 60000), ("A", 1, 60000)], [("w", 0, 90000, "A")])
    equal(got, served(("w", 0), ("w", 60000)))


@cases("an empty day, and a day without windows")
def _():
    equal(day([], [("w", 0, 10, "A")])[1]["wait"], {"n": 0})
    got, report = day([("A", 0, 5)], [])
    equal((got, report["wait"]), ([(None, None, "unserved")], {"n": 1, "mean": 0, "p50": 0, "p90": 0, "p95": 0, "max": 0}))


@cases("percentiles lie between two waits, by share")
def _():
    # Waits 0, 10, 20, 30, 40.
    got, report = day([("A", 0, 10)] * 5, [("w", 0, 900, "A")])
    equal([report["wait"][k] for k in ("mean", "p50", "p90", "p95", "max")], [20, 20, 36, 38, 40])


# ------------------------------------------------------------ bad files

ARRIVALS = "ticket_id,service,arrival_s,slot_s,patience_s,no_show,service_s,priority\na,A,36000,,,0,60,1\nb,A,36010,,,0,60,1\n"
PLAN = "window,from_s,to_s,services\nw1,36000,40000,A\nw1,41000,42000,A\n"
GOOD = {"sessions": [[36000, 42000]]}


def refuse(code, *said, arrivals=ARRIVALS, plan=PLAN, hall=GOOD, options=()):
    with tempfile.TemporaryDirectory(prefix="tidehall-bad-") as folder:
        paths = files(folder, arrivals, plan, hall)
        out = os.path.join(folder, "out.csv")
        done = run_ctl("--store", os.path.join(folder, "day.db"), "replay", *paths[:2], "--hall", paths[2], "--out", out, *options)
        fault(done, code, *said)
        equal(sorted(os.listdir(folder)), ["arrivals.csv", "hall.json", "plan.csv"], "what is left behind")


def arrival(old, new, *said):
    assert old in ARRIVALS
    refuse("bad-file", "arrivals.csv", *said, arrivals=ARRIVALS.replace(old, new, 1))


@cases("the files as they are would do")
def _():
    with tempfile.TemporaryDirectory() as folder:
        paths = files(folder, ARRIVALS, PLAN, GOOD)
        equal(replay(*paths)["served"], 2)


@cases("bad CSV: columns missing, twice, or too many fields")
def _():
    arrival("arrival_s,", "arrived,", "line 1", "arrival_s")
    arrival("ticket_id,", "id,", "line 1", "ticket_id")
    arrival("patience_s", "slot_s", "line 1", "slot_s", "twice")
    arrival("b,A,36010,,,0,60,1", "b,A,36010,,,0,60", "line 3", "7", "8")
    arrival("b,A,36010,,,0,60,1", "b,A,36010,,,0,60,1,9", "line 3", "9", "8")
    refuse("bad-file", "arrivals.csv", "line 1", "column", arrivals="")
    refuse("bad-file", "plan.csv", "line 1", "services", plan=PLAN.replace("services", "queues"))


@cases("bad CSV: numbers that are none")
def _():
    for wrong in ("nan", "NaN", "inf", "-inf", "1e400", "99999999999999999999", "-1", "12x", "0x10", "1,5", "", " ", "１２", "--1", "1e"):
        value = f'"{wrong}"' if "," in wrong else wrong
        arrival("36010", value, "line 3", "column arrival_s", wrong[:20])
    for column, old, new in (("service_s", ",60,1\nb", ",sixty,1\nb"), ("slot_s", "36000,,", "36000,soon,"), ("patience_s", ",,0,60", ",nan,0,60"),
                             ("no_show", ",0,60", ",2,60"), ("priority", "60,1\nb", "60,7\nb")):
        arrival(old, new, "line 2", f"column {column}")


@cases("bad CSV: names that are none, or stand twice")
def _():
    arrival("b,A", "a,A", "line 3", "column ticket_id", '"a"')
    arrival("b,A", ",A", "line 3", "column ticket_id")
    arrival("b,A", "b,", "line 3", "column service")
    arrival("b,A", "b,A|B", "line 3", "column service", "A|B")
    arrival("b,A", "b," + "A" * 5000, "line 3", "column service")


@cases("bad CSV: quotes")
def _():
    arrival("b,A", '"b,A', "line 3", "quote")
    arrival("b,A", '"b"x,A', "line 3", "quote")
    refuse("bad-file", "arrivals.csv", "line 1", "quote", arrivals='"' + ARRIVALS)
    refuse("bad-file", "arrivals.csv", "line 5", "column arrival_s",
           arrivals=ARRIVALS.replace("a,A", '"a\n\nx",A').replace("36010", "never"))


@cases("good CSV: quotes, line ends, byte order mark, other order of columns, empty lines")
def _():
    for text in (ARRIVALS.replace("\n", "\r\n"), "\ufeff" + ARRIVALS, ARRIVALS.replace("a,A", '"a","A"'), ARRIVALS.rstrip("\n"), ARRIVALS + "\n\n",
                 "service,service_s,ticket_id,arrival_s\nA,60,a,36000\nA,60,b,36010\n"):
        with tempfile.TemporaryDirectory() as folder:
            equal(replay(*files(folder, text, PLAN, GOOD))["served"], 2, repr(text[:30]))


@cases("bad CSV: bytes that are no text")
def _():
    for bad, word in ((b"\xff", "0xff"), (b"\xc3\x28", "0xc3"), (b"\xed\xa0\x80", "0xed"), (b"\x00", "0x00"), (b"\xf8\x88\x80\x80\x80", "0xf8")):
        data = ARRIVALS.encode().replace(b"b,A", b"b" + bad + b",A")
        refuse("bad-file", "arrivals.csv", "line 3", "column 2", word, arrivals=data)
    refuse("bad-file", "plan.csv", "line 2", "column 1", plan=PLAN.encode().replace(b"w1", b"\xffw1"))
    refuse("bad-file", "arrivals.csv", "line 1", "column 1", arrivals="ticket_id".encode("utf-16"))


@cases("bad plan: rows that overlap, end before they begin, or serve nothing")
def _():
    def plan(old, new, *said):
        assert old in PLAN
        refuse("bad-file", "plan.csv", *said, plan=PLAN.replace(old, new, 1))
    plan("41000", "39999", "line 3", "column from_s", "39999", "w1")
    plan("41000,42000", "36000,40000", "column from_s", "w1")
    plan("36000,40000", "40000,36000", "line 2", "column to_s")
    plan("36000,40000", "36000,36000", "line 2", "column to_s")
    for services in ("", "|", ">", "A|A", "A>A", "A" * 41):
        plan("42000,A", f"42000,{services}", "line 3", "column services")
    plan("w1,41000", ",41000", "line 3", "column window")


@cases("bad hall: not JSON, or not such a hall")
def _():
    for text, said in (("", ["line 1"]), ("{", ["line 1", "column 2"]), ("[]", ["$"]), ("3", ["$"]), ("null", ["$"]), ('{"a":1,"a":2}', ["a"]),
                       ("[" * 100000, ["line 1", "levels"]), ('{"switch_s": 1e999}', ["switch_s"]), (b"\xff{}", ["0xff"]), (b'{"a": "\x00"}', ["line 1"]),
                       ("{'a': 1}", ["line 1"]), ('{"switch_s": NaN}', ["switch_s"])):
        refuse("bad-file", "hall.json", *said, hall=text)
    for key in ("switch_s", "call_s", "early_s", "late_s"):
        for value in (-1, 86401, "60", True, [60], {}):
            refuse("bad-file", "hall.json", "$." + key, hall={key: value})
    for sessions in (5, "09:00", {}, True):
        refuse("bad-file", "hall.json", "$.sessions", hall={"sessions": sessions})
    for session in (5, [], [1], [1, 2, 3], ["1", "2"], [2, 1], [1, 1], [{}, {}], [None, 5], [-5, 5]):
        refuse("bad-file", "hall.json", "$.sessions[1]", hall={"sessions": [[1, 2], session]})
    for date in ("2026-02-30", "today", "", 5, True):
        refuse("bad-file", "hall.json", "$.date", hall={"date": date})
    refuse("bad-file", "hall.json", "$.discipline", hall={"discipline": 5})
    for discipline in ("lifo", "due", "due:x", "due:-1"):
        refuse("bad-request", discipline, hall={"discipline": discipline})
        refuse("bad-request", discipline, options=["--discipline", discipline])


@cases("files that are not there, not files, or endless")
def _():
    with tempfile.TemporaryDirectory() as folder:
        good = files(folder, ARRIVALS, PLAN, GOOD)
        missing = os.path.join(folder, "missing")
        for n in range(3):
            for path, code in ((missing, "not-found"), (folder, "bad-file"), ("/dev/zero", "bad-file")):
                paths = [*good]
                paths[n] = path
                fault(run_ctl("replay", *paths[:2], "--hall", paths[2]), code, path)
        done = run_ctl("replay", *good[:2], "--hall", good[2], "--out", os.path.join(missing, "out.csv"))
        equal(done.returncode, 1)
        holds(done.stderr, missing)


cases.run()
