# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of tidehallctl share: a hall in a folder of its own, a
conversation with `tidehallctl commands`, and TAP.

A case is a function; it fails by raising, is skipped by raising Skip, and
whatever store it made is verified and removed behind it.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import traceback

CTL = os.environ["TIDEHALLCTL"]
SOURCE = os.environ.get("TIDEHALL_SOURCE_DIR") or os.path.dirname(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.path.join(SOURCE, "tests", "data")
HALLS = os.path.join(SOURCE, "resources", "halls")

# The program under test runs several times slower then.
SANITIZED = os.environ.get("TIDEHALL_SANITIZED") == "1"

# A Monday without a holiday, before a filing deadline.
DAY = "2026-04-20"
# As the store writes it.
DAY_NUMBER = 20260420


class Skip(Exception):
    """A case that cannot run here, and why."""


def at(clock, day=DAY, offset="+08:00"):
    """ "9:05" or "9:05:30" as an instant of the sample hall."""
    parts = [int(part) for part in clock.split(":")] + [0]
    return f"{day}T{parts[0]:02}:{parts[1]:02}:{parts[2]:02}{offset}"


# ------------------------------------------------------------------- TAP

class Cases:
    def __init__(self):
        self.list = []

    def __call__(self, *names):
        """Decorator: @case("S01", "what varies") or @case("what")."""
        def add(function):
            self.list.append((" ".join(names), function))
            return function
        return add

    def run(self):
        only = sys.argv[1:]
        number = failed = 0
        for name, function in self.list:
            if only and not any(word in name for word in only):
                continue
            number += 1
            problem = skip = None
            try:
                with contextlib.ExitStack() as stack:
                    Hall.stack = stack
                    function()
            except Skip as reason:
                skip = str(reason)
            except Exception:
                problem = traceback.format_exc()
            if problem:
                failed += 1
                print(f"not ok {number} - {name}")
                print("\n".join("# " + line for line in problem.rstrip().split("\n")))
                print(f"{name}\n{problem}", file=sys.stderr)
            else:
                print(f"ok {number} - {name}" + (f" # SKIP {skip}" if skip else ""))
            sys.stdout.flush()
        print(f"1..{number}")
        sys.exit(1 if failed else 0)


cases = Cases()


def shorten(value, most=1500):
    text = repr(value)
    return text if len(text) <= most else f"{text[:most // 2]} ... {text[-most // 2:]}"


def equal(got, wanted, what=""):
    assert got == wanted, f"{what}: {shorten(got)}, expected {shorten(wanted)}"


def holds(text, *parts):
    """Whether a message says what it must, without regard to case."""
    for part in parts:
        assert part.lower() in text.lower(), f"{part!r} is not said: {text!r}"


# ------------------------------------------------------------- the program

# English and UTC, so that nothing depends on the machine's settings.
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "TZ": "UTC"}


def run_ctl(*arguments, stdin=None, timeout=120, **environment):
    """One run of tidehallctl; texts are UTF-8, whatever is not is escaped."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run([CTL, *map(str, arguments)], input=data if data is not None else b"", capture_output=True,
                          timeout=timeout, env={**ENVIRONMENT, **environment}, check=False)
    done.stdout = done.stdout.decode("utf-8", "backslashreplace")
    done.stderr = done.stderr.decode("utf-8", "backslashreplace")
    assert done.returncode >= 0, f"tidehallctl {arguments} died of signal {-done.returncode}: {done.stderr}"
    for word in ("CRITICAL", "Sanitizer", "runtime error"):
        assert word not in done.stderr, done.stderr
    return done


class Session:
    """A conversation with `tidehallctl commands`."""

    def __init__(self, store, manual=True, staff=None, pin=None, hall=None, wait=None, wrapper=()):
        arguments = [*wrapper, CTL, "--store", store] + (["--hall", hall] if hall else [])
        arguments += (["--wait", str(wait)] if wait is not None else []) + ["commands"]
        if manual:
            arguments += ["--clock", "manual"]
        if staff:
            arguments += ["--as", staff]
        environment = {**ENVIRONMENT, **({"TIDEHALL_PIN": pin} if pin else {})}
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors,
                                        env=environment)
        self.closed = False

    def say(self, line):
        """A line as it is, and its answer."""
        self.send(line)
        return self.read()

    def send(self, line):
        self.process.stdin.write((line if isinstance(line, bytes) else line.encode()) + b"\n")
        self.process.stdin.flush()

    def read(self):
        answer = self.process.stdout.readline()
        if not answer.endswith(b"\n"):
            raise AssertionError(f"no whole answer: {answer!r}; standard error: {self.said()}")
        return json.loads(answer)

    def said(self):
        self.errors.seek(0)
        return self.errors.read().decode("utf-8", "replace")

    def ask(self, verb, **keys):
        if "at" in keys and "T" not in keys["at"]:
            keys["at"] = at(keys["at"])
        answer = self.say(json.dumps({"do": verb, **keys}, ensure_ascii=False))
        equal(answer["do"], verb, "do")
        return answer

    def ok(self, verb, **keys):
        answer = self.ask(verb, **keys)
        assert answer["ok"] is True, f"{verb} {keys}: {answer}"
        return answer

    def refused(self, code, verb, **keys):
        """Asks for what must be refused; returns the message."""
        answer = self.ask(verb, **keys)
        assert answer["ok"] is False and answer["error"] == code, f"{verb} {keys}: {answer}, expected {code}"
        assert len(answer["message"]) > 10, answer
        return answer["message"]

    def close(self):
        if self.closed:
            return
        self.closed = True
        self.process.stdin.close()
        rest = self.process.stdout.read()
        self.process.stdout.close()
        self.process.wait(60)
        said = self.said()
        self.errors.close()
        equal((self.process.returncode, rest), (0, b""), f"end of the conversation ({said})")
        assert said == "", said

    def kill(self):
        self.closed = True
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        rest = self.process.stdout.read()
        self.process.stdout.close()
        self.errors.close()
        return rest

    # What nearly every case does.

    def open(self, window, staff, duty=None, **keys):
        if duty:
            keys["duty"] = duty
        return self.ok("window.open", window=window, staff=staff, pin="0" + staff, **keys)

    def issue(self, queue, when=None, **keys):
        """Takes a number; returns it."""
        if when:
            keys["at"] = when
        return self.ok("ticket.issue", queue=queue, **keys)["ticket"]

    def call(self, window, when=None, **keys):
        if when:
            keys["at"] = when
        return self.ok("ticket.call", window=window, **keys)["ticket"]

    def serve(self, window, when=None, **keys):
        """Calls, starts and finishes the next; returns its number."""
        ticket = self.call(window, when, **keys)
        self.ok("ticket.start", window=window)
        self.ok("ticket.finish", window=window)
        return ticket

    def show(self, ticket, **keys):
        return self.ok("ticket.show", ticket=ticket, **keys)

    def state(self, ticket, **keys):
        return self.show(ticket, **keys)["state"]

    def line(self, queue=None):
        keys = {"queue": queue} if queue else {}
        return [entry["ticket"] for entry in self.ok("queue.list", **keys)["tickets"]]

    def events(self, ticket, **keys):
        return [event["event"] for event in self.show(ticket, **keys)["history"]]

    def window(self, window):
        return self.ok("window.show", window=window)


# ------------------------------------------------------------------ a hall

def quick_pins():
    with open(os.path.join(DATA, "quick_pins.json"), encoding="utf-8") as file:
        return json.load(file)


def templates(cache={}):
    """One store for each sample hall, made once; a case works on a copy."""
    if not cache:
        cache["folder"] = tempfile.TemporaryDirectory(prefix="tidehall-kit-")
        pins = quick_pins()
        for name in ("demo", "small"):
            with open(os.path.join(HALLS, name + ".json"), encoding="utf-8") as file:
                description = json.load(file)
            for person in description["staff"]:
                person["pin_hash"] = pins[person["no"]]
            source = os.path.join(cache["folder"].name, name + ".json")
            with open(source, "w", encoding="utf-8") as file:
                json.dump(description, file, ensure_ascii=False)
            store = os.path.join(cache["folder"].name, name + ".db")
            done = run_ctl("--store", store, "import", source)
            assert done.returncode == 0, done.stderr
            cache[name] = store
    return cache


class Hall:
    """A store of its own for one case."""

    stack = None

    def __init__(self, settings=None, change=None, sample="demo", verify=True):
        """settings: rules to set; change: a function that edits the description."""
        self.folder = Hall.stack.enter_context(tempfile.TemporaryDirectory(prefix="tidehall-case-"))
        self.store = os.path.join(self.folder, "hall.db")
        shutil.copy(templates()[sample], self.store)
        self.sessions = []
        if settings or change:
            self.edit(settings, change)
        if verify:
            Hall.stack.callback(self.verify)
        Hall.stack.callback(self.close)

    def path(self, name):
        return os.path.join(self.folder, name)

    def ctl(self, *arguments, **keys):
        return run_ctl("--store", self.store, *arguments, **keys)

    def export(self):
        done = self.ctl("export")
        equal(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def edit(self, settings=None, change=None):
        """Exports the description, changes it, and imports it again."""
        description = self.export()
        if settings:
            description.setdefault("settings", {}).update(settings)
        if change:
            change(description)
        done = self.load(description)
        equal(done.returncode, 0, done.stderr)
        return done.stdout.splitlines()

    def load(self, description):
        with open(self.path("hall.json"), "w", encoding="utf-8") as file:
            json.dump(description, file, ensure_ascii=False)
        return self.ctl("import", self.path("hall.json"))

    def session(self, **keys):
        session = Session(self.store, **keys)
        self.sessions.append(session)
        return session

    def close(self):
        for session in self.sessions:
            session.close()
        self.sessions = []

    def verify(self):
        done = self.ctl("verify")
        equal((done.returncode, done.stderr), (0, ""), f"verify: {done.stdout}")

    def problems(self):
        """What verify finds, which must be something."""
        done = self.ctl("verify")
        equal(done.returncode, 1, f"verify found nothing: {done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    @contextlib.contextmanager
    def sql(self):
        """The store by the back door."""
        database = sqlite3.connect(self.store, timeout=10)
        try:
            yield database
            database.commit()
        finally:
            database.close()

    def rows(self, question, *values):
        with self.sql() as database:
            return database.execute(question, values).fetchall()

    def count_events(self):
        return self.rows("SELECT count(*) FROM event")[0][0]

    def hash(self):
        return store_hash(self.store)


def store_hash(path):
    """What a store holds, whatever its pages look like."""
    database = sqlite3.connect(path, timeout=10)
    try:
        sum_ = hashlib.sha256(str(database.execute("PRAGMA user_version").fetchone()).encode())
        for line in database.iterdump():
            sum_.update(line.encode())
        return sum_.hexdigest()
    finally:
        database.close()


def set_range(prefix, first, last):
    """A change of the description: the numbers of a queue."""
    def change(description):
        for queue in description["queues"]:
            if queue["prefix"] == prefix:
                queue["first"], queue["last"] = first, last
    return change


def set_zone(name):
    def change(description):
        description["hall"]["timezone"] = name
    return change


def matter_of(queue, which=0, sample="demo", cache={}):
    """Code of a matter of a queue."""
    if sample not in cache:
        with open(os.path.join(HALLS, sample + ".json"), encoding="utf-8") as file:
            cache[sample] = json.load(file)["matters"]
    return [matter["code"] for matter in cache[sample] if matter["queue_prefix"] == queue][which]


def fault(done, code, *parts):
    """A run that failed as it should: exit status 1, its code, and what it must say."""
    equal(done.returncode, 1, f"exit status ({done.stdout[-500:]}{done.stderr})")
    assert re.match(rf"tidehallctl: {re.escape(code)}: ", done.stderr), f"expected {code}: {done.stderr}"
    holds(done.stderr, *parts)
    assert len(done.stderr) < 2000, f"a message of {len(done.stderr)} bytes: {done.stderr[:300]}"
