# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many at once, and the end without warning.

Eight processes work on one store by the wall's clock; afterwards nothing may
have happened twice. Processes are killed at random moments; afterwards every
answered request is there, and an unanswered one is whole or absent.

TIDEHALL_TEST_OPERATIONS and TIDEHALL_TEST_ROUNDS make it longer or shorter,
TIDEHALL_TEST_SEED repeats the choices (the moments it cannot repeat).
"""

import collections
import contextlib
import datetime
import json
import os
import random
import shutil
import signal
import subprocess
import threading
import time

from hallkit import CTL, ENVIRONMENT, HALLS, SANITIZED, Hall, Skip, cases, equal, matter_of, run_ctl, store_hash

OPERATIONS = int(os.environ.get("TIDEHALL_TEST_OPERATIONS", 1600 if SANITIZED else 10000))
ROUNDS = int(os.environ.get("TIDEHALL_TEST_ROUNDS", 30 if SANITIZED else 200))
SEED = int(os.environ.get("TIDEHALL_TEST_SEED", random.randrange(10 ** 6)))
PROCESSES = 8

STAFF = ("001", "002", "003", "004", "005", "006", "012", "016")
QUEUES = "TNFY"


def many_numbers(description):
    for queue in description["queues"]:
        queue["last"] = 999999


@contextlib.contextmanager
def within_a_day():
    """Numbers begin anew at midnight in the hall; then the sums below do not hold."""
    zone = datetime.timezone(datetime.timedelta(hours=8))
    before = datetime.datetime.now(zone).date()
    yield
    if datetime.datetime.now(zone).date() != before:
        raise Skip("midnight in the hall")


# ------------------------------------------------------ eight at once

class Clerk:
    """One process: a kiosk, a reception and a window in one."""

    def __init__(self, hall, number, operations):
        self.session = hall.session(manual=False)
        self.random = random.Random(SEED * 100 + number)
        self.window = number + 1
        self.operations = operations
        self.issued = []
        self.called = []
        self.refusals = collections.Counter()
        self.done = collections.Counter()
        self.step = "idle"
        self.held = []
        self.error = None

    def choose(self):
        """The next request; some are meant to be refused."""
        choose = self.random
        any_ticket = f"{choose.choice(QUEUES)}{choose.randint(1, 400):03}"
        everywhere = [
            (6, "ticket.issue", {"queue": choose.choice(QUEUES)}),
            (3, "ticket.issue", {"matters": [matter_of("T"), matter_of("T", 1)]}),
            (1, "ticket.issue", {"queue": choose.choice(QUEUES), "class": "priority", "ground": "elderly"}),
            (1, "ticket.cancel", {"ticket": any_ticket, "reason": "left"}),
            (1, "ticket.reinstate", {"ticket": any_ticket}),
            (1, "ticket.move_back", {"ticket": any_ticket}),
            (1, "ticket.print_state", {"ticket": any_ticket, "state": "failed"}),
            (1, "queue.list", {}), (1, "floor.show", {}), (1, "board.show", {}), (1, "ticket.show", {"ticket": any_ticket}),
        ]
        here = {
            "idle": [(12, "ticket.call", {}), (1, "ticket.call_one", {"ticket": any_ticket}), (1, "ticket.undo", {}), (1, "ticket.start", {})],
            "called": [(8, "ticket.start", {}), (3, "ticket.no_show", {}), (2, "ticket.recall", {}), (1, "ticket.undo", {}), (1, "ticket.call", {})],
            "serving": [(8, "ticket.finish", {}), (2, "ticket.hold", {}), (2, "ticket.transfer", {"to_queue": choose.choice(QUEUES)}),
                        (1, "ticket.transfer", {"to_window": choose.choice([w for w in range(1, PROCESSES + 1) if w != self.window])}), (1, "ticket.add_matter", {"matter": matter_of("F")}),
                        (1, "ticket.undo", {}), (1, "window.close", {}), (1, "ticket.call", {})],
        }[self.step]
        if self.held and self.step == "idle":
            here.append((4, "ticket.unhold", {"ticket": self.held[0]}))
        table = everywhere + [(weight, verb, {"window": self.window, **keys}) for weight, verb, keys in here]
        return choose.choices(table, [row[0] for row in table])[0][1:]

    def learn(self, verb, answer):
        if verb == "ticket.issue":
            self.issued.append((answer["queue"], answer["ticket"]))
        elif verb in ("ticket.call", "ticket.call_one"):
            self.called.append(answer["ticket"])
        if verb in ("window.close", "ticket.undo", "ticket.unhold"):
            # A window that closes is opened again; what undo did is looked up.
            show = self.session.ok("window.show", window=self.window)
            self.step = show["step"]
        self.step = {"ticket.call": "called", "ticket.call_one": "called", "ticket.start": "serving", "ticket.finish": "idle",
                     "ticket.hold": "idle", "ticket.transfer": "idle", "ticket.no_show": "idle"}.get(verb, self.step)
        if verb == "ticket.hold":
            self.held.append(self.called[-1])
        elif verb == "ticket.unhold":
            self.called.append(self.held.pop(0))

    def work(self):
        try:
            self.session.open(self.window, STAFF[self.window - 1], duty="T|N>F|Y")
            for _ in range(self.operations):
                verb, keys = self.choose()
                answer = self.session.ask(verb, **keys)
                if answer["ok"]:
                    self.done[verb] += 1
                    self.learn(verb, answer)
                    continue
                self.refusals[answer["error"]] += 1
                if answer["error"] == "window-closed":
                    self.session.open(self.window, STAFF[self.window - 1], duty="T|N>F|Y")
                    self.step = self.session.ok("window.show", window=self.window)["step"]
                elif verb == "ticket.unhold":
                    self.held.pop(0)
        except Exception as error:
            self.error = error


def seats(hall):
    """The journal of everybody: no ticket at two windows, no window with two tickets."""
    at_window, at_ticket = {}, {}
    for seq, kind, ticket, window, before, after, detail in hall.rows(
            "SELECT seq, kind, ticket_id, window_code, from_state, to_state, detail FROM event WHERE ticket_id IS NOT NULL ORDER BY seq"):
        if kind == "ticket.undone":
            # What it takes back is told by the event it names.
            undone, before, after = hall.rows("SELECT kind, to_state, from_state FROM event WHERE seq = ?", json.loads(detail)["seq"])[0]
        inside_before, inside_after = before in ("called", "serving"), after in ("called", "serving")
        if inside_after and not inside_before:
            assert window not in at_window, f"event {seq}: window {window} has {at_window[window]} and gets {ticket}"
            assert ticket not in at_ticket, f"event {seq}: ticket {ticket} is at {at_ticket[ticket]} and called to {window}"
            at_window[window], at_ticket[ticket] = ticket, window
        elif inside_before and not inside_after:
            window = at_ticket.pop(ticket)
            equal(at_window.pop(window), ticket, f"event {seq}")
    return at_window


def numbers(hall, issued):
    """Of each queue: no number twice, none left out, and those that were answered."""
    stored = collections.defaultdict(list)
    for queue, number in hall.rows("SELECT series, number FROM ticket ORDER BY series, number"):
        stored[queue].append(number)
    for queue, given in stored.items():
        equal(given, list(range(1, len(given) + 1)), f"numbers of {queue}")
        equal(sorted(t for q, t in issued if q == queue), sorted(f"{queue}{n:03}" for n in given), f"answers of {queue}")
    equal(sum(len(given) for given in stored.values()), len(issued), "tickets")


@cases(f"{PROCESSES} processes, {OPERATIONS} operations")
def _():
    with within_a_day():
        hall = Hall(change=many_numbers)
        clerks = [Clerk(hall, n, OPERATIONS // PROCESSES) for n in range(PROCESSES)]
        begin = time.monotonic()
        threads = [threading.Thread(target=clerk.work) for clerk in clerks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - begin
        for clerk in clerks:
            if clerk.error:
                raise clerk.error
        done = sum((clerk.done for clerk in clerks), collections.Counter())
        refusals = sum((clerk.refusals for clerk in clerks), collections.Counter())
        print(f"# seed {SEED}: {sum(done.values())} done, {sum(refusals.values())} refused in {took:.1f} s")
        print("# " + ", ".join(f"{verb} {n}" for verb, n in done.most_common()))
        equal(sum(done.values()) + sum(refusals.values()), OPERATIONS // PROCESSES * PROCESSES)
        # Every refusal is one that a clerk understands; nobody had to wait in vain.
        assert set(refusals) <= {"window-busy", "window-closed", "nobody-waiting", "already-called", "wrong-state", "not-found", "duplicate"}, refusals
        assert len(done) >= 18, done
        numbers(hall, [ticket for clerk in clerks for ticket in clerk.issued])
        inside = seats(hall)
        equal({window: ticket for window, ticket in hall.rows("SELECT window_code, ticket_id FROM sitting WHERE ended_us IS NULL")}, inside)
        hall.close()
        hall.verify()


@cases("eight processes make the same new store")
def _():
    hall = Hall(verify=False)
    sample = os.path.join(HALLS, "demo.json")
    for n in range(2 if SANITIZED else 5):
        hall.store = hall.path(f"new{n}.db")
        processes = [subprocess.Popen([CTL, "--store", hall.store, "import", sample], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
                     for _ in range(PROCESSES)]
        said = [process.communicate(timeout=60) for process in processes]
        equal([process.returncode for process in processes], [0] * PROCESSES, said)
        # One made it, the others found nothing to change.
        equal(sum(b"nothing changed" in out for out, _ in said), PROCESSES - 1)
        equal(hall.rows("SELECT kind FROM event"), [("hall.imported",)])
        hall.verify()


# ---------------------------------------------------------- kill -9

MATTERS = [matter_of("T"), matter_of("T", 1)]
NEXT = {"issue": ("call", "ticket.called"), "call": ("start", "ticket.started"), "start": ("finish", "ticket.finished"), "finish": ("issue", "ticket.issued")}
KINDS = {"issue": "ticket.issued", "call": "ticket.called", "start": "ticket.started", "finish": "ticket.finished"}


def state_of_window(hall):
    """Which step the window waits for."""
    rows = hall.rows("SELECT started_us IS NOT NULL FROM sitting WHERE ended_us IS NULL")
    if rows:
        return "finish" if rows[0][0] else "start"
    return "call" if hall.rows("SELECT 1 FROM ticket WHERE state = 'waiting'") else "issue"


def requests(first, round_number):
    """Lines that are always right, from the step the window waits for."""
    step, lines, steps = first, [], []
    for n in range(400):
        request = {"issue": {"do": "ticket.issue", "matters": MATTERS, "channel": ("desk", "hall", "phone")[n % 3]}}.get(step, {"do": "ticket." + step, "window": 1})
        lines.append(json.dumps(request))
        steps.append(step)
        step = NEXT[step][0]
    return ("\n".join(lines) + "\n").encode(), steps


def killed(arguments, data, after):
    """Runs tidehallctl, kills it after so many seconds: what it had answered."""
    process = subprocess.Popen([CTL, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)

    def feed():
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(data)
            process.stdin.flush()

    feeder = threading.Thread(target=feed)
    feeder.start()
    time.sleep(after)
    process.kill()
    answers = process.stdout.read()
    said = process.stderr.read()
    feeder.join()
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    process.stdout.close(), process.stderr.close()
    process.wait()
    return process.returncode, answers, said


@cases(f"kill -9, {ROUNDS} rounds: what was answered is there, what was not is whole or absent")
def _():
    choose = random.Random(SEED)
    with within_a_day():
        hall = Hall(change=many_numbers)
        s = hall.session(manual=False)
        s.open(1, "001", duty="T")
        s.close()
        totals = collections.Counter()
        longest = 0.6 if SANITIZED else 0.12
        for n in range(ROUNDS):
            first = state_of_window(hall)
            before = hall.count_events()
            data, steps = requests(first, n)
            status, out, said = killed(["--store", hall.store, "commands"], data, choose.uniform(0, longest))
            assert status in (0, -signal.SIGKILL), f"{status}: {said}"
            # An answer that is not whole is no answer.
            answers = [json.loads(line) for line in out.split(b"\n")[:-1]]
            assert all(a["ok"] for a in answers), answers[-1]

            events = hall.rows("SELECT kind, detail, ticket_id FROM event WHERE seq > ? ORDER BY seq", before)
            kinds = [kind for kind, _, _ in events]
            equal(kinds, [KINDS[step] for step in steps[:len(kinds)]], f"round {n}: the journal")
            assert len(answers) <= len(kinds) <= len(answers) + 1, f"round {n}: {len(answers)} answered, {len(kinds)} in the journal"
            for (kind, detail, _), answer in zip(events, answers):
                if kind == "ticket.issued":
                    equal(json.loads(detail)["ticket"], answer["ticket"], "the number answered")
            totals.update(answered=len(answers), unanswered=len(kinds) - len(answers), silent=not answers)
            if n % 20 == 19:
                hall.verify()
        # Whole tickets: each with its channel, its two matters and its event.
        equal(hall.rows("SELECT count(*) FROM ticket t WHERE (SELECT count(*) FROM ticket_matter m WHERE m.ticket_id = t.id) <> 2"), [(0,)])
        equal(hall.rows("SELECT count(*) FROM ticket WHERE channel IN ('desk', 'hall', 'phone')"), hall.rows("SELECT count(*) FROM event WHERE kind = 'ticket.issued'"))
        numbers(hall, [("T", f"T{number:03}") for (number,) in hall.rows("SELECT number FROM ticket")])
        print(f"# seed {SEED}: {totals['answered']} answered, {totals['unanswered']} done but not answered, {totals['silent']} rounds without an answer")
        assert totals["answered"] > ROUNDS, totals


@cases("kill -9 while others go on")
def _():
    choose = random.Random(SEED + 1)
    with within_a_day():
        hall = Hall(change=many_numbers)
        s = hall.session(manual=False)
        s.open(2, "002", duty="N")
        issued = []
        for n in range(ROUNDS // 10):
            victim = [threading.Thread(target=killed, args=(["--store", hall.store, "commands"], b'{"do":"ticket.issue","queue":"T"}\n' * 500,
                                                            choose.uniform(0.02, 0.2))) for _ in range(2)]
            for thread in victim:
                thread.start()
            while any(thread.is_alive() for thread in victim):
                issued.append(("N", s.issue("N")))
                equal(s.serve(2), issued[-1][1])
            for thread in victim:
                thread.join()
        given = [number for (number,) in hall.rows("SELECT number FROM ticket WHERE series = 'T' ORDER BY number")]
        equal(given, list(range(1, len(given) + 1)))
        equal([t for _, t in issued], [f"N{n:03}" for n in range(1, len(issued) + 1)])


@cases("kill -9 in the middle of an import: a whole hall or none")
def _():
    choose = random.Random(SEED + 2)
    hall = Hall(verify=False)
    seen = collections.Counter()
    for n in range(max(5, ROUNDS // 8)):
        hall.store = hall.path(f"import{n}.db")
        killed(["--store", hall.store, "import", os.path.join(HALLS, "demo.json")], b"", choose.uniform(0, 0.6 if SANITIZED else 0.15))
        if os.path.exists(hall.store):
            done = hall.ctl("export")
            parts = hall.rows("SELECT count(*) FROM hall_part") if done.returncode == 0 else [(0,)]
            seen[parts[0][0] > 0] += 1
            assert done.returncode == 0 or done.stderr.startswith("tidehallctl: not-found: "), done.stderr
        # Whatever is there, a second attempt succeeds.
        done = hall.ctl("import", os.path.join(HALLS, "demo.json"))
        equal(done.returncode, 0, done.stderr)
        equal(hall.ctl("export").stdout, run_ctl("--store", hall.path("import0.db"), "export").stdout)
        hall.verify()
    print(f"# {seen[True]} whole, {seen[False]} none")


@cases("kill -9 in the middle of a backup and a restore: the store stays, no half file has the name")
def _():
    choose = random.Random(SEED + 3)
    hall = Hall()
    s = hall.session(manual=False)
    s.open(1, "001")
    for _ in range(200):
        s.issue("T")
    hall.close()
    before = hall.hash()
    whole = hall.path("whole.db")
    equal(hall.ctl("backup", whole).returncode, 0)
    longest = 0.5 if SANITIZED else 0.08
    for n in range(max(5, ROUNDS // 8)):
        copy = hall.path(f"copy{n}.db")
        killed(["--store", hall.store, "backup", copy], b"", choose.uniform(0, longest))
        equal(hall.hash(), before, "the store after a killed backup")
        if os.path.exists(copy):
            equal(store_hash(copy), before, "a backup that has its name")
            os.remove(copy)
        # What was left beside it is not in the way.
        equal(hall.ctl("backup", copy).returncode, 0)
        os.remove(copy)

        place = hall.path(f"restored{n}.db")
        shutil.copy(whole, place)
        killed(["--store", place, "restore", whole, "--force"], b"", choose.uniform(0, longest))
        kept = [name for name in os.listdir(hall.folder) if name.startswith(f"restored{n}.db.replaced-")]
        # In the worst moment the old store lies beside under its new name.
        assert os.path.exists(place) or kept, os.listdir(hall.folder)
        for name in [place] * os.path.exists(place) + [hall.path(name) for name in kept]:
            equal(store_hash(name), before, name)


cases.run()
