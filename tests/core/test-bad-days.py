# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad days of a store: no room, no right to write, somebody else's file, a
damaged or newer one, one in use or on another machine, a change made behind
the hall's back, a clock that is set back.

Each gets a message that says what, where and what to do, under its stable
code and with exit status 1; nothing is lost and nothing is half done. What is
wrong with files that are read is in test-bad-files.py.
"""

import contextlib
import datetime
import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import time

from hallkit import CTL, DAY_NUMBER, ENVIRONMENT, HALLS, Hall, Skip, at, cases, equal, fault, holds, run_ctl, store_hash

SAMPLE = os.path.join(HALLS, "demo.json")


def bytes_hash(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def hall_with_tickets(n=40):
    """A store with a morning in it."""
    hall = Hall(verify=False)
    s = hall.session()
    s.open(1, "001", at="9:00")
    for minute in range(n):
        s.ok("ticket.issue", matters=["T01", "T02"], at=f"9:{minute:02}")
    for _ in range(n // 2):
        s.serve(1, "10:00")
    s.ok("settings.set", key="board.notice", value="bring form 12")
    s.close()
    return hall


# ------------------------------------------------- a disk of one's own

class Disk:
    """A small file system in a mount namespace of its own."""

    def __init__(self, hall, size="4m"):
        self.folder = hall.path("disk")
        os.makedirs(self.folder, exist_ok=True)
        self.helper = None
        for unshare, enter in ((["unshare", "-m"], ["-m"]), (["unshare", "-rm"], ["-U", "--preserve-credentials", "-m"])):
            if self.start(unshare, size):
                self.enter = ["nsenter", "-t", str(self.helper.pid), *enter, "--"]
                if self.shell("true").returncode == 0:
                    Hall.stack.callback(self.stop)
                    return
            self.stop()
        raise Skip("no right to mount a file system")

    def start(self, unshare, size):
        try:
            self.helper = subprocess.Popen([*unshare, "sh", "-c", f'mount -t tmpfs -o size={size} tmpfs "$1" && echo ready && exec cat', "sh", self.folder],
                                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        except FileNotFoundError as error:
            raise Skip(str(error)) from error
        return self.helper.stdout.readline() == b"ready\n"

    def stop(self):
        if self.helper is not None and self.helper.poll() is None:
            self.helper.stdin.close()
            self.helper.wait()
            self.helper.stdout.close()

    def path(self, name):
        """As programs on the disk see it."""
        return os.path.join(self.folder, name)

    def seen(self, name=""):
        """As this process sees it."""
        return f"/proc/{self.helper.pid}/root{self.path(name)}"

    def shell(self, command):
        return subprocess.run([*self.enter, "sh", "-c", command], capture_output=True, text=True, check=False)

    def remount(self, options):
        done = self.shell(f'mount -o remount,{options} "{self.folder}"')
        if done.returncode != 0:
            raise Skip(f"no right to remount: {done.stderr}")

    def ctl(self, store, *arguments, stdin=None):
        done = subprocess.run([*self.enter, CTL, "--store", self.path(store), *map(str, arguments)], input=(stdin or "").encode(),
                              capture_output=True, env=ENVIRONMENT, timeout=120, check=False)
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        assert done.returncode >= 0, f"died of signal {-done.returncode}: {done.stderr}"
        return done

    def fill(self, leave=0):
        """Takes all the room but so many bytes."""
        status = os.statvfs(self.seen())
        with contextlib.suppress(OSError), open(self.seen("filling"), "wb") as file:
            file.write(bytes(max(0, status.f_bavail * status.f_frsize - leave)))
        with contextlib.suppress(OSError), open(self.seen("crumbs"), "wb") as file:
            while leave == 0:
                file.write(bytes(512))
                file.flush()

    def free(self):
        for name in ("filling", "crumbs"):
            with contextlib.suppress(FileNotFoundError):
                os.remove(self.seen(name))


# --------------------------------------------------------- read-only

@cases("a read-only file system")
def _():
    hall = hall_with_tickets()
    disk = Disk(hall)
    shutil.copy(hall.store, disk.seen("hall.db"))
    disk.remount("ro")
    before = bytes_hash(disk.seen("hall.db"))
    for arguments in (["ticket.issue", "queue=T"], ["import", SAMPLE], ["close-day"], ["staff.sign_in", 'staff="001"', 'pin="0001"'],
                      ["settings.set", "key=board.notice", "value=x"]):
        fault(disk.ctl("hall.db", *arguments), "store-read-only", disk.path("hall.db"), "read-only", "check")
    looks_on(disk, hall)
    fault(disk.ctl("new.db", "import", SAMPLE), "store-read-only", disk.path("new.db"), "read-only")
    fault(disk.ctl("folder/new.db", "import", SAMPLE), "store-read-only", disk.path("folder"), "--store")
    fault(hall.ctl("backup", hall.path("made/copy.db")), "failed", hall.path("made/copy.db"), "choose")
    fault(disk.ctl("hall.db", "restore", hall.store, "--force"), "store-read-only", disk.path("hall.db"))
    # From a good store to a place that cannot be written.
    done = subprocess.run([*disk.enter, CTL, "--store", hall.store, "backup", disk.path("copy.db")], capture_output=True, text=True, env=ENVIRONMENT, check=False)
    fault(done, "store-read-only", disk.path("copy.db"), "read-only", "choose another place")
    equal(os.listdir(disk.seen()), ["hall.db"])
    equal(bytes_hash(disk.seen("hall.db")), before)
    disk.remount("rw")
    equal(disk.ctl("hall.db", "verify").returncode, 0)


def looks_on(disk, hall):
    """Whatever changes nothing works as it does on the store beside it."""
    for arguments in (["verify"], ["export"], ["stats", "--from", "2026-04-20", "--to", "2026-04-20", "--csv"], ["floor.show"],
                      ["ticket.show", "ticket=T001", "day=2026-04-20"]):
        done, same = disk.ctl("hall.db", *arguments), hall.ctl(*arguments)
        equal((done.returncode, done.stderr), (0, ""), arguments)
        if arguments[0] != "floor.show":
            equal(done.stdout, same.stdout, arguments)
    copy = hall.path("copy-of-read-only.db")
    equal(disk.ctl("hall.db", "backup", copy).returncode, 0)
    equal(store_hash(copy), hall.hash())
    os.remove(copy)
    lines = [{"do": "hall.show", "at": at("11:00")}, {"do": "ticket.issue", "queue": "T"}, {"do": "queue.list"}, {"do": "window.open", "window": 1, "staff": "001", "pin": "0001"}]
    done = disk.ctl("hall.db", "commands", "--clock", "manual", stdin="".join(json.dumps(line) + "\n" for line in lines))
    equal([json.loads(line).get("error") for line in done.stdout.splitlines()], [None, "store-read-only", None, "store-read-only"])


@cases("a folder in which nothing can be made")
def _():
    hall = hall_with_tickets()
    shut = hall.path("shut")
    os.mkdir(shut)
    shutil.copy(hall.store, shut)
    if subprocess.run(["chattr", "+i", shut], capture_output=True, check=False).returncode:
        raise Skip("no right to shut a folder")
    Hall.stack.callback(lambda: subprocess.run(["chattr", "-i", shut], check=True))
    # The file itself could be written, its log could not be made.
    copy = os.path.join(shut, "hall.db")
    fault(run_ctl("--store", copy, "ticket.issue", "queue=T"), "store-read-only", copy, "check who owns")
    equal(run_ctl("--store", copy, "verify").returncode, 0)
    equal(run_ctl("--store", copy, "export").stdout, hall.ctl("export").stdout)
    equal(os.listdir(shut), ["hall.db"])


@cases("a read-only disk with what an interrupted program left, or with an older store")
def _():
    hall = hall_with_tickets()
    disk = Disk(hall)
    with sqlite3.connect(hall.store) as database:
        database.execute("PRAGMA user_version = 1")
    database.close()
    shutil.copy(hall.store, disk.seen("hall.db"))
    disk.remount("ro")
    fault(disk.ctl("hall.db", "verify"), "store-read-only", disk.path("hall.db"), "check")
    disk.remount("rw")
    # The log holds the last tickets: without it the store would show less than there is.
    with sqlite3.connect(hall.store) as database:
        database.execute("PRAGMA user_version = 2")
    s = hall.session()
    s.issue("T", "12:00")
    for tail in ("", "-wal"):
        shutil.copy(hall.store + tail, disk.seen("hall.db" + tail))
    disk.remount("ro")
    done = disk.ctl("hall.db", "ticket.show", "ticket=T041", "day=2026-04-20")
    if done.returncode:
        fault(done, "store-read-only", disk.path("hall.db"), "check")


@cases("a file that may not be written, for who is not root")
def _():
    if os.geteuid() == 0:
        raise Skip("root may write everything")
    hall = hall_with_tickets()
    os.chmod(hall.store, 0o400)
    fault(hall.ctl("ticket.issue", "queue=T"), "store-read-only", hall.store, "check who owns")


# ------------------------------------------------------------ no room

def numbers_of(answers):
    return [a["ticket"] for a in answers if a["ok"]]


@cases("the disk gets full in the middle of a morning, and is freed again")
def _():
    hall = Hall(verify=False)
    disk = Disk(hall, "3m")
    shutil.copy(hall.store, disk.seen("hall.db"))
    disk.fill(leave=400000)
    lines = '{"do":"ticket.issue","matters":["T01","T02"]}\n' * 900
    done = disk.ctl("hall.db", "commands", stdin=lines)
    equal((done.returncode, done.stderr), (0, ""))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    equal(len(answers), 900)
    given = numbers_of(answers)
    assert 0 < len(given) < 900, f"{len(given)} tickets fitted"
    equal(given, [f"T{n:03}" for n in range(1, len(given) + 1)])
    refused = [a for a in answers if not a["ok"]]
    equal({a["error"] for a in refused}, {"store-full"})
    holds(refused[0]["message"], disk.path("hall.db"), "full", "free some space", "nothing was changed")
    # With not a byte left it is said just so, and nothing breaks.
    disk.fill()
    fault(disk.ctl("hall.db", "ticket.issue", "queue=T"), "store-full", disk.path("hall.db"), "full")
    fault(disk.ctl("other.db", "import", SAMPLE), "store-full", disk.path("other.db"), "full")
    disk.free()
    done = disk.ctl("hall.db", "verify")
    equal(done.returncode, 0, done.stdout + done.stderr)
    done = disk.ctl("hall.db", "commands", stdin=lines[:len(lines) // 300])
    equal(numbers_of(map(json.loads, done.stdout.splitlines()))[0], f"T{len(given) + 1:03}")
    equal(disk.ctl("hall.db", "verify").returncode, 0)


@cases("no room for a backup, an import, a restore: nothing is left behind")
def _():
    hall = hall_with_tickets()
    disk = Disk(hall, "3m")
    shutil.copy(hall.store, disk.seen("hall.db"))
    before = store_hash(disk.seen("hall.db"))
    disk.fill(leave=150000)
    names = sorted(os.listdir(disk.seen()))
    fault(disk.ctl("hall.db", "backup", disk.path("copy.db")), "store-full", "full")
    equal([name for name in os.listdir(disk.seen()) if name.startswith("copy")], [])
    fault(disk.ctl("new.db", "restore", hall.store), "store-full", "full")
    equal([name for name in os.listdir(disk.seen()) if name.startswith("new")], [])
    done = disk.ctl("new.db", "import", SAMPLE)
    fault(done, "store-full", disk.path("new.db"), "full")
    disk.free()
    equal(store_hash(disk.seen("hall.db")), before)
    # The second attempt finds no half of the first.
    equal(disk.ctl("new.db", "import", SAMPLE).returncode, 0)
    equal(disk.ctl("hall.db", "backup", disk.path("copy.db")).returncode, 0)
    equal(store_hash(disk.seen("copy.db")), before)
    assert set(names) - {"filling", "crumbs"} <= set(os.listdir(disk.seen()))


# ------------------------------------------------- whose file is it

@cases("a store of a newer version is left alone, byte for byte")
def _():
    hall = hall_with_tickets()
    with hall.sql() as database:
        database.execute("PRAGMA user_version = 99")
    with hall.sql() as database:
        database.execute("PRAGMA journal_mode = DELETE")
    before = bytes_hash(hall.store)
    for arguments in (["verify"], ["export"], ["import", SAMPLE], ["ticket.issue", "queue=T"], ["commands"], ["backup", hall.path("copy.db")],
                      ["stats", "--from", "2026-04-20", "--to", "2026-04-20"], ["close-day"]):
        fault(hall.ctl(*arguments), "store-newer", hall.store, "99", "install", "nothing was changed")
    equal(bytes_hash(hall.store), before)
    fault(run_ctl("--store", hall.path("other.db"), "restore", hall.store), "store-newer", hall.store, "nothing was changed")
    equal(sorted(os.listdir(hall.folder)), ["hall.db"])


@cases("another program's database is left alone")
def _():
    hall = Hall(verify=False)
    theirs = hall.path("theirs.db")
    for script in ("CREATE TABLE photos (name); INSERT INTO photos VALUES ('a');", "PRAGMA user_version = 1; CREATE TABLE hall (id);",
                   "PRAGMA application_id = 7; CREATE TABLE x (y);"):
        with contextlib.suppress(FileNotFoundError):
            os.remove(theirs)
        database = sqlite3.connect(theirs)
        database.executescript(script)
        database.close()
        before = bytes_hash(theirs)
        for arguments in (["verify"], ["import", SAMPLE], ["ticket.issue", "queue=T"]):
            fault(run_ctl("--store", theirs, *arguments), "store-damaged", theirs, "not a store", "--store")
        fault(hall.ctl("restore", theirs, "--force"), "store-damaged", theirs, "nothing was changed")
        equal(bytes_hash(theirs), before)


@cases("what is no database, a folder, a device, nothing")
def _():
    hall = Hall(verify=False)
    other = hall.path("other.db")
    for content in (b"hello\n", b"\0" * 5000, os.urandom(20000), b"SQLite format 3\0" + os.urandom(5000), b"SQLite format 3\0" + b"\xff" * 84):
        with open(other, "wb") as file:
            file.write(content)
        before = bytes_hash(other)
        for arguments in (["verify"], ["import", SAMPLE], ["export"], ["backup", hall.path("copy.db")]):
            fault(run_ctl("--store", other, *arguments), "store-damaged", other)
        equal(bytes_hash(other), before)
        fault(hall.ctl("restore", other, "--force"), "store-damaged", other, "nothing was changed")
    fault(run_ctl("--store", hall.folder, "verify"), "failed", hall.folder, "directory", "--store")
    fault(run_ctl("--store", "/dev/null", "verify"), "failed", "/dev/null", "--store")
    fault(run_ctl("--store", hall.path("none.db"), "verify"), "not-found", hall.path("none.db"), "import")
    assert not os.path.exists(hall.path("none.db"))
    equal(store_hash(hall.store), hall.hash())


@cases("an empty file becomes a store, as a file that is not there does")
def _():
    hall = Hall(verify=False)
    empty = hall.path("empty.db")
    with open(empty, "wb"):
        pass
    fault(run_ctl("--store", empty, "export"), "not-found", "import")
    equal(run_ctl("--store", empty, "import", SAMPLE).returncode, 0)
    equal(os.stat(hall.store).st_mode & 0o077, 0)
    fresh = hall.path("a/b/c/fresh.db")
    equal(run_ctl("--store", fresh, "import", SAMPLE).returncode, 0)
    equal((os.stat(fresh).st_mode & 0o777, os.stat(hall.path("a")).st_mode & 0o777), (0o600, 0o700))


# ------------------------------------------------------------- damage

def damage(hall, place, content):
    copy = hall.path("damaged.db")
    shutil.copy(hall.store, copy)
    for tail in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.remove(copy + tail)
    with open(copy, "r+b") as file:
        file.seek(place)
        file.write(content)
    return copy


@cases("a page overwritten, one after the other: verify finds each")
def _():
    hall = hall_with_tickets()
    size = os.path.getsize(hall.store)
    missed = []
    for page in range(0, size // 4096):
        copy = damage(hall, page * 4096, b"\xff" * 4096 if page % 2 else os.urandom(4096))
        before = bytes_hash(copy)
        done = run_ctl("--store", copy, "verify")
        if done.returncode == 0:
            missed.append(page)
            continue
        equal(done.returncode, 1)
        holds(done.stderr or done.stdout, copy if done.stderr else "")
        if done.stderr:
            fault(done, "store-damaged", copy, "damaged")
        equal(bytes_hash(copy), before, f"page {page}: a damaged store is left as it is")
    equal(missed, [], "pages whose damage was not found")


@cases("work on a damaged store is refused or right, and never crashes")
def _():
    hall = hall_with_tickets()
    choose = random.Random(7)
    size = os.path.getsize(hall.store)
    codes = set()
    for _ in range(40):
        copy = damage(hall, choose.randrange(size), bytes(choose.randrange(256) for _ in range(choose.choice((1, 16, 3000)))))
        requests = [{"do": "ticket.issue", "queue": "T", "at": at("11:00")}, {"do": "floor.show"}, {"do": "queue.list"}, {"do": "ticket.call", "window": 1},
                    {"do": "stats.report", "from": "2026-04-20", "to": "2026-04-20"}, {"do": "ticket.show", "ticket": "T001"}]
        done = run_ctl("--store", copy, "commands", "--clock", "manual", stdin="".join(json.dumps(r) + "\n" for r in requests))
        if done.returncode:
            fault(done, "store-damaged" if "store-damaged" in done.stderr else done.stderr.split(": ")[1], copy)
            continue
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        equal(len(answers), len(requests))
        codes |= {a["error"] for a in answers if not a["ok"]}
    assert codes <= {"store-damaged", "conflict", "failed", "not-found", "nobody-waiting", "window-closed", "wrong-state", "window-busy", "duplicate",
                     "bad-request", "exhausted", "not-open"}, codes


@cases("a truncated store")
def _():
    hall = hall_with_tickets()
    size = os.path.getsize(hall.store)
    for keep in (1, 50, 99, 100, 4095, 4096, 8192, size // 3, size // 2, size - 4096, size - 1):
        copy = damage(hall, 0, b"")
        os.truncate(copy, keep)
        done = run_ctl("--store", copy, "verify")
        if keep < size - 1:
            fault(done, "store-damaged", copy, "restore")
        # The last byte is one of a row that nobody can tell from a changed one.
        equal(done.returncode, 1)
        fault(run_ctl("--store", copy, "backup", hall.path("copy.db")), "store-damaged", copy)
        equal(os.path.getsize(copy), keep)
        assert not os.path.exists(hall.path("copy.db"))


@cases("a damaged store is set aside for a backup, and kept")
def _():
    hall = hall_with_tickets()
    good = hall.hash()
    backup = hall.path("good.db")
    equal(hall.ctl("backup", backup).returncode, 0)
    copy = damage(hall, 4096 * 3, os.urandom(4096))
    broken = bytes_hash(copy)
    fault(run_ctl("--store", copy, "restore", backup), "duplicate", copy, "--force")
    done = run_ctl("--store", copy, "restore", backup, "--force")
    equal(done.returncode, 0, done.stderr)
    equal(store_hash(copy), good)
    kept = [name for name in os.listdir(hall.folder) if name.startswith("damaged.db.replaced-")]
    equal(len(kept), 1)
    holds(done.stdout, kept[0])
    equal(bytes_hash(hall.path(kept[0])), broken)


# ------------------------------------------------------------- in use

@cases("a store that another program holds")
def _():
    hall = hall_with_tickets()
    s = hall.session(wait=1)
    s.ok("hall.show", at="11:00")
    holder = sqlite3.connect(hall.store, isolation_level=None)
    try:
        holder.execute("BEGIN EXCLUSIVE")
        # Looking goes on; changing waits some seconds, and says so.
        s.ok("floor.show")
        before = holder.execute("SELECT count(*) FROM ticket").fetchone()
        begin = time.monotonic()
        holds(s.refused("busy", "ticket.issue", queue="T"), hall.store, "another process", "again")
        assert 0.9 < time.monotonic() - begin < 20
        equal(holder.execute("SELECT count(*) FROM ticket").fetchone(), before)
        holder.execute("ROLLBACK")
    finally:
        holder.close()
    equal(s.issue("T"), "T041")
    s.close()
    hall.verify()


@cases("a store that nobody else may even open")
def _():
    hall = hall_with_tickets()
    holder = sqlite3.connect(hall.store, isolation_level=None)
    try:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        begin = time.monotonic()
        fault(hall.ctl("--wait", 1, "verify"), "busy", hall.store, "another process")
        assert 0.9 < time.monotonic() - begin < 4
        fault(hall.ctl("--wait", 0, "export"), "busy", hall.store, "another process")
        for wrong in ("-1", "3601", "soon", ""):
            equal(hall.ctl("--wait", wrong, "verify").returncode, 2)
        fault(run_ctl("--wait", 1, "--store", hall.path("x.db"), "restore", hall.store), "busy", hall.store)
        backup = hall.path("other.db")
        equal(run_ctl("--store", backup, "import", SAMPLE).returncode, 0)
        fault(hall.ctl("restore", backup, "--force"), "busy", hall.store)
        holder.execute("ROLLBACK")
    finally:
        holder.close()
    hall.verify()


@cases("a short wait is no error")
def _():
    hall = hall_with_tickets()
    s = hall.session()
    s.ok("hall.show", at="11:00")
    holder = sqlite3.connect(hall.store, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    s.send('{"do":"ticket.issue","queue":"T"}')
    time.sleep(0.5)
    holder.execute("ROLLBACK")
    holder.close()
    equal(s.read()["ticket"], "T041")


# ------------------------------------------- backup and restore go wrong

@cases("backup and restore: what is in the way, what is not there")
def _():
    hall = hall_with_tickets()
    before = hall.hash()
    copy = hall.path("copy.db")
    # Somebody's file of a name that a copy under way might have.
    with open(copy + ".part", "w", encoding="utf-8") as file:
        file.write("mine")
    equal(hall.ctl("backup", copy).returncode, 0)
    with open(copy + ".part", encoding="utf-8") as file:
        equal(file.read(), "mine")
    os.remove(copy + ".part")
    equal(os.stat(copy).st_mode & 0o777, 0o600)
    fault(hall.ctl("backup", copy), "duplicate", copy, "another name")
    fault(hall.ctl("backup", hall.store), "duplicate", hall.store)
    fault(hall.ctl("backup", hall.folder), "duplicate", hall.folder)
    fault(hall.ctl("backup", hall.path("no/such/copy.db")), "failed", hall.path("no/such/copy.db"), "choose another place")
    fault(hall.ctl("backup", ""), "bad-request", "file")
    equal(hall.ctl("backup").returncode, 2)
    fault(hall.ctl("restore", hall.path("none.db")), "not-found", hall.path("none.db"))
    fault(hall.ctl("restore", hall.folder, "--force"), "not-found", hall.folder)
    fault(hall.ctl("restore", copy), "duplicate", hall.store, "--force")
    fault(hall.ctl("restore", hall.store, "--force"), "bad-request", hall.store, "itself")
    equal(hall.ctl("restore").returncode, 2)
    equal(hall.ctl("restore", copy, "now").returncode, 2)
    equal(sorted(os.listdir(hall.folder)), ["copy.db", "hall.db"])
    equal((hall.hash(), store_hash(copy)), (before, before))


@cases("restore over a store that is open elsewhere is refused")
def _():
    hall = hall_with_tickets()
    copy = hall.path("copy.db")
    equal(hall.ctl("backup", copy).returncode, 0)
    s = hall.session()
    s.issue("T", "11:00")
    fault(hall.ctl("restore", copy, "--force"), "busy", hall.store, "another program", "close")
    equal(s.issue("T"), "T042")
    s.close()
    equal(hall.ctl("restore", copy, "--force").returncode, 0)
    equal(hall.rows("SELECT max(number) FROM ticket"), [(40,)])
    # Both that were there are kept, even within one second.
    equal(hall.ctl("restore", copy, "--force").returncode, 0)
    equal(len([name for name in os.listdir(hall.folder) if ".replaced-" in name]), 2)


@cases("a backup that was changed is not restored")
def _():
    hall = hall_with_tickets()
    copy = hall.path("copy.db")
    equal(hall.ctl("backup", copy).returncode, 0)
    database = sqlite3.connect(copy)
    database.execute("UPDATE ticket SET number = 777 WHERE number = 40")
    database.commit()
    database.close()
    before = hall.hash()
    fault(hall.ctl("restore", copy, "--force"), "store-damaged", copy, "777", "nothing was changed")
    equal(hall.hash(), before)
    equal([name for name in os.listdir(hall.folder) if ".replaced-" in name or ".part" in name], [])


@cases("a backup while everybody works is a whole one")
def _():
    hall = hall_with_tickets()
    s = hall.session(manual=False)
    for n in range(10):
        for _ in range(5):
            s.issue("N")
        copy = hall.path(f"copy{n}.db")
        s.send('{"do":"ticket.issue","queue":"N"}\n' * 20)
        equal(hall.ctl("backup", copy).returncode, 0)
        for _ in range(20):
            assert s.read()["ok"]
        s.process.stdin.flush()
        equal(run_ctl("--store", copy, "verify").returncode, 0)
    s.close()
    hall.verify()


# ------------------------------------------------- on another machine

@cases("a store on a network file system")
def _():
    hall = Hall(verify=False)
    pretend = ('sed "s/ - [^ ]* / - nfs4 /" /proc/self/mountinfo > "$1" && shift && mount --bind "$0" /proc/$$/mountinfo && exec "$@"')
    listing = hall.path("mountinfo")
    command = ["unshare", "-m", "sh", "-c", pretend.replace('"$0"', f'"{listing}"'), "sh", listing]
    probe = subprocess.run([*command, "grep", "-c", "nfs4", "/proc/self/mountinfo"], capture_output=True, check=False)
    if probe.returncode != 0:
        raise Skip("no right to pretend another file system")
    for arguments in (["verify"], ["import", SAMPLE], ["commands"]):
        done = subprocess.run([*command, CTL, "--store", hall.store, *arguments], input="", capture_output=True, text=True, env=ENVIRONMENT, check=False)
        fault(done, "store-remote", hall.store, "nfs4", "disk of this machine")
    done = subprocess.run([*command, CTL, "--store", hall.path("new.db"), "import", SAMPLE], capture_output=True, text=True, env=ENVIRONMENT, check=False)
    fault(done, "store-remote", hall.path("new.db"))
    assert not os.path.exists(hall.path("new.db"))


# ---------------------------------------- behind the hall's back

TAMPERING = [
    ("UPDATE event SET actor = '021' WHERE kind = 'ticket.called' AND seq = (SELECT max(seq) FROM event WHERE kind = 'ticket.called')", "event", "ticket.called"),
    ("UPDATE event SET at_us = at_us + 1 WHERE seq = 5", "event 5"),
    ("UPDATE event SET reason = 'x' WHERE seq = 9", "event 9"),
    ("UPDATE event SET detail = '{}' WHERE seq = 7", "event 7"),
    ("UPDATE event SET hash = zeroblob(32) WHERE seq = 11", "event 11"),
    ("UPDATE event SET hash = x'00' WHERE seq = 11", "event 11"),
    ("DELETE FROM event WHERE seq = 12", "12", "missing"),
    ("UPDATE event SET seq = 100000 WHERE seq = (SELECT max(seq) FROM event)", "missing"),
    ("UPDATE ticket SET state = 'cancelled' WHERE number = 1", "T001", "cancelled", "finished"),
    ("UPDATE ticket SET queue = 'F' WHERE number = 2", "T002", "queue"),
    ("UPDATE ticket SET class = 0 WHERE number = 3", "T003", "class"),
    ("UPDATE ticket SET line_class = 0 WHERE number = 33", "T033", "class"),
    ("UPDATE ticket SET entered_us = entered_us + 60000000 WHERE number = 4", "T004", "waiting"),
    ("UPDATE ticket SET arrived_us = arrived_us - 1 WHERE number = 5", "T005", "arrival"),
    ("UPDATE ticket SET rank_us = 0 WHERE number = 40", "T040", "place"),
    ("UPDATE ticket SET first_called_us = first_called_us - 1 WHERE number = 6", "T006", "first call"),
    ("UPDATE ticket SET ended_us = ended_us + 1 WHERE number = 7", "T007", "end"),
    ("UPDATE ticket SET handling_us = 0, held_us = 5 WHERE number = 8", "T008", "hold"),
    ("UPDATE ticket SET calls = 2 WHERE number = 9", "T009", "calls"),
    ("UPDATE ticket SET misses = 1 WHERE number = 10", "T010", "misses"),
    ("UPDATE ticket SET channel = 'kiosk' WHERE number = 11", "T011", "channel"),
    ("UPDATE ticket SET note = 'urgent' WHERE number = 12", "T012", "note"),
    ("UPDATE ticket SET print = 'failed' WHERE number = 13", "T013", "slip"),
    ("UPDATE ticket SET number = 77 WHERE number = 14", "T077", "T014"),
    ("UPDATE ticket SET moved_back = 1 WHERE number = 35", "T035"),
    ("DELETE FROM ticket WHERE number = 15", "ticket that is not there", "gap"),
    ("INSERT INTO ticket (hall_id, business_day, series, number, queue, class, line_class, channel, state, arrived_us, entered_us, rank_us, rank_tie)"
     " SELECT hall_id, business_day, series, 41, queue, class, line_class, channel, 'waiting', 1, 1, 1, 1 FROM ticket WHERE number = 1", "T041"),
    ("UPDATE series SET last_number = 39", "T", "39"),
    ("UPDATE sitting SET staff = '002' WHERE id = 3", "T003", "clerk", "002"),
    ("UPDATE sitting SET window_code = '2' WHERE id = 4", "T004", "window"),
    ("UPDATE sitting SET handling_us = 77 WHERE id = 5", "T005", "77"),
    ("UPDATE sitting SET called_us = called_us - 1000000 WHERE id = 6", "T006", "call"),
    ("DELETE FROM sitting WHERE id = 7", "T007", "windows"),
    ("UPDATE ticket_matter SET state = 'failed' WHERE ticket_id = 8 AND position = 1", "T008", "matter"),
    ("UPDATE ticket_matter SET code = 'T03' WHERE ticket_id = 9 AND position = 1", "T009", "matter"),
    ("DELETE FROM ticket_matter WHERE ticket_id = 10 AND position = 2", "T010", "matters"),
    ("UPDATE window_state SET staff = '002' WHERE code = '1'", "window 1", "clerk"),
    ("UPDATE window_state SET duty = 'L' WHERE code = '1'", "window 1", "duty"),
    ("UPDATE window_state SET state = 'paused' WHERE code = '1'", "window 1", "paused"),
    ("UPDATE hall_part SET doc = replace(doc, 'form 12', 'form 13') WHERE kind LIKE 'setting%'", "description", "demo"),
    ("UPDATE hall_part SET doc = replace(doc, '\"clerk\"', '\"admin\"') WHERE kind = 'staff' AND code = '012'", "description", "demo"),
]


@cases("a change made behind the hall's back is found and named")
def _():
    hall = hall_with_tickets()
    original = hall.store
    hall.verify()
    for statement, *words in TAMPERING:
        hall.store = hall.path("tampered.db")
        shutil.copy(original, hall.store)
        with hall.sql() as database:
            database.execute("INSERT OR IGNORE INTO window_state (hall_id, code) VALUES (1, '2')")
            changed = database.execute(statement).rowcount
        assert changed > 0, f"nothing to change: {statement}"
        done = hall.ctl("verify")
        said = done.stdout + done.stderr
        equal(done.returncode, 1, f"{statement}: {said}")
        holds(said, *words)
        assert len(said.splitlines()) <= 101, f"{statement}: {len(said.splitlines())} lines"
        # A backup of it is no backup.
        fault(hall.ctl("backup", hall.path("copy.db")), "store-damaged", hall.store)
        assert not os.path.exists(hall.path("copy.db"))


@cases("many changes are told, but not without end")
def _():
    hall = hall_with_tickets()
    with hall.sql() as database:
        database.execute("UPDATE ticket SET class = 0, channel = 'x', queue = 'F', calls = 9, handling_us = 1")
        database.execute("UPDATE event SET hash = randomblob(32)")
    said = hall.problems().splitlines()
    assert 50 < len(said) <= 260, len(said)


# --------------------------------------------------------------- clocks

def now():
    return datetime.datetime.now(datetime.timezone.utc)


def instant(moment):
    return moment.isoformat(timespec="microseconds")


@cases("a clock that is set back a little: newcomers do not pass who waits")
def _():
    hall = Hall()
    ahead = now() + datetime.timedelta(hours=2)
    s = hall.session()
    equal(s.ok("ticket.issue", queue="T", at=instant(ahead))["ticket"], "T001")
    s.close()
    # The wall's clock shows two hours less than the last entry of the journal.
    s = hall.session(manual=False)
    answer = s.ok("ticket.issue", queue="T")
    equal((answer["ticket"], answer["ahead"]), ("T002", 1))
    s.open(1, "001", duty="T")
    equal(s.ok("ticket.call", window=1)["ticket"], "T001")
    # Whatever is written down keeps that order: settings, descriptions, refusals, locks.
    for _ in range(6):
        s.ask("staff.sign_in", staff="002", pin="wrong")
    s.ok("settings.set", key="board.notice", value="bring form 12")
    hall.edit(settings={"board.notice": "bring form 13"})
    equal(hall.ctl("settings.set", "key=board.notice", 'value="bring form 14"').returncode, 0)
    kinds = {kind for (kind,) in hall.rows("SELECT kind FROM event")}
    assert kinds >= {"ticket.issued", "hall.setting", "hall.imported", "request.refused", "staff.locked"}, kinds
    times = [at_us for (at_us,) in hall.rows("SELECT at_us FROM event ORDER BY seq")][1:]
    equal(times, sorted(times))


@cases("a jump of many hours is a correction, and believed")
def _():
    hall = Hall()
    ahead = now() + datetime.timedelta(hours=30)
    s = hall.session()
    s.ok("ticket.issue", queue="T", at=instant(ahead))
    s.close()
    s = hall.session(manual=False)
    equal(s.ok("ticket.issue", queue="T")["ticket"], "T001")
    entered = datetime.datetime.fromisoformat(s.show("T001")["entered"])
    assert abs((entered - now()).total_seconds()) < 60, entered


@cases("a manual clock does not go back within a conversation")
def _():
    hall = Hall()
    s = hall.session()
    s.issue("T", "10:00")
    before = hall.hash()
    holds(s.refused("bad-request", "ticket.issue", queue="T", at="9:59:59"), "at", "forward")
    equal(hall.hash(), before)
    equal(s.issue("T", "10:00"), "T002")


@cases("times that are none, and the wall's clock does not take one")
def _():
    hall = Hall()
    s = hall.session()
    for wrong in ("2026-04-20T10:00:00", "2026-04-20", "10:00", "soon", "", "2026-02-30T10:00:00Z", "2026-04-20T24:00:01Z", "2026-04-20T10:00:00+25:00",
                  "99999-01-01T00:00:00Z", 5, None, True, [], {}, "2026-04-20T10:00:00+08:00x", "-0001-01-01T00:00:00Z"):
        answer = json.loads(json.dumps(s.say(json.dumps({"do": "hall.show", "at": wrong}))))
        equal((answer["ok"], answer["error"]), (False, "bad-request"), repr(wrong))
        holds(answer["message"], "at")
    s.close()
    s = hall.session(manual=False)
    holds(s.refused("bad-request", "hall.show", at="10:00"), "--clock manual")


@cases("a year of which nothing is loaded is said to be not loaded")
def _():
    hall = Hall()
    s = hall.session()
    show = s.ok("hall.show", at="2033-05-10T10:00:00+08:00")
    holds(show["reason"] or "", "2033", "not loaded")
    equal(s.issue("T"), "T001")


@cases("a ticket taken in the last second of the day can be cleared away the next")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at=at("23:59:58"))
    s.issue("T", at("23:59:59"))
    s.call(1)
    s.ok("hall.show", at=at("0:00:00", "2026-04-21"))
    equal(s.ok("day.close", date="2026-04-20")["voided"], 1)
    equal(s.window(1)["step"], "idle")
    equal(hall.rows("SELECT business_day FROM ticket"), [(DAY_NUMBER,)])


cases.run()
